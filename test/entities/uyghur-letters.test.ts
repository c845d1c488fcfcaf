import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from '../properties.ts';
import { uyghurStem } from '../../src/entities/uyghur-endings.ts';
import { spelledOut, uyghurReadings, uyghurScriptOf, type UyghurScript } from '../../src/entities/uyghur-letters.ts';
import { nameKey } from '../../src/entities/name-tables.ts';

/** The same word in Arabic, Latin and Cyrillic letters. */
const WORDS: readonly Readonly<Record<UyghurScript, string>>[] = [
  { arabic: 'كىتاب', latin: 'kitab', cyrillic: 'китаб' },
  { arabic: 'باش', latin: 'bash', cyrillic: 'баш' },
  { arabic: 'ئۈرۈمچى', latin: 'ürümchi', cyrillic: 'үрүмчи' },
  { arabic: 'جەڭچى', latin: 'jengchi', cyrillic: 'җәңчи' },
  { arabic: 'ئۆزبېكىستانغا', latin: "özbékistan'gha", cyrillic: 'өзбекистанға' },
  { arabic: 'مەسئۇل', latin: "mes'ul", cyrillic: "мәс'ул" },
  { arabic: 'رادىئو', latin: "radi'o", cyrillic: "ради'о" },
  { arabic: 'ئىسھاق', latin: "is'haq", cyrillic: 'исһақ' },
  { arabic: 'ژۇرنال', latin: 'zhurnal', cyrillic: 'журнал' },
  { arabic: 'يالغۇز', latin: 'yalghuz', cyrillic: 'ялғуз' },
];

for (const word of WORDS) {
  for (const from of ['arabic', 'latin', 'cyrillic'] as const) {
    test(`${word[from]} is read as ${word.arabic}, and spelled in each script`, () => {
      const readings = uyghurReadings(word[from]);
      assert.equal(uyghurScriptOf(word[from]), from);
      assert.ok(
        readings.some(({ arabic }) => arabic === word.arabic),
        readings.map(({ arabic }) => arabic).join(' '),
      );
      assert.deepEqual(spelledOut(word.arabic), word);
    });
  }
}

for (const { typed, arabic, why } of [
  { typed: 'orumchi', arabic: 'ئورۇمچى', why: 'vowels as they stand' },
  { typed: 'urumchi', arabic: 'ئۈرۈمچى', why: 'vowels without their dots' },
  { typed: 'nemengan', arabic: 'نەمەنگان', why: 'no apostrophe between n and g' },
  { typed: 'ⱪol', arabic: 'قول', why: 'the letters of 1965' },
  { typed: 'ﻛﯩﺘﺎﺏ', arabic: 'كىتاب', why: 'presentation forms' },
  { typed: 'کىتاب', arabic: 'كىتاب', why: 'a Persian kaf' },
  { typed: 'KITAB', arabic: 'كىتاب', why: 'capitals' },
]) {
  test(`${typed} may be read as ${arabic}: ${why}`, () => {
    assert.ok(uyghurReadings(typed).some((reading) => reading.arabic === arabic));
  });
}

for (const word of ['ئ', 'cat', 'violin', '王', 'щ1', '', '—', 'a'.repeat(50), 'پلاټ']) {
  test(`${JSON.stringify(word)} is no Uyghur word`, () => {
    assert.deepEqual(uyghurReadings(word), []);
  });
}

test('readings are few, whatever is typed, and never fail', () => {
  const letters = fc.array(fc.constantFrom(...Array.from("aeouéöüngshkqx'’әяю\u0301ئاەۇ")), { maxLength: 45 });
  fc.assert(
    fc.property(
      fc.oneof(
        letters.map((all) => all.join('')),
        fc.string({ unit: 'binary' }),
      ),
      (word) => {
        const readings = uyghurReadings(word);
        assert.ok(readings.length <= 64);
        for (const { arabic, latin } of readings) assert.ok(nameKey(arabic) !== '' && latin !== '');
      },
    ),
  );
});

for (const { word, stem, why } of [
  { word: 'كىتابلىرىدىن', stem: 'كىتاب', why: 'plural, owner and case' },
  { word: 'كىتابنى', stem: 'كىتاب', why: 'a case' },
  { word: 'كىتابلار', stem: 'كىتاب', why: 'a plural' },
  { word: 'يەكەندە', stem: 'يەكەن', why: 'a place' },
  { word: 'كىتاب', stem: 'كىتاب', why: 'nothing to take off' },
  { word: 'ئاتى', stem: 'ئاتى', why: 'two letters would be left, so nothing is taken off' },
  { word: 'سۇ', stem: undefined, why: 'too short to begin words with' },
]) {
  test(`the stem of ${word} is ${stem ?? 'none'}: ${why}`, () => {
    assert.equal(uyghurStem(word), stem);
  });
}
