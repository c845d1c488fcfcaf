import type { Desk } from '../desk/desk.ts';
import type { Sha256 } from '../nouns/sha256.ts';
import type { CaseSearchResult, Catalogue } from '../reading/catalogue.ts';
import { NO_SWITCHES, type Expansion, type Switches } from '../search/expansions.ts';
import type { DocumentMark, SearchIndex, SearchRequest, Tally } from '../search/search-index.ts';
import { addAlias, aliasesIn, removeAlias, type AliasGroup } from './aliases.ts';
import type { Counts } from './chinese-names.ts';
import { expand, type Expanded } from './expansions.ts';

/** A search as people ask for it: with other spellings, which they see and can switch. */
export interface CaseSearch {
  /** A question (`match: 'any'`) has no expansions. */
  search(request: SpelledRequest): Promise<SpelledResult>;
  marksIn(query: string, document: Sha256, switches?: Switches): Promise<readonly DocumentMark[]>;
  /**
   * Totals of many queries as they stand (`SearchIndex.tally`); with `spelled` also what each finds with the other
   * spellings that a search adds unasked.
   */
  tally(queries: readonly string[], options?: { readonly spelled?: boolean }): Promise<readonly SpelledTally[]>;
  aliases(): Promise<readonly AliasGroup[]>;
  /** Returns the id of the group. @throws Problem `bad-input`, `not-allowed` */
  alias(names: readonly string[]): Promise<string>;
  /** @throws Problem `not-found`, `not-allowed` */
  unalias(id: string): Promise<void>;
}

export interface SpelledTally extends Tally {
  readonly spelled?: SpelledTotals;
}

interface SpelledTotals {
  readonly total: number;
  readonly documents: number;
  /** Those that were added; none where the case holds none. */
  readonly spellings: readonly string[];
}

interface SpelledRequest extends Omit<SearchRequest, 'rewritings'> {
  readonly switches?: Switches;
}

export interface SpelledResult extends CaseSearchResult {
  /** Other spellings of the query's words that the case holds, on and off. */
  readonly expansions: readonly Expansion[];
}

interface Parts {
  readonly desk: Desk;
  readonly index: SearchIndex;
  readonly catalogue: Pick<Catalogue, 'search'>;
}

export function openCaseSearch({ desk, index, catalogue }: Parts): CaseSearch {
  const remembered = rememberingCounts(index);
  const aliases = (): Promise<readonly AliasGroup[]> => aliasesIn(desk.records.reading);
  const expanded = async (query: string, switches: Switches = NO_SWITCHES) => {
    const groups = await aliases();
    return expand(query, { counts: await remembered(), aliases: groups.map(({ names }) => names) }, switches);
  };
  return {
    async search({ switches, ...request }) {
      if (request.match === 'any') return { ...(await catalogue.search(request)), expansions: [] };
      const { expansions, rewritings } = await expanded(request.query, switches);
      return { ...(await catalogue.search({ ...request, rewritings })), expansions };
    },
    async marksIn(query, document, switches) {
      return index.marksIn(query, document, (await expanded(query, switches)).rewritings);
    },
    async tally(queries, { spelled = false } = {}) {
      const tallies = await index.tally(queries);
      if (!spelled) return tallies;
      const all: Expanded[] = [];
      // One after another: what somebody searches for meanwhile waits for one line and not for all.
      for (const query of queries) all.push(await expanded(query));
      return widened(index, queries, tallies, all);
    },
    aliases,
    alias: (names) => addAlias(desk, names),
    unalias: (id) => removeAlias(desk, id),
  };
}

/** The same totals, and what those queries find more that have other spellings in this case. */
async function widened(
  index: SearchIndex,
  queries: readonly string[],
  tallies: readonly Tally[],
  expanded: readonly Expanded[],
): Promise<readonly SpelledTally[]> {
  const some = expanded.flatMap(({ rewritings }, i) => (rewritings.length > 0 ? [i] : []));
  const wider = await index.tally(
    some.map((i) => queries[i] ?? ''),
    some.map((i) => expanded[i]?.rewritings ?? []),
  );
  const byQuery = new Map(some.map((i, at) => [i, wider[at]]));
  return tallies.map((tally, i) => {
    const { total, documents } = byQuery.get(i) ?? tally;
    const spellings = (expanded[i]?.rewritings ?? []).flatMap(({ alternatives }) => alternatives);
    return { ...tally, spelled: { total, documents, spellings } };
  });
}

/** Words; whoever types a name asks for some hundreds of them, and for the same ones with every letter and every page. */
const WORDS_REMEMBERED = 20_000;

/** Counts are asked of the index once, as long as it holds as many documents and passages as it did. */
function rememberingCounts(index: SearchIndex): () => Promise<Counts> {
  const known = new Map<string, number>();
  let state = '';
  return async () => {
    const { documents, passages } = await index.count();
    const now = `${documents} ${passages}`;
    if (now !== state || known.size > WORDS_REMEMBERED) known.clear();
    state = now;
    return async (texts) => {
      // Another search may forget what is known while this one waits.
      const own = new Map(texts.map((text) => [text, known.get(text)]));
      const fresh = texts.filter((text) => own.get(text) === undefined);
      const numbers = fresh.length === 0 ? [] : await index.counts(fresh);
      for (const [i, text] of fresh.entries()) {
        own.set(text, numbers[i]);
        known.set(text, numbers[i] ?? 0);
      }
      return texts.map((text) => own.get(text) ?? 0);
    };
  };
}
