import { base64url, bytesOfHex, hexOf, HEX64, inBase64, joined, same, strictBase64, textIn, utf8 } from './basics.mjs';
import { textOf } from './bag-check.mjs';
import { openProof } from './proof-file.mjs';

/** Signatures (c2sp.org/signed-note, tlog-checkpoint), and the proof: entries under a checkpoint, and what was opened of them. */

const SPKI_ED25519 = bytesOfHex('302a300506032b6570032100'); // RFC 8410 §4
const AT_ONCE = 200; // entries, before others may do something

/** `<name>+<id>+<base64(type ‖ key)>` */
export function verifierKey(text, tools, type = 1) {
  const [, name, id, encoded] = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(String(text)) ?? [];
  const tagged = strictBase64(encoded);
  if (tagged?.length !== 33 || tagged[0] !== type) return undefined;
  if (hexOf(tools.hash('sha256', `${name}\n`, tagged).subarray(0, 4)) !== id) return undefined;
  const spki = joined(SPKI_ED25519, tagged.subarray(1));
  return {
    text,
    name,
    id,
    verifies: async (message, bytes) =>
      bytes.length === 64 && (await tools.verify({ kind: 'ed25519' }, spki, message, bytes)) === true,
  };
}

export function signedNote(note, lines) {
  const end = note.indexOf('\n\n');
  const said = note.slice(0, end).split('\n');
  if (end === -1 || !note.endsWith('\n') || said.length !== lines) return undefined;
  const signatures = note
    .slice(end + 2, -1)
    .split('\n')
    .map((line) => {
      const [, name, encoded] = /^— ([^\s+]+) ([A-Za-z0-9+/=]+)$/.exec(line) ?? [];
      const bytes = strictBase64(encoded);
      return { name, id: bytes && hexOf(bytes.subarray(0, 4)), bytes: bytes?.subarray(4) };
    });
  if (signatures.some(({ bytes }) => bytes === undefined || bytes.length === 0)) return undefined;
  return { said, signatures, message: utf8(note.slice(0, end + 1)) };
}

/** The keys that signed; undefined unless every signature is by a known key of that name, and holds. */
async function signersOf({ signatures, message }, keys, name) {
  const signers = [];
  for (const each of signatures) {
    const key = keys.find(({ id }) => id === each.id);
    const holds = key?.name === name && each.name === name && (await key.verifies(message, each.bytes));
    if (!holds) return undefined;
    signers.push(key);
  }
  return signers;
}

export function parseCheckpoint(text) {
  const note = signedNote(String(text), 3);
  const root = strictBase64(note?.said[2]);
  if (root?.length !== 32 || !/^(0|[1-9]\d{0,14})$/.test(note.said[1])) return undefined;
  return { ...note, origin: note.said[0], size: Number(note.said[1]), root };
}

/**
 * The tree under one checkpoint, as far as proofs have shown it: an entry next to one that was checked has most of its proof
 * in common with it, and only where the two part anything is left to hash.
 */
export class ShownTree {
  #size;
  #root;
  #tools;
  /** By level above the leaves and place in it: the hash, in base64. */
  #known = [];

  constructor({ size, root }, tools) {
    this.#size = size;
    this.#root = root;
    this.#tools = tools;
  }

  /**
   * RFC 9162 §2.1.3.2
   * @param path hashes in base64, nearest sibling first
   */
  includes(leaf, index, path) {
    if (index >= this.#size) return false;
    let carried = leaf;
    const found = [];
    let step = { level: 0, at: index, last: this.#size - 1 };
    for (const sibling of path) {
      if (step.last === 0) return false;
      step = promoted(step);
      const { level, at } = step;
      const known = this.#known[level]?.get(at);
      if (known !== undefined && known === inBase64(carried) && this.#leadsUp(step, path.slice(found.length))) {
        this.#keep(found);
        return true;
      }
      const hash = strictBase64(sibling);
      if (hash?.length !== 32) return false;
      found.push({ level, at, own: carried, sibling });
      carried = this.#tools.hash('sha256', at % 2 === 1 ? joined(INNER, hash, carried) : joined(INNER, carried, hash));
      step = above(step);
    }
    if (step.last !== 0 || !same(carried, this.#root)) return false;
    this.#keep(found);
    return true;
  }

  /** Whether all of the rest of a proof is known already. */
  #leadsUp(from, path) {
    let step = from;
    for (const sibling of path) {
      if (step.last === 0) return false;
      step = promoted(step);
      if (this.#known[step.level]?.get(beside(step.at)) !== sibling) return false;
      step = above(step);
    }
    return step.last === 0;
  }

  #keep(found) {
    for (const { level, at, own, sibling } of found) {
      const nodes = (this.#known[level] ??= new Map());
      nodes.set(at, inBase64(own)).set(beside(at), sibling);
    }
  }
}

const INNER = Uint8Array.of(1);
const beside = (at) => (at % 2 === 0 ? at + 1 : at - 1);
const above = ({ level, at, last }) => ({ level: level + 1, at: Math.floor(at / 2), last: Math.floor(last / 2) });

/** A last node without a sibling stands for itself on the level above. */
function promoted(step) {
  let each = step;
  while (each.at === each.last && each.at % 2 === 0) each = above(each);
  return each;
}

/** A line in its one spelling (docs/formats/ledger.md), as good as all are spelled. */
const LINE = /^\{"prev":"[0-9a-f]{64}","sd":\[(?:"[\w-]+"(?:,"[\w-]+")*)?\],"seq":(0|[1-9]\d{0,14}),"v":1\}$/;

/** Its number, and whether a commitment is in it. */
function parseEntry(line) {
  const [, plain] = LINE.exec(line) ?? [];
  if (plain !== undefined) return { seq: Number(plain), has: (commitment) => line.includes(`"${commitment}"`) };
  const { prev, sd, seq, v } = JSON.parse(line);
  const isOne = v === 1 && Number.isSafeInteger(seq) && seq >= 0 && HEX64.test(prev) && Array.isArray(sd);
  if (!isOne || JSON.stringify({ prev, sd, seq, v }) !== line) return undefined;
  return { seq, has: (commitment) => sd.includes(commitment) };
}

/** The opened fields of one entry of a proof; undefined, and a fault, where one was not in it. */
function openedFields(open, { seq, has }, { faults, tools }) {
  const fields = new Map();
  for (const disclosure of open) {
    const isIn = has(base64url(tools.hash('sha256', disclosure)));
    const parts = isIn ? JSON.parse(textIn(strictBase64(disclosure, 'base64url'))) : [];
    const [salt, name, value] = parts;
    if (parts.length !== 3 || strictBase64(salt, 'base64url')?.length !== 16 || !name || fields.has(name))
      return faults.add('disclosure', 'says what its entry does not have', `entry ${seq}`);
    fields.set(name, value);
  }
  return fields;
}

function checkEntry(each, tree, entries, context) {
  const { faults, tools } = context;
  try {
    const entry = parseEntry(each.line);
    if (entry === undefined || entries.has(entry.seq) || !Array.isArray(each.inclusion)) throw new Error('no entry');
    const leaf = tools.hash('sha256', `\0${each.line}`);
    if (!tree.includes(leaf, entry.seq, each.inclusion)) {
      faults.add('inclusion', 'is not in the log of this checkpoint', `entry ${entry.seq}`);
      return;
    }
    const fields = openedFields(each.open, entry, context);
    if (fields !== undefined) entries.set(entry.seq, { leaf: inBase64(leaf), fields });
  } catch {
    faults.add('entry', 'not an entry of a log, or there twice', String(each?.line).slice(0, 80)); // safe: it is said
  }
}

/**
 * @param bytes of the file
 * @returns `entries` by number: the hash of the line, and what was opened; undefined where nothing can be built on it
 */
export async function checkProof(bytes, where, context) {
  const { faults, tools } = context;
  let opened;
  try {
    opened = openProof(bytes);
  } catch {
    return faults.add('publication', 'not JSON', where); // safe: it is said
  }
  const { proof, entries: listed } = opened;
  const isOne = proof?.format === 'touchstone/proof' && proof.version === 1;
  if (!isOne || listed === undefined || ![proof.keys, proof.stamps].every(Array.isArray))
    return faults.add('proof', 'no proof of version 1', where);
  const checkpoint = parseCheckpoint(proof.checkpoint);
  const keys = proof.keys.map((each) => verifierKey(each, tools));
  if (checkpoint === undefined || keys.includes(undefined))
    return faults.add('checkpoint', 'not a checkpoint, or not keys', where);
  const signers = await signersOf(checkpoint, keys, checkpoint.origin);
  if (signers === undefined) return faults.add('checkpoint', 'not signed by a key of its log, or changed', where);
  const entries = new Map();
  const tree = new ShownTree(checkpoint, tools);
  let count = 0;
  try {
    for (const each of listed) {
      if (count++ % AT_ONCE === 0) await tools.rest?.();
      checkEntry(each, tree, entries, context);
    }
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error; // whoever checks stops it
    return faults.add('publication', 'not JSON', where);
  }
  return { checkpoint, text: proof.checkpoint, keys, signers, entries, stamps: proof.stamps };
}

/** signature.txt: whoever signs is, by an entry of the log, one of its keys. */
export async function checkSignature(context, manifest, proof) {
  const { faults } = context;
  const note = signedNote(await textOf(context, 'signature.txt'), 3);
  const origin = proof.checkpoint.origin;
  const where = 'signature.txt';
  if (note?.said[0] !== 'touchstone/package/v1') return faults.add('signature', 'no signature of a package', where);
  if (note.said[1] !== origin) return faults.add('signature', 'made for another log than that of the proof', where);
  if (note.said[2] !== manifest)
    return faults.add('signature', 'signs another list of files: something was changed after it was signed', where);
  const signers = await signersOf(note, proof.keys, origin);
  if (signers === undefined)
    return faults.add('signature', 'does not hold, or is by a key that is none of the log', where);
  const added = [...proof.entries.values()].filter(({ fields }) => fields.get('kind') === 'key-added');
  if (!signers.every(({ text }) => added.some(({ fields }) => fields.get('key') === text)))
    return faults.add('key', 'signed with a key that no entry of the log adds', where);
  return signers.map(({ text }) => text);
}
