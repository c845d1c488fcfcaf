import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Problem } from '../../src/base/problem.ts';
import { acceptedLanguage } from '../../src/server/language.ts';
import { assetNames, assetUrl } from '../../src/web/assets.ts';
import { openApp } from './ask.ts';
import { DOCUMENT, fakeCase } from './fake-case.ts';

const READER = `/c/case-1/d/${DOCUMENT}`;
const PAGES = [
  { why: 'the list of cases', path: '/', shows: 'Karasu &lt;script&gt;' },
  { why: 'a case', path: '/c/case-1/', shows: 'Karasu &lt;script&gt;' },
  { why: 'a case that stands still', path: '/c/case-1/?pause=1', shows: 'Karasu' },
  { why: 'the files', path: '/c/case-1/files', shows: 'directive.pdf' },
  { why: 'the unreadable files', path: '/c/case-1/files?outcome=unreadable&type=', shows: 'locked.zip' },
  { why: 'a stretch of files beyond the last', path: '/c/case-1/files?offset=999999', shows: 'directive.pdf' },
  { why: 'an offset that is no number', path: '/c/case-1/files?offset=x', shows: 'directive.pdf' },
  { why: 'a search not asked yet', path: '/c/case-1/search', shows: 'name="q"' },
  { why: 'a search', path: '/c/case-1/search?q=keys', shows: '<mark' },
  { why: 'a page of results beyond the last', path: '/c/case-1/search?q=keys&offset=4000', shows: '<mark' },
  { why: 'a search by odd words', path: '/c/case-1/search?q=%22(%00%F0%9F%98%80', shows: 'name="q"' },
  { why: 'the reader', path: READER, shows: 'Directive &lt;17&gt;' },
  { why: 'the reader at a hit', path: `${READER}?q=keys&hit=1`, shows: '<mark' },
  { why: 'a page beyond the last', path: `${READER}?page=900`, shows: 'keys are counted' },
  { why: 'a page that is no number', path: `${READER}?page=-1&zoom=7777&view=odd&hit=x`, shows: 'Directive' },
  { why: 'the line that leads to its near copies', path: READER, shows: '/copies">' },
  { why: 'near copies', path: `${READER}/copies`, shows: 'memo (1).docx' },
  { why: 'two documents compared', path: `${READER}/compare/${DOCUMENT}`, shows: '<del>&lt;b&gt;2,310' },
  { why: 'what is the same too', path: `${READER}/compare/${DOCUMENT}?all=1`, shows: 'Eleven villages' },
  { why: 'rows beyond the last', path: `${READER}/compare/${DOCUMENT}?offset=9000`, shows: '<del>' },
  { why: 'files without near copies', path: '/c/case-1/files?copies=hidden', shows: 'directive.pdf' },
  { why: 'a cited stretch', path: `${READER}?at=40-44`, shows: 'are counted' },
  { why: 'a stretch beyond the text', path: `${READER}?at=40-4400`, shows: 'Directive' },
];
for (const { why, path, shows } of PAGES) {
  test(`a page is shown: ${why}`, async () => {
    const { get } = await openApp();
    const answer = await get(path);
    const body = await answer.text();
    assert.equal(answer.status, 200, body.slice(0, 2_000));
    assert.equal(answer.headers.get('content-type'), 'text/html; charset=UTF-8');
    assert.ok(body.includes(shows), `${shows} is not in the page`);
    const head = await get(path, {}, 'HEAD');
    assert.equal(head.status, 200);
    assert.equal(await head.text(), '');
  });
}

const MISSING = [
  '/c/other/',
  '/c/other/files',
  '/c/case-1/d/0000',
  `${READER}/page/3.png`,
  `${READER}/page/0.png`,
  `${READER}/page/99999999999999999999.png`,
  `/c/case-1/d/${'0'.repeat(64)}/original`,
  '/c/case-1/d/x/original',
  '/c/case-1/d/x/copies',
  `${READER}/compare/${'0'.repeat(64)}`,
  '/c//',
];
for (const path of MISSING) {
  test(`a page says that nothing is at ${path.replace(DOCUMENT, 'SHA256')}`, async () => {
    const { get } = await openApp();
    const answer = await get(path);
    assert.equal(answer.status, 404);
    assert.match(await answer.text(), /<h1>/);
  });
}

test('an outcome that does not exist is a problem with a remedy', async () => {
  const { get } = await openApp();
  const answer = await get('/c/case-1/files?outcome=lost');
  assert.equal(answer.status, 400);
  assert.match(await answer.text(), /outcome.*Follow a link/s);
});

test('a case without the slash and a document by its beginning are sent to their one address', async () => {
  const { get } = await openApp();
  assert.equal((await get('/c/case-1')).headers.get('location'), '/c/case-1/');
  const byBeginning = await get(`/c/case-1/d/${DOCUMENT.slice(0, 8)}?q=keys`);
  assert.equal(byBeginning.headers.get('location'), `${READER}?q=keys`);
});

test('a Problem is shown with its remedy, a bug with a report number and nothing of itself', async () => {
  const problem = new Problem('case-damaged', 'The records are damaged.', {
    remedy: 'Rebuild it.',
    cause: new Error('row'),
  });
  const told = await openApp([fakeCase({ status: () => Promise.reject(problem) })]);
  for (const path of ['/c/case-1/', '/api/cases/case-1']) {
    const answer = await told.get(path);
    assert.equal(answer.status, 500);
    assert.match(await answer.text(), /The records are damaged\..*Rebuild it\./s);
  }
  assert.equal(told.logged.length, 2, 'the cause is for the log');

  const broken = await openApp([fakeCase({ status: () => Promise.reject(new Error('secret words')) })]);
  for (const path of ['/', '/c/case-1/', '/api/cases']) {
    const answer = await broken.get(path);
    const body = await answer.text();
    assert.equal(answer.status, 500);
    assert.doesNotMatch(body, /secret|Error:|\.ts/);
    const [report] = /2026-02-03-[0-9a-f]{8}/.exec(body) ?? [];
    assert.ok(report, 'a report number');
    assert.match(String(broken.logged.at(-1)), new RegExp(report));
  }
});

test('the language is the one asked for, then the one kept, then the one the browser accepts', async () => {
  const { get, cookie } = await openApp();
  const languageOf = async (answer: Response): Promise<string | undefined> =>
    /<html lang="([^"]+)"/.exec(await answer.text())?.[1];
  assert.equal(await languageOf(await get('/')), 'en');
  assert.equal(await languageOf(await get('/', { 'accept-language': 'de, zh-CN;q=0.9, en;q=0.8' })), 'zh-Hans');
  const asked = await get('/?lang=ug', { 'accept-language': 'zh' });
  const kept = asked.headers
    .getSetCookie()
    .map((line) => line.split(';', 1)[0])
    .join('; ');
  assert.equal(kept, 'touchstone-language=ug');
  assert.equal(await languageOf(asked), 'ug');
  assert.equal(await languageOf(await get('/', { cookie: `${cookie}; ${kept}` })), 'ug');
  assert.equal(await languageOf(await get('/?lang=tlh')), 'en');
});

const ACCEPTED = [
  { why: 'nothing said', header: '', expect: 'en' },
  { why: 'the first of equals', header: 'ug, zh', expect: 'ug' },
  { why: 'weights outrank order', header: 'en;q=0.5, ug;q=0.9', expect: 'ug' },
  { why: 'a weight of zero refuses', header: 'zh;q=0', expect: 'en' },
  { why: 'any Chinese is nearer than none', header: 'zh-Hant-TW', expect: 'zh-Hans' },
  { why: 'rubbish', header: ';;,q=1,*;q=x', expect: 'en' },
] as const;
for (const { why, header, expect } of ACCEPTED) {
  test(`acceptedLanguage: ${why} → ${expect}`, () => assert.equal(acceptedLanguage(header), expect));
}

test('assets need no cookie, may be kept for good, and live at one address only', async () => {
  const { ask } = await openApp();
  assert.ok(assetNames().length > 0);
  const answer = await ask(assetUrl('look.css'));
  assert.equal(answer.status, 200);
  assert.equal(answer.headers.get('cache-control'), 'public, max-age=31536000, immutable');
  assert.equal(answer.headers.get('x-content-type-options'), 'nosniff');
  assert.equal((await ask('/assets/0000000000000000/look.css')).status, 404);
});
