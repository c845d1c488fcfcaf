import type { Problem } from '../base/problem.ts';
import type { Sha256 } from '../nouns/sha256.ts';
import type { Span } from '../nouns/reading.ts';
import type { Rewriting } from './expansions.ts';
import type { Facets, SearchFilters } from './facets.ts';
import type { Said } from './query-said.ts';
import type { LiteralReason } from './query-symbols.ts';

/**
 * The index over passages. It keeps no text: it can be dropped and rebuilt at any time. One writer, many readers; every
 * call returns without holding the caller's thread. A new engine is done when it passes
 * test/search/index-conformance.ts unchanged.
 */
export interface SearchIndex {
  /** Why nothing can be put in, where it was opened as it is; opening it again may find it gone. */
  readonly refusal?: Problem;
  /** Adds documents, or replaces them whole. Findable when this settles; the list itself is not looked at after it returns. */
  put(documents: readonly IndexDocument[]): Promise<void>;
  remove(documents: readonly Sha256[]): Promise<void>;
  /** @throws Problem `bad-input` only for a page of results that cannot exist; odd queries fall back to literal words */
  search(request: SearchRequest): Promise<SearchResult>;
  /** Every match inside one document, in order: for the reader's marks and its "next passage found". */
  marksIn(query: string, document: Sha256, rewritings?: readonly Rewriting[]): Promise<readonly DocumentMark[]>;
  /** How many passages and titles hold each of these words or phrases (`beginning*` where it ends so), in their order. */
  counts(texts: readonly string[]): Promise<readonly number[]>;
  /**
   * Totals of many queries and nothing else: quicker than as many searches. Answers come in the order of `queries`; what
   * cannot be read as a query has its notice and hinders no other. `rewritings`: of each query, in the same order.
   */
  tally(queries: readonly string[], rewritings?: readonly (readonly Rewriting[])[]): Promise<readonly Tally[]>;
  /** Titles are not counted. */
  count(): Promise<{ documents: number; passages: number }>;
  close(): Promise<void>;
}

/** Gives the index the text that it does not keep, in the order asked; '' for a passage that is gone. */
export type PassageTexts = (keys: readonly PassageKey[]) => Promise<readonly string[]>;

export interface PassageKey {
  readonly document: Sha256;
  /** From 0, in reading order. −1 is the title; an index keeps it itself and never asks for its text. */
  readonly ordinal: number;
}

export interface IndexDocument {
  readonly id: Sha256;
  readonly mediaType: string;
  readonly accessions: readonly string[];
  /** Found as a passage of its own: ordinal −1, from 0 to 0, in the language of the first passage, without `marks`. */
  readonly title?: string;
  /** Where it was found: every path, the first one first. */
  readonly paths?: readonly string[];
  /** When it is from, in the precision that is known: `2017`, `2017-06`, `2017-06-24` or a full instant. */
  readonly date?: string;
  readonly authors?: readonly string[];
  /** Of a mail: as its header gives them. */
  readonly senders?: readonly string[];
  readonly recipients?: readonly string[];
  /** Its own keywords, as the file says. */
  readonly tags?: readonly string[];
  /** A number that rises: what is read later has a higher one, so that a search can ask for what is new. */
  readonly arrival?: number;
  readonly passages: readonly IndexPassage[];
}

interface IndexPassage {
  /** What stands from `start` to `end` in the document's text. */
  readonly text: string;
  /** Into the document's text, UTF-16 code units. */
  readonly start: number;
  readonly end: number;
  readonly page?: number;
  readonly language: string;
  /** Present where the words were recognised in a picture: the mean confidence of its page, 0 to 100. */
  readonly confidence?: number;
}

export interface SearchRequest {
  readonly query: string;
  /** `all`, the usual: the query language of query.ts. `any`: a question, found by any of its words, best first. */
  readonly match?: 'all' | 'any';
  readonly limit: number;
  readonly offset: number;
  /**
   * `relevance`, the usual; `date`: the newest document first, those without a date last; `path`: by the first place
   * where the document was found. Within a document in reading order.
   */
  readonly sort?: SortOrder;
  /** Other spellings that count as words of the query; not for a question. */
  readonly rewritings?: readonly Rewriting[];
  readonly filters?: SearchFilters;
}

export const SORT_ORDERS = ['relevance', 'date', 'path'] as const;
export type SortOrder = (typeof SORT_ORDERS)[number];

export interface SearchResult {
  /** Passages and titles, exact, never capped. */
  readonly total: number;
  readonly documents: number;
  readonly hits: readonly Hit[];
  /**
   * Of all that was found, filters applied; the most frequent value first, dates in their order, the folders nearest the
   * root first. Titles are counted like passages.
   */
  readonly facets: Facets;
  readonly understood: Understood;
}

/** What the query was taken to mean. */
interface Understood {
  readonly terms: readonly string[];
  /** Absent where nothing could be searched for, and for a question. */
  readonly said?: Said;
  /**
   * `read-literally`: from `at` on, punctuation was read as plain words. `too-long`: only the words of the beginning
   * were searched. `pattern-slow`: time ran out over a regular expression, and passages were left out.
   */
  readonly notice?: Notice;
  /** UTF-16 code units into the query. */
  readonly at?: number;
  /** With `read-literally`: what made no sense there. */
  readonly why?: LiteralReason;
}

export interface Tally {
  /** Passages and titles. */
  readonly total: number;
  readonly documents: number;
  readonly notice?: Notice;
  /** UTF-16 code units into the query. */
  readonly at?: number;
}

export const NOTICES = ['read-literally', 'empty', 'too-long', 'pattern-slow'] as const;
export type Notice = (typeof NOTICES)[number];

export interface Hit {
  readonly document: Sha256;
  readonly ordinal: number;
  readonly start: number;
  readonly end: number;
  readonly page?: number;
  readonly language: string;
  /** 0 where the order is not by relevance. */
  readonly score: number;
  /** Words of the passage around the first match, about 240 characters, and the matches inside it. */
  readonly snippet: { readonly text: string; readonly marks: readonly Span[] };
  /** The matches as offsets into the document's text. */
  readonly marks: readonly Span[];
}

export interface DocumentMark extends Span {
  readonly ordinal: number;
  readonly page?: number;
}
