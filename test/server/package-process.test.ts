import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import { changePassphrase } from '../../src/vault/identity.ts';
import { parseProfile } from '../../src/publishing/profile.ts';
import { prepareApart } from '../../src/server/package-process.ts';
import { readAll, temporaryCase } from '../helpers/temporary-case.ts';
import { aMoment, desk, ended, placeOf, type Desk } from './publishing-desk.ts';

/** The process that writes in `exports/`: its number is part of the name until the package has its own. */
async function writing(folder: string): Promise<number> {
  for (;;) {
    const names = await readdir(join(folder, 'exports')).catch(() => []);
    const [, pid] = names.flatMap((name) => /\.part-[0-9a-f]{8}-(\d+)-/.exec(name) ?? []);
    if (pid !== undefined) return Number(pid);
    await aMoment();
  }
}

async function left(folder: string): Promise<readonly string[]> {
  return readdir(join(folder, 'exports'));
}

async function preparing(t: Parameters<typeof desk>[0]): Promise<Desk & { readonly draft: string }> {
  const room = await desk(t);
  const draft = placeOf(await room.send('publish/new', [['title', 'T']]));
  placeOf(await room.send(`${draft}/documents`, [['do', 'all']]));
  placeOf(await room.send(`${draft}/prepare`));
  return { ...room, draft };
}

test('a process that is killed leaves nothing, is told as that, and the same can be prepared again', async (t) => {
  const room = await preparing(t);
  const { folder, draft, get, send, runs, opened } = room;
  const pid = await writing(folder);
  assert.notEqual(pid, process.pid);
  process.kill(pid, 'SIGKILL');
  assert.equal(await ended(room), 'failed');
  assert.deepEqual(await left(folder), []);
  assert.match(await (await get(`${draft}/run`)).text(), /Something broke while the package was prepared/);
  assert.equal(room.logged.length, 1);

  placeOf(await send(`${draft}/prepare`));
  assert.equal(await ended(room), 'ready');
  process.kill(await writing(folder), 'SIGKILL');
  while (runs.of(opened.id)?.state.kind === 'ready') await aMoment();
  assert.equal(await ended(room), 'failed', 'what nobody holds any more cannot be signed for');
  assert.deepEqual(await left(folder), []);
  assert.deepEqual(await opened.publications(), []);
});

test('what is being prepared can be stopped, and nothing is left of it', async (t) => {
  const room = await preparing(t);
  await writing(room.folder);
  placeOf(await room.send(`${room.draft}/stop`));
  assert.deepEqual(await left(room.folder), []);
  assert.equal(room.runs.of(room.opened.id), undefined);
  assert.deepEqual(room.logged, []);
});

test('a check can be stopped; what was asked for is forgotten, and can be asked for again', async (t) => {
  const room = await preparing(t);
  const { draft, get, send } = room;
  assert.equal(await ended(room), 'ready');
  const page = await (await get(`${draft}/run`)).text();
  const publication = /name="publication" value="([0-9a-f]{16})"/.exec(page)?.[1] ?? assert.fail(page);
  placeOf(await send(`${draft}/publish`, [['publication', publication], ['looked', 'yes']])); // prettier-ignore
  placeOf(await send('publish/check', [['publication', publication]]));
  assert.match(await (await get('publish')).text(), /Stop checking/);
  placeOf(await send('publish/check/stop', [['publication', publication]]));
  let list = '';
  do await aMoment().then(async () => (list = await (await get('publish')).text()));
  while (list.includes('data-progress'));
  assert.doesNotMatch(list, /Whole on|Something broke/);
  assert.deepEqual(room.logged, []);
  placeOf(await send('publish/check', [['publication', publication]]));
  do await aMoment().then(async () => (list = await (await get('publish')).text()));
  while (list.includes('data-progress'));
  assert.match(list, /Whole on/);
});

/** A case of one text that was read. */
async function caseWithLetter(t: TestContext) {
  const { folder, outside, config, open } = await temporaryCase(t);
  await mkdir(join(outside, 'leak'));
  await writeFile(join(outside, 'leak/letter.txt'), 'The letter says that two hundred forms were printed.\n');
  const opened = await open();
  await opened.receive([join(outside, 'leak')], {});
  await readAll(opened);
  return { folder, config, opened };
}

test('a sealed identity is opened by a passphrase that stands in no environment; a wrong one is told as such', async (t) => {
  const { folder, config, opened } = await caseWithLetter(t);
  const profile = parseProfile('{"format":"touchstone/profile","version":1,"title":"T","documents":"all"}');
  const passphrase = 'correct horse battery staple';
  await changePassphrase({ folder: config, next: async () => passphrase });
  const task = { folder, profile, out: await opened.exportPlace('T') };
  const { signal } = new AbortController();
  const options = (word: string | undefined) => ({
    signing: { config, passphrase: word },
    signal,
    onProgress: () => undefined,
  });
  for (const wrong of ['another', undefined])
    await assert.rejects(prepareApart(task, options(wrong)), { name: 'Problem', code: 'wrong-passphrase' });
  const prepared = await prepareApart(task, options(passphrase));
  const environment = await readFile(`/proc/${await writing(folder)}/environ`, 'utf8').catch(() => ''); // no Linux
  assert.ok(!environment.includes(passphrase));
  await prepared.publish();
  assert.deepEqual(await left(folder), ['t']);
  assert.deepEqual((await opened.publications()).map(({ publication }) => publication), [prepared.id]); // prettier-ignore
});

test('a process whose starter is killed takes away what it wrote, and ends', async (t) => {
  const { folder, config, opened } = await caseWithLetter(t);
  const out = await opened.exportPlace('T');
  const profile = { format: 'touchstone/profile', version: 1, title: 'T', documents: 'all' };
  const script = `
    import { prepareApart } from ${JSON.stringify(new URL('../../src/server/package-process.ts', import.meta.url).href)};
    import { parseProfile } from ${JSON.stringify(new URL('../../src/publishing/profile.ts', import.meta.url).href)};
    const { folder, out, config, profile } = ${JSON.stringify({ folder, out, config, profile })};
    await prepareApart({ folder, out, profile: parseProfile(JSON.stringify(profile)) },
      { signing: { config }, signal: new AbortController().signal, onProgress: () => undefined });
    console.log('ready');`;
  const starter = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    cwd: fileURLToPath(new URL('.', import.meta.url)),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(starter.stdout, 'data');
  const pid = await writing(folder);
  starter.kill('SIGKILL');
  const isRunning = (): boolean => {
    try {
      return process.kill(pid, 0);
    } catch {
      return false; // ended
    }
  };
  while (isRunning()) await aMoment();
  assert.deepEqual(await left(folder), []);
});
