import { PUBLICATION_LANGUAGES } from '../../nouns/publication.ts';
import { html, NOTHING, type Html } from '../html.ts';
import { languageName, say, type Say } from '../messages.ts';
import type { DraftPageView } from '../publishing-view.ts';
import { urls } from '../urls.ts';
import type { Frame } from '../views.ts';
import { nobody } from './claim-judge.ts';
import { framed } from './frame.ts';
import { icon, nameOf, pathParts, tongueOfLetters } from './parts.ts';
import { lineField, linesField, refused } from './publish-parts.ts';

/** A publication that is being put together: what is chosen so far, and the way to the signature. */
export function draftPage(frame: Frame, view: DraftPageView): string {
  const t = say(frame.language);
  const { status, draft, signer } = view;
  const { title } = draft.profile;
  const main = html`<header class="opening">
      <p class="meta"><a href="${urls.publishing(status.id)}">${t('publish.title')}</a></p>
      <h1 ${tongueOfLetters(title)}>${title}</h1>
    </header>
    ${refused(frame, t, view.problem, view.wasKept ? 'draft.waits' : 'draft.wrong')}
    ${signer === undefined ? nobody(t) : NOTHING}
    <div class="custody">
      <div class="custody-parts">${documents(t, view)} ${claimsAndWords(t, view)}</div>
      <div class="custody-side">
        <section aria-labelledby="prepare">
          <div class="head"><h2 id="prepare">${t('draft.prepare')}</h2></div>
          ${prepare(t, view)}
        </section>
        <section aria-labelledby="file">
          <h2 class="unseen" id="file">${t('draft.download')}</h2>
          <p class="links">
            <a href="${urls.draft(status.id, draft.id, 'profile.json')}">${icon('download')}${t('draft.download')}</a>
          </p>
          <form method="post" action="${urls.draft(status.id, draft.id, 'remove')}">
            <button class="btn btn-quiet" type="submit">${t('draft.remove')}</button>
          </form>
          <p class="meta after">${t('draft.private')}</p>
        </section>
      </div>
    </div>`;
  return framed(frame, {
    title: [title, t.text('publish.title'), status.name].join(' · '),
    main,
    status,
    room: 'publish',
  });
}

function documents(t: Say, { status, draft, chosen, gone, publishable }: DraftPageView): Html {
  const { total, pages } = chosen;
  const all = draft.profile.documents === 'all';
  return html`<section aria-labelledby="documents">
    <div class="head">
      <h2 id="documents">${t('draft.documents')}</h2>
    </div>
    <p>
      ${
        total === 0
          ? t('draft.documents-none')
          : t('draft.documents-some', { n: total, all: publishable, pages: t.number(pages) })
      }
    </p>
    ${
      !all &&
      html`<ol class="side-list">
        ${chosen.documents.map(
          (document) =>
            html`<li>
              <a
                href="${urls.draft(status.id, draft.id, `documents/${document.sha256}`)}"
                ${tongueOfLetters(nameOf(document))}
                >${nameOf(document)}</a
              >
              <span class="meta">${pathParts(document.path)}</span>
            </li>`,
        )}
      </ol>`
    }
    ${
      gone > 0 &&
      html`<form class="note-box note-box-fault" method="post" action="${urls.draft(status.id, draft.id, 'documents')}">
        <p>${t('draft.gone', { n: gone })}</p>
        <p class="own-do"><button class="btn" type="submit" name="do" value="known">${t('draft.gone-do')}</button></p>
      </form>`
    }
    <p class="own-do">
      <button class="btn" type="submit" form="draft" name="next" value="documents">
        ${t('draft.documents-choose')}
      </button>
      ${
        total > chosen.documents.length &&
        html`<a class="btn btn-quiet" href="${urls.draft(status.id, draft.id, 'documents')}?only=chosen"
          >${t('draft.documents-look')}</a
        >`
      }
    </p>
  </section>`;
}

function claimsAndWords(t: Say, { status, draft, claims, seen }: DraftPageView): Html {
  const { profile } = draft;
  const mode = profile.claims === 'all' ? 'all' : profile.claims.length > 0 ? 'some' : 'none';
  const choice = (value: 'none' | 'all' | 'some', note?: Html): Html =>
    html`<label
      ><input type="radio" name="claims" value="${value}" ${mode === value && html`checked`} /><b
        >${t(`draft.claims-${value}`)}</b
      >${note !== undefined && html`<small>${note}</small>`}</label
    >`;
  // Every way that leads on from the page sends this form first: a word that is typed and not kept would not be withheld.
  return html`<form class="form" id="draft" method="post" action="${urls.draft(status.id, draft.id, 'save')}">
    <button class="unseen" type="submit" name="next" value="" tabindex="-1" aria-hidden="true">
      ${t('draft.save')}
    </button>
    <input type="hidden" name="seen" value="${seen}" />
    <fieldset>
      <legend class="head-legend">${t('draft.claims')}</legend>
      <div class="choices">
        ${choice('none')} ${choice('all')}
        ${choice(
          'some',
          html`${t('choose.claims-chosen', { n: claims })}
            <button class="linked" type="submit" name="next" value="claims">${t('draft.claims-choose')}</button>`,
        )}
      </div>
    </fieldset>
    <section class="part" aria-labelledby="withheld">
      <div class="head"><h2 id="withheld">${t('draft.withheld')}</h2></div>
      ${linesField({
        name: 'withheld',
        label: t('draft.withheld'),
        headed: true,
        lines: profile.withheld,
        rows: 6,
        say: t('draft.withheld-say'),
      })}
      ${recognising(t, profile.recognise)}
      ${linesField({
        name: 'sources',
        label: t('draft.sources'),
        lines: profile.sources,
        rows: 2,
        say: t('draft.sources-say'),
      })}
    </section>
    <section class="part" aria-labelledby="called">
      <div class="head"><h2 id="called">${t('draft.called')}</h2></div>
      ${lineField({ name: 'title', label: t('publish.name'), value: profile.title, required: true })}
      ${lineField({ name: 'publisher', label: t('draft.publisher'), value: profile.publisher ?? '' })}
      <div class="fields">
        <div class="field">
          <label for="f-language">${t('draft.language')}</label>
          <select id="f-language" name="language">
            ${PUBLICATION_LANGUAGES.map(
              (tag) =>
                html`<option value="${tag}" ${tag === profile.language && html`selected`}>
                  ${languageName(t, tag)}
                </option>`,
            )}
          </select>
        </div>
        ${lineField({ name: 'day', label: t('draft.day'), value: profile.day ?? '', type: 'date' })}
      </div>
      ${lineField({ name: 'url', label: t('draft.url'), value: profile.url ?? '', type: 'url', say: t('draft.url-say') })}
    </section>
    <p class="own-do"><button class="btn" type="submit" name="next" value="">${t('draft.save')}</button></p>
  </form>`;
}

/** Whether words are looked for in pictures too, with what it costs. */
function recognising(t: Say, recognise: boolean): Html {
  const choice = (value: 'yes' | 'no'): Html =>
    html`<label
      ><input type="radio" name="recognise" value="${value}" ${(value === 'yes') === recognise && html`checked`} /><b
        >${t(`draft.recognise-${value}`)}</b
      ><small>${t(`draft.recognise-${value}-say`)}</small></label
    >`;
  return html`<fieldset>
    <legend class="legend">${t('draft.recognise')}</legend>
    <div class="choices">${choice('yes')} ${choice('no')}</div>
  </fieldset>`;
}

function prepare(t: Say, { status, draft, signer, chosen, run }: DraftPageView): Html {
  const standing =
    run !== undefined &&
    html`<p class="own-do">
      <b>${t(`publish.${run}`)}</b>
      <a class="btn ${!isOver(run) && 'btn-main'}" href="${urls.draft(status.id, draft.id, 'run')}"
        >${t('draft.to-run')}</a
      >
    </p>`;
  if (signer === undefined || (run !== undefined && !isOver(run))) return html`${standing}`;
  const why = chosen.total === 0 ? t('draft.prepare-none') : undefined;
  return html`${standing}
    <p>${t('draft.prepare-say')}</p>
    <p class="own-do">
      <button
        class="btn btn-main"
        type="submit"
        form="draft"
        name="next"
        value="prepare"
        ${why !== undefined && html`disabled`}
      >
        ${t('draft.prepare')}
      </button>
      ${why !== undefined && html`<span class="meta">${why}</span>`}
    </p>`;
}

/** Nothing goes on any more, and nothing waits. */
function isOver(run: NonNullable<DraftPageView['run']>): boolean {
  return run === 'done' || run === 'failed';
}
