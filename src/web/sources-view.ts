import type { ClaimsProgress, SourceSummary, SourceView, Timeline, TimelineFilter } from '../nouns/claim-views.ts';
import type { SignedDecision } from '../nouns/decision.ts';
import type { CaseStatus } from '../nouns/occurrence.ts';
import type { SourcesAddress } from './urls.ts';

export const SOURCE_ORDERS = ['alone', 'documents', 'name'] as const;

export interface SourcesPageView {
  readonly status: CaseStatus;
  readonly filter: SourcesAddress;
  /** Of the whole case. */
  readonly all: number;
  /** Sources that the words let through, by kind. */
  readonly kinds: readonly { readonly value: SourceSummary['kind']; readonly sources: number }[];
  /** That the filter lets through. */
  readonly total: number;
  readonly sources: readonly SourceSummary[];
  readonly limit: number;
  readonly offset: number;
  readonly progress: ClaimsProgress;
  /** What was signed just before the page was asked for. */
  readonly signed?: SignedDecision;
}

export interface SourcePageView {
  readonly status: CaseStatus;
  readonly source: SourceView;
  /** Of the claims that rest on it alone. */
  readonly limit: number;
  readonly offset: number;
}

export interface TimelinePageView {
  readonly status: CaseStatus;
  readonly filter: TimelineFilter;
  readonly layout: 'bars' | 'table';
  readonly timeline: Timeline;
  readonly progress: ClaimsProgress;
}
