import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseHTML } from 'linkedom';
import { barsOf } from '../../src/web/pages/search-dates.ts';
import { person, treeOf } from '../../src/web/pages/search-facets.ts';
import * as fc from '../properties.ts';

const DATES = [
  { why: 'no date at all', dates: { none: 4 }, bars: 0, first: undefined, last: undefined, sum: 0, yearOnly: 0 },
  { why: 'one month', dates: { '2017-06': 4 }, bars: 1, first: '2017-06', last: '2017-06', sum: 4, yearOnly: 0 },
  {
    why: 'months over the turn of a year, those between drawn empty, a year apart',
    dates: { '2016': 2, '2016-11': 1, '2017-02': 3, none: 9 },
    bars: 4,
    first: '2016-11',
    last: '2017-02',
    sum: 4,
    yearOnly: 2,
  },
  {
    why: 'years where months would be too many',
    dates: { '1999': 2, '2001-03': 1, '2017-02': 3 },
    bars: 19,
    first: '1999',
    last: '2017',
    sum: 6,
    yearOnly: 0,
  },
  {
    why: 'stretches of years where years would be too many',
    dates: { '0001': 1, '1950-01': 2, '9999': 1 },
    bars: 20,
    first: '0000..0499',
    last: '9500..9999',
    sum: 4,
    yearOnly: 0,
  },
  { why: 'years alone', dates: { '2015': 1, '2016': 2 }, bars: 2, first: '2015', last: '2016', sum: 3, yearOnly: 0 },
];
for (const { why, dates, bars: count, first, last, sum, yearOnly } of DATES) {
  test(`bars of dates: ${why}`, () => {
    const listed = Object.entries(dates)
      .map(([value, passages]) => ({ value, passages }))
      .toSorted((a, b) => Number(a.value === 'none') - Number(b.value === 'none') || (a.value < b.value ? -1 : 1));
    const made = barsOf(listed);
    assert.equal(made.bars.length, count);
    assert.deepEqual([made.bars[0]?.asks, made.bars.at(-1)?.asks], [first, last]);
    assert.equal(
      made.bars.reduce((all, { passages }) => all + passages, 0),
      sum,
    );
    assert.equal(made.yearOnly, yearOnly);
  });
}

test('folders stand in their parents; those whose parent is not listed stand at the root under their whole path', () => {
  const folders = ['leak', 'mail', 'leak/a', 'leak/a/b', 'far/away/c'].map((value) => ({ value, passages: 1 }));
  const print = (tree: ReturnType<typeof treeOf>): readonly unknown[] =>
    tree.map(({ name, inside }) => (inside.length === 0 ? name : [name, print(inside)]));
  assert.deepEqual(print(treeOf(folders)), [['leak', [['a', ['b']]]], 'mail', 'far/away/c']);
});

test('who wrote it is a name with the address under it, else what the file says', () => {
  const cases = [
    { word: '"Bureau press office" <desk@press.invalid>', name: 'Bureau press office', address: 'desk@press.invalid' },
    { word: 'Joss Ferrand <joss@press.invalid>', name: 'Joss Ferrand', address: 'joss@press.invalid' },
    { word: 'Joss Ferrand', name: 'Joss Ferrand', address: undefined },
    { word: '<joss@press.invalid>', name: '&lt;joss@press.invalid&gt;', address: undefined },
    { word: 'a <b> c <d>', name: 'a &lt;b&gt; c &lt;d&gt;', address: undefined },
  ];
  for (const { word, name, address } of cases) {
    const under = address === undefined ? '' : ` <bdi class="address">${address}</bdi>`;
    assert.equal(person(word).markup, `<bdi>${name}</bdi>${under}`, word);
  }
});

test('a name and an address are told apart in every order of their parts, and in long runs of blanks', () => {
  const whole = /^\s*(?:"([^"<>]+)"|([^"<>]+?))\s*<([^<>]+)>\s*$/;
  fc.assert(
    fc.property(fc.array(fc.constantFrom('<', '>', '"', ' ', 'a', '@', '\n'), { maxLength: 12 }), (parts) => {
      const word = parts.join('');
      const [, quoted, bare, address] = whole.exec(word) ?? [];
      const shown = parseHTML(`<p>${person(word).markup}</p>`).document.querySelectorAll('bdi');
      const wanted = address === undefined || bare?.trim() === '' ? [word] : [quoted ?? bare, address];
      assert.deepEqual(
        Array.from(shown, ({ textContent }) => textContent),
        wanted,
        JSON.stringify(word),
      );
    }),
  );
  const begun = process.cpuUsage();
  person(`${' '.repeat(50_000)}a${' '.repeat(50_000)}b`);
  const { user, system } = process.cpuUsage(begun);
  assert.ok(user + system < 500_000, `${(user + system) / 1000} ms of processor time`);
});
