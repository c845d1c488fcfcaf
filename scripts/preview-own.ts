import { batchPage, searchesPage, searchPage, spellingsPage } from '../src/web/pages.ts';
import type { BatchPageView, Frame, SearchesView } from '../src/web/views.ts';
import { found } from './preview-search.ts';
import { status } from './preview-views.ts';

const AT = '2026-11-20T10:14:00.000Z';
const LONG = 'An unbroken_name_that_somebody_gave_to_a_search_and_that_does_not_end_'.repeat(3);

const searches: SearchesView = {
  status,
  saved: [
    {
      id: 1,
      name: 'Zhuo',
      asked: 'q=%E5%8D%93',
      query: '卓明远 (搬迁 OR relocation)',
      lookedAt: AT,
      total: 37,
      fresh: 4,
    },
    { id: 2, name: 'جو مىڭيۈەن', asked: 'q=x', query: 'جو مىڭيۈەن', lookedAt: AT, total: 9, fresh: 0 },
    { id: 3, name: LONG, asked: 'q=<script>', query: '<script>alert(1)</script>', lookedAt: AT, total: 0, fresh: 0 },
  ],
  lists: [
    { id: 1, name: '', at: AT, lines: 50_000, done: 1_204, state: 'running', spelled: false },
    { id: 2, name: 'Prisoners of the third office', at: AT, lines: 311, done: 311, state: 'done', spelled: false },
    { id: 3, name: LONG, at: AT, lines: 3, done: 1, state: 'failed', spelled: false },
  ],
  past: {
    total: 120,
    searches: [
      { id: 9, asked: 'q=valley', query: 'valley', at: AT, total: 10 },
      { id: 8, asked: 'q=%E6%90%AC', query: '搬迁', at: AT },
      { id: 7, asked: 'q=x', query: `"${LONG}"`, at: AT, total: 0 },
    ],
  },
  limit: 50,
  offset: 0,
  longestList: 50_000,
};

const batch: BatchPageView = {
  status,
  batch: {
    id: 1,
    name: 'Names of the third office',
    at: AT,
    lines: 10_000,
    done: 4_020,
    state: 'running',
    spelled: false,
  },
  order: 'line',
  lines: [
    { line: 1, query: '王勇智', total: 1_204, documents: 311 },
    { line: 2, query: 'جو مىڭيۈەن', total: 9, documents: 4 },
    { line: 3, query: '"open (', total: 3, documents: 1, notice: 'read-literally', at: 0 },
    { line: 4, query: '—', total: 0, documents: 0, notice: 'empty' },
    { line: 5, query: LONG.repeat(9), total: 0, documents: 0, notice: 'too-long' },
    { line: 6, query: '<script>alert(1)</script>', total: 0, documents: 0, notice: 'a notice of a later version' },
    ...Array.from({ length: 194 }, (_, i) => ({ line: i + 7, query: `Name ${i}` })),
  ],
  limit: 200,
  offset: 0,
};

/** What stands around a search, in every state that it has. */
export const own: Readonly<Record<string, (frame: Frame) => string>> = {
  searches: (frame) => searchesPage(frame, searches),
  'list-spelled': (frame) =>
    batchPage(frame, {
      ...batch,
      batch: { ...batch.batch, state: 'done', done: 10_000, spelled: true },
      lines: batch.lines.map(({ total = 0, documents = 0, ...line }) => {
        const spellings = ['王勇智', 'Wang Yongzhi', 'يەكەن*'].slice(0, line.line % 4);
        return { ...line, total, documents, spelled: { total: total + 9, documents: documents + 2, spellings } };
      }),
    }),
  'searches-none': (frame) =>
    searchesPage(frame, { ...searches, saved: [], lists: [], past: { total: 0, searches: [] } }),
  list: (frame) => batchPage(frame, batch),
  'list-stopped': (frame) =>
    batchPage(frame, {
      ...batch,
      batch: { ...batch.batch, state: 'cancelled', name: '' },
      offset: 9_800,
      order: 'notice',
    }),
  'list-failed': (frame) => batchPage(frame, { ...batch, batch: { ...batch.batch, state: 'failed' } }),
  'list-done': (frame) =>
    batchPage(frame, {
      ...batch,
      batch: { ...batch.batch, state: 'done', done: 6, lines: 6 },
      lines: batch.lines.slice(0, 6),
    }),
  spellings: (frame) =>
    spellingsPage(frame, {
      status,
      groups: [
        { id: 'a', names: ['莎车', 'Shache', 'Yarkand', 'يەكەن'], actor: 'T. Brandt', at: AT },
        { id: 'b', names: ['<b>', LONG], actor: 'R. Aldana', at: AT },
      ],
    }),
  'spellings-none': (frame) => spellingsPage(frame, { status, groups: [] }),
  'search-news': (frame) =>
    searchPage(frame, {
      status,
      query: '卓明远',
      filters: { since: 4_000, date: '2023', folder: 'office/2024', person: '卓明远 <zhuo@karasu.example>' },
      switches: { off: ['a=d'], on: [] },
      limit: 20,
      offset: 0,
      savedAs: LONG,
      like: 'made',
      result: { ...found, total: 214_000 },
    }),
  'search-like-none': (frame) =>
    searchPage(frame, { status, query: '', filters: {}, limit: 20, offset: 0, like: 'none' }),
};
