import { timeSpanOf, type TimeSpan } from './dates.ts';

/** What a result can be narrowed down by; every engine counts the same values. */
export const FACET_NAMES = ['language', 'type', 'accession', 'date', 'person', 'folder'] as const;
export type FacetName = (typeof FACET_NAMES)[number];

/** One value of each facet at most; values are those that a result lists, and `date` takes a range too. */
export type SearchFilters = { readonly [Name in FacetName]?: string } & {
  /** Only documents whose `arrival` is this or later. */
  readonly since?: number;
};

export interface FacetCount {
  readonly value: string;
  readonly passages: number;
}

export type Facets = Readonly<Record<FacetName, readonly FacetCount[]>>;

export const NO_FACETS: Facets = { language: [], type: [], accession: [], date: [], person: [], folder: [] };

/** A case has more senders and folders than a screen; what is left out is reached by narrowing down. */
export const MOST_PEOPLE = 100;
const MOST_FOLDERS = 200;

/** The date of documents that have none. */
const UNDATED = 'none';

/** What the facets of a document are made of. */
export interface FacetFacts {
  readonly date?: string | undefined;
  readonly paths?: readonly string[];
  readonly authors?: readonly string[];
  readonly senders?: readonly string[];
  readonly arrival?: number | undefined;
}

/** The month that a date lies in, `2017-06`; the year where no more is known; `UNDATED`. */
export function dateValue(date: string | undefined): string {
  if (date === undefined || timeSpanOf(date) === undefined) return UNDATED;
  return date.slice(0, /^\d{4}-\d{2}/v.test(date) ? 7 : 4);
}

/** Every folder and container above the places of a document, each once: `a` and `a/b` for `a/b/c.txt`. */
export function foldersOf(paths: readonly string[] = []): readonly string[] {
  const folders = new Set<string>();
  for (const path of paths) {
    for (let at = path.indexOf('/', 1); at !== -1; at = path.indexOf('/', at + 1)) folders.add(path.slice(0, at));
  }
  return [...folders];
}

/** Who wrote or sent it, each once. */
export function peopleOf({ authors = [], senders = [] }: FacetFacts): readonly string[] {
  return [...new Set([...senders, ...authors].map((name) => name.trim()).filter((name) => name !== ''))];
}

/** A test of documents for the filters on their facts; undefined where nothing is asked of them. */
export function factsFilter({
  date,
  person,
  folder,
  since,
}: SearchFilters): ((facts: FacetFacts) => boolean) | undefined {
  if ([date, person, folder, since].every((asked) => asked === undefined)) return undefined;
  const inTime = date === undefined ? undefined : timeFilter(date);
  const below = folder === undefined ? undefined : `${folder}/`;
  return (facts) =>
    (inTime === undefined || inTime(facts.date)) &&
    (since === undefined || (facts.arrival ?? -1) >= since) &&
    (person === undefined || peopleOf(facts).includes(person)) &&
    (below === undefined || (facts.paths ?? []).some((path) => path.startsWith(below)));
}

/** Documents whose date lies wholly in the stretch, so that a bar of the histogram and its filter agree. */
function timeFilter(asked: string): (date: string | undefined) => boolean {
  if (asked === UNDATED) return (date) => dateValue(date) === UNDATED;
  const [first = '', last = first] = asked.split('..');
  const [from, to] = [timeSpanOf(first), timeSpanOf(last)];
  return (date) => {
    const time = date === undefined ? undefined : timeSpanOf(date);
    return time !== undefined && isWithin(time, from, to);
  };
}

function isWithin(time: TimeSpan, from: TimeSpan | undefined, to: TimeSpan | undefined): boolean {
  return from !== undefined && to !== undefined && time.from >= from.from && time.to <= to.to;
}

/** The most frequent value first. */
export function byCount(counts: ReadonlyMap<string, number>): readonly FacetCount[] {
  return listed(counts).toSorted((a, b) => b.passages - a.passages || compare(a.value, b.value));
}

/** The earliest first, those without a date last. */
export function byTime(counts: ReadonlyMap<string, number>): readonly FacetCount[] {
  return listed(counts).toSorted(
    (a, b) => Number(a.value === UNDATED) - Number(b.value === UNDATED) || compare(a.value, b.value),
  );
}

/** Those nearest the root, up to `MOST_FOLDERS`; the fullest first of those equally near. */
export function byDepth(counts: ReadonlyMap<string, number>): readonly FacetCount[] {
  return listed(counts)
    .map((count) => ({ count, depth: count.value.split('/').length }))
    .toSorted(
      (a, b) => a.depth - b.depth || b.count.passages - a.count.passages || compare(a.count.value, b.count.value),
    )
    .slice(0, MOST_FOLDERS)
    .map(({ count }) => count);
}

function listed(counts: ReadonlyMap<string, number>): FacetCount[] {
  return Array.from(counts, ([value, passages]) => ({ value, passages })).filter(({ passages }) => passages > 0);
}

function compare(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
