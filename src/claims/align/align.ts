import type { Conflict, Join, PlacedStatement } from '../../nouns/claim.ts';
import type { Figure } from '../../nouns/statement.ts';
import { candidates } from './candidates.ts';
import { cluster, type Link } from './cluster.ts';
import { FEATURES, featuresOf, type PairKind } from './pair.ts';
import { profileOf, type ClaimDocument, type Profile, type TextProfile } from './profile.ts';
import { daysOf, hasClock, relationOf, type Rates } from './values.ts';
import { MISSING, WEIGHTS } from './weights.ts';

/** Statements of one fact, in the order they were given. */
export interface Group {
  readonly statements: readonly PlacedStatement[];
  readonly joins: readonly Join[];
  readonly conflicts: readonly Conflict[];
}

export interface Weights {
  readonly pairs: Readonly<Record<PairKind, readonly number[]>>;
  readonly missing: number;
}

interface ProfiledStatements {
  readonly profiles: readonly Profile[];
  readonly texts: readonly TextProfile[];
  readonly rates: Rates;
}

/** Every pair worth comparing, with what is measured of it. */
export interface ComparedStatements extends ProfiledStatements {
  readonly pairs: readonly ComparedPair[];
  readonly never: readonly (readonly [number, number])[];
}

interface ComparedPair {
  readonly a: number;
  readonly b: number;
  readonly kind: PairKind;
  readonly features: readonly number[];
}

/**
 * Groups statements into claims. Documents have different texts; the statements of each are in the order in which
 * they stand. The order of the documents decides ties and nothing else.
 */
export function align(
  documents: readonly ClaimDocument[],
  statementsOf: (document: ClaimDocument) => readonly PlacedStatement[],
  weights: Weights = LEARNED,
): readonly Group[] {
  const among = profiled(documents, statementsOf);
  const links: Link[] = [];
  const never: (readonly [number, number])[] = [];
  eachPair(among, (a, b, kind, features) => {
    if (features === 'never') never.push([a, b]);
    else links.push({ a, b, score: scoreOf(weights.pairs[kind], features) });
  });
  return grouped(among, links, never, weights);
}

const LEARNED: Weights = { pairs: WEIGHTS, missing: MISSING };

export function compare(
  documents: readonly ClaimDocument[],
  statementsOf: (document: ClaimDocument) => readonly PlacedStatement[],
): ComparedStatements {
  const among = profiled(documents, statementsOf);
  const pairs: ComparedPair[] = [];
  const never: (readonly [number, number])[] = [];
  eachPair(among, (a, b, kind, features) => {
    if (features === 'never') never.push([a, b]);
    else pairs.push({ a, b, kind, features });
  });
  return { ...among, pairs, never };
}

/** The groups that the weights make of compared statements. */
export function group(compared: ComparedStatements, weights: Weights): readonly Group[] {
  const links = compared.pairs.map(({ a, b, kind, features }) => ({
    a,
    b,
    score: scoreOf(weights.pairs[kind], features),
  }));
  return grouped(compared, links, compared.never, weights);
}

function grouped(
  among: ProfiledStatements,
  links: readonly Link[],
  never: readonly (readonly [number, number])[],
  weights: Weights,
): readonly Group[] {
  const { profiles, rates } = among;
  const groups = cluster(profiles.length, links, never, weights.missing);
  const members = Map.groupBy(profiles.keys(), (index) => groups[index] ?? index);
  const inside = Map.groupBy(
    links.filter(({ a, b, score }) => score > 0 && groups[a] === groups[b]),
    ({ a }) => groups[a] ?? a,
  );
  return [...members].map(([first, indexes]) => {
    const statements = indexes.flatMap((index) => profiles[index]?.statement ?? []);
    const joins = joinsOf(inside.get(first) ?? [], among, weights);
    return { statements, joins, conflicts: conflictsOf(statements, rates) };
  });
}

function profiled(
  documents: readonly ClaimDocument[],
  statementsOf: (document: ClaimDocument) => readonly PlacedStatement[],
): ProfiledStatements {
  const all = documents.map((document, index) => profileOf(document, index, statementsOf(document)));
  const profiles = all.flatMap(({ statements }) => statements);
  return { profiles, texts: all.map(({ profile }) => profile), rates: ratesOf(profiles) };
}

/** Every pair worth comparing with what is measured of it; `a` is before `b`. */
function eachPair(
  { profiles, texts, rates }: ProfiledStatements,
  take: (a: number, b: number, kind: PairKind, features: readonly number[] | 'never') => void,
): void {
  candidates(profiles, texts, (a, b) => {
    const [first, second] = [profiles[a], profiles[b]];
    if (first === undefined || second === undefined) return;
    const features = featuresOf(first, second, { texts, rates });
    take(a, b, first.statement.value.kind, features);
  });
}

function scoreOf(weights: readonly number[], features: readonly number[]): number {
  let score = 0;
  for (const [index, feature] of features.entries()) score += feature * (weights[index] ?? 0);
  return score;
}

/** Currencies at the rates at which the texts themselves convert them, in brackets: `110 billion euros ($143 billion)`. */
function ratesOf(profiles: readonly Profile[]): Rates {
  const found = new Map<string, number[]>();
  for (const [index, profile] of profiles.entries()) {
    const before = profiles[index - 1];
    if (
      before === undefined ||
      !profile.bracket ||
      before.text !== profile.text ||
      before.sentence !== profile.sentence
    )
      continue;
    const [from, to] = [before.statement.value, profile.statement.value];
    if (from.kind !== 'figure' || to.kind !== 'figure' || profile.measure !== 'money' || before.measure !== 'money')
      continue;
    if (from.unit === to.unit || from.lo <= 0 || to.lo <= 0) continue;
    const pair = `${from.unit}/${to.unit}`;
    found.set(pair, [...(found.get(pair) ?? []), to.lo / from.lo]);
  }
  return new Map([...found].map(([pair, rates]) => [pair, rates.toSorted((a, b) => a - b)[rates.length >> 1] ?? 1]));
}

/** A tree of the strongest links, so that every statement is reached by joins that say why. */
function joinsOf(links: readonly Link[], among: ProfiledStatements, weights: Weights): readonly Join[] {
  const tree = new Map<number, number>();
  const rootOf = (index: number): number => {
    let root = index;
    while ((tree.get(root) ?? root) !== root) root = tree.get(root) ?? root;
    return root;
  };
  const joins: Join[] = [];
  for (const { a, b } of links.toSorted((x, y) => y.score - x.score || x.a - y.a || x.b - y.b)) {
    const [one, other] = [rootOf(a), rootOf(b)];
    const [first, second] = [among.profiles[a], among.profiles[b]];
    if (one === other || first === undefined || second === undefined) continue;
    tree.set(Math.max(one, other), Math.min(one, other));
    joins.push({
      first: first.statement.id,
      second: second.statement.id,
      reasons: reasonsOf(first, second, among, weights),
    });
  }
  return joins;
}

/** The reasons that weigh most, three at most. */
function reasonsOf(first: Profile, second: Profile, among: ProfiledStatements, { pairs }: Weights): Join['reasons'] {
  const features = featuresOf(first, second, among);
  if (features === 'never') return [];
  const { kind } = first.statement.value;
  const weights = pairs[kind];
  const weighed = FEATURES[kind].flatMap(([, reason], index) => {
    const weight = (features[index] ?? 0) * (weights[index] ?? 0);
    return reason === undefined || weight <= 0 ? [] : [{ reason, weight }];
  });
  const reasons = weighed.toSorted((a, b) => b.weight - a.weight).map(({ reason }) => reason);
  return [...new Set(reasons)].slice(0, 3);
}

function conflictsOf(statements: readonly PlacedStatement[], rates: Rates): readonly Conflict[] {
  const conflicts: Conflict[] = [];
  for (const [index, first] of statements.entries()) {
    for (const second of statements.slice(index + 1)) {
      const reason = conflictBetween(first, second, rates);
      if (reason !== undefined) conflicts.push({ first: first.id, second: second.id, reason });
    }
  }
  return conflicts;
}

function conflictBetween(a: PlacedStatement, b: PlacedStatement, rates: Rates): Conflict['reason'] | undefined {
  const [x, y] = [a.value, b.value];
  if (x.kind === 'figure' && y.kind === 'figure') return figuresConflict(x, y, rates);
  if (x.kind === 'date' && y.kind === 'date' && hasClock(x.from) === hasClock(y.from)) {
    const [p, q] = [daysOf(x.from, x.to), daysOf(y.from, y.to)];
    if (p !== undefined && q !== undefined && (p[0] > q[1] || q[0] > p[1])) return 'dates-apart';
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
