import type { Span, WordBox } from '../../nouns/reading.ts';

/** One character as a PDF library gives it, in reading order. The box is in points from the top left corner. */
export interface Glyph {
  readonly code: number;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  /** Made up by the library (a space, a line end): its box means nothing. */
  readonly generated: boolean;
}

export interface LaidText {
  readonly text: string;
  readonly words: readonly WordBox[];
  readonly blocks: readonly Span[];
}

interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

interface Line extends Box {
  readonly glyphs: Glyph[];
  /** Ends in a hyphen that divides a word. */
  divided: boolean;
}

const NEW_BLOCK_GAP = 0.75; // of a line's height: wider than the spacing within a paragraph
const WIDER_THAN_USUAL = 1.3; // times the page's own line gap
const NEW_BLOCK_SIZE = 1.35; // ratio of line heights at which a heading ends and its text begins
const MAX_BROKEN = 0.3; // share of characters without a meaning past which a page is recognised from its picture
const NEW_RUN_GAP = 1; // of a line's height: a jump within a line that is a table's column rather than a space

/**
 * Puts characters together into lines, words and paragraphs. Lines end with a line break, paragraphs with two. A word
 * divided at a line's end is joined, and has a box on each line. Every Han or kana character is a word of its own.
 */
export function layText(glyphs: readonly Glyph[]): LaidText {
  const lines = intoLines(glyphs);
  const writer = new Writer();
  const usualGap = usualGapOf(lines);
  let previous: Line | undefined;
  for (const line of lines) {
    if (previous !== undefined && !joins(previous, line)) {
      writer.breakLine(previous.divided, startsBlock(previous, line, usualGap));
    }
    writer.line(line);
    previous = line;
  }
  return writer.finish(previous?.divided ?? false);
}

function intoLines(glyphs: readonly Glyph[]): readonly Line[] {
  const lines: Line[] = [];
  let line: Line | undefined;
  for (const glyph of glyphs) {
    if (glyph.code === 0x0d || glyph.code === 0x0a) {
      line = undefined;
      continue;
    }
    if (line === undefined) {
      line = { glyphs: [], left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity, divided: false };
      lines.push(line);
    }
    line.glyphs.push(glyph);
    if (!glyph.generated) grow(line, glyph);
    if (isDividing(glyph)) {
      line.divided = true;
      line = undefined;
    }
  }
  return lines.filter((each) => each.glyphs.some((glyph) => !isSpace(glyph.code)));
}

/** pdfium writes U+0002 or U+FFFE for a hyphen that divides a word at a line's end. */
function isDividing(glyph: Glyph): boolean {
  return glyph.code === 0x02 || glyph.code === 0xfffe;
}

function joins(before: Line, after: Line): boolean {
  return before.divided && /^\p{Ll}/v.test(stringOf(after.glyphs.find((glyph) => !glyph.generated)?.code ?? 0x20));
}

/** The middle gap between lines that follow each other downwards, in line heights: 1 or so on a double-spaced page. */
function usualGapOf(lines: readonly Line[]): number {
  const gaps: number[] = [];
  for (const [index, line] of lines.entries()) {
    const next = lines[index + 1];
    const gap = next === undefined ? -1 : (next.top - line.bottom) / heightOf(line);
    if (gap > -0.5 && gap < 3) gaps.push(gap);
  }
  gaps.sort((a, b) => a - b);
  return gaps[Math.floor(gaps.length / 2)] ?? 0;
}

function startsBlock(before: Line, after: Line, usualGap: number): boolean {
  const height = Math.min(heightOf(before), heightOf(after));
  if (!Number.isFinite(height) || height <= 0) return false;
  const ratio = heightOf(before) / heightOf(after);
  if (ratio > NEW_BLOCK_SIZE || ratio < 1 / NEW_BLOCK_SIZE) return true;
  // Side by side (a table's row) or further up (the next column).
  if (after.top < before.bottom - 0.5 * height) return after.bottom < before.top;
  return after.top - before.bottom > Math.max(NEW_BLOCK_GAP, WIDER_THAN_USUAL * usualGap) * height;
}

function heightOf(line: Line): number {
  return line.bottom - line.top;
}

class Writer {
  #text = '';
  /** What has come of the line since the text was last broken; its end is trimmed when the line ends. */
  #line = '';
  /** Whether another space would be one too many. */
  #spaced = true;
  #blockStart = 0;
  readonly #words: WordBox[] = [];
  readonly #blocks: Span[] = [];
  #wordStart = 0;
  #box: Box | undefined;

  line(line: Line): void {
    const height = heightOf(line);
    let last: Glyph | undefined;
    for (const glyph of line.glyphs) {
      if (isDividing(glyph)) continue;
      if (isSpace(glyph.code)) this.#space();
      else {
        if (last !== undefined && !glyph.generated && jumps(last, glyph, height)) this.#space();
        this.#write(glyph);
      }
      if (!glyph.generated) last = glyph;
    }
    this.#endWord();
  }

  /** A dividing hyphen that is not joined stays as what it looks like. */
  breakLine(divided: boolean, endsBlock: boolean): void {
    this.#endLine(divided);
    if (endsBlock) this.#endBlock();
    if (this.#text.length > this.#blockStart) this.#text += endsBlock ? '\n\n' : '\n';
    if (endsBlock) this.#blockStart = this.#text.length;
    this.#spaced = true;
  }

  finish(divided: boolean): LaidText {
    this.#endLine(divided);
    this.#endBlock();
    return { text: this.#text, words: this.#words, blocks: this.#blocks };
  }

  #endLine(divided: boolean): void {
    if (divided) this.#line += '-';
    this.#text += this.#line.trimEnd();
    this.#line = '';
  }

  get #length(): number {
    return this.#text.length + this.#line.length;
  }

  #space(): void {
    this.#endWord();
    if (this.#length > this.#blockStart && !this.#spaced) this.#line += ' ';
    this.#spaced = true;
  }

  #write(glyph: Glyph): void {
    const written = stringOf(glyph.code);
    if (written === '') return;
    // The first that are written so are the radicals.
    const alone = glyph.code >= 0x2e80 && /^[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]/v.test(written);
    if (alone) this.#endWord();
    if (this.#box === undefined) this.#wordStart = this.#length;
    this.#line += written;
    this.#spaced = false;
    this.#box ??= { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
    if (!glyph.generated) grow(this.#box, glyph);
    if (alone) this.#endWord();
  }

  #endWord(): void {
    const box = this.#box;
    this.#box = undefined;
    if (box === undefined || box.right < box.left) return;
    const [x, y] = [round(box.left), round(box.top)];
    this.#words.push([this.#wordStart, this.#length, x, y, round(box.right - box.left), round(box.bottom - box.top)]);
  }

  #endBlock(): void {
    if (this.#text.length > this.#blockStart) this.#blocks.push({ start: this.#blockStart, end: this.#text.length });
  }
}

function jumps(before: Glyph, after: Glyph, height: number): boolean {
  const gap = Math.max(after.left - before.right, before.left - after.right);
  return height > 0 && gap > NEW_RUN_GAP * height;
}

function grow(box: Box, glyph: Glyph): void {
  if (glyph.right <= glyph.left && glyph.bottom <= glyph.top) return;
  box.left = Math.min(box.left, glyph.left);
  box.top = Math.min(box.top, glyph.top);
  box.right = Math.max(box.right, glyph.right);
  box.bottom = Math.max(box.bottom, glyph.bottom);
}

function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x09 || code === 0xa0 || code === 0x3000 || (code >= 0x2000 && code <= 0x200b);
}

/** What a character becomes in the text: presentation forms and ligatures as plain letters, marks of layout as nothing. */
function stringOf(code: number): string {
  if (code > 0x20 && code < 0x7f) return String.fromCharCode(code);
  if (code < 0x20 || (code >= 0x7f && code < 0xa0) || code === 0xad) return '';
  if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return '\uFFFD';
  // Direction marks and byte order marks: the order of the letters already says it.
  if ((code >= 0x200e && code <= 0x200f) || (code >= 0x202a && code <= 0x202e) || code === 0xfeff) return '';
  if ((code & 0xfffe) === 0xfffe || (code >= 0xfdd0 && code <= 0xfdef)) return '';
  const char = String.fromCodePoint(code);
  const presentation = (code >= 0xfb00 && code <= 0xfdff) || (code >= 0xfe70 && code <= 0xfeff);
  return presentation ? char.normalize('NFKC') : char;
}

/** To a hundredth of a point: finer than any screen shows, and shorter to keep. */
function round(points: number): number {
  return Math.round(points * 100) / 100;
}

/** Whether the page's own text says too little of what the page shows. `unmapped` as in `PageGlyphs`. */
export function unusable(glyphs: readonly Glyph[], unmapped: number): boolean {
  let [written, broken] = [0, 0];
  for (const { code, generated } of glyphs) {
    if (generated || isSpace(code) || code === 0x0d || code === 0x0a) continue;
    written += 1;
    if (code >= 0x20 && code < 0xe000) continue;
    const astray = code === 0xfffd || code <= 0xf8ff || code >= 0xf0000;
    if (astray && code !== 2) broken += 1;
  }
  if (written === 0) return false;
  return Math.max(broken, unmapped) > MAX_BROKEN * written;
}
