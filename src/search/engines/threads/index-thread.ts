import { Worker } from 'node:worker_threads';
import type { PassageTexts } from '../../search-index.ts';
import {
  answerOf,
  valueOf,
  type Answer,
  type Call,
  type FromWorker,
  type Results,
  type ToWorker,
  type WorkerTask,
} from './messages.ts';

/** One worker thread, and the calls that wait for it. */
export class IndexThread {
  readonly #worker: Worker;
  readonly #texts: PassageTexts;
  readonly #waiting = new Map<number, (answer: Answer) => void>();
  #calls = 0;
  #ended = false;

  constructor(task: WorkerTask, texts: PassageTexts) {
    this.#texts = texts;
    this.#worker = new Worker(new URL('sqlite-worker.ts', import.meta.url), { workerData: task });
    this.#worker.on('message', (message: FromWorker) => this.#receive(message));
    this.#worker.on('error', (error) => this.#end(error));
    this.#worker.on('exit', () => this.#end(new Error('the thread of the search index has ended')));
    // Only calls that wait keep the process alive.
    this.#worker.unref();
  }

  get waiting(): number {
    return this.#waiting.size;
  }

  async call<Asked extends Call>(call: Asked): Promise<Results[Asked['name']]> {
    if (this.#ended) throw new Error('the search index is closed');
    this.#calls += 1;
    const { promise, resolve } = Promise.withResolvers<Answer>();
    this.#waiting.set(this.#calls, resolve);
    this.#worker.ref();
    this.#send({ kind: 'call', id: this.#calls, call });
    return valueOf(await promise) as Results[Asked['name']];
  }

  async close(): Promise<void> {
    if (!this.#ended) await this.call({ name: 'close' });
    await this.stop();
  }

  async stop(): Promise<void> {
    await this.#worker.terminate();
  }

  #receive(message: FromWorker): void {
    if (message.kind === 'texts') {
      const { id, keys } = message;
      void answerOf(() => this.#texts(keys)).then((answer) => this.#send({ kind: 'texts', id, answer }));
      return;
    }
    const resolve = this.#waiting.get(message.id);
    this.#waiting.delete(message.id);
    if (this.#waiting.size === 0) this.#worker.unref();
    resolve?.(message.answer);
  }

  #end(reason: Error): void {
    this.#ended = true;
    for (const resolve of this.#waiting.values()) resolve({ bug: reason });
    this.#waiting.clear();
  }

  #send(message: ToWorker): void {
    if (!this.#ended) this.#worker.postMessage(message);
  }
}
