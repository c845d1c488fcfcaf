import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from '../properties.ts';
import { groupsOf, nameKey } from '../../src/entities/name-tables.ts';
import { namesWithin } from '../../src/entities/names-within.ts';

const isKnown = (text: string): boolean => groupsOf(nameKey(text)).length > 0;

for (const { run, names, why } of [
  { run: '莎车县公安局王勇智', names: ['莎车县', '王勇智'], why: 'a place of the table, and a name at the end' },
  { run: '王勇智的报告', names: ['王勇智'], why: 'a name at the beginning' },
  { run: '在莎車縣', names: ['莎車縣'], why: 'traditional characters' },
  { run: '欧阳修的文章', names: ['欧阳修'], why: 'a surname of two characters; what follows a name is no part of it' },
  { run: '高兴的人民', names: [], why: '高 is a surname, 高兴 is a word' },
  { run: '维吾尔自治区党委书记陈全国', names: ['维吾尔', '陈全国'], why: 'a word of the table of spellings' },
  { run: '王勇智', names: [], why: 'the whole run is looked up as it is' },
]) {
  test(`${run} holds ${names.join(', ') || 'no name'}: ${why}`, () => {
    assert.deepEqual(namesWithin(run, isKnown), names);
  });
}

test('whatever the run, names are shorter pieces of it, in their order', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...Array.from('王勇智莎车县的李高兴欧阳修𠮷㈱乌鲁木齐')), { maxLength: 30 }),
      (characters) => {
        const run = characters.join('');
        let at = 0;
        for (const name of namesWithin(run, isKnown)) {
          const found = run.indexOf(name, at);
          assert.ok(found >= at && name.length < run.length && name.length >= 2);
          at = found + name.length;
        }
      },
    ),
  );
});
