import { createHash, randomBytes } from 'node:crypto';
import {
  apply,
  parseCalendarAnswer,
  parseOts,
  printOts,
  type Attestation,
  type Operation,
  type OtsProof,
  type Timestamp,
} from './ots-format.ts';

const SHA1 = 0x02;
const SHA256 = 0x08;
const APPEND = 0xf0;
const PREPEND = 0xf1;
const NONCE_BYTES = 16;

type OtsFault = 'malformed' | 'other-bytes';

/** What one party attests: that the bytes were there, at the latest. */
interface OtsAttestation {
  /**
   * `confirmed`: the block of this height has the proof in it, by its header. `header-missing`: nobody gave that header.
   * `header-differs`: the header that was given does not have it. `pending`: a calendar promises it. `unknown`: of a
   * kind that is not checked here.
   */
  readonly state: 'confirmed' | 'header-missing' | 'header-differs' | 'pending' | 'unknown';
  readonly chain?: 'bitcoin' | 'litecoin' | 'ethereum';
  readonly height?: number;
  /** UTC, ISO 8601: of the block, set by who made it, true to some two hours. */
  readonly time?: string;
  /** Address of the calendar, untrusted. Nothing is ever asked of it without a person. */
  readonly calendar?: string;
  /** Hex: what a calendar is asked about when the proof is to be upgraded. */
  readonly commitment?: string;
}

export interface OtsCheck {
  readonly faults: readonly OtsFault[];
  readonly attestations: readonly OtsAttestation[];
}

/** Headers of Bitcoin blocks, 80 bytes each, by height: from a node or a source that the person trusts. */
export type BlockHeaders = ReadonlyMap<number, Uint8Array>;

/**
 * What a proof attests of these bytes. Whatever it holds, nothing is thrown and nobody is asked.
 *
 * @param bytes what was stamped
 */
export function checkOts(proof: Uint8Array, bytes: Uint8Array, headers: BlockHeaders): OtsCheck {
  let parsed: OtsProof;
  const attestations: OtsAttestation[] = [];
  try {
    parsed = parseOts(proof);
    for (const { attestation, message } of attested(parsed.timestamp, parsed.digest)) {
      attestations.push(judged(attestation, message, headers));
    }
  } catch {
    return { faults: ['malformed'], attestations: [] }; // safe: the parser throws on whatever is no proof
  }
  const digest = digestOf(parsed.hash, bytes);
  if (digest === undefined || !Buffer.from(digest).equals(parsed.digest))
    return { faults: ['other-bytes'], attestations: [] };
  return { faults: [], attestations };
}

/** SHA-1 still holds here: a collision needs two new files, and a time stamp is of one that was there before. */
function digestOf({ tag }: Operation, bytes: Uint8Array): Uint8Array | undefined {
  return tag === SHA1
    ? createHash('sha1').update(bytes).digest()
    : tag === SHA256
      ? createHash('sha256').update(bytes).digest()
      : undefined;
}

function* attested(
  { attestations, branches }: Timestamp,
  message: Uint8Array | undefined,
): Generator<{ readonly attestation: Attestation; readonly message: Uint8Array | undefined }> {
  for (const attestation of attestations) yield { attestation, message };
  for (const { operation, next } of branches) {
    yield* attested(next, message === undefined ? undefined : apply(operation, message));
  }
}

function judged(attestation: Attestation, message: Uint8Array | undefined, headers: BlockHeaders): OtsAttestation {
  const commitment = message === undefined ? {} : { commitment: Buffer.from(message).toString('hex') };
  if (attestation.kind === 'pending') return { state: 'pending', calendar: attestation.calendar, ...commitment };
  if (attestation.kind === 'unknown') return { state: 'unknown' };
  const { kind: chain, height } = attestation;
  if (chain !== 'bitcoin') return { state: 'unknown', chain, height };
  const header = headers.get(height);
  if (header === undefined) return { state: 'header-missing', chain, height };
  const holds = message !== undefined && isMined(header) && Buffer.from(header.subarray(36, 68)).equals(message);
  if (!holds) return { state: 'header-differs', chain, height };
  const seconds = Buffer.from(header).readUInt32LE(68);
  return { state: 'confirmed', chain, height, time: new Date(seconds * 1000).toISOString() };
}

/**
 * A header of 80 bytes whose double SHA-256 is below the target that it names itself: it is one that work went into, not
 * that it is in the longest chain. (Bitcoin developer reference, block headers and target nBits.)
 */
function isMined(header: Uint8Array): boolean {
  if (header.length !== 80) return false;
  const bits = Buffer.from(header).readUInt32LE(72);
  const target = BigInt(bits & 0x007fffff) << BigInt(8 * Math.max(0, (bits >>> 24) - 3));
  const once = createHash('sha256').update(header).digest();
  const hash = createHash('sha256').update(once).digest().toReversed();
  return target > 0n && BigInt(`0x${Buffer.from(hash).toString('hex')}`) <= target;
}

/**
 * Proofs for several digests that lead to one commitment, so that a calendar is asked once and learns nothing about any
 * of them: a nonce follows every digest. The proofs attest nothing until `withAnswer` adds what the calendar said.
 *
 * @param digests SHA-256, 32 bytes each, at least one
 */
export function stampTogether(
  digests: readonly Uint8Array[],
  random: (length: number) => Uint8Array = randomBytes,
): { readonly commitment: Uint8Array; readonly paths: readonly (readonly Operation[])[] } {
  let level = digests.map((digest, index) => {
    const path: Operation[] = [{ tag: APPEND, argument: random(NONCE_BYTES) }, { tag: SHA256 }];
    return { message: along(path, digest), paths: new Map([[index, path]]) };
  });
  while (level.length > 1) {
    const next: typeof level = [];
    for (let at = 0; at < level.length; at += 2) {
      const [left, right] = [level[at], level[at + 1]];
      if (left === undefined || right === undefined) next.push(...(left === undefined ? [] : [left]));
      else next.push(joined(left, right));
    }
    level = next;
  }
  const [root] = level;
  if (root === undefined) throw new RangeError('nothing to stamp');
  return { commitment: root.message, paths: digests.map((_, index) => root.paths.get(index) ?? []) };
}

interface Node {
  readonly message: Uint8Array;
  readonly paths: Map<number, Operation[]>;
}

function joined(left: Node, right: Node): Node {
  const onLeft: Operation[] = [{ tag: APPEND, argument: right.message }, { tag: SHA256 }];
  const onRight: Operation[] = [{ tag: PREPEND, argument: left.message }, { tag: SHA256 }];
  const paths = new Map([
    ...[...left.paths].map(([index, path]): [number, Operation[]] => [index, [...path, ...onLeft]]),
    ...[...right.paths].map(([index, path]): [number, Operation[]] => [index, [...path, ...onRight]]),
  ]);
  return { message: along(onLeft, left.message), paths };
}

function along(path: readonly Operation[], message: Uint8Array): Uint8Array {
  return path.reduce<Uint8Array>((at, operation) => apply(operation, at) ?? at, message);
}

/** A proof for one digest: its path, and what a calendar answered about the commitment. @throws Error where the answer is none */
export function proofWith(digest: Uint8Array, path: readonly Operation[], answer: Uint8Array): Uint8Array {
  const timestamp = path.reduceRight<Timestamp>(
    (next, operation) => ({ attestations: [], branches: [{ operation, next }] }),
    parseCalendarAnswer(answer),
  );
  return printOts({ hash: { tag: SHA256 }, digest, timestamp });
}

/**
 * The proof with a calendar's later answer about one of its commitments put in; the promise stays beside it.
 *
 * @param commitment hex, as `OtsAttestation.commitment`
 * @throws Error where proof or answer are none, or the proof does not lead there
 */
export function upgraded(proof: Uint8Array, commitment: string, answer: Uint8Array): Uint8Array {
  const parsed = parseOts(proof);
  const more = parseCalendarAnswer(answer);
  let found = false;
  const within = (timestamp: Timestamp, message: Uint8Array | undefined): Timestamp => {
    const here = message !== undefined && Buffer.from(message).toString('hex') === commitment.toLowerCase();
    found ||= here;
    const branches = timestamp.branches.map(({ operation, next }) => ({
      operation,
      next: within(next, message === undefined ? undefined : apply(operation, message)),
    }));
    if (!here) return { ...timestamp, branches };
    return {
      attestations: [...timestamp.attestations, ...more.attestations],
      branches: [...branches, ...more.branches],
    };
  };
  const timestamp = within(parsed.timestamp, parsed.digest);
  if (!found) throw new Error('the proof does not lead to that commitment');
  return printOts({ ...parsed, timestamp });
}
