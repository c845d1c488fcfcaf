import { parseOccurrenceId, type CaseStatus, type FileReport, type OccurrenceId } from '../src/nouns/occurrence.ts';
import { REASON_CODES, type Reason } from '../src/nouns/outcome.ts';
import { sha256Of } from '../src/nouns/sha256.ts';

/** Views of an invented case, for looking at pages: no person, place or office in it is real. */

export const CASE_ID = 'ak-tepe-7f3a';

export const status: CaseStatus = {
  id: CASE_ID,
  name: 'The Ak-Tepe valley',
  received: 4112,
  waiting: 508,
  outcomes: { read: 2871, 'read-in-part': 214, container: 96, duplicate: 402, unreadable: 21 },
  accessions: [
    {
      id: 'a1',
      begun: '2026-11-03T10:20:11.000Z',
      closed: '2026-11-03T10:58:40.000Z',
      actor: 'T. Brandt',
      roots: ['Drive A'],
      note: 'Drive A',
      asOf: '2026-10',
      received: 3371,
    },
    {
      id: 'a2',
      begun: '2026-11-09T08:05:00.000Z',
      closed: '2026-11-09T08:06:12.000Z',
      actor: 'R. Aldana',
      roots: ['/home/ra/testimony'],
      received: 27,
    },
    {
      id: 'a3',
      begun: '2026-11-20T10:14:00.000Z',
      actor: 'T. Brandt',
      roots: ['/media/drive-b/office', '/media/drive-b/转发'],
      note: 'Drive B; not to be named before 2029',
      asOf: '2026-11-18',
      received: 714,
    },
  ],
  passages: 41906,
  languages: [
    { language: 'zh-Hans', passages: 25571 },
    { language: 'ug-Arab', passages: 7123 },
    { language: 'en', passages: 5867 },
    { language: 'zh-Hant', passages: 2095 },
    { language: 'und', passages: 1250 },
  ],
  ledger: { entries: 4812, checkpointed: 4790 },
};

export const settled: CaseStatus = {
  ...status,
  received: 3604,
  waiting: 0,
  accessions: status.accessions.map((accession) => ({ ...accession, closed: accession.closed ?? accession.begun })),
};

export const emptyCase: CaseStatus = {
  ...status,
  id: 'empty',
  name: '喀拉苏 / قاراسۇ: the second drive, with a name so long that it has to be broken over several lines on a phone',
  received: 0,
  waiting: 0,
  outcomes: { read: 0, 'read-in-part': 0, container: 0, duplicate: 0, unreadable: 0 },
  accessions: [],
  passages: 0,
  languages: [],
  ledger: { entries: 1, checkpointed: 1 },
};

const PARAMS: NonNullable<Reason['params']> = {
  mediaType: 'application/x-dgn',
  seconds: 120,
  limitBytes: 512 * 1_048_576,
  limit: 100_000,
  ratio: 1032,
  tool: 'tesseract',
  confidence: 58,
  pages: 3,
  total: 12,
  entries: 2,
  count: 14,
};

function occurrence(path: string): OccurrenceId {
  return parseOccurrenceId(sha256Of(path));
}

export function file(path: string, more: Partial<FileReport> = {}): FileReport {
  return {
    occurrence: occurrence(path),
    path,
    accession: 'a1',
    sha256: sha256Of(path),
    size: 812_306,
    mediaType: 'application/pdf',
    outcome: 'read',
    ...more,
  };
}

export const unreadableFiles: readonly FileReport[] = [
  ...['2024-06.pst', '2024-05.pst', '2024-04.pst', '2024-03.pst', '2024-02.pst', '2024-01.pst', '2023-12.pst'].map(
    (name) =>
      file(`mail/office/${name}`, {
        outcome: 'unreadable',
        reason: { code: 'encrypted' },
        mediaType: 'application/vnd.ms-outlook',
      }),
  ),
  file('tables/各村台账.xlsx', { outcome: 'unreadable', reason: { code: 'encrypted' } }),
  file('registry-old.mdb', { outcome: 'unreadable', reason: { code: 'too-slow', params: PARAMS } }),
  file('cad/dam-wall.dgn', {
    outcome: 'unreadable',
    reason: { code: 'no-reader', params: PARAMS },
    mediaType: 'application/x-dgn',
  }),
];

/** One row of every kind that there is, then more of the same up to `total`. */
export function manyFiles(from: number, count: number): readonly FileReport[] {
  return Array.from({ length: count }, (_, index) => fileNumber(from + index));
}

function fileNumber(number: number): FileReport {
  const kinds: readonly FileReport[] = [
    file(`office/2024/06/DIR-17 (${number}).pdf`, {
      title: '关于阿克台培谷地居民搬迁收尾工作的通知',
      pages: 4,
      characters: 1912,
      languages: ['zh-Hans'],
    }),
    file(`转发/كۆچۈرۈش دەپتىرى-${number}.docx`, {
      title: 'كۆچۈرۈش دەپتىرى توغرىسىدا',
      mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      languages: ['ug-Arab', 'zh-Hans'],
    }),
    file(`mail/office/RE: RE: weekly figures, Friday ${number}.eml`, {
      mediaType: 'message/rfc822',
      title: 'RE: RE: weekly figures, Friday',
      languages: ['en', 'zh-Hans'],
      size: 18_204,
    }),
    file(`drive/archive-${number}.zip`, { outcome: 'container', mediaType: 'application/zip', size: 73_400_320 }),
    file(`drive/copy of copy/DIR-17-${number}.pdf`, { outcome: 'duplicate', pages: 4 }),
    file(`evil\u202Efdp.${number}.exe`, {
      outcome: 'unreadable',
      mediaType: 'application/octet-stream',
      reason: { code: 'no-reader', params: { mediaType: 'application/octet-stream' } },
    }),
    file(`${'a very long folder name/'.repeat(6)}scan0217-${number}.tif`, {
      mediaType: 'image/tiff',
      outcome: 'read-in-part',
      reason: { code: 'ocr-doubtful', params: PARAMS },
      pages: 3,
      languages: ['zh-Hans'],
    }),
    file(`\\xb8\\xb4\\xb1\\xa6-${number}.txt`, {
      pathBytes: 'b8b4b1a62d',
      mediaType: 'text/plain',
      languages: ['zh-Hans'],
      size: 0,
    }),
    file(`drive-b/waiting-${number}.pdf`, { outcome: 'waiting', accession: 'a3' }),
    {
      occurrence: occurrence(`link-${number}`),
      path: `drive-b/link-${number}`,
      accession: 'a3',
      outcome: 'unreadable',
      reason: { code: REASON_CODES[number % REASON_CODES.length] ?? 'symbolic-link', params: PARAMS },
    },
  ];
  return kinds[number % kinds.length] ?? file(`file-${number}`);
}
