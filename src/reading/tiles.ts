import { fileURLToPath } from 'node:url';
import { Problem } from '../base/problem.ts';
import { expendable, type Limits } from './sandbox.ts';

/** A part of a picture, in its dots, and the size that it is brought to. */
interface TilePiece {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly toWidth: number;
  readonly toHeight: number;
}

export interface PictureToCut {
  readonly bytes: Uint8Array;
  readonly pieces: readonly TilePiece[];
}

const MIB = 1024 * 1024;
/** Of some sixteen pages; one takes a tenth of a second. */
const CUTTING: Limits = { ms: 120_000, memoryBytes: 1024 * MIB, outputBytes: 256 * MIB };

/**
 * Cuts pictures into JPEGs that hold dots and nothing else, in one expendable process: what drew them had a hostile file
 * before it.
 * @returns for each picture its pieces, in order
 * @throws Problem `reader-failed`; the reason of the signal
 */
export async function cutPictures(
  pictures: readonly PictureToCut[],
  signal: AbortSignal,
): Promise<readonly (readonly Uint8Array[])[]> {
  const order = JSON.stringify(pictures.map(({ bytes, pieces }) => ({ bytes: bytes.length, pieces })));
  const { stdout, ...end } = await expendable({
    profile: 'picture',
    program: fileURLToPath(new URL('tiles-child.ts', import.meta.url)),
    stdin: Buffer.concat([Buffer.from(`${order}\n`), ...pictures.map(({ bytes }) => bytes)]),
    limits: CUTTING,
    signal,
  });
  const jpegs = framesIn(stdout);
  const wanted = pictures.reduce((sum, { pieces }) => sum + pieces.length, 0);
  if (jpegs.length !== wanted || !jpegs.every(isBareJpeg)) {
    throw new Problem('reader-failed', 'The picture of a page could not be cut into tiles.', {
      remedy: 'Publish again; where it fails again, leave `url` out of the profile: tiles are made only with it.',
      cause: end,
    });
  }
  let at = 0;
  return pictures.map(({ pieces }) => jpegs.slice(at, (at += pieces.length)));
}

function framesIn(stdout: Buffer): readonly Buffer[] {
  const found: Buffer[] = [];
  for (let at = 0; at + 4 <= stdout.length;) {
    const end = at + 4 + stdout.readUInt32BE(at);
    if (end > stdout.length) break;
    found.push(stdout.subarray(at + 4, end));
    at = end;
  }
  return found;
}

const START_OF_SCAN = 0xda;
const END_OF_IMAGE = 0xd9;
/** Application segments other than JFIF’s, and comments (ITU-T T.81, table B.1): there is nothing beside the dots. */
const isBeside = (marker: number): boolean => (marker > 0xe0 && marker <= 0xef) || marker === 0xfe;

/** Baseline: tables, one scan, the end, and nothing after it (ITU-T T.81, B.2). */
function isBareJpeg(bytes: Buffer): boolean {
  if (bytes.length < 4 || bytes.readUInt16BE(0) !== 0xffd8) return false;
  let at = 2;
  while (at + 4 <= bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1] ?? 0;
    if (isBeside(marker)) return false;
    at += 2 + bytes.readUInt16BE(at + 2);
    if (marker === START_OF_SCAN) return endOfScan(bytes, at) === bytes.length;
  }
  return false;
}

/** Behind the end of the image that follows the scan; 0 where another marker comes first. */
function endOfScan(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at !== -1; at = bytes.indexOf(0xff, at + 2)) {
    const marker = bytes[at + 1] ?? 0;
    const isData = marker === 0 || (marker >= 0xd0 && marker <= 0xd7);
    if (!isData) return marker === END_OF_IMAGE ? at + 2 : 0;
  }
  return 0;
}
