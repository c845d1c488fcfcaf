import type { Span } from './reading.ts';

/** What one document says in one place. Offsets are UTF-16 code units into the document's text. */
export interface Statement extends Span {
  readonly value: StatementValue;
  /** Who is credited with it, nearest first: `according to AFP, the ministry said` is the ministry, then AFP. */
  readonly attributedTo: readonly Credit[];
}

export type StatementValue = Figure | Quotation | DatedEvent | Stance;

/** The words that name a source, where they stand; without a place where the credit is carried over from a sentence before. */
export interface Credit extends Partial<Span> {
  readonly name: string;
}

/** An interval of numbers. `null` is without end; an open end is not itself part of it: `more than 140` is (140, ∞). */
export interface Interval {
  readonly lo: number;
  readonly hi: number | null;
  readonly loOpen: boolean;
  readonly hiOpen: boolean;
}

export interface Figure extends Interval {
  readonly kind: 'figure';
  /** Base unit: `people`, `EUR`, `km`, `percent`, `hours`, … or the singular of what is counted. Values are in it. */
  readonly unit: string;
  /** The words that say what is counted, as they stand: `injured`, `tents`. */
  readonly counted: string;
}

export interface Quotation {
  readonly kind: 'quotation';
  /** Without the marks. */
  readonly words: string;
  readonly speaker: string | undefined;
}

/** What happened when. Both ends are ISO 8601 with the precision they were given in, local time: `2010`, `2010-05`, `2010-05-05T14:30`. */
export interface DatedEvent {
  readonly kind: 'date';
  readonly from: string;
  readonly to: string;
  /** The words that name the event, where the sentence has them. */
  readonly event: string;
}

export interface Stance {
  readonly kind: 'stance';
  readonly holder: string;
  /** As an assertion or an object: `had a gun`, `the police account`. */
  readonly target: string;
  /** `neutral`: did not dispute, declined to confirm. */
  readonly polarity: 'positive' | 'negative' | 'neutral';
  /** The base form of the word that says it: `deny`, `confirm`, `accuse`. */
  readonly verb: string;
}
