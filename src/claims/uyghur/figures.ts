import type { Figure, Interval } from '../../nouns/statement.ts';
import type { Found } from '../finding/finder.ts';
import { eachSpelling, type Spelling } from './letters.ts';
import { keyOf, uyghurNumbers } from './numbers.ts';

/** Nouns and measures, without their endings. */
const UNITS: readonly (readonly [string, string])[] = [
  [
    'people',
    'ئادەم|كىشى|نەپەر|ئوقۇغۇچى|بالا|بالى|ئايال|ئەر|تۇتقۇن|ئوقۇتقۇچى|پۇقرا|ساقچى|دېھقان|ئىشچى|ئەسكەر|ئاھالە|مەھبۇس|خىزمەتچى|كادىر|ئىمام|جان|يارىدار|يارىلانغۇچى|ئۆلگۈچى|يولۇچى|كەنتلىك',
  ],
  ['percent', 'پىرسەنت|پروتسېنت|%'],
  ['CNY', 'يۈەن|كوي'],
  ['USD', 'دوللار'],
  ['EUR', 'ياۋرو'],
  ['RUB', 'رۇبلى'],
  ['km2', 'كۋادرات كىلومېتىر'],
  ['m2', 'كۋادرات مېتىر'],
  ['km', 'كىلومېتىر'],
  ['cm', 'سانتىمېتىر'],
  ['m', 'مېتىر'],
  ['mu', 'مو'],
  ['hectares', 'گېكتار'],
  ['tonnes', 'توننا'],
  ['kg', 'كىلوگرام'],
  ['g', 'گرام'],
  ['litres', 'لىتىر'],
  ['hours', 'سائەت'],
  ['minutes', 'مىنۇت'],
  ['days', 'كۈن'],
  ['weeks', 'ھەپتە'],
  ['months', 'ئاي'],
  ['years', 'يىل'],
  ['households', 'ئائىلىلىك|ئۆيلۈك|ئائىلە|ئائىلى|تۈتۈن'],
  ['villages', 'كەنت'],
  ['towns', 'يېزا'],
  ['counties', 'ناھىيە|ناھىيى'],
  ['cities', 'شەھەر'],
  ['provinces', 'ئۆلكە|ئۆلكى'],
  ['countries', 'دۆلەت'],
  ['houses', 'ئۆي'],
  ['buildings', 'بىنا|ئىمارەت'],
  ['vehicles', 'ماشىنا|ماشىنى'],
  ['pages', 'بەت'],
  ['documents', 'ھۆججەت'],
  ['times', 'قېتىم'],
  ['points', 'نومۇر|بال'],
  ['schools', 'مەكتەپ'],
  ['hospitals', 'دوختۇرخانا'],
  ['mosques', 'مەسچىت'],
  ['companies', 'شىركەت'],
  ['factories', 'زاۋۇت'],
  ['camps', 'لاگېر'],
];
const LEAD = '(?<least>(?:ئەڭ )?(?:ئاز|كام) دېگەندە)|(?<about>تەخمىنەن)|(?<most>(?:ئەڭ )?كۆپ بولغاندا)|(?<all>جەمئىي)';
const MORE =
  '(?<more>(?:دىن|تىن|دىنمۇ|تىنمۇ) (?:ئارتۇق|ئاشۇق|كۆپرەك|كۆپ|جىق))|(?<less>(?:دىن|تىن) (?:ئاز|كەم))|(?<near>(?:گە|كە|قا|غا) يېقىن)|(?<some>نەچچە)|(?<round>ئەتراپىدا|چامىسىدا|دەك|تەك|چە)';
/** Words that may stand between a number and what it counts: nouns that belong to it, and what ends like an adjective. */
const BETWEEN =
  '(?:ئىش|يۈك|ئۇيغۇر|قازاق|خەنزۇ|خىتاي|ياش|يېڭى|كونا|ئوتتۇرا|باشلانغۇچ|چوڭ|كىچىك|ئەر|قىز|ئوغۇل|(?:\\p{L}{2,10}(?:لىك|لىق|لۇق|لۈك|سىز|غان|گەن|قان|كەن)))';
/** Nobody, with what did not happen to anybody; or those to whom it happened, of whom there are none. */
const NOBODY =
  '(?<!\\p{L})(?:(?:ھېچكىم|ھېچكىممۇ|ھېچقانداق ئادەم|ھېچبىر ئادەم|بىرمۇ ئادەم)\\s(?<verb>(?:يارىلان|ئۆل|زەخىملەن|جاراھەتلەن|تۇتۇل|يوقال|قازا قىل|يوقاپ كەت)(?:مىدى|مىگەن|مىغان|مەپتۇ|ماپتۇ|مىدىم))|(?<noun>(?:ئۆلگەن|يارىلانغان|زەخىملەنگەن|يارىدار بولغان|يوقاپ كەتكەن|قازا قىلغان)(?:لەر|لار|ئادەم)?)\\s(?:يوق))(?!\\p{L}{3})';

interface Grammar {
  readonly figure: RegExp;
  readonly nobody: RegExp;
  /** The number that is an article too. */
  readonly one: string;
  readonly units: ReadonlyMap<string, string>;
  readonly number: (written: string) => number | undefined;
}

const grammarOf = eachSpelling((spelling: Spelling): Grammar => {
  const numbers = uyghurNumbers(spelling);
  const words = UNITS.flatMap(([unit, all]) => all.split('|').map((word) => [word, unit] as const));
  const unit = words.map(([word]) => word).toSorted((a, b) => b.length - a.length);
  const [lead, more, after, source, between, every, from, beyond, below] = [
    LEAD,
    MORE,
    'ئەتراپىدا|ئەتراپىدىكى',
    unit.join('|'),
    BETWEEN,
    'ھەر',
    '(?:دىن|تىن)',
    'ئاشىدۇ|ئاشتى|ئاشقان|ئاشىدىغان|ئارتۇق|كۆپرەك|كۆپ',
    'ئاز|كەم',
  ].map(spelling.spell);
  return {
    figure: new RegExp(
      String.raw`(?<![\p{L}\p{N}.,-])(?<!${every}\s)(?:(?:${lead})\s)?(?<number>${numbers.source})(?<gap>\s?-?(?:${more})?(?:\s${between}(?=\s))?\s?)(?<unit>${source})(?![-\d])(?<ending>\p{L}*)(?:\s(?:(?<after>${after})|(?<=${from}\s)(?:(?<beyond>${beyond})|(?<below>${below}))(?!\p{L}{3})))?`,
      'gu',
    ),
    one: keyOf(spelling, 'بىر'),
    nobody: new RegExp(spelling.spell(NOBODY), 'gu'),
    units: new Map(words.map(([word, of]) => [keyOf(spelling, word), of])),
    number: numbers.read,
  };
});

/** Of these one is a number: a day, a kilometre. */
const MEASURED: ReadonlySet<string> = new Set(
  'percent CNY USD EUR RUB km2 m2 km cm m mu hectares tonnes kg g litres hours minutes days weeks months years times'.split(
    ' ',
  ),
);
const ABOUT = 0.05; // share of the number, either way
const MOST_ENDING = 8; // letters; more is another word

/**
 * What a text in Uyghur counts: a number, in digits or words, before a noun or measure that the house knows.
 *
 * @param folded the text as its spelling folds it
 */
export function uyghurFigures(text: string, folded: string, spelling: Spelling): readonly Found<Figure>[] {
  const { figure, units, number, one } = grammarOf(spelling);
  return Array.from(folded.matchAll(figure)).flatMap((match) => {
    const groups = match.groups ?? {};
    const value = number(groups['number'] ?? '');
    const unit = units.get(spelling.key(groups['unit'] ?? ''));
    // `بىر بالا` is a child, `بىر نەچچە` are some.
    if (spelling.key(groups['number'] ?? '') === one && !MEASURED.has(unit ?? '')) return [];
    // A number in words runs on into a name: `مىڭيۈەن`.
    if (groups['gap'] === '' && /\p{L}$/u.test(groups['number'] ?? '')) return [];
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
  const { least, most, more, some, less, near, about, round, after, beyond, below } = groups;
  if (least !== undefined) return closed(value, null);
  if (most !== undefined) return closed(0, value);
  if ((more ?? some ?? beyond) !== undefined) return { lo: value, hi: null, loOpen: true, hiOpen: false };
  if ((less ?? below) !== undefined) return { lo: 0, hi: value, loOpen: false, hiOpen: true };
  if (near !== undefined) return { lo: value * (1 - ABOUT), hi: value, loOpen: false, hiOpen: true };
  const rough = about ?? round ?? after;
  return rough === undefined ? closed(value, value) : closed(value * (1 - ABOUT), value * (1 + ABOUT));
}

/** Figures of nobody, as a toll tells them: `ھېچكىم ئۆلمىدى`. */
export function uyghurNobody(text: string, folded: string, spelling: Spelling): readonly Found<Figure>[] {
  return Array.from(folded.matchAll(grammarOf(spelling).nobody), (match): Found<Figure> => {
    const [start, end] = [match.index, match.index + match[0].length];
    const toll = match.groups?.['verb'] ?? match.groups?.['noun'] ?? '';
    const at = start + match[0].lastIndexOf(toll);
    const counted = text.slice(at, at + toll.length);
    return {
      start,
      end,
      value: { kind: 'figure', lo: 0, hi: 0, loOpen: false, hiOpen: false, unit: 'people', counted },
    };
  });
}
