import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { generateKeyPairSync, sign } from 'node:crypto';
import { chmod, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Identity } from '../../src/vault/identity.ts';
import { openLedger } from '../../src/vault/ledger.ts';
import { verifierKey } from '../../src/vault/signed-note.ts';
import { verifyCaseFiles } from '../../src/vault/verify.ts';
import { copyOf, newIdentity, smallCase, testClock } from './case-fixture.ts';

const examples = fileURLToPath(new URL('../../docs/formats/examples/', import.meta.url));
const example = join(examples, 'case-v1');
const check = (folder: string): { status: number | null; stdout: string; stderr: string } =>
  spawnSync(process.execPath, [join(examples, 'check-case.mjs'), folder], { encoding: 'utf8' });

test('the example of version 1 is still read, and found sound', async () => {
  const report = await verifyCaseFiles(example);
  assert.deepEqual(report.findings, []);
  const ledger = await openLedger(example, { clock: testClock() });
  const kinds = (await Array.fromAsync(ledger.entries())).map(({ kind }) => kind);
  const expected = ['case-created', 'key-added', 'accession-begun', 'received', 'noted', 'accession-closed', 'read'];
  assert.deepEqual(kinds, expected);
});

test('a reader that shares no code with the program reads the example and a case made now', async () => {
  for (const folder of [example, await smallCase(await newIdentity()), await smallCase(await keyWithPluses())]) {
    const { status, stdout, stderr } = check(folder);
    assert.equal(status, 0, stderr);
    const ledger = await openLedger(folder, { clock: testClock() });
    const acts = await Array.fromAsync(ledger.entries(), ({ kind, at, actor, checkpoint, fields }) => ({
      ...fields,
      ...(checkpoint === undefined ? {} : { checkpoint }),
      kind,
      at,
      actor,
      day: at.slice(0, 10),
    }));
    assert.deepEqual(JSON.parse(stdout), acts);
  }
});

/** Signs with a key that looks, in Base64, as if another part of its line began within it. */
async function keyWithPluses(): Promise<Identity> {
  for (;;) {
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    const key = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32);
    if (!/\+.{8}\+/.test(Buffer.concat([Buffer.of(1), key]).toString('base64'))) continue;
    const signerFor: Identity['signerFor'] = (origin) => ({
      key: verifierKey(origin, key),
      sign: (message) => sign(null, message, privateKey),
    });
    return { ...(await newIdentity()), signerFor };
  }
}

const FILES = [
  'ledger/entries.jsonl',
  'ledger/openings.jsonl',
  'ledger/keys.txt',
  'ledger/checkpoints/000000000006.txt',
];
for (const file of FILES) {
  test(`that reader, too, refuses a changed ${file}`, async () => {
    const folder = await copyOf(example);
    const bytes = await readFile(join(folder, file));
    bytes[Math.floor(bytes.length / 2)]! ^= 1;
    await chmod(join(folder, file), 0o600);
    await writeFile(join(folder, file), bytes);
    assert.notEqual(check(folder).status, 0);
  });
}
