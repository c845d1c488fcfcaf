import type { Reason } from '../../nouns/outcome.ts';
import type { ReadingEnd } from '../../nouns/reading.ts';
import { ReadingFailed, type ReaderInput, type ReaderOutput } from '../reader.ts';
import { innerName } from './archive-inner.ts';
import { allowedBytes, bombParams, isSwollen } from './archive-limits.ts';
import { nameRefusal } from './archive-names.ts';
import { runSevenZip } from './seven-zip.ts';
import { listed, reasonOf, withoutDot, type ListedEntry, type Listing } from './seven-zip-listing.ts';

/** Opens nothing: without a password 7-Zip would ask for one. */
const NO_PASSWORD = 'touchstone has no password for this archive';

type Archive = Pick<ReaderInput, 'fd' | 'size' | 'name'>;

/**
 * Takes an archive apart in this process, where libarchive is not installed.
 * @throws ReadingFailed
 */
export async function takeApartHere(archive: Archive, out: ReaderOutput): Promise<ReadingEnd> {
  const listing = await listed(archive, NO_PASSWORD);
  refuseBomb(listing, archive.size);
  const unpack = new Unpacking(listing, archive.size, (entry, reason) => {
    const named = { untrustedName: Buffer.from(entry.path), shownName: entry.path };
    if (reason !== undefined) {
      out.refused(named, reason);
      return undefined;
    }
    return out.finding(entry.modified === undefined ? named : { ...named, modified: entry.modified });
  });
  await unpack.run(archive, NO_PASSWORD);
  const { kept, total } = unpack;
  if (listing.part) return { outcome: kept > 0 ? 'container' : 'unreadable', reason: { code: 'split-archive' } };
  if (kept === total) return { outcome: 'container' };
  return { outcome: 'container', reason: { code: 'some-entries-unread', params: { entries: total - kept, total } } };
}

/**
 * Unpacks one file that is packed by itself.
 * @throws ReadingFailed
 */
export async function unpackHere(archive: Archive, out: ReaderOutput): Promise<ReadingEnd> {
  const { size, name } = archive;
  const allowed = allowedBytes(size);
  let total = 0;
  const count = (bytes: Uint8Array): void => {
    total += bytes.byteLength;
    if (isSwollen(total, size) || total > allowed) throw bomb(total, size);
  };
  // As much of it as tells a bomb, so that nothing of one is kept.
  if (isSwollen(allowed, size)) await runSevenZip(archive, ['x'], { wrote: count });
  total = 0;
  const complaints: string[] = [];
  const shownName = innerName(name);
  const found = out.finding({ untrustedName: Buffer.from(shownName), shownName });
  const code = await runSevenZip(archive, ['x'], {
    wrote(bytes) {
      count(bytes);
      found.take(bytes);
    },
    complained: (line) => void complaints.push(line),
  });
  if (code === 0) {
    found.end();
    return { outcome: 'container' };
  }
  found.end({ code: reasonOf(complaints.join('\n'), false) });
  return { outcome: 'container', reason: { code: 'some-entries-unread', params: { entries: 1, total: 1 } } };
}

export interface Finding {
  take(bytes: Uint8Array): void;
  /** Without a reason it is whole. */
  end(reason?: Reason): void;
}

/** Takes the entries of an archive out, in its order. */
export class Unpacking {
  /** Entries that were taken out whole. */
  kept = 0;
  readonly total: number;
  readonly #listing: Listing;
  readonly #allowed: number;
  readonly #size: number;
  readonly #begin: (entry: ListedEntry, refused?: Reason) => Finding | undefined;
  /** Entries that may still come, by their path: archives may name one twice. */
  readonly #waiting = new Map<string, ListedEntry[]>();
  #open: { readonly entry: ListedEntry; readonly finding: Finding; bytes: number } | undefined;
  #complaints = '';
  #bytes = 0;

  /** @param begin gives what takes the bytes of an entry, or is told why there are none */
  constructor(listing: Listing, size: number, begin: (entry: ListedEntry, refused?: Reason) => Finding | undefined) {
    this.#listing = listing;
    this.#size = size;
    this.#allowed = allowedBytes(size);
    this.#begin = begin;
    this.total = listing.entries.length;
    for (const entry of listing.entries) {
      const refusal = nameRefusal(entry.path) ?? (entry.link ? ({ code: 'symbolic-link' } as const) : undefined);
      if (refusal !== undefined) begin(entry, refusal);
      else this.#waiting.set(entry.path, [...(this.#waiting.get(entry.path) ?? []), entry]);
    }
  }

  async run(archive: Archive, password: string): Promise<void> {
    await runSevenZip(archive, ['x', `-p${password}`], {
      opened: (path) => this.#opened(path),
      wrote: (bytes) => this.#wrote(bytes),
      // What it cannot do in a file system that keeps nothing is no fault of the archive.
      complained: (line) => void (this.#complaints += OWN.test(line) ? '' : `${line}\n`),
    });
    this.#close();
    // What never began: it is locked, or the archive ends before it.
    for (const entry of [...this.#waiting.values()].flat()) {
      const code = entry.encrypted ? 'encrypted' : reasonOf(this.#complaints, this.#listing.part);
      this.#begin(entry, { code });
    }
  }

  #opened(written: string): void {
    this.#close();
    const path = withoutDot(written);
    const waiting = this.#waiting.get(path);
    const entry = waiting?.shift();
    if (waiting?.length === 0) this.#waiting.delete(path);
    // What was refused is written all the same, under a name that leads nowhere.
    const finding = entry === undefined ? undefined : this.#begin(entry);
    if (entry !== undefined && finding !== undefined) this.#open = { entry, finding, bytes: 0 };
  }

  #wrote(bytes: Uint8Array): void {
    this.#bytes += bytes.byteLength;
    if (this.#bytes > this.#allowed) throw bomb(this.#bytes, this.#size);
    if (this.#open === undefined) return;
    this.#open.bytes += bytes.byteLength;
    this.#open.finding.take(bytes);
  }

  #close(): void {
    const open = this.#open;
    if (open === undefined) return;
    this.#open = undefined;
    const short = open.entry.size !== undefined && open.bytes !== open.entry.size;
    const named = this.#complaints.split('\n').some((line) => withoutDot(lastPartOf(line)) === open.entry.path);
    const faulty = named || short;
    if (!faulty) {
      this.kept += 1;
      open.finding.end();
      return;
    }
    const code = reasonOf(this.#complaints, this.#listing.part);
    open.finding.end({ code: code === 'encrypted' && !open.entry.encrypted ? 'broken' : code });
    this.#complaints = '';
  }
}

const OWN = /^ERROR: Cannot (create|set) /v;

/** `ERROR: what is wrong : path` */
function lastPartOf(complaint: string): string {
  return complaint.slice(complaint.lastIndexOf(' : ') + 3);
}

function refuseBomb({ entries }: Listing, size: number): void {
  const declared = entries.reduce((sum, entry) => sum + (entry.size ?? 0), 0);
  if (declared > allowedBytes(size)) throw bomb(declared, size);
}

function bomb(bytes: number, size: number): ReadingFailed {
  return new ReadingFailed({ code: 'bomb', params: bombParams(bytes, size) });
}
