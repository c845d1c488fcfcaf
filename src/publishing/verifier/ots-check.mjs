import { hexOf, joined, same, utf8 } from './basics.mjs';

/** OpenTimestamps proofs: to which Merkle roots of Bitcoin blocks they lead, and what a header that is given says of it. */

const OTS_MAGIC = '004f70656e54696d657374616d7073000050726f6f6600bf89e2e884e8929401';
const OTS_BITCOIN = '0588960d73d71901';
const OTS_OPERATIONS = new Map([
  [0x02, (message, _, tools) => tools.hash('sha1', message)],
  [0x03, (message, _, tools) => tools.hash('ripemd160', message)],
  [0x08, (message, _, tools) => tools.hash('sha256', message)],
  [0x67, () => undefined], // keccak256, which is not here
  [0xf0, (message, argument) => joined(message, argument)],
  [0xf1, (message, argument) => joined(argument, message)],
  [0xf2, (message) => message.toReversed()],
  [0xf3, (message) => utf8(hexOf(message))],
]);

/** What is there is taken from its beginning. @throws Error where it ends too early */
class Taken {
  #bytes;
  at = 0;

  constructor(bytes) {
    this.#bytes = bytes;
  }

  get isAtEnd() {
    return this.at === this.#bytes.length;
  }

  some(length) {
    if (this.at + length > this.#bytes.length) throw new Error('ends too early');
    return this.#bytes.subarray(this.at, (this.at += length));
  }

  number() {
    let value = 0;
    for (let factor = 1; factor <= 128 ** 6; factor *= 128) {
      const [next] = this.some(1);
      value += (next % 128) * factor;
      if (next < 128) return value;
    }
    throw new Error('a number that is too large');
  }
}

/** Every attestation of a Bitcoin block, with the Merkle root that it must have. */
function attestedBlocks(taken, digest, tools) {
  const blocks = [];
  // Undefined is what follows from a hash that is not known here: it is read on.
  const apply = (tag, message) => {
    const argument = tag === 0xf0 || tag === 0xf1 ? taken.some(taken.number()) : undefined;
    if (!OTS_OPERATIONS.has(tag)) throw new Error('an operation that there is not');
    return message && OTS_OPERATIONS.get(tag)(message, argument, tools);
  };
  const attest = (message) => {
    const kind = hexOf(taken.some(8));
    const end = taken.number() + taken.at;
    const height = kind === OTS_BITCOIN ? taken.number() : undefined;
    if (height !== undefined && taken.at !== end) throw new Error('something follows the height');
    if (height !== undefined && message !== undefined && message.length !== 32) throw new Error('no Merkle root');
    if (height !== undefined) blocks.push({ height, root: message });
    taken.some(end - taken.at);
  };
  const follow = (message, depth) => {
    if (depth > 256 || message?.length > 4096) throw new Error('too deep, or too long');
    for (let more = true; more;) {
      let [tag] = taken.some(1);
      more = tag === 0xff;
      if (more) [tag] = taken.some(1);
      if (tag === 0) attest(message);
      else follow(apply(tag, message), depth + 1);
    }
  };
  follow(digest, 0);
  return blocks;
}

/** Its double SHA-256 is below the target that it names: work went into it (Bitcoin developer reference, target nBits). */
function isMined(header, tools) {
  const bits = new DataView(header.buffer, header.byteOffset).getUint32(72, true);
  const target = BigInt(bits & 0x007fffff) << BigInt(8 * Math.max(0, (bits >>> 24) - 3));
  const hash = tools.hash('sha256', tools.hash('sha256', header)).toReversed();
  return target > 0n && BigInt(`0x${hexOf(hash)}`) <= target;
}

/** Without `isConfirmed` where nobody gave its header; without `merkleRoot` where a hash on the way is not known here. */
function judgedBlock({ height, root }, headers, tools) {
  if (root === undefined) return { height };
  const block = { height, merkleRoot: hexOf(root.toReversed()) };
  const header = headers.get(height);
  if (header === undefined) return block;
  const isConfirmed = isMined(header, tools) && same(header.subarray(36, 68), root);
  if (!isConfirmed) return { ...block, isConfirmed };
  const seconds = new DataView(header.buffer, header.byteOffset).getUint32(68, true);
  return { ...block, isConfirmed, time: new Date(seconds * 1000).toISOString() };
}

/** @throws Error for what is no proof */
export function checkOpenTimestamps(proof, bytes, headers, tools) {
  const taken = new Taken(proof);
  if (hexOf(taken.some(OTS_MAGIC.length / 2)) !== OTS_MAGIC) throw new Error('no OpenTimestamps proof');
  const [hash] = taken.some(1);
  const digest = hash === 0x08 || hash === 0x02 ? tools.hash(hash === 0x08 ? 'sha256' : 'sha1', bytes) : undefined;
  if (digest === undefined || !same(taken.some(digest.length), digest)) return { faults: ['other-bytes'], blocks: [] };
  const blocks = attestedBlocks(taken, digest, tools).map((block) => judgedBlock(block, headers, tools));
  if (!taken.isAtEnd) throw new Error('something follows the end');
  return { faults: blocks.some(({ isConfirmed }) => isConfirmed === false) ? ['block-differs'] : [], blocks };
}

/** Headers of Bitcoin blocks, a line each: height and 80 bytes in hex. @throws Error for another line */
export function headersIn(text) {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  return new Map(
    lines.map((line) => {
      const [, height, header] = /^\s*(\d+)\s+([0-9a-fA-F]{160})\s*$/.exec(line) ?? [];
      if (header === undefined) throw new Error('a line that is no block header');
      return [Number(height), Uint8Array.from(header.match(/../g), (pair) => Number.parseInt(pair, 16))];
    }),
  );
}
