import { canonicalJson } from '../base/canonical-json.ts';
import type { ClaimView, OriginView } from '../nouns/claim-views.ts';
import type { Citation, PublishedClaim, PublishedOrigin, PublishedStatement } from '../nouns/publication.ts';
import { sha256Of, type Sha256 } from '../nouns/sha256.ts';
import type { StatementValue } from '../nouns/statement.ts';
import { tokensOf } from '../search/tokens.ts';
import { citationOf, publishedIn, publishedLineage, type PublishedOriginals } from './published-lineage.ts';

export interface Published {
  readonly originals: PublishedOriginals;
  readonly words: PublishedWords;
  /** Names that may be told though they stand on no published page, folded (`foldedWords`). */
  readonly named: ReadonlySet<string>;
}

/**
 * A claim as far as published pages show it. Whatever stands on no published page is left out: statements, names of
 * origins, words of a value. Undefined where nothing is left.
 */
export function publishedClaim(claim: ClaimView, { originals, words, named }: Published): PublishedClaim | undefined {
  const shown = claim.statements.flatMap((statement) => {
    const citation = citationOf(statement.document.sha256, statement, originals);
    return citation === undefined ? [] : [{ statement, citation }];
  });
  const [first] = shown;
  if (first === undefined) return undefined;

  const ids = shown.map(({ statement }) => statement.id);
  const sources = claim.origins.filter((origin) => origin.statements.some(({ id }) => ids.includes(id)));
  const originOf = (id: string): number =>
    sources.findIndex(({ statements }) => statements.some((each) => each.id === id));
  const likely = new Set(shown.map(({ statement }) => statement.document.sha256));
  const origins = sources.map((source) => toldOrigin(source, { words, named, originals }, likely));
  // What has no origin in the case is one of its own.
  const own = origins.length;
  const statements = shown.map(({ statement, citation }): PublishedStatement => {
    const value = shownValue(statement.value, statement.document.sha256, words);
    const origin = originOf(statement.id);
    return { citation, origin: origin === -1 ? own : origin, ...(value === undefined ? {} : { value }) };
  });
  const isTold = (index: number): boolean =>
    origins[index]?.name !== undefined || origins[index]?.document !== undefined;
  const lineage = publishedLineage(claim, new Set(shown.map(({ citation }) => citation.document)), {
    originals,
    originNamed: (name) => sources.findIndex(({ source }, index) => source === name && isTold(index)),
    originIn: (document) => origins.findIndex((origin) => origin.document === document),
  });
  if (statements.some(({ origin }) => origin === own)) origins.push({});
  const conflicts = claim.conflicts
    .map(({ first: one, second: other }) => [ids.indexOf(one), ids.indexOf(other)] as const)
    .filter(([one, other]) => one !== -1 && other !== -1);
  const documents = new Set(shown.map(({ citation }) => citation.document));
  const agree = documents.size > 1 && origins.length > 1;
  const { label } = claim;
  return {
    id: sha256Of(canonicalJson(statements.map(({ citation }) => placeOf(citation)).toSorted())).slice(0, 16),
    kind: claim.kind,
    label: words.anywhere(label.text, likely)
      ? label
      : { text: around(first.citation), language: first.statement.sentence.language },
    verdict: conflicts.length > 0 ? 'conflict' : agree ? 'agree' : 'single',
    statements,
    origins,
    lineage,
    conflicts,
    assessments: claim.assessments.map(({ judgement, grading, reason, at }) => ({
      judgement,
      reason,
      day: at.slice(0, 10),
      ...(grading === undefined ? {} : { grading }),
    })),
  };
}

/** The folded words of a text, as search compares them. */
export function foldedWords(text: string): string {
  return ` ${tokensOf(text)
    .map(({ exact }) => exact)
    .join(' ')} `;
}

/** What a claim is about, where its own label stands on no published page. */
function around({ prefix, quote, suffix }: Citation): string {
  return `${prefix}${quote}${suffix}`.replaceAll(/\s+/g, ' ').trim();
}

function placeOf({ document, page, start, end }: Citation): string {
  return `${document} ${page} ${start} ${end}`;
}

/** Which words stand on the published pages. */
export class PublishedWords {
  readonly #originals: PublishedOriginals;
  readonly #folded = new Map<Sha256, string>();
  readonly #known = new Map<string, boolean>();

  constructor(originals: PublishedOriginals) {
    this.#originals = originals;
  }

  /** On a published page of this document. */
  in(document: Sha256, text: string): boolean {
    const known =
      this.#folded.get(document) ??
      foldedWords((this.#originals.get(document)?.document.pages ?? []).map(({ content }) => content.text).join('\n'));
    this.#folded.set(document, known);
    return known.includes(foldedWords(text).replace(/ $/, ''));
  }

  /** @param likely originals whose pages are looked at first: the words of a claim are most often those of its documents */
  anywhere(text: string, likely: Iterable<Sha256> = []): boolean {
    for (const document of likely) if (this.in(document, text)) return true;
    const known = this.#known.get(text) ?? [...this.#originals.keys()].some((document) => this.in(document, text));
    this.#known.set(text, known);
    return known;
  }
}

/** A value is told with its words only where a published page of its document has them all. */
function shownValue(value: StatementValue, document: Sha256, words: PublishedWords): StatementValue | undefined {
  const stands = (text: string | undefined): boolean => text === undefined || text === '' || words.in(document, text);
  switch (value.kind) {
    case 'figure':
      return stands(value.counted) ? value : { ...value, counted: '' };
    case 'date':
      return stands(value.event) ? value : { ...value, event: '' };
    case 'quotation':
      if (!stands(value.words)) return undefined;
      return stands(value.speaker) ? value : { ...value, speaker: undefined };
    case 'stance':
      return stands(value.holder) && stands(value.target) ? value : undefined;
  }
}

/**
 * An origin that is a published document is told as one; any other by its name, where that may be told. The name of a
 * document that is not published is what its file is called, and is told only where the profile says so.
 */
function toldOrigin(
  { source, key }: OriginView,
  { words, named, originals }: Published,
  likely: Iterable<Sha256>,
): PublishedOrigin {
  const hash = /^document[ -]([0-9a-f]{64})$/.exec(key)?.[1];
  const document = publishedIn(hash, originals);
  if (document !== undefined) {
    return { ...(document.title === undefined ? {} : { name: document.title }), document: document.id };
  }
  const isOnPages = hash === undefined && !/[0-9a-f]{32}/i.test(source) && words.anywhere(source, likely);
  return isOnPages || named.has(foldedWords(source)) ? { name: source } : {};
}
