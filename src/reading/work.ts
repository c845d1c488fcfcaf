import { setTimeout as pause } from 'node:timers/promises';
import { Problem } from '../base/problem.ts';
import type { Desk } from '../desk/desk.ts';
import { actOf, reasonJson, type Finding } from '../intake/acts.ts';
import { notYetKnown } from '../intake/known.ts';
import type { IntakeTables } from '../intake/tables.ts';
import type { Reason } from '../nouns/outcome.ts';
import { parseSha256, type Sha256 } from '../nouns/sha256.ts';
import type { Connection } from '../records/records.ts';
import { LEASE_MS, type Job, type Queue } from '../queue/queue.ts';
import type { Act } from '../vault/ledger.ts';
import type { Store, Stored } from '../vault/store.ts';
import { READ_JOB } from './apply-entries.ts';
import { putLayoutDerivative, putTextDerivative } from './derivatives.ts';
import { ReaderCrashed, readOriginal, type Finder, type FoundEntry } from './read-original.ts';

/** Acts chosen under the write lock: see `Desk.act`. */
type Choose = (connection: Connection) => Promise<readonly Act[]>;

/** What one file of an accession may unpack to at all depths together: `harmlessBytes`, and `ratio` times its size. */
export interface TreeLimits {
  readonly harmlessBytes: number;
  readonly ratio: number;
}

/** What the reading room works with. */
export interface ReadingRoom {
  readonly desk: Desk;
  readonly queue: Queue;
  readonly vault: Store;
  /** Where an original lies: readers get it as an open descriptor, never this path. */
  readonly pathOf: (original: Sha256) => string;
  readonly derived: Store;
  /** Puts what has been read, and is not in the index yet, into it. */
  readonly index: () => Promise<void>;
  readonly log: (line: string, cause?: unknown) => void;
  /** In place of `TREE_LIMITS`, for tests. */
  readonly treeLimits?: TreeLimits;
}

const MAX_CRASHES = 2; // a file that kills its reader twice is the cause, not the victim
const MAX_DEPTH = 16; // containers in containers; real mail archives stay below 8, quines never end
const SIGN_EVERY = 200; // entries of a container signed for together
/**
 * Each container has a limit of its own (stages/zip-directory.ts), which containers in containers would multiply.
 * The ratio is the same: genuine text packs down to a twentieth, and packing twice gains nothing.
 */
const TREE_LIMITS: TreeLimits = { harmlessBytes: 16 * 1024 ** 3, ratio: 100 };
const IDLE_MS = 200; // how long to wait for new jobs before asking again

/**
 * Reads what waits, `readers` files at a time, each in its own expendable process.
 * @param more asked when nothing waits: true to look again, false to end once the last file is done
 */
export async function readWaiting(
  room: ReadingRoom,
  options: { readonly readers: number; readonly more: () => boolean; readonly signal: AbortSignal },
): Promise<void> {
  const failed = new AbortController();
  const signal = AbortSignal.any([options.signal, failed.signal]);
  const active = new Set<Promise<void>>();
  const heart = setInterval(() => {
    room.queue.heartbeat().catch((error: unknown) => room.log('the heartbeat of the queue failed', error));
  }, LEASE_MS / 4);
  try {
    while (!signal.aborted) {
      const expectMore = options.more();
      const free = options.readers - active.size;
      const jobs = free > 0 ? await room.queue.lease(READ_JOB, free) : [];
      for (const job of jobs) {
        // Never rejects: the first failure stops the others, and is thrown below once all have put their files down.
        const done: Promise<void> = readOne(room, job, signal)
          .catch((error: unknown) => failed.abort(error))
          .finally(() => active.delete(done));
        active.add(done);
      }
      if (active.size >= options.readers) await Promise.race(active);
      else if (jobs.length === 0 && !(await idle(room, active, expectMore))) break;
    }
  } finally {
    await Promise.all(active);
    clearInterval(heart);
  }
  if (failed.signal.aborted) throw failed.signal.reason;
}

/** Waits for something to change; false when there is nothing left, here or in another process. */
async function idle(room: ReadingRoom, active: ReadonlySet<Promise<void>>, expectMore: boolean): Promise<boolean> {
  const tick = pause(IDLE_MS);
  if (active.size > 0) {
    await Promise.race([...active, tick]);
    return true;
  }
  if (!expectMore) {
    const { waiting, leased } = await room.queue.waiting(READ_JOB);
    if (waiting + leased === 0) return false;
  }
  await tick;
  return true;
}

async function readOne(room: ReadingRoom, job: Job, signal: AbortSignal): Promise<void> {
  const original = parseSha256(job.subject);
  if (original === undefined) throw new Error(`job ${job.id} names no original`);
  try {
    const acts = await readAndKeep(room, original, signal);
    await room.desk.act(acts);
    await room.index();
  } catch (error) {
    if (error instanceof Problem && (error.code === 'altered' || error.code === 'not-found')) {
      room.log(`the kept copy of ${original.slice(0, 12)} does not match its hash`, error);
      await room.desk.act([unreadable(original, { code: 'altered' })]);
      await room.index();
    } else if (error instanceof ReaderCrashed && !signal.aborted) {
      room.log(`a reader crashed over ${original.slice(0, 12)}`, error);
      if (job.crashes + 1 >= MAX_CRASHES) {
        await room.desk.act([unreadable(original, { code: 'crashed' })]);
        await room.index();
      } else await room.queue.release(job.id, 'crashed');
    } else {
      await room.queue.release(job.id, 'stopped');
      if (!signal.aborted) throw error;
    }
  }
}

/** Reads one original; its contents and derivatives are kept when this returns, and the acts say so. */
async function readAndKeep(room: ReadingRoom, original: Sha256, signal: AbortSignal): Promise<Choose> {
  const place = await placeOf(room, original);
  const contents = keepContents(room, original, place);
  for await (const _ of room.vault.get(original)) signal.throwIfAborted(); // re-hashed before anything is made of it
  const result = await readOriginal(
    { path: room.pathOf(original), name: place.name, size: place.size, signal },
    contents,
  );
  const text = result.reading && (await putTextDerivative(room.derived, result.reading));
  const layout = result.layout.length > 0 ? await putLayoutDerivative(room.derived, result.layout) : undefined;
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
  return async (connection) => [...(await contents.rest(connection)), read];
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

interface Place {
  readonly name: string;
  readonly size: number;
  readonly depth: number;
  readonly accession: string;
  /** In bytes: what the tree of containers it belongs to may still bring. */
  readonly mayUnpack: number;
}

async function placeOf(room: ReadingRoom, original: Sha256): Promise<Place> {
  const db = room.desk.records.reading.as<IntakeTables>();
  const { tree, ...place } = await db
    .selectFrom('occurrence')
    .innerJoin('accession', 'accession.ordinal', 'occurrence.accession')
    .innerJoin('original', 'original.sha256', 'occurrence.original')
    .select(['shown_name as name', 'size', 'depth', 'accession.id as accession', 'tree'])
    .where('original.sha256', '=', original)
    .where('first_place', '=', 1)
    .executeTakeFirstOrThrow();
  const top = await db
    .selectFrom('original')
    .leftJoin('unpacked', 'unpacked.tree', 'original.sha256')
    .select(['size', 'bytes'])
    .where('sha256', '=', tree ?? original)
    .executeTakeFirstOrThrow();
  const { harmlessBytes, ratio } = room.treeLimits ?? TREE_LIMITS;
  const limit = harmlessBytes + ratio * top.size;
  return { ...place, mayUnpack: limit - (top.bytes ?? 0) };
}

/** More came out of one file of an accession, at all depths together, than a genuine one holds. */
class TreeTooLarge extends Error {}

/** Takes in what a reader finds inside an original, signing for it in batches while the reader goes on. */
function keepContents(room: ReadingRoom, container: Sha256, place: Place): Finder & { readonly rest: Choose } {
  let count = 0;
  let findings: Finding[] = [];
  // A reader that crashed half-way, or a process that was killed, leaves part of this signed for already.
  const sign: Choose = async (connection) => (await notYetKnown(connection, findings)).map(actOf);
  const add = async (finding: Finding): Promise<void> => {
    findings.push(finding);
    if (findings.length < SIGN_EVERY) return;
    await room.desk.act(sign);
    findings = [];
  };
  const { harmlessBytes, ratio } = room.treeLimits ?? TREE_LIMITS;
  let left = place.mayUnpack;
  const bomb: Reason = { code: 'bomb', params: { limit: `${harmlessBytes / 1024 ** 3} GiB`, ratio } };
  const within = (): string => `entry ${count++}`;
  const common = { accession: place.accession, container };
  return {
    async found(entry: FoundEntry, bytes: AsyncIterable<Uint8Array>): Promise<void> {
      const finding = { ...common, name: entry.untrustedName, shownName: entry.shownName, within: within() };
      if (place.depth >= MAX_DEPTH) {
        for await (const _ of bytes); // the reader must get to its end
        await add({ ...finding, kept: { reason: { code: 'too-deep', params: { limit: MAX_DEPTH } } } });
        return;
      }
      // By hand, not `for await`: the reader's frames of this entry must be taken to the end even where it is refused.
      const source = bytes[Symbol.asyncIterator]();
      const counted = async function* (): AsyncGenerator<Uint8Array> {
        for (;;) {
          const { done, value } = await source.next();
          if (done === true) return;
          left -= value.byteLength;
          if (left < 0) throw new TreeTooLarge();
          yield value;
        }
      };
      let stored: Stored;
      try {
        stored = await room.vault.put(counted());
      } catch (error) {
        // Safe: the entry is noted with its reason, and nothing of it is kept.
        if (!(error instanceof TreeTooLarge)) throw error;
        while ((await source.next()).done !== true);
        await add({ ...finding, kept: { reason: bomb } });
        return;
      }
      const { id, size } = stored;
      const modified = entry.modified === undefined ? {} : { modified: entry.modified };
      await add({ ...finding, ...modified, kept: { original: id, size } });
    },
    async refused(entry: FoundEntry, reason: Reason): Promise<void> {
      const { untrustedName: name, shownName } = entry;
      await add({ ...common, name, shownName, within: within(), kept: { reason } });
    },
    /** What has not been signed for yet: goes with the act that ends the reading. */
    rest: sign,
  };
}
