import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { buffer } from 'node:stream/consumers';
import { join, relative } from 'node:path';
import { test } from 'node:test';
import iconv from 'iconv-lite';
import { simpleParser } from 'mailparser';
import * as mupdf from 'mupdf';
import * as yauzl from 'yauzl';
import { SAMPLES, sha256, TRUTH } from './truth.ts';

const LEAK = join(SAMPLES, 'leak');
const OUTCOMES = new Set(['read', 'read-in-part', 'container', 'unreadable']);
const onDisk = readdirSync(LEAK, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => relative(LEAK, join(entry.parentPath, entry.name)));
const found = new Map<string, Found>();
for (const path of onDisk) await take(path, readFileSync(join(LEAK, path)));

interface Found {
  readonly bytes: Buffer;
  readonly nameBytes?: string;
}

test('every file of the leak, inside its containers too, is in the truth with its hash and size, and no other is', () => {
  const told = TRUTH.files.map(({ path, sha256: hash, size, nameBytes }) => [path, hash, size, nameBytes]);
  const there = Array.from(found, ([path, { bytes, nameBytes }]) => [path, sha256(bytes), bytes.length, nameBytes]);
  const byPath = (a: unknown[], b: unknown[]): number => (String(a[0]) < String(b[0]) ? -1 : 1);
  assert.deepEqual(told.toSorted(byPath), there.toSorted(byPath));
});

test('the account adds up to the files found', () => {
  const { received, ...endings } = TRUTH.account;
  assert.equal(received, TRUTH.files.length);
  assert.equal(
    Object.values(endings).reduce((sum, count) => sum + count, 0),
    received,
  );
  assert.ok(TRUTH.files.length >= 25);
});

test('a file is the same as another exactly where its bytes are', () => {
  const firsts = new Map<string, string>();
  for (const { path, sha256: hash, same } of TRUTH.files) if (same === undefined) firsts.set(hash, path);
  for (const { path, sha256: hash, same } of TRUTH.files) assert.equal(firsts.get(hash), same ?? path);
});

test('every unread file has a reason, and no other file has one', () => {
  for (const { path, outcomes, reasons } of TRUTH.files) {
    assert.ok(outcomes.length > 0 && outcomes.every((outcome) => OUTCOMES.has(outcome)), path);
    assert.equal(outcomes.includes('unreadable'), (reasons ?? []).length > 0, path);
  }
});

test('what the truth quotes stands in the file, on the page that it names', async () => {
  for (const file of TRUTH.files.filter(({ recognised }) => recognised !== true)) {
    for (const { words, page } of file.says ?? []) {
      const text = await textOf(file.path, file.mediaType ?? '', file.encoding, page);
      assert.ok(bare(text).includes(bare(words)), `${file.path}: ${words}`);
    }
  }
});

test('a page that has to be recognised holds no text of its own', () => {
  const scan = mupdf.Document.openDocument(bytesOf('bureau/DIR-17.pdf'), 'application/pdf');
  assert.equal(scan.countPages(), 4);
  for (let page = 0; page < 4; page += 1)
    assert.equal(scan.loadPage(page).toStructuredText('preserve-whitespace').asText().trim(), '');
});

test('claims speak of files that are there, and retellings of the directive differ from it', () => {
  for (const { about, says } of TRUTH.claims) {
    for (const { in: path } of says) assert.ok(found.has(path), path);
    assert.ok(new Set(says.map(({ value }) => value)).size > 1, about);
  }
});

test('nothing in the leak leads to a real host or address', () => {
  for (const path of onDisk.filter((each) => /\.(html|eml|txt|csv)$/.test(each))) {
    const hosts = readFileSync(join(LEAK, path), 'latin1').matchAll(/(?:https?:\/\/|[\w.]@)([\w.-]+)/g);
    for (const [, host] of hosts) assert.match(host ?? '', /\.invalid$/, path);
  }
});

test('the made files agree with their sources', () => {
  const script = join(SAMPLES, '..', 'scripts', 'make-samples.ts');
  assert.match(execFileSync(process.execPath, [script, '--check'], { encoding: 'utf8' }), /agree/);
});

async function take(path: string, bytes: Buffer, nameBytes?: string): Promise<void> {
  found.set(path, { bytes, ...(nameBytes === undefined ? {} : { nameBytes }) });
  if (path.endsWith('.eml') && !path.endsWith('weekly.eml')) {
    for (const { filename, content } of (await simpleParser(bytes)).attachments)
      await take(`${path}/${filename}`, content);
  }
  if (!path.endsWith('.zip')) return;
  for (const { name, content } of await unzip(bytes)) {
    const utf8 = new TextDecoder('utf-8', { fatal: false }).decode(name);
    const valid = Buffer.from(utf8).equals(name);
    await take(
      `${path}/${valid ? utf8 : iconv.decode(name, 'gbk')}`,
      content,
      valid ? undefined : name.toString('hex'),
    );
  }
}

async function unzip(bytes: Buffer): Promise<{ readonly name: Buffer; readonly content: Buffer }[]> {
  const archive = await yauzl.fromBufferPromise(bytes, { decodeStrings: false });
  const entries: { name: Buffer; content: Buffer }[] = [];
  for await (const entry of archive.eachEntry()) {
    entries.push({ name: entry.fileNameRaw, content: await buffer(await archive.openReadStreamPromise(entry)) });
  }
  return entries;
}

async function textOf(path: string, mediaType: string, encoding: string | undefined, page?: number): Promise<string> {
  const bytes = bytesOf(path);
  if (mediaType === 'application/pdf') {
    return mupdf.Document.openDocument(bytes, mediaType)
      .loadPage((page ?? 1) - 1)
      .toStructuredText('preserve-whitespace')
      .asText();
  }
  if (mediaType === 'message/rfc822') return (await simpleParser(bytes)).text ?? '';
  if (!mediaType.includes('openxmlformats')) return iconv.decode(bytes, encoding ?? 'utf8');
  const parts = await unzip(bytes);
  return parts.map(({ content }) => content.toString('utf8').replaceAll(/<[^>]+>/g, '')).join('\n');
}

function bytesOf(path: string): Buffer {
  const file = found.get(path);
  assert.ok(file, path);
  return file.bytes;
}

/** Without white space and marks of direction, which a layout may add or drop. */
function bare(text: string): string {
  return text.normalize('NFKC').replaceAll(/[\s\u200E\u200F\u202A-\u202E]/g, '');
}
