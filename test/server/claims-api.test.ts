import assert from 'node:assert/strict';
import { Hono } from 'hono';
import { test } from 'node:test';
import { claimsApiRoutes } from '../../src/server/routes/claims-api.ts';
import { claimsExportRoutes } from '../../src/server/routes/claims-export.ts';
import { CLAIM_CALLS } from '../../src/server/claims-schemas.ts';
import type { ClaimFilter } from '../../src/claims/case-claims.ts';
import { madeBoard } from '../claims/made-claims.ts';
import { openApp } from './ask.ts';
import { DOCUMENT, fakeCase } from './fake-case.ts';

/** The routes over claims made by hand, and what was asked of them. */
function openRoutes() {
  const asked: unknown[] = [];
  const board = madeBoard();
  const made = {
    ...fakeCase(),
    ...board,
    claims: (filter: ClaimFilter) => (asked.push(filter), board.claims(filter)),
    claimIds: (filter: ClaimFilter) => (asked.push(filter), board.claimIds(filter)),
  };
  const app = new Hono();
  app.route(
    '/api/cases',
    claimsApiRoutes(() => made),
  );
  app.route(
    '/c',
    claimsExportRoutes(
      () => made,
      () => undefined,
    ),
  );
  return { asked, get: (path: string) => app.request(path, { headers: { host: 'localhost:1' } }) };
}

for (const { path, answer } of CLAIM_CALLS) {
  test(`GET ${path} answers what docs/api.md says`, async () => {
    const values: Record<string, string> = { case: 'case-1', claim: 's2', sha256: DOCUMENT, key: 'interior-ministry' };
    const answered = await openRoutes().get(path.replaceAll(/\{(\w+)\}/g, (_, name: string) => values[name] ?? ''));
    assert.equal(answered.status, 200);
    const body: unknown = await answered.json();
    assert.deepEqual(answer.parse(body), body);
  });
}

test('what the address asks of the claims reaches the case', async () => {
  const { asked, get } = openRoutes();
  await get(
    '/api/cases/case-1/claims?verdict=conflict&kind=figure&origins=one&judged=none&source=k&q=the+dead&sort=label&limit=3&offset=6',
  );
  assert.deepEqual(asked, [
    {
      verdict: 'conflict',
      kind: 'figure',
      origins: 'one',
      judged: 'none',
      source: 'k',
      words: 'the dead',
      sort: 'label',
      limit: 3,
      offset: 6,
    },
  ]);
});

const FILES = [
  { file: 'claims.csv', type: 'text/csv; charset=utf-8', holds: '141 injured' },
  { file: 'claims.json', type: 'application/json; charset=utf-8', holds: '141 injured' },
  { file: 'claims.jsonld', type: 'application/ld+json; charset=utf-8', holds: 'ClaimReview' },
  { file: 'claims.ftm.json', type: 'application/x-ndjson; charset=utf-8', holds: 'Documentation' },
];
for (const { file, type, holds } of FILES) {
  test(`the claims of the board come as a file: ${file}`, async () => {
    const { asked, get } = openRoutes();
    const answer = await get(`/c/case-1/${file}?verdict=conflict&q=injured&offset=40`);
    assert.equal(answer.status, 200);
    assert.equal(answer.headers.get('content-type'), type);
    assert.ok(answer.headers.get('content-disposition')?.startsWith(`attachment; filename="${file}"`));
    assert.ok((await answer.text()).includes(holds));
    assert.deepEqual(asked, [{ verdict: 'conflict', words: 'injured', offset: 0, limit: Number.MAX_SAFE_INTEGER }]);
  });
}

test('the CSV of the claims opens in a spreadsheet, each line with a link to the exact words', async () => {
  const { get } = openRoutes();
  const bytes = new Uint8Array(await (await get('/c/case-1/claims.csv')).arrayBuffer());
  assert.deepEqual(Array.from(bytes.subarray(0, 3)), [0xef, 0xbb, 0xbf]);
  const [, line] = new TextDecoder().decode(bytes).split('\r\n');
  assert.match(line ?? '', /,http:\/\/localhost:1\/c\/case-1\/d\/[0-9a-f]{64}\?page=2&at=123-134#hit$/);
});

test('a review goes out under the name and on the page that it is asked for', async () => {
  const { get } = openRoutes();
  const answer = await get('/c/case-1/claims.jsonld?as=The+Post&page=https%3A%2F%2Fpost.example%2Fchecks&signed=1');
  const { '@graph': reviews } = await answer.json();
  assert.equal(reviews[0].author.name, 'The Post');
  assert.equal(reviews[0].url, 'https://post.example/checks#s1');
  assert.equal(reviews[0].creator.name, 'A. Writer');
});

test('the board leads to its files, narrowed down as it is, and strangers get none', async () => {
  const { get, ask } = await openApp();
  const page = await (await get('/c/case-1/claims?verdict=conflict')).text();
  for (const { file } of FILES) {
    const address = `/c/case-1/${file}?verdict=conflict`;
    assert.ok(page.includes(`href="${address}"`), file);
    assert.equal((await get(address)).status, 200);
    assert.equal((await ask(address)).status, 401);
  }
});

const WRONG = [
  { why: 'a verdict that is none', path: '/c/case-1/claims.csv?verdict=true' },
  { why: 'a page that is no address', path: '/c/case-1/claims.jsonld?page=javascript:alert(1)' },
  { why: 'a question that nobody knows', path: '/c/case-1/claims.json?colour=red' },
];
for (const { why, path } of WRONG) {
  test(`a file that cannot be made as asked is refused: ${why}`, async () => {
    const { get } = await openApp();
    assert.equal((await get(path)).status, 400);
  });
}
