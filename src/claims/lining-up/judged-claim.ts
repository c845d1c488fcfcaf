import type { Claim, Join } from '../../nouns/claim.ts';
import type { DecidedIndex } from '../keeping/decided.ts';
import { judge, type Member } from './judge.ts';
import type { SourcedOrigin } from '../lineage/origins.ts';

/** A claim whose origins say what makes them the same in other claims. */
export interface LinedUpClaim extends Claim {
  readonly origins: readonly SourcedOrigin[];
}

/** A statement of a claim, with its own id and those of its copies. */
export interface CopiedMember extends Member {
  readonly ids: readonly string[];
}

/** What statements that were joined amount to, with their copies and with what people decided about them. */
export function judgedClaim(
  members: readonly CopiedMember[],
  joins: readonly Join[],
  decided: DecidedIndex,
): LinedUpClaim {
  const ids = new Map(members.map((member) => [member.statement.id, member.ids]));
  const idsOf = (id: string): readonly string[] => ids.get(id) ?? [id];
  const isNone = (first: string, second: string): boolean =>
    idsOf(first).some((one) => (decided.noConflict.get(one) ?? []).some(({ id }) => idsOf(second).includes(id)));
  const { verdict, conflicts, origins } = judge(members, isNone, (source) => decided.shown(source));
  return {
    statements: members.flatMap((member) => member.ids),
    verdict,
    joins: [...joins, ...[...ids.values()].flatMap(([id, ...twins]) => twins.map((twin) => sameWords(id, twin)))],
    conflicts,
    origins: origins.map((origin) => ({
      ...origin,
      statements: origin.statements.flatMap(({ id, reason }) => idsOf(id).map((each) => ({ id: each, reason }))),
    })),
  };
}

function sameWords(first: string | undefined, second: string): Join {
  return { first: first ?? '', second, reasons: ['same-words'] };
}
