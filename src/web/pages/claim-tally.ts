import { html, joined, type Html, type HtmlPart } from '../html.ts';
import type { Say } from '../messages.ts';

interface OriginTally {
  readonly documents: number;
  /** The origin itself is in the case. */
  readonly held: boolean;
}

const ORIGINS = 8; // squares, and pages of each, that are drawn; the words beside them carry the numbers
const PAGES = 6;

/** A filled square for each origin, dashed where it is not in the case, and an open page for each document behind it. */
export function tally(origins: readonly OriginTally[]): Html {
  let at = 0;
  const groups = origins.slice(0, ORIGINS).map(({ documents, held }) => {
    const start = at;
    const pages = Math.min(documents, PAGES);
    const isCut = documents > PAGES;
    at = start + 22 + pages * 8 + (isCut ? 8 : 0);
    return html`${
        held
          ? html`<rect class="o" x="${start}" y="3" width="9" height="9" />`
          : html`<rect class="o-unseen" x="${start + 0.75}" y="3.75" width="7.5" height="7.5" />`
      }<path class="t" d="M${start + 9} 7.5h${pages * 8 - 2 + (isCut ? 8 : 0)}" />${Array.from(
        { length: pages },
        (_, page) => html`<rect class="p" x="${start + 12.5 + page * 8}" y="2.5" width="5" height="10" />`,
      )}`;
  });
  const isCut = origins.length > ORIGINS;
  const end = Math.max(9, at - 9) + (isCut ? 22 : 0);
  return html`<svg
    class="squares"
    width="${Math.round(end * 1.2)}"
    height="18"
    viewBox="0 0 ${end} 15"
    aria-hidden="true"
  >
    ${groups}${isCut && html`<path class="t" d="M${at} 7.5h12" stroke-dasharray="2 3" />`}
  </svg>`;
}

/** `9 documents, 4 origins`. */
export function standing(t: Say, documents: number, origins: number): Html {
  return t('claim.stand', {
    documents: t('claim.documents', { n: documents }),
    origins: t('claim.origins', { n: origins }),
  });
}

/** The first few of a list of names, each kept apart from the direction of the sentence, and how many more there are. */
export function names(t: Say, all: readonly HtmlPart[], most = 3): Html {
  const shown = all.slice(0, most).map((name) => html`<bdi>${name}</bdi>`);
  const rest = all.length - shown.length;
  return html`${joined([...shown, rest > 0 && t('claim.and-more', { n: rest })], t.comma)}`;
}
