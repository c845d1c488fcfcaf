import { canonical, hexOf, textIn } from './basics.mjs';
import { jsonIn } from './bag-check.mjs';

/** publication.json: that every picture and text it tells of is there and in the log, and every quotation in its text. */

export const PUBLICATION = 'data/publication.json';
const PAGE_TEXT = /^data\/doc\/[^/]+\/p\/\d+\.json$/;
const NAMED_FILE = /^data\/doc\/[^/]+\/(?:p\/\d+\.(?:webp|json)|original\/.*)$/;
const textPlace = (document, page) => `data/doc/${document}/p/${page}.json`;

export function readPublication(text, faults) {
  const publication = jsonIn(text, PUBLICATION, faults);
  if (publication === undefined) return undefined;
  const { format, version, documents, claims, proof } = publication;
  if (format !== 'touchstone/publication')
    return faults.add('publication', 'not a publication of Touchstone', PUBLICATION);
  if (version !== 1)
    return faults.add('version', 'of version {version}, this verifier knows version 1: take a newer one', PUBLICATION, {
      version: String(Number(version)),
    });
  if (
    !Array.isArray(documents) ||
    !Array.isArray(claims) ||
    typeof proof !== 'string' ||
    !/^[\w-]+(?:\/[\w.-]+)*$/.test(proof)
  )
    return faults.add('publication', 'does not say what a publication says', PUBLICATION);
  return publication;
}

const NUMBER = '-?(?:0|[1-9]\\d*)(?:\\.\\d+)?';
const BOX = `\\[${Array(6).fill(NUMBER).join(',')}\\]`;
const BOXES = new RegExp(`^\\[(?:${BOX}(?:,${BOX})*)?\\]$`);
const [BOXES_BEGIN, BOXES_END] = [',"words":', ',"width"'];

/** The text of a page as a value. The boxes of its words, most of it, are looked through and left out: nothing asks for them. */
function pageValue(text) {
  const from = text.indexOf(BOXES_BEGIN) + BOXES_BEGIN.length;
  const end = text.indexOf(BOXES_END, from);
  const isUsual = from >= BOXES_BEGIN.length && end > from && BOXES.test(text.slice(from, end));
  return JSON.parse(isUsual ? `${text.slice(0, from)}[]${text.slice(end)}` : text);
}

/**
 * What is needed of the text of a page. Called where its bytes are, which may be another thread than that of the check.
 * @param isCited whether its words are needed too: those of all pages would fill the memory
 * @returns undefined for what is no JSON
 */
export function pageIn(bytes, isCited) {
  try {
    const { page, text } = pageValue(textIn(bytes)) ?? {};
    const isText = typeof text === 'string';
    return { page: typeof page === 'number' ? page : undefined, isText, ...(isText && isCited ? { text } : {}) };
  } catch {
    return undefined; // safe: what is no JSON is said where it is looked for
  }
}

/** Texts of pages as they are hashed. */
export class PageTexts {
  #cited;
  #pages = new Map();

  constructor(publication) {
    const claims = publication?.claims ?? [];
    const citations = claims.flatMap((claim) => claim?.statements ?? []).map((each) => each?.citation);
    const evidence = claims.flatMap((claim) => claim?.lineage ?? []).map((each) => each?.evidence);
    this.#cited = new Set([...citations, ...evidence].map((each) => textPlace(each?.document, each?.page)));
  }

  /** Undefined for a file of which nothing but its hashes is needed. */
  lookOf(path) {
    return PAGE_TEXT.test(path) ? { isCited: this.#cited.has(path) } : undefined;
  }

  /** @param page from `pageIn` */
  take(path, page) {
    this.#pages.set(path, page);
  }

  at(path) {
    return this.#pages.get(path);
  }
}

function checkPiece(piece, expected, { hashes, proof, faults, used, isWhole }) {
  const path = `data/${piece?.path}`;
  if (piece?.path !== expected) return faults.add('publication', 'a page file under another name than its own', path);
  used.add(path);
  const own = hashes.get(path)?.sha256;
  if (own === undefined) return faults.add('missing', 'a page file that publication.json names', path);
  if (own !== piece.sha256) return faults.add('changed', 'not the file that publication.json names', path);
  const fields = proof?.entries.get(piece.entry)?.fields;
  const entry = String(Number(piece.entry));
  if (fields === undefined)
    return isWhole && faults.add('piece', 'no entry {entry} in the proof speaks of it', path, { entry });
  if (fields.get('kind') !== 'derived' || fields.get('derivative') !== own)
    return faults.add('piece', 'entry {entry} of the log is about another file', path, { entry });
  return piece;
}

/** Where the original itself is published: it is the one that was received. */
function checkOriginal({ id, original }, received, { hashes, faults, used, isWhole }) {
  if (original === undefined) return;
  const path = `data/${original.path}`;
  used.add(path);
  const own = hashes.get(path)?.sha256;
  const place = `doc/${id}/original/${String(original.sha256).slice(0, 16)}.`;
  if (own === undefined) faults.add('missing', 'an original that publication.json names', path);
  else if (own !== original.sha256) faults.add('changed', 'not the file that publication.json names', path);
  else if (!original.path.startsWith(place) || !/^[a-z0-9]+$/.test(original.path.slice(place.length)))
    faults.add('publication', 'an original under another name than its own', path);
  else if (received === undefined ? isWhole : received.get('original') !== own)
    faults.add('original', 'the log does not say that this is what was received', path);
}

function checkDocument(document, found) {
  const { faults, proof, texts, isWhole, tools } = found;
  const where = `document ${document.id}`;
  const pieces = [];
  let last = 0;
  for (const { page, picture, text } of document.pages) {
    if (!Number.isSafeInteger(page) || page <= last) faults.add('publication', 'pages out of order, or twice', where);
    last = page;
    if (picture !== undefined) pieces.push(checkPiece(picture, `doc/${document.id}/p/${page}.webp`, found));
    pieces.push(checkPiece(text, `doc/${document.id}/p/${page}.json`, found));
    if (!pieces.at(-1)) continue;
    const content = texts.at(`data/${text.path}`);
    if (content === undefined) faults.add('publication', 'not JSON', `data/${text.path}`);
    else if (content.page !== page || !content.isText)
      faults.add('publication', 'the text of another page', `data/${text.path}`);
  }
  const hashes = document.pages.flatMap(({ picture, text }) => [picture?.sha256 ?? '', text.sha256]).join('');
  if (pieces.length === 0 || idOf(hashes, tools) !== document.id)
    faults.add('document-id', 'its id is not that of its pages, in their order', where);
  const received = proof?.entries.get(document.received?.entry)?.fields;
  if (
    received === undefined
      ? isWhole
      : received.get('kind') !== 'received' || received.get('day') !== document.received.day
  )
    faults.add('received', 'the log does not say that its original was received on that day', where);
  checkOriginal(document, received, found);
  return pieces.filter(Boolean);
}

function idOf(text, tools) {
  return hexOf(tools.hash('sha256', text)).slice(0, 16);
}

function checkCitation({ document, page, start, end, quote, prefix, suffix }, where, { texts, faults }) {
  const text = texts.at(textPlace(document, page))?.text;
  const stands =
    text !== undefined &&
    end > start &&
    text.slice(start, end) === quote &&
    text.slice(0, start).endsWith(prefix.replace(/^\uFFFD/, '')) &&
    text.slice(end).startsWith(suffix.replace(/\uFFFD$/, ''));
  if (!stands)
    faults.add('citation', 'cites words that do not stand there', `${where}, document ${document}, page ${page}`);
}

/** How documents came to say it: between documents and origins that are told, with words that stand where it says. */
function checkLineage({ lineage = [], origins }, where, found) {
  const isTold = (document) => found.documents.has(document);
  for (const { document, from, evidence } of lineage) {
    const isKnown = 'document' in from ? isTold(from.document) : origins[from.origin] !== undefined;
    if (!isKnown || !isTold(document) || (evidence !== undefined && evidence.document !== document))
      found.faults.add('publication', 'does not say what a publication says', where);
    if (evidence !== undefined) checkCitation(evidence, where, found);
  }
  for (const { document } of origins)
    if (document !== undefined && !isTold(document))
      found.faults.add('publication', 'does not say what a publication says', where);
}

function checkClaim(claim, found) {
  const { faults, tools } = found;
  const where = `claim ${claim.id}`;
  checkLineage(claim, where, found);
  for (const { citation, origin } of claim.statements) {
    checkCitation(citation, where, found);
    if (claim.origins[origin] === undefined)
      faults.add('publication', 'a statement of an origin that is not listed', where);
  }
  for (const index of claim.conflicts.flat())
    if (claim.statements[index] === undefined)
      faults.add('publication', 'a conflict with a statement that is not listed', where);
  const places = claim.statements.map(
    ({ citation: { document, page, start, end } }) => `${document} ${page} ${start} ${end}`,
  );
  if (idOf(canonical(places.toSorted()), tools) !== claim.id)
    faults.add('claim-id', 'its id is not that of its citations', where);
}

/** What the id of a publication is to be; undefined for what cannot be spelled. */
export function publicationIdOf({ id: _, proof: __, ...told }, tools) {
  try {
    return idOf(canonical(told), tools);
  } catch {
    return undefined; // safe: lists within lists without end; no id is that of them
  }
}

/** @param id as `publicationIdOf` has it @returns the pieces that hold, by document */
export function checkPublication(publication, { id: expected, hashes, proof, texts }, { faults, tools }) {
  const isWhole = proof !== undefined; // without a proof, what is wrong with it is said once and not for every page
  const documents = new Set(publication.documents.map((document) => document?.id));
  const found = { hashes, proof, faults, texts, isWhole, tools, documents, used: new Set() };
  const told = [];
  try {
    if (expected !== publication.id) faults.add('publication-id', 'its id is not that of what it tells', PUBLICATION);
    for (const document of publication.documents)
      told.push({ id: document.id, pieces: checkDocument(document, found) });
    if (new Set(told.map(({ id }) => id)).size !== told.length)
      faults.add('publication', 'a document twice', PUBLICATION);
    for (const claim of publication.claims) checkClaim(claim, found);
  } catch {
    faults.add('publication', 'does not say what a publication says', PUBLICATION); // safe: it is said, and holds nothing
  }
  for (const path of hashes.keys())
    if (NAMED_FILE.test(path) && !found.used.has(path))
      faults.add('unlisted', 'a page file that publication.json does not name', path);
  return told;
}
