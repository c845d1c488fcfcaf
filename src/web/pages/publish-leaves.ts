import { html, NOTHING, type Html } from '../html.ts';
import type { Say } from '../messages.ts';
import type { ChooseDocumentView, LeafView } from '../publishing-view.ts';
import { urls } from '../urls.ts';
import { tongue } from './parts.ts';

/** The pages of a document, small, each to be left out or taken in again. */
export function leaves(t: Say, view: ChooseDocumentView): Html {
  if (view.leaves.length === 0) return NOTHING;
  const { leaves: shown, pages } = view;
  const [first, last] = [shown[0]?.number ?? 1, shown.at(-1)?.number ?? 1];
  return html`<fieldset>
    <legend class="legend">${t('leaf.title')}</legend>
    <p class="meta">${t('leaf.say')}</p>
    ${pages > shown.length && html`<p class="meta">${t('leaf.shown', { from: first, to: last, n: pages })}</p>`}
    <ul class="leaves">
      ${shown.map((leaf) => html`<li>${one(t, view, leaf)}</li>`)}
    </ul>
    ${ways(t, view)}
  </fieldset>`;
}

function one(t: Say, view: ChooseDocumentView, leaf: LeafView): Html {
  const { chosen } = view;
  const { number } = leaf;
  const isLeftOut = chosen.pages !== undefined && !chosen.pages.includes(number);
  const word = isLeftOut ? t('leaf.take', { page: number }) : t('leaf.leave', { page: number });
  return html`<label class="${isLeftOut && 'left-out'}"
    >${picture(view, leaf)}<span class="leaf-do"
      ><input type="checkbox" name="${isLeftOut ? 'take' : 'leave'}" value="${number}" /><span>${word}</span></span
    ></label
  >`;
}

function picture(
  { status, document, draws }: ChooseDocumentView,
  { number, width, height, words, language, isDrawn }: LeafView,
): Html {
  if (!isDrawn && !draws) {
    return html`<span class="leaf-words" aria-hidden="true" ${tongue(language)}>${words}</span>`;
  }
  return html`<img
    src="${urls.picture(status.id, document.sha256, number)}"
    alt=""
    loading="lazy"
    decoding="async"
    width="${Math.round(width)}"
    height="${Math.round(height)}"
  />`;
}

/** To other pages of it, and to pictures of all of them. What is ticked has to be kept before. */
function ways(t: Say, { status, draft, document, leaves: shown, pages, draws }: ChooseDocumentView): Html {
  const to = urls.draft(status.id, draft.id, `documents/${document.sha256}`);
  const at = (from: number, all: boolean): string => {
    const asked = new URLSearchParams({ ...(from > 0 && { from: String(from) }), ...(all && { pictures: 'all' }) });
    return asked.size === 0 ? to : `${to}?${asked.toString()}`;
  };
  const first = (shown[0]?.number ?? 1) - 1;
  const next = first + shown.length;
  return html`<p class="links">
    ${first > 0 && html`<a href="${at(Math.max(0, first - shown.length), draws)}">${t('leaf.before')}</a>`}
    ${next < pages && html`<a href="${at(next, draws)}">${t('leaf.after')}</a>`}
    ${!draws && shown.some(({ isDrawn }) => !isDrawn) && html`<a href="${at(first, true)}">${t('leaf.draw')}</a>`}
  </p>`;
}
