import type { RecognisedWord } from './ocr-words.ts';
import { threshold } from './pixels-geometry.ts';
import type { Grey } from './pixels-geometry.ts';

/**
 * Chinese words with their edges between characters. Tesseract's boxes of them are off by up to a character, so that a hit
 * would be shown over its neighbours. Characters of a line stand at an even pitch, with paper between them: the edges
 * are put where both agree best, near to where Tesseract has them. A word that mixes scripts comes out as several that
 * join, since characters and figures differ in width. Other lines stay as they are.
 *
 * @param page the picture that the boxes are of
 */
export function withEdgesBetween(words: readonly RecognisedWord[], page: Grey | undefined): readonly RecognisedWord[] {
  if (page === undefined || !words.some(({ text }) => HAN.test(text))) return words;
  const limit = threshold(page);
  return Array.from(Map.groupBy(words, ({ line }) => line).values()).flatMap((line) => {
    if (!line.some(({ text }) => HAN.test(text))) return line;
    return stretchesOf(line).flatMap((stretch) => edged(stretch, page, limit));
  });
}

const HAN = /\p{sc=Han}/v;
const WIDE = /[\p{sc=Han}\u3000-\u303f\uff00-\uff60“”‘’—…]/v; // as wide as high in Chinese print
const NARROW = /[.,:;'!\|iljtfr\(\)\[\]]/v;
const MARK = /[.,:;!?\(\)"']/v;
const NEAR = 4; // letters on either side
const LEAST_PITCH = 0.5; // heights of the line
const MOST_PITCH = 1.9;
const BREAK = 1.6; // heights of the line, of paper between two words: what is before and after has its own pitch
const AWAY = 1.2; // characters that an edge may be moved by
const PULL = 0.03; // of its distance to where Tesseract has it, against ink and pitch
const LEFT_OUT = 30; // of a character's width of ink, by the first edge or the last
const OTHER_PITCHES = [0.965, 1.035, 0.93, 1.07]; // against the one that the ends of the line give
const EVEN = 0.03; // of cost for each letter: the pitch was right
const UNEVEN = 4; // of squared deviation from the pitch, against the share of a column that is ink

/** Words of a line between wide spaces. */
function stretchesOf(line: readonly RecognisedWord[]): readonly (readonly RecognisedWord[])[] {
  const height = Math.max(...line.map((word) => word.height));
  const stretches: RecognisedWord[][] = [];
  let end = Infinity;
  for (const word of line) {
    if (stretches.length === 0 || word.x - end > BREAK * height) stretches.push([]);
    stretches.at(-1)?.push(word);
    end = word.x + word.width;
  }
  return stretches;
}

interface Letter {
  readonly text: string;
  /** In pitches. */
  readonly advance: number;
  /** May have a whole pitch all the same: marks are narrow in some Chinese print and wide in other. */
  readonly loose: boolean;
  /** Where Tesseract has it begin. */
  readonly from: number;
  readonly word: number;
}

function lettersOf(words: readonly RecognisedWord[]): readonly Letter[] {
  return words.flatMap(({ text, x, width }, word) => {
    const letters = Array.from(text, (letter) => ({
      text: letter,
      advance: advanceOf(letter),
      loose: MARK.test(letter),
    }));
    const total = letters.reduce((sum, { advance }) => sum + advance, 0);
    let at = 0;
    return letters.map((letter) => {
      const from = x + (width * at) / total;
      at += letter.advance;
      return { ...letter, from, word };
    });
  });
}

function advanceOf(letter: string): number {
  return WIDE.test(letter) ? 1 : NARROW.test(letter) ? 0.3 : 0.52;
}

function edged(words: readonly RecognisedWord[], page: Grey, limit: number): readonly RecognisedWord[] {
  const letters = lettersOf(words);
  const [first, last] = [words[0], words.at(-1)];
  if (first === undefined || last === undefined || letters.length < 2) return words;
  const top = Math.max(0, Math.floor(Math.min(...words.map(({ y }) => y))));
  const bottom = Math.min(page.height, Math.ceil(Math.max(...words.map(({ y, height }) => y + height))));
  const end = last.x + last.width;
  const pitch = pitchOf(letters, first.x, end);
  const height = middle(words.map((word) => word.height));
  if (!(pitch > LEAST_PITCH * height && pitch < MOST_PITCH * height)) return words;
  const from = Math.floor(first.x - 1.5 * pitch);
  const ink = inkOf(page, limit, { from, to: Math.ceil(end + 1.5 * pitch), top, bottom });
  let best = edgesOf(letters, end, pitch, { ink, from });
  for (const factor of OTHER_PITCHES) {
    if (best.cost < EVEN * letters.length) break;
    const other = edgesOf(letters, end, factor * pitch, { ink, from });
    if (other.cost < best.cost) best = other;
  }
  return Number.isFinite(best.cost) ? piecesOf(words, letters, best.edges) : words;
}

/** A mark at the end is half as wide as its place. */
function pitchOf(letters: readonly Letter[], from: number, to: number): number {
  const total = letters.reduce((sum, { advance }) => sum + advance, 0);
  const last = letters.at(-1);
  return (to - from) / (last?.advance === 1 && !HAN.test(last.text) ? total - 0.5 : total);
}

function middle(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

interface Columns {
  /** Share of each column, 0 to 1, that is dark, smoothed over three. */
  readonly ink: Float64Array;
  /** The first column. */
  readonly from: number;
}

function inkOf(
  { width, data }: Grey,
  limit: number,
  { from, to, top, bottom }: { from: number; to: number; top: number; bottom: number },
): Float64Array {
  const ink = new Float64Array(to - from);
  for (let y = top; y < bottom; y++) {
    for (let x = Math.max(0, from); x < Math.min(width, to); x++)
      if ((data[y * width + x] ?? 255) <= limit) ink[x - from] = (ink[x - from] ?? 0) + 1 / (bottom - top);
  }
  return ink.map((value, at) => (value + (ink[at - 1] ?? value) + (ink[at + 1] ?? value)) / 3);
}

/** Where edges are by the pitch, moved as most of the letters near them are in Tesseract's boxes: single ones are far off. */
function expectedOf(letters: readonly Letter[], end: number, pitch: number): readonly number[] {
  const even = [0];
  for (const { advance } of letters) even.push((even.at(-1) ?? 0) + advance * pitch);
  const off = [...letters.map((letter) => letter.from), end].map((x, at) => x - (even[at] ?? 0));
  return even.map((x, at) => x + middle(off.slice(Math.max(0, at - NEAR), at + NEAR + 1)));
}

/** The columns between letters, and before the first and after the last, at which ink and unevenness are least. */
function edgesOf(
  letters: readonly Letter[],
  end: number,
  pitch: number,
  { ink, from }: Columns,
): { readonly edges: readonly number[]; readonly cost: number } {
  const expected = expectedOf(letters, end, pitch).map((x) => Math.round(x) - from);
  const reach = Math.round(AWAY * pitch);
  const size = 2 * reach + 1;
  const costs: Float64Array[] = [];
  const came: Int32Array[] = [];
  for (const [index, at] of expected.entries()) {
    const cost = new Float64Array(size).fill(Infinity);
    const back = new Int32Array(size);
    const before = costs[index - 1];
    const { advance, loose } = letters[index - 1] ?? { advance: 1, loose: false };
    const wide = advance * pitch;
    const start = (expected[index - 1] ?? 0) - reach;
    for (let place = 0; place < size; place++) {
      const x = at - reach + place;
      let least = before === undefined ? (LEFT_OUT * sumOf(ink, 0, x)) / pitch : Infinity;
      if (before !== undefined) {
        const to = Math.min(size - 1, Math.floor(x - 0.5 * wide - start));
        for (let other = Math.max(0, Math.ceil(x - 1.5 * (loose ? pitch : wide) - start)); other <= to; other++) {
          const off = Math.abs(x - start - other - wide) / pitch;
          const uneven = loose ? Math.min(off, Math.abs(x - start - other - pitch) / pitch) : off;
          const whole = (before[other] ?? Infinity) + UNEVEN * uneven * uneven;
          if (whole < least) [least, back[place]] = [whole, other];
        }
      }
      if (index === expected.length - 1) least += (LEFT_OUT * sumOf(ink, x, ink.length)) / pitch;
      cost[place] = least + (ink[x] ?? 1) + PULL * ((place - reach) / pitch) ** 2;
    }
    costs.push(cost);
    came.push(back);
  }
  const final = costs.at(-1) ?? new Float64Array(0);
  const last = final.reduce((best, cost, at) => (cost < (final[best] ?? Infinity) ? at : best), 0);
  const starts = expected.map((at) => at - reach + from);
  return { edges: traced(came, starts, last), cost: final[last] ?? Infinity };
}

function sumOf(values: Float64Array, from: number, to: number): number {
  let sum = 0;
  for (let at = Math.max(0, from); at < to; at++) sum += values[at] ?? 0;
  return sum;
}

/** Back from where the last edge stands. */
function traced(came: readonly Int32Array[], starts: readonly number[], last: number): readonly number[] {
  const edges: number[] = [];
  let place = last;
  for (let index = starts.length - 1; index >= 0; index--) {
    edges.unshift((starts[index] ?? 0) + place);
    place = came[index]?.[place] ?? 0;
  }
  return edges;
}

/** Each word from edge to edge; cut where wide letters meet narrow ones. */
function piecesOf(
  words: readonly RecognisedWord[],
  letters: readonly Letter[],
  edges: readonly number[],
): readonly RecognisedWord[] {
  const pieces: RecognisedWord[] = [];
  for (const [at, { text, advance, word }] of letters.entries()) {
    const whole = words[word];
    const [x, end] = [edges[at] ?? 0, edges[at + 1] ?? 0];
    const before = letters[at - 1];
    const last = pieces.at(-1);
    if (whole === undefined) continue;
    if (last !== undefined && before?.word === word && (before.advance === 1) === (advance === 1))
      pieces[pieces.length - 1] = { ...last, text: last.text + text, width: end - last.x };
    else pieces.push({ ...whole, text, x, width: end - x, ...(before?.word === word ? { joins: true as const } : {}) });
  }
  return pieces;
}
