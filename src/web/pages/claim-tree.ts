import type { ClaimPageView } from '../claims-view.ts';
import { html, joined, NOTHING, type Html } from '../html.ts';
import type { Say } from '../messages.ts';
import { urls } from '../urls.ts';
import { dayText } from './claim-days.ts';
import type { Edge, Graph, Node } from './claim-graph.ts';
import { fromName } from './claim-history.ts';
import { briefText, shortened } from './claims-value.ts';
import { foldedText } from './lineage-picture.ts';
import { tongueOfLetters } from './parts.ts';

const DEEPEST = 6;

/** The picture of where a claim comes from as a tree of words: origins, and under each what goes back to it. */
export function lineageTree(t: Say, view: ClaimPageView, graph: Graph): Html {
  const byKey = new Map(graph.nodes.map((node) => [node.key, node]));
  const behind = Map.groupBy(graph.edges, ({ to }) => to);
  const branches = (key: string, depth: number): Html => {
    const edges = depth > DEEPEST ? [] : (behind.get(key) ?? []);
    if (edges.length === 0) return NOTHING;
    return html`<ul>
      ${edges.map((edge) => html`<li class="by-${edge.kind}">${leaf(t, view, byKey.get(edge.from), edge)}${branches(edge.from, depth + 1)}</li>`)}
    </ul>`;
  };
  return html`<ul class="tree">
    ${graph.nodes
      .filter(({ kind, folds }) => kind === 'origin' || folds?.what === 'origins')
      .map((node) => {
        const { key, name, held, kind } = node;
        if (kind === 'rest')
          return html`<li>
            <div class="node">${foldedText(t, node)}</div>
            ${branches(key, 1)}
          </li>`;
        return html`<li>
          <div class="node">
            <span class="sq ${!held && 'sq-unseen'}"></span
            ><span
              ><b ${tongueOfLetters(name)}>${name}</b>${
                !held && html` <span class="meta">${t('claim.not-held')}</span>`
              }</span
            >
          </div>
          ${branches(key, 1)}
        </li>`;
      })}
  </ul>`;
}

function leaf(
  t: Say,
  { status, claim }: ClaimPageView,
  node: Node | undefined,
  { kind, how: told = kind }: Edge,
): Html {
  if (node === undefined) return NOTHING;
  if (node.kind === 'rest') return html`<span class="meta">${foldedText(t, node)}</span>`;
  const { document, statements } = node;
  const how = t(`claim.by-${told}`);
  if (document === undefined) {
    return html`<bdi>${fromName(claim, node.name)}</bdi> <span class="meta">${how}</span>`;
  }
  const title = shortened(node.name, 120);
  const values = [
    ...new Map(
      statements.map(({ value }) => {
        const said = shortened(briefText(t, value), 80);
        return [said, html`<bdi>${said}</bdi>`];
      }),
    ).values(),
  ];
  const day = document.published !== undefined && html`<bdi>${dayText(t, document.published)}</bdi>`;
  return html`<a href="${urls.reader(status.id, document.sha256)}" ${tongueOfLetters(title)}>${title}</a>
    <span class="meta">${joined([day, how, ...values.slice(0, 3)], t.comma)}</span>`;
}
