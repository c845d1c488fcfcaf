import * as z from 'zod';
import { OUTCOMES, REASON_CODES } from '../nouns/outcome.ts';
import { ALTERNATIVE_REASONS, ALTERNATIVE_SOURCES } from '../search/expansions.ts';
import { LITERAL_REASONS } from '../search/query-symbols.ts';
import { NOTICES, SORT_ORDERS } from '../search/search-index.ts';
import { CLAIM_CALLS } from './claims-schemas.ts';
import { CUSTODY_CALLS } from './custody-schemas.ts';
import { COPY_CALLS } from './copies-schemas.ts';
import { count, limit, offset, sha256, skip, text, wholeNumber } from './schema-parts.ts';

/*
 * What the API takes and gives. docs/api.md is printed from this file, so every description is documentation. Released
 * answers only grow: a field is never renamed, and never changes its meaning.
 */

const span = z.strictObject({ start: count, end: count });
const spans = z.array(span).readonly();
const outcome = z.enum([...OUTCOMES, 'waiting']);
const reason = z.strictObject({
  code: z.enum(REASON_CODES),
  params: z.exactOptional(z.record(z.string(), z.union([z.string(), z.number()]))),
});

const accession = z.exactOptional(z.string().describe('Only from the accession with this id'));

export const NoQuery = z.strictObject({});

export const FilesQuery = z.strictObject({
  outcome: z.exactOptional(outcome.describe('Only files that ended like this')),
  type: z.exactOptional(z.string().describe('Only files of this media type')),
  accession,
  copies: z.exactOptional(
    z.enum(['hidden']).describe('Of copies and near copies, only the fullest text of each group'),
  ),
  limit: limit(200),
  offset: skip,
});

export const SearchQuery = z.strictObject({
  q: z.string().describe('The query; its language is in docs/search.md'),
  sort: z.exactOptional(z.enum(SORT_ORDERS).describe('The order of the hits; by relevance if left out')),
  language: z.exactOptional(z.string().describe('Only passages in this language (BCP 47)')),
  type: z.exactOptional(z.string().describe('Only documents of this media type')),
  accession,
  date: z.exactOptional(
    z.string().describe('Only documents dated within `2017`, `2017-06`, `2015..2018-03`; or `none`'),
  ),
  person: z.exactOptional(z.string().describe('Only documents sent or written by exactly this name')),
  folder: z.exactOptional(z.string().describe('Only documents found below this folder or container')),
  since: z.exactOptional(wholeNumber.describe('Only documents that were read from this ledger entry on')),
  off: z.exactOptional(
    z.string().describe('The key of another spelling to leave out, or `*` for all; may be repeated'),
  ),
  on: z.exactOptional(z.string().describe('The key of another spelling to search too; may be repeated')),
  limit: limit(50),
  offset: skip,
});

const bag = z.strictObject({
  root: text,
  version: text,
  algorithms: z.array(text).readonly().describe('Strongest first'),
  files: count,
  bytes: count,
  faults: count.describe('How many things did not agree; 0 for a bag that is whole'),
  info: z
    .array(z.tuple([text, text]).readonly())
    .readonly()
    .describe('Labels and values of bag-info.txt, untrusted'),
  package: z
    .strictObject({
      publication: text.describe('Id of the publication'),
      title: text,
      publisher: z.exactOptional(text),
      day: text,
      log: text.describe('Name of its log'),
      size: count.describe('Entries that the checkpoint of its proof covers'),
      keys: z.array(text).readonly().describe('Verifier keys that signed the checkpoint'),
      dated: z.array(text).readonly().describe('When others say that the checkpoint was there: UTC, ISO 8601'),
      faults: count,
      proof: z.exactOptional(text.describe('SHA-256 of its proof, an original of this case')),
    })
    .exactOptional()
    .describe('It is a publication of another case'),
});

export const StatusAnswer = z.strictObject({
  id: text,
  name: text,
  received: count.describe('Files found; the sum of the outcomes and `waiting`, always'),
  waiting: count,
  again: count.exactOptional().describe('Originals that have an outcome and wait to be read once more'),
  leftMs: count
    .exactOptional()
    .describe('What reading the rest will take, judged by the last files; absent while unknown'),
  outcomes: z.strictObject({
    read: count,
    'read-in-part': count,
    container: count,
    duplicate: count,
    unreadable: count,
  }),
  accessions: z
    .array(
      z.strictObject({
        id: text,
        begun: text.describe('UTC, ISO 8601'),
        closed: z.exactOptional(text.describe('Absent while it goes on')),
        actor: text,
        roots: z.array(text).readonly().describe('What was named on the command line'),
        note: z.exactOptional(text),
        asOf: z.exactOptional(text.describe('When the material was obtained, as a person said it')),
        bags: z.exactOptional(z.array(bag).readonly().describe('Of the roots that were BagIt bags')),
        received: count,
      }),
    )
    .readonly(),
  passages: count,
  languages: z.array(z.strictObject({ language: text, passages: count })).readonly(),
  ledger: z.strictObject({
    entries: count,
    checkpointed: count.describe('Entries that the last signed checkpoint covers'),
  }),
});

export const CasesAnswer = z.strictObject({
  cases: z.array(StatusAnswer).readonly().describe('Each as `GET /api/cases/{case}` gives it'),
});

const file = z.strictObject({
  occurrence: text.describe('The place where it was found: 64 hex digits'),
  path: text.describe('From the root of the accession, containers included'),
  pathBytes: z.exactOptional(text.describe('Hex; only where the bytes are not what UTF-8 makes of `path`')),
  accession: text,
  sha256: z.exactOptional(sha256),
  size: z.exactOptional(count.describe('In bytes')),
  mediaType: z.exactOptional(text),
  title: z.exactOptional(text),
  outcome,
  reason: z.exactOptional(reason.describe('Why it was not read, or not wholly')),
  pages: z.exactOptional(count),
  characters: z.exactOptional(count),
  languages: z.exactOptional(z.array(text).readonly()),
  stages: z.exactOptional(
    z
      .array(z.strictObject({ name: text, version: z.number(), ms: z.number() }))
      .readonly()
      .describe('The steps of its reading, with the time they took'),
  ),
});

export const FilesAnswer = z.strictObject({
  total: count.describe('Files that the filters let through'),
  files: z.array(file).readonly(),
});

const facet = z.array(z.strictObject({ value: text, passages: count })).readonly();

export const SearchAnswer = z.strictObject({
  total: count.describe('Passages found, exact'),
  documents: count,
  hits: z
    .array(
      z.strictObject({
        sha256,
        path: text,
        title: z.exactOptional(text),
        mediaType: text,
        page: z.exactOptional(count.describe('From 1; absent where the document has no pages')),
        start: offset('Begin of the passage'),
        end: offset('End of the passage'),
        snippet: text.describe('Words of the passage around the first match'),
        snippetMarks: spans.describe('The matches as offsets into `snippet`'),
        marks: spans.describe('The matches as offsets into the document’s text'),
        language: text,
        score: z.number(),
      }),
    )
    .readonly(),
  facets: z.strictObject({
    language: facet,
    type: facet,
    accession: facet,
    date: facet.describe('Months, years where no month is known, `none` without a date; the earliest first'),
    person: facet.describe('Senders and authors, the 100 most frequent'),
    folder: facet.describe('Folders and containers with all that is below them, 200 of those nearest the root'),
  }),
  understood: z.strictObject({
    terms: z.array(text).readonly(),
    notice: z.exactOptional(z.enum(NOTICES)).describe('What could not be done as asked'),
    at: z.exactOptional(count.describe('Where in the query, in UTF-16 code units')),
    why: z.exactOptional(z.enum(LITERAL_REASONS)).describe('What made no sense there, and was read as plain words'),
  }),
  expansions: z
    .array(
      z.strictObject({
        term: text.describe('Words of the query'),
        alternatives: z
          .array(
            z.strictObject({
              text: text.describe('With `*` at its end: all words that begin so'),
              why: z.enum(ALTERNATIVE_REASONS),
              source: z.enum(ALTERNATIVE_SOURCES),
              on: z.boolean().describe('Whether it was searched too'),
              passages: count.describe('Passages and titles that hold it'),
              key: text.describe('What `off` and `on` take'),
            }),
          )
          .readonly(),
      }),
    )
    .readonly()
    .describe('Other spellings that the case holds'),
});

export const DocumentAnswer = z.strictObject({
  sha256,
  path: text.describe('The first place where it was found'),
  size: count.describe('In bytes'),
  mediaType: text,
  outcome,
  reason: z.exactOptional(reason),
  title: z.exactOptional(text),
  metadata: z
    .array(z.strictObject({ name: text, value: text, origin: text.describe('Who told it') }))
    .readonly()
    .describe('What the file says of itself'),
  text: text.describe('Empty while it waits, and where it could not be read'),
  pages: z
    .array(
      z.strictObject({
        number: count.describe('From 1'),
        width: z.number(),
        height: z.number(),
        start: offset('Begin of the page'),
        end: offset('End of the page'),
      }),
    )
    .readonly()
    .describe('Of an Office file: as LibreOffice lays it out, once a picture of a page was asked for; else none'),
});

export const LayoutAnswer = z.strictObject({
  number: count,
  words: z
    .array(
      z
        .tuple([z.number(), z.number(), z.number(), z.number(), z.number(), z.number(), z.exactOptional(z.number())])
        .readonly(),
    )
    .readonly()
    .describe(
      '`[start, end, x, y, width, height]` of each word, boxes in the unit of the page from its top left corner; a seventh number is the confidence of recognition, 0 to 100',
    ),
});

export interface ApiCall {
  readonly path: string;
  /** What it gives. */
  readonly says: string;
  readonly query: z.ZodObject;
  /** Or the media type of what is not JSON. */
  readonly answer: z.ZodObject | string;
}

/** Every call, in the order in which docs/api.md shows them. All are GET. */
export const API_CALLS: readonly ApiCall[] = [
  { path: '/api/cases', says: 'The cases that this server has open.', query: NoQuery, answer: CasesAnswer },
  { path: '/api/cases/{case}', says: 'The account of one case.', query: NoQuery, answer: StatusAnswer },
  {
    path: '/api/cases/{case}/files',
    says: 'The outcome of every file, in the order of their paths.',
    query: FilesQuery,
    answer: FilesAnswer,
  },
  { path: '/api/cases/{case}/search', says: 'Passages, best first.', query: SearchQuery, answer: SearchAnswer },
  {
    path: '/api/cases/{case}/documents/{ref}',
    says: 'One document with its whole text. `{ref}`: a SHA-256, the first 8 digits or more of one, or a path (percent-encoded, `/` as `%2F`).',
    query: NoQuery,
    answer: DocumentAnswer,
  },
  {
    path: '/api/cases/{case}/documents/{sha256}/pages/{number}/layout',
    says: 'Where the words of one page stand.',
    query: NoQuery,
    answer: LayoutAnswer,
  },
  {
    path: '/api/cases/{case}/documents/{sha256}/pages/{number}/picture',
    says: 'The picture of one page.',
    query: NoQuery,
    answer: 'image/png',
  },
  ...CUSTODY_CALLS,
  ...COPY_CALLS,
  ...CLAIM_CALLS,
];
