import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from '../properties.ts';
import { manyLines, oneLine } from '../../src/cli/printable.ts';

const CASES: readonly { readonly why: string; readonly untrusted: string; readonly shown: string }[] = [
  {
    why: 'a colour, and whatever else an escape can do',
    untrusted: '\u001b[31mred\u0007',
    shown: '\ufffd[31mred\ufffd',
  },
  { why: 'the one-byte form of an escape', untrusted: 'a\u009b2Jb', shown: 'a\ufffd2Jb' },
  { why: 'a name that reads as another', untrusted: 'rtl\u202egpj.exe', shown: 'rtl\ufffdgpj.exe' },
  { why: 'a name that looks like two files', untrusted: 'one\nunreadable:', shown: 'one unreadable:' },
  { why: 'names in any script', untrusted: '第17号/ئۇيغۇر.pdf', shown: '第17号/ئۇيغۇر.pdf' },
];

test('what a document or a name says never drives the terminal', () => {
  for (const { why, untrusted, shown } of CASES) assert.equal(oneLine(untrusted), shown, why);
});

test('the text of a document keeps its lines', () => {
  assert.equal(manyLines('one\n\ttwo\u001b[2J'), 'one\n\ttwo [2J');
});

test('nothing that is left is a control, and its length stays', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      assert.doesNotMatch(oneLine(text), /\p{Cc}/v);
      assert.doesNotMatch(manyLines(text), /[\p{Cc}--[\n\t]]/v);
      assert.equal(oneLine(text).length, text.length);
    }),
  );
});
