import { availableParallelism } from 'node:os';
import * as z from 'zod';
import { forEachAtOnce } from '../base/at-once.ts';
import { custodyOf } from '../desk/custody.ts';
import type { Desk } from '../desk/desk.ts';
import { onPaper, type DocumentView } from '../nouns/document.ts';
import type { PublishedText } from '../nouns/publication.ts';
import type { Page, PageLayout } from '../nouns/reading.ts';
import { parseSha256, sha256Of, type Sha256 } from '../nouns/sha256.ts';
import { seenOnPage } from '../reading/hidden-words.ts';
import type { Act } from '../vault/ledger.ts';
import type { Store } from '../vault/store.ts';

/**
 * What is published of an original: pictures and texts of its pages, made for strangers. They are kept as derivatives and
 * signed for, so that a proof can lead to the entry that names their hash.
 */

const PICTURE = 'published-picture';
const TEXT = 'published-text';
const STAGE = 'publish';
const VERSION = 1; // rises when the same page comes out different

const Signed = z.object({ original: z.string(), what: z.string(), page: z.number(), derivative: z.string() });

interface Piece {
  readonly sha256: Sha256;
  /** Of the ledger entry that says it was made. */
  readonly entry: number;
  /** Of that entry, ISO 8601. */
  readonly day: string;
}

export interface PagePieces {
  readonly page: number;
  readonly textFrom: PublishedText['textFrom'];
  /** How much of its text is in which language: BCP 47, UTF-16 code units. */
  readonly languages: readonly (readonly [string, number])[];
  readonly text: Piece;
  readonly picture?: Piece & { readonly widthPx: number; readonly heightPx: number };
}

export interface PieceParts {
  readonly desk: Desk;
  readonly derived: Store;
  /** Whose entries count: whoever publishes stands for the pieces. */
  readonly signer: string;
  layout(document: Sha256, page: number): Promise<PageLayout | undefined>;
  /** Undefined for what has no such page. */
  draw(
    document: Sha256,
    page: number,
  ): Promise<{ readonly webp: Uint8Array; readonly widthPx: number; readonly heightPx: number } | undefined>;
}

/** A document with the pages of it that are published. */
export interface ToPublish {
  readonly view: DocumentView;
  /** Numbers; without them all. What has no pages is one, without a picture. */
  readonly pages?: readonly number[];
  /** Words that nobody sees are told too. */
  readonly hidden: boolean;
}

/** Expendable processes that draw. */
const DRAWN_AT_ONCE = availableParallelism();

/**
 * The pieces of some documents, for each its pages in order; made and signed for, all together, where they are not there
 * yet or are no longer whole.
 * @throws Problem `reader-failed`, `altered`, `disk-full`
 */
export async function piecesOf(
  parts: PieceParts,
  documents: readonly ToPublish[],
  signal: AbortSignal,
): Promise<readonly (readonly PagePieces[])[]> {
  const texts = parts.derived.batch();
  const made: MadeDocument[] = [];
  for (const { view, pages, hidden } of documents) {
    const document = onPaper(view);
    const known = await keptPieces(parts, document.sha256);
    const own: Made[] = [];
    for (const page of textPages(document)) {
      signal.throwIfAborted();
      if (pages?.includes(page.number) === false) continue;
      const content = await contentOf(parts, document, page, hidden);
      const { id } = await texts.put(Buffer.from(JSON.stringify(content)));
      const { textFrom, passages } = content;
      own.push({ page: page.number, textFrom, languages: languagesOf(passages), text: id, drawn: page.drawn });
    }
    made.push({ original: document.sha256, known, pages: own });
  }
  const toDraw = made.flatMap(({ original, known, pages }) =>
    pages.flatMap((page) => (page.drawn ? [{ original, known, page }] : [])),
  );
  await forEachAtOnce(toDraw, DRAWN_AT_ONCE, async ({ original, known, page }) => {
    signal.throwIfAborted();
    const picture = await pictureOf(parts, original, page.page, known);
    if (picture !== undefined) page.picture = picture;
  });
  await texts.flush();
  const entries = await sign(parts, made);
  return made.map(({ original, pages }) => pages.map((page) => withEntries(page, original, entries)));
}

function withEntries(
  { page, textFrom, languages, text, picture }: Made,
  original: Sha256,
  entries: ReadonlyMap<string, Entry>,
): PagePieces {
  const piece = (what: string, sha256: Sha256): Piece => {
    const entry = entries.get(`${original} ${keyOf(what, page, sha256)}`);
    if (entry === undefined) throw new Error('a piece that nobody signed for');
    return { sha256, ...entry };
  };
  const told = { page, textFrom, languages, text: piece(TEXT, text) };
  if (picture === undefined) return told;
  const { widthPx, heightPx } = picture;
  return { ...told, picture: { ...piece(PICTURE, picture.sha256), widthPx, heightPx } };
}

function languagesOf(passages: PublishedText['passages']): readonly (readonly [string, number])[] {
  const lengths = new Map<string, number>();
  for (const { language, start, end } of passages) lengths.set(language, (lengths.get(language) ?? 0) + end - start);
  return [...lengths];
}

interface Picture {
  readonly sha256: Sha256;
  readonly widthPx: number;
  readonly heightPx: number;
}

interface Made extends Pick<PagePieces, 'page' | 'textFrom' | 'languages'> {
  readonly text: Sha256;
  readonly drawn: boolean;
  picture?: Picture;
}

interface MadeDocument {
  readonly original: Sha256;
  readonly known: Kept;
  readonly pages: readonly Made[];
}

interface Entry {
  readonly entry: number;
  readonly day: string;
}

type Kept = ReadonlyMap<string, Entry & { readonly picture?: Picture }>;

function keyOf(what: string, page: number, sha256: string): string {
  return `${what} ${page} ${sha256}`;
}

/** What this person has signed for already, by kind, page and hash; the last word on each. */
async function keptPieces({ desk, signer }: PieceParts, original: Sha256): Promise<Kept> {
  const kept = new Map<string, Entry & { readonly picture?: Picture }>();
  for (const { seq, kind, at, actor, fields } of await custodyOf(desk.records.reading, original)) {
    const { what = '', page = '', derivative = '', version, widthPx, heightPx } = fields;
    const sha256 = parseSha256(derivative);
    if (kind !== 'derived' || actor !== signer || version !== String(VERSION) || sha256 === undefined) continue;
    if (what !== PICTURE && what !== TEXT) continue;
    const picture = { sha256, widthPx: Number(widthPx), heightPx: Number(heightPx) };
    kept.set(keyOf(what, Number(page), sha256), {
      entry: seq,
      day: at.slice(0, 10),
      ...(what === PICTURE ? { picture } : {}),
    });
  }
  return kept;
}

interface PageToPublish extends Pick<Page, 'number' | 'start' | 'end' | 'width' | 'height' | 'unit' | 'textFrom'> {
  readonly drawn: boolean;
}

/** The pages of a document, those of its print where it has no others; what has none is one. */
export function textPages(document: DocumentView): readonly PageToPublish[] {
  const { reading } = onPaper(document);
  if (reading === undefined) return [];
  if (reading.pages.length > 0) return reading.pages.map((page) => ({ ...page, drawn: true }));
  const end = reading.text.length;
  return [{ number: 1, start: 0, end, width: 0, height: 0, unit: 'pt', textFrom: 'layer', drawn: false }];
}

async function contentOf(
  parts: PieceParts,
  { sha256, reading }: DocumentView,
  { number, start, end, width, height, unit, textFrom, drawn }: PageToPublish,
  hidden: boolean,
): Promise<PublishedText> {
  const whole = (reading?.text ?? '').slice(start, end);
  const text = hidden ? whole : seenOnPage(whole);
  const inside = (at: number): number => Math.max(0, Math.min(text.length, at - start));
  const layout = drawn ? await parts.layout(sha256, number) : undefined;
  return {
    page: number,
    text,
    passages: (reading?.passages ?? [])
      .map((passage) => ({ start: inside(passage.start), end: inside(passage.end), language: passage.language }))
      .filter((passage) => passage.end > passage.start),
    words: (layout?.words ?? [])
      .map(([from, to, x, y, w, h]) => [from - start, to - start, x, y, w, h] as const)
      .filter(([from, to]) => from >= 0 && to <= text.length),
    width,
    height,
    unit,
    textFrom: text.trim() === '' ? 'none' : textFrom,
  };
}

/** A picture that was published is published again, so that nothing changes; one that is lost or altered is drawn anew. */
async function pictureOf(parts: PieceParts, document: Sha256, page: number, known: Kept): Promise<Picture | undefined> {
  const kept = [...known].findLast(([key]) => key.startsWith(`${PICTURE} ${page} `))?.[1].picture;
  if (kept !== undefined && (await isWhole(parts.derived, kept.sha256))) return kept;
  const drawn = await parts.draw(document, page);
  if (drawn === undefined) return undefined;
  const { id } = await parts.derived.put(drawn.webp);
  return { sha256: id, widthPx: drawn.widthPx, heightPx: drawn.heightPx };
}

async function isWhole(derived: Store, id: Sha256): Promise<boolean> {
  if (!(await derived.has(id))) return false;
  const chunks = await Array.fromAsync(derived.get(id)).catch(() => undefined); // altered, or unreadable: made again
  return chunks !== undefined && sha256Of(Buffer.concat(chunks)) === id;
}

/** All that is new in one act. @returns by original, kind, page and hash */
async function sign({ desk }: PieceParts, made: readonly MadeDocument[]): Promise<ReadonlyMap<string, Entry>> {
  const entries = new Map<string, Entry>();
  const acts: Act[] = [];
  for (const { original, known, pages } of made) {
    for (const [key, entry] of known) entries.set(`${original} ${key}`, entry);
    for (const { page, text, picture } of pages) {
      const common = { original, page, stage: STAGE, version: VERSION };
      if (!known.has(keyOf(TEXT, page, text))) {
        acts.push({ kind: 'derived', fields: { ...common, what: TEXT, derivative: text } });
      }
      if (picture !== undefined && !known.has(keyOf(PICTURE, page, picture.sha256))) {
        const { sha256, widthPx, heightPx } = picture;
        acts.push({ kind: 'derived', fields: { ...common, what: PICTURE, derivative: sha256, widthPx, heightPx } });
      }
    }
  }
  for (const { seq, kind, at, fields } of await desk.act(acts)) {
    if (kind !== 'derived') continue; // a key that is new to the case comes first
    const { original, what, page, derivative } = Signed.parse(fields);
    entries.set(`${original} ${keyOf(what, page, derivative)}`, { entry: seq, day: at.slice(0, 10) });
  }
  return entries;
}
