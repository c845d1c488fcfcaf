import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from '../properties.ts';
import { NumberLists } from '../../src/publishing/number-lists.ts';

test('what was added to a list comes out of it, in that order, whatever was added to others between', () => {
  const number = fc.oneof(fc.nat(300), fc.integer({ min: 0, max: 2 ** 32 - 1 }));
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.constantFrom('a', 'б', '语', 'ئا', ''), number), { maxLength: 400 }),
      (additions) => {
        const lists = new NumberLists();
        const expected = new Map<string, number[]>();
        for (const [name, each] of additions) {
          lists.add(name, each);
          lists.note(name, each);
          expected.set(name, [...(expected.get(name) ?? []), each]);
        }
        assert.deepEqual([...lists.names()].toSorted(), [...expected.keys()].toSorted());
        for (const [name, numbers] of expected) {
          assert.deepEqual(lists.get(name), numbers);
          assert.equal(lists.noted(name), numbers.at(-1));
        }
        assert.deepEqual([lists.get('none'), lists.noted('none')], [[], 0]);
      },
    ),
  );
});

test('many lists and long ones have room', () => {
  const lists = new NumberLists();
  for (let n = 0; n < 30_000; n += 1) lists.add(`word ${n % 5_000}`, n);
  for (let n = 0; n < 30_000; n += 1) lists.add('the', n);
  assert.equal(lists.get('the').length, 30_000);
  assert.deepEqual(lists.get('the').slice(-2), [29_998, 29_999]);
  assert.deepEqual(lists.get('word 4999'), [4_999, 9_999, 14_999, 19_999, 24_999, 29_999]);
});
