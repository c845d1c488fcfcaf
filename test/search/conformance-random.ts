import * as fc from '../properties.ts';
import { SORT_ORDERS } from '../../src/search/search-index.ts';
import { documentOf } from './shelf.ts';

export const anyMatch = fc.constantFrom('all' as const, 'all' as const, 'any' as const);
export const anySort = fc.constantFrom(...SORT_ORDERS);
const WORDS = ['organ', 'organs', 'organized', 'state', 'states', 'the', 'of', '1995', 'Ürümqi', 'ئۇيغۇر', 'مەكتەپ'];
const anyWord = fc.constantFrom(...WORDS);
const anyHan = fc.array(fc.constantFrom('莎', '車', '车', '王', '后', '後', '乾', '干', '着', '著', '𠮷', '𠀀', '年'), {
  minLength: 1,
  maxLength: 4,
});
const anyPiece = fc.oneof(
  anyWord,
  anyHan.map((characters) => characters.join('')),
);
const anyPassage = fc
  .array(fc.tuple(anyPiece, fc.constantFrom(' ', ' ', '', '，', '-')), { minLength: 1, maxLength: 12 })
  .map((pieces) => pieces.flat().join(''));

/** The same in every run: an index takes longer to fill than to ask. */
export const RANDOM_DOCUMENTS = fc
  .sample(fc.array(anyPassage, { minLength: 1, maxLength: 6 }), { numRuns: 40, seed: 17 })
  .map((passages, i) => documentOf(`random ${i}`, passages, factsFor(i)));

function factsFor(i: number): Parameters<typeof documentOf>[2] {
  return {
    language: i % 2 === 0 ? 'en' : 'zh-Hans',
    ...(i % 3 === 0 ? { page: 1, paths: [`leak/${i % 9}/${i}.pdf`], mediaType: 'application/pdf' } : {}),
    ...(i % 4 === 0 ? { date: ['2016', '2017-03', '2018-01-31', '2016-05-05T05:05:05Z'][(i / 4) % 4] ?? '' } : {}),
    ...(i % 5 === 0 ? { confidence: i * 2.4, authors: ['王勇', 'Wang'] } : {}),
  };
}

export const anyRewritings = fc.array(
  fc.record({
    words: fc.array(anyPiece, { minLength: 1, maxLength: 2 }),
    alternatives: fc.array(fc.oneof(anyPiece, fc.constantFrom('sta*', 'organ of', 'ئۇيغ*')), { maxLength: 2 }),
  }),
  { maxLength: 3 },
);

const ANY_FILTER = [
  '="states"',
  '="莎车"',
  'lang:zh',
  'type:pdf',
  'accession:f',
  'page:1..2',
  'date:2016..2017',
  'date:<2018-02',
  'path:leak*',
  'author:王',
  'has:ocr',
  'conf:20..60',
  'bad:field',
  'date:never',
  '/[sS]tate/',
  '/车|y/i',
];

export const { query: anyQuery } = fc.letrec<{ query: string }>((tie) => ({
  query: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    anyPiece,
    fc.array(anyPiece, { minLength: 1, maxLength: 3 }).map((pieces) => `"${pieces.join(' ')}"`),
    anyPiece.map((piece) => `${piece.slice(0, 3).toWellFormed()}*`),
    fc.tuple(tie('query'), tie('query')).map(([a, b]) => `${a} ${b}`),
    fc.tuple(tie('query'), tie('query')).map(([a, b]) => `(${a}) OR (${b})`),
    tie('query').map((query) => `-(${query})`),
    fc.string({ unit: 'binary', maxLength: 8 }),
    fc
      .tuple(anyWord, fc.nat(12), fc.constantFrom('', 'x', '车'))
      .map(([word, at, other]) => `${word.slice(0, at)}${other}${word.slice(at + 1)}~`.toWellFormed()),
    fc.tuple(anyPiece, anyPiece, fc.nat(5)).map(([a, b, within]) => `"${a} ${b}"~${within}`),
    fc.constantFrom(...ANY_FILTER),
  ),
}));

const HAN_RUNS = RANDOM_DOCUMENTS.flatMap(({ id, passages }) =>
  passages.flatMap(({ text }, ordinal) =>
    [...text.matchAll(/\p{Script=Han}{2,}/gu)].map(([run]) => ({ id, ordinal, characters: Array.from(run) })),
  ),
);
export const anyHanSubstring = fc
  .tuple(fc.constantFrom(...HAN_RUNS), fc.nat(), fc.nat())
  .map(([{ id, ordinal, characters }, from, length]) => {
    const start = from % (characters.length - 1);
    const end = start + 2 + (length % (characters.length - start - 1));
    return { id, ordinal, query: characters.slice(start, end).join('') };
  });
