import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { crc32 } from 'node:zlib';
import { packageArchive } from '../../src/publishing/package-archive.ts';
import { storedZip, zipSize, type ZipFile } from '../../src/publishing/stored-zip.ts';
import { archiveListIn, NoArchive, ownCrc32 } from '../../src/publishing/verifier/archive.mjs';
import { archiveFile } from '../../src/publishing/verifier/node-archive.mjs';
import { folderFiles, nodeTools } from '../../src/publishing/verifier/node-files.mjs';
import { chosenArchive } from '../../src/publishing/verifier/page-archive.mjs';
import { checkPackage, type Files, type Found } from '../../src/publishing/verifier/package-check.mjs';
import { pageTools } from '../../src/publishing/verifier/page-tools.mjs';
import { servedArchive } from '../../src/publishing/verifier/served-archive.mjs';
import { verifierFile } from '../../src/publishing/verifier-file.ts';
import { temporaryFolder } from '../helpers/temporary.ts';
import * as fc from '../properties.ts';
import { tamperAtRandom } from './random-tamperings.ts';
import { copyTo, soundPackage } from './sound-package.ts';

const DAY = '2024-05-31';
const INFO = `Bagging-Date: ${DAY}\n`;

function fileOf(name: string, bytes: Uint8Array | string): ZipFile {
  const content = Buffer.from(bytes);
  return { name, size: content.length, crc: crc32(content), bytes: async function* whole() { yield content; } }; // prettier-ignore
}

async function* each<T>(items: Iterable<T>): AsyncGenerator<T, void> {
  yield* items;
}

async function zipOf(files: readonly ZipFile[], day = DAY): Promise<Buffer> {
  return Buffer.concat(await Array.fromAsync(storedZip(each(files), day)));
}

const SMALL = [
  fileOf('papers/bag-info.txt', INFO),
  fileOf('papers/data/doc/0/p/1.json', '{"page":1,"text":"words"}'),
  fileOf('papers/data/doc/0/text.txt', ''),
  fileOf('papers/data/index.html', '<p>'),
];

/** What is wrong with it as an archive, whatever its files are; undefined for nothing. */
async function faultOf(files: Files): Promise<string | undefined> {
  try {
    await files.open?.();
    await files.hashAll([], () => undefined, () => undefined); // prettier-ignore
  } catch (error) {
    if (error instanceof NoArchive) return error.said;
    throw error;
  }
  return files.archiveFaults?.()[0]?.said;
}

const asChosen = (bytes: Uint8Array<ArrayBuffer>): Files => chosenArchive(new Blob([bytes]), { subtle: undefined });

/** As a server gives it, in pieces of some bytes. */
function asServed(bytes: Uint8Array<ArrayBuffer>, piece = 1000, base = 'http://localhost/'): Files {
  const pieces = Array.from({ length: Math.ceil(bytes.length / piece) }, (_, n) => bytes.slice(n * piece, (n + 1) * piece)); // prettier-ignore
  const stream = new ReadableStream<Uint8Array<ArrayBuffer>>({
    start(controller) {
      for (const one of pieces) controller.enqueue(one);
      controller.close();
    },
  });
  return servedArchive(base, new Response(stream), { subtle: undefined });
}

test('an archive as it is made is read again, and any one byte of it that is another is found', async () => {
  const sound = new Uint8Array(await zipOf(SMALL));
  assert.equal(await faultOf(asChosen(sound)), undefined);
  for (let at = 0; at < sound.length; at += 1) {
    const flipped = sound.slice();
    flipped[at] = (flipped[at] ?? 0) ^ (1 << (at % 8));
    assert.notEqual(await faultOf(asChosen(flipped)), undefined, `byte ${at}`);
    assert.notEqual(await faultOf(asServed(flipped)), undefined, `byte ${at}, served`);
  }
  const at = fc.nat(sound.length - 1);
  const change = fc.record({ at, by: fc.integer({ min: 1, max: 255 }), piece: fc.integer({ min: 1, max: 2000 }) });
  await fc.assert(
    fc.asyncProperty(change, async ({ at: place, by, piece }) => {
      const flipped = sound.slice();
      flipped[place] = (flipped[place] ?? 0) ^ by;
      assert.notEqual(await faultOf(asChosen(flipped)), undefined);
      assert.notEqual(await faultOf(asServed(flipped, piece)), undefined);
      assert.equal(await faultOf(asServed(sound, piece)), undefined);
      assert.notEqual(await faultOf(asServed(sound.slice(0, place), piece)), undefined, 'cut off');
    }),
  );
});

test('the name of its folder is all that can be another, and it has to be the same everywhere', async () => {
  const renamed = SMALL.map((file) => ({ ...file, name: file.name.replace('papers', 'copy-2') }));
  assert.equal(await faultOf(asChosen(new Uint8Array(await zipOf(renamed)))), undefined);
  const [first, ...others] = renamed;
  assert.ok(first);
  const mixed = [first, ...SMALL.slice(1, 2), ...others.slice(1)];
  assert.match((await faultOf(asChosen(new Uint8Array(await zipOf(mixed))))) ?? '', /not in the folder of the first/);
});

const python = (script: string, ...args: readonly string[]) => promisify(execFile)('python3', ['-c', script, ...args]);

test('what is packed otherwise is refused in words, whoever packed it', async (t) => {
  const folder = await temporaryFolder(t);
  const sound = await zipOf(SMALL);
  const place = (name: string): string => join(folder, `${name}.zip`);
  const by = async (name: string, script: string): Promise<Buffer> => {
    await python(`import sys, zipfile\nz = zipfile.ZipFile(sys.argv[1], 'w')\n${script}\nz.close()`, place(name));
    return readFile(place(name));
  };
  const wrongCrc = SMALL.map((file) => ({ ...file, crc: file.crc ^ 1 }));
  const cases: readonly { readonly why: string; readonly bytes: Buffer; readonly says: RegExp }[] = [
    { why: 'nothing', bytes: Buffer.alloc(0), says: /no ZIP archive/ },
    { why: 'half of it', bytes: sound.subarray(0, sound.length / 2), says: /breaks off/ },
    { why: 'without its last byte', bytes: sound.subarray(0, -1), says: /breaks off/ },
    { why: 'a comment behind its end', bytes: Buffer.concat([sound.subarray(0, -2), Buffer.from('\u0005\0hello')]), says: /behind its end/ }, // prettier-ignore
    {
      why: 'a program before its beginning',
      bytes: Buffer.concat([Buffer.from('#!/bin/sh\n'), sound]),
      says: /not as/,
    },
    { why: 'bytes between files and directory', bytes: Buffer.concat([sound.subarray(0, 200), Buffer.from('x'), sound.subarray(200)]), says: /not as/ }, // prettier-ignore
    { why: 'a name twice', bytes: await zipOf([...SMALL, ...SMALL.slice(-1)]), says: /twice/ },
    { why: 'another order', bytes: await zipOf(SMALL.toReversed()), says: /not in order/ },
    { why: 'a name that leads out', bytes: await zipOf([fileOf('papers/../x', '')]), says: /a name that no file/ },
    { why: 'an absolute name', bytes: await zipOf([fileOf('/papers/x', '')]), says: /a name that no file/ },
    { why: 'a file beside the folder', bytes: await zipOf([fileOf('bagit.txt', '')]), says: /a name that no file/ },
    { why: 'a folder', bytes: await zipOf([fileOf('papers/data/', '')]), says: /a name that no file/ },
    {
      why: 'names with strokes of Windows',
      bytes: await zipOf([fileOf('papers\\x', '')]),
      says: /a name that no file/,
    },
    { why: 'a wrong checksum in both places', bytes: await zipOf(wrongCrc), says: /checksum/ },
    { why: 'another day', bytes: await zipOf(SMALL, '2024-06-01'), says: /the day of its package/ },
    { why: 'compressed', bytes: await by('deflated', "z.writestr('papers/a.txt', 'a' * 99, zipfile.ZIP_DEFLATED)"), says: /compressed/ }, // prettier-ignore
    { why: 'by another program', bytes: await by('stored', "z.writestr('papers/a.txt', 'a')"), says: /not as/ },
    { why: 'no file at all', bytes: await by('empty', ''), says: /not the declaration|^$/ },
  ];
  for (const { why, bytes, says } of cases) {
    const asPage = (await faultOf(asChosen(new Uint8Array(bytes)))) ?? '';
    assert.match(asPage, says, why);
    await writeFile(place('any'), bytes);
    assert.equal((await faultOf(archiveFile(place('any')))) ?? '', asPage, why);
    const served = await faultOf(asServed(new Uint8Array(bytes)));
    assert.equal(served === undefined, asPage === '', `${why}, served`);
  }
});

test('ZIP64 is understood where it is needed, and refused where it is not', async () => {
  const many = Array.from({ length: 65_536 }, (_, n) => fileOf(`papers/${String(n).padStart(5, '0')}`, ''));
  const bytes = new Uint8Array(await zipOf(many));
  const listed = await archiveListIn({ size: bytes.length, read: async (from, to) => bytes.slice(from, to) });
  assert.equal(listed.files.length, 65_536);

  // Five gigabytes of nought that are nowhere.
  const size = 5 * 1024 ** 3;
  const large = [{ name: 'papers/a', size, crc: 0, bytes: () => each<Uint8Array>([]) }, fileOf('papers/b', 'word')];
  const pieces = await Array.fromAsync(storedZip(each(large), DAY));
  const [head = Buffer.alloc(0), ...rest] = pieces;
  const tail = Buffer.concat(rest);
  const from = head.length + size;
  const read = async (begin: number, end: number) => tail.subarray(begin - from, end - from);
  assert.deepEqual(
    (await archiveListIn({ size: zipSize(large), read })).files.map((file) => [file.path, file.size]),
    [
      ['a', size],
      ['b', 4],
    ],
  );

  const sound = await zipOf(SMALL);
  const end = sound.subarray(-22);
  const more = Buffer.alloc(76);
  more.writeUInt32LE(0x06064b50, 0);
  more.writeUInt32LE(0x07064b50, 56);
  const needless = Buffer.concat([sound.subarray(0, -22), more, end]);
  assert.match((await faultOf(asChosen(new Uint8Array(needless)))) ?? '', /not as/);
});

test('the checksum is that of ISO 3309 for any bytes, in any parts', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), fc.nat(300), (bytes, at) => {
      assert.equal(ownCrc32(bytes.subarray(at), ownCrc32(bytes.subarray(0, at))), crc32(bytes));
    }),
  );
});

const codesOf = ({ faults }: Found): readonly string[] => [...new Set(faults.map(({ code }) => code))].toSorted();

test('a package as one file', async (t) => {
  const made = await soundPackage(t);
  const archive = Buffer.concat(await Array.fromAsync((await packageArchive(made.folder)).pieces()));

  const inNode = (place: string): Promise<Found> => checkPackage({ files: archiveFile(place), tools: nodeTools });
  const server = createServer((request, answer) => {
    readFile(join(made.folder, decodeURIComponent(request.url ?? ''))).then(
      (bytes) => answer.end(bytes),
      () => answer.writeHead(404).end(),
    );
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  t.after(() => server.close());
  const address = server.address();
  assert.ok(typeof address === 'object' && address !== null);
  const base = `http://127.0.0.1:${address.port}/`;
  const fromServer = (bytes: Uint8Array<ArrayBuffer>): Promise<Found> =>
    checkPackage({ files: asServed(bytes, 70_000, base), tools: pageTools(crypto.subtle) });
  const onPage = (bytes: Uint8Array<ArrayBuffer>, subtle: SubtleCrypto | undefined): Promise<Found> =>
    checkPackage({ files: chosenArchive(new Blob([bytes]), { subtle }), tools: pageTools(subtle) });

  await t.test('holds as the folder does, for verify.mjs and on its page', async () => {
    const { faults: _, ...asFolder } = await checkPackage({ files: folderFiles(made.folder), tools: nodeTools });
    const place = join(made.outside, 'package.zip');
    await writeFile(place, archive);
    const script = join(made.outside, 'verify.mjs');
    await writeFile(script, await verifierFile());
    const { stdout } = await promisify(execFile)(process.execPath, [script, place, '--json']);
    const { faults, ...found } = JSON.parse(stdout);
    assert.deepEqual(faults, []);
    assert.deepEqual(found, JSON.parse(JSON.stringify(asFolder)));
    for (const subtle of [crypto.subtle, undefined])
      assert.deepEqual((await onPage(new Uint8Array(archive), subtle)).faults, []);
    const served = await fromServer(new Uint8Array(archive));
    assert.deepEqual([served.faults, served.files], [[], asFolder.files]);
    const altered = Buffer.from(archive);
    altered.writeUInt8(altered.readUInt8(3000) ^ 4, 3000);
    await writeFile(place, altered);
    await assert.rejects(promisify(execFile)(process.execPath, [script, place]), { code: 1 });
    await assert.rejects(promisify(execFile)(process.execPath, [script, '/dev/null']), { code: 2 });
  });

  await t.test('one byte anywhere that is another is found by both, which say the same', async () => {
    const place = join(made.outside, 'altered.zip');
    const change = fc.record({ at: fc.nat(archive.length - 1), by: fc.integer({ min: 1, max: 255 }) });
    await fc.assert(
      fc.asyncProperty(change, async ({ at, by }) => {
        const altered = new Uint8Array(archive);
        altered[at] = (altered[at] ?? 0) ^ by;
        await writeFile(place, altered);
        const [asPage, asNode] = await Promise.all([onPage(altered, crypto.subtle), inNode(place)]);
        assert.ok(!asPage.holds);
        assert.deepEqual(asNode.faults, asPage.faults);
        assert.ok(!(await fromServer(altered)).holds);
      }),
      { numRuns: 15 },
    );
  });

  await t.test('of a folder that was tampered with and packed again, the same is found as of the folder', async () => {
    const folder = await copyTo(made.folder, join(made.outside, 'tampered'));
    const place = join(made.outside, 'tampered.zip');
    for (let n = 0; n < 24; n += 1) {
      const { what, undo } = await tamperAtRandom(folder, made, n);
      const entries = await readdir(folder, { recursive: true, withFileTypes: true });
      const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
      const names = paths.map((path) => path.slice(folder.length + 1)).toSorted((a, b) => (a < b ? -1 : 1));
      const files = await Promise.all(
        names.map(async (name) => fileOf(`t/${name}`, await readFile(join(folder, name)))),
      );
      const info = await readFile(join(made.folder, 'bag-info.txt'), 'utf8');
      await writeFile(place, await zipOf(files, /^Bagging-Date: (?<day>.*)$/m.exec(info)?.groups?.['day']));
      const asFolder = await checkPackage({ files: folderFiles(folder), tools: nodeTools });
      assert.deepEqual(codesOf(await inNode(place)), codesOf(asFolder), what);
      await undo();
    }
  });

  await t.test('a large one, which is hashed in threads, is judged the same', async () => {
    const place = join(made.outside, 'large.zip');
    const files = Array.from({ length: 9 }, (_, n) => fileOf(`t/data/${n}.bin`, Buffer.alloc(n * (1 << 20) + 5, n)));
    await writeFile(place, await zipOf(files));
    const asked = archiveFile(place);
    await asked.open?.();
    const found = new Map<string, string | undefined>();
    await asked.hashAll([], () => undefined, (path, own) => found.set(path, own?.sha256)); // prettier-ignore
    const expected = await Promise.all(
      files.map(async ({ name, bytes }) => {
        const [content = new Uint8Array()] = await Array.fromAsync(bytes());
        return [name.slice(2), Buffer.from(nodeTools.hash('sha256', content)).toString('hex')] as const;
      }),
    );
    assert.deepEqual(found, new Map(expected));
    assert.deepEqual(asked.archiveFaults?.(), []);
    const altered = await readFile(place);
    altered.writeUInt8(1, altered.length >> 1);
    await writeFile(place, altered);
    const again = archiveFile(place);
    await again.open?.();
    await again.hashAll([], () => undefined, () => undefined); // prettier-ignore
    assert.equal(again.archiveFaults?.().length, 1);
  });

  await t.test('beside a folder that has other lists it is not what was read', async () => {
    const older = Buffer.concat(await Array.fromAsync((await packageArchive(made.older)).pieces()));
    assert.ok(codesOf(await fromServer(new Uint8Array(older))).includes('changed'));
  });

  await t.test('a file that no list names is found in it', async () => {
    const entries = await readdir(made.folder, { recursive: true, withFileTypes: true });
    const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
    const named = paths.map((path) => [path.slice(made.folder.length + 1), path] as const);
    const all = [...named, ['data/more.html', join(made.folder, 'data/index.html')] as const];
    const ordered = all.toSorted(([a], [b]) => (a < b ? -1 : 1));
    const files = await Promise.all(ordered.map(async ([name, path]) => fileOf(`t/${name}`, await readFile(path))));
    const info = await readFile(join(made.folder, 'bag-info.txt'), 'utf8');
    const bytes = await zipOf(files, /^Bagging-Date: (?<day>.*)$/m.exec(info)?.groups?.['day']);
    for (const found of [await fromServer(new Uint8Array(bytes)), await onPage(new Uint8Array(bytes), crypto.subtle)])
      assert.deepEqual(codesOf(found), ['bag-info', 'unlisted']);
  });
});
