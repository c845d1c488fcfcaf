import { Worker } from 'node:worker_threads';
import { parseTextDerivative } from '../derivatives.ts';
import { compareTexts, pageOf, type ComparedPage, type ComparisonRequest } from './compare.ts';

/** Two texts that have been compared; their rows are asked for by the page. */
interface Compared {
  page(request: ComparisonRequest): Promise<ComparedPage>;
  /** What is asked before it is answered; then its memory is given back. */
  close(): void;
}

export interface Comparer {
  /** @param first, second name text derivatives. Whoever turns the pages of one comparison waits for it once. */
  page(first: string, second: string, request: ComparisonRequest): Promise<ComparedPage>;
}

/** In bytes of both text derivatives: below it a comparison is over before a thread would have started. */
const HERE_BYTES = 400_000;
/** In ms: so long the last comparison is kept for its next page. */
const KEPT_MS = 60_000;

/**
 * Compares texts one pair at a time: long ones in a thread of their own, which keeps the rows, so that neither the
 * comparison nor its answer keeps the case from answering others.
 */
export function openComparer(
  bytesOf: (derivative: string) => Promise<Uint8Array>,
  { hereBytes = HERE_BYTES, keptMs = KEPT_MS }: { readonly hereBytes?: number; readonly keptMs?: number } = {},
): Comparer {
  let last: { readonly key: string; readonly compared: Promise<Compared> } | undefined;
  let forgetting: NodeJS.Timeout | undefined;

  const forget = (): void => {
    clearTimeout(forgetting);
    // A comparison that failed has nothing to close, and whoever asked for it was told.
    last?.compared.then((compared) => compared.close()).catch(() => undefined);
    last = undefined;
  };

  const start = async (first: string, second: string, before: Promise<unknown> | undefined): Promise<Compared> => {
    await before?.catch(() => undefined); // its own caller was told
    const [a, b] = [await bytesOf(first), await bytesOf(second)];
    return a.byteLength + b.byteLength <= hereBytes ? compareHere(a, b) : compareInThread(a, b);
  };

  return {
    async page(first, second, request) {
      const key = `${first} ${second}`;
      if (last?.key !== key) {
        const before = last?.compared;
        forget();
        last = { key, compared: start(first, second, before) };
      }
      const { compared } = last;
      try {
        return await (await compared).page(request);
      } catch (error) {
        if (last?.compared === compared) forget(); // what failed is tried again
        throw error;
      } finally {
        clearTimeout(forgetting);
        forgetting = setTimeout(forget, keptMs).unref();
      }
    },
  };
}

async function compareHere(first: Uint8Array, second: Uint8Array): Promise<Compared> {
  const texts = await compareTexts(parseTextDerivative(first), parseTextDerivative(second));
  return { page: async (request) => pageOf(texts, request), close: () => {} };
}

export interface ComparingData {
  readonly first: Uint8Array;
  readonly second: Uint8Array;
}
export interface ComparingAnswer {
  readonly id: number;
  readonly page: ComparedPage;
}

/** Resolves once the texts are compared. */
async function compareInThread(first: Uint8Array, second: Uint8Array): Promise<Compared> {
  const data: ComparingData = { first, second };
  const thread = new Worker(new URL('./comparing-thread.ts', import.meta.url), { workerData: data });
  const waiting = new Map<number, PromiseWithResolvers<ComparedPage>>();
  const ready = Promise.withResolvers<void>();
  let asked = 0;
  let closing = false;
  const rest = (): void => {
    if (waiting.size > 0) return;
    // Only pages that are waited for keep the process alive.
    thread.unref();
    if (closing) void thread.terminate();
  };
  const fail = (error: Error): void => {
    ready.reject(error);
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  thread.on('error', fail);
  thread.on('exit', () => fail(new Error('the thread that compares texts has ended')));
  thread.on('message', (message: ComparingAnswer | 'compared') => {
    if (message === 'compared') return ready.resolve();
    waiting.get(message.id)?.resolve(message.page);
    waiting.delete(message.id);
    return rest();
  });
  await ready.promise;
  rest();
  return {
    page(request) {
      const answer = Promise.withResolvers<ComparedPage>();
      asked += 1;
      waiting.set(asked, answer);
      thread.ref();
      thread.postMessage({ id: asked, request });
      return answer.promise;
    },
    close() {
      closing = true;
      rest();
    },
  };
}
