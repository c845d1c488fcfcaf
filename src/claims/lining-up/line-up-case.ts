import { hash } from 'node:crypto';
import { sql } from 'kysely';
import type { PlacedStatement } from '../../nouns/claim.ts';
import { log } from '../../base/log.ts';
import { Problem } from '../../base/problem.ts';
import type { Connection, Records } from '../../records/records.ts';
import { MISSING, WEIGHTS } from '../align/weights.ts';
import { PROFILE_VERSION } from './document-profile.ts';
import { readingOf, type FindingParts } from '../finding/find-in-case.ts';
import { keepClaims } from '../keeping/keep-claims.ts';
import { EndedOver } from './ended-over.ts';
import type { FailedDocument } from './lining-up.ts';
import { readCredits, readValue } from '../parse-decision.ts';
import { decidedIn } from './structure.ts';
import type { ClaimsTables } from '../tables.ts';
import { testimonyOf } from '../finding/testimony-of.ts';
import { ClaimsProcessEnded, ClaimsRoomClosed } from '../process/claims-room.ts';
import type { Calls, SpeakingDocument } from '../process/messages.ts';

/** Raised when lining up itself changes: then everything is lined up anew, as it is with other weights or profiles. */
const ALIGNMENT = 4;
const VERSION = `${ALIGNMENT}.${PROFILE_VERSION}.${hash('sha256', JSON.stringify([WEIGHTS, MISSING]), 'hex').slice(0, 8)}`;
const DOCUMENTS_AT_ONCE = 50;
const PROFILES_AT_ONCE = 250; // some 4 MB

/** What the process of claims holds of this case. */
export interface Held {
  /** Up to which change of a document; undefined while it holds nothing. */
  upTo: number | undefined;
  /** Profiles that take the place of others once all is lined up. */
  later: NewProfile[];
  /** How far it began to line up last. */
  begun?: Begun;
}

/** A change of a document and the ledger entry of a decision: up to both something is lined up. */
interface Begun {
  readonly changes: number;
  readonly decided: number;
}

/** Thrown where another process has begun to line up more: what is known here is too old to be kept. */
class Overtaken extends Error {
  override readonly name = 'Overtaken';
}

/**
 * How often the process of claims may end by itself, and no document be left out for it, before lining up is given up until it is next
 * asked for. An end is told twice: by the call that it comes into, and by the next one. To find a text takes five ends at most.
 */
const MOST_ENDS = 12;

interface Progress {
  readonly lined_up: number;
  readonly decided: number;
}

/**
 * Lines up what was found and decided since, also by another process, and keeps what changed. What is left when it is
 * ended is done by the next call, of this process or of another.
 *
 * @param stop asked between pieces
 */
export async function lineUp(parts: FindingParts, held: Held, stop: () => boolean): Promise<void> {
  const trouble: Trouble = { alone: 0, ends: new Set(), over: new EndedOver(), leftOut: 0 };
  for (let ends = 1; ; ends += 1) {
    const { leftOut } = trouble;
    try {
      return await lineUpOnce(parts, held, trouble, stop);
    } catch (error) {
      held.upTo = undefined; // the process may have lost what it held
      if (error instanceof Overtaken && !stop()) continue; // what is wanted now is more, so that this has an end
      if (trouble.leftOut > leftOut) ends = 1;
      if (!(error instanceof ClaimsProcessEnded) || ends >= MOST_ENDS || stop()) throw error;
      log('lining up begins anew', error);
    }
  }
}

/** What is known of documents that keep others from being lined up. */
interface Trouble {
  /** Up to this change documents are put one at a time. */
  alone: number;
  /** Those over which the process ended when it had only them to take in. */
  readonly ends: Set<string>;
  readonly over: EndedOver;
  /** How many documents were left out. */
  leftOut: number;
}

async function lineUpOnce(parts: FindingParts, held: Held, trouble: Trouble, stop: () => boolean): Promise<void> {
  const before = await progressIn(parts);
  const { rows } = await sql<{ changes: number; decided: number }>`
    select changes, (select coalesce(max(seq), -1) from decision) as decided from claim_progress`.execute(
    parts.records.reading.as(),
  );
  const [wanted] = rows;
  if (wanted === undefined || isDone(before, held, wanted)) return;
  if (held.upTo === undefined) {
    held.upTo = await loadLinedUp(parts, before);
    held.later = [];
  }
  await begin(parts, held, wanted);
  await putChanged(parts, held, { changes: wanted.changes, trouble, stop });
  if (stop()) return;
  await parts.room.ask('decide', { decided: await decidedIn(parts.records.reading, wanted.decided) });
  for (let more = true; more && !stop();) {
    const change = await nextChanges(parts, held, wanted.changes, trouble);
    more = change.more;
    if (change.failed !== undefined && change.failed.length > 0) {
      await setAside(parts.records, held, wanted.changes, change.failed);
      trouble.leftOut += change.failed.length;
    }
    if (change.claims.length + change.gone.length + change.lineage.length === 0) continue;
    await parts.records.exclusively(async (connection) => {
      const { changes, decided } = await begunIn(connection);
      if (changes > wanted.changes || decided > wanted.decided) throw new Overtaken();
      await keepClaims(change, connection);
    });
  }
  if (stop()) return;
  await parts.records.exclusively(async (connection) => {
    for (const profile of held.later) await keepProfile(profile, connection);
    await sql`update claim_progress set version = ${VERSION},
      lined_up = max(lined_up, ${wanted.changes}), decided = max(decided, ${wanted.decided})`.execute(connection.as());
  });
  held.later = [];
}

/**
 * Says how far is lined up now. Several processes may line up at once; those that come to the same keep the same. One that
 * began with less must not keep what it found after one that began with more, which may be done and tell nothing again.
 */
async function begin({ records, room }: FindingParts, held: Held, wanted: Begun): Promise<void> {
  const before = await records.exclusively(async (connection) => {
    const known = await begunIn(connection);
    await sql`update claim_progress set begun_changes = max(begun_changes, ${wanted.changes}),
      begun_decided = max(begun_decided, ${wanted.decided})`.execute(connection.as());
    return known;
  });
  const isOwn = before.changes === held.begun?.changes && before.decided === held.begun.decided;
  if (!isOwn) await room.ask('doubt', {}); // another process has kept something since
  held.begun = { changes: wanted.changes, decided: wanted.decided };
}

function begunIn(connection: Connection): Promise<Begun> {
  return connection
    .as<ClaimsTables>()
    .selectFrom('claim_progress')
    .select(['begun_changes as changes', 'begun_decided as decided'])
    .executeTakeFirstOrThrow();
}

async function nextChanges(
  { room, records }: FindingParts,
  held: Held,
  changes: number,
  trouble: Trouble,
): Promise<Calls['changes']['answer']> {
  const { watch } = trouble.over;
  try {
    const change = await room.ask('changes', watch === undefined ? {} : { watch });
    trouble.over.answered();
    return change;
  } catch (error) {
    const document = error instanceof ClaimsProcessEnded ? trouble.over.note(error.looked) : undefined;
    if (document !== undefined) {
      await setAside(records, held, changes, [{ document, why: error }]);
      trouble.leftOut += 1;
    }
    throw error;
  }
}

function isDone(before: Progress, held: Held, wanted: { readonly changes: number; readonly decided: number }): boolean {
  const upTo = held.upTo ?? wanted.changes;
  return before.lined_up >= wanted.changes && before.decided >= wanted.decided && upTo >= wanted.changes;
}

/** What another version lined up is lined up anew. */
async function progressIn({ records }: FindingParts): Promise<Progress> {
  const { lined_up, decided, version } = await records.reading
    .as<ClaimsTables>()
    .selectFrom('claim_progress')
    .select(['lined_up', 'decided', 'version'])
    .executeTakeFirstOrThrow();
  if (version === VERSION || lined_up === 0) return { lined_up, decided };
  await startOver(records);
  return { lined_up: 0, decided: -1 };
}

function startOver(records: Records): Promise<void> {
  return records.exclusively(async (connection) => {
    await sql`update claim_progress set lined_up = 0, decided = -1, version = ${VERSION}`.execute(connection.as());
    await sql`update testimony set profile = null, profiled = 0, unlined = 0`.execute(connection.as());
  });
}

/** Gives the process of claims what is lined up already, as it was then. @returns up to which change that is */
async function loadLinedUp(parts: FindingParts, progress: Progress): Promise<number> {
  try {
    await loadProfiles(parts, progress);
    return progress.lined_up;
  } catch (error) {
    const passes = error instanceof ClaimsRoomClosed || error instanceof ClaimsProcessEnded;
    if (error instanceof Problem || passes) throw error;
    // Safe: profiles are made of texts and statements, and what they lead to is computed again.
    log('what was lined up is not understood, and is lined up anew', error);
    await startOver(parts.records);
    return 0;
  }
}

async function loadProfiles({ records, room }: FindingParts, { lined_up, decided }: Progress): Promise<void> {
  const db = records.reading.as<ClaimsTables>();
  let given: Promise<unknown> = Promise.resolve();
  for (let after = ''; ;) {
    const rows = await db
      .selectFrom('testimony')
      .select(['original', 'profile'])
      .where('original', '>', after)
      .where('profile', 'is not', null)
      .where('profile_version', '=', PROFILE_VERSION)
      .where('profiled', '<=', lined_up)
      .orderBy('original')
      .limit(PROFILES_AT_ONCE)
      .execute();
    await given; // the next are read while these are taken in
    if (rows.length === 0) break;
    given = room.ask('load', { profiles: rows.flatMap(({ profile }) => (profile === null ? [] : [profile])) });
    given.catch(() => undefined); // thrown where it is awaited
    after = rows.at(-1)?.original ?? '';
  }
  await room.ask('decide', { decided: await decidedIn(records.reading, decided, lined_up) });
  await room.ask('settled', {});
}

interface NewProfile {
  readonly original: string;
  readonly changed: number;
  /** Null for a document that says nothing any more. */
  readonly profile: Uint8Array | null;
}

type Row = Pick<ClaimsTables['testimony'], 'original' | 'seen' | 'changed' | 'profiled' | 'unlined'>;

interface Putting {
  readonly changes: number;
  readonly trouble: Trouble;
  readonly stop: () => boolean;
}

/**
 * Gives the process of claims what changed since. The profile of a document that is lined up for the first time is kept at once; one
 * that takes the place of another only when all is done, so that a process that comes in between knows what there was.
 */
async function putChanged(parts: FindingParts, held: Held, { changes, trouble, stop }: Putting): Promise<void> {
  while (!stop() && (held.upTo ?? 0) < changes) {
    const atOnce = (held.upTo ?? 0) < trouble.alone ? 1 : DOCUMENTS_AT_ONCE;
    const rows = await parts.records.reading
      .as<ClaimsTables>()
      .selectFrom('testimony')
      .select(['original', 'seen', 'changed', 'profiled', 'unlined'])
      .where('changed', '>', held.upTo ?? 0)
      .where('changed', '<=', changes)
      .orderBy('changed')
      .limit(atOnce)
      .execute();
    const put = await putEach(parts, rows, trouble);
    const firstTime = new Set(rows.flatMap(({ original, profiled }) => (profiled === 0 ? [original] : [])));
    held.later.push(...put.filter(({ original }) => !firstTime.has(original)));
    const first = put.filter(({ original }) => firstTime.has(original));
    if (first.length > 0) {
      await parts.records.exclusively(async (connection) => {
        for (const profile of first) await keepProfile(profile, connection);
      });
    }
    held.upTo = rows.length < atOnce ? changes : (rows.at(-1)?.changed ?? changes);
  }
}

/** One document must not keep all others from being lined up: what fails alone is left out, and noted. */
async function putEach(parts: FindingParts, rows: readonly Row[], trouble: Trouble): Promise<readonly NewProfile[]> {
  try {
    return await putDocuments(parts, rows);
  } catch (error) {
    if (error instanceof ClaimsRoomClosed) throw error;
    const [row, ...others] = rows;
    if (row === undefined) throw error;
    if (error instanceof ClaimsProcessEnded) {
      trouble.alone = Math.max(trouble.alone, rows.at(-1)?.changed ?? 0);
      if (others.length === 0) await noteEnd(parts.records, row, trouble);
      throw error;
    }
    log(`lining up failed over ${rows.length} of the documents`, error);
    if (others.length === 0) {
      await leaveOut(parts.records, row);
      return putDocuments(parts, [{ ...row, unlined: row.changed }]);
    }
    const put: NewProfile[] = [];
    for (const each of rows) put.push(...(await putEach(parts, [each], trouble)));
    return put;
  }
}

/** Once may be chance: whoever ends processes ends this one too. */
async function noteEnd(records: Records, row: Row, { ends }: Trouble): Promise<void> {
  if (ends.has(row.original)) await leaveOut(records, row);
  ends.add(row.original);
}

/**
 * Leaves out documents over which lining up fails beside others, as `leaveOut`; the process of claims holds them no more. What
 * changed after `changes` is tried when its turn comes.
 */
async function setAside(
  records: Records,
  held: Held,
  changes: number,
  failed: readonly FailedDocument[],
): Promise<void> {
  for (const { document, why } of failed) log(`lining up failed over ${document}, which is left out`, why);
  const documents = new Set(failed.map(({ document }) => document));
  held.later = held.later.filter(({ original }) => !documents.has(original));
  await records.exclusively(async (connection) => {
    await sql`update testimony set unlined = changed, profile = null, profiled = changed
      where changed <= ${changes} and original in (select value from json_each(${JSON.stringify([...documents])}))`.execute(
      connection.as(),
    );
  });
}

/** Until what it says changes, or lining up itself. */
async function leaveOut(records: Records, { original, changed }: Row): Promise<void> {
  await records.exclusively(async (connection) => {
    await sql`update testimony set unlined = ${changed} where original = ${original}`.execute(connection.as());
  });
}

async function putDocuments(parts: FindingParts, rows: readonly Row[]): Promise<readonly NewProfile[]> {
  const documents = await Promise.all(
    rows.map(async (row) => (row.unlined === row.changed ? undefined : speaking(parts, row.original, row.seen))),
  );
  const silent = rows.filter((_, index) => documents[index] === undefined).map(({ original }) => original);
  if (silent.length > 0) await parts.room.ask('remove', { documents: silent });
  const speakers = documents.filter((each) => each !== undefined);
  const profiles = speakers.length === 0 ? [] : await parts.room.ask('put', { documents: speakers });
  const profileOf = new Map(speakers.map(({ document: { id } }, index) => [id, profiles[index] ?? null]));
  return rows.map(({ original, changed }) => ({ original, changed, profile: profileOf.get(original) ?? null }));
}

/** Undefined where nothing is said in it, or everything was rejected. */
async function speaking(
  { records, derived }: FindingParts,
  original: string,
  seen: string | null,
): Promise<SpeakingDocument | undefined> {
  const rows = await records.reading
    .as<ClaimsTables>()
    .selectFrom('statement')
    .select(['id', 'start', 'end', 'value', 'attributed'])
    .where('original', '=', original)
    .where('state', '<>', 'rejected')
    .orderBy('start')
    .execute();
  const reading = rows.length === 0 ? undefined : await readingOf(seen, derived);
  if (reading === undefined) return undefined;
  const statements = rows.map(({ id, start, end, value, attributed }): PlacedStatement => ({
    id,
    document: original,
    start,
    end,
    value: readValue(JSON.parse(value)),
    attributedTo: readCredits(JSON.parse(attributed)),
  }));
  return { document: testimonyOf(original, reading).document, statements };
}

async function keepProfile({ original, changed, profile }: NewProfile, connection: Connection): Promise<void> {
  await connection
    .as<ClaimsTables>()
    .updateTable('testimony')
    .set({ profile, profile_version: PROFILE_VERSION, profiled: changed })
    .where('original', '=', original)
    .execute();
}
