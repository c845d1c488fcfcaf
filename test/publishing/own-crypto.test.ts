import assert from 'node:assert/strict';
import { createHash, generateKeyPairSync, sign, verify } from 'node:crypto';
import { test } from 'node:test';
import * as fc from '../properties.ts';
import { nodeTools } from '../../src/publishing/verifier/node-files.mjs';
import { ed25519Holds } from '../../src/publishing/verifier/own-ed25519.mjs';
import { OwnHash } from '../../src/publishing/verifier/own-hash.mjs';
import { pageTools } from '../../src/publishing/verifier/page-tools.mjs';

const NAMES = ['sha1', 'sha256', 'sha384', 'sha512'] as const;

test('the hashes of the checking page are those of OpenSSL, however a message is cut', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...NAMES),
      fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 4 }),
      (name, parts) => {
        const own = parts.reduce((hash, part) => hash.update(part), new OwnHash(name)).digest();
        assert.equal(Buffer.from(own).toString('hex'), createHash(name).update(Buffer.concat(parts)).digest('hex'));
      },
    ),
    { numRuns: 500 },
  );
});

test('its Ed25519 takes what OpenSSL takes, and nothing else', () => {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const key = new Uint8Array(publicKey.export({ type: 'spki', format: 'der' }).subarray(12));
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 100 }), fc.nat(63), fc.integer({ min: 0, max: 255 }), (message, at, by) => {
      const signature = new Uint8Array(sign(null, message, privateKey));
      signature[at] = (signature[at] ?? 0) ^ by;
      assert.equal(ed25519Holds(key, message, signature), verify(null, message, publicKey, signature));
    }),
    { numRuns: 40 },
  );
  assert.equal(ed25519Holds(new Uint8Array(32).fill(255), Buffer.from('x'), new Uint8Array(64)), false, 'no point');
  // s + L is the same number for whoever does not look (RFC 8032 §5.1.7 forbids it).
  const signature = sign(null, Buffer.from('x'), privateKey);
  const order = 2n ** 252n + 27742317777372353535851937790883648493n;
  const more = BigInt(`0x${Buffer.from(signature.subarray(32).toReversed()).toString('hex')}`) + order;
  const bytes = Buffer.from(more.toString(16).padStart(64, '0'), 'hex').toReversed();
  assert.equal(ed25519Holds(key, Buffer.from('x'), new Uint8Array([...signature.subarray(0, 32), ...bytes])), false);
});

const KEYS = [
  { kind: 'rsa', hash: 'sha256', pair: () => generateKeyPairSync('rsa', { modulusLength: 2048 }) },
  { kind: 'ecdsa', hash: 'sha256', pair: () => generateKeyPairSync('ec', { namedCurve: 'P-256' }) },
  { kind: 'ecdsa', hash: 'sha384', pair: () => generateKeyPairSync('ec', { namedCurve: 'P-384' }) },
  { kind: 'ecdsa', hash: 'sha512', pair: () => generateKeyPairSync('ec', { namedCurve: 'P-521' }) },
  { kind: 'ed25519', pair: () => generateKeyPairSync('ed25519') },
] as const;

test('signatures of authorities are judged alike in a browser, where it can judge them', async () => {
  const message = Buffer.from('what was signed');
  for (const algorithm of KEYS) {
    const { kind, hash = null } = { hash: undefined, ...algorithm };
    const { publicKey, privateKey } = algorithm.pair();
    const spki = new Uint8Array(publicKey.export({ type: 'spki', format: 'der' }));
    // Often enough that a number with a leading zero, which DER leaves out, is among them.
    for (let n = 0; n < (kind === 'ecdsa' ? 40 : 2); n++) {
      const signature = new Uint8Array(sign(hash, message, privateKey));
      for (const tools of [nodeTools, pageTools(crypto.subtle)]) {
        assert.equal(await tools.verify(algorithm, spki, message, signature), true, kind);
        assert.equal(await tools.verify(algorithm, spki, Buffer.from('another'), signature), false, kind);
      }
    }
    const without = await pageTools(undefined).verify(algorithm, spki, message, new Uint8Array(64));
    assert.equal(without, kind === 'ed25519' ? false : undefined, 'it is said that nobody judged');
  }
});
