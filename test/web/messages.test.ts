import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PROBLEMS } from '../../src/base/problem.ts';
import { OUTCOMES, REASON_CODES } from '../../src/nouns/outcome.ts';
import {
  CATALOGUES,
  INTERFACE_LANGUAGES,
  languageName,
  reasonTexts,
  say,
  sayReason,
  sayRemedy,
  typeName,
} from '../../src/web/messages.ts';

const tags = INTERFACE_LANGUAGES.map(({ tag }) => tag);

function forms(message: string | { one: string; other: string }): readonly string[] {
  return typeof message === 'string' ? [message] : [message.one, message.other];
}

function blanks(message: string | { one: string; other: string }): readonly string[] {
  return [...new Set(forms(message).flatMap((form) => form.match(/\{\w+\}/g) ?? []))].toSorted();
}

test('all catalogues have the same keys with the same blanks, and no empty message', () => {
  for (const tag of tags) {
    assert.deepEqual(Object.keys(CATALOGUES[tag]).toSorted(), Object.keys(CATALOGUES.en).toSorted(), tag);
    for (const [key, message] of Object.entries(CATALOGUES[tag])) {
      assert.deepEqual(blanks(message), blanks(CATALOGUES.en[key as keyof typeof CATALOGUES.en]), `${tag} ${key}`);
      for (const form of forms(message)) assert.ok(form.trim().length > 0, `${tag} ${key}`);
    }
  }
});

test('every outcome, reason, remedy and problem has its words', () => {
  const wanted = [
    ...OUTCOMES.map((outcome) => `outcome.${outcome}`),
    ...REASON_CODES.flatMap((code) => [`reason.${code}`, `remedy.${code}`]),
    ...Object.keys(PROBLEMS).map((code) => `problem.${code}`),
  ];
  for (const key of wanted) assert.ok(key in CATALOGUES.en, key);
});

test('no message says “we”, shouts, or is left in English in the other catalogues', () => {
  for (const message of Object.values(CATALOGUES.en).flatMap(forms)) assert.doesNotMatch(message, /\bwe\b|!/i);
  const worded = (tag: 'zh-Hans' | 'ug'): readonly string[] =>
    Object.values(CATALOGUES[tag])
      .flatMap(forms)
      .filter((form) => /\p{L}/u.test(form.replace(/\{\w+\}/g, '')));
  for (const form of worded('zh-Hans')) assert.match(form, /\p{Script=Han}|PDF|MB/u, form);
  for (const form of worded('ug')) assert.match(form, /\p{Script=Arabic}|PDF|MB/u, form);
});

test('a number chooses its form and is written with the digits of newspapers', () => {
  const cases = [
    { tag: 'en', n: 1, said: '1 file' },
    { tag: 'en', n: 4112, said: '4,112 files' },
    { tag: 'zh-Hans', n: 4112, said: '4,112 个文件' },
    { tag: 'ug', n: 4112, said: '\u20684,112\u2069 ھۆججەت' },
  ] as const;
  for (const { tag, n, said } of cases) assert.equal(say(tag).text('unit.files', { n }), said);
});

test('blanks of a message are escaped and kept apart from the direction of the sentence', () => {
  const t = say('ug');
  assert.equal(t('case.accession-asof', { date: '<2026>' }).markup, 'قولغا كەلگەن ۋاقتى <bdi>&lt;2026&gt;</bdi>');
});

test('a reason fills its blanks, sizes in bytes become sizes that people read', () => {
  const t = say('en');
  const reason = { code: 'too-large', params: { limitBytes: 512 * 1_048_576 } } as const;
  assert.equal(sayReason(t, reason).markup, 'Larger than a reader takes (<bdi>512 MB</bdi>).');
});

test('what is said of many files at once leaves no blank open, for every reason in every language', () => {
  for (const tag of tags) {
    const t = say(tag);
    for (const code of REASON_CODES) {
      const { sentence, remedy } = reasonTexts(t, { code });
      for (const said of [sentence, remedy, sayReason(t, { code }).markup, sayRemedy(t, { code }).markup]) {
        assert.doesNotMatch(said, /[?{}]/, `${tag} ${code}`);
      }
    }
  }
});

test('languages and kinds of file have names, odd ones are shown as they came', () => {
  const t = say('en');
  assert.equal(languageName(t, 'ug-Arab'), 'Uyghur (Arabic script)');
  assert.equal(languageName(t, 'kk-Cyrl'), 'Kazakh (Cyrillic)');
  assert.equal(languageName(t, 'not a tag'), 'not a tag');
  assert.equal(typeName(t, 'application/x-dgn'), 'application/x-dgn');
});
