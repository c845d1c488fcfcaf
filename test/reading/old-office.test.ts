import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { CFB } from '@e965/xlsx';
import { array, assert as assertProperty, nat, property, tuple } from '../properties.ts';
import { ReadingFailed } from '../../src/reading/reader.ts';
import { openOle } from '../../src/reading/stages/ole.ts';
import { assertCut, read, type Account } from './read-bytes.ts';

const DIRECTIVE = readFileSync(new URL('../fixtures/office/directive.doc', import.meta.url));

function compound(streams: Readonly<Record<string, Uint8Array>>): Buffer {
  const file = CFB.utils.cfb_new();
  for (const [path, bytes] of Object.entries(streams)) CFB.utils.cfb_add(file, `/${path}`, Buffer.from(bytes));
  return Buffer.from(CFB.write(file, { type: 'buffer' }) as Uint8Array);
}

function fieldsOf({ reading }: Account, name: string): readonly string[] {
  return (reading?.metadata ?? []).filter((field) => field.name === name).map(({ value }) => value);
}

test('a Word 97 document gives its text, table rows, notes and who wrote it', async () => {
  const account = await read(DIRECTIVE);
  assert.equal(account.mediaType, 'application/msword');
  assert.equal(account.end.outcome, 'read');
  const text = account.reading?.text ?? '';
  assert.match(text, /^Households of the Ak-Tepe valley are counted once a month\.\n\n第十七号指令已经下发/v);
  assert.match(text, /Karasu\t96\n\nKizil\t77/v);
  assert.match(text, /the footnote\n/v);
  assert.equal(account.reading?.title, 'Directive 17 办法');
  assert.equal(account.reading?.byline, 'Office of Records');
  assertCut(account);
});

test('what was deleted in Word stands apart at the end with who and when, what is hidden is marked where it stands', async () => {
  const account = await read(DIRECTIVE);
  assert.deepEqual(fieldsOf(account, 'tracked-deletion'), ['A. Clerk 2017-06-24T10:00: deleted phrase']);
  assert.deepEqual(fieldsOf(account, 'hidden-text'), ['the hidden words']);
  assert.match(
    account.reading?.text ?? '',
    /\n\n\[Deleted by tracked changes\]\n\n\[A\. Clerk 2017-06-24T10:00\] deleted phrase$/v,
  );
  assert.match(account.reading?.text ?? '', /\[hidden text: the hidden words\] visible tail/v);
  assert.deepEqual(fieldsOf(account, 'link'), ['"https://example.invalid/x"']);
});

test('a Word 95 document is decoded by the language it was written in', async () => {
  const main = Buffer.alloc(0x400);
  const words = Buffer.from('\u0420\u0430\u0439\u043e\u043d', 'utf16le');
  const cyrillic = Buffer.from([0xd0, 0xe0, 0xe9, 0xee, 0xed, 0x0d]);
  assert.equal(words.byteLength, 10);
  main.writeUInt16LE(0xa5dc, 0);
  main.writeUInt16LE(0x0419, 6);
  main.writeUInt32LE(0x300, 0x18);
  main.writeUInt32LE(0x300 + cyrillic.byteLength, 0x1c);
  main.writeInt32LE(cyrillic.byteLength, 0x34);
  cyrillic.copy(main, 0x300);
  const account = await read(compound({ WordDocument: Buffer.concat([main, Buffer.alloc(8192)]) }));
  assert.equal(account.reading?.text, 'Район');
});

test('a Word document locked with a password says so', async () => {
  const locked = Buffer.from(DIRECTIVE);
  const at = locked.indexOf(Buffer.from([0xec, 0xa5]));
  locked.writeUInt16LE(locked.readUInt16LE(at + 0x0a) | 0x0100, at + 0x0a);
  assert.deepEqual((await read(locked)).end, { outcome: 'unreadable', reason: { code: 'encrypted' } });
});

function record(type: number, body: Buffer, head = 0): Buffer {
  const start = Buffer.alloc(8);
  start.writeUInt16LE(head, 0);
  start.writeUInt16LE(type, 2);
  start.writeUInt32LE(body.byteLength, 4);
  return Buffer.concat([start, body]);
}
const container = (type: number, ...parts: Buffer[]): Buffer => record(type, Buffer.concat(parts), 0x0f);
const wideText = (words: string): Buffer => record(0x0fa0, Buffer.from(words, 'utf16le'));

/** Two saves: the second replaced the slide of the first, which stays in the file. */
function presentation(): Buffer {
  const master = container(0x03f8, wideText('Click to edit'));
  const first = container(0x03ee, wideText('first figures: 412'));
  const hidden = record(0x03f9, Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4, 0, 0, 0, 0, 0]));
  const second = container(
    0x03ee,
    hidden,
    wideText('final figures: 96\r第二页'),
    record(0x0fa8, Buffer.from('in bytes')),
  );
  const parts = [master, first, second];
  const offsets = parts.map((_, at) => parts.slice(0, at).reduce((sum, { byteLength }) => sum + byteLength, 0));
  const end = parts.reduce((sum, { byteLength }) => sum + byteLength, 0);
  const listing = Buffer.alloc(12);
  listing.writeUInt32LE((2 << 20) | 1, 0);
  listing.writeUInt32LE(offsets[0] ?? 0, 4);
  listing.writeUInt32LE(offsets[2] ?? 0, 8);
  const directory = record(0x1772, listing);
  const edit = Buffer.alloc(28);
  edit.writeUInt32LE(end, 12);
  const user = Buffer.alloc(24);
  user.writeUInt32LE(0xe391c05f, 12);
  user.writeUInt32LE(end + directory.byteLength, 16);
  return compound({
    'PowerPoint Document': Buffer.concat([...parts, directory, record(0x0ff5, edit), Buffer.alloc(8192)]),
    'Current User': user,
  });
}

test('a presentation gives its slides, and apart from them what an earlier save left', async () => {
  const account = await read(presentation());
  assert.equal(account.mediaType, 'application/vnd.ms-powerpoint');
  assert.equal(
    account.reading?.text,
    '[Hidden slide 1]\n\nfinal figures: 96\n第二页\n\nin bytes\n\n[Text of earlier saves, no longer shown]\n\nfirst figures: 412',
  );
  assert.deepEqual(fieldsOf(account, 'hidden-slide'), ['1']);
  assert.deepEqual(fieldsOf(account, 'earlier-saves'), ['1 texts no longer shown']);
});

test('macros in an old Office file are listed', async () => {
  const main = Buffer.from(DIRECTIVE);
  const streams = Object.fromEntries(openOle(main).map((stream) => [stream.path, stream.bytes()]));
  const account = await read(
    compound({ ...streams, 'Macros/VBA/dir': Buffer.alloc(5000), 'Macros/VBA/_VBA_PROJECT': Buffer.alloc(5000) }),
  );
  assert.deepEqual(fieldsOf(account, 'active-content'), ['macros (VBA)']);
});

test('no damage makes the reader of compound files hang or throw anything unexpected', () => {
  assertProperty(
    property(array(tuple(nat(DIRECTIVE.byteLength - 1), nat(255)), { maxLength: 40 }), (changes) => {
      const bytes = Buffer.from(DIRECTIVE);
      for (const [at, value] of changes) bytes[at] = value;
      try {
        for (const stream of openOle(bytes)) assert.ok(stream.bytes().byteLength <= bytes.byteLength);
      } catch (error) {
        assert.ok(error instanceof ReadingFailed);
      }
    }),
    { numRuns: 300 },
  );
});
