import type { DecidedEdge } from '../keeping/decided.ts';
import type { TextLineage } from './lineage.ts';
import { mediumOf } from './media.ts';
import { isSameSource, mediumKey, sourceKey, type Source } from './sources.ts';

/** Where a text comes from, with what people say of it: who is added is its root, who is denied counts for nothing. */
export function withDecided(lineage: TextLineage, decided: readonly DecidedEdge[]): TextLineage {
  return decided.reduce((known, edge) => (edge.holds ? added(known, edge) : denied(known, edge)), lineage);
}

function added(lineage: TextLineage, { document, from }: DecidedEdge): TextLineage {
  const source = namedSource(from);
  const edges = lineage.edges.filter((edge) => edge.from !== from);
  return {
    ...lineage,
    root: { source, reason: 'whole-text' },
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

function denied(lineage: TextLineage, { from }: DecidedEdge): TextLineage {
  const source = namedSource(from);
  const isTranslation = from === `document ${lineage.translates ?? ''}`;
  const own = isTranslation || isSameSource(lineage.root.source, source);
  return {
    ...lineage,
    root: own ? { source: lineage.own, reason: 'own' } : lineage.root,
    translates: own ? undefined : lineage.translates,
    denied: [...lineage.denied, source],
    stretches: lineage.stretches.filter((stretch) => !isSameSource(stretch.source, source)),
    edges: lineage.edges.filter((edge) => edge.from !== from),
  };
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
