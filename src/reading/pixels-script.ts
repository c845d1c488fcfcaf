import type { Patch } from './pixels-lines.ts';

export type LikelyScript = 'Latn' | 'Hans' | 'Arab';

const FEW_LETTERS = 60; // patches under which shapes say nothing
const JOINED = 0.28; // share of wide patches, by width: 0.33 and more in Arabic script, 0.21 and less in the others
const BROKEN = 0.17; // small patches for each letter, past which strokes are that touch nothing, as in Chinese characters;
// Latin letters leave dots and points only
/**
 * The script of a page by the shapes of its ink, without reading any of it: Arabic letters hang together, Chinese
 * characters fall apart into strokes, Latin letters do neither. Measured on pages of 12 typefaces, clean and as faxes.
 * Undefined where they do not say, or are too few. A guess: the words say whether it was right.
 *
 * @param height the middle height of letters, in the patches' pixels
 */
export function scriptOf(patches: readonly Patch[], height: number): LikelyScript | undefined {
  let [letters, small, width, wide] = [0, 0, 0, 0];
  for (const { left, top, right, bottom } of patches) {
    const [w, h] = [right - left, bottom - top];
    if (h >= 0.6 * height && h <= 3 * height && w >= 2 && w <= 12 * height) {
      letters++;
      width += w;
      if (w > 1.6 * h) wide += w;
    } else if (h >= 2 && h < 0.5 * height && w < 0.7 * height) small++;
  }
  if (height === 0 || letters < FEW_LETTERS) return undefined;
  const [joined, broken] = [wide / width, small / letters];
  if (joined >= JOINED) return 'Arab';
  if (broken > BROKEN) return 'Hans';
  return joined < 0.1 ? 'Latn' : undefined;
}
