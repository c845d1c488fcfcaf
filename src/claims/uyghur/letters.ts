/**
 * Uyghur in Arabic letters for comparison: code points that files mix for one letter become one, and digits of every
 * script become ASCII. Each UTF-16 unit becomes one, so offsets stay.
 */
export function foldUyghur(text: string): string {
  return text.replace(/[يیكھه٠-٩۰-۹]/gu, (letter) => FOLDED[letter] ?? String(letter.charCodeAt(0) & 0xf));
}

const FOLDED: Readonly<Record<string, string>> = { ي: 'ى', ی: 'ى', ك: 'ک', ھ: 'ە', ه: 'ە' };
