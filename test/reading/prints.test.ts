import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { onPaper, type DocumentView } from '../../src/nouns/document.ts';
import type { OpenCase } from '../../src/house.ts';
import { CONVERTER } from '../../src/reading/convert.ts';
import { programOnPath, sandboxKind } from '../../src/reading/sandbox.ts';
import { readAll, temporaryCase } from '../helpers/temporary-case.ts';

const { kind } = await sandboxKind();
const without = (program: string): string | false =>
  programOnPath(program) === undefined || kind !== 'bubblewrap' ? `${program} or bubblewrap is not installed` : false;

const TWO_PAGES = String.raw`{\rtf1\ansi The minutes of the harbour board, taken on Monday.\par
Seventeen houses were pulled down by the river.\par\page The second page names the contractor.\par
Nobody signed the receipt for the gravel.\par}`;

async function caseWith(t: TestContext, name: string, bytes: string | Buffer): Promise<OpenCase> {
  const made = await temporaryCase(t);
  await writeFile(join(made.outside, name), bytes);
  const opened = await made.open();
  await opened.receive([join(made.outside, name)], {});
  await readAll(opened);
  return opened;
}

async function documentIn(opened: OpenCase, name: string): Promise<DocumentView> {
  const document = await opened.document(name);
  assert.ok(document);
  return document;
}

test('the pages of an Office file are laid out when they are asked for', { skip: without(CONVERTER) }, async (t) => {
  const opened = await caseWith(t, 'minutes.rtf', TWO_PAGES);
  const before = await documentIn(opened, 'minutes.rtf');
  assert.deepEqual(before.print, { kind: 'can-be-made' });
  assert.equal(onPaper(before), before, 'nothing is on paper yet');
  const entries = (await opened.status()).ledger.entries;
  await Promise.all([opened.print(before.sha256), opened.print(before.sha256)]);
  await opened.print(before.sha256);
  assert.equal((await opened.status()).ledger.entries, entries + 3, 'copy, layout and pages are signed for once');

  const { reading, custody } = onPaper(await documentIn(opened, 'minutes.rtf'));
  assert.ok(reading);
  assert.equal(reading.text, before.reading?.text, 'the text stays what was read from the file');
  assert.deepEqual(
    reading.pages.map(({ start, end }) => reading.text.slice(start, end).trim().split('\n')[0]),
    ['The minutes of the harbour board, taken on Monday.', 'The second page names the contractor.'],
  );
  assert.deepEqual(
    custody.slice(-3).map(({ fields }) => fields['what']),
    ['printed-copy', 'print-layout', 'print'],
  );
  const layout = await opened.layout(before.sha256, 2);
  const words = layout?.words.map(([start, end]) => reading.text.slice(start, end)) ?? [];
  assert.ok(words.includes('contractor'), words.join(' '));
  assert.ok(!words.includes('harbour'), 'words of the other page stand there');
  assert.ok(await opened.pagePicture(before.sha256, 2));
  assert.equal(await opened.pagePicture(before.sha256, 3), undefined);

  await opened.readAgain({ original: before.sha256 });
  await readAll(opened);
  assert.equal((await documentIn(opened, 'minutes.rtf')).print?.kind, 'made', 'the same text stands on the same pages');
});

test('a picture of a page is enough to have it laid out', { skip: without(CONVERTER) }, async (t) => {
  const opened = await caseWith(t, 'minutes.rtf', TWO_PAGES);
  const { sha256 } = await documentIn(opened, 'minutes.rtf');
  assert.ok(await opened.pagePicture(sha256, 1));
  assert.equal((await documentIn(opened, 'minutes.rtf')).print?.kind, 'made');
});

test('without LibreOffice the text is there, and what would be gained is told', async (t) => {
  const opened = await caseWith(t, 'minutes.rtf', TWO_PAGES);
  const path = process.env['PATH'];
  process.env['PATH'] = join(opened.folder, 'no-programs');
  try {
    const document = await documentIn(opened, 'minutes.rtf');
    assert.deepEqual(document.print, { kind: 'needs-tool' });
    assert.match(document.reading?.text ?? '', /harbour board/v);
    await assert.rejects(opened.print(document.sha256), { code: 'reader-failed', message: /not installed/v });
    assert.equal(await opened.pagePicture(document.sha256, 1), undefined);
  } finally {
    process.env['PATH'] = path;
  }
});

test('what has pages of its own, or can have none, has no print', async (t) => {
  const opened = await caseWith(t, 'note.txt', 'A note of one line, kept as text.');
  const document = await documentIn(opened, 'note.txt');
  assert.equal(document.print, undefined);
  await assert.rejects(opened.print(document.sha256), { code: 'not-found' });
});
