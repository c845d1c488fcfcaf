/**
 * A list of whole numbers for each of many names, in the memory that the numbers take: an array for each of a hundred
 * thousand words, most of them with one number, takes many times theirs.
 *
 * A number is written in groups of seven bits, the lowest first (LEB128), into blocks of one large array. A block ends with
 * the number of the one that goes on with its list, or 0.
 */
export class NumberLists {
  readonly #ids = new Map<string, number>();
  #blocks = new Uint32Array(BLOCK_WORDS << 10);
  #bytes = new Uint8Array(this.#blocks.buffer);
  /** Of the next block; 0 is none. */
  #free = 1;
  /** By list: its first and its last block, the bytes written into the last, how many numbers it has, the last of them. */
  #first = new Uint32Array(1024);
  #last = new Uint32Array(1024);
  #used = new Uint8Array(1024);
  #count = new Uint32Array(1024);
  #latest = new Uint32Array(1024);

  names(): MapIterator<string> {
    return this.#ids.keys();
  }

  /** @param number below 2³² */
  add(name: string, number: number): void {
    const id = this.#ids.get(name) ?? this.#begin(name);
    this.#count[id] = (this.#count[id] ?? 0) + 1;
    for (let rest = number; ; rest = Math.floor(rest / 128)) {
      if (rest < 128) {
        this.#write(id, rest);
        return;
      }
      this.#write(id, (rest % 128) | MORE);
    }
  }

  /** What was last said of the list by `note`, or 0. */
  noted(name: string): number {
    return this.#latest[this.#ids.get(name) ?? -1] ?? 0;
  }

  note(name: string, number: number): void {
    this.#latest[this.#ids.get(name) ?? this.#begin(name)] = number;
  }

  /** In the order in which they were added. */
  get(name: string): readonly number[] {
    const id = this.#ids.get(name);
    if (id === undefined) return [];
    const numbers: number[] = [];
    let [number, factor] = [0, 1];
    let block = this.#first[id] ?? 0;
    for (let at = 0; numbers.length < (this.#count[id] ?? 0); at += 1) {
      if (at === PAYLOAD) {
        block = this.#blocks[block * BLOCK_WORDS + BLOCK_WORDS - 1] ?? 0;
        at = 0;
      }
      const byte = this.#bytes[block * BLOCK_BYTES + at] ?? 0;
      number += (byte % 128) * factor;
      factor *= 128;
      if (byte >= MORE) continue;
      numbers.push(number);
      [number, factor] = [0, 1];
    }
    return numbers;
  }

  #begin(name: string): number {
    const id = this.#ids.size;
    // A name that was cut from a text keeps the whole text in memory, until it is copied.
    this.#ids.set(Buffer.from(name, 'utf16le').toString('utf16le'), id);
    if (id >= this.#first.length) this.#makeRoom();
    const block = this.#newBlock();
    this.#first[id] = block;
    this.#last[id] = block;
    return id;
  }

  #write(id: number, byte: number): void {
    let used = this.#used[id] ?? 0;
    if (used === PAYLOAD) {
      const block = this.#newBlock();
      this.#blocks[(this.#last[id] ?? 0) * BLOCK_WORDS + BLOCK_WORDS - 1] = block;
      this.#last[id] = block;
      used = 0;
    }
    this.#bytes[(this.#last[id] ?? 0) * BLOCK_BYTES + used] = byte;
    this.#used[id] = used + 1;
  }

  #newBlock(): number {
    const block = this.#free;
    this.#free += 1;
    if (this.#free * BLOCK_WORDS > this.#blocks.length) {
      this.#blocks = larger(this.#blocks, new Uint32Array(this.#blocks.length * 2));
      this.#bytes = new Uint8Array(this.#blocks.buffer);
    }
    return block;
  }

  #makeRoom(): void {
    const size = this.#first.length * 2;
    this.#first = larger(this.#first, new Uint32Array(size));
    this.#last = larger(this.#last, new Uint32Array(size));
    this.#used = larger(this.#used, new Uint8Array(size));
    this.#count = larger(this.#count, new Uint32Array(size));
    this.#latest = larger(this.#latest, new Uint32Array(size));
  }
}

const MORE = 128;
const BLOCK_BYTES = 16;
const BLOCK_WORDS = BLOCK_BYTES / 4;
const PAYLOAD = BLOCK_BYTES - 4;

function larger<Numbers extends Uint8Array | Uint32Array>(from: Numbers, into: Numbers): Numbers {
  into.set(from);
  return into;
}
