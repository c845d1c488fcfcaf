import { type Day, type DayRange, plusDays, printDay } from '../calendar.ts';

const ZONE = String.raw`(?<zone>GMT|UTC|Z)`;
const OTHER = String.raw`(?:E[SD]T|C[SD]T|M[SD]T|P[SD]T|BST|CES?T|IST|EES?T)`;
const CLOCK = new RegExp(
  [
    String.raw`(?:\bat\s)?(?<about>\b(?:about|around|approximately|roughly|shortly\s(?:before|after)|just\s(?:before|after))\s)?(?:\bat\s)?`,
    String.raw`(?:(?<![\d:.,$])(?<hour>1[0-2]|0?[1-9])(?:[:.](?<minute>[0-5]\d))?\s?(?<half>[ap])\.?m\b\.?`,
    String.raw`|(?<![\d:.,$])(?<hour24>[01]?\d|2[0-3])[:.](?<minute24>[0-5]\d)(?=\s?(?:GMT|UTC|Z\b|hours|hrs|local|${OTHER}|\()|[\s,.;)])`,
    String.raw`|(?<![\d:.,$])(?<packed>(?:[01]\d|2[0-3])[0-5]\d)(?=\s?(?:GMT|UTC|hours|hrs|local|\(\d{4}\sGMT))`,
    String.raw`|(?<word>\bnoon\b|\bmidnight\b))`,
    String.raw`(?:\s(?:hours|hrs))?(?:\s?${ZONE}\b|\s(?:local(?:\stime)?|${OTHER}))?`,
    String.raw`(?:\s?\((?<other>\d{1,2}[:.]?\d{2})(?:\shours)?\s(?:GMT|UTC)\))?`,
  ].join(''),
  'giu',
);

export interface Clock extends DayRange {
  readonly start: number;
  readonly end: number;
}

const ROUGH = 15; // minutes either way, of a full or half hour that is given with `about`

/**
 * Times of the clock, on the day told; in coordinated universal time (`Z`) where the text gives it, else local to the
 * place. A dot may part hours and minutes only where a half of the day or a zone follows: `3.45` alone is a number.
 */
export function clocksIn(text: string, day: Day | undefined): readonly Clock[] {
  if (day === undefined) return [];
  return Array.from(text.matchAll(CLOCK)).flatMap((match) => {
    const groups = match.groups ?? {};
    const plainDot = groups['hour24'] !== undefined && match[0].includes('.') && !/GMT|UTC|hours|local/i.test(match[0]);
    const told = groups['other'] ?? groups['packed'];
    const minutes = told === undefined ? minutesOf(groups) : packed(told);
    if (plainDot || minutes === undefined) return [];
    const zone = groups['zone'] !== undefined || groups['other'] !== undefined ? 'Z' : '';
    const about = /^(?:about|around|approx|roughly)/i.test(groups['about'] ?? '') && minutes % 30 === 0;
    const [from, to] = about ? [minutes - ROUGH, minutes + ROUGH] : [minutes, minutes];
    const [first, last] = [stamp(day, from, zone), stamp(day, to, zone)];
    if (first === undefined || last === undefined) return [];
    return { start: match.index, end: match.index + match[0].trimEnd().length, from: first, to: last };
  });
}

function minutesOf({
  hour,
  minute,
  half,
  hour24,
  minute24,
  word,
}: Readonly<Record<string, string | undefined>>): number | undefined {
  if (word !== undefined) return word.toLowerCase() === 'noon' ? 720 : 0;
  if (hour24 !== undefined) return Number(hour24) * 60 + Number(minute24);
  if (hour === undefined) return undefined;
  return ((Number(hour) % 12) + (half?.toLowerCase() === 'p' ? 12 : 0)) * 60 + Number(minute ?? 0);
}

function packed(digits: string): number | undefined {
  const four = digits.replace(/[:.]/, '').padStart(4, '0');
  const [hours, minutes] = [Number(four.slice(0, 2)), Number(four.slice(2))];
  return hours < 24 && minutes < 60 ? hours * 60 + minutes : undefined;
}

const DAY = 1440; // minutes

function stamp(day: Day, minutes: number, zone: string): string | undefined {
  const own = minutes < 0 ? plusDays(day, -1) : minutes >= DAY ? plusDays(day, 1) : day;
  const rest = (minutes + DAY) % DAY;
  const clock = `${String(Math.floor(rest / 60)).padStart(2, '0')}:${String(rest % 60).padStart(2, '0')}`;
  return own && `${printDay(own)}T${clock}${zone}`;
}
