import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import * as fc from '../properties.ts';
import { expand } from '../../src/entities/expansions.ts';
import { switched, NO_SWITCHES, type Alternative, type Switches } from '../../src/search/expansions.ts';
import { MemoryIndex } from '../search/memory-index.ts';
import { documentOf } from '../search/shelf.ts';

const index = new MemoryIndex();
before(() =>
  index.put([
    documentOf('words', [
      '王勇智在莎车县',
      'يەكەن ناھىيەسىدە',
      'He was in Yarkand with Wáng Yǒngzhì.',
      'Shache county',
      'the Ugyhur man',
      'ئۇيغۇر كىتابلىرى',
      'kitab oqush',
      'китаб',
      'دام ۋە بار',
      'Comrade Ghost wrote it',
      'هۆكۈمەت ئيشچيسى',
      '艾力·买买提来了',
      'Eli Memet was there',
      'ئەلى مەمەتنىڭ ئۆيى',
    ]),
  ]),
);

const aliases = [['the old man', 'Comrade Ghost', '王勇智']];
const counts = (texts: readonly string[]): Promise<readonly number[]> => index.counts(texts);

async function found(query: string, switches?: Switches): Promise<readonly number[]> {
  const { rewritings } = await expand(query, { counts, aliases }, switches);
  const { hits } = await index.search({ query, rewritings, limit: 50, offset: 0 });
  return hits.map(({ ordinal }) => ordinal).toSorted((a, b) => a - b);
}

async function proposed(query: string, switches?: Switches): Promise<readonly Alternative[]> {
  const { expansions } = await expand(query, { counts, aliases }, switches);
  return expansions.flatMap(({ alternatives }) => alternatives);
}

for (const { query, passages, why } of [
  { query: '王勇智', passages: [0, 2, 9], why: 'a name in letters, and an alias' },
  { query: 'wang yongzhi', passages: [0, 2], why: 'a name in characters, tones aside' },
  { query: 'Yongzhi Wang', passages: [0, 2], why: 'the other order' },
  { query: 'Yarkand', passages: [0, 1, 2, 3], why: 'a place in three scripts' },
  { query: '莎車', passages: [0, 1, 2, 3], why: 'the same from Chinese' },
  { query: 'يەكەن', passages: [0, 1, 2, 3], why: 'the same from Uyghur' },
  { query: 'uyghur', passages: [4, 5], why: 'another spelling, another script' },
  { query: 'كىتاب', passages: [5, 6, 7], why: 'three scripts and other endings' },
  { query: 'kitab', passages: [5, 6, 7], why: 'the same from Latin letters' },
  { query: 'китаб', passages: [5, 6, 7], why: 'the same from Cyrillic letters' },
  { query: 'كىتابنىڭ', passages: [5, 6, 7], why: 'another ending of the same word' },
  { query: 'ھۆكۈمەت', passages: [10], why: 'one code point for h and e, as in old files' },
  { query: 'ئىشچىسى', passages: [10], why: 'the Arabic yeh, as in old files' },
  { query: '艾力·买买提', passages: [11, 12, 13], why: 'a name of two parts' },
  { query: 'ali mehmet', passages: [11, 12, 13], why: 'each part by itself' },
  { query: 'kita*', passages: [5, 6, 7], why: 'a beginning in every script' },
  { query: 'the old man', passages: [0, 9], why: 'an alias of three words' },
  { query: 'county -Yarkand', passages: [3], why: 'what is excluded is meant as typed' },
  { query: '"Yarkand"', passages: [2], why: 'in quotes nothing is added' },
  { query: 'dam', passages: [], why: 'a short word may be English' },
  { query: 'nobody', passages: [], why: 'nothing' },
]) {
  test(`${query} finds passages ${passages.join(', ') || 'none'}: ${why}`, async () => {
    assert.deepEqual(await found(query), passages);
  });
}

test('each other spelling is said with its reason and its number, and none that the case does not hold', async () => {
  assert.deepEqual(
    (await proposed('Yarkand')).map(({ text, why, passages, on }) => [text, why, passages, on]),
    [
      ['莎车', 'place', 1, true],
      ['Shache', 'place', 1, true],
      ['يەكەن*', 'place', 1, true],
    ],
  );
});

test('a click takes one spelling out, another click takes it in again', async () => {
  const [first] = await proposed('Yarkand');
  assert.ok(first);
  const off = switched(NO_SWITCHES, first);
  assert.deepEqual(await found('Yarkand', off), [1, 2, 3]);
  const again = (await proposed('Yarkand', off)).find(({ key }) => key === first.key);
  assert.ok(again && !again.on);
  assert.deepEqual(await found('Yarkand', switched(off, again)), [0, 1, 2, 3]);
});

test('all spellings can be switched off at once, and one of them on again', async () => {
  assert.deepEqual(await found('Yarkand', { off: ['*'], on: [] }), [2]);
  assert.deepEqual(await found('Yarkand', { off: ['*'], on: ['yarkand=莎车'] }), [0, 2]);
});

test('what is proposed and off, in quotes or for a short word, can be switched on', async () => {
  for (const query of ['"Yarkand"', 'dam']) {
    const alternatives = await proposed(query);
    assert.ok(alternatives.length > 0 && alternatives.every(({ on }) => !on), query);
    const on = alternatives.map(({ key }) => key);
    assert.ok((await found(query, { off: [], on })).length > (await found(query)).length);
  }
});

test('names within a longer run of characters are offered, and stay off until they are asked for', async () => {
  const query = '莎车县公安局王勇智';
  const alternatives = await proposed(query);
  assert.deepEqual(
    new Set(alternatives.map(({ key }) => key)),
    new Set(['莎车县=shache', '莎车县=yarkand', '莎车县=يەكەن*', '王勇智=comrade ghost', '王勇智=wang yongzhi']),
  );
  assert.ok(alternatives.every(({ on }) => !on));
  assert.deepEqual(await found(query), []);
  assert.deepEqual(await found(query, { off: [], on: ['王勇智=wang yongzhi'] }), [2]);
  // Of two names in one run both may be on.
  assert.deepEqual(await found(query, { off: [], on: ['王勇智=wang yongzhi', '莎车县=shache'] }), [2, 3]);
});

test('whatever is typed, proposals are few and nothing fails', async () => {
  const piece = fc.constantFrom(
    'wang',
    'yongzhi',
    'Yarkand',
    '莎车',
    'كىتاب',
    '"',
    '(',
    '-',
    '*',
    ' OR ',
    'uyghur',
    '~',
    '="kitab"',
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.oneof(piece, fc.string({ unit: 'binary', maxLength: 4 })), { maxLength: 30 }),
      async (pieces) => {
        const { expansions } = await expand(pieces.join(' '), { counts, aliases });
        assert.ok(expansions.length <= 24 && expansions.every(({ alternatives }) => alternatives.length <= 12));
      },
    ),
    { numRuns: 100 },
  );
});

test('a query of a megabyte is answered', async () => {
  assert.deepEqual((await expand('莎车 '.repeat(300_000), { counts })).expansions.length, 1);
});
