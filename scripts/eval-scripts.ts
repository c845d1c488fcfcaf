/**
 * How well one spelling of Uyghur finds another: `node scripts/eval-scripts.ts --data DIR [--data DIR]...`. Each DIR is one
 * of these, told apart by what lies in it:
 * - `uig_arab.json`, `uig_latn.json`: lists of [tag, paragraph], aligned. Every word of a paragraph is searched for among
 *   the paragraphs in the other script.
 * - `tests/test_XXX2YYY.py`: pairs of words in two scripts (UAS Arabic, ULS Latin, UCS Cyrillic, UYS the letters of 1965).
 *   Every word is searched for among all words of the other script.
 * - `*.conllu`: Universal Dependencies, with lemmas and `Translit=`. Every form is searched for in Latin letters, and every
 *   form of a noun is to find the other forms of that noun.
 * Prints for each direction how often what is sought was found (recall) and which part of what was found was sought.
 */
import { globSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { expand } from '../src/entities/expansions.ts';
import { nameKey } from '../src/entities/name-tables.ts';
import { sha256Of } from '../src/nouns/sha256.ts';
import { NO_SWITCHES, type Switches } from '../src/search/expansions.ts';
import { openSqliteIndex } from '../src/search/engines/sqlite-index.ts';
import type { SearchIndex } from '../src/search/search-index.ts';

/** Texts to search among, and what each query is to find: places in the list of texts. */
interface Task {
  readonly title: string;
  readonly texts: readonly string[];
  readonly queries: readonly { readonly query: string; readonly wanted: ReadonlySet<number> }[];
}

const { values } = parseArgs({ options: { data: { type: 'string', multiple: true } } });
for (const folder of values.data ?? []) {
  for (const task of [...(await aligned(folder)), ...(await pairs(folder)), ...(await treebank(folder))]) {
    await run(task, 'as typed', null);
    await run(task, 'expanded', NO_SWITCHES);
  }
}

async function run({ title, texts, queries }: Task, how: string, switches: Switches | null): Promise<void> {
  const scratch = await mkdtemp(join(tmpdir(), 'eval-scripts-'));
  const index = await openSqliteIndex(join(scratch, 'index.db'), {
    texts: async (keys) => keys.map(({ ordinal }) => texts[ordinal] ?? ''),
  });
  try {
    const passages = texts.map((text) => ({ text, start: 0, end: text.length, language: 'ug' }));
    await index.put([{ id: sha256Of(title), mediaType: 'text/plain', accessions: [], passages }]);
    let [recall, precision, answered] = [0, 0, 0];
    for (const { query, wanted } of queries) {
      const found = await search(index, query, switches);
      const right = found.filter((place) => wanted.has(place)).length;
      recall += right / wanted.size;
      if (found.length > 0) precision += right / found.length;
      if (found.length > 0) answered += 1;
    }
    const part = (sum: number, of: number): string => (sum / Math.max(1, of)).toFixed(3);
    console.log(
      `${title}, ${how}: ${queries.length} queries, recall ${part(recall, queries.length)}, precision ${part(precision, answered)}`,
    );
  } finally {
    await index.close();
    await rm(scratch, { recursive: true });
  }
}

async function search(index: SearchIndex, query: string, switches: Switches | null): Promise<readonly number[]> {
  const { rewritings } =
    switches === null ? { rewritings: [] } : await expand(query, { counts: index.counts.bind(index) }, switches);
  const { hits } = await index.search({ query, rewritings, limit: 10_000, offset: 0, sort: 'path' });
  return hits.map(({ ordinal }) => ordinal);
}

async function aligned(folder: string): Promise<readonly Task[]> {
  if (globSync(join(folder, 'uig_{arab,latn}.json')).length < 2) return [];
  const read = async (name: string): Promise<readonly string[]> =>
    JSON.parse(await readFile(join(folder, `${name}.json`), 'utf8')).map(([, text]: [string, string]) => text);
  const [arabic, latin] = [await read('uig_arab'), await read('uig_latn')];
  return [
    wordsTask('Arabic words in Latin paragraphs', arabic, latin),
    wordsTask('Latin words in Arabic paragraphs', latin, arabic),
  ];
}

/** A word that stands in several paragraphs is to find them all. */
function wordsTask(title: string, from: readonly string[], to: readonly string[]): Task {
  const places = new Map<string, Set<number>>();
  for (const [i, text] of from.entries()) {
    for (const [word] of text.matchAll(/[\p{L}\p{M}'’]{2,}/gu)) {
      places.set(word.toLowerCase(), (places.get(word.toLowerCase()) ?? new Set<number>()).add(i));
    }
  }
  return { title, texts: to, queries: Array.from(places, ([query, wanted]) => ({ query, wanted })) };
}

async function pairs(folder: string): Promise<readonly Task[]> {
  const tasks: Task[] = [];
  for (const file of globSync(join(folder, 'tests', 'test_U[ALCY]S2U[ALC]S.py')).toSorted()) {
    const [, from = '', to = ''] = /test_(\w+?)2(\w+)\.py/.exec(file) ?? [];
    const found = [...(await readFile(file, 'utf8')).matchAll(/\(\s*(['"])(.*?)\1\s*,\s*(['"])(.*?)\3\s*\)/g)];
    const words = found
      .map(([, , a = '', , b = '']) => (isOf(from, a) && isOf(to, b) ? [a, b] : [b, a]))
      .filter(([a = '', b = '']) => isOf(from, a) && isOf(to, b) && !/[-|]/.test(a + b));
    const texts = words.map(([, text = '']) => text);
    const queries = words.map(([query = '', text]) => ({ query, wanted: placesOf(texts, (other) => other === text) }));
    tasks.push({ title: `${from} to ${to}`, texts, queries });
  }
  return tasks;
}

function isOf(script: string, word: string): boolean {
  if (script === 'UAS') return /\p{Script=Arabic}/u.test(word);
  return script === 'UCS'
    ? /\p{Script=Cyrillic}/u.test(word)
    : /\p{Script=Latin}/u.test(word) && !/^U[A-Z]S$/.test(word);
}

function placesOf(texts: readonly string[], fits: (text: string, i: number) => boolean): ReadonlySet<number> {
  return new Set(texts.flatMap((text, i) => (fits(text, i) ? [i] : [])));
}

async function treebank(folder: string): Promise<readonly Task[]> {
  const tasks: Task[] = [];
  for (const file of globSync(join(folder, '*.conllu'))) {
    const rows = (await readFile(file, 'utf8'))
      .split('\n')
      .map((line) => line.split('\t'))
      .map(([id = '', form = '', lemma = '', kind = '', , , , , , misc = '']) => {
        const latin = /Translit=([^|]*)/.exec(misc)?.[1] ?? '';
        return { id, form, lemma, kind, latin };
      })
      .filter(({ id, form }) => /^\d+$/.test(id) && /^\p{Script=Arabic}+$/u.test(form));
    const forms = [...new Map(rows.map((row) => [nameKey(row.form), row])).values()];
    tasks.push({
      title: 'forms of a treebank in Latin letters',
      texts: forms.map(({ latin }) => latin),
      queries: forms.map(({ form }, i) => ({ query: form, wanted: new Set([i]) })),
    });
    tasks.push(endingsTask('other forms of the same noun', rows));
  }
  return tasks;
}

function endingsTask(
  title: string,
  rows: readonly { readonly form: string; readonly lemma: string; readonly kind: string }[],
): Task {
  const known = rows.filter(({ lemma, kind }) => lemma !== '_' && /^(?:NOUN|PROPN|ADJ|VERB)$/.test(kind));
  const meaning = known.map(({ lemma, kind }) => `${kind} ${nameKey(lemma)}`);
  const byMeaning = Map.groupBy(known.keys(), (i) => meaning[i] ?? '');
  const queries = new Map<string, { query: string; wanted: ReadonlySet<number> }>();
  for (const [name, places] of byMeaning) {
    const forms = new Set(places.map((i) => known[i]?.form ?? ''));
    if (!/^(?:NOUN|PROPN)/.test(name) || forms.size < 2) continue;
    for (const query of forms) queries.set(`${name} ${query}`, { query, wanted: new Set(places) });
  }
  return { title, texts: known.map(({ form }) => form), queries: [...queries.values()] };
}
