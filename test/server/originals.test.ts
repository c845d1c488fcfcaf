import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from '../properties.ts';
import { Problem } from '../../src/base/problem.ts';
import { attachment, safeName } from '../../src/server/download-name.ts';
import { openApp } from './ask.ts';
import { BYTES, DOCUMENT, fakeCase } from './fake-case.ts';

const PATH = `/c/case-1/d/${DOCUMENT}/original`;

test('an original is handed over to be saved, byte for byte, and never shown', async () => {
  const { get } = await openApp();
  const answer = await get(PATH);
  assert.equal(answer.headers.get('content-type'), 'application/octet-stream');
  assert.equal(
    answer.headers.get('content-disposition'),
    `attachment; filename="directive.pdf"; filename*=UTF-8''directive.pdf`,
  );
  assert.match(answer.headers.get('content-security-policy') ?? '', /sandbox$/);
  assert.equal(answer.headers.get('content-length'), String(BYTES.length));
  assert.deepEqual(Buffer.from(await answer.arrayBuffer()), BYTES);
});

const altered = new Problem('altered', 'The original has changed.', { remedy: 'Verify.' });

test('an altered original breaks off before its last bytes', async () => {
  const { get } = await openApp([
    fakeCase({
      async *original() {
        yield BYTES.subarray(0, 5);
        yield BYTES.subarray(5);
        throw altered;
      },
    }),
  ]);
  const answer = await get(PATH);
  await assert.rejects(answer.arrayBuffer(), altered);
});

test('an original that is longer than it was never arrives whole', async () => {
  const { get } = await openApp([
    fakeCase({
      async *original() {
        yield BYTES;
        yield BYTES;
      },
    }),
  ]);
  const answer = await get(PATH);
  assert.equal(answer.status, 409, 'told in words while nothing has been sent');
});

test('an original that is gone is told in words', async () => {
  const gone = new Problem('not-found', 'The original is gone.', { remedy: 'Restore it.' });
  const { get } = await openApp([
    fakeCase({
      // oxlint-disable-next-line require-yield -- a store that fails at once
      async *original() {
        throw gone;
      },
    }),
  ]);
  const answer = await get(PATH);
  assert.equal(answer.status, 404);
  assert.equal(answer.headers.get('content-disposition'), null);
  assert.match(await answer.text(), /Restore it\./);
});

test('a download that is given up lets the store go', async () => {
  let let_go = false;
  const { get } = await openApp([
    fakeCase({
      async *original() {
        try {
          yield BYTES.subarray(0, 5);
          yield BYTES.subarray(5, 9);
          yield BYTES.subarray(9);
        } finally {
          let_go = true;
        }
      },
    }),
  ]);
  await (await get(PATH)).body?.cancel();
  assert.ok(let_go);
});

const NAMES = [
  { why: 'a plain name', name: 'report.pdf', expect: 'report.pdf' },
  { why: 'a name in another script', name: '口头指示.pdf', expect: '口头指示.pdf' },
  { why: 'an ending turned around', name: 'exe\u202Efdp.exe', expect: 'exefdp.exe' },
  { why: 'separators of another system', name: '..\\..\\x', expect: '_.._x' },
  { why: 'a hidden file', name: '.bashrc', expect: 'bashrc' },
  { why: 'a line break that would end the header', name: 'a\r\nSet-Cookie: x', expect: 'aSet-Cookie_ x' },
  { why: 'a device of Windows', name: 'NUL.txt', expect: '_NUL.txt' },
  { why: 'half a character', name: 'a\uD800.txt', expect: 'a\uFFFD.txt' },
  { why: 'nothing left', name: '...', expect: '' },
  { why: 'dots and blanks at both ends', name: ' . a. b. ', expect: 'a. b' },
];
test('a name of hundreds of thousands of blanks, as an archive may give it, is cut in no time to speak of', () => {
  const begun = process.cpuUsage();
  assert.equal(safeName(`${'. '.repeat(200_000)}a${'. '.repeat(200_000)}b.pdf`).at(0), 'a');
  const { user, system } = process.cpuUsage(begun);
  assert.ok(user + system < 1_000_000, `${(user + system) / 1000} ms of processor time`);
});

for (const { why, name, expect } of NAMES) {
  test(`safeName: ${why} → ${JSON.stringify(expect)}`, () => assert.equal(safeName(name), expect));
}

test('attachment: any path gives a header of plain ASCII that decodes to a safe name', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (path) => {
      const header = attachment(path, 'original.bin');
      assert.match(header, /^attachment; filename="[\x20-\x7E]+"; filename\*=UTF-8''[\w!#$&+\-.^`|~%]+$/);
      const name = decodeURIComponent(header.slice(header.indexOf("''") + 2));
      assert.equal(safeName(name), name, 'already safe');
      assert.ok(Buffer.byteLength(name) <= 201);
    }),
  );
});
