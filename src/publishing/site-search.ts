import type { Publication, PublishedDocument, PublishedPage, RenderedFile } from '../nouns/publication.ts';
import { foldingScript } from '../search/browser.ts';
import { eachToken } from '../search/tokens.ts';

/**
 * The search of a package: an index over its texts that a page of it loads piece by piece, from a folder as from a server.
 * Each piece is a script that hands over one JSON value (docs/formats/package.md), since browsers read no other file from
 * a folder. Numbers stand in lists alone: whoever looks for a number in words does not meet them.
 */

const PIECE_BYTES = 48_000;
/** How often a word stands on a page, as far as it counts. */
const MOST_TIMES = 4;

/** The same publication gives the same bytes. */
export function* searchFiles(publication: Publication): Generator<RenderedFile> {
  const pages = publication.documents.flatMap((document, index) =>
    document.pages.map((page) => ({ document, page, number: index + 1 })),
  );
  yield file('search/fold.js', foldingScript());
  const texts: number[] = [];
  for (const [index, piece] of pieces(pages.map(printedText)).entries()) {
    texts.push(piece.from);
    yield taken(`t/${index}`, piece.items);
  }
  const words: string[] = [];
  for (const [index, piece] of pieces(wordsOf(pages.map(searched))).entries()) {
    words.push(piece.first);
    yield taken(`w/${index}`, piece.items);
  }
  yield file(
    'search/index.js',
    `touchstone.take("index",{"pages":${pages.length},"texts":${JSON.stringify([0, ...texts])},"words":${JSON.stringify(words)}});\n`,
  );
}

const encoder = new TextEncoder();

function file(path: string, text: string): RenderedFile {
  return { path, bytes: encoder.encode(text) };
}

function taken(name: string, items: readonly string[]): RenderedFile {
  return file(`search/${name}.js`, `touchstone.take(${JSON.stringify(name)},[\n${items.join(',\n')}\n]);\n`);
}

interface Item {
  /** What it is found by: a word, or nothing. */
  readonly key: string;
  /** As JSON. */
  readonly text: string;
}

interface Piece {
  /** Number of its first item, from 0, and the key of that. */
  readonly from: number;
  readonly first: string;
  readonly items: readonly string[];
}

/** Items in their order, cut into pieces of about one size. */
function pieces(items: readonly Item[]): readonly Piece[] {
  const cut: { from: number; first: string; items: string[] }[] = [];
  let bytes = PIECE_BYTES;
  for (const [from, { key, text }] of items.entries()) {
    if (bytes >= PIECE_BYTES) {
      cut.push({ from, first: key, items: [] });
      bytes = 0;
    }
    cut.at(-1)?.items.push(text);
    bytes += Buffer.byteLength(text);
  }
  return cut;
}

interface Numbered {
  readonly document: PublishedDocument;
  readonly page: PublishedPage;
  readonly number: number;
}

function printedText({ document: { id, title = '', language }, page: { page, content }, number }: Numbered): Item {
  return { key: '', text: JSON.stringify({ id, number: [number, page], title, language, text: content.text }) };
}

/** The title of a document is found on the first of its pages. */
function searched({ document: { title, pages }, page }: Numbered): readonly string[] {
  return title === undefined || page !== pages[0] ? [page.content.text] : [title, page.content.text];
}

/**
 * Each word with the pages that it stands on: `["word",[n, a, b, …]]`, with n pages, and for each 4 × the distance from the
 * page before (the first: from page 0) + how often it stands there, less 1, at most 3.
 */
function wordsOf(pages: readonly (readonly string[])[]): readonly Item[] {
  const postings = new Map<string, number[]>();
  const last = new Map<string, number>();
  for (const [number, texts] of pages.entries()) {
    const times = new Map<string, number>();
    for (const text of texts) eachToken(text, (word) => void times.set(word, (times.get(word) ?? 0) + 1));
    for (const [word, count] of times) {
      const code = (number - (last.get(word) ?? 0)) * MOST_TIMES + Math.min(count, MOST_TIMES) - 1;
      const known = postings.get(word);
      if (known === undefined) postings.set(word, [code]);
      else known.push(code);
      last.set(word, number);
    }
  }
  return [...postings.keys()].toSorted(byCodeUnit).map((word) => {
    const list = postings.get(word) ?? [];
    return { key: word, text: `[${JSON.stringify(word)},[${list.length},${list.join(',')}]]` };
  });
}

function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
