import { valueNotation } from '../../claims/value-notation.ts';
import type { Json } from '../../base/json.ts';
import type {
  Citation,
  Publication,
  PublishedClaim,
  PublishedDocument,
  PublishedPage,
  PublishedStatement,
  RenderedFile,
} from '../../nouns/publication.ts';
import { addressesIn, claimAt, pageAt, type AddressOf } from './addresses.ts';
import { firstLine, jsonFile, PAGE_BREAK, plainTextPath, type Node } from './data-file.ts';

/**
 * Every citation as a W3C Web Annotation (Web Annotation Data Model, 2017): one annotation page for each document that is
 * cited, a collection of these, and a page with one annotation for each claim.
 *
 * The target of a citation is the plain text of its document, by quotation and by place, and the picture of its page, by
 * the boxes of its words; `scope` is the page that people open. Places are code points (§4.2.5), not UTF-16 code units.
 */

const CONTEXT = 'http://www.w3.org/ns/anno.jsonld';
const MEDIA_FRAGMENTS = 'http://www.w3.org/TR/media-frags/';
export const COLLECTION_PATH = 'annotations.json';
const CLAIMS_PATH = 'claim/annotations.json';

interface Cited {
  readonly claim: PublishedClaim;
  readonly index: number;
  readonly statement: PublishedStatement;
}

export function annotationsPath(document: string): string {
  return `doc/${document}/annotations.json`;
}

/** The documents that are cited, in the order of the publication. */
export function citedDocuments({ documents, claims }: Publication): readonly PublishedDocument[] {
  const cited = new Set(claims.flatMap(({ statements }) => statements.map(({ citation }) => citation.document)));
  return documents.filter(({ id }) => cited.has(id));
}

export function* annotationFiles(publication: Publication): Generator<RenderedFile> {
  const { claims, url } = publication;
  const byDocument = Map.groupBy(
    claims.flatMap((claim) => claim.statements.map((statement, index): Cited => ({ claim, index, statement }))),
    ({ statement }) => statement.citation.document,
  );
  const documents = citedDocuments(publication);
  const places = new Map<Citation, Place>();
  let startIndex = 0;
  for (const [index, document] of documents.entries()) {
    const path = annotationsPath(document.id);
    const at = addressesIn(path, url);
    const cited = (byDocument.get(document.id) ?? []).toSorted(inOrderOfText);
    for (const [citation, place] of placesIn(document, cited)) places.set(citation, place);
    const before = documents[index - 1];
    const after = documents[index + 1];
    yield jsonFile(path, {
      '@context': CONTEXT,
      id: at(path),
      type: 'AnnotationPage',
      partOf: { id: at(COLLECTION_PATH), type: 'AnnotationCollection', total: total(publication) },
      startIndex,
      ...(before === undefined ? {} : { prev: at(annotationsPath(before.id)) }),
      ...(after === undefined ? {} : { next: at(annotationsPath(after.id)) }),
      items: cited.map((each) => citationAnnotation(publication, each, { at, path, places })),
    });
    startIndex += cited.length;
  }
  yield collectionFile(publication, documents);
  const at = addressesIn(CLAIMS_PATH, url);
  yield jsonFile(CLAIMS_PATH, {
    '@context': CONTEXT,
    id: at(CLAIMS_PATH),
    type: 'AnnotationPage',
    items: claims.map((claim) => claimAnnotation(publication, claim, { at, path: CLAIMS_PATH, places })),
  });
}

function collectionFile(publication: Publication, documents: readonly PublishedDocument[]): RenderedFile {
  const at = addressesIn(COLLECTION_PATH, publication.url);
  const [first, last] = [documents[0], documents.at(-1)];
  return jsonFile(COLLECTION_PATH, {
    '@context': CONTEXT,
    id: at(COLLECTION_PATH),
    type: 'AnnotationCollection',
    label: publication.title,
    total: total(publication),
    ...(first === undefined || last === undefined
      ? {}
      : { first: at(annotationsPath(first.id)), last: at(annotationsPath(last.id)) }),
  });
}

function total({ claims }: Publication): number {
  return claims.reduce((sum, { statements }) => sum + statements.length, 0);
}

interface Writing {
  readonly at: AddressOf;
  /** Of the file that is written. */
  readonly path: string;
  readonly places: ReadonlyMap<Citation, Place>;
}

function citationAnnotation(
  publication: Publication,
  { claim, index, statement: { citation, value } }: Cited,
  { at, path, places }: Writing,
): Node {
  return {
    id: `${at(path)}#${claim.id}-${index}`,
    type: 'Annotation',
    motivation: 'linking',
    ...made(publication),
    body: [
      { type: 'SpecificResource', source: at(claimAt(claim.id)), purpose: 'linking' },
      ...(value === undefined ? [] : [textualBody(valueNotation(value), 'describing')]),
    ],
    target: targets(citation, places.get(citation), at),
  };
}

/** Linking where nobody has judged the claim. */
function claimAnnotation(publication: Publication, claim: PublishedClaim, { at, path, places }: Writing): Node {
  const { id, label, assessments, statements } = claim;
  return {
    id: `${at(path)}#${id}`,
    type: 'Annotation',
    motivation: assessments.length === 0 ? 'linking' : 'assessing',
    ...made(publication),
    body: [
      { type: 'SpecificResource', source: at(claimAt(id)), purpose: 'linking' },
      { ...textualBody(label.text, 'describing'), language: label.language },
      ...assessments.map(({ judgement, grading, reason }) =>
        textualBody([judgement, ...(grading === undefined ? [] : [grading]), reason].join('\n'), 'assessing'),
      ),
    ],
    target: statements.flatMap(({ citation }) => targets(citation, places.get(citation), at)),
  };
}

/** `xsd:dateTime` in UTC, as the model asks (§3.3.1): the hour at which people work is not told. */
function made({ publisher, day }: Publication): Node {
  return {
    created: `${day}T00:00:00Z`,
    ...(publisher === undefined ? {} : { creator: { type: 'Organization', name: publisher } }),
    generator: { type: 'Software', name: 'Touchstone' },
  };
}

function textualBody(value: string, purpose: string): Node {
  return { type: 'TextualBody', value, format: 'text/plain', purpose };
}

function targets({ document, page, quote, prefix, suffix }: Citation, place: Place | undefined, at: AddressOf): Json[] {
  const scope = at(pageAt(document, page));
  const inText = {
    type: 'SpecificResource',
    source: { id: at(plainTextPath(document)), type: 'Text', format: 'text/plain' },
    scope,
    selector: [
      { type: 'TextQuoteSelector', exact: quote, prefix, suffix },
      ...(place === undefined ? [] : [{ type: 'TextPositionSelector', start: place.start, end: place.end }]),
    ],
  };
  if (place?.picture === undefined) return [inText];
  const { path, box } = place.picture;
  const inPicture = {
    type: 'SpecificResource',
    source: { id: at(path), type: 'Image', format: 'image/webp' },
    scope,
    selector: { type: 'FragmentSelector', conformsTo: MEDIA_FRAGMENTS, value: `xywh=${box.join(',')}` },
  };
  return [inText, inPicture];
}

/** Where a citation stands in the plain text of its document, in code points, and on the picture of its page. */
interface Place {
  readonly start: number;
  readonly end: number;
  readonly picture?: { readonly path: string; readonly box: readonly [number, number, number, number] };
}

function* placesIn({ id, pages }: PublishedDocument, cited: readonly Cited[]): Generator<readonly [Citation, Place]> {
  const byPage = Map.groupBy(cited, ({ statement }) => statement.citation.page);
  let before = firstLine(id).length;
  for (const page of pages) {
    const { content } = page;
    before += PAGE_BREAK.length;
    for (const { statement } of byPage.get(page.page) ?? []) {
      const { citation } = statement;
      const start = before + codePoints(content.text.slice(0, citation.start));
      const box = boxOf(page, citation);
      yield [
        citation,
        {
          start,
          end: start + codePoints(citation.quote),
          ...(page.picture === undefined || box === undefined ? {} : { picture: { path: page.picture.path, box } }),
        },
      ];
    }
    before += codePoints(content.text);
  }
}

/** In dots of the picture, around all words that the citation touches. */
function boxOf(
  { content, picture }: PublishedPage,
  { start, end }: Citation,
): readonly [number, number, number, number] | undefined {
  const words = content.words.filter(([from, to]) => from < end && to > start);
  if (picture === undefined || words.length === 0 || content.width <= 0 || content.height <= 0) return undefined;
  const [across, down] = [picture.widthPx / content.width, picture.heightPx / content.height];
  const left = Math.max(0, Math.floor(Math.min(...words.map(([, , x]) => x)) * across));
  const top = Math.max(0, Math.floor(Math.min(...words.map(([, , , y]) => y)) * down));
  const right = Math.min(picture.widthPx, Math.ceil(Math.max(...words.map(([, , x, , w]) => x + w)) * across));
  const bottom = Math.min(picture.heightPx, Math.ceil(Math.max(...words.map(([, , , y, , h]) => y + h)) * down));
  return right > left && bottom > top ? [left, top, right - left, bottom - top] : undefined;
}

function codePoints(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

function inOrderOfText(a: Cited, b: Cited): number {
  const [one, other] = [a.statement.citation, b.statement.citation];
  return one.page - other.page || one.start - other.start || one.end - other.end || (a.claim.id < b.claim.id ? -1 : 1);
}
