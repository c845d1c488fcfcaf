import { setImmediate } from 'node:timers/promises';
import { COMPOUND_SURNAMES, SURNAMES } from './surnames.ts';

/**
 * Chinese names and their reading in Latin letters (Hanyu Pinyin, ISO 7098; tones and the dots of ü fall away when
 * words are folded). From characters to letters there is one reading, rarely two. From letters to characters there are
 * hundreds of names that sound alike, so only those that a case holds are of interest: the index is asked.
 */
export interface NameReader {
  /** How a name or word of two to four characters is written in Latin letters, likeliest first. */
  readonly latinFor: (han: string) => readonly string[];
  /** Names in the case that are read as these words; `words` are folded, surname first or last. */
  readonly hanFor: (words: readonly string[], counts: Counts) => Promise<readonly string[]>;
  /**
   * All names that are read as these words, whether or not anything holds them: of each character those that it may be.
   * There are thousands of them, so nobody is to list them.
   */
  readonly readAs: (words: readonly string[]) => readonly (readonly ReadonlySet<string>[])[];
}

/** How many passages hold each of some words. */
export type Counts = (texts: readonly string[]) => Promise<readonly number[]>;

/** Characters that names are looked for among: GB 2312, rows 16 to 87, which holds those of nearly all names. */
const FIRST_ROW = 0xb0;
const LAST_ROW = 0xf7;
/** So many pairs of characters are taken further; a case that holds more of them for one name is not told apart anyway. */
const MOST_BEGINNINGS = 24;
/** Lookups of one name: about 50 ms. */
const MOST_LOOKUPS = 1_500;
const MOST_NAMES = 8;
/** Read between one turn of the event loop and the next: a few milliseconds. */
const CHARACTERS_AT_ONCE = 200;

let reader: Promise<NameReader> | undefined;

/** The tables take a quarter of a second to make: they are made when the first name is asked for. */
export function nameReader(): Promise<NameReader> {
  reader ??= makeReader();
  return reader;
}

async function makeReader(): Promise<NameReader> {
  const { pinyin } = await import('pinyin-pro');
  const plain = { toneType: 'none', type: 'array' } as const;
  const byReading = new Map<string, string[]>();
  for (const [i, character] of commonCharacters().entries()) {
    if (i % CHARACTERS_AT_ONCE === 0) await setImmediate();
    const surname = SURNAMES.has(character) ? pinyin(character, { ...plain, surname: 'head' }) : [];
    const readings = [...surname, ...pinyin(character, { ...plain, multiple: true })];
    for (const key of new Set(readings.flatMap(spellingsOf))) {
      byReading.set(key, [...(byReading.get(key) ?? []), character]);
    }
  }
  const surnames = surnamesByReading((name) => pinyin(name, { ...plain, surname: 'head' }));

  function latinFor(han: string): readonly string[] {
    const length = Array.from(han).length;
    if (length < 2 || length > 4) return [];
    const asName = pinyin(han, { ...plain, surname: 'head' });
    const asWord = pinyin(han, plain);
    const surname = COMPOUND_SURNAMES.has(han.slice(0, 2)) && length > 2 ? 2 : 1;
    return [
      ...new Set([
        ...latinNames(asName, surname),
        capital(asName.join('')),
        capital(asWord.join('')),
        asWord.join(' '),
      ]),
    ];
  }

  async function hanFor(words: readonly string[], counts: Counts): Promise<readonly string[]> {
    const found = new Map<string, number>();
    let left = MOST_LOOKUPS;
    const look = async (names: readonly string[]): Promise<readonly string[]> => {
      const asked = names.slice(0, left);
      left -= asked.length;
      const numbers = await counts(asked);
      const held = asked.map((name, i) => ({ name, count: numbers[i] ?? 0 })).filter(({ count }) => count > 0);
      for (const { name, count } of held) found.set(name, count);
      return held.toSorted((a, b) => b.count - a.count).map(({ name }) => name);
    };
    for (const { surname, given } of splits(words, byReading)) {
      const [first = '', second] = given;
      const beginnings = (surnames.get(surname) ?? []).flatMap((name) =>
        (byReading.get(first) ?? []).map((character) => name + character),
      );
      const held = await look(beginnings);
      if (second === undefined) continue;
      for (const name of held) found.delete(name);
      await look(
        held
          .slice(0, MOST_BEGINNINGS)
          .flatMap((name) => (byReading.get(second) ?? []).map((character) => name + character)),
      );
    }
    return [...found]
      .toSorted((a, b) => b[1] - a[1])
      .slice(0, MOST_NAMES)
      .map(([name]) => name);
  }

  function readAs(words: readonly string[]): readonly (readonly ReadonlySet<string>[])[] {
    return splits(words, byReading).flatMap(({ surname, given }) => {
      const rest = given.map((syllable) => new Set(byReading.get(syllable)));
      const names = surnames.get(surname) ?? [];
      const single = names.filter((name) => Array.from(name).length === 1);
      const compound = names.filter((name) => !single.includes(name));
      const beginnings = [
        ...(single.length === 0 ? [] : [[new Set(single)]]),
        ...compound.map((name) => Array.from(name, (character) => new Set([character]))),
      ];
      return beginnings.map((beginning) => [...beginning, ...rest]);
    });
  }

  return { latinFor, hanFor, readAs };
}

/** Both orders; the given name joined, as pinyin is written, and apart, as it is often written. */
function latinNames(syllables: readonly string[], surnameLength: number): readonly string[] {
  const surname = capital(syllables.slice(0, surnameLength).join(''));
  const given = syllables.slice(surnameLength);
  if (given.length === 0) return [];
  const joined = capital(given.join(''));
  const apart = given.map(capital).join(' ');
  return [`${surname} ${joined}`, `${joined} ${surname}`, `${surname} ${apart}`, `${apart} ${surname}`];
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** ü is typed as u, v and yu. */
function spellingsOf(syllable: string): readonly string[] {
  return syllable.includes('ü') ? ['u', 'v', 'yu'].map((u) => syllable.replace('ü', u)) : [syllable];
}

function surnamesByReading(read: (name: string) => readonly string[]): ReadonlyMap<string, readonly string[]> {
  const surnames = new Map<string, string[]>();
  for (const name of [...SURNAMES, ...COMPOUND_SURNAMES]) {
    for (const key of spellingsOf(read(name).join(''))) surnames.set(key, [...(surnames.get(key) ?? []), name]);
  }
  return surnames;
}

/** Every way to take the words for a surname and a given name of one or two syllables. */
function splits(
  words: readonly string[],
  byReading: ReadonlyMap<string, unknown>,
): readonly { readonly surname: string; readonly given: readonly string[] }[] {
  const orders = [
    { surname: words[0] ?? '', given: words.slice(1) },
    { surname: words.at(-1) ?? '', given: words.slice(0, -1) },
  ];
  return orders.flatMap(({ surname, given }) =>
    syllablesOf(given, byReading).map((syllables) => ({ surname, given: syllables })),
  );
}

function syllablesOf(
  given: readonly string[],
  byReading: ReadonlyMap<string, unknown>,
): readonly (readonly string[])[] {
  if (given.length > 1) return given.length === 2 && given.every((word) => byReading.has(word)) ? [given] : [];
  const [word = ''] = given;
  const cuts = Array.from({ length: Math.max(0, word.length - 1) }, (_, i) => [
    word.slice(0, i + 1),
    word.slice(i + 1),
  ]);
  const two = cuts.filter((parts) => parts.every((part) => byReading.has(part)));
  return byReading.has(word) ? [...two, [word]] : two;
}

/** The characters of GB 2312, commonest half first. */
function commonCharacters(): readonly string[] {
  const bytes: number[] = [];
  for (let row = FIRST_ROW; row <= LAST_ROW; row += 1) {
    for (let cell = 0xa1; cell <= 0xfe; cell += 1) bytes.push(row, cell);
  }
  const text = new TextDecoder('gb18030').decode(Uint8Array.from(bytes));
  return Array.from(text).filter((character) => /\p{Script=Han}/u.test(character));
}
