import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { read, type Account } from './read-bytes.ts';

const SIGNED = readFileSync(new URL('../fixtures/mail/signed.p7m', import.meta.url));

const certificatesOf = ({ reading }: Account): readonly string[] =>
  (reading?.metadata ?? []).filter(({ name }) => name === 'Certificate').map(({ value }) => value);

function tlv(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(parts);
  const length = body.byteLength < 0x80 ? [body.byteLength] : [0x82, body.byteLength >> 8, body.byteLength & 0xff];
  return Buffer.concat([Buffer.from([tag, ...length]), body]);
}

const SIGNED_DATA = Buffer.from('06092a864886f70d010702', 'hex');
const DATA = Buffer.from('06092a864886f70d010701', 'hex');
const VERSION = Buffer.from('020101', 'hex');

/** Signed data (RFC 5652 §5.1) without signers, whose content is `octets`. */
function signedData(octets: Buffer | undefined): Buffer {
  const inner = tlv(0x30, DATA, ...(octets === undefined ? [] : [tlv(0xa0, octets)]));
  return tlv(0x30, SIGNED_DATA, tlv(0xa0, tlv(0x30, VERSION, tlv(0x31), inner, tlv(0x31))));
}

test('signed mail gives its content and who the certificate names', async () => {
  const account = await read(SIGNED, 'smime.p7m');
  assert.equal(account.mediaType, 'application/pkcs7-mime');
  assert.deepEqual(account.end, { outcome: 'container' });
  assert.deepEqual([...account.found.keys()], ['signed.eml']);
  assert.match(account.found.get('signed.eml') ?? '', /^Content-Type: text\/plain[\s\S]+Seventeen houses/v);
  assert.match(certificatesOf(account)[0] ?? '', /CN=A\. Yusup.*O=Harbour board; from /v);
});

const CONTENTS: readonly {
  why: string;
  octets: Buffer | undefined;
  found: readonly [string, string][];
  name: string;
}[] = [
  {
    why: 'a signed file is called what it was called',
    octets: tlv(0x04, Buffer.from('Order 17')),
    found: [['order.txt', 'Order 17']],
    name: 'order.txt.p7m',
  },
  {
    why: 'octets in pieces are one file',
    octets: tlv(0x24, tlv(0x04, Buffer.from('Order ')), tlv(0x04, Buffer.from('17'))),
    found: [['signed', 'Order 17']],
    name: 'noname',
  },
  { why: 'a signature by itself has nothing inside', octets: undefined, found: [], name: 'order.txt.p7s' },
];

for (const { why, octets, found, name } of CONTENTS) {
  test(why, async () => {
    const account = await read(signedData(octets), name);
    assert.deepEqual([...account.found], found);
  });
}

/** The certificate in the fixture, DER. */
function certificate(): Buffer {
  for (let at = SIGNED.indexOf('3082', 'hex'); at >= 0; at = SIGNED.indexOf('3082', at + 1, 'hex')) {
    const der = SIGNED.subarray(at, at + 4 + SIGNED.readUInt16BE(at + 2));
    try {
      return Buffer.from(new X509Certificate(der).raw);
    } catch {
      // Something else begins here.
    }
  }
  throw new Error('the fixture has no certificate');
}

test('a signature by itself says who signed', async () => {
  const inner = tlv(0x30, DATA);
  const signature = tlv(
    0x30,
    SIGNED_DATA,
    tlv(0xa0, tlv(0x30, VERSION, tlv(0x31), inner, tlv(0xa0, certificate()), tlv(0x31))),
  );
  const account = await read(signature, 'smime.p7s');
  assert.deepEqual(account.end, { outcome: 'read' });
  assert.match(account.reading?.text ?? '', /CN=A\. Yusup/v);
});

test('signed data that breaks off, or runs deeper than any, is broken', async () => {
  assert.deepEqual((await read(SIGNED.subarray(0, 300), 'a.p7m')).end.reason, { code: 'broken' });
  const deep = Buffer.concat(Array.from({ length: 50_000 }, () => Buffer.from([0x30, 0x80])));
  const account = await read(Buffer.concat([Buffer.from([0x30, 0x80]), SIGNED_DATA, deep]), 'a.p7m');
  assert.deepEqual(account.end.reason, { code: 'broken' });
});
