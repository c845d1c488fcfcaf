import type { Reading } from '../src/nouns/reading.ts';
import {
  casePage,
  casesPage,
  comparePage,
  copiesPage,
  filesPage,
  problemPage,
  readerPage,
  searchPage,
} from '../src/web/pages.ts';
import { positionIn } from '../src/web/position.ts';
import type { ReaderLayout } from '../src/web/urls.ts';
import { ZOOMS, type Frame, type ReaderView } from '../src/web/views.ts';
import { CLAIM_SHEETS } from './preview-claim-sheets.ts';
import * as copied from './preview-copies.ts';
import * as papers from './preview-documents.ts';
import { found, foundNothing } from './preview-search.ts';
import { own } from './preview-own.ts';
import { sourceSheets } from './preview-source-sheets.ts';
import * as told from './preview-sources.ts';
import * as made from './preview-views.ts';

/** What the address asks of a preview page. */
export interface Asked {
  readonly page?: number;
  readonly hit?: number;
  readonly zoom?: number;
  readonly view?: ReaderLayout;
  readonly statements?: string;
}

/** Every page in every state that it has, by name. */
export const SHEETS: Readonly<Record<string, (frame: Frame, asked: Asked) => string>> = {
  ...CLAIM_SHEETS,
  cases: (frame) =>
    casesPage(frame, {
      cases: [
        { folder: '/home/tb/cases/ak-tepe', status: made.status },
        { folder: '/home/tb/cases/ak-tepe-done', status: made.settled },
        { folder: '/home/tb/cases/second drive/喀拉苏', status: made.emptyCase },
      ],
    }),
  'cases-empty': (frame) => casesPage(frame, { cases: [] }),
  case: (frame) =>
    casePage(frame, {
      status: made.status,
      paused: false,
      unreadable: made.unreadableFiles,
      reading: { isolated: true, by: 'bubblewrap' },
    }),
  'case-exposed': (frame) =>
    casePage(frame, {
      status: made.settled,
      paused: false,
      unreadable: made.unreadableFiles,
      reading: { isolated: false },
    }),
  'case-empty': (frame) => casePage(frame, { status: made.emptyCase, paused: false, unreadable: [] }),
  files: (frame, asked) =>
    filesPage(frame, {
      status: made.status,
      filter: {},
      total: 10_412,
      files: made.manyFiles(((asked.page ?? 1) - 1) * 200, 200),
      limit: 200,
      offset: ((asked.page ?? 1) - 1) * 200,
      types: [
        { value: 'application/pdf', files: 2310 },
        { value: 'message/rfc822', files: 1102 },
        { value: 'application/x-dgn', files: 3 },
      ],
    }),
  'files-none': (frame) =>
    filesPage(frame, {
      status: made.status,
      filter: { outcome: 'unreadable', type: 'image/png', accession: 'a2' },
      total: 0,
      files: [],
      limit: 200,
      offset: 0,
    }),
  search: (frame) =>
    searchPage(frame, {
      status: made.status,
      query: '卓明远 (搬迁 OR relocation)',
      filters: { language: 'zh-Hans' },
      limit: 20,
      offset: 40,
      result: found,
    }),
  'search-none': (frame) =>
    searchPage(frame, {
      status: made.status,
      query: '“卡拉苏河 改道',
      filters: { type: 'text/html' },
      limit: 20,
      offset: 0,
      result: foundNothing,
    }),
  'search-new': (frame) => searchPage(frame, { status: made.settled, query: '', filters: {}, limit: 20, offset: 0 }),
  ...own,
  reader: (frame, asked) =>
    readerPage(frame, readerView(papers.directive.reading, '卓明远 搬迁', ['卓明远', '搬迁'], asked, 'directive')),
  'reader-ug': (frame, asked) =>
    readerPage(
      frame,
      readerView(papers.notice.reading, 'ئولتۇراقلىشىشقا', ['ئولتۇراقلىشىشقا', 'مال-مۈلكىدىن'], asked, 'notice'),
    ),
  'reader-text': (frame, asked) =>
    readerPage(frame, readerView(papers.press, 'relocation', ['relocation'], asked, undefined)),
  'reader-copies': (frame, asked) =>
    readerPage(frame, {
      ...readerView(papers.press, '', [], asked, undefined),
      copies: copied.nearCopies,
    }),
  'reader-statements': (frame, asked) =>
    readerPage(frame, {
      ...readerView(papers.directive.reading, '搬迁', ['搬迁'], asked, 'directive'),
      statements: told.statedInDirective,
      hideStatements: asked.statements === 'hidden',
    }),
  'reader-statements-ug': (frame, asked) =>
    readerPage(frame, {
      ...readerView(papers.notice.reading, 'ئولتۇراقلىشىشقا', ['ئولتۇراقلىشىشقا'], asked, 'notice'),
      statements: told.statedInNotice,
    }),
  'reader-statements-text': (frame, asked) =>
    readerPage(frame, {
      ...readerView(papers.press, 'people', ['people', 'voluntary'], asked, undefined),
      statements: told.statedInPress,
    }),
  'reader-statements-hidden': (frame, asked) =>
    readerPage(frame, {
      ...readerView(papers.press, '', [], asked, undefined),
      statements: told.statedInPress,
      hideStatements: true,
    }),
  'reader-statements-none': (frame, asked) =>
    readerPage(frame, { ...readerView(papers.press, '', [], asked, undefined), statements: [] }),
  'reader-statements-pending': (frame, asked) =>
    readerPage(frame, {
      ...readerView(papers.press, '', [], asked, undefined),
      statements: [],
      statementsPending: true,
    }),
  ...sourceSheets,
  copies: (frame) =>
    copiesPage(frame, { status: made.status, document: copied.memo, found: copied.nearCopies, limit: 5 }),
  'copies-none': (frame) =>
    copiesPage(frame, { status: made.status, document: copied.memo, found: copied.noCopies, limit: 100 }),
  'copies-waiting': (frame) =>
    copiesPage(frame, {
      status: made.status,
      document: copied.memo,
      found: { ...copied.noCopies, looked: false },
      limit: 100,
    }),
  compare: (frame) =>
    comparePage(frame, { status: made.status, comparison: copied.comparison, all: true, limit: 2, offset: 0 }),
  'compare-same': (frame) =>
    comparePage(frame, { status: made.status, comparison: copied.nothingDiffers, all: false, limit: 100, offset: 0 }),
  'reader-unread': (frame) => readerPage(frame, { ...unread(), page: 1 }),
  'reader-waiting': (frame) =>
    readerPage(frame, {
      ...unread(),
      document: papers.documentOf(undefined, [made.file('drive-b/w.pdf', { outcome: 'waiting' })]),
    }),
  problem: (frame) =>
    problemPage(frame, {
      kind: 'problem',
      code: 'case-damaged',
      message: 'The database of this case is damaged.',
      remedy: 'Run “touchstone rebuild”; originals and ledger are whole.',
    }),
  bug: (frame) => problemPage(frame, { kind: 'bug', report: 'K7-2210' }),
  'not-found': (frame) => problemPage(frame, { kind: 'not-found' }),
  'sign-in': (frame) => problemPage(frame, { kind: 'sign-in' }),
};

const LAYOUTS = { directive: papers.directive.layouts, notice: papers.notice.layouts };

function readerView(
  reading: Reading,
  query: string,
  words: readonly string[],
  asked: Asked,
  layouts: 'directive' | 'notice' | undefined,
): ReaderView {
  const marks = papers.marksOf(reading, words);
  const position = positionIn(reading, marks, asked);
  const layout = layouts && LAYOUTS[layouts][position.page - 1];
  return {
    status: made.status,
    document: papers.documentOf(reading, papers.directivePlaces),
    ...position,
    query,
    marks,
    ...(layout === undefined ? {} : { layout }),
    zoom: ZOOMS.find((zoom) => zoom === asked.zoom) ?? 100,
    view: asked.view ?? 'both',
    origin: 'http://127.0.0.1:7070',
  };
}

function unread(): ReaderView {
  const places = made.unreadableFiles.slice(8, 9);
  const document = papers.documentOf(undefined, places);
  return {
    status: made.status,
    document,
    page: 1,
    query: '',
    marks: [],
    hit: 0,
    zoom: 100,
    view: 'both',
    origin: 'http://127.0.0.1:7070',
  };
}
