import { Findings, hexOf, textIn } from './basics.mjs';
import { checkBag, checkBagInfo, jsonIn, textOf } from './bag-check.mjs';
import { checkProof, checkSignature } from './log-check.mjs';
import { checkStamps } from './stamp-check.mjs';
import { checkPublication, PageTexts, PUBLICATION, readPublication } from './told-check.mjs';

/** The whole package: each part by itself, so that everything that is wrong is found and not only the first. */

/** What was opened beside the package, of entries that it has: only then a picture leads to its original. */
async function checkOpened(given, proof, pieces, context) {
  const found = [];
  for (const { name, bytes } of given) {
    const file = jsonIn(textIn(bytes), name, context.faults);
    const opened = file && (await checkProof(file, name, context));
    for (const [entry, { line, fields }] of opened?.entries ?? []) {
      if (proof.entries.get(entry)?.line === line) {
        const files = pieces.filter((piece) => piece.entry === entry).map(({ path }) => `data/${path}`);
        found.push({ entry, fields: Object.fromEntries(fields), files });
      } else context.faults.add('opened', 'opens an entry that the package does not have', `${name}: entry ${entry}`);
    }
  }
  return found;
}

/** What it tells of itself: read before the files are hashed, so that one reading of each is enough. */
async function readTold(context) {
  const { files, faults, tools } = context;
  const bytes = await files.read(PUBLICATION);
  if (bytes === undefined) faults.add('missing', 'not there, or not to be read', PUBLICATION);
  const publication = readPublication(textIn(bytes ?? new Uint8Array()), faults);
  return { publication, read: bytes && hexOf(tools.hash('sha256', bytes)) };
}

/**
 * @param where `files` (bag-check.mjs); `tools`: `hash(name, ...parts)` gives bytes, `verify(algorithm, spki, message,
 *   signature)` a promise of true, false, or undefined where it cannot be judged here; `tell`, called as files are read;
 *   `rest`, awaited now and then
 * @param given what whoever checks knows from elsewhere: `keys`, `roots` (certificate.mjs), `headers` (ots-check.mjs),
 *   `opened`: `{name, bytes}` of proofs
 * @returns what --json prints, and of each fault what words.mjs needs
 */
export async function checkPackage(where, { keys = [], roots = [], headers = new Map(), opened = [] } = {}) {
  const faults = new Findings();
  const context = { ...where, faults };
  const { publication, read } = await readTold(context);
  const texts = new PageTexts(publication, faults);
  const { hashes, bytes, isWhole } = await checkBag(context, texts);
  if (read !== undefined && hashes.get(PUBLICATION)?.sha256 !== read)
    faults.add('changed', 'changes while it is read', PUBLICATION);
  if (publication !== undefined) await checkBagInfo(context, publication, hashes);
  const proofPath = `data/${publication?.proof ?? 'proofs/proof.json'}`;
  const proofFile = jsonIn(await textOf(context, proofPath), proofPath, faults);
  const proof = proofFile && (await checkProof(proofFile, proofPath, context));
  const signedBy = proof && (await checkSignature(context, hashes.get('manifest-sha256.txt')?.sha256, proof));
  if (keys.length > 0 && signedBy !== undefined && !signedBy.every((each) => keys.includes(each)))
    faults.add('key', 'not signed with a key that you gave', 'signature.txt');
  const told = publication === undefined ? [] : checkPublication(publication, { hashes, proof, texts }, context);
  const pieces = told.flatMap((document) => document.pieces);
  const dated = proof && {
    stamps: await checkStamps(proof, proofFile.checkpoint, { roots, headers }, context),
    opened: await checkOpened(opened, proof, pieces, context),
  };
  return {
    format: 'touchstone/verification',
    version: 1,
    holds: faults.faults.length === 0,
    faults: faults.faults,
    files: hashes.size,
    bytes,
    isWhole,
    ...(publication && tellsOf(publication, told, pieces)),
    ...(proof && {
      log: proof.checkpoint.origin,
      size: proof.checkpoint.size,
      signedBy: signedBy ?? [],
      isKeyKnown: keys.length > 0,
      ...dated,
    }),
  };
}

function tellsOf({ id, title, publisher, day, documents, claims }, told, pieces) {
  return {
    publication: { id, title, publisher, day },
    documents: told.length,
    pages: documents.reduce((sum, document) => sum + (document?.pages?.length ?? 0), 0),
    pageFiles: pieces.length,
    claims: claims.length,
  };
}
