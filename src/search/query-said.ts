import type { Filter } from './query-filters.ts';
import { verbatimOf, type QueryNode, type Term } from './query-tree.ts';
import { tokensOf } from './tokens.ts';

/** A query as a screen can say it back, in any language. Texts are as they were typed, without the signs around them. */
export type Said =
  | { readonly kind: 'word' | 'phrase' | 'beginning' | 'similar' | 'pattern' | 'verbatim'; readonly text: string }
  | { readonly kind: 'near'; readonly words: readonly string[]; readonly within: number }
  | { readonly kind: 'filter'; readonly field: Filter['field']; readonly text: string }
  | { readonly kind: 'all' | 'any'; readonly parts: readonly Said[] }
  | { readonly kind: 'not'; readonly part: Said };

export function saidOf(node: QueryNode): Said {
  switch (node.kind) {
    case 'term':
      return { kind: mannerSaid(node.term), text: node.term.text.replace(/\*$/, '') };
    case 'near':
      return { kind: 'near', words: node.terms.map(({ text }) => text), within: node.within };
    case 'pattern':
      return { kind: 'pattern', text: node.pattern.source };
    case 'filter':
      return { kind: 'filter', field: node.filter.field, text: node.filter.text };
    case 'not':
      return { kind: 'not', part: saidOf(node.child) };
    case 'and':
    case 'or': {
      const verbatim = verbatimOf(node);
      if (verbatim !== undefined) return { kind: 'verbatim', text: verbatim };
      return { kind: node.kind === 'and' ? 'all' : 'any', parts: node.children.map(saidOf) };
    }
  }
}

function mannerSaid({ manner, text }: Term): 'word' | 'phrase' | 'beginning' | 'similar' {
  if (manner === 'stem') return 'word';
  if (manner === 'similar') return 'similar';
  // A run without spaces is found as it stands, in quotes or not.
  if (tokensOf(text).every(({ syllabic }) => syllabic)) return 'word';
  return manner === 'prefix' && text.endsWith('*') ? 'beginning' : 'phrase';
}
