import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openCase, rebuildCase, type OpenCase } from '../../src/house.ts';
import type { ClaimView } from '../../src/nouns/claim-views.ts';
import type { Decision } from '../../src/nouns/decision.ts';
import { createIdentity } from '../../src/vault/identity.ts';
import { verifyCaseFiles } from '../../src/vault/verify.ts';
import { readAll } from '../helpers/temporary-case.ts';
import { allClaims, gist, spokenCase, statementOf, wordsOf } from './spoken-case.ts';

async function claimOf(opened: OpenCase, id: string): Promise<ClaimView> {
  return (await opened.claim(id)) ?? assert.fail('the statement has a claim');
}

test('what documents say is found and lined up as they are read, and each piece leads to its words', async (t) => {
  const { opened } = await spokenCase(t);
  const { waiting, aligning, statements } = await opened.claimsProgress();
  assert.deepEqual([waiting, aligning], [0, false]);
  const killed = await claimOf(opened, (await statementOf(opened, 'gazette.txt', '12 people')).id);
  assert.equal(killed.verdict, 'conflict');
  assert.deepEqual(
    killed.values.flatMap(({ value }) => (value.kind === 'figure' ? value.lo : [])).toSorted((a, b) => a - b),
    [12, 19],
  );
  for (const { document, start, end, sentence } of killed.statements) {
    const whole = await opened.document(document.sha256);
    assert.equal(whole?.reading?.text.slice(start, end), wordsOf({ start, end, sentence } as never));
    assert.ok(sentence.start <= start && end <= sentence.start + sentence.text.length);
  }
  assert.ok(
    killed.statements.every(({ document }) => document.source !== undefined && document.published !== undefined),
  );
  const board = await opened.claims({ offset: 0, limit: 2 });
  assert.equal(board.claims[0]?.id, killed.id, 'conflicts come first');
  assert.equal(board.claims.length, 2);
  assert.equal(board.all.statements, statements);
  assert.equal(board.total, board.all.claims);
  for (const filter of [
    { verdict: 'conflict' },
    { words: 'regatta' },
    { kind: 'quotation' },
    { judged: 'any' },
  ] as const) {
    const { total, claims, facets } = await opened.claims({ ...filter, offset: 0, limit: 100 });
    assert.equal(total, claims.length);
    assert.equal(
      facets.kind.reduce((sum, each) => sum + each.claims, 0),
      total,
    );
    assert.ok(total < board.total, JSON.stringify(filter));
  }
  const margin = await opened.statementsIn(killed.statements[0]?.document.sha256 ?? assert.fail());
  assert.ok(margin.some(({ claim, against }) => claim === killed.id && against > 0));
  const sources = await opened.sources();
  assert.ok(sources.some(({ claims }) => claims > 0));
  for (const { key } of sources) assert.equal((await opened.source(key))?.key, key);
  const dated = await opened.timeline({ from: '2015-03', to: '2015-03', offset: 0, limit: 10 });
  assert.ok(dated.total > 0 && dated.total < (await opened.timeline({ offset: 0, limit: 1 })).total);
  await assert.rejects(opened.timeline({ from: 'yesterday', offset: 0, limit: 1 }), { code: 'bad-input' });
});

test('decisions are shown at once, survive rebuilding, and can be taken back', async (t) => {
  const { opened, folder, identity } = await spokenCase(t);
  const twelve = await statementOf(opened, 'gazette.txt', '12 people');
  const nineteen = await statementOf(opened, 'tribune.txt', '19 people');
  const injured = await statementOf(opened, 'gazette.txt', '40 people');
  const [reject] = await opened.decide([{ kind: 'reject', statement: twelve.id, reason: 'A misprint.' }]);
  const without = await claimOf(opened, nineteen.id);
  assert.equal(without.verdict, 'agree');
  assert.deepEqual(
    without.rejected.map(({ id }) => id),
    [twelve.id],
  );
  assert.equal(
    (await claimOf(opened, twelve.id)).id,
    without.id,
    'a rejected statement leads to the claim that it was in',
  );
  await opened.decide([
    { kind: 'accept', statement: nineteen.id },
    {
      kind: 'assess',
      claim: nineteen.id,
      judgement: 'stands',
      reason: 'Two hospitals say so.',
      restsOn: [nineteen.id],
    },
    {
      kind: 'correct',
      statement: injured.id,
      value: { ...injured.value, lo: 41, hi: 41 } as never,
      reason: 'Read again.',
    },
  ]);
  const judged = await claimOf(opened, nineteen.id);
  assert.deepEqual(
    judged.assessments.map(({ judgement, actor }) => [judgement, actor]),
    [['stands', 'A. Archivist']],
  );
  assert.deepEqual(
    judged.decisions.map(({ decision }) => decision.kind),
    ['reject', 'accept', 'assess'],
  );
  assert.equal((await opened.claims({ judged: 'stands', offset: 0, limit: 9 })).total, 1);
  const corrected = await claimOf(opened, injured.id);
  assert.equal(corrected.verdict, 'conflict', 'the corrected value counts');
  const now = corrected.statements.find(({ id }) => id === injured.id);
  assert.equal(now?.state, 'accepted');
  assert.deepEqual(now.found, injured.value);

  const before = await gist(opened);
  await opened.close();
  const again = await rebuildCase(folder, { identity, indexOnly: false });
  t.after(() => again.close());
  await readAll(again);
  assert.deepEqual(await gist(again), before);
  assert.deepEqual((await verifyCaseFiles(folder)).findings, []);

  await again.decide([{ kind: 'withdraw', decision: reject ?? '' }]);
  const back = await claimOf(again, twelve.id);
  assert.equal(back.verdict, 'conflict');
  assert.equal(back.statements.find(({ id }) => id === twelve.id)?.state, 'suggested');
  assert.equal(back.decisions.find(({ id }) => id === reject)?.replaced, true);
  await assert.rejects(again.decide([{ kind: 'withdraw', decision: reject ?? '', reason: 'Once more.' }]), {
    code: 'bad-input',
  });
});

test('claims are split, merged and moved, and stay so whatever comes in', async (t) => {
  const { opened } = await spokenCase(t);
  const twelve = await statementOf(opened, 'gazette.txt', '12 people');
  const nineteen = await statementOf(opened, 'tribune.txt', '19 people');
  const spectators = await statementOf(opened, 'sports.txt', '300');
  await opened.decide([{ kind: 'move', statements: [twelve.id], reason: 'Another fire.' }]);
  const [alone, others] = [await claimOf(opened, twelve.id), await claimOf(opened, nineteen.id)];
  assert.notEqual(alone.id, others.id);
  assert.deepEqual([alone.statements.length, others.verdict], [1, 'agree']);
  await opened.decide([{ kind: 'merge', claims: [twelve.id, spectators.id] }]);
  assert.deepEqual((await claimOf(opened, spectators.id)).statements.length, 2);
  await opened.decide([{ kind: 'no-conflict', pair: [twelve.id, spectators.id], reason: 'Different things.' }]);
  const merged = await claimOf(opened, twelve.id);
  assert.deepEqual([merged.conflicts, merged.verdict], [[], 'agree']);
  await opened.decide([{ kind: 'move', statements: [twelve.id], to: nineteen.id }]);
  assert.equal(
    (await claimOf(opened, twelve.id)).id,
    (await claimOf(opened, nineteen.id)).id,
    'the later decision holds',
  );
  assert.equal((await claimOf(opened, spectators.id)).statements.length, 1);
});

test('a decision tells in which claim the one that it names is now, by whichever of its statements', async (t) => {
  const { opened } = await spokenCase(t);
  const twelve = await statementOf(opened, 'gazette.txt', '12 people');
  const nineteen = await statementOf(opened, 'tribune.txt', '19 people');
  const also = await statementOf(opened, 'courier.txt', '19 people');
  const spectators = await statementOf(opened, 'sports.txt', '300');
  await opened.decide([{ kind: 'move', statements: [twelve.id] }]);
  const judged = { kind: 'assess', claim: spectators.id, judgement: 'stands', reason: 'Seen.', restsOn: [twelve.id] } as const;
  await opened.decide([
    { kind: 'move', statements: [twelve.id], to: nineteen.id },
    { kind: 'move', statements: [twelve.id], to: also.id },
    judged,
  ]);
  const there = (await opened.statementsIn(nineteen.document.sha256)).find(({ id }) => id === nineteen.id)?.claim;
  const elsewhere = (await opened.statementsIn(spectators.document.sha256)).find(({ id }) => id === spectators.id)?.claim;
  for (const decisions of [await opened.decisions(), (await claimOf(opened, twelve.id)).decisions]) {
    assert.deepEqual(decisions.map(({ claimNow }) => claimNow), [undefined, there, there, elsewhere]);
  }
  assert.ok(there !== undefined && elsewhere !== undefined && there !== elsewhere);
  await opened.decide([{ kind: 'reject', statement: also.id }]);
  const [, , away] = await opened.decisions();
  assert.equal(away?.claimNow, undefined, 'what was rejected is in no claim');
}); // prettier-ignore

test('a person adds statements, names sources and says where documents come from', async (t) => {
  const { opened } = await spokenCase(t);
  const { document } = await statementOf(opened, 'courier.txt', '19');
  const text = (await opened.document(document.sha256))?.reading?.text ?? '';
  const start = text.indexOf('declined to comment');
  const span = { start, end: start + 'declined to comment'.length };
  const stance = {
    kind: 'stance',
    holder: 'Corvell',
    target: 'the fire',
    polarity: 'neutral',
    verb: 'decline',
  } as const;
  await opened.decide([{ kind: 'add', document: document.sha256, span, value: stance, attributedTo: [] }]);
  const added = await statementOf(opened, 'courier.txt', 'declined to comment');
  assert.deepEqual([added.state, added.by, added.value], ['accepted', 'A. Archivist', stance]);
  await assert.rejects(
    opened.decide([{ kind: 'add', document: document.sha256, span, value: stance, attributedTo: [{ name: 'AFP' }] }]),
    { code: 'bad-input' },
  );
  const [source] = (await claimOf(opened, (await statementOf(opened, 'gazette.txt', '12')).id)).origins;
  await opened.decide([{ kind: 'name-source', source: source?.source ?? '', name: 'Source A' }]);
  assert.ok((await opened.sources()).some(({ name }) => name === 'Source A'));
  await opened.decide([{ kind: 'name-source', source: 'Harbour Courier', name: 'Paper B' }]);
  const names = new Set((await opened.sources()).map(({ name }) => name));
  assert.ok(names.has('Paper B') && !names.has('Harbour Courier'), 'a given name takes the place of the other');
  for (const { key } of await opened.sources()) assert.equal((await opened.source(key))?.key, key);
  for (const { statements, lineage, origins } of await allClaims(opened)) {
    const said = [...statements.map((each) => each.document.source), ...lineage.map(({ from }) => from)];
    assert.ok(![...said, ...origins.map(({ source: name }) => name)].includes('Harbour Courier'));
  }
  await opened.decide([{ kind: 'lineage', document: document.sha256, from: 'Coast Wire', holds: true }]);
  const shown = await claimOf(opened, (await statementOf(opened, 'courier.txt', '19')).id);
  assert.ok(shown.lineage.some(({ from, decided }) => from === 'Coast Wire' && decided?.holds === true));
  const all = await opened.decisions();
  assert.deepEqual(
    all.map(({ decision }) => decision.kind),
    ['add', 'name-source', 'name-source', 'lineage'],
  );
  const history = (await opened.document(document.sha256))?.custody.map(({ kind }) => kind);
  assert.deepEqual(history?.filter((kind) => kind === 'decided').length, 2, 'its own history tells of it');
});

test('two people who differ are both kept and both shown', async (t) => {
  const { opened, folder, outside } = await spokenCase(t);
  const other = await createIdentity({ person: 'B. Reader', folder: `${outside}/other` });
  const second = await openCase(folder, { identity: other });
  t.after(() => second.close());
  const { id } = await statementOf(opened, 'gazette.txt', '12 people');
  const say = (judgement: 'stands' | 'falls'): Decision => ({
    kind: 'assess',
    claim: id,
    judgement,
    reason: 'So.',
    restsOn: [],
  });
  await Promise.all([opened.decide([say('stands')]), second.decide([say('falls')])]);
  for (const each of [opened, second]) {
    const judgements = (await claimOf(each, id)).assessments.map(({ judgement }) => judgement);
    assert.deepEqual(judgements.toSorted(), ['falls', 'stands']);
    assert.equal((await each.claims({ judged: 'disagreed', offset: 0, limit: 1 })).total, 1);
  }
  await opened.decide([say('falls')]);
  const claim = await claimOf(second, id);
  assert.deepEqual(
    claim.assessments.map(({ judgement }) => judgement),
    ['falls', 'falls'],
  );
  assert.deepEqual(claim.decisions.map(({ replaced }) => replaced).filter(Boolean).length, 1);
});

test('a button that is pressed twice signs once; what others signed, or what comes later, is a decision of its own', async (t) => {
  const { opened, folder, outside } = await spokenCase(t);
  const second = await openCase(folder, {
    identity: await createIdentity({ person: 'B. Reader', folder: `${outside}/other` }),
  });
  t.after(() => second.close());
  const { id } = await statementOf(opened, 'gazette.txt', '12 people');
  const split: Decision = { kind: 'move', statements: [id], reason: 'Another fire.' };
  const [first, again] = await Promise.all([opened.decide([split]), opened.decide([split])]);
  assert.deepEqual(again, first, 'a second press is no refusal either');
  const accept: Decision = { kind: 'accept', statement: id };
  const mine = await opened.decide([accept]);
  const others = await second.decide([accept]);
  const later = await opened.decide([accept]);
  assert.equal(new Set([...mine, ...others, ...later]).size, 3);
  assert.deepEqual(
    (await opened.decisions()).map(({ decision, actor }) => `${decision.kind} ${actor}`),
    ['move A. Archivist', 'accept A. Archivist', 'accept B. Reader', 'accept A. Archivist'],
  );
});

test('decisions that cannot be are refused, and sign nothing', async (t) => {
  const { opened } = await spokenCase(t);
  const { id, document, value } = await statementOf(opened, 'gazette.txt', '12 people');
  const quotation = await statementOf(opened, 'gazette.txt', 'We have never');
  const { entries } = (await opened.status()).ledger;
  const figure = {
    kind: 'figure',
    lo: 1,
    hi: 1,
    loOpen: false,
    hiOpen: false,
    unit: 'people',
    counted: 'people',
  } as const;
  const cases: readonly (readonly [string, unknown])[] = [
    ['not-found', { kind: 'accept', statement: '0123456789abcdef01234567' }],
    ['bad-input', { kind: 'accept', statement: '../etc/passwd' }],
    ['not-found', { kind: 'withdraw', decision: 'none' }],
    ['not-found', { kind: 'lineage', document: '0'.repeat(64), from: 'AFP', holds: true }],
    ['bad-input', { kind: 'lineage', document: document.sha256, from: `document ${document.sha256}`, holds: true }],
    ['bad-input', { kind: 'reject', statement: id, reason: 'x'.repeat(10_001) }],
    ['bad-input', { kind: 'reject', statement: id, reason: '\ud800' }],
    ['bad-input', { kind: 'correct', statement: id, value: { ...figure, lo: NaN } }],
    ['bad-input', { kind: 'correct', statement: id, value: { ...figure, hi: Infinity } }],
    ['bad-input', { kind: 'correct', statement: id, value: { ...figure, lo: 5, hi: 4 } }],
    [
      'bad-input',
      { kind: 'correct', statement: id, value: { kind: 'date', from: '2015-02-31T99:99', to: '2015', event: '' } },
    ],
    ['bad-input', { kind: 'correct', statement: id, span: { start: 5, end: 5 }, value: figure }],
    ['bad-input', { kind: 'correct', statement: id, span: { start: 5, end: 9e9 }, value: figure }],
    ['bad-input', { kind: 'correct', statement: quotation.id, value: { kind: 'quotation', words: 'Never said.' } }],
    [
      'bad-input',
      { kind: 'add', document: document.sha256, span: { start: 0, end: 1e9 }, value: figure, attributedTo: [] },
    ],
    ['bad-input', { kind: 'merge', claims: [id, id] }],
    ['bad-input', { kind: 'merge', claims: [id, quotation.id] }],
    ['bad-input', { kind: 'no-conflict', pair: [id, id], reason: 'none' }],
    ['bad-input', { kind: 'move', statements: [] }],
    ['bad-input', { kind: 'move', statements: [id], to: id }],
    ['bad-input', { kind: 'assess', claim: id, judgement: 'perhaps', reason: 'x', restsOn: [] }],
    ['bad-input', { kind: 'assess', claim: id, judgement: 'stands', reason: ' ', restsOn: [] }],
    ['bad-input', { kind: 'publish', claim: id }],
  ];
  for (const [code, decision] of cases) {
    const good: Decision = { kind: 'correct', statement: id, value };
    await assert.rejects(opened.decide([good, decision as Decision]), { code }, JSON.stringify(decision).slice(0, 80));
  }
  assert.equal((await opened.status()).ledger.entries, entries);
  const unsigned = await openCase(opened.folder, {});
  t.after(() => unsigned.close());
  await assert.rejects(unsigned.decide([{ kind: 'accept', statement: id }]), { code: 'not-allowed' });
});
