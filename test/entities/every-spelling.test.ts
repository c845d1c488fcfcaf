import assert from 'node:assert/strict';
import { test } from 'node:test';
import { everySpelling } from '../../src/entities/expansions.ts';

const PROPOSED: readonly (readonly [text: string, spelling: string, why: string])[] = [
  ['ئابدۇرېھىم', 'Abduréhim', 'a Uyghur word in Latin letters'],
  ['王勇智', 'Wang Yongzhi', 'a name in pinyin'],
  ['Karasu bureau', 'the office', 'what people of the case said'],
];

test('spellings are proposed whether or not anything holds them', async () => {
  for (const [text, spelling, why] of PROPOSED) {
    const { others } = await everySpelling(text, [['bureau', 'the office']]);
    const all = others.flatMap(({ spellings }) => spellings.map((each) => each.replace('*', '').toLowerCase()));
    const plain = (word: string): string => word.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
    assert.ok(
      all.some((each) => each.length > 3 && plain(spelling).startsWith(plain(each))),
      `${why}: ${all.join(', ')}`,
    );
  }
});

test('a name in pinyin is read in all characters that sound so, and in no list of names', async () => {
  const { words, others } = await everySpelling('Wang Yongzhi', []);
  assert.deepEqual(words, ['Wang', 'Yongzhi']);
  const whole = others.filter(({ at, count, readings }) => at === 0 && count === 2 && readings.length > 0);
  const reads = (name: string): boolean =>
    whole.some(({ readings }) =>
      readings.some((set) => set.length === name.length && set.every((any, n) => any.has(name.charAt(n)))),
    );
  assert.ok(reads('王勇智') && reads('汪泳志'));
  assert.ok(!reads('李勇智'));
});
