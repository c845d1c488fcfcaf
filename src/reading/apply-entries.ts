import * as z from 'zod';
import { canonicalJson } from '../base/canonical-json.ts';
import { Problem } from '../base/problem.ts';
import { parseSha256 } from '../nouns/sha256.ts';
import type { Reading } from '../nouns/reading.ts';
import type { Queue } from '../queue/queue.ts';
import type { Connection } from '../records/records.ts';
import type { OpenedEntry } from '../vault/ledger.ts';
import type { Store } from '../vault/store.ts';
import { readTextDerivative } from './derivatives.ts';
import { noteText } from './copies/due.ts';
import type { ReadingTables } from './tables.ts';

export const READ_JOB = 'read';

const Read = z.object({
  original: z.string(),
  outcome: z.string(),
  reason: z.json().optional(),
  mediaType: z.string(),
  stages: z.json(),
  'derivative:text': z.string().optional(),
  'derivative:layout': z.string().optional(),
});
const Received = z.object({ original: z.string() });
const Derived = z.object({
  original: z.string(),
  derivative: z.string(),
  what: z.string(),
  page: z.number().optional(),
  stage: z.string(),
  version: z.number(),
});

const ROWS_AT_ONCE = 500; // SQLite takes 32,766 parameters in one statement; a passage has seven

/** Turns ledger entries about readings into records: what was read, its passages, its derivatives. */
export async function applyReadings(
  entries: readonly OpenedEntry[],
  connection: Connection,
  { derived, queue }: { derived: Store; queue: Queue },
): Promise<void> {
  for (const entry of entries) {
    switch (entry.kind) {
      case 'received':
        await foundAgain(Received.parse(entry.fields).original, connection);
        break;
      case 'asked-again':
        await queue.enqueue(connection, READ_JOB, [Received.parse(entry.fields).original]);
        break;
      case 'derived':
        await applyDerived(Derived.parse(entry.fields), connection);
        break;
      case 'read': {
        const read = Read.parse(entry.fields);
        const kept = await readingOf(read['derivative:text'], derived);
        if (kept === 'lost' || !(await isWhole(read['derivative:layout'], derived))) {
          await queue.enqueue(connection, READ_JOB, [read.original]);
          break;
        }
        await applyRead(read, kept, connection);
        await queue.finish(connection, READ_JOB, [read.original]);
        break;
      }
      default: // other rooms' entries
    }
  }
}

/** A new place may belong to another accession, which the index must learn. */
async function foundAgain(original: string, connection: Connection): Promise<void> {
  await connection
    .as<ReadingTables>()
    .updateTable('reading')
    .set((eb) => ({ indexed: eb('indexed', '-', 1) }))
    .where('original', '=', original)
    .execute();
}

/** `lost` where the derivative is no more, or no longer what it was: the original is read again, which makes it again. */
async function readingOf(derivative: string | undefined, derived: Store): Promise<Reading | 'lost' | undefined> {
  const id = derivative === undefined ? undefined : parseSha256(derivative);
  if (id === undefined) return undefined;
  try {
    return await readTextDerivative(derived, id);
  } catch (error) {
    if (isLost(error)) return 'lost';
    throw error;
  }
}

async function isWhole(derivative: string | undefined, derived: Store): Promise<boolean> {
  const id = derivative === undefined ? undefined : parseSha256(derivative);
  if (id === undefined) return true;
  try {
    for await (const _ of derived.get(id)); // re-hashed to its end
    return true;
  } catch (error) {
    if (isLost(error)) return false;
    throw error;
  }
}

/** Safe: reading again writes the same bytes, and the store of derivatives sets an altered file aside for them. */
function isLost(error: unknown): boolean {
  return error instanceof Problem && (error.code === 'not-found' || error.code === 'altered');
}

async function applyRead(
  read: z.infer<typeof Read>,
  reading: Reading | undefined,
  connection: Connection,
): Promise<void> {
  const db = connection.as<ReadingTables>();
  await db.deleteFrom('passage').where('original', '=', read.original).execute();
  const passages = (reading?.passages ?? []).map(({ start, end, page, language }, ordinal) => ({
    original: read.original,
    ordinal,
    start,
    end,
    page: page ?? null,
    language,
    text: reading?.text.slice(start, end) ?? '',
  }));
  for (let from = 0; from < passages.length; from += ROWS_AT_ONCE) {
    await db
      .insertInto('passage')
      .values(passages.slice(from, from + ROWS_AT_ONCE))
      .execute();
  }
  await db
    .replaceInto('reading')
    .values({
      original: read.original,
      outcome: read.outcome,
      reason: read.reason === undefined ? null : canonicalJson(read.reason),
      media_type: read.mediaType,
      title: reading?.title ?? null,
      pages: reading?.pages.length ?? 0,
      characters: reading?.text.length ?? 0,
      languages: JSON.stringify(languagesOf(reading)),
      stages: canonicalJson(read.stages),
      text_derivative: read['derivative:text'] ?? null,
      layout_derivative: read['derivative:layout'] ?? null,
      indexed: 0,
    })
    .execute();
  await noteText(read.original, read['derivative:text'] ?? null, connection);
}

/** Languages by how much text they have, most first; `und` only where there is nothing else. */
function languagesOf(reading: Reading | undefined): readonly string[] {
  const lengths = new Map<string, number>();
  for (const { language, start, end } of reading?.passages ?? []) {
    lengths.set(language, (lengths.get(language) ?? 0) + end - start);
  }
  const known = [...lengths].filter(([language]) => language !== 'und');
  return (known.length > 0 ? known : [...lengths]).toSorted((a, b) => b[1] - a[1]).map(([language]) => language);
}

/** The newest counts; pictures were drawn, and pages laid out, of the one before. */
const PRINT = ['printed-copy', 'print', 'print-layout', 'page-picture'];
const OUTDATED_BY: Readonly<Record<string, readonly string[]>> = {
  'unlocked-copy': ['unlocked-copy', ...PRINT],
  'converted-copy': ['converted-copy', ...PRINT],
  'printed-copy': PRINT,
  print: ['print'],
  'print-layout': ['print-layout'],
};

async function applyDerived(made: z.infer<typeof Derived>, connection: Connection): Promise<void> {
  const db = connection.as<ReadingTables>();
  const outdated = OUTDATED_BY[made.what] ?? [];
  if (outdated.length > 0) {
    await db
      .deleteFrom('derivative')
      .where('original', '=', made.original)
      .where('what', 'in', [...outdated])
      .execute();
  }
  await db
    .insertInto('derivative')
    .values({
      sha256: made.derivative,
      original: made.original,
      what: made.what,
      page: made.page ?? null,
      stage: made.stage,
      version: made.version,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
