import { createHash } from 'node:crypto';
import { lstat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Problem } from '../base/problem.ts';
import type { BagReport } from '../nouns/bag.ts';
import { shownPath } from '../nouns/path-bytes.ts';
import { folderPlace, type BagPlace } from './bag-place.ts';
import {
  decodeTags,
  parseDeclaration,
  parseFetch,
  parseInfo,
  parseManifest,
  type BagFinding,
  type BagFindings,
  type Declaration,
  type Manifest,
} from './bag-tags.ts';
import type { Root } from './walk.ts';

/** What a BagIt bag (RFC 8493, and drafts from 0.93) says of itself, held against what lies there. */
export interface BagCheck {
  readonly version: string | undefined;
  /** Without an entry the bag is whole: complete and valid in the words of section 3. */
  readonly faults: readonly BagFinding[];
  /** Odd, and no reason to doubt the bytes. */
  readonly warnings: readonly BagFinding[];
  readonly info: readonly (readonly [label: string, value: string])[];
  readonly files: number;
  readonly bytes: number;
  /** Strongest first. */
  readonly algorithms: readonly Algorithm[];
}

const ALGORITHMS = ['sha512', 'sha384', 'sha256', 'sha224', 'sha1', 'md5'] as const;
type Algorithm = (typeof ALGORITHMS)[number];

/**
 * Checks those of the roots that are bags before anything of them is taken in.
 *
 * @param onBag is told of each, so that a door can say what is wrong
 * @throws Problem `altered` where one is not whole, unless `asItIs`
 */
export async function checkBags(
  roots: readonly Root[],
  options: {
    readonly asItIs?: boolean;
    readonly onBag?: (check: BagCheck) => void;
    readonly signal?: AbortSignal | undefined;
  },
): Promise<readonly BagReport[]> {
  const facts: BagReport[] = [];
  for (const { absolute } of roots) {
    const folder = absolute.toString();
    if (!(await isBag(folder))) continue;
    const check = await checkBag(folder, options.signal);
    options.onBag?.(check);
    const { version = '', faults, warnings: _, ...rest } = check;
    facts.push({ root: shownPath(absolute), version, ...rest, faults: faults.length });
  }
  if (options.asItIs !== true && facts.some(({ faults }) => faults > 0)) {
    throw new Problem('altered', 'A bag is not what it says of itself. Nothing was taken in.', {
      remedy: 'Ask for the bag again, or take in what there is with --as-it-is: that is signed for too.',
    });
  }
  return facts;
}

async function isBag(folder: string): Promise<boolean> {
  return lstat(join(folder, 'bagit.txt')).then(
    (stats) => stats.isFile(),
    () => false, // safe: what cannot be looked at is no bag, and the walk says why it cannot
  );
}

/** Reads every file of the bag once. @param at a folder, or another place of files */
export async function checkBag(at: string | BagPlace, signal?: AbortSignal): Promise<BagCheck> {
  const place = typeof at === 'string' ? folderPlace(at) : at;
  const findings: BagFindings = { faults: [], warnings: [] };
  const { faults } = findings;
  const none = { version: undefined, ...findings, info: [], files: 0, bytes: 0, algorithms: [] };
  const declared = await readTagFile(place, 'bagit.txt', findings);
  if (declared === undefined) return { ...none, faults: [{ code: 'not-a-bag', path: 'bagit.txt' }] };
  const declaration = parseDeclaration(declared, findings);
  if (declaration === undefined) return none;

  const held = await place.list(findings);
  const manifests = await manifestsIn(place, held, declaration, findings);
  if (!manifests.some(({ payload }) => payload)) faults.push({ code: 'no-manifest', path: 'manifest' });
  const fetched = await fetchList(place, held, declaration, findings);
  const info = await infoOf(place, held, declaration, findings);

  const bag: Bag = { place, held, manifests, fetched, findings, signal, major: declaration.major };
  const { files, bytes } = await compare(bag);
  checkOxum(info, files, bytes, findings);
  const found = new Set(manifests.map(({ algorithm }) => algorithm));
  return {
    version: declaration.version,
    ...findings,
    info,
    files,
    bytes,
    algorithms: ALGORITHMS.filter((name) => found.has(name)),
  };
}

interface NamedManifest {
  readonly name: string;
  readonly payload: boolean;
  readonly algorithm: Algorithm;
  readonly hashes: Manifest;
}

interface Bag {
  readonly place: BagPlace;
  /** Path to size. */
  readonly held: ReadonlyMap<string, number>;
  readonly manifests: readonly NamedManifest[];
  readonly fetched: readonly string[];
  readonly findings: BagFindings;
  readonly signal: AbortSignal | undefined;
  readonly major: number;
}

async function manifestsIn(
  place: BagPlace,
  held: ReadonlyMap<string, number>,
  declaration: Declaration,
  findings: BagFindings,
): Promise<readonly NamedManifest[]> {
  const manifests: NamedManifest[] = [];
  for (const name of [...held.keys()].toSorted()) {
    const { tag, written } = /^(?<tag>tag)?manifest-(?<written>[^/]+)\.txt$/.exec(name)?.groups ?? {};
    if (written === undefined) continue;
    const algorithm = ALGORITHMS.find((each) => each === written.toLowerCase().replaceAll('-', ''));
    if (algorithm === undefined) {
      findings.warnings.push({ code: 'algorithm', path: name });
      continue;
    }
    const bytes = await readTagFile(place, name, findings);
    if (bytes === undefined) continue;
    const payload = tag === undefined;
    const text = decodeTags(bytes, declaration);
    const hashes = parseManifest(text, { name, payload, major: declaration.major }, findings);
    manifests.push({ name, payload, algorithm, hashes });
  }
  return manifests;
}

async function fetchList(
  place: BagPlace,
  held: ReadonlyMap<string, number>,
  declaration: Declaration,
  findings: BagFindings,
): Promise<readonly string[]> {
  if (!held.has('fetch.txt')) return [];
  const bytes = await readTagFile(place, 'fetch.txt', findings);
  return bytes === undefined ? [] : parseFetch(decodeTags(bytes, declaration), findings);
}

/** `package-info.txt` until 0.95. */
async function infoOf(
  place: BagPlace,
  held: ReadonlyMap<string, number>,
  declaration: Declaration,
  findings: BagFindings,
): Promise<BagCheck['info']> {
  const name = ['bag-info.txt', 'package-info.txt'].find((each) => held.has(each));
  const bytes = name === undefined ? undefined : await readTagFile(place, name, findings);
  return bytes === undefined ? [] : parseInfo(decodeTags(bytes, declaration));
}

/** Holds every listed file against its hashes, each read once, and looks for what nobody listed. */
async function compare(bag: Bag): Promise<{ readonly files: number; readonly bytes: number }> {
  const { held, manifests, fetched, findings } = bag;
  const wanted = new Map<string, { readonly algorithm: Algorithm; readonly hash: string }[]>();
  for (const { algorithm, hashes } of manifests) {
    for (const [path, hash] of hashes) wanted.set(path, [...(wanted.get(path) ?? []), { algorithm, hash }]);
  }
  const spellings = new Map([...held.keys()].map((path) => [foldedPath(path), path]));
  for (const [path, hashes] of wanted) {
    bag.signal?.throwIfAborted();
    const there = whereItLies(path, held, spellings);
    if (there === undefined) reportMissing(path, fetched, findings);
    else {
      if (there !== path) findings.warnings.push({ code: 'other-spelling', path });
      await compareFile({ path, there, hashes }, bag);
    }
  }
  return payloadOf(bag, wanted);
}

function whereItLies(
  path: string,
  held: ReadonlyMap<string, number>,
  spellings: ReadonlyMap<string, string>,
): string | undefined {
  return held.has(path) ? path : spellings.get(foldedPath(path));
}

/** As file systems that keep no capitals, or another Unicode form, may have changed it. */
function foldedPath(path: string): string {
  return path.normalize('NFC').toLowerCase();
}

/** What desktops make by themselves, and people delete. */
const SYSTEM_FILES: ReadonlySet<string> = new Set(['.DS_Store', 'Thumbs.db', 'desktop.ini']);

function reportMissing(path: string, fetched: readonly string[], { faults, warnings }: BagFindings): void {
  if (SYSTEM_FILES.has(basename(path))) warnings.push({ code: 'system-file', path });
  else faults.push({ code: fetched.includes(path) ? 'to-fetch' : 'missing', path });
}

async function compareFile(
  {
    path,
    there,
    hashes,
  }: {
    readonly path: string;
    readonly there: string;
    readonly hashes: readonly { readonly algorithm: Algorithm; readonly hash: string }[];
  },
  { place, findings, signal }: Bag,
): Promise<void> {
  const hashers = new Map(hashes.map(({ algorithm }) => [algorithm, createHash(algorithm)]));
  try {
    for await (const chunk of place.stream(there, signal)) {
      if (!(chunk instanceof Uint8Array)) continue;
      for (const hasher of hashers.values()) hasher.update(chunk);
    }
  } catch (error) {
    // Not swallowed: what cannot be had is a fault of the bag.
    if (!place.isUnreadable(error) || signal?.aborted === true) throw error;
    findings.faults.push({ code: 'unreadable', path });
    return;
  }
  const digests = new Map([...hashers].map(([algorithm, hasher]) => [algorithm, hasher.digest('hex')]));
  if (hashes.some(({ algorithm, hash }) => digests.get(algorithm) !== hash)) {
    findings.faults.push({ code: 'differs', path });
  }
}

/** From 1.0 on every payload file is in every payload manifest; before that, in one (section 2.1.3). */
function payloadOf(
  { held, manifests, findings, major }: Bag,
  wanted: ReadonlyMap<string, unknown>,
): { readonly files: number; readonly bytes: number } {
  const listedPaths = new Set([...wanted.keys()].map(foldedPath));
  const payload = manifests.filter((each) => each.payload);
  let files = 0;
  let bytes = 0;
  for (const [path, size] of held) {
    if (!path.startsWith('data/')) continue;
    files += 1;
    bytes += size;
    if (!listedPaths.has(foldedPath(path))) findings.faults.push({ code: 'not-listed', path });
    else if (payload.some(({ hashes }) => wanted.has(path) && !hashes.has(path))) {
      (major < 1 ? findings.warnings : findings.faults).push({ code: 'not-in-every-manifest', path });
    }
  }
  return { files, bytes };
}

/** `Payload-Oxum: BYTES.FILES` (section 2.2.2), a quick look before the hashes; a lost system file has changed it too. */
function checkOxum(info: BagCheck['info'], files: number, bytes: number, findings: BagFindings): void {
  const said = info.find(([label]) => label.toLowerCase() === 'payload-oxum')?.[1];
  const { octets, count } = /^(?<octets>\d+)\.(?<count>\d+)$/.exec(said ?? '')?.groups ?? {};
  if (octets === undefined || (Number(octets) === bytes && Number(count) === files)) return;
  const excused = findings.warnings.some(({ code }) => code === 'system-file');
  (excused ? findings.warnings : findings.faults).push({ code: 'oxum', path: 'bag-info.txt' });
}

async function readTagFile(place: BagPlace, name: string, { faults }: BagFindings): Promise<Uint8Array | undefined> {
  const bytes = await place.read(name);
  if (bytes === undefined) faults.push({ code: 'unreadable', path: name });
  return bytes;
}
