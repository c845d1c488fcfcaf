import type { Figure } from '../../nouns/statement.ts';
import { type Amount, amountOf } from './amounts.ts';
import type { Sentence } from './analyse.ts';
import { currencyIn, isShared } from './currencies.ts';
import { type Antecedents, type Counted, elliptic } from './ellipsis.ts';
import { widened } from './modifiers.ts';
import { notFigures } from './not-figures.ts';
import { type WrittenNumber, writtenNumbers } from './numbers.ts';
import { ranges } from './ranges.ts';
import { PERSON_NOUNS } from './words.ts';
import type { Found } from '../finding/finder.ts';

/** No figure without one of these; most sentences have none. */
const COUNTS =
  /[\d$€£¥]|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thir|four|fif|eigh|twen|for|half|quarter|third|dozen|score|hundred|thousand|million|billion|trillion|no|zero|without|an?)/i;

/** Numbers that count something in sentences of English, by sentence: tolls, counts, money, shares, measures, durations. */
export function figuresIn(text: string, sentences: readonly Sentence[]): readonly (readonly Found<Figure>[])[] {
  const drafts = sentences.map((sentence) => draftOf(text, sentence));
  const same = byValue(drafts);
  const settled = (amount: Amount): Amount =>
    amount.unit !== undefined && isShared(amount.unit) && amount.unit !== 'pounds' && amount.unit !== 'dollars'
      ? { ...amount, unit: currencyIn(text, amount.unit) }
      : amount;
  let told: readonly Counted[] = [];
  return drafts.map((draft, index) => {
    const crowd = drafts.slice(Math.max(0, index - 2), index + 1).some(({ own }) => GATHERING.test(own));
    const amounts = completed(draft, { told, same, crowd }).map(settled);
    told = [...told, ...amounts.map((amount) => countedBy(draft.own, amount))].slice(-REMEMBERED);
    return finished(draft, amounts);
  });
}

const GATHERING =
  /\b(?:crowds?|turnout|march(?:es|ed|ers)?|demonstrat(?:ions?|ors?|ed)|protest(?:s|ed|ers)?|rall(?:y|ies)|participants|attendance|vigil|procession)\b/i;
const REMEMBERED = 12; // figures, of which a number without a noun may count one again

interface Draft {
  readonly own: string;
  readonly sentence: Sentence;
  readonly numbers: readonly WrittenNumber[];
  /** Of each number what it counts by its own noun. */
  readonly amounts: readonly (Amount | undefined)[];
}

function draftOf(text: string, sentence: Sentence): Draft {
  const own = text.slice(sentence.start, sentence.end);
  if (!COUNTS.test(own)) return { own, sentence, numbers: [], amounts: [] };
  const blocked = notFigures(own);
  const numbers = writtenNumbers(own).filter(
    (number) => !blocked.some((span) => span.start < number.end && number.start < span.end),
  );
  const amounts = numbers.map((number, index) => amountOf(own, sentence, number, numbers[index + 1]));
  return { own, sentence, numbers, amounts };
}

/** What each value counts in the text, where it counts one thing only. */
function byValue(drafts: readonly Draft[]): ReadonlyMap<number, Counted | undefined> {
  const values = new Map<number, Counted | undefined>();
  for (const { own, amounts } of drafts) {
    for (const amount of amounts) {
      if (amount === undefined) continue;
      const counted = countedBy(own, amount);
      const other = values.get(counted.value);
      const agrees = !values.has(counted.value) || other?.unit === counted.unit;
      values.set(counted.value, agrees ? counted : undefined);
    }
  }
  return values;
}

function countedBy(own: string, { unit, counted, hi, number }: Amount): Counted {
  const written = Number(/^[\d.,]+/.exec(own.slice(number.start, number.end))?.[0].replaceAll(',', ''));
  const scale = written > 0 && number.value >= 1e6 && number.value > written ? Math.round(number.value / written) : 1;
  return { unit: unit ?? '', counted, value: hi, scale };
}

/** With the numbers that say only by what stands around them what they count. */
function completed(draft: Draft, seen: Pick<Antecedents, 'told' | 'same' | 'crowd'>): readonly Amount[] {
  const { own, sentence, numbers, amounts } = draft;
  const done: Amount[] = [];
  for (const [index, number] of numbers.entries()) {
    const amount =
      amounts[index] ??
      elliptic(own, sentence, number, {
        own: done.map((each) => countedBy(own, each)),
        behind: amounts
          .slice(index + 1)
          .flatMap((each) => (each === undefined ? [] : { ...countedBy(own, each), start: each.start })),
        ...seen,
      });
    if (amount !== undefined) done.push(amount);
  }
  return done;
}

function finished({ own, sentence }: Draft, amounts: readonly Amount[]): readonly Found<Figure>[] {
  if (!COUNTS.test(own)) return [];
  const counted = ranges(own, amounts).map((amount) => figureOf(own, amount));
  return [...counted, ...zeros(own), ...single(own)]
    .filter(
      (figure, index, all) =>
        !all.some((other, at) => at < index && other.start < figure.end && figure.start < other.end),
    )
    .toSorted((a, b) => a.start - b.start)
    .map(({ start, end, value }) => ({ start: start + sentence.start, end: end + sentence.start, value }));
}

function figureOf(own: string, amount: Amount): Found<Figure> {
  const whole = HUNDREDTHS[amount.unit ?? ''];
  const [lo, hi] = [plain(amount.lo, whole), plain(amount.hi, whole)];
  const lead = /\bbetween\s$/i.exec(own.slice(0, amount.start))?.[0].length ?? 0;
  if (amount.number.vague) {
    const ahead =
      /(?:many|several|at least|possibly|perhaps|up to|some)\s$/i.exec(own.slice(0, amount.start))?.[0].length ?? 0;
    return found(amount.start - ahead, amount.end, { lo, hi: null, loOpen: false, hiOpen: false }, amount);
  }
  const range = lo !== hi;
  const { interval, before, after } = widened(own.slice(0, amount.start - lead), own.slice(amount.number.end), lo, hi);
  const during =
    /\bover\s(?:the\s(?:last|past|next|first|coming)\s)?$/i.test(own.slice(0, amount.start)) &&
    TIMES.has(amount.unit ?? '');
  if (during) return found(amount.start, amount.end, { lo, hi, loOpen: false, hiOpen: false }, amount);
  const kept = range && lead > 0 ? { lo, hi, loOpen: false, hiOpen: false } : interval;
  return found(amount.start - lead - before, Math.max(amount.end, amount.number.end + after), kept, {
    ...amount,
    unit: whole ?? amount.unit,
  });
}

/** The currency of which a unit is a hundredth. */
const HUNDREDTHS: Readonly<Record<string, string>> = { cents: 'USD', pence: 'GBP' };

/** Without the dust of binary fractions: 8.2 billion is no 8,199,999,999.999999. */
function plain(value: number, whole: string | undefined): number {
  return Number((whole === undefined ? value : value / 100).toPrecision(15));
}

const TIMES: ReadonlySet<string> = new Set(['days', 'nights', 'weeks', 'months', 'years', 'hours']);

function found(
  start: number,
  end: number,
  interval: Omit<Figure, 'kind' | 'unit' | 'counted'>,
  { unit, counted }: Pick<Amount, 'unit' | 'counted'>,
): Found<Figure> {
  return { start, end, value: { kind: 'figure', ...interval, unit: unit ?? '', counted } };
}

/** `no casualties`: nobody. `No casualties were reported` says only that nobody has said. */
function zeros(own: string): readonly Found<Figure>[] {
  if (!/\b(?:no|nobody|zero|without)\b/i.test(own)) return [];
  return NOUGHT.flatMap((pattern) =>
    Array.from(own.matchAll(pattern), (match) => {
      const { verb, noun, things, phrase = match[0] } = match.groups ?? {};
      const start = match.index + match[0].lastIndexOf(phrase);
      const value = { lo: 0, hi: 0, loOpen: false, hiOpen: false };
      const unit = things === undefined ? 'people' : things.toLowerCase();
      const counted = (verb ?? noun ?? things?.replace(/s$/, '') ?? '').toLowerCase();
      return found(start, start + phrase.length, value, { unit, counted });
    }),
  );
}

const NOUGHT = [
  /\b(?:no|zero|without)\s(?!reported|reports|known|word)(?:\p{Ll}+\s)?(?<noun>casualties|deaths|fatalities|injuries|victims|survivors)\b(?!\s(?:were|was|have been|had been)(?:\s\p{Ll}+)?\sreported)/giu,
  /\b(?:no\sone|nobody)\s(?:(?:was|were|is|are|has|had|have|been|else|seriously)\s)*(?<verb>killed|injured|hurt|dead|wounded|missing|died|harmed|drowned)\b/giu,
  /\b(?:and|there\s(?:were|are|have\sbeen|had\sbeen)|reported|recorded|registered|notified|had|have|has|made|with|saw)\s(?<phrase>no\s(?:\p{Ll}+\s)?(?<noun>arrests|cases|detentions|hospitalisations|infections|dead|wounded))\b/giu,
  /(?<!\b(?:repeat|insist|den|maintain|claim)\p{L}*\sthat\s)\b(?<phrase>no\s(?:\p{Ll}+\s){0,2}(?<things>(?!reasons\b)\p{Ll}+s))\s(?:(?:were|was|are|have\sbeen|had\sbeen)\s)(?:\p{Ll}+\s)?(?:taken|affected|stolen|damaged|lost|fired|used|found|destroyed|copied|hit|seized|sold|paid|missing|cut|closed|harmed)\b/giu,
];

/** `killed a child`, `two women and a man`: an article counts where it tells of a toll. */
function single(own: string): readonly Found<Figure>[] {
  return SINGLE.flatMap((pattern) =>
    Array.from(own.matchAll(pattern)).flatMap((match) => {
      const { phrase = '', noun = '' } = match.groups ?? {};
      if (!PERSON_NOUNS.has(noun.toLowerCase())) return [];
      const start = match.index + match[0].indexOf(phrase);
      const interval = { lo: 1, hi: 1, loOpen: false, hiOpen: false };
      return found(start, start + phrase.length, interval, { unit: 'people', counted: noun.toLowerCase() });
    }),
  );
}

const SINGLE = [
  /\b(?<phrase>(?:(?:[Aa]n?|[Aa]nother)\s(?:[\p{L}\d-]+\s){0,2}|(?:[\p{Ll}\d-]+\s)?)(?<noun>(?!police|people|crew|staff|dead|injured|wounded|missing)\p{L}+)\s(?:(?:was|has been|had been|is|were)\s)?(?:killed|dead|injured|wounded|missing|died))\b/gu,
  /\b(?:kill|injur|wound|hurt)(?:ed|ing|s)?\s(?:\w+\s\p{L}+\sand\s)?(?<phrase>an?\s(?:\p{Ll}[\p{Ll}-]+\s)?(?<noun>\p{Ll}+))/gu,
  /\b(?:two|three|four|five|six|seven|eight|nine|ten|\d+)\s\p{Ll}+\sand\s(?<phrase>an?\s(?<noun>\p{Ll}+))/gu,
];
