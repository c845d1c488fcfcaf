import { html, joined, type Html } from '../html.ts';
import { say, type Say } from '../messages.ts';
import { urls } from '../urls.ts';
import type { BatchView, Frame, SearchesView } from '../views.ts';
import { framed } from './frame.ts';
import { LIST_KEYS } from './keys.ts';
import { pager } from './pager.ts';
import { moment, tongueOfLetters } from './parts.ts';
import { searchForm } from './search-form.ts';

/** What one person asked of a case: searches saved, with what is new in them; lists; history. */
export function searchesPage(frame: Frame, view: SearchesView): string {
  const t = say(frame.language);
  const { status } = view;
  const main = html`<h1 class="unseen">${t('search.tools')}</h1>
    ${searchForm(t, { caseId: status.id, query: '', main: false })}
    <p class="remark">${t('save.private')}</p>
    <div class="own">
      <section aria-labelledby="saved">
        <h2 id="saved">${t('save.title')}</h2>
        ${view.saved.length === 0 ? html`<p>${t('save.none')}</p>` : savedSearches(t, view)}
      </section>
      <section aria-labelledby="list">
        <h2 id="list">${t('batch.title')}</h2>
        ${newList(t, view)} ${view.lists.length > 0 && lists(t, view)}
      </section>
      <section aria-labelledby="past">
        <h2 id="past">${t('past.title')}</h2>
        ${view.past.total === 0 ? html`<p>${t('past.none')}</p>` : history(t, view)}
      </section>
    </div>`;
  return framed(frame, {
    title: [t.text('search.tools'), status.name].join(' · '),
    main,
    status,
    room: 'search',
    keys: LIST_KEYS,
  });
}

function savedSearches(t: Say, { status, saved }: SearchesView): Html {
  return html`<ul class="own-list">
    ${saved.map(({ id, name, asked, query, lookedAt, total, fresh }) => {
      const all = `${urls.search(status.id)}?${asked}`;
      const news =
        fresh === 0
          ? t('save.nothing-new')
          : html`<a href="${urls.savedSearch(status.id, id)}"><b>${t('save.new', { n: fresh })}</b></a>`;
      return html`<li data-item>
        <p class="own-name" ${tongueOfLetters(name)}><a href="${all}">${name}</a></p>
        ${name !== query && html`<p class="meta" ${tongueOfLetters(query)}>${query}</p>`}
        <p class="meta">
          ${news}${t.comma}${t('search.found', { n: total })}<br />${t('save.looked', { time: moment(t, lookedAt) })}
        </p>
        <div class="own-do">
          ${fresh > 0 && button(status.id, 'searches/seen', id, t('save.seen'), name)}
          ${button(status.id, 'searches/remove', id, t('save.remove'), name)}
        </div>
      </li>`;
    })}
  </ul>`;
}

/** A form of one button; `about` says to those who cannot see the line what it is about. */
export function button(
  caseId: string,
  to: Parameters<typeof urls.send>[1],
  id: number | string,
  word: Html,
  about: string,
  more: readonly (readonly [string, string])[] = [],
): Html {
  return html`<form method="post" action="${urls.send(caseId, to)}">
    <input type="hidden" name="id" value="${id}" />${more.map(
      ([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`,
    )}
    <button class="btn btn-quiet" type="submit">
      <span
        >${word}<span class="unseen">: <bdi>${about}</bdi></span></span
      >
    </button>
  </form>`;
}

function newList(t: Say, { status, longestList }: SearchesView): Html {
  return html`<form
    class="new-list"
    method="post"
    action="${urls.send(status.id, 'lists')}"
    enctype="multipart/form-data"
  >
    <p class="meta">${t('batch.say', { n: longestList })} ${t('batch.literal')}</p>
    <label for="list-text">${t('batch.field')}</label>
    <textarea class="input" id="list-text" name="list" rows="6" dir="auto" spellcheck="false"></textarea>
    <label for="list-file">${t('batch.file')}</label>
    <input class="input" id="list-file" name="file" type="file" accept=".txt,.csv,.tsv,text/plain" />
    <label for="list-name">${t('batch.name')}</label>
    <input class="input" id="list-name" name="name" maxlength="200" autocomplete="off" dir="auto" />
    <p>
      <label><input type="checkbox" name="spelled" value="yes" /> ${t('batch.spelled')}</label>
    </p>
    <p><button class="btn btn-main" type="submit">${t('batch.start')}</button></p>
  </form>`;
}

function lists(t: Say, { status, lists: all }: SearchesView): Html {
  return html`<h3>${t('batch.lists')}</h3>
    <ul class="own-list">
      ${all.map((batch) => {
        const name = nameOfList(t, batch);
        return html`<li data-item>
          <p class="own-name" ${tongueOfLetters(name)}><a href="${urls.batch(status.id, batch.id)}">${name}</a></p>
          <p class="meta">
            ${joined([t(`batch.state-${batch.state}`), t('batch.lines', { n: batch.lines }), moment(t, batch.at)], t.comma)}
          </p>
          <div class="own-do">${button(status.id, 'lists/remove', batch.id, t('save.remove'), name)}</div>
        </li>`;
      })}
    </ul>`;
}

export function nameOfList(t: Say, { name }: Pick<BatchView, 'name'>): string {
  return name === '' ? t.text('batch.unnamed') : name;
}

function history(t: Say, { status, past, limit, offset }: SearchesView): Html {
  const { total, searches } = past;
  const shown = t('batch.shown', { from: offset + 1, to: offset + searches.length, total });
  return html`<ul class="own-list own-past">
      ${searches.map(
        ({ id, asked, query, at, total: found }) =>
          html`<li data-item>
            <p class="own-name" ${tongueOfLetters(query)}>
              <a href="${urls.search(status.id)}?${asked}">${query}</a>
            </p>
            <p class="meta">
              ${moment(t, at)}${found !== undefined && html`${t.comma}${t('search.found', { n: found })}`}
            </p>
            <div class="own-do">${button(status.id, 'searches/forget', id, t('past.forget'), query)}</div>
          </li>`,
      )}
    </ul>
    ${pager(t, { total, limit, offset }, { shown, to: (to) => urls.searches(status.id, to) })}
    ${button(status.id, 'searches/forget', 'all', t('past.clear'), t.text('past.title'))}`;
}
