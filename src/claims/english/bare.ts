import type { Amount } from './amounts.ts';
import type { Sentence } from './analyse.ts';
import { isToll } from './counted.ts';
import type { WrittenNumber } from './numbers.ts';
import { TOLL_WORDS } from './words.ts';

/**
 * A number without a noun: in a toll (`injured more than 1,400`, `46 were arrested`), after words of measure
 * (`a population of 120,000`), of such a size that it must be a sum, or paid by the month.
 */
export function bare(
  own: string,
  sentence: Sentence,
  number: WrittenNumber,
  base: Pick<Amount, 'number' | 'lo' | 'hi' | 'from'>,
): Amount | undefined {
  const { tokens, start } = sentence;
  const before = own.slice(Math.max(0, number.start - 60), number.start);
  const after = own.slice(number.end, number.end + 60);
  const amount = (unit: string, counted: string, more = 0): Amount => ({
    ...base,
    start: number.start,
    end: number.end + more,
    unit,
    counted,
  });
  const passive = PASSIVE_TOLL.exec(after);
  const word = passive?.groups?.['toll']?.toLowerCase();
  if (passive !== null && word !== undefined && TOLL_WORDS.has(word)) return amount('people', word, passive[0].length);
  const toll = tokens
    .filter(({ end }) => end <= start + number.start)
    .slice(-6)
    .findLast(isToll);
  const told = toll !== undefined && /^[\s,.;:)]|^$|^-/.test(after) && !/^\s(?:%|\p{Lu})/u.test(after);
  if (told && toll !== undefined) return amount('people', toll.lower);
  if (number.value === 1 && number.words) return undefined;
  if (/\bpopulation\s(?:of|is|was|at)\s(?:\p{Ll}+\s){0,2}$/u.test(before)) return amount('people', 'population');
  const them = /^\sof\s(?:them|those|these|whom)\b/.exec(after);
  if (them !== null) return amount('', 'of them', them[0].length);
  if (/^\s(?:a|per)\s(?:day|week|month|year)\b/.test(after)) return amount('money', 'money');
  if (/(?:billion|trillion|bn|tn)$/i.test(own.slice(number.start, number.end))) return amount('money', 'money');
  if (
    /\b(?:tolls?\b[^.]{0,25}\s(?:to|at|of|is|was)|tolls?\b[^.]{0,80}\s(?:rose|rises?|risen|rising|climb\p{L}*|stood|stands?|reach\p{L}*|went\sup|increased|jumped|grew)(?:\sto|\sat)?|another)\s(?:\p{Ll}+\s){0,2}$/iu.test(
      before,
    ) &&
    /toll|dead|death|casualt|killed|injur|wound/i.test(own)
  )
    return amount('people', 'people');
  if (/\banother\s$/i.test(before) && /^\s(?:are|were|have|had)\b/.test(after)) return amount('people', 'another');
  if (/\bthere\s(?:were|are)\s(?:\p{Ll}+\s){0,2}$/u.test(before) && /^\s?(?:[,.;—–-]|$)/.test(after))
    return amount('', 'there');
  return undefined;
}

/** `two women and one man`: what stands in front of the one. */
export const COORDINATED = /\b(?:two|three|four|five|six|seven|eight|nine|ten|\d+)\s\p{Ll}+,?\sand\s$/u;

const PASSIVE_TOLL = new RegExp(
  String.raw`^(?:\s(?:people|persons|others|more))?\s(?:(?:have|has|had)\sbeen|were|was|are|is)\s(?:\p{Ll}+\s){0,2}?(?<toll>${[...TOLL_WORDS].join('|')})\b`,
  'iu',
);
