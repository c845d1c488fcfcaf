import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { parseHTML } from 'linkedom';
import { claim } from '../../scripts/preview-claim-page.ts';
import { settled as status } from '../../scripts/preview-views.ts';
import type { ClaimView } from '../../src/nouns/claim-views.ts';
import type { Decision, SignedDecision } from '../../src/nouns/decision.ts';
import { claimPage } from '../../src/web/pages.ts';

const [statement = assert.fail(), other = assert.fail()] = claim.statements;

function signed(id: string, decision: Decision, more: Partial<SignedDecision> = {}): SignedDecision {
  return { id, decision, actor: 'A. Writer', at: '2026-01-02T03:04:05Z', seq: 7, replaced: false, ...more };
}

function shown(changes: Partial<ClaimView>, just?: SignedDecision) {
  const frame = { language: 'en', here: '/' } as const;
  const view = { status, claim: { ...claim, ...changes }, signer: 'A. Writer', ...(just && { signed: just }) };
  const { document } = parseHTML(claimPage(frame, view));
  const text = (selector: string): readonly string[] =>
    [...document.querySelectorAll(selector)].map(({ textContent }) => textContent.replaceAll(/\s+/g, ' ').trim());
  return { document, text };
}

describe('the history says what was decided, not only that something was', () => {
  const { start } = statement.sentence;
  const [first = ''] = statement.sentence.text.split(' ', 1);
  const cases: readonly { readonly decision: Decision; readonly says: RegExp; readonly why: string }[] = [
    {
      decision: {
        kind: 'correct',
        statement: statement.id,
        value: statement.value,
        span: { start, end: start + first.length },
      },
      says: new RegExp(`where it stands: .*, in the words “${first}”`),
      why: 'the same value at other words',
    },
    {
      decision: { kind: 'correct', statement: statement.id, value: statement.value, span: { start: 0, end: 3 } },
      says: /^Corrected where it stands: [^“]*$/,
      why: 'words outside the sentence that is at hand',
    },
    {
      decision: {
        kind: 'correct',
        statement: statement.id,
        value: { ...statement.value, kind: 'date', from: '2024', to: '2024', event: '' },
      },
      says: /^Corrected: .* to .*2024/,
      why: 'another value',
    },
    {
      decision: { kind: 'withdraw', decision: 'earlier' },
      says: /^Took back: Doubtful$/,
      why: 'what is taken back is named',
    },
    { decision: { kind: 'withdraw', decision: 'unknown' }, says: /^Took back a decision$/, why: 'of another claim' },
  ];
  const earlier = signed('earlier', {
    kind: 'assess',
    claim: claim.id,
    judgement: 'doubtful',
    reason: 'r',
    restsOn: [],
  });
  for (const { decision, says, why } of cases) {
    test(why, () => {
      const { text } = shown({ decisions: [earlier, signed('now', decision)] });
      assert.match(text('.decision .by b')[0] ?? '', says);
    });
  }
});

test('from statements that were moved away a way leads to where they are now, from those that came none', () => {
  const away = signed('away', { kind: 'move', statements: ['gone-1', 'gone-2'] });
  const { document } = shown({ decisions: [away] }, away);
  const ways = [...document.querySelectorAll('a')].filter(({ textContent }) =>
    textContent.includes('in which it is now'),
  );
  assert.equal(ways.length, 2, 'in the history, and where it was signed just now');
  assert.ok(ways.every((way) => way.getAttribute('href')?.endsWith('/claims/gone-1')));
  const came = signed('came', { kind: 'move', statements: [statement.id], to: other.id });
  assert.ok(
    !shown({ decisions: [came] }, came)
      .text('a')
      .some((words) => words.includes('in which it is now')),
  );
});

test('a statement names everyone who decided about it, as long as that stands', () => {
  const about = { statement: statement.id };
  const { text } = shown({
    decisions: [
      signed('1', { kind: 'accept', ...about }),
      signed('2', { kind: 'reject', ...about }, { actor: 'B. Reader' }),
      signed('3', { kind: 'reject', ...about }, { actor: 'C. Gone', replaced: true }),
      signed('4', { kind: 'accept', statement: other.id }, { actor: 'D. Elsewhere' }),
    ],
  });
  const line = text(`#s-${statement.id} .at .meta`).find((each) => each.includes('found by machine')) ?? '';
  assert.match(line, /accepted by A\. Writer, rejected by B\. Reader$/);
});

test('two people who put a statement into different claims differ, and two who agree do not', () => {
  const to = (seq: string, actor: string, claimId?: string, replaced = false): SignedDecision =>
    signed(
      seq,
      { kind: 'move', statements: [statement.id, other.id].slice(Number(seq) % 2), ...(claimId && { to: claimId }) },
      { actor, replaced },
    );
  const differ = (decisions: readonly SignedDecision[]): number =>
    shown({ decisions })
      .text('.decision')
      .filter((entry) => entry.includes('Someone else decided otherwise')).length;
  assert.equal(differ([to('0', 'A. Writer'), to('1', 'B. Reader', 'elsewhere')]), 2, 'one of several statements');
  assert.equal(differ([to('0', 'A. Writer', 'there'), to('1', 'B. Reader', 'there')]), 0);
  assert.equal(differ([to('0', 'A. Writer', 'there'), to('1', 'A. Writer')]), 0, 'the same person changes their mind');
  assert.equal(differ([to('0', 'A. Writer', 'there', true), to('1', 'B. Reader')]), 0, 'what was taken back');
});

describe('who decided otherwise is told by what was decided, not by how it was named', () => {
  const move = (statements: readonly string[], to?: string): Decision => ({
    kind: 'move',
    statements,
    ...(to && { to }),
  });
  const judged = (about: string, judgement: 'stands' | 'falls'): Decision => ({
    kind: 'assess',
    claim: about,
    judgement,
    reason: 'r',
    restsOn: [statement.id],
  });
  const lineage = (from: string, holds: boolean): Decision => ({
    kind: 'lineage',
    document: statement.document.sha256,
    from,
    holds,
  });
  const one = { actor: 'A. Writer' };
  const two = { actor: 'B. Reader' };
  const [s, x, y] = [statement.id, 'x', 'y'];
  const cases: readonly {
    readonly of: readonly (readonly [Decision, Partial<SignedDecision>])[];
    readonly told: readonly number[];
    readonly why: string;
  }[] = [
    {
      of: [[move([s], x), { ...one, claimNow: 'c' }], [move([s], y), { ...two, claimNow: 'c' }]],
      told: [],
      why: 'into one claim, by two of its statements',
    },
    {
      of: [[move([s], x), { ...one, claimNow: 'c' }], [move([s], y), { ...two, claimNow: 'd' }]],
      told: [0, 1],
      why: 'into two claims',
    },
    { of: [[move([s]), one], [move([s]), two]], told: [], why: 'both into a claim of its own' },
    { of: [[move([s, x]), one], [move([x, s]), two]], told: [], why: 'with the same others, in any order' },
    { of: [[move([s, x]), one], [move([s, y]), two]], told: [0, 1], why: 'into a claim of its own with others' },
    { of: [[move([s]), one], [move([x]), two]], told: [], why: 'two statements, each into its own' },
    {
      of: [[move([s], x), { ...one, claimNow: 'c' }], [move([s], y), { ...one, claimNow: 'd' }], [move([s], y), { ...two, claimNow: 'd' }]],
      told: [],
      why: 'who differed has come round',
    },
    {
      of: [[judged('a', 'stands'), { ...one, claimNow: 'a' }], [judged('b', 'falls'), { ...two, claimNow: 'b' }]],
      told: [],
      why: 'judgements of two claims that rest on one statement',
    },
    {
      of: [[judged('a', 'stands'), { ...one, claimNow: 'c' }], [judged('b', 'falls'), { ...two, claimNow: 'c' }]],
      told: [0, 1],
      why: 'judgements of one claim under two of its statements',
    },
    { of: [[lineage('AFP', true), one], [lineage('afp', false), two]], told: [0, 1], why: 'one source in two spellings' },
    {
      of: [[{ kind: 'name-source', source: 'AFP', name: 'K' }, one], [{ kind: 'name-source', source: 'Afp', name: 'L' }, two]],
      told: [0, 1],
      why: 'two names for one source',
    },
  ]; // prettier-ignore
  for (const { of, told, why } of cases) {
    test(why, () => {
      const decisions = of.map(([decision, more], index) => signed(String(index), decision, { ...more, seq: index }));
      const entries = shown({ decisions }).text('.decision').slice(0, of.length).toReversed(); // the latest stands first
      const differ = entries.flatMap((entry, index) => (entry.includes('Someone else decided otherwise') ? index : []));
      assert.deepEqual(differ, told);
    });
  }
});

test('what misses only by an end that is left out is told apart from what clashes', () => {
  const pair = { first: statement.id, second: other.id };
  const near = shown({ verdict: 'agree', conflicts: [{ ...pair, reason: 'boundary' }] });
  assert.equal(near.document.querySelector('#pairs'), null, 'no head says that anything clashes');
  assert.equal(near.document.querySelector('.near-misses .icon-fault, .near-misses use[href$="#fault"]'), null);
  assert.match(near.text('.near-misses summary')[0] ?? '', /only by an end/);
  const both = shown({
    conflicts: [
      { ...pair, reason: 'boundary' },
      { first: statement.id, second: claim.statements.at(-1)?.id ?? '', reason: 'figures-apart' },
    ],
  });
  assert.equal(both.text('#pairs')[0], 'The two that clash, word by word');
});

test('a claim of which every statement was rejected asks nobody for a judgement', () => {
  const { document, text } = shown({ statements: [], rejected: [{ ...statement, state: 'rejected' }], origins: [] });
  assert.match(text('.deck')[0] ?? '', /Every statement of this claim was rejected/);
  assert.equal(document.querySelector('input[name=judgement]'), null);
  assert.equal(document.querySelectorAll('.stm').length, 1, 'it can be looked at, and taken back');
});
