import { parentPort, workerData } from 'node:worker_threads';
import type { PassageKey } from '../../search-index.ts';
import { asProblems } from '../sqlite-file.ts';
import { SqliteReader } from '../sqlite-reader.ts';
import { SqliteWriter } from '../sqlite-writer.ts';
import {
  answerOf,
  valueOf,
  type Answer,
  type Call,
  type FromWorker,
  type ToWorker,
  type WorkerTask,
} from './messages.ts';

/** The thread that holds one connection to the index. Its first call is `open`, its last `close`. */
const task: WorkerTask = workerData;
const port = parentPort;
if (port === null) throw new Error('sqlite-worker.ts runs as a worker thread');

const awaited = new Map<number, (answer: Answer) => void>();
const running = new Set<Promise<void>>();
let asked = 0;
/** How long nothing must be written before the index is tidied. */
const IDLE_MS = 1_000;
let idle: ReturnType<typeof setTimeout> | undefined;
let connection: SqliteWriter | SqliteReader | undefined;

port.on('message', (message: ToWorker) => {
  if (message.kind === 'texts') {
    awaited.get(message.id)?.(message.answer);
    awaited.delete(message.id);
    return;
  }
  const { id, call } = message;
  const done = answerOf(() => (call.name === 'close' ? close() : run(call)))
    .then((answer) => send({ kind: 'answer', id, answer }))
    .finally(() => running.delete(done));
  running.add(done);
});

/** What is asked before `close` is answered before it. */
async function close(): Promise<void> {
  await Promise.all(running);
  clearTimeout(idle);
  asProblems(() => connection?.close());
  connection = undefined;
}

function run(call: Exclude<Call, { readonly name: 'close' }>): unknown {
  if (call.name === 'open') {
    connection = task.role === 'writer' ? new SqliteWriter(task.file) : new SqliteReader(task.file, askTexts);
    return undefined;
  }
  const open = connection;
  if (call.name === 'put' || call.name === 'remove') return write(open, call);
  if (!(open instanceof SqliteReader)) throw new Error(`${call.name} needs an open reader`);
  switch (call.name) {
    case 'count':
      return open.count();
    case 'search':
      return open.search(call.request);
    case 'marksIn':
      return open.marksIn(call.query, call.document);
  }
}

function write(open: typeof connection, call: Call & { readonly name: 'put' | 'remove' }): void {
  if (!(open instanceof SqliteWriter)) throw new Error(`${call.name} needs an open writer`);
  clearTimeout(idle);
  asProblems(() => (call.name === 'put' ? open.put(call.documents) : open.remove(call.documents)));
  idle = setTimeout(() => tidy(open), IDLE_MS);
}

/** Step by step, so that a call that comes meanwhile waits for one step only. */
function tidy(open: SqliteWriter): void {
  try {
    if (open.tidy()) idle = setTimeout(() => tidy(open), 0);
  } catch {
    // Nobody asked for it: a full disk or another writer is met again, and reported, by whoever puts next.
  }
}

async function askTexts(keys: readonly PassageKey[]): Promise<readonly string[]> {
  asked += 1;
  const id = asked;
  const { promise, resolve } = Promise.withResolvers<Answer>();
  awaited.set(id, resolve);
  send({ kind: 'texts', id, keys });
  const texts = valueOf(await promise);
  return Array.isArray(texts) ? texts.map(String) : [];
}

function send(message: FromWorker): void {
  port?.postMessage(message);
}
