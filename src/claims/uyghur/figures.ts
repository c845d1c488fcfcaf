import type { Figure, Interval } from '../../nouns/statement.ts';
import type { Found } from '../finder.ts';
import { eachSpelling, type Spelling } from './letters.ts';
import { keyOf, uyghurNumbers } from './numbers.ts';

/** Nouns and measures, without their endings. */
const UNITS: readonly (readonly [string, string])[] = [
  ['people', 'ئادەم|كىشى|نەپەر|ئوقۇغۇچى|بالا|ئايال|ئەر|تۇتقۇن|ئوقۇتقۇچى|پۇقرا|ساقچى'],
  ['percent', 'پىرسەنت|پروتسېنت|%'],
  ['CNY', 'يۈەن|كوي'],
  ['USD', 'دوللار'],
  ['EUR', 'ياۋرو'],
  ['km2', 'كۋادرات كىلومېتىر'],
  ['m2', 'كۋادرات مېتىر'],
  ['km', 'كىلومېتىر'],
  ['m', 'مېتىر'],
  ['mu', 'مو'],
  ['tonnes', 'توننا'],
  ['kg', 'كىلوگرام'],
  ['hours', 'سائەت'],
  ['minutes', 'مىنۇت'],
  ['days', 'كۈن'],
  ['weeks', 'ھەپتە'],
  ['months', 'ئاي'],
  ['years', 'يىل'],
  ['households', 'ئائىلىلىك|ئۆيلۈك'],
  ['villages', 'كەنت'],
  ['houses', 'ئۆي'],
  ['vehicles', 'ماشىنا'],
  ['pages', 'بەت'],
  ['documents', 'ھۆججەت'],
  ['times', 'قېتىم'],
  ['schools', 'مەكتەپ'],
  ['camps', 'لاگېر'],
];
const LEAD = '(?<least>(?:ئەڭ )?(?:ئاز|كام) دېگەندە)|(?<about>تەخمىنەن)|(?<most>(?:ئەڭ )?كۆپ بولغاندا)|(?<all>جەمئىي)';
const MORE =
  '(?<more>(?:دىن|تىن|دىنمۇ|تىنمۇ) (?:ئارتۇق|كۆپ|كۆپرەك))|(?<less>(?:دىن|تىن) (?:ئاز|كەم))|(?<near>(?:گە|كە|قا|غا) يېقىن)|(?<some>نەچچە)|(?<round>ئەتراپىدا|چامىسىدا)';

interface Grammar {
  readonly figure: RegExp;
  readonly units: ReadonlyMap<string, string>;
  readonly number: (written: string) => number | undefined;
}

const grammarOf = eachSpelling((spelling: Spelling): Grammar => {
  const numbers = uyghurNumbers(spelling);
  const words = UNITS.flatMap(([unit, all]) => all.split('|').map((word) => [word, unit] as const));
  const unit = words.map(([word]) => word).toSorted((a, b) => b.length - a.length);
  const [lead, more, after, source] = [LEAD, MORE, 'ئەتراپىدا|ئەتراپىدىكى', unit.join('|')].map(spelling.spell);
  return {
    figure: new RegExp(
      String.raw`(?<![\p{L}\p{N}.,-])(?:(?:${lead})\s)?(?<number>${numbers.source})\s?-?(?:${more})?\s?(?<unit>${source})(?![-\d])(?<ending>\p{L}*)(?:\s(?<after>${after}))?`,
      'gu',
    ),
    units: new Map(words.map(([word, of]) => [keyOf(spelling, word), of])),
    number: numbers.read,
  };
});

const ABOUT = 0.05; // share of the number, either way
const MOST_ENDING = 8; // letters; more is another word

/**
 * What a text in Uyghur counts: a number, in digits or words, before a noun or measure that the house knows.
 *
 * @param folded the text as its spelling folds it
 */
export function uyghurFigures(text: string, folded: string, spelling: Spelling): readonly Found<Figure>[] {
  const { figure, units, number } = grammarOf(spelling);
  return Array.from(folded.matchAll(figure)).flatMap((match) => {
    const groups = match.groups ?? {};
    const value = number(groups['number'] ?? '');
    const unit = units.get(spelling.key(groups['unit'] ?? ''));
    if (value === undefined || unit === undefined || (groups['ending']?.length ?? 0) > MOST_ENDING) return [];
    // A hyphen behind a number makes it an ordinal: the year 2017, page 5.
    if (match[0].includes(`-${groups['unit']}`)) return [];
    const start = match.index;
    const end = start + match[0].length;
    const counted = text.slice(start, end).split(/[\s-]/u).at(-1) ?? '';
    return [{ start, end, value: { kind: 'figure' as const, ...intervalOf(value, groups), unit, counted } }];
  });
}

function intervalOf(value: number, groups: Readonly<Record<string, string | undefined>>): Interval {
  const closed = (lo: number, hi: number | null): Interval => ({ lo, hi, loOpen: false, hiOpen: false });
  const { least, most, more, some, less, near, about, round, after } = groups;
  if (least !== undefined) return closed(value, null);
  if (most !== undefined) return closed(0, value);
  if (more !== undefined || some !== undefined) return { lo: value, hi: null, loOpen: true, hiOpen: false };
  if (less !== undefined) return { lo: 0, hi: value, loOpen: false, hiOpen: true };
  if (near !== undefined) return { lo: value * (1 - ABOUT), hi: value, loOpen: false, hiOpen: true };
  const rough = about ?? round ?? after;
  return rough === undefined ? closed(value, value) : closed(value * (1 - ABOUT), value * (1 + ABOUT));
}
