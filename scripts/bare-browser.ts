import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import { findBrowser } from '../test/browser/find-browser.ts';

/**
 * One page of a browser that nobody listens to, by the Chrome DevTools Protocol alone. The tool of the tests hears of every
 * request, which takes the browser longer than to answer it.
 */
export interface BarePage {
  readonly process: ChildProcess;
  goTo(address: string): Promise<void>;
  /** What an expression comes to; a promise is awaited. */
  evaluate(expression: string): Promise<unknown>;
  /** Until an expression is true. */
  until(expression: string): Promise<void>;
  /** Chooses a folder in a field for files. */
  choose(selector: string, folder: string): Promise<void>;
  close(): Promise<void>;
}

const LOOK_EVERY_MS = 50;
const LONGEST_MS = 600_000;
const Targets = z.array(z.object({ type: z.string(), webSocketDebuggerUrl: z.string() }));
const Answer = z.object({ id: z.number().optional(), result: z.unknown().optional(), error: z.unknown().optional() });
const Evaluated = z.object({
  result: z.object({ value: z.unknown().optional() }),
  exceptionDetails: z.unknown().optional(),
});
const Node = z.object({ nodeId: z.number() });

export async function openBarePage(): Promise<BarePage> {
  const browser = findBrowser();
  if (browser === undefined) throw new Error('no Chromium or Chrome is installed');
  const profile = await mkdtemp(join(tmpdir(), 'bare-browser-'));
  const calm = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'];
  const own = ['--headless=new', '--remote-debugging-port=0', `--user-data-dir=${profile}`, 'about:blank'];
  const child = spawn(browser, [...calm, ...own], { stdio: 'ignore' });
  const socket = new WebSocket(await pageAddress(profile));
  await once(socket, 'open');
  const send = sender(socket);
  const evaluate = async (expression: string): Promise<unknown> => {
    const asked = { expression, returnByValue: true, awaitPromise: true };
    const { result, exceptionDetails } = Evaluated.parse(await send('Runtime.evaluate', asked));
    if (exceptionDetails !== undefined) throw new Error(`the page threw at ${expression}`);
    return result.value;
  };
  return {
    process: child,
    evaluate,
    until: (expression) => until(async () => (await evaluate(expression)) === true),
    async goTo(url) {
      await send('Page.navigate', { url });
      await until(
        async () =>
          (await evaluate(`location.href.startsWith(${JSON.stringify(url)}) && document.readyState`)) === 'complete',
      );
    },
    async choose(selector, folder) {
      await send('DOM.enable');
      const { root } = z.object({ root: Node }).parse(await send('DOM.getDocument'));
      const { nodeId } = Node.parse(await send('DOM.querySelector', { nodeId: root.nodeId, selector }));
      await send('DOM.setFileInputFiles', { nodeId, files: [folder] });
    },
    async close() {
      socket.close();
      const ended = once(child, 'exit');
      child.kill();
      await ended;
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** The browser writes where it listens. */
async function pageAddress(profile: string): Promise<string> {
  let address: string | undefined;
  await until(async () => {
    const text = await readFile(join(profile, 'DevToolsActivePort'), 'utf8').catch(() => ''); // not there yet
    const [port = ''] = text.split('\n');
    if (port === '') return false;
    const targets = Targets.parse(await (await fetch(`http://127.0.0.1:${port}/json`)).json());
    address = targets.find(({ type }) => type === 'page')?.webSocketDebuggerUrl;
    return address !== undefined;
  });
  return address ?? '';
}

function sender(socket: WebSocket): (method: string, params?: object) => Promise<unknown> {
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  let last = 0;
  socket.addEventListener('message', ({ data }) => {
    const { id, result, error } = Answer.parse(JSON.parse(String(data)));
    const one = waiting.get(id ?? 0);
    if (error === undefined) one?.resolve(result);
    else one?.reject(new Error(JSON.stringify(error)));
    waiting.delete(id ?? 0);
  });
  return (method, params = {}) => {
    last += 1;
    const answer = Promise.withResolvers<unknown>();
    waiting.set(last, answer);
    socket.send(JSON.stringify({ id: last, method, params }));
    return answer.promise;
  };
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  const began = performance.now();
  while (!(await holds())) {
    if (performance.now() - began > LONGEST_MS) throw new Error('the browser takes too long');
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}
