import * as z from 'zod';
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

const Signed = z.object({ what: z.string(), page: z.number(), derivative: z.string() });

interface Piece {
  readonly sha256: Sha256;
  /** Of the ledger entry that says it was made. */
  readonly entry: number;
  /** Of that entry, ISO 8601. */
  readonly day: string;
}

export interface PagePieces {
  readonly content: PublishedText;
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

/**
 * The pieces of the chosen pages, in order; made and signed for where they are not there yet, or are no longer whole.
 *
 * @param pages numbers; without them all. What has no pages is one, without a picture.
 * @throws Problem `reader-failed`, `altered`, `disk-full`
 */
export async function piecesOf(
  parts: PieceParts,
  given: DocumentView,
  {
    pages,
    hidden,
    signal,
  }: { readonly pages?: readonly number[]; readonly hidden: boolean; readonly signal: AbortSignal },
): Promise<readonly PagePieces[]> {
  const document = onPaper(given);
  const known = await keptPieces(parts, document.sha256);
  const made: Made[] = [];
  const chosen = textPages(document).filter(({ number }) => pages?.includes(number) ?? true);
  for (const page of chosen) {
    signal.throwIfAborted();
    const content = await contentOf(parts, document, page, hidden);
    const text = await parts.derived.put(Buffer.from(JSON.stringify(content)));
    const picture = page.drawn ? await pictureOf(parts, document.sha256, page.number, known) : undefined;
    made.push({ content, text: text.id, ...(picture === undefined ? {} : { picture }) });
  }
  const entries = await sign(parts, document.sha256, made, known);
  const piece = (what: string, page: number, sha256: Sha256): Piece => {
    const entry = entries.get(keyOf(what, page, sha256));
    if (entry === undefined) throw new Error('a piece that nobody signed for');
    return { sha256, ...entry };
  };
  return made.map(({ content, text, picture }) => ({
    content,
    text: piece(TEXT, content.page, text),
    ...(picture === undefined
      ? {}
      : {
          picture: {
            ...piece(PICTURE, content.page, picture.sha256),
            widthPx: picture.widthPx,
            heightPx: picture.heightPx,
          },
        }),
  }));
}

interface Picture {
  readonly sha256: Sha256;
  readonly widthPx: number;
  readonly heightPx: number;
}

interface Made {
  readonly content: PublishedText;
  readonly text: Sha256;
  readonly picture?: Picture;
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

async function sign(
  { desk }: PieceParts,
  original: Sha256,
  made: readonly Made[],
  known: Kept,
): Promise<ReadonlyMap<string, Entry>> {
  const entries = new Map<string, Entry>(known);
  const acts: Act[] = [];
  for (const { content, text, picture } of made) {
    const common = { original, page: content.page, stage: STAGE, version: VERSION };
    if (!known.has(keyOf(TEXT, content.page, text))) {
      acts.push({ kind: 'derived', fields: { ...common, what: TEXT, derivative: text } });
    }
    if (picture !== undefined && !known.has(keyOf(PICTURE, content.page, picture.sha256))) {
      const { sha256, widthPx, heightPx } = picture;
      acts.push({ kind: 'derived', fields: { ...common, what: PICTURE, derivative: sha256, widthPx, heightPx } });
    }
  }
  for (const { seq, kind, at, fields } of await desk.act(acts)) {
    if (kind !== 'derived') continue; // a key that is new to the case comes first
    const { what, page, derivative } = Signed.parse(fields);
    entries.set(keyOf(what, page, derivative), { entry: seq, day: at.slice(0, 10) });
  }
  return entries;
}
