import { sha256Hex } from './basics.mjs';
import { jsonOf } from './bag-check.mjs';

/** publication.json: that every picture and text it tells of is there and in the log, and every quotation in its text. */

const PUBLICATION = 'data/publication.json';
const PAGE_FILE = /^data\/doc\/[^/]+\/p\/\d+\.(?:webp|json)$/;

export function readPublication(root, faults) {
  const publication = jsonOf(root, PUBLICATION, faults);
  if (publication === undefined) return undefined;
  const { format, version, documents, claims, proof } = publication;
  if (format !== 'touchstone/publication')
    return faults.add('publication', 'not a publication of Touchstone', PUBLICATION);
  if (version !== 1)
    return faults.add(
      'version',
      `of version ${Number(version)}, this verifier knows version 1: take a newer one`,
      PUBLICATION,
    );
  if (
    !Array.isArray(documents) ||
    !Array.isArray(claims) ||
    typeof proof !== 'string' ||
    !/^[\w-]+(?:\/[\w.-]+)*$/.test(proof)
  )
    return faults.add('publication', 'does not say what a publication says', PUBLICATION);
  return publication;
}

/** RFC 8785 */
function canonical(value) {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  const names = Object.keys(value).toSorted();
  return `{${names.map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join(',')}}`;
}

function checkPiece(piece, expected, { hashes, proof, faults, used, isWhole }) {
  const path = `data/${piece?.path}`;
  if (piece?.path !== expected) return faults.add('publication', 'a page file under another name than its own', path);
  used.add(path);
  const own = hashes.get(path)?.sha256;
  if (own === undefined) return faults.add('missing', 'a page file that publication.json names', path);
  if (own !== piece.sha256) return faults.add('changed', 'not the file that publication.json names', path);
  const fields = proof?.entries.get(piece.entry)?.fields;
  if (fields === undefined)
    return isWhole && faults.add('piece', `no entry ${Number(piece.entry)} in the proof speaks of it`, path);
  if (fields.get('kind') !== 'derived' || fields.get('derivative') !== own)
    return faults.add('piece', `entry ${Number(piece.entry)} of the log is about another file`, path);
  return piece;
}

function checkDocument(root, document, found) {
  const { faults, proof, texts, isWhole } = found;
  const where = `document ${document.id}`;
  const pieces = [];
  let last = 0;
  for (const { page, picture, text } of document.pages) {
    if (!Number.isSafeInteger(page) || page <= last) faults.add('publication', 'pages out of order, or twice', where);
    last = page;
    if (picture !== undefined) pieces.push(checkPiece(picture, `doc/${document.id}/p/${page}.webp`, found));
    pieces.push(checkPiece(text, `doc/${document.id}/p/${page}.json`, found));
    const content = pieces.at(-1) && jsonOf(root, `data/${text.path}`, faults);
    if (content && (content.page !== page || typeof content.text !== 'string'))
      faults.add('publication', 'the text of another page', `data/${text.path}`);
    if (typeof content?.text === 'string') texts.set(`${document.id} ${page}`, content.text);
  }
  const hashes = document.pages.flatMap(({ picture, text }) => [picture?.sha256 ?? '', text.sha256]).join('');
  if (pieces.length === 0 || sha256Hex(hashes).slice(0, 16) !== document.id)
    faults.add('document-id', 'its id is not that of its pages, in their order', where);
  const received = proof?.entries.get(document.received?.entry)?.fields;
  if (
    received === undefined
      ? isWhole
      : received.get('kind') !== 'received' || received.get('day') !== document.received.day
  )
    faults.add('received', 'the log does not say that its original was received on that day', where);
  return pieces.filter(Boolean);
}

function checkClaim(claim, { texts, faults }) {
  const where = `claim ${claim.id}`;
  for (const { citation, origin } of claim.statements) {
    const { document, page, start, end, quote, prefix, suffix } = citation;
    const text = texts.get(`${document} ${page}`);
    const stands =
      text !== undefined &&
      end > start &&
      text.slice(start, end) === quote &&
      text.slice(0, start).endsWith(prefix.replace(/^\uFFFD/, '')) &&
      text.slice(end).startsWith(suffix.replace(/\uFFFD$/, ''));
    if (!stands)
      faults.add('citation', 'cites words that do not stand there', `${where}, document ${document}, page ${page}`);
    if (claim.origins[origin] === undefined)
      faults.add('publication', 'a statement of an origin that is not listed', where);
  }
  for (const index of claim.conflicts.flat())
    if (claim.statements[index] === undefined)
      faults.add('publication', 'a conflict with a statement that is not listed', where);
  const places = claim.statements.map(
    ({ citation: { document, page, start, end } }) => `${document} ${page} ${start} ${end}`,
  );
  if (sha256Hex(canonical(places.toSorted())).slice(0, 16) !== claim.id)
    faults.add('claim-id', 'its id is not that of its citations', where);
}

/** @returns the pieces that hold, by document */
export function checkPublication(root, publication, { hashes, proof, faults }) {
  const isWhole = proof !== undefined; // without a proof, what is wrong with it is said once and not for every page
  const found = { hashes, proof, faults, used: new Set(), texts: new Map(), isWhole };
  const told = [];
  try {
    const { id: own, proof: _, ...rest } = publication;
    if (sha256Hex(canonical(rest)).slice(0, 16) !== own)
      faults.add('publication-id', 'its id is not that of what it tells', PUBLICATION);
    for (const document of publication.documents)
      told.push({ id: document.id, pieces: checkDocument(root, document, found) });
    if (new Set(told.map(({ id }) => id)).size !== told.length)
      faults.add('publication', 'a document twice', PUBLICATION);
    for (const claim of publication.claims) checkClaim(claim, found);
  } catch {
    faults.add('publication', 'does not say what a publication says', PUBLICATION); // safe: it is said, and holds nothing
  }
  for (const path of hashes.keys())
    if (PAGE_FILE.test(path) && !found.used.has(path))
      faults.add('unlisted', 'a page file that publication.json does not name', path);
  return told;
}
