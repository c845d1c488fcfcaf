import type {
  ClaimFilter,
  ClaimList,
  ClaimsProgress,
  ClaimView,
  SourceFilter,
  SourcePage,
  SourceSummary,
  SourceView,
  StatementInDocument,
  Testimony,
  Timeline,
  TimelineFilter,
} from '../nouns/claim-views.ts';
import type { Decision, SignedDecision } from '../nouns/decision.ts';
import type { Sha256 } from '../nouns/sha256.ts';

export type * from '../nouns/claim-views.ts';

/** What the documents of a case say, lined up, with what people made of it: as the doors ask for it. */
export interface CaseClaims {
  /** The name of the person who signs decisions here; left out where no identity is at hand. */
  readonly signer?: string;
  /** One page of the board. */
  claims(filter: ClaimFilter): Promise<ClaimList>;
  /** The ids of the claims of that page alone, for whoever goes through very many. */
  claimIds(filter: ClaimFilter): Promise<readonly string[]>;
  /** By the id of any of its statements; undefined where the case has no such statement. */
  claim(id: string): Promise<ClaimView | undefined>;
  /** What one document says, in the order in which it stands; rejected statements are left out. */
  statementsIn(document: Sha256): Promise<readonly StatementInDocument[]>;
  /** How far it is known what one document says. */
  testimony(document: Sha256): Promise<Testimony>;
  sources(): Promise<readonly SourceSummary[]>;
  /** One page of them; an offset behind the last is brought to the last page. */
  sourcePage(filter: SourceFilter): Promise<SourcePage>;
  source(key: string): Promise<SourceView | undefined>;
  /** Dated statements by when what they tell happened, a page at a time. */
  timeline(filter: TimelineFilter): Promise<Timeline>;
  /** How far finding and lining up are. */
  claimsProgress(): Promise<ClaimsProgress>;
  /**
   * Signs decisions in the ledger, all or none, and applies them; returns their ids. What a person decided stands
   * whatever a machine finds later.
   * @throws Problem `not-found` for a statement, claim or decision that the case does not have; `bad-input`; `not-allowed`
   */
  decide(decisions: readonly Decision[]): Promise<readonly string[]>;
  /** Every decision of the case, or those about one claim, in the order in which they were signed. */
  decisions(claim?: string): Promise<readonly SignedDecision[]>;
}
