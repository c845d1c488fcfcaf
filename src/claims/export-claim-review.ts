import type { Json } from '../base/json.ts';
import type { Judgement } from '../nouns/decision.ts';
import type { Assessment, ClaimView, OriginView, StatementView } from './case-claims.ts';
import type { ExportAbout } from './export-about.ts';
import { wordsOf } from './statement-words.ts';

/**
 * The assessed claims as schema.org ClaimReview (schema.org 30.0, JSON-LD 1.1): one review for each assessment that
 * stands, so that a claim about which people differ has several. The author is the name that the case publishes under.
 * `url`, which Google asks for beside `claimReviewed` and `reviewRating`, is there where `about.page` is.
 */
export async function* claimReviews(claims: AsyncIterable<ClaimView>, about: ExportAbout): AsyncGenerator<string> {
  yield '{"@context":"https://schema.org","@graph":[\n';
  let between = '';
  for await (const claim of claims) {
    for (const assessment of claim.assessments) {
      const told = hiddenIn(review(claim, assessment, about), about.hidden);
      yield `${between}${JSON.stringify(told)}\n`;
      between = ',';
    }
  }
  yield ']}\n';
}

/** What is left of five steps where a claim cannot be decided is no number. */
const RATINGS: Readonly<Record<Judgement, { readonly words: string; readonly value?: number }>> = {
  stands: { words: 'Stands', value: 5 },
  reservation: { words: 'Stands with a reservation', value: 4 },
  doubtful: { words: 'Doubtful', value: 2 },
  falls: { words: 'Falls', value: 1 },
  undecided: { words: 'Cannot be decided yet' },
};
const WORST = 1;
const BEST = 5;

export function judgementWords(judgement: Judgement): string {
  return RATINGS[judgement].words;
}

type Node = { readonly [name: string]: Json };

/** As schema.org’s Rating. */
export function reviewRating(judgement: Judgement, grading: string | undefined): Node {
  const { words, value } = RATINGS[judgement];
  return {
    '@type': 'Rating',
    alternateName: words,
    ...(value === undefined ? {} : { ratingValue: value, worstRating: WORST, bestRating: BEST }),
    ...(grading === undefined ? {} : { ratingExplanation: `Admiralty scale: ${grading}` }),
  };
}

function review(claim: ClaimView, assessment: Assessment, about: ExportAbout): Node {
  const { judgement, grading, reason, restsOn, actor, at } = assessment;
  const first = claim.statements.find(({ id }) => restsOn.includes(id)) ?? claim.statements[0];
  return {
    '@type': 'ClaimReview',
    '@id': `urn:touchstone:${about.id}:${assessment.decision}`,
    ...(about.page === undefined ? {} : { url: `${about.page}#${claim.id}` }),
    claimReviewed: first === undefined ? claim.label.text : onOneLine(first.sentence.text),
    inLanguage: first?.sentence.language ?? claim.label.language,
    datePublished: at,
    author: { '@type': 'Organization', name: about.publishesAs ?? about.name },
    ...(about.signed ? { creator: { '@type': 'Person', name: actor } } : {}),
    reviewRating: reviewRating(judgement, grading),
    reviewBody: reason,
    itemReviewed: itemOf(claim, about),
  };
}

function itemOf(claim: ClaimView, about: ExportAbout): Node {
  const dated = claim.statements.filter(({ document }) => document.published !== undefined);
  const first = dated.toSorted((a, b) => compare(a.document.published ?? '', b.document.published ?? ''))[0];
  const authors = claim.origins.filter(({ held }) => !held).map((origin) => authorOf(origin, about));
  return {
    '@type': 'Claim',
    '@id': `urn:touchstone:${about.id}:claim:${claim.id}`,
    name: onOneLine(claim.label.text),
    ...(authors.length === 0 ? {} : { author: authors }),
    ...(first?.document.published === undefined ? {} : { datePublished: first.document.published }),
    ...(first === undefined ? {} : { firstAppearance: appearance(first) }),
    appearance: claim.statements.map(appearance),
  };
}

/** The exact words in their document: `identifier` has the SHA-256 of the original, the page, and the place in its text. */
function appearance(statement: StatementView): Node {
  const { document, page, start, end, sentence } = statement;
  return {
    '@type': 'CreativeWork',
    name: document.title,
    text: wordsOf(statement),
    inLanguage: sentence.language,
    ...(document.source === undefined ? {} : { publisher: { '@type': 'Organization', name: document.source } }),
    ...(document.published === undefined ? {} : { datePublished: document.published }),
    identifier: [
      property('SHA-256', document.sha256),
      ...(page === undefined ? [] : [property('page', String(page))]),
      property('UTF-16 code units', `${start}-${end}`),
    ],
  };
}

function hiddenIn(json: Json, hidden: ExportAbout['hidden']): Json {
  return hidden === undefined
    ? json
    : JSON.parse(JSON.stringify(json, (_, value: unknown) => (typeof value === 'string' ? hidden(value) : value)));
}

function property(propertyID: string, value: string): Node {
  return { '@type': 'PropertyValue', propertyID, value };
}

function authorOf({ source, key }: OriginView, { kinds }: ExportAbout): Node {
  const person = kinds?.get(key) === 'person';
  return { '@type': person ? 'Person' : 'Organization', name: source };
}

function onOneLine(text: string): string {
  return text.replaceAll(/\s+/gv, ' ').trim();
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
