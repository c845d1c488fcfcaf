import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import type { Desk } from '../desk/desk.ts';
import { shownPath } from '../nouns/path-bytes.ts';
import type { Act } from '../vault/ledger.ts';
import type { Store, StoreBatch } from '../vault/store.ts';
import { actOf, FOLDER, type Finding } from './acts.ts';
import type { BagReport } from '../nouns/bag.ts';
import { bagJson } from './bag-report.ts';
import { notYetKnown } from './known.ts';
import type { IntakeTables } from './tables.ts';
import { walk, whyLost, type Met, type Root } from './walk.ts';

export interface ReceiveOptions {
  readonly roots: readonly Root[];
  /** What the person said of it: from whom, under what conditions. */
  readonly note?: string;
  /** When it was obtained: a date of any precision. */
  readonly asOf?: string;
  /** What was found of those roots that are BagIt bags, in the order of `roots`. */
  readonly bags?: readonly BagReport[];
  /** Shown paths of those roots whose files are read as a whole, by whoever asks for it. */
  readonly packages?: ReadonlySet<string>;
  /** Absolute path of the case folder, as bytes: never taken into itself. */
  readonly caseFolder: Buffer;
  readonly onProgress?: (progress: ReceiveProgress) => void;
  readonly signal?: AbortSignal;
}

export interface ReceiveProgress {
  /** Things met so far, new or not. */
  readonly met: number;
  /** Of these, what the case did not have at that place. */
  readonly added: number;
  readonly bytes: number;
}

const BATCH_FILES = 100; // signed for together: one flush of the ledger for so many files
const FIRST_BATCH_FILES = 8; // enough to keep readers busy until there are more
const BATCH_MS = 1_000; // … or for what arrived in this time, so that the first hit is soon findable
const AT_ONCE = 4; // files copied side by side
const SMALL_BYTES = 256 * 1024; // read whole

/**
 * Takes folders and files in: bytes to the vault, then the ledger, then the records. An accession that was cut short
 * is gone on with; what the case has at the same place is left alone, so a second run adds nothing and writes nothing.
 * @throws Problem `disk-full`, or `unreadable-place` where what is taken in is gone: what was signed for until then stays
 */
export async function receive(desk: Desk, vault: Store, options: ReceiveOptions): Promise<ReceiveProgress> {
  const accession = await openAccession(desk, options);
  const progress = { met: 0, added: 0, bytes: 0 };
  let batch: Promise<Finding>[] = [];
  let stored = vault.batch();
  let batchBegan = performance.now();
  let most = FIRST_BATCH_FILES;
  let signing: Promise<void> = Promise.resolve();

  /** What has arrived since is signed for while more is being copied, once what arrived before it is. */
  const signBatch = async (): Promise<void> => {
    const [copies, flush, before] = [batch, stored, signing];
    batch = [];
    stored = vault.batch();
    batchBegan = performance.now();
    most = BATCH_FILES;
    await before;
    signing = (async () => {
      try {
        const findings = await Promise.all(copies);
        await flush.flush();
        progress.added += await accession.sign(findings);
        options.onProgress?.({ ...progress });
      } finally {
        await Promise.allSettled(copies);
        await flush.drop();
      }
    })();
    signing.catch(() => {}); // whoever waits for it is told
  };

  const stop = new AbortController();
  const signal = AbortSignal.any([stop.signal, ...(options.signal ? [options.signal] : [])]);
  const busy = new Set<Promise<unknown>>();
  try {
    for (const root of options.roots) {
      for await (const met of walk(root, options.caseFolder)) {
        signal.throwIfAborted();
        progress.met++;
        progress.bytes += met.stats?.isFile() ? met.stats.size : 0;
        const inPackage = options.packages?.has(shownPath(root.absolute)) === true;
        const copying = keep(met, stored, { accession: accession.id, inPackage }, signal);
        batch.push(copying);
        // Never rejects: what went wrong is told by the batch's own wait.
        const settled: Promise<unknown> = copying.then(
          () => busy.delete(settled),
          () => busy.delete(settled),
        );
        busy.add(settled);
        if (busy.size >= AT_ONCE) await Promise.race(busy);
        if (batch.length >= most || performance.now() - batchBegan > BATCH_MS) await signBatch();
      }
    }
    await signBatch();
    await signing;
  } finally {
    // Whatever ended this, no copy goes on behind the back of whoever closes the case next.
    stop.abort();
    await Promise.allSettled([...busy, signing]);
    await stored.drop();
  }
  await accession.close();
  return progress;
}

/** Copies one file into the vault while hashing it, or says why not. */
async function keep(
  met: Met,
  vault: StoreBatch,
  { accession, inPackage }: { readonly accession: string; readonly inPackage: boolean },
  signal: AbortSignal,
): Promise<Finding> {
  const within = `${FOLDER}${met.root.absolute.toString('hex')}`;
  const common = { accession, name: met.path, within, ...(inPackage ? { inPackage } : {}) };
  const modified = modifiedOf(met);
  if (met.reason) return { ...common, kept: { reason: met.reason } };
  let file;
  try {
    // NOFOLLOW and NONBLOCK: the name may have become a link or a pipe since it was looked at.
    file = await open(met.absolute, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch (error) {
    return { ...common, kept: { reason: await whyLost(met.root, error) } };
  }
  try {
    if (!(await file.stat()).isFile()) return { ...common, kept: { reason: { code: 'vanished' } } };
    const small = await smallFile(file, met.stats?.size);
    const stored = await vault.put(
      small ?? readable(file.createReadStream({ autoClose: false, start: 0, highWaterMark: 1 << 20 }), signal),
    );
    return { ...common, ...modified, kept: { original: stored.id, size: stored.size } };
  } catch (error) {
    if (error instanceof UnreadableSource) return { ...common, kept: { reason: await whyLost(met.root, error.cause) } };
    throw error;
  } finally {
    await file.close();
  }
}

/** File systems keep times that no calendar date stands for (ECMA-262, 21.4.1.1); these are left out. */
function modifiedOf({ stats }: Met): { readonly modified?: string } {
  return stats === undefined || Number.isNaN(stats.mtime.getTime()) ? {} : { modified: stats.mtime.toISOString() };
}

/**
 * The bytes of a small file, read without the cost of a stream; undefined where it is not small, or not as large as it
 * was when it was met.
 */
async function smallFile(file: FileHandle, size: number | undefined): Promise<Uint8Array | undefined> {
  if (size === undefined || size > SMALL_BYTES) return undefined;
  const bytes = Buffer.allocUnsafeSlow(size + 1);
  try {
    // It ends where it was said to end, and has no more: a short read alone would not say so of every file system.
    const { bytesRead } = await file.read(bytes, 0, size + 1, 0);
    return bytesRead === size ? bytes.subarray(0, size) : undefined;
  } catch (error) {
    throw new UnreadableSource('the source could not be read', { cause: error });
  }
}

/** Marks what goes wrong in reading the source, so that it is not taken for trouble in the vault. */
class UnreadableSource extends Error {}

async function* readable(source: AsyncIterable<unknown>, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of source) {
      signal.throwIfAborted();
      if (chunk instanceof Uint8Array) yield chunk;
    }
  } catch (error) {
    signal.throwIfAborted();
    throw new UnreadableSource('the source could not be read to its end', { cause: error });
  }
}

interface AccessionInHand {
  readonly id: string;
  /** Signs for what the case does not hold yet, the beginning of the accession before the first; returns how many. */
  sign(findings: readonly Finding[]): Promise<number>;
  close(): Promise<void>;
}

/** An accession of the same roots that was never closed, or a new one that begins with its first new file. */
async function openAccession(desk: Desk, options: ReceiveOptions): Promise<AccessionInHand> {
  await desk.catchUp();
  const roots = options.roots.map((root) => shownPath(root.absolute));
  const cutShort = await desk.records.reading
    .as<IntakeTables>()
    .selectFrom('accession')
    .select('id')
    .where('closed', 'is', null)
    .where('roots', '=', JSON.stringify(roots))
    .executeTakeFirst();
  const id = cutShort?.id ?? randomUUID();
  let begun = cutShort !== undefined;
  const note = options.note === undefined ? {} : { note: options.note };
  const asOf = options.asOf === undefined ? {} : { asOf: options.asOf };
  const bags = options.bags === undefined || options.bags.length === 0 ? {} : { bags: options.bags.map(bagJson) };
  const begin: Act = { kind: 'accession-begun', fields: { accession: id, roots, ...note, ...asOf, ...bags } };
  return {
    id,
    async sign(findings) {
      // Mostly nothing is new when a folder is taken in again: that needs no lock.
      if ((await notYetKnown(desk.records.reading, findings)).length === 0) return 0;
      let count = 0;
      await desk.act(async (connection) => {
        const fresh = await notYetKnown(connection, findings);
        count = fresh.length;
        return count === 0 ? [] : [...(begun ? [] : [begin]), ...fresh.map(actOf)];
      });
      begun ||= count > 0;
      return count;
    },
    async close() {
      if (begun) {
        const counts = await countsOf(desk, id);
        await desk.act([{ kind: 'accession-closed', fields: { accession: id, ...counts } }]);
      }
      // Also where nothing is new: a process that was killed may have left the last checkpoint unsigned.
      await desk.checkpoint();
    },
  };
}

async function countsOf(desk: Desk, accession: string): Promise<{ received: number; noted: number }> {
  const rows = await desk.records.reading
    .as<IntakeTables>()
    .selectFrom('occurrence')
    .innerJoin('accession', 'accession.ordinal', 'occurrence.accession')
    .select('occurrence.original')
    .where('accession.id', '=', accession)
    .where('occurrence.container', 'is', null)
    .execute();
  const received = rows.filter(({ original }) => original !== null).length;
  return { received, noted: rows.length - received };
}
