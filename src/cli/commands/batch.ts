import { readFile, stat } from 'node:fs/promises';
import { errnoOf } from '../../base/errno.ts';
import { Problem } from '../../base/problem.ts';
import { openCase } from '../../house.ts';
import { LONGEST_LIST, queriesIn } from '../../search/query-list.ts';
import type { SpelledTally } from '../../entities/case-search.ts';
import { batchCsvHead, batchCsvLine } from '../../server/batch-file.ts';
import { parseCall, type Command } from '../command.ts';
import { oneLine } from '../printable.ts';
import type { Terminal } from '../terminal.ts';

const LINES_AT_ONCE = 100;
const LONGEST_FILE_BYTES = 67_108_864; // 50,000 lines of 1,300 bytes

export const batch: Command = {
  name: 'batch',
  help: `touchstone batch CASE FILE [--spellings] [--csv | --json]
Search for each line of FILE, a name or a query on each, up to ${LONGEST_LIST} lines. Every line is searched as it stands,
without other spellings; one that makes no sense says so and hinders no other.
  --spellings  once more with other spellings, as a search adds them; takes longer
  --csv        the table as CSV: line, query, passages, documents, notice, at; with --spellings also passages_spelled,
               documents_spelled, spellings
  --json       [{line, query, passages, documents, notice?, at?, spelled?: {passages, documents, spellings}}]
               notice: what could not be done as asked; at: where in the query, in UTF-16 code units
Exit status: 0 · 2 no such file, or it is empty or too long · 4 no case there · 9 damaged`,
  async run(argv, terminal) {
    const { values, positionals } = parseCall(
      batch,
      argv,
      { csv: { type: 'boolean' }, json: { type: 'boolean' }, spellings: { type: 'boolean', default: false } },
      { least: 2, most: 2 },
    );
    const [folder = '', file = ''] = positionals;
    const queries = queriesIn(await textOf(file));
    const opened = await openCase(folder, {});
    try {
      const format = values.csv ? 'csv' : values.json ? 'json' : 'plain';
      const spelled = values.spellings;
      const print = printer(terminal, format, spelled);
      print.begin();
      for (let from = 0; from < queries.length && !terminal.signal.aborted; from += LINES_AT_ONCE) {
        const some = queries.slice(from, from + LINES_AT_ONCE);
        const tallies = await opened.tally(some, { spelled });
        for (const [i, query] of some.entries()) {
          print.line(from + i + 1, query, tallies[i] ?? { total: 0, documents: 0 });
        }
        if (format !== 'plain')
          terminal.progress(`${Math.min(queries.length, from + LINES_AT_ONCE)} of ${queries.length} lines`);
      }
      terminal.progress(undefined);
      print.end();
      terminal.signal.throwIfAborted();
    } finally {
      await opened.close();
    }
  },
};

/** @throws Problem `bad-input` */
async function textOf(file: string): Promise<string> {
  try {
    if ((await stat(file)).size <= LONGEST_FILE_BYTES) return await readFile(file, 'utf8');
  } catch (error) {
    if (errnoOf(error) === undefined) throw error;
    throw new Problem('bad-input', 'The list cannot be read.', {
      remedy: 'Give a text file that is there.',
      cause: error,
    });
  }
  throw new Problem('bad-input', 'The list is too long.', { remedy: `Give up to ${LONGEST_LIST} lines.` });
}

interface Printer {
  begin(): void;
  line(line: number, query: string, tally: SpelledTally): void;
  end(): void;
}

function printer(terminal: Terminal, format: 'csv' | 'json' | 'plain', spelled: boolean): Printer {
  if (format === 'csv') {
    return {
      begin: () => terminal.print(batchCsvHead(spelled)),
      line: (line, query, tally) => terminal.print(batchCsvLine({ line, query, ...tally }, spelled)),
      end: () => undefined,
    };
  }
  if (format === 'json') {
    let separator = '[';
    return {
      begin: () => undefined,
      line(line, query, { total, spelled: wider, ...tally }) {
        const { total: passages, ...others } = wider ?? { total: 0 };
        const own = { line, query, passages: total, ...tally, ...(wider && { spelled: { passages, ...others } }) };
        terminal.print(separator + JSON.stringify(own));
        separator = ',';
      },
      end: () => terminal.print(']'),
    };
  }
  return {
    begin: () => terminal.print(`passages  documents  ${spelled ? 'with other spellings  ' : ''}query`),
    line(_, query, { total, documents, notice, spelled: wider }) {
      const doubt = notice === undefined ? '' : `  (${notice})`;
      const more = wider === undefined ? '' : `${String(wider.total).padStart(20)}  `;
      terminal.print(
        `${String(total).padStart(8)}  ${String(documents).padStart(9)}  ${more}${oneLine(query)}${doubt}`,
      );
    },
    end: () => undefined,
  };
}
