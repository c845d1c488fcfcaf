import assert from 'node:assert/strict';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { textPdf } from '../../scripts/text-pdf.ts';
import { checkPackage } from '../../src/publishing/check-package.ts';
import { readAll } from '../helpers/temporary-case.ts';
import { desk, ended, placeOf, SAVED } from './publishing-desk.ts';

test('a publication is put together, stopped by a withheld word, put right, looked at, signed and written', async (t) => {
  const room = await desk(t);
  const { opened, get, send } = room;
  const draft = placeOf(await send('publish/new', [['title', '<b>Two papers']]));
  const [letter, list] = (await opened.publishable({ limit: 9, offset: 0 })).documents;
  assert.ok(letter && list);

  assert.match(await (await get(draft)).text(), /disabled/, 'nothing is chosen yet, so nothing can be prepared');
  placeOf(await send(`${draft}/documents`, [['do', 'all']]));
  const unticked = [letter, list].map(({ sha256 }) => ['shown', sha256] as const);
  placeOf(await send(`${draft}/documents`, [['do', 'keep'], ...unticked, ['document', letter.sha256]]));
  const about = `${draft}/documents/${letter.sha256}`;
  placeOf(
    await send(about, [
      ['title', 'A letter'],
      ['pages', ''],
    ]),
  );
  assert.match(await (await get(`${draft}/documents?only=chosen`)).text(), /A letter/);

  const run = placeOf(await send(`${draft}/save`, [...SAVED, ['withheld', 'Karasu\n'], ['next', 'prepare']]));
  assert.equal(await ended(room), 'ready');
  const stopped = await (await get(run)).text();
  assert.match(stopped, /Words to be withheld|A word to be withheld/);
  assert.match(stopped, new RegExp(`/d/${letter.sha256}\\?page=1`), 'the finding leads to its page');
  assert.doesNotMatch(stopped, /name="looked"/, 'what is stopped cannot be signed');

  placeOf(await send(`${draft}/save`, [...SAVED, ['withheld', 'Meryem'], ['next', '']]));
  assert.match(await (await get(run)).text(), /The draft was changed since/);
  placeOf(await send(`${draft}/prepare`));
  assert.equal(await ended(room), 'ready');
  assert.deepEqual(
    await readdir(join(room.folder, 'exports')).then((names) => names.filter((name) => !name.includes('.part-'))),
    [],
  );
  const ready = await (await get(run)).text();
  const publication = /name="publication" value="([0-9a-f]{16})"/.exec(ready)?.[1] ?? assert.fail(ready);
  const seen = await get(`${draft}/package/index.html`);
  assert.match(await seen.text(), /A letter/, 'the package can be read before it is signed');
  assert.equal((await get(`${draft}/package/..%2f..%2f..%2fcase.json`)).status, 404);

  assert.equal((await send(`${draft}/publish`, [['publication', publication]])).status, 400, 'nobody has looked');
  assert.equal(
    (
      await send(`${draft}/publish`, [
        ['publication', '0'.repeat(16)],
        ['looked', 'yes'],
      ])
    ).status,
    400,
  );
  placeOf(
    await send(`${draft}/publish`, [
      ['publication', publication],
      ['looked', 'yes'],
    ]),
  );
  const place = join(room.folder, 'exports', 'two-papers');
  const done = await (await get(run)).text();
  assert.ok(done.includes(place));
  assert.match(done, /touchstone\.invalid\/log\/[0-9a-f]{32}\+[0-9a-f]{8}\+/, 'the key that readers compare');
  assert.deepEqual((await checkPackage(place)).faults, []);
  const [report] = await opened.publications();
  assert.deepEqual(
    { ...report, seq: 0, at: '', size: undefined },
    {
      seq: 0,
      at: '',
      actor: 'A. Archivist',
      publication,
      title: 'Two papers',
      counts: { documents: 1, pages: 1, claims: 0 },
      place,
      size: undefined,
    },
  );
  assert.ok((report?.size?.files ?? 0) > 20);
  assert.ok((await (await get('publish')).text()).includes(publication));
});

test('what is prepared and not signed is taken away when it is stopped, thrown away, or the server ends', async (t) => {
  const room = await desk(t);
  const { opened, send, runs, folder } = room;
  const left = async (): Promise<readonly string[]> => readdir(join(folder, 'exports'));
  const draft = placeOf(await send('publish/new', [['title', 'T']]));
  placeOf(await send(`${draft}/documents`, [['do', 'all']]));
  for (const end of [() => send(`${draft}/stop`), async () => runs.close(), () => send(`${draft}/remove`)]) {
    placeOf(await send(`${draft}/prepare`));
    assert.equal(await ended(room), 'ready');
    assert.equal((await left()).length, 1);
    await end();
    assert.deepEqual(await left(), []);
    assert.equal(runs.of(opened.id), undefined);
  }
  assert.deepEqual(await opened.drafts(), []);
  assert.deepEqual(await opened.publications(), []);
});

test('a draft is a profile: it can be taken away and brought back, and what makes no sense is told and not kept', async (t) => {
  const { opened, get, send } = await desk(t);
  const draft = placeOf(await send('publish/new', [['title', 'T']]));
  const wrong: readonly {
    readonly path: string;
    readonly fields: readonly (readonly [string, string])[];
    readonly why: string;
  }[] = [
    { path: 'publish/new', fields: [['title', '  ']], why: 'no title' },
    { path: `${draft}/save`, fields: [...SAVED, ['url', 'ftp://example.org/']], why: 'no address of the web' },
    { path: `${draft}/save`, fields: [...SAVED, ['day', '2024-13-01']], why: 'no day' },
  ];
  const before = await opened.drafts();
  for (const { path, fields, why } of wrong) assert.equal((await send(path, fields)).status, 400, why);
  assert.deepEqual(await opened.drafts(), before);

  const [document] = (await opened.publishable({ limit: 1, offset: 0 })).documents;
  assert.ok(document);
  placeOf(await send(`${draft}/save`, [...SAVED, ['withheld', 'a\r\nb\r\na'], ['sources', ' The Courier ']]));
  const text = await (await get(`${draft}/profile.json`)).text();
  assert.deepEqual(JSON.parse(text).withheld, ['a', 'b']);
  assert.deepEqual(JSON.parse(text).sources, ['The Courier']);
  assert.equal((await get('publish/0123456789abcdef')).status, 404);
  assert.equal((await get(`${draft}/run`)).status, 302, 'nothing was prepared');
});

test('every page of a publication stands in every language, with names as long as they come', async (t) => {
  const { opened, get, send } = await desk(t);
  const long = `${'Very long '.repeat(40)}title`;
  const draft = placeOf(await send('publish/new', [['title', long]]));
  placeOf(await send(`${draft}/documents`, [['do', 'all']]));
  const [document] = (await opened.publishable({ limit: 1, offset: 0 })).documents;
  for (const page of [
    'publish',
    draft,
    `${draft}/documents`,
    `${draft}/documents/${document?.sha256}`,
    `${draft}/claims`,
  ]) {
    for (const lang of ['en', 'zh-Hans', 'ug']) {
      const answer = await get(`${page}?lang=${lang}`);
      assert.equal(answer.status, 200, page);
      const html = await answer.text();
      assert.match(html, new RegExp(`<html lang="${lang}"`));
      assert.doesNotMatch(html, /\{\w+\}/, 'no blank is left open');
    }
  }
});

test('single pages are left out and taken in again by their small pictures, beside what is typed', async (t) => {
  const { opened, get, send, folder } = await desk(t);
  await writeFile(join(folder, '../three.pdf'), textPdf(['First words.', 'Second words.', 'Third words.']));
  await opened.receive([join(folder, '../three.pdf')], {});
  await readAll(opened);
  const draft = placeOf(await send('publish/new', [['title', 'T']]));
  const three = await opened.document('three.pdf');
  assert.ok(three);
  const about = `${draft}/documents/${three.sha256}`;
  const kept = async (): Promise<unknown> => {
    const [first] = (await opened.drafts())[0]?.profile.documents ?? [];
    return typeof first === 'string' ? first : (first?.pages ?? 'all');
  };
  const steps: readonly { readonly sent: Parameters<typeof send>[1]; readonly pages: unknown; readonly why: string }[] =
    [
      { sent: [['leave', '2']], pages: [1, 3], why: 'one of all' },
      {
        sent: [
          ['pages', '1, 3'],
          ['take', '2'],
        ],
        pages: 'all',
        why: 'taken in again',
      },
      {
        sent: [
          ['pages', '1-2'],
          ['leave', '1'],
          ['take', '3'],
        ],
        pages: [2, 3],
        why: 'both beside what is typed',
      },
      {
        sent: [
          ['leave', '9'],
          ['leave', 'x'],
        ],
        pages: 'all',
        why: 'pages that it does not have',
      },
    ];
  for (const { sent, pages, why } of steps) {
    placeOf(await send(about, sent));
    assert.deepEqual(await kept(), pages, why);
  }
  const none = await send(about, [['leave', '1'], ['leave', '2'], ['leave', '3']]); // prettier-ignore
  assert.equal(none.status, 400, 'no page would be left');

  const before = await (await get(about)).text();
  assert.doesNotMatch(before, /<img/, 'nothing is drawn by looking at the page');
  assert.match(before, /Second words\./, 'its words stand in for a picture');
  await opened.pagePicture(three.sha256, 2);
  assert.match(await (await get(about)).text(), /<img\s+src="[^"]*\/2\.png"[^>]*loading="lazy"/);
  assert.equal((await (await get(`${about}?pictures=all`)).text()).split('<img').length, 4);
  const list = await (await get(`${draft}/documents`)).text();
  assert.match(list, /<img\s+class="small-page"[^>]*\/2\.png"/);
  assert.match(list, /small-words[^>]*>The letter says/, 'a text without pages begins with its words');
});
