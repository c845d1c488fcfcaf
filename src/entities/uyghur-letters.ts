/**
 * Uyghur in its three spellings: Arabic script, Latin (ULY, as the Xinjiang language committee gave it out in 2008) and
 * Cyrillic (Uyghurs of Central Asia, since 1947); the Latin spelling of 1965 to 1982 (UYS) is read too. Words are turned
 * into letters of the Arabic script and from there into the others.
 */

/** Arabic letter, ULY, Cyrillic, UYS. */
const LETTERS = [
  ['ا', 'a', 'а', 'a'],
  ['ە', 'e', 'ә', 'ə'],
  ['ب', 'b', 'б', 'b'],
  ['پ', 'p', 'п', 'p'],
  ['ت', 't', 'т', 't'],
  ['ج', 'j', 'җ', 'j'],
  ['چ', 'ch', 'ч', 'q'],
  ['خ', 'x', 'х', 'h'],
  ['د', 'd', 'д', 'd'],
  ['ر', 'r', 'р', 'r'],
  ['ز', 'z', 'з', 'z'],
  ['ژ', 'zh', 'ж', 'ⱬ'],
  ['س', 's', 'с', 's'],
  ['ش', 'sh', 'ш', 'x'],
  ['غ', 'gh', 'ғ', 'ƣ'],
  ['ف', 'f', 'ф', 'f'],
  ['ق', 'q', 'қ', 'ⱪ'],
  ['ك', 'k', 'к', 'k'],
  ['گ', 'g', 'г', 'g'],
  ['ڭ', 'ng', 'ң', 'ng'],
  ['ل', 'l', 'л', 'l'],
  ['م', 'm', 'м', 'm'],
  ['ن', 'n', 'н', 'n'],
  ['ھ', 'h', 'һ', 'ⱨ'],
  ['و', 'o', 'о', 'o'],
  ['ۇ', 'u', 'у', 'u'],
  ['ۆ', 'ö', 'ө', 'ø'],
  ['ۈ', 'ü', 'ү', 'ü'],
  ['ۋ', 'w', 'в', 'w'],
  ['ې', 'é', 'е', 'e'],
  ['ى', 'i', 'и', 'i'],
  ['ي', 'y', 'й', 'y'],
] as const;

const VOWELS = new Set('اەوۇۆۈېى');
/** What carries a vowel that has no consonant before it. */
const HAMZA = 'ئ';
/** Two letters of ULY that look like one where they meet: an apostrophe keeps them apart (cheklen'gen). */
const MEETING = new Set(['نگ', 'نغ', 'سھ', 'چھ', 'زھ', 'گھ', 'كھ']);

const TO_ULY = new Map<string, string>(LETTERS.map(([arabic, uly]) => [arabic, uly]));
const TO_CYRILLIC = new Map<string, string>(LETTERS.map(([arabic, , cyrillic]) => [arabic, cyrillic]));

const OF_CYRILLIC = new Map<string, readonly string[]>([
  ...LETTERS.map(([arabic, , cyrillic]) => [cyrillic, [arabic]] as const),
  ['я', ['يا']],
  ['ю', ['يۇ', 'يۈ']],
  ['ё', ['يو']],
  ['э', ['ې']],
  ['ц', ['تس', 'س']],
  ['щ', ['ش']],
]);

const OF_UYS = new Map<string, readonly string[]>(LETTERS.map(([arabic, , , uys]) => [uys, [arabic]]));

/** ULY as it is taught. */
const OF_ULY = new Map<string, readonly string[]>([
  ...LETTERS.map(([arabic, uly]) => [uly, [arabic]] as const),
  ['ë', ['ې']],
]);

/** ULY as it is typed where é, ö and ü are hard to reach, and no apostrophe keeps n and g apart. */
const OF_BARE_ULY = new Map<string, readonly string[]>([
  ...OF_ULY,
  ['e', ['ە', 'ې']],
  ['o', ['و', 'ۆ']],
  ['u', ['ۇ', 'ۈ']],
  ['ng', ['ڭ', 'نگ']],
  ['x', ['خ', 'ش']],
  ['q', ['ق', 'چ']],
]);

/** A spelling that is looked up costs the index a search: so many bare vowels are tried out, and no more. */
const MOST_READINGS = 64;
/** Letters; anything longer is no word. */
const LONGEST_WORD = 40;

export const UYGHUR_SCRIPTS = ['arabic', 'latin', 'cyrillic'] as const;
export type UyghurScript = (typeof UYGHUR_SCRIPTS)[number];

/** `undefined` for what is no word in a spelling of Uyghur. */
export function uyghurScriptOf(word: string): UyghurScript | undefined {
  if (/^[\p{Script=Arabic}\u0640\u200c\u200d]+$/u.test(word)) return 'arabic';
  if (/^[\p{Script=Cyrillic}\u0306\u0308'’]+$/u.test(word)) return 'cyrillic';
  return /^[\p{Script=Latin}\u0301\u0308'’ʼ]+$/u.test(word) ? 'latin' : undefined;
}

/** Whether a word has letters of the Latin spelling of 1965 that ULY lacks. */
export function hasOldLetters(word: string): boolean {
  return /[əⱪⱨⱬƣø]/i.test(word);
}

/** One way to read a word, in each script. */
export type Reading = Readonly<Record<UyghurScript, string>>;

/**
 * The ways to read a word, likeliest first: several where its spelling leaves open which letters are meant. Empty for
 * what is no Uyghur word.
 */
export function uyghurReadings(word: string): readonly Reading[] {
  const script = uyghurScriptOf(word);
  if (script === undefined || word.length > LONGEST_WORD) return [];
  return readingsOf(word.normalize('NFC').toLowerCase(), script).map(spelledOut);
}

/** A word of Arabic letters in every script. */
export function spelledOut(arabic: string): Reading {
  return { arabic, latin: spelled(arabic, TO_ULY), cyrillic: inCyrillic(arabic) };
}

/** Letters of the Arabic script, each syllable that begins with a vowel of its own after a `HAMZA`. */
function readingsOf(word: string, script: UyghurScript): readonly string[] {
  if (script === 'arabic') return [lettersOf(word)].filter((letters) => letters !== '');
  if (script === 'cyrillic') return combined(word, OF_CYRILLIC);
  if (hasOldLetters(word)) return combined(word, OF_UYS);
  return combined(word, /[éëöü]/.test(word) ? OF_ULY : OF_BARE_ULY);
}

/** Code points that keyboards and old files write for Uyghur letters. */
const RIVALS: Readonly<Record<string, string>> = {
  ک: 'ك',
  ه: 'ە',
  ة: 'ە',
  ہ: 'ە',
  ی: 'ى',
  ۅ: 'ۋ',
  أ: 'ا',
  إ: 'ا',
  آ: 'ا',
};

function lettersOf(word: string): string {
  const letters = Array.from(word.normalize('NFKC').replace(/[\p{M}\u0640\u200c\u200d]/gu, ''), (letter) => {
    return RIVALS[letter] ?? letter;
  });
  const isWord = letters.some((letter) => TO_ULY.has(letter));
  return isWord && letters.every((letter) => letter === HAMZA || TO_ULY.has(letter)) ? letters.join('') : '';
}

/** Every reading of a word, letter by letter, the longest that fits first. Empty where a letter is none of `table`. */
function combined(word: string, table: ReadonlyMap<string, readonly string[]>): readonly string[] {
  let readings = [''];
  let apart = true;
  for (let at = 0; at < word.length;) {
    if (/['’ʼ]/.test(word[at] ?? '')) {
      apart = true;
      at += 1;
      continue;
    }
    const two = table.get(word.slice(at, at + 2));
    const letters = two ?? table.get(word[at] ?? '');
    if (letters === undefined) return [];
    const open = apart;
    readings = letters
      .flatMap((letter) => readings.map((before) => before + (needsHamza(before, letter, open) ? HAMZA : '') + letter))
      .slice(0, MOST_READINGS);
    apart = false;
    at += two === undefined ? 1 : 2;
  }
  return readings.filter((reading) => reading !== '');
}

function needsHamza(before: string, letter: string, apart: boolean): boolean {
  return VOWELS.has(letter[0] ?? '') && (apart || before === '' || VOWELS.has(before.at(-1) ?? ''));
}

function inCyrillic(reading: string): string {
  return spelled(reading, TO_CYRILLIC).replaceAll('йа', 'я').replaceAll('йу', 'ю');
}

function spelled(reading: string, table: ReadonlyMap<string, string>): string {
  let text = '';
  let before = '';
  for (const letter of reading) {
    // Before the first letter it is silent; within a word it is heard, and an apostrophe stands for it.
    if (letter === HAMZA) text += before === '' ? '' : "'";
    else text += (table === TO_ULY && MEETING.has(before + letter) ? "'" : '') + (table.get(letter) ?? '');
    before = letter;
  }
  return text;
}
