import { createHash, createPublicKey, verify } from 'node:crypto';
import type { Clock } from '../base/clock.ts';
import { fromBase64 } from './base64.ts';
import { parseCheckpoint, type Signer } from './signed-note.ts';

/**
 * Cosignatures of checkpoints: c2sp.org/tlog-cosignature, `cosignature/v1` with Ed25519 (signature type 0x04 of
 * c2sp.org/signed-note). Someone outside says: at this time I have seen this checkpoint. They see no more than that.
 */

const TYPE = 0x04;
const KEY_BYTES = 32;
const SIGNATURE_BYTES = 64;
const TIME_BYTES = 8;
const ID_BYTES = 4;
/** SubjectPublicKeyInfo of an Ed25519 key (RFC 8410 §4) up to the key itself. */
const SPKI_ED25519 = Buffer.from('302a300506032b6570032100', 'hex');

export interface Cosignature {
  /** `<name>+<id>+<base64(0x04 ‖ key)>`. */
  readonly key: string;
  /** UTC, ISO 8601, to the second: as the cosigner says. */
  readonly time: string;
}

/** The verifier key with which others can check what `signer` cosigns. */
export function cosignerKey(signer: Signer): string {
  const { name, id, key } = keyOf(signer.key.name, publicKeyOf(signer));
  return `${name}+${id}+${Buffer.concat([Buffer.of(TYPE), key]).toString('base64')}`;
}

/** The note with one more signature line; undefined for what is no checkpoint. */
export function cosigned(note: string, signer: Signer, clock: Clock): string | undefined {
  const checkpoint = parseCheckpoint(note);
  if (checkpoint === undefined) return undefined;
  const seconds = BigInt(Math.floor(Date.parse(clock()) / 1000));
  const time = Buffer.alloc(TIME_BYTES);
  time.writeBigUInt64BE(seconds);
  const { id } = keyOf(signer.key.name, publicKeyOf(signer));
  const signature = signer.sign(messageOf(seconds, checkpoint.message));
  const line = Buffer.concat([Buffer.from(id, 'hex'), time, signature]).toString('base64');
  return `${note}— ${signer.key.name} ${line}\n`;
}

/** What the owner of this key has cosigned in the note; undefined where no signature of theirs is on it, or it does not hold. */
export function cosignatureIn(note: string, verifierKey: string): Cosignature | undefined {
  const checkpoint = parseCheckpoint(note);
  const known = parseCosignerKey(verifierKey);
  if (checkpoint === undefined || known === undefined) return undefined;
  for (const { name, keyId, signature } of checkpoint.signatures) {
    if (name !== known.name || keyId !== known.id || signature.length !== TIME_BYTES + SIGNATURE_BYTES) continue;
    const seconds = Buffer.from(signature).readBigUInt64BE();
    const message = messageOf(seconds, checkpoint.message);
    if (!verify(null, message, ed25519(known.key), signature.subarray(TIME_BYTES))) return undefined;
    const date = new Date(Number(seconds) * 1000);
    return Number.isNaN(date.getTime()) ? undefined : { key: verifierKey, time: date.toISOString() };
  }
  return undefined;
}

interface CosignerKey {
  readonly name: string;
  readonly id: string;
  readonly key: Uint8Array;
}

export function parseCosignerKey(text: string): CosignerKey | undefined {
  const {
    name = '',
    id,
    encoded = '',
  } = /^(?<name>[^\s+]+)\+(?<id>[0-9a-f]{8})\+(?<encoded>[A-Za-z0-9+/=]+)$/.exec(text)?.groups ?? {};
  const tagged = fromBase64(encoded);
  if (tagged?.length !== KEY_BYTES + 1 || tagged[0] !== TYPE) return undefined;
  const known = keyOf(name, tagged.subarray(1));
  return known.id === id ? known : undefined;
}

function keyOf(name: string, key: Uint8Array): CosignerKey {
  const id = createHash('sha256').update(`${name}\n`).update(Buffer.of(TYPE)).update(key).digest('hex');
  return { name, id: id.slice(0, ID_BYTES * 2), key };
}

function publicKeyOf(signer: Signer): Uint8Array {
  const encoded = signer.key.text.split('+').slice(2).join('+');
  return Buffer.from(encoded, 'base64').subarray(1);
}

function messageOf(seconds: bigint, note: Uint8Array): Uint8Array {
  return Buffer.concat([Buffer.from(`cosignature/v1\ntime ${seconds}\n`), note]);
}

function ed25519(key: Uint8Array): ReturnType<typeof createPublicKey> {
  return createPublicKey({ key: Buffer.concat([SPKI_ED25519, key]), format: 'der', type: 'spki' });
}
