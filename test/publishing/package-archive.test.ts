import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { copyFile, cp, mkdir, open, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { crc32 } from 'node:zlib';
import * as fc from '../properties.ts';
import { BagWriter } from '../../src/publishing/bag.ts';
import { packageArchive } from '../../src/publishing/package-archive.ts';
import { storedZip, zipSize, type ZipFile } from '../../src/publishing/stored-zip.ts';
import { temporaryFolder } from '../helpers/temporary.ts';

const run = promisify(execFile);
const DAY = '2024-05-31';

/** What a reader of zips that is not ours finds: names, sizes and days, every checksum tested. */
async function listed(place: string): Promise<readonly string[]> {
  const script = `import sys, zipfile
z = zipfile.ZipFile(sys.argv[1])
assert z.testzip() is None
for i in z.infolist(): print(i.filename, i.file_size, '%d-%02d-%02d' % i.date_time[:3], oct(i.external_attr >> 16))`;
  const { stdout } = await run('python3', ['-c', script, place]);
  return stdout.trimEnd().split('\n');
}

function fileOf(name: string, bytes: Uint8Array): ZipFile {
  return { name, size: bytes.length, crc: crc32(bytes), bytes: async function* whole() { yield bytes; } }; // prettier-ignore
}

async function* each<T>(items: Iterable<T>): AsyncGenerator<T, void> {
  yield* items;
}

test('whatever the files are, another program reads them again, and the size was known before', async (t) => {
  const place = join(await temporaryFolder(t), 'a.zip');
  const name = fc.stringMatching(/^[a-z][a-z0-9]{0,8}(?:\/[a-z0-9]{1,8}){0,2}\.txt$/);
  const file = fc.tuple(name, fc.uint8Array({ maxLength: 400 }));
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(file, { maxLength: 12, selector: ([path]) => path }), async (made) => {
      const files = made.map(([path, bytes]) => fileOf(path, bytes));
      const bytes = Buffer.concat(await Array.fromAsync(storedZip(each(files), DAY)));
      assert.equal(bytes.length, zipSize(files));
      await writeFile(place, bytes);
      const found = files.length === 0 ? [''] : files.map(({ name: path, size }) => `${path} ${size} ${DAY} 0o100644`);
      assert.deepEqual(await listed(place), found);
    }),
    { numRuns: 8 },
  );
});

test('more files, or more bytes, than the old records can count are counted by those of ZIP64', async (t) => {
  const folder = await temporaryFolder(t);
  const many = Array.from({ length: 65_536 }, (_, index) => fileOf(`${index}`, new Uint8Array()));
  await writeFile(join(folder, 'many.zip'), Buffer.concat(await Array.fromAsync(storedZip(each(many), DAY))));
  const count = 'import sys, zipfile; print(len(zipfile.ZipFile(sys.argv[1]).infolist()))';
  assert.equal((await run('python3', ['-c', count, join(folder, 'many.zip')])).stdout.trim(), '65536');

  // Five gigabytes of nought that are never written: the disk leaves them out, and Python reads the lists alone.
  const size = 5 * 1024 ** 3;
  const large = [
    { name: 'large', size, crc: 0, bytes: () => each<Uint8Array>([]) },
    fileOf('after', Buffer.from('word')),
  ];
  const place = join(folder, 'large.zip');
  await writeFile(place, '');
  await truncate(place, zipSize(large));
  const file = await open(place, 'r+');
  let at = 0;
  for await (const piece of storedZip(each(large), DAY)) {
    await file.write(piece, 0, piece.length, at);
    at += piece.length + (at === 0 ? size : 0);
  }
  await file.close();
  assert.equal(at, zipSize(large));
  const script = `import sys, zipfile
z = zipfile.ZipFile(sys.argv[1])
print([i.file_size for i in z.infolist()], z.read('after'))`;
  assert.equal((await run('python3', ['-c', script, place])).stdout.trim(), `[${size}, 4] b'word'`);
});

const LARGE = Buffer.alloc(9 * 1024 * 1024, 'a picture of a page ');

test('a package is one file with all that its lists name, the same every time; what was altered never arrives whole', async (t) => {
  const folder = await temporaryFolder(t);
  const sound = join(folder, 'papers');
  const bag = await BagWriter.at(sound);
  await bag.add('data/index.html', Buffer.from('<p>'));
  await bag.add('data/doc/large.webp', LARGE);
  await bag.close({ identifier: '0'.repeat(16), day: DAY, agent: 'test' }, () => 'signed\n');
  await bag.publish();
  const archive = await packageArchive(sound);
  const bytes = Buffer.concat(await Array.fromAsync(archive.pieces()));
  assert.equal(archive.name, 'papers.zip');
  assert.equal(bytes.length, archive.bytes);
  assert.deepEqual(Buffer.concat(await Array.fromAsync((await packageArchive(sound)).pieces())), bytes);
  await writeFile(join(folder, 'papers.zip'), bytes);
  const names = (await listed(join(folder, 'papers.zip'))).map((line) => line.split(' ')[0]);
  assert.deepEqual(names.slice(0, 4), ['papers/bag-info.txt', 'papers/bagit.txt', 'papers/data/doc/large.webp', 'papers/data/index.html']); // prettier-ignore
  assert.equal(names.length, 9);

  const secret = join(folder, 'secret.txt');
  await writeFile(secret, '<p>');
  const tamperings: readonly { readonly why: string; readonly spoil: (at: string) => Promise<unknown> }[] = [
    { why: 'a small file is another', spoil: (at) => writeFile(join(at, 'data/index.html'), '<q>') },
    { why: 'a large file is another at its end', spoil: (at) => writeFile(join(at, 'data/doc/large.webp'), Buffer.concat([LARGE.subarray(1), Buffer.of(1)])) }, // prettier-ignore
    { why: 'a file is shorter', spoil: (at) => truncate(join(at, 'data/doc/large.webp'), 7) },
    { why: 'a file is gone', spoil: (at) => rm(join(at, 'data/index.html')) },
    { why: 'a link stands in its place', spoil: (at) => rm(join(at, 'data/index.html')).then(() => symlink(secret, join(at, 'data/index.html'))) }, // prettier-ignore
    { why: 'a folder stands in its place', spoil: (at) => rm(join(at, 'data/index.html')).then(() => mkdir(join(at, 'data/index.html'))) }, // prettier-ignore
    { why: 'a list leads out', spoil: (at) => writeFile(join(at, 'manifest-sha256.txt'), `${'0'.repeat(64)}  data/../../secret.txt\n`) }, // prettier-ignore
    { why: 'a list is noise', spoil: (at) => copyFile(join(at, 'data/doc/large.webp'), join(at, 'tagmanifest-sha256.txt')) }, // prettier-ignore
    { why: 'there is no list', spoil: (at) => rm(join(at, 'manifest-sha256.txt')) },
  ];
  for (const [index, { why, spoil }] of tamperings.entries()) {
    const at = join(folder, `${index}`);
    await cp(sound, at, { recursive: true });
    await spoil(at);
    const taken = async (): Promise<unknown> => Array.fromAsync((await packageArchive(at)).pieces());
    await assert.rejects(taken(), { code: 'altered' }, why);
  }
  await writeFile(join(sound, 'data/more.txt'), 'what nobody listed is left out');
  assert.deepEqual(Buffer.concat(await Array.fromAsync((await packageArchive(sound)).pieces())), bytes);
});
