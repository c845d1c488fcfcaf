import type { NearCopies, NearCopy } from '../../nouns/copies.ts';
import { html, joined, NOTHING, type Html } from '../html.ts';
import { say, typeName, type Say } from '../messages.ts';
import { urls } from '../urls.ts';
import type { CopiesView, Frame } from '../views.ts';
import { framed } from './frame.ts';
import { nameOf, pathParts, percent, tongueOfLetters } from './parts.ts';

/** The documents that share text with one document, the closest first, with how much. */
export function copiesPage(frame: Frame, view: CopiesView): string {
  const t = say(frame.language);
  const { status, document, found } = view;
  const name = nameOf(document);
  const main = html`<header class="reader-head">
      <p class="meta">${t('copies.of')}</p>
      <h1 ${tongueOfLetters(name)}>${name}</h1>
      <p class="meta">
        <a href="${urls.reader(status.id, document.document)}">${t('copies.back')}</a>
      </p>
    </header>
    <section class="copies" aria-labelledby="copies">
      <div class="head">
        <h2 id="copies">${t('copies.title')}</h2>
        <span class="meta">${countWords(t, found)}</span>
      </div>
      ${found.copies.length === 0 ? none(t, found) : list(t, view)}
    </section>`;
  return framed(frame, {
    title: [t.text('copies.title'), name, status.name].join(' · '),
    main,
    status,
    keys: [
      { press: 'j', does: 'keys.next' },
      { press: 'k', does: 'keys.previous' },
      { press: '?', does: 'keys.help' },
    ],
  });
}

/** The quiet line under the title of a document; nothing where it has no copies. Behind the bar of machine words. */
export function copiesLine(
  t: Say,
  status: CopiesView['status'],
  document: CopiesView['document']['document'],
  found: NearCopies | undefined,
): Html {
  if (found === undefined || found.copies.length === 0) return NOTHING;
  return html`<p class="machine"><a href="${urls.copies(status.id, document)}">${countWords(t, found)}</a></p>`;
}

function countWords(t: Say, { near, copies }: NearCopies): Html {
  const passages = copies.length - near;
  return joined(
    [near > 0 && t('copies.near', { n: near }), passages > 0 && t('copies.passages', { n: passages })],
    t.comma,
  );
}

function none(t: Say, { looked }: NearCopies): Html {
  const key = looked ? 'copies.none' : 'copies.waiting';
  return html`<div class="state">
    <h3>${t(key)}</h3>
    <p class="say">${t(`${key}-say`)}</p>
  </div>`;
}

function list(t: Say, view: CopiesView): Html {
  const { found } = view;
  const more = found.copies.length < view.limit ? NOTHING : t('copies.first', { n: found.copies.length });
  return html`<div class="machine">
      <p>${t('copies.say')} ${found.group > 1 && t('copies.group', { n: found.group })}</p>
      ${!found.looked && html`<p>${t('copies.waiting')}</p>`}
    </div>
    <ul class="copy-list">
      ${found.copies.map((copy) => row(t, view, copy))}
    </ul>
    <p class="meta after">${more} ${t('copies.how')}</p>`;
}

function row(t: Say, { status, document }: CopiesView, copy: NearCopy): Html {
  const title = copy.title;
  return html`<li data-item>
    <div>
      <a class="copy-name" href="${urls.reader(status.id, copy.document)}"
        >${title !== undefined && html`<b ${tongueOfLetters(title)}>${title}</b> `}${pathParts(copy.path)}</a
      >
      <span class="meta"><bdi>${typeName(t, copy.mediaType)}</bdi></span>
    </div>
    <div class="copy-shares">
      <b>${t(`copies.kind-${copy.kind}`)}</b>
      ${shareBar(t.text('copies.share', { n: inHundred(copy.share) }), copy.share)}
      ${shareBar(t.text('copies.share-other', { n: inHundred(copy.shareOfOther) }), copy.shareOfOther)}
    </div>
    <a
      class="btn"
      href="${urls.compare(status.id, document.document, copy.document)}"
      aria-label="${t.text('copies.compare')}: ${nameOf(copy)}"
      >${t('copies.compare')}</a
    >
  </li>`;
}

/** The bar says nothing that its words do not. */
function shareBar(words: string, share: number): Html {
  return html`<p class="meta">${words}</p>
    <svg class="progress" width="100%" height="6" aria-hidden="true">
      <rect class="all" x="0.5" y="0.5" width="99.8%" height="5" />
      <rect class="done" x="0" y="0" width="${percent(share, 1)}" height="6" />
    </svg>`;
}

/** Never 100 of what is not the same. */
export function inHundred(share: number): number {
  return Math.floor(share * 100);
}
