import iconv from 'iconv-lite';
import type { MetadataField, Span } from '../../nouns/reading.ts';
import { paragraphsOf } from '../passages.ts';
import type { ReaderOutput } from '../reader.ts';
import { activeInMail } from './html-active.ts';
import { parsePage, textOf } from './html-text.ts';
import { parseRtf } from './rtf.ts';

/** What Outlook keeps of a mail, an appointment, a contact or a note, whichever file it stands in. */
export interface OutlookItem {
  /** In the order in which they are shown, as `name`, `value`; empty values are left out. */
  readonly headers: readonly (readonly [string, string | undefined])[];
  readonly subject?: string | undefined;
  readonly from?: string | undefined;
  readonly sent?: Date | undefined;
  /** The first of these that says anything is the body. `rtf` is no longer compressed. */
  readonly text?: string | undefined;
  readonly html?: string | undefined;
  readonly rtf?: Uint8Array | undefined;
}

/** Fields that are kept but do not stand above the body. */
const UNSHOWN = new Set([
  'Message-ID',
  'In-Reply-To',
  'References',
  'Class',
  'Received',
  'X-Originating-IP',
  'X-Mailer',
]);

/** Says an item as the mail reader says a mail: what people read of the headers stands above the body. */
export function sayItem(item: OutlookItem, origin: string, out: ReaderOutput): void {
  const fields: MetadataField[] = [];
  for (const [name, value] of item.headers) {
    const said = value?.replaceAll('\0', '').trim() ?? '';
    if (said !== '') fields.push({ name, value: said, origin });
  }
  const published = instantOf(item.sent);
  out.describe({
    ...(filled(item.subject) ? { title: item.subject } : {}),
    ...(filled(item.from) ? { byline: item.from } : {}),
    ...(published === undefined ? {} : { published }),
  });
  out.metadata([...fields, ...activeInMail(item.html, origin)]);
  const { text, blocks } = bodyOf(item);
  const head = fields
    .filter(({ name }) => !UNSHOWN.has(name))
    .map(({ name, value }) => `${name}: ${value}`)
    .join('\n');
  if (head === '') return out.text(text, blocks);
  const shift = head.length + 2;
  const below = blocks.map(({ start, end }) => ({ start: start + shift, end: end + shift }));
  out.text(`${head}\n\n${text}`, [{ start: 0, end: head.length }, ...below]);
}

function bodyOf({ text, html, rtf }: OutlookItem): { readonly text: string; readonly blocks: readonly Span[] } {
  if (filled(text)) return plain(text);
  if (filled(html)) return textOf(parsePage(html.replaceAll('\0', '')).documentElement);
  return rtf === undefined ? plain('') : plain(parseRtf(Buffer.from(rtf).toString('latin1')).text);
}

function plain(raw: string): { readonly text: string; readonly blocks: readonly Span[] } {
  const text = raw.replaceAll('\0', '').replaceAll(/\r\n?/gv, '\n').trimEnd();
  return { text, blocks: paragraphsOf(text) };
}

export function instantOf(date: Date | undefined): string | undefined {
  if (date === undefined || Number.isNaN(date.getTime())) return undefined;
  const year = date.getUTCFullYear();
  return year >= 1970 && year <= 2100 ? date.toISOString() : undefined;
}

/** The iconv-lite name of a Windows code page, or undefined where it is none or not known. */
export function codePageName(codePage: number | undefined): string | undefined {
  if (codePage === undefined) return undefined;
  const names: Readonly<Record<number, string>> = {
    65_001: 'utf-8',
    54_936: 'gb18030',
    52_936: 'gb18030',
    936: 'gb18030',
    51_932: 'euc-jp',
    51_949: 'euc-kr',
    20_127: 'windows-1252',
    20_866: 'koi8-r',
    21_866: 'koi8-u',
  };
  const part = codePage > 28_590 && codePage < 28_606 ? `iso-8859-${codePage - 28_590}` : `cp${codePage}`;
  const name = names[codePage] ?? part;
  return iconv.encodingExists(name) ? name : undefined;
}

/** Code pages of mail and the one of Windows for the same letters. Those that serve any language say nothing. */
const OF_MAIL: Readonly<Record<number, number | undefined>> = {
  50_220: 932,
  50_221: 932,
  50_222: 932,
  51_932: 932,
  50_225: 949,
  51_949: 949,
  28_592: 1250,
  20_866: 1251,
  21_866: 1251,
  28_595: 1251,
  28_596: 1256,
  28_597: 1253,
  38_598: 1255,
  28_599: 1254,
};
const OF_ANY_LANGUAGE = new Set([65_000, 65_001, 20_127, 28_591, 28_605, 1200, 1201, 1252]);

/** The encoding in which Windows keeps what the network carries in that code page. */
export function ansiEncoding(codePage: number | undefined): string | undefined {
  if (codePage === undefined || OF_ANY_LANGUAGE.has(codePage)) return undefined;
  return codePageName(OF_MAIL[codePage] ?? codePage);
}

/** [MS-LCID]: the lower ten bits are the language; Chinese in traditional letters is told by the whole. */
const OF_LANGUAGE: readonly (readonly [number, readonly number[]])[] = [
  [874, [0x1e]],
  [932, [0x11]],
  [936, [0x04]],
  [949, [0x12]],
  [1250, [0x05, 0x0e, 0x15, 0x18, 0x1a, 0x1b, 0x1c, 0x24]],
  [1251, [0x02, 0x19, 0x22, 0x23, 0x28, 0x2f, 0x3f, 0x40, 0x44, 0x50]],
  [1253, [0x08]],
  [1254, [0x1f, 0x2c, 0x43]],
  [1255, [0x0d]],
  [1256, [0x01, 0x20, 0x29, 0x80]],
  [1257, [0x25, 0x26, 0x27]],
  [1258, [0x2a]],
];
const TRADITIONAL = new Set([0x0404, 0x0c04, 0x1404]);

/** The encoding of a Windows in that language. */
export function encodingOfLocale(locale: number | undefined): string | undefined {
  if (locale === undefined) return undefined;
  if (TRADITIONAL.has(locale)) return codePageName(950);
  const page = OF_LANGUAGE.find(([, languages]) => languages.includes(locale & 0x3ff))?.[0];
  return codePageName(page);
}

function filled(text: string | undefined): text is string {
  return text !== undefined && text.trim() !== '';
}
