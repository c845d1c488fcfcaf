import { html, joined, NOTHING, type Html } from '../html.ts';
import type { Say } from '../messages.ts';
import type { CheckView, PublicationView, PublishView } from '../publishing-view.ts';
import { urls } from '../urls.ts';
import type { Frame } from '../views.ts';
import { icon, inFours, moment, progressBar, tongueOfLetters } from './parts.ts';
import { problemLine } from './problem.ts';

const FAULTS_SHOWN = 20; // of one package

/** What a case has given out, newest first: where it lies, whether it is whole, and all of it as one file. */
export function publicationList(frame: Frame, t: Say, { status, publications }: PublishView): Html {
  const isChecking = publications.some(({ check }) => check?.kind === 'checking');
  const seen = new Set<string>();
  return html`<ol class="life" id="given" data-renew ${isChecking && html`data-progress`}>
    ${publications.map((each) => {
      // The same may have been given out twice: links lead to the last time.
      const isFirst = !seen.has(each.publication);
      seen.add(each.publication);
      return html`<li class="sealed" ${isFirst && html`id="${each.publication}"`}>
        ${given(t, each)} ${sealed(t, status.id, each)} ${isFirst ? there(frame, t, status.id, each) : NOTHING}
      </li>`;
    })}
  </ol>`;
}

function given(t: Say, { title, publication, counts, size }: PublicationView): Html {
  return html`<p>
      ${title !== undefined && html`<b ${tongueOfLetters(title)}>${title}</b> `}<bdi class="hash">${publication}</bdi>
    </p>
    ${
      counts !== undefined &&
      html`<p class="meta">
        ${joined(
          [
            t('publish.documents', { n: counts.documents }),
            t('publish.pages', { n: counts.pages }),
            t('publish.claims', { n: counts.claims }),
            ...(size === undefined ? [] : [t('run.files', { n: size.files, size: bytesIn(t, size.bytes) })]),
          ],
          t.comma,
        )}
      </p>`
    }`;
}

function bytesIn(t: Say, bytes: number): string {
  return bytes < 10 * 1_048_576
    ? t.text('run.size-kb', { n: Math.max(1, Math.round(bytes / 1024)) })
    : t.text('unit.megabytes', { n: Math.round(bytes / 1_048_576) });
}

function sealed(t: Say, caseId: string, { at, actor, seq, checkpoint }: PublicationView): Html {
  return html`<p class="meta">
    ${t('publish.before-entry', { time: moment(t, at), actor, seq })}${
      checkpoint !== undefined &&
      html`${t.comma}<a href="${urls.stamps(caseId)}">${t('publish.before-sealed', { n: checkpoint })}</a>`
    }
  </p>`;
}

function there(frame: Frame, t: Say, caseId: string, report: PublicationView): Html {
  const { place, publication, check, title } = report;
  if (place === undefined) return html`<p class="meta">${t('publish.before-away')}</p>`;
  const unseen = html`<span class="unseen">: <bdi>${title ?? publication}</bdi></span>`;
  return html`<p class="meta">
      ${t('publish.before-place', { place: html`<bdi class="hash hash-long">${place}</bdi>` })}
    </p>
    ${check !== undefined && checked(frame, t, check)}
    <form class="own-do" method="post" action="${urls.send(caseId, 'publish/check')}">
      ${
        check?.kind === 'checking'
          ? html`<button
              class="btn btn-quiet"
              type="submit"
              formaction="${urls.send(caseId, 'publish/check/stop')}"
              name="publication"
              value="${publication}"
            >
              ${t('given.stop')}${unseen}
            </button>`
          : html`<button class="btn btn-quiet" type="submit" name="publication" value="${publication}">
              ${t(check === undefined ? 'given.check' : 'given.check-again')}${unseen}
            </button>`
      }
      ${
        check?.kind !== 'altered' &&
        html`<a class="btn btn-quiet" href="${urls.publicationFile(caseId, publication)}" download
          >${icon('download')}${t('given.download')}${unseen}</a
        >`
      }
    </form>`;
}

function reading(t: Say, { files, of }: Extract<CheckView, { kind: 'checking' }>): Html {
  const said = { done: files, total: of };
  return html`<p class="meta">${t('given.progress', said)}</p>
    ${progressBar(files, of, t.text('given.progress', said))}`;
}

function checked(frame: Frame, t: Say, check: CheckView): Html {
  switch (check.kind) {
    case 'checking':
      return html`<p class="verdict" role="status">${icon('waiting', 'icon-s')}${t('given.checking')}</p>
        ${check.of > 0 && reading(t, check)}`;
    case 'failed':
      return html`<div class="note-box note-box-fault" role="alert">
        ${problemLine(frame, check.problem.message)} ${problemLine(frame, check.problem.remedy)}
      </div>`;
    case 'whole':
      return html`<p class="verdict" role="status">
          ${icon('agree', 'icon-s')}<span>${t('given.whole', { time: moment(t, check.at) })}</span>
        </p>
        <p class="meta">
          ${t('given.file', {
            name: html`<bdi class="hash">${check.archive.name}</bdi>`,
            size: bytesIn(t, check.archive.bytes),
          })}
          <span class="hash hash-long">${inFours(check.archive.sha256)}</span>
        </p>`;
    case 'altered':
      return html`<p class="verdict verdict-fault" role="status">
          ${icon('fault', 'icon-s')}<span>${t('given.altered', { time: moment(t, check.at) })}</span>
        </p>
        <ul class="side-list">
          ${!check.isOfEntry && html`<li>${t('given.other')}</li>`}
          ${check.faults
            .slice(0, FAULTS_SHOWN)
            .map(({ where, text }) => html`<li><bdi class="hash hash-long">${where}</bdi> ${text}</li>`)}
          ${
            check.faults.length > FAULTS_SHOWN &&
            html`<li class="meta">${t('case.more', { n: check.faults.length - FAULTS_SHOWN })}</li>`
          }
        </ul>
        <p class="meta">${t('given.altered-do')}</p>`;
  }
}
