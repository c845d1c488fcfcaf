import { foldUyghur } from './letters.ts';

const fold = (words: Readonly<Record<string, number>>): Readonly<Record<string, number>> =>
  Object.fromEntries(Object.entries(words).map(([word, value]) => [foldUyghur(word), value]));

const SMALL = fold({
  بىر: 1, ئىككى: 2, ئۈچ: 3, تۆت: 4, بەش: 5, ئالتە: 6, يەتتە: 7, سەككىز: 8, توققۇز: 9, ئون: 10, يىگىرمە: 20, ئوتتۇز: 30,
  قىرىق: 40, ئەللىك: 50, ئاتمىش: 60, يەتمىش: 70, سەكسەن: 80, توقسان: 90,
}); // prettier-ignore
const SCALES = fold({ يۈز: 100, مىڭ: 1e3, مىليون: 1e6, مىليارد: 1e9 });

/** Source of an expression for a number in folded letters, in digits (`12.5 مىڭ`) or in words. */
export const UYGHUR_NUMBER = ((): string => {
  const [small, scale] = [SMALL, SCALES].map((words) => Object.keys(words).join('|'));
  const word = `(?:${small}|${scale})`;
  return String.raw`(?:(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:\s(?:${scale})){0,2}|${word}(?:\s${word}){0,8})`;
})();

/** @param written in folded letters */
export function uyghurNumber(written: string): number | undefined {
  let [total, section] = [0, 0];
  for (const word of written.trim().split(/\s+/u)) {
    const scale = SCALES[word];
    const value = SMALL[word] ?? Number(word.replaceAll(',', ''));
    if (scale === undefined) section += value;
    else if (scale === 100) section = (section === 0 ? 1 : section) * 100;
    else {
      total += (section === 0 ? 1 : section) * scale;
      section = 0;
    }
  }
  return Number.isFinite(total + section) ? total + section : undefined;
}
