import type { Sha256 } from '../../src/nouns/sha256.ts';
import { checkPage } from '../../src/search/check-page.ts';
import { timeSpanOf } from '../../src/search/dates.ts';
import { alternativeTerm, withRewritings, type Rewriting } from '../../src/search/expansions.ts';
import {
  byDepth,
  byTime,
  dateValue,
  factsFilter,
  foldersOf,
  MOST_PEOPLE,
  peopleOf,
  type FacetCount,
} from '../../src/search/facets.ts';
import { holdsWords, isOfLanguage, isOfType, wordsKey, type Filter } from '../../src/search/query-filters.ts';
import { saidOf } from '../../src/search/query-said.ts';
import { compiled } from '../../src/search/query-symbols.ts';
import {
  soughtPatterns,
  addedTerms,
  soughtTerms,
  type Near,
  type Pattern,
  type QueryNode,
  type Term,
} from '../../src/search/query-tree.ts';
import { parseQuery, parseQuestion } from '../../src/search/query.ts';
import { OTHER_SPELLING, scoreOf, weightOf } from '../../src/search/rank.ts';
import type {
  DocumentMark,
  Hit,
  IndexDocument,
  SearchIndex,
  SearchRequest,
  SearchResult,
  SortOrder,
  Tally,
} from '../../src/search/search-index.ts';
import { isOneEdit } from '../../src/search/similar.ts';
import { tokensOf, type Token } from '../../src/search/tokens.ts';
import { candidatesAmong, CANDIDATES, hanWords, wordScores } from '../../src/search/word-order.ts';

interface Row {
  readonly document: IndexDocument;
  readonly ordinal: number;
  readonly text: string;
  readonly tokens: readonly Token[];
  readonly start: number;
  readonly end: number;
  readonly page?: number;
  readonly language: string;
  readonly confidence?: number;
}

/** The truth that engines are held to: looks at every passage for every query. Handles on one map share an index. */
export class MemoryIndex implements SearchIndex {
  readonly #rows: Map<Sha256, readonly Row[]>;

  constructor(rows: Map<Sha256, readonly Row[]> = new Map()) {
    this.#rows = rows;
  }

  async put(documents: readonly IndexDocument[]): Promise<void> {
    for (const document of documents) this.#rows.set(document.id, rowsOf(document));
  }

  async remove(documents: readonly Sha256[]): Promise<void> {
    for (const document of documents) this.#rows.delete(document);
  }

  async search(request: SearchRequest): Promise<SearchResult> {
    checkPage(request);
    const { query, match, limit, offset, filters = {}, sort = 'relevance', rewritings = [] } = request;
    const { tree: asked, notice, at, why } = match === 'any' ? parseQuestion(query) : parseQuery(query);
    const tree = asked && (match === 'any' ? asked : withRewritings(asked, rewritings));
    const terms = tree === undefined ? [] : soughtTerms(tree);
    const all = [...this.#rows.values()].flat();
    const found = all.filter(
      (row) =>
        tree !== undefined &&
        matches(row, tree) &&
        (filters.language ?? row.language) === row.language &&
        (filters.type ?? row.document.mediaType) === row.document.mediaType &&
        (filters.accession === undefined || row.document.accessions.includes(filters.accession)) &&
        (factsFilter(filters)?.(row.document) ?? true),
    );
    const meanLength = Math.max(1, all.reduce((sum, row) => sum + row.tokens.length, 0) / Math.max(1, all.length));
    const added = asked === undefined ? new Set<Term>() : addedTerms(asked, terms);
    const weights = terms.map(
      (term) =>
        weightOf(all.filter((row) => spansOf(row, term).length > 0).length, all.length) *
        (added.has(term) ? OTHER_SPELLING : 1),
    );
    const patterns = tree === undefined ? [] : soughtPatterns(tree);
    const scored = found.map((row) => {
      if (sort !== 'relevance') return { row, score: 0 };
      const scores = terms.map((term, t) =>
        scoreOf(weights[t] ?? 0, spansOf(row, term).length, row.tokens.length, meanLength),
      );
      return { row, score: scores.reduce((sum, score) => sum + score, 0) };
    });
    scored.sort(
      (a, b) =>
        b.score - a.score ||
        inOrder(sort, a.row, b.row) ||
        compare(a.row.document.id, b.row.document.id) ||
        a.row.ordinal - b.row.ordinal,
    );
    const words = sort === 'relevance' ? hanWords(query, terms, match === 'any' ? 'question' : added) : [];
    if (words.length > 0) {
      const candidates = candidatesAmong(scored.slice(0, CANDIDATES + 1).map(({ score }) => score));
      const first = scored.slice(0, candidates);
      const gains = wordScores(
        words,
        first.map(({ row }) => row.text),
      );
      for (const [i, hit] of first.entries()) hit.score += gains[i] ?? 0;
      scored.splice(0, candidates, ...first.toSorted((a, b) => b.score - a.score));
    }
    return {
      total: found.length,
      documents: new Set(found.map(({ document }) => document.id)).size,
      hits: scored.slice(offset, offset + limit).map(({ row, score }) => hitOf(row, score, terms, patterns)),
      facets: {
        language: facet(found.map(({ language }) => language)),
        type: facet(found.map(({ document }) => document.mediaType)),
        accession: facet(found.flatMap(({ document }) => document.accessions)),
        date: byTime(counted(found.map(({ document }) => dateValue(document.date)))),
        person: facet(found.flatMap(({ document }) => peopleOf(document))).slice(0, MOST_PEOPLE),
        folder: byDepth(counted(found.flatMap(({ document }) => foldersOf(document.paths)))),
      },
      understood: {
        terms: asked === undefined ? [] : soughtTerms(asked).map(({ text }) => text),
        ...(asked === undefined || match === 'any' ? {} : { said: saidOf(asked) }),
        ...(notice === undefined ? {} : { notice }),
        ...(at === undefined ? {} : { at }),
        ...(why === undefined ? {} : { why }),
      },
    };
  }

  async marksIn(
    query: string,
    document: Sha256,
    rewritings: readonly Rewriting[] = [],
  ): Promise<readonly DocumentMark[]> {
    const { tree: asked } = parseQuery(query);
    if (asked === undefined) return [];
    const tree = withRewritings(asked, rewritings);
    const rows = (this.#rows.get(document) ?? []).filter((row) => row.ordinal >= 0 && matches(row, tree));
    return rows.flatMap((row) =>
      marksOf(row, soughtTerms(tree), soughtPatterns(tree)).map(({ start, end }) =>
        Object.assign({ start: row.start + start, end: row.start + end, ordinal: row.ordinal }, pageOf(row)),
      ),
    );
  }

  async tally(
    queries: readonly string[],
    rewritings: readonly (readonly Rewriting[])[] = [],
  ): Promise<readonly Tally[]> {
    const found = queries.map((query, i) =>
      this.search({ query, rewritings: rewritings[i] ?? [], limit: 0, offset: 0 }),
    );
    return (await Promise.all(found)).map(({ total, documents, understood: { notice, at } }) =>
      Object.assign({ total, documents }, notice && { notice }, at === undefined ? {} : { at }),
    );
  }

  async count(): Promise<{ documents: number; passages: number }> {
    const passages = [...this.#rows.values()].flat().filter(({ ordinal }) => ordinal >= 0).length;
    return { documents: this.#rows.size, passages };
  }

  async counts(texts: readonly string[]): Promise<readonly number[]> {
    const all = [...this.#rows.values()].flat();
    return texts.map((text) => {
      const term = alternativeTerm(text);
      return term === 'nothing' ? 0 : all.filter((row) => matches(row, term)).length;
    });
  }

  async close(): Promise<void> {}
}

function rowsOf(document: IndexDocument): readonly Row[] {
  const title = { text: document.title ?? '', start: 0, end: 0, language: document.passages[0]?.language ?? 'und' };
  const titles = document.title === undefined ? [] : [title];
  return [...titles, ...document.passages].map((passage, i) =>
    Object.assign({ document, ordinal: i - titles.length, tokens: tokensOf(passage.text) }, passage),
  );
}

function pageOf({ page }: Row): { page?: number } {
  return page === undefined ? {} : { page };
}

function matches(row: Row, node: QueryNode): boolean {
  switch (node.kind) {
    case 'term':
      return spansOf(row, node.term).length > 0;
    case 'near':
      return standsNear(row, node);
    case 'pattern':
      return compiled(node.pattern).test(row.text);
    case 'filter':
      return passes(row, node.filter);
    case 'not':
      return !matches(row, node.child);
    case 'and':
      return node.children.every((child) => matches(row, child));
    case 'or':
      return node.children.some((child) => matches(row, child));
  }
}

function standsNear(row: Row, { terms, within }: Near): boolean {
  const begins = terms.map((term) => spansOf(row, term).map(({ at }) => at));
  return begins
    .flat()
    .some((last) =>
      begins.every((own, t) => own.some((at) => at <= last && last - (at + (terms[t]?.tokens.length ?? 0)) <= within)),
    );
}

function passes({ document, language, page, confidence }: Row, filter: Filter): boolean {
  const holds = (values: readonly string[] | undefined): boolean =>
    'tokens' in filter && holdsWords(wordsKey(values ?? []), filter);
  const lies = (from: number | undefined, to = from): boolean =>
    'from' in filter && from !== undefined && to !== undefined && to >= filter.from && from <= filter.to;
  switch (filter.field) {
    case 'lang':
      return isOfLanguage(language, filter.value);
    case 'type':
      return isOfType(document.mediaType, filter.value);
    case 'accession':
      return document.accessions.some((accession) => accession.startsWith(filter.value));
    case 'has':
      return confidence !== undefined;
    case 'path':
      return holds(document.paths);
    case 'from':
      return holds(document.senders);
    case 'to':
      return holds(document.recipients);
    case 'author':
      return holds(document.authors);
    case 'tag':
      return holds(document.tags);
    case 'page':
      return lies(page);
    case 'conf':
      return lies(confidence === undefined ? undefined : Math.floor(confidence));
    case 'date': {
      const time = timeSpanOf(document.date ?? '');
      return lies(time?.from, time?.to);
    }
  }
}

function inOrder(sort: SortOrder, a: Row, b: Row): number {
  if (sort === 'relevance') return 0;
  if (sort === 'path') return compare(a.document.paths?.[0] ?? '\u{10ffff}', b.document.paths?.[0] ?? '\u{10ffff}');
  const time = ({ document }: Row): number => timeSpanOf(document.date ?? '')?.from ?? -8.64e15;
  return time(b) - time(a);
}

function spansOf({ tokens, text }: Row, { manner, tokens: wanted }: Term): readonly TermSpan[] {
  return tokens.flatMap((first, at) => {
    const run = tokens.slice(at, at + wanted.length);
    const last = run.at(-1) ?? first;
    const fits =
      run.length === wanted.length &&
      run.every(({ exact, stem }, i) => {
        const word = wanted[i] ?? '';
        if (manner === 'similar') return isOneEdit(exact, word);
        if (manner === 'stem') return exact === word || stem === word;
        return manner === 'prefix' && i === wanted.length - 1 ? exact.startsWith(word) : exact === word;
      });
    const [character = ''] = text.slice(last.start);
    const end = manner === 'prefix' && last.syllabic ? last.start + character.length : last.end;
    return fits ? [{ at, start: first.start, end }] : [];
  });
}

interface TermSpan {
  /** Which token of the passage it begins with. */
  readonly at: number;
  readonly start: number;
  readonly end: number;
}

/** By painting every code unit: overlapping spans run together, touching ones do not. */
function marksOf(
  row: Row,
  terms: readonly Term[],
  patterns: readonly Pattern[],
): readonly { start: number; end: number }[] {
  const matched = patterns.flatMap((pattern) =>
    [...row.text.matchAll(compiled(pattern, 'g'))]
      .map((match) => ({ start: match.index, end: match.index + match[0].length }))
      .filter(({ start, end }) => end > start),
  );
  const joins = new Set<number>();
  const ends = new Set<number>();
  const starts = new Set<number>();
  for (const { start, end } of [...terms.flatMap((term) => spansOf(row, term)), ...matched]) {
    starts.add(start);
    ends.add(end);
    for (let i = start + 1; i < end; i += 1) joins.add(i);
  }
  const free = (edges: Set<number>): number[] => [...edges].filter((i) => !joins.has(i)).toSorted((a, b) => a - b);
  const lasts = free(ends);
  return free(starts).map((start, i) => ({ start, end: lasts[i] ?? start }));
}

function hitOf(row: Row, score: number, terms: readonly Term[], patterns: readonly Pattern[]): Hit {
  const marks = marksOf(row, terms, patterns);
  return {
    document: row.document.id,
    ordinal: row.ordinal,
    start: row.start,
    end: row.end,
    ...(row.page === undefined ? {} : { page: row.page }),
    language: row.language,
    score,
    // The engines are not held to the words of a snippet beyond what the conformance suite asks.
    snippet: { text: row.text, marks },
    marks: row.ordinal < 0 ? [] : marks.map(({ start, end }) => ({ start: row.start + start, end: row.start + end })),
  };
}

function counted(values: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

function facet(values: readonly string[]): readonly FacetCount[] {
  return [...new Set(values)]
    .map((value) => ({ value, passages: values.filter((other) => other === value).length }))
    .toSorted((a, b) => b.passages - a.passages || compare(a.value, b.value));
}

function compare(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
