import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import type * as z from 'zod';
import { apiPage } from '../../scripts/print-api.ts';
import { API_CALLS } from '../../src/server/api-schemas.ts';
import { openApp } from './ask.ts';
import { DOCUMENT, FILE, TEXT } from './fake-case.ts';

const schemaFor = (path: string): z.ZodObject | string => API_CALLS.find((call) => call.path === path)!.answer;
const DOCUMENT_CALL = '/api/cases/case-1/documents';

const CALLS = [
  { call: '/api/cases', path: '/api/cases' },
  { call: '/api/cases/{case}', path: '/api/cases/case-1' },
  { call: '/api/cases/{case}/files', path: '/api/cases/case-1/files?outcome=unreadable&limit=1' },
  { call: '/api/cases/{case}/search', path: '/api/cases/case-1/search?q=keys&language=en' },
  { call: '/api/cases/{case}/documents/{ref}', path: `${DOCUMENT_CALL}/${DOCUMENT}` },
  { call: '/api/cases/{case}/documents/{ref}', path: `${DOCUMENT_CALL}/${encodeURIComponent(FILE.path)}` },
  { call: '/api/cases/{case}/documents/{sha256}/custody', path: `${DOCUMENT_CALL}/${DOCUMENT}/custody` },
  { call: '/api/cases/{case}/publications', path: '/api/cases/case-1/publications' },
  { call: '/api/cases/{case}/copies', path: '/api/cases/case-1/copies?limit=1' },
  { call: '/api/cases/{case}/documents/{sha256}/copies', path: `${DOCUMENT_CALL}/${DOCUMENT}/copies` },
  {
    call: '/api/cases/{case}/documents/{sha256}/compare/{other}',
    path: `${DOCUMENT_CALL}/${DOCUMENT}/compare/${DOCUMENT}?changes=1&limit=2&offset=1`,
  },
  {
    call: '/api/cases/{case}/documents/{sha256}/pages/{number}/layout',
    path: `${DOCUMENT_CALL}/${DOCUMENT}/pages/1/layout`,
  },
];
for (const { call, path } of CALLS) {
  test(`GET ${call} answers what docs/api.md says: ${path.replaceAll(DOCUMENT, 'SHA256')}`, async () => {
    const { get } = await openApp();
    const answer = await get(path);
    assert.equal(answer.status, 200);
    assert.match(answer.headers.get('content-type') ?? '', /^application\/json/);
    const schema = schemaFor(call);
    assert.ok(typeof schema !== 'string');
    const body: unknown = await answer.json();
    assert.deepEqual(schema.parse(body), body);
  });
}

test('every call of the list is answered, HEAD too', async () => {
  const { get } = await openApp();
  const values: Record<string, string> = {
    case: 'case-1',
    ref: DOCUMENT,
    sha256: DOCUMENT,
    other: DOCUMENT,
    number: '2',
    claim: 's1',
    key: 'interior-ministry',
  };
  for (const { path } of API_CALLS) {
    const address =
      path.replaceAll(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '') + (path.endsWith('search') ? '?q=x' : '');
    assert.equal((await get(address)).status, 200, address);
    assert.equal((await get(address, {}, 'HEAD')).status, 200, address);
  }
});

test('a picture is a picture', async () => {
  const { get } = await openApp();
  const answer = await get(`${DOCUMENT_CALL}/${DOCUMENT}/pages/2/picture`);
  assert.equal(answer.headers.get('content-type'), 'image/png');
  assert.equal((await answer.arrayBuffer()).byteLength, 5);
});

test('a document comes with its whole text, and pages that cut it', async () => {
  const { get } = await openApp();
  const { text, pages } = (await (await get(`${DOCUMENT_CALL}/${DOCUMENT}`)).json()) as {
    text: string;
    pages: { start: number; end: number }[];
  };
  assert.equal(text, TEXT);
  assert.equal(pages.map(({ start, end }) => text.slice(start, end)).join(''), TEXT);
});

const WRONG = [
  { why: 'a query that nobody knows', path: '/api/cases/case-1?colour=red', status: 400 },
  { why: 'no words', path: '/api/cases/case-1/search', status: 400 },
  { why: 'a limit of nought', path: '/api/cases/case-1/search?q=x&limit=0', status: 400 },
  { why: 'a limit beyond measure', path: '/api/cases/case-1/files?limit=1001', status: 400 },
  { why: 'an offset below nought', path: '/api/cases/case-1/files?offset=-1', status: 400 },
  { why: 'an offset that is not whole', path: '/api/cases/case-1/files?offset=1e3', status: 400 },
  { why: 'an outcome that is none', path: '/api/cases/case-1/files?outcome=lost', status: 400 },
  { why: 'a case that is not open', path: '/api/cases/other', status: 404 },
  { why: 'a name that every object has', path: '/api/cases/case-1?__proto__=1', status: 400 },
  { why: 'a document that is not there', path: `${DOCUMENT_CALL}/nothing`, status: 404 },
  { why: 'copies of nothing', path: `${DOCUMENT_CALL}/${'0'.repeat(64)}/copies`, status: 404 },
  {
    why: 'a comparison with nothing',
    path: `${DOCUMENT_CALL}/${DOCUMENT}/compare/${'0'.repeat(64)}`,
    status: 404,
  },
  { why: 'a claim that is not there', path: '/api/cases/case-1/claims/s0', status: 404 },
  { why: 'a source that is not there', path: '/api/cases/case-1/sources/nobody', status: 404 },
  { why: 'what a document says that is not there', path: `${DOCUMENT_CALL}/${'0'.repeat(64)}/statements`, status: 404 },
  { why: 'a verdict that is none', path: '/api/cases/case-1/claims?verdict=true', status: 400 },
  { why: 'a page that is not there', path: `${DOCUMENT_CALL}/${DOCUMENT}/pages/3/layout`, status: 404 },
  { why: 'a page that is no number', path: `${DOCUMENT_CALL}/${DOCUMENT}/pages/one/picture`, status: 404 },
];
for (const { why, path, status } of WRONG) {
  test(`the API answers ${status} with a remedy: ${why}`, async () => {
    const { get } = await openApp();
    const answer = await get(path);
    assert.equal(answer.status, status);
    assert.equal(answer.headers.get('content-type'), 'application/problem+json');
    const body = (await answer.json()) as Record<string, unknown>;
    assert.equal(body['status'], status);
    assert.equal(body['type'], status === 400 ? '/problems/bad-input' : '/problems/not-found');
    assert.ok(body['title'] && body['remedy']);
  });
}

test('docs/api.md is what scripts/print-api.ts prints', () => {
  assert.equal(readFileSync('docs/api.md', 'utf8'), apiPage());
});
