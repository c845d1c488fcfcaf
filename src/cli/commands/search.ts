import { openCase } from '../../house.ts';
import { searchJson } from '../../server/as-json.ts';
import { searchAsCsv } from '../../server/search-file.ts';
import { Problem } from '../../base/problem.ts';
import type { Expansion } from '../../search/expansions.ts';
import { SORT_ORDERS, type Notice, type SortOrder } from '../../search/search-index.ts';
import { say } from '../../web/messages.ts';
import { parseCall, parseCount, type Command } from '../command.ts';
import { oneLine } from '../printable.ts';
import type { Terminal } from '../terminal.ts';

export const search: Command = {
  name: 'search',
  help: `touchstone search CASE QUERY [--sort ORDER] [--limit N] [--off KEY] [--on KEY] [--csv | --json]
Find passages. Words must all be there; "exact phrase"; OR; NOT or -word; parentheses; begin*; similar~;
"near words"~10; ="as typed"; /regular expression/; lang: type: date: page: path: from: to: author: tag: accession:
has:ocr conf:<70.
The whole query language is in docs/search.md.
  --sort ORDER  relevance (where left out), date (newest first) or path
  --off KEY   leave out another spelling; --on KEY takes one in: keys are printed, and each may be given several times
  --limit N   how many hits to print, 20 where left out; the total is always exact
  --csv       every hit, one a line, with its link, SHA-256, page and place; --limit N only the first
  --json      {total, documents, hits: [{sha256, path, title?, page?, start, end, snippet, language, score}], facets}
              start and end: the passage in the document’s text, in UTF-16 code units
Exit status: 0, with hits or without · 4 no case there · 9 damaged`,
  async run(argv, terminal) {
    const { values, positionals } = parseCall(
      search,
      argv,
      {
        csv: { type: 'boolean' },
        json: { type: 'boolean' },
        limit: { type: 'string' },
        sort: { type: 'string' },
        off: { type: 'string', multiple: true },
        on: { type: 'string', multiple: true },
      },
      { least: 2, most: Number.MAX_SAFE_INTEGER },
    );
    const [folder = '', ...words] = positionals;
    const limit = parseCount(values.limit, 'limit', 20);
    const sort = parseSort(values.sort);
    const opened = await openCase(folder, {});
    try {
      const switches = { off: values.off ?? [], on: values.on ?? [] };
      if (values.csv) {
        const asked = { query: words.join(' '), sort, filters: {}, switches };
        const options = { origin: '', ...(values.limit === undefined ? {} : { limit }) };
        // `print` ends each piece with the line feed that it comes with.
        for await (const piece of searchAsCsv(opened, asked, options)) terminal.print(piece.slice(0, -1));
        return;
      }
      const found = searchJson(await opened.search({ query: words.join(' '), sort, limit, offset: 0, switches }));
      if (values.json) {
        terminal.print(JSON.stringify(found));
        return;
      }
      const { hits: rows, total, documents, understood } = found;
      for (const row of rows) {
        const page = row.page === undefined ? '' : `, page ${row.page}`;
        terminal.print(`${oneLine(row.path)}${page}  [${row.language}]`);
        terminal.print(`  ${oneLine(row.snippet).trim()}`);
      }
      terminal.print(
        `${total} ${total === 1 ? 'passage' : 'passages'} in ${documents} ${documents === 1 ? 'document' : 'documents'}${total > rows.length ? `; ${rows.length} shown` : ''}.`,
      );
      printExpansions(found.expansions, terminal);
      const { notice, at, why } = understood;
      if (notice !== undefined) terminal.note(NOTES[notice]);
      if (why !== undefined) terminal.note(say('en').text(`search.why-${why}`));
      if (at !== undefined)
        terminal.note(
          `It stands at: ${oneLine(
            words
              .join(' ')
              .slice(at, at + PLACE_SHOWN)
              .toWellFormed(),
          )}`,
        );
    } finally {
      await opened.close();
    }
  },
};

function printExpansions(expansions: readonly Expansion[], terminal: Terminal): void {
  for (const { term, alternatives } of expansions) {
    terminal.note(`${oneLine(term)} is also spelled:`);
    for (const { text, passages, on, key } of alternatives) {
      const held = `${passages} ${passages === 1 ? 'passage' : 'passages'}`;
      terminal.note(
        `  ${oneLine(text)}  (${held}; ${on ? 'searched too: --off' : 'left out: --on'} "${oneLine(key)}")`,
      );
    }
  }
}

const NOTES: Readonly<Record<Notice, string>> = {
  'read-literally': 'Part of the query was read as plain words.',
  empty: 'The query holds no word that can be searched.',
  'too-long': 'The query is very long; only its beginning was searched.',
  'pattern-slow': 'The pattern took too long: some passages were not looked at, so the count is too small.',
};

/** Of the place where a query stopped making sense, in UTF-16 code units. */
const PLACE_SHOWN = 24;

/** @throws Problem `bad-input` */
function parseSort(text = 'relevance'): SortOrder {
  const sort = SORT_ORDERS.find((known) => known === text);
  if (sort !== undefined) return sort;
  throw new Problem('bad-input', '--sort takes an order that is not known.', {
    remedy: `Choose one of ${SORT_ORDERS.join(', ')}.`,
  });
}
