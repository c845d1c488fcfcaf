import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { identifyLanguage, readyLanguages } from '../src/reading/language.ts';

/**
 * Accuracy of language identification: `node scripts/eval-langid.ts --data DIR [--json]`, where DIR has
 * `lid_300x12.tsv` (label, tab, sentence). Uyghur sentences are also scored re-spelt in Latin and in Cyrillic letters.
 */
const { values } = parseArgs({ options: { data: { type: 'string' }, json: { type: 'boolean', default: false } } });
if (values.data === undefined) {
  console.error('usage: eval-langid --data DIR [--json]');
  process.exit(2);
}
await readyLanguages();
const rows = (await readFile(join(values.data, 'lid_300x12.tsv'), 'utf8')).trimEnd().split('\n');
const LATIN =
  'اa ەe بb پp تt جj چch خx دd رr زz ژzh سs شsh غgh فf قq كk گg ڭng لl مm نn ھh وo ۇu ۆö ۈü ۋw ېé ىi يy ئ’ ،, ؟?';
const CYRILLIC =
  'اа ەә بб پп تт جҗ چч خх دд رр زз ژж سс شш غғ فф قқ كк گг ڭң لл مм نн ھһ وо ۇу ۆө ۈү ۋв ېе ىи يй ئъ ،, ؟?';
const EXPECTED: Readonly<Record<string, string>> = { zh: 'zh-Hans', ug: 'ug-Arab' };
const scores = new Map<string, { right: number; all: number; wrong: Map<string, number>; examples: string[] }>();

const started = performance.now();
let chars = 0;
for (const row of rows) {
  const [label = '', text = ''] = row.split('\t');
  score(EXPECTED[label] ?? label, text);
  if (label !== 'ug') continue;
  score('ug-Latn', respell(text, LATIN));
  score('ug-Cyrl', respell(text, CYRILLIC));
}
const ms = performance.now() - started;

const report = Object.fromEntries(
  [...scores].map(([label, s]) => [
    label,
    { accuracy: (100 * s.right) / s.all, all: s.all, wrong: Object.fromEntries(s.wrong) },
  ]),
);
if (values.json) console.log(JSON.stringify({ languages: report, charactersPerSecond: (1000 * chars) / ms }));
else {
  for (const [label, s] of scores) {
    console.log(
      `${label}\t${((100 * s.right) / s.all).toFixed(1)} %\t${[...s.wrong].map(([l, n]) => `${l} ${n}`).join(', ')}`,
    );
  }
  console.log(`${Math.round((1000 * chars) / ms)} characters/s`);
}

function score(label: string, text: string): void {
  const found = identifyLanguage(text).language;
  chars += text.length;
  const entry = scores.get(label) ?? { right: 0, all: 0, wrong: new Map<string, number>(), examples: [] };
  scores.set(label, entry);
  entry.all++;
  if (found === label) entry.right++;
  else entry.wrong.set(found, (entry.wrong.get(found) ?? 0) + 1);
}

/** Letter for letter; the two Latin and Cyrillic alphabets for Uyghur are one-to-one with the Arabic one but for signs. */
function respell(text: string, table: string): string {
  const letters = new Map(table.split(' ').map((pair) => [pair.charAt(0), pair.slice(1)]));
  const plain = text.replaceAll(/ئ(?=[اەوۇۆۈېى])/gv, '').normalize('NFKC');
  return Array.from(plain, (char) => letters.get(char) ?? char).join('');
}
