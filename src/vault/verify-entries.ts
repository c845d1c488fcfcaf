import { hash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { errnoOf } from '../base/errno.ts';
import { Problem } from '../base/problem.ts';
import {
  entryMessage,
  openedEntry,
  openFields,
  parseEntry,
  type Entry,
  type OpenedEntry,
  type Opening,
} from './entry.ts';
import { LEDGER, sizeOf } from './ledger-files.ts';
import { linesOf } from './line-file.ts';
import { leafHash, MerkleTree } from './merkle.ts';
import { parseVerifierKey, type VerifierKey } from './signed-note.ts';
import type { Findings, OnProgress } from './verify-findings.ts';
import { OpeningLines } from './verify-openings.ts';

/** What a file is named for in the ledger. */
export interface Named {
  /** The first entry that names it. */
  readonly seq: number;
  /** In bytes; absent where the ledger does not say. */
  readonly size?: number;
}

interface KnownKey {
  readonly key: VerifierKey;
  readonly actor: string;
  /** The entry that added it. */
  readonly since: number;
}

/** What the entries amount to, for the checks that come after them. */
export interface LedgerAccount {
  readonly entries: number;
  readonly signatures: number;
  readonly origin: string | undefined;
  readonly first: OpenedEntry | undefined;
  readonly keys: ReadonlyMap<string, KnownKey>;
  readonly originals: ReadonlyMap<string, Named>;
  readonly derivatives: ReadonlyMap<string, Named>;
  /** The entries that close an accession, ascending. */
  readonly closed: readonly number[];
  /** By the number of entries covered: the roots, in base64, of the checkpoints that entries name. */
  readonly named: ReadonlyMap<number, string>;
  /** The root over the first `size` lines; undefined if there are fewer. */
  rootAt(size: number): Uint8Array | undefined;
}

const CHAIN_MEMORY = 64; // entries; one that is further from its place than this counts as missing
const PROGRESS_EVERY = 1000; // entries

/** Walks entries and openings side by side. */
export async function verifyEntries(
  folder: string,
  findings: Findings,
  onProgress: OnProgress,
): Promise<LedgerAccount> {
  const walk = new EntryWalk(findings);
  const path = join(folder, LEDGER.entries);
  const openingsPath = join(folder, LEDGER.openings);
  const size = await sizeOf(path);
  const openings = new OpeningLines(openingsPath, await sizeOf(openingsPath), findings);
  if (size === 0) findings.fault('ledger-missing', LEDGER.entries, 'it is missing or empty');
  let bytes = 0;
  try {
    for await (const line of linesOf(path, 0, size)) {
      bytes += line.length + 1;
      await walk.line(line, openings);
      if (walk.lines % PROGRESS_EVERY === 0) onProgress({ what: 'entries', done: walk.lines });
    }
  } catch (error) {
    // A line without end is a finding like any other; what was read before it still counts.
    if (!(error instanceof Problem)) throw error;
  }
  if (bytes < size) {
    const what = 'it ends in half a line: it was cut off, or a program was ended while it wrote';
    findings.fault('torn-line', LEDGER.entries, what);
  }
  await openings.end();
  walk.end();
  onProgress({ what: 'entries', done: walk.lines, total: walk.lines });
  await verifyKeys(folder, walk.keys, findings);
  return walk;
}

class EntryWalk implements LedgerAccount {
  readonly keys = new Map<string, KnownKey>();
  readonly originals = new Map<string, Named>();
  readonly derivatives = new Map<string, Named>();
  readonly closed: number[] = [];
  readonly named = new Map<number, string>();
  origin: string | undefined;
  first: OpenedEntry | undefined;
  signatures = 0;
  lines = 0;

  readonly #findings: Findings;
  readonly #tree = new MerkleTree();
  /** Hashes of the last lines, by their number. */
  readonly #hashes = new Map<number, string>();
  #expected = 0;
  /** Entry 0 is signed with the key that entry 1 adds. */
  #waiting: (() => void) | undefined;

  constructor(findings: Findings) {
    this.#findings = findings;
  }

  get entries(): number {
    return this.lines;
  }

  rootAt(size: number): Uint8Array | undefined {
    return size <= this.#tree.size ? this.#tree.root(size) : undefined;
  }

  async line(line: Buffer, openings: OpeningLines): Promise<void> {
    this.lines++;
    this.#tree.push(leafHash(line));
    const lineHash = hash('sha256', line, 'hex');
    const entry = parseEntry(line.toString());
    const seq = entry ? this.#place(entry) : this.#expected;
    this.#expected = Math.max(this.#expected, seq + 1);
    if (entry) this.#checkChain(entry, seq);
    this.#remember(seq, lineHash);
    const opening = await openings.of(seq);
    if (!entry) {
      this.#findings.fault('entry-unreadable', `entry ${seq}`, `line ${this.lines} of ${LEDGER.entries} is no entry`);
      return;
    }
    if (!opening) {
      this.#findings.fault('opening-missing', `entry ${seq}`, `it has no opening in ${LEDGER.openings}`);
      return;
    }
    this.#open(entry, opening, line, seq, lineHash);
    if (seq >= 1) this.#settleFirst();
  }

  end(): void {
    this.#settleFirst();
  }

  /** The number of the entry that stands here: what it says, unless the chain says that only its number is wrong. */
  #place(entry: Entry): number {
    const { seq } = entry;
    const expected = this.#expected;
    if (seq === expected) return seq;
    if (this.#hashes.get(expected - 1) === entry.prev) {
      this.#findings.fault('entry-misnumbered', `entry ${expected}`, `it says that it is entry ${seq}`);
      return expected;
    }
    if (seq < expected) {
      this.#findings.fault('entry-out-of-order', `entry ${seq}`, `it stands after entry ${expected - 1}`);
    } else {
      const last = seq - 1;
      const where = last === expected ? `entry ${expected}` : `entries ${expected} to ${last}`;
      this.#findings.fault(
        'entries-missing',
        where,
        `not where the ledger should have them: entry ${seq} comes instead`,
      );
    }
    return seq;
  }

  #checkChain(entry: Entry, seq: number): void {
    const before = seq === 0 ? '0'.repeat(64) : this.#hashes.get(seq - 1);
    if (before === undefined || before === entry.prev) return; // an entry that is missing has been named
    const what = `its line does not hash to what entry ${seq} says came before`;
    if (seq === 0) this.#findings.fault('chain-broken', 'entry 0', 'it says that an entry came before it');
    else this.#findings.fault('chain-broken', `entry ${seq - 1}`, what);
  }

  #remember(seq: number, lineHash: string): void {
    this.#hashes.set(seq, lineHash);
    this.#hashes.delete(seq - CHAIN_MEMORY);
  }

  #open(entry: Entry, opening: Opening, line: Buffer, seq: number, lineHash: string): void {
    const fields = openFields(entry, opening);
    if (typeof fields === 'string') {
      this.#findings.fault('opening-differs', `entry ${seq}`, fields);
      return;
    }
    const act = openedEntry(seq, lineHash, fields);
    if (!act) {
      this.#findings.fault('act-incomplete', `entry ${seq}`, 'it does not tell kind, at, day and actor as it must');
      return;
    }
    this.#note(act);
    const check = (): void => this.#checkSignature(act, opening, line);
    if (seq === 0) this.#waiting = check;
    else check();
  }

  #settleFirst(): void {
    this.#waiting?.();
    this.#waiting = undefined;
  }

  #checkSignature(act: OpenedEntry, opening: Opening, line: Buffer): void {
    const where = `entry ${act.seq}`;
    const known = this.keys.get(opening.key);
    if (!known || this.origin === undefined) {
      this.#findings.fault('key-unknown', where, `it is signed with the key ${opening.key}, which no entry has added`);
      return;
    }
    this.signatures++;
    if (!known.key.verifies(entryMessage(this.origin, line), opening.signature)) {
      this.#findings.fault('signature-wrong', where, 'its signature does not hold');
    }
    if (known.actor !== act.actor) {
      this.#findings.fault('actor-differs', where, 'its actor is not the person whose key signed it');
    }
  }

  #note(act: OpenedEntry): void {
    const { seq, kind, fields } = act;
    if (seq === 0) this.#noteFirst(act);
    if (act.checkpoint !== undefined) this.named.set(seq, act.checkpoint);
    const { original, derivative } = fields;
    switch (kind) {
      case 'key-added':
        this.#addKey(act);
        break;
      case 'accession-closed':
        this.closed.push(seq);
        break;
      case 'received':
        if (typeof original === 'string') this.#noteReceived(seq, original, fields['size']);
        break;
      case 'derived':
        this.#noteDerivative(seq, derivative);
        break;
      case 'read':
        for (const [name, value] of Object.entries(fields)) {
          if (name.startsWith('derivative:')) this.#noteDerivative(seq, value);
        }
        break;
      default: // other acts, those of later versions among them, name no file
    }
  }

  #noteFirst(act: OpenedEntry): void {
    this.first = act;
    const { origin } = act.fields;
    if (act.kind === 'case-created' && typeof origin === 'string') this.origin = origin;
    else this.#findings.fault('act-incomplete', 'entry 0', 'it does not begin a case');
  }

  #noteReceived(seq: number, original: string, size: unknown): void {
    const known = this.originals.get(original);
    if (known?.size !== undefined && known.size !== size) {
      this.#findings.fault('size-differs', `entry ${seq}`, `it gives another size than entry ${known.seq} to one hash`);
    }
    if (!known) this.originals.set(original, typeof size === 'number' ? { seq, size } : { seq });
  }

  #noteDerivative(seq: number, derivative: unknown): void {
    if (typeof derivative !== 'string' || this.derivatives.has(derivative)) return;
    this.derivatives.set(derivative, { seq });
  }

  #addKey(act: OpenedEntry): void {
    const text = act.fields['key'];
    const key = typeof text === 'string' ? parseVerifierKey(text) : undefined;
    if (!key || key.name !== this.origin || this.keys.has(key.id)) {
      this.#findings.fault(
        'key-wrong',
        `entry ${act.seq}`,
        'the key that it adds is none, of another log, or here already',
      );
      return;
    }
    this.keys.set(key.id, { key, actor: act.actor, since: act.seq });
  }
}

async function verifyKeys(folder: string, keys: ReadonlyMap<string, KnownKey>, findings: Findings): Promise<void> {
  const expected = [...keys.values()].map(({ key }) => `${key.text}\n`).join('');
  const text = await readFile(join(folder, LEDGER.keys), 'latin1').catch((error: unknown) => {
    // A file that is not there lists no keys, which is what is compared.
    if (errnoOf(error) === 'ENOENT') return '';
    throw error;
  });
  if (text !== expected)
    findings.fault('keys-differ', LEDGER.keys, 'it does not list exactly the keys that the entries add');
}
