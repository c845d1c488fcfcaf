import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { compileCache } from './compile-cache.ts';
import { commandLine, programOnPath, type Profile, type SandboxKind } from './sandbox-command.ts';

export type { SandboxKind };
export { programOnPath };

export interface Limits {
  /** Of waiting for the process: time in which the caller is busy with its output does not count. */
  readonly ms: number;
  /** Of private writable memory: heap, buffers, WebAssembly and native memory together. Linux only. */
  readonly memoryBytes: number;
  /** Of standard output. */
  readonly outputBytes: number;
}

export interface ExpendableOrder {
  readonly profile: Profile;
  /** Absolute path: of a script of this project, or of a program for `native`. */
  readonly program: string;
  readonly args?: readonly string[];
  /** Open descriptors, read-only; they arrive as 3, 4, … The caller closes its own. */
  readonly fds?: readonly number[];
  /** All of its standard input, or `open`: what `tell` says. */
  readonly stdin?: Uint8Array | 'open';
  /** Absolute paths that may be read besides the program's own source and packages. Never a case's folder. */
  readonly readable?: readonly string[];
  /** The whole environment; nothing is inherited. */
  readonly env?: Readonly<Record<string, string>>;
  /** May start worker threads. */
  readonly workers?: boolean;
  /** May write so many bytes to a `/tmp` of its own, in memory, and has `/proc` and `/dev`. Only `bubblewrap` can. */
  readonly scratchBytes?: number;
  readonly limits: Limits;
  /** Aborting kills the process; `ended` then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
}

export interface ExpendableEnd {
  readonly how: 'exited' | 'crashed' | 'too-slow' | 'too-much-memory' | 'too-much-output' | 'dismissed';
  /** Absent where a signal ended it. */
  readonly code?: number;
  /** The last 4 KB. For the log only: a hostile document may have written it. */
  readonly untrustedStderr: string;
  readonly ms: number;
}

export interface Expendable {
  /** Standard output, with back pressure. To be iterated once. */
  readonly output: AsyncIterable<Uint8Array>;
  /** Settles after the process is gone, whatever ended it. */
  readonly ended: Promise<ExpendableEnd>;
  /** Kills it at once; it ends as `dismissed`. */
  dismiss(): void;
  /** Writes to a standard input that was left open, or ends it. */
  tell(bytes: Uint8Array | 'no more'): void;
  /** Gives it so many ms from now on in place of what was left. */
  renew(ms: number): void;
}

const STDERR_KEPT = 4096;

/**
 * Starts one process that may be lost: no network, no writes, no environment, a memory ceiling and a kill timer.
 * @throws what `spawn` throws where the machine has no processes left
 */
export async function startExpendable(order: ExpendableOrder): Promise<Expendable> {
  order.signal?.throwIfAborted();
  const { kind } = await sandboxKind();
  return start(kind, order);
}

/** Runs one expendable process to its end and gives all that it wrote. */
export async function expendable(order: ExpendableOrder): Promise<ExpendableEnd & { readonly stdout: Buffer }> {
  const process = await startExpendable(order);
  const chunks: Uint8Array[] = [];
  for await (const chunk of process.output) chunks.push(chunk);
  return { ...(await process.ended), stdout: Buffer.concat(chunks) };
}

let known: Promise<{ readonly kind: SandboxKind; readonly why: string }> | undefined;

/** How readers are cut off on this machine: tried out once, not guessed. `why` names what was tried and did not work. */
export function sandboxKind(): Promise<{ readonly kind: SandboxKind; readonly why: string }> {
  known ??= probe(process.platform === 'darwin' ? ['sandbox-exec'] : ['bubblewrap', 'unshare']);
  return known;
}

/** Tries the kinds in order and gives the first in which Node runs and cannot reach a listener on this machine. */
export async function probe(kinds: readonly SandboxKind[]): Promise<{ kind: SandboxKind; why: string }> {
  const failures: string[] = [];
  for (const kind of kinds) {
    const failure = await tryOut(kind);
    if (failure === undefined) return { kind, why: [`${kind} works`, ...failures].join('; ') };
    failures.push(`${kind}: ${failure}`);
  }
  return { kind: 'none', why: failures.join('; ') };
}

const PROGRAMS: Record<SandboxKind, string | undefined> = {
  bubblewrap: 'bwrap',
  unshare: 'unshare',
  'sandbox-exec': 'sandbox-exec',
  none: undefined,
};

async function tryOut(kind: SandboxKind): Promise<string | undefined> {
  const program = PROGRAMS[kind];
  if (program !== undefined && programOnPath(program) === undefined) return 'not installed';
  let calls = 0;
  const listener = createServer((socket) => {
    calls += 1;
    socket.destroy();
  });
  listener.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const address = listener.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  try {
    const running = start(kind, {
      profile: 'reader',
      program: fileURLToPath(new URL('child/probe.ts', import.meta.url)),
      args: [String(port)],
      limits: { ms: 20_000, memoryBytes: 1024 ** 3, outputBytes: 1024 },
    });
    let said = '';
    for await (const chunk of running.output) said += Buffer.from(chunk).toString('latin1');
    const end = await running.ended;
    if (said === '') return `did not start (${end.untrustedStderr.trim().split('\n').at(-1) ?? end.how})`;
    return said.startsWith('refused') && calls === 0 ? undefined : 'does not keep the network away';
  } finally {
    listener.close();
  }
}

function start(kind: SandboxKind, order: ExpendableOrder): Expendable {
  const compiled = kind === 'bubblewrap' && order.profile !== 'native' ? compileCache() : undefined;
  const [program, ...args] = commandLine(kind, {
    profile: order.profile,
    program: order.program,
    args: order.args ?? [],
    readable: order.readable ?? [],
    workers: order.workers ?? false,
    memoryBytes: order.limits.memoryBytes,
    // Helper threads count too; the timer of the parent comes first.
    cpuSeconds: Math.ceil(order.limits.ms / 1000) * 4 + 2,
    compiled,
    scratchBytes: order.scratchBytes,
  });
  const child = spawn(program ?? '', args, {
    stdio: [order.stdin === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe', ...(order.fds ?? [])],
    env: {
      PATH: process.env['PATH'] ?? '/usr/bin:/bin',
      LANG: 'C.UTF-8',
      ...(compiled === undefined ? {} : { NODE_COMPILE_CACHE: compiled }),
      ...order.env,
    },
    cwd: '/',
    // Its own process group, so that one signal reaches all of it.
    detached: true,
  });
  return watch(child, order);
}

function watch(child: ChildProcess, order: ExpendableOrder): Expendable {
  const begun = performance.now();
  let verdict: ExpendableEnd['how'] | undefined;
  let untrustedStderr = '';
  const kill = (how: ExpendableEnd['how']): void => {
    verdict ??= how;
    killGroup(child);
  };
  const patience = new Patience(order.limits.ms, () => kill('too-slow'));
  const onAbort = (): void => kill('dismissed');
  order.signal?.addEventListener('abort', onAbort, { once: true });
  if (order.signal?.aborted === true) onAbort();

  child.stderr?.on('data', (chunk: Buffer) => {
    untrustedStderr = (untrustedStderr + chunk.toString('latin1')).slice(-STDERR_KEPT);
  });
  if (child.stdin !== null && order.stdin !== undefined) {
    child.stdin.on('error', () => {
      // Safe: a process that dies before it has read everything is judged by how it ended.
    });
    if (order.stdin !== 'open') child.stdin.end(order.stdin);
  }

  const ended = new Promise<ExpendableEnd>((resolve, reject) => {
    const finish = (): void => {
      patience.end();
      order.signal?.removeEventListener('abort', onAbort);
    };
    child.once('error', (error) => {
      finish();
      reject(error);
    });
    child.once('close', (code) => {
      finish();
      if (order.signal?.aborted === true) return reject(toError(order.signal.reason));
      const how = verdict ?? judge(code, untrustedStderr);
      const ms = performance.now() - begun;
      resolve(code === null ? { how, untrustedStderr, ms } : { how, code, untrustedStderr, ms });
    });
  });
  ended.catch(() => {
    // Safe: whoever awaits `ended` sees the rejection; this keeps one that comes before from ending the program.
  });

  return {
    ended,
    dismiss: () => {
      kill('dismissed');
      // Output that nobody takes any more would keep the end from being told.
      child.stdout?.destroy();
    },
    tell: (bytes) => void (bytes === 'no more' ? child.stdin?.end() : child.stdin?.write(bytes)),
    renew: (ms) => patience.renew(ms),
    output: read(child, {
      outputBytes: order.limits.outputBytes,
      patience,
      tooMuch: () => kill('too-much-output'),
      stopped: () => verdict !== undefined,
      ended,
    }),
  };
}

interface Watched {
  readonly outputBytes: number;
  readonly patience: Patience;
  readonly tooMuch: () => void;
  readonly stopped: () => boolean;
  readonly ended: Promise<unknown>;
}

async function* read(
  child: ChildProcess,
  { outputBytes, patience, tooMuch, stopped, ended }: Watched,
): AsyncGenerator<Uint8Array> {
  let total = 0;
  try {
    for await (const chunk of child.stdout ?? []) {
      if (!(chunk instanceof Uint8Array)) continue;
      total += chunk.byteLength;
      if (total > outputBytes) {
        tooMuch();
        return;
      }
      patience.pause();
      yield chunk;
      patience.resume();
    }
  } catch (error) {
    // Safe: a stream that breaks off belongs to a process that was killed or never began, and `ended` says which.
    const began = child.pid !== undefined;
    if (began && !stopped() && child.exitCode === null && child.signalCode === null) throw error;
  } finally {
    // A consumer that stops early has no more use for the process.
    if (child.exitCode === null && child.signalCode === null) {
      child.stdout?.resume();
      patience.resume();
    }
  }
  await ended.catch(() => {
    // Safe: reported through `ended`.
  });
}

/** A timer that stands still while the caller is busy. */
class Patience {
  #leftMs: number;
  #since = performance.now();
  #timer: NodeJS.Timeout | undefined;
  readonly #onEmpty: () => void;
  #over = false;

  constructor(ms: number, onEmpty: () => void) {
    this.#leftMs = ms;
    this.#onEmpty = onEmpty;
    this.resume();
  }

  pause(): void {
    if (this.#timer === undefined) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#leftMs -= performance.now() - this.#since;
  }

  resume(): void {
    if (this.#timer !== undefined || this.#over) return;
    this.#since = performance.now();
    this.#timer = setTimeout(this.#onEmpty, Math.max(0, this.#leftMs));
  }

  renew(ms: number): void {
    const running = this.#timer !== undefined;
    this.pause();
    this.#leftMs = ms;
    if (running) this.resume();
  }

  end(): void {
    this.pause();
    this.#over = true;
  }
}

const MEMORY_SIGNS =
  /heap out of memory|allocation failed|out of memory|Cannot allocate memory|std::bad_alloc|ERR_MEMORY_ALLOCATION_FAILED/i;

function judge(code: number | null, untrustedStderr: string): ExpendableEnd['how'] {
  if (code === 0) return 'exited';
  if (MEMORY_SIGNS.test(untrustedStderr)) return 'too-much-memory';
  // 128 + signal is how a shell or bubblewrap hands on that a signal ended the process.
  return code === null || code > 128 ? 'crashed' : 'exited';
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // Safe: the group is gone already.
  }
}

function toError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error('stopped', { cause: reason });
}
