import type { PlacedStatement } from '../../nouns/claim.ts';
import { daysOf } from './values.ts';
import { wordAt, type TextWords } from './words.ts';

/** What a text dates, and when. */
export interface Dated {
  readonly start: number;
  readonly days: readonly [number, number];
  /** Where what it dates begins: the sentence, or its last clause before the date. */
  readonly from: number;
  /** It stands in the main clause, so it dates the whole sentence. */
  readonly governs: boolean;
}

/** Days that the statements themselves tell, and bare years, by sentence. */
export function datesIn(
  text: TextWords,
  statements: readonly PlacedStatement[],
): ReadonlyMap<number, readonly Dated[]> {
  const dates = new Map<number, Dated[]>();
  const put = (start: number, days: readonly [number, number] | undefined): void => {
    const at = wordAt(text, start);
    const sentence = text.words[at]?.sentence;
    if (sentence === undefined || days === undefined) return;
    const of = dates.get(sentence) ?? [];
    if (of.some((date) => Math.abs(date.start - start) < 30)) return;
    const clause = clauseBefore(text, at);
    dates.set(sentence, [
      ...of,
      { start, days, from: text.words[clause]?.start ?? start, governs: clause === text.sentences[sentence]?.first },
    ]);
  };
  for (const { start, value } of statements) if (value.kind === 'date') put(start, daysOf(value.from, value.to));
  for (const { exact, start } of text.words) if (/^(?:19|20)\d\d$/.test(exact)) put(start, daysOf(exact, exact));
  return dates;
}

const CLAUSE = /^(?:that|which|who|whose|as|when|where|while|since|after|before|by|devastated)$/;

/** The first word of the clause in which a word stands, as far as a list of conjunctions tells. */
function clauseBefore({ text, words, sentences }: TextWords, at: number): number {
  const first = sentences[words[at]?.sentence ?? 0]?.first ?? 0;
  for (let word = at; word > first; word -= 1) {
    const comma = /[,;]/.test(text.slice(words[word - 1]?.end ?? 0, words[word]?.start ?? 0));
    if (CLAUSE.test(words[word]?.exact ?? '') || (comma && words[word]?.exact === 'and')) return word;
  }
  return first;
}

export function latest(dated: ReadonlyMap<number, readonly Dated[]>): readonly [number, number] | undefined {
  return [...dated.values()]
    .flat()
    .map(({ days }) => days)
    .toSorted((a, b) => b[1] - a[1] || b[0] - a[0])[0];
}

/** From the first day to the last that a text tells, years and months left out: a witness speaks of what was before. */
export function allOf(dated: ReadonlyMap<number, readonly Dated[]>): readonly [number, number] | undefined {
  const days = [...dated.values()].flatMap((dates) => dates.filter(({ days: [first, last] }) => last - first < 2));
  if (days.length === 0) return latest(dated);
  return [Math.min(...days.map((date) => date.days[0])), Math.max(...days.map((date) => date.days[1]))];
}
