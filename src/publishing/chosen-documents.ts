import { Problem } from '../base/problem.ts';
import type { Desk } from '../desk/desk.ts';
import type { DocumentView } from '../nouns/document.ts';
import type { Sha256 } from '../nouns/sha256.ts';
import { allRead, type ChosenDocument } from './assemble.ts';
import { piecesOf, type PieceParts } from './pieces.ts';
import type { Profile, ProfileDocument } from './profile.ts';

export interface ChoosingParts {
  readonly desk: Desk;
  /** As `Catalogue` has them. */
  document(ref: string): Promise<DocumentView | undefined>;
  print(document: Sha256): Promise<void>;
}

/** Of a document that nobody named. */
const AS_A_MATTER_OF_COURSE = { metadata: [], hidden: false, original: false, confirmed: [] } as const;

/**
 * The documents of the profile with their pieces; every page that it names is there.
 * @param onProgress told after each document how many pages there are by now
 */
export async function chosenDocuments(
  parts: ChoosingParts & PieceParts,
  profile: Profile,
  { signal, onProgress }: { readonly signal: AbortSignal; readonly onProgress?: (pages: number) => void },
): Promise<readonly ChosenDocument[]> {
  const wanted: readonly ProfileDocument[] =
    profile.documents === 'all'
      ? (await allRead(parts.desk.records.reading)).map((document) => ({ document, ...AS_A_MATTER_OF_COURSE }))
      : profile.documents;
  const found: ChosenDocument[] = [];
  let pages = 0;
  for (const [index, chosen] of wanted.entries()) {
    const view = await readable(parts, chosen.document, index);
    const options = { hidden: chosen.hidden, signal, ...(chosen.pages === undefined ? {} : { pages: chosen.pages }) };
    const pieces = await piecesOf(parts, view, options);
    const missing = chosen.pages?.find((page) => !pieces.some(({ content }) => content.page === page));
    if (pieces.length === 0 || missing !== undefined) throw noPage(index, missing);
    found.push({ view, chosen, pieces });
    pages += pieces.length;
    onProgress?.(pages);
  }
  return found;
}

/** The document, read, with the pages of its print where it has no others and a program can lay them out. */
async function readable(parts: ChoosingParts, ref: string, index: number): Promise<DocumentView> {
  const view = await parts.document(ref);
  if (view?.reading === undefined) {
    throw new Problem(
      'not-found',
      `The profile names a document that the case does not have, or could not read: documents.${index}.`,
      {
        remedy: '`touchstone status CASE --json` lists the documents, with how each was read.',
      },
    );
  }
  if (view.print?.kind !== 'can-be-made') return view;
  await parts.print(view.sha256);
  return (await parts.document(view.sha256)) ?? view;
}

function noPage(index: number, page: number | undefined): Problem {
  const what = page === undefined ? 'that has no page' : `that has no page ${page}`;
  return new Problem('not-found', `The profile names a document ${what}: documents.${index}.`, {
    remedy: 'Its pages count from 1: `touchstone show` tells how many there are.',
  });
}
