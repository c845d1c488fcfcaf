import { confidenceOf } from './ocr-words.ts';
import type { RecognisedWord } from './ocr-words.ts';

interface Line {
  words: readonly RecognisedWord[];
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/**
 * Two readings of one page as one: the first, with every doubtful line that the second is clearly surer of taken from it, and with the
 * lines that only the second has, each after the line above it. Lines are the same where they stand in the same place.
 */
export function bestLines(
  first: readonly RecognisedWord[],
  second: readonly RecognisedWord[],
): readonly RecognisedWord[] {
  const merged = linesOf(first);
  for (const other of linesOf(second)) {
    const overlapping = merged.filter((line) => meets(line, other));
    const same = overlapping.toSorted((a, b) => apart(a, other) - apart(b, other))[0];
    if (same !== undefined && alike(same, other)) {
      // What is read well stays: between two good readings confidence says nothing, and 1,847 must not become 1,.847.
      if (confidenceOf(same.words) < WELL_READ && isBetter(other.words, same.words))
        same.words = other.words.map((word) => inPlaceOf(word, same.words[0]));
    } else if (overlapping.length === 0 && confidenceOf(other.words) >= LINE_CONFIDENCE) insert(merged, other);
  }
  return merged.flatMap(({ words }) => words);
}

/** Mean confidence of a line that the first reading does not have and that is believed all the same. */
const LINE_CONFIDENCE = 60;

/** Mean confidence of a line that no other reading of it replaces. */
const WELL_READ = 88;

function isBetter(a: readonly RecognisedWord[], b: readonly RecognisedWord[]): boolean {
  const surer = confidenceOf(a) - confidenceOf(b);
  return (surer > SURER && worth(a) > worth(b)) || (surer > -3 && worth(a) > LONGER * worth(b));
}

const SURER = 10; // of confidence: of two readings that differ by less, the second is wrong as often as the first
const LONGER = 1.3; // times the worth: part of the line was passed over

/** How much there is to be sure of; a longer line that is half guessed is worth less than a shorter one that is not. */
function worth(words: readonly RecognisedWord[]): number {
  return words.reduce((sum, word) => sum + word.text.length * (word.confidence - 50), 0);
}

/**
 * Without words that are stains or lines of tables more often than words. A word of a line that is read well otherwise
 * stays, however doubtful: a gap there is worse than a wrong letter, and its confidence is kept with it.
 */
export function withoutNoise(words: readonly RecognisedWord[]): readonly RecognisedWord[] {
  return linesOf(words).flatMap((line) => {
    const believed = confidenceOf(line.words) >= LINE_CONFIDENCE;
    return line.words.filter(({ text, confidence }) => confidence >= NOISE || (believed && /[\p{L}\p{N}]/v.test(text)));
  });
}

const NOISE = 25; // confidence

/**
 * Share, 0 to 1, of letters that lie in the box of some word. A line that the recogniser passes over leaves no other
 * trace: what is left of the page is read as surely as ever.
 *
 * @param letters x and y of the middle of each patch of ink that may be a letter
 */
export function coverage(words: readonly RecognisedWord[], letters: readonly number[]): number {
  return letters.length === 0 ? 1 : 1 - leftOver(words, letters).length / letters.length;
}

/** Those of the letters that lie in no box. */
function leftOver(words: readonly RecognisedWord[], letters: readonly number[]): readonly number[] {
  const boxes = boxesToBelieve(words);
  const left: number[] = [];
  for (let at = 0; at < letters.length; at += 2) {
    const [lx = 0, ly = 0] = [letters[at], letters[at + 1]];
    // A box may be cut short of a letter's last stroke.
    const inside = boxes.some(
      ({ x, y, width, height }) =>
        ly >= y && ly <= y + height && lx >= x - 0.3 * height && lx <= x + width + 0.3 * height,
    );
    if (!inside) left.push(lx, ly);
  }
  return left;
}

/** A box as tall as two lines, or far too wide for its letters, lies over what was passed over, unless it is a headline. */
function boxesToBelieve(words: readonly RecognisedWord[]): readonly RecognisedWord[] {
  const heights = words.map(({ height }) => height).toSorted((a, b) => a - b);
  const usual = heights[Math.floor(heights.length / 2)] ?? 0;
  return words.filter(
    ({ text, confidence, width, height }) =>
      confidence >= SURE || (height <= TALL * usual && width <= WIDE * usual * text.length),
  );
}

const SURE = 88; // confidence
const TALL = 1.6; // heights of a usual word
const WIDE = 1.8; // heights of a usual word, for each letter

/** Two readings of one page as one: the one that reads more of it, more surely, mended with lines of the other. */
export function bestOf(
  first: readonly RecognisedWord[],
  second: readonly RecognisedWord[],
  letters: readonly number[],
): readonly RecognisedWord[] {
  const [a, b] = [coverage(first, letters), coverage(second, letters)];
  const surely = b * confidenceOf(second) > a * confidenceOf(first);
  return b > a + MORE && surely ? bestLines(second, first) : bestLines(first, second);
}

const MORE = 0.02; // of the letters: less is a mark or two

/** Share of the page's letters, 0 to 1, that stand in lines whose mean confidence is under this. */
export function weakShare(words: readonly RecognisedWord[], confidence: number): number {
  const letters = (of: readonly RecognisedWord[]): number => of.reduce((sum, { text }) => sum + text.length, 0);
  const weak = linesOf(words).filter((line) => confidenceOf(line.words) < confidence);
  return weak.reduce((sum, line) => sum + letters(line.words), 0) / Math.max(1, letters(words));
}

/** Whether most of the letters stand in lines that go down the page: on its side, Chinese is read, and in the wrong order. */
export function liesDown(words: readonly RecognisedWord[]): boolean {
  let [down, across] = [0, 0];
  for (const line of linesOf(words)) {
    const letters = line.words.reduce((sum, { text }) => sum + text.length, 0);
    if (letters < 4) continue;
    if (line.bottom - line.top > 2 * (line.right - line.left)) down += letters;
    else across += letters;
  }
  return down > across;
}

/**
 * With the parts of a line together that were taken for two columns, where no gutter is between them: they are in
 * different blocks then, and every sentence is torn apart.
 */
export function withoutFalseColumns(words: readonly RecognisedWord[]): readonly RecognisedWord[] {
  const lines = linesOf(words);
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at];
    if (line === undefined) continue;
    let [whole, next] = [line, lines.findIndex((each) => goesOn(line, each))];
    for (; next >= 0; next = lines.findIndex((each) => goesOn(whole, each))) {
      const [rest] = lines.splice(next, 1);
      if (rest === undefined) break;
      if (next < at) at--;
      whole = joined(whole, rest);
      lines[at] = whole;
    }
  }
  return lines.flatMap((line) => line.words);
}

/** Whether the second stands in the row of the first and begins, in the direction of its script, where that ends. */
function goesOn(a: Line, b: Line): boolean {
  if (a === b || a.words[0]?.paragraph === b.words[0]?.paragraph) return false;
  const height = Math.min(a.bottom - a.top, b.bottom - b.top);
  const rows = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
  if (rows < SAME_ROW * height || Math.max(a.bottom - a.top, b.bottom - b.top) > 2 * height) return false;
  const gap = isRightToLeft(a) ? a.left - b.right : b.left - a.right;
  return Math.abs(gap) < GUTTER * height;
}

const SAME_ROW = 0.7; // share of the lower line's height
const GUTTER = 0.7; // heights of a line: columns stand further apart, letters and words nearer

function isRightToLeft({ words }: Line): boolean {
  return words.filter(({ text }) => /\p{sc=Arabic}/v.test(text)).length > words.length / 2;
}

function joined(a: Line, b: Line): Line {
  return {
    words: [...a.words, ...b.words.map((word) => inPlaceOf(word, a.words[0]))],
    left: Math.min(a.left, b.left),
    right: Math.max(a.right, b.right),
    top: Math.min(a.top, b.top),
    bottom: Math.max(a.bottom, b.bottom),
  };
}

function linesOf(words: readonly RecognisedWord[]): Line[] {
  const byLine = Map.groupBy(words, ({ line }) => line);
  return Array.from(byLine.values(), (group) => ({
    words: group,
    left: Math.min(...group.map(({ x }) => x)),
    right: Math.max(...group.map(({ x, width }) => x + width)),
    top: Math.min(...group.map(({ y }) => y)),
    bottom: Math.max(...group.map(({ y, height }) => y + height)),
  }));
}

function meets(a: Line, b: Line): boolean {
  const rows = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
  const columns = Math.min(a.right, b.right) - Math.max(a.left, b.left);
  return columns > 0 && rows > 0.4 * Math.min(a.bottom - a.top, b.bottom - b.top);
}

/** How far the edges of two lines are from each other, up and down. */
function apart(a: Line, b: Line): number {
  return Math.abs(a.top - b.top) + Math.abs(a.bottom - b.bottom);
}

/** The same stretch of the page: not a line of one column against one across two. */
function alike(a: Line, b: Line): boolean {
  const columns = Math.min(a.right, b.right) - Math.max(a.left, b.left);
  return columns > 0.7 * Math.max(a.right - a.left, b.right - b.left);
}

function inPlaceOf(word: RecognisedWord, before: RecognisedWord | undefined): RecognisedWord {
  return before === undefined ? word : { ...word, line: before.line, paragraph: before.paragraph };
}

function insert(lines: Line[], line: Line): void {
  const above = lines.findLastIndex((each) => each.top < line.top && each.left < line.right && each.right > line.left);
  const neighbour = lines[above] ?? lines[0];
  const paragraph = neighbour?.words[0]?.paragraph ?? '0';
  const words = line.words.map((word) => ({ ...word, paragraph, line: `${paragraph}+${line.top}` }));
  lines.splice(above + 1, 0, { ...line, words });
}

/** Rows of a page, `top` inclusive, `bottom` exclusive. */
interface Rows {
  readonly top: number;
  readonly bottom: number;
}

/**
 * Where lines were read with less confidence than that, or letters are in no word; from the top. Undefined where that is
 * most of the page, or nothing.
 */
export function doubtfulRows(
  words: readonly RecognisedWord[],
  letters: readonly number[],
  below: number,
): readonly Rows[] | undefined {
  const lines = linesOf(words);
  const height = lines.map((line) => line.bottom - line.top).toSorted((a, b) => a - b)[Math.floor(lines.length / 2)];
  if (height === undefined) return undefined;
  const doubtful = lines
    .filter((line) => confidenceOf(line.words) < below)
    .map(({ top, bottom }) => ({ top: top - ROUND * height, bottom: bottom + ROUND * height, weight: FEW }));
  for (const [at, y] of leftOver(words, letters).entries())
    if (at % 2 === 1) doubtful.push({ top: y - LETTER * height, bottom: y + LETTER * height, weight: 1 });
  const together: typeof doubtful = [];
  for (const each of doubtful.toSorted((a, b) => a.top - b.top)) {
    const last = together.at(-1);
    if (last === undefined || each.top > last.bottom) together.push({ ...each });
    else {
      last.bottom = Math.max(last.bottom, each.bottom);
      last.weight += each.weight;
    }
  }
  const rows = together.filter(({ weight }) => weight >= FEW);
  const page = Math.max(...lines.map(({ bottom }) => bottom)) - Math.min(...lines.map(({ top }) => top));
  const sum = rows.reduce((all, { top, bottom }) => all + bottom - top, 0);
  return sum === 0 || sum > MOST_OF_PAGE * page ? undefined : rows;
}

const FEW = 3; // letters: fewer in no word are points or dirt
const ROUND = 0.4; // heights of a line, above and below it
const LETTER = 0.7; // heights of a line, above and below the middle of a letter
const MOST_OF_PAGE = 0.6;
