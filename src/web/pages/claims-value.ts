import type { Figure, StatementValue } from '../../nouns/statement.ts';
import { html, type Html } from '../html.ts';
import type { MessageKey, Say } from '../messages.ts';
import { rangeText } from './claim-days.ts';
import { tongueOfLetters } from './parts.ts';

/** What a statement says, with the words of its document in their own language and direction. */
export function valueWords(t: Say, value: StatementValue): Html {
  switch (value.kind) {
    case 'figure':
      return html`<bdi>${figureText(t, value)}${counted(value)}</bdi>`;
    case 'date':
      return html`<bdi>${rangeText(t, value)}</bdi>`;
    case 'quotation':
      return html`<q ${tongueOfLetters(value.words)}>${shortened(value.words)}</q>`;
    case 'stance':
      return t(`stance.${value.polarity}`, {
        holder: html`<b ${tongueOfLetters(value.holder)}>${value.holder}</b>`,
        target: html`<q ${tongueOfLetters(value.target)}>${shortened(value.target)}</q>`,
      });
  }
}

/** The same as plain text, for drawings and attributes. */
export function valueText(t: Say, value: StatementValue): string {
  switch (value.kind) {
    case 'figure':
      return isCounted(value) ? `${figureText(t, value)} (${value.counted})` : figureText(t, value);
    case 'date':
      return rangeText(t, value);
    case 'quotation':
      return shortened(value.words);
    case 'stance':
      return t.text(`stance.${value.polarity}`, { holder: value.holder, target: shortened(value.target) });
  }
}

/** A value where what is counted, denied or charged has been said already. */
export function briefText(t: Say, value: StatementValue): string {
  if (value.kind === 'stance') return t.text(`claim.side-${value.polarity}`);
  return value.kind === 'figure' ? figureText(t, value) : valueText(t, value);
}

/** An interval in words: `141`, `more than 140`, `about 2,300`, `12 km`. What is counted is left to the words around it. */
export function figureText(t: Say, figure: Figure): string {
  const { lo, hi, loOpen, hiOpen, unit } = figure;
  const said = (value: number): string => amountText(t, value, unit);
  if (hi === null) return t.text(loOpen ? 'value.more-than' : 'value.at-least', { n: said(lo) });
  if (lo === hi) return said(lo);
  if (isAbout(figure)) return t.text('value.about', { n: said(round((lo + hi) / 2)) });
  if (hiOpen && near(lo, 0.95 * hi)) return t.text('value.nearly', { n: said(hi) });
  if (lo === 0) return t.text(hiOpen ? 'value.less-than' : 'value.up-to', { n: said(hi) });
  return t.text(betweenWords(loOpen, hiOpen), { from: amountText(t, lo), to: said(hi) });
}

/** An end that is not itself part of it is said to be none. */
function betweenWords(loOpen: boolean, hiOpen: boolean): MessageKey {
  if (loOpen) return hiOpen ? 'value.inside' : 'value.above-up-to';
  return hiOpen ? 'value.from-below' : 'value.between';
}

/** Five per cent on either side: what was said as `about`. */
export function isAbout({ lo, hi }: Figure): boolean {
  if (hi === null || lo === hi) return false;
  const middle = (lo + hi) / 2;
  return near(lo, 0.95 * middle) && near(hi, 1.05 * middle);
}

/** The measure or currency of a figure; nothing for people and things, which are counted on one scale. */
export function measureOf(figure: Figure): string {
  return figure.unit === 'people' || isOwnUnit(figure) ? '' : figure.unit;
}

/** Whether what is counted is a thing with a word of its own: not people, money or a measure. */
function isOwnUnit({ unit }: Figure): boolean {
  return unit !== 'percent' && INTL_UNITS[unit] === undefined && !/^[A-Z]{3}$/.test(unit);
}

/** Units of claims that Intl has a word for in each language (ECMA-402, sanctioned units). */
const INTL_UNITS: Readonly<Record<string, string>> = {
  km: 'kilometer',
  m: 'meter',
  cm: 'centimeter',
  mm: 'millimeter',
  miles: 'mile',
  feet: 'foot',
  inches: 'inch',
  yards: 'yard',
  hectares: 'hectare',
  acres: 'acre',
  kg: 'kilogram',
  g: 'gram',
  litres: 'liter',
  gallons: 'gallon',
  degrees: 'degree',
  mph: 'mile-per-hour',
  'km/h': 'kilometer-per-hour',
  seconds: 'second',
  minutes: 'minute',
  hours: 'hour',
  days: 'day',
  weeks: 'week',
  months: 'month',
  years: 'year',
};

const MILLION = 1_000_000;
const DIGITS = { numberingSystem: 'latn', maximumFractionDigits: 3 } as const;

const formats = new Map<string, Intl.NumberFormat>();

function numberFormat(language: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${language} ${JSON.stringify(options)}`;
  const known = formats.get(key) ?? new Intl.NumberFormat(language, options);
  formats.set(key, known);
  return known;
}

/** A number with its unit. Millions are said as such where that loses nothing. */
export function amountText(t: Say, value: number, unit?: string): string {
  if (!Number.isFinite(value)) return '?';
  const isRound = Math.abs(value) >= MILLION && Number.isInteger(round(value / 1_000));
  const options = isRound
    ? ({ ...DIGITS, notation: 'compact', compactDisplay: 'long', useGrouping: 'always' } as const)
    : { ...DIGITS, useGrouping: unit !== 'magnitude' };
  const number = (style: Intl.NumberFormatOptions = {}): string =>
    numberFormat(t.language === 'en' ? 'en-GB' : t.language, { ...options, ...style }).format(value);
  if (unit === undefined) return number();
  if (unit === 'percent') return `${number()}%`;
  if (/^[A-Z]{3}$/.test(unit)) {
    return number({ style: 'currency', currency: unit, currencyDisplay: 'name', minimumFractionDigits: 0 });
  }
  const known = INTL_UNITS[unit];
  return known === undefined ? number() : number({ style: 'unit', unit: known, unitDisplay: 'long' });
}

/** In brackets: the word is kept in its base form, which is wrong beside most numbers. */
function counted(figure: Figure): Html {
  return isCounted(figure) ? html` (<span ${tongueOfLetters(figure.counted)}>${figure.counted}</span>)` : html``;
}

function isCounted(figure: Figure): boolean {
  return isOwnUnit(figure) && figure.counted !== '';
}

const LONGEST_WORDS = 280; // UTF-16 code units of a quotation that are shown where it is not the matter itself

export function shortened(words: string, longest = LONGEST_WORDS): string {
  if (words.length <= longest) return words;
  const cut = words.slice(0, longest).toWellFormed();
  const space = cut.lastIndexOf(' ');
  return `${(space > longest / 2 ? cut.slice(0, space) : cut).replace(/\uFFFD$/, '')}…`;
}

function near(a: number, b: number): boolean {
  return Math.abs(a - b) <= Math.abs(b) * 1e-6;
}

/** Twelve digits: what 0.95 and 1.05 leave behind in binary is not part of what was said. */
export function round(value: number): number {
  return Number(value.toPrecision(12));
}
