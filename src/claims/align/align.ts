import type { Join, PlacedStatement } from '../../nouns/claim.ts';
import { areAcross } from './between.ts';
import { comparable, keysOf, meetBy, related, slotsOf, type Slots } from './candidates.ts';
import { cluster, type Constraints, type Link } from './cluster.ts';
import { FEATURES, featuresOf, type PairKind } from './pair.ts';
import { profileText, type ClaimDocument, type Profile, type TextProfile } from './profile.ts';
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

/** What speaks for two statements that stand at the same point of a text and its translation, in log odds: more than words ever do. */
export const TRANSLATED = 9;
/** As much, for what one speaker is quoted with in two languages. */
export const QUOTED_ACROSS = 6;

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
  for (const { a, b, score } of links.toSorted((x, y) => y.score - x.score || x.a - y.a || x.b - y.b)) {
    if (rootOf(a) === rootOf(b)) continue; // most are: their profiles need not be unpacked
    const [first, second] = [profileOf(a), profileOf(b)];
    if (first === undefined || second === undefined || !unite(a, b)) continue;
    joins.push({
      first: first.statement.id,
      second: second.statement.id,
      reasons: (areAcross(first.text, second.text) ? ACROSS[score] : undefined) ?? reasonsOf(first, second, weights),
    });
  }
  return joins;
}

/** Why statements of two scripts are one that words cannot compare, by the score of their link. */
const ACROSS: Readonly<Record<number, Join['reasons']>> = {
  [TRANSLATED]: ['translation'],
  [QUOTED_ACROSS]: ['same-speaker', 'translation'],
};

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
  const profiles: Profile[] = [];
  const texts = documents.flatMap((document): readonly Comparable[] => {
    const { profile, statements } = profileText(document, statementsOf(document));
    const first = profiles.push(...statements) - statements.length;
    return [{ profile, statements, first, keys: keysOf(statements), slots: statements.map(slotsOf) }];
  });
  const pairs: ComparedPair[] = [];
  const never: (readonly [number, number])[] = [];
  for (const [index, one] of texts.entries()) {
    for (const other of texts.slice(index)) {
      for (const [a, b] of worthComparing(one, other)) {
        const [first, second] = [one.statements[a], other.statements[b]];
        if (first === undefined || second === undefined) continue;
        const features = featuresOf(first, second);
        if (features === 'never') never.push([one.first + a, other.first + b]);
        else
          pairs.push({
            a: one.first + a,
            b: other.first + b,
            kind: first.statement.value.kind,
            features,
          });
      }
    }
  }
  return { profiles, pairs, never };
}

interface Comparable {
  readonly profile: TextProfile;
  readonly statements: readonly Profile[];
  /** The number of the first of these among those of all texts. */
  readonly first: number;
  readonly keys: ReadonlyMap<number, number>;
  readonly slots: readonly Slots[];
}

/** Pairs of statements of two texts, or of one, by their places. */
function* worthComparing(one: Comparable, other: Comparable): Generator<readonly [number, number]> {
  const met = new Set<number>();
  if (one !== other && related(one.profile, other.profile))
    for (const [key, slot] of one.keys)
      if (other.keys.has(key) && meetBy(key, one.profile, other.profile)) met.add(slot);
  for (const [a, first] of one.statements.entries()) {
    for (const [b, second] of other.statements.entries()) {
      const [mine, theirs] = [one.slots[a], other.slots[b]];
      if ((one === other && b <= a) || mine === undefined || theirs === undefined || !comparable(first, second))
        continue;
      const meet =
        mine.free.some((slot) => theirs.free.includes(slot) && meetBy(slot, one.profile, other.profile)) ||
        mine.named.some((slot) => theirs.named.includes(slot) && (one === other || met.has(slot)));
      if (meet) yield [a, b];
    }
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
