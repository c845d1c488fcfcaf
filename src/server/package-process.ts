import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { errnoOf } from '../base/errno.ts';
import { Problem } from '../base/problem.ts';
import { sweep } from '../publishing/bag.ts';
import type { CheckProgress } from '../publishing/check-package.ts';
import type { GivenPackage } from '../publishing/given-check.ts';
import type {
  CheckedPackage,
  PackageAnswered,
  PackageAsked,
  PrepareTask,
  PreparingProgress,
  ReadyPackage,
  Signing,
} from './package-messages.ts';

/**
 * Packages are prepared and checked in processes of their own, one for each: rendering ten thousand pages, parsing their
 * proof and hashing a gigabyte would keep every other page waiting. A process ends with what it was started for, or with
 * this one, and then nothing is left of what nobody signed for.
 */

export interface PreparedApart extends ReadyPackage {
  /**
   * Signs for it and gives it its name; may be tried again where that failed.
   * @throws Problem as `PreparedPackage.publish`
   */
  publish(): Promise<void>;
  /** Takes what was written away. */
  drop(): Promise<void>;
  /** Resolves when the process has ended though nobody asked it to: then nothing is prepared any more. */
  readonly lost: Promise<void>;
}

/** Thrown by what was under way when the process ended by itself. */
export class PackageProcessEnded extends Error {
  override readonly name = 'PackageProcessEnded';
}

interface PrepareOptions {
  readonly signing: Signing;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: PreparingProgress) => void;
}

/**
 * Opens the case once more, as whoever signs.
 * @throws Problem as `Publishing.preparePackage` and `openCase`; PackageProcessEnded; the reason of the signal
 */
export async function prepareApart(
  task: PrepareTask,
  { signing, signal, onProgress }: PrepareOptions,
): Promise<PreparedApart> {
  const apart = new PackageProcess((answered) => answered.kind === 'preparing' && onProgress(answered), signal);
  const gone = async (): Promise<void> => {
    await apart.end();
    try {
      await sweep(task.out); // one that was killed, or stopped while it wrote, may have left something
    } catch (error) {
      if (errnoOf(error) !== 'ENOENT') throw error; // where there is no folder any more, nothing is left in it
    }
  };
  try {
    const answered = await apart.ask({ kind: 'prepare', ...task, ...signing });
    if (answered.kind !== 'ready') throw new Error(`no answer to what was asked: ${answered.kind}`);
    return {
      ...answered.ready,
      async publish() {
        await apart.ask({ kind: 'publish' });
        await apart.end();
      },
      drop: gone,
      lost: apart.ended.then(() => (apart.isEnding ? new Promise(() => {}) : gone())),
    };
  } catch (error) {
    await gone();
    signal.throwIfAborted();
    throw error;
  }
}

/** @throws PackageProcessEnded; the reason of the signal */
export async function checkApart(
  given: GivenPackage,
  { signal, onProgress }: { readonly signal: AbortSignal; readonly onProgress: (progress: CheckProgress) => void },
): Promise<CheckedPackage> {
  const apart = new PackageProcess((answered) => answered.kind === 'checking' && onProgress(answered), signal);
  try {
    const answered = await apart.ask({ kind: 'check', ...given });
    if (answered.kind !== 'checked') throw new Error(`no answer to what was asked: ${answered.kind}`);
    return answered.checked;
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  } finally {
    await apart.end();
  }
}

const ENTRY_POINT = fileURLToPath(new URL('package-child.ts', import.meta.url));
/** As `bin/touchstone` runs Node. */
const NODE_OPTIONS = ['--disable-warning=ExperimentalWarning', '--max-semi-space-size=8', '--heap-growing-percent=40'];
/** To take away what was written; a package of ten thousand pages is deleted in a second. */
const GOODBYE_MS = 10_000;

function isAnswered(message: unknown): message is PackageAnswered {
  return typeof message === 'object' && message !== null && 'kind' in message;
}

class PackageProcess {
  readonly #child: ChildProcess;
  /** Never rejects. */
  readonly ended: Promise<void>;
  #waiting: PromiseWithResolvers<PackageAnswered> | undefined;
  #gone: PackageProcessEnded | undefined;
  isEnding = false;

  constructor(onProgress: (answered: PackageAnswered) => unknown, signal: AbortSignal) {
    const stdio = ['ignore', 'ignore', 'inherit', 'ipc'] as const;
    this.#child = fork(ENTRY_POINT, { serialization: 'advanced', execArgv: NODE_OPTIONS, stdio: [...stdio] });
    this.#child.on('message', (message) => {
      if (!isAnswered(message)) return;
      if (message.kind === 'preparing' || message.kind === 'checking') onProgress(message);
      else this.#receive(message);
    });
    this.ended = new Promise((resolve) => {
      const fail = (why: string, cause?: unknown): void => {
        this.#gone ??= new PackageProcessEnded(`the process of a package has ended: ${why}`, { cause });
        this.#waiting?.reject(this.#gone);
        resolve();
      };
      this.#child.on('error', (cause) => fail('it could not be started or reached', cause));
      this.#child.on('exit', (code, by) => {
        const gone = (): void => fail(String(code ?? by));
        // What it answered last may still be on its way: the channel ends behind it.
        if (this.#child.connected) this.#child.once('disconnect', gone);
        else gone();
      });
    });
    const stop = (): void => this.#stop();
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
    void this.ended.then(() => signal.removeEventListener('abort', stop));
  }

  /** One thing after the other. */
  ask(asked: PackageAsked): Promise<PackageAnswered> {
    if (this.#gone !== undefined) return Promise.reject(this.#gone);
    this.#waiting = Promise.withResolvers();
    this.#child.send(asked);
    return this.#waiting.promise;
  }

  /** Resolves when it has ended. */
  async end(): Promise<void> {
    this.#stop();
    const { exitCode, signalCode, pid } = this.#child;
    if (pid !== undefined && exitCode === null && signalCode === null) {
      const kill = setTimeout(() => this.#child.kill('SIGKILL'), GOODBYE_MS);
      await once(this.#child, 'exit');
      clearTimeout(kill);
    }
  }

  #stop(): void {
    this.isEnding = true;
    if (this.#child.connected) this.#child.send({ kind: 'stop' } satisfies PackageAsked);
  }

  #receive(answered: PackageAnswered): void {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    if (answered.kind === 'problem') {
      const { code, message, remedy } = answered;
      waiting?.reject(new Problem(code, message, { remedy }));
    } else if (answered.kind === 'broke') waiting?.reject(answered.error);
    else waiting?.resolve(answered);
  }
}
