import type { Span } from '../../nouns/reading.ts';

/** Words between quotation marks; the span leaves out the marks and the white space at their inside. */
export interface Marked extends Span {
  /** Where the marks themselves begin and end. */
  readonly outer: Span;
  /** A paragraph that goes on in the next: its closing mark was left out, as printers do. */
  readonly goesOn: boolean;
}

type Side = 'open' | 'close' | 'either' | 'turned';

interface Mark extends Span {
  readonly side: Side;
  /** At the start of a line, where a mark may open a further paragraph of one quotation. */
  readonly heads: boolean;
}

// U+2033 and '' stand for double marks in texts that were recognised or typed; a single straight one is told apart below.
const DOUBLE = /["“”„‟«»＂″]|''|``|‘‘|’’/g;
const LONGEST = 3000; // UTF-16 units between two marks; more is a mark that nobody closed
const LONGEST_SINGLE = 600;
const MOST_LINES = 6;

/**
 * The runs of a text between double marks of every style, and outside of them between single ones. Marks of different
 * styles close each other, since texts mix them. A mark without its partner opens nothing.
 */
export function markedRuns(text: string, block: Span): readonly Marked[] {
  const doubles = pairDoubles(text, doubleMarks(text, block));
  return [...doubles, ...singles(text, block, doubles)].toSorted((a, b) => a.start - b.start);
}

function doubleMarks(text: string, block: Span): readonly Mark[] {
  const own = text.slice(block.start, block.end);
  const marks: Mark[] = [];
  for (const { 0: mark, index } of own.matchAll(DOUBLE)) {
    const start = block.start + index;
    const [before, after] = [own[index - 1] ?? '\n', own[index + mark.length] ?? '\n'];
    if (mark === '"' && /\d/.test(before) && /[\s)]/.test(after) && inches(own, index)) continue;
    marks.push({ start, end: start + mark.length, side: sideOf(mark, before, after), heads: /\n/.test(before) });
  }
  return marks;
}

/** `6 ft 5" tall`: the mark of a measure, with no mark open before it in its line. */
function inches(own: string, index: number): boolean {
  const line = own.slice(Math.max(0, index - 200), index).replace(/^.*\n/su, '');
  return (line.match(/"/g)?.length ?? 0) % 2 === 0;
}

function sideOf(mark: string, before: string, after: string): Side {
  if (/[“„‟«‘`]/.test(mark)) return /[\s.,;:!?)]/.test(after) ? 'either' : 'open';
  if (/[”»’]/.test(mark)) return 'close';
  const [spaceBefore, spaceAfter] = [/[\s([{—–-]/.test(before), /[\s)\]}.,;:!?—–-]/.test(after)];
  if (spaceBefore && !spaceAfter) return 'open';
  if (!spaceBefore && spaceAfter) return /\p{L}/u.test(before) && after === ' ' ? 'turned' : 'close';
  return 'either';
}

function pairDoubles(text: string, marks: readonly Mark[]): readonly Marked[] {
  const runs: Marked[] = [];
  const lines = linesOf(text, marks);
  let open: Mark | undefined;
  let inTurn = false;
  for (const [index, mark] of marks.entries()) {
    if (open !== undefined && tooFar(text, open, mark)) open = undefined;
    // Printers leave out the closing mark where the next paragraph goes on with an opening one.
    if (open !== undefined && mark.heads && mark.side === 'open') {
      const end = lineEnd(text, open, mark);
      runs.push(...runOf(text, open, { start: end, end }, true));
      open = undefined;
    }
    // Straight marks that come out even in their line open and close in turn, however they are spaced.
    const count = lines.get(index);
    if (count !== undefined) inTurn = count.straight && (count.marks % 2 === 0) === (open === undefined);
    const lost = !inTurn && opensNothing(text, mark, marks[index + 1]);
    if (open === undefined) open = lost ? undefined : mark;
    else if (mark.side === 'open' && !inTurn && !closesBadly(text, open, mark)) open = mark;
    else {
      runs.push(...runOf(text, open, mark, false));
      open = undefined;
    }
  }
  return runs;
}

/** A closing mark that closes nothing: its opening mark was lost, or the two were typed the wrong way round. */
function opensNothing(text: string, mark: Mark, next: Mark | undefined): boolean {
  if (next !== undefined && gapBehind(text, mark) && gapBefore(text, next) && gapBehind(text, next)) {
    return tooFar(text, mark, next);
  }
  if (mark.side !== 'turned') return mark.side === 'close';
  return next === undefined || next.side === 'open' || lineBetween(text, mark, next);
}

function gapBefore(text: string, mark: Mark): boolean {
  return /\s/.test(text[mark.start - 1] ?? '');
}

function gapBehind(text: string, mark: Mark): boolean {
  return /\s/.test(text[mark.end] ?? '\n');
}

interface LineOfMarks {
  readonly marks: number;
  readonly straight: boolean;
}

/** How many marks the line has in which a mark is the first, by the index of that mark. */
function linesOf(text: string, marks: readonly Mark[]): ReadonlyMap<number, LineOfMarks> {
  const lines = new Map<number, LineOfMarks>();
  let first = 0;
  for (const [index, mark] of marks.entries()) {
    const before = marks[index - 1];
    if (before === undefined || lineBetween(text, before, mark)) first = index;
    const line = lines.get(first) ?? { marks: 0, straight: true };
    const straight = /^(?:["＂]|'')$/.test(text.slice(mark.start, mark.end));
    lines.set(first, { marks: line.marks + 1, straight: line.straight && straight });
  }
  return lines;
}

/** `…, "he said`: the white space stands on the wrong side of the mark. */
function closesBadly(text: string, open: Mark, mark: Mark): boolean {
  return (
    /,\s$/.test(text.slice(open.end, mark.start)) &&
    /^(?:s?he|they|it|I|the|said)\s/.test(text.slice(mark.end, mark.end + 6))
  );
}

function tooFar(text: string, open: Mark, mark: Mark): boolean {
  if (mark.start - open.end > LONGEST) return true;
  return text.slice(open.end, mark.start).split('\n').length > MOST_LINES;
}

function lineBetween(text: string, a: Span, b: Span): boolean {
  return text.slice(a.end, b.start).includes('\n');
}

function lineEnd(text: string, open: Mark, mark: Mark): number {
  return open.end + text.slice(open.end, mark.start).trimEnd().length;
}

function runOf(text: string, open: Span, close: Span, goesOn: boolean): readonly Marked[] {
  const inner = text.slice(open.end, close.start);
  const start = open.end + (inner.length - inner.trimStart().length);
  const end = start + inner.trim().replace(/,$/, '').length;
  return end > start ? [{ start, end, outer: { start: open.start, end: close.end }, goesOn }] : [];
}

// After an opening mark: `'em`, `'til` and `'90s` have lost letters, they open nothing.
const SINGLE_OPEN = /(?<![\p{L}\p{N}'’‘])[‘'](?=[\p{L}\p{N}[…])(?!(?:em|til|n|tis|twas|cause|bout)\b|\d\ds?\b)/giu;
const SINGLE_CLOSE = /(?<=[\p{L}\p{N}.,!?…\])%])['’](?![\p{L}\p{N}'’])/gu;

/** Single marks stand for quotations too, but an apostrophe looks the same: both marks must be in one line. */
function singles(text: string, block: Span, doubles: readonly Marked[]): readonly Marked[] {
  const runs: Marked[] = [];
  let [from, at] = [block.start, 0];
  for (const { index } of text.slice(block.start, block.end).matchAll(SINGLE_OPEN)) {
    const start = block.start + index;
    while ((doubles[at]?.outer.end ?? Infinity) <= start) at += 1;
    const inside = (doubles[at]?.outer.start ?? Infinity) <= start;
    if (start < from || inside) continue;
    const limit = Math.min(block.end, doubles[at]?.outer.start ?? block.end, start + LONGEST_SINGLE);
    const rest = text.slice(start + 1, limit);
    const leads = text[start] === '‘' || /(?:^|\n|[:,]\s)$/.test(text.slice(Math.max(0, start - 2), start));
    const close = singleClose(rest) ?? (leads ? closeBelow(rest) : undefined);
    if (close === undefined) continue;
    const end = start + 1 + close;
    runs.push(...runOf(text, { start, end: start + 1 }, { start: end, end: end + 1 }, false));
    from = end + 1;
  }
  return runs;
}

/** In a line below, for a mark that can be no apostrophe; only behind a stop, since nothing else tells it from an apostrophe. */
function closeBelow(rest: string): number | undefined {
  const lines = rest.split('\n', MOST_LINES).join('\n');
  const close = /(?<=[.,!?…])['’](?=\s|$)/u.exec(lines)?.index;
  return close === undefined || /\n[‘'](?=\p{L})/u.test(lines.slice(0, close)) ? undefined : close;
}

/** The first mark that can close; one behind an s is a genitive (`the workers' rights`) if a better one follows. */
function singleClose(rest: string): number | undefined {
  const line = rest.slice(0, rest.includes('\n') ? rest.indexOf('\n') : undefined);
  const closes = Array.from(line.matchAll(SINGLE_CLOSE), ({ index }) => index);
  const opens = line.search(/\s[‘'](?=\p{L})/u);
  const own = opens === -1 ? closes : closes.filter((close) => close < opens);
  return own.find((close) => line[close - 1] !== 's' || /^[,.]/.test(line.slice(close + 1))) ?? own[0];
}
