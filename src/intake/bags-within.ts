import { sql } from 'kysely';
import { Problem } from '../base/problem.ts';
import type { Desk } from '../desk/desk.ts';
import type { BagReport } from '../nouns/bag.ts';
import { parseSha256, type Sha256 } from '../nouns/sha256.ts';
import type { Connection } from '../records/records.ts';
import type { Store } from '../vault/store.ts';
import { LONGEST_TAG_FILE, type BagPlace } from './bag-place.ts';
import { bagJson } from './bag-report.ts';
import { checkBag } from './bags.ts';
import type { IntakeTables } from './tables.ts';

/**
 * Bags that came in an archive (RFC 8493 section 4) are held against their lists once they are unpacked: what was found is
 * signed for, and belongs to the life of the archive. They are in the case by then, whole or not.
 */
export async function checkBagsWithin(
  { desk, vault }: { readonly desk: Desk; readonly vault: Store },
  signal: AbortSignal,
): Promise<void> {
  if (!desk.canSign) return;
  for (const { container, at } of await unchecked(desk.records.reading)) {
    if (signal.aborted) return;
    const {
      version = '',
      faults,
      warnings: _,
      ...rest
    } = await checkBag(await placeIn(desk, vault, container, at), signal);
    const report: BagReport = { root: at, version, ...rest, faults: faults.length };
    await desk.act([{ kind: 'bag-checked', fields: { original: container, bag: bagJson(report) } }]);
  }
}

/** Archives that hold a `bagit.txt`, with the folder in which it lies, of which nothing was signed yet. */
async function unchecked(
  connection: Connection,
): Promise<readonly { readonly container: Sha256; readonly at: string }[]> {
  const { rows } = await sql<{ readonly container: string; readonly shown_name: string }>`
    select distinct occurrence.container, occurrence.shown_name from reading
    join occurrence on occurrence.container = reading.original
    where reading.outcome = 'container' and occurrence.original is not null
      and (occurrence.shown_name = 'bagit.txt' or occurrence.shown_name like '%/bagit.txt')
      and not exists (select 1 from custody where custody.original = occurrence.container and kind = 'bag-checked')
    order by occurrence.container, length(occurrence.shown_name), occurrence.shown_name`.execute(
    connection.as<IntakeTables>(),
  );
  // Of an archive the outermost: a bag in the payload of another is its payload.
  const found = new Map<Sha256, string>();
  for (const { container, shown_name: name } of rows) {
    const id = parseSha256(container);
    if (id !== undefined && !found.has(id)) found.set(id, name.slice(0, -'bagit.txt'.length));
  }
  return [...found].map(([container, at]) => ({ container, at }));
}

async function placeIn(desk: Desk, vault: Store, container: Sha256, at: string): Promise<BagPlace> {
  const rows = await desk.records.reading
    .as<IntakeTables>()
    .selectFrom('occurrence')
    .leftJoin('original', 'original.sha256', 'occurrence.original')
    .select(['shown_name', 'sha256', 'size'])
    .where('container', '=', container)
    .execute();
  const files = new Map<string, { readonly id: Sha256; readonly size: number }>();
  const none: string[] = [];
  for (const { shown_name: name, sha256, size } of rows) {
    if (!name.startsWith(at)) continue;
    const id = parseSha256(sha256 ?? '');
    if (id === undefined) none.push(name.slice(at.length));
    else files.set(name.slice(at.length), { id, size: size ?? 0 });
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
