import { reviewRating } from '../../claims/export-claim-review.ts';
import type {
  Citation,
  Publication,
  PublishedAssessment,
  PublishedClaim,
  RenderedFile,
} from '../../nouns/publication.ts';
import { addressesIn, claimAt, pageAt, type AddressOf } from './addresses.ts';
import { jsonFile, type Node } from './data-file.ts';

/**
 * The published assessments as schema.org ClaimReview (schema.org 30.0, JSON-LD 1.1), one review for each. The author is
 * the name that it is published under; whoever publishes without one has reviews without an author. `url` is there where
 * the publication says where it is hosted.
 */

export const REVIEWS_PATH = 'claim-reviews.json';

export function reviewsFile(publication: Publication): RenderedFile {
  const at = addressesIn(REVIEWS_PATH, publication.url);
  return jsonFile(REVIEWS_PATH, {
    '@context': 'https://schema.org',
    '@graph': publication.claims.flatMap((claim) =>
      claim.assessments.map((assessment, index) => review(publication, claim, { assessment, index, at })),
    ),
  });
}

interface Reviewing {
  readonly assessment: PublishedAssessment;
  readonly index: number;
  readonly at: AddressOf;
}

function review(publication: Publication, claim: PublishedClaim, { assessment, index, at }: Reviewing): Node {
  const { url, publisher } = publication;
  const { judgement, grading, reason, day } = assessment;
  const page = at(claimAt(claim.id));
  return {
    '@type': 'ClaimReview',
    '@id': `${page}#assessment-${index}`,
    ...(url === undefined ? {} : { url: page }),
    claimReviewed: onOneLine(claim.label.text),
    inLanguage: claim.label.language,
    datePublished: day,
    ...(publisher === undefined ? {} : { author: { '@type': 'Organization', name: publisher } }),
    reviewRating: reviewRating(judgement, grading),
    reviewBody: reason,
    itemReviewed: itemOf(publication, claim, at),
  };
}

function itemOf(publication: Publication, { id, label, origins, statements }: PublishedClaim, at: AddressOf): Node {
  const authors = origins.flatMap(({ name }) => (name === undefined ? [] : [{ '@type': 'Organization', name }]));
  const titles = new Map(publication.documents.map((document) => [document.id, document.title]));
  return {
    '@type': 'Claim',
    '@id': `${at(claimAt(id))}#claim`,
    name: onOneLine(label.text),
    ...(authors.length === 0 ? {} : { author: authors }),
    appearance: statements.map(({ citation }) => appearance(citation, titles.get(citation.document), at)),
  };
}

/** The exact words on their page: `identifier` has the document, the page, and the place in the text of the page. */
function appearance(citation: Citation, title: string | undefined, at: AddressOf): Node {
  const { document, page, start, end, quote } = citation;
  return {
    '@type': 'CreativeWork',
    '@id': `${at(pageAt(document, page))}-${start}-${end}`,
    ...(title === undefined ? {} : { name: title }),
    text: quote,
    identifier: [
      property('document', document),
      property('page', String(page)),
      property('UTF-16 code units', `${start}-${end}`),
    ],
  };
}

function property(propertyID: string, value: string): Node {
  return { '@type': 'PropertyValue', propertyID, value };
}

function onOneLine(text: string): string {
  return text.replaceAll(/\s+/gv, ' ').trim();
}
