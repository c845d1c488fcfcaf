import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Problem } from '../../src/base/problem.ts';
import type { OpenCase } from '../../src/house.ts';
import type { Print } from '../../src/nouns/document.ts';
import { fakeCase, DOCUMENT } from './fake-case.ts';
import { HOST, openApp } from './ask.ts';

/** Sends a form as a browser of this machine does. */
async function send(
  path: string,
  fields: Readonly<Record<string, string>>,
  changes: Partial<OpenCase>,
): Promise<Response> {
  const { app, cookie } = await openApp([fakeCase(changes)]);
  const headers = { host: HOST, cookie, 'sec-fetch-site': 'same-origin', origin: `http://${HOST}` };
  return app.request(path, { method: 'POST', headers, body: new URLSearchParams(fields) });
}

test('the report tells how many files ended in which way, and offers to read again what can be', async () => {
  const tallies = async (): ReturnType<OpenCase['tallies']> => [
    { outcome: 'read', mediaType: 'application/pdf', files: 41 },
    { outcome: 'unreadable', mediaType: 'application/encrypted', reason: 'encrypted', files: 7 },
  ];
  const { get } = await openApp([fakeCase({ tallies, outdated: async () => 3 })]);
  const page = await (await get('/c/case-1/report')).text();
  assert.match(page, /3 files were read by an older reader/v);
  assert.match(page, /name="reason" value="encrypted"/v);
  assert.match(page, /name="outdated" value="yes"/v);
  assert.match(page, />41</v);
  assert.match(page, /href="\/c\/case-1\/files\?reason=encrypted"/v);
  assert.match(page, /href="\/c\/case-1\/files\.csv"/v);
});

test('the list of files comes as a table with a line for each', async () => {
  const { get } = await openApp();
  const answer = await get('/c/case-1/files.csv');
  assert.match(answer.headers.get('content-type') ?? '', /^text\/csv/v);
  const lines = (await answer.text()).trimEnd().split('\r\n');
  assert.equal(lines.length, 3);
  assert.match(lines[0] ?? '', /path,path-bytes,accession,sha256,/v);
});

test('a form asks for exactly one choice to be read again', async () => {
  const cases = [
    { fields: { reason: 'broken' }, asked: { reason: 'broken' }, status: 303 },
    { fields: { outdated: 'yes' }, asked: { outdated: true }, status: 303 },
    { fields: { unread: 'yes' }, asked: { outdated: false }, status: 303 },
    { fields: { original: DOCUMENT }, asked: { original: DOCUMENT }, status: 303 },
    { fields: { reason: 'because' }, asked: undefined, status: 400 },
    { fields: { reason: 'broken', outdated: 'yes' }, asked: undefined, status: 400 },
    { fields: {}, asked: undefined, status: 400 },
  ];
  for (const { fields, asked, status } of cases) {
    let filter: unknown;
    const answer = await send('/c/case-1/again', fields, { readAgain: async (given) => ((filter = given), 1) });
    assert.equal(answer.status, status, JSON.stringify(fields));
    assert.deepEqual(filter, asked);
  }
});

test('passwords go to the case line by line, and a wrong one is told without repeating it', async () => {
  let tried: readonly string[] = [];
  const right = await send(
    `/c/case-1/d/${DOCUMENT}/unlock`,
    { passwords: 'one\r\n two \r\n\r\n' },
    { unlock: async (_, passwords) => ((tried = passwords), DOCUMENT) },
  );
  assert.equal(right.status, 303);
  assert.equal(right.headers.get('location'), `/c/case-1/d/${DOCUMENT}`);
  assert.deepEqual(tried, ['one', ' two ']);
  const wrong = await send(
    `/c/case-1/d/${DOCUMENT}/unlock`,
    { passwords: 'geheim' },
    {
      unlock: async () => {
        throw new Problem('wrong-password', 'The password does not open it.', { remedy: 'Mind capitals.' });
      },
    },
  );
  assert.equal(wrong.status, 422);
  assert.doesNotMatch(await wrong.text(), /geheim/v);
});

test('the reader offers to lay an Office file out, shows its pages once that is done, or says what is missing', async () => {
  const { reading, ...rest } = (await fakeCase().document(DOCUMENT)) ?? assert.fail('the fake case has a document');
  assert.ok(reading);
  const page = async (print: Print): Promise<string> => {
    const document = { ...rest, reading: { ...reading, pages: [] }, print };
    const { get } = await openApp([fakeCase({ document: async () => document })]);
    return (await get(`/c/case-1/d/${DOCUMENT}`)).text();
  };
  const unmade = await page({ kind: 'can-be-made' });
  assert.match(unmade, new RegExp(`action="/c/case-1/d/${DOCUMENT}/print"`, 'v'));
  assert.doesNotMatch(unmade, /page\/1\.png/v);
  assert.match(await page({ kind: 'needs-tool' }), /once LibreOffice and bubblewrap are installed/v);
  const made = await page({ kind: 'made', pages: reading.pages });
  assert.match(made, /page\/1\.png/v);
  assert.match(made, /as LibreOffice lays the file out/v);
  assert.doesNotMatch(made, /\/print"/v);
});

test('whoever has a file laid out comes back to it', async () => {
  let asked = '';
  const answer = await send(`/c/case-1/d/${DOCUMENT}/print`, {}, { print: async (id) => void (asked = id) });
  assert.equal(answer.status, 303);
  assert.equal(answer.headers.get('location'), `/c/case-1/d/${DOCUMENT}`);
  assert.equal(asked, DOCUMENT);
});
