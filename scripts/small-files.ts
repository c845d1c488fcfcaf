import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeZip } from '../test/reading/make-zip.ts';
import { pagesOf } from '../test/reading/pdf-fixture.ts';
import { inventedTexts, type Texts } from './search-texts.ts';

const FILES_IN_FOLDER = 500;
const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const DOCUMENT_TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml';

type Maker = (
  paragraphs: readonly string[],
  number: number,
) => { readonly name: string; readonly bytes: string | Uint8Array };

/** Of a hundred files: as mail boxes and folders of an office have them, pictures left out. */
const MIX: readonly (readonly [number, Maker])[] = [
  [35, mail],
  [20, (paragraphs, n) => ({ name: `note-${n}.txt`, bytes: paragraphs.join('\n\n') })],
  [16, webPage],
  [9, table],
  [5, (paragraphs, n) => ({ name: `record-${n}.json`, bytes: JSON.stringify({ id: n, paragraphs }, undefined, 1) })],
  [8, wordDocument],
  [3, (paragraphs, n) => ({ name: `letter-${n}.rtf`, bytes: `{\\rtf1\\ansi ${paragraphs.map(rtf).join('\\par\n')}}` })],
  [4, (_, n) => ({ name: `memo-${n}.pdf`, bytes: textPdf(2, n) })],
];

/** Writes so many small files, the same in every run. All differ. */
export async function makeSmallFiles(folder: string, count: number): Promise<void> {
  const texts = inventedTexts();
  const makers = MIX.flatMap(([share, maker]) => Array.from({ length: share }, () => maker));
  for (let n = 0; n < count; n += 1) {
    const into = join(folder, String(Math.floor(n / FILES_IN_FOLDER)));
    if (n % FILES_IN_FOLDER === 0) await mkdir(into, { recursive: true });
    // 37 and 100 have no common divisor: every hundred files hold the whole mix.
    const { name, bytes } = (makers[(n * 37) % 100] ?? mail)(paragraphsOf(texts, n), n);
    await writeFile(join(into, name), bytes);
  }
}

/** One to six paragraphs in one language: 100 bytes to 8 KB. */
function paragraphsOf(texts: Texts, n: number): readonly string[] {
  const count = 1 + (n % 6);
  const language = texts.language(n);
  const paragraphs: string[] = [`Document ${n}`];
  for (let at = n * 1000; paragraphs.length <= count; at += 1) {
    if (texts.language(at) === language) paragraphs.push(texts.at(at));
  }
  return paragraphs;
}

function mail(paragraphs: readonly string[], n: number) {
  const body = Buffer.from(paragraphs.join('\r\n\r\n')).toString('base64').replaceAll(/.{76}/g, '$&\r\n');
  const head = [
    `From: Person ${n % 97} <p${n % 97}@example.org>`,
    `To: Person ${n % 89} <p${n % 89}@example.org>`,
    `Subject: Matter ${n}`,
    `Date: Mon, ${1 + (n % 28)} Jan 2018 10:${String(n % 60).padStart(2, '0')}:00 +0000`,
    `Message-ID: <${n}@example.org>`,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: base64',
  ];
  return { name: `mail-${n}.eml`, bytes: `${head.join('\r\n')}\r\n\r\n${body}\r\n` };
}

function webPage(paragraphs: readonly string[], n: number) {
  const menu = Array.from({ length: 20 }, (_, i) => `<li><a href="/${i}">Section ${i}</a></li>`).join('');
  const text = paragraphs.map((paragraph) => `<p>${paragraph}</p>`).join('\n');
  return {
    name: `page-${n}.html`,
    bytes: `<!doctype html><html><head><meta charset="utf-8"><title>Page ${n}</title></head><body><nav><ul>${menu}</ul></nav><article><h1>Page ${n}</h1>${text}</article><footer>Imprint</footer></body></html>`,
  };
}

function table(paragraphs: readonly string[], n: number) {
  const words = paragraphs
    .join(' ')
    .replaceAll(/[",\n]/g, ' ')
    .split(/\s+/);
  const rows = Array.from(
    { length: 40 },
    (_, i) => `${n}-${i},${words[i % words.length]},${(n * 7 + i) % 1000},2018-01-02`,
  );
  return { name: `table-${n}.csv`, bytes: `id,name,amount,day\n${rows.join('\n')}\n` };
}

function wordDocument(paragraphs: readonly string[], n: number) {
  const body = paragraphs.map((text) => `<w:p><w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`).join('');
  const entries = {
    '[Content_Types].xml': `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${DOCUMENT_TYPE}"/></Types>`,
    '_rels/.rels': `${XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
    'word/document.xml': `${XML}<w:document ${W}><w:body>${body}</w:body></w:document>`,
  };
  return {
    name: `report-${n}.docx`,
    bytes: makeZip(Object.entries(entries).map(([name, bytes]) => ({ name, bytes }))),
  };
}

function rtf(text: string): string {
  return Array.from({ length: text.length }, (_, at) => {
    const code = text.charCodeAt(at);
    return code < 128 ? text[at] : `\\u${code > 32_767 ? code - 65_536 : code}?`;
  }).join('');
}

/** Pages of English, 45 lines of some 70 characters each. */
export function textPdf(pages: number, seed: number): Uint8Array {
  const words =
    'the minister signed a contract with company about land near river before summer and no one asked who paid'.split(
      ' ',
    );
  let state = seed + 1;
  const word = (): string => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return words[(state >> 8) % words.length] ?? '';
  };
  return pagesOf(
    Array.from({ length: pages }, (_, page) => {
      const lines = Array.from(
        { length: 45 },
        (__, line) => `(${page}.${line} ${Array.from({ length: 13 }, word).join(' ')}) Tj T*`,
      );
      return `BT /F1 7 Tf 8 TL 20 380 Td ${lines.join('\n')} ET`;
    }),
  );
}
