import type { Span } from '../../nouns/reading.ts';
import { printDay, validDay } from './calendar.ts';

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const UYGHUR = 'يانۋار فېۋرال مارت ئاپرېل ماي ئىيۇن ئىيۇل ئاۋغۇست سېنتەبىر ئۆكتەبىر نويابىر دېكابىر'.split(' ');
const MONTH = String.raw`(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\p{Ll}{0,6}\.?`;
const YEAR = String.raw`[12]\d{3}`;
const S = String.raw`[ \u00a0\u3000]?`;

/** Full dates as documents in three languages write them; each has the groups year, month and day under its own number. */
const FULL = new RegExp(
  [
    String.raw`(?<![\d.])(?<y1>${YEAR})${S}年${S}(?<m1>\d{1,2})${S}月${S}(?<d1>\d{1,2})${S}[日号號]`,
    String.raw`(?<![\p{L}\d])(?<d2>\d{1,2})(?:st|nd|rd|th)?\s(?:of\s)?(?<m2>${MONTH}),?\s(?<y2>${YEAR})(?!\d)`,
    String.raw`(?<!\p{L})(?<m3>${MONTH})\s(?<d3>\d{1,2})(?:st|nd|rd|th)?,?\s(?<y3>${YEAR})(?!\d)`,
    String.raw`(?<![\d.])(?<y4>${YEAR})${S}-?${S}ي[ىي]ل[ىي]\s?-?(?<d4>\d{1,2})${S}-?${S}(?<m4>${UYGHUR.join('|')})`,
    String.raw`(?<![\d.])(?<y5>${YEAR})${S}-?${S}ي[ىي]ل[ىي]\s(?<m5>\d{1,2})-?${S}ئاي\p{L}{0,4}\s(?<d5>\d{1,2})-?${S}(?:كۈن|چېسلا)`,
    String.raw`(?<![\d./-])(?<y6>${YEAR})(?<mark>[-./])(?<m6>\d{1,2})\k<mark>(?<d6>\d{1,2})(?!\d|[./-]\d)`,
  ].join('|'),
  'gu',
);

const HEAD = 1500; // UTF-16 units from the beginning, in which a document says when it was made
const TAIL = 600;
const LOOKED_AT = 100_000;
const LONGEST_LINE = 90;
const MOST_STAMPS = 3; // more dates that close a line are a list of events

/** Words right before a date that say that the document was made then, and right behind it in Chinese. */
const MADE =
  /(?:\b(?:given|dated?|signed|recorded|written|made|issued|published|sworn|taken down)(?:\son)?:?|\bdate:|^\s*(?:成文|发文|填表)?(?:日期|时间|時間|签发|簽發|印发|印發|发布|發布)\s?[:：]?|(?:ۋاقتى|چېسلا)[:：]?)\s?$/iu;
const HELD = /(?:时间|時間|ۋاقتى)\s?[:：]?\s?$/u;
const MADE_THEN = /^\s?(?:印发|印發|签发|簽發|印制|发布|發布|讯|訊|电|電)/u;

interface Written extends Span {
  readonly date: string;
  readonly year: string;
  /** It says when the document was made. */
  readonly own: boolean;
  /** It says when what the document is about was held: `时间：…`. */
  readonly held: boolean;
}

/**
 * When a text says that it was made, for documents of which nothing else tells it: a line that is a date or ends in one,
 * at the head or the foot; `given on …`; `…印发`. ISO 8601: a day; where the text only has other full dates, all of one
 * year, that year; else undefined.
 */
export function writtenDate(text: string): string | undefined {
  const looked = text.slice(0, LOOKED_AT);
  const found = Array.from(looked.matchAll(FULL)).flatMap((match) => writtenIn(looked, match, text.length) ?? []);
  const own = new Set(found.filter((each) => each.own).map(({ date }) => date));
  // Nothing is made before what it tells of is made: the latest of them.
  if (own.size > 0 && own.size <= MOST_STAMPS) return [...own].toSorted().at(-1);
  const years = new Set(found.map(({ year }) => year));
  return years.size === 1 ? [...years][0] : undefined;
}

/** The first full date of a few words: `Fri, 3 Oct 2031 10:00`. ISO 8601. */
export function fullDateIn(words: string): string | undefined {
  const [match] = words.matchAll(FULL);
  return match === undefined ? undefined : writtenIn(words, match, words.length)?.date;
}

/** Where a text says when it was made, and no more: no event. UTF-16 code units, in order. */
export function stampsIn(text: string): readonly Span[] {
  const cut = Math.min(text.length, HEAD + LONGEST_LINE);
  const tail = Math.max(cut, text.length - TAIL - LONGEST_LINE);
  const stamps = (from: number, to: number): readonly Span[] =>
    Array.from(text.slice(from, to).matchAll(FULL)).flatMap((match) => {
      const written = writtenIn(text, Object.assign(match, { index: match.index + from }), text.length);
      return written?.own === true && !written.held ? [{ start: written.start, end: written.end }] : [];
    });
  const found = [...stamps(0, cut), ...stamps(tail, text.length)];
  return found.length > MOST_STAMPS ? [] : found;
}

function writtenIn(text: string, match: RegExpExecArray, length: number): Written | undefined {
  const groups = match.groups ?? {};
  const of = (name: string): string =>
    [1, 2, 3, 4, 5, 6].map((n) => groups[`${name}${n}`]).find((each) => each !== undefined) ?? '';
  const day = validDay(Number(of('y')), monthOf(of('m')), Number(of('d')));
  if (day === undefined) return undefined;
  const [start, end] = [match.index, match.index + match[0].length];
  const line = lineAround(text, start, end);
  const near = start < HEAD || end > length - TAIL;
  const said = near && (MADE.test(line.before) || MADE_THEN.test(line.after));
  const stops = start < TITLE && /[,،，]\s*$/.test(line.before) && /^[.۔。]\s/.test(line.after);
  const closes =
    (CLOSED.test(line.after) || stops) &&
    /^$|[,،，、)）:：\s]-?\s*$/.test(line.before.trim() === '' ? '' : line.before);
  const signs = near && closes && line.before.length + match[0].length <= LONGEST_LINE && !SENTENCE.test(line.before);
  const held = HELD.test(line.before);
  return { start, end, date: printDay(day), year: of('y'), own: said || signs, held };
}

const TITLE = 300; // UTF-16 units, in which the first sentence is the title of a statement
/** Nothing more in the line but the hour. */
const CLOSED = /^[\s.。)）]*$|^[,،，]?\s?(?:at\s\d|سائەت|[上下中]午|\d{1,2}[:：]\d\d)[^\n]{0,20}$/u;
/** What is a sentence tells of something that happened then. */
const SENTENCE =
  /[.!?。！？؟]|\b(?:on|from|to|until|till|before|after|since|by|between|in|was|were|is|are|had|has)\s*$|[于於在从從自至到]\s*$|\p{L}\s(?:was|were|is|are|had|has)\s/u;

function lineAround(text: string, start: number, end: number): { readonly before: string; readonly after: string } {
  const from = text.lastIndexOf('\n', start - 1) + 1;
  const to = text.indexOf('\n', end);
  return {
    before: text.slice(Math.max(from, start - LONGEST_LINE - 1), start),
    after: text.slice(end, to < 0 ? end + LONGEST_LINE : to),
  };
}

/** 1 to 12. */
function monthOf(written: string): number {
  if (/^\d/.test(written)) return Number(written);
  const uyghur = UYGHUR.indexOf(written);
  return uyghur >= 0 ? uyghur + 1 : MONTHS.indexOf(written.slice(0, 3).toLowerCase()) + 1;
}
