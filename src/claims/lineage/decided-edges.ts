import type { DecidedEdge } from '../keeping/decided.ts';
import type { TextLineage } from './lineage.ts';
import { mediumOf } from './media.ts';
import { isSameSource, mediumKey, sourceKey, type Source } from './sources.ts';

/** What people say of whether a text derives from something. */
export interface DecidedFrom extends Pick<DecidedEdge, 'from' | 'holds'> {
  /** Whom a document of the case is from that it derives from. */
  readonly source?: Source;
}

/**
 * Where a text comes from, with what people say of it: who is added is its root, who is denied counts for nothing.
 *
 * @param decided the later one holds; a document that it names is the one that stands for the copies of its text
 */
export function withDecided(lineage: TextLineage, decided: readonly DecidedFrom[]): TextLineage {
  const last = new Map(decided.map((edge) => [namedSource(edge.from).key, edge]));
  return decided
    .filter((edge) => last.get(namedSource(edge.from).key) === edge)
    .reduce((known, edge) => (edge.holds ? added(known, edge) : denied(known, edge)), lineage);
}

function added(lineage: TextLineage, { from, source: own }: DecidedFrom): TextLineage {
  const source = namedSource(from);
  const { document } = lineage;
  const edges = lineage.edges.filter((edge) => !isNamed(edge.from, source));
  return {
    ...lineage,
    root: { source: own ?? source, reason: 'whole-text' },
    translates: undefined,
    denied: lineage.denied.filter((each) => !isSameSource(each, source)),
    edges: [
      ...edges,
      {
        document,
        from,
        tier: source.kind === 'medium' ? 'media' : 'body',
        kind: 'credits',
        evidence: { start: 0, end: 0 },
      },
    ],
  };
}

function denied(lineage: TextLineage, { from }: DecidedFrom): TextLineage {
  const source = namedSource(from);
  const document = /^document (.+)$/.exec(from)?.[1];
  const isTranslation = document !== undefined && document === lineage.translates;
  const own = isTranslation || isSameSource(lineage.root.source, source);
  return {
    ...lineage,
    root: own ? { source: lineage.own, reason: 'own' } : lineage.root,
    translates: own ? undefined : lineage.translates,
    denied: [...lineage.denied, source],
    stretches: lineage.stretches.filter(
      (stretch) => stretch.document !== document && !isSameSource(stretch.source, source),
    ),
    edges: lineage.edges.filter((edge) => !isNamed(edge.from, source)),
  };
}

function isNamed(from: string, { key }: Source): boolean {
  return namedSource(from).key === key;
}

/** A source as people name it, without a text that tells more of it. */
function namedSource(name: string): Source {
  const medium = mediumOf(name);
  if (medium !== undefined || name.startsWith('document ')) {
    const shown = medium?.name ?? name;
    return { name: shown, kind: 'medium', key: mediumKey(shown) };
  }
  return { name, kind: 'body', key: sourceKey(name) };
}
