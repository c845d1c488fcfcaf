import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import * as fc from '../properties.ts';
import { sha256Of } from '../../src/nouns/sha256.ts';
import { chainTo } from '../../src/vault/time/chain.ts';
import { checkTimeStamp, timeStampRequest } from '../../src/vault/time/rfc3161.ts';
import { temporaryFolder } from '../helpers/temporary.ts';
import { startTimeAuthority } from '../helpers/time-authority.ts';

const BYTES = Buffer.from('a checkpoint');
const FIXTURES = new URL('../fixtures/rfc3161/', import.meta.url);

function fixture(name: string): Promise<Buffer> {
  return readFile(new URL(name, FIXTURES));
}

async function fixtureChain(): Promise<readonly string[]> {
  const pem = (await fixture('ts_chain.pem')).toString();
  return pem.match(/-----BEGIN CERTIFICATE-----.*?-----END CERTIFICATE-----/gs) ?? [];
}

for (const key of ['rsa', 'ec'] as const) {
  test(`an answer to our own request holds, here and for openssl (${key})`, async (t) => {
    const folder = await temporaryFolder(t);
    const authority = await startTimeAuthority(folder, { key });
    const { request, nonce } = timeStampRequest(sha256Of(BYTES));
    const answer = await authority.answer(request);
    const before = Date.now();
    const check = checkTimeStamp(answer, { bytes: BYTES, nonce, roots: [authority.rootPem] });
    assert.deepEqual(check.faults, []);
    assert.equal(check.authority, 'CN=Clock of a test');
    assert.equal(check.accuracyMs, 1000);
    assert.ok(Math.abs(Date.parse(check.time ?? '') - before) < 120_000);

    await writeFile(join(folder, 'bytes'), BYTES);
    await writeFile(join(folder, 'answer.tsr'), answer);
    const said = execFileSync(
      'openssl',
      [
        'ts',
        '-verify',
        '-data',
        join(folder, 'bytes'),
        '-in',
        join(folder, 'answer.tsr'),
        '-CAfile',
        authority.rootFile,
      ],
      { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] },
    );
    assert.match(said, /Verification: OK/);
  });
}

test('an answer about other bytes, to another request, or of an unknown authority proves nothing, and says why', async (t) => {
  const authority = await startTimeAuthority(await temporaryFolder(t));
  const other = await startTimeAuthority(await temporaryFolder(t));
  const { request, nonce } = timeStampRequest(sha256Of(BYTES));
  const answer = await authority.answer(request);
  const roots = [authority.rootPem];
  const faults = (options: Partial<Parameters<typeof checkTimeStamp>[1]>): readonly string[] =>
    checkTimeStamp(answer, { bytes: BYTES, nonce, roots, ...options }).faults;
  assert.deepEqual(faults({ bytes: Buffer.from('another') }), ['other-bytes']);
  assert.deepEqual(faults({ nonce: timeStampRequest(sha256Of(BYTES)).nonce }), ['other-request']);
  assert.deepEqual(faults({ roots: [other.rootPem] }), ['unknown-root']);
  assert.deepEqual(faults({ roots: [] }), ['unknown-root']);
});

test('a signer whose certificate is for something else, or for more, cannot stamp', async (t) => {
  // openssl itself refuses to sign so: the certificate is changed afterwards.
  const authority = await startTimeAuthority(await temporaryFolder(t));
  const { request, nonce } = timeStampRequest(sha256Of(BYTES));
  const answer = await authority.answer(request);
  const purpose = Buffer.from('06082b06010505070308', 'hex'); // id-kp-timeStamping
  const at = answer.indexOf(purpose);
  assert.ok(at > 0);
  const changed = Buffer.from(answer);
  changed[at + purpose.length - 1] = 0x01; // serverAuth
  const { faults } = checkTimeStamp(changed, { bytes: BYTES, nonce, roots: [authority.rootPem] });
  assert.ok(faults.includes('signer-purpose') && faults.includes('signer-unnamed'), faults.join());
});

test('certificates have to hold at the time of the stamp, not today', async () => {
  const chain = await fixtureChain();
  const [signer, ...between] = [...chain].map((pem) => new X509Certificate(pem));
  assert.ok(signer);
  const at = (date: string): boolean | undefined =>
    chainTo(signer, { between, trusted: between.slice(-1), at: new Date(date) })?.trusted;
  assert.equal(at('2024-10-08T15:40:32Z'), true);
  assert.equal(at('1999-01-01T00:00:00Z'), undefined);
  assert.equal(at('2199-01-01T00:00:00Z'), undefined);
});

test('certificates that came along and do not belong to the answer change nothing', async () => {
  const chain = await fixtureChain();
  const options = { bytes: Buffer.from('hello'), nonce: '36a44f9f4a391fd3', roots: chain.slice(-1), chain };
  const plain = checkTimeStamp(await fixture('response.tsr'), options);
  assert.deepEqual(plain.faults, []);
  assert.deepEqual(checkTimeStamp(await fixture('response-injected-certs.tsr'), options), plain);
  assert.deepEqual(checkTimeStamp(await fixture('other_response.tsr'), options).faults, ['other-request', 'chain']);
});

test('an authority that refuses, and one that answers with a weak hash, are told as such', async (t) => {
  const folder = await temporaryFolder(t);
  const authority = await startTimeAuthority(folder);
  const refused = Buffer.from('30053003020102', 'hex'); // TimeStampResp { status rejection (2) }
  assert.deepEqual(checkTimeStamp(refused, { bytes: BYTES, roots: [] }).faults, ['refused']);
  await writeFile(join(folder, 'bytes'), BYTES);
  execFileSync(
    'openssl',
    ['ts', '-query', '-data', join(folder, 'bytes'), '-sha1', '-cert', '-out', join(folder, 'weak.tsq')],
    {
      stdio: 'ignore',
    },
  );
  const answer = await authority.answer(await readFile(join(folder, 'weak.tsq')));
  assert.deepEqual(checkTimeStamp(answer, { bytes: BYTES, roots: [authority.rootPem] }).faults, ['weak-hash']);
});

test('whatever the bytes of an answer are, they are judged and nothing is thrown', async () => {
  const good = await fixture('response.tsr');
  const chain = await fixtureChain();
  const options = { bytes: Buffer.from('hello'), roots: chain.slice(-1), chain };
  fc.assert(
    fc.property(fc.nat(good.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
      const changed = Buffer.from(good);
      changed[at] = (changed[at] ?? 0) ^ change;
      const { faults, time } = checkTimeStamp(changed, options);
      // What is not signed may change; what the answer says may not.
      assert.ok(faults.length > 0 || time === '2024-10-08T15:40:32.000Z');
    }),
    { numRuns: 300 },
  );
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => checkTimeStamp(bytes, options).faults.length > 0),
  );
});

test('two requests for the same bytes differ', () => {
  const [one, other] = [timeStampRequest(sha256Of(BYTES)), timeStampRequest(sha256Of(BYTES))];
  assert.notDeepEqual(one, other);
});
