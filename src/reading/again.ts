import type { Expression, ExpressionBuilder, SqlBool } from 'kysely';
import type { Desk } from '../desk/desk.ts';
import type { IntakeTables } from '../intake/tables.ts';
import type { ReasonCode } from '../nouns/outcome.ts';
import { parseSha256, type Sha256 } from '../nouns/sha256.ts';
import type { Connection } from '../records/records.ts';
import type { Act } from '../vault/ledger.ts';
import { programOnPath } from './sandbox.ts';
import { STAGE_VERSIONS } from './stage-versions.ts';
import type { ReadingTables } from './tables.ts';

type Tables = IntakeTables & ReadingTables;

/** Which readings are to be made again; what is given narrows down together. */
export interface AgainFilter {
  readonly original?: Sha256;
  /** A path as the account shows it: of one file, or of a folder or container with all that is in it. */
  readonly path?: string;
  readonly reason?: ReasonCode;
  /** The name of a stage that took part in the reading. */
  readonly stage?: string;
  /** Only readings by a stage that has a newer version by now. */
  readonly outdated?: boolean;
}

type StageVersions = Readonly<Record<string, number>>;

/** Why something is read once more; the ledger has it. */
type Why = 'asked' | 'better-reader' | 'tool-found' | 'unlocked';

const ASKED_AT_ONCE = 500; // acts signed for together

/**
 * Asks for what the filter lets through to be read once more, and signs for each. Without any filter: everything that
 * was not wholly read. What waits already is not asked for again.
 * @returns how many originals
 */
export async function askAgain(
  desk: Desk,
  filter: AgainFilter,
  versions: StageVersions = STAGE_VERSIONS,
): Promise<number> {
  const originals = await originalsFor(desk.records.reading, filter, versions);
  await signFor(desk, originals, filter.outdated === true ? 'better-reader' : 'asked');
  return originals.length;
}

/** How many readings were made by a stage that has a newer version by now. */
export async function countOutdated(connection: Connection, versions: StageVersions = STAGE_VERSIONS): Promise<number> {
  const { count } = await connection
    .as<Tables>()
    .selectFrom('reading')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where((eb) => byOlderStage(eb, versions))
    .executeTakeFirstOrThrow();
  return count;
}

/** Asks again for what could not be read for lack of a program that is there now. @returns how many originals */
export async function askForFoundTools(desk: Desk, hasTool = isOnPath): Promise<number> {
  const rows = await desk.records.reading
    .as<Tables>()
    .selectFrom('reading')
    .select(['original', 'reason'])
    .where('reason', 'like', `${reasonStart('needs-tool')}%`)
    .execute();
  const found = rows.flatMap(({ original, reason }) => {
    const tool = /"tool":"([\w.+\-]+)"/v.exec(reason ?? '')?.[1];
    const id = parseSha256(original);
    return tool !== undefined && id !== undefined && hasTool(tool) ? [id] : [];
  });
  await signFor(desk, found, 'tool-found');
  return found.length;
}

function isOnPath(tool: string): boolean {
  return programOnPath(tool) !== undefined;
}

/** Says in the ledger that these are to be read once more; the queue has them when this returns. */
export async function signFor(desk: Desk, originals: readonly Sha256[], why: Why): Promise<void> {
  for (let from = 0; from < originals.length; from += ASKED_AT_ONCE) {
    await desk.act(
      originals
        .slice(from, from + ASKED_AT_ONCE)
        .map((original): Act => ({ kind: 'asked-again', fields: { original, why } })),
    );
  }
}

async function originalsFor(
  connection: Connection,
  filter: AgainFilter,
  versions: StageVersions,
): Promise<readonly Sha256[]> {
  const { original, path, reason, stage, outdated } = filter;
  const narrowed = [original, path, reason, stage].some((given) => given !== undefined) || outdated === true;
  let chosen = connection.as<Tables>().selectFrom('reading').select('original').orderBy('original');
  if (!narrowed) chosen = chosen.where('outcome', 'in', ['unreadable', 'read-in-part']);
  if (original !== undefined) chosen = chosen.where('original', '=', original);
  if (reason !== undefined) chosen = chosen.where('reason', 'like', `${reasonStart(reason)}%`);
  if (stage !== undefined) chosen = chosen.where('stages', 'like', `%${stageOf(stage)}%`);
  if (outdated === true) chosen = chosen.where((eb) => byOlderStage(eb, versions));
  if (path !== undefined) {
    const places = connection
      .as<Tables>()
      .selectFrom('occurrence')
      .select('original')
      .where('original', 'is not', null)
      // `0` is what follows `/`: everything below the path, by the index of paths.
      .where((eb) => eb.or([eb('shown_path', '=', path), below(eb, path)]));
    chosen = chosen.where('original', 'in', places);
  }
  const rows = await chosen.execute();
  return rows.flatMap((row) => parseSha256(row.original) ?? []);
}

function below(eb: ExpressionBuilder<Tables, 'occurrence'>, path: string): Expression<SqlBool> {
  return eb.and([eb('shown_path', '>=', `${path}/`), eb('shown_path', '<', `${path}0`)]);
}

/** The columns are canonical JSON, so that a beginning or a part of them is known letter by letter. */
function reasonStart(code: ReasonCode): string {
  return `{"code":"${code}"`;
}

function stageOf(name: string): string {
  return `"name":"${name.replaceAll(/[%_"\\]/gv, '')}","version":`;
}

function byOlderStage(eb: ExpressionBuilder<Tables, 'reading'>, versions: StageVersions): Expression<SqlBool> {
  const older = Object.entries(versions).flatMap(([name, version]) =>
    Array.from({ length: version - 1 }, (_, before) => eb('stages', 'like', `%${stageOf(name)}${before + 1}}%`)),
  );
  return eb.or(older);
}
