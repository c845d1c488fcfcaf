import { globSync } from 'node:fs';
import { compare, group, type ComparedStatements, type Weights } from '../src/claims/align/align.ts';
import { conflictsOf } from '../src/claims/align/conflicts.ts';
import { FEATURES, type PairKind } from '../src/claims/align/pair.ts';
import type { PlacedStatement } from '../src/nouns/claim.ts';
import { asFound, readMarkedStory, readStories, type LabelledStory } from './claim-stories.ts';
import { logisticRegression, type Bounds, type Example } from './logistic-regression.ts';

export const KINDS: readonly PairKind[] = ['figure', 'date', 'quotation', 'stance'];

export interface Prepared extends LabelledStory {
  readonly compared: ComparedStatements;
  /** The claim of each of the compared statements. */
  readonly claimOf: readonly string[];
  /** As how many stories it counts. */
  readonly count: number;
  /** What is measured of pairs with statements of later stories, by the story. */
  readonly strangers: ReadonlyMap<string, readonly Measured[]>;
}

interface Measured {
  readonly kind: PairKind;
  readonly features: readonly number[];
}

/** The stories of test/fixtures/claims, and those of a folder. */
export function storiesToLearnFrom(folder: string | undefined): readonly Prepared[] {
  const own = globSync('test/fixtures/claims/*.txt').toSorted().map(readMarkedStory);
  const others = folder === undefined ? [] : readStories(folder);
  const stories = [...own, ...others.toSorted((a, b) => (a.name < b.name ? -1 : 1))].map(asFound);
  const strangers = strangersAmong(stories);
  return stories.map((story, index) =>
    prepare(story, index < own.length ? 1 : OF_NEWS, strangers.get(story.name) ?? new Map()),
  );
}

/** What stories out of newspapers count beside invented ones, in which more is in conflict. */
const OF_NEWS = 3;

/** As if all stories lay in one case: pairs of different stories are of different claims. */
function strangersAmong(
  stories: readonly LabelledStory[],
): ReadonlyMap<string, ReadonlyMap<string, readonly Measured[]>> {
  const within = (name: string, id: string): string => `${name} ${id}`;
  const storyOf = new Map<string, string>();
  const statements = stories.flatMap(({ name, statements: own }) =>
    own.map((statement) => {
      storyOf.set(within(name, statement.id), name);
      return {
        ...statement,
        id: within(name, statement.id),
        document: within(name, statement.document),
      };
    }),
  );
  const documents = stories.flatMap(({ name, documents: own }) =>
    own.map((document) => ({ ...document, id: within(name, document.id) })),
  );
  const by = Map.groupBy(statements, ({ document }) => document);
  const { profiles, pairs } = compare(documents, ({ id }) => by.get(id) ?? []);
  const nameOf = (index: number): string => storyOf.get(profiles[index]?.statement.id ?? '') ?? '';
  const apart = pairs.filter(({ a, b }) => nameOf(a) !== nameOf(b));
  const sorted = Map.groupBy(apart, ({ a }) => nameOf(a));
  return new Map([...sorted].map(([name, of]) => [name, Map.groupBy(of, ({ b }) => nameOf(b))]));
}

function prepare(story: LabelledStory, count: number, strangers: Prepared['strangers']): Prepared {
  const by = Map.groupBy(
    story.statements.toSorted((a, b) => a.start - b.start),
    ({ document }) => document,
  );
  const compared = compare(story.documents, ({ id }) => by.get(id) ?? []);
  const claimOf = compared.profiles.map(({ statement: { id } }) => story.claims.get(id) ?? id);
  return { ...story, compared, claimOf, count, strangers };
}

const PENALTY = 0.003;
/** What pairs of different stories count beside all others. */
const OF_STRANGERS = 0.1;
/** What a pair counts that was not compared. */
const MISSING = -1.5;

/**
 * Weights by which the claims of stories go apart as people sorted them: what each feature weighs, by logistic regression
 * over pairs; then how much has to speak for a join, as it is best for stories that the weights were learned without.
 */
export function learn(from: readonly Prepared[]): Weights {
  const folds = foldsOf(from).map((left) => ({
    left,
    weights: regressed(from.filter((story) => !left.includes(story))),
  }));
  const shifts: Record<PairKind, number> = { figure: 0, date: 0, quotation: 0, stance: 0 };
  const reached = (): number =>
    worth(folds.flatMap(({ left, weights }) => left.map((story) => outcomeOf(story, shifted(weights, shifts)))));
  let best = reached();
  for (const kind of KINDS) {
    let kept = 0;
    for (const shift of SHIFTS) {
      shifts[kind] = shift;
      const now = reached();
      if (now > best + WORTH_IT) [best, kept] = [now, shift];
    }
    shifts[kind] = kept;
  }
  return shifted(regressed(from), shifts);
}

/** In log odds, the smallest first. With more than this for a join, much that texts of one place say becomes one claim. */
const SHIFTS = [0.25, -0.25, -0.5, -0.75, -1];
/** How much better the stories have to become for another shift to be taken. */
const WORTH_IT = 0.001;
const FOLDS = 6;

function foldsOf(stories: readonly Prepared[]): readonly (readonly Prepared[])[] {
  const count = Math.min(FOLDS, stories.length);
  return Array.from({ length: count }, (_, fold) => stories.filter((__, index) => index % count === fold));
}

function shifted({ pairs, missing }: Weights, shifts: Readonly<Record<PairKind, number>>): Weights {
  return {
    missing,
    pairs: forKinds((kind) => pairs[kind].map((weight, index) => (index === 0 ? weight + shifts[kind] : weight))),
  };
}

function forKinds<Of>(of: (kind: PairKind) => Of): Readonly<Record<PairKind, Of>> {
  return {
    figure: of('figure'),
    date: of('date'),
    quotation: of('quotation'),
    stance: of('stance'),
  };
}

function regressed(stories: readonly Prepared[]): Weights {
  const pairs = forKinds((kind) => {
    const examples = stories.flatMap((story) => examplesOf(story, kind));
    const all = examples.reduce((sum, { weight }) => sum + weight, 0);
    const apart = stories.flatMap(({ strangers }) =>
      stories.flatMap(({ name }) => (strangers.get(name) ?? []).filter((each) => each.kind === kind)),
    );
    const weight = (all * OF_STRANGERS) / Math.max(1, apart.length);
    const strange = apart.map(({ features }): Example => ({ features, holds: false, weight }));
    return logisticRegression([...examples, ...strange], FEATURES[kind].map(boundsOf), PENALTY);
  });
  return { pairs, missing: MISSING };
}

/** What names a reason speaks for a join or not at all, what names none against it: so it is meant, and few stories tell better. */
function boundsOf([name, reason]: readonly [name: string, reason?: string]): Bounds {
  if (name === 'bias') return [-Infinity, Infinity];
  return reason === undefined ? [-Infinity, 0] : [0, Infinity];
}

/**
 * The pairs of a story. All that are of one claim count as much as all that are not, each statement of a claim as much as
 * another, and a story by the square root of how much it has, so that neither a great claim nor a long story rules.
 */
function examplesOf({ compared, claimOf, count }: Prepared, kind: PairKind): readonly Example[] {
  const sizes = sizesOf(claimOf);
  const examples = compared.pairs
    .filter((pair) => pair.kind === kind)
    .map(({ a, b, features }): Example => {
      const holds = claimOf[a] === claimOf[b];
      return { features, holds, weight: holds ? 1 / ((sizes.get(claimOf[a] ?? '') ?? 2) - 1) : 1 };
    });
  const weighing = (holds: boolean): number =>
    examples.reduce((sum, each) => sum + (each.holds === holds ? each.weight : 0), 0);
  const [joined, apart] = [weighing(true), weighing(false)];
  return examples.map((each) => ({
    ...each,
    weight: count * each.weight * (each.holds ? 1 / Math.sqrt(joined) : Math.sqrt(joined) / apart),
  }));
}

function sizesOf(claimOf: readonly string[]): ReadonlyMap<string, number> {
  const sizes = new Map<string, number>();
  for (const claim of claimOf) sizes.set(claim, (sizes.get(claim) ?? 0) + 1);
  return sizes;
}

/** How well the claims of a story are met. */
interface Outcome {
  readonly count: number;
  /** B-cubed (Bagga and Baldwin, 1998). */
  readonly precision: number;
  readonly recall: number;
  /** Claims that conflict: those that do, those that are said to, those that are both. */
  readonly conflicts: Counts;
  /** Claims of two texts and more, and those of which it is told rightly whether they conflict. */
  readonly verdicts: Counts;
}

interface Counts {
  readonly truth: number;
  readonly told: number;
  readonly right: number;
}

/** What a story is worth alone, or several together. */
export function worth(outcomes: readonly Outcome[]): number {
  const mean = (of: (outcome: Outcome) => number): number =>
    outcomes.reduce((sum, outcome) => sum + outcome.count * of(outcome), 0) /
    outcomes.reduce((sum, { count }) => sum + count, 0);
  const all = (of: (outcome: Outcome) => Counts): number => {
    const sum = (count: keyof Counts): number =>
      outcomes.reduce((before, outcome) => before + outcome.count * of(outcome)[count], 0);
    const [truth, told, right] = [sum('truth'), sum('told'), sum('right')];
    return truth + told === 0 ? 1 : (2 * right) / (truth + told);
  };
  const joined = f1(
    mean(({ precision }) => precision),
    mean(({ recall }) => recall),
  );
  return (4 * joined + all(({ conflicts }) => conflicts) + all(({ verdicts }) => verdicts)) / 6;
}

function f1(precision: number, recall: number): number {
  return precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall);
}

type Verdict = 'conflict' | 'agree' | 'single';

function verdictOf(statements: readonly PlacedStatement[]): Verdict {
  if (conflictsOf(statements, new Map()).some(({ reason }) => reason !== 'boundary')) return 'conflict';
  return new Set(statements.map(({ document }) => document)).size > 1 ? 'agree' : 'single';
}

/** As the weights part the statements of a story. */
export function outcomeOf({ compared, claimOf, claims, count: times }: Prepared, weights: Weights): Outcome {
  const sizes = sizesOf(claimOf);
  const truth = truthOf(compared, claimOf);
  let [precision, recall] = [0, 0];
  const told = new Map<string, { readonly size: number; readonly verdict: Verdict }>();
  const conflicting: string[] = [];
  for (const { statements } of group(compared, weights)) {
    const shares = [...Map.groupBy(statements, ({ id }) => claims.get(id) ?? id)];
    const verdict = verdictOf(statements);
    for (const [claim, { length: size }] of shares) {
      precision += size ** 2 / statements.length;
      recall += size ** 2 / (sizes.get(claim) ?? 1);
      if (size > (told.get(claim)?.size ?? 0)) told.set(claim, { size, verdict });
    }
    const [most] = shares.toSorted((a, b) => b[1].length - a[1].length);
    if (verdict === 'conflict' && most !== undefined) conflicting.push(most[0]);
  }
  const shared = [...truth].filter(([, verdict]) => verdict !== 'single');
  const found = new Set(conflicting.filter((claim) => truth.get(claim) === 'conflict'));
  const count = Math.max(1, claimOf.length);
  return {
    count: times,
    precision: precision / count,
    recall: recall / count,
    conflicts: {
      truth: shared.filter(([, verdict]) => verdict === 'conflict').length,
      told: found.size + conflicting.filter((claim) => truth.get(claim) !== 'conflict').length,
      right: found.size,
    },
    verdicts: {
      truth: shared.length,
      told: shared.length,
      right: shared.filter(([claim, verdict]) => told.get(claim)?.verdict === verdict).length,
    },
  };
}

const truths = new WeakMap<ComparedStatements, ReadonlyMap<string, Verdict>>();

/** The verdict of each claim as people sorted the statements. */
function truthOf(compared: ComparedStatements, claimOf: readonly string[]): ReadonlyMap<string, Verdict> {
  let known = truths.get(compared);
  if (known !== undefined) return known;
  const members = Map.groupBy(compared.profiles.entries(), ([index]) => claimOf[index] ?? '');
  known = new Map(
    [...members].map(([claim, of]) => [claim, verdictOf(of.map(([, { statement }]) => statement))] as const),
  );
  truths.set(compared, known);
  return known;
}
