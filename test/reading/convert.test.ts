import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { test } from 'node:test';
import { convertToPdf, CONVERTER } from '../../src/reading/convert.ts';
import { toldByExiftool } from '../../src/reading/exiftool.ts';
import { programOnPath, sandboxKind } from '../../src/reading/sandbox.ts';
import { temporaryFolder } from '../helpers/temporary.ts';
import { readAll, temporaryCase } from '../helpers/temporary-case.ts';

const { kind } = await sandboxKind();
const without = (program: string): string | false =>
  programOnPath(program) === undefined || kind !== 'bubblewrap' ? `${program} or bubblewrap is not installed` : false;

/** A Windows Write file of one line ([Microsoft, Write binary format]): a header of 128 bytes, the text, its properties. */
function writeFileOf(line: string): Buffer {
  const text = Buffer.from(`${line}\r\n`, 'latin1');
  const pages = Math.ceil((128 + text.byteLength) / 128);
  const header = Buffer.alloc(128);
  header.writeUInt16LE(0o137061, 0);
  header.writeUInt16LE(0o125400, 4);
  header.writeUInt32LE(128 + text.byteLength, 14);
  for (let at = 18; at <= 28; at += 2) header.writeUInt16LE(pages + 1, at);
  header.writeUInt16LE(pages, 18);
  const properties = Buffer.alloc(256);
  for (const page of [0, 128]) {
    properties.writeUInt32LE(128, page);
    properties.writeUInt32LE(128 + text.byteLength, page + 4);
    properties.writeUInt16LE(0xffff, page + 8);
    properties[page + 127] = 1;
  }
  return Buffer.concat([header, text, Buffer.alloc((pages - 1) * 128 - text.byteLength), properties]);
}

test('a format that only LibreOffice knows is read and drawn through it', { skip: without(CONVERTER) }, async (t) => {
  const { outside, open } = await temporaryCase(t);
  await writeFile(join(outside, 'old.wri'), writeFileOf('The minutes were kept in Windows Write.'));
  const opened = await open();
  await opened.receive([join(outside, 'old.wri')], {});
  await readAll(opened);
  const document = await opened.document('old.wri');
  assert.ok(document);
  assert.match(document.reading?.text ?? '', /The minutes were kept in Windows Write/v);
  assert.equal(document.reading?.mediaType, 'application/x-mswrite', 'the kind of the original, not of the copy');
  assert.equal(document.reading?.stages[0]?.name, 'convert');
  assert.ok(await opened.pagePicture(document.sha256, 1));
  assert.equal(await opened.readAgain({ stage: 'convert' }), 1);
  await readAll(opened);
  const kinds = (await opened.document('old.wri'))?.custody.map(({ kind: act }) => act) ?? [];
  assert.equal(kinds.filter((act) => act === 'read').length, 2);
  assert.deepEqual(kinds.slice(0, 3), ['received', 'derived', 'read'], 'the copy is signed for before it is read');
});

test('what LibreOffice makes nothing of is told as failed', async (t) => {
  // The real one makes something of any bytes, with all its parts installed: this one ends as it does when it fails.
  const folder = await temporaryFolder(t);
  const path = join(folder, CONVERTER);
  await writeFile(path, '#!/bin/sh\nexit 0\n', { mode: 0o755 });
  const { PATH: all = '' } = process.env;
  t.after(() => (process.env['PATH'] = all));
  process.env['PATH'] = `${folder}${delimiter}${all}`;
  assert.equal(await convertToPdf(path), kind === 'bubblewrap' ? 'failed' : undefined);
});

test('exiftool tells what it knows of sound, under its own name', { skip: without('exiftool') }, async (t) => {
  const path = join(await temporaryFolder(t), 'sound.wav');
  const format = Buffer.from('1000000001000100401f0000401f000001000800', 'hex');
  await writeFile(
    path,
    Buffer.concat([Buffer.from('RIFF\x2c\0\0\0WAVEfmt '), format, Buffer.from('data\x08\0\0\0'), Buffer.alloc(8)]),
  );
  const fields = await toldByExiftool(path, 'audio/wav', []);
  const rate = fields.find(({ name }) => name === 'SampleRate');
  assert.equal(rate?.value, '8000');
  assert.match(rate?.origin ?? '', /^exiftool \d+\.\d+ RIFF$/v);
  assert.ok(!fields.some(({ value }) => value.includes(path)), 'where the kept copy lies is nobody’s business');
  assert.deepEqual(await toldByExiftool(path, 'application/pdf', []), [], 'other kinds are not asked about');
});
