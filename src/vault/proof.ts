import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import type { Json } from '../base/json.ts';
import { Problem } from '../base/problem.ts';
import { commitmentOf, PADDING, readDisclosure } from './disclosure.ts';
import { parseEntry } from './entry.ts';
import { checkpointSizes, LEDGER, readCheckpoint, readKeys } from './ledger-files.ts';
import type { Ledger } from './ledger.ts';
import { leafHash, verifyInclusion } from './merkle.ts';
import { checkpointHolds, parseCheckpoint, parseVerifierKey } from './signed-note.ts';
import { checkCosigned, stampsIn, type CosignatureCheck } from './stamps.ts';
import { checkOts, type BlockHeaders, type OtsCheck } from './time/ots.ts';
import { checkTimeStamp, type TimeStampCheck } from './time/rfc3161.ts';

/**
 * What a stranger is handed to see that acts were in the ledger of a case, and what some of their fields say, without
 * the case (docs/formats/proof.md).
 */

const FORMAT = 'touchstone/proof';
const VERSION = 1;

const ProofFile = z.object({
  format: z.literal(FORMAT),
  version: z.literal(VERSION),
  checkpoint: z.string(),
  keys: z.array(z.string()),
  entries: z.array(z.object({ line: z.string(), inclusion: z.array(z.string()), open: z.array(z.string()) })),
  stamps: z.array(
    z.object({
      kind: z.enum(['rfc3161', 'opentimestamps', 'cosignature']),
      bytes: z.string(),
      key: z.string().optional(),
    }),
  ),
});

/** One act, with the names of the fields that are opened; all others stay closed. */
export interface ToOpen {
  readonly seq: number;
  readonly fields: readonly string[];
}

export interface ProofOptions {
  /** Where none is dated, the earliest checkpoint that covers the entries: later acts then change nothing. */
  readonly earliest?: boolean;
  /** Ids of the keys to name beside those that signed the checkpoint; without it all keys of the case. */
  readonly keys?: readonly string[];
}

/**
 * A proof, as JSON. The checkpoint is the earliest that covers the entries and is dated, else the last.
 * @throws Problem `not-found` for an entry or a field that there is not, or one that no checkpoint covers yet
 */
export async function makeProof(
  folder: string,
  ledger: Ledger,
  opened: readonly ToOpen[],
  options: ProofOptions = {},
): Promise<string> {
  const { parts } = await startProof(folder, ledger, opened, options);
  return (await Array.fromAsync(parts)).join('');
}

/** A proof that is written as it is made. */
export interface StartedProof {
  /** What can be told of it before its entries are there: the checkpoint and its dates. */
  readonly check: ProofCheck;
  /** Its text, some entries at a time: that of ten thousand pages would fill the memory. Throws as `makeProof` does. */
  readonly parts: AsyncIterable<string>;
}

/** As `makeProof`, part by part. @throws Problem `not-found` where no checkpoint covers the entries yet */
export async function startProof(
  folder: string,
  ledger: Ledger,
  opened: readonly ToOpen[],
  { earliest = false, keys: wanted }: ProofOptions = {},
): Promise<StartedProof> {
  await ledger.refresh();
  const last = opened.reduce((seq, entry) => Math.max(seq, entry.seq), 0);
  const size = await checkpointFor(folder, last, earliest);
  const stamps = await Promise.all(
    (await stampsIn(folder))
      .filter((stamp) => stamp.size === size)
      .map(async ({ kind, name, check }) => ({
        kind,
        bytes: base64(await readFile(join(folder, LEDGER.stamps, name))),
        ...('key' in check ? { key: check.key } : {}),
      })),
  );
  const checkpoint = (await readCheckpoint(folder, size))?.text;
  if (checkpoint === undefined) throw noSuch('The checkpoint over these entries is damaged.');
  const signers = parseCheckpoint(checkpoint)?.signatures.map(({ keyId }) => keyId) ?? [];
  const keys = (await readKeys(folder))
    .filter(({ id }) => wanted === undefined || wanted.includes(id) || signers.includes(id))
    .map(({ text }) => text);
  const around = JSON.stringify(
    { format: FORMAT, version: VERSION, checkpoint, keys, entries: [], stamps },
    undefined,
    1,
  );
  return { check: checkProof(around), parts: partsOf(around, entriesOf(ledger, opened, size)) };
}

const ENTRIES = '\n "entries": [';
const PART_CHARACTERS = 200_000;

/** The entries where they belong in the text around them, spelled as `JSON.stringify` spells it. */
async function* partsOf(around: string, entries: AsyncIterable<ProofEntry>): AsyncGenerator<string> {
  const at = around.indexOf(ENTRIES) + ENTRIES.length;
  let part = around.slice(0, at);
  let isFirst = true;
  for await (const entry of entries) {
    const spelled = JSON.stringify(entry, undefined, 1).replaceAll('\n', '\n  ');
    part += `${isFirst ? '' : ','}\n  ${spelled}`;
    isFirst = false;
    if (part.length < PART_CHARACTERS) continue;
    yield part;
    part = '';
  }
  yield `${part}${isFirst ? '' : '\n '}${around.slice(at)}\n`;
}

type ProofEntry = z.infer<typeof ProofFile>['entries'][number];

/** One after the other: each has a part of two files in memory. */
async function* entriesOf(ledger: Ledger, opened: readonly ToOpen[], size: number): AsyncGenerator<ProofEntry> {
  for (const { seq, fields } of opened) {
    const line = await ledger.entryLine(seq);
    const opening = await ledger.opening(seq);
    if (line === undefined || opening === undefined) throw noSuch(`There is no entry ${seq}.`);
    const disclosures = opening.disclosures.map((disclosure) => ({
      disclosure,
      name: readDisclosure(disclosure)?.name,
    }));
    yield {
      line: Buffer.from(line).toString(),
      inclusion: ledger.tree.inclusionProof(seq, size).map(base64),
      open: fields.map((field) => {
        const found = field === PADDING ? undefined : disclosures.find(({ name }) => name === field);
        if (found === undefined) throw noSuch(`Entry ${seq} has no such field.`);
        return found.disclosure;
      }),
    };
  }
}

/** The size of the earliest checkpoint that covers an entry; undefined where none does yet. */
export async function checkpointOver(folder: string, seq: number): Promise<number | undefined> {
  return (await checkpointSizes(folder)).find((size) => size > seq);
}

async function checkpointFor(folder: string, seq: number, earliest: boolean): Promise<number> {
  const sizes = (await checkpointSizes(folder)).filter((size) => size > seq);
  const dated = new Set((await stampsIn(folder)).map(({ size }) => size));
  const size = sizes.find((each) => dated.has(each)) ?? sizes.at(earliest ? 0 : -1);
  if (size !== undefined) return size;
  throw noSuch(
    'No checkpoint covers these entries yet.',
    'Sign one: `touchstone add` does, or `touchstone stamp --request`.',
  );
}

function noSuch(
  what: string,
  remedy = '`touchstone custody CASE SHA256` lists the entries and their fields.',
): Problem {
  return new Problem('not-found', what, { remedy });
}

/** What of a proof holds. */
export interface ProofCheck {
  /** Why it proves nothing, or not all that it says; empty where everything holds. Untrusted words are not among them. */
  readonly faults: readonly ('malformed' | 'checkpoint' | 'entry' | 'inclusion' | 'disclosure' | 'stamp')[];
  /** Random name of the log. */
  readonly origin?: string;
  /** Entries that the checkpoint covers. */
  readonly size?: number;
  /** Verifier keys that signed the checkpoint: whether they are the right ones is known from elsewhere. */
  readonly keys: readonly string[];
  readonly entries: readonly { readonly seq: number; readonly fields: Readonly<Record<string, Json>> }[];
  readonly stamps: readonly (TimeStampCheck | OtsCheck | CosignatureCheck)[];
}

/** What whoever checks a proof trusts. */
export interface ProofTrust {
  /** Certificates of time authorities, PEM. */
  readonly roots?: readonly string[];
  readonly headers?: BlockHeaders;
}

/** Whatever the text is, nothing is thrown. */
export function checkProof(text: string, { roots = [], headers = new Map() }: ProofTrust = {}): ProofCheck {
  const nothing = { keys: [], entries: [], stamps: [] };
  const proof = ProofFile.safeParse(jsonIn(text)).data;
  if (proof === undefined) return { faults: ['malformed'], ...nothing };
  const checkpoint = parseCheckpoint(proof.checkpoint);
  const known = new Map(proof.keys.flatMap((line) => parseVerifierKey(line) ?? []).map((key) => [key.id, key]));
  if (checkpoint === undefined || !checkpointHolds(checkpoint, known)) return { faults: ['checkpoint'], ...nothing };
  const faults = new Set<ProofCheck['faults'][number]>();
  const entries = proof.entries.flatMap(({ line, inclusion, open }) => {
    const entry = parseEntry(line);
    if (entry === undefined) return faults.add('entry') && [];
    const path = inclusion.map((hash) => Buffer.from(hash, 'base64'));
    const leaf = leafHash(Buffer.from(line));
    if (!verifyInclusion(leaf, entry.seq, checkpoint.size, path, checkpoint.root)) return faults.add('inclusion') && [];
    const fields = open.flatMap((disclosure) => {
      const field = entry.commitments.includes(commitmentOf(disclosure)) ? readDisclosure(disclosure) : undefined;
      if (field === undefined || field.name === PADDING) faults.add('disclosure');
      return field === undefined ? [] : [[field.name, field.value] as const];
    });
    if (new Set(fields.map(([name]) => name)).size !== fields.length) faults.add('disclosure');
    return [{ seq: entry.seq, fields: Object.fromEntries(fields) }];
  });
  const stamped = Buffer.from(proof.checkpoint);
  const stamps = proof.stamps.map(({ kind, bytes, key }) => {
    const given = Buffer.from(bytes, 'base64');
    if (kind === 'cosignature') return checkCosigned(given.toString(), key ?? '', checkpoint.message);
    return kind === 'rfc3161' ? checkTimeStamp(given, { bytes: stamped, roots }) : checkOts(given, stamped, headers);
  });
  if (stamps.some((each) => each.faults.some((fault) => fault !== 'unknown-root'))) faults.add('stamp');
  const signed = new Set(checkpoint.signatures.map(({ keyId }) => keyId));
  const keys = [...known.values()].filter(({ id }) => signed.has(id)).map((key) => key.text);
  return { faults: [...faults], origin: checkpoint.origin, size: checkpoint.size, keys, entries, stamps };
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // safe: what is no JSON is no proof
  }
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}
