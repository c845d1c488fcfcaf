import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { estimateMs } from '../../src/reading/estimate.ts';
import { STAGE_VERSIONS } from '../../src/reading/stage-versions.ts';
import { loadEveryReader } from '../../src/reading/child/readers.ts';
import { openCase } from '../../src/house.ts';
import { readAll, temporaryCase } from '../helpers/temporary-case.ts';

test('the table of versions is what the readers say of themselves', async () => {
  const table: Readonly<Record<string, number>> = STAGE_VERSIONS;
  for (const { name, version } of await loadEveryReader()) assert.equal(table[name], version, name);
});

test('one path, one reason or one stage is read again, and the account stays as large as it was', async (t) => {
  const { outside, open } = await temporaryCase(t);
  const leak = join(outside, 'leak');
  await mkdir(join(leak, 'sub'), { recursive: true });
  await writeFile(join(leak, 'a.txt'), 'The first letter.');
  await writeFile(join(leak, 'sub/b.txt'), 'The second letter.');
  await writeFile(join(leak, 'sub/c.html'), '<html><body><p>The third letter.</p></body></html>');
  await writeFile(join(leak, 'sub0.txt'), 'Beside the folder.');
  await writeFile(join(leak, 'nothing.txt'), '');
  const opened = await open();
  await opened.receive([leak], {});
  await readAll(opened);

  const cases = [
    { filter: {}, asked: 1, why: 'without a choice: what was not wholly read' },
    { filter: { path: 'leak/a.txt' }, asked: 1, why: 'one file' },
    { filter: { path: 'leak/sub' }, asked: 2, why: 'a folder, and not what begins like it' },
    { filter: { reason: 'empty' }, asked: 1, why: 'a reason' },
    { filter: { reason: 'encrypted' }, asked: 0, why: 'a reason that no file ended for' },
    { filter: { stage: 'html' }, asked: 1, why: 'a stage' },
    { filter: { stage: 'ht_l' }, asked: 0, why: 'no pattern' },
    { filter: { stage: 'plain-text', path: 'leak/sub' }, asked: 1, why: 'choices narrow down together' },
    { filter: { outdated: true }, asked: 0, why: 'every stage is as new as it can be' },
  ] as const;
  for (const { filter, asked, why } of cases) assert.equal(await opened.readAgain(filter), asked, why);
  assert.equal((await opened.status()).again, 4, 'each waits once, however often it was asked for');
  await readAll(opened);
  const { received, waiting, again } = await opened.status();
  assert.deepEqual({ received, waiting, again }, { received: 5, waiting: 0, again: undefined });
  const document = await opened.document('leak/a.txt');
  assert.deepEqual(
    document?.custody.map(({ kind }) => kind),
    ['received', 'read', 'asked-again', 'read'],
  );
});

test('the account by kind adds up to the account by outcome, duplicates and all', async (t) => {
  const { outside, open } = await temporaryCase(t);
  const leak = join(outside, 'leak');
  await mkdir(leak);
  for (const name of ['a.txt', 'b.txt', 'c.txt']) await writeFile(join(leak, name), 'The same letter.');
  await writeFile(join(leak, 'nothing.txt'), '');
  const opened = await open();
  await opened.receive([leak], {});
  await readAll(opened);
  const { outcomes, received } = await opened.status();
  const tallies = await opened.tallies();
  for (const [outcome, files] of Object.entries(outcomes)) {
    const told = tallies.filter((tally) => tally.outcome === outcome).reduce((sum, tally) => sum + tally.files, 0);
    assert.equal(told, files, outcome);
  }
  assert.equal(outcomes.duplicate, 2);
  assert.equal(received, 4);
});

test('what an older version of a stage has read is counted, and read again when that is asked for', async (t) => {
  const { folder, identity, outside, open } = await temporaryCase(t);
  await writeFile(join(outside, 'a.txt'), 'A letter.');
  await writeFile(join(outside, 'b.html'), '<html><body><p>A page.</p></body></html>');
  const first = await open();
  await first.receive([join(outside, 'a.txt'), join(outside, 'b.html')], {});
  await readAll(first);
  assert.equal(await first.outdated(), 0);

  const newer = await openCase(folder, { identity, known: { versions: { ...STAGE_VERSIONS, 'plain-text': 3 } } });
  t.after(() => newer.close());
  assert.equal(await newer.outdated(), 1, 'the text, not the page');
  assert.equal(await newer.readAgain({ outdated: true }), 1);
  await readAll(newer);
  const text = await newer.document('a.txt');
  assert.equal(text?.custody.at(-2)?.fields['why'], 'better-reader');
});

test('a file that lacked a tool is read again by itself once the tool is there', async (t) => {
  const { folder, identity, outside, open } = await temporaryCase(t);
  const path = join(outside, 'packed.lz4');
  await writeFile(path, Buffer.from(PACKED, 'hex'));
  const opened = await open();
  await opened.receive([path], {});
  const all = process.env['PATH'] ?? '';
  process.env['PATH'] = await pathWithoutTools(outside, all);
  t.after(() => (process.env['PATH'] = all));
  await readAll(opened);
  assert.deepEqual((await opened.files({ limit: 1, offset: 0 })).files[0]?.reason, {
    code: 'needs-tool',
    params: { tool: 'bsdtar' },
  });
  assert.equal(await opened.useFoundTools(), 0, 'it is not there yet');
  process.env['PATH'] = all;
  const later = await openCase(folder, { identity, known: { hasTool: (name) => name === 'bsdtar' } });
  t.after(() => later.close());
  assert.equal(await later.useFoundTools(), 1);
  assert.equal((await later.status()).again, 1);
});

/** `A letter.` as LZ4 keeps it (frame format 1.6.2), which only libarchive unpacks. */
const PACKED = '04224d186040820900008041206c65747465722e00000000';

/** What cuts readers off from the machine, and nothing else. */
async function pathWithoutTools(outside: string, path: string): Promise<string> {
  const folder = join(outside, 'programs');
  await mkdir(folder);
  for (const name of ['bwrap', 'unshare', 'setpriv', 'sandbox-exec', 'sh']) {
    const place = path.split(':').find((each) => existsSync(join(each, name)));
    if (place !== undefined) await symlink(join(place, name), join(folder, name));
  }
  return folder;
}

test('the time that is left is told only where the last readings say it', () => {
  const every = (ms: number, count: number): number[] => Array.from({ length: count }, (_, at) => at * ms);
  const cases = [
    { times: every(1000, 60), left: 10, now: 60_000, ms: 10_000, why: 'one a second' },
    { times: every(1000, 20), left: 10, now: 20_000, ms: undefined, why: 'too few' },
    { times: every(10, 60), left: 10, now: 600, ms: undefined, why: 'too short a time' },
    { times: every(1000, 60), left: 10, now: 600_000, ms: undefined, why: 'nobody reads any more' },
    { times: every(1000, 60), left: 0, now: 60_000, ms: undefined, why: 'nothing is left' },
    {
      times: [...every(100, 40), ...every(5000, 40).map((ms) => ms + 4000)],
      left: 10,
      now: 200_000,
      ms: undefined,
      why: 'the readings became fifty times as slow',
    },
  ];
  for (const { times, left, now, ms, why } of cases) assert.equal(estimateMs(times, left, now), ms, why);
});
