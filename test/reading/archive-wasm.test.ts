import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { programOnPath, sandboxKind } from '../../src/reading/sandbox.ts';
import { tarEntries } from '../../src/reading/stages/tar-entries.ts';
import { streamSource } from '../../src/reading/stages/archive-bytes.ts';
import { padding, TAR_END, tarHead } from '../../src/reading/stages/tar-writer.ts';
import { unlockOriginal } from '../../src/reading/read-original.ts';
import { folder, read } from './read-bytes.ts';

const ORDER = 'Seventeen houses were searched. '.repeat(20);
const NAMES = ['plain.txt', 'with space.txt', '第十七号指令.txt', 'ئورۇن.txt', 'empty'];
const without = programOnPath('bsdtar') === undefined ? { skip: 'libarchive is not installed to pack with' } : {};
const LOCKED = new URL('../fixtures/locked/', import.meta.url);

/** Packs files of these names by libarchive, before it is put out of sight. */
function packed(format: string, more: readonly string[] = []): Buffer {
  const source = mkdtempSync(join(folder, 'source-'));
  for (const [at, name] of NAMES.entries()) writeFileSync(join(source, name), name === 'empty' ? '' : `${at} ${ORDER}`);
  mkdirSync(join(source, 'inner'));
  writeFileSync(join(source, 'inner', 'deep.txt'), ORDER);
  if (format !== 'iso9660') symlinkSync('/etc/passwd', join(source, 'link'));
  const target = `${source}.packed`;
  execFileSync(BSDTAR, [`--format=${format}`, ...more, '-cf', target, '-C', source, '.'], {
    env: { ...process.env, LANG: 'C.UTF-8', PATH: path },
  });
  return readFileSync(target);
}
const BSDTAR = programOnPath('bsdtar') ?? '';
const path = process.env['PATH'];

before(async () => {
  await sandboxKind();
  const bin = mkdtempSync(join(folder, 'bin-'));
  for (const name of ['bwrap', 'unshare', 'setpriv', 'sandbox-exec']) {
    const program = programOnPath(name);
    if (program !== undefined) symlinkSync(program, join(bin, name));
  }
  process.env['PATH'] = bin;
});
after(() => {
  process.env['PATH'] = path;
});

for (const [format, mediaType] of [
  ['7zip', 'application/x-7z-compressed'],
  ['iso9660', 'application/x-iso9660-image'],
  ['cpio', 'application/x-cpio'],
] as const) {
  test(`without libarchive an archive is taken apart all the same: ${format}`, without, async () => {
    const account = await read(packed(format), 'archive');
    assert.equal(account.mediaType, mediaType);
    assert.equal(account.end.outcome, 'container', JSON.stringify(account.end));
    assert.deepEqual([...account.found.keys()].toSorted(), [...NAMES, 'inner/deep.txt'].toSorted());
    for (const [at, name] of NAMES.entries())
      assert.equal(account.found.get(name), name === 'empty' ? '' : `${at} ${ORDER}`);
    if (format !== 'iso9660') assert.deepEqual([...account.refused], [['link', 'symbolic-link']]);
    assert.match(account.entries[0]?.modified ?? '', /^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ$/v);
  });
}

for (const filter of ['--bzip2', '--xz']) {
  test(`without libarchive a packed tar archive becomes a tar archive: ${filter}`, without, async () => {
    const account = await read(packed('pax', [filter]), 'leak.tar.packed');
    assert.deepEqual(account.end, { outcome: 'container' });
    assert.deepEqual([...account.found.keys()], ['leak.tar.packed.unpacked']);
  });
}

test('a damaged entry is refused, and what stands before it is kept', without, async () => {
  const bytes = packed('7zip', ['--options=7zip:compression=store']);
  const at = bytes.indexOf('3 Seventeen houses');
  assert.ok(at > 0, 'the third file is stored as it is');
  bytes.writeUInt8(bytes.readUInt8(at + 40) ^ 0xff, at + 40);
  const account = await read(bytes, 'a.7z');
  assert.equal(account.end.outcome, 'container');
  assert.deepEqual(
    [...account.refused].filter(([name]) => name !== 'link'),
    [['ئورۇن.txt', 'broken']],
  );
  assert.equal(account.found.get('plain.txt'), `0 ${ORDER}`);
});

test('one packed file that swells to nothing but zeros is refused, and none of it kept', without, async () => {
  const source = mkdtempSync(join(folder, 'source-'));
  writeFileSync(join(source, 'zeros'), Buffer.alloc(40_000_000));
  const target = `${source}.tar.bz2`;
  const options = ['--bzip2', '-cf', target, '-C', source, 'zeros'];
  execFileSync(BSDTAR, options, { env: { ...process.env, PATH: path } });
  const account = await read(readFileSync(target), 'a.tar.bz2');
  assert.equal(account.end.reason?.code, 'bomb');
  assert.equal(account.found.size, 0);
});

test('one volume of an archive says that it is one', without, async () => {
  const account = await read(packed('7zip').subarray(0, 200), 'leak.7z.001');
  assert.deepEqual(account.end, { outcome: 'unreadable', reason: { code: 'split-archive' } });
});

test('a locked archive names what is locked, or says that even the names are', async () => {
  const words = await read(readFileSync(new URL('words.7z', LOCKED)), 'words.7z');
  assert.equal(words.end.outcome, 'container');
  assert.deepEqual(
    [...words.refused],
    [
      ['one.txt', 'encrypted'],
      ['二.txt', 'encrypted'],
    ],
  );
  const names = await read(readFileSync(new URL('names.7z', LOCKED)), 'names.7z');
  assert.deepEqual(names.end, { outcome: 'unreadable', reason: { code: 'encrypted' } });
});

for (const name of ['words.7z', 'names.7z']) {
  test(`a locked 7z archive becomes a tar archive once one of the passwords fits: ${name}`, async () => {
    const archive = new URL(name, LOCKED).pathname;
    const { byteLength: size } = readFileSync(archive);
    const chunks: Uint8Array[] = [];
    const order = { path: archive, name, size };
    const keep = async (bytes: AsyncIterable<Uint8Array>): Promise<void> => {
      chunks.push(...(await Array.fromAsync(bytes)));
    };
    const wrong = await unlockOriginal({ ...order, passwords: ['Geheim', ''] }, keep);
    assert.deepEqual([wrong?.code, chunks.length], ['encrypted', 0]);
    assert.equal(await unlockOriginal({ ...order, passwords: ['Geheim', 'geheim'] }, keep), undefined);
    const account = await read(Buffer.concat(chunks));
    assert.equal(account.mediaType, 'application/x-tar');
    assert.deepEqual([...account.found.keys()], ['one.txt', '二.txt']);
    assert.match(account.found.get('二.txt') ?? '', /王勇智/v);
  });
}

test('rar archives open with their password, and those that libarchive does not know are taken apart', async () => {
  const locked = new URL('words.rar', LOCKED);
  const still = await read(readFileSync(locked), 'words.rar');
  assert.deepEqual([...still.refused.values()], ['encrypted', 'encrypted']);
  const chunks: Uint8Array[] = [];
  const order = { path: locked.pathname, name: 'words.rar', size: 2403, passwords: ['geheim', 'password'] };
  const failed = await unlockOriginal(order, async (bytes) => void chunks.push(...(await Array.fromAsync(bytes))));
  assert.equal(failed, undefined);
  assert.deepEqual([...(await read(Buffer.concat(chunks))).found.keys()], ['stest1.txt', 'stest2.txt']);
  const old = await read(readFileSync(new URL('../archives/old.rar', LOCKED)), 'old.rar');
  assert.deepEqual([old.end, [...old.found.values()]], [{ outcome: 'container' }, ['file1\r\n', 'file2\r\n']]);
});

test('of hard links the file is taken out once, whatever cannot be linked here', async () => {
  const account = await read(readFileSync(new URL('../archives/links.rar', LOCKED)), 'links.rar');
  assert.deepEqual([...account.found.keys()], ['stest1.txt']);
  assert.equal(account.refused.size, 2);
});

test('what the tar archives of unlocked files say is read as it was written', async () => {
  const long = `${'一二三四五/'.repeat(30)}six.txt`;
  const members = [
    { path: long, size: 5, modified: 1_500_000_000 },
    { path: 'empty', size: 0 },
  ];
  const bytes = members.flatMap((member) => [tarHead(member), Buffer.alloc(member.size, 'x'), padding(member.size)]);
  const said: string[] = [];
  async function* stream(): AsyncGenerator<Uint8Array> {
    yield Buffer.concat([...bytes, TAR_END]);
  }
  for await (const entry of tarEntries(streamSource(stream()))) {
    const content = Buffer.concat(await Array.fromAsync(entry.bytes)).toString();
    said.push(`${Buffer.from(entry.untrustedName).toString()} ${entry.size} ${content}`);
  }
  assert.deepEqual(said, [`${long} 5 xxxxx`, 'empty 0 ']);
});
