import * as crypto from 'node:crypto';
import * as fs from 'node:fs';
import * as paths from 'node:path';

/** The bag: RFC 8493, in the one spelling that Touchstone writes. */

const CHUNK = Buffer.alloc(1 << 20);
const LONGEST_TO_READ = 1 << 28; // bytes

function walk(root, within, found, faults) {
  const names = fs.readdirSync(paths.join(root, within));
  if (names.length === 0) faults.add('unlisted', 'an empty folder that does not belong to the package', within || '.');
  for (const name of names) {
    const path = within === '' ? name : `${within}/${name}`;
    const entry = fs.lstatSync(paths.join(root, path));
    if (entry.isDirectory()) walk(root, path, found, faults);
    else if (entry.isFile()) found.push(path);
    else faults.add('unlisted', 'no plain file: a link, or a device', path);
  }
}

/** Both hashes of a file in one pass, in constant memory. */
function hashesOf(file) {
  const [short, long] = [crypto.createHash('sha256'), crypto.createHash('sha512')];
  const handle = fs.openSync(file, 'r');
  let bytes = 0;
  try {
    for (let read; (read = fs.readSync(handle, CHUNK)) > 0; bytes += read) {
      short.update(CHUNK.subarray(0, read));
      long.update(CHUNK.subarray(0, read));
    }
  } finally {
    fs.closeSync(handle);
  }
  return { sha256: short.digest('hex'), sha512: long.digest('hex'), bytes };
}

function manifestIn(text, name, digits, faults) {
  const listed = new Map();
  const lines = text.split('\n');
  if (lines.pop() !== '') faults.add('manifest', 'a manifest that ends in half a line', name);
  let last = '';
  for (const line of lines) {
    const [, hash, path] = /^([0-9a-f]+) {2}([A-Za-z0-9][\w.-]*(?:\/[A-Za-z0-9][\w.-]*)*)$/.exec(line) ?? [];
    if (hash?.length !== digits || path <= last) {
      faults.add('manifest', 'a line that is none of a manifest, or not in order', `${name}: ${line.slice(0, 100)}`);
      continue;
    }
    listed.set((last = path), hash);
  }
  return listed;
}

const TAG_FILES = new Set(['bag-info.txt', 'bagit.txt', 'manifest-sha256.txt', 'manifest-sha512.txt', 'signature.txt']);

/** @returns the SHA-256 of every file, as it is on the disk, and how many bytes were read */
export function checkBag(root, faults) {
  const found = [];
  walk(root, '', found, faults);
  const hashes = new Map();
  for (const path of found) {
    try {
      hashes.set(path, hashesOf(paths.join(root, path)));
    } catch {
      faults.add('missing', 'cannot be read', path); // safe: it is said
    }
  }
  const listedSomewhere = new Set(['tagmanifest-sha256.txt', 'tagmanifest-sha512.txt']);
  for (const [algorithm, digits] of [
    ['sha256', 64],
    ['sha512', 128],
  ]) {
    for (const kind of ['tagmanifest', 'manifest']) {
      const name = `${kind}-${algorithm}.txt`;
      const listed = manifestIn(textOf(root, name, faults), name, digits, faults);
      for (const [path, hash] of listed) {
        listedSomewhere.add(path);
        const own = hashes.get(path);
        if ((kind === 'manifest') !== path.startsWith('data/'))
          faults.add('manifest', `a file that ${name} cannot list`, path);
        if (own === undefined) faults.add('missing', `listed in ${name} and not there`, path);
        else if (own[algorithm] !== hash) faults.add('changed', `not the file that ${name} lists`, path);
      }
      for (const path of hashes.keys()) {
        const mustBe = kind === 'manifest' ? path.startsWith('data/') : TAG_FILES.has(path);
        if (mustBe && !listed.has(path)) faults.add('unlisted', `there, and not listed in ${name}`, path);
      }
    }
  }
  for (const path of hashes.keys()) {
    const isTag = TAG_FILES.has(path) || path.startsWith('tagmanifest-sha');
    if (!listedSomewhere.has(path) || (!isTag && !path.startsWith('data/')))
      faults.add('unlisted', 'a file that does not belong to the package', path);
  }
  if (textOf(root, 'bagit.txt', faults) !== 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n')
    faults.add('bagit', 'not the declaration of a BagIt 1.0 bag', 'bagit.txt');
  return { hashes, bytes: [...hashes.values()].reduce((sum, each) => sum + each.bytes, 0) };
}

function bytesOf(root, path, faults) {
  try {
    const entry = fs.lstatSync(paths.join(root, path));
    if (!entry.isFile() || entry.size > LONGEST_TO_READ) throw new Error('no file to read');
    return fs.readFileSync(paths.join(root, path));
  } catch {
    faults.add('missing', 'not there, or not to be read', path);
    return Buffer.alloc(0); // safe: a file that is not there is a fault already
  }
}

export const textOf = (root, path, faults) => bytesOf(root, path, faults).toString('utf8');

export function jsonOf(root, path, faults) {
  try {
    const value = JSON.parse(textOf(root, path, faults));
    if (typeof value === 'object' && value !== null) return value;
  } catch {
    // Safe: what is no JSON is said below.
  }
  return faults.add('publication', 'not JSON', path);
}

/** What bag-info.txt may say is what publication.json says, which is signed. */
export function checkBagInfo(root, publication, hashes, faults) {
  const payload = [...hashes].filter(([path]) => path.startsWith('data/'));
  const octets = payload.reduce((sum, [, { bytes }]) => sum + bytes, 0);
  const expected = [
    ...(publication.publisher === undefined ? [] : [`Source-Organization: ${publication.publisher}`]),
    `Bagging-Date: ${publication.day}`,
    `External-Identifier: ${publication.id}`,
    `Payload-Oxum: ${octets}.${payload.length}`,
  ];
  const lines = textOf(root, 'bag-info.txt', faults).split('\n');
  const [agent, end, ...more] = lines.slice(expected.length);
  const holds =
    expected.every((line, at) => line === lines[at]) && /^Bag-Software-Agent: Touchstone[\w .-]*$/.test(agent);
  if (!holds || end !== '' || more.length > 0)
    faults.add('bag-info', 'says something else than publication.json, which is signed', 'bag-info.txt');
}
