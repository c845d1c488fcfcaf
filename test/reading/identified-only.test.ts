import assert from 'node:assert/strict';
import { test } from 'node:test';
import { read } from './read-bytes.ts';

/** A file that begins like this and goes on with bytes that are no text. */
function beginning(start: string): Buffer {
  const noise = Buffer.from(Array.from({ length: 2048 }, (_, at) => (at * 197 + (at >> 3)) % 256));
  return Buffer.concat([Buffer.from(start, 'latin1'), noise]);
}

const RIFF_WAVE = 'RIFF\x24\x08\0\0WAVEfmt \x10\0\0\0\x01\0\x01\0\x40\x1f\0\0\x40\x1f\0\0\x01\0\x08\0data\0\x08\0\0';

test('what no reader knows is identified by its first bytes, whatever its name says, and never guessed into text', async () => {
  const cases = [
    { start: 'SQLite format 3\0\x10\0', type: 'application/x-sqlite3', why: 'a database' },
    { start: '\0\x01\0\0Standard Jet DB\0', type: 'application/x-msaccess', why: 'a database of Access' },
    { start: 'ID3\x03\0\0\0\0\0\x0a', type: 'audio/mpeg', why: 'sound' },
    { start: RIFF_WAVE, type: 'audio/wav', why: 'sound' },
    { start: '\0\0\0\x18ftypmp42\0\0\0\0mp42isom', type: 'video/mp4', why: 'video' },
    { start: '\x1aE\xdf\xa3\x9fB\x86\x81\x01B\x82\x88matroska', type: 'video/matroska', why: 'video' },
    { start: 'MZ\x90\0\x03\0\0\0', type: 'application/x-msdownload', why: 'a program' },
    { start: '\x7fELF\x02\x01\x01\0', type: 'application/x-elf', why: 'a program' },
    { start: 'AT&TFORM\0\0\x10\0DJVU', type: 'image/vnd.djvu', why: 'a scan' },
  ];
  for (const { start, type, why } of cases) {
    const { mediaType, end, reading } = await read(beginning(start), 'letter.txt');
    assert.equal(mediaType, type, why);
    assert.equal(end.outcome, 'unreadable', why);
    assert.deepEqual(end.reason, { code: 'no-reader', params: { mediaType: type } }, why);
    assert.equal(reading?.text ?? '', '', why);
  }
});

test('what only another program reads says which one', async () => {
  const cases = [
    { start: '\xffWPC\x06\0\0\0\x01\x0a', type: 'application/vnd.wordperfect' },
    { start: '1\xbe\0\0\0\xab\0\0', type: 'application/x-mswrite' },
    { start: '\0\0\x02\0\x06\x04\x06\0', type: 'application/vnd.lotus-1-2-3' },
    { start: '\0\0\x02\0\x01\x10\xc9\0', type: 'application/x-quattro-pro' },
    { start: 'HWP Document File V3.00 ', type: 'application/x-hwp' },
  ];
  for (const { start, type } of cases) {
    const { mediaType, end } = await read(beginning(start), 'old');
    assert.equal(mediaType, type);
    assert.deepEqual(end.reason, { code: 'needs-tool', params: { tool: 'soffice' } }, type);
  }
});

test('bytes locked with a key are told as locked, not as unknown', async () => {
  const cases = [
    { start: '\x85\x02\x0c\x03\x5b\x80\x28\x02', why: 'OpenPGP, old packet format' },
    { start: '\xc1\xc0\x4c\x03\x5b\x80\x28\x02', why: 'OpenPGP, new packet format' },
    { start: '0\x82\x01\x5a\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x03', why: 'S/MIME, enveloped' },
  ];
  for (const { start, why } of cases) assert.equal((await read(beginning(start))).end.reason?.code, 'encrypted', why);
});
