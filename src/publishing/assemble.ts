import { Problem } from '../base/problem.ts';
import type { CaseClaims } from '../claims/case-claims.ts';
import type { DeskTables } from '../desk/tables.ts';
import type { ClaimView } from '../nouns/claim-views.ts';
import type { PublishedClaim, PublishedDocument, PublishedPage, PublishedText } from '../nouns/publication.ts';
import { parseSha256, sha256Of, type Sha256 } from '../nouns/sha256.ts';
import type { ReadingTables } from '../reading/tables.ts';
import type { Connection } from '../records/records.ts';
import { originalPath, type Carried } from './originals.ts';
import { picturePath, textPath } from './package-format.ts';
import type { PagePieces } from './pieces.ts';
import type { Profile, ProfileDocument } from './profile.ts';
import { foldedWords, publishedClaim, PublishedWords } from './published-claims.ts';
import type { PublishedOriginals } from './published-lineage.ts';

/** Makes of a case’s documents and claims what is told of them. */

export interface ChosenDocument {
  readonly chosen: ProfileDocument;
  readonly pieces: readonly PagePieces[];
  /** Of the original. */
  readonly sha256: Sha256;
  readonly mediaType: string;
  readonly received: PublishedDocument['received'];
  /** What the profile asks for by name. */
  readonly metadata: PublishedDocument['metadata'];
  /** Where its pages begin in its text, by number. */
  readonly starts: ReadonlyMap<number, number>;
  /** Names of fields whose words nobody sees who opens it, unless the profile says that they may be told. */
  readonly hiding: readonly string[];
  /** Of an original that is published. */
  readonly carries: readonly Carried[];
}

/** Every original that was read and has something to show, in the order in which they were received. */
export async function allRead(connection: Connection): Promise<readonly Sha256[]> {
  const rows = await connection
    .as<ReadingTables & DeskTables>()
    .selectFrom('reading')
    .innerJoin('custody', 'custody.original', 'reading.original')
    .select((eb) => ['reading.original', eb.fn.min('custody.seq').as('seq')])
    .where('custody.kind', '=', 'received')
    .where('text_derivative', 'is not', null)
    .where((eb) => eb.or([eb('pages', '>', 0), eb('characters', '>', 0)]))
    .groupBy('reading.original')
    .orderBy('seq')
    .execute();
  return rows.flatMap(({ original }) => parseSha256(original) ?? []);
}

/**
 * The documents as they are told. Two originals that come out the same are one, which tells what was chosen of either.
 * @param contentAt what the file at that path within `data/` says, once it is there
 * @throws Problem `bad-input` where the two were given two titles, or both are to be published
 */
export function publishedDocuments(
  documents: readonly ChosenDocument[],
  contentAt: (path: string) => PublishedText,
): { readonly documents: readonly PublishedDocument[]; readonly originals: PublishedOriginals } {
  const byId = new Map<string, PublishedDocument>();
  const made = documents.map((each) => {
    const document = publishedDocument(each, contentAt);
    const known = byId.get(document.id);
    byId.set(document.id, known === undefined ? document : together(known, document));
    return { id: document.id, each };
  });
  const originals = new Map(
    made.flatMap(({ id, each: { sha256, starts } }) => {
      const document = byId.get(id);
      return document === undefined ? [] : [[sha256, { document, starts }] as const];
    }),
  );
  return { documents: [...byId.values()], originals };
}

function together(known: PublishedDocument, other: PublishedDocument): PublishedDocument {
  const titles = new Set([known.title, other.title].filter((title) => title !== undefined));
  if (titles.size > 1 || (known.original !== undefined && other.original !== undefined)) throw sameTwice();
  // The one whose original is published speaks for both: when it was received is told with it.
  const speaking = other.original === undefined ? known : other;
  const [title] = titles;
  const told = new Set(known.metadata.map(({ name, value }) => `${name}\n${value}`));
  const more = other.metadata.filter(({ name, value }) => !told.has(`${name}\n${value}`));
  return { ...speaking, ...(title === undefined ? {} : { title }), metadata: [...known.metadata, ...more] };
}

function sameTwice(): Problem {
  return new Problem('bad-input', 'Two documents come out the same, page for page, and are to be told differently.', {
    remedy: 'Give both the same title or one of them none, and publish the original file of one at most.',
  });
}

function publishedDocument(
  { sha256, mediaType, received, metadata, chosen, pieces }: ChosenDocument,
  contentAt: (path: string) => PublishedText,
): PublishedDocument {
  const hashes = pieces.flatMap(({ picture, text }) => [
    ...(picture === undefined ? [] : [picture.sha256]),
    text.sha256,
  ]);
  const id = sha256Of(hashes.join('')).slice(0, 16);
  return {
    id,
    ...(chosen.title === undefined ? {} : { title: chosen.title }),
    language: languageOf(pieces),
    metadata,
    received,
    ...(chosen.original ? { original: { path: originalPath(id, sha256, mediaType), sha256, mediaType } } : {}),
    pages: pieces.map((each) => publishedPage(id, each, contentAt)),
  };
}

/** Its text is read when it is asked for: those of ten thousand pages, with the places of their words, fill the memory. */
function publishedPage(
  document: string,
  { page, picture, text }: PagePieces,
  contentAt: (path: string) => PublishedText,
): PublishedPage {
  const path = textPath(document, page);
  return {
    page,
    ...(picture === undefined ? {} : { picture: pictureAt(picturePath(document, page), picture) }),
    text: { path, sha256: text.sha256, entry: text.entry },
    get content() {
      return contentAt(path);
    },
  };
}

function pictureAt(
  path: string,
  { sha256, entry, widthPx, heightPx }: NonNullable<PagePieces['picture']>,
): NonNullable<PublishedPage['picture']> {
  return { path, sha256, entry, widthPx, heightPx };
}

/** Of most of its text. */
function languageOf(pieces: readonly PagePieces[]): string {
  const lengths = new Map<string, number>();
  for (const [language, length] of pieces.flatMap(({ languages }) => languages)) {
    lengths.set(language, (lengths.get(language) ?? 0) + length);
  }
  return [...lengths].toSorted(([, a], [, b]) => b - a)[0]?.[0] ?? 'und';
}

const CLAIMS_AT_ONCE = 200;

/** The claims that the profile asks for, as far as published pages show them; and those of which nothing is left. */
export async function publishedClaims(
  { claims, claim }: Pick<CaseClaims, 'claims' | 'claim'>,
  { claims: wanted, sources }: Profile,
  originals: PublishedOriginals,
): Promise<{ readonly claims: readonly PublishedClaim[]; readonly leftOut: readonly string[] }> {
  const published = { originals, words: new PublishedWords(originals), named: new Set(sources.map(foldedWords)) };
  const told = new Map<string, PublishedClaim>();
  const leftOut: string[] = [];
  if (wanted === 'all') {
    for await (const view of everyClaim({ claims, claim })) {
      const made = publishedClaim(view, published);
      const speaking = new Set(made?.statements.map(({ citation }) => citation.document));
      if (made !== undefined && speaking.size > 1) told.set(made.id, made);
    }
  } else {
    for (const id of wanted) {
      const view = await claim(id);
      if (view === undefined) throw noClaim();
      const made = publishedClaim(view, published);
      if (made === undefined) leftOut.push(id);
      else told.set(made.id, made);
    }
  }
  return { claims: [...told.values()], leftOut };
}

async function* everyClaim({ claims, claim }: Pick<CaseClaims, 'claims' | 'claim'>): AsyncGenerator<ClaimView> {
  for (let offset = 0; ; offset += CLAIMS_AT_ONCE) {
    const { claims: cards } = await claims({ offset, limit: CLAIMS_AT_ONCE, sort: 'disagreement' });
    if (cards.length === 0) return;
    for (const { id, documents } of cards) {
      const view = documents > 1 ? await claim(id) : undefined;
      if (view !== undefined) yield view;
    }
  }
}

function noClaim(): Problem {
  return new Problem('not-found', 'The profile names a claim that the case does not have.', {
    remedy: '`touchstone claims CASE --json` lists the claims with their ids.',
  });
}
