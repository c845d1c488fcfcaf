import { comparison, memo, nearCopies } from '../../scripts/preview-copies.ts';
import { madeBoard } from '../claims/made-claims.ts';
import type { CaseSearchResult, OpenCase } from '../../src/house.ts';
import type { DocumentView } from '../../src/nouns/document.ts';
import { parseOccurrenceId, type CaseStatus, type FileReport } from '../../src/nouns/occurrence.ts';
import type { Reading } from '../../src/nouns/reading.ts';
import { NO_FACETS } from '../../src/search/facets.ts';
import { sha256Of, type Sha256 } from '../../src/nouns/sha256.ts';

export const BYTES = Buffer.from('%PDF-1.7 invented');
export const DOCUMENT: Sha256 = sha256Of(BYTES);
export const TEXT = 'Directive 17 of the Ak-Tepe office.\nAll keys are counted.';

const reading: Reading = {
  mediaType: 'application/pdf',
  title: 'Directive <17>',
  metadata: [{ name: 'Producer', value: 'Quill & Co', origin: 'pdf' }],
  text: TEXT,
  pages: [
    { number: 1, width: 595, height: 842, unit: 'pt', start: 0, end: 36, textFrom: 'layer' },
    { number: 2, width: 595, height: 842, unit: 'pt', start: 36, end: TEXT.length, textFrom: 'ocr', confidence: 71 },
  ],
  passages: [
    { start: 0, end: 35, language: 'en', page: 1 },
    { start: 36, end: TEXT.length, language: 'en', page: 2 },
  ],
  stages: [{ name: 'pdf', version: 1, ms: 12 }],
};

export const FILE: FileReport = {
  occurrence: parseOccurrenceId('a'.repeat(64)),
  path: 'leak/口头指示 "17"/directive.pdf',
  accession: 'acc-1',
  sha256: DOCUMENT,
  size: BYTES.length,
  mediaType: 'application/pdf',
  title: 'Directive <17>',
  outcome: 'read',
  pages: 2,
  characters: TEXT.length,
  languages: ['en'],
  stages: reading.stages,
};

const LOCKED: FileReport = {
  occurrence: parseOccurrenceId('b'.repeat(64)),
  path: 'leak/locked.zip',
  pathBytes: '6c65616b',
  accession: 'acc-1',
  outcome: 'unreadable',
  reason: { code: 'encrypted', params: { tool: 'x', pages: 2 } },
};

/** A case in memory with one document of two pages and one file that cannot be read. */
export function fakeCase(
  changes: Partial<OpenCase> = {},
): OpenCase & { change(): void; readonly listeners: Set<() => void> } {
  const listeners = new Set<() => void>();
  const status: CaseStatus = {
    id: 'case-1',
    name: 'Karasu <script>',
    received: 2,
    waiting: 0,
    outcomes: { read: 1, 'read-in-part': 0, container: 0, duplicate: 0, unreadable: 1 },
    accessions: [
      {
        id: 'acc-1',
        begun: '2026-01-01T00:00:00.000Z',
        actor: 'A. Writer',
        roots: ['leak'],
        note: 'by hand',
        received: 2,
      },
    ],
    passages: 2,
    languages: [{ language: 'en', passages: 2 }],
    ledger: { entries: 5, checkpointed: 5 },
  };
  const document: DocumentView = {
    sha256: DOCUMENT,
    size: BYTES.length,
    places: [FILE],
    contains: [],
    reading,
    custody: [],
  };
  const found: CaseSearchResult = {
    total: 1,
    documents: 1,
    hits: [
      {
        document: DOCUMENT,
        ordinal: 1,
        start: 36,
        end: TEXT.length,
        page: 2,
        language: 'en',
        score: 1.5,
        snippet: { text: 'All keys are counted.', marks: [{ start: 4, end: 8 }] },
        marks: [{ start: 40, end: 44 }],
      },
    ],
    facets: { ...NO_FACETS, language: [{ value: 'en', passages: 1 }], accession: [{ value: 'acc-1', passages: 1 }] },
    understood: { terms: ['keys'] },
    named: { [DOCUMENT]: { path: FILE.path, title: 'Directive <17>', mediaType: 'application/pdf', pages: 2 } },
    expansions: [],
  };
  const refuse = (): never => {
    throw new Error('the server changes nothing');
  };
  return {
    id: status.id,
    name: status.name,
    folder: 'karasu',
    status: async () => status,
    files: async ({ outcome, limit, offset }) => {
      const files = [FILE, LOCKED].filter((file) => outcome === undefined || file.outcome === outcome);
      return { total: files.length, files: files.slice(offset, offset + limit) };
    },
    types: async () => [{ value: 'application/pdf', files: 1 }],
    search: async ({ offset }) => (offset === 0 ? found : { ...found, hits: [] }),
    tally: async (queries) => queries.map(() => ({ total: 1, documents: 1 })),
    queryLike: async () => 'keys OR counted',
    indexedUpTo: async () => status.ledger.entries,
    document: async (ref) =>
      ref === DOCUMENT || ref === DOCUMENT.slice(0, 8) || ref === FILE.path ? document : undefined,
    layout: async (id, page) =>
      id === DOCUMENT && page <= 2
        ? {
            number: page,
            words: [
              [36, 39, 10, 10, 30, 12],
              [40, 44, 45, 10, 30, 12, 71],
            ],
          }
        : undefined,
    tallies: async () => [{ outcome: 'read', mediaType: 'application/pdf', files: 1 }],
    outdated: async () => 0,
    readAgain: async () => 0,
    useFoundTools: async () => 0,
    unlock: async () => DOCUMENT,
    marksIn: async () => [{ ordinal: 1, start: 40, end: 44, page: 2 }],
    print: async () => {},
    pagePicture: async (id, page) => (id === DOCUMENT && page <= 2 ? { png: Buffer.from('\x89PNG') } : undefined),
    copies: async () => nearCopies,
    copyGroups: async () => ({ total: 1, groups: [{ documents: 3, fullest: DOCUMENT, members: [memo] }] }),
    compare: async (_first, _second, { changes: only, limit, offset }) => {
      const rows = comparison.rows.filter(({ kind }) => !only || kind !== 'same');
      return { ...comparison, total: rows.length, rows: rows.slice(offset, offset + limit) };
    },
    async *original() {
      yield BYTES.subarray(0, 5);
      yield BYTES.subarray(5);
    },
    ...madeBoard(),
    aliases: async () => [],
    requestStamps: refuse,
    bringStamp: refuse,
    proof: refuse,
    preparePackage: refuse,
    checkpointOver: async () => undefined,
    moves: async () => [],
    drafts: async () => [],
    spoiltDrafts: async () => [],
    draft: async () => undefined,
    keepDraft: refuse,
    dropDraft: refuse,
    publishable: async () => ({ total: 0, pages: 0, documents: [] }),
    looks: async () => new Map(),
    picturedPages: async () => new Set(),
    publications: async () => [],
    bagsAround: async () => [],
    exportPlace: refuse,
    givenPackage: refuse,
    publicationArchive: refuse,
    receivedBy: async () => new Map(),
    waitingStampRequest: async () => undefined,
    stampRequestFile: async () => undefined,
    stamps: async () => [],
    alias: refuse,
    unalias: refuse,
    receive: refuse,
    read: refuse,
    checkpoint: refuse,
    closing: new AbortController().signal,
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: async () => undefined,
    change: () => listeners.forEach((listener) => listener()),
    listeners,
    ...changes,
  };
}
