import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import type { PageLayout, Reading, WordBox } from '../../src/nouns/reading.ts';
import {
  putLayoutDerivative,
  putTextDerivative,
  readLayoutDerivative,
  readTextDerivative,
} from '../../src/reading/derivatives.ts';
import { MemoryStore } from '../../src/vault/stores/memory-store.ts';

const plain = <T>(fields: { [K in keyof T]: fc.Arbitrary<T[K]> }): fc.Arbitrary<T> =>
  fc.record(fields, { noNullPrototype: true }) as fc.Arbitrary<T>;
const wellFormed = fc.string({ unit: 'grapheme', maxLength: 40 });
const number = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0); // JSON has no -0
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
  const six = fc.tuple(number, number, number, number, fc.nat(), fc.nat());
  const word: fc.Arbitrary<WordBox> = fc
    .tuple(six, fc.option(fc.nat(100)))
    .map(([box, confidence]) => (confidence === null ? box : [...box, confidence]));
  const page: fc.Arbitrary<PageLayout> = plain({ number: fc.nat(), words: fc.array(word, { maxLength: 5 }) });
  await fc.assert(
    fc.asyncProperty(fc.array(page, { maxLength: 3 }), async (given) => {
      const derived = new MemoryStore();
      assert.deepEqual(await readLayoutDerivative(derived, await putLayoutDerivative(derived, given)), given);
    }),
    { numRuns: 60 },
  );
});
