import { html, type Html } from '../html.ts';
import { say, type MessageKey, type Say } from '../messages.ts';
import type { ChooseDocumentView } from '../publishing-view.ts';
import { urls } from '../urls.ts';
import type { Frame } from '../views.ts';
import { framed } from './frame.ts';
import { fieldName } from './metadata-words.ts';
import { documentName, pathParts, tongueOfLetters } from './parts.ts';
import { leaves } from './publish-leaves.ts';
import { draftHead, lineField, refused } from './publish-parts.ts';

const VALUES_SHOWN = 5; // of one field

/** What is published of one document: its pages, its title, what it may say of itself, and its original by choice. */
export function chooseDocumentPage(frame: Frame, view: ChooseDocumentView): string {
  const t = say(frame.language);
  const { status, draft, document } = view;
  const name = documentName(document);
  const main = html`${draftHead(status.id, draft, { title: t.text('choose.document') })}
    ${refused(frame, t, view.problem)}
    <div class="form-page">
      <section aria-label="${t.text('choose.document')}">${form(t, view)}</section>
      <aside class="form-beside">
        <h2 ${tongueOfLetters(name)}><a href="${urls.reader(status.id, document.sha256)}">${name}</a></h2>
        <p class="meta">${pathParts(document.places[0]?.path ?? document.sha256)}</p>
        <p class="links">
          <a href="${urls.reader(status.id, document.sha256)}">${t('choose.look')}</a>
          <a href="${urls.draft(status.id, draft.id)}">${t('draft.back')}</a>
        </p>
      </aside>
    </div>`;
  return framed(frame, { title: [name, draft.profile.title, status.name].join(' · '), main, status, room: 'publish' });
}

function form(t: Say, view: ChooseDocumentView): Html {
  const { status, draft, document, chosen, pages, pagesTyped, hiding } = view;
  return html`<form
    class="form"
    method="post"
    action="${urls.draft(status.id, draft.id, `documents/${document.sha256}`)}"
  >
    ${lineField({ name: 'title', label: t('choose.title'), value: chosen.title ?? '', say: t('choose.title-say') })}
    ${
      pages > 0 &&
      lineField({
        name: 'pages',
        label: t('choose.which-pages'),
        value: pagesTyped ?? rangesOf(chosen.pages ?? []),
        say: t('choose.which-say', { n: pages }),
        plain: true,
        wrong: pagesTyped === undefined ? undefined : t('choose.pages-wrong', { n: pages }),
      })
    }
    ${leaves(t, view)} ${metadata(t, view)}
    ${
      hiding.length > 0 &&
      html`<div class="choices">
        <label
          ><input type="checkbox" name="hidden" value="yes" ${chosen.hidden && html`checked`} /><b
            >${t('choose.hidden')}</b
          ><small>${t('choose.hidden-say', { fields: hiding.join(', ') })}</small></label
        >
      </div>`
    }
    ${original(t, view)}
    <p class="own-do">
      <button class="btn btn-main" type="submit" name="do" value="keep">${t('choose.keep-document')}</button>
      <button class="btn btn-quiet" type="submit" name="do" value="leave">${t('choose.leave-out')}</button>
    </p>
  </form>`;
}

/** `1-3, 7` */
function rangesOf(pages: readonly number[]): string {
  const ranges: [number, number][] = [];
  for (const page of pages.toSorted((a, b) => a - b)) {
    const last = ranges.at(-1);
    if (last !== undefined && page <= last[1] + 1) last[1] = page;
    else ranges.push([page, page]);
  }
  return ranges.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(', ');
}

function metadata(t: Say, { document, chosen }: ChooseDocumentView): Html {
  const fields = [...Map.groupBy(document.reading?.metadata ?? [], ({ name }) => name)];
  return html`<fieldset>
    <legend class="legend">${t('choose.metadata')}</legend>
    ${
      fields.length === 0
        ? html`<p class="meta">${t('choose.metadata-none')}</p>`
        : html`<p class="meta">${t('choose.metadata-say')}</p>
            <div class="choices">
              ${fields.map(([name, all]) => {
                const [first] = all;
                const word = first === undefined ? html`<bdi>${name}</bdi>` : fieldName(t, first);
                const values = all.map(({ value }) => value);
                return tick('metadata', name, word, values, chosen.metadata.includes(name));
              })}
            </div>`
    }
  </fieldset>`;
}

function original(t: Say, { document, chosen, carries }: ChooseDocumentView): Html {
  const metadataOf = (name: string): Html => {
    const field = document.reading?.metadata.find((each) => each.name === name);
    const known = CARRIED[name];
    return known !== undefined ? t(known) : field === undefined ? html`<bdi>${name}</bdi>` : fieldName(t, field);
  };
  return html`<details class="fold" ${chosen.original && html`open`}>
    <summary>${t('choose.original')}</summary>
    <div class="choices">
      <label
        ><input type="checkbox" name="original" value="yes" ${chosen.original && html`checked`} /><b
          >${t('choose.original')}</b
        ><small>${t('choose.original-care')}</small></label
      >
    </div>
    ${
      carries.length === 0
        ? html`<p class="meta">${t('choose.original-plain')}</p>`
        : html`<fieldset>
            <legend class="legend">${t('choose.carries')}</legend>
            <div class="choices">
              ${carries.map(({ name, values }) =>
                tick('confirmed', name, metadataOf(name), values, chosen.confirmed.includes(name)),
              )}
            </div>
          </fieldset>`
    }
  </details>`;
}

const CARRIED: Readonly<Record<string, MessageKey>> = {
  'files-inside': 'choose.inside',
  'words-not-seen': 'choose.unseen-words',
  'pages-left-out': 'choose.left-out',
  'not-read-in-full': 'choose.read-in-part',
};

function tick(field: string, name: string, word: Html, values: readonly string[], isTicked: boolean): Html {
  const shown = values.slice(0, VALUES_SHOWN).join(' · ');
  return html`<label
    ><input type="checkbox" name="${field}" value="${name}" ${isTicked && html`checked`} /><b>${word}</b>${
      shown !== '' &&
      html`<small dir="auto"
        >${shown.slice(0, 300)}${values.length > VALUES_SHOWN && html` … (${values.length})`}</small
      >`
    }</label
  >`;
}
