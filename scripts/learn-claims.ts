/**
 * Learns what each feature weighs when statements are lined up: `sh bin/node scripts/learn-claims.ts [--data DIR]
 * [--write]`. It learns from the stories in test/fixtures/claims and, with `--data`, from folders with gold.json, and
 * `--write` puts what it learned into src/claims/align/weights.ts. What is printed for a story was learned without it,
 * beside that of the weights that are there, which were learned with it.
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Weights } from '../src/claims/align/align.ts';
import { MISSING, WEIGHTS } from '../src/claims/align/weights.ts';
import { KINDS, learn, outcomeOf, storiesToLearnFrom, worth } from './claim-learning.ts';

const { values } = parseArgs({
  options: { data: { type: 'string' }, write: { type: 'boolean', default: false } },
});
const stories = storiesToLearnFrom(values.data);

if (values.write) write(learn(stories));
else compareWithout();

function compareWithout(): void {
  const present: Weights = { pairs: WEIGHTS, missing: MISSING };
  const results = stories.map((story) => {
    const learned = learn(stories.filter((each) => each !== story));
    const [now, without] = [outcomeOf(story, present), outcomeOf(story, learned)];
    console.log(`${story.name}: ${worth([now]).toFixed(3)} now, ${worth([without]).toFixed(3)} learned without it`);
    return { now, without };
  });
  const all = (which: 'now' | 'without'): string => worth(results.map((result) => result[which])).toFixed(3);
  console.log(`all: ${all('now')}, ${all('without')}`);
}

/** As lines of a comment. */
function namesWrapped(): string {
  const lines = [' *'];
  for (const [index, { name }] of stories.entries()) {
    const word = ` ${name}${index === stories.length - 1 ? '.' : ','}`;
    if ((lines.at(-1) ?? '').length + word.length > 120) lines.push(' *');
    lines.push((lines.pop() ?? '') + word);
  }
  return lines.join('\n');
}

function write({ pairs, missing }: Weights): void {
  const lines = KINDS.map((kind) => {
    const weights = pairs[kind].map((weight) => Number(weight.toFixed(2)) + 0); // no -0
    return `  ${kind}: [${weights.join(', ')}],`;
  });
  const text = `import type { PairKind } from './pair.ts';

/**
 * What each feature of \`FEATURES\` weighs, in log odds. \`scripts/learn-claims.ts\` wrote this file from the stories
${namesWrapped()}
 */
// prettier-ignore
export const WEIGHTS: Readonly<Record<PairKind, readonly number[]>> = {
${lines.join('\n')}
};

/** What a pair counts that was not compared. */
export const MISSING = ${missing};
`;
  writeFileSync('src/claims/align/weights.ts', text);
}
