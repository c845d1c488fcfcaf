import { realpath, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { systemClock, type Clock } from './base/clock.ts';
import { log } from './base/log.ts';
import { createCaseFile, readCaseFile } from './desk/case-file.ts';
import { applyCustody } from './desk/custody.ts';
import { openDesk, type Projection } from './desk/desk.ts';
import { deskMigrations } from './desk/tables.ts';
import { applyArrivals } from './intake/apply-entries.ts';
import { receive, type ReceiveProgress } from './intake/receive.ts';
import { intakeMigrations } from './intake/tables.ts';
import { rootAt } from './intake/walk.ts';
import { openQueue, type Queue } from './queue/queue.ts';
import { queueMigrations } from './queue/tables.ts';
import { openRecords, setAsideRecords, type Records } from './records/records.ts';
import { applyReadings, READ_JOB } from './reading/apply-entries.ts';
import { openCatalogue, type Catalogue } from './reading/catalogue.ts';
import { forgetIndex, openIndexer, passageTexts } from './reading/index-readings.ts';
import { readingMigrations } from './reading/tables.ts';
import { readWaiting, type ReadingRoom, type TreeLimits } from './reading/work.ts';
import { openSqliteIndex } from './search/engines/sqlite-index.ts';
import type { PassageTexts, SearchIndex } from './search/search-index.ts';
import type { Identity } from './vault/identity.ts';
import { createLedger, openLedger, type Ledger } from './vault/ledger.ts';
import { FolderStore } from './vault/stores/folder-store.ts';
import type { Store } from './vault/store.ts';

/** One open case: what it holds, and the acts that change it. */
export interface OpenCase extends Catalogue {
  readonly id: string;
  readonly name: string;
  readonly folder: string;
  /** Takes folders and files in, without reading them. */
  receive(paths: readonly string[], options: ReceiveRequest): Promise<ReceiveProgress>;
  /** Reads what waits; see `readWaiting`. */
  read(options: {
    readonly readers: number;
    readonly more: () => boolean;
    readonly signal: AbortSignal;
  }): Promise<void>;
  /** Signs a checkpoint if the ledger grew. */
  checkpoint(): Promise<void>;
  /** Called when this or another process changed the counts, at most every 300 ms; returns how to stop. */
  onChange(listener: () => void): () => void;
  close(): Promise<void>;
}

export type { CaseSearchResult } from './reading/catalogue.ts';

interface ReceiveRequest {
  readonly note?: string;
  readonly asOf?: string;
  readonly onProgress?: (progress: ReceiveProgress) => void;
  readonly signal?: AbortSignal;
}

export interface OpenOptions {
  /** Who signs; without it the case can be read and searched, and nothing can be added. */
  readonly identity?: Identity;
  readonly clock?: Clock;
  /** In place of what containers in containers may unpack to, for tests. */
  readonly treeLimits?: TreeLimits;
}

const LOOK_EVERY_MS = 300; // how often a listener asks whether another process has written

export async function createCase(
  folder: string,
  name: string,
  { identity, clock = systemClock }: OpenOptions & { readonly identity: Identity },
): Promise<{ readonly id: string }> {
  const file = await createCaseFile(folder, name, clock());
  try {
    await createLedger(folder, { signer: identity, clock, caseId: file.id, caseName: file.name });
    await (await openCase(folder, { identity, clock })).close();
  } catch (error) {
    // Nothing was taken in yet, and what is half made would keep the same command from being run again.
    for (const each of MADE) await rm(join(folder, each), { recursive: true, force: true });
    throw error;
  }
  return { id: file.id };
}

/** What is in the folder of a case that was just made. */
const MADE = [
  'case.json',
  'ledger',
  ...['case.db', 'index.db'].flatMap((name) => ['', '-wal', '-shm'].map((s) => name + s)),
];

/** @throws Problem `not-found`, `case-newer`, `case-damaged`, `case-busy`, `unreadable-place` */
export async function openCase(
  folder: string,
  { identity, clock = systemClock, treeLimits }: OpenOptions,
): Promise<OpenCase> {
  const file = await readCaseFile(folder);
  const absolute = await realpath(folder, { encoding: 'buffer' });
  const { ledger, records, index } = await openFiles(folder, { identity, clock });
  const vault = new FolderStore(join(folder, 'vault'));
  const derived = new FolderStore(join(folder, 'derived'));
  const queue = openQueue(records);
  const desk = openDesk(records, ledger, identity !== undefined, [applyCustody, arrivalsAndReadings(derived, queue)]);
  const indexer = openIndexer(records, index, derived);
  const pathOf = vault.path.bind(vault);
  const limits = treeLimits === undefined ? {} : { treeLimits };
  const room: ReadingRoom = { desk, queue, vault, derived, pathOf, index: indexer, log, ...limits };

  await desk.catchUp();
  if ((await index.count()).documents === 0 && (await forgetIndex(records))) await indexer();

  return {
    ...openCatalogue({ file, desk, vault, derived, index, pathOf }),
    id: file.id,
    name: file.name,
    folder,
    async receive(paths, options) {
      const roots = await Promise.all(paths.map(rootAt));
      return receive(desk, vault, { ...options, roots, caseFolder: absolute });
    },
    async read(options) {
      await vault.sweep();
      await derived.sweep();
      await indexer();
      await readWaiting(room, options);
    },
    checkpoint: () => desk.checkpoint(),
    onChange: (listener) => watch(() => desk.revision(), listener),
    async close() {
      await index.close();
      await records.close();
    },
  };
}

/** What waits for the disk or for a thread is waited for together: the first page of a server depends on it. */
async function openFiles(
  folder: string,
  { identity, clock }: { readonly identity: Identity | undefined; readonly clock: Clock },
): Promise<{ readonly ledger: Ledger; readonly records: Records; readonly index: SearchIndex }> {
  const recording = openRecords(join(folder, 'case.db'), {
    ...deskMigrations,
    ...queueMigrations,
    ...intakeMigrations,
    ...readingMigrations,
  });
  const texts: PassageTexts = async (keys) => passageTexts((await recording).reading)(keys);
  const indexing = openSqliteIndex(join(folder, 'index.db'), { texts });
  const opening = openLedger(folder, { identity, clock });
  const [ledger, records, index] = await Promise.allSettled([opening, recording, indexing]);
  if (ledger.status === 'fulfilled' && records.status === 'fulfilled' && index.status === 'fulfilled') {
    return { ledger: ledger.value, records: records.value, index: index.value };
  }
  if (index.status === 'fulfilled') await index.value.close();
  if (records.status === 'fulfilled') await records.value.close();
  throw [ledger, records, index].find((each) => each.status === 'rejected')?.reason;
}

/**
 * Makes the records (and with them the index) again from the vault, the ledger and the derivatives.
 * @throws Problem `case-busy` while another process has the case open
 */
export async function rebuildCase(
  folder: string,
  options: OpenOptions & { readonly indexOnly: boolean },
): Promise<OpenCase> {
  await readCaseFile(folder);
  const aside = `set-aside-${new Date().toISOString().replaceAll(':', '')}`;
  for (const name of options.indexOnly ? ['index.db'] : ['case.db', 'index.db']) {
    await setAsideRecords(join(folder, name), join(folder, `${name}.${aside}`));
  }
  return openCase(folder, options);
}

/** Arrivals first: a reading’s row belongs to an original; a new original asks to be read. */
function arrivalsAndReadings(derived: Store, queue: Queue): Projection {
  return async (entries, connection) => {
    const added = await applyArrivals(entries, connection);
    await queue.enqueue(connection, READ_JOB, added);
    await applyReadings(entries, connection, { derived, queue });
  };
}

function watch(revision: () => Promise<number>, listener: () => void): () => void {
  let last: number | undefined;
  const timer = setInterval(() => {
    revision().then(
      (now) => {
        if (last !== undefined && now !== last) listener();
        last = now;
      },
      (error: unknown) => log('looking for changes failed', error),
    );
  }, LOOK_EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}
