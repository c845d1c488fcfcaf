import * as z from 'zod';
import type { PageLayout, Reading, WordBox } from '../nouns/reading.ts';
import type { Sha256 } from '../nouns/sha256.ts';
import type { Store, StoreBatch } from '../vault/store.ts';
import { bytesOfWords, NUMBERS_A_WORD, unpackWords, wordsOfBytes, type PackedPage } from './packed-words.ts';

/**
 * The two derivatives that a reading leaves: its text (with pages, passages and metadata) and its layout (where the
 * words stand). Names of JSON stand in one order, so that the same reading has the same hash
 * (docs/formats/case-folder.md).
 */
const TEXT_FORMAT = 'touchstone/text';
const LAYOUT_FORMAT = 'touchstone/layout';
const VERSION = 1;
const LAYOUT_VERSION = 2;

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
const ListedWord = z.tuple([z.number(), z.number(), z.number(), z.number(), z.number(), z.number()], z.number());
const ListedLayout = z.object({
  format: z.literal(LAYOUT_FORMAT),
  version: z.literal(1),
  pages: z.array(z.object({ number: z.number(), words: z.array(ListedWord) })),
});
const Layout = z.object({
  format: z.literal(LAYOUT_FORMAT),
  version: z.literal(LAYOUT_VERSION),
  pages: z.array(z.object({ number: z.number(), words: z.int().nonnegative() })),
});

/**
 * What was put last, so that it need not be read back and checked at once, three times, by those who make records, index
 * and comparisons of it: whatever is not here is read from the disk.
 */
const fresh = new Map<Sha256, Reading>();
/** UTF-16 units, or what weighs as much, of all in `fresh`: some 16 MB. */
const FRESH_UNITS = 8_000_000;
/** More than are signed for together. */
const FRESH_READINGS = 800;
let freshUnits = 0;

/** A text that is too long for these, while it is the last: three of its readers would each hold it several times over. */
let freshBook: { readonly id: Sha256; readonly reading: Reading } | undefined;

function keepFresh(id: Sha256, reading: Reading): void {
  if (fresh.has(id)) return;
  if (unitsOf(reading) > FRESH_UNITS) {
    freshBook = { id, reading };
    return;
  }
  fresh.set(id, reading);
  freshUnits += unitsOf(reading);
  for (const [old, oldest] of fresh) {
    if (freshUnits <= FRESH_UNITS && fresh.size <= FRESH_READINGS) return;
    fresh.delete(old);
    freshUnits -= unitsOf(oldest);
  }
}

/** Layouts that were put last: what was written a moment ago is not read back to see whether it is whole. */
const freshLayouts = new Set<Sha256>();

/** Whether a layout was put by this process a moment ago. */
export function isFreshLayout(id: Sha256): boolean {
  return freshLayouts.has(id);
}

/** From here on everything is read from the disk again, where it may have been altered. */
export function forgetFresh(): void {
  fresh.clear();
  freshLayouts.clear();
  freshBook = undefined;
  freshUnits = 0;
}

function unitsOf({ text, metadata, passages, pages }: Reading): number {
  const said = metadata.reduce((sum, { name, value }) => sum + name.length + value.length, 0);
  return text.length + said + 50 * (metadata.length + passages.length + pages.length);
}

/** Times differ from run to run, so the stages stay out of the bytes: the ledger entry has them. */
export async function putTextDerivative(derived: Pick<StoreBatch, 'put'>, reading: Reading): Promise<Sha256> {
  const { stages: _, ...rest } = reading;
  const { id } = await derived.put(Buffer.from(JSON.stringify({ format: TEXT_FORMAT, version: VERSION, ...rest })));
  keepFresh(id, { ...rest, stages: [] });
  return id;
}

/** A line of JSON that says how many words each page has, then the words (packed-words.ts). */
export async function putLayoutDerivative(
  derived: Pick<StoreBatch, 'put'>,
  layout: readonly PackedPage[],
): Promise<Sha256> {
  const pages = layout.map(({ number, words }) => ({ number, words: words.length / NUMBERS_A_WORD }));
  const head = JSON.stringify({ format: LAYOUT_FORMAT, version: LAYOUT_VERSION, pages });
  const bytes = Buffer.concat([Buffer.from(`${head}\n`), ...layout.map(({ words }) => bytesOfWords(words))]);
  const { id } = await derived.put(bytes);
  freshLayouts.add(id);
  for (const old of freshLayouts) {
    if (freshLayouts.size <= FRESH_READINGS) break;
    freshLayouts.delete(old);
  }
  return id;
}

/** @throws Problem `altered` or `not-found` */
export async function readTextDerivative(derived: Store, id: Sha256): Promise<Reading> {
  const known = freshBook?.id === id ? freshBook.reading : fresh.get(id);
  if (known !== undefined) return known;
  return parseTextDerivative(Buffer.concat(await Array.fromAsync(derived.get(id))));
}

export function parseTextDerivative(bytes: Uint8Array): Reading {
  const json = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
  const { format: _, version: __, ...reading } = Text.parse(JSON.parse(json));
  return { ...reading, stages: [] };
}

/** Whoever reads a document asks for one page after the other. */
let lastLayout: { readonly id: Sha256; readonly page: PageOf } | undefined;
type PageOf = (number: number) => PageLayout | undefined;

/** Where the words of a page stand, undefined if the layout has no such page. @throws Problem `altered` or `not-found` */
export async function readPageLayout(derived: Store, id: Sha256, number: number): Promise<PageLayout | undefined> {
  if (lastLayout?.id !== id || !(await derived.has(id))) {
    const bytes = Buffer.concat(await Array.fromAsync(derived.get(id)));
    lastLayout = { id, page: bytes.includes(0x0a) ? packedPages(bytes) : listedPages(bytes) };
  }
  return lastLayout.page(number);
}

function packedPages(bytes: Buffer): PageOf {
  const feed = bytes.indexOf(0x0a);
  const { pages } = Layout.parse(JSON.parse(bytes.toString('utf8', 0, feed)));
  return (wanted) => {
    let at = feed + 1;
    for (const { number, words } of pages) {
      const end = at + words * NUMBERS_A_WORD * Int32Array.BYTES_PER_ELEMENT;
      const packed = number === wanted ? wordsOfBytes(bytes.subarray(at, end)) : undefined;
      if (packed !== undefined) return { number, words: unpackWords(packed) };
      at = end;
    }
    return undefined;
  };
}

/** Version 1, all of it JSON. */
function listedPages(bytes: Buffer): PageOf {
  const { pages } = ListedLayout.parse(JSON.parse(bytes.toString('utf8')));
  return (wanted) => {
    const page = pages.find(({ number }) => number === wanted);
    if (page === undefined) return undefined;
    const words = page.words.map(([a, b, c, d, e, f, confidence]): WordBox =>
      confidence === undefined ? [a, b, c, d, e, f] : [a, b, c, d, e, f, confidence],
    );
    return { number: wanted, words };
  };
}
