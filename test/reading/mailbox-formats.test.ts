import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { test } from 'node:test';
import iconv from 'iconv-lite';
import { assertCut, read } from './read-bytes.ts';

/** Comes with the package: 71 messages of the Enron collection as EDRM published it, CC BY 3.0. */
const ENRON = new URL('../../node_modules/pst-extractor/example/testdata/enron.pst', import.meta.url);

test('every message of an Outlook mailbox becomes a mail under its folder, and reads as one', async () => {
  const account = await read(readFileSync(fileURLToPath(ENRON)), 'enron.pst');
  assert.equal(account.mediaType, 'application/vnd.ms-outlook-pst');
  assert.deepEqual(account.end, { outcome: 'container' });
  assert.equal(account.found.size, 71);
  const name = 'Top of Personal Folders/lokay-m/MLOKAY (Non-Privileged)/TW-Commercial Group/00001.eml';
  const mail = await read(account.found.get(name) ?? '', '00001.eml');
  assert.equal(mail.mediaType, 'message/rfc822');
  assert.equal(mail.reading?.title, "New OBA's");
  assert.match(
    mail.reading?.text ?? '',
    /^From: "Lee {2}Dennis" <Dennis.Lee@ENRON.com>[\s\S]*The attached OBA's have been submitted/v,
  );
  assert.ok(mail.found.has('OBA_27602_Citizens.doc'));
  assert.ok(account.peakBytes < 300 * 1024 ** 2, `${account.peakBytes} bytes`);
});

test('an Outlook mailbox that is cut off ends with a reason', async () => {
  const bytes = readFileSync(fileURLToPath(ENRON));
  const account = await read(bytes.subarray(0, 1_000_000), 'enron.pst');
  assert.notEqual(account.end.reason, undefined);
});

/** [MS-OXTNEF]: level, number, length, bytes, checksum. */
function attribute(level: number, id: number, bytes: Uint8Array): Buffer {
  const head = Buffer.alloc(9);
  head.writeUInt8(level, 0);
  head.writeUInt32LE(id, 1);
  head.writeUInt32LE(bytes.byteLength, 5);
  return Buffer.concat([head, bytes, Buffer.alloc(2)]);
}

function tnef(...attributes: readonly Buffer[]): Buffer {
  return Buffer.concat([Buffer.from('789f3e220100', 'hex'), ...attributes]);
}

/** One property in Unicode. */
function properties(id: number, text: string): Buffer {
  const value = Buffer.from(`${text}\0`, 'utf16le');
  const head = Buffer.alloc(16);
  head.writeUInt32LE(1, 0);
  head.writeUInt16LE(0x1f, 4);
  head.writeUInt16LE(id, 6);
  head.writeUInt32LE(1, 8);
  head.writeUInt32LE(value.byteLength, 12);
  return Buffer.concat([head, value, Buffer.alloc((4 - (value.byteLength % 4)) % 4)]);
}

const WINMAIL = tnef(
  attribute(1, 0x00069007, Buffer.from('a803000000000000', 'hex')),
  attribute(1, 0x00018004, iconv.encode('第十七号指令\0', 'gbk')),
  attribute(1, 0x00069003, properties(0x1000, 'Seventeen houses.')),
  attribute(2, 0x00069002, Buffer.alloc(14)),
  attribute(2, 0x0006800f, Buffer.from('a list')),
  attribute(2, 0x00018010, Buffer.from('LIST.TXT\0')),
  attribute(2, 0x00069005, properties(0x3707, '名单.txt')),
);

test('what Outlook packs for other Outlooks gives its text and its attachments', async () => {
  const account = await read(WINMAIL, 'winmail.dat');
  assert.equal(account.mediaType, 'application/vnd.ms-tnef');
  assert.deepEqual(account.end, { outcome: 'read' });
  assert.equal(account.reading?.text, 'Subject: 第十七号指令\n\nSeventeen houses.');
  assert.deepEqual([...account.found], [['名单.txt', 'a list']]);
});

test('a winmail.dat that is cut off gives what it still has, and says so', async () => {
  const account = await read(WINMAIL.subarray(0, WINMAIL.byteLength - 8), 'winmail.dat');
  assert.deepEqual(account.end, { outcome: 'read-in-part', reason: { code: 'truncated' } });
  assert.deepEqual([...account.found], [['LIST.TXT', 'a list']]);
});

const CARDS: readonly { why: string; bytes: Uint8Array | string; mediaType: string; title: string; text: RegExp }[] = [
  {
    why: 'a card with folded and escaped values',
    bytes:
      'BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Ayşe \r\n Yılmaz\r\nNOTE:two\\nlines\\, one comma\r\nPHOTO;ENCODING=b:AAAA\r\nEND:VCARD\r\n',
    mediaType: 'text/vcard',
    title: 'Ayşe Yılmaz',
    text: /^VERSION: 4.0\nFN: Ayşe Yılmaz\nNOTE: two\nlines, one comma$/v,
  },
  {
    why: 'an old card in a code page, quoted and with soft line ends',
    bytes:
      'BEGIN:VCARD\r\nVERSION:2.1\r\nFN;CHARSET=GBK;ENCODING=QUOTED-PRINTABLE:=D6=B8=\r\n=C1=EE\r\nTEL;HOME:555\r\nEND:VCARD\r\n',
    mediaType: 'text/vcard',
    title: '指令',
    text: /FN: 指令\nTEL: 555/v,
  },
  {
    why: 'a calendar',
    bytes:
      'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nSUMMARY:Meeting\r\nATTENDEE;CN="A: B":mailto:a@b.c\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n',
    mediaType: 'text/calendar',
    title: 'Meeting',
    text: /SUMMARY: Meeting\nATTENDEE: mailto:a@b.c/v,
  },
];
for (const { why, bytes, mediaType, title, text } of CARDS) {
  test(`cards and calendars are read as they were meant: ${why}`, async () => {
    const account = await read(bytes);
    assert.equal(account.mediaType, mediaType);
    assert.deepEqual(account.end, { outcome: 'read' });
    assert.equal(account.reading?.title, title);
    assert.match(account.reading?.text ?? '', text);
    assertCut(account);
  });
}
