import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { RecognisedWord } from './ocr-words.ts';
import type { Turn } from './pixels-geometry.ts';
import { rowBefore } from './pixels-lines.ts';
import type { Slot } from './pixels-lines.ts';
import { expendable } from './sandbox.ts';
import type { Limits } from './sandbox.ts';

const MIB = 1024 * 1024;
const PREPARING: Limits = { ms: 60_000, memoryBytes: 1024 * MIB, outputBytes: 128 * MIB };

const turnSchema = z.object({
  width: z.number().positive(),
  height: z.number().positive(),
  turnedWidth: z.number().positive(),
  turnedHeight: z.number().positive(),
  degrees: z.number().min(-10).max(10),
  scale: z.number().positive(),
  quarters: z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3)]),
});
const slotSchema = z.object({
  at: z.number().nonnegative(),
  height: z.number().nonnegative(),
  from: z.number().nonnegative(),
});
const saidSchema = z.object({
  turn: turnSchema.optional(),
  slots: z.array(slotSchema).max(10_000).optional(),
  letters: z.array(z.number().int()).max(10_000).optional(),
  lengths: z.array(z.number().int().nonnegative()).max(2),
});

export interface Prepared {
  readonly turn: Turn;
  readonly page: Uint8Array;
  /** x and y of patches of ink in the shape of letters: without them no second reading is worth its time. */
  readonly letters: readonly number[];
  readonly sample?: Uint8Array;
}

/** A picture that cannot be prepared is recognised as it came. */
export async function prepare(
  png: Uint8Array,
  dpi: number,
  quarters: Turn['quarters'],
  signal: AbortSignal | undefined,
): Promise<Prepared> {
  const said = await pixels(['prepare', String(dpi), String(quarters)], png, signal);
  const [page, sample] = said?.pictures ?? [];
  if (said?.turn === undefined || page === undefined) return { page: png, turn: asItCame(png), letters: [] };
  const { turn, letters = [] } = said;
  return { page, turn, letters, ...(sample === undefined ? {} : { sample }) };
}

export interface Spread {
  readonly page: Uint8Array;
  readonly slots: readonly Slot[];
}

/** The page with its lines moved apart; undefined where it has none. */
export async function spreadApart(page: Uint8Array, signal: AbortSignal | undefined): Promise<Spread | undefined> {
  const said = await pixels(['spread'], page, signal);
  const picture = said?.pictures[0];
  return said?.slots === undefined || picture === undefined ? undefined : { page: picture, slots: said.slots };
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
  return said?.pictures[0];
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

interface Said {
  readonly turn?: Turn | undefined;
  readonly slots?: readonly Slot[] | undefined;
  readonly letters?: readonly number[] | undefined;
  readonly pictures: readonly Uint8Array[];
}

/** One run of pixels-child.ts, or undefined where it failed. */
async function pixels(
  args: readonly string[],
  png: Uint8Array,
  signal: AbortSignal | undefined,
): Promise<Said | undefined> {
  const end = await expendable({
    profile: 'picture',
    program: fileURLToPath(new URL('pixels-child.ts', import.meta.url)),
    args,
    stdin: png,
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
  let at = start;
  const pictures = said.lengths.map((length) => untrusted.subarray(at, (at += length)));
  return { turn: said.turn, slots: said.slots, letters: said.letters, pictures };
}

/** Width and height of a PNG stand at a fixed place (ISO/IEC 15948, 11.2.2). */
function asItCame(png: Uint8Array): Turn {
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  const [width, height] = png.length >= 24 ? [view.getUint32(16), view.getUint32(20)] : [1, 1];
  return { width, height, turnedWidth: width, turnedHeight: height, degrees: 0, scale: 1, quarters: 0 };
}
