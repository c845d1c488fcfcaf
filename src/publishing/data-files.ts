import type { Publication, RenderedFile } from '../nouns/publication.ts';
import { annotationFiles, citedDocuments } from './data/annotations.ts';
import { reviewsFile } from './data/claim-reviews.ts';
import { plainTextFile } from './data/data-file.ts';
import { ftmFile } from './data/ftm.ts';
import { iiifFiles } from './data/iiif.ts';
import { crateFile } from './data/ro-crate.ts';

/**
 * What a package tells, in formats that other programs speak (docs/formats/package.md). Written from the publication
 * alone, so that nothing else of the case can be in it; the same publication gives the same bytes. None of it is the
 * statement of record: that is publication.json.
 */
export function* dataFiles(publication: Publication): Generator<RenderedFile> {
  for (const document of publication.documents) yield plainTextFile(document);
  yield* annotationFiles(publication);
  yield ftmFile(publication);
  yield reviewsFile(publication);
  yield* iiifFiles(publication);
  yield crateFile(publication, new Set(citedDocuments(publication).map(({ id }) => id)));
}
