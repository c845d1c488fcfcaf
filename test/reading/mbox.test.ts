import assert from 'node:assert/strict';
import { test } from 'node:test';
import { read } from './read-bytes.ts';

const MARK = 'From a@b.c Mon Jun  5 10:00:00 2017\n';

function mail(number: number, body: string): string {
  return `${MARK}From: a@b.c\nDate: Mon, 5 Jun 2017 10:00:00 +0000\nSubject: ${number}\n\n${body}\n\n`;
}

test('each mail of a mailbox is found, and a sentence that begins with the word is no mail', async () => {
  const bodies = [
    'first',
    'From here on nothing is known.\nFrom 10 to 12 they searched.',
    '>From a quoted line',
    'last',
  ];
  const account = await read(bodies.map((body, at) => mail(at + 1, body)).join(''), 'inbox');
  assert.equal(account.mediaType, 'application/mbox');
  assert.deepEqual(account.end, { outcome: 'container' });
  const found = [...account.found.values()].map((text) => text.split('\n\n')[1]);
  assert.deepEqual(found, [
    'first',
    'From here on nothing is known.\nFrom 10 to 12 they searched.',
    'From a quoted line',
    'last',
  ]);
  assert.equal([...account.found.keys()][0], 'mail-00001.eml');
});

test('mails of a mailbox are cut at the same lines wherever the pieces end that it is read in', async () => {
  // Pieces are of 256 KiB: the line that begins the second mail stands at each place around the border.
  for (const before of [1, 2, 5, 6, 7, 34, 35, 36, 1023, 1024, 1025]) {
    const first = mail(1, '');
    const padding = 'x'.repeat(256 * 1024 - before - first.length - 1);
    const account = await read(mail(1, padding) + mail(2, 'second'));
    assert.equal(account.found.size, 2, `${before} bytes before the border`);
    assert.match(account.found.get('mail-00002.eml') ?? '', /^From: a@b\.c[\s\S]*second/v);
  }
});

const LOCKED: readonly { why: string; head: string; body: string; outcome: string }[] = [
  {
    why: 'wholly',
    head: 'Content-Type: multipart/encrypted; protocol="application/pgp-encrypted"; boundary="b"\n',
    body: '--b\nContent-Type: application/pgp-encrypted\n\nVersion: 1\n\n--b\nContent-Type: application/octet-stream; name="encrypted.asc"\n\n-----BEGIN PGP MESSAGE-----\n\nhQEMA\n-----END PGP MESSAGE-----\n\n--b--\n',
    outcome: 'read-in-part',
  },
  {
    why: 'in its body',
    head: '',
    body: 'Read this:\n\n-----BEGIN PGP MESSAGE-----\n\nhQEMA\n-----END PGP MESSAGE-----\n',
    outcome: 'read-in-part',
  },
  {
    why: 'by S/MIME',
    head: 'Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name="smime.p7m"\nContent-Transfer-Encoding: base64\n',
    body: 'MIIB\n',
    outcome: 'read-in-part',
  },
  { why: 'not at all, but signed', head: '', body: '-----BEGIN PGP SIGNED MESSAGE-----\n\nhello\n', outcome: 'read' },
];
for (const { why, head, body, outcome } of LOCKED) {
  test(`a mail that is locked shows its headers and says so: ${why}`, async () => {
    const account = await read(
      `From: a@b.c\nSubject: s\nDate: Mon, 5 Jun 2017 10:00:00 +0000\nMIME-Version: 1.0\n${head}\n${body}`,
    );
    assert.equal(account.mediaType, 'message/rfc822');
    assert.equal(account.end.outcome, outcome);
    assert.equal(account.end.reason?.code, outcome === 'read' ? undefined : 'encrypted');
    assert.match(account.reading?.text ?? '', /^From: a@b\.c/v);
  });
}

test('an OpenPGP message is locked, and is not taken for text', async () => {
  const account = await read('-----BEGIN PGP MESSAGE-----\n\nhQEMA\n-----END PGP MESSAGE-----\n', 'a.asc');
  assert.deepEqual(account.end, { outcome: 'unreadable', reason: { code: 'encrypted' } });
});
