import { stepName } from '../../nouns/claim.ts';
import type { PublishedClaim, PublishedStep } from '../../nouns/publication.ts';
import { html, joined, NOTHING, type Html } from '../html.ts';
import type { Say } from '../messages.ts';
import type { Edge, Graph, Node } from './claim-graph.ts';
import { briefText } from './claims-value.ts';
import { DRAWN, drawnOrTold, lineagePicture } from './lineage-picture.ts';
import { tongueOfLetters } from './parts.ts';
import { toCitation, toDocument, type Where } from './published-address.ts';
import { originName, quotation, titleOf, titleText } from './published-parts.ts';

const STEPS_OPEN = 6;
const DEEPEST = 6;

/** Where a claim comes from, as far as it is published: a picture, a tree of words, and the words that show each step. */
export function publishedLineage(t: Say, where: Where, claim: PublishedClaim): Html {
  const graph = graphOf(t, where, claim);
  const isDrawn = graph.edges.length > 0 && graph.nodes.length <= DRAWN;
  const shown = claim.lineage.filter(({ evidence }) => evidence !== undefined);
  return html`<section class="behind" aria-labelledby="lineage">
    <div class="head">
      <h2 id="lineage">${t('claim.lineage')}</h2>
      <p class="meta">${t('published.lineage-key')}</p>
    </div>
    ${drawnOrTold(t, isDrawn ? picture(t, where, claim, graph) : undefined, tree(t, where, claim, graph))}
    ${
      shown.length > 0 &&
      html`<details class="fold" ${shown.length <= STEPS_OPEN && html`open`}>
        <summary>${t('claim.steps', { n: shown.length })}</summary>
        <ul class="steps-of">
          ${shown.map((step) => stepLine(t, where, claim, step))}
        </ul>
      </details>`
    }
  </section>`;
}

/** The published documents of a claim, and its origins; each document beside the origins that its statements go back to. */
function graphOf(t: Say, where: Where, { origins, statements, lineage }: PublishedClaim): Graph {
  const nodes = new Map<string, Node>();
  const edges = new Map<string, Edge>();
  for (const [index, origin] of origins.entries()) {
    const document = where.site.document(origin.document ?? '');
    const name = document === undefined ? origin.name : titleText(t, where, document);
    nodes.set(`origin ${index}`, {
      key: `origin ${index}`,
      kind: 'origin',
      name: name ?? t.text('published.origin-unnamed', { n: index + 1 }),
      held: document !== undefined,
      statements: [],
    });
  }
  for (const { citation, origin } of statements) {
    const document = where.site.document(citation.document);
    if (document === undefined) continue;
    const key = `document ${document.id}`;
    nodes.set(key, { key, kind: 'document', name: titleText(t, where, document), held: true, statements: [] });
    const through = lineage.find((step) => step.document === document.id && 'document' in step.from);
    const direct = lineage.find(
      (step) => step.document === document.id && 'origin' in step.from && step.from.origin === origin,
    );
    const to =
      direct === undefined && through !== undefined && 'document' in through.from
        ? `document ${through.from.document}`
        : `origin ${origin}`;
    const step = direct ?? (to.startsWith('document') ? through : undefined);
    const isOwn = direct === undefined && origins[origin]?.document === document.id;
    const kind = isOwn ? 'own-reporting' : (step?.kind ?? 'credits');
    edges.set(`${key} ${to}`, { from: key, to, kind, how: isOwn || step === undefined ? kind : stepName(step) });
  }
  return { nodes: [...nodes.values()], edges: [...edges.values()].filter(({ to }) => nodes.has(to)) };
}

function picture(t: Say, where: Where, claim: PublishedClaim, graph: Graph): Html {
  const card = where.site.card(claim);
  return lineagePicture(t, graph, {
    label: t.text('claim.lineage-picture', {
      documents: t.text('claim.documents', { n: card.documents }),
      origins: t.text('claim.origins', { n: claim.origins.length }),
    }),
    documents: t.text('published.column-documents'),
    origin: ({ held }) => (held ? t.text('published.origin-held') : ''),
    document: ({ key, name }) => ({
      name,
      said: saidBy(t, claim, key).join(t.comma),
      href: toDocument(where, idOf(key)),
    }),
  });
}

function idOf(key: string): string {
  return key.replace(/^document /, '');
}

/** What a document says of the claim, in a few values. */
function saidBy(t: Say, { statements }: PublishedClaim, key: string): readonly string[] {
  const values = statements.flatMap(({ citation, value }) =>
    citation.document === idOf(key) && value !== undefined ? [briefText(t, value)] : [],
  );
  return [...new Set(values)].slice(0, 2);
}

/** The same in words: origins, and under each what goes back to it. */
function tree(t: Say, where: Where, claim: PublishedClaim, graph: Graph): Html {
  const byKey = new Map(graph.nodes.map((node) => [node.key, node]));
  const behind = Map.groupBy(graph.edges, ({ to }) => to);
  const branches = (key: string, depth: number): Html => {
    const edges = depth > DEEPEST ? [] : (behind.get(key) ?? []);
    if (edges.length === 0) return NOTHING;
    return html`<ul>
      ${edges.map((edge) => html`<li class="by-${edge.kind}">${leaf(t, where, claim, byKey.get(edge.from), edge)}${branches(edge.from, depth + 1)}</li>`)}
    </ul>`;
  };
  return html`<ul class="tree">
    ${graph.nodes
      .filter(({ kind }) => kind === 'origin')
      .map(
        ({ key, held }, index) =>
          html`<li>
            <div class="node">
              <span class="sq ${!held && 'sq-unseen'}"></span
              ><b>${originName(t, where, claim.origins[index], index + 1)}</b>
            </div>
            ${branches(key, 1)}
          </li>`,
      )}
  </ul>`;
}

function leaf(
  t: Say,
  where: Where,
  claim: PublishedClaim,
  node: Node | undefined,
  { kind, how = kind, from, to }: Edge,
): Html {
  if (node === undefined) return NOTHING;
  const values = saidBy(t, claim, from).map((value) => html`<bdi>${value}</bdi>`);
  const { name, document } = claim.origins[Number(/^origin (\d+)$/.exec(to)?.[1] ?? -1)] ?? {};
  // How a document came by it is not told where its origin is not named.
  const isTold = !to.startsWith('origin') || name !== undefined || document !== undefined;
  return html`<a href="${toDocument(where, idOf(node.key))}" ${tongueOfLetters(node.name)}>${node.name}</a>
    <span class="meta">${joined([isTold && t(`claim.by-${how}`), ...values], t.comma)}</span>`;
}

/** One step with the words of the document that show it. */
function stepLine(t: Say, where: Where, claim: PublishedClaim, step: PublishedStep): Html {
  const { document: id, from, evidence } = step;
  const document = where.site.document(id);
  if (document === undefined || evidence === undefined) return NOTHING;
  const other = 'document' in from ? where.site.document(from.document) : undefined;
  const source =
    'origin' in from
      ? originName(t, where, claim.origins[from.origin], from.origin + 1)
      : other && titleOf(t, where, other);
  return html`<li>
    <p>${t(`claim.step-${stepName(step)}`, { document: titleOf(t, where, document), from: source ?? '' })}</p>
    ${quotation(where, evidence)}
    <p class="links"><a href="${toCitation(where, evidence)}">${t('published.open')}</a></p>
  </li>`;
}
