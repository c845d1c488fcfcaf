/**
 * How the reading of a file ended. Every occurrence has exactly one, and the numbers add up to the files received.
 * `duplicate` belongs to an occurrence, never to an original: the second and later places of the same bytes.
 */
export const OUTCOMES = ['read', 'read-in-part', 'container', 'duplicate', 'unreadable'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/**
 * Why a file was not read, or not wholly. The code picks the sentence and the remedy from the message catalogue
 * (`reason.<code>` and `remedy.<code>`); `params` fill its blanks and never hold document text.
 */
export interface Reason {
  readonly code: ReasonCode;
  readonly params?: Readonly<Record<string, string | number>>;
}

export const REASON_CODES = [
  'no-reader', // {mediaType}
  'empty', // zero bytes
  'no-text', // opened, and holds no text
  'encrypted', // locked with a password
  'broken', // damaged beyond what the readers mend
  'truncated', // ends too early
  'crashed', // crashed the reader twice
  'too-slow', // {seconds}
  'too-large', // {limitBytes}
  'too-much-memory',
  'bomb', // {ratio, limit}: would unpack to more than the limit
  'too-deep', // {limit}
  'too-many-files', // {limit}
  'unsafe-name', // an entry whose name leads out of its container
  'unsupported-compression',
  'split-archive', // one part of an archive in several files
  'symbolic-link', // not followed
  'special-file', // a pipe, socket or device
  'no-permission', // the file system refused
  'case-itself', // the folder of the case that it is being taken into
  'vanished', // gone or changed while it was taken in
  'altered', // the kept copy no longer matches its SHA-256
  'needs-tool', // {tool}
  'ocr-doubtful', // {confidence, pages}
  'some-pages-unread', // {pages, total}
  'some-entries-unread', // {entries, total}
  'undecodable-bytes', // {count}
  'text-cut', // {limit}: longer than the reader takes
  'package-part', // a file of a published package, read with the document that it belongs to
] as const;
export type ReasonCode = (typeof REASON_CODES)[number];
