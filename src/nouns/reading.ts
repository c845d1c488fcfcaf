import type { Reason } from './outcome.ts';

/**
 * What reading made of one original. All offsets are UTF-16 code units into `text`; pages count from 1; boxes are in
 * page units (PDF points, or pixels of a picture) from the top left corner.
 */
export interface Reading {
  readonly mediaType: string;
  readonly title?: string;
  readonly byline?: string;
  /** A date with the precision that it was given in: `2017`, `2017-06`, `2017-06-24` or a full instant. */
  readonly published?: string;
  readonly metadata: readonly MetadataField[];
  /** Well-formed UTF-16 without U+0000. */
  readonly text: string;
  readonly pages: readonly Page[];
  readonly passages: readonly Passage[];
  /** For web pages: which stretches of `text` are the article; the rest is the page's furniture. */
  readonly article?: readonly Span[];
  readonly stages: readonly StageRun[];
}

export interface Span {
  readonly start: number;
  readonly end: number;
}

/** `origin` says who told it: the reader's name, or a tool's. */
export interface MetadataField {
  readonly name: string;
  readonly value: string;
  readonly origin: string;
}

export interface Page extends Span {
  readonly number: number;
  readonly width: number;
  readonly height: number;
  readonly unit: 'pt' | 'px';
  /** Where the words came from: the file's own text, recognition of the picture, or nowhere. */
  readonly textFrom: 'layer' | 'ocr' | 'none';
  /** Mean confidence of the recognised words, 0 to 100; only where `textFrom` is `ocr`. */
  readonly confidence?: number;
}

/** A paragraph-sized stretch in one language. */
export interface Passage extends Span {
  /** BCP 47: `en`, `zh-Hans`, `zh-Hant`, `ug-Arab`, `ug-Latn`, `ug-Cyrl`, … or `und`. */
  readonly language: string;
  /** From 1; absent where the document has no pages. */
  readonly page?: number;
}

/** `[start, end, x, y, width, height]`, start and end into the document’s text (a reader’s: into its page’s), or, for recognised words, with the confidence (0 to 100) as a seventh number. */
export type WordBox = readonly [number, number, number, number, number, number, number?];

/** Where the words of one page stand. */
export interface PageLayout {
  readonly number: number;
  readonly words: readonly WordBox[];
}

export interface StageRun {
  readonly name: string;
  readonly version: number;
  readonly ms: number;
}

/** The end of a reading: its outcome, and why where it is not wholly `read`. */
export interface ReadingEnd {
  readonly outcome: 'read' | 'read-in-part' | 'container' | 'unreadable';
  readonly reason?: Reason;
}
