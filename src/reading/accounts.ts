import { sql, type Kysely, type SelectQueryBuilder } from 'kysely';
import { bagReports } from '../intake/bag-report.ts';
import type { IntakeTables } from '../intake/tables.ts';
import { parseOccurrenceId, type AccessionReport, type FileReport } from '../nouns/occurrence.ts';
import { OUTCOMES, type Outcome, type ReasonCode } from '../nouns/outcome.ts';
import { pathBytesIfOdd } from '../nouns/path-bytes.ts';
import { parseSha256, type Sha256 } from '../nouns/sha256.ts';
import type { Connection } from '../records/records.ts';
import { reasonIn, stagesIn, stringsIn } from './columns.ts';
import type { CopyTables } from './copies/tables.ts';
import type { ReadingTables } from './tables.ts';

type Tables = IntakeTables & ReadingTables & CopyTables;

export interface FileFilter {
  readonly outcome?: Outcome | 'waiting';
  readonly type?: string;
  readonly accession?: string;
  /** Of copies and near copies, only the fullest text of each group. */
  readonly copies?: 'hidden';
  readonly reason?: ReasonCode;
  readonly limit: number;
  readonly offset: number;
}

/** The one rule that gives every occurrence exactly one outcome. */
const OUTCOME = sql<Outcome | 'waiting'>`case
  when occurrence.original is null then 'unreadable'
  when occurrence.first_place = 0 then 'duplicate'
  else coalesce(reading.outcome, 'waiting') end`;

export interface Account {
  readonly received: number;
  readonly waiting: number;
  readonly outcomes: Readonly<Record<Outcome, number>>;
}

/** Counts every occurrence once. @throws Error if the outcomes do not add up to the files received: a bug, never shown */
export async function accountOf(connection: Connection): Promise<Account> {
  const db = connection.as<Tables>();
  // One statement sees one state of the records: between two of them files arrive.
  const rows = await files(db)
    .select([OUTCOME.as('outcome'), (eb) => eb.fn.countAll<number>().as('count')])
    .select((eb) => [eb.selectFrom('occurrence as each').select(eb.fn.countAll<number>().as('all')).as('received')])
    .groupBy(OUTCOME)
    .execute();
  const received = rows[0]?.received ?? 0;
  const counts = new Map<string, number>(rows.map(({ outcome, count }) => [outcome, count]));
  const outcomes = {
    read: counts.get('read') ?? 0,
    'read-in-part': counts.get('read-in-part') ?? 0,
    container: counts.get('container') ?? 0,
    duplicate: counts.get('duplicate') ?? 0,
    unreadable: counts.get('unreadable') ?? 0,
  };
  const waiting = counts.get('waiting') ?? 0;
  const sum = OUTCOMES.reduce((total, outcome) => total + outcomes[outcome], waiting);
  if (sum !== received) throw new Error(`the outcomes add up to ${sum}, and ${received} files were received`);
  return { received, waiting, outcomes };
}

/** Files that ended alike: of one kind, in one way, for one reason. */
export interface Tally {
  readonly outcome: Outcome | 'waiting';
  /** Absent for what has no bytes, and while it waits. */
  readonly mediaType?: string;
  readonly reason?: ReasonCode;
  readonly files: number;
}

/** The account by outcome, kind and reason, most files first; the numbers add up to the files received. */
export async function talliesOf(connection: Connection): Promise<readonly Tally[]> {
  // Not grouped by the name `outcome`: SQLite takes that for the column of readings, in which no duplicate is one.
  const rows = await files(connection.as<Tables>())
    .select([OUTCOME.as('outcome'), 'reading.media_type', 'occurrence.reason as own_reason', 'reading.reason'])
    .select((eb) => eb.fn.countAll<number>().as('files'))
    .groupBy([OUTCOME, 'reading.media_type', 'occurrence.reason', 'reading.reason'])
    .execute();
  const tallies = new Map<string, Tally>();
  for (const row of rows) {
    const reason = row.outcome === 'duplicate' ? null : (row.own_reason ?? row.reason);
    const code = reason === null ? undefined : reasonIn(reason).code;
    const key = JSON.stringify([row.outcome, row.media_type, code]);
    tallies.set(key, {
      outcome: row.outcome,
      ...(row.media_type === null ? {} : { mediaType: row.media_type }),
      ...(code === undefined ? {} : { reason: code }),
      files: (tallies.get(key)?.files ?? 0) + row.files,
    });
  }
  return [...tallies.values()].toSorted((a, b) => b.files - a.files);
}

/** One page of the account of files, in the order of their paths. */
export async function filesOf(
  connection: Connection,
  filter: FileFilter,
): Promise<{ total: number; files: readonly FileReport[] }> {
  const db = connection.as<Tables>();
  let chosen = files(db);
  if (filter.outcome !== undefined) chosen = chosen.where(OUTCOME, '=', filter.outcome);
  if (filter.type !== undefined) chosen = chosen.where('reading.media_type', '=', filter.type);
  if (filter.reason !== undefined) {
    const start = `{"code":"${filter.reason}"%`; // canonical JSON: the code comes first
    chosen = chosen
      .where(OUTCOME, '!=', 'duplicate')
      .where((eb) => eb.or([eb('occurrence.reason', 'like', start), eb('reading.reason', 'like', start)]));
  }
  if (filter.copies === 'hidden') {
    const outshone = db.selectFrom('copy_signature').select('copy_signature.original').where('leads', '=', 0);
    chosen = chosen
      .where(OUTCOME, '!=', 'duplicate')
      .where((eb) => eb.or([eb('occurrence.original', 'is', null), eb('occurrence.original', 'not in', outshone)]));
  }
  if (filter.accession !== undefined) chosen = chosen.where('accession.id', '=', filter.accession);
  const { total } = await chosen.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  const rows = await reported(chosen)
    .orderBy('occurrence.shown_path')
    .orderBy('occurrence.id')
    .limit(filter.limit)
    .offset(filter.offset)
    .execute();
  return { total, files: rows.map(reportOf) };
}

/** Every place of one original: the first stands for it. */
export async function placesOf(connection: Connection, original: Sha256): Promise<readonly FileReport[]> {
  const rows = await reported(files(connection.as<Tables>()).where('occurrence.original', '=', original))
    .orderBy('occurrence.first_place', 'desc')
    .orderBy('occurrence.shown_path')
    .execute();
  return rows.map(reportOf);
}

/** What was found inside one original, in the order of the names. */
export async function contentsOf(connection: Connection, container: Sha256): Promise<readonly FileReport[]> {
  const rows = await reported(files(connection.as<Tables>()).where('occurrence.container', '=', container))
    .orderBy('occurrence.shown_path')
    .orderBy('occurrence.id')
    .execute();
  return rows.map(reportOf);
}

/** The original that a SHA-256, the beginning of one (8 digits or more, if only one fits), or a path names. */
export async function originalNamed(connection: Connection, ref: string): Promise<Sha256 | undefined> {
  const db = connection.as<Tables>();
  if (/^[0-9a-f]{8,64}$/.test(ref)) {
    const fitting = await db
      .selectFrom('original')
      .select('sha256')
      .where('sha256', '>=', ref)
      .where('sha256', '<=', `${ref}g`)
      .limit(2)
      .execute();
    if (fitting.length === 1) return parseSha256(fitting[0]?.sha256 ?? '');
  }
  const row = await db
    .selectFrom('occurrence')
    .select('original')
    .where('shown_path', '=', ref)
    .where('original', 'is not', null)
    .orderBy('first_place', 'desc')
    .executeTakeFirst();
  return parseSha256(row?.original ?? '');
}

export async function accessionsOf(connection: Connection): Promise<readonly AccessionReport[]> {
  const rows = await connection
    .as<Tables>()
    .selectFrom('accession')
    .leftJoin('occurrence', 'occurrence.accession', 'accession.ordinal')
    .select(['accession.id', 'begun', 'closed', 'actor', 'roots', 'note', 'as_of', 'bags'])
    .select((eb) => eb.fn.count<number>('occurrence.id').as('received'))
    .groupBy('accession.ordinal')
    .orderBy('accession.ordinal')
    .execute();
  return rows.map(({ closed, note, as_of, roots, bags, ...row }) => ({
    ...row,
    roots: stringsIn(roots),
    ...(closed === null ? {} : { closed }),
    ...(note === null ? {} : { note }),
    ...(as_of === null ? {} : { asOf: as_of }),
    ...(bags === null ? {} : { bags: bagReports(bags) }),
  }));
}

function files(db: Kysely<Tables>) {
  return db
    .selectFrom('occurrence')
    .innerJoin('accession', 'accession.ordinal', 'occurrence.accession')
    .leftJoin('original', 'original.sha256', 'occurrence.original')
    .leftJoin('reading', 'reading.original', 'occurrence.original');
}

function reported(query: ReturnType<typeof files>) {
  return query.select([
    'occurrence.id',
    'occurrence.path',
    'occurrence.shown_path',
    'occurrence.reason as own_reason',
    'accession.id as accession',
    'original.sha256',
    'original.size',
    'reading.media_type',
    'reading.title',
    'reading.reason',
    'reading.pages',
    'reading.characters',
    'reading.languages',
    'reading.stages',
    OUTCOME.as('outcome'),
  ]);
}

type Row = ReturnType<typeof reported> extends SelectQueryBuilder<infer _D, infer _T, infer Out> ? Out : never;

function reportOf(row: Row): FileReport {
  const reason = row.own_reason ?? row.reason;
  const odd = pathBytesIfOdd(row.path, row.shown_path);
  const sha256 = parseSha256(row.sha256 ?? '');
  return {
    occurrence: parseOccurrenceId(row.id),
    path: row.shown_path,
    accession: row.accession,
    outcome: row.outcome,
    ...(odd === undefined ? {} : { pathBytes: odd }),
    ...(sha256 === undefined ? {} : { sha256 }),
    ...(row.size === null ? {} : { size: row.size }),
    ...(row.media_type === null ? {} : { mediaType: row.media_type }),
    ...(row.title === null ? {} : { title: row.title }),
    ...(reason === null || row.outcome === 'duplicate' ? {} : { reason: reasonIn(reason) }),
    ...(row.pages === null || row.pages === 0 ? {} : { pages: row.pages }),
    ...(row.characters === null ? {} : { characters: row.characters }),
    ...(row.languages === null ? {} : { languages: stringsIn(row.languages) }),
    ...(row.stages === null ? {} : { stages: stagesIn(row.stages) }),
  };
}
