/**
 * Learns what each feature weighs when statements are lined up: `sh bin/node scripts/learn-claims.ts [--data DIR]
 * [--write]`. It learns from the stories in test/fixtures/claims and, with `--data`, from folders with gold.json. It
 * begins with weights that were set by thought; one after the other is moved while that makes the claims of the stories better. What
 * is printed for a story was learned without it.
 */
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { compare, group, type ComparedStatements, type Weights } from '../src/claims/align/align.ts';
import { conflictsOf } from '../src/claims/align/conflicts.ts';
import { FEATURES, type PairKind } from '../src/claims/align/pair.ts';
import { MISSING } from '../src/claims/align/weights.ts';
import { readMarkedStory, readStories, type LabelledStory } from './claim-stories.ts';

const { values } = parseArgs({ options: { data: { type: 'string' }, write: { type: 'boolean', default: false } } });
const KINDS: readonly PairKind[] = ['figure', 'date', 'quotation', 'stance'];
/** How far a weight is moved at once, and how much better the stories have to become for it to stay. */
const STEPS = [0.75, -0.75];
const WORTH_IT = 0.0015;

interface Prepared extends LabelledStory {
  readonly compared: ComparedStatements;
}

/** What was thought likely before any story was measured. */
const BEGINNING: Weights['pairs'] = {
  figure: [-4, 3, 1.5, -1, 3, -1, -0.5, 0.5, -1, 1, -0.5, 1, 2, 2, 1, 1, -1.5, -0.5, 1, -1.5, -1, 0.5, -1, 1.5, 0, 4],
  date: [-3, 2.5, 1, 1.5, 1.5, 0.5, 1, -1, -0.3, 1, 1, 0, 1, 0, 0, 2, -0.5],
  quotation: [-5.5, 6, 4, -3, 2, -1, 0, 0],
  stance: [-5, 5, 1, 2, 1, 0.5, 0, 0.5, 0],
};

const NO_RATES: ReadonlyMap<string, number> = new Map();
const inTruth = new WeakMap<ComparedStatements, number>();
const own = globSync('test/fixtures/claims/*.txt').toSorted().map(readMarkedStory);
const stories = [...own, ...(values.data === undefined ? [] : readStories(values.data))].map(prepare);
const beginning: Weights = { pairs: BEGINNING, missing: MISSING };

const results = stories.map((story) => {
  const others = stories.filter((each) => each !== story);
  const learned = learn(others);
  console.log(
    `${story.name}: ${worth(story, beginning).toFixed(3)} at the beginning, ${worth(story, learned).toFixed(3)} learned without it`,
  );
  return [worth(story, beginning), worth(story, learned)] as const;
});
const mean = (at: 0 | 1): string => (results.reduce((sum, result) => sum + result[at], 0) / results.length).toFixed(3);
console.log(`mean: ${mean(0)}, ${mean(1)}`);
if (values.write) write(learn(stories));

function prepare(story: LabelledStory): Prepared {
  const by = Map.groupBy(
    story.statements.toSorted((a, b) => a.start - b.start),
    ({ document }) => document,
  );
  return { ...story, compared: compare(story.documents, ({ id }) => by.get(id) ?? []) };
}

function learn(from: readonly Prepared[]): Weights {
  const all = (weights: Weights): number => from.reduce((sum, story) => sum + worth(story, weights), 0) / from.length;
  let best = beginning;
  let reached = all(best);
  for (const kind of KINDS) {
    for (const index of FEATURES[kind].keys()) {
      for (const step of STEPS) {
        const moved = best.pairs[kind].map((weight, at) => (at === index ? weight + step : weight));
        const weights = { ...best, pairs: { ...best.pairs, [kind]: moved } };
        const now = all(weights);
        if (now <= reached + WORTH_IT) continue;
        [best, reached] = [weights, now];
        break;
      }
    }
  }
  return best;
}

/** B-cubed F1 (Bagga and Baldwin, 1998) of the claims, and half of the F1 of the pairs that conflict. */
function worth({ compared, claims }: Prepared, weights: Weights): number {
  const groups = group(compared, weights);
  const sizes = new Map<string, number>();
  for (const claim of claims.values()) sizes.set(claim, (sizes.get(claim) ?? 0) + 1);
  let [precision, recall, count] = [0, 0, 0];
  let [right, said] = [0, 0];
  for (const { statements } of groups) {
    const conflicts = conflictsOf(statements, NO_RATES);
    for (const { id } of statements) {
      const same = statements.filter((each) => claims.get(each.id) === claims.get(id)).length;
      precision += same / statements.length;
      recall += same / (sizes.get(claims.get(id) ?? '') ?? 1);
      count += 1;
    }
    said += conflicts.length;
    right += conflicts.filter(({ first, second }) => claims.get(first) === claims.get(second)).length;
  }
  const joined = f1(precision / count, recall / count);
  const all = conflictsInTruth(compared, claims);
  return (joined + 0.5 * (all === 0 ? joined : f1(said === 0 ? 0 : right / said, right / all))) / 1.5;
}

/** How many pairs of statements of one claim conflict by their values. */
function conflictsInTruth(compared: ComparedStatements, claims: ReadonlyMap<string, string>): number {
  let known = inTruth.get(compared);
  if (known !== undefined) return known;
  const claimOf = compared.profiles.map(({ statement }) => claims.get(statement.id));
  const pairs = compared.profiles.flatMap((_, a) =>
    compared.profiles.flatMap((__, b) =>
      a < b && claimOf[a] === claimOf[b] ? [{ a, b, kind: 'figure' as const, features: [] }] : [],
    ),
  );
  const truth = group(
    { ...compared, never: [], pairs: pairs.map((pair) => ({ ...pair, features: [1] })) },
    { pairs: { figure: [9], date: [9], quotation: [9], stance: [9] }, missing: -9 },
  );
  known = truth.reduce((sum, { statements }) => sum + conflictsOf(statements, NO_RATES).length, 0);
  inTruth.set(compared, known);
  return known;
}

function f1(precision: number, recall: number): number {
  return precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall);
}

function write({ pairs }: Weights): void {
  const file = 'src/claims/align/weights.ts';
  const lines = KINDS.map(
    (kind) => `  ${kind}: [${pairs[kind].map((weight) => Number(weight.toFixed(2))).join(', ')}],`,
  );
  const text = readFileSync(file, 'utf8');
  const [from, to] = [text.indexOf('= {\n') + 4, text.indexOf('\n};')];
  writeFileSync(file, text.slice(0, from) + lines.join('\n') + text.slice(to));
}
