import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allPlaces, groupsOf, nameKey } from '../../src/entities/name-tables.ts';
import { spelledOut } from '../../src/entities/uyghur-letters.ts';

test('every place has its name in every script, and ULY follows the Arabic letters', () => {
  const places = allPlaces();
  for (const { zh, suffix, level, pinyin, english, uyghur, uly } of places) {
    assert.match(zh + suffix, /^\p{Script=Han}+$/u, zh);
    assert.match(pinyin, /^[A-Z][a-z]+$/, zh);
    assert.match(level, /^(?:region|prefecture|county|district|province)$/, zh);
    assert.ok(
      english.every((name) => /^\p{Lu}[\p{L}' ]+$/u.test(name)),
      zh,
    );
    assert.ok(
      uyghur.every((name) => /^[ئ-ە]+$/u.test(name)),
      zh,
    );
    assert.deepEqual(
      uly.map((name) => name.toLowerCase()),
      uyghur.map((name) => spelledOut(name).latin),
      zh,
    );
  }
});

test('the table holds every province, and the prefectures and counties of Xinjiang, each once', () => {
  const places = allPlaces();
  const at = (level: string): number => places.filter((place) => place.level === level).length;
  assert.deepEqual(
    {
      provinces: at('province') + at('region'),
      prefectures: at('prefecture'),
      unique: new Set(places.map((place) => place.zh + place.suffix)).size,
    },
    { provinces: 34, prefectures: 14, unique: places.length },
  );
});

for (const { name, finds, why } of [
  { name: 'Yarkand', finds: '莎车', why: 'English' },
  { name: 'shache', finds: 'يەكەن*', why: 'pinyin' },
  { name: '莎車縣', finds: 'Yarkand', why: 'traditional, with its suffix' },
  { name: 'يەكەن', finds: 'Shache', why: 'Uyghur' },
  { name: 'Yéken', finds: '莎车', why: 'ULY, accents aside' },
  { name: 'Ugyhur', finds: 'Uighur', why: 'a misspelling that is met' },
  { name: 'Inner Mongolia', finds: '内蒙古', why: 'two words' },
]) {
  test(`${name} has ${finds} beside it: ${why}`, () => {
    assert.ok(groupsOf(nameKey(name)).some(({ names }) => names.includes(finds)));
  });
}
