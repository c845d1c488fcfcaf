import type { Amount } from './amounts.ts';
import { moves } from './numbers.ts';

/** `$24 to $26`, `half to two-thirds`: one interval where the units stand between; a conversion in brackets belongs to its measure. */
export function ranges(own: string, amounts: readonly Amount[]): readonly Amount[] {
  const out: Amount[] = [];
  for (const amount of amounts) {
    const last = out.at(-1);
    const between = last === undefined ? '' : own.slice(Math.min(last.number.end, amount.from), amount.from);
    const gap = last === undefined ? '' : between.replace(/^\s?(?:million|billion|percent|per cent|%|km|miles)\b/, '');
    const joins =
      last !== undefined &&
      RANGE.test(gap) &&
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
    if (last !== undefined && joins && last.lo < amount.hi && !last.number.vague) {
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
