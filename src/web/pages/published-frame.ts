import type { PublicationLanguage } from '../../nouns/publication.ts';
import { html, type Html } from '../html.ts';
import { INTERFACE_LANGUAGES, say, type MessageKey } from '../messages.ts';
import { tongueOfLetters } from './parts.ts';
import { fileName, toPlace, type Where } from './published-address.ts';
import { dayOf } from './published-parts.ts';
import type { Site } from './published-site.ts';

/** The one style sheet of a package. */
export const SHEET_PATH = 'assets/look.css';

/** What a page of a package may load: files of the package, from a folder as from a server. Nothing else is asked for. */
const POLICY = [
  "default-src 'none'",
  ...['style-src', 'img-src', 'script-src', 'connect-src', 'form-action'].map((kind) => `${kind} 'self'`),
  "base-uri 'none'",
].join('; ');

/** The rooms of a publication, each with its folder. */
const ROOMS = [
  ['', 'published.home'],
  ['documents/', 'published.documents'],
  ['claims/', 'published.claims'],
  ['timeline/', 'timeline.title'],
  ['sources/', 'sources.title'],
  ['search/', 'search.title'],
  ['check/', 'published.check'],
] as const satisfies readonly (readonly [string, MessageKey])[];

export interface Sheet {
  /** Its folder, ending in a stroke; '' for the top. */
  readonly place: string;
  /** Its name in that folder, without language and ending; `index` where left out. */
  readonly stem?: string;
  readonly title: string;
  readonly main: Html;
  /** The room that it belongs to, by its folder; its own where left out. */
  readonly room?: string;
  /** Paths within `data/`. They run in this order, when the page is there: no modules, which browsers load from no folder. */
  readonly scripts?: readonly string[];
}

interface Framed extends Sheet {
  readonly site: Site;
  readonly language: PublicationLanguage;
}

/** From where the pages in a folder look at the others. */
export function lookingFrom(site: Site, language: PublicationLanguage, place: string): Where {
  return { site, language, up: '../'.repeat(place.split('/').length - 1) };
}

/** The whole document around one page: no inline script or style, and no address outside the package. */
export function publishedFrame({
  site,
  language,
  place,
  stem = 'index',
  title,
  main,
  room = place,
  scripts = [],
}: Framed): string {
  const t = say(language);
  const where = lookingFrom(site, language, place);
  const { publication } = site;
  const { publisher } = publication;
  const { originals } = site;
  const day = dayOf(t, publication.day);
  return html`<!doctype html>
    <html lang="${language}" dir="${t.dir}">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${POLICY}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="referrer" content="no-referrer" />
        <meta name="color-scheme" content="light dark" />
        <title>${title === publication.title ? title : `${title} · ${publication.title}`}</title>
        <link rel="stylesheet" href="${where.up}${SHEET_PATH}" />
        ${scripts.map((path) => html`<script src="${where.up}${path}" defer></script>`)}
      </head>
      <body class="public">
        <a class="skip" href="#content">${t('app.skip')}</a>
        <header class="masthead">
          <div class="wrap">
            <a class="sign" href="${toPlace(where, '')}"
              ><span ${tongueOfLetters(publication.title)}>${publication.title}</span></a
            >
            <nav class="rooms" aria-label="${t.text('published.rooms')}">
              ${ROOMS.map(
                ([folder, word]) =>
                  html`<a
                    href="${toPlace(where, folder)}"
                    ${room === folder && html`aria-current="${folder === place && stem === 'index' ? 'page' : 'true'}"`}
                    >${t(word)}</a
                  >`,
              )}
            </nav>
          </div>
        </header>
        <main id="content" tabindex="-1"><div class="wrap">${main}</div></main>
        <footer class="imprint">
          <div class="wrap">
            <p>
              <b ${tongueOfLetters(publication.title)}>${publication.title}</b>.
              ${publisher === undefined ? t('published.on', { day }) : t('published.by', { publisher, day })}.
              ${originals === 0 ? t('published.foot-original') : t('published.foot-originals', { n: originals })}
              ${t('published.made')}
            </p>
            <ul class="links tongues" aria-label="${t.text('app.languages')}">
              ${INTERFACE_LANGUAGES.map(
                ({ tag, name, dir }) =>
                  html`<li>
                    <a
                      class="ui"
                      lang="${tag}"
                      dir="${dir}"
                      hreflang="${tag}"
                      href="${fileName(where, stem, tag)}"
                      ${tag === language && html`aria-current="true"`}
                      >${name}</a
                    >
                  </li>`,
              )}
            </ul>
          </div>
        </footer>
      </body>
    </html> `.markup;
}
