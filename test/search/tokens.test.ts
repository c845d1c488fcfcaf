import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from '../properties.ts';
import { tokensOf } from '../../src/search/tokens.ts';

const CASES = [
  { text: '1995年出生', tokens: '1995 年出 出生 生', why: 'digits do not swallow the Han that follows' },
  { text: '王，勇智', tokens: '王 勇智 智', why: 'no pair across punctuation' },
  { text: 'COVID疫情', tokens: 'covid 疫情 情', why: 'letters neither' },
  { text: 'state-owned', tokens: 'state owned', why: 'a hyphen parts' },
  { text: 'مەكتەپ۔ 2017', tokens: 'مەكتەپ 2017', why: 'an Arabic full stop is no letter' },
  { text: 'ئۇيغۇرabc', tokens: 'ۇيغۇر abc', why: 'scripts part' },
  { text: 'スーパー', tokens: 'スー ーパ パー ー', why: 'the long mark of Kana belongs to the run' },
  { text: 'สวัสดี', tokens: 'สว วั ัส สด ดี ี', why: 'Thai has no spaces either' },
  { text: 'a\ud800b\udc00', tokens: 'a b', why: 'lone surrogates are no letters' },
  { text: '¡…—!\u0000 ', tokens: '', why: 'nothing to find' },
  { text: 'ـ', tokens: '', why: 'what folds to nothing is no token' },
  { text: 'x'.repeat(5000), tokens: 'x'.repeat(128), why: 'what is no word is cut' },
];
for (const { text, tokens, why } of CASES) {
  test(`tokens of ${text.slice(0, 20).toWellFormed()}: ${why}`, () => {
    assert.equal(
      tokensOf(text)
        .map(({ exact }) => exact)
        .join(' '),
      tokens,
    );
  });
}

const anyText = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 5 }),
      fc.constantFrom('莎車', '𠮷', '年', 'Ürümqi ', 'ئۇيغۇر', '1995', '’s ', '，', '\ud842', 'พ'),
    ),
    { maxLength: 12 },
  )
  .map((pieces) => pieces.join(''));

test('offsets point into the text as it was given, in order, and never into the middle of a character', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      let before = -1;
      for (const { start, end, exact } of tokensOf(text)) {
        assert.ok(start > before && end > start && end <= text.length && exact !== '');
        assert.ok(text.slice(start, end).isWellFormed());
        before = start;
      }
    }),
    { numRuns: 1000 },
  );
});

test('signs that fold to characters without spaces, and digits of Arabic script, stand apart from letters', () => {
  const exact = (text: string): readonly string[] => tokensOf(text).map((token) => token.exact);
  assert.deepEqual(exact('a㈠'), ['a', '一']);
  assert.deepEqual(exact('㋀'), ['月']);
  assert.deepEqual(exact('كا۰'), ['كا', '0']);
});

test('a token of a token is itself: what is indexed is what is asked', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      for (const { exact } of tokensOf(text)) assert.equal(tokensOf(exact)[0]?.exact, exact);
    }),
    { numRuns: 1000 },
  );
});
