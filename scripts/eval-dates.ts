import { globSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { daysFound } from './dates-found.ts';
import { dateLibraries, type DayPair, type FindDates, type FoundDates } from './date-libraries.ts';

/**
 * Dates in sentences, by language: `npm run eval -- dates --data DIR [--beside FOLDER] [--wrong] [--json]`. DIR has folders named
 * after languages with files of cases `{Input, Context: {ReferenceDateTime}, Results: [{Start, Length, Type, Value}]}`, as
 * the specifications of Recognizers-Text (MIT) have them. A date is found where its words overlap by half of the shorter
 * stretch; right where it means the same days, the past ones or the coming ones, wider where these lie in what it means. What a case has no value for counts as
 * found only. With `--beside` the libraries in FOLDER/node_modules read the same sentences; `--wrong` prints what is missed.
 */
const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    beside: { type: 'string' },
    wrong: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
});
const { data } = values;
if (data === undefined) {
  console.error('usage: eval-dates --data DIR [--beside FOLDER] [--wrong] [--json]');
  process.exit(2);
}

interface Case {
  readonly Input: string;
  readonly Context?: { readonly ReferenceDateTime?: string };
  readonly Results?: readonly {
    readonly Type: string;
    readonly Start: number;
    readonly Length: number;
    readonly Value?: { readonly FutureResolution?: Resolution; readonly PastResolution?: Resolution };
  }[];
}
type Resolution = Readonly<Record<string, string>>;

interface Score {
  dates: number;
  found: number;
  valued: number;
  right: number;
  /** Days that hold those meant: true, but less exact. */
  wider: number;
  wrong: number;
  invented: number;
  ms: number;
}

const DAY = 86_400_000; // ms
const finders = new Map<string, FindDates>([
  ['touchstone', daysFound],
  ...(values.beside === undefined ? [] : dateLibraries(values.beside)),
]);
const table: { language: string; file: string; finder: string; score: Score }[] = [];
for (const path of globSync('*/*.json', { cwd: data }).toSorted()) {
  const [language, file] = [dirname(path), basename(path, '.json')];
  const cases: readonly Case[] = JSON.parse(readFileSync(join(data, path), 'utf8'));
  for (const [finder, find] of finders) {
    const score = scoreOf(cases, language, find, finder === 'touchstone' && values.wrong);
    if (score !== undefined) table.push({ language, file, finder, score });
  }
}
const sums = new Map<string, Score>();
for (const { language, finder, score } of table) {
  const key = `${language}\tall\t${finder}`;
  const sum = sums.get(key) ?? blank();
  for (const name of Object.keys(sum) as (keyof Score)[]) sum[name] += score[name]; // oxlint-disable-line typescript/no-unsafe-type-assertion -- the keys of a literal
  sums.set(key, sum);
}
if (values.json) console.log(JSON.stringify({ files: table, languages: Object.fromEntries(sums) }));
else {
  for (const { language, file, finder, score } of table) print(`${language}\t${file}\t${finder}`, score);
  for (const [key, score] of sums) print(key, score);
}

function blank(): Score {
  return { dates: 0, found: 0, valued: 0, right: 0, wider: 0, wrong: 0, invented: 0, ms: 0 };
}

function print(key: string, { dates, found, valued, right, wider, wrong, invented, ms }: Score): void {
  const [language = '', file = '', finder = ''] = key.split('\t');
  const share = (part: number, whole: number): string =>
    whole === 0 ? '   -  ' : `${((100 * part) / whole).toFixed(1).padStart(5)} %`;
  console.log(
    `${language.padEnd(8)} ${file.padEnd(17)} ${finder.padEnd(34)} dates ${String(dates).padStart(3)}  found ${share(found, dates)}` +
      `  right ${share(right, valued)}  wider ${share(wider, valued)}  wrong ${share(wrong, valued)}  invented ${String(invented).padStart(3)}  ${ms.toFixed(0)} ms`,
  );
}

/** Undefined for a language that is not read. */
function scoreOf(cases: readonly Case[], language: string, find: FindDates, tell: boolean): Score | undefined {
  const score = blank();
  for (const { Input: text, Context, Results } of cases) {
    const reference = Context?.ReferenceDateTime ?? '';
    const begun = performance.now();
    const found = find(text, language, reference === '' ? '2018-06-20T00:00:00' : reference);
    score.ms += performance.now() - begun;
    if (found === undefined) return undefined;
    const gold = (Results ?? []).filter(({ Type }) => Type === 'date' || Type === 'daterange');
    const spans = gold.map(({ Start, Length }) => ({ start: Start, end: Start + Length }));
    score.invented += found.filter((own) => !spans.some((span) => overlaps(own, span))).length;
    for (const [index, { Value }] of gold.entries()) {
      const span = spans[index] ?? { start: 0, end: 0 };
      const own = found.filter((each) => overlaps(each, span));
      const meant = meantBy(Value);
      score.dates += 1;
      if (own.length > 0) score.found += 1;
      if (meant.length === 0) continue;
      score.valued += 1;
      const right = own.some(({ ranges }) => ranges.some((range) => meant.some((pair) => same(range, pair))));
      const wider = own.some(({ ranges }) => ranges.some((range) => meant.some((pair) => holds(range, pair))));
      if (right) score.right += 1;
      else if (wider) score.wider += 1;
      else if (own.length > 0) score.wrong += 1;
      if (tell && !right)
        console.log(
          `${wider ? 'wider ' : own.length > 0 ? 'wrong ' : 'missed'} ${reference.slice(0, 10)} “${text}” → ${text.slice(span.start, span.end)}`,
          JSON.stringify(meant),
          JSON.stringify(own.map(({ ranges }) => ranges[0])),
        );
    }
  }
  return score;
}

function overlaps(a: Pick<FoundDates, 'start' | 'end'>, b: Pick<FoundDates, 'start' | 'end'>): boolean {
  const common = Math.min(a.end, b.end) - Math.max(a.start, b.start);
  return common > 0 && common >= Math.min(a.end - a.start, b.end - b.start) / 2;
}

function meantBy(value: { readonly FutureResolution?: Resolution; readonly PastResolution?: Resolution } | undefined) {
  return [value?.PastResolution, value?.FutureResolution].flatMap((each): DayPair[] => {
    const [from, to] = [each?.['date'] ?? each?.['startDate'], each?.['date'] ?? each?.['endDate']];
    return from === undefined || to === undefined ? [] : [[from, to]];
  });
}

/** The set gives the last day of a stretch, or the day after it. */
function same([from, to]: DayPair, [first, last]: DayPair): boolean {
  const past = Date.parse(last) - Date.parse(to);
  return from === first && (past === 0 || past === DAY);
}

function holds([from, to]: DayPair, [first, last]: DayPair): boolean {
  return from <= first && Date.parse(last) - Date.parse(to) <= DAY && from < to;
}
