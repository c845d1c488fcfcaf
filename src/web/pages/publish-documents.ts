import type { DocumentLook } from '../../nouns/editing.ts';
import type { Sha256 } from '../../nouns/sha256.ts';
import { html, type Html } from '../html.ts';
import { languageName, say, type Say } from '../messages.ts';
import type { ChooseDocumentsView, ProfileView } from '../publishing-view.ts';
import { urls } from '../urls.ts';
import type { Frame } from '../views.ts';
import { framed } from './frame.ts';
import { pager } from './pager.ts';
import { languageNames, nameOf, pathParts, tongueOfLetters } from './parts.ts';
import { draftHead, refused, wordsBox } from './publish-parts.ts';

/** Which documents are published: a list that can be searched, each with a box; a box that is not shown stays as it is. */
export function chooseDocumentsPage(frame: Frame, view: ChooseDocumentsView): string {
  const t = say(frame.language);
  const { status, draft } = view;
  const title = t.text('choose.documents');
  const main = html`${draftHead(status.id, draft, { title })} ${refused(frame, t, view.problem)} ${finder(t, view)}
  ${view.list.documents.length === 0 ? none(t) : list(t, view)}`;
  return framed(frame, {
    title: [title, draft.profile.title, status.name].join(' · '),
    main,
    status,
    room: 'publish',
  });
}

function finder(t: Say, { status, draft, words, only }: ChooseDocumentsView): Html {
  const to = urls.draft(status.id, draft.id, 'documents');
  const { documents } = draft.profile;
  const chosen = documents === 'all' ? undefined : documents.length;
  return html`<form class="choose-find" role="search" method="get" action="${to}">
      <label for="q">${t('choose.find')}</label>
      ${wordsBox(words)} ${only !== undefined && html`<input type="hidden" name="only" value="chosen" />`}
      <button class="btn" type="submit">${t('choose.find-do')}</button>
    </form>
    <p class="links">
      <b class="standing"
        ><span>${chosen === undefined ? t('publish.documents-all') : t('choose.chosen', { n: chosen })}</span></b
      >
      ${
        only === undefined
          ? html`<a href="${to}?only=chosen">${t('choose.only')}</a>`
          : html`<a href="${to}">${t('choose.all')}</a>`
      }
      <a href="${urls.draft(status.id, draft.id)}">${t('draft.back')}</a>
    </p>`;
}

function list(t: Say, view: ChooseDocumentsView): Html {
  const { status, draft, words, only, list: found, offset, limit } = view;
  const { total, documents } = found;
  const shown = t('choose.shown', { from: offset + 1, to: offset + documents.length, total });
  const to = urls.draft(status.id, draft.id, 'documents');
  return html`<form method="post" action="${to}">
      <input type="hidden" name="q" value="${words}" /><input type="hidden" name="only" value="${only ?? ''}" /><input
        type="hidden"
        name="offset"
        value="${offset}"
      />
      <div class="choose-bar">
        <span class="meta">${shown}</span>
        <button class="btn" type="submit" name="do" value="keep">${t('choose.keep')}</button>
        <button class="btn btn-quiet" type="submit" name="do" value="all">${t('choose.every', { n: total })}</button>
        <button class="btn btn-quiet" type="submit" name="do" value="none">${t('choose.nothing', { n: total })}</button>
      </div>
      <table class="file-list choose-list">
        <thead>
          <tr>
            <th scope="col">${t('choose.col')}</th>
            <th scope="col">${t('choose.language')}</th>
            <th scope="col" class="r">${t('choose.pages')}</th>
          </tr>
        </thead>
        <tbody>
          ${documents.map((document) => row(t, view, document))}
        </tbody>
      </table>
      <div class="choose-bar">
        <button class="btn" type="submit" name="do" value="keep">${t('choose.keep')}</button>
      </div>
    </form>
    ${pager(
      t,
      { total, limit, offset },
      {
        shown,
        to: (at) => `${to}?${new URLSearchParams({ q: words, only: only ?? '', offset: String(at) }).toString()}`,
      },
    )}`;
}

type Listed = ChooseDocumentsView['list']['documents'][number];

function row(t: Say, { status, draft }: ChooseDocumentsView, document: Listed): Html {
  const { sha256, path, pages, languages, look } = document;
  const name = nameOf(document);
  const chosen = chosenIn(draft.profile, sha256);
  return html`<tr data-item>
    <th scope="row">
      <label class="tick"
        ><input type="hidden" name="shown" value="${sha256}" /><input
          type="checkbox"
          name="document"
          value="${sha256}"
          ${chosen !== undefined && html`checked`}
        />${smallPage(status.id, sha256, look)}<span
          ><b ${tongueOfLetters(chosen?.title ?? name)}>${chosen?.title ?? name}</b>
          <span class="meta">${pathParts(path)}</span></span
        ></label
      >
      <a class="meta tick-more" href="${urls.draft(status.id, draft.id, `documents/${sha256}`)}"
        >${t('choose.more')}<span class="unseen">: <bdi>${name}</bdi></span></a
      >
    </th>
    <td class="meta">${languages.length === 0 ? languageName(t, 'und') : languageNames(t, languages)}</td>
    <td class="r num">
      ${pages > 0 && t.number(chosen?.pages?.length ?? pages)}${chosen?.pages !== undefined && html` <span class="meta">/ ${t.number(pages)}</span>`}
    </td>
  </tr>`;
}

/** The picture that is kept of one of its pages; else how its text begins, for the eye alone. */
function smallPage(caseId: string, sha256: Sha256, look: DocumentLook = {}): Html {
  const { picture, words } = look;
  if (picture === undefined) {
    return html`<span class="small-page small-words" aria-hidden="true" dir="auto">${words ?? ''}</span>`;
  }
  return html`<img
    class="small-page"
    src="${urls.picture(caseId, sha256, picture)}"
    alt=""
    loading="lazy"
    decoding="async"
    width="54"
    height="72"
  />`;
}

function chosenIn(
  { documents }: ProfileView,
  sha256: string,
): { readonly title?: string; readonly pages?: readonly number[] } | undefined {
  return documents === 'all' ? {} : documents.find(({ document }) => document === sha256);
}

function none(t: Say): Html {
  return html`<div class="state">
    <h2>${t('choose.none')}</h2>
    <p class="say">${t('choose.none-say')}</p>
  </div>`;
}
