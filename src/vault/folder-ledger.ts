import { hash } from 'node:crypto';
import { join } from 'node:path';
import type { Clock } from '../base/clock.ts';
import type { Json } from '../base/json.ts';
import { Problem } from '../base/problem.ts';
import { signActs, type Act } from './act.ts';
import { reaching, syncFolder } from './disk.ts';
import { isNewerEntry, NO_ENTRY, openLines, parseOpening, type OpenedEntry, type Opening } from './entry.ts';
import type { Identity } from './identity.ts';
import {
  addKey,
  appendFlushed,
  checkpointSizes,
  LEDGER,
  readCheckpoint,
  readKeys,
  setAsideTail,
  sizeOf,
  writeCheckpoint,
  type SignedText,
} from './ledger-files.ts';
import { cutShort, damaged, newer } from './ledger-problems.ts';
import { LineIndex, linesOf } from './line-file.ts';
import { leafHash, MerkleTree, type ProvingTree } from './merkle.ts';
import type { Signer } from './signed-note.ts';

/**
 * The ledger in the folder of a case (its interface: ledger.ts). In memory it keeps 64 bytes an entry.
 *
 * Invariants: `#entries`, `#openings` and `#tree` hold the same number of lines; `#head` is the hash of the last one;
 * what the files hold past `#entries.bytes` and `#openings.bytes` was appended by someone else or is torn.
 */
export class FolderLedger {
  readonly origin: string;
  readonly #folder: string;
  readonly #clock: Clock;
  readonly #person: string;
  readonly #signer: Signer | undefined;
  readonly #tree = new MerkleTree();
  readonly #entries = new LineIndex();
  readonly #openings = new LineIndex();
  #head = NO_ENTRY;
  #keyKnown = false;
  #checkpoint: SignedText | undefined;
  /** Why nothing may be appended: what the last checkpoint covers is not what is here. */
  #fault: Problem | undefined;
  /** Entries before this one were looked through for closed accessions. */
  #watched = 0;
  /** The last closed accession that no checkpoint covers. */
  #uncovered: number | undefined;
  #line: Promise<void> = Promise.resolve();

  constructor(folder: string, origin: string, clock: Clock, identity: Identity | undefined) {
    this.#folder = folder;
    this.origin = origin;
    this.#clock = clock;
    this.#person = identity?.person ?? '';
    this.#signer = identity?.signerFor(origin);
  }

  get tree(): ProvingTree {
    return this.#tree;
  }

  size(): number {
    return this.#tree.size;
  }

  lastCheckpoint(): SignedText | undefined {
    return this.#checkpoint;
  }

  /** Entries 0 and 1: the case, and the key that both are signed with. */
  async begin(fields: Record<string, Json>): Promise<void> {
    const signer = this.#mustSign();
    const acts: readonly Act[] = [
      { kind: 'case-created', fields },
      { kind: 'key-added', fields: { key: signer.key.text } },
    ];
    await this.#inLine(() => this.#write(acts, signer));
    this.#keyKnown = true;
    await addKey(this.#folder, signer.key);
  }

  /** Looks whether this person’s key is in the case, and mends keys.txt if a crash kept the key from it. */
  async findKey(): Promise<void> {
    const key = this.#signer?.key;
    if (!key) return;
    const listed = await readKeys(this.#folder);
    this.#keyKnown = listed.some(({ text }) => text === key.text);
    if (this.#keyKnown) return;
    for await (const { kind, fields } of this.entries()) {
      if (kind !== 'key-added' || fields['key'] !== key.text) continue;
      this.#keyKnown = true;
      await addKey(this.#folder, key);
      return;
    }
  }

  async append(acts: readonly Act[]): Promise<readonly OpenedEntry[]> {
    const signer = this.#mustSign();
    return this.#inLine(async () => {
      await this.#refresh();
      await this.#settle(signer);
      return this.#appendKnown(acts, signer);
    });
  }

  async checkpoint(): Promise<void> {
    const signer = this.#mustSign();
    await this.#inLine(async () => {
      await this.#refresh();
      await this.#settle(signer);
      if (this.#checkpoint?.size === this.size()) return;
      await this.#appendKnown([], signer);
      await this.#signCheckpoint(signer);
    });
  }

  async *entries(from = 0): AsyncGenerator<OpenedEntry> {
    // Up to what is here now: a writer may go on meanwhile, and a refresh be between the two files.
    const to = Math.min(this.#entries.lines, this.#openings.lines);
    if (from >= to) return;
    const openings = this.#openings.linesFrom(this.#path(LEDGER.openings), from);
    try {
      let seq = from;
      for await (const line of this.#entries.linesFrom(this.#path(LEDGER.entries), from)) {
        if (seq === to) return;
        const opening = await openings.next();
        yield openLines(seq++, line, opening.done ? undefined : opening.value);
      }
      if (seq < to) throw cutShort(seq);
    } finally {
      await openings.return(undefined);
    }
  }

  async entryLine(seq: number): Promise<Uint8Array | undefined> {
    if (!(seq >= 0 && seq < this.size())) return undefined;
    const line = await this.#entries.line(this.#path(LEDGER.entries), seq);
    if (line === undefined) throw cutShort(seq);
    return line;
  }

  async opening(seq: number): Promise<Opening | undefined> {
    if (!(seq >= 0 && seq < this.size())) return undefined;
    const line = await this.#openings.line(this.#path(LEDGER.openings), seq);
    if (line === undefined) throw cutShort(seq);
    return parseOpening(line.toString());
  }

  refresh(): Promise<void> {
    return this.#inLine(() => this.#refresh());
  }

  async #refresh(): Promise<void> {
    const path = this.#path(LEDGER.entries);
    const bytes = await sizeOf(path);
    if (bytes < this.#entries.bytes) throw cutShort(this.size());
    if (bytes > this.#entries.bytes) {
      for await (const line of linesOf(path, this.#entries.bytes, bytes)) this.#take(line);
    }
    const openings = this.#path(LEDGER.openings);
    if (this.#openings.lines < this.#entries.lines) {
      for await (const line of linesOf(openings, this.#openings.bytes, await sizeOf(openings))) {
        this.#openings.add(line.length);
        if (this.#openings.lines === this.#entries.lines) break;
      }
    }
    if (this.#openings.lines < this.#entries.lines) {
      throw damaged(`The openings of its entries from ${this.#openings.lines} on are missing.`);
    }
    await this.#refreshCheckpoint();
  }

  /** Takes in one entry that stands in the file, or is about to. */
  #take(line: Buffer): void {
    const seq = this.size();
    // The canonical spelling puts prev first, seq and v last: a look at both ends is enough, and fast. `entries`
    // and verify look at all of it.
    const ends = `],"seq":${seq},"v":1}`;
    const begins = `{"prev":"${this.#head}","sd":[`;
    if (
      line.toString('latin1', 0, begins.length) !== begins ||
      line.toString('latin1', line.length - ends.length) !== ends
    ) {
      if (isNewerEntry(line.toString())) throw newer();
      throw damaged(`Entry ${seq} is not what follows entry ${seq - 1}.`);
    }
    this.#entries.add(line.length);
    this.#tree.push(leafHash(line));
    this.#head = hash('sha256', line, 'hex');
  }

  async #refreshCheckpoint(): Promise<void> {
    const size = (await checkpointSizes(this.#folder)).at(-1);
    // A fault is looked at anew: the checkpoint may have been written after the entries were read.
    if (size === undefined || (size === this.#checkpoint?.size && !this.#fault)) return;
    const found = await readCheckpoint(this.#folder, size);
    this.#fault = this.#faultOf(size, found);
    if (found) this.#checkpoint = found;
    if (this.#uncovered !== undefined && this.#uncovered < size) this.#uncovered = undefined;
    this.#watched = Math.max(this.#watched, size);
  }

  #faultOf(size: number, found: SignedText | undefined): Problem | undefined {
    if (!found || found.origin !== this.origin) return damaged(`Its checkpoint of ${size} entries is damaged.`);
    if (size > this.size()) {
      return damaged(`Its entries ${this.size()} to ${size - 1} are missing: a checkpoint of ${size} was signed.`);
    }
    if (Buffer.compare(this.#tree.root(size), found.root) === 0) return undefined;
    return damaged(`Its first ${size} entries are not those that a checkpoint was signed for.`);
  }

  /** Leaves the files whole and every closed accession covered, before anything is added. */
  async #settle(signer: Signer): Promise<void> {
    if (this.#fault) throw this.#fault;
    const torn = [
      { place: LEDGER.entries, end: this.#entries.bytes, what: 'entries' },
      { place: LEDGER.openings, end: this.#openings.bytes, what: 'openings' },
    ];
    for (const { place, end, what } of torn) {
      if ((await sizeOf(this.#path(place))) === end) continue;
      const at = String(this.size()).padStart(12, '0');
      await setAsideTail(this.#folder, place, end, `${at}.${what}`);
    }
    if (this.#watched < this.size()) {
      for await (const { seq, kind } of this.entries(this.#watched)) this.#watch(seq, kind);
    }
    if (this.#uncovered !== undefined && this.#keyKnown) await this.#signCheckpoint(signer);
  }

  #watch(seq: number, kind: string): void {
    this.#watched = seq + 1;
    if (kind === 'accession-closed') this.#uncovered = seq;
  }

  async #appendKnown(acts: readonly Act[], signer: Signer): Promise<readonly OpenedEntry[]> {
    if (!this.#keyKnown) await this.findKey(); // another process of this person may have added it
    if (this.#keyKnown) return acts.length === 0 ? [] : this.#write(acts, signer);
    const added = await this.#write([{ kind: 'key-added', fields: { key: signer.key.text } }], signer);
    await addKey(this.#folder, signer.key);
    this.#keyKnown = true;
    if (this.#uncovered !== undefined) await this.#signCheckpoint(signer);
    return acts.length === 0 ? added : [...added, ...(await this.#write(acts, signer))];
  }

  /** Openings, flushed; then entries, flushed. The second is what makes the acts so. */
  async #write(acts: readonly Act[], signer: Signer): Promise<readonly OpenedEntry[]> {
    if (acts.filter(({ kind }) => kind === 'accession-closed').length > 1) {
      throw new Error('two accessions closed in one batch could not each have a checkpoint');
    }
    // A checkpoint that an entry names cannot be taken away unseen.
    const last = this.#checkpoint;
    const before = last?.size === this.size() ? { checkpoint: Buffer.from(last.root).toString('base64') } : {};
    const standing = {
      origin: this.origin,
      seq: this.size(),
      prev: this.#head,
      at: this.#clock(),
      actor: this.#person,
      ...before,
    };
    const written = signActs(acts, standing, signer);
    await appendFlushed(this.#path(LEDGER.openings), asLines(written.map(({ opening }) => opening)));
    await appendFlushed(this.#path(LEDGER.entries), asLines(written.map(({ line }) => line)));
    for (const { line, opening, entry } of written) {
      this.#take(line);
      this.#openings.add(opening.length);
      this.#watch(entry.seq, entry.kind);
    }
    if (this.size() === acts.length) await syncFolder(this.#path(LEDGER.folder)); // the files are new
    return written.map(({ entry }) => entry);
  }

  async #signCheckpoint(signer: Signer): Promise<void> {
    const checkpoint = { origin: this.origin, size: this.size(), root: this.#tree.root() };
    this.#checkpoint = await writeCheckpoint(this.#folder, checkpoint, signer);
    this.#uncovered = undefined;
    this.#watched = this.size();
  }

  /** One at a time within this process; between processes the case’s write lock does the same. */
  #inLine<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.#line.then(() => reaching(work));
    this.#line = mine.then(
      () => undefined,
      () => undefined, // whoever waits for it is told; the next in line starts afresh
    );
    return mine;
  }

  #mustSign(): Signer {
    if (this.#signer) return this.#signer;
    throw new Problem(
      'not-allowed',
      'The case was opened without a signing identity, so nothing can be written to it.',
      {
        remedy: 'Open it as a person who signs: see `touchstone doctor`.',
      },
    );
  }

  #path(place: string): string {
    return join(this.#folder, place);
  }
}

function asLines(lines: readonly Buffer[]): Buffer {
  const newline = Buffer.from('\n');
  return Buffer.concat(lines.flatMap((line) => [line, newline]));
}
