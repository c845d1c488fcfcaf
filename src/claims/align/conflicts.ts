import type { Conflict, PlacedStatement } from '../../nouns/claim.ts';
import type { Figure } from '../../nouns/statement.ts';
import { daysOfBoth, hasClock, relationOf, type Rates } from './values.ts';

/** More pairs that cannot both be right tell nobody more; a thousand figures for one thing would make half a million. */
const MOST_CONFLICTS = 2000;

/**
 * The pairs of one claim that cannot both be right, in the order of the statements, as far as `MOST_CONFLICTS`.
 *
 * @param isNone whether people marked a pair, by the ids of its statements, as no conflict
 */
export function conflictsOf(
  statements: readonly PlacedStatement[],
  rates: Rates,
  isNone: (first: string, second: string) => boolean = () => false,
): readonly Conflict[] {
  const conflicts: Conflict[] = [];
  let boundaries = 0; // counted apart: those of round figures must not hide what cannot be right
  for (const [index, first] of statements.entries()) {
    for (const second of statements.slice(index + 1)) {
      const reason = conflictBetween(first, second, rates);
      if (reason === undefined || isNone(first.id, second.id)) continue;
      if (reason === 'boundary' && ++boundaries > MOST_CONFLICTS) continue;
      conflicts.push({ first: first.id, second: second.id, reason });
      if (conflicts.length - Math.min(boundaries, MOST_CONFLICTS) === MOST_CONFLICTS) return conflicts;
    }
  }
  return conflicts;
}

function conflictBetween(a: PlacedStatement, b: PlacedStatement, rates: Rates): Conflict['reason'] | undefined {
  const [x, y] = [a.value, b.value];
  if (x.kind === 'figure' && y.kind === 'figure') return figuresConflict(x, y, rates);
  if (x.kind === 'date' && y.kind === 'date' && hasClock(x.from) === hasClock(y.from)) {
    const { first: p, second: q, slack } = daysOfBoth(x, y);
    if (p !== undefined && q !== undefined && (p[0] > q[1] + slack || q[0] > p[1] + slack)) return 'dates-apart';
  }
  if (x.kind === 'stance' && y.kind === 'stance') {
    const opposite = x.polarity !== y.polarity && x.polarity !== 'neutral' && y.polarity !== 'neutral';
    if (opposite) return 'opposite-stances';
  }
  return undefined;
}

function figuresConflict(a: Figure, b: Figure, rates: Rates): Conflict['reason'] | undefined {
  const relation = relationOf(a, b, rates);
  if (relation === 'apart') return 'figures-apart';
  return relation === 'boundary' ? 'boundary' : undefined;
}
