import assert from 'node:assert/strict';
import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { makeZip } from './make-zip.ts';
import { read, type Account } from './read-bytes.ts';

function record(type: string, headers: Readonly<Record<string, string>>, body: Buffer | string): Buffer {
  const bytes = Buffer.from(body);
  const lines = Object.entries({ 'WARC-Type': type, 'WARC-Date': '2017-06-24T08:00:00Z', ...headers })
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('');
  return Buffer.concat([
    Buffer.from(`WARC/1.0\r\n${lines}Content-Length: ${bytes.byteLength}\r\n\r\n`),
    bytes,
    Buffer.from('\r\n\r\n'),
  ]);
}

function response(address: string, head: string, body: Buffer | string): Buffer {
  const bytes = Buffer.concat([Buffer.from(`HTTP/1.1 200 OK\r\n${head}\r\n`), Buffer.from(body)]);
  return record(
    'response',
    { 'WARC-Target-URI': address, 'Content-Type': 'application/http; msgtype=response' },
    bytes,
  );
}

const PAGE = '<html><body><p>Directive 17 was posted in Karasu.</p></body></html>';
const PACKED = gzipSync(PAGE);
const CHUNKED = Buffer.concat([
  Buffer.from(
    `${(10).toString(16)}\r\n${PAGE.slice(0, 10)}\r\n${(PAGE.length - 10).toString(16)};x=1\r\n${PAGE.slice(10)}\r\n0\r\n\r\n`,
  ),
]);

const CASES: readonly { why: string; head: string; body: Buffer | string }[] = [
  { why: 'as it is', head: 'Content-Type: text/html\r\n', body: PAGE },
  { why: 'packed', head: 'Content-Encoding: gzip\r\n', body: PACKED },
  { why: 'in chunks', head: 'Transfer-Encoding: chunked\r\n', body: CHUNKED },
  { why: 'said to be packed, and is not', head: 'Content-Encoding: gzip\r\n', body: PAGE },
  { why: 'said to be in chunks, and is not', head: 'Transfer-Encoding: chunked\r\n', body: PAGE },
  { why: 'in an encoding that is not known', head: 'Content-Encoding: aws-chunked\r\n', body: PAGE },
];

for (const { why, head, body } of CASES) {
  test(`an answer in a web archive is found under its address, its bytes ${why}`, async () => {
    const account = await read(response('http://karasu.invalid/17', head, body), 'a.warc');
    assert.equal(account.mediaType, 'application/warc');
    assert.deepEqual(account.end, { outcome: 'container' });
    assert.deepEqual([...account.found], [['http://karasu.invalid/17', PAGE]]);
    assert.equal(account.entries[0]?.modified, '2017-06-24T08:00:00Z');
  });
}

test('a packed web archive with several records is one archive', async () => {
  const info = record('warcinfo', { 'Content-Type': 'application/warc-fields' }, 'software: crawler 1.0\r\n');
  const parts = [info, response('http://a.invalid/', '', 'one'), response('<http://b.invalid/>', '', 'two')];
  const account = await read(Buffer.concat(parts.map((part) => gzipSync(part))), 'a.warc.gz');
  assert.deepEqual(
    [...account.found],
    [
      ['http://a.invalid/', 'one'],
      ['http://b.invalid/', 'two'],
    ],
  );
  assert.ok(account.reading?.metadata.some(({ name, value }) => name === 'software' && value === 'crawler 1.0'));
});

test('an answer that ends too early is named with the reason', async () => {
  const whole = response('http://a.invalid/', 'Content-Type: text/plain\r\n', 'x'.repeat(2000));
  const account = await read(whole.subarray(0, 900));
  assert.equal(account.refused.get('http://a.invalid/'), 'truncated');
  assert.equal(account.end.outcome, 'container');
  assert.equal(account.end.reason?.code, 'some-entries-unread');
});

test('an answer without content is listed and is no file', async () => {
  const account = await read(response('http://a.invalid/gone', '', ''));
  assert.equal(account.found.size, 0);
  assert.deepEqual(valuesOf(account, 'response-without-content'), ['200 http://a.invalid/gone']);
});

function valuesOf({ reading }: Account, name: string): readonly string[] {
  return (reading?.metadata ?? []).filter((field) => field.name === name).map(({ value }) => value);
}

function wacz(options: { alter?: boolean; sign?: 'well' | 'badly' } = {}): Buffer {
  const warc = response('http://a.invalid/', '', 'one');
  const hex = (bytes: Buffer | string): string => `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
  const listing = JSON.stringify({
    profile: 'data-package',
    title: 'Ak-Tepe pages',
    wacz_version: '1.1.1',
    resources: [{ name: 'a.warc', path: 'archive/a.warc', hash: hex(warc), bytes: warc.byteLength }],
  });
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const signature = sign('sha256', Buffer.from(options.sign === 'badly' ? 'other' : hex(listing)), privateKey);
  const signedData = {
    hash: hex(listing),
    signature: signature.toString('base64'),
    publicKey: publicKey.export({ type: 'spki', format: 'der' }).toString('base64'),
  };
  const digest = {
    path: 'datapackage.json',
    hash: hex(listing),
    ...(options.sign === undefined ? {} : { signedData }),
  };
  const kept = options.alter === true ? Buffer.from(warc.toString('latin1').replace('one', 'two')) : warc;
  return makeZip([
    { name: 'archive/a.warc', bytes: kept },
    { name: 'datapackage.json', bytes: listing },
    { name: 'datapackage-digest.json', bytes: JSON.stringify(digest) },
  ]);
}

test('a packed web archive is what it says it is, and the verdict is kept', async () => {
  const account = await read(wacz());
  assert.equal(account.mediaType, 'application/wacz');
  assert.equal(account.end.outcome, 'container');
  assert.equal(account.reading?.title, 'Ak-Tepe pages');
  assert.deepEqual([...account.found.keys()], ['archive/a.warc', 'datapackage.json', 'datapackage-digest.json']);
  assert.deepEqual(valuesOf(account, 'hash-check'), ['1 of 1 listed files match']);
  assert.deepEqual(valuesOf(account, 'signature-check'), ['the listing matches its digest', 'not signed']);
});

test('a file of a packed web archive that was changed is named', async () => {
  assert.deepEqual(valuesOf(await read(wacz({ alter: true })), 'hash-check'), [
    '0 of 1 listed files match',
    'does not match: archive/a.warc',
  ]);
});

test('a signature is checked against the key that comes with it', async () => {
  const [well, badly] = [await read(wacz({ sign: 'well' })), await read(wacz({ sign: 'badly' }))];
  assert.match(valuesOf(well, 'signature-check').at(-1) ?? '', /^signed with an unnamed key/v);
  assert.match(valuesOf(badly, 'signature-check').at(-1) ?? '', /does not match/v);
});

test('a book is read in the order of its spine', async () => {
  const container =
    '<container><rootfiles><rootfile full-path="OPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>';
  const book = `<package xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata><dc:title>Valley</dc:title><dc:creator>A. Witness</dc:creator></metadata>
    <manifest><item id="b" href="b%20two.xhtml"/><item id="a" href="a.xhtml"/><item id="gone" href="gone.xhtml"/></manifest>
    <spine><itemref idref="a"/><itemref idref="b"/><itemref idref="gone"/></spine></package>`;
  const account = await read(
    makeZip([
      { name: 'mimetype', bytes: 'application/epub+zip' },
      { name: 'META-INF/container.xml', bytes: container },
      { name: 'OPS/b two.xhtml', bytes: '<html><body><p>Second chapter.</p></body></html>' },
      { name: 'OPS/a.xhtml', bytes: '<html><body><h1>First chapter</h1><p>It began in June.</p></body></html>' },
      { name: 'OPS/book.opf', bytes: book },
    ]),
  );
  assert.equal(account.reading?.text, 'First chapter\n\nIt began in June.\n\nSecond chapter.');
  assert.deepEqual([account.reading?.title, account.reading?.byline], ['Valley', 'A. Witness']);
  assert.deepEqual(account.end, {
    outcome: 'read-in-part',
    reason: { code: 'some-entries-unread', params: { entries: 1, total: 3 } },
  });
});
