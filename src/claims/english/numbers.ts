import type { Span } from '../../nouns/reading.ts';

/** A number as it is written, digits or words. */
export interface WrittenNumber extends Span {
  /** For `hundreds`: the least that it means. */
  readonly value: number;
  /** `dozens`, `tens of thousands`: at least `value`, no upper end. */
  readonly vague: boolean;
  /** `half`, `two-thirds`: `value` is a share of 1. */
  readonly share: boolean;
  readonly words: boolean;
  /** The lower end, of a number that is written as a range: `10-20`, `between 60 and 100`. */
  readonly from?: number;
}

const UNITS: Readonly<Record<string, number>> = {
  zero: 0, one: 1, two: 2, three: 3, four: 4, five: 5, six: 6, seven: 7, eight: 8, nine: 9, ten: 10, eleven: 11,
  twelve: 12, thirteen: 13, fourteen: 14, fifteen: 15, sixteen: 16, seventeen: 17, eighteen: 18, nineteen: 19,
}; // prettier-ignore
const TENS: Readonly<Record<string, number>> = {
  twenty: 20, thirty: 30, forty: 40, fourty: 40, fifty: 50, sixty: 60, seventy: 70, eighty: 80, ninety: 90,
}; // prettier-ignore
const SCALES: Readonly<Record<string, number>> = {
  hundred: 100, thousand: 1e3, million: 1e6, billion: 1e9, trillion: 1e12, mn: 1e6, bn: 1e9, tn: 1e12,
  mln: 1e6, bln: 1e9, trln: 1e12, lakh: 1e5, crore: 1e7,
}; // prettier-ignore
const PARTS: Readonly<Record<string, number>> = {
  half: 2, halves: 2, third: 3, thirds: 3, quarter: 4, quarters: 4, fourth: 4, fourths: 4, fifth: 5, fifths: 5,
  sixth: 6, sixths: 6, eighth: 8, eighths: 8, tenth: 10, tenths: 10,
}; // prettier-ignore
const VAGUE: Readonly<Record<string, number>> = {
  dozens: 24, scores: 40, hundreds: 200, thousands: 2e3, millions: 2e6, billions: 2e9, trillions: 2e12,
}; // prettier-ignore

const either = (words: Readonly<Record<string, number>>): string => Object.keys(words).join('|');
const SMALL = `(?:(?:${either(TENS)})(?:[\\s\\-](?:${either(UNITS)}))?|${either(UNITS)})`;
const SCALE = `(?:hundred|thousand|million|billion|trillion|lakh|crore)`;
// Thousands are set apart by commas, or by spaces where a word says what is counted.
const DIGITS = String.raw`\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3}){1,4}(?=[\s\u00a0]?(?:\p{Ll}|%|€))|\d+(?:\.\d+)?`;

/** `2½`, `2 1/2`. */
const PIECE = String.raw`(?:\s?(?<sign>[½¼¾⅓⅔])|[\s\-](?<over>1\/2|[13]\/4|[12]\/3)(?!\d|\/))`;
const DIGIT_NUMBER = String.raw`(?<digits>${DIGITS})${PIECE}?(?:[\s\-]?(?<scale>hundred|thousand|million|billion|trillion|mn|bn|tn|mln|bln|trln|lakh|crore)(?![a-z]))?`;
const LASTS = '(?:minute|hour|day|week|month|year|decade|centur(?:y|ie)|mile)s?';
/** `two and a half hours`, `one and a half million`; `a year and a half` has its half behind the measure. */
const HALVED = String.raw`(?<whole>${SMALL}|an?|\d+)\sand\sa\s(?<rest>half|quarter)(?:[\s\-](?<times2>hundred|thousand|million|billion|trillion))?|(?<one>an?)(?=\s${LASTS}\sand\sa\s(?:half|quarter)\b)`;
/** `two in five`: a share, unless a time or another event follows (`two in five days`). */
const AMONG = String.raw`(?<some>one|two|three|four|five|six|seven|eight|nine)\sin\s(?:every\s)?(?<all>two|three|four|five|six|seven|eight|nine|ten|twenty)(?!\s(?:hours?|days?|nights?|weeks?|months?|years?|minutes?|seconds?|attacks?|incidents?|raids?|hundred|thousand|million)\b)`;
const SHARE = String.raw`(?<!\b${LASTS}\sand\s)(?:(?<top>${either(UNITS)}|an?)[\s\-](?<part>half|third|quarter|fourth|fifth|sixth|eighth|tenth)s?|(?<half>half)(?!-))`;
const VAGUE_NUMBER = String.raw`(?:(?<many>tens|dozens|hundreds)\sof\s(?<of>thousands|millions|billions))|(?<vague>${either(VAGUE)})`;
const DOZEN = String.raw`(?<half12>half\sa\s)?(?:(?<times>an?|${SMALL}|\d+)\s)?dozen`;
const WORD_NUMBER = String.raw`(?:half\sa\s(?:hundred|thousand|million|billion)|(?:an?\s(?=${SCALE}))?(?:${SMALL}|${SCALE})(?:[\s\-](?:${SMALL}|${SCALE})|(?<=hundred|thousand)\sand\s${SMALL})*)`;

const NUMBER = new RegExp(
  String.raw`(?:(?<![\p{L}\p{N}]|\d[.,])|(?<=(?<!\p{L})(?:Dhs?|Rs|USD|EUR|GBP|AED|RMB|CNY|euro)))(?:${VAGUE_NUMBER}|${DOZEN}|${HALVED}|${AMONG}|(?<words>${WORD_NUMBER}(?![\s\-](?:${either(PARTS)})\b))|${SHARE}|${DIGIT_NUMBER})(?![\p{L}\p{N}]|[.,]\d)`,
  'giu',
);

/**
 * Every number of a text, in order and apart from each other. Digits glued to letters (`F16`, `58km`) are left to the
 * caller but for the scale (`22.4bn`).
 */
export function writtenNumbers(text: string): readonly WrittenNumber[] {
  const found: WrittenNumber[] = [];
  for (const match of text.matchAll(GLUED)) {
    const number = parsed(match.groups ?? {}, match[0]);
    if (number !== undefined) found.push({ start: match.index, end: match.index + match[0].length, ...number });
  }
  return paired(text, withoutPieces(text, found));
}

const BEGINS_WITH_SCALE = new RegExp(`^${SCALE}\\b`, 'i');

/** `90 billion trillion` is one number that nobody can mean; its pieces would be two others. */
function withoutPieces(text: string, numbers: readonly WrittenNumber[]): readonly WrittenNumber[] {
  const goesOn = numbers.map(({ start, end }, place) => {
    const last = numbers[place - 1];
    const beside = last !== undefined && /^[\s-]$/.test(text.slice(last.end, start));
    return beside && BEGINS_WITH_SCALE.test(text.slice(start, end));
  });
  return numbers.filter((_, place) => goesOn[place] !== true && goesOn[place + 1] !== true);
}

/** `10-20`, `40 or 50`, `between 60 and 100`: two numbers with nothing but the joint between them. */
function paired(text: string, numbers: readonly WrittenNumber[]): readonly WrittenNumber[] {
  const out: WrittenNumber[] = [];
  for (const number of numbers) {
    const last = out.at(-1);
    const gap = last === undefined ? '' : text.slice(last.end, number.start);
    const between = last !== undefined && /\bbetween\s(?:an\sestimated\s)?$/i.test(text.slice(0, last.start));
    const joint = between ? /^\sand\s$|^\s?[-–—]\s?$|^\sto\s$/ : /^\s?[-–—]\s?$|^\s(?:to|or)\s$/;
    if (last === undefined || last.from !== undefined || last.vague || !joint.test(gap) || moves(text, last.start))
      out.push(number);
    else {
      const low = scaled(text, last, number);
      if (low < number.value) out[out.length - 1] = { ...number, start: last.start, from: low };
      else out.push(number);
    }
  }
  return out;
}

/** `up from 1.10 to 1.70 euros`: what something was and what it is are two numbers. */
export function moves(text: string, from: number): boolean {
  return MOVES.test(text.slice(Math.max(0, from - 80), from));
}

const MOVES =
  /\b(?:ros|ris|fell|fall|drop|climb|jump|increas|decreas|grew|grow|cut|went|up|down|rais|put\s\p{L}+\s\p{L}+\sup|lower|reduc|doubl|soar|slid|shrank|swell|revis|correct)\p{L}*\b[^;:.]*\sfrom\s$/iu;

/** `12 to 13 billion`: the scale of the second holds for the first. */
function scaled(text: string, first: WrittenNumber, second: WrittenNumber): number {
  const written = text.slice(second.start, second.end);
  const digits = Number(/^[\d.,]+/.exec(written)?.[0].replaceAll(',', ''));
  const plain = /^[\d.,]+$/.test(text.slice(first.start, first.end));
  return plain && digits > 0 && /\p{L}/u.test(written) ? (first.value * second.value) / digits : first.value;
}

// A measure may be glued to its number, as in `58km` and `5%`; a letter in front makes it a name.
const GLUED = new RegExp(
  NUMBER.source.replace(/\(\?!\[\\p\{L\}\\p\{N\}\]\|\[\.,\]\\d\)$/, String.raw`(?!\d|[.,]\d|(?<=\p{L})\p{L})`),
  'giu',
);

type Parsed = Omit<WrittenNumber, 'start' | 'end'>;

function parsed(groups: Readonly<Record<string, string | undefined>>, text: string): Parsed | undefined {
  const exact = (value: number, words: boolean): Parsed => ({ value, vague: false, share: false, words });
  const { many, of, vague, top, part, half, digits, words } = groups;
  if (many !== undefined && of !== undefined) return { ...exact(manyOf(many) * scaleOf(of), true), vague: true };
  if (vague !== undefined) return { ...exact(VAGUE[vague.toLowerCase()] ?? 0, true), vague: true };
  if (part !== undefined) return { ...exact(small(top ?? 'a') / (PARTS[part.toLowerCase()] ?? 1), true), share: true };
  if (groups['some'] !== undefined)
    return { ...exact(small(groups['some']) / among(groups['all'] ?? ''), true), share: true };
  if (half !== undefined) return { ...exact(0.5, true), share: true };
  if (groups['one'] !== undefined) return exact(1, false);
  if (groups['whole'] !== undefined) return exact(halved(groups, groups['whole']), false);
  if (digits !== undefined) {
    const value = digitValue(groups, digits);
    return Number.isFinite(value) ? exact(value, false) : undefined;
  }
  if (words !== undefined) return exact(wordValue(words), true);
  if (/dozen$/i.test(text)) {
    const written = groups['times'] ?? 'a';
    const times = Number(written) || wordValue(written) || 1;
    return exact((groups['half12'] === undefined ? times : 0.5) * 12, true);
  }
  return undefined;
}

const PIECES: Readonly<Record<string, number>> = {
  '½': 1 / 2, '¼': 1 / 4, '¾': 3 / 4, '⅓': 1 / 3, '⅔': 2 / 3, '1/2': 1 / 2, '1/4': 1 / 4, '3/4': 3 / 4, '1/3': 1 / 3, '2/3': 2 / 3,
}; // prettier-ignore

type Groups = Readonly<Record<string, string | undefined>>;

function digitValue({ sign, over, scale }: Groups, digits: string): number {
  const whole = Number(digits.replaceAll(/[,\s]/g, '')) + (PIECES[sign ?? over ?? ''] ?? 0);
  return whole * (scale === undefined ? 1 : scaleOf(scale));
}

function halved({ rest, times2 }: Groups, whole: string): number {
  const times = times2 === undefined ? 1 : scaleOf(times2);
  return ((Number(whole) || wordValue(whole) || 1) + (rest?.toLowerCase() === 'quarter' ? 1 / 4 : 1 / 2)) * times;
}

function manyOf(word: string): number {
  const lower = word.toLowerCase();
  return lower === 'tens' ? 20 : lower === 'dozens' ? 24 : 200;
}

function scaleOf(word: string): number {
  const lower = word.toLowerCase();
  return SCALES[lower] ?? SCALES[lower.replace(/s$/, '')] ?? 1;
}

function among(word: string): number {
  return UNITS[word.toLowerCase()] ?? TENS[word.toLowerCase()] ?? 1;
}

function small(word: string): number {
  const lower = word.toLowerCase();
  return lower === 'a' || lower === 'an' ? 1 : (UNITS[lower] ?? 1);
}

/** `two hundred and fifty thousand`; `half a million`. */
function wordValue(words: string): number {
  const parts = words
    .toLowerCase()
    .split(/[\s-]+|\band\b/)
    .filter((part) => part !== '' && part !== 'and');
  if (parts[0] === 'half') return scaleOf(parts[2] ?? '') / 2 || 6;
  let [total, current] = [0, 0];
  for (const part of parts) {
    if (part === 'a' || part === 'an') continue;
    const scale = SCALES[part];
    if (scale === undefined) current += UNITS[part] ?? TENS[part] ?? 0;
    else if (scale === 100) current = (current || 1) * 100;
    else {
      total += (current || 1) * scale;
      current = 0;
    }
  }
  return total + current;
}
