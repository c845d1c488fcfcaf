import type { MetadataField, Reading } from '../nouns/reading.ts';
import type { IndexDocument } from '../search/search-index.ts';

type Facts = Pick<IndexDocument, 'date' | 'authors' | 'senders' | 'recipients' | 'tags'>;

/**
 * What searches may ask of a document beside its words. What a mail says in its header is about that mail alone; the
 * date is when the document says that it was published, sent, made or taken, never when its file was last written.
 */
export function factsFor({ byline, published, metadata }: Reading): Facts {
  const mail = metadata.filter(({ origin }) => origin === 'mail');
  const date = published ?? firstDate(metadata);
  const tags = valuesOf(metadata, TAGS);
  return {
    ...(date === undefined ? {} : { date }),
    authors: [...new Set([...(byline === undefined ? [] : [byline]), ...valuesOf(metadata, AUTHORS)])],
    senders: valuesOf(mail, SENDERS),
    recipients: valuesOf(mail, RECIPIENTS),
    ...(tags.length === 0 ? {} : { tags }),
  };
}

/** Lower case. Names that PDF, OpenDocument, Office, EPUB and web pages give to those who wrote. */
const AUTHORS = new Set([
  'author',
  'creator',
  'initial-creator',
  'lastmodifiedby',
  'last-author',
  'article:author',
  'artist',
]);
/** Names that documents, pictures, pages and mails give to their keywords. */
const TAGS = new Set([
  'keywords',
  'keyword',
  'category',
  'categories',
  'labels',
  'x-keywords',
  'x-gmail-labels',
  'article:tag',
]);
const SENDERS = new Set(['from', 'sender', 'reply-to']);
const RECIPIENTS = new Set(['to', 'cc', 'bcc', 'delivered-to']);
/** Surest first. */
const DATES = ['datetimeoriginal', 'createdate', 'creationdate', 'created', 'creation-date', 'date'] as const;

function valuesOf(fields: readonly MetadataField[], names: ReadonlySet<string>): readonly string[] {
  return (
    fields
      // In a PDF, `Creator` is the program.
      .filter(({ name, origin }) => names.has(name.toLowerCase()) && !(origin === 'pdf' && name === 'Creator'))
      .map(({ value }) => value)
  );
}

function firstDate(fields: readonly MetadataField[]): string | undefined {
  for (const wanted of DATES) {
    for (const { name, value } of fields) {
      const date = name.toLowerCase() === wanted ? dayIn(value) : undefined;
      if (date !== undefined) return date;
    }
  }
  return undefined;
}

/**
 * The day, with the time where both are given, as PDF (`D:20170624…`, ISO 32000-2 §7.9.4), EXIF (`2017:06:24 10:00:00`)
 * and ISO 8601 write it. What cannot be a date of a document is none: programs write 1601, 1904 or zeros for nothing.
 */
function dayIn(value: string): string | undefined {
  const match = /^(?:D:)?(\d{4})[:\-]?(\d{2})[:\-]?(\d{2})(?:[T ]?(\d{2}):?(\d{2}):?(\d{2}))?/v.exec(value.trim());
  const [, year = '', month = '', day = '', hour, minute, second] = match ?? [];
  if (Number(year) < 1970 || Number(year) > 2100 || Number(month) < 1 || Number(month) > 12) return undefined;
  if (Number(day) < 1 || Number(day) > 31) return undefined;
  const date = `${year}-${month}-${day}`;
  return hour === undefined ? date : `${date}T${hour}:${minute}:${second}`;
}
