import { html, NOTHING, type Html } from '../html.ts';
import { languageName, say, type Say } from '../messages.ts';
import type { ReadyView, RunPageView, RunView } from '../publishing-view.ts';
import { urls } from '../urls.ts';
import type { Frame } from '../views.ts';
import { framed } from './frame.ts';
import { icon, percent, progressBar, tongue, tongueOfLetters } from './parts.ts';
import { problemLine } from './problem.ts';
import { checks } from './publish-checks.ts';
import { draftHead, refused } from './publish-parts.ts';

/** Without scripts the page renews itself this often while a package is being prepared. */
const RENEW_SECONDS = 10;
const SHOWN = 200; // documents, and claims, that are listed

/** A package on its way: being prepared, looked at before it is signed, and done. */
export function runPage(frame: Frame, view: RunPageView): string {
  const t = say(frame.language);
  const { status, draft, run } = view;
  const isRunning = run.kind === 'preparing';
  const title = t.text(`run.${run.kind}`);
  const main = html`<div id="run-head" data-renew>${draftHead(status.id, draft, { title })}</div>
    ${refused(frame, t, view.problem)}
    <div id="run" data-renew ${isRunning && html`data-progress`}>${body(frame, t, view)}</div>`;
  const part = run.kind === 'preparing' ? [percent(run.pages, run.of)] : [];
  return framed(frame, {
    title: [...part, title, draft.profile.title, status.name].join(' · '),
    main,
    status,
    room: 'publish',
    scripts: isRunning ? ['progress.js'] : [],
    head: isRunning && html`<noscript><meta http-equiv="refresh" content="${RENEW_SECONDS}" /></noscript>`,
  });
}

function body(frame: Frame, t: Say, view: RunPageView): Html {
  const { run } = view;
  switch (run.kind) {
    case 'preparing':
      return preparing(t, view, run);
    case 'failed':
      return html`<div class="note-box note-box-fault">
          <p><b>${t('run.failed')}</b></p>
          ${problemLine(frame, run.problem.message)} ${problemLine(frame, run.problem.remedy)}
        </div>
        <p class="after">${t('run.failed-say')}</p>
        ${again(t, view)}`;
    case 'ready':
      return ready(t, view, run);
    case 'done':
      return done(t, view.status.id, run);
  }
}

function preparing(t: Say, view: RunPageView, run: Extract<RunView, { kind: 'preparing' }>): Html {
  const said = t.text('run.progress', { done: run.pages, total: run.of });
  return html`<div class="state">
    <h2>${t('run.progress', { done: run.pages, total: run.of })}</h2>
    ${progressBar(run.pages, run.of, said)}
    ${run.pictures !== undefined && html`<p>${t('run.recognised', { n: run.pictures })}</p>`}
    <p class="say">${t('run.preparing-say')}</p>
    ${act(t, view, 'stop', 'run.stop')}
  </div>`;
}

function again(t: Say, view: RunPageView): Html {
  return html`<p class="links"><a href="${urls.draft(view.status.id, view.draft.id)}">${t('draft.back')}</a></p>
    ${act(t, view, 'prepare', 'run.again', 'btn-main')}`;
}

function act(
  t: Say,
  { status, draft }: RunPageView,
  to: 'stop' | 'prepare',
  word: 'run.stop' | 'run.again' | 'run.drop',
  look: 'btn-main' | 'btn-quiet' = 'btn-quiet',
): Html {
  return html`<form class="own-do" method="post" action="${urls.draft(status.id, draft.id, to)}">
    <button class="btn ${look}" type="submit">${t(word)}</button>
  </form>`;
}

function ready(t: Say, view: RunPageView, run: ReadyView): Html {
  const { status, draft, signer } = view;
  const size = t.text('run.size-kb', { n: Math.max(1, Math.round(run.bytes / 1024)) });
  return html`<p class="lede">
      ${t('publish.documents', { n: run.documents.length })}${t.comma}${t('publish.pages', { n: run.pages })}${t.comma}${t(
        'publish.claims',
        { n: run.claims.length },
      )}${t.comma}${t('run.files', { n: run.files, size })}
    </p>
    <p class="own-do">
      <a class="btn" href="${urls.draft(status.id, draft.id, 'package/index.html')}" target="_blank"
        >${t('run.open')}</a
      >
    </p>
    ${
      run.changed &&
      html`<div class="note-box">
        <p>${t('run.changed')}</p>
        ${act(t, view, 'prepare', 'run.again')}
      </div>`
    }
    <div class="custody run">
      <section aria-labelledby="checks">
        <div class="head"><h2 id="checks">${t('run.checks')}</h2></div>
        ${checks(t, view, run)} ${signer === undefined || run.changed ? NOTHING : signing(t, view, run)}
        ${act(t, view, 'stop', 'run.drop')}
      </section>
      <section class="custody-side" aria-labelledby="what">
        <div>
          <div class="head"><h2 id="what">${t('run.what')}</h2></div>
          <ol class="side-list">
            ${run.documents.slice(0, SHOWN).map((document, index) => told(t, view, document, index + 1))}
            ${more(t, run.documents.length)}
          </ol>
        </div>
        ${
          run.claims.length > 0 &&
          html`<ul class="side-list">
            ${run.claims.slice(0, SHOWN).map(
              ({ id, label, documents }) =>
                html`<li>
                  <a
                    href="${urls.draft(status.id, draft.id, `package/claim/${id}/index.html`)}"
                    ${tongue(label.language)}
                    >${label.text}</a
                  >
                  <span class="meta">${t('run.in-documents', { n: documents })}</span>
                </li>`,
            )}
            ${more(t, run.claims.length)}
          </ul>`
        }
      </section>
    </div>`;
}

function more(t: Say, n: number): Html {
  return n > SHOWN ? html`<li class="meta">${t('case.more', { n: n - SHOWN })}</li>` : NOTHING;
}

function told(t: Say, { status, draft }: RunPageView, document: ReadyView['documents'][number], number: number): Html {
  const { id, title, pages, language, original } = document;
  const name = title ?? t.text('run.number', { n: number });
  return html`<li>
    <a href="${urls.draft(status.id, draft.id, `package/doc/${id}/index.html`)}" ${tongueOfLetters(name)}>${name}</a>
    <span class="meta"
      >${t('publish.pages', { n: pages })}${t.comma}${languageName(t, language)}${
        original !== undefined &&
        html`${t.comma}<a href="${urls.reader(status.id, original)}"
            >${t('choose.look')}<span class="unseen">: <bdi>${name}</bdi></span></a
          >`
      }</span
    >
  </li>`;
}

function signing(t: Say, { status, draft, signer }: RunPageView, run: ReadyView): Html {
  if (run.stopped) return NOTHING;
  return html`<form class="form sign-publish" method="post" action="${urls.draft(status.id, draft.id, 'publish')}">
    <h3>${t('sign.publish')}</h3>
    <p><b>${t('sign.publish-say')}</b></p>
    <div class="choices">
      <label><input type="checkbox" name="looked" value="yes" required /><b>${t('sign.publish-looked')}</b></label>
    </div>
    <div class="signline">
      <button class="btn btn-main" type="submit" name="publication" value="${run.publication}">
        ${icon('seal')}${t('sign.publish-do')}
      </button>
      <p class="meta">${t('sign.as', { actor: signer ?? '?' })}</p>
    </div>
  </form>`;
}

function done(t: Say, caseId: string, run: Extract<RunView, { kind: 'done' }>): Html {
  return html`<div class="custody">
    <section aria-labelledby="where">
      <div class="head">
        <h2 id="where">${t('package.publication')} <bdi class="hash">${run.publication}</bdi></h2>
      </div>
      <p>${t('run.done-say')}</p>
      <pre class="command" dir="ltr" tabindex="0"><code>${run.place}</code></pre>
      <p class="own-do">
        <a class="btn" href="${urls.publicationFile(caseId, run.publication)}" download
          >${icon('download')}${t('given.download')}</a
        >
        <a href="${urls.publishing(caseId)}#${run.publication}">${t('publish.before')}</a>
      </p>
      <h3>${t('run.done-check')}</h3>
      <pre
        class="command"
        dir="ltr"
        tabindex="0"
      ><code>${`touchstone check "${run.place}"\nnode "${run.place}/data/verify.mjs"`}</code></pre>
    </section>
    <div class="custody-side">
      <ul class="plain-list">
        <li>${t('run.done-host')}</li>
        <li>
          ${t('run.done-key')}
          <p class="meta"><bdi class="hash hash-long">${run.key}</bdi></p>
        </li>
      </ul>
    </div>
  </div>`;
}
