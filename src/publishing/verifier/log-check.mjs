import * as crypto from 'node:crypto';
import { HEX64, sha256, sha256Hex, strictBase64 } from './basics.mjs';
import { textOf } from './bag-check.mjs';

/** Signatures (c2sp.org/signed-note, tlog-checkpoint), and the proof: entries under a checkpoint, and what was opened of them. */

const SPKI_ED25519 = Buffer.from('302a300506032b6570032100', 'hex'); // RFC 8410 §4

/** `<name>+<id>+<base64(type ‖ key)>` */
export function verifierKey(text, type = 1) {
  const [, name, id, encoded] = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(String(text)) ?? [];
  const tagged = strictBase64(encoded);
  if (tagged?.length !== 33 || tagged[0] !== type) return undefined;
  if (sha256Hex(`${name}\n`, tagged).slice(0, 8) !== id) return undefined;
  const key = crypto.createPublicKey({
    key: Buffer.concat([SPKI_ED25519, tagged.subarray(1)]),
    format: 'der',
    type: 'spki',
  });
  return {
    text,
    name,
    id,
    verifies: (message, bytes) => bytes.length === 64 && crypto.verify(null, message, key, bytes),
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
      return { name, id: bytes?.toString('hex', 0, 4), bytes: bytes?.subarray(4) };
    });
  if (signatures.some(({ bytes }) => bytes === undefined || bytes.length === 0)) return undefined;
  return { said, signatures, message: Buffer.from(note.slice(0, end + 1)) };
}

/** The keys that signed; undefined unless every signature is by a known key of that name, and holds. */
function signersOf({ signatures, message }, keys, name) {
  const signers = signatures.map((each) => {
    const key = keys.find(({ id }) => id === each.id);
    return key?.name === name && each.name === name && key.verifies(message, each.bytes) ? key : undefined;
  });
  return signers.includes(undefined) ? undefined : signers;
}

export function parseCheckpoint(text) {
  const note = signedNote(String(text), 3);
  const root = strictBase64(note?.said[2]);
  if (root?.length !== 32 || !/^(0|[1-9]\d{0,14})$/.test(note.said[1])) return undefined;
  return { ...note, origin: note.said[0], size: Number(note.said[1]), root };
}

/** RFC 9162 §2.1.3.2 */
function isIncluded(leaf, index, size, path, root) {
  if (index >= size) return false;
  let [at, last, carried] = [index, size - 1, leaf];
  for (const sibling of path) {
    if (last === 0 || sibling?.length !== 32) return false;
    if (at % 2 === 1 || at === last) {
      carried = sha256('\x01', sibling, carried);
      for (; at % 2 === 0 && at !== 0; at /= 2) last = Math.floor(last / 2);
    } else carried = sha256('\x01', carried, sibling);
    [at, last] = [Math.floor(at / 2), Math.floor(last / 2)];
  }
  return last === 0 && carried.equals(root);
}

function parseEntry(line) {
  const { prev, sd, seq, v } = JSON.parse(line);
  const isOne = v === 1 && Number.isSafeInteger(seq) && seq >= 0 && HEX64.test(prev) && Array.isArray(sd);
  return isOne && JSON.stringify({ prev, sd, seq, v }) === line ? { seq, sd } : undefined;
}

/** The opened fields of one entry of a proof; undefined, and a fault, where one was not in it. */
function openedFields({ line, open }, sd, faults) {
  const fields = new Map();
  for (const disclosure of open) {
    const parts = sd.includes(sha256(disclosure).toString('base64url'))
      ? JSON.parse(strictBase64(disclosure, 'base64url'))
      : [];
    const [salt, name, value] = parts;
    if (parts.length !== 3 || strictBase64(salt, 'base64url')?.length !== 16 || !name || fields.has(name))
      return faults.add('disclosure', 'says what its entry does not have', `entry ${JSON.parse(line).seq}`);
    fields.set(name, value);
  }
  return fields;
}

/** @returns undefined where nothing can be built on it */
export function checkProof(proof, where, faults) {
  const isOne = proof?.format === 'touchstone/proof' && proof.version === 1;
  if (!isOne || ![proof.keys, proof.entries, proof.stamps].every(Array.isArray))
    return faults.add('proof', 'no proof of version 1', where);
  const checkpoint = parseCheckpoint(proof.checkpoint);
  const keys = proof.keys.map((each) => verifierKey(each));
  if (checkpoint === undefined || keys.includes(undefined))
    return faults.add('checkpoint', 'not a checkpoint, or not keys', where);
  const signers = signersOf(checkpoint, keys, checkpoint.origin);
  if (signers === undefined) return faults.add('checkpoint', 'not signed by a key of its log, or changed', where);
  const entries = new Map();
  for (const each of proof.entries) {
    try {
      const entry = parseEntry(each.line);
      if (entry === undefined || entries.has(entry.seq)) throw new Error('no entry');
      const path = each.inclusion.map((hash) => strictBase64(hash));
      const leaf = sha256('\x00', each.line);
      if (!isIncluded(leaf, entry.seq, checkpoint.size, path, checkpoint.root))
        faults.add('inclusion', 'is not in the log of this checkpoint', `entry ${entry.seq}`);
      else {
        const fields = openedFields(each, entry.sd, faults);
        if (fields !== undefined) entries.set(entry.seq, { line: each.line, fields });
      }
    } catch {
      faults.add('entry', 'not an entry of a log, or there twice', String(each?.line).slice(0, 80)); // safe: it is said
    }
  }
  return { checkpoint, keys, signers, entries, stamps: proof.stamps };
}

/** signature.txt: whoever signs is, by an entry of the log, one of its keys. */
export function checkSignature(root, manifest, proof, faults) {
  const note = signedNote(textOf(root, 'signature.txt', faults), 3);
  const origin = proof.checkpoint.origin;
  const where = 'signature.txt';
  if (note?.said[0] !== 'touchstone/package/v1') return faults.add('signature', 'no signature of a package', where);
  if (note.said[1] !== origin) return faults.add('signature', 'made for another log than that of the proof', where);
  if (note.said[2] !== manifest)
    return faults.add('signature', 'signs another list of files: something was changed after it was signed', where);
  const signers = signersOf(note, proof.keys, origin);
  if (signers === undefined)
    return faults.add('signature', 'does not hold, or is by a key that is none of the log', where);
  const added = [...proof.entries.values()].filter(({ fields }) => fields.get('kind') === 'key-added');
  if (!signers.every(({ text }) => added.some(({ fields }) => fields.get('key') === text)))
    return faults.add('key', 'signed with a key that no entry of the log adds', where);
  return signers.map(({ text }) => text);
}
