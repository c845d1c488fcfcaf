import { sql } from 'kysely';
import { Problem } from '../base/problem.ts';
import type { Desk } from '../desk/desk.ts';
import type { BagReport, PackageReport } from '../nouns/bag.ts';
import { parseSha256, type Sha256 } from '../nouns/sha256.ts';
import type { Connection } from '../records/records.ts';
import type { Store } from '../vault/store.ts';
import { LONGEST_TAG_FILE, type BagPlace } from './bag-place.ts';
import { bagJson, bagReports } from './bag-report.ts';
import { checkBag } from './bags.ts';
import type { IntakeTables } from './tables.ts';

export interface BagWithin {
  readonly container: Sha256;
  /** The folder in the archive that is the bag, with a `/` behind it; '' for its root. */
  readonly at: string;
}

interface Looking {
  readonly desk: Desk;
  readonly vault: Store;
  /** What else is known of a bag: whether it is a published package. */
  readonly packageIn?: (bag: BagWithin, signal: AbortSignal) => Promise<PackageReport | undefined>;
}

/**
 * Bags that came in an archive (RFC 8493 section 4) are held against their lists once they are unpacked, each by itself:
 * what was found is signed for, and belongs to the life of the archive. They are in the case by then, whole or not.
 */
export async function checkBagsWithin({ desk, vault, packageIn }: Looking, signal: AbortSignal): Promise<void> {
  if (!desk.canSign) return;
  for (const bag of await uncheckedBags(desk.records.reading)) {
    if (signal.aborted) return;
    const { container, at } = bag;
    const place = await placeIn(desk, vault, bag);
    const { version = '', faults, warnings: _, ...rest } = await checkBag(place, signal);
    const from = await packageIn?.(bag, signal);
    const report: BagReport = { root: at, version, ...rest, faults: faults.length, ...(from && { package: from }) };
    await desk.act([{ kind: 'bag-checked', fields: { original: container, bag: bagJson(report) } }]);
  }
}

/**
 * Folders of archives that hold a `bagit.txt`, of which nothing was signed yet. Of those within each other the outermost:
 * a bag in the payload of another is its payload.
 */
export async function uncheckedBags(connection: Connection): Promise<readonly BagWithin[]> {
  const { rows } = await sql<{ readonly container: string; readonly shown_name: string; readonly checked: 0 | 1 }>`
    select distinct occurrence.container, occurrence.shown_name, exists (
        select 1 from custody where custody.original = occurrence.container and kind = 'bag-checked'
          and json_extract(fields, '$.bag.root') = substr(shown_name, 1, length(shown_name) - length('bagit.txt'))
      ) as checked
    from reading join occurrence on occurrence.container = reading.original
    where reading.outcome = 'container' and occurrence.original is not null
      and (occurrence.shown_name = 'bagit.txt' or occurrence.shown_name like '%/bagit.txt')
    order by occurrence.container, length(occurrence.shown_name), occurrence.shown_name`.execute(
    connection.as<IntakeTables>(),
  );
  const outermost: (BagWithin & { readonly checked: boolean })[] = [];
  for (const { container: hash, shown_name: name, checked } of rows) {
    const container = parseSha256(hash);
    const at = name.slice(0, -'bagit.txt'.length);
    const isWithin = outermost.some((outer) => outer.container === container && at.startsWith(outer.at));
    if (container !== undefined && !isWithin) outermost.push({ container, at, checked: checked === 1 });
  }
  return outermost.flatMap(({ checked, ...bag }) => (checked ? [] : [bag]));
}

/** Bags in archives that an original came in, and those that it holds where it is such an archive, as they were signed for. */
export async function bagsAround(connection: Connection, original: Sha256): Promise<readonly BagReport[]> {
  const { rows } = await sql<{ readonly bag: string }>`
    select json_extract(fields, '$.bag') as bag from custody where kind = 'bag-checked' and (original = ${original}
      or exists (
        select 1 from occurrence where occurrence.original = ${original} and occurrence.container = custody.original
          and substr(shown_name, 1, length(json_extract(fields, '$.bag.root'))) = json_extract(fields, '$.bag.root')))
      and original in (
        select ${original} union select container from occurrence where occurrence.original = ${original})
    order by seq`.execute(connection.as<IntakeTables>());
  return rows.flatMap(({ bag }) => bagReports(`[${bag}]`));
}

/** The files of a bag by their paths in it; without an original where the archive could not give it. */
export async function filesWithin(
  desk: Desk,
  { container, at }: BagWithin,
): Promise<ReadonlyMap<string, { readonly id: Sha256; readonly size: number } | undefined>> {
  const rows = await desk.records.reading
    .as<IntakeTables>()
    .selectFrom('occurrence')
    .leftJoin('original', 'original.sha256', 'occurrence.original')
    .select(['shown_name', 'sha256', 'size'])
    .where('container', '=', container)
    .execute();
  return new Map(
    rows.flatMap(({ shown_name: name, sha256, size }) => {
      const id = parseSha256(sha256 ?? '');
      const file = id === undefined ? undefined : { id, size: size ?? 0 };
      return name.startsWith(at) ? [[name.slice(at.length), file] as const] : [];
    }),
  );
}

async function placeIn(desk: Desk, vault: Store, bag: BagWithin): Promise<BagPlace> {
  const files = new Map<string, { readonly id: Sha256; readonly size: number }>();
  const none: string[] = [];
  for (const [path, file] of await filesWithin(desk, bag)) {
    if (file === undefined) none.push(path);
    else files.set(path, file);
  }
  return {
    async list({ faults }) {
      faults.push(...none.map((path) => ({ code: 'unreadable' as const, path })));
      return new Map([...files].map(([path, { size }]) => [path, size]));
    },
    async read(path) {
      const file = files.get(path);
      if (file === undefined || file.size > LONGEST_TAG_FILE) return undefined;
      return Buffer.concat(await Array.fromAsync(vault.get(file.id)));
    },
    async *stream(path) {
      const file = files.get(path);
      if (file !== undefined) yield* vault.get(file.id);
    },
    isUnreadable: (error) => error instanceof Problem,
  };
}
