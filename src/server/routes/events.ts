import { setTimeout as pause } from 'node:timers/promises';
import type { Context } from 'hono';
import type { Log } from '../../base/log.ts';
import type { OpenCase } from '../../house.ts';

const BEAT_MS = 15_000; // a comment now and then, so that a browser which went away is noticed
const RETRY_MS = 5_000; // what a browser waits before it asks again
const MAX_STREAMS = 4; // a browser opens six connections to a host; the rest must stay free for pages

/**
 * The account of a case as server-sent events (HTML Standard, 9.2): `status` with the JSON of a CaseStatus at once and
 * after every change. When too many are open the oldest ends; its browser asks again by itself.
 */
export function statusEvents(log: Log): (c: Context, opened: OpenCase) => Response {
  const open: AbortController[] = [];
  return (c, opened) => {
    const headers = { 'content-type': 'text/event-stream; charset=utf-8' };
    if (c.req.method === 'HEAD') return c.body(null, 200, headers);
    const ending = new AbortController();
    open.push(ending);
    if (open.length > MAX_STREAMS) open.shift()?.abort();
    const forget = (): void => {
      const at = open.indexOf(ending);
      if (at !== -1) open.splice(at, 1);
      ending.abort();
    };
    const over = AbortSignal.any([ending.signal, opened.closing]);
    return c.body(streamOf(events(opened, over), forget, over, log), 200, headers);
  };
}

async function* events(opened: OpenCase, signal: AbortSignal): AsyncGenerator<string, void> {
  let changed = Promise.withResolvers<void>();
  const stop = opened.onChange(() => changed.resolve());
  try {
    yield `retry: ${RETRY_MS}\n\n`;
    while (!signal.aborted) {
      changed = Promise.withResolvers(); // before the reading, so that a change during it is told next
      const began = performance.now();
      yield `event: status\ndata: ${JSON.stringify(await opened.status())}\n\n`;
      // Counting a large case takes its time: at most a tenth of all time goes into it.
      await pause((performance.now() - began) * 9, undefined, { signal }).catch(() => undefined); // aborted: ended below
      while (!(await within(changed.promise, signal))) yield ': still here\n\n';
    }
  } finally {
    stop();
  }
}

/** True once something changed or nobody listens any more, false when a beat is due. */
function within(changed: Promise<void>, signal: AbortSignal): Promise<boolean> {
  if (signal.aborted) return Promise.resolve(true);
  return new Promise((resolve) => {
    const end = (value: boolean) => (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', ended);
      resolve(value);
    };
    const timer = setTimeout(() => end(false)(), BEAT_MS);
    const ended = end(true);
    signal.addEventListener('abort', ended);
    void changed.then(end(true));
  });
}

/** Pulls nothing before it is read: an answer that is thrown away never listens to the case. */
function streamOf(
  parts: AsyncGenerator<string, void>,
  forget: () => void,
  over: AbortSignal,
  log: Log,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const { done, value } = await parts.next();
          if (value !== undefined) controller.enqueue(encoder.encode(value));
          if (done !== true) return;
          forget();
          controller.close();
        } catch (error) {
          // A case that is closed under its listeners, or a listener that went away, is no failure.
          const expected = over.aborted;
          forget();
          if (!expected) log('the events of a case ended', error);
          if (expected) controller.close();
          else controller.error(error);
        }
      },
      async cancel() {
        forget();
        await parts.return().catch(() => undefined); // nobody listens any more: `pull` has told what there was to tell
      },
    },
    { highWaterMark: 0 },
  );
}
