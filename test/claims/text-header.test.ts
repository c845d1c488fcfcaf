import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from '../properties.ts';
import { textHeader } from '../../src/claims/finding/text-header.ts';

const HEADER = 'url: http://news.example/1\noutlet: The Valley Post\npublished: 2017-06-24\n\n';

const HEADED = [
  {
    why: 'all three lines',
    text: `${HEADER}Ten dead.`,
    header: { end: HEADER.length, outlet: 'The Valley Post', published: '2017-06-24' },
  },
  {
    why: 'nothing is known of the outlet and the day',
    text: 'url: http://news.example/1\noutlet: \npublished:\n\nTen dead.',
    header: { end: 48 },
  },
  {
    why: 'a day that is no day is not taken for one',
    text: 'outlet: Post\npublished: last week\n\nTen dead.',
    header: { end: 35, outlet: 'Post' },
  },
  {
    why: 'a mail as it is printed',
    text: 'From: A. Ferry\nTo: B. Lock\nSubject: gate, Friday\n\nB',
    header: { end: 50 },
  },
  {
    why: 'a mail in Chinese',
    text: '发件人：渡口\n收件人：水务局\n主题：周五\n\n甲',
    header: { end: 22 },
  },
  {
    why: 'names that nobody knows stand among known ones',
    text: 'Title: A\nCrawler: spider\nDate: 2017-06\n\nB',
    header: { end: 40, published: '2017-06' },
  },
];
for (const { why, text, header } of HEADED) {
  test(`a header is told from the text below it: ${why}`, () => assert.deepEqual(textHeader(text), header));
}

const BARE = [
  { why: 'prose', text: 'Ten people died: all of them miners.\n\nMore follows.' },
  { why: 'one line with a colon', text: 'Date: 2017-06-24\n\nTen dead.' },
  { why: 'names that nobody knows', text: 'Weather: fair\nMood: calm\n\nTen dead.' },
  { why: 'no empty line after it', text: 'url: x\noutlet: y\nTen dead.' },
  { why: 'a sentence among the lines', text: 'url: x\noutlet: y\nTen dead.\n\nMore.' },
  { why: 'nothing', text: '' },
];
for (const { why, text } of BARE) {
  test(`a text without a header has none: ${why}`, () => assert.equal(textHeader(text), undefined));
}

test('what stands below a header is the text to the letter, whatever it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (body) => {
      assert.equal(`${HEADER}${body}`.slice(textHeader(`${HEADER}${body}`)?.end), body);
    }),
  );
});
