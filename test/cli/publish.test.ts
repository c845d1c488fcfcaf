import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { endOf, runCli, startCli } from '../helpers/run-cli.ts';
import { temporaryFolder } from '../helpers/temporary.ts';

const FIRST = `The Valley Courier, 6 May 2010

At least 141 people were killed when the dam at Karasu broke on 5 May 2010, the ministry of health said.
`;
const SECOND = `The Steppe Herald, 7 May 2010

The dam at Karasu broke on 5 May 2010 and 96 people were killed, according to the governor of Karasu.
`;

async function smallCase(
  t: TestContext,
): Promise<Readonly<Record<'outside' | 'config' | 'folder' | 'profile', string>>> {
  const outside = await temporaryFolder(t);
  const [config, folder, profile] = [join(outside, 'config'), join(outside, 'case'), join(outside, 'profile.json')];
  await mkdir(join(outside, 'leak'));
  await writeFile(join(outside, 'leak/courier.txt'), FIRST);
  await writeFile(join(outside, 'leak/herald.txt'), SECOND);
  await runCli(['new', folder], config);
  const added = await runCli(['add', folder, join(outside, 'leak')], config);
  assert.equal(added.code, 0, added.err);
  return { outside, config, folder, profile };
}

const HEAD = { format: 'touchstone/profile', version: 1, title: 'The dam' };

test('documents and claims are published, checked without the case, and stopped by a withheld word', async (t) => {
  const { outside, config, folder, profile } = await smallCase(t);
  const out = join(outside, 'package');
  await writeFile(profile, JSON.stringify({ ...HEAD, withheld: ['Karasu'] }));
  const stopped = await runCli(['publish', folder, '--profile', profile, '--out', out, '--all', '--yes'], config);
  assert.equal(stopped.code, 3, stopped.err);
  assert.match(
    stopped.err,
    /STOP {2}“Karasu” is to be withheld and stands in page 1 of [^ ]+ \(data\/doc\/\w+\/p\/1\.json\) and \d+ more files/,
  );

  const named = { document: 'leak/herald.txt', title: 'The second report' };
  await writeFile(profile, JSON.stringify({ ...HEAD, documents: [named] }));
  const unasked = await runCli(['publish', folder, '--profile', profile, '--out', out, '--all'], config);
  assert.equal(unasked.code, 3, 'nobody could be asked');
  assert.ok(!(await readdir(outside)).some((name) => name.startsWith('package')));

  const published = await runCli(
    ['publish', folder, '--profile', profile, '--out', out, '--all', '--yes', '--json'],
    config,
  );
  assert.equal(published.code, 0, published.err);
  const { documents, claims } = JSON.parse(published.out);
  assert.equal(documents, 2);
  assert.ok(claims >= 1, 'two documents differ about the dead');
  const told = JSON.parse(await readFile(join(out, 'data/publication.json'), 'utf8'));
  const titles = told.documents.map(({ title }: { title?: string }) => title);
  assert.deepEqual(
    titles,
    ['The second report', undefined],
    'what the profile says of a document holds, and it comes first',
  );
  const conflict = told.claims.find(({ verdict }: { verdict: string }) => verdict === 'conflict');
  assert.deepEqual(
    conflict.statements
      .map(({ citation: { quote } }: { citation: { quote: string } }) => /\d+/.exec(quote)?.[0])
      .toSorted(),
    ['141', '96'],
  );
  const checked = await runCli(['check', out], join(outside, 'nobody'));
  assert.equal(checked.code, 0, checked.err);
  assert.match(checked.out, /“The dam”, [0-9a-f]{16}: 2 documents, 2 pages/);

  // Of a claim only what stands on published pages is told.
  const alone = join(outside, 'alone');
  const ids: { claims: { id: string }[] } = JSON.parse(
    (await runCli(['claims', folder, '--conflicts', '--json'], config)).out,
  );
  const only = { ...HEAD, documents: [{ document: 'leak/courier.txt' }], claims: ids.claims.map(({ id }) => id) };
  await writeFile(profile, JSON.stringify(only));
  const one = await runCli(['publish', folder, '--profile', profile, '--out', alone, '--yes'], config);
  assert.equal(one.code, 0, one.err);
  const text = await readFile(join(alone, 'data/publication.json'), 'utf8');
  assert.doesNotMatch(text, /96|governor|Herald/);
  assert.match(text, /"verdict": "single"/);

  await writeFile(join(out, 'data/index.html'), 'changed');
  const changed = await runCli(['check', out], config);
  assert.equal(changed.code, 5);
  assert.match(changed.out, /changed: data\/index\.html: not the file that manifest-sha256\.txt lists/);
  assert.equal((await runCli(['publish', folder, '--profile', profile, '--out', out, '--yes'], config)).code, 2);
  assert.equal((await runCli(['publish', folder, '--out', out], config)).code, 2);
  const act = await runCli(['verify', folder], config);
  assert.equal(act.code, 0, act.err);
});

test('killed while it writes, it leaves nothing under the name of the package', async (t) => {
  const { outside, config, folder, profile } = await smallCase(t);
  await writeFile(profile, JSON.stringify(HEAD));
  const child = startCli(
    ['publish', folder, '--profile', profile, '--out', join(outside, 'package'), '--all', '--yes'],
    config,
  );
  const ended = endOf(child);
  const isBegun = async (): Promise<boolean> =>
    (await readdir(outside)).some((name) => name.startsWith('package.part-'));
  while (child.exitCode === null && !(await isBegun()));
  child.kill('SIGKILL');
  await ended;
  assert.ok(await isBegun(), 'it was killed while it wrote');
  assert.ok(!(await readdir(outside)).includes('package'));
  const again = await runCli(
    ['publish', folder, '--profile', profile, '--out', join(outside, 'package'), '--all', '--yes'],
    config,
  );
  assert.equal(again.code, 0, again.err);
  assert.ok(!(await isBegun()), 'what was left of the killed one is gone');
  assert.equal((await runCli(['check', join(outside, 'package')], config)).code, 0);
});
