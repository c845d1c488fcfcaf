import type { Judgement } from '../nouns/decision.ts';
import { judgementWords } from './export-claim-review.ts';

/** Values as FollowTheMoney 4.11 keeps them. */

/** As its dates are: to the second, without zone, from the year 1000 on (types/date.py). */
export function ftmDate(iso: string | undefined): string | undefined {
  return iso === undefined
    ? undefined
    : /^[1-9]\d{3}(?:-\d{2}(?:-\d{2}(?:T\d{2}:\d{2}(?::\d{2})?)?)?)?/v.exec(iso)?.[0];
}

// The longest values that FollowTheMoney 4.11 keeps, in characters: types/name.py, types/string.py.
export const FTM_NAME = 384;
export const FTM_ROLE = 1_024;

/** On one line. @param longest in UTF-16 code units */
export function cut(text: string, longest: number): string {
  const line = text.replaceAll(/\s+/gv, ' ').trim();
  return line.length <= longest
    ? line
    : line
        .slice(0, longest)
        .replace(/[\ud800-\udbff]$/, '')
        .trim();
}

/** An assessment as the properties of a Note. @param at when it was signed; @param publisher whose judgement it is */
export function assessmentNote(
  { judgement, grading, reason }: { readonly judgement: Judgement; readonly grading?: string; readonly reason: string },
  { claim, at, publisher }: { readonly claim: string; readonly at: string; readonly publisher: string | undefined },
) {
  return {
    schema: 'Note' as const,
    properties: {
      name: [judgementWords(judgement)],
      entity: [claim],
      description: [reason],
      keywords: [judgement, grading === undefined ? undefined : `Admiralty scale: ${grading}`],
      createdAt: [ftmDate(at)],
      publisher: [publisher],
    },
  };
}
