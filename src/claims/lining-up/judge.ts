import type { Conflict } from '../../nouns/claim.ts';
import { conflictsOf } from '../align/conflicts.ts';
import { ratesAmong, type Rate } from '../align/values.ts';
import { originsOf, type Sourced, type SourcedOrigin } from '../lineage/origins.ts';
import type { Source } from '../lineage/sources.ts';

/** A statement of a claim with all that is judged by. */
export interface Member extends Sourced {
  /** Equal for statements of one text. */
  readonly text: string;
  readonly rates: readonly Rate[];
}

export interface Judged {
  readonly verdict: 'agree' | 'conflict' | 'single';
  readonly conflicts: readonly Conflict[];
  readonly origins: readonly SourcedOrigin[];
}

/**
 * What the statements of a claim amount to.
 *
 * @param isNone whether people marked a pair as no conflict
 * @param shown gives a source the name that people gave it
 */
export function judge(
  members: readonly Member[],
  isNone: (first: string, second: string) => boolean,
  shown: (source: Source) => Source,
): Judged {
  const texts = new Map(members.map(({ text, rates }) => [text, rates]));
  const statements = members.map(({ statement }) => statement);
  const conflicts = conflictsOf(statements, ratesAmong([...texts.values()].flat()), isNone);
  const apart = conflicts.some(({ reason }) => reason !== 'boundary');
  return {
    verdict: apart ? 'conflict' : texts.size > 1 ? 'agree' : 'single',
    conflicts,
    origins: originsOf(members, shown),
  };
}
