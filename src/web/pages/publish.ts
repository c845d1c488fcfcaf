import type { PublishedReport } from '../../nouns/editing.ts';
import { html, joined, type Html } from '../html.ts';
import { say, type Say } from '../messages.ts';
import type { PublishView } from '../publishing-view.ts';
import { urls } from '../urls.ts';
import type { Frame } from '../views.ts';
import { nobody } from './claim-judge.ts';
import { framed } from './frame.ts';
import { moment, tongueOfLetters } from './parts.ts';
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
          <p class="meta after">${t('draft.private')}</p>
        </section>
        <section aria-labelledby="before">
          <div class="head"><h2 id="before">${t('publish.before')}</h2></div>
          ${
            publications.length === 0
              ? html`<p>${t('publish.before-none')}</p>`
              : html`<ol class="life">
                  ${publications.map((each) => published(t, each))}
                </ol>`
          }
        </section>
      </div>
      <div class="custody-side">
        <section aria-labelledby="new">
          <div class="head"><h2 id="new">${t('publish.new')}</h2></div>
          ${view.signer === undefined ? nobody(t) : beginning(t, status.id)}
        </section>
      </div>
    </div>`;
  return framed(frame, { title: [t.text('publish.title'), status.name].join(' · '), main, status, room: 'publish' });
}

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

function published(t: Say, report: PublishedReport): Html {
  const { title, publication, counts, at, actor, seq, place } = report;
  return html`<li class="sealed">
    <p>
      ${title !== undefined && html`<span ${tongueOfLetters(title)}>${title}</span> `}<bdi class="hash"
        >${publication}</bdi
      >
    </p>
    ${
      counts !== undefined &&
      html`<p class="meta">
        ${joined(
          [
            t('publish.documents', { n: counts.documents }),
            t('publish.pages', { n: counts.pages }),
            t('publish.claims', { n: counts.claims }),
          ],
          t.comma,
        )}
      </p>`
    }
    <p class="meta">${t('publish.before-entry', { time: moment(t, at), actor, seq })}</p>
    <p class="meta">
      ${
        place === undefined
          ? t('publish.before-away')
          : t('publish.before-place', { place: html`<bdi class="hash hash-long">${place}</bdi>` })
      }
    </p>
  </li>`;
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
