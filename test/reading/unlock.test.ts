import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { PDFDocument, Font } from 'mupdf';
import { Problem } from '../../src/base/problem.ts';
import { readAll, temporaryCase } from '../helpers/temporary-case.ts';

const LOCKED = fileURLToPath(new URL('../fixtures/locked', import.meta.url));

function lockedPdf(password: string): Uint8Array {
  const document = new PDFDocument();
  const font = document.addSimpleFont(new Font('Helvetica'));
  const words = 'BT /F1 18 Tf 50 200 Td (The locked page names the bureau) Tj ET';
  document.insertPage(-1, document.addPage([0, 0, 400, 300], 0, { Font: { F1: font } }, words));
  const options = `encrypt=aes-256,user-password=${password},owner-password=owner`;
  return document.saveToBuffer(options).asUint8Array().slice();
}

test('locked files are read once one of several passwords fits, and nothing that is kept holds a password', async (t) => {
  const { folder, outside, open } = await temporaryCase(t);
  const leak = join(outside, 'leak');
  await mkdir(leak);
  for (const name of ['agile.docx', 'standard.docx', 'aes.zip', 'aes.odt'])
    await copyFile(join(LOCKED, name), join(leak, name));
  await writeFile(join(leak, 'page.pdf'), lockedPdf('geheim'));
  const opened = await open();
  await opened.receive([leak], {});
  await readAll(opened);
  const before = await opened.status();
  assert.equal(before.outcomes.read, 0);
  assert.equal(before.outcomes.unreadable, 6, 'four files, and the two in the archive');

  for (const name of ['agile.docx', 'standard.docx', 'aes.zip', 'aes.odt', 'page.pdf']) {
    await opened.unlock(`leak/${name}`, ['wrong', 'geheim', 'Password1234_']);
  }
  await readAll(opened);
  const { outcomes, received, waiting } = await opened.status();
  assert.deepEqual(
    { ...outcomes, received, waiting },
    { read: 6, 'read-in-part': 0, container: 1, duplicate: 0, unreadable: 0, received: 7, waiting: 0 },
  );

  const says = async (path: string): Promise<string> => (await opened.document(path))?.reading?.text ?? '';
  assert.match(await says('leak/agile.docx'), /Lorem ipsum/v);
  assert.match(await says('leak/page.pdf'), /The locked page names the bureau/v);
  assert.match(await says('leak/aes.odt'), /names the office at Karasu/v);
  assert.match(await says('leak/aes.zip/two.txt'), /王勇智/v);
  const page = await opened.document('leak/page.pdf');
  assert.ok(page && (await opened.pagePicture(page.sha256, 1)), 'its page can be drawn');
  assert.deepEqual(
    (await opened.document('leak/page.pdf'))?.custody.map(({ kind }) => kind),
    ['received', 'read', 'derived', 'asked-again', 'read', 'derived'],
  );
  await opened.checkpoint();
  const found = execFileSync('sh', ['-c', 'grep -rla "geheim\\|Password1234" "$0" || true', folder], {
    encoding: 'utf8',
  });
  assert.equal(found, '');
});

test('an archive locked with two passwords opens one after the other, and its notes give way to what is inside', async (t) => {
  const { outside, open } = await temporaryCase(t);
  const zip = join(outside, 'classic.zip');
  await copyFile(join(LOCKED, 'classic.zip'), zip);
  const opened = await open();
  await opened.receive([zip], {});
  await readAll(opened);
  const outcomes = async (): Promise<readonly string[]> =>
    (await opened.files({ limit: 10, offset: 0 })).files.map(({ path, outcome }) => `${path} ${outcome}`);
  assert.deepEqual(await outcomes(), [
    'classic.zip container',
    'classic.zip/one.txt unreadable',
    'classic.zip/open.txt read',
    'classic.zip/two.txt unreadable',
  ]);
  await assert.rejects(
    opened.unlock('classic.zip/one.txt', ['guess']),
    (error: unknown) => error instanceof Problem && error.code === 'wrong-password',
  );
  await opened.unlock('classic.zip/one.txt', ['geheim']);
  await readAll(opened);
  await opened.unlock('classic.zip', ['anders']);
  await readAll(opened);
  assert.deepEqual(await outcomes(), [
    'classic.zip container',
    'classic.zip/one.txt read',
    'classic.zip/open.txt read',
    'classic.zip/two.txt read',
  ]);
  assert.equal((await opened.files({ limit: 1, offset: 0 })).files[0]?.reason, undefined);
});

test('reading an unlocked archive again, also after its copy is lost, notes nothing as locked once more', async (t) => {
  const { folder, outside, open } = await temporaryCase(t);
  const zip = join(outside, 'aes.zip');
  await copyFile(join(LOCKED, 'aes.zip'), zip);
  const opened = await open();
  await opened.receive([zip], {});
  await readAll(opened);
  await opened.unlock('aes.zip', ['geheim']);
  await readAll(opened);
  assert.equal(await opened.readAgain({ path: 'aes.zip' }), 3);
  await readAll(opened);
  assert.equal((await opened.status()).received, 3);
  await rm(join(folder, 'derived'), { recursive: true });
  await opened.readAgain({ stage: 'unlock' });
  await readAll(opened);
  const { received, outcomes } = await opened.status();
  assert.deepEqual([received, outcomes.unreadable], [3, 1], 'the archive itself is locked again');
});

test('what is no locked file is told apart from a wrong password', async (t) => {
  const { outside, open } = await temporaryCase(t);
  await writeFile(join(outside, 'note.txt'), 'Open to all.');
  const opened = await open();
  await opened.receive([join(outside, 'note.txt')], {});
  await readAll(opened);
  const problem = (code: string) => (error: unknown) => error instanceof Problem && error.code === code;
  await assert.rejects(opened.unlock('note.txt', ['geheim']), problem('bad-input'));
  await assert.rejects(opened.unlock('nowhere.txt', ['geheim']), problem('not-found'));
  await assert.rejects(opened.unlock('note.txt', []), problem('bad-input'));
  assert.ok((await readFile(join(outside, 'note.txt'))).byteLength > 0);
});

test('a locked 7z archive and a Word document of 1997 are read with their password', async (t) => {
  const { outside, open } = await temporaryCase(t);
  const leak = join(outside, 'leak');
  await mkdir(leak);
  for (const name of ['words.7z', 'names.7z', 'rc4.doc']) await copyFile(join(LOCKED, name), join(leak, name));
  const opened = await open();
  await opened.receive([leak], {});
  await readAll(opened);
  assert.equal((await opened.status()).outcomes.read, 0);
  for (const name of ['words.7z', 'names.7z', 'rc4.doc']) await opened.unlock(`leak/${name}`, ['wrong', 'geheim']);
  await readAll(opened);
  const { outcomes } = await opened.status();
  assert.deepEqual([outcomes.container, outcomes.unreadable], [2, 0]);
  const says = async (path: string): Promise<string> => (await opened.document(path))?.reading?.text ?? '';
  assert.match(await says('leak/words.7z/二.txt'), /王勇智/v);
  assert.match(await says('leak/rc4.doc'), /names the office at Karasu/v);
});
