import { randomBytes, createHmac } from 'node:crypto';
import { link, open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { errnoOf } from '../base/errno.ts';
import { log } from '../base/log.ts';
import type { CaseMove } from '../nouns/custody.ts';
import type { Connection } from '../records/records.ts';
import { makeFolders } from '../vault/disk.ts';
import type { OpenedEntry } from '../vault/ledger.ts';
import type { Desk } from './desk.ts';
import type { DeskTables } from './tables.ts';

/**
 * On which machine a case is. A machine is told from others by a random number that this program made and keeps beside
 * the identity; each log sees another number made from it, so that it tells nothing of the machine, nor of other cases.
 */

const FILE = 'machine.json';
const FORMAT = 'touchstone/machine';
const SALT = 'touchstone/case-machine/v1';
const SECRET_BYTES = 16;
const NAME_CHARS = 16; // hex

const Shape = z.object({
  format: z.literal(FORMAT),
  version: z.literal(1),
  secret: z.string().regex(/^[0-9a-f]{32}$/),
});

/** What tells this machine from others, by the name of a log; undefined where it cannot be kept. */
export async function machineIn(folder: string): Promise<((origin: string) => string) | undefined> {
  try {
    const secret = (await secretIn(folder)) ?? (await makeSecret(folder));
    return (origin) =>
      createHmac('sha256', Buffer.from(secret, 'hex')).update(`${SALT}\n${origin}`).digest('hex').slice(0, NAME_CHARS);
  } catch (error) {
    // Safe: whoever cannot keep a number is not told from others, and all else goes on.
    log('the number of this machine cannot be kept', error);
    return undefined;
  }
}

async function secretIn(folder: string): Promise<string | undefined> {
  try {
    return Shape.parse(JSON.parse(await readFile(join(folder, FILE), 'utf8'))).secret;
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

async function makeSecret(folder: string): Promise<string> {
  const secret = randomBytes(SECRET_BYTES).toString('hex');
  await makeFolders(folder);
  const half = join(folder, `.${FILE}.${process.pid}.${secret.slice(0, 8)}`);
  try {
    await using file = await open(half, 'wx', 0o600);
    await file.writeFile(`${JSON.stringify({ format: FORMAT, version: 1, secret })}\n`);
    await file.sync();
    // A link refuses to replace: of two processes that start at once, one makes the number and both use it.
    await link(half, join(folder, FILE));
    return secret;
  } catch (error) {
    const other = errnoOf(error) === 'EEXIST' ? await secretIn(folder) : undefined;
    if (other === undefined) throw error;
    return other;
  } finally {
    await rm(half, { force: true });
  }
}

const Machine = z.object({ machine: z.string(), before: z.string().optional() });

/** Keeps the entries that say on which machine the case was. */
export async function applyMoves(entries: readonly OpenedEntry[], connection: Connection): Promise<void> {
  const rows = entries.flatMap(({ seq, kind, at, actor, fields }) => {
    if (kind !== 'case-created' && kind !== 'opened') return [];
    const { data } = Machine.safeParse(fields);
    if (data === undefined) return [];
    const how = kind === 'case-created' ? 'made' : data.before === undefined ? 'first' : 'opened';
    return [{ seq, at, actor, machine: data.machine, how }];
  });
  if (rows.length === 0) return;
  await connection
    .as<DeskTables>()
    .insertInto('machine')
    .values(rows)
    .onConflict((conflict) => conflict.column('seq').doNothing())
    .execute();
}

export async function movesOf(connection: Connection): Promise<readonly CaseMove[]> {
  const rows = await connection.as<DeskTables>().selectFrom('machine').selectAll().orderBy('seq').execute();
  return rows.map(({ how, ...row }) => ({ ...row, how: how === 'made' || how === 'first' ? how : 'opened' }));
}

/** Signs that the case is on this machine, unless that is the last that is known. */
export async function noteMachine(desk: Desk, machine: string): Promise<void> {
  if ((await movesOf(desk.records.reading)).at(-1)?.machine === machine) return;
  await desk.act(async (connection) => {
    const before = (await movesOf(connection)).at(-1)?.machine;
    return before === machine ? [] : [{ kind: 'opened', fields: { machine, before } }];
  });
}
