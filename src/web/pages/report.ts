import { OUTCOMES, type ReasonCode } from '../../nouns/outcome.ts';
import { html, NOTHING, type Html } from '../html.ts';
import { say, sayReason, typeName, type Say } from '../messages.ts';
import { urls } from '../urls.ts';
import type { Frame, ReportView } from '../views.ts';
import { account, strip } from './account.ts';
import { againButton } from './again.ts';
import { framed } from './frame.ts';
import { icon, OUTCOME_ICONS, outcomeWord } from './parts.ts';

/** Pages whose recognised words are likely wrong in places (docs/search.md). */
const FAINT = 'conf:<70';

/** The account of a case by outcome, reason and kind, with what can be done about each reason. */
export function reportPage(frame: Frame, view: ReportView): string {
  const t = say(frame.language);
  const { status, outdated } = view;
  const main = html`<header class="reader-head">
      <h1>${t('report.title')}</h1>
      <p class="meta">
        <a href="${urls.files(status.id)}">${t('reader.back-files')}</a>
      </p>
    </header>
    <p>${t('report.say')}</p>
    <p class="links">
      <a href="${urls.filesCsv(status.id)}">${icon('download')}${t('report.csv')}</a>
      <a href="${urls.search(status.id, { query: FAINT })}">${t('report.faint')}</a>
    </p>
    <div class="report-sum">${strip(t, status)} ${account(t, status)}</div>
    ${
      outdated > 0 &&
      html`<div class="note-box">
        <p>${t('report.outdated', { n: outdated })}</p>
        ${againButton(status.id, ['outdated', 'yes'], t('report.outdated-next'))}
      </div>`
    }
    ${reasons(t, view)} ${status.received > 0 && kinds(t, view)}`;
  return framed(frame, { title: `${t.text('report.title')} · ${status.name}`, main, status, room: 'files' });
}

function reasons(t: Say, { status, tallies }: ReportView): Html {
  const counts = new Map<ReasonCode, number>();
  for (const { reason, files } of tallies) {
    if (reason !== undefined) counts.set(reason, (counts.get(reason) ?? 0) + files);
  }
  if (counts.size === 0) return NOTHING;
  const rows = [...counts].toSorted(([, a], [, b]) => b - a);
  return html`<section class="report-part" aria-labelledby="reasons">
    <div class="head"><h2 id="reasons">${t('report.reasons')}</h2></div>
    <table class="sums tally">
      <thead>
        <tr>
          <th scope="col">${t('report.reason')}</th>
          <th scope="col" class="r">${t('nav.files')}</th>
          <th scope="col"><span class="unseen">${t('files.do')}</span></th>
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ([code, files]) =>
            html`<tr>
              <th scope="row">
                <a href="${urls.files(status.id, { reason: code })}">${sayReason(t, { code })}</a>
              </th>
              <td>${t.number(files)}</td>
              <td>${againButton(status.id, ['reason', code], t('report.again'), code)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
    ${againButton(status.id, ['unread', 'yes'], t('report.again-all'))}
  </section>`;
}

function kinds(t: Say, { status, tallies }: ReportView): Html {
  const order = [...OUTCOMES, 'waiting'];
  const byOutcome = [...Map.groupBy(tallies, ({ outcome }) => outcome)].toSorted(
    ([a], [b]) => order.indexOf(a) - order.indexOf(b),
  );
  return html`<section class="report-part" aria-labelledby="kinds">
    <div class="head"><h2 id="kinds">${t('report.kinds')}</h2></div>
    <table class="sums tally">
      <thead>
        <tr>
          <th scope="col">${t('files.type')}</th>
          <th scope="col" class="r">${t('nav.files')}</th>
        </tr>
      </thead>
      ${byOutcome.map(([outcome, rows]) => {
        const files = rows.reduce((sum, row) => sum + row.files, 0);
        return html`<tbody>
          <tr class="tally-head">
            <th scope="rowgroup">${icon(OUTCOME_ICONS[outcome], 'icon-s')}${outcomeWord(t, outcome)}</th>
            <td>${t.number(files)}</td>
          </tr>
          ${rows.toSorted((a, b) => b.files - a.files).map((row) => kindRow(t, status.id, row))}
        </tbody>`;
      })}
    </table>
  </section>`;
}

function kindRow(t: Say, caseId: string, { outcome, mediaType, reason, files }: ReportView['tallies'][number]): Html {
  const kind =
    mediaType === undefined
      ? t('report.no-bytes')
      : html`<a href="${urls.files(caseId, { outcome, type: mediaType })}"><bdi>${typeName(t, mediaType)}</bdi></a>`;
  return html`<tr>
    <th scope="row">
      ${kind} ${reason !== undefined && html`<span class="meta">${sayReason(t, { code: reason })}</span>`}
    </th>
    <td>${t.number(files)}</td>
  </tr>`;
}
