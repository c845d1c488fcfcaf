import assert from 'node:assert/strict';
import { mkdir, open, readdir } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { createHash } from 'node:crypto';
import { BagWriter } from '../../src/publishing/bag.ts';
import { checkBag } from '../../src/intake/bags.ts';
import { temporaryFolder } from '../helpers/temporary.ts';

const INFO = { identifier: '0123456789abcdef', day: '2026-02-03', agent: 'Touchstone' };

async function* chunks(...texts: readonly string[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield Buffer.from(text);
}

/** A disk that is full when so many files were opened. */
function fullAfter(files: number): typeof open {
  let opened = 0;
  return async (...given) => {
    opened += 1;
    if (opened > files) throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
    return open(...given);
  };
}

test('files that are written side by side, and one that comes in parts, make a whole bag', async (t) => {
  const outside = await temporaryFolder(t);
  const bag = await BagWriter.at(join(outside, 'package'));
  await Promise.all(
    Array.from({ length: 50 }, (_, n) => bag.add(`data/${n % 7}/0,${n}/${n}.txt`, Buffer.from(String(n)))),
  );
  await bag.addStream('data/long.bin', chunks('a', 'b'.repeat(100_000), 'c'));
  await bag.close(INFO, () => 'signed\n');
  await bag.publish();
  const checked = await checkBag(join(outside, 'package'));
  assert.deepEqual(checked.faults, []);
  assert.deepEqual(await readdir(outside), ['package']);
});

test('a disk that fills up at any moment is a Problem with a remedy, and leaves no package', async (t) => {
  const outside = await temporaryFolder(t);
  for (const files of [0, 1, 2, 3, 6, 9]) {
    const bag = await BagWriter.at(join(outside, 'package'), { opening: fullAfter(files) });
    const write = async (): Promise<void> => {
      await bag.add('data/a.txt', Buffer.from('a'));
      await bag.addStream('data/b.txt', chunks('b'));
      await bag.close(INFO, () => 'signed\n');
      await bag.publish();
    };
    if (files < 9)
      await assert.rejects(write(), { code: 'disk-full', remedy: /publish again/ }, `after ${files} files`);
    else await write();
    await bag.drop();
    assert.deepEqual(await readdir(outside), files < 9 ? [] : ['package'], `after ${files} files`);
  }
});

test('what an ended process of this machine left is taken away, and nothing else', async (t) => {
  const outside = await temporaryFolder(t);
  const machine = createHash('sha256').update(`touchstone ${hostname()}`).digest('hex').slice(0, 8);
  const ended = 2 ** 22 + 1; // beyond the largest process id (proc(5), pid_max)
  const others = [
    `package.part-ffffffff-${ended}-00000000`,
    `package.part-${machine}-${process.pid}-00000000`,
    'package.parts',
  ];
  for (const name of [...others, `package.part-${machine}-${ended}-00000000`]) await mkdir(join(outside, name));
  const bag = await BagWriter.at(join(outside, 'package'));
  await bag.drop();
  assert.deepEqual((await readdir(outside)).toSorted(), others.toSorted());
});
