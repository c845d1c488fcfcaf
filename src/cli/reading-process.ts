import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { Log } from '../base/log.ts';

export interface ReadingProcess {
  /** Ends it, and starts no other. */
  stop(): Promise<void>;
}

interface Patience {
  /** In ms: before it is started again, the first time and at most; each time twice as long. */
  readonly first: number;
  readonly longest: number;
  /** In ms: one that ran so long was well, and the next failure is a first one. */
  readonly well: number;
  /** In ms: what it has to put its files down before it is killed; nothing is lost by it. */
  readonly goodbye: number;
}

const PATIENCE: Patience = { first: 2_000, longest: 60_000, well: 60_000, goodbye: 10_000 };

/**
 * Keeps a process that reads what waits. One that ends by itself (the disk is full, the system wants its memory) is
 * started again after a while, so that reading goes on as soon as it can.
 */
export function keepReading(
  start: () => ChildProcess,
  { log, patience = PATIENCE }: { readonly log: Log; readonly patience?: Patience },
): ReadingProcess {
  let current: ChildProcess | undefined;
  let stopped = false;
  let pauseMs = patience.first;
  let again: NodeJS.Timeout | undefined;

  const begin = (): void => {
    const began = performance.now();
    current = start();
    let gone = false;
    const ended = (what: string, cause?: unknown): void => {
      if (gone || stopped) return;
      gone = true;
      if (performance.now() - began >= patience.well) pauseMs = patience.first;
      log(`${what}; it is started again in ${Math.ceil(pauseMs / 1000)} s`, cause);
      again = setTimeout(begin, pauseMs);
      pauseMs = Math.min(patience.longest, pauseMs * 2);
    };
    current.on('error', (error) => ended('the reading process could not be started', error));
    current.on('exit', (code, signal) => ended(`the reading process ended with ${code ?? signal}`));
  };
  begin();

  return {
    async stop() {
      stopped = true;
      clearTimeout(again);
      if (current?.pid === undefined || current.exitCode !== null || current.signalCode !== null) return;
      const exit = once(current, 'exit');
      current.kill('SIGTERM');
      const timer = setTimeout(() => current?.kill('SIGKILL'), patience.goodbye);
      await exit;
      clearTimeout(timer);
    },
  };
}
