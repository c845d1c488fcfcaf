/** Lines above a text that say where it comes from, as collections of articles keep them. */
export interface TextHeader {
  /** Where the text itself begins: after the empty line. UTF-16 code units. */
  readonly end: number;
  readonly outlet?: string;
  /** ISO 8601 with the precision that it was given in. */
  readonly published?: string;
}

/** Of the head of a file, in UTF-16 code units: a header is not longer. */
const LONGEST = 8_192;
/** Names that make lines a header: two lines of prose with colons in them are none. */
const KNOWN = new Map<string, 'url' | 'outlet' | 'published' | 'other'>([
  ['url', 'url'],
  ['link', 'url'],
  ['outlet', 'outlet'],
  ['publisher', 'outlet'],
  ['publication', 'outlet'],
  ['newspaper', 'outlet'],
  ['source', 'outlet'],
  ['published', 'published'],
  ['publication date', 'published'],
  ['date', 'published'],
  ['title', 'other'],
  ['author', 'other'],
  ['language', 'other'],
  // Of mails, also as programs print them into the text of an answer.
  ...['from', 'to', 'cc', 'bcc', 'subject', 'reply-to', 'attachments', 'von', 'an', 'betreff'].map(
    (name) => [name, 'other'] as const,
  ),
  ...['发件人', '收件人', '抄送', '主题', '附件', '寄件者', '收件者', '主旨'].map((name) => [name, 'other'] as const),
  ...['sent', 'gesendet', '发送时间', '日期', '寄件日期'].map((name) => [name, 'published'] as const),
]);
const LINE = /^(\p{L}[\p{L} _\-]{0,30})[:：](?:[ \t]*(.*))?$/v;
const ISO_DAY = /^\d{4}(?:-\d{2}(?:-\d{2}(?:T[\d:.]+(?:Z|[+\-]\d{2}:\d{2})?)?)?)?$/v;

/**
 * The header that a text begins with: lines `name: value`, at least two of them with names that are known, then an
 * empty line. Undefined where it begins with anything else.
 */
export function textHeader(text: string): TextHeader | undefined {
  const cut = text.slice(0, LONGEST).indexOf('\n\n');
  if (cut < 0) return undefined;
  const values = valuesIn(text.slice(0, cut));
  if (values === undefined) return undefined;
  const outlet = values.get('outlet');
  const published = values.get('published');
  return {
    end: cut + 2,
    ...(outlet === undefined ? {} : { outlet }),
    ...(published === undefined || !ISO_DAY.test(published) ? {} : { published }),
  };
}

/** Whether a stretch of text is such lines and nothing else, as above a mail that another one repeats. */
export function isHeader(text: string): boolean {
  return text.length <= LONGEST && valuesIn(text.trim().replace(OVER_HEADER, '')) !== undefined;
}

/** What programs print over it: `---------- Forwarded message ----------`. */
const OVER = String.raw`(?:[-_]{2,}[^\n]{0,60}|Begin forwarded message:)`;
const OVER_HEADER = new RegExp(String.raw`^${OVER}\n\s*`);
const OVER_LINE = new RegExp(String.raw`^${OVER}\s*$`);

export function isOverHeader(line: string): boolean {
  return OVER_LINE.test(line);
}

/** Whether a line is `name: value`, whatever the name. */
export function isHeaderLine(line: string): boolean {
  return LINE.test(line);
}

/** What a header says of when the text below it was sent or published, as it is written. */
export function headerDate(header: string): string | undefined {
  return valuesIn(header)?.get('published');
}

/** What lines `name: value` say, by what their names mean; undefined where they are none. */
function valuesIn(lines: string): ReadonlyMap<string, string> | undefined {
  const values = new Map<string, string>();
  let known = 0;
  for (const line of lines.split('\n')) {
    const [, name, value = ''] = LINE.exec(line) ?? [];
    if (name === undefined) return undefined;
    const meaning = KNOWN.get(name.toLowerCase());
    if (meaning === undefined) continue;
    known += 1;
    if (value.trim() !== '' && !values.has(meaning)) values.set(meaning, value.trim());
  }
  return known < 2 ? undefined : values;
}
