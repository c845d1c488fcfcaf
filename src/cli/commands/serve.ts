import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { systemClock } from '../../base/clock.ts';
import { log } from '../../base/log.ts';
import { Problem } from '../../base/problem.ts';
import { openCase, type OpenCase } from '../../house.ts';
import { sandboxKind } from '../../reading/sandbox.ts';
import { createApp } from '../../server/app.ts';
import { openPublishingRuns } from '../../server/publishing-runs.ts';
import { serve as listen } from '../../server/serve.ts';
import { openNotebooks, type Notebooks } from '../../server/notebooks.ts';
import { openSession } from '../../server/session.ts';
import { configFolder } from '../../vault/identity.ts';
import { parseCall, type Command } from '../command.ts';
import { openHinderedAgain } from '../hindered-cases.ts';
import { keepReading, type ReadingProcess } from '../reading-process.ts';
import { passphraseFrom, signIn } from '../sign-in.ts';

export const serve: Command = {
  name: 'serve',
  help: `touchstone serve CASE... [--port N]
Show cases in a browser on this machine, and read what waits in them. Listens on 127.0.0.1 only; the printed address
opens once, in one browser. A line on standard input prints a new address. Ctrl-C ends it.
  --port N   the port to listen on; a free one where left out
Exit status: 0 ended · 2 wrong words or the port is taken · 4 no case there`,
  async run(argv, terminal) {
    const { values, positionals } = parseCall(
      serve,
      argv,
      { port: { type: 'string' } },
      { least: 1, most: Number.MAX_SAFE_INTEGER },
    );
    const port = parsePort(values.port);
    let passphrase: string | undefined;
    const ask = passphraseFrom(terminal);
    const identity = await signIn(terminal, async () => (passphrase = await ask()));
    const cases: OpenCase[] = [];
    let reading: ReadingProcess | undefined;
    let stopOpening = async (): Promise<void> => {};
    let notebooks: Notebooks | undefined;
    const publishing = openPublishingRuns({ log, signing: () => ({ passphrase }) });
    try {
      for (const folder of positionals) cases.push(await openCase(folder, { identity }));
      stopOpening = openHinderedAgain(cases, (folder) => openCase(folder, { identity }), { log });
      const session = openSession();
      notebooks = openNotebooks(join(configFolder(), 'notebooks'), { clock: systemClock, log });
      const app = createApp({
        cases: () => cases,
        session,
        log,
        clock: systemClock,
        reading: isolation,
        notebooks,
        publishing,
      });
      const server = await listen(app, port === undefined ? {} : { port });
      const address = (): string => `${server.url}/?token=${session.newToken()}`;
      terminal.print(address());
      const starting = setTimeout(
        () => (reading = keepReading(() => startWorker(positionals, passphrase), { log })),
        FIRST_PAGE_MS,
      );
      const stopAsking = onLine(() => terminal.print(address()));
      await aborted(terminal.signal);
      stopAsking();
      clearTimeout(starting);
      await server.close();
    } finally {
      await reading?.stop();
      await stopOpening();
      await notebooks?.close();
      await publishing.close();
      for (const opened of cases) await opened.close();
    }
  },
};

const FIRST_PAGE_MS = 1_000; // reading starts after it, so that the first page has the machine to itself

async function isolation(): Promise<{ readonly isolated: boolean; readonly by?: string }> {
  const { kind } = await sandboxKind();
  return kind === 'none' ? { isolated: false } : { isolated: true, by: kind };
}

/** Reading happens in another process, so that a page is never kept waiting by a document. */
function startWorker(folders: readonly string[], passphrase: string | undefined): ChildProcess {
  const entry = fileURLToPath(new URL('../touchstone.ts', import.meta.url));
  const env = passphrase === undefined ? process.env : { ...process.env, TOUCHSTONE_PASSPHRASE: passphrase };
  return spawn(process.execPath, [...process.execArgv, entry, 'work', '--stay', ...folders], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env,
  });
}

/** Calls back for each line typed, where somebody can type; returns how to stop. */
function onLine(callback: () => void): () => void {
  const { stdin } = process;
  if (!stdin.isTTY) return () => {};
  stdin.on('data', callback);
  return () => {
    stdin.off('data', callback);
    stdin.pause();
  };
}

async function aborted(signal: AbortSignal): Promise<void> {
  if (!signal.aborted) await once(signal, 'abort');
}

function parsePort(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const port = Number(text);
  if (Number.isInteger(port) && port >= 1 && port <= 65_535) return port;
  throw new Problem('bad-input', '--port takes a number from 1 to 65535.', { remedy: 'Leave it out for a free port.' });
}
