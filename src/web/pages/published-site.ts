import type { ClaimCard, TimelineEvent } from '../../nouns/claim-views.ts';
import type {
  Citation,
  Publication,
  PublishedClaim,
  PublishedDocument,
  PublishedPage,
} from '../../nouns/publication.ts';
import type { StatementValue } from '../../nouns/statement.ts';
import { momentOf } from './claim-days.ts';
import { measureOf } from './claims-value.ts';

/** A publication, looked up from every side: made once, for all its pages in all languages. */
export interface Site {
  readonly publication: Publication;
  document(id: string): PublishedDocument | undefined;
  /** From 1, in the order of the publication. */
  numberOf(document: string): number;
  /** The files that a document is shown in, in the order of its pages. */
  parts(document: string): readonly Part[];
  /** What claims cite of a page. */
  cited(document: string, page: number): readonly Cited[];
  /** Of the words that are cited. */
  languageOf(citation: Citation): string;
  /** A claim as the drawings of the house take it. */
  card(claim: PublishedClaim): ClaimCard;
  /** Origins that have a name here; those of most claims first. */
  readonly sources: readonly NamedSource[];
  /** Claims about when something happened, in the order of their beginning. */
  readonly events: readonly TimelineEvent[];
  readonly pages: number;
  /** Documents of which the file itself is published too. */
  readonly originals: number;
}

export interface Cited {
  readonly claim: PublishedClaim;
  readonly citation: Citation;
}

export interface Part {
  /** Of its file: `index`, else `p` and the number of its first page. */
  readonly stem: string;
  readonly pages: readonly PublishedPage[];
}

export interface NamedSource {
  readonly name: string;
  /** Set where the source is a published document. */
  readonly document?: string;
  readonly claims: readonly PublishedClaim[];
  /** Published documents with a statement that goes back to it. */
  readonly documents: number;
}

/** Sources on one page of their list. */
export const SOURCES_IN_FILE = 100;

/** Pages in one file, and letters: a page of a file has to be there before its first picture is asked for. */
const PAGES_IN_FILE = 20;
const BYTES_IN_FILE = 60_000;

export function siteOf(publication: Publication): Site {
  const { documents, claims } = publication;
  const byId = new Map(documents.map((document, index) => [document.id, { document, number: index + 1 }]));
  const parts = new Map<string, readonly Part[]>();
  const cited = new Map<string, Cited[]>();
  const cards = new Map<PublishedClaim, ClaimCard>();
  const languages = new Map<Citation, string>();
  for (const claim of claims) {
    const evidence = claim.lineage.flatMap((step) => step.evidence ?? []);
    for (const citation of [...claim.statements.map((statement) => statement.citation), ...evidence]) {
      const key = `${citation.document} ${citation.page}`;
      const known = cited.get(key);
      if (known === undefined) cited.set(key, [{ claim, citation }]);
      else known.push({ claim, citation });
    }
  }
  return {
    publication,
    document: (id) => byId.get(id)?.document,
    numberOf: (id) => byId.get(id)?.number ?? 0,
    parts(id) {
      const known = parts.get(id) ?? partsOf(byId.get(id)?.document.pages ?? []);
      parts.set(id, known);
      return known;
    },
    cited: (document, page) => cited.get(`${document} ${page}`) ?? [],
    languageOf(citation) {
      const { document, page, start } = citation;
      const known =
        languages.get(citation) ??
        byId
          .get(document)
          ?.document.pages.find((each) => each.page === page)
          ?.content.passages.find((passage) => passage.start <= start && passage.end > start)?.language ??
        'und';
      languages.set(citation, known);
      return known;
    },
    card(claim) {
      const known = cards.get(claim) ?? cardOf(claim);
      cards.set(claim, known);
      return known;
    },
    sources: sourcesOf(claims),
    events: eventsOf(claims),
    pages: documents.reduce((sum, { pages }) => sum + pages.length, 0),
    originals: documents.filter(({ original }) => original !== undefined).length,
  };
}

/** Always cut in the same places, so that addresses stay: by the number of pages and by the length of their text. */
function partsOf(pages: readonly PublishedPage[]): readonly Part[] {
  const parts: PublishedPage[][] = [];
  let bytes = 0;
  for (const page of pages) {
    const size = bytesOf(page.content.text);
    const last = parts.at(-1);
    if (last === undefined || last.length === PAGES_IN_FILE || bytes + size > BYTES_IN_FILE) {
      parts.push([page]);
      bytes = size;
    } else {
      last.push(page);
      bytes += size;
    }
  }
  return parts.map((each, index) => ({ stem: index === 0 ? 'index' : `p${each[0]?.page ?? 0}`, pages: each }));
}

const encoder = new TextEncoder();

function bytesOf(text: string): number {
  return encoder.encode(text).length;
}

function cardOf(claim: PublishedClaim): ClaimCard {
  const values = new Map<string, { value: ClaimCard['values'][number]['value']; documents: Set<string> }>();
  const behind = claim.origins.map(() => new Set<string>());
  const documents = new Set<string>();
  for (const { citation, value, origin } of claim.statements) {
    documents.add(citation.document);
    behind[origin]?.add(citation.document);
    if (value === undefined) continue;
    const key = saidKey(value);
    const known = values.get(key) ?? { value, documents: new Set<string>() };
    known.documents.add(citation.document);
    values.set(key, known);
  }
  return {
    id: claim.id,
    kind: claim.kind,
    label: claim.label,
    verdict: claim.verdict,
    values: [...values.values()]
      .map(({ value, documents: saying }) => ({ value, documents: saying.size, statements: [] }))
      .toSorted((a, b) => b.documents - a.documents),
    moreValues: 0,
    documents: documents.size,
    origins: claim.origins.map(({ name, document }, index) => ({
      source: name ?? '',
      documents: behind[index]?.size ?? 0,
      held: document !== undefined,
    })),
    assessments: [],
  };
}

/** Alike for values that are shown alike: what is counted, and what happened, the label of the claim says. */
function saidKey(value: StatementValue): string {
  if (value.kind === 'figure') return JSON.stringify({ ...value, counted: '', unit: measureOf(value) });
  return JSON.stringify(value.kind === 'date' ? { ...value, event: '' } : value);
}

function sourcesOf(claims: readonly PublishedClaim[]): readonly NamedSource[] {
  const found = new Map<
    string,
    { name: string; document?: string; claims: Set<PublishedClaim>; documents: Set<string> }
  >();
  for (const claim of claims) {
    for (const { citation, origin } of claim.statements) {
      const { name, document } = claim.origins[origin] ?? {};
      if (name === undefined && document === undefined) continue;
      const key = document ?? `name ${name}`;
      const known = found.get(key) ?? {
        name: name ?? '',
        ...(document === undefined ? {} : { document }),
        claims: new Set(),
        documents: new Set(),
      };
      known.claims.add(claim);
      known.documents.add(citation.document);
      found.set(key, known);
    }
  }
  return [...found.values()]
    .map((source) => ({ ...source, claims: [...source.claims], documents: source.documents.size }))
    .toSorted((a, b) => b.claims.length - a.claims.length || compare(a.name, b.name));
}

function eventsOf(claims: readonly PublishedClaim[]): readonly TimelineEvent[] {
  const events = claims.flatMap((claim): readonly TimelineEvent[] => {
    if (claim.kind !== 'date') return [];
    const dates = claim.statements.flatMap(({ value }) => (value?.kind === 'date' ? [value] : []));
    const known = dates.filter(({ from, to }) => momentOf(from) !== undefined && momentOf(to) !== undefined);
    const [from] = known.map((date) => date.from).toSorted(byMoment);
    const to = known
      .map((date) => date.to)
      .toSorted(byMoment)
      .at(-1);
    return from === undefined || to === undefined ? [] : [{ claim: cardOf(claim), from, to }];
  });
  return events.toSorted((a, b) => byMoment(a.from, b.from) || compare(a.claim.id, b.claim.id));
}

function byMoment(a: string, b: string): number {
  return (momentOf(a)?.start ?? 0) - (momentOf(b)?.start ?? 0);
}

/** In the order of code units, which is the same on every machine. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
