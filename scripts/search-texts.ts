import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Passages by their number, made again whenever they are asked for, so that a million of them need no memory: invented
 * English, Chinese and Uyghur whose words are as unevenly common as real ones, or passages of given texts.
 */
export interface Texts {
  /** From 0. Always the same for the same number. */
  at(number: number): string;
  /** BCP 47. */
  language(number: number): string;
}

/** By which 500,000 tokens hold some 35,000 different words of English, 135,000 different pairs of characters. */
const STEEPNESS = { english: 1.01, chinese: 1.01, uyghur: 1.05 };

/** Of the words of English texts: names, numbers and slips, which hardly ever come twice. */
const NAMES = 0.004;

/** A generator of numbers from 0 to 1 that is the same in every run (mulberry32, Tommy Ettinger, public domain). */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export function pickFrom<Item>(items: readonly Item[], random: () => number): Item {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) throw new Error('nothing to pick from');
  return item;
}

/** Rank r with probability in proportion to 1/r^steepness (Zipf 1949), near enough. */
function zipf<Item>(items: readonly Item[], random: () => number, steepness: number): Item {
  const power = 1 - steepness;
  const rank = (1 - random() * (1 - (items.length + 1) ** power)) ** (1 / power);
  const item = items[Math.floor(rank) - 1];
  if (item === undefined) throw new Error('nothing to pick from');
  return item;
}

/**
 * 55 of 100 passages in English, 40 in Chinese, 5 in Uyghur; 100 words, 170 characters or 60 words long. Half a million
 * tokens of it are about as many different ones as in real texts: see `STEEPNESS`.
 */
export function inventedTexts(): Texts {
  const random = randomFrom(17);
  const syllables = 'ba co di fu ge hi jo ka le mi no pu ra se ti vo wa xe yi zo an er in or un st tr pl ch sh'.split(
    ' ',
  );
  const endings = ['', '', '', '', 's', 'ed', 'ing', 'er', 'ly', 'ation', 'ness', 'ment'];
  const name = (own: () => number): string => several(5, () => pickFrom(syllables, own));
  const english = invented(60_000, (rank) => {
    const length = rank < 25 ? 1 : rank < 700 ? 2 : rank < 20_000 ? 3 : 4;
    return several(length, () => pickFrom(syllables, random)) + (rank < 700 ? '' : pickFrom(endings, random));
  });
  const han = Array.from({ length: 4_000 }, (_, i) => String.fromCodePoint(0x4e00 + ((i * 2_477) % 20_000)));
  // Flatter than Zipf, as the characters of words are: half of them are picked evenly.
  const character = (): string => zipf(han, random, 1.02);
  const chinese = invented(30_000, (rank) =>
    several(rank < 60 ? 1 : random() < 0.7 ? 2 : 3, () => (random() < 0.7 ? character() : pickFrom(han, random))),
  );
  const letters = Array.from('ابتجدرزسشغفقكگلمنوۇۆۈېىيە');
  const suffixes = ['', '', 'لار', 'نىڭ', 'دا', 'غا', 'دىن', 'نى', 'لىرى', 'چى', 'لىق', 'لارنىڭ'];
  const uyghur = invented(
    60_000,
    () => several(3 + Math.floor(random() * 4), () => pickFrom(letters, random)) + pickFrom(suffixes, random),
  );
  const language = (number: number): string => {
    const part = (number * 37) % 100;
    return part < 55 ? 'en' : part < 95 ? 'zh-Hans' : 'ug-Arab';
  };
  return {
    language,
    at(number) {
      const own = randomFrom(number);
      if (language(number) === 'en')
        return sentences(100, own, () => (own() < NAMES ? name(own) : zipf(english, own, STEEPNESS.english)));
      if (language(number) === 'ug-Arab') return sentences(60, own, () => zipf(uyghur, own, STEEPNESS.uyghur));
      return several(95, () => zipf(chinese, own, STEEPNESS.chinese) + (own() < 0.1 ? '，' : ''));
    },
  };
}

function sentences(words: number, random: () => number, word: () => string): string {
  return several(words, () => word() + (random() < 0.08 ? ', ' : ' ')).trim();
}

function several(count: number, piece: () => string): string {
  let all = '';
  for (let i = 0; i < count; i += 1) all += piece();
  return all;
}

function invented(count: number, word: (rank: number) => string): readonly string[] {
  const words = new Set<string>();
  while (words.size < count) {
    const base = word(words.size);
    // A word that is taken is made longer, as languages do.
    words.add(words.has(base) ? base + word(words.size) : base);
  }
  return [...words];
}

/**
 * The passages of the texts in a folder and below it (`corpus.jsonl` with `text` in each line, `.txt`, `.md`), and when
 * they are used up the same again with three words in ten exchanged for words of other passages.
 */
export async function textsOfFolder(folder: string): Promise<Texts> {
  const passages: string[] = [];
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !/\.(?:txt|md)$|^corpus\.jsonl$/.test(entry.name)) continue;
    const content = await readFile(join(entry.parentPath, entry.name), 'utf8');
    const texts = entry.name.endsWith('.jsonl') ? content.trim().split('\n').map(textOfLine) : [content];
    for (const text of texts) passages.push(...passagesOf(text));
  }
  if (passages.length === 0) throw new Error(`no corpus.jsonl, .txt or .md in ${folder}`);
  const pieces = passages.map((text) => text.match(/[\p{Script=Han}]{1,2}|[^\p{Script=Han}\s]+\s*|\s+/gu) ?? [text]);
  return {
    language: (number) => languageOf(passages[number % passages.length] ?? ''),
    at(number) {
      const at = number % passages.length;
      if (number < passages.length) return passages[at] ?? '';
      const random = randomFrom(number);
      const own = pieces[at] ?? [];
      const isHan = languageOf(passages[at] ?? '') === 'zh-Hans';
      return own
        .map((piece) => {
          if (random() >= 0.3) return piece;
          const other = pickFrom(pickFrom(pieces, random), random);
          return /\p{Script=Han}/u.test(other) === isHan ? other : piece;
        })
        .join('');
    },
  };
}

function textOfLine(line: string): string {
  const { text } = JSON.parse(line);
  return typeof text === 'string' ? text : '';
}

/** Code units: about what a paragraph has. */
const PASSAGE_LENGTH = 600;

function passagesOf(text: string): readonly string[] {
  const length = /\p{Script=Han}/u.test(text) ? PASSAGE_LENGTH / 3 : PASSAGE_LENGTH;
  const cut: string[] = [];
  for (let start = 0; start < text.length; start += length) cut.push(text.slice(start, start + length).toWellFormed());
  return cut.filter((passage) => passage.trim().length > 20);
}

function languageOf(text: string): string {
  return /\p{Script=Han}/u.test(text) ? 'zh-Hans' : /\p{Script=Arabic}/u.test(text) ? 'ug-Arab' : 'en';
}
