/**
 * Prints the parts of the documents that come from the code: `npm run docs` writes them, `--check` says whether they
 * still agree (test/docs.test.ts asks).
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { COMMANDS } from '../src/cli/main.ts';

const PRINTED: readonly { readonly file: string; readonly text: string }[] = [
  {
    file: 'docs/cli.md',
    text: [
      '# The command line',
      '',
      '<!-- Printed from src/cli/commands by `npm run docs`; do not edit. -->',
      '',
      'Every command prints its answer to standard output and everything else to standard error. What goes wrong is one',
      'sentence and its remedy; docs/problems.md explains each.',
      ...COMMANDS.flatMap(({ name, help }) => ['', `## ${name}`, '', '```text', help, '```']),
      '',
    ].join('\n'),
  },
];

let stale = 0;
for (const { file, text } of PRINTED) {
  if (!process.argv.includes('--check')) writeFileSync(file, text);
  else if (readFileSync(file, 'utf8') !== text) {
    stale++;
    console.error(`${file} does not say what the code says: run \`npm run docs\`.`);
  }
}
process.exitCode = stale === 0 ? 0 : 1;
