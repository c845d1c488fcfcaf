import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Desk } from '../desk/desk.ts';
import { aliasesIn } from '../entities/aliases.ts';
import type { DocumentView } from '../nouns/document.ts';
import type { PublishedDocument } from '../nouns/publication.ts';
import type { Store } from '../vault/store.ts';
import type { ChosenDocument } from './assemble.ts';
import type { BagWriter } from './bag.ts';
import { isConfirmed, wordsOfOriginal, type Carried } from './originals.ts';
import { picturesWithMore, recognisePictures } from './picture-words.ts';
import type { Profile } from './profile.ts';
import { isWordless } from './strings-in.ts';
import { findWithheld, type FileToSearch, type WithheldFound } from './withheld.ts';

/** What was looked at before anything is published: findings that stop it, and findings that a person has to look at. */
export interface PackageChecks {
  /** Withheld words that are in it all the same: stop it. */
  readonly withheld: readonly WithheldFound[];
  /** Documents of the profile with words that whoever opens the file does not see: stop it. */
  readonly hiding: readonly { readonly document: string; readonly fields: readonly string[] }[];
  /** Originals that are published, with what they carry: one whose list nobody confirmed stops it. */
  readonly originals: readonly OriginalCheck[];
  /** Pages whose words nobody knows, so that no search could find a withheld one. */
  readonly unread: readonly { readonly document: string; readonly page: number }[];
  /**
   * Pages of which withheld words were looked for in their text alone, by the id of their document: their pictures could not
   * be recognised, or were not to be.
   */
  readonly unrecognised: readonly { readonly document: string; readonly page: number }[];
  /** Claims of the profile of which no statement stands on a published page. */
  readonly claimsLeftOut: readonly string[];
}

interface OriginalCheck {
  /** As the profile names it. */
  readonly document: string;
  readonly carries: readonly Carried[];
  /** The profile confirms just this list. */
  readonly confirmed: boolean;
}

export function isStopped({ withheld, hiding, originals }: PackageChecks): boolean {
  return withheld.length > 0 || hiding.length > 0 || originals.some(({ confirmed }) => !confirmed);
}

/** What can be told before a package is written. */
export function checksOf(
  chosen: readonly ChosenDocument[],
): Omit<PackageChecks, 'withheld' | 'unrecognised' | 'claimsLeftOut'> {
  return {
    hiding: chosen.flatMap(({ hiding, chosen: { document } }) =>
      hiding.length === 0 ? [] : [{ document, fields: hiding }],
    ),
    originals: chosen.flatMap(({ carries, chosen: { document, original, confirmed } }) =>
      original ? [{ document, carries, confirmed: isConfirmed(carries, confirmed) }] : [],
    ),
    unread: chosen.flatMap(({ chosen: { document }, pieces }) =>
      pieces.filter(({ textFrom }) => textFrom === 'none').map(({ page }) => ({ document, page })),
    ),
  };
}

interface Searching {
  readonly desk: Desk;
  readonly derived: Store;
  /** As `Catalogue` has it. */
  document(ref: string): Promise<DocumentView | undefined>;
}

interface SearchOptions {
  readonly signal: AbortSignal;
  /** Told after each picture that was recognised. */
  readonly onRecognised?: (pictures: number) => void;
}

/** Looks for withheld words through all of the package that was written, and what its pictures and originals say. */
export async function withheldIn(
  bag: BagWriter,
  { profile, documents }: { readonly profile: Profile; readonly documents: readonly PublishedDocument[] },
  parts: Searching,
  options: SearchOptions,
): Promise<Pick<PackageChecks, 'withheld' | 'unrecognised'>> {
  if (profile.withheld.length === 0) return { withheld: [], unrecognised: [] };
  const pictures = picturesWithMore(documents);
  const { words, failed } = profile.recognise
    ? await recognisePictures(pictures, parts, options)
    : { words: new Map<string, string>(), failed: pictures };
  const originals = new Map(
    documents.flatMap(({ original }) => (original === undefined ? [] : [[original.path, original.sha256] as const])),
  );
  const said = async (path: string): Promise<readonly string[]> => {
    const sha256 = originals.get(path);
    if (sha256 !== undefined) return wordsOfOriginal(parts.document.bind(parts), sha256);
    const recognised = words.get(path);
    return recognised === undefined ? [] : [recognised];
  };
  const aliases = await aliasesIn(parts.desk.records.reading);
  const withheld = await findWithheld(
    profile.withheld,
    filesOf(bag, said, options.signal),
    aliases.map(({ names }) => names),
  );
  return { withheld, unrecognised: failed.map(({ document, page }) => ({ document, page })) };
}

async function* filesOf(
  bag: BagWriter,
  said: (path: string) => Promise<readonly string[]>,
  signal: AbortSignal,
): AsyncGenerator<FileToSearch> {
  for (const { path } of bag.files.toSorted(byUse)) {
    signal.throwIfAborted();
    const more = await said(path.replace(/^data\//, ''));
    yield { path, bytes: isWordless(path) ? NOTHING : await readFile(join(bag.folder, path)), said: more };
  }
}

const NOTHING = new Uint8Array();

/** Page files first: what is made of them says the same, and whoever reads the findings wants to know the page. */
function byUse(a: { readonly path: string }, b: { readonly path: string }): number {
  const [one, other] = [PAGE_FILE.test(a.path), PAGE_FILE.test(b.path)];
  if (one !== other) return one ? -1 : 1;
  return a.path < b.path ? -1 : 1;
}

const PAGE_FILE = /^data\/doc\/\w+\/p\/\d+\.\w+$/;
