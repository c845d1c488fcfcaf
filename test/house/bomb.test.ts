import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { openCase } from '../../src/house.ts';
import { readAll, temporaryCase } from '../helpers/temporary-case.ts';
import { zipOf } from './material.ts';

const LEVELS = 4;
const KIB = 1024;

/** Zips in zips, two in each, all different: each is small for its own limit, and the tree is not. */
function nested(level: number, name: string): Buffer {
  if (level === 0) return Buffer.alloc(KIB, `${name}\n`);
  return zipOf(
    ['a', 'b'].map((side) => ({
      name: level === 1 ? `${side}.txt` : `${side}.zip`,
      bytes: nested(level - 1, name + side),
    })),
  );
}

test('a tree of containers has one budget: past it entries are noted as a bomb, and the outcomes still add up', async (t) => {
  const made = await temporaryCase(t);
  const bomb = nested(LEVELS, '');
  await writeFile(join(made.outside, 'tree.zip'), bomb);
  const treeLimits = { harmlessBytes: 0, ratio: 2 };
  const opened = await openCase(made.folder, { identity: made.identity, treeLimits });
  t.after(() => opened.close());
  await opened.receive([join(made.outside, 'tree.zip')], {});
  await readAll(opened, 1);
  const { outcomes, received, waiting } = await opened.status();
  const { files } = await opened.files({ limit: 1_000, offset: 0 });
  const refused = files.filter(({ reason }) => reason?.code === 'bomb');
  assert.ok(refused.length > 0);
  assert.equal(waiting, 0);
  assert.equal(outcomes.unreadable, refused.length);
  assert.equal(received, files.length);
  const kept = files.filter(({ path, sha256 }) => path !== 'tree.zip' && sha256 !== undefined);
  const bytes = kept.reduce((sum, { size = 0 }) => sum + size, 0);
  assert.ok(bytes <= 2 * bomb.length, `${bytes} bytes were unpacked out of ${bomb.length}`);
});

test('the same tree is read whole where the budget allows it', async (t) => {
  const made = await temporaryCase(t);
  await writeFile(join(made.outside, 'tree.zip'), nested(3, ''));
  const opened = await made.open();
  await opened.receive([join(made.outside, 'tree.zip')], {});
  await readAll(opened);
  const { outcomes } = await opened.status();
  assert.deepEqual([outcomes.container, outcomes.read, outcomes.unreadable], [7, 8, 0]);
});
