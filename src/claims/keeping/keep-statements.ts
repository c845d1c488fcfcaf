import { sql } from 'kysely';
import * as z from 'zod';
import type { Reading, Span } from '../../nouns/reading.ts';
import { parseSha256 } from '../../nouns/sha256.ts';
import type { StatementValue } from '../../nouns/statement.ts';
import type { Connection } from '../../records/records.ts';
import type { Store } from '../../vault/store.ts';
import { readTextDerivative } from '../../reading/derivatives.ts';
import { decidedIn } from './decision-rows.ts';
import { readCredits, readValue } from '../parse-decision.ts';
import { settleDocument, type SettledStatement } from './settle-document.ts';
import { anchorAt, type Anchor } from './statement-places.ts';
import type { ClaimsTables } from '../tables.ts';
import type { FoundInText } from '../process/messages.ts';

type Row = ClaimsTables['statement'];
/** What a document says, without where lining up put it. */
type Said = Omit<Row, 'claim' | 'place' | 'source_key' | 'source' | 'reason' | 'credited'>;

const ROWS_AT_ONCE = 500; // SQLite takes 32,766 parameters in one statement

/** Keeps what was found in a text, as people left it. The rows of statements that stay as they are are not touched. */
export async function keepStatements(
  original: string,
  reading: Pick<Reading, 'text' | 'passages'> | undefined,
  found: readonly FoundInText[],
  connection: Connection,
): Promise<void> {
  const db = connection.as<ClaimsTables>();
  const decided = await decidedIn(original, connection);
  const text = reading ?? { text: '', passages: [] };
  const { statements, now } = settleDocument(text, found, decided);
  for (const [statement, id] of now) {
    await db
      .updateTable('decision_about')
      .set({ now: id ?? null })
      .where('original', '=', original)
      .where('statement', '=', statement)
      .execute();
  }
  const before = new Map(
    (await db.selectFrom('statement').selectAll().where('original', '=', original).execute()).map((row) => [
      row.id,
      row,
    ]),
  );
  const rows = statements.map((statement, ordinal) => rowOf(original, ordinal, statement));
  const changed = rows.filter((row) => !isKept(row, before.get(row.id)));
  const kept = new Set(rows.map(({ id }) => id));
  const gone = [...before.keys()].filter((id) => !kept.has(id));
  if (changed.length === 0 && gone.length === 0) return;
  for (let from = 0; from < gone.length; from += ROWS_AT_ONCE) {
    await db
      .deleteFrom('statement')
      .where('id', 'in', gone.slice(from, from + ROWS_AT_ONCE))
      .execute();
  }
  for (let from = 0; from < changed.length; from += ROWS_AT_ONCE) {
    await db
      .replaceInto('statement')
      .values(changed.slice(from, from + ROWS_AT_ONCE).map((row) => ({ ...NOWHERE, ...before.get(row.id), ...row })))
      .execute();
  }
  await noteChange(original, connection);
}

/** Not lined up yet. */
const NOWHERE = { claim: null, place: 0, source_key: null, source: null, reason: null, credited: null };

/** What a document says is to be lined up anew. */
async function noteChange(original: string, connection: Connection): Promise<void> {
  const db = connection.as<ClaimsTables>();
  await sql`update claim_progress set changes = changes + 1`.execute(db);
  await sql`update testimony set changed = (select changes from claim_progress)
    where original = ${original}`.execute(db);
}

const SAID = [
  'original', 'ordinal', 'kind', 'start', 'end', 'page', 'words', 'before', 'after', 'sentence', 'sentence_start',
  'language', 'value', 'found', 'attributed', 'said_by', 'state',
] as const satisfies readonly (keyof Said)[]; // prettier-ignore

function isKept(row: Said, before: Row | undefined): boolean {
  return before !== undefined && SAID.every((column) => row[column] === before[column]);
}

function rowOf(original: string, ordinal: number, settled: SettledStatement): Said {
  const { id, anchor, sentence, value, attributedTo, by, state, found } = settled;
  return {
    id,
    original,
    ordinal,
    kind: value.kind,
    start: anchor.start,
    end: anchor.end,
    page: sentence.page ?? null,
    words: anchor.words,
    before: anchor.before,
    after: anchor.after,
    sentence: sentence.text,
    sentence_start: sentence.start,
    language: sentence.language,
    value: JSON.stringify(value),
    found: found === undefined ? null : JSON.stringify(found),
    attributed: JSON.stringify(attributedTo),
    said_by: by,
    state,
  };
}

/**
 * Applies decisions to statements that are kept already. Nothing happens where the document is to be looked at anyway:
 * that takes them in.
 */
export async function settleAgain(original: string, derived: Store, connection: Connection): Promise<void> {
  const db = connection.as<ClaimsTables>();
  const testimony = await db
    .selectFrom('testimony')
    .select(['wanted', 'seen'])
    .where('original', '=', original)
    .executeTakeFirst();
  const text = parseSha256(testimony?.seen ?? '');
  if (text === undefined || testimony?.seen !== testimony?.wanted) return;
  const reading = await readTextDerivative(derived, text);
  const rows = await db
    .selectFrom('statement')
    .selectAll()
    .where('original', '=', original)
    .orderBy('ordinal')
    .execute();
  await keepStatements(
    original,
    reading,
    rows.map((row) => foundAs(row, reading.text)),
    connection,
  );
}

/** A row as it was before anybody decided about it. */
function foundAs(row: Row, text: string): FoundInText {
  const value = readValue(JSON.parse(row.value));
  const attributedTo = readCredits(JSON.parse(row.attributed));
  const sentence = {
    start: row.sentence_start,
    end: row.sentence_start + row.sentence.length,
    text: row.sentence,
    language: row.language,
    page: row.page ?? undefined,
  };
  const { id, start, end, words, before, after, said_by: finder } = row;
  const anchor: Anchor = { kind: value.kind, start, end, words, before, after };
  if (row.found === null) return { id, start, end, value, attributedTo, finder, anchor, sentence };
  const { value: first, ...span } = readFound(row.found);
  return { id, ...span, value: first, attributedTo, finder, anchor: anchorAt(text, span, first.kind), sentence };
}

const Found = z.object({ value: z.json(), start: z.int(), end: z.int() });

/** What is in the column `found`. */
export function readFound(json: string): Span & { readonly value: StatementValue } {
  const { value, ...span } = Found.parse(JSON.parse(json));
  return { ...span, value: readValue(value) };
}
