import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from '../properties.ts';
import { findStatements } from '../../src/claims/finding/find-statements.ts';
import { mailParts } from '../../src/claims/finding/mail-parts.ts';
import { cutIntoPassages } from '../../src/reading/passages.ts';
import { saidAs } from './said.ts';

const HEADER = 'From: Ada Marsh <ada@example.org>\nDate: Fri, 3 Oct 2031 23:10 +0200\nSubject: River\nTo: Ben Hale';
const RIVER = 'The river was measured today.';
const OVER = '---------- Forwarded message ----------';
const CASES = [
  { text: `It rose yesterday.\n\n${OVER}\n${HEADER}\n\n${RIVER}`, days: ['2031-10-10', '2031-10-03'], why: 'a mail that is passed on' },
  { text: `It rose yesterday.\n\n${HEADER.replace('Ben', 'Carl Ford,\n  Ben')}\n\n${RIVER}`, days: ['2031-10-10', '2031-10-03'], why: 'a header that runs on' },
  { text: `${HEADER.replace('3 Oct', '11 Oct')}\n\nSee below.\n\n${HEADER}\n\n${RIVER}`, days: ['2031-10-03'], why: 'below the header of the mail itself' },
  { text: `${HEADER}\n\n${RIVER}`, days: ['2031-10-11'], why: 'its own header, of a document whose day is known' },
  { text: `${OVER}\n\n${HEADER}\n\n${RIVER}`, days: ['2031-10-03'], why: 'nothing is said above the mail that is passed on' },
  { text: `It rose today.\n\n${HEADER}\n\n${RIVER}\n\n${HEADER.replace('3 Oct', '1 Oct')}\n\n${RIVER}`, days: ['2031-10-11', '2031-10-03', '2031-10-01'], why: 'one after the other' },
  { text: `On Fri, 3 Oct 2031 at 10:00, Ada Marsh <ada@example.org>\nwrote:\n\n> ${RIVER}\n> It fell yesterday.\n\nIt rose today.`, days: ['2031-10-03', '2031-10-02', '2031-10-11'], why: 'lines that an answer repeats' },
  { text: `It rose today.\n\n> ${HEADER.replaceAll('\n', '\n> ')}\n>\n> ${RIVER}\n\nIt fell today.`, days: ['2031-10-11', '2031-10-03', '2031-10-11'], why: 'a header among repeated lines' },
  { text: `It rose today.\n\n${HEADER.replace('Fri, 3 Oct 2031', '03/10/2031')}\n\n${RIVER}`, days: ['2031-10-11'], why: 'a header of which only the year is sure tells of no day' },
  { text: `It rose today.\n\nFrom: Ada\nTo: Ben\nSubject: River\n\n${RIVER}`, days: ['2031-10-11', '2031-10-11'], why: 'a header without a date' },
  { text: `On 3 October 2031 the mayor wrote:\n\n${RIVER}`, days: ['2031-10-11'], why: 'an article of a letter' },
]; // prettier-ignore
for (const { text, days, why } of CASES) {
  test(`days that are counted from today, with mails within mails: ${why}`, () => {
    const found = saidAs('date', text, { published: '2031-10-11' }).filter(({ words }) => /today|yesterday/.test(words));
    assert.deepEqual(found.map(({ value }) => value.from), days);
  }); // prettier-ignore
}

test('in Chinese too', () => {
  const text = '今天有雨。\n\n发件人：甲\n发送时间：2031年10月3日 星期五 10:00\n收件人：乙\n主题：河水\n\n今天有雨。';
  assert.deepEqual(
    saidAs('date', text, { language: 'zh', published: '2031-10-11' }).map(({ value }) => value.from),
    ['2031-10-11', '2031-10-03'],
  );
});

test('the lines of a header say nothing, whatever they hold', () => {
  assert.deepEqual(saidAs('figure', `It rose.\n\n${HEADER.replace('River', '12 people died')}\n\n${RIVER}`), []);
});

const LINES = [
  'From: a',
  'Date: 3 Oct 2031',
  'To: b',
  '',
  '> x',
  '>> From: c',
  '>> Sent: 2 Oct 2031',
  '>',
  'On 3 Oct 2031 a@b wrote:',
  OVER,
  ' more',
  'Words.',
];
test('parts follow each other, and between them stands nothing but lines of mails', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...LINES), { maxLength: 30 }), (lines) => {
      const text = lines.join('\n');
      let at = 0;
      for (const { start, end } of mailParts(text, '2031-10-11')) {
        assert.ok(at <= start && start <= end && end <= text.length);
        assert.doesNotMatch(text.slice(at, start), /^Words\.$|x$/m);
        at = end;
      }
      assert.doesNotMatch(text.slice(at), /^Words\.$|x$/m);
    }),
  );
});

const HEAVY = [
  { name: 'lines of headers that never end', text: 'From: x\nDate: y\n'.repeat(20_000) },
  { name: 'headers one after the other', text: 'From: x\nDate: y\n\n'.repeat(20_000) },
  { name: 'lines that are repeated ever deeper', text: Array.from({ length: 1_000 }, (_, at) => `${'>'.repeat(at)} x`).join('\n') },
  { name: 'long lines of headers', text: `From: ${'x'.repeat(8_000)}\n`.repeat(100) },
]; // prettier-ignore
for (const { name, text } of HEAVY) {
  test(`${name} are told apart in bounded time`, () => {
    const begun = process.cpuUsage();
    mailParts(text, undefined);
    const { user, system } = process.cpuUsage(begun);
    assert.ok(user + system < 3e6, `${(user + system) / 1e6} s of CPU`);
  });
}

test('passages as a mail is cut into them are counted from the same days', () => {
  const text = `It rose yesterday.\n\n${OVER}\n${HEADER}\n\n${RIVER}\n\nIt fell yesterday, at noon.`;
  const passages = cutIntoPassages(text).map((span) => ({ ...span, language: 'en' }));
  assert.ok(passages.length > 1);
  assert.deepEqual(
    findStatements({ text, passages, published: '2031-10-11' }).flatMap(({ value }) =>
      value.kind === 'date' ? [value.from] : [],
    ),
    ['2031-10-10', '2031-10-03', '2031-10-02', '2031-10-02T12:00'],
  );
});
