import { NoArchive } from './archive.mjs';
import { Findings, hexOf, textIn } from './basics.mjs';
import { checkBag, checkBagInfo, hashBag, pathsListed, readLists } from './bag-check.mjs';
import { checkProof, checkSignature } from './log-check.mjs';
import { checkStamps } from './stamp-check.mjs';
import { checkPublication, PageTexts, PUBLICATION, publicationIdOf, readPublication } from './told-check.mjs';

/** The whole package: each part by itself, so that everything that is wrong is found and not only the first. */

/** What was opened beside the package, of entries that it has: only then a picture leads to its original. */
async function checkOpened(given, proof, pieces, context) {
  const found = [];
  for (const { name, bytes } of given) {
    const opened = await checkProof(bytes, name, context);
    for (const [entry, { leaf, fields }] of opened?.entries ?? []) {
      if (proof.entries.get(entry)?.leaf === leaf) {
        const files = pieces.filter((piece) => piece.entry === entry).map(({ path }) => `data/${path}`);
        found.push({ entry, fields: Object.fromEntries(fields), files });
      } else context.faults.add('opened', 'opens an entry that the package does not have', `${name}: entry ${entry}`);
    }
  }
  return found;
}

/** What it tells of itself: read before the files are hashed, so that one reading of each is enough. */
async function readTold(context) {
  const { files, faults } = context;
  const bytes = await files.read(PUBLICATION);
  if (bytes === undefined) faults.add('missing', 'not there, or not to be read', PUBLICATION);
  return readPublication(textIn(bytes ?? new Uint8Array()), faults);
}

/** What was read is what is hashed, though it is read twice: a server may give another the second time. */
function remembering({ files, tools }, read) {
  return {
    ...files,
    async read(path) {
      const bytes = await files.read(path);
      if (bytes !== undefined) read.push([path, hexOf(tools.hash('sha256', bytes))]);
      return bytes;
    },
  };
}

/**
 * What can be read and reckoned while files are hashed elsewhere. What is wrong with the proof is said after what is wrong
 * with the files.
 */
async function readMeanwhile(publication, lists, context) {
  const faults = new Findings();
  const path = `data/${publication?.proof ?? 'proofs/proof.json'}`;
  const read = lists ?? (await readLists(context));
  const bytes = await context.files.read(path);
  if (bytes === undefined) faults.add('missing', 'not there, or not to be read', path);
  const proof = await checkProof(bytes ?? new Uint8Array(), path, { ...context, faults });
  return { lists: read, proof, faults, id: publication && publicationIdOf(publication, context.tools) };
}

const HEAD_OF_FOUND = { format: 'touchstone/verification', version: 1 };

/**
 * @param where `files` (bag-check.mjs); `tools`: `hash(name, ...parts)` gives bytes, `verify(algorithm, spki, message,
 *   signature)` a promise of true, false, or undefined where it cannot be judged here, `rest()`, if there is one, awaited
 *   now and then; `tell`, called as files are read
 * @param given what whoever checks knows from elsewhere: `keys`, `roots` (certificate.mjs), `headers` (ots-check.mjs),
 *   `opened`: `{name, bytes}` of proofs
 * @returns what --json prints, and of each fault what words.mjs needs
 */
export async function checkPackage(where, given = {}) {
  try {
    await where.files.open?.();
    return await checkWhole(where, given);
  } catch (error) {
    if (!(error instanceof NoArchive)) throw error;
    // An archive that is not understood to its last byte says nothing.
    const faults = new Findings();
    faults.add('archive', error.said, error.where);
    return { ...HEAD_OF_FOUND, holds: false, faults: faults.faults, files: 0, bytes: 0, isWhole: false };
  }
}

async function checkWhole(where, { keys = [], roots = [], headers = new Map(), opened = [] }) {
  const faults = new Findings();
  const read = [];
  const context = { ...where, files: remembering(where, read), faults };
  const publication = await readTold(context);
  const texts = new PageTexts(publication);
  const listed = await context.files.list();
  const named = listed === undefined ? await readLists(context) : undefined;
  const [all, { lists, proof, faults: ofProof, id }] = await Promise.all([
    hashBag(listed?.found ?? pathsListed(named), context, texts),
    readMeanwhile(publication, named, context),
  ]);
  const there = listed ?? context.files.seen?.();
  const { hashes, bytes, isWhole } = await checkBag(context, { lists, there }, all);
  for (const { said, where: at } of context.files.archiveFaults?.() ?? []) faults.add('archive', said, at);
  if (publication !== undefined) await checkBagInfo(context, publication, hashes);
  faults.takeOver(ofProof);
  const signedBy = proof && (await checkSignature(context, hashes.get('manifest-sha256.txt')?.sha256, proof));
  for (const [path, digest] of read)
    if (hashes.has(path) && hashes.get(path).sha256 !== digest) faults.add('changed', 'changes while it is read', path);
  if (keys.length > 0 && signedBy !== undefined && !signedBy.every((each) => keys.includes(each)))
    faults.add('key', 'not signed with a key that you gave', 'signature.txt');
  const told = publication === undefined ? [] : checkPublication(publication, { id, hashes, proof, texts }, context);
  const pieces = told.flatMap((document) => document.pieces);
  const dated = proof && {
    stamps: await checkStamps(proof, proof.text, { roots, headers }, context),
    opened: await checkOpened(opened, proof, pieces, context),
  };
  return {
    ...HEAD_OF_FOUND,
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
