import { createHash, getHashes } from 'node:crypto';

/**
 * OpenTimestamps proofs (opentimestamps.org; the format is that of python-opentimestamps, `core/timestamp.py` and
 * `core/serialize.py`): a tree of operations that leads from the hash of a file to what others attest.
 */

/** `.ots` files begin with it. */
const MAGIC = Buffer.concat([
  Buffer.from('\0OpenTimestamps\0\0Proof\0', 'latin1'),
  Buffer.from('bf89e2e884e89294', 'hex'),
]);
const VERSION = 1;
const LONGEST_MESSAGE = 4096; // bytes of a message, and of what is put before or behind it
const LONGEST_ATTESTATION = 8192;
const LONGEST_ADDRESS = 1000;
const DEEPEST = 256;
const FORK = 0xff;
const ATTESTED = 0x00;

const UNARY: ReadonlyMap<number, string> = new Map([
  [0x02, 'sha1'],
  [0x03, 'ripemd160'],
  [0x08, 'sha256'],
  [0x67, 'keccak256'],
  [0xf2, 'reverse'],
  [0xf3, 'hexlify'],
]);
const BINARY: ReadonlyMap<number, string> = new Map([
  [0xf0, 'append'],
  [0xf1, 'prepend'],
]);
/** Bytes of a digest, of the operations that a proof may begin with. */
const DIGESTS: ReadonlyMap<number, number> = new Map([
  [0x02, 20],
  [0x03, 20],
  [0x08, 32],
  [0x67, 32],
]);

const PENDING = '83dfe30d2ef90c8e';
const CHAINS: ReadonlyMap<string, 'bitcoin' | 'litecoin' | 'ethereum'> = new Map([
  ['0588960d73d71901', 'bitcoin'],
  ['06869a0d73d71b45', 'litecoin'],
  ['30fe8087b5c7ead7', 'ethereum'],
]);

export interface Operation {
  readonly tag: number;
  /** Of those that take one. */
  readonly argument?: Uint8Array;
}

export type Attestation =
  | { readonly kind: 'pending'; readonly calendar: string; readonly payload: Uint8Array }
  | {
      readonly kind: 'bitcoin' | 'litecoin' | 'ethereum';
      readonly height: number;
      readonly payload: Uint8Array;
    }
  | { readonly kind: 'unknown'; readonly tag: string; readonly payload: Uint8Array };

/** What follows from a message: attestations of it, and operations that lead to other messages. */
export interface Timestamp {
  readonly attestations: readonly Attestation[];
  readonly branches: readonly { readonly operation: Operation; readonly next: Timestamp }[];
}

export interface OtsProof {
  /** How the file was hashed. */
  readonly hash: Operation;
  readonly digest: Uint8Array;
  readonly timestamp: Timestamp;
}

/** @throws Error for whatever is no proof of version 1 */
export function parseOts(bytes: Uint8Array): OtsProof {
  const reader = readerOf(bytes);
  if (!Buffer.from(reader.take(MAGIC.length)).equals(MAGIC)) throw new Error('no OpenTimestamps proof');
  if (reader.number() !== VERSION) throw new Error('another version');
  const hash = { tag: reader.byte() };
  const length = DIGESTS.get(hash.tag);
  if (length === undefined) throw new Error('a digest of an unknown kind');
  const digest = reader.take(length);
  const timestamp = parseTimestamp(reader, DEEPEST);
  reader.end();
  return { hash, digest, timestamp };
}

export function printOts({ hash, digest, timestamp }: OtsProof): Uint8Array {
  return Buffer.concat([MAGIC, numberBytes(VERSION), Buffer.of(hash.tag), digest, printTimestamp(timestamp)]);
}

/** As a calendar answers: the tree alone. @throws Error */
export function parseCalendarAnswer(bytes: Uint8Array): Timestamp {
  const reader = readerOf(bytes);
  const timestamp = parseTimestamp(reader, DEEPEST);
  reader.end();
  return timestamp;
}

/** What an operation makes of a message; undefined where this machine does not know its hash. @throws Error past the longest message */
export function apply({ tag, argument }: Operation, message: Uint8Array): Uint8Array | undefined {
  const name = UNARY.get(tag) ?? BINARY.get(tag);
  const result = resultOf(name, message, argument ?? Buffer.alloc(0));
  if (result !== undefined && result.length > LONGEST_MESSAGE) throw new Error('a message that is too long');
  return result;
}

function resultOf(name: string | undefined, message: Uint8Array, argument: Uint8Array): Uint8Array | undefined {
  if (name === 'append') return Buffer.concat([message, argument]);
  if (name === 'prepend') return Buffer.concat([argument, message]);
  if (name === 'reverse') return message.toReversed();
  if (name === 'hexlify') return Buffer.from(Buffer.from(message).toString('hex'));
  return name !== undefined && getHashes().includes(name) ? createHash(name).update(message).digest() : undefined;
}

function parseTimestamp(reader: Reader, depth: number): Timestamp {
  if (depth === 0) throw new Error('a proof that is too deep');
  const attestations: Attestation[] = [];
  const branches: { readonly operation: Operation; readonly next: Timestamp }[] = [];
  for (;;) {
    const tag = reader.byte();
    const more = tag === FORK;
    const own = more ? reader.byte() : tag;
    if (own === ATTESTED) attestations.push(parseAttestation(reader));
    else {
      const operation = parseOperation(own, reader);
      branches.push({ operation, next: parseTimestamp(reader, depth - 1) });
    }
    if (!more) return { attestations, branches };
  }
}

function parseOperation(tag: number, reader: Reader): Operation {
  if (UNARY.has(tag)) return { tag };
  if (BINARY.has(tag)) return { tag, argument: reader.bytes(1, LONGEST_MESSAGE) };
  throw new Error('an unknown operation');
}

function parseAttestation(reader: Reader): Attestation {
  const tag = Buffer.from(reader.take(8)).toString('hex');
  const payload = reader.bytes(0, LONGEST_ATTESTATION);
  const own = readerOf(payload);
  if (tag === PENDING) {
    const address = Buffer.from(own.bytes(0, LONGEST_ADDRESS)).toString('latin1');
    own.end();
    if (!/^[\w.\-/:]*$/.test(address)) throw new Error('an address with odd characters');
    return { kind: 'pending', calendar: address, payload };
  }
  const chain = CHAINS.get(tag);
  if (chain === undefined) return { kind: 'unknown', tag, payload };
  const height = own.number();
  own.end();
  return { kind: chain, height, payload };
}

function printTimestamp({ attestations, branches }: Timestamp): Uint8Array {
  const parts = [
    ...attestations.map((each) => Buffer.concat([Buffer.of(ATTESTED), printAttestation(each)])),
    ...branches.map(({ operation, next }) => Buffer.concat([printOperation(operation), printTimestamp(next)])),
  ];
  return Buffer.concat(parts.flatMap((part, index) => (index < parts.length - 1 ? [Buffer.of(FORK), part] : [part])));
}

function printOperation({ tag, argument }: Operation): Uint8Array {
  return argument === undefined ? Buffer.of(tag) : Buffer.concat([Buffer.of(tag), varbytes(argument)]);
}

function printAttestation(attestation: Attestation): Uint8Array {
  const tag =
    attestation.kind === 'pending'
      ? PENDING
      : attestation.kind === 'unknown'
        ? attestation.tag
        : ([...CHAINS].find(([, name]) => name === attestation.kind)?.[0] ?? '');
  return Buffer.concat([Buffer.from(tag, 'hex'), varbytes(attestation.payload)]);
}

function varbytes(bytes: Uint8Array): Uint8Array {
  return Buffer.concat([numberBytes(bytes.length), bytes]);
}

/** Little-endian base 128, as LEB128. */
function numberBytes(value: number): Uint8Array {
  const bytes: number[] = [];
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return Buffer.from([...bytes, rest]);
    bytes.push((rest % 128) + 128);
  }
}

interface Reader {
  take(length: number): Uint8Array;
  byte(): number;
  number(): number;
  bytes(least: number, most: number): Uint8Array;
  end(): void;
}

function readerOf(bytes: Uint8Array): Reader {
  let at = 0;
  const take = (length: number): Uint8Array => {
    if (at + length > bytes.length) throw new Error('the proof ends too early');
    at += length;
    return bytes.subarray(at - length, at);
  };
  const byte = (): number => take(1)[0] ?? 0;
  const number = (): number => {
    let value = 0;
    for (let factor = 1; factor <= 128 ** 6; factor *= 128) {
      const next = byte();
      value += (next % 128) * factor;
      if (next < 128) return value;
    }
    throw new Error('a number that is too large');
  };
  return {
    take,
    byte,
    number,
    bytes(least, most) {
      const length = number();
      if (length < least || length > most) throw new Error('a stretch of bytes that is too long or too short');
      return take(length);
    },
    end() {
      if (at !== bytes.length) throw new Error('something follows the end');
    },
  };
}
