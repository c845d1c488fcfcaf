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
  return worth(a) > worth(b) && confidenceOf(a) > confidenceOf(b) - 3;
}

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
  let covered = 0;
  for (let at = 0; at < letters.length; at += 2) {
    const [lx = 0, ly = 0] = [letters[at], letters[at + 1]];
    // A box may be cut short of a letter's last stroke.
    const inside = words.some(
      ({ x, y, width, height }) =>
        ly >= y && ly <= y + height && lx >= x - 0.3 * height && lx <= x + width + 0.3 * height,
    );
    if (inside) covered++;
  }
  return letters.length === 0 ? 1 : (2 * covered) / letters.length;
}

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
