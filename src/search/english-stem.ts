/**
 * The English stemmer of Snowball, "Porter2" (https://snowballstem.org/algorithms/english/stemmer.html), of words in the
 * letters a to z. Written out here because an index being filled asks for the stem of every new word; the stemmers that
 * are made from Snowball's own language take ten times as long.
 */

/** The stem of a word of three or more letters from a to z. */
export function englishStem(word: string): string {
  const exception = EXCEPTIONS.get(word);
  if (exception !== undefined) return exception;
  const marked = word.includes('y') ? consonantYs(word) : word;
  const r1 = regionOne(marked);
  const r2 = regionAfter(marked, r1);
  let stem = plural(marked);
  if (UNCHANGED.has(stem)) return stem;
  stem = participle(stem, r1);
  stem = finalY(stem);
  stem = derived(stem, SECOND, r1, r2);
  stem = derived(stem, THIRD, r1, r2);
  stem = derived(stem, FOURTH, r1, r2);
  stem = finalLetter(stem, r1, r2);
  return stem.includes('Y') ? stem.toLowerCase() : stem;
}

const EXCEPTIONS: ReadonlyMap<string, string> = new Map([
  ...['sky', 'news', 'howe', 'atlas', 'cosmos', 'bias', 'andes'].map((word) => [word, word] as const),
  ['skis', 'ski'],
  ['skies', 'sky'],
  ['dying', 'die'],
  ['lying', 'lie'],
  ['tying', 'tie'],
  ['idly', 'idl'],
  ['gently', 'gentl'],
  ['ugly', 'ugli'],
  ['early', 'earli'],
  ['only', 'onli'],
  ['singly', 'singl'],
]);
/** After their plural is off. */
const UNCHANGED = new Set(['inning', 'outing', 'canning', 'herring', 'earring', 'proceed', 'exceed', 'succeed']);

function isVowel(letter: string | undefined): boolean {
  return (
    letter === 'e' || letter === 'a' || letter === 'i' || letter === 'o' || letter === 'u' || letter === 'y' // not Y
  );
}

/** Y stands for a y that is no vowel: the first letter, or after a vowel. */
function consonantYs(word: string): string {
  let marked = '';
  for (let i = 0; i < word.length; i += 1) {
    const letter = word[i] ?? '';
    marked += letter === 'y' && (i === 0 || isVowel(marked[i - 1])) ? 'Y' : letter;
  }
  return marked;
}

function regionOne(word: string): number {
  for (const beginning of ['gener', 'commun', 'arsen']) if (word.startsWith(beginning)) return beginning.length;
  return regionAfter(word, 0);
}

/** What follows the first consonant after a vowel. */
function regionAfter(word: string, from: number): number {
  let at = from;
  while (at < word.length && !isVowel(word[at])) at += 1;
  while (at < word.length && isVowel(word[at])) at += 1;
  return Math.min(at + 1, word.length);
}

/** Step 1a. */
function plural(word: string): string {
  if (word.endsWith('sses')) return word.slice(0, -2);
  if (word.endsWith('ied') || word.endsWith('ies')) return word.slice(0, word.length > 4 ? -2 : -1);
  if (!word.endsWith('s') || word.endsWith('us') || word.endsWith('ss')) return word;
  return hasVowel(word, word.length - 2) ? word.slice(0, -1) : word;
}

function hasVowel(word: string, end: number): boolean {
  for (let i = 0; i < end; i += 1) if (isVowel(word[i])) return true;
  return false;
}

/** Step 1b. */
function participle(word: string, r1: number): string {
  for (const ending of ['eedly', 'eed']) {
    if (!word.endsWith(ending)) continue;
    const start = word.length - ending.length;
    return start >= r1 ? word.slice(0, start + 2) : word;
  }
  const ending = ['ingly', 'edly', 'ing', 'ed'].find((each) => word.endsWith(each));
  if (ending === undefined || !hasVowel(word, word.length - ending.length)) return word;
  const stem = word.slice(0, -ending.length);
  if (stem.endsWith('at') || stem.endsWith('bl') || stem.endsWith('iz')) return `${stem}e`;
  const last = stem.at(-1) ?? '';
  if (last === stem.at(-2) && DOUBLED.includes(last)) return stem.slice(0, -1);
  return stem.length <= r1 && endsShort(stem) ? `${stem}e` : stem;
}

const DOUBLED = 'bdfgmnprt';

/** A vowel between consonants, of which the second is not w, x or Y; or a vowel that begins the word and a consonant. */
function endsShort(word: string): boolean {
  const { length } = word;
  const last = word[length - 1] ?? '';
  if (length < 2 || isVowel(last) || !isVowel(word[length - 2])) return false;
  if (length === 2) return true;
  return last !== 'w' && last !== 'x' && last !== 'Y' && !isVowel(word[length - 3]);
}

/** Step 1c. */
function finalY(word: string): string {
  const { length } = word;
  const isY = word[length - 1] === 'y' || word[length - 1] === 'Y';
  return isY && length > 2 && !isVowel(word[length - 2]) ? `${word.slice(0, -1)}i` : word;
}

interface Ending {
  readonly text: string;
  readonly becomes: string;
  /** It has to lie in the second region. */
  readonly far?: true;
  /** One of these letters has to stand before it. */
  readonly after?: string;
}

/** By last letter, the longer one first. */
type Endings = ReadonlyMap<string, readonly Ending[]>;

function endings(list: readonly Ending[]): Endings {
  const sorted = list.toSorted((a, b) => b.text.length - a.text.length);
  return Map.groupBy(sorted, ({ text }) => text.slice(-1));
}

const SECOND = endings([
  ...['tional:tion', 'enci:ence', 'anci:ance', 'abli:able', 'entli:ent', 'izer:ize', 'ization:ize', 'ational:ate']
    .concat(['ation:ate', 'ator:ate', 'alism:al', 'aliti:al', 'alli:al', 'fulness:ful', 'ousli:ous', 'ousness:ous'])
    .concat(['iveness:ive', 'iviti:ive', 'biliti:ble', 'bli:ble', 'fulli:ful', 'lessli:less'])
    .map(replacing),
  { text: 'ogi', becomes: 'og', after: 'l' },
  { text: 'li', becomes: '', after: 'cdeghkmnrt' },
]);
const THIRD = endings([
  ...['tional:tion', 'ational:ate', 'alize:al', 'icate:ic', 'iciti:ic', 'ical:ic', 'ful:', 'ness:'].map(replacing),
  { text: 'ative', becomes: '', far: true },
]);
const FOURTH = endings([
  ...'al ance ence er ic able ible ant ement ment ent ism ate iti ous ive ize'
    .split(' ')
    .map((text) => ({ text, becomes: '', far: true }) as const),
  { text: 'ion', becomes: '', far: true, after: 'st' },
]);

function replacing(pair: string): Ending {
  const [text = '', becomes = ''] = pair.split(':');
  return { text, becomes };
}

/** Steps 2 to 4: only the longest ending that fits is looked at. */
function derived(word: string, known: Endings, r1: number, r2: number): string {
  const ending = known.get(word[word.length - 1] ?? '')?.find(({ text }) => word.endsWith(text));
  if (ending === undefined) return word;
  const start = word.length - ending.text.length;
  if (start < (ending.far === true ? r2 : r1)) return word;
  if (ending.after !== undefined && (start === 0 || !ending.after.includes(word[start - 1] ?? ''))) return word;
  return word.slice(0, start) + ending.becomes;
}

/** Step 5. */
function finalLetter(word: string, r1: number, r2: number): string {
  const start = word.length - 1;
  const rest = word.slice(0, start);
  if (word[start] === 'e') return start >= r2 || (start >= r1 && !endsShort(rest)) ? rest : word;
  return word[start] === 'l' && start >= r2 && rest.endsWith('l') ? rest : word;
}
