import type { Desk } from '../desk/desk.ts';
import type { Publication, RenderPublication } from '../nouns/publication.ts';
import type { Store } from '../vault/store.ts';
import type { BagWriter } from './bag.ts';
import { dataFiles } from './data-files.ts';
import { printPublication, PROOF_PATH, PUBLICATION_PATH } from './package-format.ts';
import { tileFiles } from './picture-tiles.ts';
import { verifierFile, VERIFIER_PATH } from './verifier-file.ts';

export interface PackageFileParts {
  readonly desk: Desk;
  readonly derived: Store;
  readonly vault: Store;
}

export interface ToWrite {
  readonly publication: Publication;
  readonly proofText: string;
  readonly render: RenderPublication;
  readonly signal: AbortSignal;
}

/** Writes all of the payload: page files, originals, the proof, what is told, the verifier, data and pages for people. */
export async function writePayload(
  bag: BagWriter,
  { desk, derived, vault }: PackageFileParts,
  { publication, proofText, render, signal }: ToWrite,
): Promise<void> {
  for (const { pages, original } of publication.documents) {
    for (const { picture, text } of pages) {
      signal.throwIfAborted();
      for (const { path, sha256 } of picture === undefined ? [text] : [picture, text]) {
        await bag.add(`data/${path}`, Buffer.concat(await Array.fromAsync(derived.get(sha256))));
      }
    }
    if (original !== undefined) await bag.addStream(`data/${original.path}`, vault.get(original.sha256));
  }
  await bag.add(`data/${PROOF_PATH}`, Buffer.from(proofText));
  await bag.add(`data/${PUBLICATION_PATH}`, Buffer.from(printPublication(publication)));
  await bag.add(`data/${VERIFIER_PATH}`, await verifierFile());
  for (const files of [
    dataFiles(publication),
    tileFiles(publication, { desk, derived }, signal),
    render(publication),
  ]) {
    for await (const { path, bytes } of files) {
      signal.throwIfAborted();
      await bag.add(`data/${path}`, bytes);
    }
  }
}
