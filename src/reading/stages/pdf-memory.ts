/**
 * The characters of a page as pdfium has them in memory: asking it for each costs four calls a character, which takes as
 * long as reading the page.
 *
 * How they lie there is no part of pdfium's interface and belongs to this build of it (CPDF_TextPage::CharInfo, in a
 * std::deque of libc++). So nothing of it is believed: of each page some characters are asked for by the interface too
 * (`sample`), and where one differs, or anything points outside the memory, the whole page is asked for. A new build of
 * pdfium costs time, and no text.
 */

/** A character by the interface of pdfium, to compare with. */
export interface AskedCharacter {
  readonly code: number;
  readonly generated: boolean;
  readonly unmapped: boolean;
  /** Left, top, right, bottom in page space; undefined for what pdfium made up. */
  readonly box: readonly [number, number, number, number] | undefined;
}

/** In words of 32 bits, of the text page. */
const DEQUE = { map: 5, start: 8, size: 9 };
/** In words of 32 bits, of a character. */
const CHARACTER = { type: 0, code: 1, left: 9, bottom: 10, right: 11, top: 12, words: 20 };
const TYPES = { generated: 1, notUnicode: 2 };
/** As many of 80 bytes as 4,096 hold. */
const IN_BLOCK = 51;
const SAMPLES = 24;

export class CharactersInMemory {
  readonly #words: Uint32Array;
  readonly #numbers: Float32Array;
  readonly #map: number;
  readonly count: number;

  private constructor(buffer: ArrayBufferLike, map: number, count: number) {
    this.#words = new Uint32Array(buffer);
    this.#numbers = new Float32Array(buffer);
    this.#map = map;
    this.count = count;
  }

  /**
   * Valid until pdfium is called again. Undefined where they are not as they are expected to be.
   * @param textPage the handle
   * @param sample asks pdfium for one; without growing its memory
   */
  static of(
    buffer: ArrayBufferLike,
    textPage: number,
    count: number,
    sample: (index: number) => AskedCharacter,
  ): CharactersInMemory | undefined {
    const words = new Uint32Array(buffer);
    const at = textPage >>> 2;
    const map = (words[at + DEQUE.map] ?? 0) >>> 2;
    if (textPage % 4 !== 0 || words[at + DEQUE.start] !== 0 || words[at + DEQUE.size] !== count) return undefined;
    const found = new CharactersInMemory(buffer, map, count);
    if (!found.#isInside(words.length)) return undefined;
    const step = Math.max(1, Math.floor(count / SAMPLES));
    for (let index = 0; index < count; index += step) if (!found.#agrees(index, sample(index))) return undefined;
    return count === 0 || found.#agrees(count - 1, sample(count - 1)) ? found : undefined;
  }

  /** Where a character stands, for the methods below. */
  at(index: number): number {
    const block = Math.floor(index / IN_BLOCK);
    return ((this.#words[this.#map + block] ?? 0) >>> 2) + CHARACTER.words * (index - block * IN_BLOCK);
  }

  code(at: number): number {
    return this.#words[at + CHARACTER.code] ?? 0;
  }

  isGenerated(at: number): boolean {
    return this.#typeOf(at) === TYPES.generated;
  }

  isUnmapped(at: number): boolean {
    return this.#typeOf(at) === TYPES.notUnicode;
  }

  left(at: number): number {
    return this.#numbers[at + CHARACTER.left] ?? 0;
  }

  top(at: number): number {
    return this.#numbers[at + CHARACTER.top] ?? 0;
  }

  right(at: number): number {
    return this.#numbers[at + CHARACTER.right] ?? 0;
  }

  bottom(at: number): number {
    return this.#numbers[at + CHARACTER.bottom] ?? 0;
  }

  /** One byte; what lies in the three after it means nothing. */
  #typeOf(at: number): number {
    return (this.#words[at + CHARACTER.type] ?? 0) & 0xff;
  }

  #isInside(memoryWords: number): boolean {
    const blocks = Math.ceil(this.count / IN_BLOCK);
    if (this.#map + blocks > memoryWords) return false;
    for (let block = 0; block < blocks; block += 1) {
      const pointer = this.#words[this.#map + block] ?? 0;
      if (pointer === 0 || pointer % 4 !== 0) return false;
      if ((pointer >>> 2) + CHARACTER.words * IN_BLOCK > memoryWords) return false;
    }
    return true;
  }

  #agrees(index: number, asked: AskedCharacter): boolean {
    const at = this.at(index);
    if (this.code(at) !== asked.code || this.isGenerated(at) !== asked.generated) return false;
    if (asked.box === undefined) return true;
    if (this.isUnmapped(at) !== asked.unmapped) return false;
    const own = [this.left(at), this.top(at), this.right(at), this.bottom(at)];
    return own.every((value, side) => Object.is(value, asked.box?.[side]));
  }
}
