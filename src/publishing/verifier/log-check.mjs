import { base64url, bytesOfHex, hexOf, HEX64, joined, same, strictBase64, textIn, utf8 } from './basics.mjs';
import { textOf } from './bag-check.mjs';

/** Signatures (c2sp.org/signed-note, tlog-checkpoint), and the proof: entries under a checkpoint, and what was opened of them. */

const SPKI_ED25519 = bytesOfHex('302a300506032b6570032100'); // RFC 8410 §4
const AT_ONCE = 500; // entries, before others may do something

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

/** RFC 9162 §2.1.3.2 */
function isIncluded(leaf, { index, path }, { size, root }, tools) {
  if (index >= size) return false;
  let [at, last, carried] = [index, size - 1, leaf];
  for (const sibling of path) {
    if (last === 0 || sibling?.length !== 32) return false;
    if (at % 2 === 1 || at === last) {
      carried = tools.hash('sha256', '\x01', sibling, carried);
      for (; at % 2 === 0 && at !== 0; at /= 2) last = Math.floor(last / 2);
    } else carried = tools.hash('sha256', '\x01', carried, sibling);
    [at, last] = [Math.floor(at / 2), Math.floor(last / 2)];
  }
  return last === 0 && same(carried, root);
}

function parseEntry(line) {
  const { prev, sd, seq, v } = JSON.parse(line);
  const isOne = v === 1 && Number.isSafeInteger(seq) && seq >= 0 && HEX64.test(prev) && Array.isArray(sd);
  return isOne && JSON.stringify({ prev, sd, seq, v }) === line ? { seq, sd } : undefined;
}

/** The opened fields of one entry of a proof; undefined, and a fault, where one was not in it. */
function openedFields({ line, open }, sd, { faults, tools }) {
  const fields = new Map();
  for (const disclosure of open) {
    const parts = sd.includes(base64url(tools.hash('sha256', disclosure)))
      ? JSON.parse(textIn(strictBase64(disclosure, 'base64url')))
      : [];
    const [salt, name, value] = parts;
    if (parts.length !== 3 || strictBase64(salt, 'base64url')?.length !== 16 || !name || fields.has(name))
      return faults.add('disclosure', 'says what its entry does not have', `entry ${JSON.parse(line).seq}`);
    fields.set(name, value);
  }
  return fields;
}

function checkEntry(each, checkpoint, entries, context) {
  const { faults, tools } = context;
  try {
    const entry = parseEntry(each.line);
    if (entry === undefined || entries.has(entry.seq)) throw new Error('no entry');
    const path = each.inclusion.map((hash) => strictBase64(hash));
    const leaf = tools.hash('sha256', '\x00', each.line);
    if (!isIncluded(leaf, { index: entry.seq, path }, checkpoint, tools)) {
      faults.add('inclusion', 'is not in the log of this checkpoint', `entry ${entry.seq}`);
      return;
    }
    const fields = openedFields(each, entry.sd, context);
    if (fields !== undefined) entries.set(entry.seq, { line: each.line, fields });
  } catch {
    faults.add('entry', 'not an entry of a log, or there twice', String(each?.line).slice(0, 80)); // safe: it is said
  }
}

/** @returns undefined where nothing can be built on it */
export async function checkProof(proof, where, context) {
  const { faults, tools, rest } = context;
  const isOne = proof?.format === 'touchstone/proof' && proof.version === 1;
  if (!isOne || ![proof.keys, proof.entries, proof.stamps].every(Array.isArray))
    return faults.add('proof', 'no proof of version 1', where);
  const checkpoint = parseCheckpoint(proof.checkpoint);
  const keys = proof.keys.map((each) => verifierKey(each, tools));
  if (checkpoint === undefined || keys.includes(undefined))
    return faults.add('checkpoint', 'not a checkpoint, or not keys', where);
  const signers = await signersOf(checkpoint, keys, checkpoint.origin);
  if (signers === undefined) return faults.add('checkpoint', 'not signed by a key of its log, or changed', where);
  const entries = new Map();
  for (const [index, each] of proof.entries.entries()) {
    if (index % AT_ONCE === 0) await rest?.();
    checkEntry(each, checkpoint, entries, context);
  }
  return { checkpoint, keys, signers, entries, stamps: proof.stamps };
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
