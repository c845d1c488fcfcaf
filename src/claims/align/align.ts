import type { Join, PlacedStatement } from '../../nouns/claim.ts';
import { comparable, keysOf, meetBy, related, slotsOf } from './candidates.ts';
import { cluster, type Constraints, type Link } from './cluster.ts';
import { FEATURES, featuresOf, type PairKind } from './pair.ts';
import { profileText, type ClaimDocument, type Profile } from './profile.ts';
import { MISSING, WEIGHTS } from './weights.ts';

/** Statements of one fact, in the order they were given. */
export interface Group {
  readonly statements: readonly PlacedStatement[];
  readonly joins: readonly Join[];
}

export interface Weights {
  readonly pairs: Readonly<Record<PairKind, readonly number[]>>;
  readonly missing: number;
}

const LEARNED: Weights = { pairs: WEIGHTS, missing: MISSING };

/** What speaks for two statements being one claim, in log odds, or `never`. The order of the two decides roundings. */
export function linkBetween(a: Profile, b: Profile, { pairs }: Weights = LEARNED): number | 'never' {
  const features = featuresOf(a, b);
  return features === 'never' ? 'never' : scoreOf(pairs[a.statement.value.kind], features);
}

function scoreOf(weights: readonly number[], features: readonly number[]): number {
  let score = 0;
  for (const [index, feature] of features.entries()) score += feature * (weights[index] ?? 0);
  return score;
}

/**
 * Groups statements into claims. What it returns depends on the statements, on their order and on the links.
 *
 * @param links by the places of the statements in the list
 */
function groupsOf(
  profiles: readonly Profile[],
  links: readonly Link[],
  constraints: Constraints,
  weights: Weights = LEARNED,
): readonly Group[] {
  return gathered(profiles.length, links, constraints, weights).map(({ members, inside }) => ({
    statements: members.flatMap((member) => profiles[member]?.statement ?? []),
    joins: joinsOf(inside, constraints, (member) => profiles[member], weights),
  }));
}

/** A group by the numbers of its members, with the links that hold it together. */
export interface Gathered {
  readonly members: readonly number[];
  readonly inside: readonly Link[];
}

/** As `groupsOf`, of statements whose profiles are not at hand yet. */
export function gathered(
  count: number,
  links: readonly Link[],
  constraints: Constraints,
  weights: Weights = LEARNED,
): readonly Gathered[] {
  const groups = cluster(count, links, constraints, weights.missing);
  const inside = Map.groupBy(
    links.filter(({ a, b, score }) => score > 0 && groups[a] === groups[b]),
    ({ a }) => groups[a] ?? a,
  );
  return [...Map.groupBy(groups.keys(), (index) => groups[index] ?? index)].map(([first, members]) => ({
    members,
    inside: inside.get(first) ?? [],
  }));
}

/** A tree of the strongest links, so that every statement that a machine joined is reached by joins that say why. */
export function joinsOf(
  links: readonly Link[],
  { together }: Constraints,
  profileOf: (member: number) => Profile | undefined,
  weights: Weights = LEARNED,
): readonly Join[] {
  const tree = new Map<number, number>();
  const rootOf = (index: number): number => {
    let root = index;
    while ((tree.get(root) ?? root) !== root) root = tree.get(root) ?? root;
    return root;
  };
  const unite = (a: number, b: number): boolean => {
    const [one, other] = [rootOf(a), rootOf(b)];
    if (one !== other) tree.set(Math.max(one, other), Math.min(one, other));
    return one !== other;
  };
  for (const [a, b] of together) unite(a, b);
  const joins: Join[] = [];
  for (const { a, b } of links.toSorted((x, y) => y.score - x.score || x.a - y.a || x.b - y.b)) {
    const [first, second] = [profileOf(a), profileOf(b)];
    if (first === undefined || second === undefined || !unite(a, b)) continue;
    joins.push({
      first: first.statement.id,
      second: second.statement.id,
      reasons: reasonsOf(first, second, weights),
    });
  }
  return joins;
}

/** The reasons that weigh most, three at most. */
function reasonsOf(first: Profile, second: Profile, { pairs }: Weights): Join['reasons'] {
  const features = featuresOf(first, second);
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

/** Every pair of a story that is worth comparing, with what is measured of it: for learning what that weighs. */
export interface ComparedStatements {
  readonly profiles: readonly Profile[];
  readonly pairs: readonly ComparedPair[];
  readonly never: readonly (readonly [number, number])[];
}

interface ComparedPair {
  readonly a: number;
  readonly b: number;
  readonly kind: PairKind;
  readonly features: readonly number[];
}

export function compare(
  documents: readonly ClaimDocument[],
  statementsOf: (document: ClaimDocument) => readonly PlacedStatement[],
): ComparedStatements {
  const texts = documents.map((document) => profileText(document, statementsOf(document)).statements);
  const keys = new Map(texts.map((statements) => [statements, keysOf(statements)]));
  const pairs: ComparedPair[] = [];
  const never: (readonly [number, number])[] = [];
  const profiles = texts.flat();
  const of = texts.flatMap((statements) => statements.map(() => statements));
  const slots = profiles.map((profile) => slotsOf(profile));
  for (const [a, first] of profiles.entries()) {
    for (const [b, second] of profiles.entries()) {
      if (b <= a || !comparable(first, second) || !meet(a, b)) continue;
      const features = featuresOf(first, second);
      if (features === 'never') never.push([a, b]);
      else pairs.push({ a, b, kind: first.statement.value.kind, features });
    }
  }
  return { profiles, pairs, never };

  function meet(a: number, b: number): boolean {
    const [one, other] = [profiles[a], profiles[b]];
    const [mine, theirs] = [slots[a], slots[b]];
    if (one === undefined || other === undefined || mine === undefined || theirs === undefined) return false;
    if (mine.free.some((slot) => theirs.free.includes(slot))) return true;
    const common = mine.named.filter((slot) => theirs.named.includes(slot));
    if (one.text === other.text) return common.length > 0;
    const [keysOfOne, keysOfOther] = [keys.get(of[a] ?? []), keys.get(of[b] ?? [])];
    if (keysOfOne === undefined || keysOfOther === undefined || !related(one.text, other.text)) return false;
    return [...keysOfOne].some(
      ([key, slot]) => common.includes(slot) && keysOfOther.has(key) && meetBy(key, one.text, other.text),
    );
  }
}

/** The groups that the weights make of compared statements. */
export function group({ profiles, pairs, never }: ComparedStatements, weights: Weights): readonly Group[] {
  const links = pairs.map(({ a, b, kind, features }) => ({
    a,
    b,
    score: scoreOf(weights.pairs[kind], features),
  }));
  return groupsOf(profiles, links, { never, together: [], apart: [] }, weights);
}
