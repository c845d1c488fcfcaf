import { mkdtempSync, openSync, readFileSync, rmSync, writeFileSync, closeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Span } from '../src/nouns/reading.ts';
import type { ReaderOutput } from '../src/reading/reader.ts';
import { htmlReader } from '../src/reading/stages/html.ts';

/**
 * How well the article of a web page is found, by the measure of scrapinghub/article-extraction-benchmark: shingles of
 * four words, counted, each page weighing the same; precision and recall are means over the pages and F1 is theirs.
 * `folder` has `ground-truth.json` (`{id: {articleBody}}`) and `html/<id>.html.gz`.
 */
export async function articleText(folder: string): Promise<{
  readonly pages: number;
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  /** Ids of the pages, worst first. */
  readonly worst: readonly (readonly [id: string, precision: number, recall: number])[];
}> {
  const truth: Readonly<Record<string, { readonly articleBody?: string }>> = JSON.parse(
    readFileSync(join(folder, 'ground-truth.json'), 'utf8'),
  );
  const scores: (readonly [string, number, number])[] = [];
  for (const [id, { articleBody = '' }] of Object.entries(truth)) {
    const page = gunzipSync(readFileSync(join(folder, 'html', `${id}.html.gz`)));
    const { precision, recall } = scoreOf(articleBody, await articleOf(page));
    scores.push([id, precision, recall]);
  }
  const mean = (at: 1 | 2): number => {
    const values = scores.map((score) => score[at]).filter((value) => !Number.isNaN(value));
    return values.reduce((sum, value) => sum + value, 0) / values.length;
  };
  const [precision, recall] = [mean(1), mean(2)];
  const worst = scores.toSorted((a, b) => a[1] + a[2] - b[1] - b[2]);
  return { pages: scores.length, precision, recall, f1: (2 * precision * recall) / (precision + recall), worst };
}

/** What the house marks as the article: the stretches of the text, paragraph by paragraph. */
async function articleOf(page: Buffer): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'eval-article-'));
  const path = join(folder, 'page.html');
  writeFileSync(path, page);
  const fd = openSync(path, 'r');
  let text = '';
  let article: readonly Span[] = [];
  const out: ReaderOutput = {
    describe: (facts) => void (article = facts.article ?? article),
    metadata: () => {},
    text: (given) => void (text = given),
    page: () => {},
    found: async () => {},
    finding: () => ({ take() {}, end() {} }),
    refused: () => {},
  };
  try {
    await htmlReader.read(
      { mediaType: 'text/html', name: 'page.html', size: page.byteLength, fd, bytes: () => page },
      out,
    );
  } finally {
    closeSync(fd);
    rmSync(folder, { recursive: true });
  }
  return article.map(({ start, end }) => text.slice(start, end)).join('\n');
}

/** NaN where there is nothing to be precise about, or to recall: such a page does not count. */
export function scoreOf(wanted: string, got: string): { readonly precision: number; readonly recall: number } {
  const [truth, found] = [shinglesOf(wanted), shinglesOf(got)];
  let [both, extra, missed] = [0, 0, 0];
  for (const key of new Set([...truth.keys(), ...found.keys()])) {
    const [a, b] = [truth.get(key) ?? 0, found.get(key) ?? 0];
    both += Math.min(a, b);
    extra += Math.max(0, b - a);
    missed += Math.max(0, a - b);
  }
  return { precision: both / (both + extra), recall: both / (both + missed) };
}

function shinglesOf(text: string): ReadonlyMap<string, number> {
  const words = text.match(/[\p{L}\p{N}_]+/gv) ?? [];
  const counts = new Map<string, number>();
  for (let at = 0; at < Math.max(1, words.length - 3); at += 1) {
    const shingle = words.slice(at, at + 4).join(' ');
    if (shingle !== '') counts.set(shingle, (counts.get(shingle) ?? 0) + 1);
  }
  return counts;
}
