/**
 * The source of a regular expression (flags `iu`) for words with exactly these letters and accents, whatever capitals,
 * spaces and signs stand between them. A letter with its mark may be written as one code point or as two (Unicode
 * Standard Annex 15); a letter without a mark may not have one.
 */
export function verbatimSource(text: string): string {
  const words = text.normalize('NFC').match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
  const sources = words.map((word) =>
    Array.from(word.matchAll(/[^\p{M}]?\p{M}*/gu), ([letter]) => letterSource(letter)),
  );
  const first = words[0] ?? '';
  const last = words.at(-1) ?? '';
  return (
    (RUNS_ON.test(first.slice(0, 2)) ? '' : '(?<![\\p{L}\\p{N}\\p{M}])') +
    sources.map((letters) => letters.join('')).join('[^\\p{L}\\p{N}]+') +
    (RUNS_ON.test(last.slice(-1)) ? '' : '(?![\\p{L}\\p{N}])')
  );
}

/** Scripts without spaces: a word has no edge there. */
const RUNS_ON =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

function letterSource(letter: string): string {
  if (letter === '') return '';
  const [composed, apart] = [letter.normalize('NFC'), letter.normalize('NFD')];
  return `${composed === apart ? composed : `(?:${composed}|${apart})`}(?!\\p{M})`;
}
