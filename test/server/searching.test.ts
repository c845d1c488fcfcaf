import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { systemClock } from '../../src/base/clock.ts';
import type { Batches } from '../../src/desk/notebook-batches.ts';
import type { OpenCase } from '../../src/house.ts';
import { sha256Of } from '../../src/nouns/sha256.ts';
import { openNotebooks } from '../../src/server/notebooks.ts';
import { searchBatches } from '../../src/server/search-batches.ts';
import { temporaryFolder } from '../helpers/temporary.ts';
import { openApp } from './ask.ts';
import { DOCUMENT, fakeCase } from './fake-case.ts';

async function appWithNotebooks(t: TestContext, changes: Partial<OpenCase> = {}) {
  const logged: unknown[] = [];
  const notebooks = openNotebooks(await temporaryFolder(t), {
    clock: systemClock,
    log: (...line) => logged.push(line),
  });
  t.after(() => notebooks.close());
  return { ...(await openApp([fakeCase(changes)], notebooks)), notebooks, notebookLog: logged };
}

test('the address of a search asks the house for all that it says', async () => {
  const asked: unknown[] = [];
  const base = fakeCase();
  const { get } = await openApp([fakeCase({ search: (request) => (asked.push(request), base.search(request)) })]);
  const address =
    '/c/case-1/search?q=keys&sort=date&language=en&date=2015..2016&person=A%20B&folder=leak%2Fa&since=12&off=a%3Db&off=c&on=d&p=1';
  assert.equal((await get(address)).status, 200);
  assert.deepEqual(asked[0], {
    query: 'keys',
    sort: 'date',
    filters: { language: 'en', date: '2015..2016', person: 'A B', folder: 'leak/a', since: 12 },
    switches: { off: ['a=b', 'c'], on: ['d'] },
    limit: 20,
    offset: 0,
  });
});

test('numbers and orders that make no sense in an address count as left out', async () => {
  const { get } = await openApp();
  for (const odd of ['sort=odd', 'since=x', 'p=-3', 'p=99999999999', 'offset=1e9', 'since=', 'like=x', 'off=']) {
    assert.equal((await get(`/c/case-1/search?q=keys&${odd}`)).status, 200, odd);
  }
});

test('the whole list of a search comes as CSV, every hit with a link that opens on the words', async () => {
  const { get } = await openApp();
  const answer = await get('/c/case-1/search.csv?q=keys');
  assert.equal(answer.headers.get('content-type'), 'text/csv; charset=utf-8');
  assert.match(answer.headers.get('content-disposition') ?? '', /^attachment; filename="search\.csv"/);
  const bytes = new Uint8Array(await answer.arrayBuffer());
  assert.deepEqual(Array.from(bytes.subarray(0, 3)), [0xef, 0xbb, 0xbf]);
  const [head, line, end] = new TextDecoder().decode(bytes).split('\r\n');
  assert.equal(head, 'link,path,title,sha256,page,start,end,language,words,snippet');
  assert.equal(end, '');
  assert.ok(line?.includes('"leak/口头指示 ""17""/directive.pdf",Directive <17>,'));
  assert.ok(line?.endsWith(`,${DOCUMENT},2,36,57,en,keys,All keys are counted.`), line);
  const link = new URL(line?.split(',')[0] ?? '');
  assert.match(await (await get(link.pathname + link.search)).text(), /<mark class="mark-now" id="hit"/);
});

test('the whole list of a search comes as JSON', async () => {
  const { get } = await openApp();
  const answer: unknown = await (await get('/c/case-1/search.json?q=keys&offset=40')).json();
  assert.ok(typeof answer === 'object' && answer !== null && 'hits' in answer && 'complete' in answer);
  assert.ok(Array.isArray(answer.hits));
  assert.equal(answer.hits.length, 1);
  assert.equal(answer.complete, true);
});

test('a list that grows while it is written has no hit twice, and says that it may be short', async () => {
  const base = await fakeCase().search({ query: '', limit: 1, offset: 0 });
  const [hit] = base.hits;
  assert.ok(hit);
  const all = Array.from({ length: 1_500 }, (_, ordinal) => ({ ...hit, ordinal }));
  const { get } = await openApp([
    fakeCase({
      search: async ({ limit, offset }) =>
        offset === 0
          ? { ...base, total: 1_500, hits: all.slice(0, limit) }
          : { ...base, total: 1_502, hits: all.slice(offset - 2, offset + limit) },
    }),
  ]);
  const answer: unknown = await (await get('/c/case-1/search.json?q=keys')).json();
  assert.ok(typeof answer === 'object' && answer !== null && 'hits' in answer && 'complete' in answer);
  assert.ok(Array.isArray(answer.hits));
  assert.equal(answer.hits.length, 1_500);
  assert.equal(answer.complete, false);
});

test('a list that cannot be begun is a problem in words', async () => {
  const { get } = await openApp();
  assert.equal((await get('/c/other/search.csv?q=keys')).status, 404);
});

/** Documents a, b and c, in the order in which a list shows their hits. */
const LIST = ['a', 'a', 'b', 'a', 'b', 'c', 'b'].map((name) => sha256Of(name));
const STEPS = [
  { from: 0, way: 'after', to: 'b', rank: 2, why: 'over the second hit of the same document' },
  { from: 2, way: 'after', to: 'c', rank: 5, why: 'over documents that were shown before' },
  { from: 4, way: 'after', to: 'c', rank: 5, why: 'from a later hit too' },
  { from: 5, way: 'after', to: undefined, rank: 0, why: 'at the end' },
  { from: 5, way: 'before', to: 'b', rank: 2, why: 'back to where the document before first stood' },
  { from: 4, way: 'before', to: 'a', rank: 0, why: 'back from a later hit' },
  { from: 3, way: 'before', to: undefined, rank: 0, why: 'before the first' },
];
for (const { from, way, to, rank, why } of STEPS) {
  test(`from hit ${from} of a list to the document ${way} it: ${why}`, async () => {
    const base = await fakeCase().search({ query: '', limit: 1, offset: 0 });
    const hits = LIST.map((document) => Object.assign({}, base.hits[0], { document }));
    const search: OpenCase['search'] = async ({ limit, offset }) => ({
      ...base,
      hits: hits.slice(offset, offset + limit),
    });
    const { get } = await openApp([fakeCase({ search })]);
    const answer = await get(`/c/case-1/search/document?q=keys&sort=date&rank=${from}&way=${way}`);
    assert.equal(answer.status, 302);
    const { pathname, searchParams } = new URL(answer.headers.get('location') ?? '', 'http://x');
    if (to === undefined) assert.equal(pathname, '/c/case-1/search');
    else {
      assert.equal(pathname, `/c/case-1/d/${sha256Of(to)}`);
      assert.equal(searchParams.get('rank'), String(rank));
      assert.equal(searchParams.get('sort'), 'date');
    }
  });
}

test('passages like one are a search that can be edited; where there are none the page says so', async () => {
  const { get } = await openApp();
  const made = await get(`/c/case-1/d/${DOCUMENT}/like?at=36`);
  assert.equal(made.headers.get('location'), '/c/case-1/search?q=keys+OR+counted&like=made');
  const { get: other } = await openApp([fakeCase({ queryLike: async () => undefined })]);
  const none = await other(`/c/case-1/d/${DOCUMENT}/like?at=36`);
  assert.equal(none.headers.get('location'), '/c/case-1/search?like=none');
});

test('a search that somebody opens is in the history; one fetched while words are being written is not', async (t) => {
  const { get, send } = await appWithNotebooks(t);
  await get('/c/case-1/search?q=val', { 'sec-fetch-mode': 'cors', 'sec-fetch-site': 'same-origin' });
  await get('/c/case-1/search?q=valley&offset=40', { 'sec-fetch-mode': 'navigate', 'sec-fetch-site': 'same-origin' });
  await get(`/c/case-1/d/${DOCUMENT}?q=dam&rank=3`);
  await get(`/c/case-1/d/${DOCUMENT}?q=cited`);
  const page = await (await get('/c/case-1/searches')).text();
  assert.match(page, /href="\/c\/case-1\/search\?q=valley"/);
  assert.match(page, /href="\/c\/case-1\/search\?q=dam"/);
  assert.doesNotMatch(page, /q=val"|q=cited/);
  assert.equal((await send('/c/case-1/searches/forget', { id: 'all' })).status, 303);
  assert.doesNotMatch(await (await get('/c/case-1/searches')).text(), /q=valley|q=dam/);
});

test('a search is saved, shows what is new since the last look, and is thrown away', async (t) => {
  const base = fakeCase();
  const { get, send } = await appWithNotebooks(t, {
    indexedUpTo: async () => 77,
    search: async (request) => ({ ...(await base.search(request)), total: request.filters?.since === 77 ? 3 : 10 }),
  });
  const saved = await send('/c/case-1/searches/save', {
    asked: 'q=keys&since=4&offset=20&date=2017',
    name: ' My keys ',
  });
  assert.equal(saved.status, 303);
  assert.match(await (await get('/c/case-1/search?q=keys&date=2017')).text(), /saved as <bdi>My keys<\/bdi>/);
  const page = await (await get('/c/case-1/searches')).text();
  assert.match(page, /<b>3 new passages<\/b>/);
  const news = await get(/\/c\/case-1\/searches\/\d+/.exec(page)?.[0] ?? '');
  assert.equal(news.headers.get('location'), '/c/case-1/search?q=keys&date=2017&since=77');
  assert.equal((await send('/c/case-1/searches/seen', { id: '1' })).status, 303);
  assert.equal((await send('/c/case-1/searches/remove', { id: '1' })).status, 303);
  assert.doesNotMatch(await (await get('/c/case-1/searches')).text(), /My keys/);
});

test('a list is searched in the background, line by line, and its table comes as CSV', async (t) => {
  const { get, send } = await appWithNotebooks(t, {
    tally: async (queries) =>
      queries.map((query) =>
        query === '"(' ? { total: 0, documents: 0, notice: 'empty' as const } : { total: query.length, documents: 1 },
      ),
  });
  const started = await send('/c/case-1/lists', { list: 'abc\r\n"(', file: '\uFEFF=1+1\n', name: 'Three' });
  assert.equal(started.status, 303);
  assert.equal(started.headers.get('location'), '/c/case-1/lists/1');
  let page = '';
  do page = await (await get('/c/case-1/lists/1')).text();
  while (page.includes('data-progress'));
  assert.match(page, /Three/);
  const csv = await (await get('/c/case-1/lists/1.csv')).text();
  assert.deepEqual(csv.replace('\uFEFF', '').split('\r\n').slice(0, 4), [
    'line,query,passages,documents,notice,at',
    '1,abc,3,1,,',
    '2,"""(",0,0,empty,',
    "3,'=1+1,4,1,,",
  ]);
  assert.equal((await send('/c/case-1/lists/remove', { id: '1' })).status, 303);
  assert.equal((await get('/c/case-1/lists/1')).status, 404);
});

test('a list is searched with other spellings where that is asked for, in columns of their own', async (t) => {
  const { get, send } = await appWithNotebooks(t, {
    tally: async (queries, { spelled = false } = {}) =>
      queries.map(() => ({
        total: 2,
        documents: 1,
        ...(spelled && { spelled: { total: 5, documents: 3, spellings: ['Yarkand', '=莎车'] } }),
      })),
  });
  assert.equal((await send('/c/case-1/lists', { list: 'Shache', spelled: 'yes' })).status, 303);
  let page = '';
  do page = await (await get('/c/case-1/lists/1')).text();
  while (page.includes('data-progress'));
  assert.match(page, /<bdi[^>]*>Yarkand<\/bdi>/);
  assert.match(page, /<a href="\/c\/case-1\/search\?q=Shache">5<\/a>/);
  const csv = await (await get('/c/case-1/lists/1.csv')).text();
  assert.deepEqual(csv.replace('\uFEFF', '').split('\r\n').slice(0, 2), [
    'line,query,passages,documents,notice,at,passages_spelled,documents_spelled,spellings',
    '1,Shache,2,1,,,5,3,Yarkand | =莎车',
  ]);
  assert.equal((await send('/c/case-1/lists', { list: 'Shache', spelled: 'maybe' })).status, 400);
});

const REFUSED: readonly {
  readonly why: string;
  readonly path: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly status: number;
}[] = [
  { why: 'an empty list', path: 'lists', fields: { list: ' \n' }, status: 400 },
  { why: 'a list beyond fifty thousand lines', path: 'lists', fields: { list: 'a\n'.repeat(50_001) }, status: 400 },
  { why: 'a form of a megabyte', path: 'searches/save', fields: { asked: 'a'.repeat(1_000_000) }, status: 413 },
  { why: 'a form without its fields', path: 'searches/remove', fields: {}, status: 400 },
  { why: 'an id that is none', path: 'searches/forget', fields: { id: '1 OR 1' }, status: 400 },
  { why: 'a list that is not there', path: 'lists/turn', fields: { id: '9', state: 'gone' }, status: 400 },
  { why: 'a case that is not open', path: '../other/lists', fields: { list: 'a' }, status: 404 },
];
for (const { why, path, fields, status } of REFUSED) {
  test(`a form is refused with ${status}: ${why}`, async (t) => {
    const { send, logged } = await appWithNotebooks(t);
    const answer = await send(`/c/case-1/${path}`.replace('case-1/../', ''), fields);
    assert.equal(answer.status, status, await answer.text());
    assert.deepEqual(logged, []);
  });
}

test('a search goes on where nothing can be kept', async () => {
  const { get } = await openApp();
  assert.equal((await get('/c/case-1/search?q=keys')).status, 200);
  assert.equal((await get('/c/case-1/searches')).status, 404);
});

test('a history that cannot be written keeps nobody from searching', async (t) => {
  const logged: unknown[] = [];
  const notebooks = openNotebooks('/proc/nowhere/at/all', { clock: systemClock, log: () => undefined });
  t.after(() => notebooks.close());
  const { get, logged: ofApp } = await openApp([fakeCase()], notebooks);
  assert.equal((await get('/c/case-1/search?q=keys')).status, 200);
  assert.ok(ofApp.length > 0);
  assert.deepEqual(logged, []);
});

test('names are put together and taken apart by forms', async () => {
  const calls: unknown[] = [];
  const { get, send } = await openApp([
    fakeCase({
      aliases: async () => [
        { id: 'g1', names: ['莎车', 'Shache'], actor: 'A. Writer', at: '2026-01-01T00:00:00.000Z' },
      ],
      alias: async (names) => (calls.push(names), 'g2'),
      unalias: async (id) => void calls.push(id),
    }),
  ]);
  assert.match(await (await get('/c/case-1/spellings')).text(), /莎车/);
  assert.equal((await send('/c/case-1/spellings', { names: ' 莎车 \r\n\r\nYarkand' })).status, 303);
  assert.equal((await send('/c/case-1/spellings', { id: 'g1' })).status, 303);
  assert.deepEqual(calls, [['莎车', 'Yarkand'], 'g1']);
});

test('a list that breaks off says so; one whose case closes waits for the next time', async () => {
  for (const closing of [false, true]) {
    const ended = new AbortController();
    const turned: string[] = [];
    const batch = { id: 1, name: '', at: '', lines: 1, done: 0, state: 'running', spelled: false } as const;
    const batches: Pick<Batches, 'all' | 'waiting' | 'turn'> = {
      all: async () => (turned.length === 0 ? [batch] : []),
      waiting: async () => [{ line: 1, query: 'a' }],
      turn: async (_, state) => void turned.push(state),
    };
    const tally = async (): Promise<never> => {
      if (closing) ended.abort();
      throw new Error('the search index is closed');
    };
    await searchBatches({ tally }, batches as Batches, {
      log: () => undefined,
      signal: ended.signal,
    });
    assert.deepEqual(turned, closing ? [] : ['failed']);
  }
});
