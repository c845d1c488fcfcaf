import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { systemClock } from '../../src/base/clock.ts';
import type { OpenCase } from '../../src/house.ts';
import { createApp } from '../../src/server/app.ts';
import { openPublishingRuns, type PublishingRuns } from '../../src/server/publishing-runs.ts';
import { openSession } from '../../src/server/session.ts';
import { readAll, temporaryCase } from '../helpers/temporary-case.ts';

const HOST = '127.0.0.1:4117';
const HEADERS = { host: HOST, 'sec-fetch-site': 'same-origin' };

export interface Desk {
  readonly opened: OpenCase;
  readonly runs: PublishingRuns;
  readonly folder: string;
  readonly get: (path: string) => Promise<Response>;
  /** @param fields names and values, a name as often as it is sent */
  readonly send: (path: string, fields?: readonly (readonly [string, string])[]) => Promise<Response>;
  /** As `send`, with files. */
  readonly upload: (path: string, fields: FormData, headers?: Record<string, string>) => Promise<Response>;
  /** Bugs that were logged. */
  readonly logged: readonly unknown[];
}

/** A read case of two texts, with the server's pages over it. */
export async function desk(t: TestContext): Promise<Desk> {
  const { folder, outside, config, open } = await temporaryCase(t);
  const leak = join(outside, 'leak');
  await mkdir(leak);
  await writeFile(join(leak, 'letter.txt'), 'The letter says that two hundred forms were printed in Karasu.\n');
  await writeFile(join(leak, 'list.txt'), 'A list of the forms: two hundred were printed, and none was kept.\n');
  const opened = await open();
  await opened.receive([leak], {});
  await readAll(opened);
  const logged: unknown[] = [];
  const log = (...line: unknown[]): void => {
    logged.push(line);
    t.diagnostic(String(line[0]));
  };
  const runs = openPublishingRuns({ log, signing: () => ({ config }) });
  t.after(() => runs.close());
  const session = openSession();
  const app = createApp({ cases: () => [opened], session, log, clock: systemClock, publishing: runs });
  const signIn = await app.request(`/?token=${session.newToken()}`, { headers: HEADERS });
  const cookie = (signIn.headers.get('set-cookie') ?? '').split(';', 1)[0] ?? '';
  const at = (path: string): string => (path.startsWith('/c/') ? path : `/c/${opened.id}/${path}`);
  return {
    opened,
    runs,
    folder,
    get: async (path) => app.request(at(path), { headers: { ...HEADERS, cookie } }),
    send: async (path, fields = []) =>
      app.request(at(path), {
        method: 'POST',
        headers: { ...HEADERS, cookie, origin: 'null' },
        body: new URLSearchParams(fields.map(([name, value]) => [name, value])),
      }),
    upload: async (path, body, headers = {}) =>
      app.request(at(path), { method: 'POST', headers: { ...HEADERS, cookie, origin: 'null', ...headers }, body }),
    logged,
  };
}

export function placeOf(answer: Response): string {
  assert.equal(answer.status, 303);
  return answer.headers.get('location') ?? assert.fail('it leads nowhere');
}

/** Between two looks at what another process does: to look without a pause would take the processor from it. */
export function aMoment(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 5));
}

export async function ended({ runs, opened }: Desk): Promise<string> {
  for (;;) {
    const kind = runs.of(opened.id)?.state.kind ?? 'gone';
    if (kind !== 'preparing') return kind;
    await aMoment();
  }
}

export const SAVED = [
  ['title', 'Two papers'],
  ['language', 'en'],
  ['claims', 'none'],
] as const;
