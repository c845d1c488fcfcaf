import { createHash, createPublicKey, verify, type KeyObject } from 'node:crypto';
import { fromBase64 } from './base64.ts';

/*
 * Signed notes (c2sp.org/signed-note) and checkpoints (c2sp.org/tlog-checkpoint), with Ed25519 (signature type 0x01).
 */

const ED25519_TYPE = 0x01;
const ED25519_KEY_BYTES = 32;
const ED25519_SIGNATURE_BYTES = 64;
const KEY_ID_BYTES = 4;
/** SubjectPublicKeyInfo of an Ed25519 key (RFC 8410 §4) up to the 32 bytes of the key itself. */
const SPKI_ED25519 = Buffer.from('302a300506032b6570032100', 'hex');

/** Who can have signed. `text` is the C2SP verifier key `<name>+<id>+<base64(0x01 ‖ key)>`. */
export interface VerifierKey {
  readonly text: string;
  readonly name: string;
  /** Eight hex digits: the first four bytes of SHA-256(name ‖ 0x0A ‖ 0x01 ‖ key). */
  readonly id: string;
  verifies(message: Uint8Array, signature: Uint8Array): boolean;
}

/** What can sign in one case. */
export interface Signer {
  readonly key: VerifierKey;
  /** Ed25519 (RFC 8032), 64 bytes. */
  sign(message: Uint8Array): Uint8Array;
}

export interface Checkpoint {
  readonly origin: string;
  readonly size: number;
  readonly root: Uint8Array;
}

/** `publicKey`: the 32 bytes of RFC 8032. */
export function verifierKey(name: string, publicKey: Uint8Array): VerifierKey {
  const tagged = Buffer.concat([Buffer.of(ED25519_TYPE), publicKey]);
  const id = createHash('sha256')
    .update(`${name}\n`)
    .update(tagged)
    .digest('hex')
    .slice(0, KEY_ID_BYTES * 2);
  const key: KeyObject = createPublicKey({
    key: Buffer.concat([SPKI_ED25519, publicKey]),
    format: 'der',
    type: 'spki',
  });
  return {
    text: `${name}+${id}+${tagged.toString('base64')}`,
    name,
    id,
    verifies: (message, signature) =>
      signature.length === ED25519_SIGNATURE_BYTES && verify(null, message, key, signature),
  };
}

/** Undefined for what is no Ed25519 verifier key, or one whose id is not that of its key. */
export function parseVerifierKey(text: string): VerifierKey | undefined {
  const [, name, id, encoded] = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(text) ?? [];
  if (name === undefined || encoded === undefined) return undefined;
  const tagged = fromBase64(encoded);
  if (tagged?.length !== ED25519_KEY_BYTES + 1 || tagged[0] !== ED25519_TYPE) return undefined;
  const key = verifierKey(name, tagged.subarray(1));
  return key.id === id ? key : undefined;
}

/** The checkpoint as a signed note with one signature line. */
export function signCheckpoint(checkpoint: Checkpoint, signer: Signer): string {
  const text = `${checkpoint.origin}\n${checkpoint.size}\n${Buffer.from(checkpoint.root).toString('base64')}\n`;
  return signNote(text, signer);
}

/** A signed note with one signature line. `text` ends in a newline and has no empty line. */
export function signNote(text: string, signer: Signer): string {
  const signature = Buffer.concat([Buffer.from(signer.key.id, 'hex'), signer.sign(Buffer.from(text))]);
  return `${text}\n— ${signer.key.name} ${signature.toString('base64')}\n`;
}

export interface SignedCheckpoint extends Checkpoint {
  readonly signatures: readonly { readonly name: string; readonly keyId: string; readonly signature: Uint8Array }[];
  /** What was signed. */
  readonly message: Uint8Array;
}

/** Undefined for what is not, byte for byte, a checkpoint of this version: no extension lines, at least one signature. */
export function parseCheckpoint(note: string): SignedCheckpoint | undefined {
  const end = note.indexOf('\n\n');
  if (end === -1 || !note.endsWith('\n')) return undefined;
  const [origin, sizeText, rootText, ...more] = note.slice(0, end).split('\n');
  if (!origin || sizeText === undefined || rootText === undefined || more.length > 0) return undefined;
  const root = fromBase64(rootText);
  const size = /^(0|[1-9]\d{0,14})$/.test(sizeText) ? Number(sizeText) : undefined;
  if (root?.length !== 32 || size === undefined) return undefined;
  const signatures: SignedCheckpoint['signatures'][number][] = [];
  for (const line of note.slice(end + 2, -1).split('\n')) {
    const [, name, encoded] = /^— ([^\s+]+) ([A-Za-z0-9+/=]+)$/.exec(line) ?? [];
    const bytes = encoded === undefined ? undefined : fromBase64(encoded);
    if (name === undefined || bytes === undefined || bytes.length <= KEY_ID_BYTES) return undefined;
    signatures.push({
      name,
      keyId: bytes.toString('hex', 0, KEY_ID_BYTES),
      signature: bytes.subarray(KEY_ID_BYTES),
    });
  }
  return { origin, size, root, signatures, message: Buffer.from(note.slice(0, end + 1)) };
}

/** Whether every signature is by one of `keys` and holds. */
export function checkpointHolds(checkpoint: SignedCheckpoint, keys: ReadonlyMap<string, VerifierKey>): boolean {
  return checkpoint.signatures.every(({ name, keyId, signature }) => {
    const key = keys.get(keyId);
    return key?.name === name && key.verifies(checkpoint.message, signature);
  });
}
