import { sql } from 'kysely';
import type { IntakeTables } from '../intake/tables.ts';
import { collectGarbage } from '../base/collect-garbage.ts';
import { log } from '../base/log.ts';
import { lastEntriesOf } from '../desk/custody.ts';
import type { DeskTables } from '../desk/tables.ts';
import { oneAtATime } from '../base/one-at-a-time.ts';
import { Problem } from '../base/problem.ts';
import type { Reading } from '../nouns/reading.ts';
import { parseSha256, type Sha256 } from '../nouns/sha256.ts';
import type { Connection, Records } from '../records/records.ts';
import type { IndexDocument, PassageTexts, SearchIndex } from '../search/search-index.ts';
import type { Store } from '../vault/store.ts';
import { factsFor } from './document-facts.ts';
import { readTextDerivative } from './derivatives.ts';
import type { ReadingTables } from './tables.ts';

type Tables = IntakeTables & ReadingTables;

const DOCUMENTS_AT_ONCE = 300; // put into the index together: one commit for many small documents
const PASSAGES_AT_ONCE = 5_000; // … unless they are long ones
const MANY_PASSAGES = 20_000; // of some ten million characters: a book has two thousand
const TEXTS_AT_ONCE = 1_000; // two values each; SQLite takes 32,766 in a statement

/**
 * Puts into the index what has been read and is not in it yet. Calls that come while one runs share the next run, so
 * many readers make one writer.
 */
export function openIndexer(records: Records, index: SearchIndex, derived: Store): () => Promise<void> {
  return oneAtATime(async () => {
    while (await indexSome(records, index, derived));
  });
}

/** Returns false when nothing was left to do. */
async function indexSome(records: Records, index: SearchIndex, derived: Store): Promise<boolean> {
  const db = records.reading.as<Tables>();
  const pending = await db
    .selectFrom('reading')
    .innerJoin('occurrence', (join) =>
      join.onRef('occurrence.original', '=', 'reading.original').on('occurrence.first_place', '=', 1),
    )
    .select(['reading.original', 'media_type', 'title', 'shown_name', 'indexed', 'text_derivative'])
    .where('indexed', '<=', 0) // in the order of the index on it: sorting all that waits would cost more each time
    .limit(DOCUMENTS_AT_ONCE)
    .execute();
  if (pending.length === 0) return false;
  const documents: IndexDocument[] = [];
  const seen = new Map<string, number>();
  let passages = 0;
  const originals = pending.map(({ original }) => original);
  const arrivals = await lastEntriesOf(records.reading, originals, 'read');
  const places = await placesOf(records.reading, originals);
  const texts = await passagesAmong(records.reading, originals);
  for (const row of pending) {
    const count = await addDocument(documents, row, { texts, places, arrivals }, derived);
    if (count === undefined) continue;
    seen.set(row.original, row.indexed);
    passages += count;
  }
  const putting = index.put(documents);
  // A very long text is not to be held here while it is put in there.
  documents.length = 0;
  if (passages >= MANY_PASSAGES) collectGarbage();
  await putting;
  const byMark = Map.groupBy([...seen.keys()], (original) => seen.get(original) ?? 0);
  await records.exclusively(async (connection) => {
    for (const [mark, together] of byMark) {
      await connection
        .as<ReadingTables>()
        .updateTable('reading')
        .set({ indexed: 1 })
        .where('original', 'in', together)
        .where('indexed', '=', mark) // what changed while it was put into the index is put again
        .execute();
    }
  });
  return true;
}

interface Pending {
  readonly original: string;
  readonly media_type: string;
  readonly title: string | null;
  readonly shown_name: string;
  readonly text_derivative: string | null;
}

interface Known {
  readonly texts: Map<string, readonly PassageRow[]>;
  readonly places: ReadonlyMap<string, readonly Place[]>;
  readonly arrivals: ReadonlyMap<string, number>;
}

/**
 * Takes its passages out of `texts`, so that nothing but the list of documents holds a long one.
 * @returns how many; undefined where they are not there: it is for another turn
 */
async function addDocument(
  documents: IndexDocument[],
  { original, media_type: mediaType, title, shown_name: name, text_derivative: text }: Pending,
  { texts, places, arrivals }: Known,
  derived: Store,
): Promise<number | undefined> {
  const id = parseSha256(original);
  if (id === undefined || !texts.has(original)) return undefined;
  const { pages, ...facts } = await factsIn(text, derived);
  const passages = indexed(texts.get(original) ?? [], pages);
  texts.delete(original);
  documents.push({
    id,
    mediaType,
    title: title ?? lastPart(name),
    accessions: accessionsAmong(places.get(original)),
    paths: pathsAmong(places.get(original)),
    ...facts,
    ...arrivalOf(arrivals.get(original)),
    passages,
  });
  return passages.length;
}

/** The ledger entry of its reading: the same after every rebuild. */
function arrivalOf(arrival: number | undefined): { readonly arrival?: number } {
  return arrival === undefined ? {} : { arrival };
}

/**
 * The ledger entry from which on readings are not yet all in the index: what a search finds now, and what it finds later
 * with `since` from here, is everything and nothing twice.
 */
export async function indexedUpTo(connection: Connection, ledgerSize: number): Promise<number> {
  const { first } = await connection
    .as<ReadingTables & DeskTables>()
    .selectFrom((eb) =>
      eb
        .selectFrom('custody')
        .select((last) => last.fn.max('seq').as('seq'))
        .where('kind', '=', 'read')
        .where('original', 'in', (of) => of.selectFrom('reading').select('original').where('indexed', '<=', 0))
        .groupBy('original')
        .as('pending'),
    )
    .select((eb) => eb.fn.min<number | null>('pending.seq').as('first'))
    .executeTakeFirstOrThrow();
  return Math.min(ledgerSize, first ?? ledgerSize);
}

function lastPart(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** What the reading says beyond its passages; its text, which may be very long, is not kept. */
async function factsIn(
  derivative: string | null,
  derived: Store,
): Promise<Partial<IndexDocument> & Pick<Reading, 'pages'>> {
  const id = parseSha256(derivative ?? '');
  if (id === undefined) return { pages: [] };
  try {
    const reading = await readTextDerivative(derived, id);
    return { ...factsFor(reading), pages: reading.pages };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    // Altered or gone: `touchstone verify` reports it, and one document must not keep all others from being found.
    log('a document goes into the index without its dates and names', error);
    return { pages: [] };
  }
}

interface Place {
  readonly original: string;
  readonly ordinal: number;
  readonly accession: string;
  readonly path: string;
}

/** Where each original was found, the first place of all first, then as they arrived. */
async function placesOf(
  connection: Connection,
  originals: readonly string[],
): Promise<ReadonlyMap<string, readonly Place[]>> {
  const rows = await connection
    .as<Tables>()
    .selectFrom('occurrence')
    .innerJoin('accession', 'accession.ordinal', 'occurrence.accession')
    .select(['original', 'accession.ordinal', 'accession.id as accession', 'shown_path as path'])
    .where('original', 'in', originals)
    .orderBy('first_place', 'desc')
    .orderBy('occurrence.accession')
    .orderBy('shown_path')
    .execute();
  return Map.groupBy(
    rows.flatMap(({ original, ...place }) => (original === null ? [] : [{ original, ...place }])),
    ({ original }) => original,
  );
}

function pathsAmong(places: readonly Place[] = []): readonly string[] {
  return places.map(({ path }) => path);
}

function accessionsAmong(places: readonly Place[] = []): readonly string[] {
  const inOrder = places.toSorted((a, b) => a.ordinal - b.ordinal);
  return [...new Set(inOrder.map(({ accession }) => accession))];
}

type PassageRow = Omit<ReadingTables['passage'], 'ordinal'>;

/** The passages of each original, in order; fewer originals where they are very long, but always the first. */
async function passagesAmong(
  connection: Connection,
  originals: readonly string[],
): Promise<Map<string, readonly PassageRow[]>> {
  const db = connection.as<ReadingTables>();
  const json = JSON.stringify(originals);
  const { rows: counts } = await sql<{ original: string; passages: number }>`
    select wanted.value as original, count(passage.original) as passages
    from json_each(${json}) as wanted left join passage on passage.original = wanted.value
    group by wanted.key order by wanted.key`.execute(db);
  const taken: string[] = [];
  let passages = 0;
  for (const { original, passages: own } of counts) {
    taken.push(original);
    passages += own;
    if (passages >= PASSAGES_AT_ONCE) break;
  }
  const { rows } = await sql<PassageRow>`
    select original, start, "end", page, language, text from passage
    where original in (select value from json_each(${JSON.stringify(taken)}))
    order by original, ordinal`.execute(db);
  const found = Map.groupBy(rows, ({ original }) => original);
  return new Map(taken.map((original) => [original, found.get(original) ?? []]));
}

function indexed(rows: readonly PassageRow[], pages: Reading['pages']): IndexDocument['passages'] {
  const confidences = new Map(
    pages.flatMap(({ number, textFrom, confidence = 0 }) =>
      textFrom === 'ocr' ? [[number, confidence] as const] : [],
    ),
  );
  return rows.map(({ original: _, page, ...row }) => {
    if (page === null) return row;
    const confidence = confidences.get(page);
    return confidence === undefined ? { ...row, page } : { ...row, page, confidence };
  });
}

/** The texts that the index asks for to rank and to show. */
export function passageTexts(connection: Connection): PassageTexts {
  return async (keys) => {
    const texts = new Map<string, string>();
    for (let from = 0; from < keys.length; from += TEXTS_AT_ONCE) {
      const wanted = keys.slice(from, from + TEXTS_AT_ONCE);
      // One statement for all: a list of hits comes from as many documents as it has hits.
      const rows = await connection
        .as<ReadingTables>()
        .selectFrom('passage')
        .select(['original', 'ordinal', 'text'])
        .where(
          sql<boolean>`(original, ordinal) in (values ${sql.join(wanted.map(({ document, ordinal }) => sql`(${document}, ${ordinal})`))})`,
        )
        .execute();
      for (const { original, ordinal, text } of rows) texts.set(`${original} ${ordinal}`, text);
    }
    return keys.map(({ document, ordinal }) => texts.get(`${document} ${ordinal}`) ?? '');
  };
}

/** The text of the passage that an offset into the document's text lies in; undefined where there is none. */
export async function passageAt(connection: Connection, document: Sha256, at: number): Promise<string | undefined> {
  const row = await connection
    .as<ReadingTables>()
    .selectFrom('passage')
    .select('text')
    .where('original', '=', document)
    .where('start', '<=', at)
    .where('end', '>', at)
    .limit(1)
    .executeTakeFirst();
  return row?.text;
}

/** Marks everything as not indexed, for an index that was lost; returns whether there was anything to mark. */
export async function forgetIndex(records: Records): Promise<boolean> {
  const any = await records.reading.as<ReadingTables>().selectFrom('reading').select('original').limit(1).execute();
  if (any.length === 0) return false;
  await records.exclusively((connection) =>
    connection.as<ReadingTables>().updateTable('reading').set({ indexed: 0 }).execute(),
  );
  return true;
}
