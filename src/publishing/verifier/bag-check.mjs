import { textIn } from './basics.mjs';

/**
 * The bag: RFC 8493, in the one spelling that Touchstone writes.
 *
 * `files` is where it lies: `list()` gives `{found, odd}`, or undefined where only what the lists name can be asked for, as
 * from a web server; `read(path)` the bytes, or undefined; `hashAll(paths, lookOf, take)` reads each file once, in any
 * order, and calls `take(path, {sha256, sha512, bytes, page?})`, or `take(path, undefined)` for what cannot be read.
 * `open()`, `archiveFaults()` and `seen()`, what `list()` could not say before, are of archives (archive.mjs), if there. `lookOf(path)` says what of its content is told as `page` (told-check.mjs, `pageIn`).
 */

const TAG_FILES = new Set(['bag-info.txt', 'bagit.txt', 'manifest-sha256.txt', 'manifest-sha512.txt', 'signature.txt']);
const LISTS = [
  ['manifest', 'sha256', 64],
  ['tagmanifest', 'sha256', 64],
  ['manifest', 'sha512', 128],
  ['tagmanifest', 'sha512', 128],
].map(([kind, algorithm, digits]) => ({ kind, algorithm, digits, name: `${kind}-${algorithm}.txt` }));
const LIST_LINE = /^([0-9a-f]+) {2}([A-Za-z0-9][\w.,-]*(?:\/[A-Za-z0-9][\w.,-]*)*)$/;

function linesIn(text, { name, digits }, faults) {
  const listed = new Map();
  const lines = text.split('\n');
  if (lines.pop() !== '') faults.add('manifest', 'a manifest that ends in half a line', name);
  let last = '';
  for (const line of lines) {
    const [, hash, path] = LIST_LINE.exec(line) ?? [];
    if (hash?.length !== digits || path <= last) {
      faults.add('manifest', 'a line that is none of a manifest, or not in order', `${name}: ${line.slice(0, 100)}`);
      continue;
    }
    listed.set((last = path), hash);
  }
  return listed;
}

/** What the four lists say. */
export async function readLists(context) {
  const lists = [];
  for (const list of LISTS)
    lists.push({ ...list, listed: linesIn(await textOf(context, list.name), list, context.faults) });
  return lists;
}

/** What a package has by its lists, where nobody can say what is there. */
export function pathsListed(lists) {
  return [...new Set([...TAG_FILES, ...lists.flatMap(({ name, listed }) => [name, ...listed.keys()])])];
}

/**
 * Each file once.
 * @param texts PageTexts
 * @returns what `take` of `files` is told, by path, in an order that does not depend on who was quicker
 */
export async function hashBag(paths, { files, tell }, texts) {
  const found = new Map();
  let bytes = 0;
  await files.hashAll(
    paths,
    (path) => texts.lookOf(path),
    (path, own) => {
      if (own?.page !== undefined) texts.take(path, own.page);
      found.set(path, own && { sha256: own.sha256, sha512: own.sha512, bytes: own.bytes });
      bytes += own?.bytes ?? 0;
      tell?.({ bytes, files: found.size, of: paths.length });
    },
  );
  return new Map([...new Set([...paths, ...found.keys()])].map((path) => [path, found.get(path)]));
}

/** @returns the SHA-256 of every file, as it is there, how many bytes were read, and whether all that is there was seen */
export async function checkBag(context, { lists, there }, all) {
  const { faults } = context;
  const hashes = new Map([...all].filter(([, own]) => own !== undefined));
  for (const { path, what } of there?.odd ?? []) faults.add('unlisted', what, path);
  for (const path of there?.found ?? []) if (!hashes.has(path)) faults.add('missing', 'cannot be read', path);
  const listedSomewhere = new Set(['tagmanifest-sha256.txt', 'tagmanifest-sha512.txt']);
  for (const { kind, algorithm, name, listed } of lists) {
    for (const [path, hash] of listed) {
      listedSomewhere.add(path);
      const own = hashes.get(path);
      if ((kind === 'manifest') !== path.startsWith('data/'))
        faults.add('manifest', 'a file that {list} cannot list', path, { list: name });
      if (own === undefined) faults.add('missing', 'listed in {list} and not there', path, { list: name });
      else if (own[algorithm] !== hash) faults.add('changed', 'not the file that {list} lists', path, { list: name });
    }
    for (const path of hashes.keys()) {
      const mustBe = kind === 'manifest' ? path.startsWith('data/') : TAG_FILES.has(path);
      if (mustBe && !listed.has(path)) faults.add('unlisted', 'there, and not listed in {list}', path, { list: name });
    }
  }
  for (const path of hashes.keys()) {
    const isTag = TAG_FILES.has(path) || path.startsWith('tagmanifest-sha');
    if (!listedSomewhere.has(path) || (!isTag && !path.startsWith('data/')))
      faults.add('unlisted', 'a file that does not belong to the package', path);
  }
  if ((await textOf(context, 'bagit.txt')) !== 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n')
    faults.add('bagit', 'not the declaration of a BagIt 1.0 bag', 'bagit.txt');
  const bytes = [...hashes.values()].reduce((sum, each) => sum + each.bytes, 0);
  return { hashes, bytes, isWhole: there !== undefined };
}

export async function textOf({ files, faults }, path) {
  const bytes = await files.read(path);
  if (bytes === undefined) faults.add('missing', 'not there, or not to be read', path);
  return textIn(bytes ?? new Uint8Array());
}

export function jsonIn(text, path, faults) {
  try {
    const value = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return value;
  } catch {
    // Safe: what is no JSON is said below.
  }
  return faults.add('publication', 'not JSON', path);
}

/** What bag-info.txt may say is what publication.json says, which is signed. */
export async function checkBagInfo(context, publication, hashes) {
  const payload = [...hashes].filter(([path]) => path.startsWith('data/'));
  const octets = payload.reduce((sum, [, { bytes }]) => sum + bytes, 0);
  const expected = [
    ...(publication.publisher === undefined ? [] : [`Source-Organization: ${publication.publisher}`]),
    `Bagging-Date: ${publication.day}`,
    `External-Identifier: ${publication.id}`,
    `Payload-Oxum: ${octets}.${payload.length}`,
  ];
  const lines = (await textOf(context, 'bag-info.txt')).split('\n');
  const [agent, end, ...more] = lines.slice(expected.length);
  const holds =
    expected.every((line, at) => line === lines[at]) && /^Bag-Software-Agent: Touchstone[\w .-]*$/.test(agent);
  if (!holds || end !== '' || more.length > 0)
    context.faults.add('bag-info', 'says something else than publication.json, which is signed', 'bag-info.txt');
}
