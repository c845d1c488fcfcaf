import type { Json } from '../../base/json.ts';
import type { PublishedDocument, RenderedFile } from '../../nouns/publication.ts';

export type Node = { readonly [name: string]: Json };

/** Before every page of a plain text. */
export const PAGE_BREAK = '\f';

export function plainTextPath(document: string): string {
  return `doc/${document}/text.txt`;
}

/** The first line of a plain text: without it, the text of a plain file would be that file, and have its SHA-256. */
export function firstLine(document: string): string {
  return `doc/${document}\n`;
}

/** The published text of all pages of a document, for whoever wants no more than that. */
export function plainTextFile({ id, pages }: PublishedDocument): RenderedFile {
  return textFile(
    plainTextPath(id),
    [firstLine(id), ...pages.flatMap(({ content }) => [PAGE_BREAK, content.text])].join(''),
  );
}

export function jsonFile(path: string, content: Node): RenderedFile {
  return textFile(path, `${JSON.stringify(content, undefined, 1)}\n`);
}

export function textFile(path: string, text: string): RenderedFile {
  return { path, bytes: Buffer.from(text) };
}
