import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import * as fc from '../properties.ts';
import { sha256Of } from '../../src/nouns/sha256.ts';
import { certificatesIn } from '../../src/publishing/verifier/certificate.mjs';
import { nodeTools } from '../../src/publishing/verifier/node-files.mjs';
import { checkStamps, type StampFound } from '../../src/publishing/verifier/stamp-check.mjs';
import { printOts, type Attestation, type Timestamp } from '../../src/vault/time/ots-format.ts';
import { checkOts } from '../../src/vault/time/ots.ts';
import { checkTimeStamp, timeStampRequest } from '../../src/vault/time/rfc3161.ts';
import { temporaryFolder } from '../helpers/temporary.ts';
import { startTimeAuthority } from '../helpers/time-authority.ts';

const BYTES = Buffer.from('a checkpoint');

interface Trust {
  readonly roots?: readonly string[];
  readonly headers?: ReadonlyMap<number, Uint8Array>;
}

async function checked(
  kind: string,
  bytes: Uint8Array,
  of = BYTES,
  { roots = [], headers = new Map() }: Trust = {},
): Promise<StampFound> {
  const stamps = [{ kind, bytes: Buffer.from(bytes).toString('base64') }];
  const given = { roots: roots.flatMap((pem) => certificatesIn(pem)), headers };
  const context = { faults: { add: () => undefined }, tools: nodeTools };
  return (await checkStamps({ stamps }, of.toString(), given, context))[0] ?? assert.fail();
}

for (const key of ['rsa', 'ec'] as const) {
  test(`the verifier of packages judges a time stamp as Touchstone does, and a changed one says nothing else (${key})`, async (t) => {
    const authority = await startTimeAuthority(await temporaryFolder(t), { key });
    const answer = await authority.answer(timeStampRequest(sha256Of(BYTES)).request);
    const roots = [authority.rootPem];
    const sound = await checked('rfc3161', answer, BYTES, { roots });
    const expected = checkTimeStamp(answer, { bytes: BYTES, roots });
    assert.deepEqual([sound.faults, sound.isKnown, sound.time], [[], true, expected.time]);
    assert.equal((await checked('rfc3161', answer)).isKnown, false);
    assert.deepEqual((await checked('rfc3161', answer, Buffer.from('another'))).faults, ['other-bytes']);
    await fc.assert(
      fc.asyncProperty(fc.nat(answer.length - 1), fc.integer({ min: 1, max: 255 }), async (at, by) => {
        const changed = Buffer.from(answer);
        changed.writeUInt8(changed.readUInt8(at) ^ by, at);
        // What no signature covers, the envelope, may differ where it says the same.
        const { faults, ...said } = await checked('rfc3161', changed, BYTES, { roots });
        if (faults.length === 0 && said.isKnown === true) assert.equal(said.time, sound.time, `${at}`);
      }),
      { numRuns: 300 },
    );
  });
}

test('stamps of other authorities come out alike', async () => {
  const fixture = (name: string) => readFile(new URL(`../fixtures/rfc3161/${name}`, import.meta.url));
  for (const name of ['response.tsr', 'other_response.tsr', 'response-injected-certs.tsr']) {
    const answer = await fixture(name);
    const own = await checked('rfc3161', answer);
    const { faults, time } = checkTimeStamp(answer, { bytes: BYTES, roots: [] });
    // Whom to trust was not said: where the chain would lead to does not count.
    assert.deepEqual(
      [...own.faults],
      faults.filter((fault) => fault !== 'unknown-root' && fault !== 'chain'),
      name,
    );
    assert.equal(own.time, time, name);
  }
});

test('a chain counts where it leads to a certificate that was given, and each was valid at the time', async (t) => {
  const authority = await startTimeAuthority(await temporaryFolder(t));
  const answer = await authority.answer(timeStampRequest(sha256Of(BYTES)).request);
  const other = await startTimeAuthority(await temporaryFolder(t));
  const known = async (roots: readonly string[]): Promise<boolean | undefined> =>
    (await checked('rfc3161', answer, BYTES, { roots })).isKnown;
  assert.deepEqual(
    [await known([authority.rootPem]), await known([other.rootPem]), await known([])],
    [true, false, false],
  );
});

test('an OpenTimestamps proof leads to the Merkle root of a block, or nowhere', async () => {
  const digest = createHash('sha256').update(BYTES).digest();
  const bitcoin: Attestation = { kind: 'bitcoin', height: 700_000, payload: Buffer.from('e0dc2a', 'hex') };
  const pending: Attestation = { kind: 'pending', calendar: 'c.example', payload: Buffer.from('\x09c.example') };
  const end = (attestation: Attestation): Timestamp => ({ attestations: [attestation], branches: [] });
  const proofOf = (attestation: Attestation): Uint8Array =>
    printOts({
      hash: { tag: 0x08 },
      digest,
      timestamp: {
        attestations: [],
        branches: [
          {
            operation: { tag: 0xf0, argument: Buffer.from('salt') },
            next: { attestations: [pending], branches: [{ operation: { tag: 0x08 }, next: end(attestation) }] },
          },
        ],
      },
    });
  const root = createHash('sha256').update(digest).update('salt').digest();
  const proof = proofOf(bitcoin);
  assert.deepEqual((await checked('opentimestamps', proof)).blocks, [
    { height: 700_000, merkleRoot: Buffer.from(root.toReversed()).toString('hex') },
  ]);
  assert.deepEqual((await checked('opentimestamps', proofOf(pending))).blocks, []);
  assert.deepEqual((await checked('opentimestamps', proof, Buffer.from('another'))).faults, ['other-bytes']);
  for (let length = 0; length < proof.length; length++) {
    const { faults } = await checked('opentimestamps', proof.subarray(0, length));
    assert.notDeepEqual(faults, [], `${length} bytes of it`);
  }
  await fc.assert(
    fc.asyncProperty(fc.nat(proof.length - 1), fc.integer({ min: 1, max: 255 }), async (at, by) => {
      const changed = Buffer.from(proof);
      changed.writeUInt8(changed.readUInt8(at) ^ by, at);
      const own = await checked('opentimestamps', changed);
      const { faults, attestations } = checkOts(changed, BYTES, new Map());
      const heights = attestations.flatMap(({ chain, height }) => (chain === 'bitcoin' ? height : []));
      // A calendar's promise proves nothing and is not looked into.
      if (own.faults.length === 0 && faults.length === 0)
        assert.deepEqual(
          own.blocks?.map(({ height }) => height),
          heights,
          `${at} ^ ${by}`,
        );
      else if (own.faults.length === 0) assert.deepEqual(own.blocks, (await checked('opentimestamps', proof)).blocks);
    }),
    { examples: [[81, 1]] }, // the salted digest, not its hash, as the root
  );
});

/** 80 bytes with this Merkle root and time, in which about two tries of work went, if `bits` ask for no more. */
function headerOf(root: Uint8Array, seconds: number, bits: number): Buffer {
  const header = Buffer.alloc(80);
  header.set(root, 36);
  header.writeUInt32LE(seconds, 68);
  header.writeUInt32LE(bits, 72);
  const twice = (): Buffer => createHash('sha256').update(createHash('sha256').update(header).digest()).digest();
  for (let nonce = 0; (twice()[31] ?? 0) >= 0x7f; nonce++) header.writeUInt32LE(nonce, 76);
  return header;
}

test('a block counts by a header that is given, has its Merkle root, and cost work', async () => {
  const digest = createHash('sha256').update(BYTES).digest();
  const attestation: Attestation = { kind: 'bitcoin', height: 7, payload: Buffer.of(7) };
  const proof = printOts({ hash: { tag: 0x08 }, digest, timestamp: { attestations: [attestation], branches: [] } });
  const easy = 0x207fffff;
  const time = '2024-05-06T07:08:09.000Z';
  const seconds = Date.parse(time) / 1000;
  const cases: readonly (readonly [
    why: string,
    header: Buffer | undefined,
    faults: readonly string[],
    time?: string,
  ])[] = [
    ['its own', headerOf(digest, seconds, easy), [], time],
    ['no header', undefined, []],
    ['of another root', headerOf(Buffer.alloc(32), seconds, easy), ['block-differs']],
    ['without the work that it names', headerOf(digest, seconds, 0x03000001), ['block-differs']],
  ];
  for (const [why, header, faults, expected] of cases) {
    const headers = new Map(header === undefined ? [] : [[7, header]]);
    const found = await checked('opentimestamps', proof, BYTES, { headers });
    assert.deepEqual([found.faults, found.blocks?.[0]?.time], [faults, expected], why);
    const [own] = checkOts(proof, BYTES, headers).attestations;
    assert.equal(own?.time, expected, `${why}, in Touchstone`);
  }
});

test('docs/formats/package.md names every fault that the verifier can find, and no other', () => {
  const source = globSync('src/publishing/verifier/*.mjs')
    .map((file) => readFileSync(file, 'utf8'))
    .join('');
  const found = [...source.matchAll(/faults\s*\.add\(\s*'([a-z-]+)'/g)].map(([, code]) => String(code));
  const table = /\| fault +\|.*?\n\n/s.exec(readFileSync('docs/formats/package.md', 'utf8'))?.[0] ?? '';
  const told = [...table.matchAll(/`([a-z-]+)`/g)].map(([, code]) => String(code));
  assert.deepEqual(new Set(told), new Set(found));
});
