import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { analyseEnglish } from '../src/claims/english/analyse.ts';
import { findStatements } from '../src/claims/finding/find-statements.ts';

/**
 * How fast statements are found: `npm run bench -- claims --data DIR [--times 20]`, where DIR has texts in English,
 * `*.txt`, at any depth. Prints sentences a second of CPU time of all threads, and what of it the tagger takes.
 */
const { values } = parseArgs({ options: { data: { type: 'string' }, times: { type: 'string', default: '20' } } });
if (values.data === undefined) {
  console.error('usage: bench-claims --data DIR [--times 20]');
  process.exit(2);
}
const folder = values.data;
const texts = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.txt'))
  .map((name) => readFileSync(join(folder, name), 'utf8'));
const times = Number(values.times);
const warm = texts.reduce((sum, text) => sum + find(text), 0);
let sentences = 0;
const tagging = cpuOf(() => {
  for (let round = 0; round < times; round += 1) for (const text of texts) sentences += analyseEnglish(text).length;
});
const finding = cpuOf(() => {
  for (let round = 0; round < times; round += 1) for (const text of texts) find(text);
});
console.log(
  `${texts.length} texts, ${sentences / times} sentences, ${warm} statements: ${Math.round(sentences / finding)} sentences a second ` +
    `of CPU (tagging alone ${Math.round(sentences / tagging)})`,
);

function find(text: string): number {
  return findStatements({ text, published: '2015-06-17', passages: [{ start: 0, end: text.length, language: 'en' }] })
    .length;
}

/** In seconds. */
function cpuOf(work: () => void): number {
  const begun = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(begun);
  return (user + system) / 1e6;
}
