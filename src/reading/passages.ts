import type { Span } from '../nouns/reading.ts';

/** In UTF-16 units: a long paragraph. Longer ones are cut where a sentence ends. */
const PASSAGE_LIMIT = 1_200;
/** In UTF-16 units: a line below it does not stand alone beside lines of its own block. */
const CUT_FROM = 400;

const sentences = new Intl.Segmenter('und', { granularity: 'sentence' });

/**
 * Paragraph-sized stretches of a text, in order, none empty, none beginning or ending with white space, each mostly
 * in one script. `blocks` are the paragraphs that the reader saw; without them the text is cut at blank lines.
 */
export function cutIntoPassages(text: string, blocks?: readonly Span[]): readonly Span[] {
  const paragraphs = blocks === undefined ? paragraphsOf(text) : inOrder(blocks, text.length);
  return withTinyJoined(
    text,
    paragraphs.flatMap((block) => cutBlock(text, block)),
  );
}

/** In UTF-16 units: entries of a menu, cells of a form; several stand together up to `CUT_FROM`. */
const TINY = 60;

function withTinyJoined(text: string, passages: readonly Span[]): readonly Span[] {
  const joined: Span[] = [];
  let script: Script = 'none';
  let lastWasTiny = false;
  for (const passage of passages) {
    const last = joined.at(-1);
    const tiny = passage.end - passage.start < TINY;
    const own = tiny ? mainScript(text.slice(passage.start, passage.end)) : 'none';
    const open = last !== undefined && lastWasTiny && passage.end - last.start <= CUT_FROM;
    if (last !== undefined && open && tiny && (own === script || own === 'none' || script === 'none')) {
      joined[joined.length - 1] = { start: last.start, end: passage.end };
      if (script === 'none') script = own;
    } else {
      joined.push(passage);
      script = own;
    }
    lastWasTiny = tiny;
  }
  return joined;
}

/** Writing systems that are told apart; a passage holds one, apart from single words of another. */
export type Script = 'han' | 'arabic' | 'latin' | 'cyrillic' | 'other' | 'none';

const SCRIPTS: readonly (readonly [Script, RegExp])[] = [
  ['han', /[\p{scx=Han}\p{scx=Kana}\p{scx=Hira}]/gv],
  ['arabic', /\p{sc=Arabic}/gv],
  ['latin', /\p{sc=Latin}/gv],
  ['cyrillic', /\p{sc=Cyrillic}/gv],
  ['other', /[\p{L}--[\p{scx=Han}\p{scx=Kana}\p{scx=Hira}\p{sc=Arabic}\p{sc=Latin}\p{sc=Cyrillic}]]/gv],
];

/** The script of most letters; a Chinese character weighs as much as the four letters of a word. */
export function mainScript(text: string): Script {
  // Most text by far is told in one look, not five.
  if (/^[\0-\x7f]*$/v.test(text)) return /[a-z]/iv.test(text) ? 'latin' : 'none';
  let best: Script = 'none';
  let most = 0;
  for (const [script, letters] of SCRIPTS) {
    const count = (text.match(letters)?.length ?? 0) * (script === 'han' ? 4 : 1);
    if (count > most) [best, most] = [script, count];
  }
  return best;
}

/** Stretches between blank lines. */
export function paragraphsOf(text: string): readonly Span[] {
  const spans: Span[] = [];
  let start = 0;
  for (const gap of text.matchAll(/\r?\n[\t ]*(\r?\n[\t ]*)+/gv)) {
    spans.push({ start, end: gap.index });
    start = gap.index + gap[0].length;
  }
  spans.push({ start, end: text.length });
  return spans;
}

/** Blocks come from an expendable process: those that overlap or run backwards are brought in order. */
function inOrder(blocks: readonly Span[], length: number): readonly Span[] {
  const spans: Span[] = [];
  let at = 0;
  for (const { start, end } of blocks.toSorted((a, b) => a.start - b.start)) {
    const from = Math.max(at, start);
    if (end <= from || end > length) continue;
    // What lies between two blocks is text too: nothing is left out of the search.
    if (from > at) spans.push({ start: at, end: from });
    spans.push({ start: from, end });
    at = end;
  }
  if (at < length) spans.push({ start: at, end: length });
  return spans;
}

function cutBlock(text: string, block: Span): readonly Span[] {
  const passages: Span[] = [];
  let open: { start: number; end: number; script: Script } | undefined;
  const close = (): void => {
    if (open !== undefined) passages.push({ start: open.start, end: open.end });
    open = undefined;
  };
  for (const line of linesOf(text, block)) {
    for (const piece of cutLong(text, line)) {
      const script = mainScript(text.slice(piece.start, piece.end));
      if (open !== undefined && !joins(open, piece, script)) close();
      open =
        open === undefined
          ? { ...piece, script }
          : { start: open.start, end: piece.end, script: open.script === 'none' ? script : open.script };
    }
  }
  close();
  return passages;
}

function joins(open: Span & { readonly script: Script }, piece: Span, script: Script): boolean {
  if (piece.end - open.start > PASSAGE_LIMIT) return false;
  return script === open.script || script === 'none' || open.script === 'none';
}

function linesOf(text: string, block: Span): readonly Span[] {
  const spans: Span[] = [];
  let start = block.start;
  while (start < block.end) {
    const feed = text.indexOf('\n', start);
    const end = feed < 0 || feed >= block.end ? block.end : feed;
    const span = trimmed(text, start, end);
    if (span !== undefined) spans.push(span);
    start = end + 1;
  }
  return spans;
}

function cutLong(text: string, line: Span): readonly Span[] {
  if (line.end - line.start <= PASSAGE_LIMIT) return [line];
  const pieces: Span[] = [];
  let start = line.start;
  while (start < line.end) {
    const end = cutAt(text, start, line.end);
    const span = trimmed(text, start, end);
    if (span !== undefined) pieces.push(span);
    start = end;
  }
  return pieces;
}

/** The last sentence end that fits, else the last space, else as much as fits without splitting a character. */
function cutAt(text: string, start: number, end: number): number {
  if (end - start <= PASSAGE_LIMIT) return end;
  const window = text.slice(start, start + PASSAGE_LIMIT);
  let cut = 0;
  for (const { index } of sentences.segment(window)) cut = index;
  if (cut < CUT_FROM) cut = window.lastIndexOf(' ') + 1;
  if (cut < CUT_FROM) cut = PASSAGE_LIMIT;
  const code = text.charCodeAt(start + cut);
  return start + (code >= 0xdc00 && code <= 0xdfff ? cut - 1 : cut);
}

function trimmed(text: string, from: number, to: number): Span | undefined {
  const slice = text.slice(from, to);
  const start = from + slice.length - slice.trimStart().length;
  const end = from + slice.trimEnd().length;
  return end > start ? { start, end } : undefined;
}
