import assert from 'node:assert/strict';
import { open, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { readOriginal, type Finder, type ReadOriginal } from '../../src/reading/read-original.ts';
import { NotShared, openSharedReaders, type Scratch, type SharedReaders } from '../../src/reading/shared-readers.ts';
import { FolderStore } from '../../src/vault/stores/folder-store.ts';
import { temporaryFolder } from '../helpers/temporary.ts';
import { makeZip } from './make-zip.ts';
import { pagesOf } from './pdf-fixture.ts';

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const MAIL = 'From: a@example.org\r\nTo: b@example.org\r\nSubject: Valley\r\nMIME-Version: 1.0\r\n';
const PDF = pagesOf(['BT /F1 12 Tf 20 300 Td (The valley was searched in June.) Tj ET']);

const FILES: readonly { readonly name: string; readonly bytes: Uint8Array }[] = [
  { name: 'a.txt', bytes: Buffer.from('The valley was searched in June.') },
  { name: 'a.pdf', bytes: PDF },
  { name: 'b.pdf', bytes: pagesOf(['BT /F1 12 Tf 20 300 Td (Another page, of another file.) Tj ET']) },
  { name: 'a.html', bytes: Buffer.from('<!doctype html><title>Valley</title><p>Searched in June.</p>') },
  { name: 'a.eml', bytes: Buffer.from(`${MAIL}\r\nSearched in June.\r\n`) },
  {
    name: 'a.docx',
    bytes: makeZip([
      { name: '[Content_Types].xml', bytes: '<Types/>' },
      {
        name: 'word/document.xml',
        bytes: `<w:document ${W}><w:body><w:p><w:r><w:t>June</w:t></w:r></w:p></w:body></w:document>`,
      },
    ]),
  },
  {
    name: 'broken.docx',
    bytes: makeZip([
      { name: '[Content_Types].xml', bytes: '<Types/>' },
      { name: 'word/document.xml', bytes: '<' },
    ]),
  },
  { name: 'empty', bytes: Buffer.alloc(0) },
];

const NOBODY: Finder = {
  async found(entry, bytes) {
    for await (const _ of bytes) assert.ok(entry.shownName);
  },
  refused() {},
};

interface Opened {
  readonly readers: SharedReaders;
  /** How many processes were started. */
  readonly started: () => number;
}

async function opened(t: TestContext, scratch?: () => Promise<Scratch>): Promise<Opened> {
  const store = new FolderStore(await temporaryFolder(t));
  let started = 0;
  const counted = (): Promise<Scratch> => {
    started += 1;
    return (scratch ?? (() => store.scratch()))();
  };
  const readers = openSharedReaders(counted, AbortSignal.timeout(300_000));
  t.after(() => readers.close());
  return { readers, started: () => started };
}

function readShared(readers: SharedReaders, name: string, bytes: Uint8Array, accession = 'a'): Promise<ReadOriginal> {
  return readOriginal({ path: '', name, size: bytes.byteLength, shared: { readers, accession, bytes } }, NOBODY);
}

/** Without times and memory, which differ. */
function said({ reading, layout, end, mediaType, stages }: ReadOriginal): unknown {
  return { ...reading, stages: stages.map(({ name, version }) => [name, version]), layout, end, mediaType };
}

test('files that share a process come out as they do alone', async (t) => {
  const { readers, started } = await opened(t);
  const folder = await temporaryFolder(t);
  for (const { name, bytes } of [...FILES, ...FILES.toReversed()]) {
    const path = join(folder, name);
    await writeFile(path, bytes);
    const alone = await readOriginal({ path, name, size: bytes.byteLength }, NOBODY);
    const shared = await readShared(readers, name, bytes).catch((error: unknown) => error);
    // What a reader did not expect ends a process of several without a word: that file is read alone.
    if (shared instanceof NotShared) assert.notEqual(alone.end.outcome, 'read', name);
    else assert.deepEqual(said(shared as ReadOriginal), said(alone), name);
  }
  assert.ok(started() <= 3, `${started()} processes were started`);
});

test('files of two accessions never share a process', async (t) => {
  const { readers, started } = await opened(t);
  for (const accession of ['a', 'a', 'b', 'b']) await readShared(readers, 'a.txt', Buffer.from('June'), accession);
  assert.equal(started(), 2);
});

for (const [why, bytes] of [
  ['a picture: native code reads it', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')],
  ['an archive: it holds other files', makeZip([{ name: 'a.txt', bytes: 'June' }])],
] as const) {
  test(`never shares a process: ${why}`, async (t) => {
    const { readers, started } = await opened(t);
    await assert.rejects(readShared(readers, 'x', bytes), NotShared);
    await readShared(readers, 'a.txt', Buffer.from('June'));
    assert.equal(started(), 1, 'who declines a file has not read it');
  });
}

test('after a file that a library without a fresh memory has read, the process reads no other', async (t) => {
  const { readers, started } = await opened(t);
  const cut = PDF.subarray(0, PDF.byteLength - 60);
  await readShared(readers, 'cut.pdf', Buffer.concat([cut, Buffer.from('garbage')])).catch(() => undefined);
  await readShared(readers, 'bad.pdf', Buffer.from('%PDF-1.7\nnothing at all')).catch(() => undefined);
  const { reading } = await readShared(readers, 'a.txt', Buffer.from('June'));
  assert.equal(reading?.text, 'June');
  assert.ok(started() >= 2);
});

test('what is said about other bytes than those given is not believed', async (t) => {
  const folder = await temporaryFolder(t);
  await writeFile(join(folder, 'other'), 'The bytes of another file.');
  const crossed = async (): Promise<Scratch> => ({
    writing: await open(join(folder, 'given'), 'w'),
    reading: await open(join(folder, 'other')),
  });
  const { readers } = await opened(t, crossed);
  await assert.rejects(readShared(readers, 'a.txt', Buffer.from('June')), NotShared);
});
