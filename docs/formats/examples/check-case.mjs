// Checks a case folder with nothing but Node and the three documents beside this file: it shares no code with the
// program, so that one can be held against the other. Usage: node check-case.mjs FOLDER. Exit code 1 if not sound.
import assert from 'node:assert/strict';
import { createPublicKey, hash, verify } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = process.argv[2];
const read = (...place) => readFileSync(join(folder, ...place));
const lines = (name) => {
  const text = read('ledger', name).toString();
  assert.ok(text.endsWith('\n'), `${name} ends in half a line`);
  return text.slice(0, -1).split('\n');
};
const sha256 = (bytes, encoding = 'hex') => hash('sha256', bytes, encoding);
const node = (left, right) => sha256(Buffer.concat([Buffer.of(1), left, right]), 'buffer');

/** Merkle tree hash of RFC 6962 §2.1. */
function rootOf(leaves) {
  if (leaves.length === 0) return sha256('', 'buffer');
  if (leaves.length === 1) return sha256(Buffer.concat([Buffer.of(0), leaves[0]]), 'buffer');
  const k = 2 ** Math.floor(Math.log2(leaves.length - 1));
  return node(rootOf(leaves.slice(0, k)), rootOf(leaves.slice(k)));
}

const keys = new Map();
for (const line of lines('keys.txt')) {
  // Base64 has a plus too: only the first two part.
  const [, name, id, encoded] = /^([^+]+)\+(.{8})\+(.+)$/.exec(line) ?? assert.fail('keys.txt');
  const tagged = Buffer.from(encoded, 'base64');
  assert.equal(sha256(Buffer.concat([Buffer.from(`${name}\n`), tagged])).slice(0, 8), id);
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: tagged.subarray(1).toString('base64url') };
  keys.set(id, { line, name, key: createPublicKey({ key: jwk, format: 'jwk' }) });
}

const entries = lines('entries.jsonl');
const openings = lines('openings.jsonl').map((line) => JSON.parse(line));
assert.equal(openings.length, entries.length);
let prev = '0'.repeat(64);
const acts = entries.map((line, seq) => {
  const entry = JSON.parse(line);
  assert.deepEqual([entry.v, entry.seq, entry.prev], [1, seq, prev], `entry ${seq} is out of its place`);
  const { seq: opens, key, sig, open } = openings[seq];
  assert.equal(opens, seq);
  assert.deepEqual(
    open.map((disclosure) => sha256(disclosure, 'base64url')),
    entry.sd,
    `opening of entry ${seq}`,
  );
  const { name, key: publicKey } = keys.get(key);
  const message = Buffer.from(`touchstone/ledger-entry/v1\n${name}\n${line}`);
  assert.ok(verify(null, message, publicKey, Buffer.from(sig, 'base64url')), `signature of entry ${seq}`);
  prev = sha256(line);
  const fields = open.map((disclosure) => JSON.parse(Buffer.from(disclosure, 'base64url').toString()).slice(1));
  return Object.fromEntries(fields.filter(([field]) => field !== ''));
});
const added = acts.filter(({ kind }) => kind === 'key-added').map(({ key }) => key);
assert.deepEqual(
  added,
  Array.from(keys.values(), ({ line }) => line),
  'keys.txt',
);
const caseFile = JSON.parse(read('case.json').toString());
assert.deepEqual([acts[0].kind, acts[0].case, acts[0].name], ['case-created', caseFile.id, caseFile.name]);

for (const name of readdirSync(join(folder, 'ledger', 'checkpoints'))) {
  const [text, signature] = read('ledger', 'checkpoints', name).toString().split('\n\n');
  const [origin, size, root] = text.split('\n');
  const [, keyName, encoded] = signature.trimEnd().split(' ');
  const bytes = Buffer.from(encoded, 'base64');
  const { key, name: known } = keys.get(bytes.toString('hex', 0, 4));
  assert.deepEqual([origin, keyName, name], [known, known, `${size.padStart(12, '0')}.txt`]);
  assert.ok(verify(null, Buffer.from(`${text}\n`), key, bytes.subarray(4)), `signature of ${name}`);
  assert.ok(entries.length >= Number(size), `${name} was signed for more entries`);
  assert.equal(rootOf(entries.slice(0, Number(size)).map((line) => Buffer.from(line))).toString('base64'), root, name);
}

for (const [seq, { checkpoint }] of acts.entries()) {
  if (checkpoint === undefined) continue; // entries of the first months do not name checkpoints
  const [, size, root] = read('ledger', 'checkpoints', `${String(seq).padStart(12, '0')}.txt`)
    .toString()
    .split('\n');
  assert.deepEqual([Number(size), root], [seq, checkpoint], `the checkpoint that entry ${seq} names`);
}

for (const { kind, original, size } of acts) {
  if (kind !== 'received') continue;
  const place = ['vault', original.slice(0, 2), original.slice(2, 4), original];
  assert.ok(existsSync(join(folder, ...place)), `${original} is missing`);
  assert.deepEqual([sha256(read(...place)), read(...place).length], [original, size]);
}
console.log(JSON.stringify(acts, undefined, 2));
