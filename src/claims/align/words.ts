import type { Span } from '../../nouns/reading.ts';
import { stemOf } from '../../search/fold.ts';
import { eachToken } from '../../search/tokens.ts';
import { isMeaning } from './meanings.ts';
import { chineseWords, isLatinUyghur, isPlaceNoun, uyghurWord, type OtherWord } from './other-scripts.ts';

export interface Word extends Span {
  /** Folded. */
  readonly exact: string;
  readonly stem: string;
  /** Written with a capital where that is no matter of the sentence’s beginning. */
  readonly name: boolean;
  readonly content: boolean;
  readonly sentence: number;
  /** Of a name in another script how it is said: in Latin letters or in Han. */
  readonly spoken?: string;
}

/** `first` and `last` are places in the list of words; `last` is not part of it. */
export interface SentencePlace extends Span {
  readonly first: number;
  readonly last: number;
}

export interface TextWords {
  readonly text: string;
  readonly words: readonly Word[];
  readonly sentences: readonly SentencePlace[];
}

const list = (words: string): ReadonlySet<string> => new Set(words.trim().split(/\s+/));

/** Words that say nothing of what a sentence is about: closed classes, reporting verbs, numbers in words. */
const EMPTY = list(`
  a an the and or but nor so yet if as at by for from in into of off on onto out over per than then that this these those
  there here to up upon via was were is are be been being am has have had having do does did done will would shall should
  can could may might must not no yes it its itself he him his himself she her hers they them their we us our i me my you
  your who whom whose which what when where why how while with within without about above across after again against all
  almost along also although among amid an another any around because before below between both during each either else
  ever every few first further just last least less like many more most much near nearly neither never next now off once
  one only other others own quite rather same second several since some still such though through thus too toward towards
  two three four five six seven eight nine ten eleven twelve dozen dozens hundred hundreds thousand thousands million
  millions billion billions under until very whether yet say says said saying tell tells told according report reports
  reported reportedly add adds added state stated mr mrs ms dr s t re ve d ll m
`);
const DAYS_AND_MONTHS = list(`
  monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september
  october november december mon tue wed thu fri sat sun jan feb mar apr jun jul aug sep sept oct nov dec am pm gmt utc
`);
const ABBREVIATED =
  /(?:^|[\s(“"])(?:Mr|Mrs|Ms|Dr|Prof|Gen|Lt|Col|Sgt|Capt|Gov|Sen|Rep|St|Ave|No|Inc|Corp|Co|Ltd|vs|e\.g|i\.e|[A-Z]|(?:[A-Z]\.)+[A-Z]|[ap]\.m)\.$/;
const SENTENCE_END =
  /(?<![.!?…])[.!?…]+["'”’)\]]*\s+(?=["'“‘([]*[\p{Lu}\p{N}\p{Script=Arabic}])|؟\s*|\n+|[。！？]+[”’」』]*/gu;

/** The words of a text with its sentences; a line break ends a sentence. */
export function wordsOf(text: string): TextWords {
  const spans = sentencesOf(text);
  const raw: RawWord[] = [];
  let sentence = 0;
  eachToken(text, (exact, start, end, syllabic) => {
    while (sentence + 1 < spans.length && start >= (spans[sentence]?.end ?? 0)) sentence += 1;
    raw.push({ exact, start, end, sentence, syllabic });
  });
  const named = namesWithin(text, raw, spans);
  const asEnglish = (word: RawWord): Word => {
    const content = !EMPTY.has(word.exact) && !/^\d/.test(word.exact);
    return { ...word, stem: stemmed(word.exact), name: content && named(word), content };
  };
  const words = OTHER.test(text) || OTHER_LATIN.test(text) ? otherWords(text, raw, asEnglish) : raw.map(asEnglish);
  let at = 0;
  const sentences = spans.map((span, index) => {
    const first = at;
    while (words[at]?.sentence === index) at += 1;
    return { ...span, first, last: at };
  });
  return { text, words, sentences };
}

/** Scripts that have no capitals, and Uyghur in others. */
const OTHER = /[\p{Script=Han}\p{Script=Arabic}\p{Script=Cyrillic}]/u;
const OTHER_LATIN = /(?:ning|diki|tiki|din|lar|ler)\b/; // then it is counted whether it is Uyghur

function otherWords(text: string, raw: readonly RawWord[], asEnglish: (word: RawWord) => Word): readonly Word[] {
  const latin = isLatinUyghur(raw.map(({ exact }) => exact));
  const isUyghur = (word: RawWord | undefined): word is RawWord =>
    word !== undefined &&
    (/[\p{Script=Arabic}\p{Script=Cyrillic}]/u.test(word.exact) || (latin && /^\p{L}/u.test(word.exact)));
  const words: Word[] = [];
  for (let at = 0; at < raw.length; at += 1) {
    const word = raw[at];
    if (word === undefined) break;
    if (word.syllabic) {
      let end = word.end;
      while (
        raw[at + 1]?.syllabic === true &&
        (raw[at + 1]?.start ?? end + 1) <= end &&
        raw[at + 1]?.sentence === word.sentence
      ) {
        at += 1;
        end = Math.max(end, raw[at]?.end ?? end);
      }
      const run: readonly OtherWord[] = chineseWords(text.slice(word.start, end), word.start);
      words.push(...run.map((each) => ({ ...each, sentence: word.sentence })));
    } else if (isUyghur(word)) {
      const [own, next] = [uyghurWord(text.slice(word.start, word.end)), raw[at + 1]];
      const place = own.name || (isUyghur(next) && isNameBefore(own, text.slice(next.start, next.end)));
      words.push({ ...word, ...own, name: place, ...(place ? { spoken: own.stem } : {}) });
    } else words.push(asEnglish(word));
  }
  return withNames(words);
}

/** The name of a place: `Kucha` before a word for a county or a river. */
function isNameBefore({ content, stem }: Pick<OtherWord, 'content' | 'stem'>, next: string): boolean {
  return content && !isMeaning(stem) && isPlaceNoun(next);
}

const FEW_NAMES = 2;

/**
 * A text whose names nothing tells from other words has none, and would be compared with every other like it: there each
 * word that few texts have stands for one.
 */
function withNames(words: readonly Word[]): readonly Word[] {
  const names = new Set(words.flatMap(({ name, stem }) => (name ? [stem] : [])));
  if (names.size >= FEW_NAMES) return words;
  return words.map((word) =>
    word.content && !isMeaning(word.stem) && OTHER.test(word.exact) ? { ...word, name: true } : word,
  );
}

const SCRIPTS = [/^[a-z]/, /^\p{Script=Han}/u, /^[\p{Script=Arabic}\p{Script=Cyrillic}]/u];
const GOOD_PART = 0.2; // of the words

/** The scripts in which a good part of some words is written, as bits. */
export function scriptsOf(words: readonly Word[]): number {
  const counts = SCRIPTS.map((script) => words.filter(({ exact }) => script.test(exact)).length);
  const all = counts.reduce((sum, count) => sum + count, 0);
  return counts.reduce((bits, count, index) => (count > GOOD_PART * all ? bits | (1 << index) : bits), 0);
}

const stems = new Map<string, string>();

function stemmed(word: string): string {
  let stem = stems.get(word);
  if (stem === undefined) {
    if (stems.size > 100_000) stems.clear(); // a cache, not a dictionary
    stems.set(word, (stem = stemOf(word)));
  }
  return stem;
}

function sentencesOf(text: string): readonly Span[] {
  const spans: Span[] = [];
  let start = 0;
  for (const match of text.matchAll(SENTENCE_END)) {
    const end = match.index + match[0].length;
    if (match[0].startsWith('.') && ABBREVIATED.test(text.slice(Math.max(0, match.index - 8), match.index + 1)))
      continue;
    if (/\S/.test(text.slice(start, end))) spans.push({ start, end });
    else if (spans.length > 0) spans[spans.length - 1] = { start: spans.at(-1)?.start ?? 0, end };
    start = end;
  }
  if (/\S/.test(text.slice(start))) spans.push({ start, end: text.length });
  return spans.flatMap((span) => piecesOf(text, span));
}

/** UTF-16 units: far more than people write. All words of a sentence are looked at for each statement in it. */
const LONGEST_SENTENCE = 2_000;

function piecesOf(text: string, { start, end }: Span): readonly Span[] {
  const pieces: Span[] = [];
  let at = start;
  while (end - at > LONGEST_SENTENCE) {
    const space = text.lastIndexOf(' ', at + LONGEST_SENTENCE - 1) + 1;
    const next = space > at ? space : at + LONGEST_SENTENCE;
    pieces.push({ start: at, end: next });
    at = next;
  }
  return [...pieces, { start: at, end }];
}

type RawWord = Span & { readonly exact: string; readonly sentence: number; readonly syllabic: boolean };

/**
 * Tells names. Where a sentence begins, and in headlines where most words have capitals, a capital says nothing: there
 * a word is a name if it is one elsewhere in the text.
 */
function namesWithin(text: string, words: readonly RawWord[], spans: readonly Span[]): (word: RawWord) => boolean {
  const capitals = spans.map(() => 0);
  const letters = spans.map(() => 0);
  for (const { start, end, sentence } of words) {
    if (end - start < 4) continue;
    letters[sentence] = (letters[sentence] ?? 0) + 1;
    if (isCapital(text, start)) capitals[sentence] = (capitals[sentence] ?? 0) + 1;
  }
  const titled = (sentence: number): boolean => (capitals[sentence] ?? 0) > 0.6 * (letters[sentence] ?? 0);
  const sure = new Set<string>();
  const small = new Set<string>();
  let before = -1;
  const doubtful = new Set<number>();
  for (const [index, word] of words.entries()) {
    const begins = word.sentence !== before || /[“"‘]\s*$/.test(text.slice(Math.max(0, word.start - 2), word.start));
    before = word.sentence;
    if (!isCapital(text, word.start)) small.add(word.exact);
    else if (titled(word.sentence)) doubtful.add(word.start);
    else if (begins && !SINGULAR.test(words[index + 1]?.exact ?? '')) doubtful.add(word.start);
    else sure.add(word.exact);
  }
  return ({ exact, start, end }) => {
    if (!isCapital(text, start) || DAYS_AND_MONTHS.has(exact) || end - start < 2) return false;
    return doubtful.has(start) ? sure.has(exact) && !small.has(exact) : true;
  };
}

/** `Lumora has`, `Lumora is`: a thing would have an article. */
const SINGULAR = /^(?:has|was|is|does|says)$/;

function isCapital(text: string, at: number): boolean {
  return /\p{Lu}/u.test(text[at] ?? '');
}

/** The word that stands at or after an offset. */
export function wordAt({ words }: TextWords, offset: number): number {
  let [low, high] = [0, words.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((words[middle]?.end ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

export function contentOf(words: readonly Word[]): readonly string[] {
  return words.filter(({ content }) => content).map(({ stem }) => stem);
}

/** A word as a number; FNV-1a (Fowler, Noll, Vo) over UTF-16 code units. */
export function hashOf(word: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < word.length; i += 1) hash = Math.imul(hash ^ word.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/** Distinct hashes, ascending. */
export function setOf(stemsOfWords: Iterable<string>): Uint32Array {
  const hashes = new Set<number>();
  for (const stem of stemsOfWords) hashes.add(hashOf(stem));
  return Uint32Array.from(hashes).toSorted();
}

/** How many numbers two ascending lists share. */
export function shared(a: Uint32Array, b: Uint32Array): number {
  let count = 0;
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    const [left = 0, right = 0] = [a[i], b[j]];
    if (left === right) count += 1;
    if (left <= right) i += 1;
    if (right <= left) j += 1;
  }
  return count;
}

/** Whether an ascending list has a number. */
export function includes(a: Uint32Array, number: number): boolean {
  let [low, high] = [0, a.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((a[middle] ?? 0) < number) low = middle + 1;
    else high = middle;
  }
  return a[low] === number;
}

/** Of two sets: what is shared, from 0 to 1 (Dice’s coefficient). */
export function likeness(a: Uint32Array, b: Uint32Array): number {
  return a.length + b.length === 0 ? 0 : (2 * shared(a, b)) / (a.length + b.length);
}
