import { readFile, stat } from 'node:fs/promises';
import { csvLine } from '../../base/csv.ts';
import { errnoOf } from '../../base/errno.ts';
import { Problem } from '../../base/problem.ts';
import { openCase } from '../../house.ts';
import { LONGEST_LIST, queriesIn } from '../../search/query-list.ts';
import type { Tally } from '../../search/search-index.ts';
import { BATCH_COLUMNS, batchCsvLine } from '../../server/batch-file.ts';
import { parseCall, type Command } from '../command.ts';
import { oneLine } from '../printable.ts';
import type { Terminal } from '../terminal.ts';

const LINES_AT_ONCE = 100;
const LONGEST_FILE_BYTES = 67_108_864; // 50,000 lines of 1,300 bytes

export const batch: Command = {
  name: 'batch',
  help: `touchstone batch CASE FILE [--csv | --json]
Search for each line of FILE, a name or a query on each, up to ${LONGEST_LIST} lines. Every line is searched as it stands,
without other spellings; one that makes no sense says so and hinders no other.
  --csv    the table as CSV: line, query, passages, documents, notice, at
  --json   [{line, query, passages, documents, notice?, at?}]
           notice: what could not be done as asked; at: where in the query, in UTF-16 code units
Exit status: 0 · 2 no such file, or it is empty or too long · 4 no case there · 9 damaged`,
  async run(argv, terminal) {
    const { values, positionals } = parseCall(
      batch,
      argv,
      { csv: { type: 'boolean' }, json: { type: 'boolean' } },
      { least: 2, most: 2 },
    );
    const [folder = '', file = ''] = positionals;
    const queries = queriesIn(await textOf(file));
    const opened = await openCase(folder, {});
    try {
      const format = values.csv ? 'csv' : values.json ? 'json' : 'plain';
      const print = printer(terminal, format);
      print.begin();
      for (let from = 0; from < queries.length && !terminal.signal.aborted; from += LINES_AT_ONCE) {
        const some = queries.slice(from, from + LINES_AT_ONCE);
        const tallies = await opened.tally(some);
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
  line(line: number, query: string, tally: Tally): void;
  end(): void;
}

function printer(terminal: Terminal, format: 'csv' | 'json' | 'plain'): Printer {
  if (format === 'csv') {
    return {
      begin: () => terminal.print(csvLine(BATCH_COLUMNS)),
      line: (line, query, tally) => terminal.print(batchCsvLine({ line, query, ...tally })),
      end: () => undefined,
    };
  }
  if (format === 'json') {
    let separator = '[';
    return {
      begin: () => undefined,
      line(line, query, { total, ...tally }) {
        terminal.print(separator + JSON.stringify({ line, query, passages: total, ...tally }));
        separator = ',';
      },
      end: () => terminal.print(']'),
    };
  }
  return {
    begin: () => terminal.print('passages  documents  query'),
    line(_, query, { total, documents, notice }) {
      const doubt = notice === undefined ? '' : `  (${notice})`;
      terminal.print(`${String(total).padStart(8)}  ${String(documents).padStart(9)}  ${oneLine(query)}${doubt}`);
    },
    end: () => undefined,
  };
}
