import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { folderFiles } from '../../src/publishing/verifier/node-files.mjs';
import { temporaryFolder } from '../helpers/temporary.ts';

test('a file whose name is no UTF-8 is told as one that does not belong to a package', async (t) => {
  const folder = await temporaryFolder(t);
  await writeFile(join(folder, 'a.txt'), 'a');
  await writeFile(Buffer.concat([Buffer.from(`${folder}/`), Buffer.of(0xff)]), 'more');
  const listed = await folderFiles(folder).list();
  assert.deepEqual(listed?.found, ['a.txt']);
  assert.deepEqual(
    listed?.odd.map(({ path }) => path),
    ['\u{fffd}'],
  );
});
