import type { OpenCase } from '../../src/house.ts';
import { createApp } from '../../src/server/app.ts';
import type { Notebooks } from '../../src/server/notebooks.ts';
import { openSession } from '../../src/server/session.ts';
import { isInstant } from '../../src/base/clock.ts';
import { fakeCase } from './fake-case.ts';

const NOW = '2026-02-03T04:05:06.789Z';
export const HOST = '127.0.0.1:4117';

/** An app over fake cases, a browser that is signed in, and what was logged. */
export async function openApp(cases: readonly OpenCase[] = [fakeCase()], notebooks?: Notebooks) {
  const session = openSession();
  const logged: unknown[] = [];
  const app = createApp({
    cases: () => cases,
    session,
    log: (...line) => logged.push(line),
    clock: () => {
      if (!isInstant(NOW)) throw new Error('not an instant');
      return NOW;
    },
    ...(notebooks && { notebooks }),
  });
  const ask = async (path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Response> =>
    app.request(path, { method, headers: { host: HOST, ...headers } });
  const signIn = await ask(`/?token=${session.newToken()}`);
  const cookie = (signIn.headers.get('set-cookie') ?? '').split(';', 1)[0] ?? '';
  return {
    app,
    session,
    logged,
    cookie,
    /** As a form of a page of this very origin sends it. */
    send: async (path: string, fields: Readonly<Record<string, string>>): Promise<Response> =>
      app.request(path, {
        method: 'POST',
        headers: { host: HOST, cookie, 'sec-fetch-site': 'same-origin', origin: 'null' },
        body: new URLSearchParams(fields),
      }),
    /** As a stranger. */
    ask,
    /** With the cookie. */
    get: (path: string, headers: Record<string, string> = {}, method = 'GET') =>
      ask(path, { cookie, ...headers }, method),
  };
}
