import type { Interval } from '../../nouns/statement.ts';

/** How words around a number widen it: one row of the annotation rules each. */
type Widen = (lo: number, hi: number) => Interval;

const closed = (lo: number, hi: number | null): Interval => ({ lo, hi, loOpen: false, hiOpen: false });
const above: Widen = (_, hi) => ({ lo: hi, hi: null, loOpen: true, hiOpen: false });
const fromUp: Widen = (lo) => closed(lo, null);
const below: Widen = (_, hi) => ({ lo: 0, hi, loOpen: false, hiOpen: true });
const upTo: Widen = (_, hi) => closed(0, hi);
/** Without the dust of binary fractions. */
const plain = (value: number): number => Number(value.toPrecision(12));
const ABOUT = 0.05; // share of the number, either way
const about: Widen = (lo, hi) => closed(plain(lo * (1 - ABOUT)), plain(hi * (1 + ABOUT)));
const nearly: Widen = (lo, hi) => ({ lo: plain(lo * (1 - ABOUT)), hi, loOpen: false, hiOpen: true });
const same: Widen = (lo, hi) => closed(lo, hi);

/** Longest first: `no more than` before `more than`. `same` takes words that belong to the span and change nothing. */
const BEFORE: readonly (readonly [RegExp, Widen])[] = [
  [/(?:no|not) (?:more|greater|higher) than(?: an? (?:estimated|total of))?/, upTo],
  [/(?:no|not) (?:fewer|less) than/, fromUp],
  [/(?:up to|as (?:many|much|high|long|far) as|a maximum of|at most|at the most)(?: an estimated)?/, upTo],
  [/over (?:nearly|almost|close to)/, nearly],
  [/(?:nearly|almost|close to|just (?:under|short of)|approaching|not quite)/, nearly],
  [/(?:(?:well|slightly|just|even|far|significantly) )?(?:more than|(?<!\bturn(?:ed|ing|s|) )over|above|upwards of|in excess of|greater than|higher than|exceed(?:ing|ed|s)?|topp(?:ing|ed)|tops|pass(?:ing|ed|es)|past)(?: an estimated)?/, above],
  [/(?:at (?:the very )?least|a minimum of|a good)(?: an estimated)?/, fromUp],
  [/(?:(?:well|slightly|just|far) )?(?:less than|fewer than|under|below|lower than|short of)/, below],
  [/(?:some|about|around|roughly|approximately|approx\.?|circa|an? (?:estimated|reported)|estimated(?: at)?|in the region of|somewhere (?:around|near)|or so|~|≈)(?: an? estimated)?/, about],
  [/(?:an? (?:total|combined total) of|the (?:first|last|next|past|other|remaining)|another|(?:a|an) (?:further|additional)|all|only|just|exactly|precisely|those|these|the|other)/, same],
]; // prettier-ignore
const PREFIXES = BEFORE.map(
  ([words, widen]) => [new RegExp(`(?<![\\p{L}])${words.source}[\\s]+$`, 'iu'), widen] as const,
);

const AFTER: readonly (readonly [RegExp, Widen])[] = [
  [/^(?:-plus|\s?\+|\s?plus(?=\s\p{Ll}))/u, above],
  [/^\sor (?:more|greater|higher|over|above)\b/i, fromUp],
  [/^\sor (?:less|fewer|under|below)\b/i, upTo],
  [/^\sor so\b/i, about],
  [/^-odd\b/i, about],
];

export interface Widened {
  readonly interval: Interval;
  /** UTF-16 units that the words before and after the number take up. */
  readonly before: number;
  readonly after: number;
}

/** @param before the text in front of the number (and its currency) @param after the text behind it, up to its unit */
export function widened(before: string, after: string, lo: number, hi: number): Widened {
  for (const [pattern, widen] of AFTER) {
    const match = pattern.exec(after);
    if (match !== null) return { interval: widen(lo, hi), before: 0, after: match[0].length };
  }
  const near = before.slice(-40);
  for (const [pattern, widen] of PREFIXES) {
    const match = pattern.exec(near);
    if (match === null) continue;
    // `less than the 700 doses`: a number that is known is compared with, it is not widened.
    if (/^(?:the|those|these)\s+$/i.test(match[0])) return { interval: same(lo, hi), before: 0, after: 0 };
    // `the other at least 20`: words that change nothing may stand before words that do, never the other way round.
    if (widen !== same) return { interval: widen(lo, hi), before: match[0].length, after: 0 };
    const further = widened(before.slice(0, before.length - match[0].length), '', lo, hi);
    const counts = further.interval.lo !== lo || further.interval.hi !== hi;
    return counts
      ? { ...further, before: further.before + match[0].length }
      : { interval: same(lo, hi), before: ofTotal(match[0]), after: 0 };
  }
  return { interval: closed(lo, hi), before: 0, after: 0 };
}

/** The words in front of a number without those that widen it or change nothing. */
export function unmodified(before: string): string {
  for (const [pattern] of PREFIXES) {
    const match = pattern.exec(before.slice(-40));
    if (
      match !== null &&
      !/^(?:the|those|these|the other|the (?:first|last|next|past|remaining))\s+$/i.test(match[0])
    ) {
      return unmodified(before.slice(0, before.length - match[0].length));
    }
  }
  return before;
}

/** `a total of 10 people` belongs together; `the 10 people` begins at the number. */
function ofTotal(words: string): number {
  return /total|another|further|additional/i.test(words) ? words.length : 0;
}
