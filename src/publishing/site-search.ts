import type { Publication, PublishedDocument, PublishedPage, RenderedFile } from '../nouns/publication.ts';
import { foldingScript } from '../search/browser.ts';
import { eachToken } from '../search/tokens.ts';
import { NumberLists } from './number-lists.ts';

/**
 * The search of a package: an index over its texts that a page of it loads piece by piece, from a folder as from a server.
 * Each piece is a script that hands over one JSON value (docs/formats/package.md), since browsers read no other file from
 * a folder. Numbers stand in lists alone: whoever looks for a number in words does not meet them.
 */

const PIECE_BYTES = 48_000;
/** How often a word stands on a page, as far as it counts. */
const MOST_TIMES = 4;

/** The same publication gives the same bytes. Texts are asked for one at a time, twice. */
export function* searchFiles(publication: Publication): Generator<RenderedFile> {
  const pages = publication.documents.flatMap((document, index) =>
    document.pages.map((page) => ({ document, page, number: index + 1 })),
  );
  yield file('search/fold.js', foldingScript());
  const texts: number[] = [];
  for (const piece of pieces(pages, printedText)) {
    yield taken(`t/${texts.length}`, piece.printed);
    texts.push(piece.from);
  }
  const words: string[] = [];
  const postings = postingsOf(pages);
  for (const piece of pieces([...postings.names()].toSorted(), (word) => printedWord(word, postings.get(word)))) {
    yield taken(`w/${words.length}`, piece.printed);
    words.push(piece.first);
  }
  // A nought before the rest: a list of one number would be taken for a number that is told.
  const index = { pages: pages.length, texts: [0, ...texts], words };
  yield file('search/index.js', `touchstone.take("index",${JSON.stringify(index)});\n`);
}

const encoder = new TextEncoder();

function file(path: string, text: string): RenderedFile {
  return { path, bytes: encoder.encode(text) };
}

function taken(name: string, items: readonly string[]): RenderedFile {
  return file(`search/${name}.js`, `touchstone.take(${JSON.stringify(name)},[\n${items.join(',\n')}\n]);\n`);
}

interface Piece<T> {
  /** Number of its first item, from 0, and that item. */
  readonly from: number;
  readonly first: T;
  /** As JSON. */
  readonly printed: readonly string[];
}

/** Items in their order, cut into pieces of about one size. */
function* pieces<T>(items: readonly T[], print: (item: T) => string): Generator<Piece<T>> {
  let piece: { from: number; first: T; printed: string[] } | undefined;
  let bytes = 0;
  for (const [from, item] of items.entries()) {
    if (piece !== undefined && bytes >= PIECE_BYTES) {
      yield piece;
      piece = undefined;
      bytes = 0;
    }
    const text = print(item);
    bytes += Buffer.byteLength(text);
    piece ??= { from, first: item, printed: [] };
    piece.printed.push(text);
  }
  if (piece !== undefined) yield piece;
}

interface Numbered {
  readonly document: PublishedDocument;
  readonly page: PublishedPage;
  readonly number: number;
}

function printedText({ document: { id, title = '', language }, page: { page, content }, number }: Numbered): string {
  return JSON.stringify({ id, number: [number, page], title, language, text: content.text });
}

/** The title of a document is found on the first of its pages. */
function searched({ document: { title, pages }, page }: Numbered): readonly string[] {
  return title === undefined || page !== pages[0] ? [page.content.text] : [title, page.content.text];
}

/**
 * The pages on which each word stands: for each 4 × the distance from the page before (the first: from page 0) + how often
 * it stands there, less 1, at most 3.
 */
function postingsOf(pages: readonly Numbered[]): NumberLists {
  const postings = new NumberLists();
  for (const [number, page] of pages.entries()) {
    const times = new Map<string, number>();
    for (const text of searched(page)) eachToken(text, (word) => void times.set(word, (times.get(word) ?? 0) + 1));
    for (const [word, count] of times) {
      postings.add(word, (number - postings.noted(word)) * MOST_TIMES + Math.min(count, MOST_TIMES) - 1);
      postings.note(word, number);
    }
  }
  return postings;
}

/** `["word",[n, a, b, …]]`, with the number of its pages. */
function printedWord(word: string, list: readonly number[]): string {
  return `[${JSON.stringify(word)},[${list.length},${list.join(',')}]]`;
}
