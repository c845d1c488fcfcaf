import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CharactersInMemory, type AskedCharacter } from '../../src/reading/stages/pdf-memory.ts';
import { PdfiumDocument, sourceOfBytes, type PdfiumPage } from '../../src/reading/stages/pdf-pdfium.ts';
import { pagesOf } from './pdf-fixture.ts';

type Read = readonly [code: number, generated: boolean, unmapped: boolean, box: string];

/** What the interface of pdfium says of a character. */
function asker({ pdfium }: PdfiumDocument, text: number): (index: number) => AskedCharacter {
  const out = pdfium.pdfium.wasmExports.malloc(16);
  return (index) => {
    const code = pdfium.FPDFText_GetUnicode(text, index);
    const generated = pdfium.FPDFText_IsGenerated(text, index) === 1;
    const unmapped = !generated && pdfium.FPDFText_HasUnicodeMapError(text, index) === 1;
    if (generated || !pdfium.FPDFText_GetLooseCharBox(text, index, out))
      return { code, generated, unmapped, box: undefined };
    const [left = 0, top = 0, right = 0, bottom = 0] = new Float32Array(pdfium.pdfium.HEAPU8.buffer, out, 4);
    return { code, generated, unmapped, box: [left, top, right, bottom] };
  };
}

function bothWays(
  document: PdfiumDocument,
  page: PdfiumPage,
): { readonly asked: readonly Read[]; readonly found: readonly Read[] } {
  const { pdfium } = document;
  const text = pdfium.FPDFText_LoadPage(page.handle);
  const count = pdfium.FPDFText_CountChars(text);
  const ask = asker(document, text);
  const asked = Array.from({ length: count }, (_, index): Read => {
    const { code, generated, unmapped, box } = ask(index);
    return [code, generated, unmapped, box === undefined ? '' : box.join(' ')];
  });
  const memory = CharactersInMemory.of(pdfium.pdfium.HEAPU8.buffer, text, count, ask);
  assert.ok(memory, 'this build of pdfium keeps its characters where they are looked for');
  const found = Array.from({ length: count }, (_, index): Read => {
    const at = memory.at(index);
    const generated = memory.isGenerated(at);
    const box = generated ? '' : [memory.left(at), memory.top(at), memory.right(at), memory.bottom(at)].join(' ');
    return [memory.code(at), generated, !generated && memory.isUnmapped(at), box];
  });
  pdfium.FPDFText_ClosePage(text);
  return { asked, found };
}

const LINES = Array.from({ length: 40 }, (_, line) => `(Line ${line} of a page, with-a hyphen- and more.) Tj T*`).join(
  '\n',
);
const PAGES = [
  { why: 'a page of forty lines', bytes: async () => pagesOf([`BT /F1 7 Tf 8 TL 20 380 Td ${LINES} ET`]) },
  {
    why: 'a page that is turned',
    bytes: async () => pagesOf([`BT /F1 7 Tf 8 TL 20 380 Td ${LINES} ET`], { rotate: 90 }),
  },
  { why: 'a page without text', bytes: async () => pagesOf(['0 0 10 10 re f']) },
];
for (const { why, bytes } of PAGES) {
  test(`characters read out of the memory of pdfium are those that it gives when asked: ${why}`, async () => {
    using document = await PdfiumDocument.open(sourceOfBytes(await bytes()));
    document.withPage(1, (page) => {
      const { asked, found } = bothWays(document, page);
      assert.deepEqual(found, asked);
    });
  });
}

test('where they do not lie as they are looked for, none of them is believed', async () => {
  using document = await PdfiumDocument.open(sourceOfBytes(pagesOf([`BT /F1 7 Tf 8 TL 20 380 Td ${LINES} ET`])));
  const { pdfium } = document;
  document.withPage(1, (page) => {
    const text = pdfium.FPDFText_LoadPage(page.handle);
    const count = pdfium.FPDFText_CountChars(text);
    const ask = asker(document, text);
    const { buffer } = pdfium.pdfium.HEAPU8;
    const refused = [
      CharactersInMemory.of(buffer, text, count + 1, ask),
      CharactersInMemory.of(buffer, text + 2, count, ask),
      CharactersInMemory.of(buffer, text + 4, count, ask),
      CharactersInMemory.of(new Uint8Array(buffer).slice(0, text + 64).buffer, text, count, ask),
      CharactersInMemory.of(buffer, text, count, (index) => ({ ...ask(index), code: 0x2603 })),
      CharactersInMemory.of(buffer, text, count, (index) => ({ ...ask(index), box: [0, 0, 0, 0] })),
    ];
    assert.deepEqual(
      refused.map((each) => each === undefined),
      refused.map(() => true),
    );
    pdfium.FPDFText_ClosePage(text);
  });
});
