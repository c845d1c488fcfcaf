import type { Span, WordBox } from '../nouns/reading.ts';

/** A word as a recogniser gives it; the box in pixels of the picture it was given. */
export interface RecognisedWord {
  readonly text: string;
  /** 0 to 100. */
  readonly confidence: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Words with the same keys stand in the same block, paragraph and line. */
  readonly paragraph: string;
  readonly line: string;
  /** Goes on from the word before it, without a space. */
  readonly joins?: true;
}

export interface WrittenWords {
  readonly text: string;
  readonly words: readonly WordBox[];
  readonly blocks: readonly Span[];
  /** Mean over letters, 0 to 100; 0 where there are none. */
  readonly confidence: number;
}

/** The columns of Tesseract's TSV: level page block paragraph line word left top width height confidence text. */
export function wordsOfTsv(tsv: string): readonly RecognisedWord[] {
  const words: RecognisedWord[] = [];
  for (const row of tsv.split('\n')) {
    const cells = row.split('\t');
    if (cells[0] !== '5' || cells.length < 12) continue;
    const [x = 0, y = 0, width = 0, height = 0, confidence = 0] = cells.slice(6, 11).map(Number);
    const text = cleaned(cells.slice(11).join('\t'));
    if (text === '' || confidence < 0) continue;
    const paragraph = cells.slice(1, 4).join('.');
    words.push({ text, confidence, x, y, width, height, paragraph, line: `${paragraph}.${cells[4]}` });
  }
  return withCommas(words);
}

/** The Uyghur model reads the comma of its own script as a closing quotation mark, in lines that open none. */
function withCommas(words: readonly RecognisedWord[]): readonly RecognisedWord[] {
  const quoting = new Set(words.filter(({ text }) => text.includes('‹')).map(({ line }) => line));
  return words.map((word) => {
    if (quoting.has(word.line) || !/\p{sc=Arabic}›$/v.test(word.text)) return word;
    return { ...word, text: `${word.text.slice(0, -1)}،` };
  });
}

/**
 * The words as one text with their boxes. Between Chinese characters a recogniser's spaces are dropped; lines end
 * with a line break and paragraphs with two.
 *
 * @param place takes a box back to where the caller wants it
 */
export function writeWords(
  words: readonly RecognisedWord[],
  place: (word: RecognisedWord) => readonly [number, number, number, number],
): WrittenWords {
  let text = '';
  let before: RecognisedWord | undefined;
  let blockStart = 0;
  const boxes: WordBox[] = [];
  const blocks: Span[] = [];
  let [sum, letters] = [0, 0];
  for (const word of words) {
    if (before !== undefined && before.paragraph !== word.paragraph) {
      blocks.push({ start: blockStart, end: text.length });
      text += '\n\n';
      blockStart = text.length;
    } else if (before !== undefined && before.line !== word.line) text += '\n';
    else if (before !== undefined && word.joins !== true && !(HAN_END.test(before.text) && HAN_START.test(word.text)))
      text += ' ';
    const start = text.length;
    text += word.text;
    const [x, y, width, height] = place(word);
    boxes.push([start, text.length, round(x), round(y), round(width), round(height), Math.round(word.confidence)]);
    sum += word.confidence * word.text.length;
    letters += word.text.length;
    before = word;
  }
  if (text.length > blockStart) blocks.push({ start: blockStart, end: text.length });
  return { text, words: boxes, blocks, confidence: letters === 0 ? 0 : sum / letters };
}

const HAN_END = /[\p{sc=Han}\u3000-\u303f\uff00-\uffef][,.;:!?]?$|^[,.;:!?]$/v;
const HAN_START = /^[\p{sc=Han}\u3000-\u303f\uff00-\uffef]|^[,.;:!?][\p{sc=Han}]?/v;

/** Without direction marks, which a recogniser puts around right-to-left words and which are not on the page. */
function cleaned(text: string): string {
  return text
    .replaceAll(/[\u200e\u200f\u202a-\u202e\u2066-\u2069\0]/gv, '')
    .toWellFormed()
    .trim();
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

/** Mean confidence over letters, 0 where there are none. */
export function confidenceOf(words: readonly RecognisedWord[]): number {
  const letters = words.reduce((sum, word) => sum + word.text.length, 0);
  return letters === 0 ? 0 : words.reduce((sum, word) => sum + word.confidence * word.text.length, 0) / letters;
}
