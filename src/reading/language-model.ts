/**
 * Asks a quantised fastText model (`.ftz`, Joulin et al. 2016, “FastText.zip”) for the likeliest label of a line. The file
 * format and the arithmetic are those of fastText 0.9.2, model version 12: supervised, hierarchical softmax, n-grams of
 * characters. Numbers are little endian.
 */
export interface LanguageModel {
  /** `label` without `__label__`; undefined where the line has nothing that the model knows. */
  readonly guess: (line: string) => { readonly label: string; readonly probability: number } | undefined;
}

const MAGIC = 793_712_314;
const VERSION = 12;
const LABEL = '__label__';
const CENTROIDS = 256; // of each part of a vector: a code is one byte
const NEVER = 1e15; // the count of a node of the tree that is not there yet
const LONGEST_KEPT = 40; // UTF-16 units: what is longer is no word that comes again
const WORDS_KEPT = 10_000; // with their sums, 2 MB: nine of ten words of a text are among those seen last

/** @throws Error for a model of another kind */
export function readLanguageModel(bytes: Uint8Array): LanguageModel {
  const file = new Reader(bytes);
  if (file.int() !== MAGIC || file.int() !== VERSION) throw new Error('no fastText model of version 12');
  const [dimensions, , , , , , , , bucket, shortest, longest] = Array.from({ length: 12 }, () => file.int());
  file.skip(8);
  if (dimensions === undefined || bucket === undefined || shortest === undefined || longest === undefined)
    throw new Error('a fastText model that is cut short');
  const { words, labels, places } = readDictionary(file, bucket);
  if (file.byte() !== 1) throw new Error('a fastText model that is not quantised');
  const addRow = readQuantised(file);
  if (file.byte() !== 0) throw new Error('a fastText model whose output is quantised');
  const [rows, columns] = [file.long(), file.long()];
  const output = file.floats(rows * columns);
  const tree = huffman(labels.map(({ count }) => count));
  const hidden = new Float32Array(dimensions);
  const sums = new Map<string, WordSum>();
  const sumOf = (word: string): WordSum => {
    const kept = sums.get(word);
    if (kept !== undefined) return kept;
    const vector = new Float32Array(dimensions);
    let parts = 0;
    const add = (row: number): void => {
      addRow(row, vector);
      parts += 1;
    };
    const known = words.get(word);
    if (known !== undefined) add(known);
    eachNgram(Buffer.from(`<${word}>`), shortest, longest, (hash) => {
      const place = places[hash % bucket] ?? -1;
      if (place >= 0) add(words.size + place);
    });
    if (sums.size >= WORDS_KEPT) sums.clear();
    const sum = { vector, parts };
    if (word.length <= LONGEST_KEPT) sums.set(word, sum);
    return sum;
  };

  return {
    guess(line) {
      hidden.fill(0);
      let parts = 0;
      const add = (row: number): void => {
        addRow(row, hidden);
        parts += 1;
      };
      for (const word of line.split(/[ \t\n\r\v\f\0]+/v)) {
        if (word === '') continue;
        const sum = sumOf(word);
        for (let i = 0; i < dimensions; i += 1) hidden[i] = (hidden[i] ?? 0) + (sum.vector[i] ?? 0);
        parts += sum.parts;
      }
      // The end of the line is a word too, without n-grams.
      const end = words.get('</s>');
      if (end !== undefined) add(end);
      if (parts === 0) return undefined;
      for (let i = 0; i < dimensions; i += 1) hidden[i] = (hidden[i] ?? 0) / parts;
      const best = likeliest(tree, labels.length, (node) => dot(output, node * columns, hidden));
      const label = labels[best.leaf]?.word.slice(LABEL.length);
      return label === undefined ? undefined : { label, probability: Math.exp(best.score) };
    },
  };
}

/** Of the rows of a word and of its n-grams. */
interface WordSum {
  readonly vector: Float32Array;
  readonly parts: number;
}

interface Dictionary {
  readonly words: ReadonlyMap<string, number>;
  readonly labels: readonly { readonly word: string; readonly count: number }[];
  /** Of each hash of an n-gram, which of the rows after the words is its own; −1 for those that were pruned. */
  readonly places: Int32Array;
}

function readDictionary(file: Reader, bucket: number): Dictionary {
  const size = file.int();
  file.skip(8); // how many of them are words, and labels
  file.skip(8); // tokens of the training text
  const pruned = file.long();
  const words = new Map<string, number>();
  const labels: { word: string; count: number }[] = [];
  for (let i = 0; i < size; i += 1) {
    const word = file.text();
    const count = file.long();
    if (file.byte() === 0) words.set(word, i);
    else labels.push({ word, count });
  }
  const places = new Int32Array(bucket).fill(-1);
  for (let i = 0; i < pruned; i += 1) {
    const hash = file.int();
    places[hash] = file.int();
  }
  return { words, labels, places };
}

/** A matrix whose rows are a norm and some codes; the function adds a row to a vector. */
function readQuantised(file: Reader): (row: number, to: Float32Array) => void {
  const normed = file.byte() === 1;
  const rows = file.long();
  file.skip(8);
  const codes = file.bytes(file.int());
  const parts = readProduct(file);
  const normCodes = normed ? file.bytes(rows) : undefined;
  const norms = normed ? readProduct(file).centroids : undefined;
  const { count, width, lastWidth, centroids } = parts;
  return (row, to) => {
    const norm = normCodes === undefined ? 1 : (norms?.[normCodes[row] ?? 0] ?? 1);
    for (let part = 0; part < count; part += 1) {
      const code = codes[row * count + part] ?? 0;
      const last = part === count - 1;
      const from = part * CENTROIDS * width + code * (last ? lastWidth : width);
      const at = part * width;
      for (let n = last ? lastWidth : width; n-- > 0;)
        to[at + n] = (to[at + n] ?? 0) + norm * (centroids[from + n] ?? 0);
    }
  };
}

function readProduct(file: Reader) {
  const dimensions = file.int();
  const [count, width, lastWidth] = [file.int(), file.int(), file.int()];
  return { count, width, lastWidth, centroids: file.floats(dimensions * CENTROIDS) };
}

/** FNV-1a of each stretch of so many characters, byte by byte; a byte is a signed number there. */
function eachNgram(word: Buffer, shortest: number, longest: number, use: (hash: number) => void): void {
  for (let start = 0; start < word.length; start += 1) {
    if (isInside(word[start])) continue;
    let hash = 2_166_136_261;
    let at = start;
    for (let length = 1; at < word.length && length <= longest; length += 1) {
      do {
        hash = Math.imul(hash ^ (((word[at] ?? 0) << 24) >> 24), 16_777_619);
        at += 1;
      } while (isInside(word[at]));
      const mark = length === 1 && (start === 0 || at === word.length);
      if (length >= shortest && !mark) use(hash >>> 0);
    }
  }
}

/** Of a character that has begun (RFC 3629 §3). */
function isInside(byte: number | undefined): boolean {
  return byte !== undefined && (byte & 0xc0) === 0x80;
}

interface Tree {
  readonly left: Int32Array;
  readonly right: Int32Array;
  readonly root: number;
}

/** Leaves are numbered as the counts, which descend; the nodes above them follow. */
function huffman(counts: readonly number[]): Tree {
  const size = 2 * counts.length - 1;
  const weights = Array.from({ length: size }, (_, i) => counts[i] ?? NEVER);
  const left = new Int32Array(size).fill(-1);
  const right = new Int32Array(size).fill(-1);
  let leaf = counts.length - 1;
  let node = counts.length;
  const lightest = (): number => (leaf >= 0 && (weights[leaf] ?? NEVER) < (weights[node] ?? NEVER) ? leaf-- : node++);
  for (let i = counts.length; i < size; i += 1) {
    const [a, b] = [lightest(), lightest()];
    left[i] = a;
    right[i] = b;
    weights[i] = (weights[a] ?? 0) + (weights[b] ?? 0);
  }
  return { left, right, root: size - 1 };
}

/** @param weigh the score of a node, counted from the first above the leaves */
function likeliest(
  { left, right, root }: Tree,
  leaves: number,
  weigh: (node: number) => number,
): { readonly leaf: number; readonly score: number } {
  let best = { leaf: -1, score: -Infinity };
  const visit = (node: number, score: number): void => {
    if (score < best.score) return;
    if (node < leaves) {
      best = { leaf: node, score };
      return;
    }
    const share = 1 / (1 + Math.exp(-weigh(node - leaves)));
    visit(left[node] ?? -1, score + logOf(1 - share));
    visit(right[node] ?? -1, score + logOf(share));
  };
  visit(root, 0);
  return best;
}

/** As fastText has it, so that nothing is impossible. */
function logOf(share: number): number {
  return Math.log(share + 1e-5);
}

function dot(matrix: Float32Array, from: number, vector: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < vector.length; i += 1) sum += (matrix[from + i] ?? 0) * (vector[i] ?? 0);
  return sum;
}

class Reader {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  skip(bytes: number): void {
    this.#at += bytes;
  }

  byte(): number {
    this.#at += 1;
    return this.#bytes.readUInt8(this.#at - 1);
  }

  int(): number {
    this.#at += 4;
    return this.#bytes.readInt32LE(this.#at - 4);
  }

  /** 64 bits. */
  long(): number {
    this.#at += 8;
    return Number(this.#bytes.readBigInt64LE(this.#at - 8));
  }

  bytes(count: number): Uint8Array {
    this.#at += count;
    return this.#bytes.subarray(this.#at - count, this.#at);
  }

  floats(count: number): Float32Array {
    // Copied: numbers of four bytes have to begin where four divides the address.
    return new Float32Array(Uint8Array.from(this.bytes(count * 4)).buffer);
  }

  /** Up to a zero byte. */
  text(): string {
    const end = this.#bytes.indexOf(0, this.#at);
    const text = this.#bytes.toString('utf8', this.#at, end);
    this.#at = end + 1;
    return text;
  }
}
