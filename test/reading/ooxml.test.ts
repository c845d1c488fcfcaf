import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CFB, utils, write, type WorkBook } from '@e965/xlsx';
import { makeZip, type MadeEntry } from './make-zip.ts';
import { assertCut, read, type Account } from './read-bytes.ts';

const TYPES: MadeEntry = { name: '[Content_Types].xml', bytes: '<Types/>' };
const valuesOf = ({ reading }: Account, name: string): readonly string[] =>
  (reading?.metadata ?? []).filter((field) => field.name === name).map(({ value }) => value);
const p = (inner: string): string => `<w:p>${inner}</w:p>`;
const r = (words: string): string => `<w:r><w:t>${words}</w:t></w:r>`;
const gone = (words: string, by = 'w:author="A. Editor" w:date="2017-06-24T10:00:00Z"'): string =>
  `<w:del ${by}><w:r><w:delText>${words}</w:delText></w:r></w:del>`;

function docx(body: string, more: readonly MadeEntry[] = []): Buffer {
  return makeZip([
    TYPES,
    { name: 'word/document.xml', bytes: `<w:document><w:body>${body}</w:body></w:document>` },
    ...more,
  ]);
}

function pptx(slides: readonly string[], more: readonly MadeEntry[] = []): Buffer {
  const parts = slides.map((bytes, at) => ({ name: `ppt/slides/slide${at + 1}.xml`, bytes }));
  return makeZip([TYPES, { name: 'ppt/presentation.xml', bytes: '<p/>' }, ...parts, ...more]);
}

const slide = (words: string, attributes = ''): string =>
  `<p:sld${attributes}><a:p><a:r><a:t>${words}</a:t></a:r></a:p></p:sld>`;

const DOCUMENTS: readonly { why: string; body: string; more?: readonly MadeEntry[]; text: string }[] = [
  {
    why: 'what was deleted stands at the end, under a line, with who and when',
    body: p(r('Seventeen ') + gone('of forty ') + r('houses.')) + p(r('The end.')),
    text: 'Seventeen houses.\n\nThe end.\n\n[Deleted by tracked changes]\n\n[A. Editor 2017-06-24T10:00:00Z] of forty',
  },
  {
    why: 'deletions of several people stay apart',
    body: p(gone('first') + gone('second', 'w:author="B"') + r('left')),
    text: 'left\n\n[Deleted by tracked changes]\n\n[A. Editor 2017-06-24T10:00:00Z] first\n\n[B] second',
  },
  {
    why: 'what was inserted and deleted again is deleted',
    body: p(`<w:ins w:author="A">${r('kept')}${gone('dropped', 'w:author="B"')}</w:ins>`),
    text: 'kept\n\n[Deleted by tracked changes]\n\n[B] dropped',
  },
  {
    why: 'what was moved is read once, where it is now',
    body:
      p(`<w:moveFrom w:author="A">${r('moved')}</w:moveFrom>`) + p(`<w:moveTo w:author="A">${r('moved')}</w:moveTo>`),
    text: 'moved',
  },
  {
    why: 'hidden runs one after another are one stretch, marked where it stands',
    body: p(
      `${r('Seen ')}<w:r><w:rPr><w:vanish/></w:rPr><w:t>by no</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>body </w:t></w:r>${r('at all.')}`,
    ),
    text: 'Seen [hidden text: by nobody] at all.',
  },
  {
    why: 'hidden text that is switched off is none',
    body: p(`<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>Seen.</w:t></w:r>`),
    text: 'Seen.',
  },
  {
    why: 'a text box is read once, although it is written twice',
    body: p(
      `<w:r><mc:AlternateContent><mc:Choice><w:txbxContent>${p(r('boxed'))}</w:txbxContent></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>${p(r('boxed'))}</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>${r('around')}`,
    ),
    text: 'boxed\n\naround',
  },
  {
    why: 'headers, footers, notes and comments with author and date',
    body: p(r('Body.')),
    more: [
      { name: 'word/header1.xml', bytes: `<w:hdr>${p(r('SECRET'))}</w:hdr>` },
      { name: 'word/footer1.xml', bytes: `<w:ftr>${p(r('Copy 4'))}</w:ftr>` },
      { name: 'word/footnotes.xml', bytes: `<w:footnotes>${p(r('A footnote.'))}</w:footnotes>` },
      { name: 'word/endnotes.xml', bytes: `<w:endnotes>${p(r('An endnote.'))}</w:endnotes>` },
      {
        name: 'word/comments.xml',
        bytes: `<w:comments><w:comment w:author="R" w:date="2017-07-01">${p(r('Who says so?'))}</w:comment></w:comments>`,
      },
    ],
    text: 'SECRET\n\nBody.\n\nA footnote.\n\nAn endnote.\n\n[R 2017-07-01]\n\nWho says so?\n\nCopy 4',
  },
  {
    why: 'a chart with its title, names and values',
    body: p(r('See below.')),
    more: [
      {
        name: 'word/charts/chart1.xml',
        bytes:
          '<c:chart><c:title><a:p><a:r><a:t>Points</a:t></a:r></a:p></c:title><c:ser><c:tx><c:strCache><c:pt><c:v>June</c:v></c:pt></c:strCache></c:tx><c:cat><c:strCache><c:pt><c:v>Ak-Tepe</c:v></c:pt><c:pt><c:v>Karasu</c:v></c:pt></c:strCache></c:cat><c:val><c:numCache><c:formatCode>General</c:formatCode><c:pt><c:v>412</c:v></c:pt><c:pt><c:v>96</c:v></c:pt></c:numCache></c:val></c:ser></c:chart>',
      },
    ],
    text: 'See below.\n\nPoints\n\nJune\n\nAk-Tepe\tKarasu\n\n412\t96',
  },
  {
    why: 'a chart of the kinds that came in 2016',
    body: p(r('See below.')),
    more: [
      {
        name: 'word/charts/chartEx1.xml',
        bytes:
          '<cx:chartSpace><cx:chartData><cx:data><cx:strDim><cx:f>A1</cx:f><cx:lvl><cx:pt idx="0">Ak-Tepe</cx:pt><cx:pt idx="1">Karasu</cx:pt></cx:lvl></cx:strDim></cx:data></cx:chartData></cx:chartSpace>',
      },
    ],
    text: 'See below.\n\nAk-Tepe\tKarasu',
  },
];

for (const { why, body, more = [], text } of DOCUMENTS) {
  test(`in a text document: ${why}`, async () => {
    const account = await read(docx(body, more));
    assert.equal(account.reading?.text, text);
    assert.equal(account.end.outcome, 'read');
    assertCut(account);
  });
}

test('tracked changes are fields with who, when and what', async () => {
  const body = p(
    `<w:ins w:author="A" w:date="2017-06-24T00:00:00Z">${r('seventeen')}</w:ins>${gone('forty', 'w:author="B"')}`,
  );
  const account = await read(docx(body));
  assert.deepEqual(valuesOf(account, 'tracked-insertion'), ['A 2017-06-24T00:00:00Z: seventeen']);
  assert.deepEqual(valuesOf(account, 'tracked-deletion'), ['B: forty']);
});

const NOTES: MadeEntry = {
  name: 'ppt/notesSlides/notesSlide1.xml',
  bytes: '<p:notes><a:p><a:r><a:t>Say this aloud.</a:t></a:r></a:p></p:notes>',
};
const SLIDES: readonly { why: string; bytes: Buffer; text: string }[] = [
  {
    why: 'hidden slides under a line that says so, and the notes of speakers',
    bytes: pptx([slide('First'), slide('Second', ' show="0"'), slide('Third')], [NOTES]),
    text: 'First\n\n[Hidden slide 2]\n\nSecond\n\nThird\n\nSay this aloud.',
  },
  {
    why: 'comments with author and date',
    bytes: pptx(
      [slide('First')],
      [
        {
          name: 'ppt/commentAuthors.xml',
          bytes: '<p:cmAuthorLst><p:cmAuthor id="0" name="R. Reader"/></p:cmAuthorLst>',
        },
        {
          name: 'ppt/comments/comment1.xml',
          bytes:
            '<p:cmLst><p:cm authorId="0" dt="2017-07-01"><p:pos x="1" y="1"/><p:text>Leave it out.</p:text></p:cm></p:cmLst>',
        },
      ],
    ),
    text: 'First\n\n[R. Reader 2017-07-01]\n\nLeave it out.',
  },
  {
    why: 'comments as they are written since 2021',
    bytes: pptx(
      [slide('First')],
      [
        { name: 'ppt/authors.xml', bytes: '<p188:authorLst><p188:author id="{A}" name="R. Reader"/></p188:authorLst>' },
        {
          name: 'ppt/comments/modernComment_1.xml',
          bytes:
            '<p188:cmLst><p188:cm authorId="{A}" created="2021-07-01"><p188:txBody><a:p><a:r><a:t>Leave it out.</a:t></a:r></a:p></p188:txBody></p188:cm></p188:cmLst>',
        },
      ],
    ),
    text: 'First\n\n[R. Reader 2021-07-01]\n\nLeave it out.',
  },
];

for (const { why, bytes, text } of SLIDES) {
  test(`in a presentation: ${why}`, async () => {
    const account = await read(bytes);
    assert.equal(account.reading?.text, text);
    assertCut(account);
  });
}

/** The parts of a package as entries of another. */
function partsOf(bytes: Uint8Array): readonly MadeEntry[] {
  const file = CFB.read(Buffer.from(bytes), { type: 'buffer' }) as {
    FileIndex: { type: number; content: Uint8Array }[];
    FullPaths: string[];
  };
  return file.FileIndex.flatMap(({ type, content }, at) =>
    type === 2 ? [{ name: (file.FullPaths[at] ?? '').replace(/^[^\/]*\//v, ''), bytes: Buffer.from(content) }] : [],
  );
}

function workbook(): WorkBook {
  const book = utils.book_new();
  const sheet = utils.aoa_to_sheet([
    ['village', 'points', 'source'],
    ['Ak-Tepe', 412, 'the clerk'],
    ['Karasu', 96, 'unknown'],
  ]);
  sheet['!rows'] = [{}, {}, { hidden: true }];
  sheet['!cols'] = [{}, {}, { hidden: true }];
  const cell: unknown = sheet['B2'];
  assert.ok(typeof cell === 'object' && cell !== null);
  Object.assign(cell, { c: [{ a: 'Office', t: 'counted twice' }] });
  utils.book_append_sheet(book, sheet, 'Points');
  for (const name of ['Inner', 'Innermost']) utils.book_append_sheet(book, utils.aoa_to_sheet([[name]]), name);
  book.Workbook = { Sheets: [{ Hidden: 0 }, { Hidden: 1 }, { Hidden: 2 }] };
  return book;
}

test('a workbook marks hidden sheets, rows and columns, and tells its comments', async () => {
  const bytes: unknown = write(workbook(), { type: 'buffer', bookType: 'xlsx', cellStyles: true });
  assert.ok(bytes instanceof Uint8Array);
  const account = await read(bytes);
  assert.match(
    account.reading?.text ?? '',
    /^Points\n\[hidden columns: C\]\nvillage\tpoints\tsource\nAk-Tepe\t412 \[Office: counted twice\]\tthe clerk\nKarasu\t96\tunknown\t\[hidden row\]\n\nInner \[hidden sheet\]\nInner\n\nInnermost \[hidden sheet\]\nInnermost/v,
  );
  assert.deepEqual(valuesOf(account, 'hidden-sheet'), ['Inner', 'Innermost']);
  assertCut(account);
});

test('a workbook tells its text boxes, its charts, and what is printed above and below its sheets', async () => {
  const cells =
    '<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>Ak-Tepe</t></is></c></row></sheetData>';
  const made: unknown = write(workbook(), { type: 'buffer', bookType: 'xlsx' });
  assert.ok(made instanceof Uint8Array);
  const account = await read(
    makeZip([
      ...partsOf(made),
      {
        name: 'xl/worksheets/sheet4.xml',
        bytes: `${cells}<headerFooter><oddHeader>&amp;L&amp;"Arial,Bold"&amp;12Bureau of Records&amp;R&amp;P of &amp;N</oddHeader><oddFooter>&amp;CCopy &amp;K00FF00four</oddFooter></headerFooter></worksheet>`,
      },
      {
        name: 'xl/drawings/drawing1.xml',
        bytes: '<xdr:sp><xdr:txBody><a:p><a:r><a:t>in a box</a:t></a:r></a:p></xdr:txBody></xdr:sp>',
      },
      { name: 'xl/charts/chart1.xml', bytes: '<c:chart><a:p><a:r><a:t>a chart</a:t></a:r></a:p></c:chart>' },
    ]),
  );
  for (const words of ['Ak-Tepe', 'Bureau of Records', 'Copy four', 'in a box', 'a chart']) {
    assert.ok(account.reading?.text.includes(words), `${words} in ${JSON.stringify(account.reading?.text)}`);
  }
});

test('text and changes of an OpenDocument text: what was deleted stands at the end', async () => {
  const content =
    '<office:text><text:tracked-changes><text:changed-region><text:deletion><office:change-info><dc:creator>A. Editor</dc:creator><dc:date>2017-06-24</dc:date></office:change-info><text:p>of forty</text:p></text:deletion></text:changed-region></text:tracked-changes><text:p>Seventeen houses.</text:p></office:text>';
  const account = await read(
    makeZip([
      { name: 'mimetype', bytes: 'application/vnd.oasis.opendocument.text' },
      { name: 'content.xml', bytes: content },
    ]),
  );
  assert.equal(
    account.reading?.text,
    'Seventeen houses.\n\n[Deleted by tracked changes]\n\n[A. Editor 2017-06-24] of forty',
  );
});

test('the words of an OpenDocument formula, without what its program wrote for itself', async () => {
  const math =
    '<math:math><math:semantics><math:mrow><math:mi>speed</math:mi><math:mo>=</math:mo><math:mfrac><math:mtext>way</math:mtext><math:mn>12</math:mn></math:mfrac></math:mrow><math:annotation math:encoding="StarMath 5.0">speed = {way} over {12}</math:annotation></math:semantics></math:math>';
  const account = await read(
    makeZip([
      { name: 'mimetype', bytes: 'application/vnd.oasis.opendocument.formula' },
      { name: 'content.xml', bytes: math },
    ]),
  );
  assert.equal(account.reading?.text, 'speed = way 12');
});
