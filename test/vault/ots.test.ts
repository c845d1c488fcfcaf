import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import * as fc from '../properties.ts';
import { apply, parseOts, printOts, type Attestation, type Timestamp } from '../../src/vault/time/ots-format.ts';
import { checkOts, proofWith, stampTogether, upgraded } from '../../src/vault/time/ots.ts';

const BYTES = Buffer.from('a checkpoint');
const DIGEST = createHash('sha256').update(BYTES).digest();
const CALENDAR = 'https://calendar.example.org';
const HEIGHT = 700_000;
const TIME = 1_750_000_000;

function payload(kind: 'pending' | 'bitcoin'): Uint8Array {
  if (kind === 'pending') return Buffer.concat([Buffer.of(CALENDAR.length), Buffer.from(CALENDAR)]);
  return Buffer.from('e0dc2a', 'hex'); // 700,000 in base 128, the lowest first
}

/** What a calendar answers: the tree alone, as in a proof behind its digest. */
function answer(...attestations: readonly Attestation[]): Uint8Array {
  const whole = printOts({ hash: { tag: 0x08 }, digest: DIGEST, timestamp: { attestations, branches: [] } });
  return whole.subarray(Buffer.from(whole).indexOf(DIGEST) + DIGEST.length);
}

const PENDING: Attestation = { kind: 'pending', calendar: CALENDAR, payload: payload('pending') };
const BITCOIN: Attestation = { kind: 'bitcoin', height: HEIGHT, payload: payload('bitcoin') };

/** A header with this root whose hash is below an easy target: as the chain for tests of Bitcoin's own has them. */
function mined(root: Uint8Array, bits = 0x207fffff): Buffer {
  const header = Buffer.alloc(80);
  Buffer.from(root).copy(header, 36);
  header.writeUInt32LE(TIME, 68);
  header.writeUInt32LE(bits, 72);
  for (let nonce = 0; ; nonce += 1) {
    header.writeUInt32LE(nonce, 76);
    const once = createHash('sha256').update(header).digest();
    if ((createHash('sha256').update(once).digest()[31] ?? 255) < 0x7f) return header;
  }
}

test('several digests lead to one commitment, each by a path of its own, and its nonce hides it', () => {
  fc.assert(
    fc.property(
      fc.array(fc.uint8Array({ minLength: 32, maxLength: 32 }), { minLength: 1, maxLength: 20 }),
      (digests) => {
        const { commitment, paths } = stampTogether(digests);
        assert.equal(paths.length, digests.length);
        for (const [index, digest] of digests.entries()) {
          const end = (paths[index] ?? []).reduce<Uint8Array>((at, step) => apply(step, at) ?? assert.fail(), digest);
          assert.deepEqual(Buffer.from(end), Buffer.from(commitment));
        }
      },
    ),
  );
  const [one, other] = [stampTogether([DIGEST]), stampTogether([DIGEST])];
  assert.notDeepEqual(one.commitment, other.commitment);
});

test('a promise becomes a proof once the block is there and its header is at hand', () => {
  const { commitment, paths } = stampTogether([DIGEST]);
  const promised = proofWith(DIGEST, paths[0] ?? [], answer(PENDING));
  const hex = Buffer.from(commitment).toString('hex');
  assert.deepEqual(checkOts(promised, BYTES, new Map()), {
    faults: [],
    attestations: [{ state: 'pending', calendar: CALENDAR, commitment: hex }],
  });
  const proof = upgraded(promised, hex, answer(BITCOIN));
  const states = (headers: ReadonlyMap<number, Uint8Array>): readonly string[] =>
    checkOts(proof, BYTES, headers).attestations.map(({ state }) => state);
  assert.deepEqual(states(new Map()), ['pending', 'header-missing']);
  assert.deepEqual(states(new Map([[HEIGHT, mined(DIGEST)]])), ['pending', 'header-differs'], 'another root');
  const [, confirmed] = checkOts(proof, BYTES, new Map([[HEIGHT, mined(commitment)]])).attestations;
  assert.deepEqual(confirmed, {
    state: 'confirmed',
    chain: 'bitcoin',
    height: HEIGHT,
    time: new Date(TIME * 1000).toISOString(),
  });
  const cheap = mined(commitment);
  cheap.writeUInt32LE(0x03000001, 72); // claims more work than went into it
  assert.deepEqual(states(new Map([[HEIGHT, cheap]])), ['pending', 'header-differs'], 'no work');
});

test('a proof of other bytes, a cut one, and one with something behind it prove nothing', () => {
  const proof = proofWith(DIGEST, stampTogether([DIGEST]).paths[0] ?? [], answer(BITCOIN));
  assert.deepEqual(checkOts(proof, Buffer.from('another'), new Map()).faults, ['other-bytes']);
  for (let length = 0; length < proof.length; length += 1) {
    assert.deepEqual(checkOts(proof.subarray(0, length), BYTES, new Map()).faults, ['malformed']);
  }
  assert.deepEqual(checkOts(Buffer.concat([proof, Buffer.of(0)]), BYTES, new Map()).faults, ['malformed']);
  assert.throws(() => upgraded(proof, 'ff'.repeat(32), answer(BITCOIN)), /does not lead there|does not lead to/);
});

const attestation = fc.constantFrom<Attestation>(PENDING, BITCOIN, {
  kind: 'unknown',
  tag: '0102030405060708',
  payload: Buffer.from('what'),
});
const operation = fc.oneof(
  fc.constantFrom({ tag: 0x02 }, { tag: 0x03 }, { tag: 0x08 }, { tag: 0x67 }, { tag: 0xf2 }, { tag: 0xf3 }),
  fc.record({ tag: fc.constantFrom(0xf0, 0xf1), argument: fc.uint8Array({ minLength: 1, maxLength: 300 }) }),
);
const { tree } = fc.letrec<{ tree: Timestamp; leaf: Timestamp }>((tie) => ({
  leaf: fc.record({ attestations: fc.array(attestation, { minLength: 1, maxLength: 3 }), branches: fc.constant([]) }),
  tree: fc.oneof(
    { maxDepth: 6 },
    tie('leaf'),
    fc.record({
      attestations: fc.array(attestation, { maxLength: 2 }),
      branches: fc.array(fc.record({ operation, next: tie('tree') }), { minLength: 1, maxLength: 3 }),
    }),
  ),
}));

test('what is printed is what is read, for any tree', () => {
  fc.assert(
    fc.property(tree, (timestamp) => {
      const printed = printOts({ hash: { tag: 0x08 }, digest: DIGEST, timestamp });
      assert.deepEqual(Buffer.from(printOts(parseOts(printed))), Buffer.from(printed));
    }),
  );
});

test('any change of a proof is either refused or attests something else of these bytes', () => {
  const { paths } = stampTogether([DIGEST, createHash('sha256').update('other').digest()]);
  const { commitment } =
    checkOts(proofWith(DIGEST, paths[0] ?? [], answer(PENDING)), BYTES, new Map()).attestations[0] ?? {};
  const proof = proofWith(DIGEST, paths[0] ?? [], answer(BITCOIN));
  const headers = new Map([[HEIGHT, mined(Buffer.from(commitment ?? '', 'hex'))]]);
  assert.equal(checkOts(proof, BYTES, headers).attestations[0]?.state, 'confirmed');
  for (let at = 0; at < proof.length; at += 1) {
    const changed = Buffer.from(proof);
    changed[at] = (changed[at] ?? 0) ^ 1;
    const { faults, attestations } = checkOts(changed, BYTES, headers);
    assert.ok(faults.length > 0 || attestations.every(({ state }) => state !== 'confirmed'), `byte ${at}`);
  }
});

test('a proof that nests without end, or whose messages grow without end, is refused', () => {
  const magic = Buffer.from(
    printOts({ hash: { tag: 0x08 }, digest: DIGEST, timestamp: { attestations: [PENDING], branches: [] } }),
  );
  const head = magic.subarray(0, magic.indexOf(DIGEST) + DIGEST.length);
  assert.deepEqual(checkOts(Buffer.concat([head, Buffer.alloc(100_000, 0x08)]), BYTES, new Map()).faults, [
    'malformed',
  ]);
  const swelling = Buffer.concat([head, Buffer.alloc(20, 0xf3), answer(BITCOIN)]);
  assert.deepEqual(checkOts(swelling, BYTES, new Map()).faults, ['malformed']);
});
