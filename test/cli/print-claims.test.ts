import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cardLines, claimLines, decisionLine } from '../../src/cli/print-claims.ts';
import { cardOf, CONFLICT, madeClaim, madeFigure, MADE, madeStatement } from '../claims/made-claims.ts';

test('a claim of the list tells its verdict, its values, its origins, what people made of it, and its id', () => {
  const [, , , ...rest] = CONFLICT.statements;
  assert.equal(rest.length, 0);
  const held = CONFLICT.origins[1]?.source.slice(0, 'document '.length + 12);
  assert.deepEqual(cardLines(cardOf(CONFLICT)), [
    'CONFLICT  injured',
    '  141 (injured)  [1 document]',
    '  more than 150 (injured)  [1 document]',
    '  141 (injured)  [1 document]',
    `  3 documents, 2 origins: Interior ministry (2), ${held}… (1)`,
    '  Stands with a reservation (B2): The later count is the fuller one.  [A. Writer, 2026-01-02]',
    '  Cannot be decided yet: Two hospitals did not answer.  [B. Editor, 2026-01-03]',
    '  s1',
  ]);
});

test('a claim is shown with exact words, places, conflicts and reasons in words, origins and history', () => {
  const text = claimLines(CONFLICT).join('\n');
  for (const expected of [
    'CONFLICT  injured',
    '“141 injured”',
    `s1.txt (Valley Post, 2017-06-24), page 2, 123-134, sha256 ${CONFLICT.statements[0]?.document.sha256}`,
    'credits “the ministry”, “AFP”',
    '“141 injured” (s1.txt) and “More than 150 injured” (wire.html)',
    'The two figures have no number in common.',
    's1.txt credits Interior ministry',
    'denied by A. Writer',
    'they count the same thing; the same names stand near by',
    'Rejected: kept, and counted nowhere',
    'entry 12]  d1',
  ]) {
    assert.ok(text.includes(expected), expected);
  }
});

test('what a document says cannot drive the terminal or set lines of its own', () => {
  const nasty = 'a\u001b[31m\u202ered\nblack\r141 injured';
  const claim = madeClaim(
    [madeStatement('x', nasty, '141 injured', madeFigure(141, 141, { unit: nasty, counted: nasty }), { by: nasty })],
    {
      label: { text: nasty, language: 'en' },
      origins: [{ source: nasty, key: 'k', documents: 1, held: false, statements: [] }],
    },
  );
  for (const line of [...claimLines(claim), ...cardLines(cardOf(claim))]) {
    assert.doesNotMatch(line, /[\p{Cc}\u202e]/u);
  }
});

test('every kind of claim has its words', () => {
  for (const claim of MADE) assert.ok(claimLines(claim).every((line) => !line.includes('undefined')));
});

test('a decision that no longer counts says so, and why', () => {
  const [signed] = CONFLICT.decisions;
  assert.ok(signed);
  assert.doesNotMatch(decisionLine(signed), /replaced|no longer/);
  assert.match(decisionLine({ ...signed, replaced: true }), /entry 12, replaced or withdrawn\]/);
  assert.match(decisionLine({ ...signed, orphaned: true }), /entry 12, its words are no longer in the text\]/);
});
