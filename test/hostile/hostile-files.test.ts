import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { constants, crc32, deflateRawSync, gzipSync } from 'node:zlib';
import { makeZip } from '../reading/make-zip.ts';
import { pagesOf, streamOf } from '../reading/pdf-fixture.ts';
import { readAll, temporaryCase } from '../helpers/temporary-case.ts';

/** A file that would reach out or run something, if anybody let it. */
interface Hostile {
  readonly name: string;
  /** @param url of a listener on this machine. @param canary a path that nothing may be written to */
  readonly bytes: (url: string, canary: string) => Uint8Array | string;
  /** All that has to be listed of it; `URL` stands for the address, `HOST` for its host and port. */
  readonly active: readonly string[];
  readonly words?: string;
}

const relations = (rows: readonly string[]): string => `<Relationships>${rows.join('')}</Relationships>`;
const outside = (id: number, kind: string, target: string): string =>
  `<Relationship Id="r${id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${kind}" Target="${target}" TargetMode="External"/>`;
const paragraph = (inner: string): string => `<w:document><w:body><w:p>${inner}</w:p></w:body></w:document>`;

const HOSTILE: readonly Hostile[] = [
  {
    name: 'page.html',
    bytes: (url, canary) =>
      `<html><head><meta http-equiv="refresh" content="0; url=${url}next"><link rel="stylesheet" href="${url}a.css"><script src="${url}a.js"></script></head>
       <body background="${url}b.png"><p>Words of the page.</p><img src="${url}i.png" srcset="${url}2x.png 2x"><iframe src="${url}f.html"></iframe>
       <object data="${url}o.bin"></object><img src="file:///etc/passwd"><form action="${url}form"><input></form>
       <script>require('fs').writeFileSync('${canary}', 'x'); fetch('${url}')</script></body></html>`,
    active: ['scripts (2)', 'fetches link, script, body, img, iframe, object from HOST', 'leads on to URLnext'],
    words: 'Words of the page.',
  },
  {
    name: 'mail.eml',
    bytes: (url) =>
      `From: a@example.org\r\nTo: b@example.org\r\nSubject: Keys\r\nDisposition-Notification-To: a@example.org\r\nMIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\n<p>Words of the mail.</p><img width=1 height=1 src="${url}seen.gif"><img src="\\\\share.example\\i.png">\r\n`,
    active: ['fetches img from HOST', 'fetches img from share.example'],
    words: 'Words of the mail.',
  },
  {
    name: 'entity.xml',
    bytes: (url) =>
      `<?xml version="1.0"?><!DOCTYPE a [<!ENTITY far SYSTEM "${url}e.dtd"><!ENTITY near SYSTEM "file:///etc/hostname">]><a>Words of the entity: &far; &near;</a>`,
    active: ['external entity from URLe.dtd', 'external entity from file:///etc/hostname'],
    words: '&near;',
  },
  {
    name: 'drawing.svg',
    bytes: (url) =>
      `<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>fetch("${url}")</script><image href="${url}i.png"/><text>Words</text></svg>`,
    active: ['scripts'],
  },
  {
    name: 'document.docm',
    bytes: (url) =>
      makeZip([
        { name: '[Content_Types].xml', bytes: '<Types/>' },
        {
          name: 'word/document.xml',
          bytes: `<!DOCTYPE d [<!ENTITY far SYSTEM "${url}e.dtd">]>${paragraph(
            `<w:r><w:t>Words of the document.</w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>INCLUDEPICTURE "${url}p.png"</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t>&far;</w:t></w:r>`,
          )}`,
        },
        { name: 'word/vbaProject.bin', bytes: 'macros' },
        {
          name: 'word/_rels/settings.xml.rels',
          bytes: relations([outside(1, 'attachedTemplate', `${url}t.dotm`), outside(2, 'oleObject', `${url}o.xlsx`)]),
        },
        { name: 'word/_rels/document.xml.rels', bytes: relations([outside(3, 'image', `${url}i.png`)]) },
      ]),
    active: [
      'macros (VBA)',
      'fetches attachedTemplate from URLt.dotm',
      'fetches oleObject from URLo.xlsx',
      'fetches image from URLi.png',
      'field INCLUDEPICTURE "URLp.png"',
    ],
    words: 'Words of the document.',
  },
  {
    name: 'text.odt',
    bytes: (url) =>
      makeZip([
        { name: 'mimetype', bytes: 'application/vnd.oasis.opendocument.text' },
        {
          name: 'content.xml',
          bytes: `<office:text><text:p>Words of the text.</text:p><draw:frame><draw:image xlink:href="${url}i.png"/></draw:frame><text:section><text:section-source xlink:href="${url}s.odt"/></text:section></office:text>`,
        },
        { name: 'Basic/Standard/Module1.xml', bytes: '<script/>' },
      ]),
    active: ['macro Basic/Standard/Module1.xml', 'fetches image from URLi.png', 'fetches section-source from URLs.odt'],
    words: 'Words of the text.',
  },
  {
    name: 'letter.rtf',
    bytes: (url) =>
      `{\\rtf1\\ansi{\\*\\template ${url}t.dotm}{\\field{\\*\\fldinst INCLUDEPICTURE "${url}p.png" \\\\d}{\\fldrslt }}{\\object\\objautlink{\\*\\objdata 0105}} Words of the letter.\\par}`,
    active: [
      'fetches template from URLt.dotm',
      'field INCLUDEPICTURE "URLp.png" \\d',
      'linked object that fetches itself anew (OLE)',
    ],
    words: 'Words of the letter.',
  },
  {
    name: 'form.pdf',
    bytes: (url) =>
      pagesOf(['BT /F1 12 Tf 20 200 Td (Words of the form that are long enough.) Tj ET'], {
        catalogue: `/OpenAction<</S/JavaScript/JS(app.launchURL\\('${url}'\\))>>/AA<</WC<</S/Launch/F(/bin/sh)>>/WS<</S/SubmitForm/F(${url})>>>>/Names<</JavaScript<</Names[(a)<</S/JavaScript/JS(app.alert\\(1\\))>>]>>>>`,
      }),
    active: [
      'acts when it is opened (OpenAction)',
      'acts on events (additional actions)',
      'JavaScript',
      'starts a program or opens a file (Launch)',
      'sends the form (SubmitForm)',
      'JavaScript a: app.alert(1)',
    ],
    words: 'Words of the form',
  },
  {
    name: 'card.vcf',
    bytes: (url) =>
      `BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Words of the card\r\nPHOTO:${url}p.png\r\nSOURCE:${url}card.vcf\r\nEND:VCARD\r\n`,
    active: [],
    words: 'Words of the card',
  },
];

test('no file reaches the network, writes anything or reads the machine; what it would do is listed', async (t) => {
  let calls = 0;
  const listener = createServer((socket) => {
    calls += 1;
    socket.destroy();
  }).listen(0, '127.0.0.1');
  await once(listener, 'listening');
  t.after(() => listener.close());
  const address = listener.address();
  assert.ok(address !== null && typeof address === 'object');
  // The listener hears whoever does call: without this the test could not fail.
  await once(connect(address.port, '127.0.0.1').resume(), 'close');
  assert.equal(calls, 1);

  const host = `127.0.0.1:${address.port}`;
  const url = `http://${host}/`;
  const made = await temporaryCase(t);
  const [material, canaries] = [join(made.outside, 'material'), join(made.outside, 'canaries')];
  await mkdir(material);
  await mkdir(canaries);
  for (const { name, bytes } of HOSTILE) await writeFile(join(material, name), bytes(url, join(canaries, name)));
  const opened = await made.open();
  await opened.receive([material], {});
  await readAll(opened);
  for (const { name, active, words } of HOSTILE) {
    const document = await opened.document(`material/${name}`);
    const listed = document?.reading?.metadata.flatMap((field) => (field.name === 'active-content' ? field.value : []));
    for (const each of active) {
      const wanted = each.replaceAll('URL', url).replaceAll('HOST', host);
      assert.ok(listed?.includes(wanted), `${name}: “${wanted}” in ${JSON.stringify(listed)}`);
    }
    assert.ok(words === undefined || document?.reading?.text.includes(words), `${name}: its words`);
    assert.doesNotMatch(document?.reading?.text ?? '', /root:x:0/v);
  }
  assert.equal(calls, 1, 'nobody but the test has called');
  assert.deepEqual(await readdir(canaries), []);
  const { received, waiting } = await opened.status();
  assert.deepEqual([received, waiting], [HOSTILE.length, 0]);
});

const GIB = 1024 ** 3;
const BLOCK = 16 * 1024 ** 2;

/** A GiB of zeros as a raw deflate stream (RFC 1951), put together from one block that is packed once. */
function gibOfZeros(): { readonly bytes: Buffer; readonly crc: number } {
  const block = Buffer.alloc(BLOCK);
  const packed = deflateRawSync(block, { level: 9, finishFlush: constants.Z_FULL_FLUSH });
  let crc = 0;
  for (let i = 0; i < GIB / BLOCK; i += 1) crc = crc32(block, crc);
  return { bytes: Buffer.concat([...Array<Buffer>(GIB / BLOCK).fill(packed), deflateRawSync('')]), crc };
}

const zeros = gibOfZeros();
/** RFC 1950, without the checksum at its end, which nobody gets to. */
const zlibbed = Buffer.concat([Buffer.from([0x78, 0xda]), zeros.bytes]);
const sheet = { name: 'xl/worksheets/sheet1.xml', bytes: '', declared: GIB, deflated: zeros };
const WORKBOOK = [
  { name: '[Content_Types].xml', bytes: '<Types/>' },
  { name: 'xl/workbook.xml', bytes: '<workbook><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>' },
  {
    name: 'xl/_rels/workbook.xml.rels',
    bytes: '<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>',
  },
];
const document = { name: 'word/document.xml', bytes: '', declared: GIB, deflated: zeros };
const LEVELS = 20;

/** What bursts, recurses or escapes, the reason it is refused for, or how it ends. */
const BOMBS: readonly { readonly name: string; readonly make: () => Uint8Array; readonly ends: RegExp }[] = [
  {
    name: 'beside.pdf',
    make: () =>
      pagesOf(['BT /F1 12 Tf 20 200 Td (Words of the page, beside which lies a bomb.) Tj ET'], {
        more: [streamOf(zlibbed, '/Filter/FlateDecode')],
      }),
    ends: /^read $/v,
  },
  {
    name: 'contents.pdf',
    make: () => {
      const head =
        '/Type/Pages/Count 1/Kids[3 0 R]>>\nendobj\n3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 400]/Contents 4 0 R>>';
      const start = `%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<<${head}\nendobj\n4 0 obj\n`;
      const end = '\nendobj\ntrailer\n<</Root 1 0 R>>\n%%EOF\n';
      return Buffer.concat([Buffer.from(start), streamOf(zlibbed, '/Filter/FlateDecode'), Buffer.from(end)]);
    },
    ends: /^unreadable (no-text|broken|too-much-memory)$/v,
  },
  { name: 'book.xlsx', make: () => makeZip([...WORKBOOK, sheet]), ends: /^unreadable (bomb|too-large)$/v },
  {
    name: 'lying.xlsx',
    make: () => makeZip([...WORKBOOK, { ...sheet, declared: 1_000 }]),
    ends: /^unreadable (broken|bomb)$/v,
  },
  {
    name: 'text.docx',
    make: () => makeZip([{ name: '[Content_Types].xml', bytes: '<Types/>' }, document]),
    ends: /^unreadable (bomb|too-large)$/v,
  },
  {
    name: 'deep.zip',
    make: () => {
      let inner: Buffer = Buffer.from('at the bottom');
      for (let level = 0; level < LEVELS; level += 1) inner = makeZip([{ name: `${level}.zip`, bytes: inner }]);
      return inner;
    },
    ends: /^container $/v,
  },
  { name: 'twice.gz', make: () => gzipSync(gzipSync(Buffer.alloc(4 * BLOCK))), ends: /^(container|unreadable bomb)/v },
  {
    name: 'escaping.zip',
    make: () =>
      makeZip([
        { name: '../../outside.txt', bytes: 'x' },
        { name: '/tmp/outside.txt', bytes: 'x' },
        { name: 'C:\\outside.txt', bytes: 'x' },
        { name: 'link', bytes: '/etc/passwd', mode: 0o120777 },
      ]),
    ends: /^container some-entries-unread$/v,
  },
];

test('what bursts, recurses or escapes costs itself alone, and every file has its outcome', async (t) => {
  const made = await temporaryCase(t);
  const material = join(made.outside, 'material');
  await mkdir(material);
  for (const { name, make } of BOMBS) await writeFile(join(material, name), make());
  await writeFile(join(material, 'letter.txt'), 'A letter that lies among them.');
  const opened = await made.open();
  await opened.receive([material], {});
  await readAll(opened);
  const { files, total } = await opened.files({ limit: 1_000, offset: 0 });
  const endOf = (path: string): string => {
    const file = files.find((each) => each.path === path);
    return `${file?.outcome} ${file?.reason?.code ?? ''}`;
  };
  for (const { name, ends } of BOMBS) assert.match(endOf(`material/${name}`), ends, name);
  assert.equal(endOf('material/letter.txt'), 'read ');
  const refused = files.flatMap(({ path, reason }) => (path.includes('escaping.zip/') ? [`${reason?.code}`] : []));
  assert.deepEqual(refused.toSorted(), ['symbolic-link', 'unsafe-name', 'unsafe-name', 'unsafe-name']);
  assert.deepEqual(
    files.flatMap(({ path, reason }) => (reason?.code === 'too-deep' ? [path.split('/').length] : [])),
    [2 + 16 + 1],
    'the first level past the limit',
  );
  const { received, waiting } = await opened.status();
  assert.deepEqual([received, waiting], [total, 0]);
});

test('an archive that holds itself is opened once', async (t) => {
  const made = await temporaryCase(t);
  const opened = await made.open();
  await opened.receive([fileURLToPath(new URL('../fixtures/archives/quine.gz', import.meta.url))], {});
  await readAll(opened);
  const { files } = await opened.files({ limit: 10, offset: 0 });
  assert.deepEqual(
    files.map(({ outcome }) => outcome),
    ['container', 'duplicate'],
  );
});
