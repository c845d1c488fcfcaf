import assert from 'node:assert/strict';
import { test } from 'node:test';
import iconv from 'iconv-lite';
import { makeMsg } from './make-msg.ts';
import { assertCut, read } from './read-bytes.ts';

const SUBJECT = '0037001e';
const BODY = '1000001e';
const CLASS = '001a001e';
const LOCALE = '3ff10003';
const MESSAGE_PAGE = '3ffd0003';
const INTERNET_PAGE = '3fde0003';
const RTF = '10090102';
const NOTE = Buffer.from('IPM.Note');

const PAGES: readonly { why: string; text: string; encoding: string; numbers: Readonly<Record<string, number>> }[] = [
  { why: 'named by the message', text: '第十七号指令', encoding: 'gbk', numbers: { [MESSAGE_PAGE]: 936 } },
  { why: 'named for the network', text: '第十七號指令', encoding: 'cp950', numbers: { [INTERNET_PAGE]: 950 } },
  {
    why: 'of the network, with another in Windows',
    text: '日本語の本文',
    encoding: 'cp932',
    numbers: { [INTERNET_PAGE]: 50_220 },
  },
  {
    why: 'of the language, where all is UTF-8',
    text: 'Приказ № 17',
    encoding: 'cp1251',
    numbers: { [INTERNET_PAGE]: 65_001, [LOCALE]: 1049 },
  },
  { why: 'of Uyghur in China', text: 'ئۇيغۇر', encoding: 'utf8', numbers: { [MESSAGE_PAGE]: 65_001 } },
];
for (const { why, text, encoding, numbers } of PAGES) {
  test(`an Outlook message is read in its own code page: ${why}`, async () => {
    const bytes = iconv.encode(text, encoding);
    const account = await read(
      makeMsg({ strings: { [SUBJECT]: bytes, [BODY]: bytes, [CLASS]: NOTE }, numbers }),
      'a.msg',
    );
    assert.equal(account.mediaType, 'application/vnd.ms-outlook');
    assert.deepEqual(account.end, { outcome: 'read' });
    assert.equal(account.reading?.title, text);
    assert.equal(account.reading?.text, `Subject: ${text}\n\n${text}`);
    assertCut(account);
  });
}

test('an Outlook message in Unicode needs no code page', async () => {
  const wide = (text: string): Buffer => Buffer.from(text, 'utf16le');
  const strings = { '0037001f': wide('Order 17'), '1000001f': wide('ئۇيغۇر 第十七号'), '001a001f': wide('IPM.Note') };
  const account = await read(makeMsg({ strings }));
  assert.equal(account.reading?.text, 'Subject: Order 17\n\nئۇيغۇر 第十七号');
});

test('a body that is there as rich text only is read', async () => {
  const rtf = Buffer.from(
    "{\\rtf1\\ansi\\ansicpg936{\\fonttbl{\\f0\\fcharset134 SimSun;}}\\f0 \\u25351?\\'c1\\'ee 17\\par}",
  );
  // [MS-OXRTFCP] §2.1.3.1.4: kept without compression.
  const head = Buffer.alloc(16);
  head.writeUInt32LE(rtf.byteLength + 12, 0);
  head.writeUInt32LE(rtf.byteLength, 4);
  head.write('MELA', 8, 'latin1');
  const account = await read(
    makeMsg({ strings: { [SUBJECT]: Buffer.from('Note'), [RTF]: Buffer.concat([head, rtf]) } }),
  );
  assert.match(account.reading?.text ?? '', /指令 17/v);
});

test('attachments of an Outlook message are found under their own names', async () => {
  const strings = { [SUBJECT]: Buffer.from('With'), [BODY]: Buffer.from('two files') };
  const attachment = {
    strings: { '3707001e': Buffer.from('order.txt'), '37010102': Buffer.from('seventeen') },
    numbers: { '37050003': 1 },
  };
  const account = await read(makeMsg({ strings, attachments: [attachment] }));
  assert.deepEqual([...account.found], [['order.txt', 'seventeen']]);
});

test('an Outlook message cut anywhere ends with a reason and never with a crash', async () => {
  const whole = makeMsg({
    strings: { [SUBJECT]: Buffer.from('Cut'), [BODY]: Buffer.alloc(6000, 0x61), [CLASS]: NOTE },
  });
  for (const part of [0.2, 0.5, 0.9]) {
    const account = await read(whole.subarray(0, Math.floor(whole.byteLength * part)));
    assert.ok(['read', 'unreadable', 'read-in-part'].includes(account.end.outcome));
    assert.notEqual(account.end.reason?.code, 'crashed');
  }
});
