import { html, NOTHING, type Html } from '../html.ts';
import { languageName, typeName, type Say } from '../messages.ts';
import { urls } from '../urls.ts';
import type { FacetView, FoundView, SearchView } from '../views.ts';
import { accessionName, choice } from './parts.ts';
import { addressOf } from './search-address.ts';
import { dateFacet } from './search-dates.ts';

/** Values of a facet that are shown before the rest is unfolded. */
const SHOWN_AT_ONCE = 8;

export function facets(t: Say, view: SearchView, { facets: counts }: FoundView): Html {
  const named = new Map(view.status.accessions.map((accession) => [accession.id, accessionName(accession)]));
  return html`<h2 class="facets-head" id="narrow-head">${t('search.narrow')}</h2>
    ${facet(t, view, 'language', counts.language, (value) => languageName(t, value))} ${dateFacet(t, view, counts.date)}
    ${facet(t, view, 'type', counts.type, (value) => typeName(t, value))}
    ${facet(t, view, 'person', counts.person, (value) => value, person)} ${folderFacet(t, view, counts.folder)}
    ${facet(t, view, 'accession', counts.accession, (value) => named.get(value) ?? value)}`;
}

function facet(
  t: Say,
  view: SearchView,
  name: 'language' | 'type' | 'accession' | 'person',
  counts: readonly FacetView[],
  word: (value: string) => string,
  shown: (word: string) => Html = isolated,
): Html {
  const chosen = view.filters[name];
  // What is chosen stays in the list even when nothing is left of it, so that it can be taken off again.
  const listed =
    chosen === undefined || counts.some(({ value }) => value === chosen)
      ? counts
      : [{ value: chosen, passages: 0 }, ...counts];
  if (listed.length === 0) return NOTHING;
  const line = ({ value, passages }: FacetView): Html => {
    const on = value === chosen;
    const href = urls.search(view.status.id, { ...addressOf(view), [name]: on ? undefined : value });
    return choice(t, worded(t, shown(word(value)), on), passages, on, href);
  };
  const rest = listed.slice(SHOWN_AT_ONCE);
  return html`<section class="facet">
    <h3>${t(`search.facet-${name}`)}</h3>
    <ul>
      ${listed.slice(0, SHOWN_AT_ONCE).map(line)}
    </ul>
    ${
      rest.length > 0 &&
      html`<details class="more" ${rest.some(({ value }) => value === chosen) && html`open`}>
        <summary>${t('search.more-values', { n: rest.length })}</summary>
        <ul>
          ${rest.map(line)}
        </ul>
      </details>`
    }
  </section>`;
}

interface Folder extends FacetView {
  readonly name: string;
  readonly inside: Folder[];
}

/** The folders and containers in which something was found, each unfolding to those inside it. */
function folderFacet(t: Say, view: SearchView, counts: readonly FacetView[]): Html {
  const chosen = view.filters.folder;
  const listed =
    chosen === undefined || counts.some(({ value }) => value === chosen)
      ? counts
      : [...counts, { value: chosen, passages: 0 }];
  if (listed.length === 0) return NOTHING;
  return html`<section class="facet folders">
    <h3>${t('search.facet-folder')}</h3>
    ${folderList(t, view, treeOf(listed), 1)}
    ${listed.length >= MOST_FOLDERS && html`<p class="meta">${t('search.folders-cut')}</p>`}
  </section>`;
}

const MOST_FOLDERS = 200; // as many as a search lists

/** Parents stand before what is inside them, since those nearest the root come first. */
export function treeOf(folders: readonly FacetView[]): readonly Folder[] {
  const roots: Folder[] = [];
  const known = new Map<string, Folder>();
  for (const { value, passages } of folders) {
    const parent = known.get(value.slice(0, Math.max(0, value.lastIndexOf('/'))));
    const folder: Folder = { value, passages, name: parent ? value.slice(parent.value.length + 1) : value, inside: [] };
    known.set(value, folder);
    (parent?.inside ?? roots).push(folder);
  }
  return roots;
}

/** A long path of folders must not fill the stack. */
const DEEPEST = 40;

function folderList(t: Say, view: SearchView, folders: readonly Folder[], depth: number): Html {
  const chosen = view.filters.folder;
  return html`<ul>
    ${folders.map(({ value, passages, name, inside }) => {
      const on = value === chosen;
      const href = urls.search(view.status.id, { ...addressOf(view), folder: on ? undefined : value });
      const isOpen = chosen !== undefined && `${chosen}/`.startsWith(`${value}/`);
      return html`${choice(t, worded(t, isolated(name), on), passages, on, href)}
      ${
        inside.length > 0 &&
        depth < DEEPEST &&
        html`<li>
          <details ${isOpen && html`open`}>
            <summary>
              ${t('search.inside')} <bdi>${name}</bdi> <span class="n">${t.number(inside.length)}</span>
            </summary>
            ${folderList(t, view, inside, depth + 1)}
          </details>
        </li>`
      }`;
    })}
  </ul>`;
}

function isolated(word: string): Html {
  return html`<bdi>${word}</bdi>`;
}

/** RFC 5322, 3.4: a name and its address in angle brackets, each on a line of its own. */
export function person(word: string): Html {
  // Taken apart in steps: one pattern for all of it looks at a long run of blanks over and over.
  const whole = word.trim();
  const [at, end] = [whole.lastIndexOf('<'), whole.length - 1];
  const written = at === -1 ? '' : whole.slice(0, at).trim();
  const name = /^"([^"<>]+)"$/.exec(written)?.[1] ?? written;
  const address = whole.slice(at + 1, end);
  if (!/^[^"<>]+$/.test(name) || whole.charAt(end) !== '>' || !/^[^<>]+$/.test(address)) return isolated(word);
  return html`<bdi>${name}</bdi> <bdi class="address">${address}</bdi>`;
}

function worded(t: Say, word: Html, on: boolean): Html {
  return html`${word}${on && html`<span class="unseen">, ${t('search.take-off')}</span>`}`;
}
