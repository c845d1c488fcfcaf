import type { ComparedDocument, CopyGroup, Comparison, CopyKind, NearCopies, NearCopy } from '../../nouns/copies.ts';
import type { IntakeTables } from '../../intake/tables.ts';
import { parseSha256, type Sha256 } from '../../nouns/sha256.ts';
import type { Connection } from '../../records/records.ts';
import type { Store } from '../../vault/store.ts';
import type { ReadingTables } from '../tables.ts';
import type { ComparisonRequest } from './compare.ts';
import { openComparer } from './comparing.ts';
import { kindOf } from './signature.ts';
import type { CopyTables } from './tables.ts';

type Tables = IntakeTables & ReadingTables & CopyTables;

/** What is known of the texts of a case beside one another. */
export interface CopyCatalogue {
  /** The closest first, `limit` at most. */
  copies(document: Sha256, limit: number): Promise<NearCopies>;
  /** Groups of near copies, the largest first. */
  copyGroups(page: {
    readonly limit: number;
    readonly offset: number;
  }): Promise<{ readonly total: number; readonly groups: readonly CopyGroup[] }>;
  /** Undefined where one of them has no text. */
  compare(first: Sha256, second: Sha256, request: ComparisonRequest): Promise<Comparison | undefined>;
}

export function openCopyCatalogue(connection: Connection, derived: Store): CopyCatalogue {
  const comparer = openComparer(async (derivative) => {
    const id = parseSha256(derivative);
    if (id === undefined) throw new Error('a reading names no derivative');
    return Buffer.concat(await Array.fromAsync(derived.get(id)));
  });
  return {
    copies: (document, limit) => copiesOf(connection, document, limit),
    copyGroups: (page) => groupsOf(connection, page),
    async compare(first, second, request) {
      const [a, b] = [await documentRow(connection, first), await documentRow(connection, second)];
      if (a?.text_derivative == null || b?.text_derivative == null) return undefined;
      const page = await comparer.page(a.text_derivative, b.text_derivative, request);
      return { first: comparedDocument(a), second: comparedDocument(b), ...page };
    },
  };
}

function documentRow(connection: Connection, document: Sha256) {
  return named(connection).where('reading.original', '=', document).executeTakeFirst();
}

function named(connection: Connection) {
  return connection
    .as<Tables>()
    .selectFrom('reading')
    .innerJoin('occurrence', (join) =>
      join.onRef('occurrence.original', '=', 'reading.original').on('occurrence.first_place', '=', 1),
    )
    .select(['reading.original', 'shown_path', 'title', 'media_type', 'text_derivative']);
}

interface NamedRow {
  readonly original: string;
  readonly shown_path: string;
  readonly title: string | null;
  readonly media_type: string;
}

function comparedDocument({ original, shown_path: path, title, media_type: mediaType }: NamedRow): ComparedDocument {
  const document = parseSha256(original);
  if (document === undefined) throw new Error('a reading names no original');
  return { document, path, mediaType, ...(title === null ? {} : { title }) };
}

async function copiesOf(connection: Connection, document: Sha256, limit: number): Promise<NearCopies> {
  const db = connection.as<Tables>();
  const own = await db
    .selectFrom('copy_signature')
    .select(['id', 'family', 'wanted', 'seen'])
    .where('original', '=', document)
    .executeTakeFirst();
  if (own === undefined) return { copies: [], near: 0, group: 1, looked: false };
  const pairs = await db
    .selectFrom('copy_pair')
    .innerJoin('copy_signature', 'copy_signature.id', 'copy_pair.other')
    .select(['original', 'share', 'share_of_other', 'shared'])
    .where('text', '=', own.id)
    .execute();
  const measured = pairs
    .flatMap(({ original, share, share_of_other: shareOfOther, shared }) => {
      const kind = kindOf({ share, shareOfOther }, shared);
      return kind === undefined ? [] : [{ original, share, shareOfOther, kind }];
    })
    .toSorted(closestFirst);
  const listed = measured.slice(0, limit);
  const rows = listed.length === 0 ? [] : await namesOf(connection, listed);
  const copies = listed.flatMap(({ original, ...copy }): readonly NearCopy[] => {
    const row = rows.find((each) => each.original === original);
    return row === undefined ? [] : [{ ...comparedDocument(row), ...copy }];
  });
  const near = measured.filter(({ kind }) => kind !== 'passages').length;
  return { copies, near, group: await familySize(connection, own.family), looked: own.wanted === own.seen };
}

interface Measured {
  readonly original: string;
  readonly share: number;
  readonly shareOfOther: number;
  readonly kind: CopyKind;
}

const KIND_ORDER: Readonly<Record<CopyKind, number>> = { same: 0, edited: 0, part: 1, whole: 1, passages: 2 };

function closestFirst(a: Measured, b: Measured): number {
  const closeness = ({ share, shareOfOther }: Measured): number => share + shareOfOther;
  return KIND_ORDER[a.kind] - KIND_ORDER[b.kind] || closeness(b) - closeness(a) || (a.original < b.original ? -1 : 1);
}

function namesOf(connection: Connection, listed: readonly Measured[]) {
  return named(connection)
    .where(
      'reading.original',
      'in',
      listed.map(({ original }) => original),
    )
    .execute();
}

async function familySize(connection: Connection, family: number | null): Promise<number> {
  if (family === null) return 1;
  const { members } = await connection
    .as<Tables>()
    .selectFrom('copy_signature')
    .select((eb) => eb.fn.countAll<number>().as('members'))
    .where('family', '=', family)
    .executeTakeFirstOrThrow();
  return members;
}

const MEMBERS_AT_ONCE = 100; // of one group; a form letter may have thousands

async function groupsOf(
  connection: Connection,
  { limit, offset }: { readonly limit: number; readonly offset: number },
): Promise<{ readonly total: number; readonly groups: readonly CopyGroup[] }> {
  const db = connection.as<Tables>();
  const { total } = await db
    .selectFrom('copy_signature')
    .select((eb) => eb.fn.count<number>('family').distinct().as('total'))
    .executeTakeFirstOrThrow();
  const families = await db
    .selectFrom('copy_signature')
    .select('family')
    .select((eb) => eb.fn.countAll<number>().as('documents'))
    .where('family', 'is not', null)
    .groupBy('family')
    .orderBy('documents', 'desc')
    .orderBy('family')
    .limit(limit)
    .offset(offset)
    .execute();
  const groups: CopyGroup[] = [];
  for (const { family, documents } of families) {
    const leader = await db
      .selectFrom('copy_signature')
      .select('original')
      .where('family', '=', family)
      .where('leads', '=', 1)
      .executeTakeFirstOrThrow();
    const fullest = parseSha256(leader.original);
    const members = await named(connection)
      .innerJoin('copy_signature', 'copy_signature.original', 'reading.original')
      .where('family', '=', family)
      .orderBy('shown_path')
      .limit(MEMBERS_AT_ONCE)
      .execute();
    if (fullest !== undefined) groups.push({ documents, fullest, members: members.map(comparedDocument) });
  }
  return { total, groups };
}
