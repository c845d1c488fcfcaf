import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { uyghur } from '../../src/publishing/verifier/words-ug.mjs';
import { chinese } from '../../src/publishing/verifier/words-zh.mjs';
import { speaker } from '../../src/publishing/verifier/words.mjs';

const source = (pattern: string): string =>
  globSync(`src/publishing/verifier/${pattern}.mjs`)
    .filter((file) => !file.includes('words-'))
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n');

/** Every English sentence that the verifier may say, as it stands in its code. */
function said(): ReadonlySet<string> {
  const faults = [...source('*-check').matchAll(/faults\s*\.add\(\s*'[a-z-]+',\s*'([^']+)'/g)];
  const archive = [...source('{archive,*-archive}').matchAll(/new NoArchive\(\s*'([^']+)'/g)];
  const odd = [...source('*-files').matchAll(/what: '([^']+)'/g)];
  const words = [...source('{words,page}').matchAll(/(?:say|holds|open)\(\s*'([^']+)'/g)];
  const stamps = [...source('words').matchAll(/text\(\s*'([^']+)'/g)].map(([, text]) => `Stamp {n}, {kind}: ${text}`);
  const either = [...source('words').matchAll(/[?:] '((?:Who|Whose) [^']+)'/g)];
  return new Set([...[faults, archive, odd, words, either].flat().map(([, text]) => String(text)), ...stamps]);
}

const blanks = (text: string): readonly string[] => (text.match(/\{\w+\}/g) ?? []).toSorted();

test('whatever the verifier says, it says in three languages, with the same blanks', () => {
  const english = said();
  assert.ok(english.size > 80, `${english.size} sentences`);
  for (const [name, catalogue] of Object.entries({ chinese, uyghur })) {
    assert.deepEqual(new Set(Object.keys(catalogue)), english, name);
    for (const [from, to] of Object.entries(catalogue)) assert.deepEqual(blanks(to), blanks(from), `${name}: ${from}`);
  }
});

test('the language is that of a page or of a shell, and English where it is another', () => {
  for (const [language, word] of [
    ['zh-Hans', '停止'],
    ['zh_CN.UTF-8', '停止'],
    ['ug', 'توختىتىش'],
    ['ug_CN', 'توختىتىش'],
    ['en', 'Stop'],
    ['C.UTF-8', 'Stop'],
    ['', 'Stop'],
    ['uguisu', 'Stop'],
  ] as const)
    assert.equal(speaker(language)('Stop'), word, language);
});
