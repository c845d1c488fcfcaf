import assert from 'node:assert/strict';
import { test } from 'node:test';
import { scoreOf } from '../../scripts/eval-article-text.ts';
import { read, type Account } from './read-bytes.ts';

const PARAGRAPHS = Array.from(
  { length: 8 },
  (_, at) =>
    `Paragraph ${at} of the report says that ${at + 17} forms were printed, counted, signed for, and sent out.`,
);

function articleIn({ reading }: Account): string {
  return (reading?.article ?? []).map(({ start, end }) => reading?.text.slice(start, end)).join('\n');
}

test('the paragraphs of an article are marked whatever element they stand in, and its copy elsewhere is not', async () => {
  const layouts = [
    { of: (text: string) => `<p>${text}</p>`, why: 'paragraphs' },
    { of: (text: string) => `<div class="paragraph">${text}</div>`, why: 'blocks with bare text' },
    { of: (text: string) => `<div>${text} <a href="/x">more</a></div>`, why: 'blocks with text and a link' },
    { of: (text: string) => `<div><span><span>${text}</span></span></div>`, why: 'blocks with spans in spans' },
  ];
  for (const { of, why } of layouts) {
    const page = `<html><head><title>Report</title></head><body><ul><li><a href="/">Home</a></li></ul>
      <article><h1>Report</h1>${PARAGRAPHS.map(of).join('\n')}</article>
      <div hidden>${PARAGRAPHS.join(' ')}</div></body></html>`;
    const article = articleIn(await read(page, 'report.html'));
    for (const [at, words] of PARAGRAPHS.entries()) {
      assert.equal(article.split(words).length - 1, 1, `${why}: paragraph ${at}`);
    }
  }
});

test('the measure of articles counts shingles of four words', () => {
  const cases = [
    { wanted: 'a b c d e', got: 'a b c d e', precision: 1, recall: 1 },
    { wanted: 'a b c d e', got: 'a b c d', precision: 1, recall: 0.5 },
    { wanted: 'a b c d', got: 'a b c d e f', precision: 1 / 3, recall: 1 },
    { wanted: 'a b', got: 'a, b!', precision: 1, recall: 1 },
    { wanted: 'a b', got: '', precision: Number.NaN, recall: 0 },
  ];
  for (const { wanted, got, precision, recall } of cases) assert.deepEqual(scoreOf(wanted, got), { precision, recall });
});
