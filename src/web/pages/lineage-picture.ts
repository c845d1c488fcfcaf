import { html, NOTHING, type Html } from '../html.ts';
import type { Say } from '../messages.ts';
import { placed, type Edge, type Graph, type Node, type Placing } from './claim-graph.ts';

/** Documents and origins: beyond that a picture shows nothing. */
export const DRAWN = 40;

/** What the picture says of a lineage. */
export interface LineageWords {
  /** The whole in words. */
  readonly label: string;
  /** Over the column of documents. */
  readonly documents: string;
  /** Under the name of an origin. */
  origin(node: Node): string;
  document(node: Node): { readonly name: string; readonly said: string; readonly href?: string | undefined };
}

const LEFT = 25; // per cent: what the names of origins and of documents need
const RIGHT = 66;

/** Documents flowing back to the origins of what they say: per cent across and pixels down, so that type keeps its size. */
export function lineagePicture(t: Say, graph: Graph, said: LineageWords): Html {
  const { places, columns, height } = placed(graph);
  const at = new Map(places.map((place) => [place.node.key, place]));
  const x = (column: number): number => LEFT + ((RIGHT - LEFT) * column) / columns;
  return html`<svg width="100%" height="${height}" role="group" aria-label="${said.label}">
    <text x="${x(0)}%" y="16" text-anchor="end">${t.text('claim.column-origins')}</text>
    ${columns > 1 && html`<text x="${(x(0) + x(columns)) / 2}%" y="16" text-anchor="middle">${t.text('claim.column-way')}</text>`}
    <text x="${x(columns)}%" y="16">${said.documents}</text>
    <line class="col" x1="0" x2="100%" y1="28" y2="28" />
    ${graph.edges.map((edge) => flow(edge, at, x, height))}
    ${places.map((place) => nodeOf(t, place, said, x(place.column)))}
  </svg>`;
}

/**
 * The picture where there is room, a list where there is not; a box changes to the list without a script, for those
 * whose browser draws no SVG (Tor Browser at its safest).
 */
export function drawnOrTold(t: Say, picture: Html | undefined, list: Html): Html {
  if (picture === undefined) return list;
  return html`<div class="drawn">
    <label class="as-list"><input type="checkbox" autocomplete="off" /> ${t('claim.lineage-list')}</label>
    <div class="lineage">${picture}</div>
    <div class="tree-fold">${list}</div>
  </div>`;
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

/** So many more of them, in words. */
export function foldedText(t: Say, { folds }: Node): string {
  if (folds === undefined) return '';
  return t.text(folds.what === 'origins' ? 'claim.fold-origins' : 'claim.fold-documents', { n: folds.count });
}

/** What was folded, as a heap of what it is. */
function heap(t: Say, node: Node, y: number, place: string): Html {
  const isOrigins = node.folds?.what === 'origins';
  const look = { all: 'origin', some: 'page', none: 'origin-unseen' }[node.folds?.held ?? 'all'];
  const marks = isOrigins
    ? html`<rect class="${look}" x="-17" y="-9" width="22" height="22" />
        <rect class="${look} upon" x="-13" y="-13" width="22" height="22" />`
    : html`<rect class="page" x="-7" y="-17" width="20" height="28" />
        <rect class="page" x="-11" y="-13" width="20" height="28" />`;
  return html`<svg x="${place}" y="${y}" overflow="visible">
    ${marks} ${words(foldedText(t, node), '', isOrigins ? 'end' : 'start')}
  </svg>`;
}

function nodeOf(t: Say, { node, y }: Placing, said: LineageWords, x: number): Html {
  const place = `${round(x)}%`;
  if (node.kind === 'rest') return heap(t, node, y, place);
  if (node.kind === 'origin') {
    return html`<svg x="${place}" y="${y}" overflow="visible">
      <rect class="${node.held ? 'origin' : 'origin-unseen'}" x="-13" y="-13" width="26" height="26" />
      ${words(fitting(node.name, 26), said.origin(node), 'end')}
    </svg>`;
  }
  const { name, said: values, href } = said.document(node);
  const page = html`<rect class="${node.held ? 'page' : 'page-unseen'}" x="-11" y="-15" width="22" height="30" /><path
      class="page"
      d="M-6-6h12M-6 0h12M-6 6h8"
    />`;
  const isLast = x >= RIGHT;
  const drawn = html`${page}${isLast ? words(fitting(name, 34), fitting(values, 42), 'start') : above(fitting(name, 24))}`;
  return html`<svg x="${place}" y="${y}" overflow="visible">
    ${href === undefined ? drawn : html`<a href="${href}"><title>${name}</title>${drawn}</a>`}
  </svg>`;
}

function words(main: string, sub: string, side: 'start' | 'end'): Html {
  const x = side === 'start' ? 24 : -26;
  return html`<text class="t-main halo" x="${x}" y="${sub === '' ? 6 : -1}" ${anchored(main, side)}>${main}</text>
    ${sub !== '' && html`<text x="${x}" y="18" ${anchored(sub, side)}>${sub}</text>`}`;
}

/** Words that run right to left keep their order; what is start and end turns round with them. */
function anchored(text: string, side: 'start' | 'end'): Html {
  if (!/\p{Script=Arabic}/u.test(text)) return html`text-anchor="${side}"`;
  return html`text-anchor="${side === 'start' ? 'end' : 'start'}" direction="rtl"`;
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
