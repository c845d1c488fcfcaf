import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { openRecords, setAsideRecords } from '../../src/records/records.ts';
import { temporaryFolder } from '../helpers/temporary.ts';

test('records that are open anywhere are not moved away, idle as they may be', async (t) => {
  const folder = await temporaryFolder(t);
  const file = join(folder, 'case.db');
  const records = await openRecords(file, {});
  await assert.rejects(setAsideRecords(file, join(folder, 'aside')), { code: 'case-busy' });
  assert.ok(existsSync(file));
  await records.close();
  await setAsideRecords(file, join(folder, 'aside'));
  assert.deepEqual([existsSync(file), existsSync(join(folder, 'aside'))], [false, true]);
});

test('a damaged file is moved away, and none is no trouble', async (t) => {
  const folder = await temporaryFolder(t);
  const file = join(folder, 'case.db');
  await writeFile(file, 'damaged '.repeat(1000));
  await setAsideRecords(file, join(folder, 'aside'));
  assert.deepEqual([existsSync(file), existsSync(join(folder, 'aside'))], [false, true]);
  await setAsideRecords(file, join(folder, 'again'));
});
