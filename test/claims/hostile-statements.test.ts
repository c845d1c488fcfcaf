import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from '../properties.ts';
import { findStatements } from '../../src/claims/finding/find-statements.ts';
import { said } from './said.ts';

const LONG = 200_000; // UTF-16 units

const filled = (pattern: string): string => pattern.repeat(Math.ceil(LONG / pattern.length)).slice(0, LONG);

const HOSTILE = [
  { language: 'zh-Hans', text: filled('据法新社报道5月3日上午10时3人死亡，'), why: 'a sentence that does not end' },
  { language: 'zh-Hans', text: filled('年月日时三五人死亡于'), why: 'characters that dates begin with' },
  { language: 'zh-Hans', text: filled('他说：“我们'), why: 'quotations that nobody closes' },
  {
    language: 'zh-Hans',
    text: `${filled('9')}人死亡，${filled('万')}人受伤，0年0月0日`,
    why: 'numbers that overflow, the year 0',
  },
  {
    language: 'zh-Hans',
    text: filled('他说：“\u202eأبجد \u2066we 3\u2069 我们没有”'),
    why: 'both directions of writing',
  },
  { language: 'ug-Arab', text: filled('بىر مىڭ '), why: 'a number without end in words' },
  { language: 'ug-Arab', text: `${filled('9')} ئادەم، 0000-يىلى 0-ماي`, why: 'numbers that overflow, the year 0' },
  { language: 'ug-Latn', text: filled('2024-yili 20-'), why: 'dates that do not end' },
  { language: 'en', text: filled('from Oct. 2 to '), why: 'stretches of days that do not end' },
  { language: 'en', text: filled('two years, one month and '), why: 'times ago that do not end' },
  { language: 'en', text: filled('“nineteen ninety 5" ’'), why: 'marks of every style, none of them closed well' },
  { language: 'en', text: filled('-'), why: 'a line of dashes' },
  { language: 'en', text: filled("'"), why: 'apostrophes that close nothing' },
  { language: 'en', text: filled('QmFzZTY0').repeat(2), why: 'bytes in Base64' },
  {
    language: 'en',
    text: filled('A witness said the guards were asleep at the gate. The company denied it.\n').repeat(4),
    why: 'denials that take up what was said, again and again',
  },
  {
    language: 'en',
    text: filled('Bob denied that the ferry was overloaded badly. A man said the ferry was overloaded badly.\n').repeat(
      4,
    ),
    why: 'one thing that is denied and said, again and again',
  },
  { language: 'en', text: filled('5\t6\t7\n'), why: 'cells of a sheet' },
  { language: 'zh-Hans', text: filled('5人\t6人\n'), why: 'cells of a sheet that name what they count' },
];
for (const { language, text, why } of HOSTILE) {
  test(`found in time that grows with the text only: ${language}, ${why}`, () => {
    const begun = process.cpuUsage();
    const found = said(text, { language });
    const { user, system } = process.cpuUsage(begun);
    assert.ok(user + system < 8e6, `${(user + system) / 1e6} s of CPU for ${text.length} units`);
    for (const { start, end } of found) assert.ok(start < end && end <= text.length);
    if (text.includes('\t')) assert.deepEqual(found, []);
  });
}

const WORDS = [
  '2024-يىلى', '20-ماي', 'ئادەم', '31', 'سائەت', '10:30', '2024-yili', '20-may', 'adem', '2024-жили', '5月3日', '去年', '农历', '初五', '二十',
  '人死亡', '“', '”', '说：', '晚上8时', '至', '、', '1980', '’80s', 'from', 'May 5', 'to', 'June 31', 'the first Friday of', 'next month', 'half of 2008', 'EST',
  '3 p.m.', 'nineteen', 'ninety', 'two thousand', ',', '.', '\n', ' ', '0000', '9999', '-', '/', '\u202e', '\ud800',
]; // prettier-ignore
const ISO = /^\d{4}(?:-\d\d(?:-\d\d(?:T\d\d:\d\d(?:Z|[+-]\d\d:\d\d)?)?)?)?$/;

test('whatever words come together, what is found stands in the text and every date is one of the calendar', () => {
  const texts = fc.array(fc.oneof(fc.constantFrom(...WORDS), fc.string({ maxLength: 3 })), { maxLength: 40 });
  const settings = fc.record({
    language: fc.constantFrom('en', 'zh-Hans', 'zh-Hant', 'ug-Arab', 'ug-Latn', 'ug-Cyrl'),
    published: fc.constantFrom('', '2015-06-17', '0001-01-01', '9999-12-31', '2016-02-29', '2015', '2015-06'),
  });
  fc.assert(
    fc.property(texts, settings, (pieces, { language, published }) => {
      const text = pieces.join(' ').toWellFormed();
      const passages = [{ start: 0, end: text.length, language }];
      for (const { start, end, value } of findStatements({ text, published, passages })) {
        assert.ok(start < end && end <= text.length);
        if (value.kind !== 'date') continue;
        assert.match(value.from, ISO);
        assert.match(value.to, ISO);
        assert.equal(value.from.length, value.to.length);
        assert.ok(value.from <= value.to, `${value.from} ${value.to}`);
        assert.ok(!Number.isNaN(Date.parse(value.from.slice(0, 10))), value.from);
        assert.ok(!Number.isNaN(Date.parse(value.to.slice(0, 10))), value.to);
      }
    }),
    { numRuns: 300 },
  );
});
