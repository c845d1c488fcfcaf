import type { ReadingEnd, MetadataField, Span, WordBox } from '../nouns/reading.ts';
import type { Reason } from '../nouns/outcome.ts';
import type { PictureToRecognise } from './pixels-measure.ts';

/**
 * One reader of one family of formats. It runs inside the expendable process: it sees nothing but the bytes of one
 * original and what it says goes out through `out`. Same bytes and same version give the same output.
 */
export interface Reader {
  /** Stored with every output, so that a better reader can find and redo what an older one did. */
  readonly name: string;
  readonly version: number;
  accepts(mediaType: string): boolean;
  read(input: ReaderInput, out: ReaderOutput): Promise<ReadingEnd>;
}

export interface ReaderInput {
  readonly mediaType: string;
  /** The last part of the path it was found under: a hint, untrusted. */
  readonly name: string;
  /** In bytes. */
  readonly size: number;
  /** Whether the text of scanned pages has been found wrong: they are to be recognised. */
  readonly withoutLayer?: boolean;
  /** Whether the program that archives are taken apart with is not there: they are taken apart here. */
  readonly withoutTools?: boolean;
  /** An open, read-only, seekable file descriptor. */
  readonly fd: number;
  /** The whole of it in memory. @throws ReadingFailed `too-large` past the reader's own ceiling, `limitBytes` */
  bytes(limitBytes?: number): Uint8Array;
}

/** What a reader says while it reads. Every call writes a frame to the parent at once; nothing is kept. */
export interface ReaderOutput {
  /** Title, byline, published, article: at most once each. */
  describe(facts: { title?: string; byline?: string; published?: string; article?: readonly Span[] }): void;
  metadata(fields: readonly MetadataField[]): void;
  /** Text that has no pages. `blocks` are paragraph-sized; omitted: cut at blank lines. Call once. */
  text(text: string, blocks?: readonly Span[]): void;
  /** One page, in order. Offsets are into `page.text`. `picture` asks for recognition in place of the text. */
  page(page: ReadPage): void;
  /** One thing found inside this one (an attachment, an archive's entry). `untrustedName` is as it stands, in bytes. */
  found(
    entry: { untrustedName: Uint8Array; shownName: string; modified?: string },
    bytes: AsyncIterable<Uint8Array> | Uint8Array,
  ): Promise<void>;
  /**
   * The same for bytes that come at once, from a library that does not wait: `end` after the last of them, with a reason
   * where they are not whole. Nothing else is said before that.
   */
  finding(entry: { untrustedName: Uint8Array; shownName: string; modified?: string }): {
    take(bytes: Uint8Array): void;
    end(reason?: Reason): void;
  };
  /** An entry that could not be taken out, and why. */
  refused(entry: { untrustedName: Uint8Array; shownName: string }, reason: Reason): void;
}

export interface ReadPage {
  readonly number: number;
  readonly width: number;
  readonly height: number;
  readonly unit: 'pt' | 'px';
  readonly text: string;
  readonly words: readonly WordBox[];
  /** Paragraph-sized stretches of `text`; omitted: the page is cut at blank lines. */
  readonly blocks?: readonly Span[];
  /**
   * To recognise, when the page has no usable text of its own, and its resolution. `compare`: it has, and what is
   * recognised only judges that.
   */
  readonly picture?: PictureToRecognise & { readonly compare?: boolean };
}

/** Thrown by a reader for an expected failure; anything else it throws ends as `broken` and is logged. */
export class ReadingFailed extends Error {
  override readonly name = 'ReadingFailed';
  readonly reason: Reason;

  constructor(reason: Reason, cause?: unknown) {
    super(reason.code, { cause });
    this.reason = reason;
  }
}
