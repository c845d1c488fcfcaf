import { html, type Html } from '../html.ts';
import type { Say } from '../messages.ts';
import { urls } from '../urls.ts';

/** The ways to look at what the documents say: claim by claim, by who says it, by when it happened. */
export function claimsRooms(t: Say, caseId: string, here: 'claims' | 'sources' | 'timeline'): Html {
  const room = (name: typeof here, href: string, word: Html): Html =>
    html`<a href="${href}" ${name === here && html`aria-current="page"`}>${word}</a>`;
  return html`<nav class="links claims-rooms" aria-label="${t.text('sources.rooms')}">
    ${room('claims', urls.claims(caseId), t('sources.claims'))}
    ${room('sources', urls.sources(caseId), t('sources.title'))}
    ${room('timeline', urls.timeline(caseId), t('timeline.title'))}
  </nav>`;
}
