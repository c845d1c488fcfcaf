import assert from 'node:assert/strict';
import { chmod, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { runCli } from '../helpers/run-cli.ts';
import { temporaryFolder } from '../helpers/temporary.ts';

test('the life of a document is told, and that its bytes were altered since', async (t) => {
  const outside = await temporaryFolder(t);
  const [config, folder, file] = [join(outside, 'config'), join(outside, 'case'), join(outside, 'letter.txt')];
  await writeFile(file, 'The letter says that two hundred forms were printed.\n');
  await runCli(['new', folder], config);
  await runCli(['add', folder, file], config);

  const told = await runCli(['custody', folder, 'letter.txt'], config);
  assert.equal(told.code, 0, told.err);
  assert.match(told.out, /entry 3 {2}\S+Z {2}received, by /);
  assert.match(told.out, /authenticity +yes/);
  assert.match(told.out, /persistence +in part .*under the checkpoint over \d+ entries, dated by nobody outside/);
  const premis = await runCli(['custody', folder, 'letter.txt', '--premis'], config);
  assert.match(
    premis.out,
    /^<\?xml version="1\.0" encoding="UTF-8"\?>\n<premis xmlns="http:\/\/www\.loc\.gov\/premis\/v3"/,
  );
  assert.equal((await runCli(['custody', folder, 'none.txt'], config)).code, 4);

  const names = await readdir(join(folder, 'vault'), { recursive: true });
  const original = join(folder, 'vault', names.find((name) => /[0-9a-f]{64}$/.test(name)) ?? assert.fail());
  await chmod(original, 0o600);
  await writeFile(original, 'Something else.\n');
  const { attributes } = JSON.parse((await runCli(['custody', folder, 'letter.txt', '--json'], config)).out);
  assert.deepEqual(attributes[0].attribute, 'authenticity');
  assert.equal(attributes[0].holds, 'no');
});
