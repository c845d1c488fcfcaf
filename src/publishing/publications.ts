import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import * as z from 'zod';
import type { IntakeTables } from '../intake/tables.ts';
import type { PublishableDocument, PublishedReport } from '../nouns/editing.ts';
import { parseSha256, type Sha256 } from '../nouns/sha256.ts';
import { stringsIn } from '../reading/columns.ts';
import type { ReadingTables } from '../reading/tables.ts';
import type { Connection } from '../records/records.ts';
import { makeFolders, reaching, writing } from '../vault/disk.ts';
import type { OpenedEntry } from '../vault/ledger.ts';
import { EXPORTS, sweep } from './bag.ts';
import type { PublishingTables } from './tables.ts';

/** What was given out, where it lies, and what else could be. */

const Published = z.object({
  publication: z.string(),
  title: z.string().optional(),
  documents: z.number().optional(),
  pages: z.number().optional(),
  claims: z.number().optional(),
});

export async function applyPublications(entries: readonly OpenedEntry[], connection: Connection): Promise<void> {
  for (const { seq, kind, at, actor, fields } of entries) {
    if (kind !== 'published') continue;
    const { publication, title = null, documents = null, pages = null, claims = null } = Published.parse(fields);
    await connection
      .as<PublishingTables>()
      .insertInto('publication')
      .values({ seq, at, actor, publication, title, documents, pages, claims })
      .onConflict((conflict) => conflict.column('seq').doNothing())
      .execute();
  }
}

const LONGEST_NAME = 60; // characters of a title that a folder is named by

/** Newest first. */
export async function publicationsOf(connection: Connection, folder: string): Promise<readonly PublishedReport[]> {
  const rows = await connection
    .as<PublishingTables>()
    .selectFrom('publication')
    .selectAll()
    .orderBy('seq', 'desc')
    .execute();
  const places = rows.length === 0 ? new Map<string, Place>() : await placesIn(folder);
  return rows.map(({ title, documents, pages, claims, ...row }) => {
    const place = places.get(row.publication);
    return {
      ...row,
      ...(title === null ? {} : { title }),
      ...(documents === null || pages === null || claims === null ? {} : { counts: { documents, pages, claims } }),
      ...place,
    };
  });
}

type Place = Required<Pick<PublishedReport, 'place'>> & Pick<PublishedReport, 'size'>;

/** Folders of `exports/` by the id of the publication that is in them. */
async function placesIn(folder: string): Promise<ReadonlyMap<string, Place>> {
  const names = await readdir(join(folder, EXPORTS)).catch(() => []); // safe: what cannot be listed is not named
  const found = await Promise.all(
    names
      .filter((name) => !name.includes('.part-'))
      .map(async (name): Promise<readonly (readonly [string, Place])[]> => {
        const place = join(folder, EXPORTS, name);
        const info = await readFile(join(place, 'bag-info.txt'), 'utf8').catch(() => ''); // no package
        const id = /^External-Identifier: (?<id>[0-9a-f]{16})$/m.exec(info)?.groups?.['id'];
        const oxum = /^Payload-Oxum: (?<bytes>\d{1,15})\.(?<files>\d{1,9})$/m.exec(info)?.groups;
        const size = oxum && { files: Number(oxum['files']), bytes: Number(oxum['bytes']) };
        return id === undefined ? [] : [[id, { place, ...(size && { size }) }]];
      }),
  );
  return new Map(found.flat());
}

/**
 * A free place for a package, named by its title and by nothing else.
 * @throws Problem `disk-full`, `unreadable-place`
 */
export function freePlace(folder: string, title: string): Promise<string> {
  return reaching(async () => {
    await writing(() => makeFolders(join(folder, EXPORTS)));
    const names = await readdir(join(folder, EXPORTS));
    // What a process that was killed left half written: its place is free again, and nobody looks for it there.
    const halves = new Set(names.flatMap((each) => /^(?<whole>.+)\.part-/.exec(each)?.groups?.['whole'] ?? []));
    for (const whole of halves) await sweep(join(folder, EXPORTS, whole));
    const taken = new Set(names);
    const name = slugOf(title);
    for (let n = 1; ; n++) {
      const each = n === 1 ? name : `${name}-${n}`;
      if (!taken.has(each)) return join(folder, EXPORTS, each);
    }
  });
}

/** Latin letters and digits: a folder is carried to machines that have trouble with others. */
function slugOf(title: string): string {
  const plain = title
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, LONGEST_NAME)
    .replace(/-+$/, '');
  return plain === '' ? 'publication' : plain;
}

/** What can be published, in the order of paths. */
export interface PublishableFilter {
  /** Words that its path or its title holds. */
  readonly words?: string;
  /** Beside what the words name. */
  readonly also?: readonly Sha256[];
  /** Of these only. */
  readonly only?: readonly Sha256[];
  readonly limit: number;
  readonly offset: number;
}

export async function publishableIn(
  connection: Connection,
  { words = '', also = [], only, limit, offset }: PublishableFilter,
): Promise<{ readonly total: number; readonly pages: number; readonly documents: readonly PublishableDocument[] }> {
  let chosen = connection
    .as<ReadingTables & IntakeTables>()
    .selectFrom('reading')
    .innerJoin('occurrence', 'occurrence.original', 'reading.original')
    .where('first_place', '=', 1)
    .where('text_derivative', 'is not', null)
    .where((eb) => eb.or([eb('pages', '>', 0), eb('characters', '>', 0)]));
  for (const word of words.split(/\s+/).filter((each) => each !== '')) {
    const like = `%${word.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
    chosen = chosen.where((eb) =>
      eb.or([
        sql<boolean>`shown_path like ${like} escape '\\'`,
        sql<boolean>`title like ${like} escape '\\'`,
        sql<boolean>`reading.original in (select value from json_each(${JSON.stringify(also)}))`,
      ]),
    );
  }
  if (only !== undefined) {
    chosen = chosen.where(sql<boolean>`reading.original in (select value from json_each(${JSON.stringify(only)}))`);
  }
  const { total, pages } = await chosen
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .select(sql<number>`coalesce(sum(max(pages, 1)), 0)`.as('pages'))
    .executeTakeFirstOrThrow();
  const rows = await chosen
    .select(['reading.original', 'shown_path', 'title', 'media_type', 'pages', 'languages'])
    .orderBy('shown_path')
    .orderBy('reading.original')
    .limit(limit)
    .offset(offset)
    .execute();
  const documents = rows.flatMap(({ original, shown_path: path, title, media_type: mediaType, ...row }) => {
    const sha256 = parseSha256(original);
    if (sha256 === undefined) return [];
    const languages = stringsIn(row.languages);
    return [{ sha256, path, ...(title === null ? {} : { title }), mediaType, pages: row.pages, languages }];
  });
  return { total, pages, documents };
}
