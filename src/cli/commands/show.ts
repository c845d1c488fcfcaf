import { Problem } from '../../base/problem.ts';
import { openCase } from '../../house.ts';
import type { DocumentView } from '../../nouns/document.ts';
import { documentJson } from '../../server/as-json.ts';
import { reasonTexts, say } from '../../web/messages.ts';
import { parseCall, parseCount, type Command } from '../command.ts';
import { manyLines, oneLine } from '../printable.ts';
import type { Terminal } from '../terminal.ts';

export const show: Command = {
  name: 'show',
  help: `touchstone show CASE SHA256|PATH [--page N] [--json]
Show one document: where it was found, how it was read, and its text.
  --page N   only this page, counted from 1
  --json     {sha256, path, mediaType, title?, metadata, text, pages: [{number, width, height, start, end}]}
             start and end are UTF-16 code units into text
Exit status: 0 · 4 no such document or page`,
  async run(argv, terminal) {
    const { values, positionals } = parseCall(
      show,
      argv,
      { json: { type: 'boolean' }, page: { type: 'string' } },
      { least: 2, most: 2 },
    );
    const [folder = '', ref = ''] = positionals;
    const page = values.page === undefined ? undefined : parseCount(values.page, 'page', 1);
    const opened = await openCase(folder, {});
    try {
      const document = await opened.document(ref);
      if (document === undefined) {
        throw new Problem('not-found', 'There is no such document in this case.', {
          remedy: 'Give a SHA-256, the first 8 digits of one, or a path as `touchstone status --json` shows it.',
        });
      }
      const span = pageSpan(document, page);
      const json = documentJson(document);
      if (values.json) terminal.print(JSON.stringify(span === undefined ? json : onlyPage(json, span)));
      else printDocument(document, span, terminal);
    } finally {
      await opened.close();
    }
  },
};

interface TextSpan {
  readonly start: number;
  readonly end: number;
}

function pageSpan(document: DocumentView, page: number | undefined): TextSpan | undefined {
  if (page === undefined) return undefined;
  const found = document.reading?.pages.find(({ number }) => number === page);
  if (found) return found;
  throw new Problem('not-found', 'The document has no such page.', {
    remedy: `It has ${document.reading?.pages.length ?? 0} pages.`,
  });
}

/** With a page, only that page’s text; offsets still count from the start of the document. */
function onlyPage(json: ReturnType<typeof documentJson>, span: TextSpan): ReturnType<typeof documentJson> {
  return {
    ...json,
    text: json.text.slice(span.start, span.end),
    pages: json.pages.filter(({ start, end }) => start === span.start && end === span.end),
  };
}

function printDocument(document: DocumentView, span: TextSpan | undefined, terminal: Terminal): void {
  const { reading } = document;
  terminal.print(`SHA-256  ${document.sha256}`);
  terminal.print(`Size     ${document.size} bytes`);
  for (const place of document.places) terminal.print(`Found    ${oneLine(place.path)}`);
  const reason = document.places[0]?.reason;
  if (reason) {
    const { sentence, remedy } = reasonTexts(say('en'), reason);
    terminal.print(`Outcome  ${document.places[0]?.outcome}: ${sentence} ${remedy}`);
  }
  for (const { name, value } of reading?.metadata ?? []) terminal.print(`${oneLine(name)}: ${manyLines(value)}`);
  terminal.print('');
  terminal.print(
    manyLines(span === undefined ? (reading?.text ?? '') : (reading?.text.slice(span.start, span.end) ?? '')),
  );
}
