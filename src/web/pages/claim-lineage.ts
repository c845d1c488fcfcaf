import type { ClaimView, DerivationView } from '../../nouns/claim-views.ts';
import { parseSha256 } from '../../nouns/sha256.ts';
import type { ClaimPageView } from '../claims-view.ts';
import { html, NOTHING, type Html } from '../html.ts';
import type { Say } from '../messages.ts';
import { urls } from '../urls.ts';
import { decideUrl } from './claim-address.ts';
import { graphOf, placed, type Edge, type Graph, type Placing } from './claim-graph.ts';
import { fromName, stepWords } from './claim-history.ts';
import { lineageTree } from './claim-tree.ts';
import { dayText } from './claim-days.ts';
import { briefText, shortened } from './claims-value.ts';
import { tongueOfLetters } from './parts.ts';

const DRAWN = 40; // documents: beyond that a picture shows nothing

/** Where a claim comes from: a picture where there is room, a tree where there is not, and each step with its words. */
export function lineage(t: Say, view: ClaimPageView): Html {
  const { claim } = view;
  const graph = graphOf(claim);
  const isDrawn = graph.edges.length > 0 && graph.nodes.length <= DRAWN;
  return html`<section class="behind" aria-labelledby="lineage">
    <div class="head">
      <h2 id="lineage">${t('claim.lineage')}</h2>
      <p class="meta">${t('claim.lineage-key')}</p>
    </div>
    ${isDrawn && html`<div class="lineage">${picture(t, view, graph)}</div>`}
    <div class="${isDrawn && 'tree-fold'}">${lineageTree(t, view, graph)}</div>
    ${steps(t, view)}
  </section>`;
}

const LEFT = 25; // per cent: what the names of origins and of documents need
const RIGHT = 66;

function picture(t: Say, view: ClaimPageView, graph: Graph): Html {
  const { places, columns, height } = placed(graph);
  const at = new Map(places.map((place) => [place.node.key, place]));
  const x = (column: number): number => LEFT + ((RIGHT - LEFT) * column) / columns;
  const { documents, origins } = view.claim;
  const label = t.text('claim.lineage-picture', {
    documents: t.text('claim.documents', { n: documents }),
    origins: t.text('claim.origins', { n: origins.length }),
  });
  return html`<svg width="100%" height="${height}" role="group" aria-label="${label}">
    <text x="${x(0)}%" y="16" text-anchor="end">${t.text('claim.column-origins')}</text>
    ${columns > 1 && html`<text x="${(x(0) + x(columns)) / 2}%" y="16" text-anchor="middle">${t.text('claim.column-way')}</text>`}
    <text x="${x(columns)}%" y="16">${t.text('claim.column-documents')}</text>
    <line class="col" x1="0" x2="100%" y1="28" y2="28" />
    ${graph.edges.map((edge) => flow(edge, at, x, height))}
    ${places.map((place) => nodeOf(t, view, place, x(place.column)))}
  </svg>`;
}

/** A curve that is stretched to its width without its line: double for shared text, single for a credit. */
function flow(
  { from, to, kind }: Edge,
  at: ReadonlyMap<string, Placing>,
  x: (column: number) => number,
  height: number,
): Html {
  const [start, end] = [at.get(to), at.get(from)];
  if (start === undefined || end === undefined) return NOTHING;
  const path = `M0 ${start.y}C50 ${start.y} 50 ${end.y} 100 ${end.y}`;
  const isText = kind === 'text-reuse' || kind === 'same-file';
  const left = Math.min(x(start.column), x(end.column));
  const width = Math.abs(x(end.column) - x(start.column));
  if (width === 0) return NOTHING;
  return html`<svg
    x="${round(left)}%"
    y="0"
    width="${round(width)}%"
    height="${height}"
    viewBox="0 0 100 ${height}"
    preserveAspectRatio="none"
  >
    <path class="flow ${isText && 'flow-text'}" d="${path}" />
    ${isText && html`<path class="flow-text-in" d="${path}" />`}
  </svg>`;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

function nodeOf(t: Say, view: ClaimPageView, { node, y }: Placing, x: number): Html {
  const place = `${round(x)}%`;
  if (node.kind === 'origin') {
    return html`<svg x="${place}" y="${y}" overflow="visible">
      <rect class="${node.held ? 'origin' : 'origin-unseen'}" x="-13" y="-13" width="26" height="26" />
      ${words(fitting(node.name, 26), node.held ? '' : t.text('claim.not-held'), 'end')}
    </svg>`;
  }
  const { document } = node;
  const page = html`<rect class="${node.held ? 'page' : 'page-unseen'}" x="-11" y="-15" width="22" height="30" /><path
      class="page"
      d="M-6-6h12M-6 0h12M-6 6h8"
    />`;
  const isLast = x >= RIGHT;
  const name = document === undefined ? fromName(view.claim, node.name) : node.name;
  const drawn = html`${page}${isLast ? words(fitting(name, 34), told(t, node.statements, document?.published), 'start') : above(fitting(name, 24))}`;
  return html`<svg x="${place}" y="${y}" overflow="visible">
    ${
      document === undefined
        ? drawn
        : html`<a href="${urls.reader(view.status.id, document.sha256)}"><title>${name}</title>${drawn}</a>`
    }
  </svg>`;
}

/** The day of a document and what it says of this claim. */
function told(t: Say, said: Placing['node']['statements'], published: string | undefined): string {
  const day = published === undefined ? '' : dayText(t, published);
  const values = [...new Set(said.map(({ value }) => briefText(t, value)))].slice(0, 2).join(t.comma);
  return fitting([day, values].filter((part) => part !== '').join(': '), 42);
}

function words(main: string, sub: string, side: 'start' | 'end'): Html {
  const x = side === 'start' ? 24 : -26;
  return html`<text class="t-main halo" x="${x}" y="${sub === '' ? 6 : -1}" text-anchor="${side}">${main}</text
    >${sub !== '' && html`<text x="${x}" y="18" text-anchor="${side}">${sub}</text>`}`;
}

function above(main: string): Html {
  return html`<text class="t-main halo" x="0" y="-22" text-anchor="middle">${main}</text>`;
}

/** As many letters as there is room for; a Chinese character takes that of two. */
function fitting(text: string, room: number): string {
  let width = 0;
  let out = '';
  for (const character of text) {
    width += /[\p{Script=Han}\p{Script=Hangul}]/u.test(character) ? 2 : 1;
    if (width > room) return `${out.trimEnd()}…`;
    out += character;
  }
  return out;
}

/** Every step with the words that show it, one click from the text; a person can deny each. */
function steps(t: Say, view: ClaimPageView): Html {
  const { lineage: all } = view.claim;
  const own = all.filter((step) => isOfClaim(view.claim, step));
  const others = all.filter((step) => !own.includes(step));
  const list = (some: readonly DerivationView[]): Html =>
    html`<ul class="steps-of">
      ${some.map((step) => stepLine(t, view, step))}
    </ul>`;
  return html`${all.length === 0 && html`<p class="after">${t('claim.lineage-none')}</p>`}
  ${
    own.length > 0 &&
    html`<details class="fold">
      <summary>${t('claim.steps', { n: own.length })}</summary>
      ${list(own)}
    </details>`
  }
  ${
    others.length > 0 &&
    html`<details class="fold">
      <summary>${t('claim.steps-other', { n: others.length })}</summary>
      ${list(others)}
    </details>`
  }
  ${view.signer !== undefined && html`<p class="links"><a href="${decideUrl(view, 'lineage')}">${t('claim.step-add')}</a></p>`}`;
}

/** A document credits many for much else: of its credits those count here that name an origin or stand in the sentence of a statement. */
function isOfClaim(
  { statements, origins }: ClaimView,
  { document, kind, from, evidence, decided }: DerivationView,
): boolean {
  if (decided !== undefined || kind !== 'credits' || origins.some(({ source }) => source === from)) return true;
  return statements.some(
    ({ document: { sha256 }, sentence: { start, text }, attributedTo }) =>
      sha256 === document &&
      (attributedTo.some(({ name }) => name === from) ||
        (evidence.start < start + text.length && evidence.end > start)),
  );
}

function stepLine(t: Say, view: ClaimPageView, step: DerivationView): Html {
  const { claim, status } = view;
  const { document, from, words: said, evidence, decided } = step;
  const isDenied = decided?.holds === false;
  const sentence = stepWords(t, claim, step);
  const sha256 = parseSha256(document);
  return html`<li>
    <p>
      <span class="${isDenied && 'struck'}">${sentence}</span>${
        decided && html`. ${t(decided.holds ? 'claim.step-said' : 'claim.step-denied', { actor: decided.actor })}`
      }
    </p>
    ${said !== '' && html`<blockquote ${tongueOfLetters(said)}>${shortened(said, 400)}</blockquote>`}
    <p class="links">
      ${
        sha256 !== undefined &&
        evidence.end > evidence.start &&
        html`<a href="${urls.reader(status.id, sha256, { at: evidence, hash: 'hit' })}">${t('claim.open')}</a>`
      }
      ${
        view.signer !== undefined &&
        html`<a href="${decideUrl(view, 'lineage', { document, from, holds: isDenied ? 'yes' : 'no' })}"
          >${t(isDenied ? 'claim.step-restore' : 'claim.step-deny')}</a
        >`
      }
    </p>
  </li>`;
}
