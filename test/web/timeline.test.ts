import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from '../properties.ts';
import { parseHTML } from 'linkedom';
import { SHEETS } from '../../scripts/preview-sheets.ts';
import { say } from '../../src/web/messages.ts';
import { besides, scaleOf, within } from '../../src/web/pages/timeline-scale.ts';

const t = say('en');

const SCALES = [
  { why: 'a day in hours', from: '2024-06-03', to: '2024-06-03', cells: 24, first: '00:00', asks: undefined },
  { why: 'a month in days', from: '2024-02', to: '2024-02', cells: 29, first: '1 Feb', asks: '2024-02-01' },
  { why: 'a year in months', from: '2024', to: '2024', cells: 12, first: 'Jan 2024', asks: '2024-01' },
  { why: 'a decade in years', from: '2010', to: '2019', cells: 10, first: '2010', asks: '2010' },
  { why: 'a century in decades', from: '1900', to: '1999', cells: 10, first: '1900–1909', asks: '1900' },
  { why: 'a year of one digit is a year', from: '0005', to: '0005', cells: 12, first: 'Jan 5', asks: '0005-01' },
  {
    why: 'a minute in the hour around it',
    from: '2024-06-03T14:30',
    to: '2024-06-03T14:45',
    cells: 1,
    first: '14:00',
    asks: undefined,
  },
] as const;

for (const { why, from, to, cells, first, asks } of SCALES) {
  test(`the line shows ${why}`, () => {
    const scale = scaleOf(t, { from, to }, undefined);
    assert.equal(scale?.cells.length, cells);
    assert.equal(scale?.cells[0]?.name, first);
    assert.equal(scale?.cells[0]?.asks?.from, asks);
  });
}

test('cells follow one another and cover every stretch of the calendar, never more than can be pressed', () => {
  const date = fc
    .record({
      year: fc.integer({ min: 1, max: 9_998 }),
      month: fc.integer({ min: 1, max: 12 }),
      parts: fc.constantFrom(1, 2),
    })
    .map(({ year, month, parts }) =>
      [String(year).padStart(4, '0'), String(month).padStart(2, '0')].slice(0, parts).join('-'),
    );
  fc.assert(
    fc.property(date, date, (a, b) => {
      const [from, to] = a < b ? [a, b] : [b, a];
      const scale = scaleOf(t, { from, to }, undefined);
      if (scale === undefined) return; // 2024 ends before 2024-06 does not, but 2024-06 to 2024 may be empty
      assert.ok(scale.cells.length >= 1 && scale.cells.length <= 102);
      for (const [index, cell] of scale.cells.entries()) {
        assert.ok(cell.end > cell.start);
        assert.equal(cell.start, scale.cells[index - 1]?.end ?? scale.start);
      }
    }),
  );
});

const STEPS = [
  {
    from: '2024-06-03',
    to: '2024-06-03',
    outer: ['2020', '2024', '2024-06', '2024-06-03'],
    before: '2024-06-02',
    after: '2024-06-04',
  },
  { from: '2024-01', to: '2024-01', outer: ['2020', '2024', '2024-01'], before: '2023-12', after: '2024-02' },
  { from: '2024', to: '2024', outer: ['2020', '2024'], before: '2023', after: '2025' },
  { from: '2010', to: '2019', outer: ['2010'], before: '2000', after: '2020' },
  { from: '2011', to: '2014', outer: ['2010'], before: undefined, after: undefined },
  { from: '0001', to: '0001', outer: ['0000', '0001'], before: undefined, after: '0002' },
  {
    from: '9999-12-31',
    to: '9999-12-31',
    outer: ['9990', '9999', '9999-12', '9999-12-31'],
    before: '9999-12-30',
    after: undefined,
  },
] as const;

for (const { from, to, outer, before, after } of STEPS) {
  test(`from ${from} to ${to} the ways out and aside are known`, () => {
    assert.deepEqual(
      within({ from, to }).map((one) => one.from),
      outer,
    );
    const aside = besides({ from, to });
    assert.equal(aside.before?.from, before);
    assert.equal(aside.after?.from, after);
  });
}

test('no date is shown with an hour that nobody said', () => {
  for (const language of ['en', 'zh-Hans', 'ug'] as const) {
    const { document } = parseHTML(SHEETS['timeline']?.({ language, here: '/' }, {}) ?? '');
    const times = [...document.querySelectorAll('td.time')].map((cell) => cell.textContent ?? '');
    assert.equal(times.length, 5);
    for (const said of times.slice(0, 2)) assert.doesNotMatch(said, /\d:\d|00/, said);
    assert.match(times[4] ?? '', /14:30.15:00|14:30 – 15:00/);
  }
});

test('each date that was said has a bar of its own; dates that cannot both be right have a fault under them', () => {
  const { document } = parseHTML(SHEETS['timeline']?.({ language: 'en', here: '/' }, {}) ?? '');
  const bars = [...document.querySelectorAll('.time-bars')].map((svg) => [
    svg.querySelectorAll('.said-bar, .open-bar').length,
    svg.querySelectorAll('.apart').length,
  ]);
  assert.deepEqual(bars, [
    [1, 0],
    [1, 0],
    [3, 3],
    [1, 0],
    [1, 0],
  ]);
});

test('bars that press lead closer, and the table holds the same events', () => {
  const { document } = parseHTML(SHEETS['timeline-june']?.({ language: 'en', here: '/' }, {}) ?? '');
  const links = [...document.querySelectorAll('.overview a')].map((link) => link.getAttribute('href'));
  assert.deepEqual(
    links,
    ['/c/7e3a/timeline?from=2024-06-03&to=2024-06-03', '/c/7e3a/timeline?from=2024-06-07&to=2024-06-07'].map((href) =>
      href.replace('7e3a', links[0]?.split('/')[2] ?? ''),
    ),
  );
  const table = parseHTML(SHEETS['timeline-table']?.({ language: 'en', here: '/' }, {}) ?? '').document;
  assert.equal(table.querySelectorAll('.time-table tbody tr').length, 5);
  assert.equal(table.querySelector('.time-table tbody td')?.textContent, '2023');
});
