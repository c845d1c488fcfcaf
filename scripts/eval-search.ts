/**
 * Measures how well the search ranks: `node scripts/eval-search.ts --data DIR [--data DIR]...`, each DIR with
 * corpus.jsonl ({_id, title?, text}), queries.jsonl ({_id, text}) and qrels.tsv (query-id, corpus-id, score; one heading
 * line), the shape of the BEIR collections. Prints nDCG@10 and R@100.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { sha256Of, type Sha256 } from '../src/nouns/sha256.ts';
import { openSqliteIndex } from '../src/search/engines/sqlite-index.ts';
import type { IndexDocument, SearchIndex } from '../src/search/search-index.ts';

interface Collection {
  readonly documents: readonly { readonly name: string; readonly text: string }[];
  readonly queries: readonly { readonly name: string; readonly text: string }[];
  /** Query, then document: how relevant it is. */
  readonly relevance: ReadonlyMap<string, ReadonlyMap<string, number>>;
}

const { values } = parseArgs({ options: { data: { type: 'string', multiple: true } } });
if (values.data === undefined)
  throw new Error('--data DIR is needed: a folder with corpus.jsonl, queries.jsonl, qrels.tsv');
for (const folder of values.data) await evaluate(folder);

async function evaluate(folder: string): Promise<void> {
  const collection = await readCollection(folder);
  const scratch = await mkdtemp(join(tmpdir(), 'eval-search-'));
  const texts = new Map(collection.documents.map(({ name, text }) => [sha256Of(name), text]));
  const index = await openSqliteIndex(join(scratch, 'index.db'), {
    texts: async (keys) => keys.map(({ document }) => texts.get(document) ?? ''),
  });
  try {
    await index.put(collection.documents.map(indexDocument));
    await measure(basename(folder), index, collection);
  } finally {
    await index.close();
    await rm(scratch, { recursive: true });
  }
}

async function measure(
  title: string,
  index: SearchIndex,
  { documents, queries, relevance }: Collection,
): Promise<void> {
  const names = new Map<Sha256, string>(documents.map(({ name }) => [sha256Of(name), name]));
  const judged = queries.filter(({ name }) => relevance.has(name));
  let gain = 0;
  let recall = 0;
  const begun = performance.now();
  for (const { name, text } of judged) {
    const { hits } = await index.search({ query: text, match: 'any', limit: 100, offset: 0 });
    const found = hits.map(({ document }) => names.get(document) ?? '');
    const grades = relevance.get(name) ?? new Map<string, number>();
    gain += normalisedGain(found.slice(0, 10), grades);
    const relevant = [...grades].filter(([, grade]) => grade > 0);
    recall += relevant.filter(([document]) => found.includes(document)).length / relevant.length;
  }
  const ms = (performance.now() - begun) / judged.length;
  console.log(
    `${title}: ${documents.length} documents, ${judged.length} queries, nDCG@10 ${(gain / judged.length).toFixed(4)}, ` +
      `R@100 ${(recall / judged.length).toFixed(4)}, ${ms.toFixed(1)} ms a query`,
  );
}

/** nDCG with gain = grade and discount = log2(rank + 1), as trec_eval counts it. */
function normalisedGain(found: readonly string[], grades: ReadonlyMap<string, number>): number {
  const sum = (list: readonly number[]): number =>
    list.reduce((total, grade, i) => total + grade / Math.log2(i + 2), 0);
  const ideal = [...grades.values()].toSorted((a, b) => b - a).slice(0, 10);
  return sum(found.map((document) => grades.get(document) ?? 0)) / sum(ideal);
}

async function readCollection(folder: string): Promise<Collection> {
  const relevance = new Map<string, Map<string, number>>();
  const judgements = (await readFile(join(folder, 'qrels.tsv'), 'utf8')).trim().split('\n').slice(1);
  for (const line of judgements) {
    const [query = '', document = '', grade = '0'] = line.trim().split('\t');
    if (Number(grade) > 0)
      relevance.set(query, (relevance.get(query) ?? new Map<string, number>()).set(document, Number(grade)));
  }
  return {
    documents: await readLines(join(folder, 'corpus.jsonl')),
    queries: await readLines(join(folder, 'queries.jsonl')),
    relevance,
  };
}

async function readLines(file: string): Promise<readonly { name: string; text: string }[]> {
  const lines = (await readFile(file, 'utf8')).split('\n').filter((line) => line !== '');
  return lines.map((line) => {
    const { _id, title, text }: { _id: string; title?: string; text: string } = JSON.parse(line);
    return { name: _id, text: title === undefined || title === '' ? text : `${title}\n${text}` };
  });
}

function indexDocument({ name, text }: { name: string; text: string }): IndexDocument {
  return {
    id: sha256Of(name),
    mediaType: 'text/plain',
    accessions: [],
    passages: [{ text, start: 0, end: text.length, language: 'und' }],
  };
}
