import type { ClaimView, DerivationView, DocumentName, StatementView } from '../../nouns/claim-views.ts';
import { stepName, type StepName } from '../../nouns/claim.ts';
import { documentIn } from './claim-history.ts';

/** A document, a source that it takes from, or an origin, in the picture of where a claim comes from. */
export interface Node {
  readonly key: string;
  /** `rest`: so many more of them, folded into one. */
  readonly kind: 'origin' | 'way' | 'document' | 'rest';
  readonly name: string;
  readonly held: boolean;
  readonly document?: DocumentName;
  readonly statements: readonly StatementView[];
  /** Of `rest`. */
  readonly folds?: { readonly what: 'documents' | 'origins'; readonly count: number; readonly held: Held };
}

/** From the one that derives to what it derives from. */
export interface Edge {
  readonly from: string;
  readonly to: string;
  readonly kind: DerivationView['kind'];
  /** How it is told, if not by its kind. */
  readonly how?: StepName;
}

export interface Graph {
  readonly nodes: readonly Node[];
  readonly edges: readonly Edge[];
}

/**
 * The documents of a claim flowing back to its origins. Of what the documents credit only that is in it which leads to
 * an origin of this claim, or which documents of it share; what a person denied is not.
 */
export function graphOf(claim: ClaimView): Graph {
  const nodes = new Map<string, Node>();
  const edges: Edge[] = [];
  const linked = new Map<string, Set<string>>();
  const byDocument = Map.groupBy(claim.statements, ({ document }): string => document.sha256);
  const originsOf = originsByDocument(claim);
  const stepsOf = Map.groupBy(claim.lineage, ({ document }) => document);
  for (const { source, held } of claim.origins) {
    nodes.set(`origin ${source}`, { key: `origin ${source}`, kind: 'origin', name: source, held, statements: [] });
  }
  for (const [sha256, said] of byDocument) {
    const [first] = said;
    if (first === undefined) continue;
    const key = `document ${sha256}`;
    nodes.set(key, {
      key,
      kind: 'document',
      name: first.document.title,
      held: true,
      document: first.document,
      statements: said,
    });
  }
  const link = (edge: Edge): void => {
    const { from, to } = edge;
    const known = linked.get(from) ?? new Set<string>();
    linked.set(from, known);
    if (from === to || known.has(to)) return;
    known.add(to);
    edges.push(edge);
  };
  for (const sha256 of byDocument.keys()) {
    const key = `document ${sha256}`;
    const origins = originsOf.get(sha256) ?? [];
    const steps = (stepsOf.get(sha256) ?? []).filter(({ decided }) => decided?.holds !== false);
    const ways = steps.filter(({ from, tier }) => tier === 'media' && !origins.some(({ source }) => source === from));
    const way = ways.find(({ kind }) => kind === 'same-file') ?? ways[0];
    for (const { source, kind } of origins) {
      const direct = steps.find(({ from }) => from === source);
      if (direct !== undefined || way === undefined) {
        const by: Pick<Edge, 'kind' | 'how'> =
          direct === undefined ? { kind } : { kind: direct.kind, how: stepName(direct) };
        link({ from: key, to: `origin ${source}`, ...by });
        continue;
      }
      const through = documentIn(way.from) === undefined ? `way ${way.from}` : way.from;
      if (!nodes.has(through)) {
        nodes.set(through, {
          key: through,
          kind: 'way',
          name: way.from,
          held: way.fromTitle !== undefined,
          statements: [],
        });
      }
      link({ from: key, to: through, kind: way.kind, how: stepName(way) });
      // A document of the claim has its own way from there on.
      if (!byDocument.has(documentIn(way.from) ?? '')) link({ from: through, to: `origin ${source}`, kind: 'credits' });
    }
  }
  return { nodes: [...nodes.values()], edges };
}

const ORIGINS = 7; // of a folded picture, which has forty nodes at most
const LEAVES = 3; // of each of them

/**
 * What is left of a graph of more than `most` nodes: the origins that most documents go back to, the first documents
 * of each, and a node that counts for the rest; whatever else led to those documents is folded with them.
 */
export function folded(graph: Graph, most: number): Graph {
  if (graph.nodes.length <= most) return graph;
  const behind = Map.groupBy(graph.edges, ({ to }) => to);
  const byKey = new Map(graph.nodes.map((node) => [node.key, node]));
  const origins = graph.nodes
    .filter(({ kind }) => kind === 'origin')
    .map((node) => ({ node, documents: documentsBehind(node.key, behind, byKey) }))
    .toSorted((a, b) => b.documents.length - a.documents.length);
  const nodes: Node[] = [];
  const edges: Edge[] = [];
  const drawn = new Set<string>();
  for (const { node, documents } of origins.slice(0, ORIGINS)) {
    nodes.push(node);
    const fresh = documents.filter(({ from }) => !drawn.has(from));
    for (const { from, kind, how = kind } of fresh.slice(0, LEAVES)) {
      const document = byKey.get(from);
      if (document === undefined) continue;
      drawn.add(from);
      nodes.push(document);
      edges.push({ from, to: node.key, kind, how });
    }
    const count = documents.length - Math.min(LEAVES, fresh.length);
    if (count > 0) {
      const rest = restOf(node.key, 'documents', count);
      nodes.push(rest);
      edges.push({ from: rest.key, to: node.key, kind: documents[0]?.kind ?? 'credits' });
    }
  }
  const others = origins.slice(ORIGINS);
  if (others.length > 0) {
    const count = new Set(others.flatMap(({ documents }) => documents.map(({ from }) => from))).size;
    const [rest, behindIt] = [
      restOf('others', 'origins', others.length, heldOf(others)),
      restOf('behind others', 'documents', count),
    ];
    nodes.push(rest, behindIt);
    edges.push({ from: behindIt.key, to: rest.key, kind: 'credits' });
  }
  return { nodes, edges };
}

function restOf(key: string, what: 'documents' | 'origins', count: number, held: Held = 'all'): Node {
  return {
    key: `rest ${key}`,
    kind: 'rest',
    name: '',
    held: held === 'all',
    statements: [],
    folds: { what, count, held },
  };
}

type Held = 'all' | 'some' | 'none';

function heldOf(origins: readonly { readonly node: Node }[]): Held {
  const held = origins.filter(({ node }) => node.held).length;
  if (held === 0) return 'none';
  return held === origins.length ? 'all' : 'some';
}

/** Every document that leads to a node, directly or through others, with how it does. */
function documentsBehind(
  key: string,
  behind: ReadonlyMap<string, readonly Edge[]>,
  byKey: ReadonlyMap<string, Node>,
): readonly Edge[] {
  const met = new Map<string, Edge>();
  const waiting = [key];
  const seen = new Set(waiting);
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    for (const edge of behind.get(at) ?? []) {
      if (seen.has(edge.from)) continue;
      seen.add(edge.from);
      if (byKey.get(edge.from)?.kind === 'document') met.set(edge.from, edge);
      waiting.push(edge.from);
    }
  }
  return [...met.values()];
}

interface Reached {
  readonly source: string;
  readonly kind: Edge['kind'];
}

/** Which origins the statements of each document go back to, and how that shows where no step of the lineage says so. */
function originsByDocument(claim: ClaimView): ReadonlyMap<string, readonly Reached[]> {
  const documents = new Map(claim.statements.map(({ id, document }) => [id, document.sha256]));
  const reached = new Map<string, Map<string, Reached>>();
  for (const { source, statements } of claim.origins) {
    for (const { id, reason } of statements) {
      const document = documents.get(id);
      if (document === undefined) continue;
      const known = reached.get(document) ?? new Map<string, Reached>();
      reached.set(document, known);
      const kind = reason === 'text-reuse' ? 'text-reuse' : reason === 'own' ? 'own-reporting' : 'credits';
      if (!known.has(source)) known.set(source, { source, kind });
    }
  }
  return new Map([...reached].map(([document, known]) => [document, [...known.values()]]));
}

export interface Placing {
  readonly node: Node;
  /** From 0 at the origins. */
  readonly column: number;
  /** Pixels from the top. */
  readonly y: number;
}

const ROW = 60; // pixels: two lines of words and air
const HEAD = 76;

/** Columns by how many steps a node is from an origin, documents that nothing derives from in the last; rows without crossings where they can be had. */
export function placed(graph: Graph): {
  readonly places: readonly Placing[];
  readonly columns: number;
  readonly height: number;
} {
  const columnOf = columnsOf(graph);
  const columns = Math.max(1, ...columnOf.values());
  const derivedFrom = new Set(graph.edges.map(({ to }) => to));
  const last = (key: string): boolean => !derivedFrom.has(key);
  const leaves = graph.nodes.filter(
    ({ key, kind, folds }) => (kind === 'document' || folds?.what === 'documents') && last(key),
  );
  const ordered = inOrder(graph, leaves);
  const at = new Map<string, number>(ordered.map(({ key }, index) => [key, HEAD + index * ROW]));
  for (let column = columns - 1; column >= 0; column -= 1) {
    const inColumn = graph.nodes.filter(({ key }) => !at.has(key) && (columnOf.get(key) ?? 0) === column);
    const wanted = inColumn
      .map((node) => {
        const behind = graph.edges.filter(({ to }) => to === node.key).flatMap(({ from }) => at.get(from) ?? []);
        return { node, y: behind.length === 0 ? HEAD : behind.reduce((sum, y) => sum + y, 0) / behind.length };
      })
      .toSorted((a, b) => a.y - b.y);
    let free = HEAD;
    for (const { node, y } of wanted) {
      at.set(node.key, Math.max(free, Math.round(y)));
      free = Math.max(free, Math.round(y)) + ROW;
    }
  }
  const places = graph.nodes.map((node) => ({
    node,
    column: leaves.includes(node) ? columns : (columnOf.get(node.key) ?? 0),
    y: at.get(node.key) ?? HEAD,
  }));
  return { places, columns, height: Math.max(HEAD, ...at.values()) + ROW / 2 + 8 };
}

/** Steps from an origin, at most a few: what derives in a circle has no first. */
function columnsOf({ nodes, edges }: Graph): ReadonlyMap<string, number> {
  const columns = new Map(
    nodes.map(({ key, kind, folds }) => [key, kind === 'origin' || folds?.what === 'origins' ? 0 : 1]),
  );
  for (let round = 0; round < 3; round += 1) {
    for (const { from, to } of edges) {
      const behind = Math.min(4, (columns.get(to) ?? 0) + 1);
      if (behind > (columns.get(from) ?? 0)) columns.set(from, behind);
    }
  }
  return columns;
}

/** Leaves by the origin they reach, then by what lies between, then by date: neighbours share their way. */
function inOrder({ nodes, edges }: Graph, leaves: readonly Node[]): readonly Node[] {
  const origins = nodes
    .filter(({ kind, folds }) => kind === 'origin' || folds?.what === 'origins')
    .map(({ key }) => key);
  const next = Map.groupBy(edges, ({ from }) => from);
  const wayOf = (key: string): string => next.get(key)?.[0]?.to ?? '';
  const originOf = (key: string, depth = 0): number => {
    const index = origins.indexOf(key);
    return index !== -1 || depth > 6 || wayOf(key) === '' ? index : originOf(wayOf(key), depth + 1);
  };
  return leaves
    .map((node) => ({ node, origin: originOf(node.key), way: wayOf(node.key), day: node.document?.published ?? '' }))
    .toSorted(
      (a, b) =>
        a.origin - b.origin ||
        compare(b.way, a.way) ||
        Number(a.node.kind === 'rest') - Number(b.node.kind === 'rest') ||
        compare(a.day, b.day),
    )
    .map(({ node }) => node);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
