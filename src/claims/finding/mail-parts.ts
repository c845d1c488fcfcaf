import type { Span } from '../../nouns/reading.ts';
import { headerDate, isHeader, isHeaderLine, isOverHeader } from './text-header.ts';
import { fullDateIn } from './written-date.ts';

/** A stretch of a text in the words of one mail, or of whoever wrote the text: no header, no line that says who wrote what. */
export interface MailPart extends Span {
  /** When that was sent or written, ISO 8601 with the precision that is known: what `today` in it is counted from. */
  readonly published: string | undefined;
}

interface Line extends Span {
  /** Without the marks of repeating. */
  readonly words: string;
  /** How often it was repeated: the number of marks `>`. */
  readonly depth: number;
}

/** A mail that goes on to the end of the text, or of the lines that are repeated as often. */
interface Open {
  readonly depth: number;
  readonly published: string | undefined;
}

/**
 * The parts of a text in order. Below a header of a mail, and in what is repeated below `On 3 October 2031 Ada Marsh wrote:`, the
 * words are of that day. Of a header without a date, or of the text's own at its beginning, it is the day of what stands above.
 *
 * @param published when the text itself was written
 */
export function mailParts(text: string, published: string | undefined): readonly MailPart[] {
  if (!MAY_HOLD.test(text)) return [{ start: 0, end: text.length, published }];
  const parts: MailPart[] = [];
  const lines = linesOf(text);
  let open: readonly Open[] = [{ depth: 0, published }];
  let [from, at, begun] = [0, 0, false];
  const closeAt = (end: number): void => {
    if (from < end) parts.push({ start: from, end, published: open.at(-1)?.published });
    from = end;
  };
  for (let line = lines[at]; line !== undefined; line = lines[at]) {
    const passed = headerAt(lines, at) ?? wroteAt(lines, at);
    if (passed === undefined) {
      const { depth } = line;
      const says = line.words.trim() !== '';
      if (says && (open.at(-1)?.depth ?? 0) > depth) {
        closeAt(line.start);
        open = open.filter((each) => each.depth <= depth);
      }
      begun ||= says;
      at += 1;
    } else {
      closeAt(line.start);
      const sent =
        begun || passed.isOver ? sentOn(passed, open.at(-1)?.published) : (published ?? sentOn(passed, published));
      open = [...open.filter(({ depth }) => depth < passed.depth), { depth: passed.depth, published: sent }];
      begun = true;
      at = passed.next;
      from = lines[at]?.start ?? text.length;
    }
  }
  closeAt(text.length);
  return parts;
}

/** A quick look: most texts hold no mail. */
const MAY_HOLD = /^[ \t>]*\p{L}[\p{L} _-]{0,30}[:：]|\bwrote:|写道[:：]/mu;

/** A day; else the year, of what is written in a way that may mean several days. */
function sentOn({ date }: PassedOn, above: string | undefined): string | undefined {
  if (date === undefined) return above;
  return fullDateIn(date) ?? /(?<!\d)[12]\d{3}(?!\d)/.exec(date)?.[0] ?? above?.slice(0, 4);
}

interface PassedOn {
  readonly date: string | undefined;
  /** Of the lines that follow. */
  readonly depth: number;
  /** The first line behind. */
  readonly next: number;
  /** A line says that it is passed on; the first header of a text without such a line is its own. */
  readonly isOver: boolean;
}

const MOST_LINES = 60; // of a header
const LONGEST_HEADER = 8_192; // UTF-16 units

/** Lines `name: value`, with the line that programs print over them, to an empty line. */
function headerAt(lines: readonly Line[], at: number): PassedOn | undefined {
  const first = lines[at];
  if (first === undefined || (!isHeaderLine(first.words) && !isOverHeader(first.words))) return undefined;
  const over = isOverHeader(first.words);
  const begin = over ? at + 1 + lines.slice(at + 1, at + 3).findIndex(({ words }) => words.trim() !== '') : at;
  let next = begin;
  const own: string[] = [];
  for (; next < lines.length && next - begin < MOST_LINES; next += 1) {
    const { words = '', end = 0, depth } = lines[next] ?? {};
    if (end - first.start > LONGEST_HEADER) return undefined;
    if (depth !== first.depth) break;
    if (own.length > 0 && /^[ \t]+\S/.test(words)) own.push(`${own.pop() ?? ''} ${words.trim()}`);
    else if (isHeaderLine(words)) own.push(words);
    else break;
  }
  const header = own.join('\n');
  if ((lines[next]?.words.trim() ?? '') !== '' || own.length === 0 || !isHeader(header)) return undefined;
  return { date: headerDate(header), depth: first.depth, next, isOver: over };
}

const WROTE = /^(?:On\s.{5,240}\swrote|(?:在|于|於)?.{5,160}写道)[:：]\s*$/u;

/** `On Fri, 3 Oct 2031, Ada Marsh <…> wrote:`, over at most two lines; what it repeats stands below with a mark more. */
function wroteAt(lines: readonly Line[], at: number): PassedOn | undefined {
  const [first, second] = [lines[at], lines[at + 1]];
  if (first === undefined || !/^On\s|\d{4}/.test(first.words) || first.words.length > 240) return undefined;
  const two = `${first.words.trimEnd()} ${second?.words.trim() ?? ''}`;
  const next = WROTE.test(first.words) ? at + 1 : second?.depth === first.depth && WROTE.test(two) ? at + 2 : undefined;
  const date = next === undefined ? undefined : fullDateIn(next === at + 1 ? first.words : two);
  if (next === undefined || date === undefined) return undefined;
  const below = lines.slice(next, next + 3).find(({ words }) => words.trim() !== '')?.depth ?? 0;
  // An article says so too, of a letter; there nothing tells where it ends.
  return below > first.depth || two.includes('@')
    ? { date, depth: Math.max(first.depth, below), next, isOver: true }
    : undefined;
}

const MARKS = /^(?:[ \t]{0,3}>)+ ?/;

function linesOf(text: string): readonly Line[] {
  const lines: Line[] = [];
  for (let start = 0; start < text.length;) {
    const cut = text.indexOf('\n', start);
    const end = cut < 0 ? text.length : cut;
    const raw = text.slice(start, end);
    const marks = MARKS.exec(raw)?.[0] ?? '';
    lines.push({ start, end, words: raw.slice(marks.length), depth: marks.split('>').length - 1 });
    start = end + 1;
  }
  return lines;
}
