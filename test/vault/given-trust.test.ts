import assert from 'node:assert/strict';
import { test } from 'node:test';
import { blockHeadersInFile, certificatesInFile } from '../../src/vault/given-trust.ts';

const HEADER = 'ab'.repeat(80);

test('block headers are lines of a height and 80 bytes, whatever ends them; anything else is told', () => {
  for (const [text, heights, why] of [
    [`358391 ${HEADER}\n`, [358_391], 'a line'],
    [`1 ${HEADER}\r\n\r\n 2\t${HEADER.toUpperCase()} \r\n`, [1, 2], 'lines of another system, and empty ones'],
  ] as const) {
    const headers = blockHeadersInFile(Buffer.from(text));
    assert.deepEqual([...headers.keys()], heights, why);
    for (const header of headers.values()) assert.equal(header.length, 80);
  }
  for (const [bytes, why] of [
    ['', 'an empty file'],
    [HEADER, 'no height'],
    [`1 ${HEADER}00`, 'too many bytes'],
    [`-1 ${HEADER}`, 'no such height'],
    ['\u{FFFD}\u{0}', 'a picture'],
  ] as const) {
    assert.throws(() => blockHeadersInFile(Buffer.from(bytes)), { code: 'bad-input' }, why);
  }
  assert.throws(() => blockHeadersInFile(Buffer.alloc(160, 1)), { code: 'bad-input' }, 'bytes without their heights');
});

test('a file of certificates that has none, or a broken one, is told and not believed', () => {
  for (const [bytes, why] of [
    ['', 'an empty file'],
    ['-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n', 'PEM of nothing'],
    ['-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n', 'a key'],
    [Buffer.of(0x30, 0x82, 1, 2, 3), 'the beginning of DER'],
    [Buffer.of(0xff, 0xd8, 0xff), 'a picture'],
  ] as const) {
    assert.throws(() => certificatesInFile(Buffer.from(bytes)), { code: 'bad-input' }, why);
  }
});
