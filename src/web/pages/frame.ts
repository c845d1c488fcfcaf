import type { CaseStatus } from '../../nouns/occurrence.ts';
import { assetUrl, type AssetName } from '../assets.ts';
import { html, type Html, type HtmlPart } from '../html.ts';
import { INTERFACE_LANGUAGES, say } from '../messages.ts';
import { urls } from '../urls.ts';
import type { Frame } from '../views.ts';
import { keyList, type Key } from './keys.ts';

export interface Sheet {
  /** Plain text; the name of the house is added. */
  readonly title: string;
  readonly main: Html;
  /** The case that the page is about; without it the page has no rooms. */
  readonly status?: CaseStatus | undefined;
  readonly room?: 'case' | 'files' | 'search' | 'claims' | 'publish';
  readonly scripts?: readonly AssetName[];
  readonly keys?: readonly Key[];
  /** What else belongs into `<head>`. */
  readonly head?: HtmlPart;
}

/** The whole document around one page: masthead, content, imprint. No inline style and no inline script, ever. */
export function framed(frame: Frame, sheet: Sheet): string {
  const t = say(frame.language);
  return html`<!doctype html>
    <html lang="${frame.language}" dir="${t.dir}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="referrer" content="no-referrer" />
        <meta name="color-scheme" content="light dark" />
        <title>${sheet.title} · Touchstone</title>
        <link rel="icon" href="${assetUrl('touchstone.svg')}" type="image/svg+xml" />
        <link rel="stylesheet" href="${assetUrl('look.css')}" />
        <link rel="stylesheet" href="${assetUrl('fonts.css')}" />
        ${scripts(sheet).map((name) => html`<script type="module" src="${assetUrl(name)}"></script>`)} ${sheet.head}
      </head>
      <body>
        <a class="skip" href="#content">${t('app.skip')}</a>
        ${masthead(frame, sheet)}
        <main id="content" tabindex="-1"><div class="wrap">${sheet.main} ${keyList(t, sheet.keys ?? [])}</div></main>
        ${imprint(frame, sheet)}
      </body>
    </html> `.markup;
}

function scripts(sheet: Sheet): readonly AssetName[] {
  return (sheet.keys ?? []).length === 0 ? (sheet.scripts ?? []) : ['keys.js', ...(sheet.scripts ?? [])];
}

function masthead(frame: Frame, sheet: Sheet): Html {
  const t = say(frame.language);
  const { status } = sheet;
  const room = (name: NonNullable<Sheet['room']>, href: string): Html =>
    html`<a href="${href}" ${sheet.room === name && html`aria-current="page"`}>${t(`nav.${name}`)}</a>`;
  return html`<header class="masthead">
    <div class="wrap">
      <a class="sign" href="${urls.cases()}" title="${t.text('nav.cases')}" translate="no"
        ><svg class="stone" viewBox="0 0 28 28" aria-hidden="true">
          <path class="body" d="M4 8.5 11 3l11 2 4 8.5-3.5 8.5L10.5 25 2.5 18.5z" />
          <path class="streak" d="m8 18.5 11.5-9" /></svg
        >Touchstone</a
      >
      ${
        status &&
        html`<a class="case-name" href="${urls.caseHome(status.id)}"><bdi>${status.name}</bdi></a>
          <nav class="rooms" aria-label="${t.text('app.rooms')}">
            ${room('case', urls.caseHome(status.id))} ${room('search', urls.search(status.id))}
            ${room('claims', urls.claims(status.id))} ${room('files', urls.files(status.id))}
            ${room('publish', urls.publishing(status.id))}
          </nav>`
      }
    </div>
  </header>`;
}

function imprint(frame: Frame, { status, keys }: Sheet): Html {
  const t = say(frame.language);
  return html`<footer class="imprint">
    <div class="wrap">
      <p id="standing" data-renew>
        ${
          status &&
          html`${t('foot.ledger', { entries: status.ledger.entries, checkpointed: status.ledger.checkpointed })} `
        }${t('foot.local')}
      </p>
      <ul class="links" id="speak" aria-label="${t.text('app.languages')}">
        ${INTERFACE_LANGUAGES.map(
          ({ tag, name, dir }) =>
            html`<li>
              <a
                class="ui"
                lang="${tag}"
                dir="${dir}"
                hreflang="${tag}"
                href="${urls.inLanguage(frame.here, tag)}"
                ${tag === frame.language && html`aria-current="true"`}
                >${name}</a
              >
            </li>`,
        )}
        ${(keys ?? []).length > 0 && html`<li class="keys-link"><a href="#keys">${t('foot.keys')}</a></li>`}
      </ul>
    </div>
  </footer>`;
}
