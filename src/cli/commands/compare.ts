import { Problem } from '../../base/problem.ts';
import { openCase } from '../../house.ts';
import type { ComparedPassage, ComparedRow } from '../../nouns/copies.ts';
import { comparisonJson } from '../../server/copies-json.ts';
import { parseCall, parseCount, type Command } from '../command.ts';
import { manyLines, oneLine } from '../printable.ts';
import type { Terminal } from '../terminal.ts';
import { documentNamed, percent } from './copies.ts';

export const compare: Command = {
  name: 'compare',
  help: `touchstone compare CASE A B [--all] [--limit N] [--json]
Show where the texts of two documents differ, paragraph by paragraph: [-words of A alone-] {+words of B alone+}.
A and B: a SHA-256, its beginning, or a path. Case, punctuation and line breaks make no difference.
  --all       the paragraphs that are the same too
  --limit N   how many rows of paragraphs, 1000 where left out
  --json      {first, second, share, shareOfOther, counts, total, rows: [{kind, first: [passage], second: [passage]}],
              compared?}, a passage: {start, end, language, page?, pieces: [{text, changed}]}
Exit status: 0 · 4 no such document, or one of them has no text`,
  async run(argv, terminal) {
    const { values, positionals } = parseCall(
      compare,
      argv,
      { json: { type: 'boolean' }, all: { type: 'boolean' }, limit: { type: 'string' } },
      { least: 3, most: 3 },
    );
    const [folder = '', a = '', b = ''] = positionals;
    const limit = parseCount(values.limit, 'limit', 1_000);
    const opened = await openCase(folder, {});
    try {
      const [first, second] = [await documentNamed(opened, a), await documentNamed(opened, b)];
      const found = await opened.compare(first, second, { changes: values.all !== true, limit, offset: 0 });
      if (found === undefined) {
        throw new Problem('not-found', 'One of the documents has no text.', {
          remedy: '`touchstone show` says how it was read.',
        });
      }
      if (values.json) return terminal.print(JSON.stringify(comparisonJson(found)));
      terminal.print(`A  ${oneLine(found.first.path)}`);
      terminal.print(`B  ${oneLine(found.second.path)}`);
      for (const row of found.rows) printRow(row, terminal);
      terminal.print('');
      terminal.print(
        `${percent(found.share)} of the words of A stand in B, ${percent(found.shareOfOther)} of those of B in A.`,
      );
      if (found.rows.length < found.total) terminal.note(`${found.rows.length} of ${found.total} rows shown.`);
      if (found.compared !== undefined) terminal.note('The texts are very long; only their beginnings were compared.');
    } finally {
      await opened.close();
    }
  },
};

function printRow({ kind, first, second }: ComparedRow, terminal: Terminal): void {
  terminal.print('');
  if (kind === 'same') {
    for (const passage of first) terminal.print(`  ${manyLines(wordsOf(passage, '', ''))}`);
    return;
  }
  for (const passage of first) terminal.print(`A ${manyLines(wordsOf(passage, '[-', '-]'))}`);
  for (const passage of second) terminal.print(`B ${manyLines(wordsOf(passage, '{+', '+}'))}`);
}

function wordsOf({ pieces }: ComparedPassage, open: string, close: string): string {
  return pieces.map(({ text, changed }) => (changed ? open + text + close : text)).join('');
}
