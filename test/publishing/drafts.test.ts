import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import * as fc from '../properties.ts';
import { openDrafts } from '../../src/publishing/drafts.ts';
import { parseDraft, printProfile } from '../../src/publishing/profile.ts';
import { freePlace } from '../../src/publishing/publications.ts';
import { temporaryFolder } from '../helpers/temporary.ts';

const profile = (title: string) =>
  parseDraft(JSON.stringify({ format: 'touchstone/profile', version: 1, title, documents: [] }));

test('drafts are kept for their owner alone, listed by when they were changed, and thrown away for good', async (t) => {
  const folder = await temporaryFolder(t);
  const drafts = openDrafts(folder);
  assert.deepEqual(await drafts.drafts(), []);
  const [first, second] = [await drafts.keepDraft(profile('first')), await drafts.keepDraft(profile('second'))];
  const { mode } = await stat(join(folder, 'drafts', `${first}.json`));
  assert.equal(mode & 0o077, 0);
  await drafts.keepDraft(profile('first, changed'), first);
  assert.deepEqual((await drafts.drafts()).map(({ id }) => id).toSorted(), [first, second].toSorted());
  assert.equal((await drafts.draft(first))?.profile.title, 'first, changed');
  await drafts.dropDraft(first);
  assert.equal(await drafts.draft(first), undefined);
  assert.deepEqual(await readdir(join(folder, 'drafts')), [`${second}.json`]);
});

test('a file that somebody made into something else is left alone, and no name leads out of the folder', async (t) => {
  const folder = await temporaryFolder(t);
  const drafts = openDrafts(folder);
  const id = await drafts.keepDraft(profile('whole'));
  await writeFile(join(folder, 'drafts', `${'ab'.repeat(8)}.json`), '{"format":');
  await writeFile(join(folder, 'case.json'), printProfile(profile('outside')));
  assert.deepEqual(
    (await drafts.drafts()).map(({ id: each }) => each),
    [id],
  );
  assert.deepEqual(await drafts.spoiltDrafts(), [`drafts/${'ab'.repeat(8)}.json`], 'and told');
  for (const name of ['../case', '..%2fcase', '', 'AB'.repeat(8)]) assert.equal(await drafts.draft(name), undefined);
  await drafts.dropDraft('../case');
  assert.ok(await readFile(join(folder, 'case.json')));
});

test('a place for a package is free, below exports, and plain letters whatever the title is', async (t) => {
  const folder = await temporaryFolder(t);
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 80 }), async (title) => {
      const place = await freePlace(folder, title);
      assert.match(place.slice(join(folder, 'exports').length), /^\/[a-z0-9]+(?:-[a-z0-9]+)*$/);
    }),
    { numRuns: 50 },
  );
  const cases = [
    { title: 'Two Papers: “Qaraşehr”', name: 'two-papers-qarasehr' },
    { title: '搬迁', name: 'publication' },
    { title: '../../etc', name: 'etc' },
  ];
  for (const { title, name } of cases) {
    const place = await freePlace(folder, title);
    assert.equal(place, join(folder, 'exports', name));
    await mkdir(place);
    assert.equal(await freePlace(folder, title), join(folder, 'exports', `${name}-2`));
  }
});
