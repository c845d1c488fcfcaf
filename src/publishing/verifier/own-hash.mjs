import { utf8 } from './basics.mjs';

/**
 * SHA-1, SHA-256, SHA-384 and SHA-512 (FIPS 180-4): what a browser offers cannot be fed piece by piece, takes its time over
 * each of the many short things that are hashed here, and is not there on a plain `http:` page.
 */

/** The first bits behind the point of the square and cube roots of primes are what the standard calls K and H. */
function rootBits(prime, degree, bits) {
  const value = BigInt(prime) << BigInt(degree * bits);
  let root = 1n << BigInt(bits + 5);
  for (;;) {
    const next = degree === 2 ? (root + value / root) / 2n : (2n * root + value / (root * root)) / 3n;
    if (next >= root) return root & ((1n << BigInt(bits)) - 1n);
    root = next;
  }
}

function firstPrimes(count) {
  const primes = [];
  for (let n = 2; primes.length < count; n++) if (primes.every((prime) => n % prime !== 0)) primes.push(n);
  return primes;
}

const PRIMES = firstPrimes(80);
const halves = (values) =>
  Int32Array.from(values.flatMap((each) => [Number(each >> 32n) | 0, Number(each & 0xffffffffn) | 0]));
const K512 = halves(PRIMES.map((prime) => rootBits(prime, 3, 64)));
const H512 = halves(PRIMES.slice(0, 8).map((prime) => rootBits(prime, 2, 64)));
const H384 = halves(PRIMES.slice(8, 16).map((prime) => rootBits(prime, 2, 64)));
const K256 = Int32Array.from({ length: 64 }, (_, at) => K512[2 * at]);
const H256 = Int32Array.from({ length: 8 }, (_, at) => H512[2 * at]);
const H1 = Int32Array.of(0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0);

/** Words of one message, of 32 bits; nothing here waits, so one of each is enough. */
const W = new Int32Array(160);
const turned = (word, by) => (word << by) | (word >>> (32 - by));

function compress256(state, view, at) {
  for (let t = 0; t < 16; t++) W[t] = view.getInt32(at + 4 * t);
  for (let t = 16; t < 64; t++) {
    const x = W[t - 15];
    const y = W[t - 2];
    const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
    const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
    W[t] = (W[t - 16] + s0 + W[t - 7] + s1) | 0;
  }
  // Not by destructuring, which walks an iterator.
  let a = state[0];
  let b = state[1];
  let c = state[2];
  let d = state[3];
  let e = state[4];
  let f = state[5];
  let g = state[6];
  let h = state[7];
  for (let t = 0; t < 64; t++) {
    const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
    const one = (h + s1 + ((e & f) ^ (~e & g)) + K256[t] + W[t]) | 0;
    const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
    const two = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + one) | 0;
    d = c;
    c = b;
    b = a;
    a = (one + two) | 0;
  }
  state[0] += a;
  state[1] += b;
  state[2] += c;
  state[3] += d;
  state[4] += e;
  state[5] += f;
  state[6] += g;
  state[7] += h;
}

function compress1(state, view, at) {
  for (let t = 0; t < 16; t++) W[t] = view.getInt32(at + 4 * t);
  for (let t = 16; t < 80; t++) W[t] = turned(W[t - 3] ^ W[t - 8] ^ W[t - 14] ^ W[t - 16], 1);
  let [a, b, c, d, e] = state;
  for (let t = 0; t < 80; t++) {
    const mixed =
      t < 20
        ? ((b & c) | (~b & d)) + 0x5a827999
        : t < 40
          ? (b ^ c ^ d) + 0x6ed9eba1
          : t < 60
            ? ((b & c) | (b & d) | (c & d)) + 0x8f1bbcdc
            : (b ^ c ^ d) + 0xca62c1d6;
    const next = (turned(a, 5) + mixed + e + W[t]) | 0;
    [e, d, c, b, a] = [d, c, turned(b, 30), a, next];
  }
  for (const [index, word] of [a, b, c, d, e].entries()) state[index] += word;
}

/** Words of 64 bits as pairs: the upper half, then the lower. Sums of lower halves carry. */
function compress512(state, view, start) {
  for (let t = 0; t < 32; t++) W[t] = view.getInt32(start + 4 * t);
  for (let t = 32; t < 160; t += 2) {
    const xh = W[t - 30];
    const xl = W[t - 29];
    const yh = W[t - 4];
    const yl = W[t - 3];
    const s0h = ((xh >>> 1) | (xl << 31)) ^ ((xh >>> 8) | (xl << 24)) ^ (xh >>> 7);
    const s0l = ((xl >>> 1) | (xh << 31)) ^ ((xl >>> 8) | (xh << 24)) ^ ((xl >>> 7) | (xh << 25));
    const s1h = ((yh >>> 19) | (yl << 13)) ^ ((yl >>> 29) | (yh << 3)) ^ (yh >>> 6);
    const s1l = ((yl >>> 19) | (yh << 13)) ^ ((yh >>> 29) | (yl << 3)) ^ ((yl >>> 6) | (yh << 26));
    const low = (s0l >>> 0) + (s1l >>> 0) + (W[t - 13] >>> 0) + (W[t - 31] >>> 0);
    W[t + 1] = low | 0;
    W[t] = (s0h + s1h + W[t - 14] + W[t - 32] + Math.floor(low / 4294967296)) | 0;
  }
  let [ah, al, bh, bl, ch, cl, dh, dl, eh, el, fh, fl, gh, gl, hh, hl] = state;
  for (let t = 0; t < 160; t += 2) {
    const s1h = ((eh >>> 14) | (el << 18)) ^ ((eh >>> 18) | (el << 14)) ^ ((el >>> 9) | (eh << 23));
    const s1l = ((el >>> 14) | (eh << 18)) ^ ((el >>> 18) | (eh << 14)) ^ ((eh >>> 9) | (el << 23));
    const chh = (eh & fh) ^ (~eh & gh);
    const chl = (el & fl) ^ (~el & gl);
    const onel = (hl >>> 0) + (s1l >>> 0) + (chl >>> 0) + (K512[t + 1] >>> 0) + (W[t + 1] >>> 0);
    const oneh = (hh + s1h + chh + K512[t] + W[t] + Math.floor(onel / 4294967296)) | 0;
    const s0h = ((ah >>> 28) | (al << 4)) ^ ((al >>> 2) | (ah << 30)) ^ ((al >>> 7) | (ah << 25));
    const s0l = ((al >>> 28) | (ah << 4)) ^ ((ah >>> 2) | (al << 30)) ^ ((ah >>> 7) | (al << 25));
    const twol = (s0l >>> 0) + (((al & bl) ^ (al & cl) ^ (bl & cl)) >>> 0);
    const twoh = (s0h + ((ah & bh) ^ (ah & ch) ^ (bh & ch)) + Math.floor(twol / 4294967296)) | 0;
    hh = gh;
    hl = gl;
    gh = fh;
    gl = fl;
    fh = eh;
    fl = el;
    const nextE = (dl >>> 0) + (onel >>> 0);
    eh = (dh + oneh + Math.floor(nextE / 4294967296)) | 0;
    el = nextE | 0;
    dh = ch;
    dl = cl;
    ch = bh;
    cl = bl;
    bh = ah;
    bl = al;
    const nextA = (onel >>> 0) + (twol >>> 0);
    ah = (oneh + twoh + Math.floor(nextA / 4294967296)) | 0;
    al = nextA | 0;
  }
  const words = [ah, al, bh, bl, ch, cl, dh, dl, eh, el, fh, fl, gh, gl, hh, hl];
  for (let index = 0; index < 16; index += 2) {
    const low = (state[index + 1] >>> 0) + (words[index + 1] >>> 0);
    state[index] += words[index] + Math.floor(low / 4294967296);
    state[index + 1] = low | 0;
  }
}

const OWN_HASHES = new Map([
  ['sha1', { start: H1, block: 64, size: 20, compress: compress1 }],
  ['sha256', { start: H256, block: 64, size: 32, compress: compress256 }],
  ['sha384', { start: H384, block: 128, size: 48, compress: compress512 }],
  ['sha512', { start: H512, block: 128, size: 64, compress: compress512 }],
]);

/** Takes a message in parts, as Node’s `createHash` does. */
export class OwnHash {
  #kind;
  #state;
  #rest;
  #restView;
  #held = 0;
  #length = 0;

  constructor(name) {
    this.#kind = OWN_HASHES.get(name);
    this.#state = this.#kind.start.slice();
    this.#rest = new Uint8Array(this.#kind.block);
    this.#restView = new DataView(this.#rest.buffer);
  }

  update(part) {
    const bytes = typeof part === 'string' ? utf8(part) : part;
    const { block, compress } = this.#kind;
    this.#length += bytes.length;
    let at = 0;
    if (this.#held > 0) {
      at = Math.min(block - this.#held, bytes.length);
      this.#rest.set(bytes.subarray(0, at), this.#held);
      this.#held += at;
      if (this.#held < block) return this;
      compress(this.#state, this.#restView, 0);
    }
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    for (; at + block <= bytes.length; at += block) compress(this.#state, view, at);
    this.#rest.set(bytes.subarray(at));
    this.#held = bytes.length - at;
    return this;
  }

  digest() {
    const { block, size, compress } = this.#kind;
    this.#rest.fill(0, this.#held);
    this.#rest[this.#held] = 0x80;
    if (this.#held >= block - block / 8) {
      compress(this.#state, this.#restView, 0);
      this.#rest.fill(0);
    }
    this.#restView.setUint32(block - 8, Math.floor(this.#length / 0x20000000));
    this.#restView.setUint32(block - 4, this.#length << 3);
    compress(this.#state, this.#restView, 0);
    const digest = new DataView(new ArrayBuffer(4 * this.#state.length));
    for (let index = 0; index < this.#state.length; index++) digest.setInt32(4 * index, this.#state[index]);
    return new Uint8Array(digest.buffer, 0, size);
  }
}
