import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as fc from '../properties.ts';
import { cluster, type Link } from '../../src/claims/align/cluster.ts';
import { conflictsOf } from '../../src/claims/align/conflicts.ts';
import { FEATURES } from '../../src/claims/align/pair.ts';
import { daysOf, relationOf } from '../../src/claims/align/values.ts';
import { WEIGHTS } from '../../src/claims/align/weights.ts';
import type { Figure } from '../../src/nouns/statement.ts';

function figure(lo: number, hi: number | null, unit: string, open: { lo?: boolean; hi?: boolean } = {}): Figure {
  return { kind: 'figure', lo, hi, loOpen: open.lo ?? false, hiOpen: open.hi ?? false, unit, counted: '' };
}

describe('relationOf', () => {
  const none = new Map<string, readonly number[]>();
  const rates = new Map([['EUR/USD', [1.3, 1.25]]]);
  const people = 'people';
  const table = [
    { a: figure(3, 3, people), b: figure(3, 3, people), is: 'same', why: 'they are equal' },
    { a: figure(24, null, people), b: figure(200, null, people), is: 'meet', why: 'two hundred are dozens' },
    { a: figure(5, 5, people), b: figure(24, 24, people), is: 'apart', why: 'five are not 24' },
    {
      a: figure(150, null, people, { lo: true }),
      b: figure(141, 141, people),
      is: 'apart',
      why: '141 is not more than 150',
    },
    {
      a: figure(7000, null, people, { lo: true }),
      b: figure(7000, 7000, people),
      is: 'boundary',
      why: 'only the end is left out',
    },
    { a: figure(10, 10, 'km'), b: figure(6, 6, 'miles'), is: 'meet', why: 'six miles are ten kilometres, rounded' },
    { a: figure(1500, 1500, 'km'), b: figure(700, 700, 'miles'), is: 'apart', why: '700 miles are 1,127 kilometres' },
    { a: figure(110, 110, 'EUR'), b: figure(143, 143, 'USD'), is: 'unknown', why: 'no text gives a rate', rates: none },
    { a: figure(110, 110, 'EUR'), b: figure(143, 143, 'USD'), is: 'meet', why: 'a text gives the rate', rates },
    { a: figure(143, 143, 'USD'), b: figure(60, 60, 'EUR'), is: 'apart', why: 'the rate holds both ways', rates },
  ] as const;
  for (const { a, b, is, why, ...given } of table) {
    it(`finds that ${a.lo} ${a.unit} and ${b.lo} ${b.unit} are ${is}: ${why}`, () => {
      assert.equal(relationOf(a, b, 'rates' in given ? given.rates : none), is);
    });
  }

  it('says the same from both sides', () => {
    const any = fc.record({ lo: fc.nat(50), width: fc.option(fc.nat(20)), loOpen: fc.boolean(), hiOpen: fc.boolean() });
    fc.assert(
      fc.property(any, any, (x, y) => {
        const [a, b] = [x, y].map(({ lo, width, loOpen, hiOpen }) =>
          figure(lo, width === null ? null : lo + width, people, { lo: loOpen, hi: hiOpen }),
        );
        assert.ok(a !== undefined && b !== undefined);
        assert.equal(relationOf(a, b, none), relationOf(b, a, none));
      }),
    );
  });
});

describe('daysOf', () => {
  it('spans a year, a month and a day, and knows zones', () => {
    const [year, month, day] = ['2013', '2013-07', '2013-07-02'].map((date) => daysOf(date, date));
    assert.ok(year !== undefined && month !== undefined && day !== undefined);
    assert.ok(year[0] < month[0] && month[0] < day[0] && day[1] < month[1] && month[1] < year[1]);
    assert.deepEqual(
      daysOf('2005-11-27T13:53+03:30', '2005-11-27T13:53+03:30'),
      daysOf('2005-11-27T10:23Z', '2005-11-27T10:23Z'),
    );
    assert.equal(daysOf('soon', 'soon'), undefined);
  });

  it('keeps days that follow each other apart', () => {
    const [monday, tuesday] = [daysOf('2013-03-11', '2013-03-11'), daysOf('2013-03-12', '2013-03-12')];
    assert.ok((monday?.[1] ?? 0) < (tuesday?.[0] ?? 0));
  });
});

const FREE = { never: [], together: [], apart: [] };

describe('cluster', () => {
  const things = 12;
  const link = fc
    .record({ a: fc.nat(things - 1), b: fc.nat(things - 1), score: fc.double({ min: -4, max: 4, noNaN: true }) })
    .filter(({ a, b }) => a < b);
  const links = fc.uniqueArray(link, { maxLength: 40, selector: ({ a, b }) => `${a} ${b}` });

  it('never joins two that can never be one, whatever speaks for it', () => {
    fc.assert(
      fc.property(links, links, (all, impossible) => {
        const never = impossible.map(({ a, b }) => [a, b] as const);
        const groups = cluster(things, all, { ...FREE, never }, -1);
        for (const [a, b] of never) assert.notEqual(groups[a], groups[b]);
      }),
    );
  });

  it('does not depend on the order of the links', () => {
    fc.assert(
      fc.property(links, (all) => {
        assert.deepEqual(cluster(things, all.toReversed(), FREE, -1), cluster(things, all, FREE, -1));
      }),
    );
  });

  it('leaves alone what nothing joins', () => {
    const alone: readonly Link[] = [{ a: 0, b: 1, score: -0.1 }];
    assert.deepEqual(cluster(3, alone, FREE, -1), [0, 1, 2]);
  });
});

describe('WEIGHTS', () => {
  it('has one weight for each feature', () => {
    for (const kind of ['figure', 'date', 'quotation', 'stance'] as const) {
      assert.equal(WEIGHTS[kind].length, FEATURES[kind].length, kind);
    }
  });
});

describe('conflictsOf', () => {
  it('tells no more pairs of one claim than anybody can look at', () => {
    const statements = Array.from({ length: 400 }, (_, index) => ({
      id: String(index),
      document: String(index),
      start: 0,
      end: 1,
      value: figure(index, index, 'people'),
      attributedTo: [],
    }));
    assert.equal(conflictsOf(statements, new Map()).length, 2000);
    assert.equal(conflictsOf(statements.slice(0, 5), new Map()).length, 10);
    const marked = new Set(conflictsOf(statements, new Map()).map(({ first, second }) => `${first} ${second}`));
    const others = conflictsOf(statements, new Map(), (first, second) => marked.has(`${first} ${second}`));
    assert.equal(others.length, 2000, 'pairs that people marked as no conflict hide none of the others');
  });

  const sum = (document: string, start: number, number: number, unit: string) => ({
    id: `${document}${start}`,
    document,
    start,
    end: start + 20,
    value: figure(number, number, unit),
    attributedTo: [],
  });
  const own = sum('b', 0, 144e9, 'USD');
  const CONVERTED = [
    { why: 'a sum in brackets behind one in another currency', said: [sum('a', 0, 110e9, 'EUR'), sum('a', 22, 143e9, 'USD'), own], pairs: 0 },
    { why: 'the same sum far from any other', said: [sum('a', 0, 110e9, 'EUR'), sum('a', 60, 143e9, 'USD'), own], pairs: 1 },
    { why: 'the same sum behind one in its own currency', said: [sum('a', 0, 143e9, 'USD'), sum('a', 22, 143e9, 'USD'), own], pairs: 2 },
    { why: 'more than a rate can make of it', said: [sum('a', 0, 110e9, 'EUR'), sum('a', 22, 120e9, 'USD'), own], pairs: 1 },
  ]; // prettier-ignore
  for (const { why, said, pairs } of CONVERTED) {
    it(`takes what is converted as rounded: ${why}`, () => assert.equal(conflictsOf(said, new Map()).length, pairs));
  }
});
