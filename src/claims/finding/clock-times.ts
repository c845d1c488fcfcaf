import { type Day, type DayRange, plusDays, printDay } from './calendar.ts';

const ROUGH = 15; // minutes either way, of a full or half hour that is given with `about`
const DAY = 1440; // minutes

/**
 * A time of the clock on a day: a minute, or a quarter of an hour either way where a full or half hour is only about.
 *
 * @param minutes since midnight; 1440 is the midnight after
 * @param zone what `zoneOffset` gives, or nothing for a time that is local to the place
 */
export function clockOn(day: Day, minutes: number, about: boolean, zone: string): DayRange | undefined {
  const rough = about && minutes % 30 === 0 ? ROUGH : 0;
  const [from, to] = [stamp(day, minutes - rough, zone), stamp(day, minutes + rough, zone)];
  return from === undefined || to === undefined ? undefined : { from, to };
}

function stamp(day: Day, minutes: number, zone: string): string | undefined {
  const own = minutes < 0 ? plusDays(day, -1) : minutes >= DAY ? plusDays(day, 1) : day;
  const rest = (minutes + DAY) % DAY;
  return own && `${printDay(own)}T${pad(Math.floor(rest / 60))}:${pad(rest % 60)}${zone}`;
}

function pad(number: number): string {
  return String(number).padStart(2, '0');
}

/**
 * Offsets of abbreviations that mean one zone in news; CST, IST, BST, PST, MST and AST mean several, so a time given in them
 * stays local. IANA names where the offset depends on the day.
 */
const ZONES: Readonly<Record<string, number | string>> = {
  Z: 0, GMT: 0, UTC: 0, WET: 0, WEST: 1, CET: 1, CEST: 2, EET: 2, EEST: 3, MSK: 3, PKT: 5, HKT: 8, SGT: 8, JST: 9, KST: 9, AEST: 10,
  AEDT: 11, NZST: 12, NZDT: 13, EST: -5, EDT: -4, CDT: -5, MDT: -6, PDT: -7, WIB: 7, WITA: 8, WIT: 9, ET: 'America/New_York',
  BEIJING: 'Asia/Shanghai', XINJIANG: 6, URUMQI: 6, MOSCOW: 'Europe/Moscow', LONDON: 'Europe/London', PARIS: 'Europe/Paris',
  BERLIN: 'Europe/Berlin', TOKYO: 'Asia/Tokyo', SEOUL: 'Asia/Seoul', ISTANBUL: 'Europe/Istanbul', ALMATY: 'Asia/Almaty',
  '北京': 'Asia/Shanghai', '新疆': 6, '乌鲁木齐': 6, '烏魯木齊': 6, '格林尼治': 0, '格林威治': 0, '世界': 0, '东京': 'Asia/Tokyo', '莫斯科': 'Europe/Moscow',
  'بېيجىڭ': 'Asia/Shanghai', 'شىنجاڭ': 6, 'ئۈرۈمچى': 6,
}; // prettier-ignore

const EAST = 14; // hours; no zone is further from Greenwich
const WEST = 10.5; // hours; of +13 and -11, +14 and -10, whose clocks show one time, it leaves New Zealand and Hawaii

/**
 * What ISO 8601 writes behind a time for a zone: `Z`, `+08:00`; undefined for a zone that is not known.
 *
 * @param name as in `ZONES`, in any case, or an offset: `UTC+8`, `GMT-5:30`, `+0800`
 * @param day on which; China and Russia have changed theirs
 */
export function zoneOffset(name: string, day: Day): string | undefined {
  const shift = /^(?:UTC|GMT)?\s?(?<sign>[+\-−])(?<hours>\d{1,2})(?::?(?<minutes>\d{2}))?$/i.exec(name)?.groups;
  if (shift !== undefined) {
    const minutes = Number(shift['hours']) * 60 + Number(shift['minutes'] ?? 0);
    return minutes > EAST * 60 ? undefined : printOffset(shift['sign'] === '+' ? minutes : -minutes);
  }
  const zone = ZONES[name.toUpperCase()];
  if (typeof zone === 'number') return printOffset(zone * 60);
  return zone === undefined ? undefined : printOffset(offsetIn(zone, day));
}

/**
 * The same of a place whose clocks show a time when it is another in Greenwich: `1353 (1023 GMT)` is `+03:30`; undefined where no
 * place has such a zone.
 *
 * @param local in minutes since midnight, as `greenwich`
 */
export function offsetBetween(local: number, greenwich: number | undefined): string | undefined {
  if (greenwich === undefined) return undefined;
  const east = ((((local - greenwich + WEST * 60) % DAY) + DAY) % DAY) - WEST * 60;
  return east % 15 === 0 ? printOffset(east) : undefined;
}

function printOffset(minutes: number): string {
  if (minutes === 0) return 'Z';
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  return `${minutes < 0 ? '-' : '+'}${pad(hours)}:${pad(rest)}`;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Minutes east of Greenwich at noon of a day, by the time zone database. */
function offsetIn(zone: string, { year, month, day }: Day): number {
  const format = formats.get(zone) ?? new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' });
  formats.set(zone, format);
  const noon = new Date(0);
  noon.setUTCFullYear(year, month - 1, day);
  noon.setUTCHours(12);
  const name = format.formatToParts(noon).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const [, sign, hours = '0', minutes = '0'] = /GMT([+-])(\d\d):(\d\d)/.exec(name) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}
