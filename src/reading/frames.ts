import { z } from 'zod';
import { REASON_CODES } from '../nouns/outcome.ts';
import { readySchema } from './pixels-ready.ts';
import { METADATA_LIMIT, TEXT_LIMIT, VALUE_LIMIT } from './frame-writer.ts';
import { NUMBERS_A_WORD, wordsOfBytes, type PackedWords } from './packed-words.ts';

/**
 * What an expendable process says, as frames on its standard output: two big-endian 32-bit lengths, a JSON header, a
 * payload. frame-writer.ts is the other end. Everything that arrives is untrusted until `readFrames` has checked its form;
 * sizes and sums are checked by whoever collects the frames.
 */

/** In bytes. Blocks and article spans are the longest lists in a header. */
const HEADER_LIMIT = 16 * 1024 * 1024;
/** In bytes. The longest text takes three bytes a unit. */
const PAYLOAD_LIMIT = 3 * TEXT_LIMIT + 1024;

const count = z.int().nonnegative();
const shown = z.string().max(VALUE_LIMIT).refine(isClean);
const span = z.strictObject({ start: count, end: count });
const spans = z.array(span).max(2_000_000);
const reason = z.strictObject({
  code: z.enum(REASON_CODES),
  params: z.record(z.string().max(40), z.union([z.string().max(200).refine(isClean), z.number()])).exactOptional(),
});

const headerSchema = z.discriminatedUnion('kind', [
  /** First of a file’s frames from a process that reads several: which bytes it was given, in its own words. */
  z.strictObject({ kind: z.literal('begun'), sha256: z.string().regex(/^[0-9a-f]{64}$/) }),
  /** In place of everything else: a file of that kind gets a process of its own. */
  z.strictObject({ kind: z.literal('declined') }),
  z.strictObject({
    kind: z.literal('identified'),
    mediaType: z
      .string()
      .max(200)
      .regex(/^[\w.+\-]+\/[\w.+\-]+$/v),
  }),
  z.strictObject({
    kind: z.literal('described'),
    title: shown.exactOptional(),
    byline: shown.exactOptional(),
    published: z
      .string()
      .regex(/^\d{4}(-\d\d(-\d\d(T[\d:.]+(Z|[+-]\d\d:\d\d))?)?)?$/)
      .exactOptional(),
    article: spans.exactOptional(),
  }),
  z.strictObject({
    kind: z.literal('metadata'),
    fields: z.array(z.strictObject({ name: shown, value: shown, origin: z.string().max(100) })).max(METADATA_LIMIT),
  }),
  /** Payload: the text, UTF-8. */
  z.strictObject({ kind: z.literal('text'), blocks: spans.exactOptional() }),
  /** Payload: text, then words (packed-words.ts), then the picture to recognise, of these lengths in bytes. */
  z.strictObject({
    kind: z.literal('page'),
    number: z.int().positive(),
    width: z.number().positive().max(1e7),
    height: z.number().positive().max(1e7),
    unit: z.enum(['pt', 'px']),
    blocks: spans.exactOptional(),
    textBytes: count,
    wordsBytes: count,
    dpi: z.number().positive().max(10_000).exactOptional(),
    compare: z.literal(true).exactOptional(),
    ready: readySchema.exactOptional(),
  }),
  /** Payload: the name as it stands. What follows until `found-end` or `found-broken` is its bytes. */
  z.strictObject({ kind: z.literal('found'), shownName: shown, modified: z.string().max(40).exactOptional() }),
  z.strictObject({ kind: z.literal('found-bytes') }),
  z.strictObject({ kind: z.literal('found-end') }),
  z.strictObject({ kind: z.literal('found-broken'), reason }),
  z.strictObject({ kind: z.literal('refused'), shownName: shown, reason }),
  /** Payload: PNG, or WebP where that was asked for. */
  z.strictObject({ kind: z.literal('drawn'), widthPx: count, heightPx: count }),
  z.strictObject({
    kind: z.literal('stage'),
    name: z.string().max(60),
    version: count,
    ms: z.number().nonnegative(),
  }),
  z.strictObject({
    kind: z.literal('end'),
    outcome: z.enum(['read', 'read-in-part', 'container', 'unreadable']),
    reason: reason.exactOptional(),
    /** The most memory the process had, in bytes, as it says itself. */
    peakBytes: count,
  }),
]);

export type FrameHeader = z.infer<typeof headerSchema>;
export interface Frame {
  readonly header: FrameHeader;
  readonly payload: Buffer;
}

/** The process said something that no reader says: it is broken or has been taken over. */
export class FramesBroken extends Error {
  override readonly name = 'FramesBroken';
}

/** Frames in the order they were written. @throws FramesBroken for anything that is not one, cut-off frames excepted */
export async function* readFrames(output: AsyncIterable<Uint8Array>): AsyncGenerator<Frame> {
  let held: Uint8Array[] = [];
  let heldBytes = 0;
  let wanted = 8;
  const take = (): Buffer => {
    const [only] = held;
    const all =
      held.length === 1 && only !== undefined
        ? Buffer.from(only.buffer, only.byteOffset, only.byteLength)
        : Buffer.concat(held);
    held = all.byteLength > wanted ? [all.subarray(wanted)] : [];
    heldBytes = all.byteLength - wanted;
    return all.subarray(0, wanted);
  };
  let lengths: { readonly header: number; readonly payload: number } | undefined;
  for await (const chunk of output) {
    held.push(chunk);
    heldBytes += chunk.byteLength;
    while (heldBytes >= wanted) {
      const bytes = take();
      if (lengths === undefined) {
        lengths = { header: bytes.readUInt32BE(0), payload: bytes.readUInt32BE(4) };
        if (lengths.header > HEADER_LIMIT || lengths.payload > PAYLOAD_LIMIT) throw new FramesBroken('too long');
        wanted = lengths.header + lengths.payload;
      } else {
        const header = parseHeader(bytes.subarray(0, lengths.header));
        yield { header, payload: bytes.subarray(lengths.header) };
        lengths = undefined;
        wanted = 8;
      }
    }
  }
}

function parseHeader(untrustedBytes: Uint8Array): FrameHeader {
  let untrustedHeader: unknown;
  try {
    untrustedHeader = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(untrustedBytes));
  } catch (error) {
    throw new FramesBroken('header is not JSON', { cause: error });
  }
  const parsed = headerSchema.safeParse(untrustedHeader);
  if (!parsed.success) throw new FramesBroken('header is not of the protocol', { cause: parsed.error });
  return parsed.data;
}

/** @throws FramesBroken if the bytes are not well-formed UTF-8 or hold U+0000 */
export function parseText(untrustedBytes: Uint8Array): string {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(untrustedBytes);
  } catch (error) {
    throw new FramesBroken('text is not UTF-8', { cause: error });
  }
  if (text.includes('\0')) throw new FramesBroken('text holds U+0000');
  return text;
}

/** @throws FramesBroken unless they are words of a text of that length */
export function parseWords(untrustedBytes: Uint8Array, textLength: number): PackedWords {
  const words = wordsOfBytes(untrustedBytes);
  if (words === undefined) throw new FramesBroken('words cut off');
  for (let at = 0; at < words.length; at += NUMBERS_A_WORD) {
    const [start, end, confidence] = [words[at] ?? -1, words[at + 1] ?? -1, words[at + 6] ?? -1];
    if (start < 0 || end < start || end > textLength) throw new FramesBroken('a word lies outside its page');
    if (confidence < -1 || confidence > 100) throw new FramesBroken('a word more certain than certain');
  }
  return words;
}

/** Whether it is a stretch of a text of that length. */
export function isSpan({ start, end }: { readonly start: number; readonly end: number }, textLength: number): boolean {
  return Number.isSafeInteger(start) && Number.isSafeInteger(end) && start >= 0 && start <= end && end <= textLength;
}

function isClean(text: string): boolean {
  return text.isWellFormed() && !text.includes('\0');
}
