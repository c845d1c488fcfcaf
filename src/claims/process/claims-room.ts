import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Answered, Asked, CallName, Calls, DocumentText, Looked, Noted } from './messages.ts';

/**
 * Finding and lining up, in a process of their own: their models and all that is compared would otherwise be memory of
 * the main process. All open cases share one; it starts with the first call and ends when the last case is closed, in
 * the middle of its work if need be, or when this process has ended.
 */
export interface ClaimsRoom {
  find(document: DocumentText): Promise<Calls['find']['answer']>;
  /** Everything else that is asked about the documents of this case. */
  ask<Name extends RoomCall>(name: Name, asked: Omit<Calls[Name]['asked'], 'room'>): Promise<Calls[Name]['answer']>;
  /** What is under way is rejected with `ClaimsRoomClosed`. */
  close(): Promise<void>;
}

type RoomCall = Exclude<CallName, 'find' | 'forget'>;

/** Thrown by calls that were not over when their case was closed. */
export class ClaimsRoomClosed extends Error {
  override readonly name = 'ClaimsRoomClosed';
}

/** Thrown by calls during which the process ended by itself, and by the next call of each case whose documents it held. */
export class ClaimsProcessEnded extends Error {
  override readonly name = 'ClaimsProcessEnded';
  /** What it told last that it was about to look at, during this call. */
  looked: Looked | undefined;
}

let shared: ClaimsProcess | undefined;
let rooms = 0;
const open = new Set<number>();

/** The longest text that is looked at takes seconds; what goes on for so long is lost in a pattern, and holds up all. */
const LONGEST_FIND_MS = 15 * 60_000;

/** @param longestFindMs after which the process is ended, whatever else it does */
export function openClaimsRoom(longestFindMs = LONGEST_FIND_MS): ClaimsRoom {
  rooms += 1;
  const room = rooms;
  open.add(room);
  /** The process that was asked last about documents of this case: no other knows them. */
  let holder: ClaimsProcess | undefined;
  const call = <Name extends CallName>(name: Name, asked: Calls[Name]['asked']): Promise<Calls[Name]['answer']> => {
    if (!open.has(room)) return Promise.reject(new ClaimsRoomClosed());
    shared ??= new ClaimsProcess();
    return shared.call(room, name, asked);
  };
  return {
    async find(document) {
      const found = call('find', document);
      const process = shared;
      const limit = setTimeout(() => process?.kill(), longestFindMs);
      limit.unref();
      return found.finally(() => clearTimeout(limit));
    },
    ask(name, asked) {
      const lost = holder !== undefined && holder !== shared;
      const answer = lost ? Promise.reject(new ClaimsProcessEnded(ENDED)) : call(name, { ...asked, room });
      holder = lost ? undefined : shared;
      return answer;
    },
    async close() {
      if (!open.delete(room)) return;
      shared?.leave(room);
      if (open.size > 0) return;
      const process = shared;
      shared = undefined;
      await process?.end();
    },
  };
}

interface Waiting {
  readonly room: number;
  readonly resolve: (answer: never) => void;
  readonly reject: (reason: unknown) => void;
  looked?: Looked;
}

const ENTRY_POINT = fileURLToPath(new URL('claims-child.ts', import.meta.url));
/**
 * Of Node, for the process of claims, and for whoever measures what is done in it. V8 would keep three times as much for what
 * lives for a moment only.
 */
export const CLAIMS_NODE_OPTIONS: readonly string[] = [
  '--disable-warning=ExperimentalWarning',
  '--max-semi-space-size=8',
  '--heap-growing-percent=40', // before garbage is collected; V8 would let it come to four times what is needed
];

const ENDED = 'the process of claims has ended';

function isNoted(message: Answered | Noted): message is Noted {
  return 'looked' in message;
}

function isAnswered(message: unknown): message is Answered | Noted {
  return typeof message === 'object' && message !== null && 'id' in message && typeof message.id === 'number';
}

function withLooked(error: Error, looked: Looked | undefined): Error {
  if (!(error instanceof ClaimsProcessEnded) || looked === undefined) return error;
  const own = new ClaimsProcessEnded(error.message, { cause: error });
  own.looked = looked;
  return own;
}

class ClaimsProcess {
  readonly #child: ChildProcess;
  readonly #waiting = new Map<number, Waiting>();
  #calls = 0;
  #ended: Error | undefined;

  constructor() {
    const stdio = ['ignore', 'ignore', 'inherit', 'ipc'] as const;
    this.#child = fork(ENTRY_POINT, {
      serialization: 'advanced',
      execArgv: [...CLAIMS_NODE_OPTIONS],
      stdio: [...stdio],
    });
    this.#child.on('message', (message) => {
      if (isAnswered(message)) this.#receive(message);
    });
    this.#child.on('error', (cause) => this.#fail(new ClaimsProcessEnded(ENDED, { cause })));
    this.#child.on('exit', (code, signal) => {
      const fail = (): void => this.#fail(new ClaimsProcessEnded(`${ENDED}: ${code ?? signal}`));
      // What it told before it ended may not have been read yet.
      if (this.#child.connected) this.#child.once('disconnect', fail);
      else fail();
    });
    // Only calls that wait keep this process alive.
    this.#hold(false);
  }

  call<Name extends CallName>(room: number, name: Name, asked: Calls[Name]['asked']): Promise<Calls[Name]['answer']> {
    if (this.#ended !== undefined) return Promise.reject(this.#ended);
    const { promise, resolve, reject } = Promise.withResolvers<Calls[Name]['answer']>();
    this.#calls += 1;
    this.#waiting.set(this.#calls, { room, resolve, reject });
    this.#hold(true);
    this.#child.send({ id: this.#calls, name, asked });
    return promise;
  }

  leave(room: number): void {
    for (const [id, { room: its, reject }] of this.#waiting) {
      if (its !== room) continue;
      this.#waiting.delete(id);
      reject(new ClaimsRoomClosed());
    }
    if (this.#ended === undefined) this.#child.send({ id: 0, name: 'forget', asked: { room } } satisfies Asked);
  }

  async end(): Promise<void> {
    this.#ended ??= new ClaimsRoomClosed();
    if (this.#child.exitCode !== null || this.#child.signalCode !== null || this.#child.pid === undefined) return;
    this.#hold(true); // its end is waited for
    const exit = once(this.#child, 'exit');
    this.kill();
    await exit;
  }

  /** What it was asked is rejected, and the next call starts another. */
  kill(): void {
    this.#child.kill('SIGKILL'); // it holds nothing that is not in the case
  }

  #hold(alive: boolean): void {
    if (alive) {
      this.#child.ref();
      this.#child.channel?.ref();
    } else {
      this.#child.unref();
      this.#child.channel?.unref();
    }
  }

  #receive(answered: Answered | Noted): void {
    const waiting = this.#waiting.get(answered.id);
    if (isNoted(answered)) {
      if (waiting !== undefined) waiting.looked = answered.looked;
      return;
    }
    this.#waiting.delete(answered.id);
    if (this.#waiting.size === 0 && this.#ended === undefined) this.#hold(false);
    if (waiting === undefined) return; // its case was closed meanwhile
    if ('error' in answered) waiting.reject(answered.error);
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the process answers what it is asked
    else waiting.resolve(answered.answer as never);
  }

  #fail(error: Error): void {
    if (shared === this) shared = undefined; // the next call starts another
    this.#ended ??= error;
    for (const { reject, looked } of this.#waiting.values()) reject(withLooked(this.#ended, looked));
    this.#waiting.clear();
  }
}
