import assert from 'node:assert/strict';
import { test } from 'node:test';
import { unpackWords } from '../../src/reading/packed-words.ts';
import { NOT_VISIBLE } from '../../src/reading/hidden-words.ts';
import { makeZip } from './make-zip.ts';
import { pagesOf, streamOf } from './pdf-fixture.ts';
import { assertCut, read, type Account } from './read-bytes.ts';

const SHOWN = 'BT /F1 20 Tf 50 350 Td (Counted in June) Tj ET';
const valuesOf = ({ reading }: Account, name: string): readonly string[] =>
  (reading?.metadata ?? []).filter((field) => field.name === name).map(({ value }) => value);

const HIDDEN: readonly { why: string; content: string }[] = [
  { why: 'beneath a black bar', content: 'BT /F1 20 Tf 50 250 Td (by Colonel Osman) Tj ET 0 g 45 240 200 30 re f' },
  { why: 'beneath a white box', content: 'BT /F1 20 Tf 50 250 Td (by Colonel Osman) Tj ET 1 g 45 240 200 30 re f' },
  {
    why: 'in the colour of a bar beneath them',
    content: '0 g 45 240 200 30 re f BT /F1 20 Tf 50 250 Td (by Colonel Osman) Tj ET',
  },
  { why: 'white on white', content: '1 g BT /F1 20 Tf 50 250 Td (by Colonel Osman) Tj ET' },
  { why: 'drawn invisibly', content: 'BT 3 Tr /F1 20 Tf 50 250 Td (by Colonel Osman) Tj ET' },
  { why: 'outside the page', content: 'BT /F1 20 Tf 50 -80 Td (by Colonel Osman) Tj ET' },
];

for (const { why, content } of HIDDEN) {
  test(`words ${why} stand at the end of the page, under a line that says so`, async () => {
    const account = await read(pagesOf([`${SHOWN} ${content}`]));
    assert.equal(account.reading?.text, `Counted in June\n\n${NOT_VISIBLE}\n\nby Colonel Osman`);
    assert.deepEqual(valuesOf(account, 'not-visible'), ['by Colonel Osman']);
    assertCut(account);
  });
}

const SEEN: readonly { why: string; content: string }[] = [
  { why: 'white on black', content: '0 g 45 240 200 30 re f 1 g BT /F1 20 Tf 50 250 Td (by Colonel Osman) Tj ET' },
  {
    why: 'on a coloured ground',
    content: '0.9 0.9 0.2 rg 45 240 200 30 re f 0 g BT /F1 20 Tf 50 250 Td (by Colonel Osman) Tj ET',
  },
  { why: 'within a frame', content: 'BT /F1 20 Tf 50 250 Td (by Colonel Osman) Tj ET 0 G 45 240 200 30 re S' },
];

for (const { why, content } of SEEN) {
  test(`words ${why} are seen`, async () => {
    const account = await read(pagesOf([`${SHOWN} ${content}`]));
    assert.doesNotMatch(account.reading?.text ?? '', /Not visible/v);
    assert.match(account.reading?.text ?? '', /by Colonel Osman/v);
  });
}

/** Objects of a page with a filled-in field, a hidden field and a note; page 1 is object 5 of the fixture. */
function form(): Uint8Array {
  const more = [
    '<</Type/Annot/Subtype/Widget/FT/Tx/T(witness)/V(A. Yusup)/Rect[50 200 250 220]/P 5 0 R>>',
    '<</Type/Annot/Subtype/Widget/FT/Tx/T(source)/V(the clerk)/F 2/Rect[50 160 250 180]/P 5 0 R>>',
    '<</Type/Annot/Subtype/Text/Contents(check the number)/T(Editor)/Rect[10 10 30 30]/P 5 0 R>>',
    '<</Type/Annot/Subtype/Link/A<</S/URI/URI(https://karasu.invalid/)>>/Rect[10 40 30 60]/P 5 0 R>>',
    '<</Type/Annot/Subtype/Link/A<</S/Launch/F(run.exe)>>/Rect[10 70 30 90]/P 5 0 R>>',
  ];
  const bytes = pagesOf([SHOWN], {
    catalogue:
      '/AcroForm<</Fields[7 0 R 8 0 R]>>/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>/Names<</JavaScript<</Names[(go)<</S/JavaScript/JS(this.submit\\(\\))>>]>>>>',
    more,
  });
  const page = Buffer.from(bytes).toString('latin1');
  // The offsets behind the page move; readers of PDF find their way.
  return Buffer.from(
    page.replace('/Contents 6 0 R', '/Contents 6 0 R/Annots[7 0 R 8 0 R 9 0 R 10 0 R 11 0 R]'),
    'latin1',
  );
}

test('what stands on a button is text where it stands', async () => {
  const look = streamOf('BT /F1 9 Tf (Send \\(all\\)) Tj ET', '/Type/XObject/Subtype/Form/BBox[0 0 200 20]');
  const bytes = pagesOf([SHOWN], {
    catalogue: '/AcroForm<</Fields[7 0 R]>>',
    more: ['<</Type/Annot/Subtype/Widget/FT/Btn/Ff 65536/T(go)/AP<</N 8 0 R>>/Rect[50 200 250 220]/P 5 0 R>>', look],
  });
  const page = Buffer.from(bytes).toString('latin1').replace('/Contents 6 0 R', '/Contents 6 0 R/Annots[7 0 R]');
  const account = await read(Buffer.from(page, 'latin1'));
  assert.equal(account.reading?.text, 'Counted in June\n\nSend (all)');
  assert.deepEqual(account.layout[0] && unpackWords(account.layout[0].words).at(-1), [17, 27, 50, 180, 200, 20]);
});

test('what a form was filled in with and notes are text with boxes, hidden fields under the line', async () => {
  const account = await read(form());
  assert.equal(
    account.reading?.text,
    `Counted in June\n\nA. Yusup\n\n[note, Editor] check the number\n\n${NOT_VISIBLE}\n\nthe clerk`,
  );
  assert.deepEqual(valuesOf(account, 'form-field'), ['witness = A. Yusup', 'source = the clerk (not visible)']);
  assert.deepEqual(valuesOf(account, 'annotation'), ['note, Editor: check the number']);
  assert.deepEqual(valuesOf(account, 'link'), ['https://karasu.invalid/']);
  const at = account.reading?.text.indexOf('A. Yusup') ?? -1;
  const box = unpackWords(account.layout[0]?.words ?? new Int32Array()).find(([start]) => start === at);
  assert.deepEqual(box?.slice(2), [50, 180, 200, 20]);
});

test('what a PDF would run is listed and not run', async () => {
  const active = valuesOf(await read(form()), 'active-content');
  assert.ok(active.includes('acts when it is opened (OpenAction)'), String(active));
  assert.ok(active.includes('JavaScript'));
  assert.ok(active.includes('JavaScript go: this.submit()'));
  assert.ok(active.some((value) => value.startsWith('starts a program')));
});

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';

test('hidden words and outside parts of a docx are listed', async () => {
  const body = `<w:p><w:r><w:t>Seen.</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>Unseen.</w:t></w:r></w:p><w:p><w:r><w:instrText>DDEAUTO c:\\\\x.exe</w:instrText></w:r></w:p>`;
  const relations =
    '<Relationships><Relationship Type="http://x/attachedTemplate" Target="http://karasu.invalid/t.dotm" TargetMode="External"/><Relationship Type="http://x/hyperlink" Target="http://karasu.invalid/" TargetMode="External"/></Relationships>';
  const account = await read(
    makeZip([
      { name: '[Content_Types].xml', bytes: '<Types/>' },
      { name: 'word/document.xml', bytes: `<w:document ${W}><w:body>${body}</w:body></w:document>` },
      { name: 'word/_rels/settings.xml.rels', bytes: relations },
      { name: 'word/vbaProject.bin', bytes: 'x' },
    ]),
  );
  assert.match(account.reading?.text ?? '', /Seen\.\[hidden text: Unseen\.\]/v);
  assert.deepEqual(valuesOf(account, 'hidden-text'), ['Unseen.']);
  assert.deepEqual(valuesOf(account, 'link'), ['http://karasu.invalid/']);
  assert.deepEqual(valuesOf(account, 'active-content').toSorted(), [
    'fetches attachedTemplate from http://karasu.invalid/t.dotm',
    'field DDEAUTO c:\\\\x.exe',
    'macros (VBA)',
  ]);
});

test('a hidden slide is read, and listed as hidden', async () => {
  const slide = (words: string, attributes = ''): string =>
    `<p:sld xmlns:p="p" xmlns:a="a"${attributes}><a:p><a:r><a:t>${words}</a:t></a:r></a:p></p:sld>`;
  const account = await read(
    makeZip([
      { name: '[Content_Types].xml', bytes: '<Types/>' },
      { name: 'ppt/presentation.xml', bytes: '<p/>' },
      { name: 'ppt/slides/slide1.xml', bytes: slide('First') },
      { name: 'ppt/slides/slide2.xml', bytes: slide('Second', ' show="0"') },
    ]),
  );
  assert.equal(account.reading?.text, 'First\n\n[Hidden slide 2]\n\nSecond');
  assert.deepEqual(valuesOf(account, 'hidden-slide'), ['2']);
});
