import assert from 'node:assert/strict';
import { test } from 'node:test';
import { claim as made } from '../../scripts/preview-claim-page.ts';
import { cards, list } from '../../scripts/preview-claims.ts';
import { Problem } from '../../src/base/problem.ts';
import type { ClaimFilter } from '../../src/nouns/claim-views.ts';
import type { Decision } from '../../src/nouns/decision.ts';
import type { OpenCase } from '../../src/house.ts';
import { openApp } from './ask.ts';
import { DOCUMENT, fakeCase, TEXT } from './fake-case.ts';

/** An app over one case with one claim; what was signed, and what the board was asked for. */
async function opened(changes: Partial<OpenCase> = {}) {
  const signed: Decision[] = [];
  const asked: ClaimFilter[] = [];
  const app = await openApp([
    fakeCase({
      signer: 'A. Writer',
      claims: async (filter) => {
        asked.push(filter);
        return { ...list, claims: filter.offset < list.total ? list.claims : [] };
      },
      claim: async (id) => (made.statements.some((statement) => statement.id === id) ? made : undefined),
      claimsProgress: async () => ({ waiting: 0, aligning: false, statements: 9 }),
      decisions: async () => made.decisions,
      statementsIn: async () => [],
      decide: async (decisions) => {
        signed.push(...decisions);
        return decisions.map(() => 'd-new');
      },
      ...changes,
    }),
  ]);
  return { ...app, signed, asked };
}

test('the board asks for what its address says, and shows the last page where the list has become shorter', async () => {
  const { get, asked } = await opened();
  const page = await get('/c/case-1/claims?verdict=conflict&judged=none&q=+villages+&sort=documents&p=3');
  assert.equal(page.status, 200);
  assert.deepEqual(asked.at(-1), {
    verdict: 'conflict',
    judged: 'none',
    words: 'villages',
    sort: 'documents',
    limit: 20,
    offset: 40,
  });
  assert.equal((await get('/c/case-1/claims?offset=99999999')).status, 200);
  assert.equal(asked.at(-1)?.offset, 9_980);
  assert.equal((await get('/c/case-1/claims?verdict=perhaps')).status, 400);
});

test('every card leads to its claim, and the claim to the exact words', async () => {
  const { get } = await opened();
  const board = await (await get('/c/case-1/claims')).text();
  for (const { id } of cards) assert.ok(board.includes(`href="/c/case-1/claims/${id}"`), id);
  const page = await (await get('/c/case-1/claims/st-3')).text();
  for (const { document, start, end } of made.statements) {
    assert.ok(page.includes(`/d/${document.sha256}?at=${start}-${end}#hit"`));
  }
  assert.equal((await get('/c/case-1/claims/none-such')).status, 404);
});

const REASON = { reason: 'because' };
const CASES: readonly {
  readonly what: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly signs: Decision;
  readonly why: string;
}[] = [
  { what: 'accept', fields: { statement: 'st-1' }, signs: { kind: 'accept', statement: 'st-1' }, why: 'no reason' },
  {
    what: 'reject',
    fields: { statement: 'st-1', ...REASON },
    signs: { kind: 'reject', statement: 'st-1', ...REASON },
    why: 'with a reason',
  },
  {
    what: 'move',
    fields: { statement: 'st-1', to: 'own' },
    signs: { kind: 'move', statements: ['st-1'] },
    why: 'a split',
  },
  {
    what: 'move',
    fields: { statement: 'st-1', to: 's3-1' },
    signs: { kind: 'move', statements: ['st-1'], to: 's3-1' },
    why: 'to another claim',
  },
  { what: 'merge', fields: { to: 's3-1' }, signs: { kind: 'merge', claims: ['st-0', 's3-1'] }, why: 'two claims' },
  {
    what: 'no-conflict',
    fields: { first: 'st-1', second: 'st-5', ...REASON },
    signs: { kind: 'no-conflict', pair: ['st-1', 'st-5'], ...REASON },
    why: 'a pair',
  },
  {
    what: 'lineage',
    fields: { document: DOCUMENT, from: '', source: 'AFP', holds: 'no' },
    signs: { kind: 'lineage', document: DOCUMENT, from: 'AFP', holds: false },
    why: 'a source by name',
  },
  {
    what: 'lineage',
    fields: { document: DOCUMENT, from: `document ${DOCUMENT}`, source: 'AFP', holds: 'yes' },
    signs: { kind: 'lineage', document: DOCUMENT, from: `document ${DOCUMENT}`, holds: true },
    why: 'a chosen document outranks a name',
  },
  {
    what: 'name-source',
    fields: { source: 'the agency', name: 'AFP' },
    signs: { kind: 'name-source', source: 'the agency', name: 'AFP' },
    why: 'an alias',
  },
  {
    what: 'assess',
    fields: { judgement: 'stands', restsOn: 'st-1', reliability: 'B', credibility: '2', ...REASON },
    signs: {
      kind: 'assess',
      claim: 'st-0',
      judgement: 'stands',
      grading: { reliability: 'B', credibility: 2 },
      restsOn: ['st-1'],
      ...REASON,
    },
    why: 'with a grading',
  },
  { what: 'withdraw', fields: { decision: 'd1' }, signs: { kind: 'withdraw', decision: 'd1' }, why: 'no reason' },
];

for (const { what, fields, signs, why } of CASES) {
  test(`a form signs one decision and leads back to the claim: ${what}, ${why}`, async () => {
    const { send, signed } = await opened();
    const answer = await send(`/c/case-1/claims/decide/${what}`, { claim: 'st-0', ...fields });
    assert.equal(answer.status, 303);
    assert.equal(answer.headers.get('location'), '/c/case-1/claims/st-0?signed=d-new');
    assert.deepEqual(signed, [signs]);
  });
}

test('a form that lacks something signs nothing, names the field and keeps what was typed', async () => {
  const { send, signed } = await opened();
  const lacking = [
    { what: 'assess', fields: { judgement: 'stands', reason: '  ' }, wrong: 'reason' },
    { what: 'assess', fields: { reason: 'typed <b>this</b>' }, wrong: 'judgement' },
    { what: 'assess', fields: { judgement: 'stands', reason: 'typed', reliability: 'B' }, wrong: 'grading' },
    { what: 'no-conflict', fields: { first: 'st-1', second: 'st-5' }, wrong: 'reason' },
    { what: 'move', fields: { to: 'own' }, wrong: 'statement' },
    { what: 'merge', fields: {}, wrong: 'to' },
    { what: 'lineage', fields: { document: DOCUMENT, holds: 'yes' }, wrong: 'source' },
  ];
  for (const { what, fields, wrong } of lacking) {
    const answer = await send(`/c/case-1/claims/decide/${what}`, { claim: 'st-0', ...fields });
    const page = await answer.text();
    assert.equal(answer.status, 400, what);
    assert.match(page, new RegExp(`id="wrong-${wrong}"`), what);
    if ('reason' in fields) assert.ok(page.includes(fields.reason.replaceAll('<', '&lt;').replaceAll('>', '&gt;')));
  }
  assert.deepEqual(signed, []);
});

test('whoever looks for a statement in a form comes back to the form with what was typed, and signs nothing', async () => {
  const { send, signed } = await opened();
  for (const what of ['assess', 'move', 'lineage']) {
    const fields = { judgement: 'stands', reason: 'typed so far', to: 'own', find: 'nurse', looks: '1' };
    const answer = await send(`/c/case-1/claims/decide/${what}`, { claim: 'st-0', statement: 'st-1', ...fields });
    assert.equal(answer.status, 200, what);
    assert.match(await answer.text(), /typed so far/, what);
  }
  assert.deepEqual(signed, []);
});

test('what makes no sense in a field is told beside it, in words that say what would', async () => {
  const { send, signed } = await opened();
  const figure = { kind: 'figure', how: 'exactly', number: '5', unit: 'people', words: '17' };
  const day = { kind: 'date', from: '2017-06-01', words: '17' };
  const cases = [
    { fields: { ...figure, number: '12-3' }, wrong: 'number', told: 'in digits', why: 'no number' },
    { fields: { ...figure, number: '9'.repeat(400) }, wrong: 'number', told: 'in digits', why: 'past what counts' },
    { fields: { ...figure, how: 'between', numberTo: '3' }, wrong: 'numberTo', told: 'larger', why: 'ends before 5' },
    { fields: { ...figure, numberTo: '9' }, wrong: 'how', told: 'Two numbers', why: 'which of them is not for us' },
    {
      fields: { ...figure, how: 'less-than', number: '-5' },
      wrong: 'number',
      told: 'counts from nought',
      why: 'less than nought',
    },
    { fields: { ...figure, how: 'up-to', number: '−9' }, wrong: 'number', told: 'counts from nought', why: 'a minus' },
    {
      fields: { ...figure, how: 'less-than', number: '0' },
      wrong: 'number',
      told: 'counts from nought',
      why: 'nought',
    },
    { fields: { ...figure, how: 'nearly', number: '-9' }, wrong: 'number', told: 'counts from nought', why: 'nearly' },
    { fields: { ...figure, how: 'less-than', number: 'x' }, wrong: 'number', told: 'in digits', why: 'no number' },
    { fields: { ...figure, how: 'never' }, wrong: 'how', told: 'Choose here', why: 'one number, said in no way' },
    { fields: { ...figure, how: 'inside', numberTo: '5' }, wrong: 'numberTo', told: 'larger', why: 'none between' },
    { fields: { ...figure, unit: '' }, wrong: 'unit', told: 'Fill this in', why: 'left out' },
    { fields: { ...figure, unit: 'u'.repeat(501) }, wrong: 'unit', told: 'at most 500', why: 'too long' },
    { fields: { ...figure, words: 'sold' }, wrong: 'words', told: 'letter for letter', why: 'not in the document' },
    { fields: { ...day, from: '12-3' }, wrong: 'from', told: 'A day that there is', why: 'no day' },
    { fields: { ...day, from: '2017-02-30' }, wrong: 'from', told: 'A day that there is', why: 'not in the calendar' },
    { fields: { ...day, to: '2017-05-31' }, wrong: 'to', told: 'not before the first', why: 'ends before it begins' },
    { fields: { ...day, event: 'e'.repeat(501) }, wrong: 'event', told: 'at most 500', why: 'too long' },
    { fields: { ...figure, credit: 'c'.repeat(501) }, wrong: 'credit', told: 'at most 500', why: 'too long' },
  ];
  for (const { fields, wrong, told, why } of cases) {
    const answer = await send('/c/case-1/claims/decide/add', { document: DOCUMENT, ...fields });
    const page = await answer.text();
    assert.equal(answer.status, 400, why);
    const said =
      new RegExp(`id="wrong-${wrong}">([^<]*)<`).exec(page)?.[1] ?? assert.fail(`${why}: ${wrong} is not told`);
    assert.ok(said.includes(told), `${why}: ${said}`);
    assert.match(page, new RegExp(`aria-describedby="wrong-${wrong}"`), why);
  }
  assert.deepEqual(signed, []);
});

test('a reason of any length comes back with the form, up to what no form holds', async () => {
  const { send, signed } = await opened();
  const reason = '理'.repeat(10_000);
  const fields = { claim: 'st-0', judgement: 'stands' };
  assert.equal((await send('/c/case-1/claims/decide/assess', { ...fields, reason })).status, 303);
  assert.equal(signed.length, 1);
  const long = await send('/c/case-1/claims/decide/assess', { ...fields, reason: 'r'.repeat(400_000) });
  const page = await long.text();
  assert.equal(long.status, 400);
  assert.match(page, /id="wrong-reason">This is too long: at most 10,000 characters\./);
  assert.ok(page.includes('r'.repeat(400_000)));
  assert.equal(
    (await send('/c/case-1/claims/decide/assess', { ...fields, reason: 'r'.repeat(2_000_000) })).status,
    413,
  );
});

test('a form that does not say what it is about is told so, and a claim that is gone takes nothing typed with it', async () => {
  const { get, send, signed } = await opened();
  for (const what of [
    'accept',
    'reject',
    'correct',
    'add',
    'move',
    'merge',
    'no-conflict',
    'lineage',
    'assess',
    'withdraw',
  ]) {
    const form = await get(`/c/case-1/claims/decide/${what}`);
    assert.equal(form.status, 400, what);
    assert.match(await form.text(), /Nothing says what is to be decided about/, what);
  }
  const nameless = await send('/c/case-1/claims/decide/accept', { claim: 'st-0', reason: 'typed' });
  const page = await nameless.text();
  assert.equal(nameless.status, 400);
  assert.ok(page.includes('Nothing says what is to be decided about') && page.includes('>\ntyped</textarea'));
  for (const what of ['assess', 'merge', 'accept']) {
    const gone = await send(`/c/case-1/claims/decide/${what}`, { claim: 'gone', statement: 'gone', reason: 'typed' });
    const sheet = await gone.text();
    assert.equal(gone.status, 404, what);
    assert.ok(sheet.includes('The case has no such claim.') && sheet.includes('>\ntyped</textarea'), what);
  }
  assert.deepEqual(signed, []);
});

test('a statement that has moved meanwhile is decided about in the claim where it now is', async () => {
  const { send, signed } = await opened();
  const answer = await send('/c/case-1/claims/decide/accept', { claim: 'as-it-was', statement: 'st-1' });
  assert.equal(answer.headers.get('location'), `/c/case-1/claims/${made.id}?signed=d-new`);
  assert.deepEqual(signed, [{ kind: 'accept', statement: 'st-1' }]);
});

test('only claims of the same kind are offered to merge with', async () => {
  const { get, asked } = await opened();
  await get('/c/case-1/claims/decide/merge?claim=st-0&q=villages');
  assert.equal(asked.at(-1)?.kind, made.kind);
});

test('what the case refuses is told above the form, with its status and what was typed', async () => {
  const refusals = [
    { problem: new Problem('not-allowed', 'Nobody signs.', { remedy: 'Sign in.' }), status: 403 },
    { problem: new Problem('not-found', 'No such statement.', { remedy: 'Look again.' }), status: 404 },
    { problem: new Problem('bad-input', 'Too long.', { remedy: 'Say less.' }), status: 400 },
  ];
  for (const { problem, status } of refusals) {
    const { send } = await opened({ decide: () => Promise.reject(problem) });
    const answer = await send('/c/case-1/claims/decide/reject', { claim: 'st-0', statement: 'st-1', reason: 'typed' });
    const page = await answer.text();
    assert.equal(answer.status, status);
    assert.ok(page.includes(problem.message) && page.includes(problem.remedy) && page.includes('>\ntyped</textarea'));
  }
});

test('a statement is added for words that stand in the document, and for no others', async () => {
  const { get, send, signed } = await opened();
  const at = `${TEXT.indexOf('17')}-${TEXT.indexOf('17') + 2}`;
  const form = await (await get(`/c/case-1/claims/new?document=${DOCUMENT}&at=${at}`)).text();
  assert.match(form, /<mark>17<\/mark>/);
  assert.match(form, />\n17<\/textarea/);
  const fields = { document: DOCUMENT, at, kind: 'figure', how: 'more-than', number: '1,847', unit: 'people' };
  const refused = await send('/c/case-1/claims/decide/add', { ...fields, words: 'not there' });
  assert.equal(refused.status, 400);
  const answer = await send('/c/case-1/claims/decide/add', {
    ...fields,
    words: 'keys',
    credit: 'AFP\r\n\r\nthe office',
  });
  assert.equal(answer.status, 303);
  const start = TEXT.indexOf('keys');
  assert.deepEqual(signed, [
    {
      kind: 'add',
      document: DOCUMENT,
      span: { start, end: start + 4 },
      value: { kind: 'figure', lo: 1847, hi: null, loOpen: true, hiOpen: false, unit: 'people', counted: '' },
      attributedTo: [{ name: 'AFP' }, { name: 'the office' }],
    },
  ]);
  assert.equal(answer.headers.get('location'), `/c/case-1/d/${DOCUMENT}?at=${start}-${start + 4}#hit`);
  assert.equal((await get(`/c/case-1/claims/new?document=${'0'.repeat(64)}&at=1-2`)).status, 404);
});

test('from the page of a source a step of the lineage is denied without a claim, and leads back to the document', async () => {
  const { get, send, signed } = await opened();
  const about = `document=${DOCUMENT}&from=AFP&holds=no`;
  const form = await (await get(`/c/case-1/claims/decide/lineage?${about}`)).text();
  assert.match(form, /name="document"\s+value="[0-9a-f]{64}"/);
  assert.match(form, /name="from"\s+value="AFP"/);
  const answer = await send('/c/case-1/claims/decide/lineage', { document: DOCUMENT, from: 'AFP', holds: 'no' });
  assert.equal(answer.headers.get('location'), `/c/case-1/d/${DOCUMENT}`);
  assert.deepEqual(signed, [{ kind: 'lineage', document: DOCUMENT, from: 'AFP', holds: false }]);
});

test('two people who decide the same thing otherwise are both shown, and that they differ', async () => {
  const [first] = made.decisions;
  assert.ok(first);
  const decisions = [
    first,
    { ...first, id: 'other', actor: 'Somebody else', decision: { kind: 'accept', statement: 'st-r' } as const },
  ];
  const { get } = await opened({ claim: async () => ({ ...made, decisions }) });
  const page = await (await get('/c/case-1/claims/st-0')).text();
  assert.equal(page.match(/Someone else decided otherwise/g)?.length, 2);
});

test('numbers are typed as people write them', async () => {
  const numbers = [
    { typed: '1,847', means: 1847 },
    { typed: '1 847 000', means: 1_847_000 },
    { typed: '2.5', means: 2.5 },
    { typed: '１２', means: 12 },
    { typed: '1,84', means: undefined },
    { typed: 'about two', means: undefined },
    { typed: '1e400', means: undefined },
    { typed: '', means: undefined },
  ];
  for (const { typed, means } of numbers) {
    const { send, signed } = await opened();
    const fields = { document: DOCUMENT, words: 'keys', kind: 'figure', how: 'exactly', unit: 'people', number: typed };
    const answer = await send('/c/case-1/claims/decide/add', fields);
    assert.equal(answer.status, means === undefined ? 400 : 303, typed);
    const [decision] = signed;
    const value = decision?.kind === 'add' && decision.value.kind === 'figure' ? decision.value.lo : undefined;
    assert.equal(value, means, typed);
  }
});

test('without an identity no form is shown, and how to come by one is said', async () => {
  const { app, cookie } = await openApp([fakeCase({ claim: async () => made })]);
  const headers = { host: '127.0.0.1:4117', cookie };
  const page = await (await app.request('/c/case-1/claims/st-0', { headers })).text();
  assert.match(page, /Nobody can sign here/);
  assert.doesNotMatch(page, /<form[^>]*method="post"/);
});

test('nothing is decided by a link, from elsewhere, or under another name', async () => {
  const { get, app, cookie, signed } = await opened();
  assert.equal((await get('/c/case-1/claims/decide/accept?claim=st-0&statement=st-1')).status, 200);
  assert.equal((await get('/c/case-1/claims/decide/conquer?claim=st-0')).status, 404);
  const foreign = await app.request('/c/case-1/claims/decide/accept', {
    method: 'POST',
    headers: { host: '127.0.0.1:4117', cookie, 'sec-fetch-site': 'cross-site', origin: 'http://evil.example' },
    body: new URLSearchParams({ claim: 'st-0', statement: 'st-1' }),
  });
  assert.equal(foreign.status, 403);
  assert.deepEqual(signed, []);
});
