import { html, NOTHING, type Html } from '../html.ts';
import type { Say } from '../messages.ts';
import { icon, regarding } from './parts.ts';

/**
 * Ways to the rest of a list: the stretch before and after, the first and the last, and a field that goes to any page
 * of it. `to` gives the address for an offset; `form` is its parts for the field, which sends a page number as `p`.
 */
export function pager(
  t: Say,
  list: { readonly total: number; readonly limit: number; readonly offset: number },
  words: {
    readonly shown: Html;
    /** What the list is, where a page has several. */
    readonly of?: string;
    readonly to: (offset: number) => string;
    readonly form?: { readonly action: string; readonly fields: readonly (readonly [string, string])[] };
  },
): Html {
  const pages = Math.max(1, Math.ceil(list.total / list.limit));
  const page = Math.floor(list.offset / list.limit) + 1;
  if (pages === 1) return NOTHING;
  const at = (number: number): string => words.to((number - 1) * list.limit);
  const named = (name: string): string => (words.of === undefined ? name : `${name}${t.comma}${words.of}`);
  const about = words.of !== undefined && regarding(t, words.of);
  return html`<nav class="pager" aria-label="${named(t.text('pager.label'))}">
    <span class="meta">${words.shown}</span>
    <ol class="pager-pages">
      ${nearby(page, pages).map((number) =>
        number === undefined
          ? html`<li aria-hidden="true">…</li>`
          : html`<li>
              <a
                href="${at(number)}"
                aria-label="${named(t.text('pager.page', { page: number, pages }))}"
                ${number === page && html`aria-current="page"`}
                >${t.number(number)}</a
              >
            </li>`,
      )}
    </ol>
    ${pages > FEW && words.form && anyPage(t, page, pages, words.form)}
    <span class="pager-steps">
      ${
        page > 1 &&
        html`<a class="btn" rel="prev" href="${at(page - 1)}"
          >${icon('prev', 'icon-turn')}${t('pager.previous', { n: list.limit })}${about}</a
        >`
      }
      ${
        page < pages &&
        html`<a class="btn" rel="next" href="${at(page + 1)}"
          >${t('pager.next', { n: Math.min(list.limit, list.total - page * list.limit) })}${about}${icon('next', 'icon-turn')}</a
        >`
      }
    </span>
  </nav>`;
}

const FEW = 5; // of so few pages each has its link

function anyPage(
  t: Say,
  page: number,
  pages: number,
  form: { readonly action: string; readonly fields: readonly (readonly [string, string])[] },
): Html {
  return html`<form class="any-page field-go" method="get" action="${form.action}">
    ${form.fields.map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`)}
    <label for="p">${t('pager.to')}</label
    ><input
      class="input"
      id="p"
      name="p"
      inputmode="numeric"
      size="${String(pages).length + 1}"
      value="${page}"
    /><button class="btn btn-quiet" type="submit">${t('pager.go')}</button>
  </form>`;
}

/**
 * Page numbers worth a link; `undefined` for a gap. First, last, the neighbours, and halvings of what lies between,
 * so that any page is reached in a few steps however many there are.
 */
export function nearby(page: number, pages: number): readonly (number | undefined)[] {
  const wanted = new Set([1, pages, page - 1, page, page + 1]);
  for (let step = (page - 1) / 2; step >= 2; step /= 2) wanted.add(Math.round(page - step));
  for (let step = (pages - page) / 2; step >= 2; step /= 2) wanted.add(Math.round(page + step));
  const numbers = [...wanted].filter((number) => number >= 1 && number <= pages).toSorted((a, b) => a - b);
  return numbers.flatMap((number, index) => {
    const before = numbers[index - 1];
    return before !== undefined && number > before + 1 ? [undefined, number] : [number];
  });
}
