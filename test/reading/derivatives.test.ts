import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from '../properties.ts';
import type { Reading, WordBox } from '../../src/nouns/reading.ts';
import { packWords } from '../../src/reading/packed-words.ts';
import {
  putLayoutDerivative,
  putTextDerivative,
  readPageLayout,
  readTextDerivative,
} from '../../src/reading/derivatives.ts';
import { MemoryStore } from '../../src/vault/stores/memory-store.ts';

const plain = <T>(fields: { [K in keyof T]: fc.Arbitrary<T[K]> }): fc.Arbitrary<T> =>
  fc.record(fields, { noNullPrototype: true }) as fc.Arbitrary<T>;
const wellFormed = fc.string({ unit: 'grapheme', maxLength: 40 });
const span = fc.tuple(fc.nat(1000), fc.nat(1000)).map(([start, length]) => ({ start, end: start + length }));
const optional = <T, K extends string>(name: K, value: fc.Arbitrary<T>): fc.Arbitrary<Partial<Record<K, T>>> =>
  fc.option(value).map((chosen) => (chosen === null ? {} : { [name]: chosen }) as Partial<Record<K, T>>);

const reading: fc.Arbitrary<Reading> = fc
  .tuple(
    plain({ mediaType: wellFormed, text: wellFormed }),
    optional('title', wellFormed),
    optional('byline', wellFormed),
    optional('article', fc.array(span, { maxLength: 3 })),
    fc.array(plain({ name: wellFormed, value: wellFormed, origin: wellFormed }), { maxLength: 3 }),
    fc.array(fc.tuple(span, optional('page', fc.integer({ min: 1, max: 9 }))), { maxLength: 4 }),
  )
  .map(([base, title, byline, article, metadata, passages]) => ({
    ...base,
    ...title,
    ...byline,
    ...article,
    metadata,
    pages: [],
    passages: passages.map(([at, page]) => ({ ...at, ...page, language: 'ug' })),
    stages: [],
  }));

test('a reading comes out of its derivative as it went in, and the same reading has the same hash', async () => {
  await fc.assert(
    fc.asyncProperty(reading, async (given) => {
      const derived = new MemoryStore();
      const id = await putTextDerivative(derived, given);
      assert.deepEqual(await readTextDerivative(derived, id), given);
      const later = { ...given, stages: [{ name: 'text', version: 1, ms: 7 }] };
      assert.equal(await putTextDerivative(derived, later), id, 'how long it took is not in the bytes');
    }),
    { numRuns: 60 },
  );
});

test('a layout comes out of its derivative as it went in, with the confidence of words or without', async () => {
  const hundredths = fc.integer({ min: -1_000_000, max: 1_000_000 }).map((value) => value / 100);
  const six = fc.tuple(fc.nat(), fc.nat(), hundredths, hundredths, hundredths, hundredths);
  const word: fc.Arbitrary<WordBox> = fc
    .tuple(six, fc.option(fc.nat(100)))
    .map(([box, confidence]) => (confidence === null ? box : [...box, confidence]));
  const pages = fc.array(fc.array(word, { maxLength: 5 }), { maxLength: 3 });
  await fc.assert(
    fc.asyncProperty(pages, async (given) => {
      const derived = new MemoryStore();
      const packed = given.map((words, index) => ({ number: index + 1, words: packWords(words) }));
      const id = await putLayoutDerivative(derived, packed);
      for (const [index, words] of given.entries()) {
        assert.deepEqual(await readPageLayout(derived, id, index + 1), { number: index + 1, words });
      }
      assert.equal(await readPageLayout(derived, id, given.length + 1), undefined);
    }),
    { numRuns: 60 },
  );
});

test('a layout of the first version, all of it JSON, is still read', async () => {
  const derived = new MemoryStore();
  const words: readonly WordBox[] = [
    [0, 4, 1.5, 2, 30, 10],
    [5, 7, 1, 2, 3, 4, 91],
  ];
  const old = { format: 'touchstone/layout', version: 1, pages: [{ number: 2, words }] };
  const { id } = await derived.put(Buffer.from(JSON.stringify(old)));
  assert.deepEqual(await readPageLayout(derived, id, 2), { number: 2, words });
  assert.equal(await readPageLayout(derived, id, 1), undefined);
});
