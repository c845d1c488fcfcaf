import assert from 'node:assert/strict';
import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import type { MetadataField, ReadingEnd } from '../../src/nouns/reading.ts';
import type { ReaderOutput, ReadPage } from '../../src/reading/reader.ts';
import { decodePgm } from '../../src/reading/pixels-pgm.ts';
import { ReadingFailed } from '../../src/reading/reader.ts';
import { drawPdfPage, pdfReader } from '../../src/reading/stages/pdf.ts';
import { pagesOf, streamOf } from './pdf-fixture.ts';

const folder = mkdtempSync(join(tmpdir(), 'pdf-'));
after(() => rmSync(folder, { recursive: true }));

interface Said {
  end: ReadingEnd;
  pages: ReadPage[];
  metadata: MetadataField[];
  found: { name: string; bytes: Uint8Array }[];
  title?: string;
}

async function read(bytes: Uint8Array): Promise<Said> {
  const said: Said = { end: { outcome: 'unreadable' }, pages: [], metadata: [], found: [] };
  const path = join(folder, 'a.pdf');
  writeFileSync(path, bytes);
  const fd = openSync(path, 'r');
  const out: ReaderOutput = {
    describe: ({ title }) => {
      if (title !== undefined) said.title = title;
    },
    metadata: (fields) => said.metadata.push(...fields),
    text: () => assert.fail('a PDF has pages'),
    page: (page) => said.pages.push(page),
    finding: () => assert.fail('nothing comes without waiting'),
    found: async ({ shownName }, content) => {
      assert.ok(content instanceof Uint8Array);
      said.found.push({ name: shownName, bytes: content });
    },
    refused: () => assert.fail('nothing is refused here'),
  };
  try {
    said.end = await pdfReader.read(
      { mediaType: 'application/pdf', name: 'a.pdf', size: bytes.length, fd, bytes: () => bytes },
      out,
    );
  } finally {
    closeSync(fd);
  }
  return said;
}

const HELLO = 'BT /F1 20 Tf 50 350 Td (Hello there) Tj 0 -26 Td (second line) Tj ET';
const SCAN = streamOf(
  Buffer.alloc(64 * 64, 0x40),
  '/Type/XObject/Subtype/Image/Width 64/Height 64/ColorSpace/DeviceGray/BitsPerComponent 8',
);
const SHOW_SCAN = 'q 290 0 0 390 5 5 cm /I1 Do Q';
const failsWith = (code: string) => (error: unknown) => error instanceof ReadingFailed && error.reason.code === code;

test('text comes with its lines, and its words with boxes from the top left', async () => {
  const { end, pages } = await read(pagesOf([HELLO]));
  assert.deepEqual(end, { outcome: 'read' });
  assert.equal(pages.length, 1);
  const page = pages[0]!;
  assert.equal(page.text, 'Hello there\nsecond line');
  assert.deepEqual([page.width, page.height, page.unit], [300, 400, 'pt']);
  const [start, end1, x, y, width, height] = page.words[0]!;
  assert.equal(page.text.slice(start, end1), 'Hello');
  assert.ok(
    x > 48 && x < 53 && y > 20 && y < 36 && width > 40 && width < 55 && height > 10 && height < 35,
    String(page.words[0]),
  );
});

test('boxes of a turned page are where people see the words', async () => {
  const upright = 'BT /F1 20 Tf 0 1 -1 0 50 40 Tm (Hello there) Tj 0 -26 Td (second line) Tj ET';
  const { pages } = await read(pagesOf([upright], { rotate: 90 }));
  const page = pages[0]!;
  assert.deepEqual([page.width, page.height], [400, 300]);
  assert.equal(page.text, 'Hello there\nsecond line');
  const [, , x, y, width, height] = page.words[0]!;
  assert.ok(x > 38 && x < 43 && y > 20 && y < 40 && width > height, String(page.words[0]));
});

test('a scanned page asks for recognition with a grey picture of 300 dpi', async () => {
  const { end, pages } = await read(pagesOf([SHOW_SCAN], { picture: SCAN }));
  assert.equal(end.outcome, 'read');
  const picture = pages[0]!.picture!;
  assert.equal(picture.dpi, 300);
  const { width, height } = decodePgm(picture.pgm)!;
  assert.deepEqual([width, height], [1250, 1667]);
});

test('a stamp over a scan does not hide that the page is a scan', async () => {
  const { pages } = await read(pagesOf([`${SHOW_SCAN} BT /F1 9 Tf 20 20 Td (page 1) Tj ET`], { picture: SCAN }));
  assert.ok(pages[0]!.picture !== undefined);
});

test('an empty page is a page without words and without a picture', async () => {
  const { pages } = await read(pagesOf(['', HELLO]));
  assert.deepEqual(pages[0]!.words, []);
  assert.equal(pages[0]!.picture, undefined);
  assert.equal(pages[1]!.number, 2);
});

test('the Info dictionary becomes metadata and the title', async () => {
  const { metadata, title } = await read(
    pagesOf([HELLO], { trailer: '/Info 7 0 R', more: ['<</Title(A title)/Author<FEFF738B52C7667A>/Custom(kept)>>'] }),
  );
  assert.equal(title, 'A title');
  assert.deepEqual(
    metadata.filter(({ name }) => name !== 'Title'),
    [
      { name: 'Author', value: '王勇智', origin: 'pdf' },
      { name: 'Custom', value: 'kept', origin: 'pdf' },
    ],
  );
});

test('attached files are found', async () => {
  const names = '/Names<</EmbeddedFiles<</Names[(note.txt) 7 0 R]>>>>';
  const { found } = await read(
    pagesOf([HELLO], {
      catalogue: names,
      more: ['<</Type/Filespec/F(note.txt)/UF(note.txt)/EF<</F 8 0 R>>>>', streamOf('inside', '/Type/EmbeddedFile')],
    }),
  );
  assert.deepEqual(
    found.map(({ name, bytes }) => [name, Buffer.from(bytes).toString()]),
    [['note.txt', 'inside']],
  );
});

test('a page that cannot be loaded costs that page, and its number stays', async () => {
  const broken = Buffer.from(
    Buffer.from(pagesOf([HELLO, HELLO]))
      .toString('latin1')
      .replace('7 0 R]', '9 0 R]'),
    'latin1',
  );
  const { end, pages } = await read(broken);
  assert.deepEqual(end, {
    outcome: 'read-in-part',
    reason: { code: 'some-pages-unread', params: { pages: 1, total: 2 } },
  });
  assert.deepEqual(
    pages.map(({ number, text }) => [number, text !== '']),
    [
      [1, true],
      [2, false],
    ],
  );
});

test('a file that is locked with a password says so', async () => {
  const lock = `<</Filter/Standard/V 1/R 2/P -4/O<${'11'.repeat(32)}>/U<${'22'.repeat(32)}>>>`;
  const locked = pagesOf([HELLO], { trailer: `/Encrypt 7 0 R/ID[<00><00>]`, more: [lock] });
  await assert.rejects(read(locked), failsWith('encrypted'));
  await assert.rejects(drawPdfPage(locked, 1, 72), failsWith('encrypted'));
});

test('a file that is no PDF inside is broken, whichever library is asked', async () => {
  await assert.rejects(read(Buffer.from('%PDF-1.7\nnothing else')), failsWith('broken'));
});

test('a page is drawn at the resolution asked for, in colour', async () => {
  const { png, widthPx, heightPx } = await drawPdfPage(pagesOf(['1 0 0 rg 0 0 300 400 re f']), 1, 36);
  assert.deepEqual([widthPx, heightPx], [150, 200]);
  assert.equal(Buffer.from(png.subarray(1, 4)).toString(), 'PNG');
  assert.equal(png[25], 2, 'red, green and blue');
});

test('a page of monstrous size is drawn small rather than not at all', async () => {
  const huge = Buffer.from(
    Buffer.from(pagesOf([HELLO]))
      .toString('latin1')
      .replace('0 0 300 400]', '0 0 9e5 9e5]'),
    'latin1',
  );
  const { widthPx, heightPx } = await drawPdfPage(huge, 1, 300);
  assert.ok(widthPx * heightPx <= 25_100_000, `${widthPx} by ${heightPx}`);
});
