import { clockOn } from '../finding/clock-times.ts';
import type { Clock, DayOfClock } from './clock.ts';
import { NUMBERS } from './date-grammar.ts';

/** Which half of the day, as `a.m.` and `p.m.` tell it. */
export type Half = 'a' | 'p';

const HOUR = 'one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|1[0-2]|[1-9]';
const PART = String.raw`\s(?:in\sthe\s(?:early\s|late\s)?(?<part>morning|afternoon|evening)|(?:at|that|last|on\s\p{L}+day)\s(?<night>night)|(?:that|this|yesterday|on\s\p{L}+day)\s(?<part2>morning|afternoon|evening))\b`;
const WORDED = new RegExp(
  [
    String.raw`(?<lead>\b(?:at|since|by|until|till|before|after)\s)?(?<about>\b(?:about|around|roughly|shortly\s(?:before|after)|just\s(?:before|after))\s)?`,
    String.raw`\b(?:(?:(?<past>half|(?:a\s)?quarter|five|ten|twenty|twenty-five|(?:\d{1,2}|${HOUR})\sminutes)\s(?<side>past|after)|(?<less>(?:a\s)?quarter|five|ten|twenty|twenty-five|(?:\d{1,2}|${HOUR})\sminutes)\s(?<to>to))\s)?`,
    String.raw`(?<hour>${HOUR})(?<clock>\so['’]clock)?(?![\p{L}\d:.,]*\d)\b(?:${PART})?`,
  ].join(''),
  'giu',
);

interface Worded extends Clock {
  readonly half: Half;
}

/**
 * Times of the clock in words: `half past nine`, `ten past eleven at night`, `five in the morning`. An hour of twelve is
 * placed in the day by its own words, by others of its sentence, or by the time that was told just before.
 *
 * @param last the half of the day of the time told before
 */
export function wordedClocksIn(text: string, dayOf: DayOfClock, last: Half | undefined): readonly Worded[] {
  if (
    !/\b(?:past|quarter|o['’]clock|(?:in\sthe|at|that|on\s\p{L}+day)\s(?:morning|afternoon|evening|night|early|late))\b/iu.test(
      text,
    )
  )
    return [];
  let known = last;
  return Array.from(text.matchAll(WORDED)).flatMap((match): readonly Worded[] => {
    const groups = match.groups ?? {};
    const half = halfOf(groups) ?? halfIn(text.slice(0, match.index)) ?? known;
    const minutes = half === undefined || !isClock(groups) ? undefined : minutesOf(groups, half);
    const span = { start: match.index, end: match.index + match[0].length };
    const day = minutes === undefined ? undefined : dayOf(span);
    if (day === undefined || half === undefined || minutes === undefined) return [];
    known = half;
    const about = /^(?:about|around|roughly)/i.test(groups['about'] ?? '');
    const range = clockOn(day, minutes, about, '');
    return range === undefined ? [] : [{ ...span, ...range, half }];
  });
}

type Groups = Readonly<Record<string, string | undefined>>;

/** `ten to twelve` is a range, and `nine in the evening class` nobody's time, unless something more says that it is a clock. */
function isClock({ lead, about, past, to, less, clock, part, part2, night }: Groups): boolean {
  const placed = part !== undefined || part2 !== undefined || night !== undefined;
  if (past !== undefined || clock !== undefined) return true;
  if (to !== undefined) return placed || /quarter/i.test(less ?? '');
  return placed && (lead !== undefined || about !== undefined);
}

function halfOf({ part, part2, night, hour = '' }: Groups): Half | undefined {
  const word = (part ?? part2)?.toLowerCase();
  if (word !== undefined) return word === 'morning' ? 'a' : 'p';
  return night === undefined ? undefined : hourOf(hour) % 12 >= 6 ? 'p' : 'a';
}

/** `on the evening of …, at half past nine`. */
function halfIn(before: string): Half | undefined {
  const word = /^.*\b(?<part>morning|noon|afternoon|evening|night|tonight)\b/isu
    .exec(before)
    ?.groups?.['part']?.toLowerCase();
  return word === undefined ? undefined : word === 'morning' ? 'a' : 'p';
}

function hourOf(word: string): number {
  return NUMBERS[word.toLowerCase()] ?? Number(word);
}

function minutesOf({ hour = '', past, less }: Groups, half: Half): number {
  const full = (hourOf(hour) % 12) * 60 + (half === 'p' ? 720 : 0);
  if (past !== undefined) return full + partOf(past);
  return less === undefined ? full : full - partOf(less);
}

function partOf(words: string): number {
  const lower = words.toLowerCase().replace(/\sminutes$/, '');
  if (lower === 'half') return 30;
  if (lower.endsWith('quarter')) return 15;
  if (lower === 'twenty-five') return 25;
  return NUMBERS[lower] ?? Number.parseInt(lower, 10);
}
