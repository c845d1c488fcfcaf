import { setImmediate as breathe } from 'node:timers/promises';
import { sql } from 'kysely';
import { log } from '../../base/log.ts';
import { oneAtATime } from '../../base/one-at-a-time.ts';
import { Problem } from '../../base/problem.ts';
import type { Reading } from '../../nouns/reading.ts';
import { parseSha256 } from '../../nouns/sha256.ts';
import type { Connection, Records } from '../../records/records.ts';
import type { Store } from '../../vault/store.ts';
import { readTextDerivative } from '../derivatives.ts';
import { isLike, joinFamily, leaveFamily } from './families.ts';
import { openShingler } from './shingles.ts';
import { kindOf, leadsOf, REUSED_FROM, sharedText, SHORTEST, signatureOf, type Signature } from './signature.ts';
import type { CopyTables } from './tables.ts';

const TEXTS_AT_ONCE = 200; // settled in one transaction
/** Texts listed under one shingle. A form letter of which there are thousands leads to the first of them, no further. */
const LISTED = 32;
/** Texts measured against a new one, the likeliest first. */
const MEASURED = 64;
/** UTF-16 units between two looks at what else waits. */
const UNITS_AT_ONCE = 200_000;

/**
 * Compares every text that was read since with those of the case; adding one costs what it has in common with others.
 * What is left when `signal` is aborted is done at the next call of another finder.
 */
export function openCopyFinder(records: Records, derived: Store, signal?: AbortSignal): () => Promise<void> {
  return oneAtATime(async () => {
    for (;;) {
      if (signal?.aborted === true || !(await findSome(records, derived))) return;
    }
  });
}

/** Returns false when nothing was left to do. */
async function findSome(records: Records, derived: Store): Promise<boolean> {
  const due = await records.reading
    .as<CopyTables>()
    .selectFrom('copy_signature')
    .select(['id', 'wanted'])
    .where(sql<boolean>`wanted is not seen`)
    .orderBy('id')
    .limit(TEXTS_AT_ONCE)
    .execute();
  if (due.length === 0) return false;
  const signed: Signed[] = [];
  for (const { id, wanted } of due) signed.push({ id, text: wanted, signature: await signatureIn(wanted, derived) });
  await records.exclusively(async (connection) => {
    for (const text of await settle(signed, connection)) {
      const like = await measure(text.id, text.signature, connection);
      await list(text.id, text.signature, connection);
      await joinFamily(text.id, like, connection);
    }
  });
  return true;
}

interface Signed {
  readonly id: number;
  /** The derivative that the signature is of. */
  readonly text: string | null;
  readonly signature: Signature | undefined;
}

async function signatureIn(derivative: string | null, derived: Store): Promise<Signature | undefined> {
  const id = parseSha256(derivative ?? '');
  if (id === undefined) return undefined;
  try {
    return await signatureOfReading(await readTextDerivative(derived, id));
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    // Altered or gone: `touchstone verify` reports it, and one text must not keep all others from being compared.
    log('a text is not compared with the others', error);
    return undefined;
  }
}

/**
 * Of a web page the article alone: what stands around it is on every page of its site. Undefined for a text that is too
 * short to be called a copy of anything.
 */
export async function signatureOfReading({
  text,
  article,
}: Pick<Reading, 'text' | 'article'>): Promise<Signature | undefined> {
  const shingler = openShingler();
  for (const { start, end } of article ?? [{ start: 0, end: text.length }]) {
    for (let at = start; at < end;) {
      const next = pieceEnd(text, at, end);
      shingler.add(text.slice(at, next));
      at = next;
      if (at < end) await breathe(); // a very long text must not keep the case from answering
    }
  }
  const shingles = shingler.end();
  return shingles.length < SHORTEST ? undefined : signatureOf(shingles);
}

/** After white space, so that no word is cut; where there is none, anywhere. */
function pieceEnd(text: string, start: number, end: number): number {
  if (end - start <= UNITS_AT_ONCE) return end;
  const space = Math.max(text.lastIndexOf('\n', start + UNITS_AT_ONCE), text.lastIndexOf(' ', start + UNITS_AT_ONCE));
  return space > start ? space + 1 : start + UNITS_AT_ONCE;
}

/**
 * Keeps signatures. Another process may have done it meanwhile, or an original may have been read again: then nothing
 * happens to it.
 * @returns those that are to be compared, each with nothing known of it
 */
async function settle(
  signed: readonly Signed[],
  connection: Connection,
): Promise<readonly (Signed & { readonly signature: Signature })[]> {
  const db = connection.as<CopyTables>();
  const { rows } = await sql<Pick<CopyTables['copy_signature'], 'wanted' | 'hashes'> & Omit<Candidate, 'hashes'>>`
    select id, wanted, hashes, shingles, rate from copy_signature
    where id in (select value from json_each(${JSON.stringify(signed.map(({ id }) => id))})) and wanted is not seen`.execute(
    db,
  );
  const known = new Map(rows.map((row) => [row.id, row]));
  const due = signed.filter(({ id, text }) => known.get(id)?.wanted === text);
  for (const { id } of due) {
    const row = known.get(id);
    if (row !== undefined && row.hashes !== null) {
      await forget(id, signatureOfRow({ ...row, hashes: row.hashes }), connection);
    }
  }
  // One statement, whatever their number: SQLite keeps it ready. Bytes go through JSON in hex.
  await sql`
    update copy_signature set seen = value ->> 1, shingles = value ->> 2, hashes = unhex(value ->> 3), rate = value ->> 4,
      lead_rate = value ->> 5
    from json_each(${JSON.stringify(due.map(rowOf))}) where copy_signature.id = value ->> 0`.execute(db);
  return due.flatMap(({ signature, ...rest }) => (signature === undefined ? [] : [{ ...rest, signature }]));
}

function rowOf({ id, text, signature }: Signed): readonly (string | number | null)[] {
  if (signature === undefined) return [id, text, 0, null, 1, 1];
  const hashes = Buffer.from(bytesOf(signature.hashes)).toString('hex');
  return [id, text, signature.shingles, hashes, signature.rate, leadsOf(signature).rate];
}

/** Measures a text against those that its leads lead to. Returns which of them are near copies as wholes. */
async function measure(id: number, signature: Signature, connection: Connection): Promise<readonly number[]> {
  const db = connection.as<CopyTables>();
  const pairs: CopyTables['copy_pair'][] = [];
  const like: number[] = [];
  for (const row of await candidatesFor(id, signature, connection)) {
    const { share, shareOfOther, shared } = sharedText(signature, signatureOfRow(row));
    const kind = kindOf({ share, shareOfOther }, shared);
    if (kind === undefined) continue;
    pairs.push({ text: id, other: row.id, share, share_of_other: shareOfOther, shared });
    pairs.push({ text: row.id, other: id, share: shareOfOther, share_of_other: share, shared });
    if (isLike(kind)) like.push(row.id);
  }
  if (pairs.length > 0) await db.insertInto('copy_pair').values(pairs).execute();
  return like;
}

interface Candidate {
  readonly id: number;
  readonly shingles: number;
  readonly rate: number;
  readonly hashes: Uint8Array;
}

/** The shared leads, over how many there would be if all of the shorter text stood in the longer, estimate the share. */
async function candidatesFor(id: number, signature: Signature, connection: Connection): Promise<readonly Candidate[]> {
  const leads = leadsOf(signature);
  const { rows } = await sql<Candidate>`
    with lead as (
      select text, count(*) as hits from copy_shingle
      where hash in (select value from json_each(${asJson(leads.hashes)})) and text <> ${id}
      group by text
    ), likely as (
      select id, shingles, rate, hashes,
        hits / (min(shingles, ${signature.shingles}) * min(lead_rate, ${leads.rate})) as estimate
      from lead join copy_signature on id = lead.text
    )
    select id, shingles, rate, hashes from likely
    where estimate >= ${REUSED_FROM / 2} and hashes is not null
    order by estimate desc, id limit ${MEASURED}`.execute(connection.as<CopyTables>());
  return rows;
}

/** Lets other texts find this one. */
async function list(id: number, signature: Signature, connection: Connection): Promise<void> {
  await sql`insert into copy_shingle (hash, text)
    select value, ${id} from json_each(${asJson(leadsOf(signature).hashes)})
    where (select count(*) from copy_shingle as listed where listed.hash = value) < ${LISTED}`.execute(
    connection.as<CopyTables>(),
  );
}

/** Everything that was found out about a text that has been read anew. */
async function forget(id: number, signature: Signature, connection: Connection): Promise<void> {
  const db = connection.as<CopyTables>();
  await sql`delete from copy_shingle
    where text = ${id} and hash in (select value from json_each(${asJson(leadsOf(signature).hashes)}))`.execute(db);
  await sql`delete from copy_pair
    where other = ${id} and text in (select other from copy_pair where text = ${id})`.execute(db);
  await db.deleteFrom('copy_pair').where('text', '=', id).execute();
  await leaveFamily(id, connection);
}

function signatureOfRow({ shingles, rate, hashes }: Omit<Candidate, 'id'>): Signature {
  // Copied: what comes out of the database need not begin where four bytes do.
  return { shingles, rate, hashes: new Uint32Array(Uint8Array.from(hashes).buffer) };
}

function bytesOf(hashes: Uint32Array): Uint8Array {
  return new Uint8Array(hashes.buffer, hashes.byteOffset, hashes.byteLength);
}

function asJson(hashes: Uint32Array): string {
  return JSON.stringify(Array.from(hashes));
}
