import { realpath, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { systemClock, type Clock } from './base/clock.ts';
import { debug, log } from './base/log.ts';
import { oneAtATime } from './base/one-at-a-time.ts';
import { Problem, type ProblemCode } from './base/problem.ts';
import { applyDecisions } from './claims/apply-decisions.ts';
import type { CaseClaims } from './claims/case-claims.ts';
import { openClaimsWork } from './claims/claims-work.ts';
import { openClaims } from './claims/open-claims.ts';
import { claimsMigrations } from './claims/tables.ts';
import { openClaimsRoom } from './claims/process/claims-room.ts';
import { createCaseFolder, readCaseFile, restoreCaseFile } from './desk/case-file.ts';
import { applyCustody } from './desk/custody.ts';
import { applyMoves, movesOf, noteMachine } from './desk/machines.ts';
import type { CaseMove } from './nouns/custody.ts';
import { openDesk, type Projection } from './desk/desk.ts';
import { openStamping, type Stamping } from './desk/stamping.ts';
import { deskMigrations } from './desk/tables.ts';
import { applyAliases } from './entities/aliases.ts';
import { openCaseSearch, type CaseSearch } from './entities/case-search.ts';
import { entitiesMigrations } from './entities/tables.ts';
import { applyArrivals } from './intake/apply-entries.ts';
import type { ReceiveProgress } from './intake/receive.ts';
import { checkBagsWithin } from './intake/bags-within.ts';
import { intakeMigrations } from './intake/tables.ts';
import { openQueue, type Queue } from './queue/queue.ts';
import { queueMigrations } from './queue/tables.ts';
import { openRecords, setAsideRecords, type Records } from './records/records.ts';
import { openEditing, type Editing } from './publishing/editing.ts';
import { applyPublications } from './publishing/publications.ts';
import { openPackagesWithin } from './publishing/packages-within.ts';
import { takeIn, type TakingIn } from './publishing/take-in.ts';
import { openPublishing, type PublishedDrawing, type Publishing } from './publishing/publish.ts';
import { publishingMigrations } from './publishing/tables.ts';
import { applyReadings, READ_JOB } from './reading/apply-entries.ts';
import { openCopyFinder } from './reading/copies/find-copies.ts';
import { copyMigrations } from './reading/copies/tables.ts';
import { openCatalogue, type Catalogue } from './reading/catalogue.ts';
import { publishedPicture } from './reading/page-pictures.ts';
import { forgetIndex, openIndexer, passageTexts } from './reading/index-readings.ts';
import { readingMigrations } from './reading/tables.ts';
import { openRereading, type KnownReaders, type Rereading } from './reading/rereading.ts';
import { spaced } from './reading/spaced.ts';
import { readWaiting, type ReadingRoom, type TreeLimits } from './reading/work.ts';
import { closedIndex } from './search/closed-index.ts';
import { openSqliteIndex } from './search/engines/sqlite-index.ts';
import type { PassageTexts, SearchIndex } from './search/search-index.ts';
import type { Identity } from './vault/identity.ts';
import { openLedger, type Ledger } from './vault/ledger.ts';
import { FolderStore } from './vault/stores/folder-store.ts';
import type { Store } from './vault/store.ts';

/** One open case: what it holds, and the acts that change it. */
export interface OpenCase
  extends Omit<Catalogue, 'search' | 'marksIn'>, CaseSearch, Rereading, CaseClaims, Stamping, Publishing, Editing {
  readonly id: string;
  readonly name: string;
  readonly folder: string;
  /** Takes folders and files in, without reading them. @throws Problem `altered` where a bag is not whole */
  receive(paths: readonly string[], options: TakingIn): Promise<ReceiveProgress>;
  /** Reads what waits; see `readWaiting`. */
  read(options: {
    readonly readers: number;
    readonly more: () => boolean;
    readonly signal: AbortSignal;
  }): Promise<void>;
  /** Signs a checkpoint if the ledger grew. */
  checkpoint(): Promise<void>;
  /** On which machines the case was, in order. */
  moves(): Promise<readonly CaseMove[]>;
  /**
   * What kept the case from being written to when it was opened. It was opened as it is then, and stays so: to find out
   * whether it can be written to again, it has to be opened again.
   */
  readonly hindrance?: Problem;
  /** Called when this or another process changed the counts, at most every 300 ms; returns how to stop. */
  onChange(listener: () => void): () => void;
  /** Aborted when `close` is called: whoever listens to the case ends. */
  readonly closing: AbortSignal;
  close(): Promise<void>;
}

export type { SpelledResult as CaseSearchResult } from './entities/case-search.ts';

export type { BagCheck } from './intake/bags.ts';

export type { TakingIn as ReceiveRequest } from './publishing/take-in.ts';

export interface OpenOptions {
  /** Who signs; without it the case can be read and searched, and nothing can be added. */
  readonly identity?: Identity;
  readonly clock?: Clock;
  /** In place of what containers in containers may unpack to, for tests. */
  readonly treeLimits?: TreeLimits;
  /** In place of the readers and tools of this machine when it is judged what to read again, for tests. */
  readonly known?: KnownReaders;
  /** In place of drawing pages for publication, for measuring what else it takes. */
  readonly drawn?: PublishedDrawing;
}

/** Nobody waits for near copies: many texts together are compared for what a few cost. */
const COPIES_PACE = { part: 1 / 5, longestMs: 5_000 };
const LOOK_EVERY_MS = 300; // how often a listener asks whether another process has written

export async function createCase(
  folder: string,
  name: string,
  { identity, clock = systemClock }: OpenOptions & { readonly identity: Identity },
): Promise<{ readonly id: string }> {
  const file = await createCaseFolder(folder, name, { signer: identity, clock });
  try {
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
export async function openCase(folder: string, options: OpenOptions): Promise<OpenCase> {
  const file = await readCaseFile(folder);
  const absolute = await realpath(folder, { encoding: 'buffer' });
  const files = await openFiles(folder, options);
  const work = openWork(folder, files, options);
  try {
    await bringUpToDate(files, work, options.identity);
    return openDoors({ file, folder, absolute, ...files, ...work }, options);
  } catch (error) {
    await work.close(); // what stays open keeps the folder busy
    throw error;
  }
}

interface Files {
  readonly ledger: Ledger;
  readonly records: Records;
  readonly index: SearchIndex;
}

type Work = ReturnType<typeof openWork>;

/** What goes on behind the doors of a case, and how all of it ends. */
function openWork(folder: string, { ledger, records, index }: Files, { identity, treeLimits }: OpenOptions) {
  const vault = new FolderStore(join(folder, 'vault'));
  const derived = new FolderStore(join(folder, 'derived'), { mends: true });
  const queue = openQueue(records);
  const desk = openDesk(records, ledger, identity !== undefined, [
    applyCustody,
    applyMoves,
    applyPublications,
    arrivalsAndReadings(derived, queue),
    applyAliases,
    (entries, connection) => applyDecisions(entries, connection, { derived }),
  ]);
  const indexer = openIndexer(records, index, derived);
  const closing = new AbortController();
  const findCopies = openCopyFinder(records, derived, closing.signal);
  const copiesBeside = spaced(findCopies, { ...COPIES_PACE, hurry: () => closing.signal.aborted });
  let findingCopies = Promise.resolve();
  const claimsRoom = openClaimsRoom();
  const filesWait = async (): Promise<boolean> => (await queue.waiting(READ_JOB)).waiting > 0;
  const claimsWork = openClaimsWork({ records, derived, room: claimsRoom, filesWait }, closing.signal);
  const afterReading = async (): Promise<void> => {
    await indexer();
    // Beside the reading, which does not wait for it: what fails now is tried again after the next file.
    findingCopies = copiesBeside().catch((error: unknown) => log('looking for near copies failed', error));
    claimsWork.followReading().catch((error: unknown) => log('finding statements failed', error));
    // What is being read counts too: what is found of a bag is signed for after all of its files.
    const { waiting, leased } = await queue.waiting(READ_JOB);
    if (waiting + leased > 0) return;
    await bagsWithin().catch((error: unknown) => log('looking at bags inside archives failed', error));
  };
  const packages = openPackagesWithin({ desk, vault, derived, folder, pathOf: vault.path.bind(vault) });
  const bagsWithin = oneAtATime(async () => {
    await checkBagsWithin({ desk, vault, packageIn: packages.take }, closing.signal);
    await indexer(); // documents of packages are made by then
  });
  const [pathOf, pathOfDerived] = [vault.path.bind(vault), derived.path.bind(derived)];
  const reading: ReadingRoom = {
    desk,
    queue: packages.holding(queue, closing.signal),
    vault,
    derived,
    pathOf,
    pathOfDerived,
    scratch: () => derived.scratch(),
    index: afterReading,
    log,
    onFound: packages.onFound,
    ...(treeLimits === undefined ? {} : { treeLimits }),
  };
  const close = async (): Promise<void> => {
    closing.abort();
    await claimsRoom.close();
    await Promise.all([findingCopies, claimsWork.ended()]);
    await index.close();
    await records.close();
  };
  return { vault, derived, desk, indexer, closing, findCopies, claimsWork, reading, close };
}

/** Applies what the ledger has and the records do not, and fills an empty index. */
async function bringUpToDate(
  { ledger, records, index }: Files,
  { desk, indexer }: Work,
  identity: Identity | undefined,
): Promise<void> {
  await unlessHindered(HINDRANCES, async () => void (await desk.catchUp()));
  const machine = identity?.machineFor?.(ledger.origin);
  if (machine !== undefined) await unlessHindered(HINDRANCES, () => noteMachine(desk, machine));
  await unlessHindered([...HINDRANCES, 'case-damaged', 'case-newer'], async () => {
    if ((await index.count()).documents === 0 && (await forgetIndex(records))) await indexer();
  });
}

interface Opened extends Files, Work {
  readonly file: Awaited<ReturnType<typeof readCaseFile>>;
  readonly folder: string;
  /** The folder without links. */
  readonly absolute: Buffer;
}

function openDoors(opened: Opened, { identity, known, drawn }: OpenOptions): OpenCase {
  const { file, folder, absolute, records, index, vault, derived, desk, findCopies, claimsWork, reading } = opened;
  const { closing, close } = opened;
  const hindrance = records.refusal ?? index.refusal;
  const { pathOf, pathOfDerived } = reading;
  const parts = { file, desk, vault, derived, index, pathOf, pathOfDerived };
  const catalogue = openCatalogue(parts);
  const rereading = openRereading(parts, known);
  const claims = openClaims({ desk, derived, work: claimsWork, signer: identity?.person });
  return {
    ...catalogue,
    ...rereading,
    ...openStamping(desk, folder),
    ...openCaseSearch({ desk, index, catalogue }),
    ...claims,
    ...openEditing({ desk, folder }),
    ...openPublishing({
      ...catalogue,
      ...claims,
      desk,
      derived,
      vault,
      folder,
      identity,
      draw:
        drawn ??
        (async (document, page) => {
          await catalogue.pagePicture(document, page); // drawn and kept where it is not yet
          return publishedPicture(parts, document, page);
        }),
    }),
    id: file.id,
    name: file.name,
    folder,
    ...(hindrance === undefined ? {} : { hindrance }),
    receive: (paths, options) =>
      takeIn({ desk, vault, derived, caseFolder: absolute, index: reading.index }, paths, options),
    async read(options) {
      await vault.sweep();
      await derived.sweep();
      await reading.index();
      await rereading.useFoundTools();
      await readWaiting(reading, options);
      if (!options.signal.aborted) await findCopies();
      if (!options.signal.aborted) await claimsWork.finish();
    },
    checkpoint: () => desk.checkpoint(),
    moves: () => movesOf(records.reading),
    onChange: (listener) => watch(() => desk.revision(), listener, closing.signal),
    closing: closing.signal,
    close,
  };
}

/** What keeps a sound case from being written to. */
const HINDRANCES: readonly ProblemCode[] = ['disk-full', 'unreadable-place', 'case-busy'];

/** What opening brings up to date: where it cannot, what there is is shown, and whoever writes next is told why. */
async function unlessHindered(by: readonly ProblemCode[], work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof Problem) || !by.includes(error.code)) throw error;
    debug('the case was opened as it is', error);
  }
}

/** What waits for the disk or for a thread is waited for together: the first page of a server depends on it. */
async function openFiles(folder: string, { identity, clock = systemClock }: OpenOptions): Promise<Files> {
  const recording = openRecords(join(folder, 'case.db'), {
    ...deskMigrations,
    ...queueMigrations,
    ...intakeMigrations,
    ...readingMigrations,
    ...copyMigrations,
    ...claimsMigrations,
    ...entitiesMigrations,
    ...publishingMigrations,
  });
  const texts: PassageTexts = async (keys) => passageTexts((await recording).reading)(keys);
  const indexing = openIndex(folder, texts, identity !== undefined);
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
 * The index holds nothing of its own: without it all but searching goes on, and whoever may write makes a damaged one
 * anew.
 */
async function openIndex(folder: string, texts: PassageTexts, anew: boolean): Promise<SearchIndex> {
  const file = join(folder, 'index.db');
  try {
    return await openSqliteIndex(file, { texts });
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    if (!anew || error.code !== 'case-damaged') return closedIndex(error);
    log('the search index was damaged, and is made anew', error);
    return setAsideRecords(file, `${file}.${setAsideName()}`).then(
      () => openIndex(folder, texts, false),
      () => closedIndex(error), // another process has it open: its own remedy stands
    );
  }
}

/** Ends the names of files that were replaced and are kept. */
function setAsideName(): string {
  return `set-aside-${new Date().toISOString().replaceAll(':', '')}`;
}

/**
 * Makes the records (and with them the index) again from the vault, the ledger and the derivatives, and case.json from
 * the ledger where it is lost or damaged. The old ones are set aside.
 * @throws Problem `case-busy` while another process has the case open
 */
export async function rebuildCase(
  folder: string,
  options: OpenOptions & { readonly indexOnly: boolean },
): Promise<OpenCase> {
  const aside = setAsideName();
  await restoreCaseFile(folder, () => openLedger(folder, { clock: systemClock }), `case.json.${aside}`);
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

function watch(revision: () => Promise<number>, listener: () => void, closing: AbortSignal): () => void {
  let last: number | undefined;
  const timer = setInterval(() => {
    revision().then(
      (now) => {
        if (last !== undefined && now !== last) listener();
        last = now;
      },
      (error: unknown) => {
        if (!closing.aborted) log('looking for changes failed', error);
      },
    );
  }, LOOK_EVERY_MS);
  timer.unref();
  const stop = (): void => clearInterval(timer);
  closing.addEventListener('abort', stop, { once: true });
  return stop;
}
