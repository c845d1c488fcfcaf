/**
 * Searches the published texts: words are folded as the index was (search/fold.js), pieces of the index and of the texts
 * are loaded as they are needed. Everything shown is put in as text.
 */

interface Token {
  readonly exact: string;
  readonly start: number;
  readonly end: number;
  readonly syllabic: boolean;
}

interface Index {
  readonly pages: number;
  /** The first page of each piece of texts, after a nought that stands for nothing. */
  readonly texts: readonly number[];
  /** The first word of each piece of words. */
  readonly words: readonly string[];
}

interface PageText {
  readonly id: string;
  /** Of the document in the publication, and of the page in the document. */
  readonly number: readonly [document: number, page: number];
  readonly title: string;
  readonly language: string;
  readonly text: string;
}

type Words = readonly (readonly [word: string, list: readonly number[]])[];

/** As the script `search/fold.js` defines it. */
interface Touchstone {
  readonly tokensOf: (text: string) => readonly Token[];
  readonly stemOf: (word: string) => string;
  /** What the scripts of the index have handed over, by their names. */
  readonly held: {
    get(name: 'index'): Index | undefined;
    get(name: `w/${number}`): Words | undefined;
    get(name: `t/${number}`): readonly PageText[] | undefined;
  };
}

declare global {
  /** Of the scripts of a package alone. */
  var touchstone: Touchstone;
}

/** What has to be on a page: one word in any of its forms, or tokens that follow one another. */
interface Clause {
  readonly tokens: readonly string[];
  readonly manner: 'stem' | 'prefix' | 'exact';
}

const AT_ONCE = 20;
const AROUND = 140; // letters of a snippet on either side
const MOST_FORMS = 400; // of one word

const place = document.querySelector<HTMLElement>('#found');
const field = document.querySelector<HTMLInputElement>('#q');
const asked = new URLSearchParams(location.search).get('q')?.trim() ?? '';

function said(name: string, blanks: Readonly<Record<string, string>> = {}): string {
  const words: unknown = JSON.parse(place?.dataset['words'] ?? '{}');
  const text =
    typeof words === 'object' && words !== null
      ? String(Object.getOwnPropertyDescriptor(words, name)?.value ?? '')
      : '';
  return text.replaceAll(/\{(\w+)\}/g, (_, blank: string) => blanks[blank] ?? '');
}

function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  className: string,
  ...inside: readonly (Node | string)[]
) {
  const made = document.createElement(name);
  if (className !== '') made.className = className;
  made.append(...inside);
  return made;
}

const loading = new Map<string, Promise<void>>();

/** A piece of the index: a script, because a page in a folder may read nothing else. */
function load(name: string): Promise<void> {
  const known =
    loading.get(name) ??
    new Promise<void>((resolve, reject) => {
      const script = document.createElement('script');
      script.src = `${name}.js`;
      script.addEventListener('load', () => resolve());
      script.addEventListener('error', () => reject(new Error(name)));
      document.head.append(script);
    });
  loading.set(name, known);
  return known;
}

function index(): Index {
  const given = touchstone.held.get('index');
  if (given === undefined) throw new Error('index');
  return given;
}

async function wordsIn(number: number): Promise<Words> {
  await load(`w/${number}`);
  return touchstone.held.get(`w/${number}`) ?? [];
}

async function textsIn(number: number): Promise<readonly PageText[]> {
  await load(`t/${number}`);
  return touchstone.held.get(`t/${number}`) ?? [];
}

async function search(target: HTMLElement): Promise<void> {
  const status = element('p', 'total', `${said('looking')}…`);
  status.setAttribute('role', 'status');
  target.replaceChildren(status);
  try {
    const clauses = clausesOf(asked);
    const ranked = await rank(clauses);
    await show(target, status, clauses, ranked);
  } catch {
    status.textContent = said('broken'); // safe: nothing that was found is hidden by it, and the check names the file
  }
}

/** Words, and in quotation marks of any kind words that stand together; a run of Han is together by itself. */
function clausesOf(query: string): readonly Clause[] {
  const { tokensOf, stemOf } = touchstone;
  const clauses: Clause[] = [];
  for (const [, phrase, word = ''] of query.matchAll(
    /["“”„«»「」『』]([^"“”„«»「」『』]+)["“”„«»「」『』]|([^\s"“”„«»「」『』]+)/g,
  )) {
    const tokens = tokensOf(phrase ?? word);
    if (phrase !== undefined) {
      clauses.push(together(tokens));
      continue;
    }
    for (let at = 0; at < tokens.length;) {
      const run = tokens.slice(at).findIndex(({ syllabic }) => !syllabic);
      const end = tokens[at]?.syllabic === true ? (run === -1 ? tokens.length : at + run) : at + 1;
      const exact = tokens[at]?.exact ?? '';
      if (tokens[at]?.syllabic === true) clauses.push(together(tokens.slice(at, end)));
      else if (word.endsWith('*') && end === tokens.length) clauses.push({ tokens: [exact], manner: 'prefix' });
      else clauses.push({ tokens: [stemOf(exact)], manner: 'stem' });
      at = end;
    }
  }
  return clauses.filter(({ tokens }) => tokens.length > 0);
}

/** The last character of a run is a token of its own only where the run ends; one character alone begins a pair. */
function together(tokens: readonly Token[]): Clause {
  const kept = tokens.filter(
    ({ syllabic }, at) => !syllabic || tokens[at - 1]?.syllabic !== true || tokens[at + 1]?.syllabic === true,
  );
  const [first] = kept;
  const isOne = kept.length === 1 && first?.syllabic === true && tokens.length === 1;
  return { tokens: kept.map(({ exact }) => exact), manner: isOne ? 'prefix' : 'exact' };
}

function fits({ tokens, manner }: Clause, at: number, word: string): boolean {
  const wanted = tokens[at] ?? '';
  if (manner === 'prefix') return word.startsWith(wanted);
  return manner === 'stem' ? touchstone.stemOf(word) === wanted : word === wanted;
}

/** The pages that have all clauses, the best first: rare words count for more, and more so where they stand often. */
async function rank(clauses: readonly Clause[]): Promise<readonly number[]> {
  const { pages } = index();
  let scores: Map<number, number> | undefined;
  for (const clause of clauses) {
    const times = await timesOf(clause);
    const rare = Math.log(1 + pages / Math.max(1, times.size));
    const before = scores;
    const kept = new Map<number, number>();
    for (const [page, count] of times) {
      const known = before === undefined ? 0 : before.get(page);
      if (known !== undefined) kept.set(page, known + rare * (count / (count + 1)));
    }
    scores = kept;
  }
  return [...(scores ?? [])].toSorted(([a, one], [b, other]) => other - one || a - b).map(([page]) => page);
}

/** How often the tokens of a clause stand on each page that has them all. */
async function timesOf(clause: Clause): Promise<ReadonlyMap<number, number>> {
  let all: Map<number, number> | undefined;
  for (const [at] of clause.tokens.entries()) {
    const here = new Map<number, number>();
    for (const list of await lists(clause, at)) {
      let page = 0;
      for (const code of list.slice(1)) {
        page += Math.floor(code / 4);
        if (all === undefined || all.has(page)) here.set(page, (here.get(page) ?? 0) + (code % 4) + 1);
      }
    }
    all = here;
  }
  return all ?? new Map();
}

/** What the index has of a token: of its forms, where it may have several. */
async function lists(clause: Clause, at: number): Promise<readonly (readonly number[])[]> {
  const { words } = index();
  const wanted = clause.tokens[at] ?? '';
  // Forms of one stem share its beginning, save for a letter or two that was changed or added.
  const beginning = clause.manner === 'stem' ? wanted.slice(0, Math.max(3, wanted.length - 2)) : wanted;
  const isOpen = clause.manner !== 'exact';
  const first = words.findLastIndex((word) => word <= beginning);
  const last = isOpen ? words.findLastIndex((word) => word.slice(0, beginning.length) <= beginning) : first;
  const found: (readonly number[])[] = [];
  for (let number = Math.max(0, first); number <= last && found.length < MOST_FORMS; number += 1) {
    for (const [word, list] of await wordsIn(number)) if (fits(clause, at, word)) found.push(list);
  }
  return found.slice(0, MOST_FORMS);
}

async function textOf(page: number): Promise<PageText | undefined> {
  const { texts } = index();
  const number = texts.slice(1).findLastIndex((first) => first <= page);
  const items = await textsIn(number);
  return items[page - (texts[number + 1] ?? 0)];
}

interface Hit {
  readonly clause: number;
  readonly start: number;
  readonly end: number;
}

/** Where clauses stand in a text; undefined where words that belong together stand apart. */
function hitsIn(text: string, clauses: readonly Clause[]): readonly Hit[] | undefined {
  const tokens = touchstone.tokensOf(text);
  const hits: Hit[] = [];
  for (const [at, token] of tokens.entries()) {
    for (const [clause, wanted] of clauses.entries()) {
      const last = tokens[at + wanted.tokens.length - 1];
      if (last === undefined || !wanted.tokens.every((_, step) => fits(wanted, step, tokens[at + step]?.exact ?? '')))
        continue;
      const one = wanted.manner === 'prefix' && token.syllabic;
      hits.push({ clause, start: token.start, end: one ? token.start + 1 : last.end });
    }
  }
  const isApart = clauses.some(
    ({ tokens: { length } }, clause) => length > 1 && !hits.some((hit) => hit.clause === clause),
  );
  return isApart ? undefined : hits;
}

async function show(
  target: HTMLElement,
  status: HTMLElement,
  clauses: readonly Clause[],
  ranked: readonly number[],
): Promise<void> {
  let at = 0;
  let shown = 0;
  const more = element('button', 'btn', said('more'));
  more.type = 'button';
  const next = async (): Promise<void> => {
    for (const until = shown + AT_ONCE; shown < until && at < ranked.length; at += 1) {
      const page = await textOf(ranked[at] ?? 0);
      const hits = page && hitsIn(page.text, clauses);
      if (page === undefined || hits === undefined) continue;
      target.insertBefore(result(page, hits), more);
      shown += 1;
    }
    more.hidden = at >= ranked.length;
    const isCounted = clauses.every(({ tokens }) => tokens.length < 2);
    const total = isCounted ? ranked.length : shown;
    const key = !isCounted && at < ranked.length ? 'first' : total === 1 ? 'found-one' : 'found';
    status.textContent =
      total === 0 ? said('none') : said(key, { n: total.toLocaleString(document.documentElement.lang) });
    if (total === 0) target.append(element('p', 'meta', said('none-say')));
  };
  target.append(more);
  more.addEventListener('click', () => void next());
  await next();
}

function result(page: PageText, hits: readonly Hit[]): HTMLElement {
  const [document_, number] = page.number;
  const best = bestOf(hits);
  const link = element('a', '', page.title === '' ? said('document', { n: String(document_) }) : page.title);
  link.dir = 'auto';
  link.href = `../doc/${page.id}/${(location.pathname.split('/').at(-1) ?? '') || 'index.html'}${hashOf(page, best)}`;
  const head = element('h2', '', link, ' ', element('span', 'meta', said('page', { page: String(number) })));
  const snippet = element('p', 'snippet', ...snippetOf(page.text, best, hits));
  snippet.lang = page.language;
  snippet.dir = 'auto';
  return element('article', '', head, snippet);
}

/** The stretch with most of the clauses in it. */
function bestOf(hits: readonly Hit[]): { readonly start: number; readonly end: number } | undefined {
  let best: { start: number; end: number; clauses: number } | undefined;
  for (const [at, first] of hits.entries()) {
    const within = hits.slice(at, at + 60).filter(({ end }) => end <= first.start + AROUND);
    const clauses = new Set(within.map(({ clause }) => clause)).size;
    const end = within.reduce((most, hit) => Math.max(most, hit.end), first.end);
    if (best === undefined || clauses > best.clauses) best = { start: first.start, end, clauses };
  }
  return best;
}

function snippetOf(
  text: string,
  best: { start: number; end: number } | undefined,
  hits: readonly Hit[],
): readonly (Node | string)[] {
  const from = edge(text, Math.max(0, (best?.start ?? 0) - AROUND), -1);
  const to = edge(text, Math.min(text.length, (best?.end ?? 0) + AROUND), 1);
  const parts: (Node | string)[] = [from > 0 ? '…' : ''];
  let at = from;
  for (const { start, end } of hits) {
    if (start < at || end > to) continue;
    parts.push(text.slice(at, start), element('mark', '', text.slice(start, end)));
    at = end;
  }
  parts.push(text.slice(at, to), to < text.length ? '…' : '');
  return parts;
}

/** Not within a word, where there is a space near. */
function edge(text: string, at: number, step: 1 | -1): number {
  if (at <= 0 || at >= text.length) return at;
  for (let moved = 0; moved < 20; moved += 1) {
    if (/\s/.test(text.charAt(at + step * moved))) return at + step * moved;
  }
  return at;
}

/** The link that marks the words on their page (citation.js). */
function hashOf({ text, number: [, page] }: PageText, best: { start: number; end: number } | undefined): string {
  if (best === undefined) return `#p${page}`;
  const coded = (from: number, to: number): string =>
    encodeURIComponent(text.slice(Math.max(0, from), to).toWellFormed());
  return `#p${page}:quote=${coded(best.start, best.end)}&prefix=${coded(best.start - 24, best.start)}&suffix=${coded(best.end, best.end + 24)}`;
}

if (place !== null && field !== null) {
  field.value = asked;
  if (asked === '') field.focus();
  else void search(place);
}
