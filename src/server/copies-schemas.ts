import * as z from 'zod';
import { COPY_KINDS } from '../nouns/copies.ts';
import { count, limit, offset, sha256, skip, text } from './schema-parts.ts';

/* What the API takes and gives of near copies: part of api-schemas.ts, under the same rules. */

const share = (what: string) => z.number().describe(`${what}, 0 to 1, as measured`);
const document = { sha256, path: text, title: z.exactOptional(text), mediaType: text };

export const CopiesQuery = z.strictObject({ limit: limit(100) });
export const CopyGroupsQuery = z.strictObject({ limit: limit(100), offset: skip });
export const CompareQuery = z.strictObject({
  changes: z.exactOptional(z.enum(['1']).describe('Only the rows that are not the same')),
  limit: limit(200),
  offset: skip,
});

export const CopiesAnswer = z.strictObject({
  near: count.describe('Near copies: those of any kind but `passages`'),
  group: count.describe('Documents in its group of near copies, itself included; 1 where it has none'),
  looked: z.boolean().describe('False while its text has not been compared with the others'),
  copies: z
    .array(
      z.strictObject({
        ...document,
        kind: z
          .enum(COPY_KINDS)
          .describe(
            '`same` text; `edited`: most of both; `part`: most of this document stands in that one; `whole`: most of that one stands in this; `passages`: less',
          ),
        share: share('Of this document’s runs of three words, how many stand in that one'),
        shareOfOther: share('Of that one’s, how many stand in this document'),
      }),
    )
    .readonly(),
});

export const CopyGroupsAnswer = z.strictObject({
  total: count.describe('Groups of near copies'),
  groups: z
    .array(
      z.strictObject({
        documents: count,
        fullest: sha256.describe('The fullest text of the group'),
        members: z.array(z.strictObject(document)).readonly().describe('The first 100 in the order of their paths'),
      }),
    )
    .readonly(),
});

const passages = z
  .array(
    z.strictObject({
      start: offset('Begin of the paragraph'),
      end: offset('End of the paragraph'),
      language: text,
      page: z.exactOptional(count),
      pieces: z
        .array(z.strictObject({ text, changed: z.boolean().describe('Words without a counterpart') }))
        .readonly(),
    }),
  )
  .readonly();
const span = z.strictObject({ start: count, end: count });

export const CompareAnswer = z.strictObject({
  first: z.strictObject(document),
  second: z.strictObject(document),
  share: share('Of the words of the first, how many have a counterpart in the second'),
  shareOfOther: share('Of the words of the second, how many have one in the first'),
  counts: z
    .strictObject({ same: count, changed: count, 'only-first': count, 'only-second': count })
    .describe('All rows, by kind'),
  total: count.describe('Rows that could be asked for'),
  rows: z
    .array(
      z.strictObject({
        kind: z.enum(['same', 'changed', 'only-first', 'only-second']),
        first: passages,
        second: passages,
      }),
    )
    .readonly()
    .describe('Paragraphs that go together, in the order of the texts'),
  compared: z.exactOptional(
    z.strictObject({ first: span, second: span }).describe('Only where a text was too long: what was compared'),
  ),
});

export const COPY_CALLS = [
  {
    path: '/api/cases/{case}/copies',
    says: 'Groups of documents that are near copies of one another, the largest first.',
    query: CopyGroupsQuery,
    answer: CopyGroupsAnswer,
  },
  {
    path: '/api/cases/{case}/documents/{sha256}/copies',
    says: 'The documents that share text with one, the closest first.',
    query: CopiesQuery,
    answer: CopiesAnswer,
  },
  {
    path: '/api/cases/{case}/documents/{sha256}/compare/{other}',
    says: 'Two documents beside each other, paragraph by paragraph. `{other}`: the SHA-256 of the second.',
    query: CompareQuery,
    answer: CompareAnswer,
  },
] as const;
