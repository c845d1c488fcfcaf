import assert from 'node:assert/strict';
import { createHash, createPublicKey, verify } from 'node:crypto';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { systemClock } from '../../src/base/clock.ts';
import { cosignatureIn, cosigned, cosignerKey } from '../../src/vault/cosignature.ts';
import { createIdentity, type Identity } from '../../src/vault/identity.ts';
import { createLedger, type Ledger } from '../../src/vault/ledger.ts';
import { checkProof, makeProof } from '../../src/vault/proof.ts';
import { bringStamp, stampsIn } from '../../src/vault/stamps.ts';
import { temporaryFolder } from '../helpers/temporary.ts';

const NAME = 'example.org/witness';
const clock: typeof systemClock = () => '2026-01-02T03:04:05.678Z' as ReturnType<typeof systemClock>;

interface Made {
  readonly folder: string;
  readonly ledger: Ledger;
  readonly note: string;
  readonly outsider: Identity;
}

async function newCase(t: TestContext): Promise<Made> {
  const outside = await temporaryFolder(t);
  const signer = await createIdentity({ person: 'A. Person', folder: join(outside, 'inside') });
  const outsider = await createIdentity({ person: 'B. Outsider', folder: join(outside, 'outside') });
  const folder = join(outside, 'case');
  const ledger = await createLedger(folder, { signer, clock: systemClock, caseId: 'c', caseName: 'A case' });
  await ledger.checkpoint();
  const size = String(ledger.size()).padStart(12, '0');
  const note = await readFile(join(folder, `ledger/checkpoints/${size}.txt`), 'utf8');
  return { folder, ledger, note, outsider };
}

test('a cosignature is one line more, as c2sp.org/tlog-cosignature has it', async (t) => {
  const { note, outsider } = await newCase(t);
  const signer = outsider.signerFor(NAME);
  const signed = cosigned(note, signer, clock) ?? assert.fail();
  assert.ok(signed.startsWith(note));
  const [, line] = /— example\.org\/witness (\S+)\n$/.exec(signed) ?? [];
  const bytes = Buffer.from(line ?? '', 'base64');
  assert.equal(bytes.length, 4 + 8 + 64);
  // By hand, from the words of the specification alone.
  const [, id = '', ...encoded] = cosignerKey(signer).split('+');
  const key = Buffer.from(encoded.join('+'), 'base64'); // its letters include +
  assert.equal(key[0], 0x04);
  assert.equal(createHash('sha256').update(`${NAME}\n`).update(key).digest('hex').slice(0, 8), id);
  assert.equal(bytes.toString('hex', 0, 4), id);
  assert.equal(bytes.readBigUInt64BE(4), 1_767_323_045n);
  const publicKey = createPublicKey({
    format: 'jwk',
    key: { kty: 'OKP', crv: 'Ed25519', x: key.subarray(1).toString('base64url') },
  });
  const body = note.slice(0, note.indexOf('\n\n') + 1);
  assert.ok(verify(null, Buffer.from(`cosignature/v1\ntime 1767323045\n${body}`), publicKey, bytes.subarray(12)));
  assert.deepEqual(cosignatureIn(signed, cosignerKey(signer)), {
    key: cosignerKey(signer),
    time: '2026-01-02T03:04:05.000Z',
  });
});

test('what was not cosigned by that key, or was changed since, holds nothing', async (t) => {
  const { note, outsider } = await newCase(t);
  const signer = outsider.signerFor(NAME);
  const signed = cosigned(note, signer, clock) ?? assert.fail();
  const other = cosignerKey(outsider.signerFor('example.org/other'));
  assert.equal(cosignatureIn(signed, other), undefined);
  assert.equal(cosignatureIn(note, cosignerKey(signer)), undefined);
  assert.equal(cosignatureIn(signed.replace(/\n2\n/, '\n3\n'), cosignerKey(signer)), undefined);
  assert.equal(cosignatureIn(signed, `${cosignerKey(signer)}x`), undefined);
  assert.equal(cosigned('no checkpoint', signer, clock), undefined);
});

test('a cosigned checkpoint is brought back, kept, and goes with the proofs under it', async (t) => {
  const { folder, ledger, note, outsider } = await newCase(t);
  const signer = outsider.signerFor(NAME);
  const key = cosignerKey(signer);
  const bytes = Buffer.from(cosigned(note, signer, clock) ?? '');
  const refused = { name: 'Problem', code: 'bad-input' };
  await assert.rejects(bringStamp(folder, { name: 'x.txt', bytes, roots: [], cosigners: [] }), refused);
  await assert.rejects(
    bringStamp(folder, { name: 'x.txt', bytes: Buffer.from(note), roots: [], cosigners: [key] }),
    refused,
  );
  const foreign = await newCase(t);
  await assert.rejects(bringStamp(foreign.folder, { name: 'x.txt', bytes, roots: [], cosigners: [key] }), refused);
  await bringStamp(folder, { name: 'x.txt', bytes, roots: [], cosigners: [key] });
  const [stamp] = await stampsIn(folder);
  assert.deepEqual(stamp?.check, { faults: [], key, time: '2026-01-02T03:04:05.000Z' });

  const proof = await makeProof(folder, ledger, [{ seq: 0, fields: ['kind'] }]);
  assert.deepEqual(checkProof(proof).stamps, [{ faults: [], key, time: '2026-01-02T03:04:05.000Z' }]);
  const lying = JSON.parse(proof);
  lying.stamps[0].key = cosignerKey(outsider.signerFor('example.org/other'));
  assert.deepEqual(checkProof(JSON.stringify(lying)).faults, ['stamp']);
});

test('a cosignature whose key is gone does not hold, and what else lies among the stamps is passed over', async (t) => {
  const { folder, note, outsider } = await newCase(t);
  const signer = outsider.signerFor(NAME);
  const bytes = Buffer.from(cosigned(note, signer, clock) ?? '');
  await bringStamp(folder, { name: 'x.txt', bytes, roots: [], cosigners: [cosignerKey(signer)] });
  const stamps = join(folder, 'ledger/stamps');
  for (const name of ['notes.txt', 'old.tsr', 'a.b.ots']) await writeFile(join(stamps, name), 'anything');
  for (const name of await readdir(stamps)) if (name.endsWith('.vkey')) await rm(join(stamps, name));
  assert.deepEqual(
    (await stampsIn(folder)).map(({ check }) => check.faults),
    [['signature']],
  );
});
