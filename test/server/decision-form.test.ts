import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decisionOf, type Typed } from '../../src/server/decision-form.ts';
import { sha256Of } from '../../src/nouns/sha256.ts';

const document = sha256Of('a letter');
const text = 'Two hundred forms were printed. Two hundred forms were burnt.';
const figure = { kind: ['figure'], how: ['exactly'], number: ['200'], unit: ['things'], counted: ['forms'] };

test('a form that cannot be understood names the fields that are wrong', () => {
  const cases: readonly { what: 'add' | 'lineage' | 'assess'; typed: Typed; wrong: readonly string[]; why: string }[] =
    [
      {
        what: 'lineage',
        typed: { document: ['somewhere'], from: ['AFP'], holds: ['yes'] },
        wrong: ['document'],
        why: 'a document that is none must not come back without a word',
      },
      { what: 'lineage', typed: { from: ['AFP'], holds: ['yes'] }, wrong: ['document'], why: 'named once' },
      {
        what: 'add',
        typed: { ...figure, document: [document], words: ['Two hundred forms were sold.'] },
        wrong: ['words'],
        why: 'words that do not stand in the text',
      },
      {
        what: 'assess',
        typed: { claim: ['s1'], judgement: ['stands'], reason: ['seen'], reliability: ['A'] },
        wrong: ['grading'],
        why: 'half a grading is none',
      },
    ];
  for (const { what, typed, wrong, why } of cases) {
    assert.deepEqual(decisionOf(what, typed, { text }), { wrong }, why);
  }
});

test('words that stand twice are those nearest to where they were chosen', () => {
  const words = 'Two hundred forms';
  const second = text.lastIndexOf(words);
  const at = { start: second + 2, end: second + 9 };
  const read = decisionOf('add', { ...figure, document: [document], words: [words] }, { text, at });
  assert.ok(read.wrong === undefined && read.decision.kind === 'add');
  assert.deepEqual(read.decision.span, { start: second, end: second + words.length });
});

test('a quotation stands without the marks that were chosen along with its words', () => {
  const said = 'He wrote: “Burn the forms.” Nobody did.';
  const at = { start: said.indexOf('“'), end: said.indexOf('”') + 1 };
  const fields = {
    kind: ['quotation'],
    words: [said.slice(at.start, at.end)],
    quoted: ['Burn the forms.'],
    speaker: ['He'],
  };
  const read = decisionOf('add', { ...fields, document: [document] }, { text: said, at });
  assert.ok(read.wrong === undefined && read.decision.kind === 'add');
  assert.equal(said.slice(read.decision.span.start, read.decision.span.end), 'Burn the forms.');
});

test('what no person types is not signed for', () => {
  const typed = { claim: ['s1'], judgement: ['stands'], reason: ['\u0000se\u0001en,\r\nand\tread\u0085'] };
  const read = decisionOf('assess', typed);
  assert.ok(read.wrong === undefined && read.decision.kind === 'assess');
  assert.equal(read.decision.reason, 'seen,\r\nand\tread');
});
