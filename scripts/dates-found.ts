import { findStatements } from '../src/claims/finding/find-statements.ts';
import type { DayPair, FindDates } from './date-libraries.ts';

const LANGUAGES: Readonly<Record<string, string>> = { English: 'en', Chinese: 'zh-Hans', Uyghur: 'ug-Arab' };

/** What the finders of claims say of the days in a text; times of the clock are left out. */
export const daysFound: FindDates = (text, language, reference) => {
  const tag = LANGUAGES[language];
  if (tag === undefined) return undefined;
  const passages = [{ start: 0, end: text.length, language: tag }];
  return findStatements({ text, passages, published: reference.slice(0, 10) }).flatMap(({ start, end, value }) =>
    value.kind !== 'date' || value.from.includes('T')
      ? []
      : [{ start, end, ranges: [[firstDay(value.from), lastDay(value.to)] satisfies DayPair] }],
  );
};

function firstDay(date: string): string {
  return `${date}${'-01-01'.slice(date.length - 4)}`;
}

function lastDay(date: string): string {
  if (date.length === 10) return date;
  const [year = '', month = '12'] = date.split('-');
  return new Date(Date.UTC(Number(year), Number(month), 0)).toISOString().slice(0, 10);
}
