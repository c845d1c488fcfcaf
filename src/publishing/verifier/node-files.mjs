import * as crypto from 'node:crypto';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as paths from 'node:path';
import * as threads from 'node:worker_threads';

/** A package in a folder, and what Node has for checking it. */

const CHUNK = Buffer.alloc(1 << 20); // in each thread one: nothing waits while it is in use
const LONGEST_TO_READ = 1 << 28; // bytes
/** In bytes: with less, starting threads takes longer than they save. */
const WORTH_THREADS = 1 << 25;
const MOST_THREADS = 4;

/** `tools` of package-check.mjs. */
export const nodeTools = {
  hash: (name, ...parts) => parts.reduce((hash, part) => hash.update(part), crypto.createHash(name)).digest(),
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

/** Both hashes of a file in one pass, in constant memory; undefined where it cannot be read. */
function hashesOf(file, keeps) {
  const [short, long] = [crypto.createHash('sha256'), crypto.createHash('sha512')];
  const content = [];
  let bytes = 0;
  try {
    const handle = fs.openSync(file, fs.constants.O_RDONLY | fs.constants.O_NOFOLLOW | fs.constants.O_NONBLOCK);
    try {
      for (let read; (read = fs.readSync(handle, CHUNK)) > 0; bytes += read) {
        const part = CHUNK.subarray(0, read);
        short.update(part);
        long.update(part);
        if (keeps && bytes < LONGEST_TO_READ) content.push(Buffer.from(part));
      }
    } finally {
      fs.closeSync(handle);
    }
  } catch {
    return undefined; // safe: that it cannot be read is said
  }
  const kept = keeps && bytes < LONGEST_TO_READ ? { content: Buffer.concat(content) } : {};
  return { sha256: short.digest('hex'), sha512: long.digest('hex'), bytes, ...kept };
}

/** This very file is what the threads run: in them it does nothing but this. */
if (threads.workerData?.hashesFiles === true)
  threads.parentPort.on('message', ({ file, keeps }) => threads.parentPort.postMessage(hashesOf(file, keeps)));

/** One file each at a time. */
class HashingThread {
  #thread = new threads.Worker(new URL(import.meta.url), { workerData: { hashesFiles: true } });
  #settle;

  constructor() {
    this.#thread.on('message', (found) => this.#settle.resolve(found));
    this.#thread.on('error', (error) => this.#settle?.reject(error));
    this.#thread.unref();
  }

  hashes(file, keeps) {
    this.#thread.ref();
    this.#thread.postMessage({ file, keeps });
    return new Promise((resolve, reject) => (this.#settle = { resolve, reject })).finally(() => this.#thread.unref());
  }
}

function startThreads(count) {
  const free = Array.from({ length: count }, () => new HashingThread());
  return async (file, keeps) => {
    const thread = free.pop();
    const found = await thread.hashes(file, keeps);
    free.push(thread);
    return found;
  };
}

function walk(root, within, seen) {
  let names;
  try {
    names = fs.readdirSync(paths.join(root, within));
  } catch {
    seen.odd.push({ path: within || '.', what: 'a folder that cannot be read' }); // safe: it is said
    return;
  }
  if (names.length === 0)
    seen.odd.push({ path: within || '.', what: 'an empty folder that does not belong to the package' });
  for (const name of names) {
    const path = within === '' ? name : `${within}/${name}`;
    // Of a name that is no UTF-8 there is no file under its text.
    const entry = fs.lstatSync(paths.join(root, path), { throwIfNoEntry: false });
    if (entry?.isDirectory()) walk(root, path, seen);
    else if (entry?.isFile()) {
      seen.found.push(path);
      seen.bytes += entry.size;
    } else seen.odd.push({ path, what: 'no plain file: a link, or a device' });
  }
}

/** `files` of bag-check.mjs. Nothing outside the folder is opened: no link is followed. */
export function folderFiles(root) {
  const count = Math.min(MOST_THREADS, os.availableParallelism());
  let hashes = (file, keeps) => Promise.resolve(hashesOf(file, keeps));
  return {
    atOnce: count,
    async list() {
      const seen = { found: [], odd: [], bytes: 0 };
      walk(root, '', seen);
      if (seen.bytes > WORTH_THREADS && count > 1) hashes = startThreads(count);
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
    hashes: (path, keeps) => hashes(paths.join(root, path), keeps),
  };
}
