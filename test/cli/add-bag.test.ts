import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { sha256Of } from '../../src/nouns/sha256.ts';
import { runCli } from '../helpers/run-cli.ts';
import { temporaryFolder } from '../helpers/temporary.ts';

test('a damaged bag is refused with what is wrong with it, and taken in as it is when that is asked for', async (t) => {
  const outside = await temporaryFolder(t);
  const [config, folder, bag] = [join(outside, 'config'), join(outside, 'case'), join(outside, 'bag')];
  await mkdir(join(bag, 'data'), { recursive: true });
  await writeFile(join(bag, 'bagit.txt'), 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n');
  await writeFile(join(bag, 'manifest-sha256.txt'), `${sha256Of('as it was')}  data/letter.txt\n`);
  await writeFile(join(bag, 'data/letter.txt'), 'as it is');
  await runCli(['new', folder], config);

  const refused = await runCli(['add', folder, bag], config);
  assert.equal(refused.code, 5);
  assert.match(refused.err, /BagIt 1\.0, 1 files: 1 faults\n {2}differs from its hash: data\/letter\.txt\n/);
  assert.equal(JSON.parse((await runCli(['status', folder, '--json'], config)).out).received, 0);

  const taken = await runCli(['add', folder, bag, '--as-it-is', '--no-wait'], config);
  assert.equal(taken.code, 0, taken.err);
  await writeFile(join(bag, 'manifest-sha256.txt'), `${sha256Of('as it is')}  data/letter.txt\n`);
  const whole = await runCli(['add', folder, bag, '--no-wait'], config);
  assert.match(whole.err, /BagIt 1\.0, 1 files: whole\n/);
  assert.equal(JSON.parse((await runCli(['status', folder, '--json'], config)).out).received, 4);
});
