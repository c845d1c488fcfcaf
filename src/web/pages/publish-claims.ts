import type { ClaimCard } from '../../nouns/claim-views.ts';
import { html, type Html } from '../html.ts';
import { say, type Say } from '../messages.ts';
import type { ChooseClaimsView } from '../publishing-view.ts';
import { urls } from '../urls.ts';
import type { Frame } from '../views.ts';
import { lookOf, verdictWord } from './claims-card.ts';
import { framed } from './frame.ts';
import { pager } from './pager.ts';
import { tongue } from './parts.ts';
import { draftHead, refused, wordsBox } from './publish-parts.ts';

/** Which claims are told with the documents. */
export function chooseClaimsPage(frame: Frame, view: ChooseClaimsView): string {
  const t = say(frame.language);
  const { status, draft, words } = view;
  const title = t.text('choose.claims');
  const to = urls.draft(status.id, draft.id, 'claims');
  const { claims } = draft.profile;
  const main = html`${draftHead(status.id, draft, { title, deck: t('choose.claims-say') })}
    ${refused(frame, t, view.problem)}
    <form class="choose-find" role="search" method="get" action="${to}">
      <label for="q">${t('choose.claims-find')}</label>
      ${wordsBox(words)}
      <button class="btn" type="submit">${t('choose.find-do')}</button>
    </form>
    <p class="links">
      <b class="standing"
        >${claims === 'all' ? t('draft.claims-all') : t('choose.claims-chosen', { n: claims.length })}</b
      >
      <a href="${urls.draft(status.id, draft.id)}">${t('draft.back')}</a>
    </p>
    ${view.list.claims.length === 0 ? html`<div class="state"><h2>${t('choose.claims-none')}</h2></div>` : list(t, view)}`;
  return framed(frame, {
    title: [title, draft.profile.title, status.name].join(' · '),
    main,
    status,
    room: 'publish',
  });
}

function list(t: Say, view: ChooseClaimsView): Html {
  const { status, draft, words, list: found, offset, limit } = view;
  const to = urls.draft(status.id, draft.id, 'claims');
  const shown = t('choose.claims-shown', { from: offset + 1, to: offset + found.claims.length, total: found.total });
  const keep = html`<button class="btn" type="submit">${t('choose.keep')}</button>`;
  return html`<form method="post" action="${to}">
      <input type="hidden" name="q" value="${words}" /><input type="hidden" name="offset" value="${offset}" />
      <div class="choose-bar"><span class="meta">${shown}</span>${keep}</div>
      <table class="file-list choose-list">
        <tbody>
          ${found.claims.map((claim) => row(t, view, claim))}
        </tbody>
      </table>
      <div class="choose-bar">${keep}</div>
    </form>
    ${pager(
      t,
      { total: found.total, limit, offset },
      { shown, to: (at) => `${to}?${new URLSearchParams({ q: words, offset: String(at) }).toString()}` },
    )}`;
}

function row(t: Say, { status, draft }: ChooseClaimsView, claim: ClaimCard): Html {
  const { claims } = draft.profile;
  const isChosen = claims === 'all' || claims.includes(claim.id);
  return html`<tr data-item>
    <th scope="row">
      <label class="tick"
        ><input type="hidden" name="shown" value="${claim.id}" /><input
          type="checkbox"
          name="claim"
          value="${claim.id}"
          ${isChosen && html`checked`}
        /><b ${tongue(claim.label.language)}>${claim.label.text}</b></label
      >
      <a class="meta tick-more" href="${urls.claim(status.id, claim.id)}"
        >${t('run.in-documents', { n: claim.documents })}<span class="unseen">: <bdi>${claim.label.text}</bdi></span></a
      >
    </th>
    <td>${verdictWord(t, lookOf(claim))}</td>
  </tr>`;
}
