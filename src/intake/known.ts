import { REASON_CODES, type ReasonCode } from '../nouns/outcome.ts';
import type { OccurrenceId } from '../nouns/occurrence.ts';
import { shownPath, type PathBytes } from '../nouns/path-bytes.ts';
import type { Connection } from '../records/records.ts';
import { FOLDER, occurrenceIdOf, type Finding } from './acts.ts';
import type { IntakeTables } from './tables.ts';

/** Why a file of a folder can have no bytes (walk.ts); what a container holds can have any reason. */
const REASONS_OF_FILES = ['symbolic-link', 'special-file', 'case-itself'] as const;
/** Of these, what says nothing of the place itself: another time it may be got at. */
const REASONS_OF_ACCESS = ['no-permission', 'vanished', 'broken'] as const;
const IDS_AT_ONCE = 10_000; // SQLite takes 32,766 parameters in one statement

/**
 * The findings that the case does not hold at their place yet, each once, in the order given. One that was noted there
 * before, because it could not be got at then or taken out of its container, says which note it replaces. One that
 * cannot be got at now and could be before is not among them: its place has its outcome.
 */
export async function notYetKnown(connection: Connection, findings: readonly Finding[]): Promise<readonly Finding[]> {
  const ids = new Map(findings.map((finding) => [occurrenceIdOf(finding), finding] as const));
  const seen = await thereOf(connection, [...ids.keys()]);
  const added = [...ids].flatMap(([id, finding]) => (seen.has(id) ? [] : [finding]));
  return withReplaced(connection, await withoutKept(connection, added));
}

async function thereOf(connection: Connection, ids: readonly OccurrenceId[]): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  for (let from = 0; from < ids.length; from += IDS_AT_ONCE) {
    const rows = await connection
      .as<IntakeTables>()
      .selectFrom('occurrence')
      .select('id')
      .where('id', 'in', ids.slice(from, from + IDS_AT_ONCE))
      .execute();
    for (const { id } of rows) found.add(id);
  }
  return found;
}

/** Leaves out what cannot be got at in a folder now, and was taken in from the same place before. */
async function withoutKept(connection: Connection, findings: readonly Finding[]): Promise<readonly Finding[]> {
  const fresh: Finding[] = [];
  for (const finding of findings) if (!(await wasKept(connection, finding))) fresh.push(finding);
  return fresh;
}

async function wasKept(connection: Connection, finding: Finding): Promise<boolean> {
  const { kept, container, name, within } = finding;
  if (container !== undefined || !('reason' in kept)) return false;
  if (!REASONS_OF_ACCESS.some((code) => code === kept.reason.code)) return false;
  const rows = await connection
    .as<IntakeTables>()
    .selectFrom('occurrence')
    .innerJoin('accession', 'accession.ordinal', 'occurrence.accession')
    .select('roots')
    .where('shown_path', '=', shownPath(name)) // has an index; the bytes decide
    .where('name', '=', Buffer.from(name))
    .where('container', 'is', null)
    .where('original', 'is not', null)
    .execute();
  return rows.some(({ roots }) => rootsIn(roots).includes(rootOf(within)));
}

/** The inverse of `within` in receive.ts, as an accession keeps it. */
function rootOf(within: string): string {
  return shownPath(Buffer.from(within.slice(FOLDER.length), 'hex'));
}

function rootsIn(json: string): readonly unknown[] {
  const roots: unknown = JSON.parse(json);
  return Array.isArray(roots) ? roots : [];
}

/** What was noted at the same place has another id, made from its reason. */
async function withReplaced(connection: Connection, findings: readonly Finding[]): Promise<readonly Finding[]> {
  if (!(await anyNoted(connection, findings))) return findings;
  const candidates = findings.map((finding) => [finding, notedAs(finding)] as const);
  const there = await thereOf(
    connection,
    candidates.flatMap(([, ids]) => ids),
  );
  return candidates.map(([finding, ids]) => {
    const replaces = ids.find((id) => there.has(id));
    return replaces === undefined ? finding : { ...finding, replaces };
  });
}

/** Mostly nothing was: that is seen at once, without the ids of all that might have been. */
async function anyNoted(connection: Connection, findings: readonly Finding[]): Promise<boolean> {
  const noted = connection.as<IntakeTables>().selectFrom('occurrence').select('id').where('original', 'is', null);
  const containers = [...new Set(findings.flatMap(({ container }) => container ?? []))];
  if (containers.length > 0 && (await noted.where('container', 'in', containers).limit(1).executeTakeFirst()))
    return true;
  if (containers.length > 0 && findings.every(({ container }) => container !== undefined)) return false;
  return findings.length > 0 && (await noted.where('container', 'is', null).limit(1).executeTakeFirst()) !== undefined;
}

/** The ids that this place has for each reason that might have been given, and those of the folders that it lies in. */
function notedAs(finding: Finding): readonly OccurrenceId[] {
  const as = (name: Finding['name'], codes: readonly ReasonCode[]): readonly OccurrenceId[] =>
    codes.map((code) => occurrenceIdOf({ ...finding, name, kept: { reason: { code } } }));
  if (finding.container !== undefined) return as(finding.name, REASON_CODES);
  const own = as(finding.name, [...REASONS_OF_ACCESS, ...REASONS_OF_FILES]);
  return [...own, ...foldersOf(finding.name).flatMap((folder) => as(folder, REASONS_OF_ACCESS))];
}

function foldersOf(name: PathBytes): readonly PathBytes[] {
  const bytes = Buffer.from(name);
  const folders: PathBytes[] = [];
  for (let at = bytes.lastIndexOf('/'); at > 0; at = bytes.lastIndexOf('/', at - 1)) {
    folders.push(bytes.subarray(0, at));
  }
  return folders;
}
