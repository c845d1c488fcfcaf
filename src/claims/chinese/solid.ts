import type { Span } from '../../nouns/reading.ts';
import { softBreaks } from '../finding/line-breaks.ts';

/** A stretch of a text as its sentences run: without the spaces and line breaks that only the layout has. */
export interface SolidText {
  readonly text: string;
  /** Where in the document a stretch of `text` stands. */
  readonly spanOf: (solid: Span) => Span;
}

const MARK = '，。；：、？！（）〔〕【】《》“”「」';
const COUNTED = '年月日人户元个名家亩吨张间份分次件辆页';
/** Printers and recognition set digits apart; two spaces and more part cells. */
const SPACES = [
  new RegExp(String.raw`(?<=[\p{Script=Han}${MARK}])[ \u00a0](?=\d)`, 'gu'),
  new RegExp(String.raw`(?<=\d[%％]?)[ \u00a0](?=[\p{Script=Han}${MARK}])`, 'gu'),
  /(?<=(?<!\d)\d{1,3}[,，]) (?=\d{3}(?!\d))|(?<=(?<!\d)\d{1,3}) (?=[,，]\d{3}(?!\d))/gu,
  // Recognition of widely set lines parts every character from the next.
  /(?<=(?:^|[\s，。；：、])\p{Script=Han}) (?=\p{Script=Han}(?:$|[\s，。；：、]))/gmu,
];

/** Half marks beside a Han character, full-width digits, and letters that recognition takes for digits: one for one. */
const FOLDS: readonly (readonly [RegExp, (found: string) => string])[] = [
  [/[０-９]/gu, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0)],
  [/(?<=\d)[．](?=\d)/gu, () => '.'],
  [
    new RegExp(String.raw`(?<=\d[,，]?)[Oo]+(?=[\d,，]|[ \u00a0]?[${COUNTED}])`, 'gu'),
    (letters) => '0'.repeat(letters.length),
  ],
  [new RegExp(String.raw`(?<=\d[,，]?)[lI|](?=\d|[ \u00a0]?[${COUNTED}])`, 'gu'), () => '1'],
  [
    new RegExp(
      String.raw`(?<=[\p{Script=Han}${MARK}][ \u00a0]?)[lI](?=\d{1,3}(?:[,，]\d{3})?[ \u00a0]?[${COUNTED}])`,
      'gu',
    ),
    () => '1',
  ],
  [/(?<=\d[ \u00a0]?)入(?=[,，。；;、]|死|受?伤|失踪)/gu, () => '人'],
  [/(?<=\p{Script=Han}[ \u00a0]?)[,:;?!]|[,:;?!](?=[ \u00a0]?\p{Script=Han})/gu, (mark) => FULL[mark] ?? mark],
];
const FULL: Readonly<Record<string, string>> = { ',': '，', ':': '：', ';': '；', '?': '？', '!': '！' };

/** Chinese as its sentences run, so that rules need not know how it was printed. */
export function solidText(text: string, block: Span): SolidText {
  let own = text.slice(block.start, block.end);
  for (const [pattern, fold] of FOLDS) own = own.replace(pattern, fold);
  const dropped = [
    ...SPACES.flatMap((pattern) => Array.from(own.matchAll(pattern), ({ index }) => index)),
    ...wrapped(own),
  ];
  const out = new Set(dropped);
  if (out.size === 0) return { text: own, spanOf: (solid) => moved(solid, block.start) };
  const kept = new Uint32Array(own.length - out.size);
  const parts: string[] = [];
  let [length, from] = [0, 0];
  for (let at = 0; at < own.length; at += 1) {
    if (!out.has(at)) {
      kept[length] = block.start + at;
      length += 1;
      continue;
    }
    parts.push(own.slice(from, at));
    from = at + 1;
  }
  parts.push(own.slice(from));
  const placeOf = (solid: number): number => kept[solid] ?? block.end;
  return {
    text: parts.join(''),
    spanOf: ({ start, end }) => ({ start: placeOf(start), end: end > start ? placeOf(end - 1) + 1 : placeOf(start) }),
  };
}

function moved({ start, end }: Span, by: number): Span {
  return { start: start + by, end: end + by };
}

const WIDEST_INDENT = 40; // UTF-16 units

/** A soft line break and the indent behind it. */
function wrapped(own: string): readonly number[] {
  return softBreaks(own).flatMap((at) => {
    const indent = /^[ \u00a0\u3000]*/.exec(own.slice(at + 1, at + 1 + WIDEST_INDENT))?.[0].length ?? 0;
    const from = own[at - 1] === '.' ? at - 1 : at; // a speck of the scan
    return Array.from({ length: at + 1 + indent - from }, (_, step) => from + step);
  });
}
