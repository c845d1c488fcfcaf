import * as z from 'zod';
import type { Decision } from '../../nouns/decision.ts';
import type { Credit, StatementValue } from '../../nouns/statement.ts';
import type { Connection } from '../../records/records.ts';
import { parseDecision, Place, readCredits, readValue } from '../parse-decision.ts';
import type { Anchor } from './statement-places.ts';
import type { ClaimsTables } from '../tables.ts';

/** A statement that a decision names: what it said, and where, when the decision was signed. */
export interface About {
  readonly statement: string;
  readonly original: string;
  readonly anchor: Anchor;
  readonly value: StatementValue;
  readonly attributedTo: readonly Credit[];
  readonly by: string;
  /** Where a person put it: of a corrected or an added statement. */
  readonly place?: Anchor;
}

/** What was decided about one statement. */
export interface DecidedAbout {
  readonly about: About;
  readonly decision: Decision;
  readonly actor: string;
  /** Nothing has replaced it, and nobody has withdrawn it. */
  readonly stands: boolean;
}

const AboutJson = z.object({
  statement: z.string(),
  original: z.string(),
  anchor: Place,
  value: z.json(),
  attributedTo: z.json(),
  by: z.string(),
  place: Place.exactOptional(),
});

/** @throws where the ledger holds what this program never wrote */
export function readAbout(json: unknown): About {
  const { value, attributedTo, ...rest } = AboutJson.parse(json);
  return { ...rest, value: readValue(value), attributedTo: readCredits(attributedTo) };
}

/** All that name statements of one document; the oldest first. */
export async function decidedIn(original: string, connection: Connection): Promise<readonly DecidedAbout[]> {
  const rows = await connection
    .as<ClaimsTables>()
    .selectFrom('decision_about')
    .innerJoin('decision', 'decision.id', 'decision_about.decision')
    .select(['actor', 'said', 'replaced', 'anchor'])
    .where('decision_about.original', '=', original)
    .orderBy('seq')
    .orderBy('decision.id')
    .execute();
  return rows.map(({ actor, said, replaced, anchor }) => ({
    actor,
    decision: parseDecision(JSON.parse(said)),
    stands: replaced === 0,
    about: readAbout(JSON.parse(anchor)),
  }));
}
