import { sha256Of, type Sha256 } from '../../src/nouns/sha256.ts';
import type { IndexDocument, PassageTexts } from '../../src/search/search-index.ts';

/** Keeps the texts that an index does not keep, as the house does. */
export class Shelf {
  readonly #documents = new Map<Sha256, IndexDocument>();

  keep(...documents: readonly IndexDocument[]): readonly IndexDocument[] {
    for (const document of documents) this.#documents.set(document.id, document);
    return documents;
  }

  readonly texts: PassageTexts = async (keys) =>
    keys.map(({ document, ordinal }) => this.#documents.get(document)?.passages[ordinal]?.text ?? '');

  text(document: Sha256): string {
    return (this.#documents.get(document)?.passages ?? []).map(({ text }) => text).join('\n');
  }
}

interface Parts extends Pick<IndexDocument, 'paths' | 'date' | 'authors' | 'senders' | 'recipients' | 'tags'> {
  readonly title?: string;
  readonly language?: string;
  readonly mediaType?: string;
  readonly accessions?: readonly string[];
  /** Of the first passage; each passage stands on a page of its own. */
  readonly page?: number;
  /** Of every passage: its words were recognised. */
  readonly confidence?: number;
}

/** A document whose text is its passages, one on each line. */
export function documentOf(name: string, passages: readonly string[], parts: Parts = {}): IndexDocument {
  let start = 0;
  const {
    title,
    language = 'en',
    mediaType = 'text/plain',
    accessions = ['first'],
    page,
    confidence,
    ...facts
  } = parts;
  return {
    ...facts,
    id: sha256Of(name),
    mediaType,
    accessions,
    ...(title === undefined ? {} : { title }),
    passages: passages.map((text, i) => {
      const passage = {
        text,
        start,
        end: start + text.length,
        language,
        ...(confidence === undefined ? {} : { confidence }),
      };
      start = passage.end + 1;
      return page === undefined ? passage : { ...passage, page: page + i };
    }),
  };
}
