import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Span } from '../../nouns/reading.ts';
import type { Sha256 } from '../../nouns/sha256.ts';
import { checkPage } from '../check-page.ts';
import { Finder, merged, snippetOf } from '../highlight.ts';
import { PatternBudget } from '../patterns.ts';
import { saidOf } from '../query-said.ts';
import { soughtPatterns, soughtTerms, type Pattern, type QueryNode, type Term } from '../query-tree.ts';
import { parseQuery, parseQuestion, type ParsedQuery } from '../query.ts';
import { best, scoreOf } from '../rank.ts';
import type { DocumentMark, Hit, PassageKey, PassageTexts, SearchRequest, SearchResult } from '../search-index.ts';
import { tokensOf } from '../tokens.ts';
import { Catalogue } from './catalogue.ts';
import { matchingRows, type Ground, type RowRange } from './matching.ts';
import { PatternSearch, type Looked } from './pattern-search.ts';
import { RESCORED, Scorer, type WeighedTerm } from './scoring.ts';
import { Spellings } from './spellings.ts';
import { asProblems, openIndexFile, PLACE_BYTES } from './sqlite-file.ts';
import { bytesOf, numberOf, textOf } from './sqlite-values.ts';

/** For the marks of patterns on one page of hits, whose passages are known to hold them. */
const MARKING_MS = 300;

/** One connection that reads. What it reads of the index, it reads in one transaction; texts come after. */
export class SqliteReader {
  readonly #database: DatabaseSync;
  readonly #catalogue: Catalogue;
  readonly #spellings: Spellings;
  readonly #ground: Ground;
  readonly #scorer: Scorer;
  readonly #patterns: PatternSearch;
  readonly #texts: PassageTexts;
  readonly #findPlace: StatementSync;

  constructor(file: string, texts: PassageTexts) {
    this.#database = openIndexFile(file, 'reader');
    this.#catalogue = new Catalogue(this.#database);
    this.#spellings = new Spellings(this.#database);
    this.#ground = { database: this.#database, catalogue: this.#catalogue, spell: this.#spellings.of };
    this.#scorer = new Scorer(this.#ground);
    this.#texts = texts;
    this.#patterns = new PatternSearch(this.#ground, {
      inOneView: (read) => this.#inOneView(read),
      textsOf: (rows) => this.#textsOf(rows.map((row) => this.#place(row, 0))),
    });
    this.#findPlace = this.#database.prepare('SELECT title, substr(places, ?, ?) AS place FROM documents WHERE id = ?');
  }

  async search(request: SearchRequest): Promise<SearchResult> {
    checkPage(request);
    const parsed = request.match === 'any' ? parseQuestion(request.query) : parseQuery(request.query);
    const { tree } = parsed;
    if (tree === undefined) return nothingFound(parsed);
    const terms = soughtTerms(tree);
    const looked = await this.#patterns.look(tree, { filters: request.filters });
    const found = this.#inOneView(() => this.#find(tree, terms, request, looked));
    const rescored = await this.#rescored(found.toRescore, found.weighed);
    const page = [...rescored.slice(request.offset, request.offset + request.limit), ...found.page];
    const hits = await this.#hits(page, terms, soughtPatterns(tree));
    return {
      total: found.total,
      documents: found.documents,
      hits,
      facets: found.facets,
      understood: understood(parsed, request, looked?.complete),
    };
  }

  async marksIn(query: string, document: Sha256): Promise<readonly DocumentMark[]> {
    const { tree } = parseQuery(query);
    if (tree === undefined) return [];
    const range = this.#inOneView(() => this.#rangeOf(document));
    if (range === undefined) return [];
    const looked = await this.#patterns.look(tree, { range });
    const places = this.#inOneView(() =>
      Array.from(matchingRows(this.#ground, tree, { range, ...looked }), (row) => this.#place(row, 0)),
    ).filter(({ ordinal }) => ordinal >= 0);
    const texts = await this.#textsOf(places);
    const marks = marksOf(texts, soughtTerms(tree), soughtPatterns(tree));
    return places.flatMap(({ ordinal, start, page }, i) =>
      (marks[i] ?? []).map((mark) =>
        Object.assign({ start: start + mark.start, end: start + mark.end, ordinal }, pageOf(page)),
      ),
    );
  }

  #rangeOf(document: Sha256): RowRange | undefined {
    const entry = this.#database
      .prepare('SELECT first_row, row_count FROM documents WHERE sha256 = ?')
      .get(Buffer.from(document, 'hex'));
    if (entry === undefined) return undefined;
    const first = numberOf(entry['first_row']);
    return { first, last: first + numberOf(entry['row_count']) - 1 };
  }

  count(): { documents: number; passages: number } {
    return asProblems(() => {
      const row = this.#database.prepare('SELECT documents, passages FROM tally').get();
      return { documents: numberOf(row?.['documents']), passages: numberOf(row?.['passages']) };
    });
  }

  close(): void {
    this.#database.close();
  }

  /** Runs `read` on one state of the index, whatever is written meanwhile. */
  #inOneView<Result>(read: () => Result): Result {
    return asProblems(() => {
      this.#database.exec('BEGIN');
      try {
        if (this.#catalogue.refresh()) {
          this.#scorer.forget();
          this.#spellings.forget();
        }
        return read();
      } finally {
        this.#database.exec('COMMIT');
      }
    });
  }

  #find(tree: QueryNode, terms: readonly Term[], request: SearchRequest, looked: Looked | undefined) {
    const { filters = {}, limit, offset, sort = 'relevance' } = request;
    const catalogue = this.#catalogue;
    const matching = matchingRows(this.#ground, tree, { ...looked });
    if (tree.kind === 'term') this.#scorer.learn(tree.term, matching.length);
    const rows = catalogue.filter(matching, filters);
    const ranked = sort === 'relevance' && terms.length > 0;
    const weighed = ranked ? this.#scorer.weigh(terms) : [];
    const { scores, exact } = this.#scorer.score(rows, weighed);
    const isWorse = (a: number, b: number): boolean => {
      const [row, other] = [rows[a] ?? 0, rows[b] ?? 0];
      if (sort !== 'relevance') return catalogue.comesAfter(sort, row, other);
      const difference = (scores[a] ?? 0) - (scores[b] ?? 0);
      return difference === 0 ? catalogue.isAfter(row, other) : difference < 0;
    };
    const keep = Math.max(exact ? 0 : RESCORED, offset + limit);
    const chosen = best(rows.length, keep, isWorse);
    const placesOf = (from: number, to?: number): readonly Place[] =>
      chosen.slice(from, to).map((i) => this.#place(rows[i] ?? 0, scores[i] ?? 0));
    return {
      total: rows.length,
      ...catalogue.count(rows),
      weighed,
      // Only what will be looked at needs its place: the page, and what is to be scored again.
      toRescore: exact || offset >= RESCORED ? [] : placesOf(0, RESCORED),
      page: exact ? placesOf(offset, offset + limit) : placesOf(Math.max(offset, RESCORED), offset + limit),
    };
  }

  async #rescored(places: readonly Place[], terms: readonly WeighedTerm[]): Promise<readonly Place[]> {
    const texts = await this.#textsOf(places);
    const finder = new Finder(terms.map(({ term }) => term));
    const { meanLength } = this.#catalogue;
    return places
      .map((place, i) => {
        const counts = terms.map(() => 0);
        for (const { term } of finder.find(texts[i] ?? '')) counts[term] = (counts[term] ?? 0) + 1;
        const scores = counts.map((count, t) => scoreOf(terms[t]?.weight ?? 0, count, place.length, meanLength));
        return Object.assign(place, { score: scores.reduce((sum, score) => sum + score, 0) });
      })
      .toSorted((a, b) => b.score - a.score || compare(a.document, b.document) || a.ordinal - b.ordinal);
  }

  async #hits(places: readonly Place[], terms: readonly Term[], patterns: readonly Pattern[]): Promise<readonly Hit[]> {
    const texts = await this.#textsOf(places);
    const marked = marksOf(texts, terms, patterns);
    return places.map(({ document, ordinal, start, end, page, language, score }, i) => {
      const text = texts[i] ?? '';
      const marks = marked[i] ?? [];
      return {
        document,
        ordinal,
        start,
        end,
        ...pageOf(page),
        language,
        score,
        snippet: snippetOf(text, marks, tokensOf(text)),
        marks: ordinal < 0 ? [] : marks.map((mark) => ({ start: start + mark.start, end: start + mark.end })),
      };
    });
  }

  #place(row: number, score: number): Place {
    const { id, sha256, firstRow, hasTitle } = this.#catalogue.document(row);
    const index = row - firstRow;
    const ordinal = hasTitle ? index - 1 : index;
    const entry = this.#findPlace.get(index * PLACE_BYTES + 1, PLACE_BYTES, id);
    const place = bytesOf(entry?.['place']);
    return {
      document: sha256,
      ordinal,
      start: place.getUint32(0, true),
      end: place.getUint32(4, true),
      page: this.#catalogue.page(row),
      language: this.#catalogue.language(row),
      length: this.#catalogue.length(row),
      score,
      ...(ordinal < 0 ? { title: textOf(entry?.['title']) } : {}),
    };
  }

  async #textsOf(places: readonly Place[]): Promise<readonly string[]> {
    const asked = places.filter(({ title }) => title === undefined);
    const texts =
      asked.length === 0 ? [] : await this.#texts(asked.map(({ document, ordinal }) => ({ document, ordinal })));
    let next = 0;
    return places.map(({ title }) => title ?? texts[next++] ?? '');
  }
}

/** Where a row stands; `page` 0 for none. */
interface Place extends PassageKey {
  readonly start: number;
  readonly end: number;
  readonly page: number;
  readonly language: string;
  /** In tokens. */
  readonly length: number;
  readonly score: number;
  /** Only of a title. */
  readonly title?: string;
}

function pageOf(page: number): { readonly page?: number } {
  return page === 0 ? {} : { page };
}

/** For each text the stretches that a reader should see, in order, none overlapping. */
function marksOf(
  texts: readonly string[],
  terms: readonly Term[],
  patterns: readonly Pattern[],
): readonly (readonly Span[])[] {
  const finder = new Finder(terms);
  const budget = new PatternBudget(MARKING_MS);
  const ofPatterns = patterns.map((pattern) => budget.spans(pattern, texts));
  return texts.map((text, i) => merged([...finder.find(text), ...ofPatterns.flatMap((spans) => spans[i] ?? [])]));
}

function nothingFound(parsed: ParsedQuery): SearchResult {
  const facets = { language: [], type: [], accession: [] };
  const { notice } = parsed;
  return { total: 0, documents: 0, hits: [], facets, understood: { terms: [], ...(notice && { notice }) } };
}

function understood(
  { tree, notice, at }: ParsedQuery,
  { match }: SearchRequest,
  complete = true,
): SearchResult['understood'] {
  return {
    terms: tree === undefined ? [] : soughtTerms(tree).map(({ text }) => text),
    ...(tree === undefined || match === 'any' ? {} : { said: saidOf(tree) }),
    // Passages that were left out matter more than how a sign was read.
    ...(complete ? notice && { notice } : { notice: 'pattern-slow' as const }),
    ...(at === undefined ? {} : { at }),
  };
}

function compare(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
