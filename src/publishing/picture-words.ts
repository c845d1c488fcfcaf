import { availableParallelism } from 'node:os';
import { forEachAtOnce } from '../base/at-once.ts';
import type { Desk } from '../desk/desk.ts';
import type { PublishedDocument } from '../nouns/publication.ts';
import type { Sha256 } from '../nouns/sha256.ts';
import { recognise } from '../reading/ocr.ts';
import { STAGE_VERSIONS } from '../reading/stage-versions.ts';
import type { Store } from '../vault/store.ts';
import { madeOfPictures } from './made.ts';

const DPI = 150; // of published pictures
const WORDS = 'words';

/** What the pictures of pages say beside the text of the pages, as far as it can be recognised. */
export interface PictureWords {
  /** By the path of the picture. */
  readonly words: ReadonlyMap<string, string>;
  /** Pictures that could not be recognised: of these nobody knows what they say. */
  readonly failed: readonly PictureOfPage[];
}

export interface PictureOfPage {
  readonly document: string;
  readonly page: number;
  readonly path: string;
  readonly sha256: Sha256;
}

/**
 * Pictures of pages that have text of their own, which a stamp or a note by hand may stand beside. The text of all other
 * pages is what was recognised of their pictures.
 */
export function picturesWithMore(documents: readonly PublishedDocument[]): readonly PictureOfPage[] {
  return documents.flatMap(({ id, pages }) =>
    pages.flatMap(({ page, picture, content }) =>
      picture === undefined || content.textFrom !== 'layer'
        ? []
        : [{ document: id, page, path: picture.path, sha256: picture.sha256 }],
    ),
  );
}

/**
 * Recognises pictures, as many at once as there are cores; what was recognised is kept, so that the next publication of the
 * same pages has it.
 */
export async function recognisePictures(
  pictures: readonly PictureOfPage[],
  { desk, derived }: { readonly desk: Desk; readonly derived: Store },
  { signal, onRecognised }: { readonly signal: AbortSignal; readonly onRecognised?: (pictures: number) => void },
): Promise<PictureWords> {
  const made = madeOfPictures(desk, derived, STAGE_VERSIONS.recognise);
  const words = new Map<string, string>();
  const failed: PictureOfPage[] = [];
  let done = 0;
  await forEachAtOnce(pictures, availableParallelism(), async (picture) => {
    signal.throwIfAborted();
    const { path, sha256 } = picture;
    let kept = await made.get(sha256, WORDS);
    if (kept === undefined) {
      const bytes = Buffer.concat(await Array.fromAsync(derived.get(sha256)));
      const { text, failure } = await recognise(bytes, DPI, { signal });
      kept = Buffer.from(text);
      if (failure === undefined) await made.keep(sha256, [{ what: WORDS, bytes: kept }]);
      else failed.push(picture);
    }
    words.set(path, Buffer.from(kept).toString());
    onRecognised?.((done += 1));
  });
  return { words, failed };
}
