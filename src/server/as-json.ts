import type * as z from 'zod';
import type { CaseSearchResult } from '../house.ts';
import { onPaper, type DocumentView } from '../nouns/document.ts';
import type { DocumentAnswer, SearchAnswer } from './api-schemas.ts';

/** A search result as the API and `touchstone search --json` give it. */
export function searchJson({
  total,
  documents,
  hits,
  named,
  facets,
  understood: { terms, notice, at, why },
  expansions,
}: CaseSearchResult): z.output<typeof SearchAnswer> {
  return {
    total,
    documents,
    hits: hits.map(({ document, start, end, page, language, score, snippet, marks }) => {
      const name = named[document];
      return {
        sha256: document,
        path: name?.path ?? '',
        mediaType: name?.mediaType ?? 'application/octet-stream',
        ...(name?.title === undefined ? {} : { title: name.title }),
        ...(page === undefined ? {} : { page }),
        start,
        end,
        snippet: snippet.text,
        snippetMarks: snippet.marks,
        marks,
        language,
        score,
      };
    }),
    facets,
    understood: {
      terms,
      ...(notice === undefined ? {} : { notice }),
      ...(at === undefined ? {} : { at }),
      ...(why === undefined ? {} : { why }),
    },
    expansions,
  };
}

/** A document as the API and `touchstone show --json` give it. */
export function documentJson(document: DocumentView): z.output<typeof DocumentAnswer> {
  const { sha256, size, places, reading } = onPaper(document);
  const [place] = places;
  return {
    sha256,
    path: place?.path ?? '',
    size,
    mediaType: reading?.mediaType ?? place?.mediaType ?? 'application/octet-stream',
    outcome: place?.outcome ?? 'waiting',
    ...(place?.reason === undefined ? {} : { reason: place.reason }),
    ...(reading?.title === undefined ? {} : { title: reading.title }),
    metadata: reading?.metadata ?? [],
    text: reading?.text ?? '',
    pages: (reading?.pages ?? []).map(({ number, width, height, start, end }) => ({
      number,
      width,
      height,
      start,
      end,
    })),
  };
}
