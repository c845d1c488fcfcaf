import type { Figure, Interval } from '../../nouns/statement.ts';

/** Units that measure one thing, with how many of the first one each is. Money is one thing too, at rates of its own. */
const MEASURES: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  length: { m: 1, km: 1000, cm: 0.01, mm: 0.001, miles: 1609.344, feet: 0.3048, inches: 0.0254, yards: 0.9144, 'nautical miles': 1852 },
  area: { m2: 1, km2: 1e6, hectares: 1e4, acres: 4046.86, 'square miles': 2_589_988 },
  mass: { kg: 1, g: 0.001, tonnes: 1000, tons: 907.185 },
  duration: { seconds: 1, minutes: 60, hours: 3600, days: 86_400, weeks: 604_800 },
  years: { months: 1, years: 12, decades: 120, centuries: 1200 },
  volume: { litres: 1, gallons: 3.785, barrels: 158.987 },
  speed: { 'km/h': 1, mph: 1.609344 },
}; // prettier-ignore

/** Money whose country no text names. */
const NO_CODE = /^(?:money|pesos|francs|rupees|rials|riyals|dinars|shillings|kronor|dollars)$/;

/** Money of which the text does not say which. */
const NO_CURRENCY = 'money';

/** What a figure measures: figures of different measures say nothing of each other. */
export function measureOf({ unit }: Figure): string {
  if (/^[A-Z]{3}\b/.test(unit) || NO_CODE.test(unit)) return unit.includes(' ') ? `money${unit.slice(3)}` : 'money';
  if (unit === 'percent' || unit === 'magnitude' || unit === 'points' || unit === 'degrees') return unit;
  for (const [measure, units] of Object.entries(MEASURES)) if (unit in units) return measure;
  return 'count';
}

/** Rounding in a conversion: `10 km (6 miles)`. */
const CONVERTED = 0.05;

/** How many of one currency another one is, as one text has it. */
export interface Rate {
  readonly from: string;
  readonly to: string;
  readonly rate: number;
}

/** How many of one currency another one is, as texts convert it: `USD/EUR`. Texts of different days have different rates. */
export type Rates = ReadonlyMap<string, readonly number[]>;

export function ratesAmong(all: readonly Rate[]): Rates {
  const found = Map.groupBy(all, ({ from, to }) => `${from}/${to}`);
  return new Map([...found].map(([pair, rates]) => [pair, rates.map(({ rate }) => rate)]));
}

/**
 * How two figures of one measure stand to each other: `same` value, intervals that `meet`, that miss only by an open
 * end (`boundary`), or lie `apart`. `unknown` where a currency has no rate in the texts.
 */
export type Relation = 'same' | 'meet' | 'boundary' | 'apart' | 'unknown';

export function relationOf(a: Figure, b: Figure, rates: Rates): Relation {
  if (a.unit === b.unit || measureOf(a) === 'count') return relate(a, b);
  if (a.unit === NO_CURRENCY || b.unit === NO_CURRENCY) {
    const relation = relate(a, b);
    return relation === 'apart' ? 'unknown' : relation;
  }
  const factors = factorsBetween(a.unit, b.unit, rates);
  if (factors.length === 0) return 'unknown';
  const meets = factors.some((factor) => relate(loosely(a, factor), b) !== 'apart');
  return meets ? 'meet' : 'apart';
}

/** A figure with what a conversion rounds, in a unit of which it is `factor` times as many. */
export function loosely(figure: Figure, factor = 1): Figure {
  const { lo, hi } = figure;
  return { ...figure, lo: lo * factor * (1 - CONVERTED), hi: hi === null ? null : hi * factor * (1 + CONVERTED) };
}

/** How many `to` one `from` is; several where texts differ. */
function factorsBetween(from: string, to: string, rates: Rates): readonly number[] {
  for (const units of Object.values(MEASURES)) {
    const [a, b] = [units[from], units[to]];
    if (a !== undefined && b !== undefined) return [a / b];
  }
  return [...(rates.get(`${from}/${to}`) ?? []), ...(rates.get(`${to}/${from}`) ?? []).map((rate) => 1 / rate)];
}

function relate(a: Interval, b: Interval): Relation {
  if (a.lo === b.lo && a.hi === b.hi) return 'same';
  const [aHi, bHi] = [a.hi ?? Infinity, b.hi ?? Infinity];
  const lo = Math.max(a.lo, b.lo);
  const hi = Math.min(aHi, bHi);
  if (lo > hi) return 'apart';
  if (lo < hi) return 'meet';
  const open =
    (a.lo === lo && a.loOpen) || (b.lo === lo && b.loOpen) || (aHi === hi && a.hiOpen) || (bHi === hi && b.hiOpen);
  return open ? 'boundary' : 'meet';
}

/** How far apart two figures are: 0 for the same, 1 for ten times as much and more. */
export function distanceOf(a: Figure, b: Figure): number {
  const [x, y] = [middle(a), middle(b)];
  if (x === y) return 0;
  if (x === 0 || y === 0) return NONE_FROM_SOME;
  return Math.min(1, Math.abs(Math.log10((x + 0.5) / (y + 0.5))));
}

/** Whoever says that there were none says it of the same, however many others say there were. */
const NONE_FROM_SOME = 0.4;

/** The number that stands in the text, as far as an interval tells: of `at least 24`, `about 24` and `nearly 24` it is 24. */
export function numberOf({ lo, hi, hiOpen }: Interval): number {
  if (hi === null || hi === lo) return lo;
  if (lo === 0 || (hiOpen && lo >= 0.94 * hi)) return hi;
  return Math.round(((lo + hi) / 2) * 1e6) / 1e6; // 24, not 23.999999999999996
}

/** How unlikely it is that two who count different things come to the same number: 0 for 8 and 3000, 1 for 847 and 2310. */
export function exactnessOf(number: number): number {
  let left = Number.isInteger(number) ? number : Math.round(number * 1e6);
  while (left >= 10 && left % 10 === 0) left /= 10;
  if (left < 10) return 0;
  return left < 100 ? 0.5 : 1;
}

function middle({ lo, hi }: Interval): number {
  return hi === null ? lo : (lo + hi) / 2;
}

/** Days since 1970 of a date in ISO 8601 with any precision: its first and last moment. */
export function daysOf(from: string, to: string): readonly [number, number] | undefined {
  const first = dayOf(from);
  const last = dayOf(to);
  if (first === undefined || last === undefined) return undefined;
  return [first[0], last[1]];
}

function dayOf(date: string): readonly [number, number] | undefined {
  const match = /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d))?)?)?/.exec(date);
  if (match === null) return undefined;
  const [, year, month, day, hour, minute] = match;
  const y = Number(year);
  const at = (m: number, d: number): number => {
    const instant = new Date(0);
    instant.setUTCFullYear(y, m, d);
    return instant.getTime() / 86_400_000;
  };
  if (month === undefined) return [at(0, 1), at(12, 1) - 1e-6];
  if (day === undefined) return [at(Number(month) - 1, 1), at(Number(month), 1) - 1e-6];
  const start = at(Number(month) - 1, Number(day));
  if (hour === undefined) return [start, start + 1 - 1e-6];
  const clock = (start * 1440 + Number(hour) * 60 + Number(minute) - zoneOf(date)) / 1440;
  return [clock, clock];
}

/** Minutes that a clock is ahead of Greenwich; 0 where the text does not say. */
function zoneOf(date: string): number {
  const match = /T.*([+-])(\d\d):?(\d\d)$/.exec(date);
  return match === null ? 0 : (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3]));
}

interface Stretch {
  readonly from: string;
  readonly to: string;
}

/** In days: two clocks on earth never differ by more. */
const ZONES_APART = 26 / 24;

/**
 * The days of two dates, to be compared. A time that is local to some place and one with a zone are compared as the clocks
 * show them, since nobody knows how far the first is from Greenwich.
 */
export function daysOfBoth(
  x: Stretch,
  y: Stretch,
): { readonly first: Days | undefined; readonly second: Days | undefined; readonly slack: number } {
  const mixed = hasClock(x.from) && hasClock(y.from) && hasZone(x.from) !== hasZone(y.from);
  const of = ({ from, to }: Stretch): Days | undefined => (mixed ? daysOf(local(from), local(to)) : daysOf(from, to));
  return { first: of(x), second: of(y), slack: mixed ? ZONES_APART : 0 };
}

type Days = readonly [number, number];
const ZONE = /(?:Z|[+-]\d\d:?\d\d)$/;

/** Whether a clock says how far it is from Greenwich. */
export function hasZone(date: string): boolean {
  return ZONE.test(date.slice(DAY_LENGTH));
}

function local(date: string): string {
  return date.slice(0, DAY_LENGTH) + date.slice(DAY_LENGTH).replace(ZONE, '');
}

const DAY_LENGTH = 10; // of a day in ISO 8601

export function hasClock(date: string): boolean {
  return date.includes('T');
}
