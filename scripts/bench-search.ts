/**
 * Measures the search: `npm run bench -- search [--passages 200000] [--data DIR] [--index FILE] [--only CLASS]
 * [--names 10000] [--alone] [--json]`.
 * Builds an index of that many passages, invented or of the texts of DIR (search-texts.ts), and asks it queries of each
 * class, each query once, 20 hits with snippets, totals and facets. FILE is kept, and used again where it is there.
 * Times are of the clock and of the processor (all threads of this process), because other programs slow down the first
 * and not the second. Beside them SQLite's FTS5 of the same tokens, in FILE.fts5: its `ORDER BY rank LIMIT 20` of the same
 * matches; `--alone` goes without.
 */
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { sha256Of, type Sha256 } from '../src/nouns/sha256.ts';
import { expand } from '../src/entities/expansions.ts';
import { openSqliteIndex } from '../src/search/engines/sqlite-index.ts';
import { parseQuery } from '../src/search/query.ts';
import type { IndexDocument, SearchIndex, SearchRequest } from '../src/search/search-index.ts';
import { PlainFts5 } from './plain-fts5.ts';
import { sizeAtRest } from './size-at-rest.ts';
import { inventedTexts, pickFrom, randomFrom, textsOfFolder } from './search-texts.ts';

const PASSAGES_IN_DOCUMENT = 50;
const PASSAGES_IN_PUT = 5_000;
const WARMING = 10;
/** Of each class, after those that warm up. */
const QUERIES = 40;
const COMPARED = 12; // of them FTS5 ranks so many, for it is slow
/** As batch search asks. */
const NAMES_AT_ONCE = 100;

const { values } = parseArgs({
  options: {
    passages: { type: 'string', default: '200000' },
    data: { type: 'string' },
    index: { type: 'string' },
    names: { type: 'string', default: '10000' },
    only: { type: 'string' },
    alone: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
});
const count = Number(values.passages);
const texts = values.data === undefined ? inventedTexts() : await textsOfFolder(values.data);
const random = randomFrom(20_261_121);
const scratch = values.index === undefined ? await mkdtemp(join(tmpdir(), 'bench-search-')) : undefined;
const file = values.index ?? join(scratch ?? '', 'index.db');
/** The number of each document's first passage. */
const firsts = new Map<Sha256, number>();
for (let i = 0; i < count; i += PASSAGES_IN_DOCUMENT) firsts.set(idOf(i), i);
const open = (): Promise<SearchIndex> =>
  openSqliteIndex(file, {
    texts: async (keys) => keys.map(({ document, ordinal }) => texts.at((firsts.get(document) ?? 0) + ordinal)),
    readers: 1,
  });
const figures: Record<string, unknown> = { passages: count, processor: cpus()[0]?.model };
const wasThere = existsSync(file);
let index = await open();
try {
  if (!wasThere) await measureBuild();
  await measureOpening();
  await measureQueries();
  if (values.only === undefined || values.only === 'batch') await measureBatch();
  if (values.only === undefined || values.only === 'spelled') await measureSpelled();
  if (values.only === undefined || values.only === 'adding') await measureAdding();
  report('memory', `peak of the process ${await peakOfMemory()} MB`, { peakMb: await peakOfMemory() });
} finally {
  await index.close();
  if (scratch !== undefined) await rm(scratch, { recursive: true });
}
if (values.json) console.log(JSON.stringify(figures, undefined, 2));

function idOf(first: number): Sha256 {
  return sha256Of(`document ${first}`);
}

function documentAt(first: number, size: number): IndexDocument {
  const numbers = Array.from({ length: Math.min(size, count - first) }, (_, i) => first + i);
  return {
    id: idOf(first),
    mediaType: ['application/pdf', 'text/plain', 'message/rfc822'][(first / size) % 3] ?? 'text/plain',
    accessions: [`accession ${first % 7}`],
    paths: [`leak/${first % 100}/${first}.pdf`],
    date: `20${10 + (first % 9)}-0${1 + (first % 8)}-17`,
    passages: numbers.map((i) => {
      const text = texts.at(i);
      return { text, start: 0, end: text.length, language: texts.language(i), page: 1 + (i % size) };
    }),
  };
}

async function measureBuild(): Promise<void> {
  let bytes = 0;
  let seconds = 0;
  let cpu = 0;
  for (let i = 0; i < count; i += PASSAGES_IN_PUT) {
    const documents: IndexDocument[] = [];
    for (let at = i; at < Math.min(count, i + PASSAGES_IN_PUT); at += PASSAGES_IN_DOCUMENT) {
      documents.push(documentAt(at, PASSAGES_IN_DOCUMENT));
    }
    for (const { passages } of documents) for (const { text } of passages) bytes += Buffer.byteLength(text);
    const took = await timed(() => index.put(documents));
    seconds += took.ms / 1000;
    cpu += took.cpuMs / 1000;
    if (i > 0 && i % 50_000 === 0) console.error(`${i} passages, ${Math.round(i / seconds)}/s`);
  }
  const closing = await timed(() => index.close());
  seconds += closing.ms / 1000;
  cpu += closing.cpuMs / 1000;
  index = await open();
  await index.put([documentAt(0, PASSAGES_IN_DOCUMENT)]); // as it was: a writer tidies up after it has written
  const size = await sizeAtRest(file);
  const built = {
    perSecond: Math.round(count / seconds),
    perCpuSecond: Math.round(count / cpu),
    closingMs: Math.round(closing.ms),
    textMb: bytes / 1e6,
    indexToText: size / bytes,
  };
  const line = `${built.perSecond} passages/s, ${built.perCpuSecond} for each second of the processor; index`;
  report('build', `${line} ${built.indexToText.toFixed(2)} × ${built.textMb.toFixed(0)} MB`, built);
}

async function measureOpening(): Promise<void> {
  await index.close();
  const opening = await timed(async () => {
    index = await open();
  });
  const first = await timed(() => index.search({ query: 'nothing', limit: 1, offset: 0 }));
  const line = `opened in ${show(opening)}, first search ${show(first)}`;
  report('opening', line, { opening, first });
}

async function measureQueries(): Promise<void> {
  const plain = values.alone ? undefined : await plainFts5();
  console.log(
    'class                 matches (median)   clock p50 / p95 ms  processor p50/p95   bm25() p50 / p95 ms   ratio',
  );
  for (const [name, requests] of await queryClasses()) {
    if (values.only !== undefined && values.only !== name) continue;
    for (const request of requests.slice(0, WARMING)) await index.search(request);
    const own: Took[] = [];
    const totals: number[] = [];
    for (const request of requests.slice(WARMING)) {
      own.push(await timed(async () => totals.push((await index.search(request)).total)));
    }
    const theirs: Took[] = [];
    for (const request of requests.slice(WARMING, WARMING + COMPARED)) {
      const rank = plain?.best(parseQuery(request.query).tree);
      if (rank !== undefined) theirs.push(await timed(async () => rank()));
    }
    const same = own.slice(0, theirs.length);
    const ratio = sum(theirs.map(({ cpuMs }) => cpuMs)) / Math.max(0.001, sum(same.map(({ cpuMs }) => cpuMs)));
    const cells = [
      name.padEnd(21),
      String(quantile(totals, 0.5)).padStart(16),
      showAll(own.map(({ ms }) => ms)),
      showAll(own.map(({ cpuMs }) => cpuMs)),
      theirs.length === 0 ? ''.padStart(19) : showAll(theirs.map(({ cpuMs }) => cpuMs)),
      theirs.length === 0 ? '' : `${ratio.toFixed(1)} ×`,
    ];
    console.log(cells.join('   '));
    figures[name] = { own, theirs, totals };
  }
  plain?.close();
}

async function plainFts5(): Promise<PlainFts5> {
  const plainFile = `${file}.fts5`;
  const plain = new PlainFts5(plainFile);
  if (!plain.isEmpty) return plain;
  const cpuMs = plain.build(count, (number) => texts.at(number));
  const { size } = await stat(plainFile);
  const built = { perCpuSecond: Math.round((count / cpuMs) * 1000), mb: size / 1e6 };
  report('fts5', `${built.perCpuSecond} passages for each second of the processor; ${built.mb.toFixed(0)} MB`, built);
  return plain;
}

async function measureBatch(): Promise<void> {
  const names = Array.from({ length: Number(values.names) }, (_, i) => {
    if (i % 2 === 0) return `"${neighbours(wordsOf, 2).join(' ')}"`;
    return i % 4 === 1 ? neighbours(hanOf, 3).join('') : `"${wordAt()} ${wordAt()}"`;
  });
  let found = 0;
  const took = await timed(async () => {
    for (let i = 0; i < names.length; i += NAMES_AT_ONCE) {
      const tallies = await index.tally(names.slice(i, i + NAMES_AT_ONCE));
      found += tallies.filter(({ total }) => total > 0).length;
    }
  });
  report('batch', `${names.length} names, ${found} of them found, in ${show(took)}`, took);
}

/**
 * Names as a list has them, with the spellings that a search adds: a third in characters, a third in pinyin, a third in
 * the letters of other languages. Each is looked up, and then counted as it stands and once more.
 */
async function measureSpelled(): Promise<void> {
  const surnames = ['Wang', 'Li', 'Zhang', 'Liu', 'Chen', 'Yang'];
  const given = ['Yongzhi', 'Weiguo', 'Xiaoming', 'Jianjun', 'Lihua', 'Zhiqiang'];
  const names = Array.from({ length: Math.ceil(Number(values.names) / 10) }, (_, i) => {
    if (i % 3 === 0) return neighbours(hanOf, 3).join('');
    if (i % 3 === 1) return `${pickFrom(surnames, random)} ${pickFrom(given, random)}`;
    return neighbours(wordsOf, 2).join(' ');
  });
  const counts = (asked: readonly string[]): Promise<readonly number[]> => index.counts(asked);
  let spellings = 0;
  const took = await timed(async () => {
    for (const name of names) {
      const { rewritings } = await expand(name, { counts });
      spellings += rewritings.length;
      await index.tally([name, name], [[], rewritings]);
    }
  });
  report('spelled', `${names.length} names with other spellings, ${spellings} have some, in ${show(took)}`, took);
}

/** Four times, of which the first warms up the thread that writes. */
async function measureAdding(): Promise<void> {
  const puts: Took[] = [];
  const finds: Took[] = [];
  for (let round = 0; round < 4; round += 1) {
    const fresh = freshDocuments(count + round * 1_000, `unheardof${round}`);
    puts.push(await timed(() => index.put(fresh)));
    finds.push(
      await timed(async () => {
        const { total } = await index.search({ query: `unheardof${round}`, limit: 20, offset: 0 });
        if (total !== 1_000) throw new Error(`${total} of 1000 passages are found`);
      }),
    );
    await index.remove(fresh.map(({ id }) => id));
  }
  const [put, find] = [medianOf(puts.slice(1)), medianOf(finds.slice(1))];
  report('adding', `1000 passages put in ${show(put)}, all found in ${show(find)} more`, { puts, finds });
}

function freshDocuments(from: number, mark: string): readonly IndexDocument[] {
  return Array.from({ length: 1_000 / PASSAGES_IN_DOCUMENT }, (_, n) => {
    const first = from + n * PASSAGES_IN_DOCUMENT;
    const passages = Array.from({ length: PASSAGES_IN_DOCUMENT }, (__, i) => {
      const text = `${mark} ${texts.at(first + i)}`;
      return { text, start: 0, end: text.length, language: texts.language(first + i) };
    });
    const id = idOf(first);
    firsts.set(id, first);
    return { id, mediaType: 'text/plain', accessions: ['new'], passages };
  });
}

function medianOf(all: readonly Took[]): Took {
  return {
    ms: quantile(
      all.map(({ ms }) => ms),
      0.5,
    ),
    cpuMs: quantile(
      all.map(({ cpuMs }) => cpuMs),
      0.5,
    ),
  };
}

async function queryClasses(): Promise<ReadonlyMap<string, readonly SearchRequest[]>> {
  const shares = sharesOfWords();
  const words = (least: number, most: number): readonly string[] => {
    const own = [...shares].filter(([, share]) => share >= least && share <= most).map(([word]) => word);
    return each(() => pickFrom(own, random));
  };
  const common = words(0.05, 1);
  const filters = ['lang:en', 'type:pdf', 'date:2012..2014', 'path:leak', 'page:1..20'];
  const classes: readonly (readonly [string, readonly string[], SearchRequest['filters']?])[] = [
    ['rare', await rareWords()],
    ['mid', words(0.002, 0.01)],
    ['common', common],
    ['and3', each(() => neighbours(wordsOf, 3).join(' '))],
    ['or5', each(() => neighbours(wordsOf, 5).join(' OR '))],
    ['phrase', each(() => `"${neighbours(wordsOf, 3).join(' ')}"`)],
    ['han2', each(() => neighbours(hanOf, 2).join(''))],
    ['han4', each(() => neighbours(hanOf, 4).join(''))],
    ['han1', each(() => neighbours(hanOf, 1).join(''))],
    ['uyghur', each(() => neighbours(arabicOf, 1).join(''))],
    ['prefix', words(0, 0.01).map((word) => `${word.slice(0, 4)}*`)],
    ['fuzzy', words(0, 0.01).map((word) => `${misspelt(word)}~`)],
    ['near', each(() => `"${neighbours(wordsOf, 2).join(' ')}"~10`)],
    ['pattern', words(0, 0.0005).map((word) => `${word} /${word.slice(0, 3)}[a-z]+/`)],
    ['filters', common.map((word, i) => `${word} ${filters[i % filters.length]}`)],
    ['facet filters', common, { language: 'en', type: 'application/pdf' }],
    ['by date', common.map((word) => `${word} date:2013..`)],
  ];
  return new Map(
    classes.map(([name, queries, filter]) => [
      name,
      queries.map((query) => ({
        query,
        limit: 20,
        offset: 0,
        ...(filter === undefined ? {} : { filters: filter }),
        ...(name === 'by date' ? { sort: 'date' as const } : {}),
      })),
    ]),
  );
}

/** Of the words of four letters and more, in how many passages of a sample they stand. */
function sharesOfWords(): ReadonlyMap<string, number> {
  const sample = Math.min(count, 10_000);
  const shares = new Map<string, number>();
  for (let i = 0; i < sample; i += 1) {
    const own = new Set(wordsOf(texts.at(Math.floor((i * count) / sample))));
    for (const word of own) shares.set(word, (shares.get(word) ?? 0) + 1 / sample);
  }
  return shares;
}

/** Words of no more than a hundred passages. */
async function rareWords(): Promise<readonly string[]> {
  const words = Array.from({ length: 1_000 }, wordAt);
  const tallies = await index.tally(words);
  return words.filter((_, i) => (tallies[i]?.total ?? 0) <= 100).slice(0, WARMING + QUERIES);
}

function each(make: () => string): readonly string[] {
  return Array.from({ length: WARMING + QUERIES }, make);
}

/** One edit away: two neighbouring letters swapped. */
function misspelt(word: string): string {
  const at = 1 + Math.floor(random() * (word.length - 2));
  return word.slice(0, at) + (word[at + 1] ?? '') + (word[at] ?? '') + word.slice(at + 2);
}

function wordAt(): string {
  return neighbours(wordsOf, 1).join('');
}

function wordsOf(text: string): readonly string[] {
  return text.match(/[a-z]{4,}/g) ?? [];
}

function hanOf(text: string): readonly string[] {
  return pickFrom(text.match(/\p{Script=Han}{4,}/gu) ?? [''], random).match(/./gu) ?? [];
}

function arabicOf(text: string): readonly string[] {
  return text.match(/\p{Script=Arabic}{3,}/gu) ?? [];
}

/** Pieces that stand next to one another in some passage, or nearly. */
function neighbours(cut: (text: string) => readonly string[], size: number): readonly string[] {
  for (let tries = 0; tries < 2_000; tries += 1) {
    const pieces = cut(texts.at(Math.floor(random() * count)));
    const at = Math.floor(random() * Math.max(1, pieces.length - size));
    if (pieces.length >= size) return pieces.slice(at, at + size);
  }
  return ['nothing'];
}

interface Took {
  readonly ms: number;
  readonly cpuMs: number;
}

async function timed(work: () => Promise<unknown>): Promise<Took> {
  const cpu = process.cpuUsage();
  const begun = performance.now();
  await work();
  const ms = performance.now() - begun;
  const { user, system } = process.cpuUsage(cpu);
  return { ms, cpuMs: (user + system) / 1000 };
}

/** Of all threads, in 10^6 bytes; without the pages of files that it shares with the disk cache. */
async function peakOfMemory(): Promise<number> {
  const status = await readFile('/proc/self/status', 'utf8');
  const of = (name: string): number => (Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1]) * 1024) / 1e6;
  return Math.round(of('VmHWM'));
}

function report(name: string, line: string, figure: unknown): void {
  figures[name] = figure;
  console.log(`${name}: ${line}`);
}

function show({ ms, cpuMs }: Took): string {
  return `${ms.toFixed(0)} ms (processor ${cpuMs.toFixed(0)})`;
}

function showAll(times: readonly number[]): string {
  return `${quantile(times, 0.5).toFixed(1)} / ${quantile(times, 0.95).toFixed(1)}`.padStart(17);
}

function quantile(numbers: readonly number[], part: number): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, number) => all + number, 0);
}
