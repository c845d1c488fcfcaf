import type { Span } from '../../nouns/reading.ts';
import type { Sentence } from './analyse.ts';
import { bare, COORDINATED } from './bare.ts';
import { countedNoun, type Noun, tollNear } from './counted.ts';
import { currencyIn, isShared } from './currencies.ts';
import type { WrittenNumber } from './numbers.ts';
import { CURRENCIES, MEASURES } from './words.ts';

/** A number with what it counts; offsets into the sentence. */
export interface Amount extends Span {
  readonly number: WrittenNumber;
  readonly lo: number;
  readonly hi: number;
  readonly unit: string | undefined;
  readonly counted: string;
  /** Where what stands in front of the number itself (a currency) begins. */
  readonly from: number;
}

type Base = Pick<Amount, 'number' | 'lo' | 'hi' | 'from'>;

/** What a number counts: money, a share, a magnitude, a measure, people, things; undefined where it counts nothing. */
export function amountOf(
  own: string,
  sentence: Sentence,
  number: WrittenNumber,
  next: WrittenNumber | undefined,
): Amount | undefined {
  const before = own.slice(Math.max(0, number.start - 60), number.start);
  const after = own.slice(number.end, number.end + 60);
  const base = { number, lo: number.from ?? number.value, hi: number.value, from: number.start };
  const money = moneyOf(base, before, after);
  if (money !== undefined) return money;
  const pence = penceOf(base, after);
  if (pence !== undefined) return pence;
  if (number.share) return shareOf(own, number, base);
  const measured =
    magnitudeOf(base, before, after) ?? millionsOf(base, sentence, next, after) ?? measureOf(base, after);
  if (measured !== undefined) return measured;
  // `76ers`, `10News`: a name.
  if (/^\p{L}/u.test(after)) return undefined;
  const noun = countedNoun(sentence, number, next);
  if (noun === undefined) return bare(own, sentence, number, base);
  const article = number.value === 1 && number.words;
  const toll = noun.unit === 'people' && (tollNear(sentence, number) || COORDINATED.test(own.slice(0, number.start)));
  return article && !toll
    ? undefined
    : { ...base, start: number.start, end: noun.end, unit: moneyNamed(own, number, noun), counted: noun.counted };
}

/** `Swiss francs`, `Hong Kong dollars`: an adjective tells whose money it is. */
function moneyNamed(own: string, { end }: WrittenNumber, noun: Noun): string {
  return isShared(noun.unit) ? currencyIn(own.slice(end, noun.end), noun.unit) : noun.unit;
}

const LETTER_SCALES: Readonly<Record<string, number>> = { k: 1e3, m: 1e6, b: 1e9 };
const EACH = /^\s?(?:a|per|-per-)\s?(?<per>share|year|barrel|month|day|head|person)|^-(?:a|per)-(?<per2>share|year)/i;

/** `$5m`, `€10 a share`; by the year is not told apart. */
function moneyOf(base: Base, before: string, after: string): Amount | undefined {
  const sign = CURRENCY_BEFORE.exec(before)?.[0];
  if (sign === undefined) return undefined;
  const { number } = base;
  const currency = CURRENCIES[sign.trim().toLowerCase()] ?? sign.trim();
  const letter = /^[mkb](?![\p{L}\d])/u.exec(after)?.[0] ?? '';
  const scale = LETTER_SCALES[letter] ?? 1;
  const each = EACH.exec(after);
  const per = each?.groups?.['per'] ?? each?.groups?.['per2'];
  const start = number.start - sign.length;
  const end = number.end + letter.length + (each?.[0].length ?? 0);
  const unit = per === undefined || per === 'year' ? currency : `${currency} per ${per}`;
  return { ...base, lo: base.lo * scale, hi: base.hi * scale, from: start, start, end, unit, counted: 'money' };
}

/** `620p`, `620p a share`; 720p and its like are sizes of pictures. */
function penceOf(base: Base, after: string): Amount | undefined {
  const { number } = base;
  if (!/^p(?![\p{L}\d])(?!\.\s?\d)/u.test(after)) return undefined;
  const each = EACH.exec(after.slice(1));
  if (each === null && /^(?:240|360|480|720|1080|1440|2160)$/.test(String(number.value))) return undefined;
  const per = each?.groups?.['per'] ?? each?.groups?.['per2'];
  const unit = per === undefined || per === 'year' ? 'GBP' : `GBP per ${per}`;
  const [lo, hi] = [base.lo / 100, base.hi / 100];
  return {
    ...base,
    lo,
    hi,
    start: number.start,
    end: number.end + 1 + (each?.[0].length ?? 0),
    unit,
    counted: 'money',
  };
}

function magnitudeOf(base: Base, before: string, after: string): Amount | undefined {
  const { number } = base;
  const lead = MAGNITUDE_BEFORE.exec(before)?.[0];
  const behind = MAGNITUDE_AFTER.exec(after)?.[0];
  if ((lead === undefined && behind === undefined) || number.value >= 10) return undefined;
  const start = number.start - (lead?.length ?? 0);
  const end = number.end + (behind?.length ?? 0);
  return { ...base, from: start, start, end, unit: 'magnitude', counted: 'magnitude' };
}

/** `5m people`. */
function millionsOf(
  base: Base,
  sentence: Sentence,
  next: WrittenNumber | undefined,
  after: string,
): Amount | undefined {
  const { number } = base;
  if (!/^m\s(?=\p{L})/u.test(after)) return undefined;
  const noun = countedNoun(sentence, { ...number, end: number.end + 1 }, next);
  return noun && { ...base, lo: base.lo * 1e6, hi: base.hi * 1e6, start: number.start, ...noun };
}

function measureOf(base: Base, after: string): Amount | undefined {
  const measure = measureAfter(after);
  if (measure === undefined) return undefined;
  const { start } = base.number;
  const behind = /^\sand\sa\s(?<part>half|quarter)\b/i.exec(after.slice(measure.length));
  const more = { half: 1 / 2, quarter: 1 / 4, none: 0 }[behind?.groups?.['part']?.toLowerCase() ?? 'none'] ?? 0;
  const end = base.number.end + measure.length + (behind?.[0].length ?? 0);
  const times = BIG_TIMES[measure.unit] ?? 1;
  const [unit, counted] = times === 1 ? [measure.unit, measure.word] : ['years', 'years'];
  return { ...base, lo: (base.lo + more) * times, hi: (base.hi + more) * times, start, end, unit, counted };
}

const CURRENCY_BEFORE =
  /(?:US|AU?|C|NZ|HK|S)?\$\s?$|[€£¥₹₽₺]\s?$|(?<![\p{L}])(?:Rs\.?|Dhs?|USD|EUR|GBP|AED|RMB|CNY)\s?$/u;
const MAGNITUDE_AFTER =
  /^[\s-](?:magnitude|strength|(?:on|at)\sthe\s(?:open-ended\s)?Richter(?:\sscale)?|degrees?(?=\s(?:earth)?quake|\son\sthe\sRichter)|(?=(?:earth)?quake|temblor))/i;
const MAGNITUDE_BEFORE =
  /(?:magnitude(?:\sof|\sat|\sas)?[\s-]|measur(?:ing|ed)\s|(?:aftershocks?|quakes?|earthquakes?|tremors?|temblors?|shocks?)\s(?:of|measuring|registering)\s(?:(?:about|around|between|up\sto|at\sleast|from)\s)?|(?:rated|registered|registering)\s)$/i;

/** In years. */
const BIG_TIMES: Readonly<Record<string, number>> = { decades: 10, centuries: 100 };

interface Measure {
  readonly unit: string;
  readonly word: string;
  readonly length: number;
}

const MEASURE_AFTER =
  /^(?<gap>[\s-]?)(?<square>square[\s-]|sq\.?\s?|cubic[\s-])?(?<word>%|°[CF]|per\scent|nautical\smiles?|metric\stons?|km\/h|percentage\spoints?|\p{L}+)(?<tail>2|²)?(?:[\s-](?:long|wide|deep|high|tall|away))?/u;

const HUNDREDTHS: Readonly<Record<string, string>> = { cent: 'cents', cents: 'cents', pence: 'pence' };

function measureAfter(after: string): Measure | undefined {
  const groups = MEASURE_AFTER.exec(after)?.groups;
  if (groups === undefined) return undefined;
  const word = groups['word'] ?? '';
  const lower = word.toLowerCase();
  const currency = groups['gap'] === '' ? undefined : CURRENCIES[lower];
  const hundredths = HUNDREDTHS[lower];
  if (hundredths !== undefined) return { unit: hundredths, word, length: (groups['gap']?.length ?? 0) + word.length };
  const unit = currency ?? MEASURES[lower] ?? MEASURES[lower.replace('percentage ', '')];
  if (unit === undefined) return undefined;
  const square = groups['square'] !== undefined || groups['tail'] !== undefined;
  const length = [groups['gap'], groups['square'], word, groups['tail']].reduce(
    (sum, part) => sum + (part?.length ?? 0),
    0,
  );
  return { unit: square ? `${unit}2` : unit, word, length };
}

/** `half of the homes`, `two-thirds`: per cent. Alone, a half is a half-hour or a half-brother. */
function shareOf(own: string, number: WrittenNumber, base: Pick<Amount, 'number' | 'from' | 'lo'>): Amount | undefined {
  const after = own.slice(number.end, number.end + 60);
  const whole =
    /^(?:\sof)?\s(?:(?:the|its|their|all|his|her|our|these|those)(?:\s[\p{L}'’-]+){1,2}?(?=[\s,.;]|$)|(?!(?:is|was|has|does)\b)\p{Ll}+s\b)|^\sof(?:\s[\p{L}'’-]+){1,2}/u.exec(
      after,
    )?.[0];
  const ranged =
    /\b(?:between|to|and|from)\s$/i.test(own.slice(0, number.start)) ||
    /^\s(?:to|and)\s(?:two-thirds|three-quarters|half)/.test(after);
  const alone =
    /-|\sin\s/.test(own.slice(number.start, number.end)) ||
    /^\s(?:above|below|higher|lower|more|less|fewer)\b/.test(after) ||
    (/\bat\s(?:about\s|almost\s|nearly\s)?$/.test(own.slice(0, number.start)) && /^[.,;)]|^$/.test(after));
  if (whole === undefined && !ranged && !alone) return undefined;
  if (/^\s(?:an?\s|hour|way|year)/.test(after)) return undefined;
  const [lo, hi] = [base.lo, number.value].map((share) => Math.round(share * 1e8) / 1e6);
  if (lo === undefined || hi === undefined) return undefined;
  return {
    ...base,
    start: number.start,
    end: number.end + (whole?.length ?? 0),
    lo,
    hi,
    unit: 'percent',
    counted: whole?.trim() ?? 'share',
  };
}
