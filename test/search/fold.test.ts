import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from '../properties.ts';
import { foldArabic, foldLetters, foldSyllables, stemOf } from '../../src/search/fold.ts';

const LETTERS = [
  { word: 'Ürümqi', folded: 'urumqi', why: 'marks are off' },
  { word: 'U\u0308ru\u0308mqi', folded: 'urumqi', why: 'marks that stand alone, too' },
  { word: 'CAFÉ', folded: 'cafe', why: 'case is off' },
  { word: 'İstanbul', folded: 'istanbul', why: 'the dot of a Turkish capital' },
  { word: '２０１７', folded: '2017', why: 'full width' },
  { word: '٢٠١٧', folded: '2017', why: 'Arabic-Indic digits' },
  { word: 'China’s', folded: 'china', why: 'an English possessive' },
  { word: 'O’Brien', folded: 'obrien', why: 'an apostrophe inside' },
  { word: 'ﬁnd', folded: 'find', why: 'a ligature' },
  { word: '한국', folded: '한국', why: 'Hangul is put together again' },
];
for (const { word, folded, why } of LETTERS) {
  test(`foldLetters: ${word} → ${folded}: ${why}`, () => assert.equal(foldLetters(word), folded));
}

const UYGHUR_PAIRS = [
  { one: 'مەكتەپ', other: '\ufee3\ufeea\ufedb\ufe98\ufeea\ufb56', same: true, why: 'presentation forms' },
  { one: 'مەكتەپ', other: 'مەکتەپ', same: true, why: 'kaf and keheh' },
  { one: 'شىنجاڭ', other: 'شىنـــجاڭ', same: true, why: 'tatweel' },
  { one: 'سالام', other: 'س\ufe8e\ufefb\ufee1', same: true, why: 'a ligature of two letters' },
  { one: 'ئۇيغۇر', other: 'ۇيغۇر', same: true, why: 'the carrier of a first vowel' },
  { one: 'مەن', other: 'مهن', same: true, why: 'ae and heh' },
  { one: 'ۋە', other: 'ۋة', same: true, why: 'ae and teh marbuta' },
  { one: 'يىل', other: 'یىل', same: true, why: 'yeh and Farsi yeh' },
  { one: 'خەلق', other: 'خەل\u200cق', same: true, why: 'a joiner nobody sees' },
  { one: 'بىر', other: 'بير', same: false, why: 'ى and ي spell different words' },
  { one: 'قەشقەر', other: 'قَەشقَەر', same: true, why: 'vowel marks' },
];
for (const { one, other, same, why } of UYGHUR_PAIRS) {
  test(`foldArabic: ${one} and ${other} are ${same ? 'one word' : 'two words'}: ${why}`, () => {
    assert.equal(foldArabic(one) === foldArabic(other), same);
  });
}

const TRADITIONAL = [
  { run: '莎車縣', folded: '莎车县', why: 'traditional' },
  { run: '王勇智', folded: '王勇智', why: 'the same in both' },
  { run: '看著', folded: foldSyllables('看着'), why: 'one traditional character that became two' },
  { run: '著作', folded: foldSyllables('着作'), why: 'and the other use of it' },
  { run: '計劃', folded: foldSyllables('计画'), why: 'spellings of the plan' },
  { run: '烏魯木齊', folded: '乌鲁木齐', why: 'a place' },
  { run: 'ｶﾀｶﾅ', folded: 'カタカナ', why: 'half-width kana' },
  { run: '𠮷野', folded: '𠮷野', why: 'a character of two code units' },
];
for (const { run, folded, why } of TRADITIONAL) {
  test(`foldSyllables: ${run} → ${folded}: ${why}`, () => assert.equal(foldSyllables(run), folded));
}

const hanCharacter = fc
  .oneof(
    fc.integer({ min: 0x4e00, max: 0x9fff }),
    fc.integer({ min: 0xf900, max: 0xfad9 }),
    fc.integer({ min: 0x20000, max: 0x2a6df }),
  )
  .map((code) => String.fromCodePoint(code));
const hanRun = fc.array(hanCharacter, { minLength: 1, maxLength: 6 });

test('foldSyllables: a character folds alike alone and in any run', () => {
  fc.assert(
    fc.property(hanRun, (characters) => {
      assert.equal(foldSyllables(characters.join('')), characters.map(foldSyllables).join(''));
    }),
  );
});

test('foldSyllables: the number of characters stays', () => {
  fc.assert(
    fc.property(hanRun, (characters) => {
      assert.equal(Array.from(foldSyllables(characters.join(''))).length, characters.length);
    }),
  );
});

test('foldSyllables: every character of the basic plane that is folded twice is folded as once', () => {
  for (let code = 0x3400; code <= 0x9fff; code += 1) {
    const once = foldSyllables(String.fromCodePoint(code));
    assert.equal(foldSyllables(once), once, `U+${code.toString(16)}`);
  }
});

const word = fc.string({ unit: 'binary', maxLength: 12 });
for (const fold of [foldLetters, foldArabic, foldSyllables]) {
  test(`${fold.name}: folding twice is folding once`, () => {
    fc.assert(
      fc.property(word, (text) => assert.equal(fold(fold(text)), fold(text))),
      { numRuns: 1000 },
    );
  });
}

test('stemOf: English words lose their endings, others stay', () => {
  assert.equal(stemOf('running'), 'run');
  assert.equal(stemOf('organs'), 'organ');
  assert.equal(stemOf('1995'), '1995');
  assert.equal(stemOf('مەكتەپ'), 'مەكتەپ');
});
