/**
 * What stands at the end of Uyghur nouns: plural, then whose it is, then its case, each left out or not. Taking off one
 * of each and searching for what begins so finds, of the forms of a noun in UD_Uyghur-UDT, eight in ten where the form
 * as it was typed finds three: `npm run eval -- scripts`. Verbs have more endings than this table.
 */
const CASES = ['نىڭ', 'نى', 'غا', 'قا', 'گە', 'كە', 'دا', 'دە', 'تا', 'تە', 'دىن', 'تىن', 'دىكى', 'تىكى', 'چە'];
const OWNERS = ['ىمىز', 'ىڭىز', 'ىڭلار', 'ىم', 'ىڭ', 'سى', 'ى', 'م', 'ڭ', 'مىز'];
const PLURALS = ['لار', 'لەر', 'لىر'];

/** Letters: what is shorter begins too many words. */
const SHORTEST_STEM = 3;

const LAYERS = [CASES, OWNERS, PLURALS].map((endings) => endings.toSorted((a, b) => b.length - a.length));

/** A word in Arabic script without the endings of a noun; `undefined` where too little would be left to go by. */
export function uyghurStem(word: string): string | undefined {
  const stem = LAYERS.reduce(withoutEnding, word);
  return lettersIn(stem) >= SHORTEST_STEM ? stem : undefined;
}

function withoutEnding(word: string, endings: readonly string[]): string {
  const found = endings.find((ending) => word.endsWith(ending) && lettersIn(word) - ending.length >= SHORTEST_STEM);
  return found === undefined ? word : word.slice(0, -found.length);
}

/** The carrier of a vowel is no letter of its own. */
function lettersIn(word: string): number {
  return word.replaceAll('ئ', '').length;
}
