import assert from 'node:assert/strict';
import { test } from 'node:test';
import { identifyText } from '../../src/reading/child/identify-text.ts';

const HEAD = 64 * 1024; // what is looked at of a file

const records = (count: number): string =>
  JSON.stringify(
    Array.from({ length: count }, (_, n) => ({ n, said: 'a "word"\\\n', share: -1.5e-3, ok: n % 2 === 0, none: null })),
  );

const TEXTS = [
  { why: 'a value that is there whole', text: records(3), type: 'application/json' },
  { why: 'a value that is cut in a string', text: `{"said": "${'word '.repeat(HEAD)}`, type: 'application/json' },
  { why: 'many records', text: records(5_000), type: 'application/json' },
  {
    why: 'prose in brackets',
    text: `[1] ${'Twelve people died, the ministry said. '.repeat(3_000)}`,
    type: 'text/plain',
  },
  { why: 'prose in quotation marks', text: `{"${'one", "two" and three '.repeat(6_000)}`, type: 'text/plain' },
  { why: 'nothing but brackets', text: '['.repeat(2 * HEAD), type: 'text/plain' },
  { why: 'a value, and text after it', text: `{"a": 1}\n${'More follows. '.repeat(6_000)}`, type: 'text/plain' },
  { why: 'a value for each line', text: '{"a": "b"}\n'.repeat(HEAD), type: 'text/plain' },
];
for (const { why, text, type } of TEXTS) {
  test(`JSON is known by its beginning, however long it is: ${why}`, () => {
    const bytes = Buffer.from(text);
    assert.equal(identifyText(bytes.subarray(0, HEAD), 'records', bytes.length <= HEAD), type);
  });
}
