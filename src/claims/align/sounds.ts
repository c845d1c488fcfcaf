import { createRequire } from 'node:module';
import type * as Pinyin from 'pinyin-pro';
import type { TextWords, Word } from './words.ts';

/**
 * How a name sounds, roughly enough that it is the same in Latin, Han and Arabic letters: its consonants by where they are
 * formed, `l` and `r` as one, and whether it begins with a vowel. Which name of another script is meant nobody can tell from
 * so little, but two or three of them in two texts are no chance.
 */
const LATIN: readonly (readonly [RegExp, string])[] = [
  [/ng(?![aeiouéöü])|n/y, 'N'],
  [/m/y, 'M'],
  [/[bp]h?/y, 'P'],
  [/f|v|ph/y, 'F'],
  [/th?|dh?/y, 'T'],
  [/l|r/y, 'L'],
  [/ch|sh|zh|j|s|z|c(?=[eiy])|x(?=i)/y, 'S'],
  [/gh|kh|k|g|q(?!i)|c|x|h/y, 'K'],
  [/q/y, 'S'],
];
const VOWEL = /^[aeiouéöü]/;

/** Consonants: less is shared by too many names. */
const LEAST = 3;
/** Words of one name, `Ak-Tepe` or a surname and what follows it. */
const LONGEST = 3;

/** In which syllables of Hanyu Pinyin the letters sound otherwise than in other names. */
function plainSyllable(syllable: string): string {
  return syllable
    .replace(/^[jqx]/, 's')
    .replace(/^[yw]/, '')
    .replace(/^er$/, 'l')
    .replace(/^r/, 'l');
}

/** @param letters Latin, folded */
function soundOf(letters: string): string {
  let sound = VOWEL.test(letters) ? 'A' : '';
  for (let at = 0; at < letters.length;) {
    const [length, letter] = consonantAt(letters, at);
    if (letter !== '' && (length > 1 || letters[at] !== letters[at - 1])) sound += letter;
    at += length;
  }
  return sound;
}

function consonantAt(letters: string, at: number): readonly [length: number, letter: string] {
  for (const [pattern, letter] of LATIN) {
    pattern.lastIndex = at;
    const found = pattern.exec(letters);
    if (found !== null) return [found[0].length, letter];
  }
  return [1, ''];
}

let pinyin: typeof Pinyin | undefined;

/** Its tables take 70 ms to load, which a case without Chinese is spared. */
function syllablesOf(han: string): readonly string[] {
  const require = createRequire(import.meta.url);
  const { pinyin: read }: typeof Pinyin = (pinyin ??= require('pinyin-pro'));
  return read(han, { toneType: 'none', type: 'array', surname: 'head' });
}

const known = new Map<string, string>();
const MOST_KNOWN = 20_000;

/** @param name in Latin letters, folded, or in Han */
export function soundOfName(name: string): string {
  let sound = known.get(name);
  if (sound === undefined) {
    if (known.size >= MOST_KNOWN) known.clear();
    const letters = /^\p{Script=Han}/u.test(name) ? syllablesOf(name).map(plainSyllable).join("'") : name;
    sound = soundOf(letters);
    known.set(name, sound);
  }
  return sound;
}

/** How often each name of a text is there, by its sound; in Latin letters those of several words whole too. */
export function soundsOf(words: Pick<TextWords, 'text' | 'words'>): ReadonlyMap<string, number> {
  const sounds = new Map<string, number>();
  eachSound(words, (sound) => sounds.set(sound, 1 + (sounds.get(sound) ?? 0)));
  return sounds;
}

/**
 * Gives the sound of each name of a text with its place.
 *
 * @param put told of a name of several words once for each stretch of them
 */
export function eachSound(
  { text, words }: Pick<TextWords, 'text' | 'words'>,
  put: (sound: string, start: number, end: number) => void,
): void {
  for (const [at, first] of words.entries()) {
    if (first.spoken !== undefined) putLong(soundOfName(first.spoken), first.start, first.end);
    let sound = '';
    for (let length = 1; length <= LONGEST; length += 1) {
      const [before, word] = [words[at + length - 2], words[at + length - 1]];
      if (word === undefined || !isLatinName(word)) break;
      if (length > 1 && !/^[ -]$/.test(text.slice(before?.end, word.start))) break;
      const next = soundOfName(word.exact);
      sound += sound === '' ? next : next.replace(/^A/, '');
      putLong(sound, first.start, word.end);
    }
  }

  function putLong(sound: string, start: number, end: number): void {
    if (sound.length - (sound.startsWith('A') ? 1 : 0) >= LEAST) put(sound, start, end);
  }
}

const LOUDEST = 4;

/** Those that are there most often. */
export function loudestOf(sounds: ReadonlyMap<string, number>): readonly string[] {
  const most = [...sounds].toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  return most.slice(0, LOUDEST).map(([sound]) => sound);
}

function isLatinName({ name, spoken, exact }: Word): boolean {
  return name && spoken === undefined && /^[a-z]/.test(exact);
}
