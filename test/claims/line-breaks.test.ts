import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from '../properties.ts';
import { softBreaks, unwrapped } from '../../src/claims/finding/line-breaks.ts';
import { sentenceAround } from '../../src/claims/keeping/statement-places.ts';

const TABLE = [
  { text: 'The lock was closed at night and the barges had to\nwait until noon.', breaks: 1, why: 'a printed line' },
  { text: '河口区水务局要求沿岸各村在月底以前全部完成登\n记工作。', breaks: 1, why: 'a word over two lines' },
  { text: 'Office of Locks and Weirs, the lower river\nThe gates close.', breaks: 0, why: 'a heading' },
  { text: 'The lock was closed at night and the barges waited.\nthen it opened.', breaks: 0, why: 'a full stop' },
  { text: 'Barges that passed the lower lock 12\nBarges that waited 40', breaks: 0, why: 'lines of a list' },
  { text: '河口乡登记户数与搬迁户数对照 82 356 41\n上游乡登记户数 60', breaks: 0, why: 'rows of a table' },
  { text: '河口区水务局要求沿岸各村在月底以前全部完成\n二、登记工作', breaks: 0, why: 'an item' },
  { text: '渡口\n水务局', breaks: 0, why: 'short lines' },
  { text: 'The lock was closed at night and the barges had to\n\nwait until noon.', breaks: 0, why: 'a paragraph' },
];
for (const { text, breaks, why } of TABLE) {
  test(`${JSON.stringify(text)} has ${breaks} line breaks inside a sentence: ${why}`, () => {
    assert.equal(softBreaks(text).length, breaks);
  });
}

test('a text keeps its length and all but line breaks', () => {
  const line = fc.constantFrom('The barges waited below the lower lock', '沿岸各村在月底以前全部完成登记', '', 'a', '1 2 3');
  fc.assert(
    fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
      const text = lines.join('\n');
      assert.equal(unwrapped(text).length, text.length);
      assert.equal(unwrapped(text).replaceAll(/\s/g, ''), text.replaceAll(/\s/g, ''));
    }),
  );
}); // prettier-ignore

test('the speck of a scan at the end of a line parts no sentence', () => {
  const text = '河口区水务局要求沿岸各村在月底以前全部完成登.\n记工作，共320户。';
  const start = text.indexOf('320户');
  const passages = [{ start: 0, end: text.length, language: 'zh-Hans' }];
  assert.equal(sentenceAround(text, passages, { start, end: start + 4 }).text, text);
});

test('the sentence around a place runs over the lines of its page', () => {
  const text = 'A heading\nThe lock was closed at night and the barges had to\nwait for 12 hours. It opened.';
  const passages = [{ start: 0, end: text.length, language: 'en' }];
  const start = text.indexOf('12 hours');
  const { text: sentence } = sentenceAround(text, passages, { start, end: start + 8 });
  assert.equal(sentence, 'The lock was closed at night and the barges had to\nwait for 12 hours.');
});
