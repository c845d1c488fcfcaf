import { lstat, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { errnoOf } from '../base/errno.ts';
import { checkBag, type BagCheck } from '../intake/bags.ts';
import { sha256Of } from '../nouns/sha256.ts';
import { checkProof, type ProofCheck, type ProofTrust } from '../vault/proof.ts';
import { parseVerifierKey, verifiedNote } from '../vault/signed-note.ts';
import { packageNote, PROOF_PATH, PUBLICATION_PATH } from './package-format.ts';

/**
 * Whether a package is what its case gave out: every file as it is listed, the list signed, and each published picture
 * and text entered in the ledger (docs/formats/package.md). Needs no case; everything in the folder is untrusted.
 */

export type PackageFault =
  /** A file is changed, missing, or not listed. */
  | 'file'
  /** `publication.json` cannot be understood. */
  | 'publication'
  /** The proof does not hold. */
  | 'proof'
  /** No entry of the proof says what the publication does. */
  | 'entry'
  /** The list of files is not signed by the case. */
  | 'signature';

export interface PackageCheck {
  readonly faults: readonly { readonly fault: PackageFault; readonly path: string }[];
  readonly title?: string;
  readonly id?: string;
  readonly documents: number;
  readonly pages: number;
  readonly files: number;
  readonly proof?: ProofCheck;
}

const piece = z.object({ path: z.string(), sha256: z.string(), entry: z.int() });
const PublicationFile = z.object({
  format: z.literal('touchstone/publication'),
  version: z.literal(1),
  id: z.string(),
  title: z.string(),
  publisher: z.string().optional(),
  day: z.string(),
  documents: z.array(
    z.object({
      id: z.string(),
      received: z.object({ entry: z.int(), day: z.string() }),
      pages: z.array(z.object({ page: z.int(), picture: piece.optional(), text: piece })),
    }),
  ),
});
type PublicationFile = z.infer<typeof PublicationFile>;

const TAG_FILES: ReadonlySet<string> = new Set([
  'bagit.txt',
  'bag-info.txt',
  'manifest-sha256.txt',
  'manifest-sha512.txt',
  'signature.txt',
  'tagmanifest-sha256.txt',
  'tagmanifest-sha512.txt',
]);

export async function isPackage(folder: string): Promise<boolean> {
  return lstat(join(folder, 'bagit.txt')).then(
    (stats) => stats.isFile(),
    () => false, // safe: what cannot be looked at is checked as something else, which says why it cannot
  );
}

/** Whatever lies there, nothing is thrown but an abort. */
export async function checkPackage(
  folder: string,
  options: ProofTrust & { readonly signal?: AbortSignal } = {},
): Promise<PackageCheck> {
  const bag = await checkBag(folder, options.signal);
  const faults: PackageCheck['faults'][number][] = bag.faults.map(({ path }) => ({ fault: 'file', path }));
  const names = await readdir(folder).catch((): string[] => []); // safe: the bag has told
  for (const name of [...names, ...TAG_FILES]) {
    const isOne = name === 'data' || (TAG_FILES.has(name) && names.includes(name));
    if (!isOne && !faults.some(({ path }) => path === name)) faults.push({ fault: 'file', path: name });
  }
  const counted = { files: bag.files, documents: 0, pages: 0 };
  const proof = checkProof(await textOf(folder, `data/${PROOF_PATH}`), options);
  if (proof.faults.length > 0) faults.push({ fault: 'proof', path: `data/${PROOF_PATH}` });
  if (!(await isSigned(folder, proof))) faults.push({ fault: 'signature', path: 'signature.txt' });
  const publication = parsePublication(await textOf(folder, `data/${PUBLICATION_PATH}`));
  if (publication === undefined) {
    return { ...counted, faults: [...faults, { fault: 'publication', path: `data/${PUBLICATION_PATH}` }], proof };
  }
  if (!isSaid(bag.info, publication)) faults.push({ fault: 'file', path: 'bag-info.txt' });
  const listed = await listedIn(folder);
  faults.push(...entryFaults(publication, proof, listed));
  const { title, id, documents } = publication;
  const pages = documents.reduce((sum, document) => sum + document.pages.length, 0);
  return { files: bag.files, documents: documents.length, pages, faults, title, id, proof };
}

/** The signature covers the payload alone: what the bag says of itself must be what the payload says. */
function isSaid(info: BagCheck['info'], { id, publisher, day }: PublicationFile): boolean {
  const said = (wanted: string): readonly string[] =>
    info.flatMap(([label, value]) => (label === wanted ? [value] : []));
  const labels = new Set([...LABELS, ...(publisher === undefined ? [] : ['Source-Organization'])]);
  return (
    info.length === labels.size &&
    info.every(([label]) => labels.has(label)) &&
    said('External-Identifier')[0] === id &&
    said('Bagging-Date')[0] === day &&
    said('Source-Organization')[0] === publisher
  );
}

const LABELS = ['External-Identifier', 'Bagging-Date', 'Payload-Oxum', 'Bag-Software-Agent'];

/** Every piece is under the hash that an entry names, at the place that the publication gives it. */
function entryFaults(
  { documents }: PublicationFile,
  { entries }: ProofCheck,
  listed: ReadonlyMap<string, string>,
): readonly PackageCheck['faults'][number][] {
  const bySeq = new Map(entries.map(({ seq, fields }) => [seq, fields]));
  const faults: PackageCheck['faults'][number][] = [];
  for (const { received, pages } of documents) {
    const entry = bySeq.get(received.entry);
    if (entry?.['kind'] !== 'received' || entry['day'] !== received.day) {
      faults.push({ fault: 'entry', path: `data/${pages[0]?.text.path ?? PUBLICATION_PATH}` });
    }
    for (const { path, sha256, entry: seq } of pages.flatMap(({ picture, text }) => [picture ?? text, text])) {
      const made = bySeq.get(seq);
      if (listed.get(`data/${path}`) !== sha256 || made?.['kind'] !== 'derived' || made['derivative'] !== sha256) {
        faults.push({ fault: 'entry', path: `data/${path}` });
      }
    }
  }
  return [...new Map(faults.map((each) => [each.path, each])).values()];
}

/** The key is one that the ledger of the proof has added: anyone can sign, and nobody else can be in that ledger. */
async function isSigned(folder: string, { origin, entries }: ProofCheck): Promise<boolean> {
  if (origin === undefined) return false;
  const note = await textOf(folder, 'signature.txt');
  const manifest = sha256Of(await textOf(folder, 'manifest-sha256.txt'));
  const keys = entries.flatMap(({ fields }) => {
    const { kind, key } = fields;
    return kind === 'key-added' && typeof key === 'string' ? (parseVerifierKey(key) ?? []) : [];
  });
  return keys.some((key) => key.name === origin && verifiedNote(note, key) === packageNote(origin, manifest));
}

async function listedIn(folder: string): Promise<ReadonlyMap<string, string>> {
  const lines = (await textOf(folder, 'manifest-sha256.txt')).split('\n');
  return new Map(
    lines.flatMap((line) => {
      const { hash, path } = /^(?<hash>[0-9a-f]{64}) [ *](?<path>.+)$/.exec(line)?.groups ?? {};
      return hash === undefined || path === undefined ? [] : [[path, hash] as const];
    }),
  );
}

function parsePublication(text: string): PublicationFile | undefined {
  try {
    return PublicationFile.parse(JSON.parse(text));
  } catch {
    return undefined; // safe: told as a fault
  }
}

/** '' where there is no such file: what is missing holds nothing. */
async function textOf(folder: string, path: string): Promise<string> {
  try {
    const place = join(folder, path);
    return (await lstat(place)).isFile() ? await readFile(place, 'utf8') : '';
  } catch (error) {
    if (errnoOf(error) === undefined) throw error;
    return '';
  }
}
