import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { deflateSync, constants, gzipSync, zstdCompressSync } from 'node:zlib';
import { programOnPath } from '../../src/reading/sandbox.ts';
import { isSwollen } from '../../src/reading/stages/archive-limits.ts';
import { innerName } from '../../src/reading/stages/archive-inner.ts';
import { makeTar } from './make-tar.ts';
import { folder, read } from './read-bytes.ts';

const ORDER = 'Seventeen houses were searched. '.repeat(20);
const MIB = 1024 ** 2;

const PACKED: readonly { why: string; bytes: Uint8Array; name: string; mediaType: string; inside: string }[] = [
  { why: 'gzip', bytes: gzipSync(ORDER), name: 'order.txt.gz', mediaType: 'application/gzip', inside: 'order.txt' },
  {
    why: 'Zstandard',
    bytes: zstdCompressSync(ORDER),
    name: 'a.log.zst',
    mediaType: 'application/zstd',
    inside: 'a.log',
  },
  {
    why: 'gzip under another name',
    bytes: gzipSync(ORDER),
    name: 'a.pdf',
    mediaType: 'application/gzip',
    inside: 'a.pdf.unpacked',
  },
  {
    why: 'two gzip members, one after the other',
    bytes: Buffer.concat([gzipSync(ORDER.slice(0, 100)), gzipSync(ORDER.slice(100))]),
    name: 'a.gz',
    mediaType: 'application/gzip',
    inside: 'a',
  },
  {
    why: 'gzip that names its file',
    bytes: named('Order 17.txt'),
    name: 'a.gz',
    mediaType: 'application/gzip',
    inside: 'Order 17.txt',
  },
  {
    why: 'gzip that names a path',
    bytes: named('/srv/x/Order.txt'),
    name: 'a.gz',
    mediaType: 'application/gzip',
    inside: 'Order.txt',
  },
  { why: 'gzip that names what climbs', bytes: named('..'), name: 'a.gz', mediaType: 'application/gzip', inside: 'a' },
];
for (const { why, bytes, name, mediaType, inside } of PACKED) {
  test(`one packed file is taken out: ${why}`, async () => {
    const account = await read(bytes, name);
    assert.equal(account.mediaType, mediaType);
    assert.deepEqual(account.end, { outcome: 'container' });
    assert.deepEqual([...account.found], [[inside, ORDER]]);
  });
}

/** RFC 1952 §2.3.1: with the name of the file in the header. */
function named(name: string): Buffer {
  const plain = gzipSync(ORDER);
  plain[3] = 8;
  return Buffer.concat([plain.subarray(0, 10), Buffer.from(`${name}\0`), plain.subarray(10)]);
}

test('a packed tar archive keeps its name, and the archive is found inside', async () => {
  const account = await read(gzipSync(makeTar([{ name: 'a.txt', bytes: ORDER }])), 'leak.tgz');
  assert.deepEqual([...account.found.keys()], ['leak.tar']);
});

const DAMAGED: readonly { why: string; bytes: Uint8Array; reason: string }[] = [
  { why: 'cut off', bytes: gzipSync(ORDER).subarray(0, 40), reason: 'truncated' },
  { why: 'with a byte changed', bytes: flipped(gzipSync(ORDER), 30), reason: 'broken' },
  { why: 'with a wrong checksum', bytes: flipped(gzipSync(ORDER), -8), reason: 'broken' },
  { why: 'Zstandard cut off', bytes: zstdCompressSync(ORDER).subarray(0, 40), reason: 'truncated' },
];
for (const { why, bytes, reason } of DAMAGED) {
  test(`a packed file that is damaged is refused with the reason: ${why}`, async () => {
    const account = await read(bytes, 'a.gz');
    assert.deepEqual([...account.refused.values()], [reason]);
    assert.equal(account.end.reason?.code, 'some-entries-unread');
  });
}

function flipped(bytes: Buffer, at: number): Buffer {
  const copy = Buffer.from(bytes);
  const index = at < 0 ? copy.byteLength + at : at;
  copy[index] = (copy[index] ?? 0) ^ 0xff;
  return copy;
}

/** A gzip member of that many MiB of zeros, made from one MiB of them over and over. */
function zeros(mib: number): Buffer {
  const one = deflateSync(Buffer.alloc(MIB), { level: 9, finishFlush: constants.Z_FULL_FLUSH }).subarray(2);
  const head = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3]);
  return Buffer.concat([head, ...Array.from({ length: mib }, () => one)]);
}

test('a file that swells to gigabytes is refused before any of it is kept, in little memory', async () => {
  const account = await read(zeros(2048), 'bomb.gz');
  assert.equal(account.end.outcome, 'unreadable');
  assert.equal(account.end.reason?.code, 'bomb');
  assert.equal(account.found.size + account.refused.size, 0);
  assert.ok(account.peakBytes < 200 * MIB, `${account.peakBytes} bytes`);
});

const SWELLING: readonly { why: string; unpackedMib: number; packedBytes: number; swollen: boolean }[] = [
  { why: 'zeros by deflate', unpackedMib: 129, packedBytes: 140_000, swollen: true },
  { why: 'not enough of them', unpackedMib: 127, packedBytes: 140_000, swollen: false },
  { why: 'a log that repeats itself', unpackedMib: 4_000, packedBytes: 4_000 * 5_300, swollen: false },
  { why: 'zeros by bzip2', unpackedMib: 33, packedBytes: 2_300, swollen: true },
  { why: 'a small file of zeros', unpackedMib: 31, packedBytes: 60, swollen: false },
];
for (const { why, unpackedMib, packedBytes, swollen } of SWELLING) {
  test(`what one packed file swells to, ${why}: ${swollen ? 'a bomb' : 'taken out'}`, () => {
    assert.equal(isSwollen(unpackedMib * MIB, packedBytes), swollen);
  });
}

for (const [name, inner] of [
  ['a.tar.bz2', 'a.tar'],
  ['a.TGZ', 'a.tar'],
  ['folder/a.svgz', 'a.svg'],
  ['a', 'a.unpacked'],
  ['.gz', '.gz.unpacked'],
  ['', 'unpacked'],
] as const) {
  test(`what is unpacked from “${name}” is called “${inner}”`, () => assert.equal(innerName(name), inner));
}

const bsdtar = programOnPath('bsdtar');
const without =
  bsdtar === undefined || programOnPath('bsdcat') === undefined ? { skip: 'libarchive is not installed' } : {};
const NAMES = ['plain.txt', 'with space.txt', '第十七号指令.txt', 'ئورۇن.txt'];

/** Packs files of these names by libarchive itself. */
function packed(format: string, more: readonly string[] = []): Buffer {
  const source = mkdtempSync(join(folder, 'source-'));
  for (const [at, name] of NAMES.entries()) writeFileSync(join(source, name), `${at} ${ORDER}`);
  mkdirSync(join(source, 'inner'));
  writeFileSync(join(source, 'inner', 'deep.txt'), ORDER);
  if (format !== 'iso9660') symlinkSync('/etc/passwd', join(source, 'link'));
  const target = `${source}.packed`;
  execFileSync('bsdtar', [`--format=${format}`, ...more, '-cf', target, '-C', source, '.'], {
    env: { ...process.env, LANG: 'C.UTF-8' },
  });
  return readFileSync(target);
}

for (const [format, mediaType] of [
  ['7zip', 'application/x-7z-compressed'],
  ['iso9660', 'application/x-iso9660-image'],
  ['cpio', 'application/x-cpio'],
  ['xar', 'application/x-xar'],
] as const) {
  test(`an archive that libarchive knows is taken apart: ${format}`, without, async () => {
    const account = await read(packed(format), 'archive');
    assert.equal(account.mediaType, mediaType);
    assert.equal(account.end.outcome, 'container', JSON.stringify(account.end));
    assert.deepEqual([...account.found.keys()].toSorted(), [...NAMES, 'inner/deep.txt'].toSorted());
    for (const [at, name] of NAMES.entries()) assert.equal(account.found.get(name), `${at} ${ORDER}`);
    if (format !== 'iso9660') assert.deepEqual([...account.refused], [['link', 'symbolic-link']]);
    assert.ok(account.stages.some(({ name }) => name === 'libarchive'));
  });
}

for (const [filter, mediaType] of [
  ['--bzip2', 'application/x-bzip2'],
  ['--xz', 'application/x-xz'],
] as const) {
  test(`a packed tar archive becomes a tar archive: ${filter}`, without, async () => {
    const account = await read(packed('pax', [filter]), 'leak.tar.packed');
    assert.equal(account.mediaType, mediaType);
    assert.deepEqual(account.end, { outcome: 'container' });
    assert.deepEqual([...account.found.keys()], ['leak.tar.packed.unpacked']);
  });
}

test(
  'an archive with a damaged entry gives nothing of that entry, and nothing filled up with zeros',
  without,
  async () => {
    const account = await read(flipped(packed('7zip', ['--options=7zip:compression=store']), 200), 'a.7z');
    assert.equal(account.refused.size > 0, true);
    for (const text of account.found.values()) assert.doesNotMatch(text, /\0/v);
    assert.notEqual(account.end.reason, undefined);
  },
);

test('an archive that claims to hold gigabytes is refused before it is unpacked', without, async () => {
  const source = mkdtempSync(join(folder, 'source-'));
  execFileSync('truncate', ['-s', '2G', join(source, 'zeros')]);
  execFileSync('bsdtar', [
    '--format=7zip',
    '--options=7zip:compression=bzip2',
    '-cf',
    `${source}.7z`,
    '-C',
    source,
    'zeros',
  ]);
  const account = await read(readFileSync(`${source}.7z`), 'a.7z');
  assert.equal(account.end.reason?.code, 'bomb');
});

test('one volume of an archive says that it is one', without, async () => {
  const account = await read(packed('7zip').subarray(0, 200), 'leak.7z.001');
  assert.equal(account.end.outcome, 'unreadable');
  assert.deepEqual(account.end.reason, { code: 'split-archive' });
});

test('what libarchive gives up, 7-Zip is asked for', without, async () => {
  const bytes = readFileSync(new URL('../fixtures/archives/old.rar', import.meta.url));
  const account = await read(bytes, 'old.rar');
  assert.deepEqual(account.end, { outcome: 'container' });
  assert.deepEqual([...account.found.keys()], ['FILE1.TXT', 'FILE2.TXT']);
});
