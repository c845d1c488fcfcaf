/**
 * A segment: the words of neighbouring rows, written once and never changed. Merging makes one of several neighbours, so
 * segments never overlap, and what they hold of a word lies in the order of rows one after another.
 *
 * It is four streams of bytes, kept in pieces in the table `pieces`. Numbers are those of `ByteSink.number`.
 * - `terms`: every term, by its bytes, in blocks. A term: one byte of how many bytes it shares with the one before it (0
 *   for the first of a block) times 16, and how many more it has, each up to 15; of each that is 15, how many more there
 *   are; the bytes that it does not share. A term of `FIELDS.backwards` has nothing else. Of others in how many rows it
 *   stands; if in more than one, how far the last is after the first; how many bytes its list takes, and, of
 *   `FIELDS.exact`, its places. Of most terms all this is short: where it stands once, there is 0, and then the list and
 *   the place themselves, which are in no other stream.
 * - `rows`: the list of each term. For each row twice the distance from the row before it, the first from the first row
 *   of the segment, and one if the term stands there once; otherwise then how often.
 * - `places`: for each row of a list where the term stands, in tokens from 0, each but the first as a distance.
 * - `blocks`: of each block how long its first term is, that term, and how many bytes of `terms`, `rows` and `places`
 *   the block before it has.
 */
export const STREAMS = { terms: 0, rows: 1, places: 2, blocks: 3 } as const;
export type Stream = (typeof STREAMS)[keyof typeof STREAMS];

/**
 * The first byte of a term; UTF-8 follows. `exact`: a token. `stem`: the stem of tokens that are not like it, so that a
 * stem is sought in both and each occurrence counts once; it has no places. `backwards`: a word of an alphabet from its
 * last letter to its first; it has no list, and is there for `spellings.ts`.
 */
export const FIELDS = { exact: 1, stem: 2, backwards: 3 } as const;
export type Field = (typeof FIELDS)[keyof typeof FIELDS];

/**
 * What SQLite keeps without waste on pages of 4096 bytes: 2 of its overflow pages and a little more than the 489 bytes
 * that it leaves on the page of the row (https://www.sqlite.org/fileformat2.html §1.6).
 */
export const PIECE_BYTES = 8_690;
/** A block of terms ends with the term that makes it this long. */
export const BLOCK_BYTES = 2_048;
/** A field, and 128 code units of 3 bytes. */
export const LONGEST_TERM = 400;

/** The rowid of a piece. A segment has 9 GB at most in each stream. */
export function pieceId(segment: number, stream: Stream, piece: number): number {
  return (segment * 4 + stream) * PIECES + piece;
}

const PIECES = 2 ** 20;

export interface SegmentInfo {
  /** Never used again. */
  readonly id: number;
  readonly firstRow: number;
  /** More than its last row. */
  readonly rowEnd: number;
  /** Rows whose words it has: those of documents that have gone since among them. */
  readonly held: number;
  /** By stream, in bytes. */
  readonly lengths: readonly [terms: number, rows: number, places: number, blocks: number];
}

export function sizeOfSegment({ lengths }: SegmentInfo): number {
  return lengths.reduce((sum, length) => sum + length, 0);
}

export const SEGMENT_TABLES = `
  CREATE TABLE segments (
    id INTEGER PRIMARY KEY, first_row INTEGER NOT NULL, row_end INTEGER NOT NULL, held INTEGER NOT NULL,
    terms INTEGER NOT NULL, rows INTEGER NOT NULL, places INTEGER NOT NULL, blocks INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE pieces (id INTEGER PRIMARY KEY, bytes BLOB NOT NULL) STRICT;
  CREATE TABLE unfinished (segment INTEGER PRIMARY KEY) STRICT;
`;

/** A word from its last letter to its first. */
export function backwards(word: string): string {
  if (HALVES.test(word)) return Array.from(word).toReversed().join('');
  let reversed = '';
  for (let i = word.length - 1; i >= 0; i -= 1) reversed += word.charAt(i);
  return reversed;
}

/** Of characters of two code units, which keep their order. */
const HALVES = /[\ud800-\udfff]/;
