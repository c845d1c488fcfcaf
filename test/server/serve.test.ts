import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { test } from 'node:test';
import { text } from 'node:stream/consumers';
import { serve } from '../../src/server/serve.ts';
import { openApp } from './ask.ts';
import { fakeCase } from './fake-case.ts';

/** Sends bytes as they are and gives back everything until the server hangs up. */
async function send(url: string, request: string): Promise<string> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  socket.on('error', () => undefined); // a refused request may be cut off while it is still being sent
  socket.write(request);
  return text(socket);
}

test(
  'a server answers on loopback, tells changes as they come, and closes with streams open',
  { timeout: 10_000 },
  async () => {
    const opened = fakeCase();
    const { app, session } = await openApp([opened]);
    const serving = await serve(app);
    assert.match(serving.url, /^http:\/\/127\.0\.0\.1:\d+$/);

    const signIn = await fetch(`${serving.url}/?token=${session.newToken()}`, { redirect: 'manual' });
    assert.equal(signIn.status, 303);
    const cookie = signIn.headers.get('set-cookie')?.split(';', 1)[0] ?? '';
    assert.equal((await fetch(serving.url, { headers: { cookie } })).status, 200);

    const events = await fetch(`${serving.url}/c/case-1/events`, { headers: { cookie } });
    assert.equal(events.headers.get('content-type'), 'text/event-stream; charset=utf-8');
    const reader = events.body!.pipeThrough(new TextDecoderStream()).getReader();
    let heard = '';
    const hear = async (statuses: number): Promise<void> => {
      while (heard.split('event: status\n').length <= statuses || !heard.endsWith('\n\n')) {
        heard += (await reader.read()).value ?? assert.fail('the stream ended');
      }
    };
    await hear(1);
    opened.change();
    await hear(2);
    assert.match(heard, /^retry: \d+\n\n/);
    assert.equal(JSON.parse(/data: (.*)/.exec(heard)?.[1] ?? '').id, 'case-1');
    assert.equal(opened.listeners.size, 1);

    await serving.close();
    await assert.rejects(async () => {
      while (!(await reader.read()).done);
    });
    await new Promise((resolve) => setImmediate(resolve));
    assert.equal(opened.listeners.size, 0, 'nobody listens any more');
  },
);

test('too many event streams end the oldest; a stream that is thrown away never listens', async () => {
  const opened = fakeCase();
  const { get } = await openApp([opened]);
  const streams = await Promise.all(Array.from({ length: 5 }, () => get('/c/case-1/events')));
  assert.equal(opened.listeners.size, 0, 'nothing was read yet');
  const readers = streams.map((answer) => answer.body!.getReader());
  await Promise.all(readers.map((reader) => reader.read()));
  assert.equal((await readers[0]!.read()).done, true, 'the oldest ends');
  assert.equal((await readers[4]!.read()).done, false);
  await Promise.all(readers.map((reader) => reader.cancel()));
  assert.equal(opened.listeners.size, 0);
  assert.equal((await get('/c/case-1/events', {}, 'HEAD')).status, 200);
});

test('a case that is closed under an open stream ends it, and nobody calls that an error; a failure is one', async () => {
  for (const { why, closes, logged: expected } of [
    { why: 'closed', closes: true, logged: 0 },
    { why: 'failed', closes: false, logged: 1 },
  ]) {
    const closing = new AbortController();
    let gone = false;
    const whole = fakeCase();
    const opened = fakeCase({
      closing: closing.signal,
      onChange: (listener) => whole.onChange(listener),
      status: async () => {
        if (gone) throw new Error('the database is not open');
        return whole.status();
      },
    });
    const { get, logged } = await openApp([opened]);
    const reader = (await get('/c/case-1/events')).body!.getReader();
    await reader.read();
    gone = true;
    if (closes) closing.abort();
    const rest = async (): Promise<void> => {
      while (!(await reader.read()).done);
    };
    if (closes) await rest();
    else await assert.rejects(rest());
    assert.equal(logged.length, expected, why);
    assert.equal(whole.listeners.size, 0, why);
  }
});

test('a port that is taken, or is none, is a problem with a remedy', async () => {
  const { app } = await openApp();
  const first = await serve(app);
  const port = Number(new URL(first.url).port);
  await assert.rejects(serve(app, { port }), { code: 'bad-input', remedy: /--port/ });
  for (const odd of [-1, 65_536, 1.5, Number.NaN])
    await assert.rejects(serve(app, { port: odd }), { code: 'bad-input' });
  await first.close();
});

const RAW = [
  {
    why: 'a request line of a megabyte',
    request: `GET /?q=${'a'.repeat(1_000_000)} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n`,
    status: 414,
  },
  { why: 'no HTTP at all', request: 'hello\r\n\r\n', status: 400 },
  { why: 'no host', request: 'GET / HTTP/1.0\r\n\r\n', status: 400 },
  {
    why: 'two hosts',
    request: 'GET / HTTP/1.1\r\nHost: a\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n',
    status: 403,
  },
  {
    why: 'a host with a path in it',
    request: 'GET / HTTP/1.1\r\nHost: 127.0.0.1/x\r\nConnection: close\r\n\r\n',
    status: 400,
  },
  {
    why: 'another machine’s address in the request line',
    request: 'GET http://evil.example/ HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n',
    status: 403,
  },
  { why: 'TRACE', request: 'TRACE / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n', status: 405 },
  {
    why: 'dots in the path',
    request: 'GET /../../etc/passwd HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n',
    status: 401,
  },
  {
    why: 'a zero in the path',
    request: 'GET /a\0b HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n',
    status: 400,
  },
];
for (const { why, request, status } of RAW) {
  test(`bytes on the wire are answered ${status}: ${why}`, async (t) => {
    const { app } = await openApp();
    const serving = await serve(app);
    t.after(() => serving.close());
    const answer = await send(serving.url, request.replace('{host}', new URL(serving.url).host));
    assert.match(answer, new RegExp(`^HTTP/1.1 ${status} `));
    assert.match(answer, /content-security-policy: default-src 'none'/i);
    assert.doesNotMatch(answer, /node_modules|\.ts:/);
  });
}
