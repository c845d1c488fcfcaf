import { Worker } from 'node:worker_threads';
import type { Answered, Asked, CallName, Calls, DocumentText } from './messages.ts';

/**
 * Finding and lining up, off the event loop. All open cases of a process share one thread, since each would load the
 * same models; it starts with the first call and ends when the last case is closed, in the middle of its work if need be.
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

let shared: ClaimsThread | undefined;
let rooms = 0;
const open = new Set<number>();

export function openClaimsRoom(): ClaimsRoom {
  rooms += 1;
  const room = rooms;
  open.add(room);
  const call = <Name extends CallName>(name: Name, asked: Calls[Name]['asked']): Promise<Calls[Name]['answer']> => {
    if (!open.has(room)) return Promise.reject(new ClaimsRoomClosed());
    shared ??= new ClaimsThread();
    return shared.call(room, name, asked);
  };
  return {
    find: (document) => call('find', document),
    ask: (name, asked) => call(name, { ...asked, room }),
    async close() {
      if (!open.delete(room)) return;
      shared?.leave(room);
      if (open.size > 0) return;
      const thread = shared;
      shared = undefined;
      await thread?.end();
    },
  };
}

interface Waiting {
  readonly room: number;
  readonly resolve: (answer: never) => void;
  readonly reject: (reason: unknown) => void;
}

/** V8 would keep three times as much for what lives for a moment only. */
const YOUNG_MB = 16;

class ClaimsThread {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  #calls = 0;
  #ended: Error | undefined;

  constructor() {
    this.#worker = new Worker(new URL('claims-worker.ts', import.meta.url), {
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
    });
    this.#worker.on('message', (answered: Answered) => this.#receive(answered));
    this.#worker.on('error', (error: unknown) => this.#fail(error instanceof Error ? error : new Error(String(error))));
    this.#worker.on('exit', () => this.#fail(new Error('the thread of claims has ended')));
    // Only calls that wait keep the process alive.
    this.#worker.unref();
  }

  call<Name extends CallName>(room: number, name: Name, asked: Calls[Name]['asked']): Promise<Calls[Name]['answer']> {
    if (this.#ended !== undefined) return Promise.reject(this.#ended);
    const { promise, resolve, reject } = Promise.withResolvers<Calls[Name]['answer']>();
    this.#calls += 1;
    this.#waiting.set(this.#calls, { room, resolve, reject });
    this.#worker.ref();
    this.#worker.postMessage({ id: this.#calls, name, asked });
    return promise;
  }

  leave(room: number): void {
    for (const [id, { room: its, reject }] of this.#waiting) {
      if (its !== room) continue;
      this.#waiting.delete(id);
      reject(new ClaimsRoomClosed());
    }
    if (this.#ended === undefined) this.#worker.postMessage({ id: 0, name: 'forget', asked: { room } } satisfies Asked);
  }

  async end(): Promise<void> {
    this.#ended ??= new ClaimsRoomClosed();
    this.#worker.ref(); // its end is waited for
    await this.#worker.terminate();
  }

  #receive(answered: Answered): void {
    const waiting = this.#waiting.get(answered.id);
    this.#waiting.delete(answered.id);
    if (this.#waiting.size === 0 && this.#ended === undefined) this.#worker.unref();
    if (waiting === undefined) return; // its case was closed meanwhile
    if ('error' in answered) waiting.reject(answered.error);
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the thread answers what it is asked
    else waiting.resolve(answered.answer as never);
  }

  #fail(error: Error): void {
    if (shared === this) shared = undefined; // the next call starts another
    this.#ended ??= error;
    for (const { reject } of this.#waiting.values()) reject(this.#ended);
    this.#waiting.clear();
  }
}
