import assert from 'node:assert/strict';
import { test } from 'node:test';
import { likeQuery, wordsIn } from '../../src/search/likeness.ts';
import { parseQuery } from '../../src/search/query.ts';

const TEXTS = [
  { why: 'English', text: 'The dam, the DAM: keys of it.', words: { the: 2, dam: 2, keys: 1 } },
  {
    why: 'Chinese words of two characters and more',
    text: '搬迁工作由新疆负责',
    words: { 搬迁: 1, 工作: 1, 新疆: 1, 负责: 1 },
  },
  { why: 'Uyghur', text: 'كۆچۈرۈش دەپتىرى', words: { كۆچۈرۈش: 1, دەپتىرى: 1 } },
  { why: 'numbers that name something', text: 'no. 17 of 2024', words: { 2024: 1 } },
  { why: 'nothing', text: ' —\u0000… ', words: {} },
];
for (const { why, text, words } of TEXTS) {
  test(`words of a passage: ${why}`, () => assert.deepEqual(Object.fromEntries(wordsIn(text)), words));
}

test('a huge text gives a bounded number of words', () => {
  const text = Array.from({ length: 90_000 }, (_, i) => `word${i}`).join(' ');
  assert.ok(wordsIn(text).size <= 400);
});

test('the query has the words first that say most, and leaves out what stands here alone or everywhere', () => {
  const words = new Map([
    ['the', 9],
    ['dam', 2],
    ['keys', 1],
    ['only-here', 1],
    ['ak-tepe', 1],
  ]);
  assert.equal(likeQuery(words, [900, 20, 30, 1, 2], 1_000), 'dam OR "ak-tepe" OR keys');
});

test('there is no query where no word leads anywhere', () => {
  assert.equal(likeQuery(new Map([['the', 1]]), [1], 1_000), undefined);
  assert.equal(likeQuery(new Map(), [], 0), undefined);
});

test('whatever the words are, the query is read as it is meant', () => {
  const words = new Map(['or', 'and', 'not', 'a"b', 'x*y', '(z', 'f:oo', '-minus'].map((word) => [word, 1]));
  const query =
    likeQuery(
      words,
      [...words.keys()].map(() => 5),
      1_000,
    ) ?? '';
  assert.equal(parseQuery(query).notice, undefined, query);
});
