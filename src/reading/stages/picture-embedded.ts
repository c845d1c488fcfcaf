import exifr from 'exifr';
import sharp from 'sharp';
import type { Sharp } from 'sharp';
import type { MetadataField } from '../../nouns/reading.ts';

const SIDE = 16; // pixels of the pictures that are compared: what they show, not how sharply
const DIFFERENT = 28; // mean difference of 255 from which on two pictures do not show the same; recompression stays below 8
const MAX_FIELDS = 200;
const LONGEST_VALUE = 2_000; // characters

/** IPTC-IIM fields: agencies and archives keep the caption, the byline and the place in them. */
export async function iptcFields(bytes: Uint8Array): Promise<readonly MetadataField[]> {
  try {
    // eslint-disable-next-line import/no-named-as-default-member -- a CommonJS package, whose names Node does not see
    const said: unknown = await exifr.parse(bytes, {
      tiff: false,
      xmp: false,
      icc: false,
      jfif: false,
      ihdr: false,
      iptc: true,
      mergeOutput: true,
    });
    if (typeof said !== 'object' || said === null) return [];
    return Object.entries(said)
      .flatMap(([name, value]) =>
        (Array.isArray(value) ? value : [value]).map((each: unknown) => [name, each] as const),
      )
      .filter(([, value]) => typeof value === 'string' || typeof value === 'number')
      .map(([name, value]) => ({
        name,
        value: String(value).slice(0, LONGEST_VALUE).trim().toWellFormed(),
        origin: 'exifr iptc',
      }))
      .filter(({ value }) => value !== '')
      .slice(0, MAX_FIELDS);
  } catch (error) {
    // Safe: metadata that cannot be read costs the metadata; the picture is read on its own.
    console.error(error);
    return [];
  }
}

/**
 * The small picture that a camera put into the file, if it shows something else than the picture: programs that crop or
 * black out a picture often leave it as it was.
 */
export async function differingThumbnail(bytes: Uint8Array, picture: Sharp): Promise<Uint8Array | undefined> {
  try {
    // eslint-disable-next-line import/no-named-as-default-member -- a CommonJS package, whose names Node does not see
    const thumbnail = await exifr.thumbnail(bytes);
    if (thumbnail === undefined || thumbnail.byteLength < 100) return undefined;
    const { width, height } = await picture.metadata();
    const shape = width / height;
    const small = sharp(thumbnail, { failOn: 'none', limitInputPixels: 4_000_000 });
    const sides = await small.metadata();
    const [one, other] = await Promise.all([
      greyOf(small.extract(withoutBars(sides.width, sides.height, shape))),
      greyOf(picture.clone()),
    ]);
    const [meanOne, meanOther] = [meanOf(one), meanOf(other)];
    const difference = one.reduce(
      (sum, value, at) => sum + Math.abs(value - meanOne - ((other[at] ?? 0) - meanOther)),
      0,
    );
    return difference / one.length > DIFFERENT ? thumbnail : undefined;
  } catch (error) {
    // Safe: a thumbnail that cannot be read shows nothing.
    console.error(error);
    return undefined;
  }
}

/** Cameras put pictures of another shape between black bars. */
function withoutBars(
  width: number,
  height: number,
  shape: number,
): { left: number; top: number; width: number; height: number } {
  const wide = Math.max(1, Math.min(width, Math.round(height * shape)));
  const high = Math.max(1, Math.min(height, Math.round(width / shape)));
  return { left: Math.floor((width - wide) / 2), top: Math.floor((height - high) / 2), width: wide, height: high };
}

function greyOf(picture: Sharp): Promise<Buffer> {
  return picture
    .flatten({ background: 'white' })
    .greyscale()
    .resize(SIDE, SIDE, { fit: 'fill' })
    .toColourspace('b-w')
    .raw()
    .toBuffer();
}

function meanOf(values: Uint8Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
