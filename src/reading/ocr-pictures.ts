import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { RecognisedWord } from './ocr-words.ts';
import { leaning } from './pixels-geometry.ts';
import type { Turn } from './pixels-geometry.ts';
import { rowBefore } from './pixels-lines.ts';
import type { Slot } from './pixels-lines.ts';
import { decodePgm, encodePgm } from './pixels-pgm.ts';
import { readySchema } from './pixels-ready.ts';
import type { Ready } from './pixels-ready.ts';
import { expendable } from './sandbox.ts';
import type { Limits } from './sandbox.ts';

const MIB = 1024 * 1024;
const PREPARING: Limits = { ms: 60_000, memoryBytes: 1024 * MIB, outputBytes: 128 * MIB };

const slotSchema = z.strictObject({
  at: z.number().nonnegative(),
  height: z.number().nonnegative(),
  from: z.number().nonnegative(),
});
const saidSchema = z.strictObject({
  ready: readySchema.exactOptional(),
  slots: z.array(slotSchema).max(10_000).exactOptional(),
});

export interface Prepared extends Ready {
  readonly page: Uint8Array;
}

/** A picture that cannot be prepared is recognised as it came. */
export async function prepare(
  picture: Uint8Array,
  dpi: number,
  quarters: Turn['quarters'],
  signal: AbortSignal | undefined,
): Promise<Prepared> {
  const said = await pixels(['prepare', String(dpi), String(quarters)], picture, signal);
  if (said?.ready !== undefined && said.picture !== undefined) return { ...said.ready, page: said.picture };
  return { page: picture, turn: asItCame(picture), letters: [], oneColumn: false };
}

/** The picture that a page of full size was straightened from, to be turned by quarters. */
export function beforeStraightening({ page, turn }: Prepared): Uint8Array {
  const grey = turn.degrees === 0 ? undefined : decodePgm(page);
  return grey === undefined ? page : encodePgm(leaning(grey, turn));
}

/** A few lines of a prepared page, in one picture; undefined where it has none. */
export async function sampleOf(page: Uint8Array, signal: AbortSignal | undefined): Promise<Uint8Array | undefined> {
  return (await pixels(['sample'], page, signal))?.picture;
}

export interface Spread {
  readonly page: Uint8Array;
  readonly slots: readonly Slot[];
}

/** The page with its lines moved apart; undefined where it has none. */
export async function spreadApart(page: Uint8Array, signal: AbortSignal | undefined): Promise<Spread | undefined> {
  const said = await pixels(['spread'], page, signal);
  if (said?.slots === undefined || said.picture === undefined) return undefined;
  return { page: said.picture, slots: said.slots };
}

/** These rows of the page, one stretch under the other. */
export function onlyRows(page: Uint8Array, rows: readonly { top: number; bottom: number }[]): Spread | undefined {
  const grey = decodePgm(page);
  if (grey === undefined) return undefined;
  const slots: Slot[] = [];
  let at = 0;
  for (const { top, bottom } of rows) {
    const from = Math.max(0, Math.floor(top));
    const height = Math.min(grey.height, Math.ceil(bottom)) - from;
    if (height <= 0) continue;
    slots.push({ at, height, from });
    at += height;
  }
  const data = new Uint8Array(grey.width * at);
  for (const { at: to, height, from } of slots)
    data.set(grey.data.subarray(from * grey.width, (from + height) * grey.width), to * grey.width);
  return at === 0 ? undefined : { page: encodePgm({ width: grey.width, height: at, data }), slots };
}

/** Words of a spread picture where they stand on the page. */
export function broughtBack(words: readonly RecognisedWord[], slots: readonly Slot[]): readonly RecognisedWord[] {
  return words.map((word) => {
    const y = rowBefore(slots, word.y);
    return { ...word, y, height: Math.max(1, rowBefore(slots, word.y + word.height) - y) };
  });
}

/** The page at another size, softened and with full contrast. `factor` is a number. */
export async function atSize(
  page: Uint8Array,
  factor: string,
  signal: AbortSignal | undefined,
): Promise<Uint8Array | undefined> {
  const said = await pixels(['scale', factor], page, signal);
  return said?.picture;
}

/** Words of a picture of another size where they stand on the page. */
export function shrunk(words: readonly RecognisedWord[], factor: number): readonly RecognisedWord[] {
  return words.map((word) => ({
    ...word,
    x: word.x / factor,
    y: word.y / factor,
    width: word.width / factor,
    height: word.height / factor,
  }));
}

type Said = z.infer<typeof saidSchema> & { readonly picture?: Uint8Array };

/** One run of pixels-child.ts, or undefined where it failed. */
async function pixels(
  args: readonly string[],
  picture: Uint8Array,
  signal: AbortSignal | undefined,
): Promise<Said | undefined> {
  const end = await expendable({
    profile: 'picture',
    program: fileURLToPath(new URL('pixels-child.ts', import.meta.url)),
    args,
    stdin: picture,
    limits: PREPARING,
    ...(signal === undefined ? {} : { signal }),
  });
  const untrusted = end.stdout;
  if (end.how !== 'exited' || end.code !== 0 || untrusted.length < 4) return undefined;
  const start = 4 + untrusted.readUInt32BE(0);
  let said: z.infer<typeof saidSchema>;
  try {
    said = saidSchema.parse(JSON.parse(untrusted.toString('utf8', 4, start)));
  } catch {
    // Safe: a process that says something else has failed, and the caller goes on without it.
    return undefined;
  }
  const made = untrusted.subarray(start);
  return made.length === 0 ? said : { ...said, picture: made };
}

/** Width and height of a PNG stand at a fixed place (ISO/IEC 15948, 11.2.2). */
function asItCame(picture: Uint8Array): Turn {
  const view = new DataView(picture.buffer, picture.byteOffset, picture.byteLength);
  const { width, height } =
    decodePgm(picture) ??
    (picture.length >= 24 ? { width: view.getUint32(16), height: view.getUint32(20) } : { width: 1, height: 1 });
  return { width, height, degrees: 0, margin: 0, scale: 1, quarters: 0 };
}
