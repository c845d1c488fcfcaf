import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Problem } from '../../src/base/problem.ts';
import type { OpenCase } from '../../src/house.ts';
import { openApp } from './ask.ts';
import { DOCUMENT, fakeCase } from './fake-case.ts';

const ENTRY = { at: '2026-01-02T03:04:05.000Z', actor: 'A. <Person>', entryHash: 'ef'.repeat(32) };

/** A case in which something was done to its document. */
async function lived(changes: Partial<OpenCase> = {}) {
  const fake = fakeCase();
  const document = await fake.document(DOCUMENT);
  assert.ok(document);
  const pictures = [1, 2, 3].map((page) => ({
    ...ENTRY,
    seq: 8 + page,
    kind: 'derived',
    fields: { what: 'page-picture', page: String(page) },
  }));
  const custody = [
    { ...ENTRY, seq: 3, kind: 'received', fields: { path: 'leak/<letter>.pdf' } },
    { ...ENTRY, seq: 4, kind: 'read', fields: { outcome: 'read' } },
    ...pictures,
    { ...ENTRY, seq: 12, kind: 'invented-later', fields: {} },
    {
      ...ENTRY,
      seq: 13,
      kind: 'document-published',
      fields: { publication: 'ab'.repeat(8), document: 'cd'.repeat(8), title: 'The <dam>' },
    },
  ];
  const bag = { version: '1.0', algorithms: ['sha256'], files: 4, bytes: 9, root: 'leak', faults: 0 };
  const status = await fake.status();
  const [accession] = status.accessions;
  assert.ok(accession);
  const bags = [{ ...bag, info: [['Source-Organization', '<Lantern>']] as const }];
  return openApp([
    fakeCase({
      document: async () => ({ ...document, custody }),
      status: async () => ({ ...status, accessions: [{ ...accession, bags }] }),
      moves: async () => [{ seq: 7, at: ENTRY.at, actor: 'B. Person', machine: 'ab'.repeat(8), how: 'opened' }],
      ...changes,
    }),
  ]);
}

test('the page of a life tells every entry in plain words, pictures of pages together, in every language', async () => {
  const { get } = await lived();
  for (const lang of ['en', 'zh-Hans', 'ug']) {
    const page = await (await get(`/c/case-1/d/${DOCUMENT}/custody?lang=${lang}`)).text();
    assert.match(page, /A\. &lt;Person&gt;/);
    assert.match(page, /&lt;letter&gt;\.pdf/);
    assert.match(page, /invented-later/, 'a kind that is not known is named');
    assert.match(page, /href="[^"]*publish#(?:ab){8}"[^>]*>The &lt;dam&gt;</, 'a publication by its name');
    assert.match(page, /&lt;Lantern&gt;/, 'what the bag said of itself');
    assert.doesNotMatch(page, /\{\w+\}/);
  }
  const page = await (await get(`/c/case-1/d/${DOCUMENT}/custody`)).text();
  assert.match(page, /Pictures of 3 pages were drawn\./);
  assert.match(page, /ledger entries 9 to 11/);
  assert.match(page, /Opened on another machine than before\./);
});

test('a package in an archive is told with the life of its documents, as one in a folder is', async () => {
  const report = {
    publication: 'ab'.repeat(8),
    title: 'Papers <of> others',
    publisher: 'A newsroom',
    day: '2026-01-01',
    log: 'touchstone.invalid/log/x',
    size: 7,
    keys: ['x+1+A'],
    dated: [],
    faults: 0,
    proof: 'cd'.repeat(32),
  };
  const bag = { version: '1.0', algorithms: ['sha256'], files: 4, bytes: 9, root: 'p/', faults: 0, info: [] };
  const { get } = await lived({ bagsAround: async () => [{ ...bag, package: report }] });
  const page = await (await get(`/c/case-1/d/${DOCUMENT}/custody`)).text();
  assert.match(page, /Papers &lt;of&gt; others/);
  assert.match(page, /The package held when it came/);
  assert.match(page, /href="[^"]*(?:cd){32}/, 'its proof can be had');
});

test('the same life is handed over as PREMIS, with the transfer of the case', async () => {
  const { get } = await lived();
  const answer = await get(`/c/case-1/d/${DOCUMENT}/custody.xml`);
  assert.match(answer.headers.get('content-type') ?? '', /^application\/xml/);
  const xml = await answer.text();
  for (const word of ['transfer', 'dissemination']) {
    assert.match(xml, new RegExp(`<eventType authority="eventType"[^>]*>${word}</eventType>`));
  }
  assert.equal((await get('/c/case-1/d/not-a-hash/custody')).status, 404);
});

const STAMPS: Awaited<ReturnType<OpenCase['stamps']>> = [
  { size: 5, name: 'a.tsr', kind: 'rfc3161', check: { faults: [], time: ENTRY.at, authority: 'CN=<Clock>' } },
  {
    size: 4,
    name: 'b.tsr',
    kind: 'rfc3161',
    check: { faults: ['unknown-root'], time: ENTRY.at, authority: 'CN=Other', root: 'cd'.repeat(32) },
  },
  { size: 3, name: 'c.tsr', kind: 'rfc3161', check: { faults: ['signature'] } },
  {
    size: 2,
    name: 'd.ots',
    kind: 'opentimestamps',
    check: {
      faults: [],
      attestations: [
        { state: 'pending', calendar: 'https://calendar.invalid' },
        { state: 'confirmed', height: 800_000, time: ENTRY.at },
      ],
    },
  },
  {
    size: 1,
    name: 'e.txt',
    kind: 'cosignature',
    check: { faults: [], time: ENTRY.at, key: 'example.org/witness+1+A' },
  },
];

test('every kind of date is told with what it is worth, in every language', async () => {
  const { get } = await lived({ stamps: async () => STAMPS });
  for (const lang of ['en', 'zh-Hans', 'ug']) {
    const page = await (await get(`/c/case-1/stamps?lang=${lang}`)).text();
    assert.match(page, /CN=&lt;Clock&gt;/);
    assert.match(page, /calendar\.invalid/);
    assert.match(page, /800000/, 'the height of a block is a name, not a number to be grouped');
    assert.doesNotMatch(page, /\{\w+\}/);
  }
  assert.match(
    await (await get('/c/case-1/stamps')).text(),
    /It does not hold, and proves nothing: <?.*its signature does not hold/,
  );
});

test('a request is made and fetched; an answer that dates nothing is told and not kept', async () => {
  const name = `000000000005.${'ab'.repeat(8)}.tsq`;
  let asked = 0;
  const { app, get, send, cookie } = await lived({
    signer: 'A. Writer',
    requestStamps: async () => {
      asked += 1;
      return {
        size: 5,
        authority: { name, bytes: Buffer.of(1) },
        calendar: { name: '', bytes: Buffer.of(2), sizes: [] },
      };
    },
    waitingStampRequest: async () => ({ size: 5, files: [{ kind: 'authority', name }] }),
    stampRequestFile: async (wanted) => (wanted === name ? Buffer.of(1) : undefined),
    bringStamp: async ({ bytes }) => {
      assert.deepEqual([...bytes], [0xff, 0x00, 0xfe], 'bytes come as they are');
      throw new Problem('bad-input', 'This dates no checkpoint of the case: malformed.', { remedy: 'Bring another.' });
    },
  });
  assert.equal((await send('/c/case-1/stamps/request', {})).status, 303);
  assert.equal(asked, 1);
  assert.ok((await (await get('/c/case-1/stamps')).text()).includes(`/stamps/request/${name}`));
  assert.deepEqual([...(await (await get(`/c/case-1/stamps/request/${name}`)).bytes())], [1]);
  assert.equal((await get('/c/case-1/stamps/request/..%2fopenings.jsonl')).status, 404);

  const body = new FormData();
  body.append('answer', new File([Uint8Array.of(0xff, 0x00, 0xfe)], 'a.tsr'));
  const headers = { host: '127.0.0.1:4117', cookie, 'sec-fetch-site': 'same-origin', origin: 'null' };
  const refused = await app.request('/c/case-1/stamps/bring', { method: 'POST', headers, body });
  assert.equal(refused.status, 400);
  assert.match(await refused.text(), /Nothing was kept\./);
});
