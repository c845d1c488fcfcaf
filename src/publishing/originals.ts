import { NOT_VISIBLE } from '../reading/hidden-words.ts';
import type { DocumentView } from '../nouns/document.ts';
import type { Sha256 } from '../nouns/sha256.ts';
import { textPages } from './pieces.ts';

/**
 * What an original tells beside the pages that are published of it. Whoever publishes an original has seen this list, and
 * says so by name in the profile (`confirmed`).
 */
export interface Carried {
  /** Of a field of its metadata, or one of the words below. */
  readonly name: string;
  /** As the reader found them; untrusted. */
  readonly values: readonly string[];
}

/** Of files within it: attachments, entries, pictures that are embedded. */
const FILES_INSIDE = 'files-inside';
/** Words in it that whoever opens it does not see. */
const WORDS_NOT_SEEN = 'words-not-seen';
/** Pages that the profile leaves out, and that the original has all the same. */
const PAGES_LEFT_OUT = 'pages-left-out';
/** It, or a file in it, was not read to its end: it may carry what is not in this list. */
const NOT_READ_IN_FULL = 'not-read-in-full';

/** @param pages that are published, by number; without them all */
export function carriedBy(view: DocumentView, pages?: readonly number[]): readonly Carried[] {
  const { reading, contains, places } = view;
  const values = new Map<string, string[]>();
  const add = (name: string, value: string): void => {
    values.set(name, [...(values.get(name) ?? []), value]);
  };
  for (const { name, value } of reading?.metadata ?? []) add(name, value);
  for (const name of ['title', 'byline', 'published'] as const) {
    const value = reading?.[name];
    const isField = reading?.metadata.some((field) => field.value === value) ?? false;
    if (value !== undefined && !isField) add(name, value);
  }
  for (const { path } of contains) add(FILES_INSIDE, path.slice(path.lastIndexOf('/') + 1));
  if (`\n${reading?.text ?? ''}\n`.includes(`\n${NOT_VISIBLE}\n`)) add(WORDS_NOT_SEEN, '');
  const left = pages === undefined ? [] : textPages(view).filter(({ number }) => !pages.includes(number));
  if (left.length > 0) add(PAGES_LEFT_OUT, left.map(({ number }) => number).join(', '));
  const inside = contains.filter(({ outcome }) => outcome !== 'read' && outcome !== 'container');
  if (places.some(({ outcome }) => outcome === 'read-in-part') || inside.length > 0) {
    add(NOT_READ_IN_FULL, inside.map(({ path }) => path.slice(path.lastIndexOf('/') + 1)).join(', '));
  }
  return [...values]
    .map(([name, told]) => ({ name, values: [...new Set(told.filter((value) => value !== ''))] }))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

const DEEPEST = 8; // files within files within files

/** All that an original says to a reader, its metadata and the files in it included: withheld words are looked for in it. */
export async function wordsOfOriginal(
  document: (ref: string) => Promise<DocumentView | undefined>,
  sha256: Sha256,
  depth = 0,
): Promise<readonly string[]> {
  const view = await document(sha256);
  if (view === undefined || depth > DEEPEST) return [];
  const { reading, contains } = view;
  const said = [
    ...(reading === undefined ? [] : [reading.text, reading.title ?? '', reading.byline ?? '']),
    ...(reading?.metadata ?? []).flatMap(({ name, value }) => [name, value]),
    ...contains.map(({ path }) => path),
  ];
  for (const { sha256: inside } of contains) {
    if (inside !== undefined) said.push(...(await wordsOfOriginal(document, inside, depth + 1)));
  }
  return said;
}

/** Neither more nor less: a list that was made for another version of the file confirms nothing. */
export function isConfirmed(carried: readonly Carried[], confirmed: readonly string[]): boolean {
  const said = new Set(confirmed);
  return said.size === carried.length && carried.every(({ name }) => said.has(name));
}

/**
 * What its own name would tell is not told: the extension is that of its kind.
 * @param mediaType as the reading has it
 */
export function originalPath(document: string, sha256: string, mediaType: string): string {
  return `doc/${document}/original/${sha256.slice(0, 16)}.${EXTENSIONS[mediaType] ?? 'bin'}`;
}

const EXTENSIONS: Readonly<Record<string, string>> = {
  'application/pdf': 'pdf',
  'application/msword': 'doc',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': 'pptx',
  'application/vnd.ms-excel': 'xls',
  'application/vnd.ms-powerpoint': 'ppt',
  'application/vnd.oasis.opendocument.text': 'odt',
  'application/vnd.oasis.opendocument.spreadsheet': 'ods',
  'application/vnd.oasis.opendocument.presentation': 'odp',
  'text/rtf': 'rtf',
  'application/zip': 'zip',
  'application/json': 'json.txt',
  'message/rfc822': 'eml',
  'application/vnd.ms-outlook': 'msg',
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/tiff': 'tif',
  'image/gif': 'gif',
  'image/webp': 'webp',
  'text/plain': 'txt',
  'text/csv': 'csv',
  // Not as pages: a browser that opens a hostile file from here would run it beside the pages of the package.
  'text/html': 'html.txt',
  'application/xhtml+xml': 'html.txt',
  'image/svg+xml': 'svg.txt',
};
