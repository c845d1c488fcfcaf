import type { Conflict, PlacedStatement } from '../../nouns/claim.ts';
import type { Figure } from '../../nouns/statement.ts';
import { areOpposite, sideOf, takesUp } from './sides.ts';
import { coreWords } from './targets.ts';
import { daysOfBoth, hasClock, loosely, measureOf, relationOf, type Rates } from './values.ts';
import { likeness, setOf } from './words.ts';

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
  const converted = convertedAmong(statements);
  const said = statements.map(({ id, value }) => `${saidBy(value)}${converted.has(id) ? ' converted' : ''}`);
  const reasons = reasonsBetween(statements, said, (a, b) =>
    conflictBetween(a, b, rates, converted.has(a.id) || converted.has(b.id)),
  );
  for (const [index, first] of statements.entries()) {
    const others = reasons.get(said[index] ?? '');
    if (others === undefined) continue;
    for (let at = index + 1; at < statements.length; at += 1) {
      const [second, reason] = [statements[at], others.get(said[at] ?? '')];
      if (second === undefined || reason === undefined || isNone(first.id, second.id)) continue;
      if (reason === 'opposite-stances' && !onOneTarget(first, second)) continue;
      if (reason === 'boundary' && ++boundaries > MOST_CONFLICTS) continue;
      conflicts.push({ first: first.id, second: second.id, reason });
      if (conflicts.length - Math.min(boundaries, MOST_CONFLICTS) === MOST_CONFLICTS) return conflicts;
    }
  }
  return conflicts;
}

/** Of the words of two targets, that they share: holders who speak of other things are no conflict, though one claim. */
const ONE_TARGET = 0.25;

/** Whether what two stances are about is called alike; who only takes up what was said before is about that. */
function onOneTarget({ value: x }: PlacedStatement, { value: y }: PlacedStatement): boolean {
  if (x.kind !== 'stance' || y.kind !== 'stance') return false;
  if (takesUp(x.target) || takesUp(y.target)) return true;
  const [p, q] = [targetOf(x.target), targetOf(y.target)];
  return p.length === 0 || q.length === 0 || likeness(p, q) >= ONE_TARGET;
}

const targets = new Map<string, Uint32Array>();
const MOST_TARGETS = 5000;

function targetOf(target: string): Uint32Array {
  let words = targets.get(target);
  if (words === undefined) {
    if (targets.size > MOST_TARGETS) targets.clear(); // a cache, nothing else
    targets.set(target, (words = setOf(coreWords(target))));
  }
  return words;
}

/** Equal for values that are in conflict with the same values. */
function saidBy(value: PlacedStatement['value']): string {
  switch (value.kind) {
    case 'figure':
      return JSON.stringify([value.lo, value.hi, value.loOpen, value.hiOpen, value.unit]);
    case 'date':
      return `${value.from} ${value.to}`;
    case 'stance':
      return sideOf(value);
    case 'quotation':
      return '';
  }
}

type Reasons = ReadonlyMap<string, Conflict['reason']>;

/** By what one statement says and what another one says; thousands of statements say few different things. */
function reasonsBetween(
  statements: readonly PlacedStatement[],
  said: readonly string[],
  between: (first: PlacedStatement, second: PlacedStatement) => Conflict['reason'] | undefined,
): ReadonlyMap<string, Reasons> {
  const different = new Map(statements.map((statement, at) => [said[at] ?? '', statement]));
  const reasons = new Map<string, Reasons>();
  for (const [one, first] of different) {
    const own = new Map<string, Conflict['reason']>();
    for (const [other, second] of different) {
      const reason = between(first, second);
      if (reason !== undefined) own.set(other, reason);
    }
    if (own.size > 0) reasons.set(one, own);
  }
  return reasons;
}

/** @param isConverted one of two figures was given in another unit before */
function conflictBetween(
  a: PlacedStatement,
  b: PlacedStatement,
  rates: Rates,
  isConverted: boolean,
): Conflict['reason'] | undefined {
  const [x, y] = [a.value, b.value];
  if (x.kind === 'figure' && y.kind === 'figure') return figuresConflict(x, y, rates, isConverted);
  if (x.kind === 'date' && y.kind === 'date' && hasClock(x.from) === hasClock(y.from)) {
    const { first: p, second: q, slack } = daysOfBoth(x, y);
    if (p !== undefined && q !== undefined && (p[0] > q[1] + slack || q[0] > p[1] + slack)) return 'dates-apart';
  }
  return x.kind === 'stance' && y.kind === 'stance' && areOpposite(sideOf(x), sideOf(y))
    ? 'opposite-stances'
    : undefined;
}

function figuresConflict(a: Figure, b: Figure, rates: Rates, isConverted: boolean): Conflict['reason'] | undefined {
  const relation = relationOf(isConverted && a.unit === b.unit ? loosely(a) : a, b, rates);
  if (relation === 'apart') return 'figures-apart';
  return relation === 'boundary' ? 'boundary' : undefined;
}

/** In UTF-16 units: ` (`, ` or `. */
const BESIDE = 5;

/** Figures that stand right behind one of another unit, as `110 billion euros ($143 billion)`: at whose rate nobody says. */
function convertedAmong(statements: readonly PlacedStatement[]): ReadonlySet<string> {
  const ends = new Map<string, Figure>();
  for (const { document, end, value } of statements) if (value.kind === 'figure') ends.set(`${document} ${end}`, value);
  const converted = statements.filter(({ document, start, value }) => {
    if (value.kind !== 'figure') return false;
    const before = Array.from({ length: BESIDE }, (_, gap) => ends.get(`${document} ${start - gap - 1}`));
    return before.some((other) => other && other.unit !== value.unit && measureOf(other) === measureOf(value));
  });
  return new Set(converted.map(({ id }) => id));
}
