import type { ProblemCode } from '../base/problem.ts';
import type { StatementInDocument, Testimony } from '../nouns/claim-views.ts';
import type { ComparedDocument, Comparison, NearCopies } from '../nouns/copies.ts';
import type { DocumentView } from '../nouns/document.ts';
import type { ReasonCode } from '../nouns/outcome.ts';
import type { CaseStatus, FileReport } from '../nouns/occurrence.ts';
import type { PageLayout, Span } from '../nouns/reading.ts';
import type { Sha256 } from '../nouns/sha256.ts';
import type { InterfaceLanguage } from './messages.ts';
import type { ReaderLayout, SearchAddress } from './urls.ts';

/** What every page is given besides its own view. */
export interface Frame {
  readonly language: InterfaceLanguage;
  /** Path and query of this page, for the links that show it in another language. */
  readonly here: string;
}

export interface CasesView {
  readonly cases: readonly { readonly folder: string; readonly status: CaseStatus }[];
}

export interface CaseView {
  readonly status: CaseStatus;
  /** The person asked that the page stop renewing itself (`?pause=1`). */
  readonly paused: boolean;
  /** How documents are read here; shown loudly where nothing separates the reader from the machine. */
  readonly reading?: { readonly isolated: boolean; readonly by?: string };
  /** The first unreadable files (a few hundred at most); the page groups them by reason. */
  readonly unreadable: readonly FileReport[];
}

export interface FilesView {
  readonly status: CaseStatus;
  readonly filter: {
    readonly outcome?: FileReport['outcome'];
    readonly type?: string;
    readonly accession?: string;
    readonly reason?: ReasonCode;
    readonly copies?: 'hidden';
  };
  /** Files that the filter lets through. */
  readonly total: number;
  readonly files: readonly FileReport[];
  readonly limit: number;
  readonly offset: number;
  /** Media types that occur, with the number of files; left out where it is not known. */
  readonly types?: readonly { readonly value: string; readonly files: number }[];
}

export interface SearchView {
  readonly status: CaseStatus;
  readonly query: string;
  /** By relevance where it is left out. */
  readonly sort?: 'relevance' | 'date' | 'path';
  readonly filters: FiltersView;
  /** Keys of other spellings that were switched. */
  readonly switches?: { readonly off: readonly string[]; readonly on: readonly string[] };
  readonly limit: number;
  readonly offset: number;
  /** Absent where nothing was asked yet. */
  readonly result?: FoundView;
  /** The name under which this very search is saved. */
  readonly savedAs?: string;
  /** The query was made of a passage; or there was nothing to make it of. */
  readonly like?: 'made' | 'none';
}

interface FiltersView {
  readonly language?: string;
  readonly type?: string;
  readonly accession?: string;
  readonly date?: string;
  readonly person?: string;
  readonly folder?: string;
  /** Only what was read from this ledger entry on. */
  readonly since?: number;
}

/** What a search found, in the shape in which the house gives it. */
export interface FoundView {
  /** Passages. */
  readonly total: number;
  readonly documents: number;
  readonly hits: readonly HitView[];
  readonly facets: {
    readonly language: readonly FacetView[];
    readonly type: readonly FacetView[];
    readonly accession: readonly FacetView[];
    /** Months, years, `none`; in their order. */
    readonly date: readonly FacetView[];
    readonly person: readonly FacetView[];
    /** Paths without a slash at the end, those nearest the root first. */
    readonly folder: readonly FacetView[];
  };
  readonly expansions?: readonly ExpansionView[];
  readonly understood: {
    readonly terms: readonly string[];
    readonly said?: SaidView;
    readonly notice?: 'read-literally' | 'empty' | 'too-long' | 'pattern-slow';
    /** Where in the query, in UTF-16 code units. */
    readonly at?: number;
    readonly why?: 'quote' | 'parenthesis' | 'operator' | 'field' | 'value' | 'pattern' | 'star' | 'similar';
  };
  /** By SHA-256. */
  readonly named: Readonly<
    Record<
      string,
      { readonly path: string; readonly title?: string; readonly mediaType: string; readonly pages: number }
    >
  >;
}

/** What the query was taken to mean, to be said in the language of the page. */
export type SaidView =
  | { readonly kind: 'word' | 'phrase' | 'beginning' | 'similar' | 'pattern' | 'verbatim'; readonly text: string }
  | { readonly kind: 'near'; readonly words: readonly string[]; readonly within: number }
  | {
      readonly kind: 'filter';
      readonly field:
        | 'lang'
        | 'type'
        | 'accession'
        | 'has'
        | 'path'
        | 'from'
        | 'to'
        | 'author'
        | 'page'
        | 'conf'
        | 'date'
        | 'tag';
      readonly text: string;
    }
  | { readonly kind: 'all' | 'any'; readonly parts: readonly SaidView[] }
  | { readonly kind: 'not'; readonly part: SaidView };

/** Other spellings of words of the query. */
export interface ExpansionView {
  readonly term: string;
  readonly alternatives: readonly {
    readonly text: string;
    readonly why: 'script' | 'name' | 'place' | 'spelling' | 'ending' | 'alias';
    readonly source: 'uyghur-letters' | 'uyghur-endings' | 'pinyin' | 'places' | 'spellings' | 'case';
    readonly on: boolean;
    readonly passages: number;
    readonly key: string;
  }[];
}

/** What one person asked of a case, kept outside it. */
export interface SearchesView {
  readonly status: CaseStatus;
  readonly saved: readonly {
    readonly id: number;
    readonly name: string;
    readonly asked: string;
    readonly query: string;
    readonly lookedAt: string;
    readonly total: number;
    readonly fresh: number;
  }[];
  readonly lists: readonly BatchView[];
  readonly past: {
    readonly total: number;
    readonly searches: readonly {
      readonly id: number;
      readonly asked: string;
      readonly query: string;
      readonly at: string;
      readonly total?: number;
    }[];
  };
  readonly limit: number;
  readonly offset: number;
  readonly longestList: number;
}

export interface BatchView {
  readonly id: number;
  readonly name: string;
  readonly at: string;
  readonly lines: number;
  readonly done: number;
  readonly state: 'running' | 'done' | 'cancelled' | 'failed';
  /** Each line is searched with other spellings too. */
  readonly spelled: boolean;
}

export interface BatchPageView {
  readonly status: CaseStatus;
  readonly batch: BatchView;
  readonly order: 'line' | 'passages' | 'notice';
  readonly lines: readonly {
    readonly line: number;
    readonly query: string;
    readonly total?: number;
    readonly documents?: number;
    readonly notice?: string;
    readonly at?: number;
    readonly spelled?: { readonly total: number; readonly documents: number; readonly spellings: readonly string[] };
  }[];
  readonly limit: number;
  readonly offset: number;
}

export interface ReportView {
  readonly status: CaseStatus;
  /** Files that ended alike, most first. */
  readonly tallies: readonly {
    readonly outcome: FileReport['outcome'];
    readonly mediaType?: string;
    readonly reason?: ReasonCode;
    readonly files: number;
  }[];
  /** Originals that an older version of a reader has read. */
  readonly outdated: number;
}

export interface SpellingsView {
  readonly status: CaseStatus;
  readonly groups: readonly {
    readonly id: string;
    readonly names: readonly string[];
    readonly actor: string;
    readonly at: string;
  }[];
}

export interface FacetView {
  readonly value: string;
  readonly passages: number;
}

export interface HitView {
  readonly document: Sha256;
  readonly start: number;
  readonly end: number;
  readonly page?: number;
  readonly language: string;
  readonly snippet: { readonly text: string; readonly marks: readonly Span[] };
  readonly marks: readonly Span[];
}

export interface ReaderView {
  readonly status: CaseStatus;
  readonly document: DocumentView;
  /** From `positionIn`. */
  readonly page: number;
  readonly query: string;
  /** Every match in the document, in order. */
  readonly marks: readonly MarkView[];
  /** From 1, into `marks`; 0 where none is open. */
  readonly hit: number;
  /** A cited stretch that the address asks for. */
  readonly at?: Span;
  /** Of the open page; absent where the document has no pages or nothing is known of its words. */
  readonly layout?: PageLayout;
  /** In per cent: one of `ZOOMS`. */
  readonly zoom: number;
  readonly view: ReaderLayout;
  /** Scheme, host and port for the stable link of a citation, without a slash at the end. */
  readonly origin: string;
  /** Left out where nothing was asked of them. */
  readonly copies?: NearCopies;
  /** Of the whole document; left out where nothing was asked of them. */
  readonly statements?: readonly StatementInDocument[];
  /** Documents are still being looked through, or lined up. */
  readonly statementsPending?: boolean;
  readonly testimony?: Testimony;
  /** The person asked for the bare words. */
  readonly hideStatements?: boolean;
  /** The search that led here; `rank`: where its open hit stands in the list, from 0. */
  readonly list?: SearchAddress & { readonly rank?: number };
}

export interface MarkView extends Span {
  readonly page?: number;
}

export interface CopiesView {
  readonly status: CaseStatus;
  readonly document: ComparedDocument;
  readonly found: NearCopies;
  /** How many are listed at most. */
  readonly limit: number;
}

export interface CompareView {
  readonly status: CaseStatus;
  readonly comparison: Comparison;
  /** Rows that are the same are shown too. */
  readonly all: boolean;
  readonly limit: number;
  readonly offset: number;
}

export type ProblemView =
  | { readonly kind: 'problem'; readonly code: ProblemCode; readonly message: string; readonly remedy: string }
  /** `report`: the number under which the log has the whole. */
  | { readonly kind: 'bug'; readonly report: string }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'sign-in' };

/** Widths of the page picture that the reader offers, in per cent of its column. */
export const ZOOMS = [50, 75, 100, 150, 200, 300] as const;
