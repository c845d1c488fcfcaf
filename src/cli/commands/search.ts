import { openCase } from '../../house.ts';
import { searchJson } from '../../server/as-json.ts';
import { parseCall, parseCount, type Command } from '../command.ts';

export const search: Command = {
  name: 'search',
  help: `touchstone search CASE QUERY [--limit N] [--json]
Find passages. Words must all be there; "exact phrase"; OR; NOT or -word; parentheses; begin*.
  --limit N   how many hits to print, 20 where left out; the total is always exact
  --json      {total, documents, hits: [{sha256, path, title?, page?, start, end, snippet, language, score}], facets}
              start and end: the passage in the document’s text, in UTF-16 code units
Exit status: 0, with hits or without · 4 no case there · 9 damaged`,
  async run(argv, terminal) {
    const { values, positionals } = parseCall(
      search,
      argv,
      { json: { type: 'boolean' }, limit: { type: 'string' } },
      { least: 2, most: Number.MAX_SAFE_INTEGER },
    );
    const [folder = '', ...words] = positionals;
    const limit = parseCount(values.limit, 'limit', 20);
    const opened = await openCase(folder, {});
    try {
      const found = searchJson(await opened.search({ query: words.join(' '), limit, offset: 0 }));
      if (values.json) {
        terminal.print(JSON.stringify(found));
        return;
      }
      const { hits: rows, total, documents, understood } = found;
      for (const row of rows) {
        const page = row.page === undefined ? '' : `, page ${row.page}`;
        terminal.print(`${row.path}${page}  [${row.language}]`);
        terminal.print(`  ${forTerminal(row.snippet)}`);
      }
      terminal.print(
        `${total} passages in ${documents} documents${total > rows.length ? `; ${rows.length} shown` : ''}.`,
      );
      if (understood.notice === 'read-literally') terminal.note('The query was read as plain words.');
    } finally {
      await opened.close();
    }
  },
};

/** Text of a document on one line, without anything that could drive the terminal (ECMA-48 controls). */
function forTerminal(untrusted: string): string {
  return untrusted.replaceAll(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gv, ' ').trim();
}
