import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from '../properties.ts';
import type { DecidedAbout } from '../../src/claims/keeping/decision-rows.ts';
import { settleDocument } from '../../src/claims/keeping/settle-document.ts';
import { anchorAt, placeOf, sentenceAround, statementId } from '../../src/claims/keeping/statement-places.ts';
import type { FoundInText } from '../../src/claims/process/messages.ts';
import type { Decision } from '../../src/nouns/decision.ts';
import type { Figure } from '../../src/nouns/statement.ts';

const TEXT =
  'Smoke rose over the harbour.\n\nOn Sunday 12 people were hurt, and 12 people were lost. The crew said 40 tents stood.';
const ORIGINAL = 'a'.repeat(64);

function figure(lo: number): Figure {
  return { kind: 'figure', lo, hi: lo, loOpen: false, hiOpen: false, unit: 'people', counted: 'people' };
}

function reading(text: string): { text: string; passages: { start: number; end: number; language: string }[] } {
  return { text, passages: [{ start: 0, end: text.length, language: 'en' }] };
}

/** What a finder would find: these words, the nth time that they stand there. */
function found(text: string, words: string, lo: number, nth = 0): FoundInText {
  let start = -1;
  for (let at = 0; at <= nth; at += 1) start = text.indexOf(words, start + 1);
  const span = { start, end: start + words.length };
  const anchor = anchorAt(text, span, 'figure');
  return {
    ...span,
    id: statementId(ORIGINAL, anchor, new Set()),
    anchor,
    value: figure(lo),
    attributedTo: [],
    finder: 'english/1',
    sentence: sentenceAround(text, reading(text).passages, span),
  };
}

function decided(statement: FoundInText, decision: Decision, stands = true): DecidedAbout {
  const { id, anchor, value, attributedTo, finder: by } = statement;
  return {
    about: { statement: id, original: ORIGINAL, anchor, value, attributedTo, by },
    decision,
    actor: 'Ann',
    stands,
  };
}

const rejected = (each: FoundInText): DecidedAbout => decided(each, { kind: 'reject', statement: each.id });
const accepted = (each: FoundInText): DecidedAbout => decided(each, { kind: 'accept', statement: each.id });

test('equal words at other places are other statements, and the same place has the same id', () => {
  const [first, second] = [found(TEXT, '12 people', 12), found(TEXT, '12 people', 12, 1)];
  assert.notEqual(first.id, second.id);
  assert.equal(found(`Something new above.\n\n${TEXT}`, '12 people', 12).id, first.id, 'the same words around it');
});

test('a decision follows its words into another reading, or says that they are gone', () => {
  const cases = [
    { why: 'more stands above', text: `A header.\nPage 1\n\n${TEXT}`, words: '12 people' },
    { why: 'lines are broken elsewhere', text: TEXT.replaceAll(' ', '\n'), words: '12\npeople' },
    { why: 'one side is another now', text: TEXT.replace('Sunday', 'Svnd4y'), words: '12 people' },
    { why: 'the words are gone', text: TEXT.replace('12 people were hurt', 'some were hurt'), words: undefined },
    { why: 'nothing of it is left', text: 'Other words.', words: undefined },
    { why: 'there is no text any more', text: '', words: undefined },
  ];
  for (const { why, text, words } of cases) {
    const before = found(TEXT, '12 people', 12);
    for (const again of [[], words === undefined ? [] : [found(text, words, 12)]]) {
      const { statements, now } = settleDocument(reading(text), again, [accepted(before)]);
      const id = now.get(before.id);
      assert.equal(id !== undefined, words !== undefined, why);
      if (words === undefined) continue;
      const kept = statements.find((each) => each.id === id);
      assert.deepEqual([kept?.state, text.slice(kept?.anchor.start, kept?.anchor.end)], ['accepted', words], why);
      assert.equal(statements.filter(({ anchor }) => anchor.start === kept?.anchor.start).length, 1, why);
    }
  }
});

test('what was rejected stays away, found with other bounds or found no more', () => {
  const before = found(TEXT, '12 people', 12);
  const wider = found(TEXT, '12 people were hurt', 12);
  const other = found(TEXT, '40 tents', 40);
  for (const again of [[before, other], [wider, other], [before, wider, other], [other]]) {
    const { statements } = settleDocument(reading(TEXT), again, [rejected(before)]);
    assert.deepEqual(
      statements.filter(({ state }) => state !== 'rejected').map(({ value }) => value),
      [figure(40)],
    );
  }
  const corrected = found(TEXT, '12 people were hurt', 120);
  const { statements } = settleDocument(reading(TEXT), [corrected], [rejected(before)]);
  assert.deepEqual(
    statements.filter(({ state }) => state === 'suggested').map(({ value }) => value),
    [figure(120)],
    'another value is another suggestion',
  );
});

test('a correction is taken back with its decision, and an added statement is gone with it', () => {
  const base = found(TEXT, '12 people', 12);
  const correct: Decision = { kind: 'correct', statement: base.id, value: figure(13) };
  const [corrected] = settleDocument(reading(TEXT), [base], [decided(base, correct)]).statements;
  assert.deepEqual([corrected?.value, corrected?.found?.value, corrected?.state], [figure(13), figure(12), 'accepted']);
  const [back] = settleDocument(reading(TEXT), [base], [decided(base, correct, false)]).statements;
  assert.deepEqual([back?.value, back?.found, back?.state], [figure(12), undefined, 'suggested']);
  const add = {
    kind: 'add',
    document: ORIGINAL,
    span: base,
    value: base.value,
    attributedTo: [],
  } as unknown as Decision;
  assert.equal(settleDocument(reading(TEXT), [], [decided(base, add)]).statements[0]?.by, 'Ann');
  assert.deepEqual(settleDocument(reading(TEXT), [], [decided(base, add, false)]).statements, []);
});

test('the later of two decisions about one statement holds', () => {
  const base = found(TEXT, '12 people', 12);
  for (const [decisions, state] of [
    [[accepted(base), rejected(base)], 'rejected'],
    [[rejected(base), accepted(base)], 'accepted'],
  ] as const) {
    assert.equal(settleDocument(reading(TEXT), [base], decisions).statements[0]?.state, state);
  }
});

test('words are found again wherever text is put in before or after them', () => {
  const plain = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '\n', '字', 'ئ', '.'), maxLength: 200 });
  fc.assert(
    fc.property(plain, plain, (before, after) => {
      const anchor = found(TEXT, '12 people', 12).anchor;
      const text = `${before}\n${TEXT}\n${after}`;
      const place = placeOf(text, anchor);
      assert.deepEqual(place && text.slice(place.start, place.end), '12 people');
    }),
  );
});

test('long words without spaces are found again', () => {
  const words = '这是很长的一句话没有任何空格所以整个句子只是一个词'.repeat(3);
  const text = `前面。${words}。后面的话。`;
  const anchor = anchorAt(text, { start: 3, end: 3 + words.length }, 'quotation');
  assert.deepEqual(placeOf(`开头。\n${text}`, anchor), { start: 7, end: 7 + words.length });
});

test('places are looked for in bounded time, whatever the words and the text', () => {
  const hostile = 'a '.repeat(100_000);
  const anchor = anchorAt(hostile, { start: 0, end: 2_000 }, 'quotation');
  const begun = process.cpuUsage();
  placeOf(`${hostile}b`, { ...anchor, words: `${anchor.words.slice(0, -1)}c`, before: 'x', after: 'y' });
  placeOf('((((([[[', { ...anchor, words: '.*+?^${}()|[]\\' });
  assert.ok(process.cpuUsage(begun).user < 2_000_000);
});

test('the same words ten thousand times have ten thousand ids, in bounded time', () => {
  const anchor = anchorAt('police denied it '.repeat(100), { start: 170, end: 187 }, 'stance');
  const taken = new Set<string>();
  const begun = process.cpuUsage();
  const ids = Array.from({ length: 10_000 }, () => statementId(ORIGINAL, anchor, taken));
  assert.ok(process.cpuUsage(begun).user < 4_000_000);
  assert.equal(new Set(ids).size, ids.length);
  const few = new Set<string>();
  const again = Array.from({ length: 5 }, () => statementId(ORIGINAL, anchor, few));
  assert.deepEqual(again, ids.slice(0, 5), 'counted through in their order');
  const gap = new Set(ids.filter((_, place) => place !== 7));
  const before = new Set(gap);
  assert.ok(!before.has(statementId(ORIGINAL, anchor, gap)), 'never one that is taken');
});
