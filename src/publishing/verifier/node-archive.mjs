import * as fs from 'node:fs';
import * as threads from 'node:worker_threads';
import * as zlib from 'node:zlib';
import { archivedFault, archiveFiles, filesTogether, localHead, ownCrc32 } from './archive.mjs';
import { BETWEEN, hashesInParts, hashesOfBytes, hashInThreads, LOOKS, lookNumber, nodeTools } from './node-files.mjs';

/** A package as one file, read from the disk in large pieces. */

const PIECE = { bytes: Buffer.alloc(0), most: 1 << 22 };
/** In bytes: with less, starting threads takes longer than they save. */
const ARCHIVE_WORTH_THREADS = 1 << 25;
/** Node 20.15 and later have one of their own. */
const crcOf = zlib.crc32 ?? ownCrc32;

/** Exactly these bytes; fewer where the file ends before. */
function readAt(handle, bytes, from) {
  let held = 0;
  for (let read = 1; read > 0 && held < bytes.length; held += read)
    read = fs.readSync(handle, bytes, held, bytes.length - held, from + held);
  return bytes.subarray(0, held);
}

function* partsAt(handle, from, to) {
  const bytes = Buffer.alloc(PIECE.most);
  for (let at = from; at < to;) {
    const part = readAt(handle, bytes.subarray(0, Math.min(bytes.length, to - at)), at);
    if (part.length === 0) return;
    yield part;
    at += part.length;
  }
}

/** @returns for each file its hashes and what is wrong with its place in the archive */
function hashPieceAt(handle, files, looks, list) {
  const [{ at: from }, last] = [files[0], files.at(-1)];
  const length = last.begin + last.size - from;
  if (length > PIECE.most) return files.map((file, index) => hashLargeAt(handle, file, looks[index], list));
  if (PIECE.bytes.length < length) PIECE.bytes = Buffer.alloc(PIECE.most);
  const bytes = readAt(handle, PIECE.bytes.subarray(0, length), from);
  return files.map((file, index) => {
    const content = bytes.subarray(file.begin - from, file.begin - from + file.size);
    const fault = archivedFault(file, bytes.subarray(file.at - from, file.begin - from), crcOf(content), list);
    return { own: hashesOfBytes(content, looks[index]), fault };
  });
}

function hashLargeAt(handle, file, look, list) {
  let crc = 0;
  function* parts() {
    for (const part of partsAt(handle, file.begin, file.begin + file.size)) {
      crc = crcOf(part, crc);
      yield part;
    }
  }
  const own = hashesInParts(parts(), look);
  const head = readAt(handle, Buffer.alloc(localHead(file, list).length), file.at);
  return { own, fault: archivedFault(file, head, crc, list) };
}

/** What a thread is told of files: texts and numbers, as few as there can be. */
function pieceMessage(files, lookOf) {
  const numbers = Float64Array.from(files.flatMap(({ size, crc, at, begin }) => [size, crc, at, begin]));
  return {
    paths: files.map(({ path }) => path).join(BETWEEN),
    numbers,
    looks: files.map((f) => lookNumber(lookOf(f.path))),
  };
}

function filesOfMessage({ paths, numbers }) {
  return paths.split(BETWEEN).map((path, index) => {
    const [size, crc, at, begin] = numbers.subarray(4 * index, 4 * index + 4);
    return { path, size, crc, at, begin };
  });
}

if (threads.workerData?.hashesArchive === true) {
  const { place, list } = threads.workerData;
  const handle = fs.openSync(place, fs.constants.O_RDONLY);
  threads.parentPort.on('message', (task) => {
    const files = filesOfMessage(task);
    const found = hashPieceAt(
      handle,
      files,
      task.looks.map((look) => LOOKS[look]),
      list,
    );
    threads.parentPort.postMessage({
      digests: found.map(({ own }) => `${own.sha256} ${own.sha512} ${own.bytes}`).join(BETWEEN),
      pages: found.map(({ own }) => own.page),
      faults: found.flatMap(({ fault }) => (fault === undefined ? [] : [{ said: fault.said, where: fault.where }])),
    });
  });
}

function* tasksOfPieces({ list, lookOf }) {
  for (const files of filesTogether(list, PIECE.most))
    yield { task: files.map(({ path }) => path), message: pieceMessage(files, lookOf) };
}

/** `files` of bag-check.mjs. @throws Error of the system where it cannot be read */
export function archiveFile(place) {
  const handle = fs.openSync(place, fs.constants.O_RDONLY | fs.constants.O_NONBLOCK);
  const { size } = fs.fstatSync(handle);
  const read = async (from, to) => readAt(handle, Buffer.alloc(to - from), from);
  return archiveFiles({ size, read }, async (asked) => {
    const { lookOf, take, wrong } = asked;
    const list = { top: asked.list.top, day: asked.list.day };
    if (size > ARCHIVE_WORTH_THREADS) {
      const takeFaults = ({ faults }) => faults.forEach(wrong);
      const data = { hashesArchive: true, place, list };
      if (await hashInThreads(new URL(import.meta.url), data, tasksOfPieces(asked), take, takeFaults)) return;
    }
    for (const files of filesTogether(asked.list, PIECE.most)) {
      await nodeTools.rest();
      const looks = files.map(({ path }) => lookOf(path));
      for (const [index, { own, fault }] of hashPieceAt(handle, files, looks, list).entries()) {
        if (fault) wrong(fault);
        take(files[index].path, own);
      }
    }
  });
}
