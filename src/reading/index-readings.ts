import type { IntakeTables } from '../intake/tables.ts';
import { parseSha256 } from '../nouns/sha256.ts';
import type { Connection, Records } from '../records/records.ts';
import type { IndexDocument, PassageTexts, SearchIndex } from '../search/search-index.ts';
import type { ReadingTables } from './tables.ts';

type Tables = IntakeTables & ReadingTables;

const DOCUMENTS_AT_ONCE = 50; // put into the index together: one commit for many small documents
const PASSAGES_AT_ONCE = 5_000; // … unless they are long ones

/**
 * Puts into the index what has been read and is not in it yet. Calls that come while one runs share the next run, so
 * many readers make one writer.
 */
export function openIndexer(records: Records, index: SearchIndex): () => Promise<void> {
  let running: Promise<void> | undefined;
  let next: Promise<void> | undefined;
  const run = async (): Promise<void> => {
    while (await indexSome(records, index));
  };
  return () => {
    if (!running) {
      running = run().finally(() => {
        running = undefined;
      });
      return running;
    }
    next ??= running
      .catch(() => undefined) // its own callers hear of it; the next run is judged by itself
      .then(() => {
        next = undefined;
        running = run().finally(() => {
          running = undefined;
        });
        return running;
      });
    return next;
  };
}

/** Returns false when nothing was left to do. */
async function indexSome(records: Records, index: SearchIndex): Promise<boolean> {
  const db = records.reading.as<Tables>();
  const pending = await db
    .selectFrom('reading')
    .innerJoin('occurrence', (join) =>
      join.onRef('occurrence.original', '=', 'reading.original').on('occurrence.first_place', '=', 1),
    )
    .select(['reading.original', 'media_type', 'title', 'shown_name'])
    .where('indexed', '=', 0)
    .orderBy('reading.original')
    .limit(DOCUMENTS_AT_ONCE)
    .execute();
  if (pending.length === 0) return false;
  const documents: IndexDocument[] = [];
  let passages = 0;
  for (const row of pending) {
    const id = parseSha256(row.original);
    if (id === undefined) continue;
    const document = {
      id,
      mediaType: row.media_type,
      title: row.title ?? lastPart(row.shown_name),
      accessions: await accessionsWith(records.reading, row.original),
      passages: await passagesOf(records.reading, row.original),
    };
    documents.push(document);
    passages += document.passages.length;
    if (passages >= PASSAGES_AT_ONCE) break;
  }
  await index.put(documents);
  await records.exclusively((connection) =>
    connection
      .as<ReadingTables>()
      .updateTable('reading')
      .set({ indexed: 1 })
      .where(
        'original',
        'in',
        documents.map(({ id }) => id),
      )
      .execute(),
  );
  return true;
}

function lastPart(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

async function accessionsWith(connection: Connection, original: string): Promise<readonly string[]> {
  const rows = await connection
    .as<Tables>()
    .selectFrom('occurrence')
    .innerJoin('accession', 'accession.ordinal', 'occurrence.accession')
    .select('accession.id')
    .distinct()
    .where('original', '=', original)
    .orderBy('accession.ordinal')
    .execute();
  return rows.map(({ id }) => id);
}

async function passagesOf(connection: Connection, original: string): Promise<IndexDocument['passages']> {
  const rows = await connection
    .as<ReadingTables>()
    .selectFrom('passage')
    .select(['text', 'start', 'end', 'page', 'language'])
    .where('original', '=', original)
    .orderBy('ordinal')
    .execute();
  return rows.map(({ page, ...row }) => (page === null ? row : { ...row, page }));
}

/** The texts that the index asks for to rank and to show. */
export function passageTexts(connection: Connection): PassageTexts {
  return async (keys) => {
    const byDocument = Map.groupBy(keys, ({ document }) => document);
    const texts = new Map<string, string>();
    for (const [document, wanted] of byDocument) {
      const rows = await connection
        .as<ReadingTables>()
        .selectFrom('passage')
        .select(['ordinal', 'text'])
        .where('original', '=', document)
        .where(
          'ordinal',
          'in',
          wanted.map(({ ordinal }) => ordinal),
        )
        .execute();
      for (const { ordinal, text } of rows) texts.set(`${document} ${ordinal}`, text);
    }
    return keys.map(({ document, ordinal }) => texts.get(`${document} ${ordinal}`) ?? '');
  };
}

/** Marks everything as not indexed: for an index that was lost or is to be made anew. */
export async function forgetIndex(records: Records): Promise<void> {
  await records.exclusively((connection) =>
    connection.as<ReadingTables>().updateTable('reading').set({ indexed: 0 }).execute(),
  );
}
