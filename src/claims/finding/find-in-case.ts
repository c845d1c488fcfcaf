import { sql } from 'kysely';
import { log } from '../../base/log.ts';
import { Problem } from '../../base/problem.ts';
import type { Reading } from '../../nouns/reading.ts';
import { parseSha256 } from '../../nouns/sha256.ts';
import { readTextDerivative } from '../../reading/derivatives.ts';
import type { Connection, Records } from '../../records/records.ts';
import type { Store } from '../../vault/store.ts';
import { keepStatements } from '../keeping/keep-statements.ts';
import type { ClaimsTables } from '../tables.ts';
import { testimonyOf } from './testimony-of.ts';
import { ClaimsRoomClosed, type ClaimsRoom } from '../process/claims-room.ts';
import { MOST_STATEMENTS, type DocumentText, type FoundInText } from '../process/messages.ts';

const TEXTS_AT_ONCE = 20; // kept in one transaction

export interface FindingParts {
  readonly records: Records;
  readonly derived: Store;
  readonly room: ClaimsRoom;
}

interface Looked {
  readonly original: string;
  readonly wanted: string | null;
  readonly reading: Reading | undefined;
  readonly found: readonly FoundInText[] | 'failed';
  readonly title: string | null;
  readonly outlet: string | null;
  readonly published: string | null;
}

/** Documents that finders of other versions have looked at, or over which finding failed, are looked at once more. */
export async function lookAgain(records: Records, finders: string): Promise<void> {
  const outdated = sql<boolean>`seen is not null and finders is not ${finders}`;
  const { rows } = await sql`select 1 from testimony where ${outdated} limit 1`.execute(records.reading.as());
  if (rows.length === 0) return;
  await records.exclusively(
    async (connection) => void (await sql`update testimony set seen = null where ${outdated}`.execute(connection.as())),
  );
}

/** Finds what some of the texts say that were read since. Returns false when nothing was left to do. */
export async function findSome({ records, derived, room }: FindingParts, finders: string): Promise<boolean> {
  const due = await records.reading
    .as<ClaimsTables>()
    .selectFrom('testimony')
    .select(['original', 'wanted'])
    .where(sql<boolean>`wanted is not seen`)
    .orderBy('original')
    .limit(TEXTS_AT_ONCE)
    .execute();
  if (due.length === 0) return false;
  const programs = await programsAmong(
    due.map(({ original }) => original),
    records.reading,
  );
  const looked: Looked[] = [];
  for (const { original, wanted } of due) {
    looked.push(await look({ original, wanted, program: programs.has(original) }, derived, room));
  }
  await records.exclusively(async (connection) => {
    for (const each of looked) await settle(each, finders, connection);
  });
  return true;
}

/** Names of programs and of data, which are plain text by their bytes. */
const NO_PROSE =
  /\.(?:m?[jt]sx?|cjs|vue|py|ipynb|rb|php|pl|lua|sh|bash|bat|ps1|c|h|cc|cpp|hpp|cs|java|kt|go|rs|swift|sql|css|scss|less|json|jsonl|ndjson|geojson|csv|tsv|xml|xsd|ya?ml|toml|ini|cfg|conf|env|lock|log|diff|patch)$/i;

async function programsAmong(originals: readonly string[], connection: Connection): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ original: string; shown_path: string }>`select original, shown_path from occurrence
    where first_place = 1 and original in (select value from json_each(${JSON.stringify(originals)}))`.execute(
    connection.as(),
  );
  return new Set(rows.flatMap(({ original, shown_path: path }) => (NO_PROSE.test(path) ? [original] : [])));
}

interface Due {
  readonly original: string;
  readonly wanted: string | null;
  readonly program: boolean;
}

async function look({ original, wanted, program }: Due, derived: Store, room: ClaimsRoom): Promise<Looked> {
  const reading = await readingOf(wanted, derived);
  if (reading === undefined) {
    return { original, wanted, reading, found: [], title: null, outlet: null, published: null };
  }
  const { asked, document, title = null } = testimonyOf(original, reading);
  const { outlet = null, published = null } = document;
  const found = asked === undefined || program ? [] : await findIn(asked, room);
  return { original, wanted, reading, found, title, outlet, published };
}

/** One text must not keep all others from being looked at: what fails is left out until the case is next opened. */
async function findIn(document: DocumentText, room: ClaimsRoom): Promise<Looked['found']> {
  for (let last = false; ; last = true) {
    try {
      return await room.find(document);
    } catch (error) {
      if (error instanceof ClaimsRoomClosed) throw error;
      // Safe: all cases share one process, so another text may have ended it; what fails twice is to blame itself.
      log('finding what a text says failed', error);
      if (last) return 'failed';
    }
  }
}

export async function readingOf(derivative: string | null, derived: Store): Promise<Reading | undefined> {
  const id = parseSha256(derivative ?? '');
  if (id === undefined) return undefined;
  try {
    return await readTextDerivative(derived, id);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    // Altered or gone: `touchstone verify` reports it, and one text must not keep all others from being looked at.
    log('a text is not looked at for what it says', error);
    return undefined;
  }
}

/** Another process may have done it meanwhile, or the original may have been read again: then nothing happens. */
async function settle(
  { original, wanted, reading, found, title, outlet, published }: Looked,
  finders: string,
  connection: Connection,
): Promise<void> {
  const db = connection.as<ClaimsTables>();
  const due = await db
    .selectFrom('testimony')
    .select('original')
    .where('original', '=', original)
    .where('wanted', 'is', wanted)
    .where(sql<boolean>`wanted is not seen`)
    .executeTakeFirst();
  if (due === undefined) return;
  const failed = found === 'failed';
  await keepStatements(original, reading, failed ? [] : found.slice(0, MOST_STATEMENTS), connection);
  const cut = !failed && found.length > MOST_STATEMENTS ? 1 : 0;
  await db
    .updateTable('testimony')
    .set({ seen: wanted, finders: failed ? 'failed' : finders, cut, title, outlet, published })
    .where('original', '=', original)
    .execute();
}
