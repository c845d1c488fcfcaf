import type { Publication, PublicationLanguage, PublishedDocument } from '../../nouns/publication.ts';
import { html, type Html } from '../html.ts';
import { INTERFACE_LANGUAGES, say, type Say } from '../messages.ts';
import { formatOf } from './claim-days.ts';
import { tongueOfLetters } from './parts.ts';

/** The one style sheet of a package. */
export const SHEET_PATH = 'assets/look.css';

/** From where a page of a package looks at the others: every address is relative, and names a file. */
export interface Where {
  readonly publication: Publication;
  /** `index.html`, or that of another language. */
  readonly file: string;
  /** Leads to `data/`: '', or `../` so and so many times. */
  readonly up: string;
}

export function toDocument({ up, file }: Where, id: string, anchor = ''): string {
  return `${up}doc/${id}/${file}${anchor === '' ? '' : `#${anchor}`}`;
}

export function toClaim({ up, file }: Where, id: string): string {
  return `${up}claim/${id}/${file}`;
}

/** Names a citation on the page of its document. */
export function anchorOf({
  page,
  start,
  end,
}: {
  readonly page: number;
  readonly start: number;
  readonly end: number;
}): string {
  return `p${page}-${start}-${end}`;
}

export function titleOf(t: Say, { documents }: Publication, document: PublishedDocument): Html {
  if (document.title !== undefined) return html`<span ${tongueOfLetters(document.title)}>${document.title}</span>`;
  return t('published.document', { n: documents.findIndex(({ id }) => id === document.id) + 1 });
}

/** A day without an hour, whatever the clock of the reader. */
export function dayOf(t: Say, day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  return formatOf(t, { dateStyle: 'long', timeZone: 'UTC' }).format(date);
}

interface Sheet {
  readonly publication: Publication;
  readonly language: PublicationLanguage;
  readonly place: string;
  readonly title: string;
  readonly main: Html;
}

/** The whole document around one page. No script, no inline style, no address outside the package. */
export function publishedFrame({ publication, language, place, title, main }: Sheet): string {
  const t = say(language);
  const up = '../'.repeat(place.split('/').length - 1);
  const fileOf = (tag: string): string => (tag === publication.language ? 'index.html' : `index.${tag}.html`);
  const file = fileOf(language);
  return html`<!doctype html>
    <html lang="${language}" dir="${t.dir}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="referrer" content="no-referrer" />
        <meta name="color-scheme" content="light dark" />
        <title>${title === publication.title ? title : `${title} · ${publication.title}`}</title>
        <link rel="stylesheet" href="${up}${SHEET_PATH}" />
      </head>
      <body>
        <a class="leap" href="#content">${t('app.skip')}</a>
        <header class="top">
          <b ${tongueOfLetters(publication.title)}>${publication.title}</b>
          <nav class="tongues" aria-label="${t.text('published.home')}">
            <a href="${up}${file}" ${place === '' && html`aria-current="page"`}>${t('published.home')}</a>
            <a href="${up}check/${file}" ${place === 'check/' && html`aria-current="page"`}>${t('published.check')}</a>
          </nav>
        </header>
        <main class="body" id="content" tabindex="-1">${main}</main>
        <footer class="foot">
          <p>${t('published.foot-original')} ${t('published.made')}</p>
          <ul class="tongues" aria-label="${t.text('app.languages')}">
            ${INTERFACE_LANGUAGES.map(
              ({ tag, name, dir }) =>
                html`<li>
                  <a
                    class="ui"
                    lang="${tag}"
                    dir="${dir}"
                    hreflang="${tag}"
                    href="${fileOf(tag)}"
                    ${tag === language && html`aria-current="true"`}
                    >${name}</a
                  >
                </li>`,
            )}
          </ul>
        </footer>
      </body>
    </html> `.markup;
}
