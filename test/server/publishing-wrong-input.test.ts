import assert from 'node:assert/strict';
import { mkdir, readdir, rm, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { parseDraft } from '../../src/publishing/profile.ts';
import { desk, ended, placeOf, SAVED, type Desk } from './publishing-desk.ts';

const OTHER = 'ab'.repeat(32); // a document of another case
const NOBODY = '0123456789abcdef'; // a draft that is not there
const JPEG = Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0, 1);

type Fields = readonly (readonly [string, string])[];

/** Refused, in words, with what to do; nothing broke, and the drafts are as they were. */
async function refused(room: Desk, answer: Response, why: string, status?: number): Promise<void> {
  const text = await answer.text();
  assert.ok(status === undefined ? answer.status >= 400 && answer.status < 500 : answer.status === status, why);
  assert.match(text, /<html lang="en"/, why);
  assert.match(text, /role="alert"|<main/, why);
  assert.doesNotMatch(text, /Something broke/, why);
  assert.deepEqual(room.logged.filter((line) => /failed/.test(String(line))), [], why); // prettier-ignore
}

test('whatever is sent to the pages of a publication, it is refused in words and no draft is lost', async (t) => {
  const room = await desk(t);
  const { opened, send } = room;
  const draft = placeOf(await send('publish/new', [['title', 'Two papers']]));
  placeOf(await send(`${draft}/documents`, [['do', 'all']]));
  placeOf(await send(`${draft}/save`, [...SAVED, ['withheld', 'Meryem']]));
  const [document] = (await opened.publishable({ limit: 1, offset: 0 })).documents;
  assert.ok(document);
  const about = `${draft}/documents/${document.sha256}`;
  const [nobody] = [draft.replace(/[0-9a-f]{16}$/, NOBODY)];
  const wrong: readonly { readonly path: string; readonly fields: Fields; readonly why: string }[] = [
    { path: 'publish/new', fields: [], why: 'no title at all' },
    { path: 'publish/new', fields: [['title', 'a'], ['title', 'b']], why: 'two titles' }, // prettier-ignore
    { path: 'publish/new', fields: [['title', 'x'.repeat(501)]], why: 'a title that is too long' },
    { path: 'publish/new', fields: [['title', 'x'.repeat(100_000)]], why: 'a title of 100 KB' },
    { path: 'publish/new', fields: [['title', 'paper\u{202E}fdp']], why: 'a title that turns what stands after it' },
    { path: 'publish/new', fields: [['title', 'a\u{0}b']], why: 'a control in a title' },
    { path: 'publish/new', fields: [['title', 'a\u{2028}b']], why: 'a line end in a title' },
    { path: `${draft}/save`, fields: [], why: 'no field' },
    { path: `${draft}/save`, fields: [...SAVED, ['language', 'de']], why: 'two languages' },
    { path: `${draft}/save`, fields: [['title', 'T'], ['language', 'de'], ['claims', 'none']], why: 'a language that is not spoken' }, // prettier-ignore
    { path: `${draft}/save`, fields: [['title', 'T'], ['language', 'en'], ['claims', 'every']], why: 'claims of no kind' }, // prettier-ignore
    { path: `${draft}/save`, fields: [...SAVED, ['publisher', '\u{2066}X']], why: 'a publisher that turns the line' },
    { path: `${draft}/save`, fields: [...SAVED, ['withheld', '...']], why: 'a word without a letter' },
    { path: `${draft}/save`, fields: [...SAVED, ['withheld', 'y'.repeat(501)]], why: 'a word that is too long' },
    {
      path: `${draft}/save`,
      fields: [...SAVED, ['url', 'https://example.org/x']],
      why: 'an address without its stroke',
    },
    { path: `${draft}/save`, fields: [...SAVED, ['day', 'yesterday']], why: 'a day that is none' },
    { path: `${draft}/save`, fields: [...SAVED, ['recognise', 'perhaps']], why: 'neither yes nor no' },
    { path: `${draft}/save`, fields: [...SAVED, ['next', 'elsewhere']], why: 'a way that leads nowhere' },
    { path: `${nobody}/save`, fields: SAVED, why: 'a draft that is not there' },
    { path: `${nobody}/prepare`, fields: [], why: 'preparing what is not there' },
    { path: `${nobody}/publish`, fields: [['publication', NOBODY], ['looked', 'yes']], why: 'signing what is not there' }, // prettier-ignore
    { path: `${draft}/publish`, fields: [['publication', NOBODY], ['looked', 'yes']], why: 'nothing is prepared' }, // prettier-ignore
    { path: `${draft}/publish`, fields: [], why: 'nothing is named' },
    { path: `${draft}/documents`, fields: [['do', 'everything']], why: 'no such choice' },
    { path: `${draft}/documents`, fields: [['shown', OTHER], ['document', OTHER]], why: 'a document of another case' }, // prettier-ignore
    { path: `${draft}/documents/${OTHER}`, fields: [['title', 'T']], why: 'the same by its address' },
    { path: `${draft}/documents/none`, fields: [['title', 'T']], why: 'no document' },
    { path: about, fields: [['title', 'z'.repeat(501)]], why: 'its title is too long' },
    { path: about, fields: [['title', 'a\u{202D}b']], why: 'its title turns the line' },
    { path: about, fields: [['pages', '2-1']], why: 'pages that run backwards' },
    { path: about, fields: [['pages', '1-999999999999']], why: 'pages without end' },
    { path: about, fields: [['metadata', 'a\u{7}b']], why: 'a field with a control in its name' },
    { path: `${draft}/claims`, fields: [['shown', 'x'], ['claim', 'x']], why: 'no such claim' }, // prettier-ignore
    { path: `${draft}/claims`, fields: [['shown', '\u{0}'], ['claim', '\u{0}']], why: 'a claim that no file could hold' }, // prettier-ignore
  ];
  const before = await opened.drafts();
  for (const { path, fields, why } of wrong) await refused(room, await send(path, fields), why);
  assert.deepEqual(await opened.drafts(), before);
  for (const lang of ['zh-Hans', 'ug']) {
    const answer = await send(`publish/new?lang=${lang}`, [['title', 'x'.repeat(501)]]);
    assert.doesNotMatch(await answer.text(), /A field of the profile|Shorten it/, 'told in the language of the page');
  }
  const typed = await send(`${draft}/save`, [...SAVED, ['withheld', 'Halmurat\n...']]);
  assert.match(await typed.text(), /Halmurat/, 'what was typed stays in the form');
  const titled = await send(about, [['title', `${'z'.repeat(500)}!`]]);
  assert.match(await titled.text(), /z{500}!/, 'here too');
});

test('a request of another origin, a link that was merely followed and a stranger change nothing', async (t) => {
  const room = await desk(t);
  const draft = placeOf(await room.send('publish/new', [['title', 'T']]));
  const before = await room.opened.drafts();
  const paths = ['publish/new', 'publish/load', 'stamps/request', 'stamps/bring', 'stamps/check'];
  const own = ['save', 'remove', 'prepare', 'stop', 'publish', 'documents', 'claims'].map((name) => `${draft}/${name}`);
  for (const path of [...paths, ...own]) {
    for (const headers of [
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { origin: 'https://example.org' },
    ]) {
      assert.equal((await room.upload(path, new FormData(), headers)).status, 403, path);
    }
    assert.equal((await room.upload(path, new FormData(), { cookie: '' })).status, 401, path);
  }
  assert.deepEqual(await room.opened.drafts(), before);
});

test('a file that is no profile is told as that, however large it is, and one that names a document twice', async (t) => {
  const room = await desk(t);
  const { opened, upload } = room;
  const [document] = (await opened.publishable({ limit: 1, offset: 0 })).documents;
  assert.ok(document);
  const twice = { format: 'touchstone/profile', version: 1, title: 'T' };
  const { path, sha256 } = document;
  const files: readonly {
    readonly bytes: Uint8Array<ArrayBuffer> | string;
    readonly why: string;
    readonly status: number;
  }[] = [
    { bytes: '', why: 'an empty file', status: 400 },
    { bytes: JPEG, why: 'a picture', status: 400 },
    { bytes: '['.repeat(1_000_000), why: 'brackets without end', status: 400 },
    { bytes: JSON.stringify({ ...twice, title: '\u{D800}' }), why: 'half a letter', status: 400 },
    {
      bytes: JSON.stringify({ ...twice, documents: [{ document: path }, { document: path }] }),
      why: 'a path twice',
      status: 400,
    },
    {
      bytes: JSON.stringify({
        ...twice,
        documents: [
          { document: path, title: 'A' },
          { document: sha256, title: 'B' },
        ],
      }),
      why: 'a path and its hash',
      status: 400,
    },
    { bytes: new Uint8Array(100_000_000), why: '100 MB', status: 413 },
  ];
  for (const { bytes, why, status } of files) {
    const body = new FormData();
    body.append('profile', new File([bytes], 'profile.json'));
    await refused(room, await upload('publish/load', body), why, status);
  }
  const none = new FormData();
  none.append('profile', 'no file');
  await refused(room, await upload('publish/load', none), 'words in place of a file', 400);
  assert.deepEqual(await opened.drafts(), []);
});

test('a page that was opened before another one was kept does not undo it, and loses no withheld word', async (t) => {
  const { opened, get, send } = await desk(t);
  const draft = placeOf(await send('publish/new', [['title', 'T']]));
  const seenOn = async (): Promise<readonly [string, string]> => [
    'seen',
    /name="seen" value="([0-9a-f]{16})"/.exec(await (await get(draft)).text())?.[1] ?? '',
  ];
  const old = await seenOn();
  placeOf(await send(`${draft}/save`, [...SAVED, ['withheld', 'Meryem'], old]));
  placeOf(await send(`${draft}/save`, [...SAVED, ['withheld', 'Meryem'], old])); // the same button, pressed twice
  placeOf(await send(`${draft}/documents`, [['do', 'all']])); // other pages do not stand in the way of this one
  const stale = await send(`${draft}/save`, [...SAVED, ['withheld', 'Halmurat'], old, ['next', 'prepare']]);
  assert.equal(stale.status, 400);
  const shown = await stale.text();
  assert.match(shown, /changed on another page/);
  assert.match(shown, />\s*Halmurat\nMeryem</, 'both words stand in the form');
  const [kept] = await opened.drafts();
  assert.deepEqual(kept?.profile.withheld, ['Meryem'], 'nothing was kept');
  placeOf(await send(`${draft}/save`, [...SAVED, ['withheld', 'Halmurat\nMeryem'], await seenOn()]));
  assert.deepEqual((await opened.drafts())[0]?.profile.withheld, ['Halmurat', 'Meryem']);
});

test('two pages that are sent at the same moment are both kept', async (t) => {
  const { opened, send } = await desk(t);
  const draft = placeOf(await send('publish/new', [['title', 'T']]));
  const { documents } = await opened.publishable({ limit: 9, offset: 0 });
  await Promise.all([
    ...documents.map(({ sha256 }) => send(`${draft}/documents`, [['shown', sha256], ['document', sha256]])), // prettier-ignore
    send(`${draft}/save`, [...SAVED, ['withheld', 'Meryem']]),
  ]);
  const [kept] = await opened.drafts();
  assert.equal(kept?.profile.documents.length, 2);
  assert.deepEqual(kept?.profile.withheld, ['Meryem']);
});

test('a button that is pressed twice prepares once and signs once', async (t) => {
  const room = await desk(t);
  const { opened, get, send, folder } = room;
  const draft = placeOf(await send('publish/new', [['title', 'Twice']]));
  placeOf(await send(`${draft}/prepare`));
  assert.equal(await ended(room), 'failed');
  assert.match(await (await get(`${draft}/run`)).text(), /There is no document to publish/);
  placeOf(await send(`${draft}/documents`, [['do', 'all']]));
  for (const answer of await Promise.all([send(`${draft}/prepare`), send(`${draft}/prepare`)])) placeOf(answer);
  assert.equal(await ended(room), 'ready');
  assert.equal((await readdir(join(folder, 'exports'))).length, 1);
  const ready = await (await get(`${draft}/run`)).text();
  const publication = /name="publication" value="([0-9a-f]{16})"/.exec(ready)?.[1] ?? assert.fail(ready);
  const sign: Fields = [['publication', publication], ['looked', 'yes']]; // prettier-ignore
  for (const answer of await Promise.all([send(`${draft}/publish`, sign), send(`${draft}/publish`, sign)]))
    placeOf(answer);
  await send(`${draft}/stop`);
  assert.deepEqual(await readdir(join(folder, 'exports')), ['twice']);
  assert.equal((await opened.publications()).length, 1);
  await refused(
    room,
    await send(`${draft}/publish`, sign),
    'a page that was come back to: nothing is prepared any more',
  );
  assert.equal((await get(`${draft}/run`)).status, 302);
});

test('what is being signed is not taken away', async (t) => {
  const room = await desk(t);
  const { opened, runs, get, send, folder } = room;
  const draft = placeOf(await send('publish/new', [['title', 'Signed']]));
  placeOf(await send(`${draft}/documents`, [['do', 'all']]));
  placeOf(await send(`${draft}/prepare`));
  assert.equal(await ended(room), 'ready');
  const ready = await (await get(`${draft}/run`)).text();
  const publication = /name="publication" value="([0-9a-f]{16})"/.exec(ready)?.[1] ?? assert.fail(ready);
  // Asked of the runs themselves: which of two requests to a server comes first is chance.
  await Promise.all([runs.publish(opened.id, publication), runs.stop(opened.id)]);
  assert.deepEqual(await readdir(join(folder, 'exports')), ['signed']);
  assert.equal((await opened.publications()).length, 1);
});

test('what could not be given its name is signed for once, however often it is tried', async (t) => {
  const room = await desk(t);
  const { opened, get, send, folder } = room;
  const draft = placeOf(await send('publish/new', [['title', 'Late']]));
  placeOf(await send(`${draft}/documents`, [['do', 'all']]));
  placeOf(await send(`${draft}/prepare`));
  assert.equal(await ended(room), 'ready');
  const ready = await (await get(`${draft}/run`)).text();
  const publication = /name="publication" value="([0-9a-f]{16})"/.exec(ready)?.[1] ?? assert.fail(ready);
  const sign: Fields = [['publication', publication], ['looked', 'yes']]; // prettier-ignore
  await mkdir(join(folder, 'exports/late')); // somebody else was quicker
  for (const _ of [1, 2]) {
    const answer = await send(`${draft}/publish`, sign);
    assert.match(await answer.clone().text(), /There is something at the place/);
    await refused(room, answer, 'the place is taken');
  }
  await rmdir(join(folder, 'exports/late'));
  placeOf(await send(`${draft}/publish`, sign));
  assert.equal((await opened.publications()).length, 1);
});

test('while one publication is prepared another draft is kept and told to wait', async (t) => {
  const room = await desk(t);
  const { opened, send } = room;
  const one = placeOf(await send('publish/new', [['title', 'One']]));
  const other = placeOf(await send('publish/new', [['title', 'Other']]));
  for (const draft of [one, other]) placeOf(await send(`${draft}/documents`, [['do', 'all']]));
  placeOf(await send(`${one}/prepare`));
  const answer = await send(`${other}/save`, [...SAVED, ['withheld', 'Meryem'], ['next', 'prepare']]);
  const text = await answer.text();
  assert.equal(answer.status, 400);
  assert.match(text, /The draft was kept\./);
  assert.match(text, /is being prepared already/);
  const kept = (await opened.drafts()).find(({ id }) => other.endsWith(id));
  assert.deepEqual(kept?.profile.withheld, ['Meryem']);
  await ended(room);
});

test('documents that the case does not have are told with the draft, and can be left out', async (t) => {
  const { opened, get, send } = await desk(t);
  const { documents } = await opened.publishable({ limit: 1, offset: 0 });
  const named = [...documents.map(({ sha256 }) => sha256), OTHER, 'leak/gone.txt'].map((document) => ({ document }));
  const text = JSON.stringify({ format: 'touchstone/profile', version: 1, title: 'T', documents: named });
  const id = await opened.keepDraft(parseDraft(text));
  assert.match(await (await get(`publish/${id}`)).text(), /2 documents of this draft cannot be published/);
  placeOf(await send(`publish/${id}/documents`, [['do', 'known']]));
  assert.equal((await opened.draft(id))?.profile.documents.length, 1);
  assert.doesNotMatch(await (await get(`publish/${id}`)).text(), /cannot be published/);
});

test('a draft that is thrown away on another page is told as gone on this one', async (t) => {
  const room = await desk(t);
  const { get, send, folder } = room;
  const draft = placeOf(await send('publish/new', [['title', 'T']]));
  placeOf(await send(`${draft}/remove`));
  for (const path of ['save', 'documents', 'claims', 'prepare', 'stop', 'remove', 'publish']) {
    await refused(room, await send(`${draft}/${path}`, SAVED), path);
  }
  for (const path of ['', '/documents', '/claims', '/run', '/profile.json', '/package/index.html']) {
    assert.equal((await get(`${draft}${path}`)).status, 404, path);
  }
  await rm(join(folder, 'drafts'), { recursive: true });
  assert.equal((await get('publish')).status, 200);
});
