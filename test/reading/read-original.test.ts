import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import iconv from 'iconv-lite';
import { readOriginal } from '../../src/reading/read-original.ts';
import { makeZip } from './make-zip.ts';
import { assertCut, folder, read } from './read-bytes.ts';

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const TYPES = { name: '[Content_Types].xml', bytes: '<Types/>' };

function docx(body: string, more: Parameters<typeof makeZip>[0] = []): Buffer {
  const document = `<?xml version="1.0"?><w:document ${W}><w:body>${body}</w:body></w:document>`;
  return makeZip([TYPES, { name: 'word/document.xml', bytes: document }, ...more]);
}

const KINDS: readonly {
  why: string;
  bytes: Uint8Array | string;
  name?: string;
  mediaType: string;
  outcome: string;
  text?: RegExp;
}[] = [
  {
    why: 'plain text',
    bytes: 'The valley was searched in June.',
    mediaType: 'text/plain',
    outcome: 'read',
    text: /^The valley/v,
  },
  {
    why: 'text in GBK',
    bytes: iconv.encode('第十七号指令已经下发，各村工作队应当立即上报本村全部户数。', 'gbk'),
    mediaType: 'text/plain',
    outcome: 'read',
    text: /第十七号指令/v,
  },
  { why: 'nothing at all', bytes: '', mediaType: 'application/x-empty', outcome: 'unreadable' },
  {
    why: 'bytes that are nothing known',
    bytes: Buffer.from(Array.from({ length: 3000 }, (_, at) => (at * at * 7919 + at) % 256)),
    mediaType: 'application/octet-stream',
    outcome: 'unreadable',
  },
  {
    why: 'a table',
    bytes: 'village,households,injured\nAk-Tepe,412,17\nKarasu,96,"3, perhaps 4"\nKizil,77,0\n',
    name: 'a.csv',
    mediaType: 'text/csv',
    outcome: 'read',
    text: /Karasu\t96\t3, perhaps 4/v,
  },
  {
    why: 'a table whose name says something else',
    bytes: 'a\tb\tc\n1\t2\t3\n4\t5\t6\n7\t8\t9\n',
    name: 'a.pdf',
    mediaType: 'text/tab-separated-values',
    outcome: 'read',
  },
  {
    why: 'markup that is no page',
    bytes: '<?xml version="1.0"?><list><item>one</item></list>',
    mediaType: 'text/xml',
    outcome: 'read',
  },
  {
    why: 'a mailbox of two',
    bytes:
      'From a@b.c Mon Jun  5 10:00:00 2017\nFrom: a@b.c\nSubject: one\n\nfirst\n\nFrom a@b.c Mon Jun  5 10:01:00 2017\nFrom: a@b.c\nSubject: two\n\nsecond\n',
    mediaType: 'application/mbox',
    outcome: 'container',
  },
  {
    why: 'a mail that kept the line which began it in a mailbox, with line ends of mail',
    bytes: 'From a@b.c Mon Jun  5 10:00:00 2017\r\nFrom: a@b.c\r\nSubject: one\r\n\r\nfirst\r\n',
    mediaType: 'message/rfc822',
    outcome: 'read',
    text: /first$/v,
  },
  {
    why: 'a letter that begins with a word and a colon',
    bytes: 'Note: this is no mail.\nDear colleagues,\nthe valley was searched.',
    mediaType: 'text/plain',
    outcome: 'read',
  },
  {
    why: 'sound, of which the kind has a parameter',
    bytes: Buffer.concat([
      Buffer.from('OggS\0\u0002', 'latin1'),
      Buffer.alloc(22),
      Buffer.from('OpusHead'),
      Buffer.alloc(64),
    ]),
    mediaType: 'audio/ogg',
    outcome: 'unreadable',
  },
  {
    why: 'rich text with a Unicode letter and a Chinese one',
    bytes:
      "{\\rtf1\\ansi\\ansicpg936{\\fonttbl{\\f0\\fcharset134 SimSun;}}{\\info{\\title Order}}\\f0 \\u25351?\\'c1\\'ee 17\\par}",
    mediaType: 'text/rtf',
    outcome: 'read',
    text: /^指令 17$/v,
  },
  {
    why: 'an archive cut off',
    bytes: makeZip([{ name: 'a.txt', bytes: 'text' }]).subarray(0, 33),
    mediaType: 'application/zip',
    outcome: 'unreadable',
  },
  {
    why: 'a text document',
    bytes: docx('<w:p><w:r><w:t>Seventeen houses.</w:t></w:r></w:p>'),
    mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    outcome: 'read',
    text: /^Seventeen houses\.$/v,
  },
  {
    why: 'a text document of which nothing is left',
    bytes: docx('<w:p>'),
    mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    outcome: 'unreadable',
  },
  {
    why: 'a page without an end',
    bytes: '<html><body><p>Seventeen <b>houses',
    mediaType: 'text/html',
    outcome: 'read',
    text: /^Seventeen houses$/v,
  },
];
for (const { why, bytes, name, mediaType, outcome, text } of KINDS) {
  test(`a file is known by its content: ${why}`, async () => {
    const account = await read(bytes, name);
    assert.equal(account.mediaType, mediaType);
    assert.equal(account.end.outcome, outcome, JSON.stringify(account.end));
    if (outcome === 'read') assertCut(account);
    if (text !== undefined) assert.match(account.reading?.text ?? '', text);
  });
}

test('a text document gives its tables, notes, comments, text boxes and properties, and keeps deletions apart', async () => {
  const p = (inner: string): string => `<w:p>${inner}</w:p>`;
  const r = (words: string): string => `<w:r><w:t>${words}</w:t></w:r>`;
  const part = (words: string): string => `<?xml version="1.0"?><x ${W}>${p(r(words))}</x>`;
  const cell = (words: string): string => `<w:tc>${p(r(words))}</w:tc>`;
  const box = `<w:r><mc:AlternateContent><mc:Choice><w:txbxContent>${p(r('boxed'))}</w:txbxContent></mc:Choice><mc:Fallback>${p(r('boxed'))}</mc:Fallback></mc:AlternateContent></w:r>`;
  const body = [
    p(
      `<w:pPr><w:tabs><w:tab w:val="left"/></w:tabs></w:pPr>${r('It held')}<w:r><w:tab/></w:r><w:ins w:author="Editor" w:date="2017-06-24T00:00:00Z">${r('seventeen')}</w:ins><w:del w:author="Editor"><w:r><w:delText>forty</w:delText></w:r></w:del>`,
    ),
    `<w:tbl><w:tr>${cell('Ak-Tepe')}${cell('412')}</w:tr></w:tbl>`,
    p(box + r('after')),
  ].join('');
  const account = await read(
    docx(body, [
      { name: 'word/footnotes.xml', bytes: part('a footnote') },
      {
        name: 'word/comments.xml',
        bytes: `<x ${W}><w:comment w:author="Reader">${p(r('who says so?'))}</w:comment></x>`,
      },
      { name: 'word/header1.xml', bytes: part('SECRET') },
      {
        name: 'docProps/core.xml',
        bytes: '<cp:coreProperties><dc:title>Order</dc:title><dc:creator>Office</dc:creator></cp:coreProperties>',
      },
      { name: 'word/embeddings/table.bin', bytes: 'within' },
    ]),
  );
  const { reading } = account;
  assert.equal(
    reading?.text,
    'SECRET\n\nIt held\tseventeen\n\nAk-Tepe\t412\n\nboxed\n\nafter\n\na footnote\n\n[Reader]\n\nwho says so?\n\n[Deleted by tracked changes]\n\n[Editor] forty',
  );
  assert.equal(reading.title, 'Order');
  assert.ok(reading.metadata.some(({ name, value }) => name === 'tracked-deletion' && value === 'Editor: forty'));
  assert.equal(account.found.get('word/embeddings/table.bin'), 'within');
});

test('a document that breaks off is read as far as it goes', async () => {
  const account = await read(docx('<w:p><w:r><w:t>Seventeen houses.</w:t></w:r></w:p><w:p><w:r></w:tbl>'));
  assert.deepEqual(account.end, { outcome: 'read-in-part', reason: { code: 'broken' } });
  assert.equal(account.reading?.text, 'Seventeen houses.');
});

test('entities of a document type are not expanded', async () => {
  const bomb = `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "${'a'.repeat(1000)}"><!ENTITY b "${'&a;'.repeat(1000)}">]>`;
  const document = `${bomb}<w:document ${W}><w:p><w:r><w:t>x &b;&b;</w:t></w:r></w:p></w:document>`;
  const account = await read(makeZip([TYPES, { name: 'word/document.xml', bytes: document }]));
  assert.ok((account.reading?.text.length ?? 0) < 20);
});

test('a spreadsheet gives every sheet with its name, hidden ones too', async () => {
  const { utils, write } = await import('@e965/xlsx');
  const book = utils.book_new();
  utils.book_append_sheet(
    book,
    utils.aoa_to_sheet([
      ['village', 'points'],
      ['Ak-Tepe', 412],
    ]),
    'Points',
  );
  utils.book_append_sheet(book, utils.aoa_to_sheet([['not for print']]), 'Inner');
  book.Workbook = { Sheets: [{ Hidden: 0 }, { Hidden: 1 }] };
  for (const bookType of ['xlsx', 'ods', 'biff8'] as const) {
    const bytes: unknown = write(book, { type: 'buffer', bookType });
    assert.ok(bytes instanceof Uint8Array);
    const account = await read(bytes);
    const text = account.reading?.text ?? '';
    // What writes the ods does not write down that the sheet is hidden.
    assert.equal(text.includes('Inner [hidden sheet]'), bookType !== 'ods', bookType);
    assert.match(text, /Points\nvillage\tpoints\nAk-Tepe\t412\n\nInner( \[hidden sheet\])?\nnot for print/v);
    assertCut(account);
  }
});

test('a web page keeps its article apart from its furniture, and runs nothing', async () => {
  const sentence = 'The directive was read out in the hall of the village, and seventeen families were named in it. ';
  const article = `<article><h1>Directive 17</h1>${`<p>${sentence.repeat(4)}</p>`.repeat(5)}</article>`;
  const page = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Directive 17 - Karasu Herald</title>
    <meta property="article:published_time" content="2017-06-24"><meta name="author" content="A. Writer">
    <script>document.title = 'changed'</script></head>
    <body><nav><ul><li><a href="/">Home</a></li><li><a href="/news">News</a></li></ul></nav>${article}<footer><p>Imprint</p></footer></body></html>`;
  const { reading } = await read(page);
  assert.equal(reading?.title, 'Directive 17');
  assert.equal(reading.byline, 'A. Writer');
  assert.equal(reading.published, '2017-06-24');
  assert.match(reading.text, /Home[\s\S]*Imprint$/v);
  assert.doesNotMatch(reading.text, /changed/v);
  const kept = (reading.article ?? []).map(({ start, end }) => reading.text.slice(start, end)).join('\n');
  assert.match(kept, /seventeen families/v);
  assert.doesNotMatch(kept, /Home|Imprint/v);
});

test('a page nested ten thousand deep is read', async () => {
  const account = await read(`<html><body>${'<div>'.repeat(10_000)}deep${'</div>'.repeat(10_000)}</body></html>`);
  assert.equal(account.reading?.text, 'deep');
});

const PARTS = [
  'From: "A. Clerk" <clerk@karasu.example>',
  'To: office@karasu.example',
  'Subject: =?utf-8?B?5oyH5Luk?= 17',
  'Date: Sat, 24 Jun 2017 08:00:00 +0600',
  'Message-ID: <1@karasu.example>',
  'MIME-Version: 1.0',
  'Content-Type: multipart/mixed; boundary="cut"',
  '',
  '--cut',
  'Content-Type: text/plain; charset=utf-8',
  '',
  'As agreed.',
  '--cut',
  'Content-Type: application/octet-stream; name="list.txt"',
  'Content-Disposition: attachment; filename="list.txt"',
  'Content-Transfer-Encoding: base64',
  '',
  'c2V2ZW50ZWVu',
  '--cut',
  'Content-Type: message/rfc822',
  'Content-Disposition: attachment; filename="before.eml"',
  '',
  'From: office@karasu.example',
  'Subject: before',
  '',
  'Read this.',
  '--cut--',
  '',
];

test('a mail gives its headers, its body and what is attached, mails too', async () => {
  const account = await read(PARTS.join('\r\n'));
  assert.equal(account.end.outcome, 'read');
  assert.equal(account.reading?.title, '指令 17');
  assert.equal(account.reading.published, '2017-06-24T02:00:00.000Z');
  assert.match(
    account.reading.text,
    /^From: "A\. Clerk" <clerk@karasu\.example>\nTo: office@karasu\.example[\s\S]*\n\nAs agreed\.$/v,
  );
  assert.ok(
    account.reading.metadata.some(({ name, value }) => name === 'Message-ID' && value === '<1@karasu.example>'),
  );
  assert.equal(account.found.get('list.txt'), 'seventeen');
  assert.match(account.found.get('before.eml') ?? '', /Subject: before\r\n\r\nRead this\./v);
  assertCut(account);
});

test('a mail in GBK that does not say so is read, subject and body', async () => {
  const words = '第十七号指令已经下发，各村工作队应当立即上报本村全部户数和人数。';
  const account = await read(
    iconv.encode(
      `From: a@karasu.example\nDate: Sat, 24 Jun 2017 08:00:00 +0600\nSubject: 关于第十七号指令\n\n${words}\n`,
      'gbk',
    ),
  );
  assert.equal(account.reading?.title, '关于第十七号指令');
  assert.ok(account.reading.text.includes(words));
});

test('an archive gives its entries, with names in any encoding and as they stand', async () => {
  const gbk = [iconv.encode('各村户数统计表.txt', 'gbk'), iconv.encode('工作队上报材料目录.txt', 'gbk')];
  const account = await read(
    makeZip([
      { name: 'a/b.txt', bytes: 'one' },
      ...gbk.map((name) => ({ name, bytes: 'two' })),
      { name: '指令.txt', bytes: 'three', flags: 0x800 },
    ]),
  );
  assert.equal(account.end.outcome, 'container');
  assert.deepEqual([...account.found.keys()], ['a/b.txt', '各村户数统计表.txt', '工作队上报材料目录.txt', '指令.txt']);
  assert.deepEqual(Buffer.from(account.entries[1]!.untrustedName), gbk[0]);
});

test('entries that lead out of an archive, are links, or lie about themselves are named and left out', async () => {
  const account = await read(
    makeZip([
      { name: '../up.txt', bytes: 'x' },
      { name: '/root.txt', bytes: 'x' },
      { name: 'C:/win.txt', bytes: 'x' },
      { name: 'back\\slash.txt', bytes: 'x' },
      { name: 'link', bytes: '/etc/passwd', mode: 0o120777 },
      { name: 'locked', bytes: 'x', flags: 1 },
      { name: 'longer', bytes: 'x'.repeat(100_000), declared: 10 },
      { name: 'shorter', bytes: 'x', declared: 1000 },
      { name: 'good', bytes: 'kept' },
    ]),
  );
  assert.deepEqual(Object.fromEntries(account.refused), {
    '../up.txt': 'unsafe-name',
    '/root.txt': 'unsafe-name',
    'C:/win.txt': 'unsafe-name',
    'back\\slash.txt': 'unsafe-name',
    link: 'symbolic-link',
    locked: 'encrypted',
    longer: 'broken',
    shorter: 'truncated',
  });
  assert.deepEqual([...account.found], [['good', 'kept']]);
  assert.deepEqual(account.end, {
    outcome: 'container',
    reason: { code: 'some-entries-unread', params: { entries: 8, total: 9 } },
  });
});

test('the last of several parts of an archive says that it is one', async () => {
  const bytes = makeZip([{ name: 'a.txt', bytes: 'x' }]);
  bytes.writeUInt16LE(1, bytes.byteLength - 22 + 4); // APPNOTE §4.3.16: number of this disk
  assert.deepEqual((await read(bytes)).end, { outcome: 'unreadable', reason: { code: 'split-archive' } });
});

test('an archive that would unpack to 4 GB is a bomb', async () => {
  const zeros = { bytes: '', declared: 0xffff_fff0, deflated: { bytes: Buffer.alloc(4_000_000), crc: 0 } };
  const account = await read(makeZip([{ name: 'zeros', ...zeros }]));
  assert.equal(account.end.reason?.code, 'bomb');
  assert.equal(account.found.size, 0);
});

test('a document with the same bytes is read the same way twice', async () => {
  const [one, two] = [await read(PARTS.join('\r\n')), await read(PARTS.join('\r\n'))];
  assert.deepEqual({ ...one.reading, stages: [] }, { ...two.reading, stages: [] });
});

test('a reader that takes too long is stopped, and the file says so', async () => {
  const path = join(folder, 'slow');
  writeFileSync(path, 'text');
  const result = await readOriginal(
    { path, name: 'slow', size: 4, limits: { ms: 1 } },
    { found: async () => {}, refused: () => {} },
  );
  assert.deepEqual(result.end, { outcome: 'unreadable', reason: { code: 'too-slow', params: { seconds: 0 } } });
});
