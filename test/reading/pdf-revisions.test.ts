import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pagesOf, streamOf } from './pdf-fixture.ts';
import { read } from './read-bytes.ts';

const say = (words: string): string => `BT /F1 18 Tf 50 200 Td (${words}) Tj ET`;

/** Appends another content stream for the first page, as a program does that saves without writing the file anew. */
function saved(before: Uint8Array, words: string): Uint8Array {
  const latin = Buffer.from(before).toString('latin1');
  const previous = latin
    .slice(latin.lastIndexOf('startxref') + 9)
    .trim()
    .split('\n', 1)[0];
  const object = Buffer.concat([Buffer.from('6 0 obj\n'), streamOf(say(words)), Buffer.from('\nendobj\n')]);
  const start = before.byteLength + object.byteLength;
  const row = `${String(before.byteLength).padStart(10, '0')} 00000 n \n`;
  const table = `xref\n6 1\n${row}trailer\n<</Size 7/Root 1 0 R/Prev ${previous}>>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.concat([before, object, Buffer.from(table)]);
}

test('words that a later save replaced are found in the file as it was before', async () => {
  const first = pagesOf([say('The witness is A. Yusup')]);
  const second = saved(first, 'The witness is not named');
  const third = saved(second, 'The page is final');
  const { reading, entries, found } = await read(third, 'page.pdf');
  assert.equal(reading?.text, 'The page is final');
  assert.deepEqual([...found.keys()], ['revision-2.pdf'], 'the one before; it holds the first in turn');
  assert.equal(entries.length, 1);
  const middle = await read(second);
  assert.equal(middle.reading?.text, 'The witness is not named');
  assert.deepEqual([...middle.found.keys()], ['revision-1.pdf']);
});

test('a save that changed no word is passed over, and a file saved once has no revisions', async () => {
  const first = pagesOf([say('Counted in June')]);
  assert.equal((await read(first)).found.size, 0);
  assert.equal((await read(saved(first, 'Counted in June'))).found.size, 0);
  const twice = saved(saved(first, 'Counted in July'), 'Counted in July');
  assert.deepEqual([...(await read(twice)).found.keys()], ['revision-1.pdf']);
});

test('bookmarks tell what the chapters are called', async () => {
  const outline = [
    '<</Type/Outlines/First 8 0 R/Last 8 0 R/Count 1>>',
    '<</Title(The first chapter)/Parent 7 0 R/First 9 0 R/Last 9 0 R/Count 1/Dest[5 0 R/Fit]>>',
    '<</Title(A part of it)/Parent 8 0 R/Dest[5 0 R/Fit]>>',
  ];
  const { reading } = await read(pagesOf([say('Page')], { catalogue: '/Outlines 7 0 R', more: outline }));
  const bookmarks = (reading?.metadata ?? []).filter(({ name }) => name === 'Bookmark').map(({ value }) => value);
  assert.deepEqual(bookmarks, ['The first chapter', 'A part of it']);
});
