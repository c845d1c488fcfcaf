import { html, joined, type Html } from '../html.ts';
import { say, type MessageKey, type Say } from '../messages.ts';
import { urls } from '../urls.ts';
import type { BatchPageView, Frame } from '../views.ts';
import { framed } from './frame.ts';
import { LIST_KEYS } from './keys.ts';
import { pager } from './pager.ts';
import { moment, percent, progressBar, tongueOfLetters } from './parts.ts';
import { button, nameOfList } from './searches.ts';

const ORDERS = ['line', 'passages', 'notice'] as const;
const NOTICES = ['read-literally', 'empty', 'too-long', 'pattern-slow'] as const;
/** Without scripts the page renews itself this often while the list is being searched. */
const RENEW_SECONDS = 15;
/** Of the place where a line stopped making sense, in UTF-16 code units. */
const PLACE_SHOWN = 24;

/** One list that was searched as one: each line with what it found. */
export function batchPage(frame: Frame, view: BatchPageView): string {
  const t = say(frame.language);
  const { status, batch } = view;
  const name = nameOfList(t, batch);
  const running = batch.state === 'running';
  const main = html`<header class="reader-head">
      <h1 ${tongueOfLetters(name)}>${name}</h1>
      <p class="meta">
        ${moment(t, batch.at)}<span class="unseen">. </span
        ><span class="way-back"><a href="${urls.searches(status.id)}">${t('search.tools')}</a></span>
      </p>
    </header>
    <div id="list" data-renew ${running && html`data-progress`}>
      ${standing(t, view)} ${order(t, view)}
      <div class="scroll" tabindex="0" role="region" aria-label="${name}">${table(t, view)}</div>
      ${pager(
        t,
        { total: batch.lines, limit: view.limit, offset: view.offset },
        {
          shown: t('batch.shown', { from: view.offset + 1, to: view.offset + view.lines.length, total: batch.lines }),
          to: (offset) => urls.batch(status.id, batch.id, { order: view.order, offset }),
          form: { action: urls.batch(status.id, batch.id), fields: [['order', view.order]] },
        },
      )}
    </div>`;
  return framed(frame, {
    title: [`${name}: ${percent(batch.done, batch.lines)}`, t.text('batch.title'), status.name].join(' · '),
    main,
    status,
    room: 'search',
    scripts: running ? ['progress.js'] : [],
    keys: LIST_KEYS,
    head: running && html`<noscript><meta http-equiv="refresh" content="${RENEW_SECONDS}" /></noscript>`,
  });
}

function standing(t: Say, { status, batch }: BatchPageView): Html {
  const { id, state, done, lines } = batch;
  const said = t('batch.progress', { done: t.number(done), total: t.number(lines) });
  const name = nameOfList(t, batch);
  const turn = (to: 'cancelled' | 'running', word: MessageKey): Html =>
    button(status.id, 'lists/turn', id, t(word), name, [['state', to]]);
  return html`<div class="batch-state">
    <p>
      <b>${t(`batch.state-${state}`)}.</b> ${said} ${state === 'failed' && t('batch.failed-say')}
      ${t(batch.spelled ? 'batch.spelled-say' : 'batch.literal')}
    </p>
    ${state !== 'done' && progressBar(done, lines, t.text('batch.progress', { done, total: lines }))}
    <div class="own-do">
      ${state === 'running' && turn('cancelled', 'batch.cancel')}
      ${(state === 'cancelled' || state === 'failed') && turn('running', 'batch.go-on')}
      <a class="btn btn-quiet" href="${urls.batchFile(status.id, id)}">${t('batch.csv')}</a>
      ${button(status.id, 'lists/remove', id, t('save.remove'), name)}
    </div>
  </div>`;
}

function order(t: Say, { status, batch, order: chosen }: BatchPageView): Html {
  const choices = ORDERS.map((each) => {
    const word = t(`batch.order-${each}`);
    if (each === chosen) return html`<b aria-current="true">${word}</b>`;
    return html`<a href="${urls.batch(status.id, batch.id, { order: each })}">${word}</a>`;
  });
  return html`<p class="meta">${t('batch.order', { orders: joined(choices, t.comma) })}</p>`;
}

function table(t: Say, { status, batch, lines }: BatchPageView): Html {
  return html`<table class="batch">
    <thead>
      <tr>
        <th scope="col" class="num">${t('batch.col-line')}</th>
        <th scope="col">${t('batch.col-query')}</th>
        <th scope="col" class="num">${t('batch.col-passages')}</th>
        <th scope="col" class="num">${t('batch.col-documents')}</th>
        ${batch.spelled && html`<th scope="col" class="num">${t('batch.col-spelled')}</th>`}
        ${batch.spelled && html`<th scope="col" class="num">${t('batch.col-documents')}</th>`}
      </tr>
    </thead>
    <tbody>
      ${lines.map(({ line, query, total, documents, notice, at, spelled }) => {
        // The same words, without other spellings: the page that opens counts as the table does.
        const href = urls.search(status.id, { query, off: ['*'] });
        return html`<tr data-item>
          <td class="num">${t.number(line)}</td>
          <th scope="row">
            <a href="${href}" ${tongueOfLetters(query)}>${shortened(query)}</a>
            ${notice !== undefined && html`<p class="meta">${noticed(t, query, notice, at)}</p>`}
            ${spelled !== undefined && spelled.spellings.length > 0 && html`<p class="meta">${spellings(t, spelled.spellings)}</p>`}
          </th>
          <td class="num">
            ${total === undefined ? html`<span class="meta">${t('batch.waiting')}</span>` : t.number(total)}
          </td>
          <td class="num">${documents !== undefined && t.number(documents)}</td>
          ${batch.spelled && html`<td class="num">${spelled && withSpellings(t, status.id, query, spelled.total)}</td>`}
          ${batch.spelled && html`<td class="num">${spelled && t.number(spelled.documents)}</td>`}
        </tr>`;
      })}
    </tbody>
  </table>`;
}

/** The search as the field makes it: with the spellings that count here. */
function withSpellings(t: Say, caseId: string, query: string, total: number): Html {
  return html`<a href="${urls.search(caseId, { query })}">${t.number(total)}</a>`;
}

function spellings(t: Say, texts: readonly string[]): Html {
  return joined(
    texts.map((text) => html`<bdi ${tongueOfLetters(text)}>${text}</bdi>`),
    t.comma,
  );
}

const LONGEST_SHOWN = 300; // UTF-16 code units; a line may be of any length

function shortened(query: string): string {
  return query.length <= LONGEST_SHOWN ? query : `${query.slice(0, LONGEST_SHOWN).toWellFormed()}…`;
}

function noticed(t: Say, query: string, notice: string, at: number | undefined): Html {
  const known = NOTICES.find((each) => each === notice);
  if (known === undefined) return html`${notice}`;
  const rest = query.slice(at ?? 0, (at ?? 0) + PLACE_SHOWN).toWellFormed();
  return t(`batch.notice-${known}`, known === 'read-literally' ? { rest } : {});
}
