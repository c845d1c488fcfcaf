import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openSession } from '../../src/server/session.ts';
import { HOST, openApp } from './ask.ts';
import { DOCUMENT } from './fake-case.ts';

const SAME = { 'sec-fetch-site': 'same-origin' };
const LINK = { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' };

const REQUESTS = [
  { why: 'the printed host', headers: {}, status: 200 },
  { why: 'localhost means the same machine', headers: { host: 'localhost:4117' }, status: 200 },
  { why: 'a name that was rebound to this machine', headers: { host: 'evil.example:4117' }, status: 403 },
  { why: 'a host that only begins like ours', headers: { host: '127.0.0.1.evil.example' }, status: 403 },
  { why: 'a host with a user part', headers: { host: 'x@127.0.0.1:4117' }, status: 403 },
  { why: 'no host at all', headers: { host: '' }, status: 403 },
  { why: 'our own page asks', headers: { ...SAME, origin: `http://${HOST}` }, status: 200 },
  { why: 'a page of another site asks', headers: { origin: 'https://evil.example' }, status: 403 },
  { why: 'a page that hides its origin asks', headers: { origin: 'null' }, status: 403 },
  { why: 'a page of another port asks', headers: { 'sec-fetch-site': 'same-site' }, status: 403 },
  {
    why: 'a picture in a page of another site',
    headers: { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' },
    status: 403,
  },
  {
    why: 'a frame in a page of another site',
    headers: { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'iframe' },
    status: 403,
  },
  { why: 'a link from a page of another site', headers: { 'sec-fetch-site': 'cross-site', ...LINK }, status: 200 },
  { why: 'a link to the API', path: '/api/cases', headers: { 'sec-fetch-site': 'cross-site', ...LINK }, status: 403 },
  { why: 'an escape that is not UTF-8', path: '/c/%FF/', headers: {}, status: 400 },
  { why: 'a lone percent sign', path: '/c/case-1/search?q=100%', headers: {}, status: 400 },
  { why: 'an address of a megabyte', path: `/c/case-1/search?q=${'a'.repeat(1_000_000)}`, headers: {}, status: 414 },
  { why: 'the same for the API', path: `/api/cases?q=${'a'.repeat(1_000_000)}`, headers: {}, status: 414 },
  { why: 'a way out of the folder', path: '/assets/x/..%2f..%2fpackage.json', headers: {}, status: 404 },
  { why: 'dots in the path', path: '/c/../../etc/passwd', headers: {}, status: 404 },
  { why: 'a backslash and a zero', path: '/c/case-1/d/%5C..%00', headers: {}, status: 404 },
  { why: 'an unknown page', path: '/nowhere', headers: {}, status: 404 },
  { why: 'an unknown call', path: '/api/nothing', headers: {}, status: 404 },
] as const;

for (const { why, status, headers, ...request } of REQUESTS) {
  const path = 'path' in request ? request.path : '/';
  test(`a request is answered ${status}: ${why}`, async () => {
    const { get, logged } = await openApp();
    const answer = await get(path, headers);
    assert.equal(answer.status, status);
    const body = await answer.text();
    assert.doesNotMatch(body, /\bat .*\.[jt]s:\d|node_modules/, 'no stack');
    assert.deepEqual(logged, []);
    if (path.startsWith('/api')) assert.equal(JSON.parse(body).status, status);
  });
}

for (const method of ['PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'BREW']) {
  test(`${method} is refused, with the methods that are allowed`, async () => {
    const { app, cookie } = await openApp();
    // fetch() itself refuses to say TRACE; a server hears it all the same.
    const request = new Request(`http://${HOST}/c/case-1/`, { headers: { host: HOST, cookie } });
    Object.defineProperty(request, 'method', { value: method });
    const answer = await app.fetch(request);
    assert.equal(answer.status, 405);
    assert.equal(answer.headers.get('allow'), 'GET, HEAD');
    assert.equal(answer.headers.get('access-control-allow-origin'), null);
  });
}

const SENT = [
  { why: 'a form of this page', headers: { 'sec-fetch-site': 'same-origin', origin: 'null' }, status: 405 },
  {
    why: 'a form of this page, with its origin',
    headers: { 'sec-fetch-site': 'same-origin', origin: `http://${HOST}` },
    status: 405,
  },
  { why: 'an old browser with the origin', headers: { origin: `http://${HOST}` }, status: 405 },
  { why: 'an old browser without it', headers: {}, status: 403 },
  { why: 'an origin that hides itself', headers: { origin: 'null' }, status: 403 },
  {
    why: 'a page of another port',
    headers: { 'sec-fetch-site': 'same-site', origin: 'http://127.0.0.1:1' },
    status: 403,
  },
  { why: 'a page of another site', headers: { 'sec-fetch-site': 'cross-site', origin: 'null' }, status: 403 },
  { why: 'an address that was typed', headers: { 'sec-fetch-site': 'none' }, status: 403 },
  {
    why: 'a site that lies about its place',
    headers: { 'sec-fetch-site': 'same-origin', origin: 'http://x.test' },
    status: 403,
  },
];
for (const { why, headers, status } of SENT) {
  test(`what is sent to a page that takes nothing is answered ${status}: ${why}`, async () => {
    const { get } = await openApp();
    const answer = await get('/c/case-1/', { 'content-type': 'application/x-www-form-urlencoded', ...headers }, 'POST');
    assert.equal(answer.status, status);
    if (status === 405) assert.equal(answer.headers.get('allow'), 'GET, HEAD');
    assert.equal((await (await openApp()).ask('/c/case-1/', headers, 'POST')).status, status === 403 ? 403 : 401);
  });
}

test('the port of the Host header has to be the one that was reached', async () => {
  const { app } = await openApp();
  const ask = async (host: string): Promise<number> => {
    const env = { incoming: { socket: { localPort: 4117 } } };
    return (await app.request('/', { headers: { host } }, env)).status;
  };
  assert.equal(await ask('127.0.0.1:4117'), 401);
  assert.equal(await ask('127.0.0.1:4118'), 403);
  assert.equal(await ask('127.0.0.1'), 403);
});

const PLACES = [
  '/',
  '/c/case-1/',
  '/c/case-1/files',
  '/c/case-1/search?q=keys',
  `/c/case-1/d/${DOCUMENT}`,
  `/c/case-1/d/${DOCUMENT}/original`,
  `/c/case-1/d/${DOCUMENT}/page/1.png`,
  '/c/case-1/events',
  '/api/cases',
  `/api/cases/case-1/documents/${DOCUMENT}`,
  '/nowhere',
];
for (const path of PLACES) {
  test(`a stranger gets nothing from ${path.replace(DOCUMENT, 'SHA256')}`, async () => {
    const { ask } = await openApp();
    const answer = await ask(path);
    assert.equal(answer.status, 401);
    assert.ok(answer.headers.get('www-authenticate'));
    assert.doesNotMatch(await answer.text(), /Karasu|are counted/);
  });
}

test('the printed address opens once, gives a strict cookie and cleans itself', async () => {
  const { ask, session } = await openApp();
  const token = session.newToken();
  assert.match(token, /^[\w-]{22}$/, '128 bits');
  assert.equal((await ask(`/?token=${token}`, {}, 'HEAD')).status, 401, 'a look does not spend it');
  const first = await ask(`/?token=${token}&lang=ug`);
  assert.equal(first.status, 303);
  assert.equal(first.headers.get('location'), '/');
  const cookies = first.headers.getSetCookie();
  assert.match(cookies[0] ?? '', /^touchstone-4117=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/);
  assert.match(cookies[1] ?? '', /^touchstone-language=ug; /);
  const cookie = cookies[0]?.split(';', 1)[0] ?? '';
  assert.equal((await ask('/', { cookie })).status, 200);
  assert.equal((await ask(`/?token=${token}`)).status, 401, 'spent');
  assert.equal((await ask(`/?token=${token}`, { cookie })).status, 303, 'reloading the old address still helps');
  assert.equal((await ask(`/c/case-1/?token=${session.newToken()}`)).status, 401, 'only at the root');
});

test('a session forgets the oldest token and the oldest browser, and never takes one for another', () => {
  const session = openSession();
  const [oldest = '', ...tokens] = Array.from({ length: 17 }, () => session.newToken());
  assert.equal(session.redeem(oldest), undefined);
  const cookies = tokens.map((token) => session.redeem(token) ?? '');
  assert.ok(cookies.every((cookie) => session.holds(cookie)));
  assert.ok(tokens.every((token) => !session.holds(token)));
  for (let more = 0; more < 64; more += 1) session.redeem(session.newToken());
  assert.ok(!session.holds(cookies[0] ?? ''));
  assert.ok(!session.holds(''));
});

test('every answer carries the headers that keep other pages out, and is not kept by the browser', async () => {
  const { ask, get } = await openApp();
  const answers = [
    await get('/'),
    await get('/nowhere'),
    await ask('/api/cases'),
    await ask('/', { host: 'evil.example' }),
    await get(`/c/case-1/d/${DOCUMENT}/page/1.png`),
  ];
  for (const { headers } of answers) {
    const policy = headers.get('content-security-policy') ?? '';
    assert.match(policy, /^default-src 'none'; script-src 'self'; style-src 'self';/);
    assert.match(policy, /frame-ancestors 'none'/);
    assert.doesNotMatch(policy, /unsafe|\*|https?:|data:/);
    assert.equal(headers.get('x-content-type-options'), 'nosniff');
    assert.equal(headers.get('referrer-policy'), 'no-referrer');
    assert.equal(headers.get('cross-origin-resource-policy'), 'same-origin');
    assert.equal(headers.get('cross-origin-opener-policy'), 'same-origin');
    assert.ok(headers.get('permissions-policy'));
    assert.equal(headers.get('cache-control'), 'no-store');
  }
});
