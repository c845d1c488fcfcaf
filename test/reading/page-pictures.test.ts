import assert from 'node:assert/strict';
import { appendFile, chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import type { OpenCase } from '../../src/house.ts';
import type { Sha256 } from '../../src/nouns/sha256.ts';
import { readAll, temporaryCase } from '../helpers/temporary-case.ts';
import { pagesOf } from './pdf-fixture.ts';

async function caseWithPdf(t: TestContext): Promise<{ folder: string; opened: OpenCase; id: Sha256 }> {
  const made = await temporaryCase(t);
  const file = join(made.outside, 'two.pdf');
  await writeFile(
    file,
    pagesOf(['BT /F1 24 Tf 40 300 Td (First page) Tj ET', 'BT /F1 24 Tf 40 300 Td (Second) Tj ET']),
  );
  const opened = await made.open();
  await opened.receive([file], {});
  await readAll(opened);
  const document = await opened.document('two.pdf');
  assert.ok(document);
  return { folder: made.folder, opened, id: document.sha256 };
}

test('a picture of a page is drawn once and signed for once, however many look', async (t) => {
  const { opened, id } = await caseWithPdf(t);
  const before = (await opened.status()).ledger.entries;
  const [one, two] = await Promise.all([opened.pagePicture(id, 1), opened.pagePicture(id, 1)]);
  const later = await opened.pagePicture(id, 1);
  assert.ok(one && two && later);
  assert.deepEqual(Buffer.from(later.png), Buffer.from(one.png));
  assert.equal((await opened.status()).ledger.entries, before + 1);
  assert.ok(await opened.pagePicture(id, 2));
  for (const page of [0, 3, 1.5]) assert.equal(await opened.pagePicture(id, page), undefined, String(page));
});

test('no picture is made of an original that was altered', async (t) => {
  const { folder, opened, id } = await caseWithPdf(t);
  const stored = join(folder, 'vault', id.slice(0, 2), id.slice(2, 4), id);
  await chmod(stored, 0o600);
  await appendFile(stored, '%');
  await assert.rejects(opened.pagePicture(id, 1), { code: 'altered' });
});
