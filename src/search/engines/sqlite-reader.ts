import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Span } from '../../nouns/reading.ts';
import type { Sha256 } from '../../nouns/sha256.ts';
import { checkPage } from '../check-page.ts';
import { alternativeTerm, withRewritings, type Rewriting } from '../expansions.ts';
import { NO_FACETS, type Facets } from '../facets.ts';
import { Finder, merged, snippetOf } from '../highlight.ts';
import { PatternBudget } from '../patterns.ts';
import { saidOf } from '../query-said.ts';
import { soughtPatterns, addedTerms, soughtTerms, type Pattern, type QueryNode, type Term } from '../query-tree.ts';
import { parseQuery, parseQuestion, type ParsedQuery } from '../query.ts';
import { best } from '../rank.ts';
import type {
  DocumentMark,
  Hit,
  PassageKey,
  PassageTexts,
  SearchRequest,
  SearchResult,
  Tally,
} from '../search-index.ts';
import { tokensOf, type Token } from '../tokens.ts';
import { candidatesAmong, CANDIDATES, hanWords, orderByScore, wordScores, type HanWord } from '../word-order.ts';
import { Catalogue } from './catalogue.ts';
import { isFarDown, KeptOrder, type WholeOrder } from './kept-order.ts';
import { matchingRows, type Ground, type RowRange } from './matching.ts';
import { PatternSearch, type Looked } from './pattern-search.ts';
import { PostingLists } from './postings.ts';
import { Scorer } from './scoring.ts';
import { SegmentList } from './segments/segment-list.ts';
import { Spellings } from './spellings.ts';
import { asProblems, countIndexed, openIndexFile, PLACE_BYTES } from './sqlite-file.ts';
import { bytesOf, numberOf, textOf } from './sqlite-values.ts';

/** For the marks of patterns on one page of hits, whose passages are known to hold them. */
const MARKING_MS = 300;

interface Sought {
  readonly terms: readonly Term[];
  /** Those of them that are other spellings of what was typed. */
  readonly added: ReadonlySet<Term>;
  /** By which the best hits are ordered once more. */
  readonly words: readonly HanWord[];
}

interface Found {
  readonly total: number;
  readonly documents: number;
  readonly facets: Facets;
  /** See `WholeOrder`. */
  readonly complete: boolean | undefined;
  /** How many of `places`, which then begin with the first hit of all, may be put in another order. */
  readonly candidates: number;
  readonly places: readonly Place[];
}

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
  readonly #kept = new KeptOrder();

  constructor(file: string, texts: PassageTexts) {
    this.#database = openIndexFile(file, 'reader');
    this.#catalogue = new Catalogue(this.#database);
    const segments = new SegmentList(this.#database);
    this.#spellings = new Spellings(segments);
    const lists = new PostingLists(segments, this.#spellings.of);
    this.#ground = { catalogue: this.#catalogue, lists };
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
    if (parsed.tree === undefined) return nothingFound(parsed);
    const tree = request.match === 'any' ? parsed.tree : withRewritings(parsed.tree, request.rewritings ?? []);
    const terms = soughtTerms(tree);
    const added = addedTerms(parsed.tree, terms);
    const words = wordsToOrderBy(request, terms, added);
    const found =
      this.#inOneView(() => this.#findKept(request)) ?? (await this.#findAnew(tree, { terms, added, words }, request));
    const page = await this.#inWordOrder(found, words, request);
    const hits = await this.#hits(page, terms, soughtPatterns(tree));
    return {
      total: found.total,
      documents: found.documents,
      hits,
      facets: found.facets,
      understood: understood(parsed, request, found.complete),
    };
  }

  async marksIn(query: string, document: Sha256, rewritings: readonly Rewriting[]): Promise<readonly DocumentMark[]> {
    const { tree: asked } = parseQuery(query);
    if (asked === undefined) return [];
    const tree = withRewritings(asked, rewritings);
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
    return countIndexed(this.#database);
  }

  async tally(queries: readonly string[], rewritings: readonly (readonly Rewriting[])[]): Promise<readonly Tally[]> {
    const tallies: Tally[] = [];
    for (const [i, query] of queries.entries()) {
      const { tree: asked, notice, at } = parseQuery(query);
      const tree = asked && withRewritings(asked, rewritings[i] ?? []);
      const said = { ...(notice && { notice }), ...(at === undefined ? {} : { at }) };
      if (tree === undefined) {
        tallies.push({ total: 0, documents: 0, ...said });
        continue;
      }
      const looked = await this.#patterns.look(tree, {});
      const found = this.#inOneView(() => {
        const rows = matchingRows(this.#ground, tree, { ...looked });
        return { total: rows.length, documents: this.#catalogue.countDocuments(rows) };
      });
      tallies.push({ ...found, ...said, ...(looked?.complete === false ? { notice: 'pattern-slow' as const } : {}) });
    }
    return tallies;
  }

  counts(texts: readonly string[]): readonly number[] {
    return this.#inOneView(() =>
      texts.map((text) => {
        const term = alternativeTerm(text);
        return term === 'nothing' ? 0 : matchingRows(this.#ground, term).length;
      }),
    );
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
          this.#spellings.forget();
          this.#ground.lists.forget();
          this.#kept.forget();
        }
        this.#ground.lists.begin(this.#catalogue.rowEnd, this.#catalogue.liveRows);
        return read();
      } finally {
        this.#ground.lists.end();
        this.#database.exec('COMMIT');
      }
    });
  }

  #findKept(request: SearchRequest): Found | undefined {
    const kept = this.#kept.of(request);
    return kept && this.#pageOf(kept, request);
  }

  async #findAnew(tree: QueryNode, sought: Sought, request: SearchRequest): Promise<Found> {
    const looked = await this.#patterns.look(tree, { filters: request.filters });
    return this.#inOneView(() => this.#find(tree, sought, request, looked));
  }

  #pageOf({ rows, scores, counted, complete }: WholeOrder, { limit, offset }: SearchRequest): Found {
    const page = Array.from(rows.subarray(offset, offset + limit), (row, i) =>
      this.#place(row, scores[offset + i] ?? 0),
    );
    return { total: rows.length, ...counted, candidates: 0, places: page, complete };
  }

  #find(tree: QueryNode, { terms, added, words }: Sought, request: SearchRequest, looked: Looked | undefined): Found {
    const { filters = {}, limit, offset, sort = 'relevance' } = request;
    const catalogue = this.#catalogue;
    const matching = matchingRows(this.#ground, tree, { ...looked });
    const rows = catalogue.filter(matching, filters);
    const isRanked = sort === 'relevance' && terms.length > 0 && limit > 0;
    const scores = isRanked ? this.#scorer.score(rows, terms, added) : new Float32Array(rows.length);
    const isWorse = (a: number, b: number): boolean => {
      const [row, other] = [rows[a] ?? 0, rows[b] ?? 0];
      if (sort !== 'relevance') return catalogue.comesAfter(sort, row, other);
      const difference = (scores[a] ?? 0) - (scores[b] ?? 0);
      return difference === 0 ? catalogue.isAfter(row, other) : difference < 0;
    };
    const order = isRanked ? scores : sort === 'date' ? catalogue.datesOf(rows) : undefined;
    const counted = catalogue.count(rows);
    const complete = looked?.complete;
    if (isFarDown(request)) {
      const all = best(rows.length, rows.length, isWorse);
      const ordered = Int32Array.from(all, (i) => rows[i] ?? 0);
      const own = Float32Array.from(all, (i) => scores[i] ?? 0);
      return this.#pageOf(this.#kept.keep(request, { rows: ordered, scores: own, counted, complete }), request);
    }
    const most = words.length === 0 ? offset + limit : Math.max(offset + limit, CANDIDATES + 1);
    const chosen = limit === 0 ? [] : best(rows.length, most, isWorse, order);
    const candidates =
      words.length === 0 ? 0 : candidatesAmong(chosen.slice(0, CANDIDATES + 1).map((i) => scores[i] ?? 0));
    return {
      total: rows.length,
      ...counted,
      complete,
      candidates,
      // Only what is shown, or may be, needs its place.
      places: chosen
        .slice(candidates === 0 ? offset : 0, offset + limit > candidates ? offset + limit : candidates)
        .map((i) => this.#place(rows[i] ?? 0, scores[i] ?? 0)),
    };
  }

  /** The page that was asked for, once the candidates, which `places` begins with, are in the order of their words. */
  async #inWordOrder(
    { places, candidates }: Found,
    words: readonly HanWord[],
    { offset, limit }: SearchRequest,
  ): Promise<readonly Place[]> {
    if (candidates === 0) return places;
    const first = places.slice(0, candidates);
    const texts = await this.#textsOf(first);
    const gains = wordScores(words, texts);
    const refined = first.map((place, i) =>
      Object.assign({}, place, { text: texts[i] ?? '', score: place.score + (gains[i] ?? 0) }),
    );
    const ordered = orderByScore(refined.map(({ score }) => score)).flatMap((i) => refined[i] ?? []);
    return [...ordered, ...places.slice(candidates)].slice(offset, offset + limit);
  }

  async #hits(places: readonly Place[], terms: readonly Term[], patterns: readonly Pattern[]): Promise<readonly Hit[]> {
    const texts = await this.#textsOf(places);
    const tokens = texts.map((text) => tokensOf(text));
    const marked = marksOf(texts, terms, patterns, tokens);
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
        snippet: snippetOf(text, marks, tokens[i] ?? []),
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
      score,
      ...(ordinal < 0 ? { text: textOf(entry?.['title']) } : {}),
    };
  }

  async #textsOf(places: readonly Place[]): Promise<readonly string[]> {
    const asked = places.filter(({ text }) => text === undefined);
    const texts =
      asked.length === 0 ? [] : await this.#texts(asked.map(({ document, ordinal }) => ({ document, ordinal })));
    let next = 0;
    return places.map(({ text }) => text ?? texts[next++] ?? '');
  }
}

/** Where a row stands; `page` 0 for none. */
interface Place extends PassageKey {
  readonly start: number;
  readonly end: number;
  readonly page: number;
  readonly language: string;
  readonly score: number;
  /** Of a title, and where it was read to rank. */
  readonly text?: string;
}

/** None where the order is another, or where the page lies beyond what they put in order. */
function wordsToOrderBy(request: SearchRequest, terms: readonly Term[], added: ReadonlySet<Term>): readonly HanWord[] {
  const { query, match, sort = 'relevance', limit, offset } = request;
  if (sort !== 'relevance' || limit === 0 || offset >= CANDIDATES) return [];
  return hanWords(query, terms, match === 'any' ? 'question' : added);
}

function pageOf(page: number): { readonly page?: number } {
  return page === 0 ? {} : { page };
}

/** For each text the stretches that a reader should see, in order, none overlapping. */
function marksOf(
  texts: readonly string[],
  terms: readonly Term[],
  patterns: readonly Pattern[],
  tokens: readonly (readonly Token[])[] = texts.map(tokensOf),
): readonly (readonly Span[])[] {
  const finder = new Finder(terms);
  const budget = new PatternBudget(MARKING_MS);
  const ofPatterns = patterns.map((pattern) => budget.spans(pattern, texts));
  return texts.map((text, i) =>
    merged([...finder.find(text, tokens[i]), ...ofPatterns.flatMap((spans) => spans[i] ?? [])]),
  );
}

function nothingFound(parsed: ParsedQuery): SearchResult {
  const { notice } = parsed;
  return { total: 0, documents: 0, hits: [], facets: NO_FACETS, understood: { terms: [], ...(notice && { notice }) } };
}

function understood(
  { tree, notice, at, why }: ParsedQuery,
  { match }: SearchRequest,
  complete = true,
): SearchResult['understood'] {
  return {
    terms: tree === undefined ? [] : soughtTerms(tree).map(({ text }) => text),
    ...(tree === undefined || match === 'any' ? {} : { said: saidOf(tree) }),
    // Passages that were left out matter more than how a sign was read.
    ...(complete ? notice && { notice } : { notice: 'pattern-slow' as const }),
    ...(at === undefined ? {} : { at }),
    ...(why === undefined ? {} : { why }),
  };
}
