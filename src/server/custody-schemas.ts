import * as z from 'zod';
import { ATTRIBUTES, EVIDENCE_CODES } from '../nouns/custody.ts';
import type { ApiCall } from './api-schemas.ts';

const text = z.string();
const count = z.int().nonnegative();
const NoQuery = z.strictObject({});

export const CustodyAnswer = z.strictObject({
  sha256: text,
  events: z
    .array(
      z.strictObject({
        seq: count.describe('Number of the ledger entry'),
        kind: text.describe('Kind of act: docs/formats/ledger.md'),
        at: text.describe('UTC, ISO 8601'),
        actor: text,
        entryHash: text.describe('SHA-256 of the entry'),
        fields: z.record(text, text).describe('Its other fields; what is no text is JSON').readonly(),
      }),
    )
    .readonly(),
  attributes: z
    .array(
      z.strictObject({
        attribute: z.enum(ATTRIBUTES),
        holds: z.enum(['yes', 'in part', 'no']),
        evidence: text.describe('In English'),
        code: z.enum(EVIDENCE_CODES).describe('Which sentence that is'),
      }),
    )
    .describe('Of the Berkeley Protocol; the bytes are hashed anew')
    .readonly(),
});

export const PublicationsAnswer = z.strictObject({
  publications: z
    .array(
      z.strictObject({
        seq: count.describe('Number of the ledger entry'),
        at: text.describe('UTC, ISO 8601'),
        actor: text,
        publication: text.describe('Id of the publication'),
        title: z.exactOptional(text),
        counts: z.strictObject({ documents: count, pages: count, claims: count }).exactOptional(),
        place: z.exactOptional(text.describe('Where the package lies, while it is in the folder of the case')),
      }),
    )
    .describe('Newest first')
    .readonly(),
});

export const CUSTODY_CALLS: readonly ApiCall[] = [
  {
    path: '/api/cases/{case}/documents/{sha256}/custody',
    says: 'The life of one document, and what speaks for it.',
    query: NoQuery,
    answer: CustodyAnswer,
  },
  {
    path: '/api/cases/{case}/publications',
    says: 'What the case has published.',
    query: NoQuery,
    answer: PublicationsAnswer,
  },
];
