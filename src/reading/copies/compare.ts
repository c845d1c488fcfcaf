import { setImmediate as breathe } from 'node:timers/promises';
import type { ComparedPassage, ComparedPiece, ComparedRow, Comparison, SharedText } from '../../nouns/copies.ts';
import type { Passage, Reading, Span } from '../../nouns/reading.ts';
import { eachToken } from '../../search/tokens.ts';
import { paragraphsOf } from '../passages.ts';
import { align, ALONE } from './align.ts';

/** In UTF-16 units: about two thousand printed pages of each text are compared; the rest is said to be left out. */
const LONGEST = 4_000_000;
/** UTF-16 units between two looks at what else waits. */
const UNITS_AT_ONCE = 200_000;
/** Of the words of the shorter paragraph: two that share fewer have no more in common than any two. */
const LINKED_FROM = 1 / 3;
/** Paragraphs of one side in one row: where the two texts are cut at different places throughout, rows end here. */
const ROW_LIMIT = 8;

export interface ComparedTexts extends SharedText {
  readonly rows: readonly ComparedRow[];
  /** Where a text was too long: how much of each was compared. */
  readonly compared?: { readonly first: Span; readonly second: Span };
}

export interface ComparisonRequest {
  /** Only the rows that are not the same. */
  readonly changes: boolean;
  readonly limit: number;
  readonly offset: number;
}

export type ComparedPage = Omit<Comparison, 'first' | 'second'>;

/** One side, its paragraphs without those that have no words, its words as numbers that are the same in both sides. */
interface Side {
  readonly text: string;
  readonly passages: readonly Passage[];
  readonly tokens: Int32Array;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** Which of `passages` each token stands in. */
  readonly passageOf: Int32Array;
  readonly characters: Uint8Array;
  readonly end: number;
}

type Text = Pick<Reading, 'text' | 'passages'>;

/**
 * Two texts beside each other, paragraph by paragraph, with the words that have no counterpart. Words are compared as
 * the search folds them: case, punctuation, line breaks and the script of Chinese make no difference.
 */
export async function compareTexts(first: Text, second: Text): Promise<ComparedTexts> {
  const numbers = new Map<string, number>();
  const a = await sideOf(first, numbers);
  const b = await sideOf(second, numbers);
  const match = align(a.tokens, b.tokens);
  forgetSingleCharacters(match, a);
  const links = linksBetween(a, b, match);
  const [alone, aloneInB] = aloneIn(a, b, match, links);
  const rows = rowsOf(a, b, links, alone, aloneInB);
  const found = { rows, share: shareWithCounterpart(alone), shareOfOther: shareWithCounterpart(aloneInB) };
  if (a.end === first.text.length && b.end === second.text.length) return found;
  return { ...found, compared: { first: { start: 0, end: a.end }, second: { start: 0, end: b.end } } };
}

async function sideOf({ text, passages }: Text, numbers: Map<string, number>): Promise<Side> {
  const tokens: number[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  const passageOf: number[] = [];
  const characters: number[] = [];
  const kept: Passage[] = [];
  let since = 0;
  let end = text.length;
  for (const passage of passages.flatMap((each) => paragraphsIn(text, each))) {
    if (passage.end > LONGEST) {
      end = kept.at(-1)?.end ?? 0;
      break;
    }
    const before = tokens.length;
    eachToken(text.slice(passage.start, passage.end), (exact, start, tokenEnd, syllabic) => {
      // The search pairs a character with the next one; here it stands for itself.
      const key = syllabic ? String.fromCodePoint(exact.codePointAt(0) ?? 0) : exact;
      const width = syllabic ? ((text.codePointAt(passage.start + start) ?? 0) > 0xffff ? 2 : 1) : tokenEnd - start;
      let number = numbers.get(key);
      if (number === undefined) numbers.set(key, (number = numbers.size));
      tokens.push(number);
      starts.push(passage.start + start);
      ends.push(passage.start + start + width);
      passageOf.push(kept.length);
      characters.push(syllabic ? 1 : 0);
    });
    if (tokens.length > before) kept.push(passage);
    since += passage.end - passage.start;
    if (since < UNITS_AT_ONCE) continue;
    since = 0;
    await breathe(); // a very long text must not keep the case from answering
  }
  return {
    text,
    end,
    passages: kept,
    tokens: Int32Array.from(tokens),
    starts: Int32Array.from(starts),
    ends: Int32Array.from(ends),
    passageOf: Int32Array.from(passageOf),
    characters: Uint8Array.from(characters),
  };
}

/** Small paragraphs stand together in one passage; here each stands alone. */
function paragraphsIn(text: string, passage: Passage): readonly Passage[] {
  return paragraphsOf(text.slice(passage.start, passage.end)).map(({ start, end }) => ({
    ...passage,
    start: passage.start + start,
    end: passage.start + end,
  }));
}

/** One character of a run without spaces, alone between two changes, is chance and no counterpart. */
function forgetSingleCharacters(match: Int32Array, { characters }: Side): void {
  for (let i = 1; i + 1 < match.length; i += 1) {
    const at = match[i] ?? ALONE;
    if (at === ALONE || characters[i] !== 1) continue;
    if (match[i - 1] !== at - 1 && match[i + 1] !== at + 1) match[i] = ALONE;
  }
}

/** Paragraphs that go together, in order: `[of a, of b]`. */
type Link = readonly [number, number];

function linksBetween(a: Side, b: Side, match: Int32Array): readonly Link[] {
  const [inA, inB] = [countsOf(a), countsOf(b)];
  const links: Link[] = [];
  let [open, count] = [undefined as Link | undefined, 0];
  const close = (): void => {
    if (open === undefined) return;
    const least = Math.min(inA[open[0]] ?? 0, inB[open[1]] ?? 0);
    if (count >= least * LINKED_FROM) links.push(open);
  };
  for (const [i, j] of match.entries()) {
    if (j === ALONE) continue;
    const [p, q] = [a.passageOf[i] ?? 0, b.passageOf[j] ?? 0];
    if (open?.[0] === p && open[1] === q) count += 1;
    else {
      close();
      [open, count] = [[p, q], 1];
    }
  }
  close();
  return links;
}

function countsOf({ passages, passageOf }: Side): Int32Array {
  const counts = new Int32Array(passages.length);
  for (const passage of passageOf) counts[passage] = (counts[passage] ?? 0) + 1;
  return counts;
}

/** For each token of both sides, 1 where it has no counterpart in a paragraph that goes with its own. */
function aloneIn(a: Side, b: Side, match: Int32Array, links: readonly Link[]): readonly [Uint8Array, Uint8Array] {
  const linked = new Set(links.map(([p, q]) => p * b.passages.length + q));
  const alone = new Uint8Array(a.tokens.length).fill(1);
  const aloneInB = new Uint8Array(b.tokens.length).fill(1);
  for (const [i, j] of match.entries()) {
    if (j === ALONE) continue;
    if (!linked.has((a.passageOf[i] ?? 0) * b.passages.length + (b.passageOf[j] ?? 0))) continue;
    alone[i] = 0;
    aloneInB[j] = 0;
  }
  return [alone, aloneInB];
}

function shareWithCounterpart(alone: Uint8Array): number {
  return alone.length === 0 ? 0 : 1 - alone.reduce((sum, each) => sum + each, 0) / alone.length;
}

function rowsOf(
  a: Side,
  b: Side,
  links: readonly Link[],
  alone: Uint8Array,
  aloneInB: Uint8Array,
): readonly ComparedRow[] {
  const left = passagesOf(a, alone);
  const right = passagesOf(b, aloneInB);
  const rows: ComparedRow[] = [];
  let [p, q] = [0, 0];
  const add = (pEnd: number, qEnd: number): void => {
    const [first, second] = [left.slice(p, pEnd), right.slice(q, qEnd)];
    [p, q] = [pEnd, qEnd];
    if (first.length + second.length > 0) rows.push({ kind: kindOfRow(first, second), first, second });
  };
  const addAlone = (pEnd: number, qEnd: number): void => {
    for (let passage = p; passage < pEnd; passage += 1) add(passage + 1, q);
    for (let passage = q; passage < qEnd; passage += 1) add(p, passage + 1);
  };
  for (let at = 0; at < links.length;) {
    const [from, qFrom] = links[at] ?? [0, 0];
    let [to, qTo] = [Math.max(from, p - 1), Math.max(qFrom, q - 1)]; // less than `from` where a row ended by its limit
    for (; at < links.length; at += 1) {
      const [nextP, nextQ] = links[at] ?? [0, 0];
      if ((nextP > to && nextQ > qTo) || nextP - from >= ROW_LIMIT || nextQ - qFrom >= ROW_LIMIT) break;
      [to, qTo] = [Math.max(to, nextP), Math.max(qTo, nextQ)];
    }
    addAlone(from, qFrom);
    add(to + 1, qTo + 1);
  }
  addAlone(left.length, right.length);
  return rows;
}

function kindOfRow(first: readonly ComparedPassage[], second: readonly ComparedPassage[]): ComparedRow['kind'] {
  if (second.length === 0) return 'only-first';
  if (first.length === 0) return 'only-second';
  const changed = [...first, ...second].some(({ pieces }) => pieces.some((piece) => piece.changed));
  return changed ? 'changed' : 'same';
}

/** The paragraphs of one side with the words that are alone set apart, and what stands between two of them with them. */
function passagesOf(side: Side, alone: Uint8Array): readonly ComparedPassage[] {
  const { text, passages, starts, ends, passageOf } = side;
  let token = 0;
  return passages.map((passage, index) => {
    const pieces: ComparedPiece[] = [];
    const put = (start: number, end: number, changed: boolean): void => {
      if (start < end) pieces.push({ text: text.slice(start, end), changed });
    };
    let at = passage.start;
    const first = token;
    while (passageOf[token] === index) {
      const changed = alone[token] === 1;
      let last = token;
      while (passageOf[last + 1] === index && (alone[last + 1] === 1) === changed) last += 1;
      const [start, end] = [starts[token] ?? 0, ends[last] ?? 0];
      if (changed) {
        // A paragraph without any counterpart is marked whole, with the signs around its words.
        const whole = pieces.length === 0 && token === first && passageOf[last + 1] !== index;
        if (!whole) put(at, start, false);
        put(whole ? passage.start : start, whole ? passage.end : end, true);
        at = whole ? passage.end : end;
      }
      token = last + 1;
    }
    put(at, passage.end, false);
    return { ...passage, pieces };
  });
}

/** Some of the rows, with what is known of all. */
export function pageOf(
  { rows, share, shareOfOther, compared }: ComparedTexts,
  { changes, limit, offset }: ComparisonRequest,
): ComparedPage {
  const counts: Record<ComparedRow['kind'], number> = { same: 0, changed: 0, 'only-first': 0, 'only-second': 0 };
  for (const { kind } of rows) counts[kind] += 1;
  const chosen = changes ? rows.filter(({ kind }) => kind !== 'same') : rows;
  return {
    share,
    shareOfOther,
    counts,
    total: chosen.length,
    rows: chosen.slice(offset, offset + limit),
    ...(compared === undefined ? {} : { compared }),
  };
}
