import { Problem } from '../base/problem.ts';
import type { Desk } from '../desk/desk.ts';
import type { DocumentView } from '../nouns/document.ts';
import type { Sha256 } from '../nouns/sha256.ts';
import { hidingFields } from '../reading/hidden-words.ts';
import { allRead, type ChosenDocument } from './assemble.ts';
import { carriedBy } from './originals.ts';
import { piecesOf, textPages, type PagePieces, type PieceParts, type ToPublish } from './pieces.ts';
import { AS_A_MATTER_OF_COURSE, mustBeOnce, type Profile, type ProfileDocument } from './profile.ts';

export interface ChoosingParts {
  readonly desk: Desk;
  /** As `Catalogue` has them. */
  document(ref: string): Promise<DocumentView | undefined>;
  print(document: Sha256): Promise<void>;
}

/**
 * The documents of the profile with their pieces; every page that it names is there.
 * @throws Problem `bad-input` where there is none, and where one is named twice, as by a path and by its SHA-256
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
  const named: Sha256[] = [];
  let pages = 0;
  for (let from = 0; from < wanted.length; from += DOCUMENTS_AT_ONCE) {
    const views: ToPublish[] = [];
    for (const [index, { document, hidden, pages: numbers }] of wanted
      .slice(from, from + DOCUMENTS_AT_ONCE)
      .entries()) {
      signal.throwIfAborted();
      const view = await readable(parts, document, from + index);
      named.push(view.sha256);
      views.push({ view, hidden, ...(numbers === undefined ? {} : { pages: numbers }) });
    }
    mustBeOnce(named);
    const made = await piecesOf(parts, views, signal);
    for (const [index, { view }] of views.entries()) {
      const [chosen, pieces] = [wanted[from + index], made[index] ?? []];
      if (chosen === undefined) continue;
      const missing = chosen.pages?.find((page) => !pieces.some((piece) => piece.page === page));
      if (pieces.length === 0 || missing !== undefined) throw noPage(from + index, missing);
      found.push(chosenDocument(view, chosen, pieces));
      pages += pieces.length;
      onProgress?.(pages);
    }
  }
  if (found.length === 0) throw none();
  return found;
}

/** Documents that are made ready and signed for together. */
const DOCUMENTS_AT_ONCE = 16;

/** What publishing needs to know of a document: not its text, which would fill the memory. */
function chosenDocument(view: DocumentView, chosen: ProfileDocument, pieces: readonly PagePieces[]): ChosenDocument {
  const received = view.custody.find(({ kind }) => kind === 'received');
  if (received === undefined) {
    throw new Problem('not-found', 'No ledger entry says where a document of the profile came from.', {
      remedy: 'Run `touchstone verify` on the case.',
    });
  }
  const fields = view.reading?.metadata ?? [];
  return {
    chosen,
    pieces,
    sha256: view.sha256,
    mediaType: view.reading?.mediaType ?? 'application/octet-stream',
    received: { entry: received.seq, day: received.at.slice(0, 10) },
    metadata: chosen.metadata.flatMap((name) =>
      fields.filter((field) => field.name === name).map(({ value }) => ({ name, value })),
    ),
    starts: new Map(textPages(view).map(({ number, start }) => [number, start])),
    hiding: chosen.hidden ? [] : hidingFields(fields),
    carries: chosen.original ? carriedBy(view, chosen.pages) : [],
  };
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

function none(): Problem {
  return new Problem('bad-input', 'There is no document to publish.', {
    remedy: 'Choose at least one document that was read and has a text or pages.',
  });
}

function noPage(index: number, page: number | undefined): Problem {
  const what = page === undefined ? 'that has no page' : `that has no page ${page}`;
  return new Problem('not-found', `The profile names a document ${what}: documents.${index}.`, {
    remedy: 'Its pages count from 1: `touchstone show` tells how many there are.',
  });
}
