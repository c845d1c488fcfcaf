import type { Span } from '../../nouns/reading.ts';
import type { Figure } from '../../nouns/statement.ts';
import type { Found } from '../finding/finder.ts';
import { PERSON_NOUNS, TOLL_WORDS } from './words.ts';

const LINE =
  /^[ \t]*(?<label>\p{Lu}\p{Ll}+(?: \p{Ll}+){0,4})(?: ?:)? (?<number>\d{1,3}(?:,\d{3})+|\d{1,9}|[Nn]one|[Nn]il|[Zz]ero)[ \t]*$/gmu;
/** Numbers of these are names. */
const NUMBERED =
  /^(?:page|chapter|section|figure|table|annex|appendix|article|room|house|item|line|step|volume|part|no|years?|copy|version|points?)\b/iu;
const MOST_BETWEEN = 1; // UTF-16 units between the lines of a list: its line break

/**
 * A table as it comes out of a PDF, a label and a number in each of two lines or more: `Households resettled 425`,
 * `Injured: none`.
 */
export function labelLines(text: string, block: Span): readonly Found<Figure>[] {
  const lines = Array.from(text.slice(block.start, block.end).matchAll(LINE));
  const joins = (a: RegExpExecArray | undefined, b: RegExpExecArray | undefined): boolean =>
    a !== undefined && b !== undefined && b.index - (a.index + a[0].length) === MOST_BETWEEN;
  return lines.flatMap((match, at) =>
    joins(lines[at - 1], match) || joins(match, lines[at + 1]) ? (figureOf(match, block.start) ?? []) : [],
  );
}

function figureOf(match: RegExpExecArray, base: number): Found<Figure> | undefined {
  const { label = '', number = '' } = match.groups ?? {};
  const counted = countedByLabel(label);
  if (counted === undefined) return undefined;
  const value = /\d/.test(number) ? Number(number.replaceAll(',', '')) : 0;
  const start = base + match.index + match[0].indexOf(label);
  const end = base + match.index + match[0].lastIndexOf(number) + number.length;
  const ends = { lo: value, hi: value, loOpen: false, hiOpen: false };
  return { start, end, value: { kind: 'figure', ...ends, ...counted } };
}

/** What a label in front of a number says that is counted: `Households resettled`, `Tear gas grenades used`. */
export function countedByLabel(label: string): { readonly unit: string; readonly counted: string } | undefined {
  const words = label.toLowerCase().split(' ');
  const people = words.find((word) => PERSON_NOUNS.has(word) || TOLL_WORDS.has(word));
  const joint = words.findIndex((word) => /^(?:of|with|in|by|for|at)$/.test(word));
  const phrase = joint === -1 ? words : words.slice(0, joint);
  const noun = people ?? phrase.findLast((word) => /[^s]s$/u.test(word) && word !== 'gas');
  if (noun === undefined || NUMBERED.test(label)) return undefined;
  const person = PERSON_NOUNS.has(noun) || PERSON_NOUNS.has(noun.replace(/s$/u, '')) || TOLL_WORDS.has(noun);
  return { unit: person ? 'people' : noun, counted: words.at(-1) ?? noun };
}
