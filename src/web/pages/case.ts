import type { AccessionReport, CaseStatus, FileReport } from '../../nouns/occurrence.ts';
import type { ReasonCode } from '../../nouns/outcome.ts';
import { html, NOTHING, type Html } from '../html.ts';
import { languageName, say, sayReason, type Say } from '../messages.ts';
import { urls } from '../urls.ts';
import type { CaseView, Frame } from '../views.ts';
import { account, addsUp, settledIn, strip } from './account.ts';
import { framed } from './frame.ts';
import { accessionName, icon, moment, pathParts, percent, tongueOfLetters } from './parts.ts';
import { searchForm } from './search-form.ts';

/** Without scripts the page renews itself this often while files are being read. */
const RENEW_SECONDS = 15;

/** A case: what was taken in and what became of it. */
export function casePage(frame: Frame, view: CaseView): string {
  const t = say(frame.language);
  const { status } = view;
  const going =
    status.waiting > 0 ||
    (status.again ?? 0) > 0 ||
    status.accessions.some((accession) => accession.closed === undefined);
  const renews = going && !view.paused;
  const main = html`<header class="opening">
      <h1><bdi>${status.name}</bdi></h1>
    </header>
    ${searchForm(t, { caseId: status.id, query: '', main: true })} ${exposed(t, view)}
    <div class="front">
      <section
        class="lead"
        id="intake"
        data-renew
        aria-labelledby="intake-head"
        ${renews && html`data-live data-events="${urls.events(status.id)}"`}
      >
        ${status.received === 0 ? nothingYet(t) : intake(t, view, going)}
      </section>
      <section class="rail" id="taken-in" data-renew aria-labelledby="accessions">${accessions(t, status)}</section>
      <section class="third" id="tongues" data-renew aria-labelledby="languages">${languages(t, status)}</section>
      <section class="third reasons" id="unreadable" data-renew aria-labelledby="unreadable-head">
        ${unreadable(t, view)}
      </section>
      <section class="third" id="ledger" data-renew aria-labelledby="ledger-head">${ledger(t, view)}</section>
    </div>`;
  return framed(frame, {
    title: status.name,
    main,
    status,
    room: 'case',
    keys: [
      { press: '/', does: 'keys.search' },
      { press: '?', does: 'keys.help' },
    ],
    scripts: renews ? ['live.js'] : [],
    head: renews && html`<noscript><meta http-equiv="refresh" content="${RENEW_SECONDS}" /></noscript>`,
  });
}

function intake(t: Say, { status, paused }: CaseView, going: boolean): Html {
  const open = status.accessions.find((accession) => accession.closed === undefined);
  const received = html`<b>${t('unit.files', { n: status.received })}</b>`;
  const settled = html`<b>${t.number(settledIn(status))}</b>`;
  const waiting = html`<b>${t.number(status.waiting)}</b>`;
  return html`<div class="head">
      <h2 id="intake-head">
        ${t(going ? 'case.intake-going' : 'case.intake-done')}${open && html` <bdi>${accessionName(open)}</bdi>`}
      </h2>
      ${open && html`<p class="meta">${t('case.begun', { time: moment(t, open.begun), actor: open.actor })}</p>`}
    </div>
    <p class="lede">
      ${going ? t('case.lede-going', { received, settled, waiting }) : t('case.lede-done', { received })}
      ${addsUp(status) ? t('case.lede-adds') : NOTHING}
    </p>
    ${addsUp(status) ? NOTHING : html`<p class="note-box note-box-fault">${t('case.lede-wrong')}</p>`}
    ${strip(t, status)} ${account(t, status)}
    <div class="now">
      <p class="meta">
        ${t('case.searchable', { n: status.passages })}
        ${(status.again ?? 0) > 0 && t('case.again', { n: status.again ?? 0 })}
        ${status.leftMs !== undefined && t('case.left-minutes', { n: Math.max(1, Math.round(status.leftMs / 60_000)) })}
        ${going && t(paused ? 'case.paused' : 'case.renews')}
      </p>
      ${
        going &&
        html`<a class="btn btn-quiet" href="${urls.caseHome(status.id, { paused: !paused })}"
          >${t(paused ? 'case.continue' : 'case.pause')}</a
        >`
      }
    </div>`;
}

function nothingYet(t: Say): Html {
  return html`<div class="state">
    <h2 id="intake-head">${t('case.empty')}</h2>
    <p class="say">${t('case.empty-say')}</p>
    <p>${t('case.empty-next')}</p>
    <pre class="command" dir="ltr" tabindex="0"><code>touchstone add my-case ~/leak</code></pre>
  </div>`;
}

function accessions(t: Say, status: CaseStatus): Html {
  return html`<div class="head"><h2 id="accessions">${t('case.accessions')}</h2></div>
    ${
      status.accessions.length === 0
        ? html`<p class="meta">${t('case.empty')}</p>`
        : html`<div class="scroll" tabindex="0" role="group" aria-labelledby="accessions">
            <table class="accessions">
              <thead>
                <tr>
                  <th scope="col">${t('case.accession-what')}</th>
                  <th scope="col" class="r">${t('case.accession-files')}</th>
                </tr>
              </thead>
              <tbody>
                ${status.accessions.toReversed().map((accession) => accessionRow(t, status, accession))}
              </tbody>
            </table>
          </div>`
    }`;
}

function accessionRow(t: Say, status: CaseStatus, accession: AccessionReport): Html {
  return html`<tr>
    <th scope="row">
      <a href="${urls.files(status.id, { accession: accession.id })}"
        ><bdi ${tongueOfLetters(accessionName(accession))}>${accessionName(accession)}</bdi></a
      ><br />
      <span class="meta"
        >${t('case.accession-by', { time: moment(t, accession.begun), actor: accession.actor })}${
          accession.asOf !== undefined && html`; ${t('case.accession-asof', { date: accession.asOf })}`
        }${accession.closed === undefined && html`; ${t('case.accession-open')}`}</span
      >
      ${
        accession.note !== undefined &&
        html`<br /><span class="meta roots">${accession.roots.map((root) => html`${pathParts(root)} `)}</span>`
      }
    </th>
    <td class="r">${t.number(accession.received)}</td>
  </tr>`;
}

function languages(t: Say, status: CaseStatus): Html {
  const most = Math.max(1, ...status.languages.map(({ passages }) => passages));
  return html`<div class="head">
      <h2 id="languages">${t('case.languages')}</h2>
      <p class="meta">${t('case.languages-unit')}</p>
    </div>
    ${
      status.languages.length === 0
        ? html`<p class="meta">${t('case.languages-none')}</p>`
        : html`<ul class="bars">
            ${status.languages.map(
              ({ language, passages }) =>
                html`<li>
                  <span>${languageName(t, language)}</span>
                  <svg width="100%" height="12" aria-hidden="true">
                    <rect
                      ${language === 'und' && html`class="b-open"`}
                      x="1"
                      y="1"
                      width="${percent(passages, most * 1.02)}"
                      height="10"
                    />
                  </svg>
                  <span class="n">${t.number(passages)}</span>
                </li>`,
            )}
          </ul>`
    }`;
}

/** Reasons as folded rows, most frequent first, with a few files under each. */
function unreadable(t: Say, { status, unreadable: files }: CaseView): Html {
  const groups = [...Map.groupBy(files, (file) => file.reason?.code ?? 'broken')].toSorted(
    ([, a], [, b]) => b.length - a.length,
  );
  return html`<div class="head">
      <h2 id="unreadable-head">${t('case.unreadable')}</h2>
      <p class="meta num">${t('unit.files', { n: status.outcomes.unreadable })}</p>
    </div>
    ${
      files.length === 0
        ? html`<p class="meta">${t('case.unreadable-none')}</p>`
        : html`${groups.map(([code, group]) => reasonGroup(t, status, code, group))}
            <p class="links">
              <a href="${urls.files(status.id, { outcome: 'unreadable' })}">${t('case.unreadable-all')}</a>
              <a href="${urls.report(status.id)}">${t('report.title')}</a>
            </p>`
    }`;
}

const FILES_UNDER_A_REASON = 5;

function reasonGroup(t: Say, status: CaseStatus, code: ReasonCode, files: readonly FileReport[]): Html {
  // What is true of the first alone is not said of them all.
  const sentences = new Map(files.map(({ reason = { code } }) => [sayReason(t, reason).markup, reason]));
  const [reason = { code }] = sentences.size === 1 ? sentences.values() : [];
  return html`<details>
    <summary>
      ${icon(code === 'encrypted' ? 'lock' : 'unreadable')}<span>${sayReason(t, reason)}</span
      ><span class="n">${t.number(files.length)}</span><span class="turn">${icon('down', 'icon-s')}</span>
    </summary>
    <ul>
      ${files
        .slice(0, FILES_UNDER_A_REASON)
        .map(
          (file) =>
            html`<li>
              ${
                file.sha256 === undefined
                  ? pathParts(file.path)
                  : html`<a href="${urls.reader(status.id, file.sha256)}">${pathParts(file.path)}</a>`
              }
            </li>`,
        )}
      ${
        files.length > FILES_UNDER_A_REASON &&
        html`<li>${t('case.more', { n: files.length - FILES_UNDER_A_REASON })}</li>`
      }
    </ul>
  </details>`;
}

function ledger(t: Say, { status, reading }: CaseView): Html {
  const { entries, checkpointed } = status.ledger;
  const row = (label: Html, value: number, total = false): Html =>
    html`<tr class="${total && 'total'}">
      <th scope="row">${label}</th>
      <td>${t.number(value)}</td>
    </tr>`;
  return html`<div class="head"><h2 id="ledger-head">${t('case.ledger')}</h2></div>
    <table class="sums">
      <tbody>
        ${row(t('case.ledger-sealed'), checkpointed)} ${row(t('case.ledger-waiting'), entries - checkpointed)}
        ${row(t('case.ledger-entries'), entries, true)}
      </tbody>
    </table>
    <p class="meta after">${t('case.ledger-say')}</p>
    <p class="links"><a href="${urls.stamps(status.id)}">${t('stamps.way')}</a></p>
    ${reading?.isolated && html`<p class="meta after">${t('case.isolated', { by: reading.by ?? '' })}</p>`}`;
}

function exposed(t: Say, { reading }: CaseView): Html {
  if (reading === undefined || reading.isolated) return NOTHING;
  return html`<div class="note-box note-box-fault exposed" role="note">
    <h2 class="verdict">${t('case.exposed')}</h2>
    <p>${t('case.exposed-say')}</p>
    <p>${t('case.exposed-next')}</p>
  </div>`;
}
