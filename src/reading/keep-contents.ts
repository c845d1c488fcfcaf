import { sql } from 'kysely';
import type { Desk } from '../desk/desk.ts';
import { actOf, type Finding } from '../intake/acts.ts';
import { notYetKnown } from '../intake/known.ts';
import type { IntakeTables } from '../intake/tables.ts';
import type { Reason } from '../nouns/outcome.ts';
import type { Sha256 } from '../nouns/sha256.ts';
import type { Store, StoreBatch, Stored } from '../vault/store.ts';
import type { Finder, FoundEntry } from './read-original.ts';
import type { Choose } from './sign-together.ts';

/** What one file of an accession may unpack to at all depths together: `harmlessBytes`, and `ratio` times its size. */
export interface TreeLimits {
  readonly harmlessBytes: number;
  readonly ratio: number;
}

export interface ContentsRoom {
  readonly desk: Desk;
  readonly vault: Store;
  /** Told the name of everything that is found inside an original, untrusted, before it is signed for. */
  readonly onFound?: (container: Sha256, shownName: string) => void;
  /** In place of `TREE_LIMITS`, for tests. */
  readonly treeLimits?: TreeLimits;
}

const MAX_DEPTH = 16; // containers in containers; real mail archives stay below 8, quines never end
const SIGN_EVERY = 200; // entries of a container signed for together
/**
 * Each container has a limit of its own (stages/zip-directory.ts), which containers in containers would multiply.
 * The ratio is the same: genuine text packs down to a twentieth, and packing twice gains nothing.
 */
const TREE_LIMITS: TreeLimits = { harmlessBytes: 16 * 1024 ** 3, ratio: 100 };

export interface Place {
  readonly name: string;
  readonly size: number;
  readonly depth: number;
  readonly accession: string;
  /** The file at the top of the containers that it was found in; itself, where it was found in none. */
  readonly tree: string;
  /** In bytes: what that tree may still bring, as far as it was signed for. */
  readonly mayUnpack: number;
  /** Whether a copy without its lock was ever made. */
  readonly wasUnlocked: boolean;
}

/** In bytes: what trees may still bring when what is not signed for yet counts too. Of those that brought anything. */
export type TreeBudgets = Map<string, number>;

/** Where originals were found, those that are in the case. */
export async function placesOf(room: ContentsRoom, originals: readonly Sha256[]): Promise<ReadonlyMap<string, Place>> {
  const db = room.desk.records.reading.as<IntakeTables>();
  const { harmlessBytes, ratio } = room.treeLimits ?? TREE_LIMITS;
  const { rows } = await sql<PlaceRow>`
    select original.sha256 as original, shown_name as name, original.size, depth, accession.id as accession,
      top.sha256 as tree, top.size as treeSize, coalesce(unpacked.bytes, 0) as unpacked,
      exists (select 1 from derivative where derivative.original = original.sha256 and what = 'unlocked-copy') as copies
    from original
      join occurrence on occurrence.original = original.sha256 and first_place = 1
      join accession on accession.ordinal = occurrence.accession
      join original as top on top.sha256 = coalesce(original.tree, original.sha256)
      left join unpacked on unpacked.tree = top.sha256
    where original.sha256 in (select value from json_each(${JSON.stringify(originals)}))`.execute(db);
  return new Map(
    rows.map(({ original, treeSize, unpacked, copies, ...place }) => [
      original,
      { ...place, mayUnpack: harmlessBytes + ratio * treeSize - unpacked, wasUnlocked: copies === 1 },
    ]),
  );
}

interface PlaceRow extends Omit<Place, 'mayUnpack' | 'wasUnlocked'> {
  readonly original: string;
  readonly treeSize: number;
  readonly unpacked: number;
  readonly copies: 0 | 1;
}

/** More came out of one file of an accession, at all depths together, than a genuine one holds. */
class TreeTooLarge extends Error {}

export interface Contents extends Finder {
  /** What has not been signed for yet: goes with the act that ends the reading. Its bytes are kept when this returns. */
  rest(): Promise<Choose>;
  /** Forgets what has not been signed for. */
  drop(): Promise<void>;
}

/** Takes in what a reader finds inside an original, signing for it in batches while the reader goes on. */
export function keepContents(room: ContentsRoom, container: Sha256, place: Place, budgets: TreeBudgets): Contents {
  let stored: StoreBatch | undefined;
  let count = 0;
  let findings: Finding[] = [];
  // A reader that crashed half-way, or a process that was killed, leaves part of this signed for already.
  const sign: Choose = async (connection) => (await notYetKnown(connection, findings)).map(actOf);
  const add = async (finding: Finding): Promise<void> => {
    findings.push(finding);
    if (findings.length < SIGN_EVERY) return;
    await stored?.flush();
    await room.desk.act(sign);
    findings = [];
  };
  const { harmlessBytes, ratio } = room.treeLimits ?? TREE_LIMITS;
  let spent = 0;
  const spend = (bytes: number): number => {
    const left = (budgets.get(place.tree) ?? place.mayUnpack) - bytes;
    budgets.set(place.tree, left);
    spent += bytes;
    return left;
  };
  const bomb: Reason = { code: 'bomb', params: { limit: `${harmlessBytes / 1024 ** 3} GiB`, ratio } };
  const within = (): string => `entry ${count++}`;
  const common = { accession: place.accession, container };
  return {
    async found(entry: FoundEntry, bytes: AsyncIterable<Uint8Array>): Promise<void> {
      room.onFound?.(container, entry.shownName);
      const finding = { ...common, name: entry.untrustedName, shownName: entry.shownName, within: within() };
      if (place.depth >= MAX_DEPTH) {
        for await (const _ of bytes); // the reader must get to its end
        await add({ ...finding, kept: { reason: { code: 'too-deep', params: { limit: MAX_DEPTH } } } });
        return;
      }
      // By hand, not `for await`: the reader's frames of this entry must be taken to the end even where it is refused.
      const source = bytes[Symbol.asyncIterator]();
      const counted = async function* (): AsyncGenerator<Uint8Array> {
        for (;;) {
          const { done, value } = await source.next();
          if (done === true) return;
          if (spend(value.byteLength) < 0) throw new TreeTooLarge();
          yield value;
        }
      };
      let kept: Omit<Stored, 'added'>;
      try {
        stored ??= room.vault.batch();
        kept = await stored.put(counted());
      } catch (error) {
        // Safe: the entry is noted with its reason, and nothing of it is kept.
        if (!(error instanceof TreeTooLarge)) throw error;
        while ((await source.next()).done !== true);
        await add({ ...finding, kept: { reason: bomb } });
        return;
      }
      const { id, size } = kept;
      const modified = entry.modified === undefined ? {} : { modified: entry.modified };
      await add({ ...finding, ...modified, kept: { original: id, size } });
    },
    async refused(entry: FoundEntry, reason: Reason): Promise<void> {
      const { untrustedName: name, shownName } = entry;
      await add({ ...common, name, shownName, within: within(), kept: { reason } });
    },
    async rest() {
      await stored?.flush();
      return sign;
    },
    async drop() {
      if (spent > 0) spend(-spent);
      await stored?.drop();
    },
  };
}
