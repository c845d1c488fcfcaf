import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from '../properties.ts';
import snowball from 'snowball-stemmers';
import { englishStem } from '../../src/search/english-stem.ts';

const truth = snowball.newStemmer('english');

for (const { word, stem, why } of [
  { word: 'running', stem: 'run', why: 'a doubled letter' },
  { word: 'hoping', stem: 'hope', why: 'an e that was dropped' },
  { word: 'hopping', stem: 'hop', why: 'none that was' },
  { word: 'cries', stem: 'cri', why: 'ies' },
  { word: 'ties', stem: 'tie', why: 'ies of a short word' },
  { word: 'gas', stem: 'gas', why: 'an s right after the only vowel' },
  { word: 'organizations', stem: 'organ', why: 'several endings' },
  { word: 'generate', stem: 'generat', why: 'a beginning that is no region' },
  { word: 'saying', stem: 'say', why: 'a y after a vowel' },
  { word: 'proceed', stem: 'proceed', why: 'an exception' },
  { word: 'skies', stem: 'sky', why: 'another' },
]) {
  test(`the stem of ${word} is ${stem}: ${why}`, () => {
    assert.equal(truth.stem(word), stem);
    assert.equal(englishStem(word), stem);
  });
}

const ENDINGS = (
  's es ies ied ed eed eedly edly ing ingly y ly li ogi ness fulness ousness iveness ation ational tional ation izer ization ' +
  'ful fulli less lessli ous ousli ive iviti ative al alli alism aliti ical icate iciti ize alize able abli bli biliti ible ' +
  'ance ence anci enci ant ent entli ement ment ism ate ator iti ion sion tion e l ll'
).split(' ');
const anyStart = fc.oneof(
  fc.string({ unit: fc.constantFrom(...Array.from('aeiouybcdfglmnrstvwxyz')), minLength: 1, maxLength: 8 }),
  fc.constantFrom('gener', 'commun', 'arsen', 'y', 'yy', 'nat', 'oper', 'sens'),
);
const anyWord = fc
  .tuple(anyStart, fc.array(fc.constantFrom(...ENDINGS), { maxLength: 3 }))
  .map(([start, endings]) => start + endings.join(''))
  .filter((word) => word.length >= 3 && word.length <= 40);

test('whatever the word, its stem is that of Snowball', () => {
  fc.assert(
    fc.property(anyWord, (word) => {
      assert.equal(englishStem(word), truth.stem(word));
    }),
    { numRuns: 20_000 },
  );
});
