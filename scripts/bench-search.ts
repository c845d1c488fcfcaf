/**
 * Measures the search: `node scripts/bench-search.ts [--passages 200000] [--data DIR]`. Builds an index of that many
 * passages, from the corpus.jsonl of DIR (repeated, each time with other words between) or from invented English,
 * Chinese and Uyghur whose words are as unevenly common as real ones, and prints for each class of query the median and
 * 95th percentile over 20 queries, 20 hits with snippets each, beside FTS5's own ranking of the same matches.
 */
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { parseArgs } from 'node:util';
import { sha256Of, type Sha256 } from '../src/nouns/sha256.ts';
import { ftsExpression } from '../src/search/engines/fts-expression.ts';
import { openSqliteIndex } from '../src/search/engines/sqlite-index.ts';
import { parseQuery } from '../src/search/query.ts';
import type { IndexDocument, SearchIndex, SearchRequest } from '../src/search/search-index.ts';

const PASSAGES_IN_DOCUMENT = 50;
const PASSAGES_IN_PUT = 5_000;
const QUERIES = 20;
const RUNS = 3;

const { values } = parseArgs({
  options: { passages: { type: 'string', default: '200000' }, data: { type: 'string' } },
});
const random = randomFrom(20_261_121);
const passages = await makePassages(Number(values.passages), values.data);
const scratch = await mkdtemp(join(tmpdir(), 'bench-search-'));
const file = join(scratch, 'index.db');
const documents = makeDocuments(passages);
const ordinals = new Map<Sha256, IndexDocument>(documents.map((document) => [document.id, document]));
const open = (): Promise<SearchIndex> =>
  openSqliteIndex(file, {
    texts: async (keys) => keys.map(({ document, ordinal }) => ordinals.get(document)?.passages[ordinal]?.text ?? ''),
    readers: 1,
  });
let index = await open();
try {
  await measureBuild();
  await measureQueries(index);
  await measureAdding(index);
} finally {
  await index.close();
  await rm(scratch, { recursive: true });
}

async function measureBuild(): Promise<void> {
  const bytes = passages.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  const begun = performance.now();
  const step = PASSAGES_IN_PUT / PASSAGES_IN_DOCUMENT;
  for (let i = 0; i < documents.length; i += step) await index.put(documents.slice(i, i + step));
  await index.close();
  const seconds = (performance.now() - begun) / 1000;
  const opened = performance.now();
  index = await open();
  await index.search({ query: 'nothing', limit: 1, offset: 0 });
  const { size } = await stat(file);
  console.log(`${passages.length} passages, ${(bytes / 1e6).toFixed(1)} MB of text`);
  console.log(`build: ${Math.round(passages.length / seconds)} passages/s, index ${(size / bytes).toFixed(2)} × text`);
  console.log(`first search after it: ${(performance.now() - opened).toFixed(0)} ms`);
}

async function measureQueries(from: SearchIndex): Promise<void> {
  const plain = new DatabaseSync(file, { readOnly: true });
  plain.exec('PRAGMA mmap_size = 1073741824');
  const ranked = plain.prepare('SELECT rowid FROM words WHERE words MATCH ? ORDER BY rank LIMIT 20');
  console.log('class                 matches (median)   search p50 / p95 ms   bm25() p50 / p95 ms');
  for (const [name, requests] of queryClasses()) {
    const ours: number[] = [];
    const theirs: number[] = [];
    const totals: number[] = [];
    for (const request of requests) {
      const { tree } = parseQuery(request.query);
      const expression = tree && ftsExpression(tree, () => []);
      if (expression === undefined) continue;
      ours.push(await medianOf(async () => totals.push((await from.search(request)).total)));
      theirs.push(await medianOf(async () => ranked.all(expression)));
    }
    const cells = [name.padEnd(21), String(quantile(totals, 0.5)).padStart(16), show(ours), show(theirs)];
    console.log(cells.join('   '));
  }
  plain.close();
}

async function measureAdding(into: SearchIndex): Promise<void> {
  const fresh = makeDocuments(passages.slice(0, 1000).map((text) => `unheardof ${text}`));
  for (const document of fresh) ordinals.set(document.id, document);
  const begun = performance.now();
  await into.put(fresh);
  const put = performance.now();
  const { total } = await into.search({ query: 'unheardof', limit: 20, offset: 0 });
  const found = performance.now();
  console.log(
    `1000 passages put in ${(put - begun).toFixed(0)} ms, all ${total} found ${(found - put).toFixed(0)} ms later`,
  );
}

function queryClasses(): ReadonlyMap<string, readonly SearchRequest[]> {
  const counts = new Map<string, number>();
  for (const text of passages) for (const word of new Set(wordsOf(text))) counts.set(word, (counts.get(word) ?? 0) + 1);
  const share = (least: number, most: number): string[] => {
    const words = [...counts].filter(([, n]) => n >= least && n <= most).map(([word]) => word);
    return Array.from({ length: QUERIES }, () => words[Math.floor(random() * words.length)] ?? 'nothing');
  };
  const n = passages.length;
  const inText = (count: number): string[][] => Array.from({ length: QUERIES }, () => neighbours(wordsOf, count));
  const pairs = Array.from({ length: QUERIES }, () => neighbours(hanOf, 2).join(''));
  const four = Array.from({ length: QUERIES }, () => neighbours(hanOf, 4).join(''));
  const common = share(n * 0.05, n);
  const classes: readonly (readonly [string, readonly string[], SearchRequest['filters']?])[] = [
    ['rare word', share(2, 20)],
    ['mid word', share(n * 0.002, n * 0.01)],
    ['common word', common],
    ['and of 3', inText(3).map((words) => words.join(' '))],
    ['or of 5', inText(5).map((words) => words.join(' OR '))],
    ['phrase, 3 words', inText(3).map((words) => `"${words.join(' ')}"`)],
    ['2 Han characters', pairs],
    ['4 Han characters', four],
    ['beginning, 4 letters', share(3, n * 0.01).map((word) => `${word.slice(0, 4)}*`)],
    ['common word, filtered', common, { language: 'en' }],
  ];
  return new Map(
    classes.map(([name, queries, filters]) => [
      name,
      queries.map((query) => ({ query, limit: 20, offset: 0, ...(filters === undefined ? {} : { filters }) })),
    ]),
  );
}

function wordsOf(text: string): readonly string[] {
  return text.match(/[a-z]{4,}/g) ?? [];
}

function hanOf(text: string): readonly string[] {
  return text.match(/\p{Script=Han}/gu) ?? [];
}

function neighbours(cut: (text: string) => readonly string[], count: number): string[] {
  for (let tries = 0; tries < 10_000; tries += 1) {
    const pieces = cut(passages[Math.floor(random() * passages.length)] ?? '');
    const at = Math.floor(random() * (pieces.length - count));
    if (pieces.length > count) return pieces.slice(at, at + count);
  }
  return ['nothing'];
}

function makeDocuments(texts: readonly string[]): IndexDocument[] {
  const made: IndexDocument[] = [];
  for (let i = 0; i < texts.length; i += PASSAGES_IN_DOCUMENT) {
    const own = texts.slice(i, i + PASSAGES_IN_DOCUMENT);
    const language = (text: string): string =>
      /\p{Script=Han}/u.test(text) ? 'zh-Hans' : /[a-z]/.test(text) ? 'en' : 'ug-Arab';
    made.push({
      id: sha256Of(`${i} ${own[0]}`),
      mediaType: i % 3 === 0 ? 'application/pdf' : 'text/plain',
      accessions: [`accession ${i % 7}`],
      passages: own.map((text) => ({ text, start: 0, end: text.length, language: language(text) })),
    });
  }
  return made;
}

async function makePassages(count: number, folder: string | undefined): Promise<readonly string[]> {
  if (folder === undefined) return inventPassages(count);
  const lines = (await readFile(join(folder, 'corpus.jsonl'), 'utf8')).trim().split('\n');
  const texts = lines.map((line): string => JSON.parse(line).text);
  return Array.from({ length: count }, (_, i) => {
    const text = texts[i % texts.length] ?? '';
    return i < texts.length ? text : `${text} ${i.toString(36)}`;
  });
}

function inventPassages(count: number): readonly string[] {
  const syllables = 'ba co di fu ge hi jo ka le mi no pu ra se ti vo wa xe yi zo an er in or un st tr pl ch sh'.split(
    ' ',
  );
  const han = Array.from({ length: 3000 }, (_, i) => String.fromCodePoint(0x4e00 + i * 6));
  const uyghur = Array.from('ابتجدرزسشغفقكگلمنوۇۆۈېىي');
  const english = invent(60_000, syllables, 2, 5);
  const chinese = invent(40_000, han, 1, 3);
  const others = invent(20_000, uyghur, 3, 8);
  return Array.from({ length: count }, () => {
    const kind = random();
    if (kind < 0.55) return Array.from({ length: 100 }, () => zipf(english)).join(' ');
    if (kind < 0.95) return Array.from({ length: 90 }, () => zipf(chinese) + (random() < 0.08 ? '，' : '')).join('');
    return Array.from({ length: 60 }, () => zipf(others)).join(' ');
  });
}

function invent(count: number, pieces: readonly string[], least: number, most: number): readonly string[] {
  return Array.from({ length: count }, () =>
    Array.from(
      { length: least + Math.floor(random() * (most - least + 1)) },
      () => pieces[Math.floor(random() * pieces.length)],
    ).join(''),
  );
}

/** Rank r with probability in proportion to 1/r (Zipf 1949), near enough. */
function zipf(words: readonly string[]): string {
  return words[Math.floor(words.length ** random()) - 1] ?? '';
}

/** Park and Miller's generator: the same texts and queries in every run. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

async function medianOf(work: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let i = 0; i < RUNS; i += 1) {
    const begun = performance.now();
    await work();
    times.push(performance.now() - begun);
  }
  return quantile(times, 0.5);
}

function quantile(numbers: readonly number[], part: number): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
}

function show(times: readonly number[]): string {
  return `${quantile(times, 0.5).toFixed(1)} / ${quantile(times, 0.95).toFixed(1)}`.padStart(19);
}
