import assert from 'node:assert/strict';
import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { sha256Of } from '../../src/nouns/sha256.ts';
import { aMoment, desk, ended, placeOf, type Desk } from './publishing-desk.ts';

async function published(t: TestContext): Promise<Desk & { readonly publication: string; readonly place: string }> {
  const room = await desk(t);
  const { get, send } = room;
  const draft = placeOf(await send('publish/new', [['title', 'Two papers']]));
  placeOf(await send(`${draft}/documents`, [['do', 'all']]));
  placeOf(await send(`${draft}/prepare`));
  assert.equal(await ended(room), 'ready');
  const ready = await (await get(`${draft}/run`)).text();
  const publication = /name="publication" value="([0-9a-f]{16})"/.exec(ready)?.[1] ?? assert.fail(ready);
  const signed = [
    ['publication', publication],
    ['looked', 'yes'],
  ] as const;
  placeOf(await send(`${draft}/publish`, signed));
  return { ...room, publication, place: join(room.folder, 'exports/two-papers') };
}

/** The page once the check is over. */
async function checked({ get, send }: Desk, publication: string, language = 'en'): Promise<string> {
  placeOf(await send('publish/check', [['publication', publication]]));
  for (;;) {
    const page = await (await get(`publish?lang=${language}`)).text();
    if (!page.includes('data-progress')) return page;
    await aMoment();
  }
}

test('what was published is checked when somebody asks, and taken away as one file of the hash that is shown', async (t) => {
  const room = await published(t);
  const { get, publication } = room;
  assert.doesNotMatch(await (await get('publish')).text(), /Whole on/, 'nobody has asked yet');
  const page = await checked(room, publication);
  assert.match(page, /Whole on/);
  assert.match(page, /under the checkpoint over \d+ entries/);
  const [, after = ''] = page.split('SHA-256:');
  const shown = after.replaceAll(/<[^>]*>|\s/g, '').slice(0, 64);
  const answer = await get(`publish/${publication}.zip`);
  assert.equal(answer.headers.get('content-type'), 'application/zip');
  assert.match(answer.headers.get('content-disposition') ?? '', /filename="two-papers\.zip"/);
  const bytes = Buffer.from(await answer.arrayBuffer());
  assert.equal(String(bytes.length), answer.headers.get('content-length'));
  assert.equal(shown, sha256Of(bytes));
});

test('what was altered since is told file by file in the language of the page, and is not given', async (t) => {
  const room = await published(t);
  const { get, send, publication, place } = room;
  await writeFile(join(place, 'data/index.html'), '<p>other words</p>');
  const page = await checked(room, publication);
  assert.match(page, /was no longer what was given out/);
  assert.match(page, /data\/index\.html/);
  assert.doesNotMatch(page, /as one file \(zip\)/);
  for (const language of ['zh-Hans', 'ug']) {
    const told = await (await get(`publish?lang=${language}`)).text();
    assert.match(told, /data\/index\.html/);
    assert.doesNotMatch(told, /has another hash|is not what the list says|\{\w+\}/);
  }
  // Its files are small: the first piece holds all of them, so that the refusal can be told in words.
  assert.equal((await get(`publish/${publication}.zip`)).status, 409);
  await rename(place, `${place}-elsewhere`);
  await rename(`${place}-elsewhere`, join(room.folder, 'elsewhere'));
  assert.equal((await get(`publish/${publication}.zip`)).status, 404);
  assert.match(await checked(room, publication), /no longer in the folder of the case/);
  for (const fields of [
    [],
    [['publication', '../../x']],
    [
      ['publication', publication],
      ['publication', publication],
    ],
  ] as const) {
    // prettier-ignore
    assert.equal((await send('publish/check', fields)).status, 400);
  }
  assert.deepEqual(room.logged, []);
});
