import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeZip, type MadeEntry } from './make-zip.ts';
import { read, type Account } from './read-bytes.ts';

const valuesOf = ({ reading }: Account, name: string): readonly string[] =>
  (reading?.metadata ?? []).filter((field) => field.name === name).map(({ value }) => value);

const STYLES = `<w:styles><w:docDefaults><w:rPrDefault><w:rPr/></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Secret"><w:basedOn w:val="Normal"/><w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Inner"><w:basedOn w:val="Secret"/></w:style>
<w:style w:type="paragraph" w:styleId="Open"><w:basedOn w:val="Secret"/><w:rPr><w:vanish w:val="0"/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Mute"><w:rPr><w:vanish/></w:rPr></w:style></w:styles>`;
const run = (words: string, properties = ''): string => `<w:r><w:rPr>${properties}</w:rPr><w:t>${words}</w:t></w:r>`;
const paragraph = (inner: string, style?: string): string =>
  `<w:p>${style === undefined ? '' : `<w:pPr><w:pStyle w:val="${style}"/></w:pPr>`}${inner}</w:p>`;

function docx(body: string, styles = STYLES): Promise<Account> {
  return read(
    makeZip([
      { name: '[Content_Types].xml', bytes: '<Types/>' },
      { name: 'word/document.xml', bytes: `<w:document><w:body>${body}</w:body></w:document>` },
      { name: 'word/styles.xml', bytes: styles },
    ]),
  );
}

const WORDS: readonly { why: string; body: string; styles?: string; text: string }[] = [
  {
    why: 'a paragraph style hides its words',
    body: paragraph(run('Unseen.'), 'Secret'),
    text: '[hidden text: Unseen.]',
  },
  { why: 'and so does a style based on it', body: paragraph(run('Unseen.'), 'Inner'), text: '[hidden text: Unseen.]' },
  { why: 'unless that one shows them again', body: paragraph(run('Seen.'), 'Open'), text: 'Seen.' },
  {
    why: 'a character style hides a run',
    body: paragraph(run('Seen, ') + run('unseen', '<w:rStyle w:val="Mute"/>')),
    text: 'Seen, [hidden text: unseen]',
  },
  {
    why: 'what paragraph and run both hide is shown: hiding is a toggle',
    body: paragraph(run('Seen.', '<w:rStyle w:val="Mute"/>'), 'Secret'),
    text: 'Seen.',
  },
  {
    why: 'the run itself has the last word',
    body: paragraph(run('Seen.', '<w:rStyle w:val="Mute"/><w:vanish w:val="false"/>')),
    text: 'Seen.',
  },
  {
    why: 'the style of paragraphs that name none may hide them',
    body: paragraph(run('Unseen.')),
    styles:
      '<w:styles><w:style w:type="paragraph" w:default="1" w:styleId="N"><w:rPr><w:vanish/></w:rPr></w:style></w:styles>',
    text: '[hidden text: Unseen.]',
  },
  {
    why: 'what is left out of a web page only stands on paper',
    body: paragraph(run('Contents') + run(' 5', '<w:webHidden/>')),
    text: 'Contents 5',
  },
  {
    why: 'what was hidden before a tracked change is not hidden now',
    body: paragraph(run('Seen.', '<w:rPrChange w:author="A"><w:rPr><w:vanish/></w:rPr></w:rPrChange>')),
    text: 'Seen.',
  },
  {
    why: 'styles that are broken hide nothing',
    body: paragraph(run('Seen.'), 'Secret'),
    styles: '<w:st',
    text: 'Seen.',
  },
];

for (const { why, body, styles, text } of WORDS) {
  test(`in a docx: ${why}`, async () => {
    const account = await docx(body, styles);
    assert.equal(account.reading?.text, text);
    assert.equal(valuesOf(account, 'hidden-text').length, text.includes('[hidden text') ? 1 : 0);
  });
}

test('tracked changes of formatting are told with who, when and which words', async () => {
  const by = 'w:author="A. Editor" w:date="2017-06-24T10:00:00Z"';
  const changed = `<w:b/><w:rPrChange w:id="1" ${by}><w:rPr/></w:rPrChange>`;
  const moved = `<w:p><w:pPr><w:jc/><w:pPrChange w:author="B"><w:pPr/></w:pPrChange></w:pPr>${run('Centred.')}</w:p>`;
  const account = await docx(
    paragraph(run('Plain, ') + run('made ', changed) + run('bold', changed) + run('.')) + moved,
  );
  assert.deepEqual(valuesOf(account, 'tracked-format'), ['A. Editor 2017-06-24T10:00:00Z: made bold', 'B: paragraph']);
  assert.equal(account.reading?.text, 'Plain, made bold.\n\nCentred.');
});

const opened = (kind: string, parts: readonly MadeEntry[]): Promise<Account> =>
  read(makeZip([{ name: 'mimetype', bytes: `application/vnd.oasis.opendocument.${kind}` }, ...parts]));

const AUTOMATIC = `<office:automatic-styles>
<style:style style:name="T1" style:family="text"><style:text-properties text:display="none"/></style:style>
<style:style style:name="T2" style:family="text" style:parent-style-name="T1"/>
<style:style style:name="P1" style:family="paragraph"><style:text-properties text:display="none"/></style:style>
</office:automatic-styles>`;

test('words that a style, a section or a field hides in an OpenDocument text are marked', async () => {
  const body = `<text:p>Seen, <text:span text:style-name="T2">unseen</text:span>.</text:p>
<text:p text:style-name="P1">All of it.</text:p><text:p text:style-name="Named">By a named style.</text:p>
<text:section text:display="none"><text:p>In a section.</text:p></text:section>
<text:p>Then <text:hidden-text text:is-hidden="true" text:string-value="in a field"/>so.</text:p>`;
  const account = await opened('text', [
    {
      name: 'styles.xml',
      bytes:
        '<office:document-styles><style:style style:name="Named" style:family="paragraph"><style:text-properties text:display="none"/></style:style></office:document-styles>',
    },
    { name: 'content.xml', bytes: `<office:document-content>${AUTOMATIC}${body}</office:document-content>` },
  ]);
  assert.equal(
    account.reading?.text,
    'Seen, [hidden text: unseen].\n\n[hidden text: All of it.]\n\n[hidden text: By a named style.]\n\n[hidden text: In a section.]\n\nThen [hidden text: in a field]so.',
  );
  assert.deepEqual(valuesOf(account, 'hidden-text'), [
    'unseen',
    'All of it.',
    'By a named style.',
    'In a section.',
    'in a field',
  ]);
});

test('tracked changes of formatting in an OpenDocument text are told', async () => {
  const account = await opened('text', [
    {
      name: 'content.xml',
      bytes: `<office:document-content><text:tracked-changes><text:changed-region text:id="ct1"><text:format-change><office:change-info><dc:creator>A. Editor</dc:creator><dc:date>2017-06-24</dc:date></office:change-info></text:format-change></text:changed-region></text:tracked-changes><text:p>Plain, <text:change-start text:change-id="ct1"/>made bold<text:change-end text:change-id="ct1"/>.</text:p></office:document-content>`,
    },
  ]);
  assert.deepEqual(valuesOf(account, 'tracked-format'), ['A. Editor 2017-06-24: made bold']);
  assert.equal(account.reading?.text, 'Plain, made bold.');
});

test('hidden sheets, rows and columns of an OpenDocument spreadsheet are told apart', async () => {
  const cell = (words: string): string =>
    `<table:table-cell office:value-type="string"><text:p>${words}</text:p></table:table-cell>`;
  const row = (words: readonly string[], more = ''): string =>
    `<table:table-row ${more}>${words.map(cell).join('')}</table:table-row>`;
  const content = `<office:document-content><office:automatic-styles>
<style:style style:name="ta1" style:family="table"><style:table-properties table:display="true"/></style:style>
<style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/></style:style>
</office:automatic-styles><office:body><office:spreadsheet>
<table:table table:name="Points" table:style-name="ta1">
<table:table-column/><table:table-column table:visibility="collapse"/><table:table-column table:number-columns-repeated="1022"/>
${row(['village', 'source', 'points'])}${row(['Karasu', 'the clerk', '96'], 'table:visibility="collapse"')}
${row(['Kizil', 'unknown', '77'], 'table:visibility="filter"')}${row(['Ak-Tepe', 'office', '412'])}
<table:table-row table:visibility="collapse" table:number-rows-repeated="1048572"><table:table-cell/></table:table-row></table:table>
<table:table table:name="Inner" table:style-name="ta2">${row(['not for print'])}</table:table>
</office:spreadsheet></office:body></office:document-content>`;
  const account = await opened('spreadsheet', [
    { name: 'META-INF/manifest.xml', bytes: '<manifest:manifest/>' },
    { name: 'styles.xml', bytes: '<office:document-styles/>' },
    { name: 'content.xml', bytes: content },
  ]);
  assert.deepEqual(valuesOf(account, 'hidden-sheet'), ['Inner']);
  assert.deepEqual(valuesOf(account, 'hidden-columns'), ['Points: B']);
  assert.deepEqual(valuesOf(account, 'hidden-rows'), ['Points: 2, 3']);
  const text = account.reading?.text ?? '';
  assert.match(
    text,
    /Karasu\tthe clerk\t96\t\[hidden row\]\nKizil\tunknown\t77\t\[hidden row\]\nAk-Tepe\toffice\t412\n/v,
  );
  assert.match(text, /Inner \[hidden sheet\]\nnot for print/v);
});
