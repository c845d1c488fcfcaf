import { hash as digest } from 'node:crypto';
import { isInstant, type Instant } from '../base/clock.ts';
import { canonicalJson, parseCanonicalJson } from '../base/canonical-json.ts';
import type { Json } from '../base/json.ts';
import { base64url, fromBase64url } from './base64.ts';
import { commitmentOf, PADDING, readDisclosure, type Disclosure } from './disclosure.ts';
import { damaged } from './ledger-problems.ts';

/*
 * The two lines of one act (docs/formats/ledger.md): the entry, which is hashed, chained and proved and tells nothing;
 * and its opening, which stays in the case.
 */

const ENTRY_VERSION = 1;

/** What the first entry names as the one before it. */
export const NO_ENTRY = '0'.repeat(64);

export interface Entry {
  readonly seq: number;
  /** SHA-256 of the line before, in hex. */
  readonly prev: string;
  readonly commitments: readonly string[];
}

export interface Opening {
  readonly seq: number;
  /** The id of the key that signed, as in keys.txt. */
  readonly key: string;
  readonly signature: Uint8Array;
  readonly disclosures: readonly Disclosure[];
}

/** One act as it was signed. */
export interface OpenedEntry {
  readonly seq: number;
  /** SHA-256 of the entry’s line, in hex. */
  readonly hash: string;
  readonly kind: string;
  readonly at: Instant;
  readonly actor: string;
  /** The root, in base64, of the checkpoint that covers exactly the entries before this one, where one was signed. */
  readonly checkpoint?: string;
  readonly fields: Readonly<Record<string, Json>>;
}

export function printEntry(entry: Entry): string {
  return canonicalJson({ v: ENTRY_VERSION, seq: entry.seq, prev: entry.prev, sd: entry.commitments });
}

export function printOpening(opening: Opening): string {
  return canonicalJson({
    seq: opening.seq,
    key: opening.key,
    sig: base64url(opening.signature),
    open: opening.disclosures,
  });
}

/** Undefined for what is not an entry of this version, byte for byte. */
export function parseEntry(line: string): Entry | undefined {
  const value = objectOf(line, 4);
  if (value?.['v'] !== ENTRY_VERSION) return undefined;
  const { seq, prev, sd } = value as Partial<Record<string, Json>>;
  if (!isSeq(seq) || typeof prev !== 'string' || !/^[0-9a-f]{64}$/.test(prev)) return undefined;
  const commitments = stringsOf(sd);
  if (!commitments || commitments.some((c, i) => c.length !== 43 || (commitments[i - 1] ?? '') >= c)) return undefined;
  return { seq, prev, commitments };
}

/** Whether a line that `parseEntry` refuses is an entry of a later version. */
export function isNewerEntry(line: string): boolean {
  const version = objectOf(line)?.['v'];
  return typeof version === 'number' && version > ENTRY_VERSION;
}

/** Undefined for what is not an opening, byte for byte. */
export function parseOpening(line: string): Opening | undefined {
  const value = objectOf(line, 4);
  const { seq, key, sig, open } = (value ?? {}) as Partial<Record<string, Json>>;
  const signature = typeof sig === 'string' ? fromBase64url(sig) : undefined;
  const disclosures = stringsOf(open);
  if (!isSeq(seq) || typeof key !== 'string' || !signature || !disclosures) return undefined;
  return { seq, key, signature, disclosures };
}

/** What is signed for an entry: bound to its log, and like nothing else that a key of the house signs. */
export function entryMessage(origin: string, line: Uint8Array): Uint8Array {
  return Buffer.concat([Buffer.from(`touchstone/ledger-entry/v1\n${origin}\n`), line]);
}

/**
 * The fields of an entry, or a sentence on why `opening` does not open it: every disclosure must hash to the
 * commitment in its place.
 */
export function openFields(entry: Entry, opening: Opening): ReadonlyMap<string, Json> | string {
  const { commitments } = entry;
  const { disclosures } = opening;
  if (disclosures.length !== commitments.length) {
    return `it commits to ${commitments.length} fields and ${disclosures.length} are opened`;
  }
  const fields = new Map<string, Json>();
  for (const [i, disclosure] of disclosures.entries()) {
    if (commitmentOf(disclosure) !== commitments[i]) return `opening ${i} does not match its commitment`;
    const field = readDisclosure(disclosure);
    if (!field) return `opening ${i} is no disclosure`;
    if (field.name === PADDING) continue;
    if (fields.has(field.name)) return 'it opens one field twice';
    fields.set(field.name, field.value);
  }
  return fields;
}

/** The act that the fields tell of; undefined if one that every act has is missing or misspelt. */
export function openedEntry(seq: number, hash: string, all: ReadonlyMap<string, Json>): OpenedEntry | undefined {
  const { kind, at, day, actor, checkpoint, ...fields } = Object.fromEntries(all);
  if (typeof kind !== 'string' || typeof actor !== 'string' || typeof at !== 'string' || !isInstant(at))
    return undefined;
  if (checkpoint !== undefined && typeof checkpoint !== 'string') return undefined;
  const before = checkpoint === undefined ? {} : { checkpoint };
  return day === dayOf(at) ? { seq, hash, kind, at, actor, ...before, fields } : undefined;
}

/** The act on two lines that stand at `seq`. @throws Problem `case-damaged` if the one does not open the other */
export function openLines(seq: number, line: Buffer, openingLine: Buffer | undefined): OpenedEntry {
  const entry = parseEntry(line.toString());
  const opening = openingLine && parseOpening(openingLine.toString());
  if (!entry || !opening || entry.seq !== seq || opening.seq !== seq) throw damaged(`Entry ${seq} cannot be read.`);
  const fields = openFields(entry, opening);
  const act = typeof fields === 'string' ? undefined : openedEntry(seq, digest('sha256', line, 'hex'), fields);
  if (!act) throw damaged(`Entry ${seq} does not match its opening.`);
  return act;
}

export function dayOf(at: Instant): string {
  return at.slice(0, 10);
}

function objectOf(line: string, names?: number): Readonly<Record<string, Json>> | undefined {
  const value = parseCanonicalJson(line);
  if (typeof value !== 'object' || value === null || isList(value)) return undefined;
  return names === undefined || Object.keys(value).length === names ? value : undefined;
}

function stringsOf(value: Json | undefined): readonly string[] | undefined {
  if (value === undefined || !isList(value)) return undefined;
  return value.every((item) => typeof item === 'string') ? value : undefined;
}

/** `Array.isArray` does not narrow a read-only list. */
function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

function isSeq(value: Json | undefined): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}
