import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { runCli } from '../helpers/run-cli.ts';
import { temporaryFolder } from '../helpers/temporary.ts';

test('a proof is written from a case and checked without it', async (t) => {
  const outside = await temporaryFolder(t);
  const [config, folder, file, proof] = ['config', 'case', 'letter.txt', 'proof.json'].map((name) =>
    join(outside, name),
  ) as [string, string, string, string];
  await writeFile(file, 'Two hundred forms were printed.\n');
  await runCli(['new', folder], config);
  await runCli(['add', folder, file, '--no-wait'], config);

  const written = await runCli(
    ['open', folder, '3', 'kind', 'day', 'original', '--also', '2:kind', '--out', proof],
    config,
  );
  assert.equal(written.code, 0, written.err);
  const checked = await runCli(['check', proof], join(outside, 'nobody'));
  assert.equal(checked.code, 0, checked.err);
  assert.match(
    checked.out,
    /entry 3 is under it\n {2}kind: received\n {2}day: \d{4}-\d\d-\d\d\n {2}original: [0-9a-f]{64}\n/,
  );
  assert.match(checked.out, /entry 2 is under it\n {2}kind: accession-begun\n/);
  assert.match(checked.out, /Nothing dates the checkpoint/);
  assert.equal(
    (await runCli(['open', folder, '3', 'kind', '--out', proof], config)).code,
    2,
    'nothing is written over',
  );

  await writeFile(proof, (await readFile(proof, 'utf8')).replace(/"seq\\":3/, String.raw`"seq\":4`));
  const changed = await runCli(['check', proof], config);
  assert.equal(changed.code, 5);
  assert.match(changed.err, /does not hold: inclusion/);
  assert.equal((await runCli(['open', folder, 'three', 'kind'], config)).code, 2);
  assert.equal((await runCli(['open', folder, '3', 'weather'], config)).code, 4);
  assert.equal((await runCli(['check', join(outside, 'none')], config)).code, 4);
});
