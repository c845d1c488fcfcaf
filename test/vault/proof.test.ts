import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import * as fc from '../properties.ts';
import { systemClock } from '../../src/base/clock.ts';
import { createIdentity } from '../../src/vault/identity.ts';
import { createLedger, type Ledger } from '../../src/vault/ledger.ts';
import { checkProof, makeProof } from '../../src/vault/proof.ts';
import { bringStamp, requestStamps } from '../../src/vault/stamps.ts';
import { temporaryFolder } from '../helpers/temporary.ts';
import { startTimeAuthority } from '../helpers/time-authority.ts';

const ORIGINAL = 'ab'.repeat(32);

/** Entries 0 to 11 under one checkpoint, and one more that none covers; 5 is a derivative of ORIGINAL. */
async function newLedger(t: TestContext): Promise<{ readonly folder: string; readonly ledger: Ledger }> {
  const outside = await temporaryFolder(t);
  const signer = await createIdentity({ person: 'A. Person', folder: join(outside, 'config') });
  const folder = join(outside, 'case');
  const ledger = await createLedger(folder, { signer, clock: systemClock, caseId: 'c', caseName: 'A case' });
  const derived = {
    kind: 'derived',
    fields: { original: ORIGINAL, derivative: 'cd'.repeat(32), what: 'page' },
  } as const;
  await ledger.append(Array.from({ length: 10 }, () => derived));
  await ledger.checkpoint();
  await ledger.append([derived]);
  return { folder, ledger };
}

test('a proof shows the fields that were opened, and nothing of the others', async (t) => {
  const { folder, ledger } = await newLedger(t);
  const proof = await makeProof(folder, ledger, [{ seq: 5, fields: ['kind', 'day', 'derivative'] }]);
  const { faults, entries, origin, keys } = checkProof(proof);
  assert.deepEqual(faults, []);
  assert.equal(origin, ledger.origin);
  assert.equal(keys.length, 1);
  assert.deepEqual(entries, [
    { seq: 5, fields: { kind: 'derived', day: new Date().toISOString().slice(0, 10), derivative: 'cd'.repeat(32) } },
  ]);
  for (const hidden of ['A. Person', ORIGINAL, Buffer.from(ORIGINAL).toString('base64url').slice(2, 60)]) {
    assert.ok(!proof.includes(hidden));
  }
});

test('without its salt nobody can confirm a guess of a closed field', async (t) => {
  const { folder, ledger } = await newLedger(t);
  const proof = await makeProof(folder, ledger, [{ seq: 5, fields: ['kind'] }]);
  // Whoever holds the original knows its hash and the name of the field; all that is missing is 128 random bits.
  const { createHash } = await import('node:crypto');
  const guesses = ['', 'AAAAAAAAAAAAAAAAAAAAAA', ledger.origin].map((salt) => {
    const disclosure = Buffer.from(JSON.stringify([salt, 'original', ORIGINAL])).toString('base64url');
    return createHash('sha256').update(disclosure).digest('base64url');
  });
  assert.ok(guesses.every((guess) => !proof.includes(guess)));
});

test('any changed character of a proof is found, or changes nothing that it says', async (t) => {
  const { folder, ledger } = await newLedger(t);
  const proof = await makeProof(folder, ledger, [
    { seq: 5, fields: ['kind', 'derivative'] },
    { seq: 9, fields: ['day'] },
  ]);
  const sound = checkProof(proof);
  fc.assert(
    fc.property(fc.nat(proof.length - 1), fc.constantFrom('a', '0', '"', 'Z', ' '), (at, character) => {
      const changed = checkProof(proof.slice(0, at) + character + proof.slice(at + 1));
      if (changed.faults.length > 0) return;
      assert.deepEqual(changed.entries, sound.entries);
      assert.deepEqual(changed.keys, sound.keys);
    }),
    { numRuns: 500 },
  );
});

test('an entry of another log, at another place, or under another checkpoint proves nothing', async (t) => {
  const [one, other] = [await newLedger(t), await newLedger(t)];
  const proof = JSON.parse(await makeProof(one.folder, one.ledger, [{ seq: 5, fields: ['kind'] }]));
  const foreign = JSON.parse(await makeProof(other.folder, other.ledger, [{ seq: 5, fields: ['kind'] }]));
  const next = JSON.parse(await makeProof(one.folder, one.ledger, [{ seq: 6, fields: ['kind'] }]));
  const faults = (changes: object): readonly string[] => checkProof(JSON.stringify({ ...proof, ...changes })).faults;
  assert.deepEqual(faults({ entries: foreign.entries }), ['inclusion']);
  assert.deepEqual(faults({ entries: [{ ...next.entries[0], inclusion: proof.entries[0].inclusion }] }), ['inclusion']);
  assert.deepEqual(faults({ entries: [{ ...proof.entries[0], open: foreign.entries[0].open }] }), ['disclosure']);
  assert.deepEqual(
    faults({ entries: [{ ...proof.entries[0], open: [...proof.entries[0].open, ...proof.entries[0].open] }] }),
    ['disclosure'],
  );
  assert.deepEqual(faults({ checkpoint: foreign.checkpoint }), ['checkpoint']);
  assert.deepEqual(faults({ keys: foreign.keys }), ['checkpoint']);
  assert.deepEqual(faults({ keys: [] }), ['checkpoint']);
  assert.deepEqual(faults({ version: 2 }), ['malformed']);
});

test('what there is not cannot be proved', async (t) => {
  const { folder, ledger } = await newLedger(t);
  const refused = { name: 'Problem', code: 'not-found' };
  await assert.rejects(makeProof(folder, ledger, [{ seq: 5, fields: ['password'] }]), refused);
  await assert.rejects(makeProof(folder, ledger, [{ seq: 5, fields: [''] }]), refused);
  await assert.rejects(makeProof(folder, ledger, [{ seq: 12, fields: ['kind'] }]), refused, 'under no checkpoint yet');
  await assert.rejects(makeProof(folder, ledger, [{ seq: 400, fields: ['kind'] }]), refused);
});

test('the stamps of the checkpoint go with the proof, and one of another checkpoint does not hold', async (t) => {
  const { folder, ledger } = await newLedger(t);
  const authority = await startTimeAuthority(await temporaryFolder(t));
  const { authority: request } = await requestStamps(folder);
  const answer = await authority.answer(request.bytes);
  await bringStamp(folder, { name: 'a.tsr', bytes: answer, roots: [] });
  const proof = await makeProof(folder, ledger, [{ seq: 2, fields: ['kind'] }]);
  const roots = [await readFile(authority.rootFile, 'utf8')];
  const { faults, stamps } = checkProof(proof, { roots });
  assert.deepEqual([faults, stamps.map((stamp) => stamp.faults)], [[], [[]]]);
  const parsed = JSON.parse(proof);
  const elsewhere = await newLedger(t);
  const own = JSON.parse(await makeProof(elsewhere.folder, elsewhere.ledger, [{ seq: 2, fields: ['kind'] }]));
  assert.deepEqual(checkProof(JSON.stringify({ ...own, stamps: parsed.stamps }), { roots }).faults, ['stamp']);
});
