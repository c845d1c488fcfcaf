import { Problem } from '../base/problem.ts';
import { readFrames } from './frames.ts';
import { DRAW_LIMITS, startOn } from './read-original.ts';

export interface DrawOrder {
  readonly path: string;
  readonly mediaType: string;
  /** From 1. */
  readonly page: number;
  readonly dpi: number;
  readonly signal?: AbortSignal;
}

/** A picture of one page, as PNG. @throws Problem `reader-failed` */
export async function drawPage(order: DrawOrder): Promise<{ readonly png: Uint8Array }> {
  const { bytes } = await drawn(order, [], isPng);
  return { png: bytes };
}

export interface WebpPicture {
  readonly webp: Uint8Array;
  readonly widthPx: number;
  readonly heightPx: number;
}

/** The same as a WebP that holds dots and nothing else. @throws Problem `reader-failed` */
export async function drawPublished(order: DrawOrder): Promise<WebpPicture> {
  const { bytes, widthPx, heightPx } = await drawn(order, ['webp'], isBareWebp);
  return { webp: bytes, widthPx, heightPx };
}

async function drawn(
  order: DrawOrder,
  format: readonly string[],
  isOne: (bytes: Uint8Array) => boolean,
): Promise<{ readonly bytes: Uint8Array; readonly widthPx: number; readonly heightPx: number }> {
  const args = ['draw', order.mediaType, String(order.page), String(order.dpi), ...format];
  const process = await startOn(order.path, args, DRAW_LIMITS, order.signal);
  let picture: { readonly bytes: Uint8Array; readonly widthPx: number; readonly heightPx: number } | undefined;
  let cause: unknown;
  try {
    for await (const { header, payload } of readFrames(process.output)) {
      if (header.kind === 'drawn') {
        picture = { bytes: Uint8Array.from(payload), widthPx: header.widthPx, heightPx: header.heightPx };
      }
      if (header.kind === 'end') cause = header.reason?.code;
    }
  } catch (error) {
    // Safe: told below, as a page that could not be drawn.
    process.dismiss();
    cause = error;
  }
  const ended = await process.ended;
  if (picture !== undefined && isOne(picture.bytes)) return picture;
  throw new Problem('reader-failed', 'This page could not be drawn.', {
    remedy: 'Read its text, or download the original and open it on a computer that holds nothing else.',
    cause: cause ?? ended,
  });
}

/** One chunk of dots (RFC 9649, simple file format): no room for a profile, for EXIF or XMP, or for anything after it. */
function isBareWebp(bytes: Uint8Array): boolean {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (file.length < 20 || file.toString('latin1', 0, 4) !== 'RIFF' || file.readUInt32LE(4) !== file.length - 8)
    return false;
  if (!/^WEBPVP8[ L]$/.test(file.toString('latin1', 8, 16))) return false;
  const size = file.readUInt32LE(16);
  return 20 + size + (size % 2) === file.length;
}

function isPng(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(0, 8)).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]));
}
