import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from '../properties.ts';
import { backwards } from '../../src/search/engines/segments/format.ts';
import { SortedTexts } from '../../src/search/engines/segments/sorted-texts.ts';

/** Each script, a character of two code units, and the code units that come after the halves of such. */
const anyText = fc.string({
  unit: fc.constantFrom('a', 'b', 'z', 'ئ', '莎', '车', '𠮷', '𠀀', '\uE000', '\uFFFD'),
  maxLength: 5,
});

test('texts are in the order of their bytes, however they come', () => {
  fc.assert(
    fc.property(fc.array(fc.uniqueArray(anyText, { maxLength: 30 }), { maxLength: 4 }), (batches) => {
      const sorted = new SortedTexts();
      const all = new Set<string>();
      for (const batch of batches) {
        for (const text of batch) {
          if (!all.has(text)) sorted.add(text);
          all.add(text);
        }
        const expected = [...all].toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
        assert.deepEqual(
          Array.from(sorted.order(), (number) => sorted.text(number)),
          expected,
        );
      }
    }),
    { numRuns: 500 },
  );
});

test('a word backwards keeps its characters whole, and backwards again is the word', () => {
  assert.equal(backwards('kitab'), 'batik');
  assert.equal(backwards('a𠮷b'), 'b𠮷a');
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => assert.equal(backwards(backwards(text)), text)));
});
