import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Span } from '../src/nouns/reading.ts';

/** Dates found in a text: days in ISO 8601 that it may mean; several where it can be read in more ways. */
export interface FoundDates extends Span {
  readonly ranges: readonly DayPair[];
}

export type DayPair = readonly [from: string, to: string];

/** @param language as the folders of the sets are called: `English`, `Chinese` */
export type FindDates = (text: string, language: string, reference: string) => readonly FoundDates[] | undefined;

/**
 * Libraries to compare with, from a folder in which `npm install @microsoft/recognizers-text-suite chrono-node` was run; none
 * that is not there.
 */
export function dateLibraries(folder: string): ReadonlyMap<string, FindDates> {
  const load = createRequire(join(folder, 'index.js'));
  const makers: readonly (readonly [string, (library: never) => FindDates])[] = [
    ['@microsoft/recognizers-text-suite', recognizers],
    ['chrono-node', chrono],
  ];
  return new Map(
    makers.flatMap(([name, make]) => {
      try {
        return [[name, make(load(name) as never)] as const]; // oxlint-disable-line typescript/no-unsafe-type-assertion -- none is a dependency, so none has types here
      } catch (error) {
        console.error(`${name}: not in ${folder}`, error instanceof Error ? error.message.split('\n')[0] : '');
        return []; // what is not installed is not compared with
      }
    }),
  );
}

interface Recognizers {
  recognizeDateTime(text: string, culture: string, options: number, reference: Date): readonly Recognized[];
}

interface Recognized {
  readonly start: number;
  /** Of the last unit. */
  readonly end: number;
  readonly resolution: {
    readonly values: readonly { type: string; value?: string; start?: string; end?: string }[];
  } | null;
}

function recognizers(library: Recognizers): FindDates {
  return (text, language, reference) => {
    const culture = { English: 'en-us', Chinese: 'zh-cn' }[language];
    if (culture === undefined) return undefined;
    return library.recognizeDateTime(text, culture, 0, new Date(reference)).flatMap(({ start, end, resolution }) => {
      const ranges = (resolution?.values ?? []).flatMap(({ type, value, start: from, end: to }): DayPair[] => {
        if (type === 'date' && value !== undefined) return [[value, value]];
        return type !== 'daterange' || from === undefined || to === undefined ? [] : [[from, to]];
      });
      return ranges.length === 0 ? [] : [{ start, end: end + 1, ranges }];
    });
  };
}

interface Chrono {
  parse(text: string, reference: Date): readonly ChronoResult[];
  readonly zh: { readonly hans: { parse(text: string, reference: Date): readonly ChronoResult[] } };
}

interface ChronoResult {
  readonly index: number;
  readonly text: string;
  readonly start: ChronoPart;
  readonly end: ChronoPart | null;
}

interface ChronoPart {
  get(part: 'year' | 'month' | 'day'): number | null;
  isCertain(part: 'year' | 'month' | 'day' | 'weekday'): boolean;
}

function chrono(library: Chrono): FindDates {
  return (text, language, reference) => {
    if (language !== 'English' && language !== 'Chinese') return undefined;
    const found = (language === 'English' ? library : library.zh.hans).parse(text, new Date(reference));
    return found.map(({ index, text: words, start, end }) => ({
      start: index,
      end: index + words.length,
      ranges: [[partDays(start)[0], partDays(end ?? start)[1]]],
    }));
  };
}

/** As exact as chrono is certain of it. */
function partDays(part: ChronoPart): DayPair {
  const [year, month, day] = [part.get('year') ?? 0, part.get('month') ?? 1, part.get('day') ?? 1];
  const own = (at: number, of: number): string => new Date(Date.UTC(year, at, of)).toISOString().slice(0, 10);
  if (!part.isCertain('day') && !part.isCertain('weekday')) {
    if (part.isCertain('month')) return [own(month - 1, 1), own(month, 0)];
    if (part.isCertain('year')) return [own(0, 1), own(12, 0)];
  }
  return [own(month - 1, day), own(month - 1, day)];
}
