import type { CaseStatus } from '../../nouns/occurrence.ts';
import { html, type Html } from '../html.ts';
import { say, type Say } from '../messages.ts';
import { urls } from '../urls.ts';
import type { CasesView, Frame } from '../views.ts';
import { settledIn } from './account.ts';
import { framed } from './frame.ts';
import { pathParts, progressBar } from './parts.ts';

/** Every case that is open here. */
export function casesPage(frame: Frame, view: CasesView): string {
  const t = say(frame.language);
  const main = html`<header class="opening">
      <h1>${t('cases.title')}</h1>
      <p class="deck">${t('cases.deck')}</p>
    </header>
    ${
      view.cases.length === 0
        ? none(t)
        : html`<ul class="case-list">
            ${view.cases.map((open) => entry(t, open))}
          </ul>`
    }`;
  return framed(frame, { title: t.text('cases.title'), main });
}

function entry(t: Say, { folder, status }: CasesView['cases'][number]): Html {
  return html`<li>
    <h2>
      <a href="${urls.caseHome(status.id)}"><bdi>${status.name}</bdi></a>
    </h2>
    <p class="lede-s">${counts(t, status)}</p>
    ${
      status.waiting > 0 &&
      progressBar(
        settledIn(status),
        status.received,
        t.text('case.progress', { done: settledIn(status), total: status.received }),
      )
    }
    <p class="meta">${t('cases.folder')} ${pathParts(folder)}</p>
  </li>`;
}

function counts(t: Say, status: CaseStatus): Html {
  if (status.received === 0) return t('case.empty');
  const received = html`<b>${t('unit.files', { n: status.received })}</b>`;
  const settled = html`<b>${t.number(settledIn(status))}</b>`;
  const waiting = html`<b>${t.number(status.waiting)}</b>`;
  return status.waiting > 0
    ? t('case.lede-going', { received, settled, waiting })
    : html`${t('case.lede-done', { received })} ${t('case.searchable', { n: status.passages })}`;
}

function none(t: Say): Html {
  return html`<section class="state">
    <h2>${t('cases.empty')}</h2>
    <p class="say">${t('cases.empty-say')}</p>
    <p>${t('cases.empty-next')}</p>
    <pre class="command" dir="ltr" tabindex="0"><code>touchstone new my-case
touchstone add my-case ~/leak
touchstone serve my-case</code></pre>
  </section>`;
}
