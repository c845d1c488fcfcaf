import { canonicalJson } from '../base/canonical-json.ts';
import type { Json } from '../base/json.ts';
import type { Publication } from '../nouns/publication.ts';
import { sha256Of } from '../nouns/sha256.ts';

/** How a package is written (docs/formats/package.md). Paths are within `data/`. */

export const PROOF_PATH = 'proofs/proof.json';
export const PUBLICATION_PATH = 'publication.json';
export const PUBLICATION_FORMAT = 'touchstone/publication';
export const PUBLICATION_VERSION = 1;

export function picturePath(document: string, page: number): string {
  return `doc/${document}/p/${page}.webp`;
}

export function textPath(document: string, page: number): string {
  return `doc/${document}/p/${page}.json`;
}

/** `publication.json`: what the package tells, without the texts, which have files of their own. */
export function printPublication(publication: Publication): string {
  return `${JSON.stringify(asPrinted(publication), undefined, 1)}\n`;
}

/** The id of what is told; where the proof stands does not change it. */
export function publicationId(publication: Omit<Publication, 'id'>): string {
  const { proof: _, id: __, ...told } = asPrinted({ ...publication, id: '' });
  // Plain data: what JSON leaves out is left out.
  const json: Json = JSON.parse(JSON.stringify(told));
  return sha256Of(canonicalJson(json)).slice(0, 16);
}

function asPrinted({ documents, proof, ...rest }: Publication) {
  return {
    format: PUBLICATION_FORMAT,
    version: PUBLICATION_VERSION,
    ...rest,
    documents: documents.map(({ pages, ...document }) => ({
      ...document,
      pages: pages.map(({ page, picture, text }) => ({ page, ...(picture === undefined ? {} : { picture }), text })),
    })),
    proof: proof.path,
  };
}

/** What `signature.txt` signs, as the text of a signed note: that the case of this log gave out this payload. */
export function packageNote(origin: string, manifest: string): string {
  return `touchstone/package/v1\n${origin}\n${manifest}\n`;
}
