import { hash } from 'node:crypto';
import type { Passage, Span } from '../../nouns/reading.ts';
import type { StatementValue } from '../../nouns/statement.ts';
import { unwrapped } from '../finding/line-breaks.ts';

/** Words in a text with what stands around them, by which they are found again in another reading of the document. */
export interface Anchor extends Span {
  readonly kind: StatementValue['kind'];
  /** Of very long ones the beginning. */
  readonly words: string;
  readonly before: string;
  readonly after: string;
}

const MOST_WORDS = 2_000; // UTF-16 units
const AROUND = 48;
/** Fewer units say too little by themselves to be known by. */
const TELLING = 24;
const MOST_PLACES = 1_000; // looked at

/** What stands at a place of a text, and around it. */
export function anchorAt(text: string, { start, end }: Span, kind: StatementValue['kind']): Anchor {
  return {
    kind,
    start,
    end,
    words: text.slice(start, Math.min(end, start + MOST_WORDS)).toWellFormed(),
    before: text.slice(Math.max(0, start - AROUND), start).toWellFormed(),
    after: text.slice(end, end + AROUND).toWellFormed(),
  };
}

/**
 * The same document, words, words around them and kind have the same id, whoever finds them and wherever a later
 * reading puts them.
 *
 * @param taken ids of the document so far; receives the new one. Equal words among equal words are counted through.
 */
export function statementId(original: string, anchor: Anchor, taken: Set<string>): string {
  const { kind, words, before, after } = anchor;
  const said = [original, kind, bare(words), bare(before).slice(-BESIDE), bare(after).slice(0, BESIDE)];
  const idOf = (nth: number): string => hash('sha256', JSON.stringify([...said, nth]), 'hex').slice(0, 24);
  let nth = 0;
  let id = idOf(nth);
  // Those before it are taken one after the other: halving finds the first that is not, also the ten-thousandth.
  let step = 1;
  for (; taken.has(id); step *= 2) {
    nth += step;
    id = idOf(nth);
  }
  for (let [low, high] = [nth - step / 2, nth]; high - low > 1;) {
    const middle = Math.floor((low + high) / 2);
    const between = idOf(middle);
    if (taken.has(between)) low = middle;
    else [high, id] = [middle, between];
  }
  taken.add(id);
  return id;
}

/**
 * Where the words of an anchor stand in a text by now: where they are told apart by what stands around them, or stand
 * only once and are long enough to be known by. White space may differ.
 */
export function placeOf(text: string, anchor: Anchor): Span | undefined {
  if (text.slice(anchor.start).startsWith(anchor.words) && likeness(text, anchor, anchor) === 2) return anchor;
  const places = placesOf(text, anchor);
  const [only] = places;
  if (places.length === 1 && only !== undefined && anchor.words.length >= TELLING) return only;
  for (const wanted of [2, 1]) {
    const alike = places.filter((place) => likeness(text, place, anchor) >= wanted);
    if (alike.length === 1) return alike[0];
    if (alike.length > 1) return undefined;
  }
  return undefined;
}

function placesOf(text: string, { words, start, end }: Anchor): readonly Span[] {
  const parts = words.trim().split(/\s+/);
  if (parts.join('') === '') return [];
  // The first words lead to places; only there are all compared, so that a text of one word cannot make this slow.
  const lead = patternOf(leadOf(parts), 'gu');
  const whole = patternOf(parts, 'uy');
  const cut = Math.max(0, end - start - words.length); // what was too long to be kept
  const places: Span[] = [];
  let looks = 0;
  for (const { index } of text.matchAll(lead)) {
    looks += 1;
    if (looks > MOST_PLACES) break;
    whole.lastIndex = index;
    const [found] = whole.exec(text) ?? [];
    if (found === undefined) continue;
    places.push({ start: index, end: Math.min(text.length, index + found.length + cut) });
  }
  return places;
}

const LEADING = 6; // words
const LONGEST_LEAD = 20; // code points of each

/** Up to the first long word, of which the beginning. */
function leadOf(parts: readonly string[]): readonly string[] {
  const lead: string[] = [];
  for (const part of parts.slice(0, LEADING)) {
    lead.push(
      Array.from(part.slice(0, 2 * LONGEST_LEAD))
        .slice(0, LONGEST_LEAD)
        .join(''),
    );
    if (part.length > LONGEST_LEAD) break;
  }
  return lead;
}

function patternOf(parts: readonly string[], flags: string): RegExp {
  return new RegExp(parts.map((part) => RegExp.escape(part)).join('\\s+'), flags);
}

/** On how many sides the same stands around: 0, 1 or 2. A few letters next to it are enough. */
function likeness(text: string, { start, end }: Span, { before, after }: Anchor): number {
  const here = {
    before: bare(text.slice(Math.max(0, start - AROUND), start)),
    after: bare(text.slice(end, end + AROUND)),
  };
  const left = bare(before).slice(-NEXT);
  const right = bare(after).slice(0, NEXT);
  return (here.before.endsWith(left) ? 1 : 0) + (here.after.startsWith(right) ? 1 : 0);
}

const NEXT = 12; // letters
const BESIDE = 20;

function bare(text: string): string {
  return text.replace(/\s+/gu, '');
}

/** Whether two stretches have half of the shorter one in common. */
export function overlaps(a: Span, b: Span): boolean {
  const common = Math.min(a.end, b.end) - Math.max(a.start, b.start);
  return common > 0 && common * 2 >= Math.min(a.end - a.start, b.end - b.start);
}

/** Whether two values of a kind say the same, whatever the words. */
export function saysSame(a: StatementValue, b: StatementValue): boolean {
  if (a.kind === 'figure' && b.kind === 'figure') return a.lo === b.lo && a.hi === b.hi;
  if (a.kind === 'date' && b.kind === 'date') return a.from === b.from && a.to === b.to;
  if (a.kind === 'stance' && b.kind === 'stance') return a.polarity === b.polarity;
  return a.kind === b.kind;
}

export interface SentencePlace extends Span {
  readonly text: string;
  readonly language: string;
  readonly page: number | undefined;
}

const SENTENCES = new Intl.Segmenter('en', { granularity: 'sentence' });
const WINDOW = 700; // UTF-16 units looked at on either side

/** The sentence around a place, or from the first to the last of them where the place runs through several. */
export function sentenceAround(text: string, passages: readonly Passage[], { start, end }: Span): SentencePlace {
  const passage = passageAt(passages, start);
  const [least, most] = [
    Math.max(passage?.start ?? 0, start - WINDOW),
    Math.max(end, Math.min(passage?.end ?? text.length, end + WINDOW)),
  ];
  // Lines as a page has them are no sentences.
  const window = unwrapped(text.slice(least, most));
  const line = window.indexOf('\n', end - least);
  const from = least + window.lastIndexOf('\n', start - least - 1) + 1;
  const to = line < 0 ? most : Math.max(end, least + line);
  let [first, last] = [from, to];
  for (const { index, segment } of SENTENCES.segment(window.slice(from - least, to - least))) {
    const [begins, ends] = [from + index, from + index + segment.trimEnd().length];
    if (begins <= start) first = begins;
    if (ends >= end) {
      last = ends;
      break;
    }
  }
  const around = { start: Math.min(first, start), end: Math.max(last, end) };
  return {
    ...around,
    text: text.slice(around.start, around.end).toWellFormed(),
    language: passage?.language ?? 'und',
    page: passage?.page,
  };
}

/** Passages follow each other. */
function passageAt(passages: readonly Passage[], at: number): Passage | undefined {
  let [low, high] = [0, passages.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((passages[middle]?.end ?? 0) <= at) low = middle + 1;
    else high = middle;
  }
  return passages[low];
}
