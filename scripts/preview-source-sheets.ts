import type { SourceSummary } from '../src/nouns/claim-views.ts';
import { sourcePage, sourcesPage, timelinePage } from '../src/web/pages.ts';
import type { SourcesPageView, TimelinePageView } from '../src/web/sources-view.ts';
import type { Frame } from '../src/web/views.ts';
import * as told from './preview-sources.ts';
import * as made from './preview-views.ts';

const progress = { waiting: 0, aligning: false, statements: 612 };

function sources(changes: Partial<SourcesPageView>): SourcesPageView {
  const kinds = Map.groupBy(told.sources, ({ kind }) => kind);
  return {
    status: made.status,
    filter: {},
    all: 1_204,
    kinds: [...kinds].map(([value, of]: readonly [SourceSummary['kind'], readonly unknown[]]) => ({
      value,
      sources: of.length,
    })),
    total: 1_204,
    sources: told.sources,
    limit: 6,
    offset: 600,
    progress,
    ...changes,
  };
}

function timeline(changes: Partial<TimelinePageView>): TimelinePageView {
  return {
    status: made.status,
    filter: { limit: 5, offset: 0 },
    layout: 'bars',
    timeline: told.timeline,
    progress,
    ...changes,
  };
}

/** Sources and the timeline in every state that they have. */
export const sourceSheets: Readonly<Record<string, (frame: Frame) => string>> = {
  sources: (frame) => sourcesPage(frame, sources({ filter: { words: 'office', kind: 'body' } })),
  'sources-none': (frame) => sourcesPage(frame, sources({ filter: { kind: 'crowd' }, total: 0, sources: [] })),
  'sources-empty': (frame) =>
    sourcesPage(
      frame,
      sources({ all: 0, total: 0, kinds: [], sources: [], progress: { waiting: 412, aligning: true, statements: 0 } }),
    ),
  source: (frame) => sourcePage(frame, { status: made.status, source: told.source, limit: 4, offset: 0 }),
  'source-quiet': (frame) => sourcePage(frame, { status: made.status, source: told.quietSource, limit: 20, offset: 0 }),
  timeline: (frame) => timelinePage(frame, timeline({})),
  'timeline-june': (frame) =>
    timelinePage(
      frame,
      timeline({ filter: { from: '2024-06', to: '2024-06', limit: 50, offset: 0 }, timeline: told.june }),
    ),
  'timeline-day': (frame) =>
    timelinePage(
      frame,
      timeline({ filter: { from: '2024-06-03', to: '2024-06-03', limit: 50, offset: 0 }, timeline: told.june }),
    ),
  'timeline-table': (frame) => timelinePage(frame, timeline({ layout: 'table' })),
  'timeline-none': (frame) =>
    timelinePage(
      frame,
      timeline({
        filter: { from: '1990', to: '1999', limit: 50, offset: 0 },
        timeline: { ...told.timeline, total: 0, parts: [], events: [] },
      }),
    ),
  'timeline-no-conflicts': (frame) =>
    timelinePage(
      frame,
      timeline({
        filter: { conflicts: true, limit: 50, offset: 0 },
        timeline: { ...told.timeline, total: 0, parts: [], events: [] },
      }),
    ),
  'timeline-empty': (frame) =>
    timelinePage(frame, timeline({ timeline: told.noEvents, progress: { waiting: 0, aligning: true, statements: 3 } })),
};
