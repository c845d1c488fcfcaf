import { OUTCOMES } from '../../nouns/outcome.ts';
import type { FileReport } from '../../nouns/occurrence.ts';
import { html, type Html } from '../html.ts';
import { bytesText, say, sayReason, sayRemedy, typeName, type Say } from '../messages.ts';
import { urls, type FilesAddress } from '../urls.ts';
import type { FilesView, Frame } from '../views.ts';
import { framed } from './frame.ts';
import { pager } from './pager.ts';
import {
  accessionName,
  choice,
  icon,
  languageNames,
  nothingYet,
  OUTCOME_ICONS,
  outcomeWord,
  pathParts,
  tongueOfLetters,
} from './parts.ts';

/** The account of files, file by file: every place where something was found, how it ended, and what can be done. */
export function filesPage(frame: Frame, view: FilesView): string {
  const t = say(frame.language);
  const main = html`<header class="opening">
      <h1>${t('files.title')}</h1>
      <p class="links">
        <a href="${urls.report(view.status.id)}">${t('report.title')}</a>
        <a href="${urls.filesCsv(view.status.id)}">${icon('download')}${t('report.csv')}</a>
      </p>
    </header>
    <div class="finder finder-files">
      <section class="found" aria-label="${t.text('files.title')}">
        <a class="btn btn-quiet jump" href="#narrow">${t('files.narrow')}</a>
        ${view.files.length === 0 ? none(t, view) : list(t, view)}
      </section>
      <aside class="facets" id="narrow" aria-labelledby="narrow-head">${facets(t, view)}</aside>
    </div>`;
  return framed(frame, {
    title: `${t.text('files.title')} · ${view.status.name}`,
    main,
    status: view.status,
    room: 'files',
    keys: [
      { press: 'j', does: 'keys.next' },
      { press: 'k', does: 'keys.previous' },
      { press: '?', does: 'keys.help' },
    ],
  });
}

function list(t: Say, view: FilesView): Html {
  const { status, filter, total, limit, offset, files } = view;
  const shown = t('files.shown', { from: offset + 1, to: offset + files.length, total });
  const more = pager(t, view, { shown, to: (to) => urls.files(status.id, { ...filter, offset: to }) });
  return html`<div class="tally-line">
      <h2>${shown}</h2>
    </div>
    <table class="file-list">
      <thead>
        <tr>
          <th scope="col">${t('files.col-path')}</th>
          <th scope="col">${t('files.col-outcome')}</th>
          <th scope="col">${t('files.col-language')}</th>
          <th scope="col" class="r">${t('files.col-pages')}</th>
          <th scope="col" class="r">${t('files.col-size')}</th>
        </tr>
      </thead>
      <tbody>
        ${files.map((file) => row(t, view, file))}
      </tbody>
    </table>
    ${total > limit && more}`;
}

function row(t: Say, { status }: FilesView, file: FileReport): Html {
  const path = pathParts(file.path);
  const name = html`${file.title !== undefined && html`<b ${tongueOfLetters(file.title)}>${file.title}</b> `}${path}`;
  return html`<tr data-item>
    <th scope="row">
      ${file.sha256 === undefined ? name : html`<a href="${urls.reader(status.id, file.sha256)}">${name}</a>`}
      ${file.pathBytes !== undefined && html`<span class="meta">${t('files.odd-name')}: <bdi class="hash">${file.pathBytes}</bdi></span>`}
      <span class="meta">${file.mediaType !== undefined && typeName(t, file.mediaType)}</span>
    </th>
    <td class="ended">
      <span class="verdict ${file.outcome === 'unreadable' && 'verdict-fault'}"
        >${icon(OUTCOME_ICONS[file.outcome], 'icon-s')}${outcomeWord(t, file.outcome)}</span
      >
      ${
        file.reason !== undefined &&
        html`<p>${sayReason(t, file.reason)}</p>
          <p class="meta">${sayRemedy(t, file.reason)}</p>`
      }
    </td>
    <td class="meta">${file.languages !== undefined && languageNames(t, file.languages)}</td>
    <td class="r num">${file.pages !== undefined && file.pages > 0 && t('reader.pages', { n: file.pages })}</td>
    <td class="r num">${file.size !== undefined && bytesText(t, file.size)}</td>
  </tr>`;
}

function none(t: Say, { status }: FilesView): Html {
  if (status.received === 0) return nothingYet(t, urls.caseHome(status.id));
  return html`<div class="state">
    <h2>${t('files.none')}</h2>
    <p class="say">${t('files.none-say', { total: status.received })}</p>
    <p><a class="btn" href="${urls.files(status.id)}">${t('files.none-next')}</a></p>
  </div>`;
}

function facets(t: Say, view: FilesView): Html {
  const { status, filter } = view;
  const link = (change: FilesAddress): string => urls.files(status.id, { ...filter, offset: 0, ...change });
  const outcomes = [...OUTCOMES, ...(status.waiting > 0 ? (['waiting'] as const) : [])];
  return html`<h2 class="facets-head" id="narrow-head">${t('files.narrow')}</h2>
    <section class="facet">
      <h3>${t('files.outcome')}</h3>
      <ul>
        ${choice(t, html`${t('files.all')}`, status.received, filter.outcome === undefined, link({ outcome: undefined }))}
        ${outcomes.map((outcome) =>
          choice(
            t,
            outcomeWord(t, outcome),
            outcome === 'waiting' ? status.waiting : status.outcomes[outcome],
            filter.outcome === outcome,
            link({ outcome }),
          ),
        )}
      </ul>
    </section>
    ${typeFacet(t, view, link)}
    <section class="facet">
      <h3>${t('files.copies')}</h3>
      <ul>
        ${choice(t, t('files.copies-all'), undefined, filter.copies === undefined, link({ copies: undefined }))}
        ${choice(t, t('files.copies-hidden'), undefined, filter.copies === 'hidden', link({ copies: 'hidden' }))}
      </ul>
    </section>
    ${
      status.accessions.length > 0 &&
      html`<section class="facet">
        <h3>${t('files.accession')}</h3>
        <ul>
          ${status.accessions.map((accession) =>
            choice(
              t,
              html`<bdi>${accessionName(accession)}</bdi>`,
              accession.received,
              filter.accession === accession.id,
              link({ accession: filter.accession === accession.id ? undefined : accession.id }),
            ),
          )}
        </ul>
      </section>`
    }`;
}

function typeFacet(t: Say, { filter, types }: FilesView, link: (change: FilesAddress) => string): Html {
  const known = types ?? (filter.type === undefined ? [] : [{ value: filter.type, files: undefined }]);
  return html`${
    known.length > 0 &&
    html`<section class="facet">
      <h3>${t('files.type')}</h3>
      <ul>
        ${known.map(({ value, files }) =>
          choice(
            t,
            html`<bdi>${typeName(t, value)}</bdi>`,
            files,
            filter.type === value,
            link({ type: filter.type === value ? undefined : value }),
          ),
        )}
      </ul>
    </section>`
  }`;
}
