import type { Figure } from '../../nouns/statement.ts';
import { type Amount, amountOf } from './amounts.ts';
import type { Sentence } from './analyse.ts';
import { widened } from './modifiers.ts';
import { notFigures } from './not-figures.ts';
import { writtenNumbers } from './numbers.ts';
import { ranges } from './ranges.ts';
import { PERSON_NOUNS } from './words.ts';
import type { Found } from '../finder.ts';

/** No figure without one of these; most sentences have none. */
const COUNTS =
  /[\d$€£¥]|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thir|four|fif|eigh|twen|for|half|quarter|third|dozen|score|hundred|thousand|million|billion|trillion|no|zero|without|an?)/i;

/** Numbers that count something in a sentence of English: tolls, counts, money, shares, measures, durations. */
export function figuresIn(text: string, sentence: Sentence): readonly Found<Figure>[] {
  const own = text.slice(sentence.start, sentence.end);
  if (!COUNTS.test(own)) return [];
  const blocked = notFigures(own);
  const free = writtenNumbers(own).filter(
    (number) => !blocked.some((span) => span.start < number.end && number.start < span.end),
  );
  const amounts = free.flatMap((number, index) => amountOf(own, sentence, number, free[index + 1]) ?? []);
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
  const cents = amount.unit === 'cents';
  const [lo, hi] = cents ? [amount.lo / 100, amount.hi / 100] : [amount.lo, amount.hi];
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
    unit: cents ? 'USD' : amount.unit,
  });
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
  return Array.from(
    own.matchAll(
      /\b(?:no|zero|without)\s(?!reported|reports|known|word)(?:one\s(?:was\s|were\s)?(?<verb>killed|injured|hurt|dead)|(?:\p{Ll}+\s)?(?<noun>casualties|deaths|fatalities|injuries|victims|survivors))\b(?!\s(?:were|was|have been|had been)(?:\s\p{Ll}+)?\sreported)/giu,
    ),
    (match) =>
      found(
        match.index,
        match.index + match[0].length,
        { lo: 0, hi: 0, loOpen: false, hiOpen: false },
        { unit: 'people', counted: (match.groups?.['verb'] ?? match.groups?.['noun'] ?? '').toLowerCase() },
      ),
  );
}

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
