import { parentPort, workerData } from 'node:worker_threads';
import type { PassageKey } from '../../search-index.ts';
import { asProblems } from '../sqlite-file.ts';
import type { SqliteReader } from '../sqlite-reader.ts';
import type { SqliteWriter } from '../sqlite-writer.ts';
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

type Connection =
  | { readonly role: 'writer'; readonly writer: SqliteWriter }
  | { readonly role: 'reader'; readonly reader: SqliteReader };
let connection: Connection | undefined;
/** Each role loads its own code only: a server opens the writer before its first page. */
const connect = await connector(task);

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
  asProblems(() => (connection?.role === 'writer' ? connection.writer : connection?.reader)?.close());
  connection = undefined;
}

async function connector({ role, file }: WorkerTask): Promise<() => Connection> {
  if (role === 'writer') {
    const { SqliteWriter: Writer } = await import('../sqlite-writer.ts');
    return () => ({ role, writer: new Writer(file) });
  }
  const { SqliteReader: Reader } = await import('../sqlite-reader.ts');
  return () => ({ role, reader: new Reader(file, askTexts) });
}

function run(call: Exclude<Call, { readonly name: 'close' }>): unknown {
  if (call.name === 'open') {
    connection = connect();
    return undefined;
  }
  if (connection?.role === 'writer') return runWriter(connection.writer, call);
  if (connection?.role === 'reader') return runReader(connection.reader, call);
  throw new Error(`${call.name} needs an open index`);
}

function runReader(reader: SqliteReader, call: Call): unknown {
  switch (call.name) {
    case 'count':
      return reader.count();
    case 'search':
      return reader.search(call.request);
    case 'marksIn':
      return reader.marksIn(call.query, call.document, call.rewritings);
    case 'tally':
      return reader.tally(call.queries, call.rewritings);
    case 'counts':
      return reader.counts(call.texts);
    case 'open':
    case 'close':
    case 'put':
    case 'remove':
      throw new Error(`a reader does not ${call.name}`);
  }
}

function runWriter(writer: SqliteWriter, call: Call): unknown {
  if (call.name === 'count') return writer.count();
  if (call.name !== 'put' && call.name !== 'remove') throw new Error(`a writer does not ${call.name}`);
  clearTimeout(idle);
  asProblems(() => (call.name === 'put' ? writer.put(call.documents) : writer.remove(call.documents)));
  idle = setTimeout(() => tidy(writer), writer.owes ? 0 : IDLE_MS);
  return undefined;
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
