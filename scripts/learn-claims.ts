/**
 * Learns what each feature weighs when statements are lined up: `sh bin/node scripts/learn-claims.ts [--data DIR]
 * [--write]`. It learns from the stories in test/fixtures/claims and, with `--data`, from folders with gold.json. It
 * begins with weights that were set by thought; one after the other is moved while that makes the claims of the stories better. What
 * is printed for a story was learned without it.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Weights } from '../src/claims/align/align.ts';
import { beginning, KINDS, learn, storiesToLearnFrom, worth } from './claim-learning.ts';

const { values } = parseArgs({ options: { data: { type: 'string' }, write: { type: 'boolean', default: false } } });
const stories = storiesToLearnFrom(values.data);

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

function write({ pairs }: Weights): void {
  const file = 'src/claims/align/weights.ts';
  const lines = KINDS.map(
    (kind) => `  ${kind}: [${pairs[kind].map((weight) => Number(weight.toFixed(2))).join(', ')}],`,
  );
  const text = readFileSync(file, 'utf8');
  const [from, to] = [text.indexOf('= {\n') + 4, text.indexOf('\n};')];
  writeFileSync(file, text.slice(0, from) + lines.join('\n') + text.slice(to));
}
