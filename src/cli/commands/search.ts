import { openCase } from '../../house.ts';
import { searchJson } from '../../server/as-json.ts';
import { Problem } from '../../base/problem.ts';
import { SORT_ORDERS, type Notice, type SortOrder } from '../../search/search-index.ts';
import { parseCall, parseCount, type Command } from '../command.ts';
import { oneLine } from '../printable.ts';

export const search: Command = {
  name: 'search',
  help: `touchstone search CASE QUERY [--sort ORDER] [--limit N] [--json]
Find passages. Words must all be there; "exact phrase"; OR; NOT or -word; parentheses; begin*; similar~;
"near words"~10; /regular expression/; lang: type: date: page: path: from: to: author: accession: has:ocr conf:<70.
The whole query language is in docs/search.md.
  --sort ORDER  relevance (where left out), date (newest first) or path
  --limit N   how many hits to print, 20 where left out; the total is always exact
  --json      {total, documents, hits: [{sha256, path, title?, page?, start, end, snippet, language, score}], facets}
              start and end: the passage in the document’s text, in UTF-16 code units
Exit status: 0, with hits or without · 4 no case there · 9 damaged`,
  async run(argv, terminal) {
    const { values, positionals } = parseCall(
      search,
      argv,
      { json: { type: 'boolean' }, limit: { type: 'string' }, sort: { type: 'string' } },
      { least: 2, most: Number.MAX_SAFE_INTEGER },
    );
    const [folder = '', ...words] = positionals;
    const limit = parseCount(values.limit, 'limit', 20);
    const sort = parseSort(values.sort);
    const opened = await openCase(folder, {});
    try {
      const found = searchJson(await opened.search({ query: words.join(' '), sort, limit, offset: 0 }));
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
      const { notice, at } = understood;
      if (notice !== undefined) terminal.note(NOTES[notice]);
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
