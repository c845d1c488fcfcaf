import { eachSpelling, type Spelling } from './letters.ts';

const SMALL: Readonly<Record<string, number>> = {
  بىر: 1, ئىككى: 2, ئۈچ: 3, تۆت: 4, بەش: 5, ئالتە: 6, يەتتە: 7, سەككىز: 8, توققۇز: 9, ئون: 10, يىگىرمە: 20, ئوتتۇز: 30,
  قىرىق: 40, ئەللىك: 50, ئاتمىش: 60, يەتمىش: 70, سەكسەن: 80, توقسان: 90,
}; // prettier-ignore
const SCALES: Readonly<Record<string, number>> = { يۈز: 100, مىڭ: 1e3, مىليون: 1e6, مىليارد: 1e9 };

interface Numbers {
  /** Source of an expression for a number in folded letters, in digits (`12.5 مىڭ`, `2 مىليون 300 مىڭ`) or in words. */
  readonly source: string;
  /** @param written in folded letters */
  readonly read: (written: string) => number | undefined;
}

export const uyghurNumbers = eachSpelling((spelling: Spelling): Numbers => {
  const [small, scale] = [SMALL, SCALES].map((words) => spelling.spell(Object.keys(words).join('|')));
  const word = `(?:${small}|${scale})`;
  const keyed = (words: Readonly<Record<string, number>>): ReadonlyMap<string, number> =>
    new Map(Object.entries(words).map(([each, value]) => [keyOf(spelling, each), value]));
  const [values, scales] = [keyed(SMALL), keyed(SCALES)];
  return {
    source: String.raw`(?:(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:(?:\s(?:${scale})){1,2}(?:\s\d{1,3}(?![\d.,]*[\d-])(?:\s(?:${scale}))?){1,2}|(?:\s(?:${scale})){0,2})|${word}(?:\s${word}){0,8})`,
    read: (written) => numberOf(written.trim().split(/\s+/u).map(spelling.key), values, scales),
  };
});

/** A word of the rules as a key of folded text. */
export function keyOf(spelling: Spelling, word: string): string {
  return spelling.key(spelling.spell(word).replaceAll('(?:йил|жил)', 'йил').replaceAll('?', ''));
}

function numberOf(
  words: readonly string[],
  values: ReadonlyMap<string, number>,
  scales: ReadonlyMap<string, number>,
): number | undefined {
  let [total, section] = [0, 0];
  for (const word of words) {
    const scale = scales.get(word);
    if (scale === undefined) section += values.get(word) ?? Number(word.replaceAll(',', ''));
    else if (scale === 100) section = (section === 0 ? 1 : section) * 100;
    else {
      total += (section === 0 ? 1 : section) * scale;
      section = 0;
    }
  }
  return Number.isFinite(total + section) ? total + section : undefined;
}
