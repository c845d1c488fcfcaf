import { type DayRange, spanning } from './calendar.ts';

/**
 * From one date to another that a text gives as the ends of one stretch. Where only one of them has its year written, the
 * other is in that year, or the one beside it. Undefined where the second is before the first.
 *
 * @param wordsOfFirst what the text calls it
 */
export function stretchOf(
  first: DayRange,
  wordsOfFirst: string,
  second: DayRange,
  wordsOfSecond: string,
): DayRange | undefined {
  const [one, other] = [YEAR.test(wordsOfFirst), YEAR.test(wordsOfSecond)];
  if (one === other || first.from.length < 7 || second.from.length < 7) return spanning(first, second);
  if (other) {
    const year = Number(second.from.slice(0, 4));
    const same = inYear(first, year);
    return spanning(same.from <= second.to ? same : inYear(first, year - 1), second);
  }
  const year = Number(first.from.slice(0, 4));
  const same = inYear(second, year);
  return spanning(first, first.from <= same.to ? same : inYear(second, year + 1));
}

const YEAR = /\d{4}|[〇零一二三四五六七八九]{4}/;

/** The same days of another year; February 29 may become a day that is none, which nobody writes beside a year. */
function inYear({ from, to }: DayRange, year: number): DayRange {
  const move = year - Number(from.slice(0, 4));
  const moved = (date: string): string => `${String(Number(date.slice(0, 4)) + move).padStart(4, '0')}${date.slice(4)}`;
  return { from: moved(from), to: moved(to) };
}
