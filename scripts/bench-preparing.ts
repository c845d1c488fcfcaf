/**
 * Measures how long other requests wait while a package is prepared and checked from the pages of a case:
 * `npm run bench -- preparing --case DIR --config DIR [--withheld] [--json]`. `touchstone serve` runs as `bin/touchstone`
 * starts it, with the identity of the configuration; a publication of every document is put together, prepared, signed and
 * checked as a browser would, while one request after the other asks for the page of the case. The case has one more
 * publication afterwards.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { availableParallelism, cpus, loadavg } from 'node:os';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { productNode } from './product-node.ts';

const BETWEEN_MS = 20; // from an answer to the next question
const BEFORE = 100; // requests while nothing else happens
const LOOK_EVERY_MS = 500;

const { values } = parseArgs({
  options: {
    case: { type: 'string', default: '.' },
    config: { type: 'string', default: '' },
    withheld: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
});
const WITHHELD = 'Zzyzx Qwertyuiop\r\n0991 2345678';

const agent = new Agent(); // a kept connection may be closed just when something is asked
let cookie = '';
const server = await start();
try {
  const address = await printedLine(server);
  const base = new URL(address).origin;
  cookie = (await ask(address)).cookie;
  const figures = await measured(base);
  const all = {
    processor: cpus()[0]?.model,
    cores: availableParallelism(),
    load: Math.round((loadavg()[0] ?? 0) * 10) / 10,
    ...figures,
    peakMb: peakMb(server.pid ?? 0),
  };
  if (values.json) console.log(JSON.stringify(all, undefined, 2));
  else for (const [name, value] of Object.entries(all)) console.log(`${name.padEnd(10)} ${JSON.stringify(value)}`);
} finally {
  server.kill('SIGTERM');
  await once(server, 'exit');
}

async function start(): Promise<ChildProcess> {
  const { options, env } = await productNode();
  const entry = fileURLToPath(new URL('../src/cli/touchstone.ts', import.meta.url));
  return spawn(process.execPath, [...options, entry, 'serve', resolve(values.case)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...env, TOUCHSTONE_CONFIG: resolve(values.config) },
  });
}

async function printedLine({ stdout }: ChildProcess): Promise<string> {
  if (stdout === null) throw new Error('nothing is printed');
  for await (const line of createInterface({ input: stdout })) return line;
  throw new Error('the server ended');
}

interface Answer {
  readonly status: number;
  readonly location: string;
  readonly cookie: string;
  readonly text: string;
  readonly ms: number;
}

function ask(address: string, fields?: readonly (readonly [string, string])[]): Promise<Answer> {
  const { promise, resolve: done, reject } = Promise.withResolvers<Answer>();
  const body = fields && String(new URLSearchParams(fields.map(([name, value]) => [name, value])));
  const began = performance.now();
  const asked = request(address, {
    agent,
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      cookie,
      'sec-fetch-site': 'same-origin',
      ...(body === undefined
        ? {}
        : { origin: new URL(address).origin, 'content-type': 'application/x-www-form-urlencoded' }),
    },
  });
  asked.on('error', reject);
  asked.on('response', (answer) => {
    const pieces: Buffer[] = [];
    answer.on('data', (piece: Buffer) => pieces.push(piece));
    answer.on('error', reject);
    answer.on('end', () =>
      done({
        status: answer.statusCode ?? 0,
        location: answer.headers.location ?? '',
        cookie: (answer.headers['set-cookie']?.[0] ?? '').split(';', 1)[0] ?? '',
        text: Buffer.concat(pieces).toString(),
        ms: performance.now() - began,
      }),
    );
  });
  asked.end(body);
  return promise;
}

async function measured(base: string): Promise<object> {
  const [, home = ''] = /href="(\/c\/[0-9a-f-]+\/)"/.exec((await ask(`${base}/`)).text) ?? [];
  if (home === '') throw new Error('no case');
  const at = (path: string): string => `${base}${path.startsWith('/') ? path : `${home}${path}`}`;
  const led = async (path: string, fields: readonly (readonly [string, string])[] = []): Promise<string> => {
    const { status, location, text } = await ask(at(path), fields);
    if (status !== 303) throw new Error(`${path}: ${status} ${text.replaceAll(/<[^>]*>|\s+/g, ' ').slice(0, 2000)}`);
    return location;
  };
  const quiet = await waits(at(''), BEFORE);
  const draft = await led('publish/new', [['title', `Bench ${Date.now()}`]]);
  await led(`${draft}/documents`, [['do', 'all']]);
  const saved = [
    ['title', `Bench ${Date.now()}`],
    ['language', 'en'],
    ['claims', 'all'],
    ['recognise', 'no'],
  ] as const;
  const more = values.withheld ? [['withheld', WITHHELD] as const] : [];
  const preparing = await during(at(''), async () => {
    const run = await led(`${draft}/save`, [...saved, ...more, ['next', 'prepare']]);
    for (;;) {
      const { text } = await ask(at(run));
      const [, publication] = /name="publication" value="([0-9a-f]{16})"/.exec(text) ?? [];
      if (publication !== undefined) return publication;
      if (!text.includes('data-progress')) throw new Error(text.replaceAll(/<[^>]*>|\s+/g, ' ').slice(0, 2000));
      await pause(LOOK_EVERY_MS);
    }
  });
  const publication = preparing.result;
  const signing = await during(at(''), () =>
    led(`${draft}/publish`, [
      ['publication', publication],
      ['looked', 'yes'],
    ]),
  );
  const checking = await during(at(''), async () => {
    await led('publish/check', [['publication', publication]]);
    while ((await ask(at('publish'))).text.includes('data-progress')) await pause(LOOK_EVERY_MS);
  });
  return { quiet, preparing: preparing.waits, signing: signing.waits, checking: checking.waits };
}

async function during<Result>(
  address: string,
  work: () => Promise<Result>,
): Promise<{ readonly result: Result; readonly waits: object }> {
  const over = new AbortController();
  const began = performance.now();
  const done = work().finally(() => over.abort());
  const all: number[] = [];
  while (!over.signal.aborted) {
    all.push((await ask(address)).ms);
    await pause(BETWEEN_MS);
  }
  return { result: await done, waits: { seconds: round((performance.now() - began) / 1000), ...spread(all) } };
}

async function waits(address: string, count: number): Promise<object> {
  const all: number[] = [];
  for (let n = 0; n < count; n += 1) {
    all.push((await ask(address)).ms);
    await pause(BETWEEN_MS);
  }
  return spread(all.slice(10)); // the first ones warm up
}

function spread(all: readonly number[]): object {
  const sorted = all.toSorted((a, b) => a - b);
  const at = (part: number): number =>
    round(sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? 0);
  return { requests: sorted.length, p50Ms: at(0.5), p99Ms: at(0.99), mostMs: at(1) };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

/** Of the server (proc(5)). */
function peakMb(pid: number): number {
  const kilobytes = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0;
  return Math.round((Number(kilobytes) * 1024) / 1e6);
}
