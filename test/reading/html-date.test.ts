import assert from 'node:assert/strict';
import { test } from 'node:test';
import { publishedOf } from '../../src/reading/stages/html-date.ts';
import { daysIn } from '../../src/reading/stages/html-date-words.ts';
import { parsePage } from '../../src/reading/stages/html-text.ts';
import { read } from './read-bytes.ts';

const WRITTEN: readonly { why: string; text: string; days: readonly string[]; american?: boolean }[] = [
  { why: 'ISO', text: 'on 2017-06-24.', days: ['2017-06-24'] },
  { why: 'Chinese', text: '二〇一七 2017年6月24日 发布', days: ['2017-06-24'] },
  { why: 'German figures', text: 'Stand: 24.06.2017', days: ['2017-06-24'] },
  { why: 'two figures for the year', text: 'vom 24.6.17,', days: ['2017-06-24'] },
  { why: 'German words', text: '24. Juni 2017', days: ['2017-06-24'] },
  { why: 'French words', text: 'le 1er août 2017', days: ['2017-08-01'] },
  { why: 'Spanish words', text: '24 de junio de 2017', days: ['2017-06-24'] },
  { why: 'Russian words', text: '24 июня 2017', days: ['2017-06-24'] },
  { why: 'Turkish words', text: '24 Haziran 2017', days: ['2017-06-24'] },
  { why: 'English, the month first', text: 'June 24th, 2017', days: ['2017-06-24'] },
  { why: 'slashes, day first', text: '05/06/2017', days: ['2017-06-05'] },
  { why: 'slashes, American', text: '05/06/2017', days: ['2017-05-06'], american: true },
  { why: 'slashes where only one order makes a date', text: '06/24/2017', days: ['2017-06-24'] },
  { why: 'no such day', text: '31.02.2017', days: [] },
  { why: 'a version number', text: 'version 1.2.3.4 and 10.12.2017.5', days: [] },
  { why: 'a number beside a word', text: 'Room 12 Karasu 2017', days: [] },
];

for (const { why, text, days, american } of WRITTEN) {
  test(`days in a text: ${why}`, () => assert.deepEqual([...daysIn(text, american)], days));
}

const PAGES: readonly { why: string; html: string; date: string | undefined }[] = [
  {
    why: 'what is written for machines comes first',
    html: '<head><meta property="article:published_time" content="2017-06-24T08:00:00+08:00"></head><body><p class="date">1.1.2020</p></body>',
    date: '2017-06-24T08:00:00+08:00',
  },
  {
    why: 'a place for dates comes before the text',
    html: '<body><p>In 2.3.2015 it began.</p><div class="post-date">24. Juni 2017</div></body>',
    date: '2017-06-24',
  },
  {
    why: 'dates of comments and of the sidebar do not count',
    html: '<body><div id="sidebar"><span class="date">1.1.2020</span></div><ol class="comments"><li><time datetime="2019-01-01">x</time></li></ol><p>Posted: June 24, 2017</p></body>',
    date: '2017-06-24',
  },
  {
    why: 'the month of the address, where there is nothing else',
    html: '<head><link rel="canonical" href="https://a.invalid/2017/06/directive.html"></head><body><p>Words.</p></body>',
    date: '2017-06',
  },
  { why: 'no date at all', html: '<body><p>Words. © 2017</p></body>', date: undefined },
];

for (const { why, html, date } of PAGES) {
  test(`the date of a page: ${why}`, () => assert.equal(publishedOf(parsePage(`<html>${html}</html>`)), date));
}

test('the title is the headline where the page has one, and the site’s own title is metadata', async () => {
  const { reading } = await read(
    `<!doctype html><html><head><title>Directive 17 counted households | Karasu Post</title><meta name="author" content="By A. Yusup"></head>
     <body><h1>Karasu Post</h1><h1>Directive 17 counted households</h1><p>Words of the report.</p></body></html>`,
  );
  assert.equal(reading?.title, 'Directive 17 counted households');
  assert.equal(reading?.byline, 'A. Yusup');
  assert.ok(reading.metadata.some(({ name, value }) => name === 'title' && value.endsWith('| Karasu Post')));
});
