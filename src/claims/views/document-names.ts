import { sql } from 'kysely';
import type { DocumentName } from '../../nouns/claim-views.ts';
import { parseSha256 } from '../../nouns/sha256.ts';
import type { Connection } from '../../records/records.ts';
import { givenNames, type GivenNames } from './given-names.ts';

interface NameRow {
  readonly original: string;
  readonly title: string | null;
  readonly outlet: string | null;
  readonly published: string | null;
  readonly shown_path: string | null;
}

/** What documents and sources are called. */
export interface Names {
  /** By SHA-256. */
  get(original: string): DocumentName | undefined;
  /** A source under the name that people gave it; a document of the case by its title. */
  shown(source: string): string;
}

export async function documentNames(originals: Iterable<string>, connection: Connection): Promise<Names> {
  const given = await givenNames(connection);
  const names = await namesOf([...new Set(originals)], given, connection);
  return {
    get: (original) => names.get(original),
    shown: (source) => names.get(documentIn(source) ?? '')?.title ?? given.shown(source),
  };
}

async function namesOf(
  wanted: readonly string[],
  given: GivenNames,
  connection: Connection,
): Promise<ReadonlyMap<string, DocumentName>> {
  if (wanted.length === 0) return new Map();
  const { rows } = await sql<NameRow>`
    select testimony.original, title, outlet, published, shown_path
    from testimony indexed by testimony_names left join occurrence
      on occurrence.original = testimony.original and occurrence.first_place = 1
    where testimony.original in (select value from json_each(${JSON.stringify(wanted)}))`.execute(connection.as());
  return new Map(
    rows.flatMap(({ original, title, outlet, published, shown_path: path }) => {
      const sha256 = parseSha256(original);
      if (sha256 === undefined) return [];
      const name = {
        sha256,
        title: (title ?? '').trim() || (path?.split('/').at(-1) ?? original.slice(0, 12)),
        ...(outlet === null ? {} : { source: given.shown(outlet) }),
        ...(published === null ? {} : { published }),
      };
      return [[original, name] as const];
    }),
  );
}

/** The document that a source is, where it is one. */
export function documentIn(source: string): string | undefined {
  return /^document ([0-9a-f]{64})$/.exec(source)?.[1];
}

interface WordsAsked {
  readonly original: string;
  readonly start: number;
  readonly end: number;
}

const LONGEST_WORDS = 300; // UTF-16 units

/**
 * What stands at places of documents, in their order; of long stretches the beginning.
 *
 * @param around how many UTF-16 units more on either side, to the ends of words and no further than the line
 */
export async function wordsAt(
  asked: readonly WordsAsked[],
  connection: Connection,
  around = 0,
): Promise<readonly string[]> {
  const places = asked.map(({ original, start, end }) => ({ original, start, end }));
  // A passage comes once, whatever stands in it.
  const { rows } = await sql<{ keys: string; begins: number; text: string }>`
    select group_concat(given.key) as keys, passage.start as begins, passage.text
    from json_each(${JSON.stringify(places)}) as given cross join passage
      on passage.original = given.value ->> 'original'
      and passage.start <= given.value ->> 'start' and passage."end" > given.value ->> 'start'
    group by passage.original, passage.ordinal`.execute(connection.as());
  const found = new Map(rows.flatMap((row) => row.keys.split(',').map((key) => [Number(key), row] as const)));
  return places.map(({ start, end }, index) => {
    const row = found.get(index);
    if (row === undefined || end <= start) return '';
    const [from, to] = [start - row.begins, Math.min(end, start + LONGEST_WORDS) - row.begins];
    return around === 0 ? row.text.slice(from, to).toWellFormed() : wider(row.text, from, to, around);
  });
}

/** With whole words on either side, and a sign where the line goes on. */
function wider(text: string, from: number, to: number, around: number): string {
  const lineStart = text.lastIndexOf('\n', from - 1) + 1;
  const feed = text.indexOf('\n', to);
  const lineEnd = feed < 0 ? text.length : feed;
  let [start, end] = [Math.max(lineStart, from - around), Math.min(lineEnd, to + around)];
  // Where there are no spaces, as in Chinese, anywhere.
  if (start > lineStart && /\S/u.test(text.charAt(start - 1)))
    start += /^\S*\s+/u.exec(text.slice(start, from))?.[0].length ?? 0;
  if (end < lineEnd && /\S/u.test(text.charAt(end))) end -= /\s+\S*$/u.exec(text.slice(to, end))?.[0].length ?? 0;
  const shown = text.slice(start, end).toWellFormed().trim();
  return `${start > lineStart ? '…' : ''}${shown}${end < lineEnd ? '…' : ''}`;
}
