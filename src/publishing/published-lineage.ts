import type { ClaimView, DerivationView } from '../nouns/claim-views.ts';
import type { Citation, PublishedDocument, PublishedPage, PublishedStep } from '../nouns/publication.ts';
import type { Span } from '../nouns/reading.ts';
import { parseSha256, type Sha256 } from '../nouns/sha256.ts';

/** Documents of the case that are published, each with where its pages begin in its text. */
export type PublishedOriginals = ReadonlyMap<
  Sha256,
  { readonly document: PublishedDocument; readonly starts: ReadonlyMap<number, number> }
>;

/** UTF-16 code units on either side of a quotation. */
const AROUND = 32;

/** The published document of an original, by its SHA-256 in hex. */
export function publishedIn(hash: string | undefined, originals: PublishedOriginals): PublishedDocument | undefined {
  const original = parseSha256(hash ?? '');
  return original === undefined ? undefined : originals.get(original)?.document;
}

interface Told {
  readonly originals: PublishedOriginals;
  /** Index of the origin that is told under this name; -1 where none is. */
  readonly originNamed: (name: string) => number;
  /** Index of the origin that is this published document; -1 where none is. */
  readonly originIn: (document: string) => number;
}

/**
 * Where published words stand, by where they stand in the text of their original. Undefined where no published page has
 * all of them.
 *
 * @param page on which to look; without it, the one that has them
 */
export function citationOf(
  original: Sha256,
  { start, end, page }: Span & { readonly page?: number | undefined },
  originals: PublishedOriginals,
): Citation | undefined {
  const published = originals.get(original);
  if (published === undefined) return undefined;
  const { document, starts } = published;
  for (const each of document.pages) {
    const begins = starts.get(each.page);
    if (begins === undefined || (page !== undefined && page !== each.page)) continue;
    const citation = quoted(document.id, each, start - begins, end - begins);
    if (citation !== undefined) return citation;
  }
  return undefined;
}

function quoted(document: string, published: PublishedPage, start: number, end: number): Citation | undefined {
  if (start < 0 || end <= start) return undefined;
  const { page, content } = published; // only now: the text of a page is read when it is asked for
  if (end > content.text.length) return undefined;
  return {
    document,
    page,
    start,
    end,
    quote: content.text.slice(start, end),
    prefix: content.text.slice(Math.max(0, start - AROUND), start).toWellFormed(),
    suffix: content.text.slice(end, end + AROUND).toWellFormed(),
  };
}

/**
 * What the case knows of how the published documents of a claim came to say it: steps between two of them, and from one
 * of them to an origin that may be told. What leads through anything else is left out, and what a person denied.
 *
 * @param documents ids of the published documents that the claim cites
 */
export function publishedLineage(
  { lineage }: Pick<ClaimView, 'lineage'>,
  documents: ReadonlySet<string>,
  told: Told,
): readonly PublishedStep[] {
  const { originals } = told;
  const steps = new Map<string, PublishedStep>();
  for (const step of lineage) {
    const original = parseSha256(step.document);
    const document = original === undefined ? undefined : originals.get(original)?.document.id;
    if (original === undefined || document === undefined || !documents.has(document)) continue;
    const from = step.decided?.holds === false ? undefined : whence(step, documents, told);
    if (from === undefined || ('document' in from && from.document === document)) continue;
    const key = `${document} ${JSON.stringify(from)}`;
    if (steps.has(key)) continue;
    const evidence = step.words === '' ? undefined : citationOf(original, step.evidence, originals);
    const same = step.same === undefined ? {} : { same: step.same };
    steps.set(key, { document, from, kind: step.kind, ...same, ...(evidence === undefined ? {} : { evidence }) });
  }
  return [...steps.values()];
}

function whence(
  { from }: DerivationView,
  documents: ReadonlySet<string>,
  { originals, originNamed, originIn }: Told,
): PublishedStep['from'] | undefined {
  const hash = /^document (\S+)$/.exec(from)?.[1];
  const document = publishedIn(hash, originals)?.id;
  const origin = hash === undefined ? originNamed(from) : document === undefined ? -1 : originIn(document);
  if (origin !== -1) return { origin };
  return document === undefined || !documents.has(document) ? undefined : { document };
}
