import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { CFB } from '@e965/xlsx';
import { array, assert as assertProperty, nat, property, tuple } from '../properties.ts';
import { ReadingFailed } from '../../src/reading/reader.ts';
import { openOle } from '../../src/reading/stages/ole.ts';
import { unlockOldOffice } from '../../src/reading/stages/unlock-old-office.ts';
import { rc4 } from '../../src/reading/stages/unlock-rc4.ts';
import { read } from './read-bytes.ts';

const fixture = (name: string): Buffer => readFileSync(new URL(`../fixtures/${name}`, import.meta.url));
const failsWith = (code: string) => (error: unknown) => error instanceof ReadingFailed && error.reason.code === code;

test('RC4 gives what RFC 6229 says', () => {
  const key = Buffer.from('0102030405', 'hex');
  assert.equal(rc4(Buffer.alloc(16), key).toString('hex'), 'b2396305f03dc027ccc3524a0a1118a8');
});

const LOCKED = [
  { name: 'locked/rc4.doc', kind: 'application/msword', says: /^The locked text names the office at Karasu\.$/v },
  { name: 'locked/rc4.xls', kind: 'application/vnd.ms-excel', says: /Ak-Tepe\t412/v },
] as const;

for (const { name, kind, says } of LOCKED) {
  test(`${name} says that it is locked, and is read from a copy without its lock`, async () => {
    const bytes = fixture(name);
    const before = await read(bytes);
    assert.equal(before.mediaType, kind);
    assert.deepEqual(before.end, { outcome: 'unreadable', reason: { code: 'encrypted' } });
    assert.throws(() => unlockOldOffice(bytes, ['Geheim', '']), failsWith('encrypted'));
    const copy = unlockOldOffice(bytes, ['Geheim', 'geheim']);
    assert.equal(copy.byteLength, bytes.byteLength);
    const after = await read(copy);
    assert.equal(after.end.outcome, 'read');
    assert.match(after.reading?.text ?? '', says);
  });
}

test('a workbook that Excel locks without asking for a password is read at once', async () => {
  const { end, reading } = await read(fixture('locked/read-only.xls'));
  assert.equal(end.outcome, 'read');
  assert.match(reading?.text ?? '', /Ak-Tepe\t412/v);
});

const sha1 = (...parts: Buffer[]): Buffer => createHash('sha1').update(Buffer.concat(parts)).digest();
const numbers = (...values: number[]): Buffer => {
  const bytes = Buffer.alloc(4 * values.length);
  for (const [at, value] of values.entries()) bytes.writeUInt32LE(value, 4 * at);
  return bytes;
};

function record(type: number, body: Buffer, head = 0): Buffer {
  const start = Buffer.alloc(8);
  start.writeUInt16LE(head, 0);
  start.writeUInt16LE(type, 2);
  start.writeUInt32LE(body.byteLength, 4);
  return Buffer.concat([start, body]);
}

/** A presentation of one slide, locked with `password` by RC4 CryptoAPI with keys of 128 bits ([MS-PPT] §2.3.7). */
function lockedPresentation(password: string): Buffer {
  const salt = Buffer.alloc(16, 7);
  const keyOf = (block: number): Buffer =>
    sha1(sha1(salt, Buffer.from(password, 'utf16le')), numbers(block)).subarray(0, 16);
  const verifier = Buffer.alloc(16, 3);
  const proof = rc4(Buffer.concat([verifier, sha1(verifier)]), keyOf(0));
  const header = Buffer.concat([numbers(4, 0, 0x6801, 0x8004, 128, 1, 0, 0), Buffer.alloc(2)]);
  const lock = Buffer.concat([
    numbers(0x0002_0004, 4, header.byteLength),
    header,
    numbers(16),
    salt,
    proof.subarray(0, 16),
    numbers(20),
    proof.subarray(16),
  ]);
  const slide = record(0x03ee, record(0x0fa0, Buffer.from('The locked slide names the bureau.', 'utf16le')), 0x0f);
  const session = record(0x2f14, lock, 0x0f);
  const parts = [rc4(slide, keyOf(1)), session];
  const end = slide.byteLength + session.byteLength;
  const directory = record(0x1772, numbers((2 << 20) | 1, 0, slide.byteLength));
  const edit = record(0x0ff5, numbers(0, 0, 0, end, 0, 0, 0, 2));
  const file = CFB.utils.cfb_new();
  const streams = {
    'PowerPoint Document': Buffer.concat([...parts, directory, edit, Buffer.alloc(8192)]),
    'Current User': Buffer.concat([Buffer.alloc(12), numbers(0xf3d1c4df, end + directory.byteLength, 0)]),
  };
  for (const [path, bytes] of Object.entries(streams)) CFB.utils.cfb_add(file, `/${path}`, bytes);
  return Buffer.from(CFB.write(file, { type: 'buffer' }) as Uint8Array);
}

test('a locked presentation is read from a copy without its lock', async () => {
  const bytes = lockedPresentation('geheim');
  assert.deepEqual((await read(bytes)).end, { outcome: 'unreadable', reason: { code: 'encrypted' } });
  assert.throws(() => unlockOldOffice(bytes, ['wrong']), failsWith('encrypted'));
  const after = await read(unlockOldOffice(bytes, ['geheim']));
  assert.equal(after.reading?.text, 'The locked slide names the bureau.');
});

test('what has no lock, or one that is not known here, is told apart from a wrong password', () => {
  const open = fixture('office/directive.doc');
  assert.throws(() => unlockOldOffice(open, ['geheim']), failsWith('no-reader'));
  const scrambled = Buffer.from(open);
  const at = scrambled.indexOf(Buffer.from([0xec, 0xa5]));
  scrambled.writeUInt16LE(scrambled.readUInt16LE(at + 0x0a) | 0x8100, at + 0x0a);
  assert.throws(() => unlockOldOffice(scrambled, ['geheim']), failsWith('no-reader'));
});

test('what is written to the pieces of a stream is written to the file, of small streams too', () => {
  const bytes = fixture('locked/rc4.doc');
  for (const stream of openOle(bytes)) {
    assert.deepEqual(Buffer.concat(stream.pieces()), stream.bytes(), stream.path);
    for (const piece of stream.pieces()) piece.fill(0x2a);
  }
  for (const stream of openOle(bytes))
    assert.ok(
      stream.bytes().every((byte) => byte === 0x2a),
      stream.path,
    );
});

test('no damage makes unlocking hang or throw anything unexpected', () => {
  const files = [fixture('locked/rc4.doc'), fixture('locked/rc4.xls'), lockedPresentation('geheim')];
  assertProperty(
    property(nat(2), array(tuple(nat(), nat(255)), { maxLength: 20 }), (which, changes) => {
      const bytes = Buffer.from(files[which] ?? '');
      for (const [at, value] of changes) bytes[at % bytes.byteLength] = value;
      try {
        unlockOldOffice(bytes, ['geheim']);
      } catch (error) {
        assert.ok(error instanceof ReadingFailed, String(error));
      }
    }),
    { numRuns: 100 },
  );
});
