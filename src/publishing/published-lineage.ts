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

/** The document that the name of a source stands for. */
export function documentIn(source: string): string | undefined {
  return /^document (\S+)$/.exec(source)?.[1];
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

function quoted(document: string, { page, content }: PublishedPage, start: number, end: number): Citation | undefined {
  if (start < 0 || end <= start || end > content.text.length) return undefined;
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
  { originals, originOf }: { originals: PublishedOriginals; originOf: (source: string) => number | undefined },
): readonly PublishedStep[] {
  const steps = new Map<string, PublishedStep>();
  for (const step of lineage) {
    const original = parseSha256(step.document);
    const document = original === undefined ? undefined : originals.get(original)?.document.id;
    if (original === undefined || document === undefined || !documents.has(document)) continue;
    const from = step.decided?.holds === false ? undefined : told(step, documents, originals, originOf);
    if (from === undefined || ('document' in from && from.document === document)) continue;
    const key = `${document} ${JSON.stringify(from)}`;
    if (steps.has(key)) continue;
    const evidence = step.words === '' ? undefined : citationOf(original, step.evidence, originals);
    steps.set(key, { document, from, kind: step.kind, ...(evidence === undefined ? {} : { evidence }) });
  }
  return [...steps.values()];
}

function told(
  { from }: DerivationView,
  documents: ReadonlySet<string>,
  originals: PublishedOriginals,
  originOf: (source: string) => number | undefined,
): PublishedStep['from'] | undefined {
  const origin = originOf(from);
  if (origin !== undefined) return { origin };
  const hash = parseSha256(documentIn(from) ?? '');
  const document = hash === undefined ? undefined : originals.get(hash)?.document.id;
  return document === undefined || !documents.has(document) ? undefined : { document };
}
