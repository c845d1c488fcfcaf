import assert from 'node:assert/strict';
import { test } from 'node:test';
import { array, assert as check, asyncProperty, stringMatching } from '../properties.ts';
import { findWithheld } from '../../src/publishing/withheld.ts';

async function found(
  words: readonly string[],
  text: string,
  { path = 'data/a.txt', said = [] as readonly string[], aliases = [] as readonly (readonly string[])[] } = {},
): Promise<readonly string[]> {
  async function* files() {
    yield { path, bytes: Buffer.from(text), said };
  }
  return (await findWithheld(words, files(), aliases)).map(({ word }) => word);
}

const FOUND: readonly (readonly [word: string, text: string, why: string])[] = [
  ['Tursun', 'TURSUNNING', 'an ending'],
  ['Abdurehim Tursun', 'by Abdurehim\nTursun.', 'across lines'],
  ['Abdurehim Tursun', 'ئابدۇرېھىم تۇرسۇن', 'every word in another script'],
  ['王勇智', '据王 勇智说', 'a name with a space in it, in a sentence'],
  ['Wang Yongzhi', '汪泳志', 'the rarest characters that are read so'],
  ['Yongzhi Wang', '经王勇智签发', 'the surname last'],
  ['Ouyang Xiu', '欧阳修', 'a surname of two characters'],
  ['王勇智', 'WANG Yong-zhi', 'a name in Latin letters, apart'],
  ['0991-234 567', 'ring (0991) 234567 now', 'a number, whatever stands between its digits'],
  ['12', 'room 12.', 'a short number by itself'],
  ['Аблиз', 'ابلىز ئابلىز', 'Cyrillic letters for Arabic ones'],
  ['Karl-Marx', 'karl marx allee', 'a hyphen'],
  ['Abdurehim Tursun', 'Tursun, Abdurehim', 'the surname first, as in a list'],
  ['Abdurehim Tursun', 'abdurehimtursun@example.org', 'an account'],
  ['Abdurehim Tursun', 'A b d u r e h i m  T u r s u n', 'spaced letters'],
  ['Abdurehim Tursun', 'Abdure- \r\n  him Tursun', 'a word cut by a line of another system'],
  ['Abdurehim Tursun', 'ئابدۇ\u200fرېھىم تۇر\u200cسۇن', 'signs of direction and of joining that nobody sees'],
  ['王勇智', '王\ufe00勇\u200d智', 'a choice of glyphs'],
  ['王勇智', 'https://example.org/%E7%8E%8B%E5%8B%87%E6%99%BA', 'an address'],
  ['13800138000', '138,0013_8000', 'signs between digits'],
  ['13800138000', '138\u20140013\u22128000', 'dashes between digits'],
  ['+86 138 0013 8000', 'call 0138-00138000', 'a telephone number without its country'],
  ['G12345678', 'passport G 1234 5678', 'a number with a letter'],
  ['65010119800101123X', '650101.19800101.123x', 'a letter at the end'],
];

const NOT_FOUND: readonly (readonly [word: string, text: string, why: string])[] = [
  ['Li', 'a lion', 'the beginning of another word'],
  ['王勇', '王，勇', 'two characters with a comma between them'],
  ['12345', '1234 and 5', 'digits of two numbers'],
  ['Abdurehim Tursun', 'Abdurehim met Tursun', 'a word between'],
  ['Wang Yongzhi', '王永', 'half of the name'],
  ['house 17', '17 house', 'a number the other way round'],
  ['Baker Street 12345', '12345', 'the number of an address alone'],
  ['+86 138 0013 8000', '138 0013 8001', 'another number'],
];

test('withheld words are found in every spelling', async () => {
  for (const [word, text, why] of FOUND) assert.deepEqual(await found([word], text), [word], why);
});

test('other words are not taken for them', async () => {
  for (const [word, text, why] of NOT_FOUND) assert.deepEqual(await found([word], text), [], why);
});

test('a long name is found in the last of all the ways to spell it, however many there are', async () => {
  // Six words of which each has some spellings: thousands of phrases.
  const name = 'Abdurehim Memet Tursun Mahmut Yasin Ablimit';
  const aliases = name
    .split(' ')
    .map((word) => [word, ...Array.from({ length: 5 }, (_, n) => `${word}${'qx'.repeat(n + 1)}`)]);
  const last = aliases.map((names) => names.at(-1)).join(' ');
  assert.deepEqual(await found([name], `signed: ${last}`, { aliases }), [name]);
});

test('a long list of words is looked for as a whole', async () => {
  const words = Array.from({ length: 300 }, (_, n) => `Name${n} Surname${n}`);
  assert.deepEqual(await found(words, 'name0 surname1, NAME299 surname299'), ['Name299 Surname299']);
});

test('what a picture or an original says is looked through too, and the name of the file', async () => {
  assert.deepEqual(await found(['stamp'], '', { path: 'data/doc/a/p/1.webp', said: ['A STAMP'] }), ['stamp']);
  assert.deepEqual(await found(['stamp'], '', { path: 'data/stamp.webp' }), ['stamp']);
  assert.deepEqual(await found(['stamp'], 'stamp', { path: 'data/doc/a/original/0f.pdf' }), [], 'bytes are not words');
});

const DATA: readonly (readonly [path: string, text: string, why: string])[] = [
  ['data/ro-crate-metadata.json', '{"@graph":[{"name":"The secret word"}]}', 'metadata'],
  [
    'data/entities.ftm.json',
    '{"id":"a"}\n{"id":"b","properties":{"name":["secret"]}}\n',
    'a line of JSON for each entity',
  ],
  ['data/iiif/a/manifest.json', '{"label":{"none":["secret"]}}', 'a manifest'],
  [
    'data/search/t/1.js',
    `touchstone.take("t/1",${JSON.stringify([JSON.stringify({ text: 'a\nsecret' })])});\n`,
    'JSON in it',
  ],
  ['data/search/t/0.js', 'touchstone.take("t/0",["secret"]);\n', 'a piece of the search'],
  ['data/claim/lineage.svg', '<svg><text>sec<tspan>ret</tspan></text></svg>', 'a picture of lines and words'],
  ['data/index.html', '<p title="secret">x</p>', 'an attribute'],
  ['data/index.html', '<meta content="secret">', 'a bookmark'],
];

test('data files are looked through in their own words', async () => {
  for (const [path, text, why] of DATA) assert.deepEqual(await found(['Secret'], text, { path }), ['Secret'], why);
});

test('a word is found wherever it stands among others', async () => {
  const words = array(stringMatching(/^[a-df-z]{1,8}$/), { maxLength: 8 });
  await check(
    asyncProperty(words, words, async (before, after) => {
      const text = [...before, 'Egregious', 'Elephant', ...after].join(' ');
      assert.deepEqual(await found(['egregious elephant'], text), ['egregious elephant']);
      assert.deepEqual(await found(['egregious elephant'], [...before, ...after].join(' ')), []);
    }),
    { numRuns: 50 },
  );
});
