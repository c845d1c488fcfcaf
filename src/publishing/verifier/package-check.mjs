import * as paths from 'node:path';
import { Findings } from './basics.mjs';
import { checkBag, checkBagInfo, jsonOf } from './bag-check.mjs';
import { checkProof, checkSignature } from './log-check.mjs';
import { checkStamps } from './stamp-check.mjs';
import { checkPublication, readPublication } from './told-check.mjs';

/** The whole package: each part by itself, so that everything that is wrong is found and not only the first. */

/** What was opened beside the package, of entries that it has: only then a picture leads to its original. */
function checkOpened(files, proof, pieces, faults) {
  return files.flatMap((file) => {
    const opened = checkProof(jsonOf(paths.dirname(file), paths.basename(file), faults), file, faults);
    if (opened === undefined || proof === undefined) return [];
    return [...opened.entries].flatMap(([entry, { line, fields }]) => {
      if (proof.entries.get(entry)?.line !== line)
        return faults.add('opened', 'opens an entry that the package does not have', `${file}: entry ${entry}`) ?? [];
      const named = pieces.filter((piece) => piece.entry === entry).map(({ path }) => `data/${path}`);
      return [{ entry, fields: Object.fromEntries(fields), files: named }];
    });
  });
}

/**
 * @param {{keys: string[], roots: crypto.X509Certificate[], open: string[]}} given what whoever checks knows from elsewhere
 * @returns what --json prints
 */
export function checkPackage(root, { keys, roots, open }) {
  const faults = new Findings();
  const { hashes, bytes } = checkBag(root, faults);
  const publication = readPublication(root, faults);
  if (publication !== undefined) checkBagInfo(root, publication, hashes, faults);
  const proofPath = `data/${publication?.proof ?? 'proofs/proof.json'}`;
  const proofFile = jsonOf(root, proofPath, faults);
  const proof = proofFile && checkProof(proofFile, proofPath, faults);
  const signedBy = proof && checkSignature(root, hashes.get('manifest-sha256.txt')?.sha256, proof, faults);
  if (keys.length > 0 && signedBy !== undefined && !signedBy.every((each) => keys.includes(each)))
    faults.add('key', 'not signed with a key that you gave', 'signature.txt');
  const told = publication === undefined ? [] : checkPublication(root, publication, { hashes, proof, faults });
  const pieces = told.flatMap((document) => document.pieces);
  const dated = proof && {
    stamps: checkStamps(proof, proofFile.checkpoint, roots, faults),
    opened: checkOpened(open, proof, pieces, faults),
  };
  return {
    format: 'touchstone/verification',
    version: 1,
    holds: faults.faults.length === 0,
    faults: faults.faults,
    files: hashes.size,
    bytes,
    ...(publication && {
      publication: {
        id: publication.id,
        title: publication.title,
        publisher: publication.publisher,
        day: publication.day,
      },
      documents: told.length,
      pages: publication.documents.reduce((sum, document) => sum + (document?.pages?.length ?? 0), 0),
      pageFiles: pieces.length,
      claims: publication.claims.length,
    }),
    ...(proof && {
      log: proof.checkpoint.origin,
      size: proof.checkpoint.size,
      signedBy: signedBy ?? [],
      isKeyKnown: keys.length > 0,
      ...dated,
    }),
  };
}
