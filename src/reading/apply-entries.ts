import { sql } from 'kysely';
import * as z from 'zod';
import { canonicalJson } from '../base/canonical-json.ts';
import { Problem } from '../base/problem.ts';
import { parseSha256 } from '../nouns/sha256.ts';
import type { Reading } from '../nouns/reading.ts';
import type { Queue } from '../queue/queue.ts';
import type { Connection } from '../records/records.ts';
import type { OpenedEntry } from '../vault/ledger.ts';
import type { Store } from '../vault/store.ts';
import { isFreshLayout, readTextDerivative } from './derivatives.ts';
import { noteTexts } from './copies/due.ts';
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

const ROWS_AT_ONCE = 500; // of some 600 characters, in one statement
const READS_TOGETHER = 200; // texts held in memory

/** Turns ledger entries about readings into records: what was read, its passages, its derivatives. */
export async function applyReadings(
  entries: readonly OpenedEntry[],
  connection: Connection,
  { derived, queue }: { derived: Store; queue: Queue },
): Promise<void> {
  let together: Ready[] = [];
  const found = new Set<string>();
  const takeIn = async (): Promise<void> => {
    const taken = together;
    together = [];
    if (taken.length === 0) return;
    await applyReads(taken, connection);
    await queue.finish(
      connection,
      READ_JOB,
      taken.map(({ read }) => read.original),
    );
  };
  for (const entry of entries) {
    switch (entry.kind) {
      case 'received':
        found.add(Received.parse(entry.fields).original);
        break;
      case 'asked-again':
        await takeIn();
        await queue.enqueue(connection, READ_JOB, [Received.parse(entry.fields).original]);
        break;
      case 'derived':
        await applyDerived(Derived.parse(entry.fields), connection);
        break;
      case 'read': {
        const read = Read.parse(entry.fields);
        const kept = await readingOf(read['derivative:text'], derived);
        if (kept === 'lost' || !(await isWhole(read['derivative:layout'], derived))) {
          await takeIn();
          await queue.enqueue(connection, READ_JOB, [read.original]);
          break;
        }
        const again = together.some(({ read: { original } }) => original === read.original);
        if (again || together.length >= READS_TOGETHER) await takeIn();
        together.push({ read, reading: kept });
        break;
      }
      default: // other rooms' entries
    }
  }
  await takeIn();
  await foundAgain([...found], connection);
}

/** What the ledger says of a reading, and the text that goes with it. */
interface Ready {
  readonly read: z.infer<typeof Read>;
  readonly reading: Reading | undefined;
}

/** A new place may belong to another accession, which the index must learn. */
async function foundAgain(originals: readonly string[], connection: Connection): Promise<void> {
  if (originals.length === 0) return;
  await sql`
    update reading set indexed = indexed - 1
    where original in (select value from json_each(${JSON.stringify(originals)}))`.execute(
    connection.as<ReadingTables>(),
  );
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
  if (id === undefined || isFreshLayout(id)) return true;
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

/** Of each original once. The statements are the same whatever their number: SQLite keeps them ready. */
async function applyReads(ready: readonly Ready[], connection: Connection): Promise<void> {
  if (ready.length === 0) return;
  const db = connection.as<ReadingTables>();
  const originals = JSON.stringify(ready.map(({ read }) => read.original));
  await sql`delete from passage where original in (select value from json_each(${originals}))`.execute(db);
  for (const rows of inPieces(passageRows(ready))) {
    await sql`
      insert into passage (original, ordinal, start, "end", page, language, text)
      select value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6
      from json_each(${JSON.stringify(rows)})`.execute(db);
  }
  await sql`
    replace into reading (original, outcome, reason, media_type, title, pages, characters, languages, stages,
      text_derivative, layout_derivative, indexed)
    select value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6, value ->> 7, value ->> 8,
      value ->> 9, value ->> 10, 0
    from json_each(${JSON.stringify(ready.map(readingRow))})`.execute(db);
  await noteTexts(
    ready.map(({ read }) => [read.original, read['derivative:text'] ?? null]),
    connection,
  );
}

type Row = readonly (string | number | null)[];

function* passageRows(ready: readonly Ready[]): Generator<Row> {
  for (const { read, reading } of ready) {
    if (reading === undefined) continue;
    for (const [ordinal, { start, end, page, language }] of reading.passages.entries()) {
      yield [read.original, ordinal, start, end, page ?? null, language, reading.text.slice(start, end)];
    }
  }
}

function readingRow({ read, reading }: Ready): Row {
  return [
    read.original,
    read.outcome,
    read.reason === undefined ? null : canonicalJson(read.reason),
    read.mediaType,
    reading?.title ?? null,
    reading?.pages.length ?? 0,
    reading?.text.length ?? 0,
    JSON.stringify(languagesOf(reading)),
    canonicalJson(read.stages),
    read['derivative:text'] ?? null,
    read['derivative:layout'] ?? null,
  ];
}

function* inPieces(rows: Iterable<Row>): Generator<readonly Row[]> {
  let piece: Row[] = [];
  for (const row of rows) {
    piece.push(row);
    if (piece.length < ROWS_AT_ONCE) continue;
    yield piece;
    piece = [];
  }
  if (piece.length > 0) yield piece;
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
