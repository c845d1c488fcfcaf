import * as crypto from 'node:crypto';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as paths from 'node:path';
import * as threads from 'node:worker_threads';
import { pageIn } from './told-check.mjs';

/** A package in a folder, and what Node has for checking it. */

const CHUNK = Buffer.alloc(1 << 20); // in each thread one: nothing waits while it is in use
const LONGEST_TO_READ = 1 << 28; // bytes
/** In bytes: with less, starting threads takes longer than they save. */
const WORTH_THREADS = 1 << 25;
const THREADS = Math.min(4, os.availableParallelism());
/** Files that a thread is told of together, and how many such tasks it has: it need not wait until this thread looks up from the proof. */
const IN_TASK = 64;
const TASKS_IN_HAND = 4;
/** Of what a thread has read nothing is kept: without a bound, V8 lets it grow for the sake of speed. */
const YOUNG_MB = 12;

/** Node 20.12 and later have a way without an object for each hash. */
const hashOnce = crypto.hash ?? ((name, bytes, form) => crypto.createHash(name).update(bytes).digest(form));

/** `tools` of package-check.mjs. */
export const nodeTools = {
  hash: (name, ...parts) =>
    parts.length === 1
      ? hashOnce(name, parts[0], 'buffer')
      : parts.reduce((hash, part) => hash.update(part), crypto.createHash(name)).digest(),
  rest: () => new Promise((resolve) => setImmediate(resolve)),
  async verify({ kind, hash = null }, spki, message, signature) {
    const key = crypto.createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' });
    const { RSA_PKCS1_PSS_PADDING: padding, RSA_PSS_SALTLEN_AUTO: saltLength } = crypto.constants;
    try {
      return crypto.verify(hash, message, kind === 'rsa-pss' ? { key, padding, saltLength } : key, signature);
    } catch {
      return false; // safe: a key of another kind than the signature
    }
  },
};

/** Reads until the chunk is full or the file at its end. */
function readChunk(handle) {
  let held = 0;
  for (let read = 1; read > 0 && held < CHUNK.length; held += read)
    read = fs.readSync(handle, CHUNK, held, CHUNK.length - held);
  return CHUNK.subarray(0, held);
}

function hashesAt(handle, look) {
  const first = readChunk(handle);
  if (first.length < CHUNK.length) return hashesOfBytes(first, look);
  return hashesInParts(chunksFrom(first, handle), look);
}

function* chunksFrom(first, handle) {
  for (let part = first; part.length > 0; part = readChunk(handle)) yield part;
}

export function hashesOfBytes(bytes, look) {
  const digests = { sha256: hashOnce('sha256', bytes, 'hex'), sha512: hashOnce('sha512', bytes, 'hex') };
  return { ...digests, bytes: bytes.length, ...(look && { page: pageIn(bytes, look.isCited) }) };
}

/** @param parts valid until the next is asked for */
export function hashesInParts(parts, look) {
  const [short, long] = [crypto.createHash('sha256'), crypto.createHash('sha512')];
  const content = [];
  let bytes = 0;
  for (const part of parts) {
    short.update(part);
    long.update(part);
    bytes += part.length;
    if (look && bytes <= LONGEST_TO_READ) content.push(Buffer.from(part));
  }
  const page = look && bytes <= LONGEST_TO_READ ? { page: pageIn(Buffer.concat(content), look.isCited) } : {};
  return { sha256: short.digest('hex'), sha512: long.digest('hex'), bytes, ...page };
}

/** As `take` of `hashAll` (bag-check.mjs) is told, in one pass; undefined where it cannot be read. */
function hashesOf(file, look) {
  try {
    const handle = fs.openSync(file, fs.constants.O_RDONLY | fs.constants.O_NOFOLLOW | fs.constants.O_NONBLOCK);
    try {
      return hashesAt(handle, look);
    } finally {
      fs.closeSync(handle);
    }
  } catch {
    return undefined; // safe: that it cannot be read is said
  }
}

/** This very file is what the threads run: in them it does nothing but this. */
if (threads.workerData?.hashesFiles === true)
  threads.parentPort.on('message', (task) => {
    const { root } = threads.workerData;
    const files = task.paths.split(BETWEEN).map((path) => paths.join(root, path));
    const found = files.map((file, index) => hashesOf(file, LOOKS[task.looks[index]]));
    threads.parentPort.postMessage({
      digests: found.map((own) => (own === undefined ? '' : `${own.sha256} ${own.sha512} ${own.bytes}`)).join(BETWEEN),
      pages: found.map((own) => own?.page),
    });
  });

/** What goes between threads is a few texts: of many small things each is copied by itself. No name of a file has a nought. */
export const BETWEEN = '\0';
export const LOOKS = [undefined, { isCited: false }, { isCited: true }];

export const lookNumber = (look) => (look === undefined ? 0 : Number(look.isCited) + 1);

function* tasksOf(wanted, lookOf) {
  for (let from = 0; from < wanted.length; from += IN_TASK) {
    const task = wanted.slice(from, from + IN_TASK);
    const looks = task.map(lookOf).map(lookNumber);
    yield { task, message: { paths: task.join(BETWEEN), looks } };
  }
}

function takeTask(task, { digests, pages }, take) {
  for (const [index, each] of digests.split(BETWEEN).entries()) {
    const [sha256, sha512, bytes] = each.split(' ');
    const page = pages[index] === undefined ? {} : { page: pages[index] };
    take(task[index], each === '' ? undefined : { sha256, sha512, bytes: Number(bytes), ...page });
  }
}

function hashInThread(thread, tasks, take, takeMore) {
  return new Promise((resolve, reject) => {
    const inHand = [];
    const next = () => {
      const { value } = tasks.next();
      if (value !== undefined) {
        inHand.push(value.task);
        thread.postMessage(value.message);
      } else if (inHand.length === 0) resolve();
    };
    thread.on('error', reject);
    thread.on('message', (found) => {
      try {
        takeTask(inHand.shift(), found, take);
        takeMore?.(found);
      } catch (error) {
        reject(error); // whoever checks stops it
      }
      next();
    });
    for (let count = 0; count < TASKS_IN_HAND; count++) next();
  });
}

/**
 * @param file a module that answers tasks where it is started with `workerData`
 * @param tasks `{task, message}` each; `task` are the paths that are answered
 * @returns false where threads are of no use here
 */
export async function hashInThreads(file, workerData, tasks, take, takeMore) {
  if (THREADS === 1) return false;
  const options = { workerData, resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB } };
  const started = Array.from({ length: THREADS }, () => new threads.Worker(file, options));
  try {
    await Promise.all(started.map((thread) => hashInThread(thread, tasks, take, takeMore)));
  } finally {
    for (const thread of started) void thread.terminate();
  }
  return true;
}

/** In a folder of ten thousand pages, to ask after each file takes as long as to hash a tenth of them: what it is stands with its name. */
function walk(root, within, seen) {
  let entries;
  try {
    entries = fs.readdirSync(paths.join(root, within), { withFileTypes: true });
  } catch {
    seen.odd.push({ path: within || '.', what: 'a folder that cannot be read' }); // safe: it is said
    return;
  }
  if (entries.length === 0)
    seen.odd.push({ path: within || '.', what: 'an empty folder that does not belong to the package' });
  for (const named of entries) {
    const path = within === '' ? named.name : `${within}/${named.name}`;
    // Of a name that is no UTF-8 there is no file under its text.
    const isAsked = seen.bytes <= WORTH_THREADS || path.includes('\ufffd');
    const entry = isAsked ? fs.lstatSync(paths.join(root, path), { throwIfNoEntry: false }) : named;
    if (entry?.isDirectory()) walk(root, path, seen);
    else if (entry?.isFile()) {
      seen.found.push(path);
      seen.bytes += entry.size ?? 0;
    } else seen.odd.push({ path, what: 'no plain file: a link, or a device' });
  }
}

/** `files` of bag-check.mjs. Nothing outside the folder is opened: no link is followed. */
export function folderFiles(root) {
  let isLarge = false;
  return {
    async list() {
      const seen = { found: [], odd: [], bytes: 0 };
      walk(root, '', seen);
      isLarge = seen.bytes > WORTH_THREADS;
      return seen;
    },
    async read(path) {
      try {
        const file = paths.join(root, path);
        const entry = fs.lstatSync(file);
        return entry.isFile() && entry.size <= LONGEST_TO_READ ? fs.readFileSync(file) : undefined;
      } catch {
        return undefined; // safe: what is not there is a fault of its own
      }
    },
    async hashAll(wanted, lookOf, take) {
      if (!isLarge || THREADS === 1) {
        for (const [index, path] of wanted.entries()) {
          if (index % IN_TASK === 0) await nodeTools.rest();
          take(path, hashesOf(paths.join(root, path), lookOf(path)));
        }
        return;
      }
      await hashInThreads(new URL(import.meta.url), { hashesFiles: true, root }, tasksOf(wanted, lookOf), take);
    },
  };
}
