import type { CaseFile } from '../desk/case-file.ts';
import { custodyOf } from '../desk/custody.ts';
import type { Desk } from '../desk/desk.ts';
import type { IntakeTables } from '../intake/tables.ts';
import type { DocumentView } from '../nouns/document.ts';
import type { CaseStatus, FileReport } from '../nouns/occurrence.ts';
import type { PageLayout, Reading } from '../nouns/reading.ts';
import { parseSha256, type Sha256 } from '../nouns/sha256.ts';
import { likeQuery, wordsIn } from '../search/likeness.ts';
import type { DocumentMark, SearchIndex, SearchRequest, SearchResult } from '../search/search-index.ts';
import type { QueueTables } from '../queue/tables.ts';
import type { Connection } from '../records/records.ts';
import type { Store } from '../vault/store.ts';
import { accessionsOf, accountOf, contentsOf, filesOf, originalNamed, placesOf, type FileFilter } from './accounts.ts';
import { READ_JOB } from './apply-entries.ts';
import { stagesIn } from './columns.ts';
import { estimateMs, lastReadings } from './estimate.ts';
import { openCopyCatalogue, type CopyCatalogue } from './copies/copy-catalogue.ts';
import { readPageLayout, readTextDerivative } from './derivatives.ts';
import { indexedUpTo, passageAt } from './index-readings.ts';
import { pagePictures } from './page-pictures.ts';
import { openPrints } from './prints.ts';
import type { ReadingTables } from './tables.ts';

/** Search hits with what is needed to name them. */
export interface CaseSearchResult extends SearchResult {
  /** By SHA-256. */
  readonly named: Readonly<Record<string, NamedDocument>>;
}

interface NamedDocument {
  readonly path: string;
  readonly title?: string;
  readonly mediaType: string;
  readonly pages: number;
}

/** What a case holds, as the doors ask for it. Nothing here changes the case but the drawing of a page. */
export interface Catalogue extends CopyCatalogue {
  status(): Promise<CaseStatus>;
  /** One page of the account of files, in the order of their paths; `total` counts all that the filter lets through. */
  files(filter: FileFilter): Promise<{ readonly total: number; readonly files: readonly FileReport[] }>;
  /** Media types that were read, with the number of files; most first. */
  types(): Promise<readonly { readonly value: string; readonly files: number }[]>;
  search(request: SearchRequest): Promise<CaseSearchResult>;
  /** A query for passages like the one at this place of the document; undefined where nothing in it leads elsewhere. */
  queryLike(document: Sha256, at: number): Promise<string | undefined>;
  /** What was read before this ledger entry can be found; see `SearchFilters.since`. */
  indexedUpTo(): Promise<number>;
  /** `ref`: a SHA-256, its beginning (8 digits or more, if only one fits), or a path as `files` shows it. */
  document(ref: string): Promise<DocumentView | undefined>;
  layout(document: Sha256, page: number): Promise<PageLayout | undefined>;
  marksIn(query: string, document: Sha256): Promise<readonly DocumentMark[]>;
  /**
   * Lays the pages of an Office file out, so that it has pictures of them; nothing where that was done.
   * @throws Problem `not-found`, `reader-failed`, `not-allowed`
   */
  print(document: Sha256): Promise<void>;
  /** Drawn when first asked for, kept as a derivative; undefined where the document has no such page. */
  pagePicture(document: Sha256, page: number): Promise<{ readonly png: Uint8Array } | undefined>;
  /** Re-hashed on the way out. @throws Problem `altered`, `not-found` */
  original(document: Sha256): AsyncIterable<Uint8Array>;
}

export interface CatalogueParts {
  readonly file: CaseFile;
  readonly desk: Desk;
  readonly vault: Store;
  readonly derived: Store;
  readonly index: SearchIndex;
  readonly pathOf: (original: Sha256) => string;
  readonly pathOfDerived: (id: Sha256) => string;
}

type Tables = IntakeTables & ReadingTables;

export function openCatalogue(parts: CatalogueParts): Catalogue {
  const { desk, derived, index } = parts;
  const connection = desk.records.reading;
  const db = connection.as<Tables>();
  const prints = openPrints(parts);
  const pictures = pagePictures(parts, prints);
  return {
    ...openCopyCatalogue(connection, derived),
    status: () => statusOf(parts),
    files: (filter) => filesOf(connection, filter),
    types: () =>
      db
        .selectFrom('reading')
        .select('media_type as value')
        .select((eb) => eb.fn.countAll<number>().as('files'))
        .groupBy('media_type')
        .orderBy('files', 'desc')
        .orderBy('media_type')
        .execute(),
    async search(request) {
      const result = await index.search(request);
      return { ...result, named: await named(desk, new Set(result.hits.map(({ document }) => document))) };
    },
    async queryLike(document, at) {
      const text = await passageAt(connection, document, at);
      if (text === undefined) return undefined;
      const words = wordsIn(text);
      const [held, { passages }] = await Promise.all([index.counts([...words.keys()]), index.count()]);
      return likeQuery(words, held, passages);
    },
    async indexedUpTo() {
      await desk.ledger.refresh();
      return indexedUpTo(connection, desk.ledger.size());
    },
    async document(ref) {
      const sha256 = await originalNamed(connection, ref);
      if (sha256 === undefined) return undefined;
      const [found, print] = await Promise.all([documentOf(parts, sha256), prints.of(sha256)]);
      return print === undefined ? found : { ...found, print };
    },
    print: (document) => prints.make(document),
    async layout(document, page) {
      const row = await readingRow(desk, document);
      const id = parseSha256(row?.layout_derivative ?? '');
      if (id === undefined) return prints.layout(document, page);
      return readPageLayout(derived, id, page);
    },
    marksIn: (query, document) => index.marksIn(query, document),
    pagePicture: (document, page) => pictures(document, page),
    original: (document) => parts.vault.get(document),
  };
}

async function statusOf({ file, desk }: CatalogueParts): Promise<CaseStatus> {
  const connection = desk.records.reading;
  const languages = await connection
    .as<Tables>()
    .selectFrom('passage')
    .select('language')
    .select((eb) => eb.fn.countAll<number>().as('passages'))
    .groupBy('language')
    .orderBy('passages', 'desc')
    .execute();
  await desk.ledger.refresh();
  const account = await accountOf(connection);
  const accessions = await accessionsOf(connection);
  return {
    id: file.id,
    name: file.name,
    ...account,
    ...(await restOf(connection, account.waiting, accessions)),
    accessions,
    passages: languages.reduce((sum, { passages }) => sum + passages, 0),
    languages,
    ledger: { entries: desk.ledger.size(), checkpointed: desk.ledger.lastCheckpoint()?.size ?? 0 },
  };
}

/** What is still to be read, and how long it will take: unknown while more is coming in. */
async function restOf(
  connection: Connection,
  waiting: number,
  accessions: CaseStatus['accessions'],
): Promise<Pick<CaseStatus, 'again' | 'leftMs'>> {
  const { jobs } = await connection
    .as<QueueTables>()
    .selectFrom('job')
    .select((eb) => eb.fn.countAll<number>().as('jobs'))
    .where('kind', '=', READ_JOB)
    .executeTakeFirstOrThrow();
  if (jobs === 0) return {};
  // Copies wait under one job; what has an outcome and a job is to be read once more.
  const again = Math.max(0, jobs - waiting);
  const arriving = accessions.some(({ closed }) => closed === undefined);
  const leftMs = arriving ? undefined : estimateMs(await lastReadings(connection), jobs, Date.now());
  return { ...(again === 0 ? {} : { again }), ...(leftMs === undefined ? {} : { leftMs: Math.round(leftMs) }) };
}

function readingRow(desk: Desk, document: Sha256) {
  return desk.records.reading
    .as<Tables>()
    .selectFrom('reading')
    .selectAll()
    .where('original', '=', document)
    .executeTakeFirst();
}

async function documentOf(parts: CatalogueParts, sha256: Sha256): Promise<DocumentView> {
  const { desk } = parts;
  const connection = desk.records.reading;
  const { size } = await connection
    .as<Tables>()
    .selectFrom('original')
    .select('size')
    .where('sha256', '=', sha256)
    .executeTakeFirstOrThrow();
  const reading = await readingOf(parts, sha256);
  return {
    sha256,
    size,
    places: await placesOf(connection, sha256),
    contains: await contentsOf(connection, sha256),
    custody: await custodyOf(connection, sha256),
    ...(reading === undefined ? {} : { reading }),
  };
}

async function readingOf({ desk, derived }: CatalogueParts, sha256: Sha256): Promise<Reading | undefined> {
  const row = await readingRow(desk, sha256);
  const id = parseSha256(row?.text_derivative ?? '');
  if (row === undefined || id === undefined) return undefined;
  const reading = await readTextDerivative(derived, id);
  return { ...reading, stages: stagesIn(row.stages) };
}

async function named(desk: Desk, documents: ReadonlySet<Sha256>): Promise<Readonly<Record<string, NamedDocument>>> {
  if (documents.size === 0) return {};
  const rows = await desk.records.reading
    .as<Tables>()
    .selectFrom('occurrence')
    .innerJoin('reading', 'reading.original', 'occurrence.original')
    .select(['reading.original', 'shown_path', 'title', 'media_type', 'pages'])
    .where('first_place', '=', 1)
    .where('occurrence.original', 'in', [...documents])
    .execute();
  return Object.fromEntries(
    rows.map(({ original, shown_path: path, title, media_type: mediaType, pages }) => [
      original,
      { path, mediaType, pages, ...(title === null ? {} : { title }) },
    ]),
  );
}
