import * as z from 'zod';
import type { PageLayout, Reading } from '../nouns/reading.ts';
import type { Sha256 } from '../nouns/sha256.ts';
import type { Store } from '../vault/store.ts';

/**
 * The two derivatives that a reading leaves: its text (with pages, passages and metadata) and its layout (where the
 * words stand). JSON with its names in one order, so that the same reading has the same hash
 * (docs/formats/case-folder.md).
 */
const TEXT_FORMAT = 'touchstone/text';
const LAYOUT_FORMAT = 'touchstone/layout';
const VERSION = 1;

const span = { start: z.number().int().nonnegative(), end: z.number().int().nonnegative() };
const Text = z.object({
  format: z.literal(TEXT_FORMAT),
  version: z.literal(VERSION),
  mediaType: z.string(),
  title: z.string().exactOptional(),
  byline: z.string().exactOptional(),
  published: z.string().exactOptional(),
  metadata: z.array(z.object({ name: z.string(), value: z.string(), origin: z.string() })),
  text: z.string(),
  pages: z.array(
    z.object({
      ...span,
      number: z.number().int().positive(),
      width: z.number(),
      height: z.number(),
      unit: z.enum(['pt', 'px']),
      textFrom: z.enum(['layer', 'ocr', 'none']),
      confidence: z.number().exactOptional(),
    }),
  ),
  passages: z.array(z.object({ ...span, language: z.string(), page: z.number().int().positive().exactOptional() })),
  article: z.array(z.object(span)).exactOptional(),
});
const WordBox = z.tuple([z.number(), z.number(), z.number(), z.number(), z.number(), z.number()], z.number());
const Layout = z.object({
  format: z.literal(LAYOUT_FORMAT),
  version: z.literal(VERSION),
  pages: z.array(z.object({ number: z.number(), words: z.array(WordBox) })),
});

/** Times differ from run to run, so the stages stay out of the bytes: the ledger entry has them. */
export async function putTextDerivative(derived: Store, reading: Reading): Promise<Sha256> {
  const { stages: _, ...rest } = reading;
  const { id } = await derived.put(Buffer.from(JSON.stringify({ format: TEXT_FORMAT, version: VERSION, ...rest })));
  return id;
}

export async function putLayoutDerivative(derived: Store, pages: readonly PageLayout[]): Promise<Sha256> {
  const { id } = await derived.put(Buffer.from(JSON.stringify({ format: LAYOUT_FORMAT, version: VERSION, pages })));
  return id;
}

/** @throws Problem `altered` or `not-found` */
export async function readTextDerivative(derived: Store, id: Sha256): Promise<Reading> {
  const { format: _, version: __, ...reading } = Text.parse(await json(derived, id));
  return { ...reading, stages: [] };
}

/** @throws Problem `altered` or `not-found` */
export async function readLayoutDerivative(derived: Store, id: Sha256): Promise<readonly PageLayout[]> {
  const { pages } = Layout.parse(await json(derived, id));
  return pages.map(({ number, words }) => ({
    number,
    words: words.map(([a, b, c, d, e, f, confidence]) =>
      confidence === undefined ? [a, b, c, d, e, f] : [a, b, c, d, e, f, confidence],
    ),
  }));
}

async function json(store: Store, id: Sha256): Promise<unknown> {
  return JSON.parse(Buffer.concat(await Array.fromAsync(store.get(id))).toString('utf8'));
}
