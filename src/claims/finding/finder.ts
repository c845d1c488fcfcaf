import type { Span } from '../../nouns/reading.ts';
import type { Statement, StatementValue } from '../../nouns/statement.ts';

/** Where something is said, and what. */
export interface Found<Value extends StatementValue> extends Span {
  readonly value: Value;
}

/** What a finder is told of the document around the text. */
export interface About {
  /** A date with the precision that it was given in, local to the document; what `on Monday` is counted from. */
  readonly published: string | undefined;
}

/**
 * Finds what a text says. It sees the whole text and returns statements inside `block`, in order of where they start.
 * Whatever the text holds, it ends in time that grows with its length and throws nothing. What it returns is not
 * trusted: `findStatements` refuses a statement whose words do not stand where it says.
 */
export interface StatementFinder {
  readonly name: string;
  /** Raised with every change that can find something else in the same text. */
  readonly version: number;
  /** @param language BCP 47, as passages have it */
  reads(language: string): boolean;
  find(text: string, block: Span, about: About): readonly Statement[];
}
