import { expand } from '../entities/expansions.ts';
import { tokensOf } from '../search/tokens.ts';
import { stringsIn } from './strings-in.ts';

/** A word that is to be withheld, where it was found all the same. */
export interface WithheldFound {
  /** As the profile has it. */
  readonly word: string;
  /** As it was looked for: the word, or another spelling of it. */
  readonly spelling: string;
  /** Of the file, within the package. */
  readonly path: string;
}

export interface FileToSearch {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** A number this long is looked for whatever stands between its digits. */
const LEAST_DIGITS = 5;
/** Ways to put the spellings of several words together; more are not tried. */
const MOST_PHRASES = 256;
/** Letters of a word that is looked for with any ending. */
const WITH_ENDINGS = 5;

/**
 * Looks for words in the texts, names and data of files, in every script and spelling that search knows
 * (docs/search.md).
 *
 * @param files asked for twice: what the first pass finds says which spellings the second looks for
 * @param aliases names that people of the case said are the same
 */
export async function findWithheld(
  words: readonly string[],
  files: () => AsyncIterable<FileToSearch>,
  aliases: readonly (readonly string[])[],
): Promise<readonly WithheldFound[]> {
  if (words.length === 0) return [];
  const texts: string[] = [];
  for await (const file of files()) texts.push(foldedFile(file).words);
  const counts = async (sought: readonly string[]): Promise<readonly number[]> =>
    sought.map((each) => {
      const needle = needleOf(each);
      return needle === undefined ? 0 : texts.filter((text) => text.includes(needle)).length;
    });
  const looks: Look[] = [];
  for (const word of words) {
    const query = asQuery(word);
    const { expansions } = await expand(query, { counts, aliases });
    const byTerm = new Map(
      expansions.map((each) => [foldedText(each.term), each.alternatives.map(({ text }) => text)]),
    );
    const others = [...(byTerm.get(foldedText(query)) ?? []), ...phrases(query, byTerm)];
    looks.push(...[word, ...new Set(others)].map((spelling) => lookFor(word, spelling)));
  }
  const found: WithheldFound[] = [];
  for await (const file of files()) {
    const folded = foldedFile(file);
    for (const { word, spelling, needle, digits } of looks) {
      const isThere =
        (needle !== undefined && folded.words.includes(needle)) || (digits !== '' && folded.digits.includes(digits));
      if (isThere) found.push({ word, spelling, path: file.path });
    }
  }
  return found;
}

interface Look {
  readonly word: string;
  readonly spelling: string;
  readonly needle: string | undefined;
  readonly digits: string;
}

function lookFor(word: string, spelling: string): Look {
  const digits = digitsIn(spelling).join('');
  const isNumber = digits.length >= LEAST_DIGITS && !/\p{L}/u.test(spelling);
  return { word, spelling, needle: needleOf(spelling), digits: isNumber ? digits : '' };
}

/** Without the signs that mean something in a query. */
function asQuery(word: string): string {
  const plain = word
    .replaceAll(/[^\p{L}\p{N}\p{M}'’ʼ·•・‧\s]+/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
  return /\b(?:AND|OR|NOT|NEAR)\b/.test(plain) ? plain.toLowerCase() : plain;
}

/** Ways to spell several words, each as it stands or in another spelling of it. */
function phrases(query: string, byTerm: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const words = query.split(' ');
  if (words.length < 2) return [];
  return words
    .map((word) => [word, ...(byTerm.get(foldedText(word)) ?? [])].map((spelling) => spelling.replace(/\*$/, '')))
    .reduce<readonly string[]>(
      (all, spellings) =>
        all.flatMap((phrase) => spellings.map((spelling) => `${phrase} ${spelling}`.trim())).slice(0, MOST_PHRASES),
      [''],
    )
    .filter((phrase) => phrase !== query);
}

/** What stands in a folded text where the spelling does; undefined where nothing is left of it. */
function needleOf(spelling: string): string | undefined {
  const tokens = tokensOf(spelling.replace(/\*$/, ''));
  const last = tokens.at(-1);
  if (last === undefined) return undefined;
  // The last character of a run is a token of its own only where the run ends (`eachToken`).
  const kept = last.syllabic && tokens.length > 1 && tokens.at(-2)?.syllabic === true ? tokens.slice(0, -1) : tokens;
  const isOpen = last.syllabic || spelling.endsWith('*') || last.exact.length >= WITH_ENDINGS;
  return ` ${kept.map(({ exact }) => exact).join(' ')}${isOpen ? '' : ' '}`;
}

function foldedText(text: string): string {
  return ` ${tokensOf(text)
    .map(({ exact }) => exact)
    .join(' ')} `;
}

/** A file’s words as search compares them, and the digits of its numbers without what stands between them. */
function foldedFile({ path, bytes }: FileToSearch): { readonly words: string; readonly digits: string } {
  const texts = [path.replaceAll(/[/._-]/g, ' '), ...stringsIn(path, bytes)];
  const all = [...new Set(texts.flatMap((text) => [text, unbroken(text)]))];
  return {
    words: all.map(foldedText).join('\n'),
    digits: texts.flatMap(digitsIn).join('\n'),
  };
}

/** A word that a line or a space cuts in two, or a number in groups, is one to whoever reads it. */
function unbroken(text: string): string {
  return text
    .replaceAll(/[\u00ad\u200b\u2060\ufeff]/g, '')
    .replaceAll(/(?<=\p{L})[-\u2010\u2011]\n\s*(?=\p{L})/gu, '')
    .replaceAll(/(?<=\p{Script=Han})\s+(?=\p{Script=Han})/gu, '')
    .replaceAll(/(?<=\d)[,.'’\u066c\u00a0\u202f ](?=\d{3}(?!\d))/g, '');
}

/** Runs of digits, with what people put between them left out. */
function digitsIn(text: string): readonly string[] {
  const western = text.replaceAll(/\p{Nd}/gu, (digit) => digitOf(digit));
  return (western.match(/\d(?:[\d\s.\-()/\u00a0\u2010-\u2013]*\d)?/g) ?? []).map((run) => run.replaceAll(/\D/g, ''));
}

/** Decimal digits stand in runs of ten that begin with their zero (Unicode Standard, 4.6). */
function digitOf(digit: string): string {
  const code = digit.codePointAt(0) ?? 0;
  if (code < 0x80) return digit;
  let zero = code;
  while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return String(code - zero);
}
