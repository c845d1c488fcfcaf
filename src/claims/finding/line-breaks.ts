const FULL_LINE = 0.8; // of the widest line of its paragraph
const LEAST_WIDTH = 24; // in halves of a Han character; a shorter line is a heading or a signature
const WIDEST = 400; // UTF-16 units; what is longer is no printed line
/** A stop in half width behind a Han character is a speck of the scan. */
const ENDS = /[。！？：；…”』」!?؟:;|]$|(?<!\p{Script=Han})\.$/u;
/** A line that ends so goes on whatever letter comes. */
const OPEN = /\s(?:the|an?|of|to|and|or|in|on|at|by|for|with|from|that|its|their|his|her|was|were|is|are)$/;
const CELLS = /\d +[\d,.]+ +\d|\t| {2}|[|│‖]/u;
const ITEM = /^\s*(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[)）]|\d{1,3}[.、)）]|[-–—•·●>])/u;
/** Goes on with a sentence: a Han character, a small letter, a letter of a script without capitals, a number. */
const GOES_ON = /^[\s“"'‘(（«]*[\p{Ll}\p{Lo}\d，、]/u;

/**
 * Line breaks inside a sentence, by their places: those of a line that is as full as its paragraph is wide, ends with no
 * mark, and is followed by what can go on with a sentence and is no item of a list. UTF-16 code units.
 */
export function softBreaks(text: string): readonly number[] {
  const breaks: number[] = [];
  let [at, widest] = [0, 0];
  const lines = text.split('\n');
  for (const [number, line] of lines.entries()) {
    if (isBlank(lines[number - 1])) widest = widestFrom(lines, number);
    at += line.length;
    const next = lines[number + 1];
    if (next !== undefined && !isBlank(next) && isFull(line.trimEnd(), widest) && goesOn(line.trimEnd(), next))
      breaks.push(at);
    at += 1;
  }
  return breaks;
}

/** The same text, as long, with spaces for such line breaks, and for the speck of a scan in front of one. */
export function unwrapped(text: string): string {
  const parts: string[] = [];
  let from = 0;
  for (const at of softBreaks(text)) {
    const speck = text[at - 1] === '.' ? 1 : 0;
    parts.push(text.slice(from, at - speck), ' '.repeat(speck + 1));
    from = at + 1;
  }
  return parts.length === 0 ? text : parts.join('') + text.slice(from);
}

function goesOn(line: string, next: string): boolean {
  return (GOES_ON.test(next) || OPEN.test(line)) && !ITEM.test(next) && !CELLS.test(next.slice(0, WIDEST).trim());
}

function isBlank(line: string | undefined): boolean {
  return line === undefined || line.trim() === '';
}

/** The width of the widest line of the paragraph that begins with a line. */
function widestFrom(lines: readonly string[], first: number): number {
  let widest = 0;
  for (let number = first; !isBlank(lines[number]); number += 1) {
    widest = Math.max(widest, widthOf(lines[number]?.slice(0, WIDEST) ?? ''));
  }
  return widest;
}

function isFull(line: string, widest: number): boolean {
  if (line.length > WIDEST) return false;
  const width = widthOf(line);
  return width >= LEAST_WIDTH && width >= widest * FULL_LINE && !ENDS.test(line) && !CELLS.test(line);
}

function widthOf(line: string): number {
  return line.length + (line.match(/[\p{Script=Han}\u3000-\u303f\uff00-\uff60]/gu)?.length ?? 0);
}
