import type { Amount } from './amounts.ts';
import { moves } from './numbers.ts';

/** `$24 to $26`, `half to two-thirds`: one interval where the units stand between; a conversion in brackets belongs to its measure. */
export function ranges(own: string, amounts: readonly Amount[]): readonly Amount[] {
  const out: Amount[] = [];
  for (const amount of amounts) {
    const last = out.at(-1);
    const between = last === undefined ? '' : own.slice(Math.min(last.number.end, amount.from), amount.from);
    const gap = last === undefined ? '' : between.replace(SCALE_OR_MEASURE, '');
    const joins =
      last !== undefined &&
      RANGE.test(gap) &&
      areOneMeasure(last, amount) &&
      !moves(own, last.from) &&
      (!/and/.test(gap) || /\bbetween\s(?:an estimated\s)?$/i.test(own.slice(0, last.from)));
    if (
      last !== undefined &&
      CONVERTIBLE.has(last.unit ?? '') &&
      /^\s?\((?:about\s|some\s)?$/.test(own.slice(last.end, amount.start)) &&
      amount.unit !== last.unit &&
      CONVERTIBLE.has(amount.unit ?? '')
    )
      continue;
    const more = last === undefined ? undefined : addedTo(last, amount, own.slice(last.end, amount.start));
    if (more !== undefined) out[out.length - 1] = more;
    else if (last !== undefined && joins && last.lo < amount.hi && !last.number.vague) {
      out[out.length - 1] = {
        ...amount,
        start: last.start,
        from: last.from,
        lo: last.lo,
        hi: amount.hi,
        number: { ...amount.number, vague: false },
      };
    } else out.push(amount);
  }
  return out;
}

const SCALE_OR_MEASURE =
  /^(?:[mkbp]|bn|mn)\b|^\s?(?:million|billion|trillion|mln|bln|percent|per cent|%|pc|p|pence|km|miles)\b/;

/** Two measures of different kinds are no range: `rose 11 percent to 636 pence`. */
function areOneMeasure(a: Amount, b: Amount): boolean {
  const plain = ({ unit = '' }: Amount): string => unit.replace(/ per .*/, '');
  return plain(a) === plain(b) || a.end === a.number.end;
}

/** `two hours and 20 minutes`: 140 minutes. */
function addedTo(large: Amount, small: Amount, between: string): Amount | undefined {
  const times = PARTS_OF[`${large.unit} ${small.unit}`];
  if (times === undefined || !/^(?:\sand)?\s$/.test(between) || small.hi >= times || large.lo !== large.hi)
    return undefined;
  const [lo, hi] = [large.lo * times + small.lo, large.hi * times + small.hi];
  return { ...small, start: large.start, from: large.from, lo, hi };
}

/** How many of the smaller measure the larger has. */
const PARTS_OF: Readonly<Record<string, number>> = {
  'hours minutes': 60,
  'minutes seconds': 60,
  'days hours': 24,
  'years months': 12,
  'weeks days': 7,
  'feet inches': 12,
};

const CONVERTIBLE: ReadonlySet<string> = new Set([
  'km',
  'm',
  'cm',
  'mm',
  'miles',
  'feet',
  'inches',
  'yards',
  'nautical miles',
  'hectares',
  'acres',
  'km2',
  'miles2',
  'm2',
  'feet2',
  'kg',
  'tonnes',
  'tons',
  'litres',
  'gallons',
  'degrees',
  'mph',
  'km/h',
]);

const RANGE = /^\s?(?:-|–|—|to|and|or)\s?$/;
