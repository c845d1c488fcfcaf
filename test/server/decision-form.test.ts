import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { decisionOf, type Typed } from '../../src/server/decision-form.ts';
import { sha256Of } from '../../src/nouns/sha256.ts';
import type { Figure } from '../../src/nouns/statement.ts';
import { typedOf } from '../../src/web/pages.ts';
import * as fc from '../properties.ts';

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

describe('of the places of words the one within or around the chosen ones counts, else the nearest', () => {
  const said = 'no one knew, and no one, and no one else';
  const second = said.indexOf('no one', 1);
  const cases = [
    { at: [second, second + 6], words: 'no one', quoted: 'no one', stands: second, why: 'unchanged' },
    { at: [second, second + 6], words: 'no one knew, and no one', quoted: 'no one', stands: second, why: 'widened before' },
    { at: [second, second + 6], words: 'no one, and no one else', quoted: 'no one', stands: second, why: 'widened after' },
    { at: [second, second + 6], words: said, quoted: 'no one', stands: second, why: 'widened to both sides' },
    { at: [0, said.length], words: 'no one', quoted: 'no one', stands: 0, why: 'shortened' },
    { at: [second - 4, said.length], words: 'no one', quoted: 'no one', stands: second, why: 'shortened from amid' },
    { at: [second, second + 6], words: 'no one knew', quoted: 'no one', stands: 0, why: 'other words, before' },
    { at: [1, 3], words: 'and no one else', quoted: 'no one', stands: said.lastIndexOf('no one'), why: 'other words, after' },
  ] as const; // prettier-ignore
  for (const { at, words, quoted, stands, why } of cases) {
    test(why, () => {
      const [start, end] = at;
      const fields = { kind: ['quotation'], statement: ['s1'], words: [words], quoted: [quoted] };
      const read = decisionOf('correct', fields, { text: said, at: { start, end } });
      assert.ok(read.wrong === undefined && read.decision.kind === 'correct');
      const { span = { start, end } } = read.decision;
      assert.deepEqual(span, { start: stands, end: stands + quoted.length });
    });
  }

  test('whatever the text, no place that would be better is passed over', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', ' '), minLength: 1, maxLength: 24 });
    fc.assert(
      fc.property(letters, fc.nat(23), fc.nat(23), fc.nat(23), fc.nat(4), (whole, a, b, from, more) => {
        const at = { start: Math.min(a, b), end: Math.max(a, b) + 1 };
        const words = whole.slice(from, from + more + 1).trim();
        fc.pre(words !== '' && at.end <= whole.length && whole.slice(at.start, at.end).trim() !== words);
        const read = decisionOf('add', { ...figure, document: [document], words: [words] }, { text: whole, at });
        assert.ok(read.wrong === undefined && read.decision.kind === 'add');
        const { start } = read.decision.span;
        const rank = (place: number): readonly [boolean, number] => {
          const end = place + words.length;
          const nested = (at.start <= place && end <= at.end) || (place <= at.start && at.end <= end);
          return [nested, -Math.abs(place - at.start)];
        };
        const places = Array.from(whole, (_, place) => place).filter((place) => whole.startsWith(words, place)).map(rank);
        const [isNested, nearness] = rank(start);
        assert.equal(isNested, places.some(([nested]) => nested));
        assert.equal(nearness, Math.max(...places.flatMap(([nested, near]) => (nested === isNested ? near : []))));
      }),
    );
  }); // prettier-ignore
});

describe('a figure', () => {
  const read = (typed: Typed): Figure => {
    const understood = decisionOf('add', { ...figure, document: [document], words: ['forms'], ...typed }, { text });
    assert.ok(understood.wrong === undefined, `${JSON.stringify(typed)}: ${understood.wrong?.join(' ')}`);
    assert.ok(understood.decision.kind === 'add' && understood.decision.value.kind === 'figure');
    return understood.decision.value;
  };

  test('stands for the interval that its words say', () => {
    const cases = [
      { how: 'about', number: '24', says: [22.8, 25.2, false, false] },
      { how: 'about', number: '−100', says: [-105, -95, false, false] },
      { how: 'exactly', number: '-0', says: [0, 0, false, false] },
      { how: 'nearly', number: '24', says: [22.8, 24, false, true] },
      { how: 'less-than', number: '24', says: [0, 24, false, true] },
      { how: 'up-to', number: '0', says: [0, 0, false, false] },
      { how: 'inside', number: '3', numberTo: '5', says: [3, 5, true, true] },
      { how: 'above-up-to', number: '3', numberTo: '5', says: [3, 5, true, false] },
      { how: 'from-below', number: '3', numberTo: '5', says: [3, 5, false, true] },
    ] as const;
    for (const { says, ...typed } of cases) {
      const { lo, hi, loOpen, hiOpen } = read(Object.fromEntries(Object.entries(typed).map(([k, v]) => [k, [v]])));
      assert.deepEqual([lo, hi, loOpen, hiOpen], says, JSON.stringify(typed));
    }
  });

  test('that the form begins with is the same when it is sent as it stands', () => {
    const amount = fc.oneof(
      fc.integer({ min: -1_000_000, max: 1_000_000 }),
      fc.constantFrom(1e21, 2.5e22, 1e-7, 0.1, 1.05e15),
      fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e12, max: 1e12 }),
    );
    const exact = (lo: number, hi: number | null, loOpen = false, hiOpen = false): Figure => ({
      kind: 'figure', unit: 'people', counted: '', lo: lo + 0, hi: hi === null ? hi : hi + 0, loOpen, hiOpen,
    }); // prettier-ignore
    const intervals = fc.oneof(
      amount.map((lo) => exact(lo, lo)),
      fc.tuple(amount, fc.boolean()).map(([lo, open]) => exact(lo, null, open)),
      fc
        .tuple(amount, amount, fc.boolean(), fc.boolean())
        .filter(([a, b]) => a !== b)
        .map(([a, b, loOpen, hiOpen]) => exact(Math.min(a, b), Math.max(a, b), loOpen, hiOpen)),
      fc
        .tuple(fc.integer({ min: 1, max: 1e9 }), fc.boolean(), fc.boolean())
        .map(([n, loOpen, hiOpen]) => exact(plain(0.95 * n), plain(1.05 * n), loOpen, hiOpen)),
      fc.integer({ min: 1, max: 1e9 }).map((n) => exact(plain(0.95 * n), n, false, true)),
    );
    fc.assert(fc.property(intervals, (value) => assert.deepEqual(read(typedOf(value)), value)));
  });
});

/** As the finders make the ends of `about` and `nearly`. */
function plain(value: number): number {
  return Number(value.toPrecision(12));
}

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
