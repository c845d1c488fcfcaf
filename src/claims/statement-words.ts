import type { StatementView } from './case-claims.ts';

/** The words of its document that a statement stands on, to the letter. */
export function wordsOf({ start, end, sentence }: StatementView): string {
  return sentence.text.slice(start - sentence.start, end - sentence.start);
}
