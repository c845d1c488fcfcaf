import { setTimeout as pause } from 'node:timers/promises';
import { Problem } from '../base/problem.ts';
import type { Desk } from '../desk/desk.ts';
import { reasonJson } from '../intake/acts.ts';
import type { Reason } from '../nouns/outcome.ts';
import { parseSha256, type Sha256 } from '../nouns/sha256.ts';
import { LEASE_MS, type Job, type Queue } from '../queue/queue.ts';
import type { Act } from '../vault/ledger.ts';
import type { Store, StoreBatch } from '../vault/store.ts';
import { READ_JOB } from './apply-entries.ts';
import { forgetFresh, putLayoutDerivative, putTextDerivative } from './derivatives.ts';
import {
  keepContents,
  placesOf,
  type Contents,
  type Place,
  type TreeBudgets,
  type TreeLimits,
  type ContentsRoom,
} from './keep-contents.ts';
import { ReaderCrashed } from './read-original.ts';
import { readThrough } from './read-through.ts';
import { NotShared, openSharedReaders, SHARING_LIMIT, type Scratch, type SharedReaders } from './shared-readers.ts';
import { signTogether, type Choose } from './sign-together.ts';
import { spaced } from './spaced.ts';

export type { TreeLimits };

/** What the reading room works with. */
export interface ReadingRoom {
  readonly desk: Desk;
  readonly queue: Queue;
  readonly vault: Store;
  /** Where an original lies: readers get it as an open descriptor, never this path. */
  readonly pathOf: (original: Sha256) => string;
  readonly derived: Store;
  /** Where a derivative lies, for those that are read in place of their original. */
  readonly pathOfDerived: (id: Sha256) => string;
  /** A nameless file on the disk of the case, for bytes that are handed to a reader. */
  readonly scratch: () => Promise<Scratch>;
  /** Puts what has been read, and is not in the index yet, into it. */
  readonly index: () => Promise<void>;
  readonly log: (line: string, cause?: unknown) => void;
  /** As `ContentsRoom` has it. */
  readonly onFound?: NonNullable<ContentsRoom['onFound']>;
  /** In place of `TREE_LIMITS`, for tests. */
  readonly treeLimits?: TreeLimits;
}

const MAX_CRASHES = 2; // a file that kills its reader twice is the cause, not the victim
const IDLE_MS = 200; // how long to wait for new jobs before asking again
const FIRST_IDLE_MS = 20; // … while the first files of somebody who waits for them arrive
const FIRST_MS = 3_000;

/** Leased ahead for each reader: asking for the next file must not keep one waiting. */
const LEASED_AHEAD = 16;
/** Without work for so long, reading processes are let go of; the next file starts new ones. */
const REST_MS = 5_000;
/** Read, and waiting to be signed for and to be found: beyond so many, reading waits. */
const UNSIGNED = 400;
const INDEXING_PART = 1 / 4;
const INDEXED_WITHIN_MS = 1_000;

/**
 * Reads what waits, `readers` files at a time, in expendable processes. What is finished is signed for together while
 * the next files are being read.
 * @param more asked when nothing waits: true to look again, false to end once the last file is done
 */
export async function readWaiting(
  room: ReadingRoom,
  options: { readonly readers: number; readonly more: () => boolean; readonly signal: AbortSignal },
): Promise<void> {
  const failed = new AbortController();
  const signal = AbortSignal.any([options.signal, failed.signal]);
  const hands = openHands(room, signal, () => isLast);
  const active = new Set<Promise<void>>();
  const unsigned = new Set<Promise<void>>();
  let line: readonly Leased[] = [];
  let isLast = false;
  let busyAt = performance.now();
  const began = busyAt;
  if (options.more()) void hands.readers.prepare();
  // Never rejects: the first failure stops the others, and is thrown below once all have put their files down.
  const within = (set: Set<Promise<void>>, work: Promise<void>): void => {
    const done: Promise<void> = work.catch((error: unknown) => failed.abort(error)).finally(() => set.delete(done));
    set.add(done);
  };
  const begin = async (leased: Leased): Promise<void> => {
    const acts = await readOne(hands, leased);
    if (acts !== undefined) within(unsigned, finish(hands, leased.job, acts));
  };
  const heart = setInterval(() => {
    room.queue.heartbeat().catch((error: unknown) => room.log('the heartbeat of the queue failed', error));
  }, LEASE_MS / 4);
  try {
    while (!signal.aborted) {
      const expectMore = options.more();
      if (line.length === 0) line = await lease(room, options.readers * LEASED_AHEAD);
      while (active.size < options.readers && unsigned.size < UNSIGNED) {
        const [next, ...rest] = line;
        if (next === undefined) break;
        line = rest;
        within(active, begin(next));
      }
      isLast = !expectMore && active.size === 0;
      if (active.size > 0) busyAt = performance.now();
      else if (performance.now() - busyAt > REST_MS) await hands.rest();
      if (line.length > 0) await Promise.race(active.size < options.readers ? unsigned : active);
      else {
        const ms = performance.now() - began < FIRST_MS ? FIRST_IDLE_MS : IDLE_MS;
        const running = [...active, ...unsigned];
        if (!(await idle(room, running, { full: active.size >= options.readers, expectMore, ms }))) break;
      }
    }
    if (!signal.aborted) await room.index();
  } catch (error) {
    failed.abort(error);
  } finally {
    await Promise.all(active);
    await Promise.all(unsigned);
    for (const { job } of line) await room.queue.release(job.id, 'stopped');
    await hands.putDown();
    clearInterval(heart);
  }
  if (failed.signal.aborted) throw failed.signal.reason;
}

/** A job, and where its original was found. */
interface Leased {
  readonly job: Job;
  readonly original: Sha256;
  /** As it was when it was leased: asked again where that was longer ago than `PLACE_HOLDS_MS`. */
  readonly place: Place;
  readonly at: number;
}

/** Somebody may unlock a file while it waits in line. */
const PLACE_HOLDS_MS = 1_000;

async function lease(room: ReadingRoom, most: number): Promise<readonly Leased[]> {
  const jobs = (await room.queue.lease(READ_JOB, most)).map((job) => {
    const original = parseSha256(job.subject);
    if (original === undefined) throw new Error(`job ${job.id} names no original`);
    return { job, original };
  });
  if (jobs.length === 0) return [];
  const at = performance.now();
  const places = await placesOf(
    room,
    jobs.map(({ original }) => original),
  );
  return jobs.map(({ job, original }) => {
    const place = places.get(original);
    if (place === undefined) throw new Error(`the original of job ${job.id} was found nowhere`);
    return { job, original, place, at };
  });
}

async function placeNow(room: ReadingRoom, { original, place, at }: Leased): Promise<Place> {
  if (performance.now() - at < PLACE_HOLDS_MS) return place;
  return (await placesOf(room, [original])).get(original) ?? place;
}

/** Waits for something to change; false when there is nothing left, here or in another process. */
async function idle(
  room: ReadingRoom,
  running: readonly Promise<void>[],
  { full, expectMore, ms }: { readonly full: boolean; readonly expectMore: boolean; readonly ms: number },
): Promise<boolean> {
  if (running.length > 0) {
    await Promise.race(full ? running : [...running, pause(ms)]);
    return true;
  }
  if (!expectMore) {
    const { waiting, leased } = await room.queue.waiting(READ_JOB);
    if (waiting + leased === 0) return false;
  }
  await pause(ms);
  return true;
}

/** What one call of `readWaiting` works with. */
interface Hands {
  readonly room: ReadingRoom;
  readonly signal: AbortSignal;
  readonly readers: SharedReaders;
  /** Text and layout of what has been read; flushed before it is signed for. */
  readonly derived: () => StoreBatch;
  readonly sign: (acts: Choose) => Promise<void>;
  /** As that of the room, for many files together. */
  readonly index: () => Promise<void>;
  readonly budgets: TreeBudgets;
  /** Lets go of what is only kept for the files that follow at once. */
  rest(): Promise<void>;
  putDown(): Promise<void>;
}

/** @param hurry whether nothing more will come */
function openHands(room: ReadingRoom, signal: AbortSignal, hurry: () => boolean): Hands {
  const readers = openSharedReaders(room.scratch, signal);
  let batch: StoreBatch | undefined;
  const derived = (): StoreBatch => (batch ??= room.derived.batch());
  let signing: ((acts: Choose) => Promise<void>) | undefined;
  const rest = async (): Promise<void> => {
    forgetFresh();
    await readers.close();
  };
  return {
    room,
    signal,
    readers,
    derived,
    budgets: new Map(),
    sign: (acts) => (signing ??= signTogether(room.desk, derived(), hurry))(acts),
    index: spaced(room.index, { part: INDEXING_PART, longestMs: INDEXED_WITHIN_MS, hurry }),
    rest,
    async putDown() {
      await rest();
      await batch?.drop();
    },
  };
}

/** @returns what is to be signed for, or undefined where the file is to be read once more */
async function readOne(hands: Hands, leased: Leased): Promise<Choose | undefined> {
  const { room, signal } = hands;
  const { job, original } = leased;
  try {
    return await readAndKeep(hands, leased);
  } catch (error) {
    if (error instanceof Problem && (error.code === 'altered' || error.code === 'not-found')) {
      room.log(`the kept copy of ${original.slice(0, 12)} does not match its hash`, error);
      return async () => [unreadable(original, { code: 'altered' })];
    }
    if (error instanceof ReaderCrashed && !signal.aborted) {
      room.log(`a reader crashed over ${original.slice(0, 12)}`, error);
      if (job.crashes + 1 >= MAX_CRASHES) return async () => [unreadable(original, { code: 'crashed' })];
      await room.queue.release(job.id, 'crashed');
      return undefined;
    }
    await room.queue.release(job.id, 'stopped');
    if (!signal.aborted) throw error;
    return undefined;
  }
}

async function finish({ room, signal, sign, index }: Hands, job: Job, acts: Choose): Promise<void> {
  try {
    await sign(acts);
  } catch (error) {
    await room.queue.release(job.id, 'stopped');
    if (!signal.aborted) throw error;
    return;
  }
  await index();
}

/** Reads one original; its contents and derivatives are kept once what is returned is signed for. */
async function readAndKeep(hands: Hands, leased: Leased): Promise<Choose> {
  const { room, signal } = hands;
  const { job, original } = leased;
  const place = await placeNow(room, leased);
  const mayShare = job.crashes === 0 && place.size <= SHARING_LIMIT;
  const bytes = await verifiedBytes(hands, original, mayShare);
  const { name, size, accession, wasUnlocked } = place;
  const subject = { original, name, size, wasUnlocked, signal };
  if (bytes !== undefined) {
    const contents = keepContents(room, original, place, hands.budgets);
    try {
      const shared = { readers: hands.readers, accession, bytes };
      return await keepRead(hands, original, await readThrough(room, { ...subject, shared }, contents), contents);
    } catch (error) {
      // Not known yet to be the file's fault: what it told is forgotten, and it is read alone.
      await contents.drop();
      if (!(error instanceof NotShared)) throw error;
      signal.throwIfAborted();
    }
  }
  const contents = keepContents(room, original, place, hands.budgets);
  try {
    return await keepRead(hands, original, await readThrough(room, subject, contents), contents);
  } catch (error) {
    await contents.drop();
    throw error;
  }
}

/** Re-hashes an original before anything is made of it. @returns its bytes, if wanted */
async function verifiedBytes(
  { room, signal }: Hands,
  original: Sha256,
  wanted: boolean,
): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of room.vault.get(original)) {
    signal.throwIfAborted();
    if (wanted) chunks.push(chunk);
  }
  return wanted ? Buffer.concat(chunks) : undefined;
}

async function keepRead(
  hands: Hands,
  original: Sha256,
  { result, acts }: Awaited<ReturnType<typeof readThrough>>,
  contents: Contents,
): Promise<Choose> {
  const text = result.reading && (await putTextDerivative(hands.derived(), result.reading));
  const layout = result.layout.length > 0 ? await putLayoutDerivative(hands.derived(), result.layout) : undefined;
  const rest = await contents.rest();
  const { outcome, reason } = result.end;
  const read: Act = {
    kind: 'read',
    fields: {
      original,
      outcome,
      mediaType: result.mediaType,
      stages: result.stages.map(({ name, version, ms }) => ({ name, version, ms })),
      ...(reason === undefined ? {} : { reason: reasonJson(reason) }),
      ...(text === undefined ? {} : { 'derivative:text': text }),
      ...(layout === undefined ? {} : { 'derivative:layout': layout }),
    },
  };
  return async (connection) => [...(await rest(connection)), ...acts, read];
}

function unreadable(original: Sha256, reason: Reason): Act {
  return {
    kind: 'read',
    fields: {
      original,
      outcome: 'unreadable',
      mediaType: 'application/octet-stream',
      stages: [],
      reason: reasonJson(reason),
    },
  };
}
