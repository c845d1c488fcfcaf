import { termOf } from './query-symbols.ts';
import { join, verbatimOf, type Parsed, type QueryNode, type Term } from './query-tree.ts';

/**
 * Other spellings of a query's words, in this script or another: proposed by a machine, shown to the person who asks,
 * and switched off or on one by one. Which there are is for `entities` to say; how a query takes them in is said here.
 */
export interface Expansion {
  /** The words of the query that it stands for, as they were typed. */
  readonly term: string;
  /** At least one. */
  readonly alternatives: readonly Alternative[];
}

export interface Alternative {
  /** A query's words: `*` at its end asks for all words that begin so. */
  readonly text: string;
  readonly why: AlternativeReason;
  /** The table, the letters or the person that it comes from: see `ALTERNATIVE_SOURCES`. */
  readonly source: AlternativeSource;
  readonly on: boolean;
  /** Passages that hold it, whatever else the query asks; at least one. */
  readonly passages: number;
  /** How an address names it, in `off` or `on`. */
  readonly key: string;
}

/**
 * - `script`: the same word in other letters.
 * - `name`: a person's name as another script writes it.
 * - `place`: the same place in another language.
 * - `spelling`: the same word as others spell it.
 * - `ending`: the same word with other endings.
 * - `alias`: someone who works on the case said that it is the same.
 */
export const ALTERNATIVE_REASONS = ['script', 'name', 'place', 'spelling', 'ending', 'alias'] as const;
export type AlternativeReason = (typeof ALTERNATIVE_REASONS)[number];

export const ALTERNATIVE_SOURCES = [
  'uyghur-letters',
  'uyghur-endings',
  'pinyin',
  'places',
  'spellings',
  'case',
] as const;
export type AlternativeSource = (typeof ALTERNATIVE_SOURCES)[number];

/** What a person switched: keys of alternatives. One that is in neither list is as `Alternative.on` proposes it. */
export interface Switches {
  readonly off: readonly string[];
  readonly on: readonly string[];
}

/** In `Switches.off`: every alternative that is not in `on`. */
export const ALL_ALTERNATIVES = '*';

export const NO_SWITCHES: Switches = { off: [], on: [] };

/** The same for capitals and small letters. */
export function keyOfAlternative(term: string, text: string): string {
  return `${plain(term)}=${plain(text)}`;
}

/** The switches after a click on an alternative: what is on goes off, and the other way round. */
export function switched({ off, on }: Switches, { key, on: isOn }: Alternative): Switches {
  const others = { off: off.filter((known) => known !== key), on: on.filter((known) => known !== key) };
  return isOn ? { ...others, off: [...others.off, key] } : { ...others, on: [...others.on, key] };
}

/** What an index takes for words of a query besides these words themselves. */
export interface Rewriting {
  /** As the query's terms have them (`Term.text`), one or more that stand next to one another. */
  readonly words: readonly string[];
  /** Each a word, a phrase, or the beginning of one where it ends in `*`. */
  readonly alternatives: readonly string[];
}

/** Runs of terms that alternatives may be looked for: words that all must match and stand next to one another. */
export function termRuns(tree: QueryNode): readonly (readonly Term[])[] {
  switch (tree.kind) {
    case 'term':
      return [[tree.term]];
    case 'and':
      if (verbatimOf(tree) !== undefined) return [];
      return runsOf(tree.children).flatMap((piece) => (piece.run === undefined ? termRuns(piece.node) : [piece.run]));
    case 'or':
      return tree.children.flatMap(termRuns);
    // What is excluded, near or a pattern is meant as it was typed.
    case 'not':
    case 'near':
    case 'pattern':
    case 'filter':
      return [];
  }
}

/** The tree with every rewriting in it. The longest run of words is rewritten first, then what it consists of. */
export function withRewritings(tree: QueryNode, rewritings: readonly Rewriting[]): QueryNode {
  if (rewritings.length === 0) return tree;
  const byWords = new Map(rewritings.map((rewriting) => [rewriting.words.join('\n'), rewriting]));
  const longest = Math.max(...rewritings.map(({ words }) => words.length));

  function rewritten(node: QueryNode): QueryNode {
    switch (node.kind) {
      case 'term':
        return either([node.term], node);
      case 'and':
        if (verbatimOf(node) !== undefined) return node;
        return together(
          runsOf(node.children).flatMap((piece) => (piece.run ? inRun(piece.run) : rewritten(piece.node))),
        );
      case 'or':
        return { kind: 'or', children: node.children.map(rewritten) };
      case 'not':
      case 'near':
      case 'pattern':
      case 'filter':
        return node;
    }
  }

  function inRun(terms: readonly Term[]): readonly QueryNode[] {
    const nodes: QueryNode[] = [];
    let at = 0;
    while (at < terms.length) {
      let length = Math.min(longest, terms.length - at);
      while (length > 1 && !byWords.has(wordsOf(terms.slice(at, at + length)))) length -= 1;
      const run = terms.slice(at, at + length);
      const singly = run.map((term) => either([term], { kind: 'term', term }));
      nodes.push(length > 1 ? either(run, together(singly)) : together(singly));
      at += length;
    }
    return nodes;
  }

  function either(terms: readonly Term[], node: QueryNode): QueryNode {
    const rewriting = byWords.get(wordsOf(terms));
    if (rewriting === undefined) return node;
    const manner = terms[0]?.manner === 'stem' ? 'stem' : 'exact';
    return oneOf('or', [node, ...rewriting.alternatives.map((text) => alternativeTerm(text, manner))]) ?? node;
  }

  return rewritten(tree);
}

function together(nodes: readonly QueryNode[]): QueryNode {
  return oneOf('and', nodes) ?? { kind: 'and', children: nodes };
}

function oneOf(kind: 'and' | 'or', nodes: readonly Parsed[]): QueryNode | undefined {
  const joined = join(kind, nodes);
  return joined === 'nothing' ? undefined : joined;
}

/** What `Rewriting.alternatives` and `SearchIndex.counts` mean by a text. */
export function alternativeTerm(text: string, manner: 'stem' | 'exact' = 'stem'): Parsed {
  return termOf(text, text.endsWith('*') ? 'prefix' : manner);
}

function wordsOf(terms: readonly Term[]): string {
  return terms.map(({ text }) => text).join('\n');
}

type Piece = { readonly run: readonly Term[] } | { readonly run?: undefined; readonly node: QueryNode };

/** Children of an AND, those terms that follow one another taken together. */
function runsOf(children: readonly QueryNode[]): readonly Piece[] {
  const pieces: Piece[] = [];
  let run: Term[] = [];
  for (const child of children) {
    if (child.kind === 'term') {
      if (run.length === 0) pieces.push({ run });
      run.push(child.term);
    } else {
      run = [];
      pieces.push({ node: child });
    }
  }
  return pieces;
}

function plain(text: string): string {
  return text.normalize('NFKC').toLowerCase().trim();
}
