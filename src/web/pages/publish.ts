import { html, type Html } from '../html.ts';
import { say, type Say } from '../messages.ts';
import type { PublishView } from '../publishing-view.ts';
import { urls } from '../urls.ts';
import type { Frame } from '../views.ts';
import { nobody } from './claim-judge.ts';
import { framed } from './frame.ts';
import { moment, tongueOfLetters } from './parts.ts';
import { publicationList } from './publications.ts';
import { holds, lineField, refused } from './publish-parts.ts';

/** What a case has given out, and what is being put together. */
export function publishPage(frame: Frame, view: PublishView): string {
  const t = say(frame.language);
  const { status, drafts, publications } = view;
  const main = html`<header class="opening">
      <h1>${t('publish.title')}</h1>
      <p class="deck">${t('publish.deck')}</p>
    </header>
    ${refused(frame, t, view.problem)}
    <div class="custody">
      <div class="custody-parts">
        <section aria-labelledby="drafts">
          <div class="head"><h2 id="drafts">${t('publish.drafts')}</h2></div>
          ${drafts.length === 0 ? html`<p>${t('publish.drafts-none')}</p>` : draftList(t, view)}
          ${
            view.spoilt.length > 0 &&
            html`<div class="note-box note-box-fault">
              <p>${t('draft.spoilt', { n: view.spoilt.length })}</p>
              <ul class="side-list">
                ${view.spoilt.map((file) => html`<li><bdi class="hash hash-long">${file}</bdi></li>`)}
              </ul>
            </div>`
          }
          <p class="meta after">${t('draft.private')}</p>
        </section>
        <section aria-labelledby="before">
          <div class="head"><h2 id="before">${t('publish.before')}</h2></div>
          ${publications.length === 0 ? html`<p>${t('publish.before-none')}</p>` : publicationList(frame, t, view)}
        </section>
      </div>
      <div class="custody-side">
        <section aria-labelledby="new">
          <div class="head"><h2 id="new">${t('publish.new')}</h2></div>
          ${view.signer === undefined ? nobody(t) : beginning(t, status.id)}
        </section>
      </div>
    </div>`;
  const isChecking = publications.some(({ check }) => check?.kind === 'checking');
  return framed(frame, {
    title: [t.text('publish.title'), status.name].join(' · '),
    main,
    status,
    room: 'publish',
    scripts: isChecking ? ['progress.js'] : [],
    head: isChecking && html`<noscript><meta http-equiv="refresh" content="${RENEW_SECONDS}" /></noscript>`,
  });
}

/** Without scripts the page renews itself this often while a package is being checked. */
const RENEW_SECONDS = 10;

function draftList(t: Say, { status, drafts }: PublishView): Html {
  return html`<ul class="own-list">
    ${drafts.map(
      ({ id, changed, profile, run }) =>
        html`<li data-item>
          <p class="own-name" ${tongueOfLetters(profile.title)}>
            <a href="${urls.draft(status.id, id)}">${profile.title}</a>
          </p>
          <p class="meta">${holds(t, profile)}<br />${t('publish.changed', { time: moment(t, changed) })}</p>
          ${
            run !== undefined &&
            html`<p class="own-do">
              <a class="btn btn-quiet" href="${urls.draft(status.id, id, 'run')}">${t(`publish.${run}`)}</a>
            </p>`
          }
        </li>`,
    )}
  </ul>`;
}

function beginning(t: Say, caseId: string): Html {
  return html`<form class="form" method="post" action="${urls.send(caseId, 'publish/new')}">
      ${lineField({ name: 'title', label: t('publish.name'), value: '', required: true })}
      <p><button class="btn btn-main" type="submit">${t('publish.begin')}</button></p>
    </form>
    <form class="form bring" method="post" action="${urls.send(caseId, 'publish/load')}" enctype="multipart/form-data">
      <div class="field">
        <label for="profile">${t('publish.load')}</label>
        <input class="input" id="profile" name="profile" type="file" accept=".json,application/json" required />
      </div>
      <p><button class="btn" type="submit">${t('publish.load-do')}</button></p>
    </form>`;
}
