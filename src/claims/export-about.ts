import type { SourceSummary, StatementView } from './case-claims.ts';

/** What an export says of the case that it comes from. */
export interface ExportAbout {
  readonly id: string;
  readonly name: string;
  /** The name that the case publishes under; that of the case where left out. */
  readonly publishesAs?: string;
  /** The address of the page that carries the reviews; each is told apart by what comes after `#`. */
  readonly page?: string;
  /** The people who assessed are named too. */
  readonly signed?: boolean;
  /** Opens a statement at its words. */
  readonly link?: (statement: StatementView) => string;
  /** Words of documents and of people as they leave the house; as they are where left out. */
  readonly hidden?: (text: string) => string;
  /** By `SourceSummary.key`. */
  readonly kinds?: ReadonlyMap<string, SourceSummary['kind']>;
}
