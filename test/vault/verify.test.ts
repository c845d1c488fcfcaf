import assert from 'node:assert/strict';
import { hash as digest } from 'node:crypto';
import { appendFile, chmod, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { test } from 'node:test';
import { signActs } from '../../src/vault/act.ts';
import { entryMessage, parseOpening, printOpening } from '../../src/vault/entry.ts';
import { verifyCaseFiles, type Finding } from '../../src/vault/verify.ts';
import { copyOf, newIdentity, smallCase, testClock } from './case-fixture.ts';

const ayla = await newIdentity();
const stranger = await newIdentity('Ayla Demir');
const sound = await smallCase(ayla);
const ENTRIES = 'ledger/entries.jsonl';
const OPENINGS = 'ledger/openings.jsonl';

async function filesUnder(folder: string, place: string): Promise<string[]> {
  const found = await readdir(join(folder, place), { recursive: true, withFileTypes: true });
  return found.filter((entry) => entry.isFile()).map((entry) => relative(folder, join(entry.parentPath, entry.name)));
}

async function faultsOf(folder: string): Promise<Finding[]> {
  const { ok, findings } = await verifyCaseFiles(folder);
  const faults = findings.filter(({ severity }) => severity === 'fault');
  assert.equal(ok, faults.length === 0);
  return faults;
}

test('a sound case is sound, and everything in it was looked at', async () => {
  const seen: string[] = [];
  const report = await verifyCaseFiles(sound, { onProgress: ({ what, done }) => seen.push(`${what} ${done}`) });
  assert.deepEqual(report.findings, []);
  assert.deepEqual(report.checked, { originals: 3, derivatives: 2, entries: 12, signatures: 12, checkpoints: 3 });
  assert.deepEqual(
    report.keys.map(({ actor, since }) => [actor, since]),
    [['Ayla Demir', 1]],
  );
  assert.ok(seen.includes('entries 12') && seen.includes('originals 3') && seen.includes('derivatives 2'));
});

/** Every offset of a small file and of one checkpoint; elsewhere the ends, the line ends, and a byte here and there. */
function offsetsOf(file: string, bytes: Buffer): number[] {
  const step = file.includes('checkpoints/') && !file.endsWith('12.txt') ? 11 : bytes.length < 600 ? 1 : 197;
  const some = (i: number): boolean => i === bytes.length - 1 || i % step === 0 || bytes[i] === 0x0a;
  return Array.from(bytes.keys()).filter(some);
}

/** Where a finding about a changed byte in `file` must be: the file, or the entry that the byte belongs to. */
function placesOf(file: string, bytes: Buffer, offset: number): string[] {
  if (file !== ENTRIES && file !== OPENINGS) return [file];
  const line = bytes.subarray(0, offset).filter((byte) => byte === 0x0a).length;
  return [file, `entry ${line}`, `${file} line ${line + 1}`];
}

test('one changed byte anywhere under vault, derived or ledger is found, and its file or entry named', async () => {
  const folder = await copyOf(sound);
  const files = (await Promise.all(['vault', 'derived', 'ledger'].map((place) => filesUnder(folder, place)))).flat();
  assert.equal(files.length, 11);
  for (const file of files) {
    const bytes = await readFile(join(folder, file));
    await chmod(join(folder, file), 0o640);
    for (const offset of offsetsOf(file, bytes)) {
      const changed = Buffer.from(bytes);
      changed[offset]! ^= 1 << (offset % 8);
      await writeFile(join(folder, file), changed);
      const faults = await faultsOf(folder);
      const places = placesOf(file, bytes, offset);
      assert.ok(
        faults.some(({ where }) => places.includes(where)),
        `${file} at ${offset}: ${JSON.stringify(faults)}`,
      );
    }
    await writeFile(join(folder, file), bytes);
  }
  assert.deepEqual(await faultsOf(folder), []);
});

type Lines = (lines: string[]) => string[];
/** One character of the last commitment, changed to another that a commitment may hold; the order stays as it was. */
const withOtherCommitment = (line: string): string =>
  line.replace(/(.)(.{20}"\],"seq")/, (_, old: string, rest: string) => (old === 'A' ? 'B' : 'A') + rest);
const swap: Lines = (lines) => lines.with(5, lines[6]!).with(6, lines[5]!);
const LEDGER_CHANGES: readonly { why: string; file: string; change: Lines; expect: string }[] = [
  {
    why: 'a dropped entry',
    file: ENTRIES,
    change: (lines) => lines.toSpliced(5, 1),
    expect: 'entries-missing: entry 5',
  },
  {
    why: 'two dropped entries',
    file: ENTRIES,
    change: (lines) => lines.toSpliced(5, 2),
    expect: 'entries-missing: entries 5 to 6',
  },
  { why: 'two entries swapped', file: ENTRIES, change: swap, expect: 'entry-out-of-order: entry 5' },
  {
    why: 'an entry twice',
    file: ENTRIES,
    change: (lines) => lines.toSpliced(5, 0, lines[5]!),
    expect: 'entry-out-of-order: entry 5',
  },
  {
    why: 'an entry with another number',
    file: ENTRIES,
    change: (lines) => lines.with(5, lines[5]!.replace('"seq":5', '"seq":9')),
    expect: 'entry-misnumbered: entry 5',
  },
  {
    why: 'an entry that is changed',
    file: ENTRIES,
    change: (lines) => lines.with(5, withOtherCommitment(lines[5]!)),
    expect: 'chain-broken: entry 5',
  },
  {
    why: 'a line that is no entry',
    file: ENTRIES,
    change: (lines) => lines.with(5, '{}'),
    expect: 'entry-unreadable: entry 5',
  },
  {
    why: 'a space in a line',
    file: ENTRIES,
    change: (lines) => lines.with(5, ` ${lines[5]!}`),
    expect: 'entry-unreadable: entry 5',
  },
  {
    why: 'entries cut off',
    file: ENTRIES,
    change: (lines) => [...lines.slice(0, 9), ''],
    expect: 'entries-missing: entries 9 to 11',
  },
  {
    why: 'entries cut off within a line',
    file: ENTRIES,
    change: (lines) => [...lines.slice(0, 9), lines[9]!.slice(0, 100)],
    expect: `torn-line: ${ENTRIES}`,
  },
  {
    why: 'the last newline cut off',
    file: ENTRIES,
    change: (lines) => lines.slice(0, -1),
    expect: `torn-line: ${ENTRIES}`,
  },
  { why: 'no entries', file: ENTRIES, change: () => [], expect: `ledger-missing: ${ENTRIES}` },
  {
    why: 'a dropped opening',
    file: OPENINGS,
    change: (lines) => lines.toSpliced(5, 1),
    expect: 'opening-missing: entry 5',
  },
  { why: 'two openings swapped', file: OPENINGS, change: swap, expect: `opening-unmatched: ${OPENINGS} line 7` },
  {
    why: 'an opening twice',
    file: OPENINGS,
    change: (lines) => lines.toSpliced(5, 0, lines[5]!),
    expect: `opening-unmatched: ${OPENINGS} line 7`,
  },
  {
    why: 'an opening put in the place of another',
    file: OPENINGS,
    change: (lines) => lines.with(5, lines[6]!.replace('"seq":6', '"seq":5')),
    expect: 'opening-differs: entry 5',
  },
  {
    why: 'openings cut off',
    file: OPENINGS,
    change: (lines) => [...lines.slice(0, 9), ''],
    expect: 'opening-missing: entry 9',
  },
  {
    why: 'openings cut off within a line',
    file: OPENINGS,
    change: (lines) => [...lines.slice(0, 9), '{'],
    expect: `torn-line: ${OPENINGS}`,
  },
  {
    why: 'an opening of an entry that is not there',
    file: OPENINGS,
    change: (lines) => [...lines.slice(0, 12), lines[11]!.replace('"seq":11', '"seq":12'), ''],
    expect: `opening-unmatched: ${OPENINGS}`,
  },
  {
    why: 'a key that nobody added',
    file: 'ledger/keys.txt',
    change: (lines) => [...lines.slice(0, 1), stranger.signerFor('x').key.text, ''],
    expect: 'keys-differ: ledger/keys.txt',
  },
  { why: 'no keys', file: 'ledger/keys.txt', change: () => [''], expect: 'keys-differ: ledger/keys.txt' },
  {
    why: 'a checkpoint cut off',
    file: 'ledger/checkpoints/000000000012.txt',
    change: (lines) => lines.slice(0, 3),
    expect: 'checkpoint-damaged: ledger/checkpoints/000000000012.txt',
  },
  {
    why: 'a case of another name',
    file: 'case.json',
    change: ([text]) => [text!.replace('Directive', 'Notice')],
    expect: 'case-file: case.json',
  },
  {
    why: 'a case of another id',
    file: 'case.json',
    change: ([text]) => [text!.replace('7f0c', '7f0d')],
    expect: 'case-file: case.json',
  },
];
for (const { why, file, change, expect } of LEDGER_CHANGES) {
  test(`named exactly: ${why}`, async () => {
    const folder = await copyOf(sound);
    const text = await readFile(join(folder, file), 'utf8');
    await writeFile(join(folder, file), change(text.split('\n')).join('\n'));
    const found = (await faultsOf(folder)).map(({ code, where }) => `${code}: ${where}`);
    assert.ok(found.includes(expect), found.join('\n'));
  });
}

test('a changed entry is named by the one that follows it', async () => {
  const folder = await copyOf(sound);
  const lines = (await readFile(join(folder, ENTRIES), 'utf8')).split('\n');
  await writeFile(join(folder, ENTRIES), lines.with(5, withOtherCommitment(lines[5]!)).join('\n'));
  const broken = (await faultsOf(folder)).find(({ code }) => code === 'chain-broken');
  assert.equal(
    `${broken?.where}: ${broken?.message}`,
    'entry 5: its line does not hash to what entry 6 says came before',
  );
});

const CHECKPOINTS = 'ledger/checkpoints';

test('a checkpoint that was taken away is missed: by the entry that names it, or by the accession that it closes', async () => {
  for (const { why, name, where } of [
    { why: 'the first, after no accession', name: '000000000002.txt', where: `${CHECKPOINTS}/000000000002.txt` },
    { why: 'one that a later one covers', name: '000000000006.txt', where: `${CHECKPOINTS}/000000000006.txt` },
    { why: 'the last, which no entry can name', name: '000000000012.txt', where: 'entry 11' },
  ]) {
    const folder = await copyOf(sound);
    await rm(join(folder, CHECKPOINTS, name));
    const faults = await faultsOf(folder);
    assert.deepEqual(
      faults.map((fault) => [fault.code, fault.where]),
      [['checkpoint-missing', where]],
      why,
    );
  }
});

test('an entry signed with a key that was never added is found, though the signature holds', async () => {
  const folder = await copyOf(sound);
  const entries = (await readFile(join(folder, ENTRIES), 'utf8')).split('\n');
  const openings = (await readFile(join(folder, OPENINGS), 'utf8')).split('\n');
  const origin = (await readFile(join(folder, 'ledger/keys.txt'), 'utf8')).split('+')[0]!;
  const signer = stranger.signerFor(origin);
  const signature = signer.sign(entryMessage(origin, Buffer.from(entries[5]!)));
  for (const key of [signer.key.id, parseOpening(openings[5]!)!.key]) {
    const forged = printOpening({ ...parseOpening(openings[5]!)!, key, signature });
    await writeFile(join(folder, OPENINGS), openings.with(5, forged).join('\n'));
    const [fault, ...rest] = await faultsOf(folder);
    assert.deepEqual(rest, []);
    assert.equal(fault?.where, 'entry 5');
    assert.equal(fault?.code, key === signer.key.id ? 'key-unknown' : 'signature-wrong');
  }
});

test('an entry that names a checkpoint which is not one of the entries before it is found', async () => {
  const folder = await copyOf(sound);
  const entries = (await readFile(join(folder, ENTRIES), 'utf8')).split('\n');
  const origin = (await readFile(join(folder, 'ledger/keys.txt'), 'utf8')).split('+')[0]!;
  const standing = {
    origin,
    seq: 12,
    prev: digest('sha256', entries[11]!, 'hex'),
    at: testClock()(),
    actor: 'Ayla Demir',
    checkpoint: Buffer.alloc(32).toString('base64'),
  };
  for (const { line, opening } of signActs([{ kind: 'noted', fields: {} }], standing, ayla.signerFor(origin))) {
    await appendFile(join(folder, ENTRIES), `${line.toString()}\n`);
    await appendFile(join(folder, OPENINGS), `${opening.toString()}\n`);
  }
  const faults = await faultsOf(folder);
  assert.deepEqual(
    faults.map(({ code, where }) => `${code}: ${where}`),
    ['checkpoint-root: entry 12'],
  );
});

test('originals and derivatives that are gone, replaced or renamed are named', async () => {
  const folder = await copyOf(sound);
  const [first, second, third] = (await filesUnder(folder, 'vault')).toSorted();
  const [derived] = (await filesUnder(folder, 'derived')).toSorted();
  await rm(join(folder, first!));
  await rm(join(folder, second!));
  await symlink(join(folder, third!), join(folder, second!));
  await rename(join(folder, third!), join(folder, `${third!}.bak`));
  await rm(join(folder, derived!));
  const { findings } = await verifyCaseFiles(folder);
  assert.deepEqual(
    new Set(findings.map(({ code, where }) => `${code}: ${where}`)),
    new Set([
      `missing: ${first}`,
      `unreadable: ${second}`,
      `missing: ${third}`,
      `unexpected-file: ${third}.bak`,
      `missing: ${derived}`,
    ]),
  );
});

test('what proves nothing is noted, and no fault', async () => {
  const folder = await copyOf(sound);
  const hash = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
  const [other] = (await filesUnder(folder, 'vault')).toSorted();
  const strays = [
    'vault/stray',
    'vault/incoming/1.2.half',
    'ledger/stray',
    'ledger/keys.txt.1.part',
    'ledger/checkpoints/stray',
    `${other}x`,
  ];
  for (const place of strays) await appendFile(join(folder, place), 'abc');
  await rename(join(folder, `${other}x`), join(folder, 'vault', other!.split('/')[1]!, other!.split('/')[2]!, hash));
  const { ok, findings } = await verifyCaseFiles(folder);
  assert.ok(ok, JSON.stringify(findings));
  assert.equal(findings.length, strays.length);
});

test('an unfinished intake is noted, and a folder that is no case at all is no crash', async () => {
  const folder = await copyOf(sound);
  await rm(join(folder, 'ledger'), { recursive: true });
  await rm(join(folder, 'vault'), { recursive: true });
  const { ok, findings } = await verifyCaseFiles(folder);
  assert.equal(ok, false);
  assert.ok(findings.some(({ code }) => code === 'ledger-missing'));
  assert.ok(findings.some(({ code, severity }) => code === 'not-in-ledger' && severity === 'note'));
});
