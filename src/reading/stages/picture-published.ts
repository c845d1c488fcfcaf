import sharp from 'sharp';

/** Of 100: words of 8 points stay sharp at 150 dpi. */
const QUALITY = 80;

/** A drawn page as it is published: the same dots give the same bytes, and there is nothing beside the dots. */
export function publishedPicture(png: Uint8Array): Promise<Uint8Array> {
  return sharp(png).removeAlpha().toColourspace('srgb').webp({ quality: QUALITY, effort: 4 }).toBuffer();
}
