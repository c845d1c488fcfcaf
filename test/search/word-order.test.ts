import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from '../properties.ts';
import { addedTerms, soughtTerms } from '../../src/search/query-tree.ts';
import { parseQuery } from '../../src/search/query.ts';
import { candidatesAmong, CANDIDATES, hanWords, orderByScore, wordScores } from '../../src/search/word-order.ts';

const words = (...texts: readonly string[]) => texts.map((text) => ({ text, share: 1 }));

for (const { query, expected, why } of [
  { query: '人民 大會', expected: ['人民', '大会'], why: 'terms, in simplified characters' },
  { query: '"人民大会堂"', expected: ['人民大会堂'], why: 'a phrase is one' },
  { query: '人民*', expected: [], why: 'a star asks for any word that begins so' },
  { query: '-人民 organ', expected: [], why: 'what is excluded is not sought, and English has its words' },
  { query: '1995年 莎车', expected: ['年', '莎车'], why: 'characters beside a number' },
]) {
  test(`${query} is put in order by ${expected.join(', ') || 'nothing'}: ${why}`, () => {
    const { tree } = parseQuery(query);
    assert.ok(tree);
    const terms = soughtTerms(tree);
    assert.deepEqual(
      hanWords(query, terms, addedTerms(tree, terms)).map(({ text }) => text),
      expected,
    );
  });
}

test('a question is cut into words, each once', () => {
  const cut = hanWords('莎车县的人民，人民大会堂在哪里？', [], 'question').map(({ text }) => text);
  assert.deepEqual([...new Set(cut)], cut);
  assert.ok(cut.includes('人民'));
});

for (const { word, better, worse, why } of [
  { word: '人民', better: '中国人民很高兴', worse: '工人民警都来了', why: 'across two words' },
  {
    word: '民警',
    better: '当地民警来了',
    worse: '国民警惕起来',
    why: 'the end of one word and the beginning of another',
  },
  { word: '人民', better: '中國人民很高興', worse: '工人民警都來了', why: 'in traditional characters' },
]) {
  test(`${word} in ${better} comes before ${word} in ${worse}: ${why}`, () => {
    const [first = 0, second = 0] = wordScores(words(word), [worse, better]);
    assert.equal(first, 0);
    assert.ok(second > 0);
  });
}

test('a word that stands in few candidates as a word tells more', () => {
  const texts = ['人民 书记', '人民 很好', '人民 来了', '人民 在', '人民 也在'];
  const gains = wordScores(words('人民', '书记'), texts);
  assert.ok((gains[0] ?? 0) > 2 * (gains[1] ?? 0));
});

const anyText = fc
  .array(fc.constantFrom('人民', '警察', '工', '大会', '的', '，', 'a b', '𠮷', '㈱', '書記'), { maxLength: 400 })
  .map((pieces) => pieces.join(''));

test('whatever the texts, gains are numbers that take nothing away, and each text has its own', () => {
  fc.assert(
    fc.property(fc.array(anyText, { maxLength: 6 }), fc.array(anyText, { maxLength: 3 }), (texts, queries) => {
      const asked = queries.flatMap((query) => hanWords(query, [], 'question'));
      const gains = wordScores(asked, texts);
      assert.equal(gains.length, texts.length);
      for (const gain of gains) assert.ok(gain >= 0 && Number.isFinite(gain));
    }),
    { numRuns: 50 },
  );
});

test('words are told alike in a long text, place by place, and in a short one, cut up whole', () => {
  // Few places in much text are looked at one by one.
  const filling = '，很高兴。'.repeat(60);
  const [across = -1, whole = -1] = wordScores(words('人民'), [
    `${filling}工人民警${filling}`,
    `${filling}中国人民${filling}`,
  ]);
  assert.equal(across, 0);
  assert.ok(whole > 0);
});

test('of hits that are equally good either all are candidates or none', () => {
  const falling = Array.from({ length: CANDIDATES + 1 }, (_, i) => 100 - i);
  assert.equal(candidatesAmong(falling), CANDIDATES);
  assert.equal(candidatesAmong(falling.slice(0, 7)), 7);
  assert.equal(candidatesAmong(falling.map((score, i) => (i >= 50 ? 50 : score))), 50);
  assert.equal(candidatesAmong(falling.map(() => 3)), 0);
});

test('hits that gain the same stay in their order', () => {
  assert.deepEqual(orderByScore([1, 3, 1, 3, 2]), [1, 3, 4, 0, 2]);
});
