import type { Figure } from '../../nouns/statement.ts';
import { isAbout, round } from './claims-value.ts';

/** How a number can be said, and thereby what interval it stands for. */
export const FIGURE_WORDS = [
  'exactly',
  'about',
  'more-than',
  'at-least',
  'less-than',
  'up-to',
  'nearly',
  'between',
  'inside',
  'above-up-to',
  'from-below',
] as const;

type Said = readonly [how: (typeof FIGURE_WORDS)[number], number: number, to?: number];

/** The words and the numbers that stand for the interval of a figure, whatever it is: what the form makes of them is the same again. */
export function saidAs(value: Figure): Said {
  const { lo, hi, loOpen, hiOpen } = value;
  if (hi === null) return [loOpen ? 'more-than' : 'at-least', lo];
  if (lo === hi) return ['exactly', lo];
  if (!loOpen && !hiOpen && isAbout(value)) return ['about', round((lo + hi) / 2)];
  if (lo === 0 && !loOpen) return [hiOpen ? 'less-than' : 'up-to', hi];
  if (!loOpen && hiOpen && Math.abs(lo - 0.95 * hi) < 1e-6 * hi) return ['nearly', hi];
  if (loOpen) return [hiOpen ? 'inside' : 'above-up-to', lo, hi];
  return [hiOpen ? 'from-below' : 'between', lo, hi];
}

/** All digits of a number, as they are typed: `1e+21` is none that people write. */
export function digits(number: number): string {
  const text = String(number);
  return text.includes('e') ? number.toLocaleString('en', { useGrouping: false, maximumSignificantDigits: 17 }) : text;
}

/** `1,847`, `1 847`, `2.5`, `−9`, full-width digits; undefined for words, and for what is no number. */
export function typedNumber(typed: string): number | undefined {
  const text = typed
    .trim()
    .normalize('NFKC')
    .replace(/^\u2212/, '-')
    .replaceAll(/(?<=\d)[, _\u00a0\u202f](?=\d{3}(?!\d))/g, '');
  const number = /^-?\d+(?:\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
  return Number.isFinite(number) ? number + 0 : undefined; // never -0
}

/** Whether a figure said so begins at nought, so that a number below that leaves nothing between them. */
export function countsFromNought(how: string): boolean {
  return how === 'less-than' || how === 'up-to' || how === 'nearly';
}
