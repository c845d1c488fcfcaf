import { readdir } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { sql } from 'kysely';
import * as z from 'zod';
import type { Json } from '../base/json.ts';
import { Problem } from '../base/problem.ts';
import type { Desk } from '../desk/desk.ts';
import type { PackageReport } from '../nouns/bag.ts';
import type { Page, Passage, Reading, WordBox } from '../nouns/reading.ts';
import { parseSha256, type Sha256 } from '../nouns/sha256.ts';
import { putLayoutDerivative, putTextDerivative } from '../reading/derivatives.ts';
import { packWords, type PackedPage } from '../reading/packed-words.ts';
import { PICTURE_OF_PACKAGE, PUBLISHED_DOCUMENT } from '../reading/published-document.ts';
import type { QueueTables } from '../queue/tables.ts';
import { READ_JOB } from '../reading/apply-entries.ts';
import type { ReadingTables } from '../reading/tables.ts';
import type { Act } from '../vault/ledger.ts';
import type { Store } from '../vault/store.ts';
import { hashOf, type DocumentInPackage, type PackageIn } from './packages-in.ts';

/**
 * Makes documents of a package that holds: each published document is one, of the texts and pictures that the package
 * signs for. Every other file of the package gets its outcome as a part of it. All files are in the vault already; what
 * is here already is left alone, so that it can be run again.
 */

const PACKAGE_PART = 'package-part';
const STAGE = { name: 'package', version: 1 };
const AT_ONCE = 200; // acts that are signed for together

const TextFile = z.object({
  text: z.string(),
  passages: z.array(z.object({ start: z.int().nonnegative(), end: z.int().nonnegative(), language: z.string() })),
  words: z.array(z.tuple([z.int(), z.int(), z.number(), z.number(), z.number(), z.number()])),
  width: z.number().nonnegative(),
  height: z.number().nonnegative(),
  unit: z.enum(['pt', 'px']),
  textFrom: z.enum(['layer', 'ocr', 'none']),
});

export interface TakingParts {
  readonly desk: Desk;
  readonly vault: Store;
  readonly derived: Store;
}

export async function takeApart(
  parts: TakingParts,
  found: PackageIn,
  {
    signal,
    within,
  }: {
    readonly signal?: AbortSignal | undefined;
    /** The archive that it came in: what was read of it file by file is read as a part of the package instead. */
    readonly within?: Sha256;
  } = {},
): Promise<void> {
  const { desk } = parts;
  const whole = new Map<Sha256, DocumentInPackage>();
  for (const document of found.documents) {
    const page = await hashOf(join(found.folder, `data/doc/${document.id}/index.html`));
    if (page !== undefined) whole.set(page, document);
  }
  const files = await filesIn(found.folder);
  const hashes = new Map<Sha256, string>();
  for (const path of files) {
    signal?.throwIfAborted();
    const hash = await hashOf(join(found.folder, path));
    if (hash !== undefined) hashes.set(hash, path);
  }
  const waiting = await unread(desk, [...hashes.keys()], within);
  let acts: Act[] = [];
  for (const original of waiting) {
    signal?.throwIfAborted();
    const document = whole.get(original);
    const path = hashes.get(original) ?? '';
    acts.push(...(document === undefined ? [partOf(original, path)] : await readAct(parts, found, original, document)));
    if (acts.length < AT_ONCE) continue;
    await signed(desk, acts);
    acts = [];
  }
  await signed(desk, acts);
}

/** But for what somebody reads at this moment: that would be signed for afterwards, and count. */
async function signed(desk: Desk, acts: readonly Act[]): Promise<void> {
  await desk.act(async (connection) => {
    const { rows } = await sql<{ readonly subject: string }>`
      select subject from job where kind = ${READ_JOB} and state = 'leased'`.execute(connection.as<QueueTables>());
    const leased = new Set<unknown>(rows.map(({ subject }) => subject));
    return acts.filter(({ fields }) => !leased.has(fields['original']));
  });
}

async function filesIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .toSorted();
}

/**
 * Of these originals, those of the case that nothing has read; and those that were read by themselves and are nowhere but in
 * that archive.
 */
async function unread(
  { records }: Desk,
  originals: readonly Sha256[],
  within: Sha256 | undefined,
): Promise<readonly Sha256[]> {
  const { rows } = await sql<{ readonly sha256: string }>`
    select original.sha256 from original left join reading on reading.original = original.sha256
    where original.sha256 in (select value from json_each(${JSON.stringify(originals)}))
      and (reading.original is null or (
        reading.media_type <> ${PUBLISHED_DOCUMENT}
        and coalesce(json_extract(reading.reason, '$.code'), '') <> ${PACKAGE_PART}
        and not exists (
          select 1 from occurrence where occurrence.original = original.sha256 and occurrence.container is not ${within ?? ''})
      ))
    order by original.sha256`.execute(records.reading.as<ReadingTables>());
  return rows.flatMap(({ sha256 }) => parseSha256(sha256) ?? []);
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.json': 'application/json',
  '.webp': 'image/webp',
  '.jpg': 'image/jpeg',
  '.txt': 'text/plain',
};

function partOf(original: Sha256, path: string): Act {
  const mediaType = TYPES[extname(path)] ?? 'application/octet-stream';
  const reason = { code: PACKAGE_PART };
  return { kind: 'read', fields: { original, outcome: 'read', reason, mediaType, stages: [{ ...STAGE, ms: 0 }] } };
}

async function readAct(
  { vault, derived }: TakingParts,
  found: PackageIn,
  original: Sha256,
  document: DocumentInPackage,
): Promise<readonly Act[]> {
  const began = performance.now();
  const { reading, layout } = await assembled(vault, found, document);
  const text = await putTextDerivative(derived, reading);
  const boxes = layout.length === 0 ? undefined : await putLayoutDerivative(derived, layout);
  const ms = Math.round(performance.now() - began);
  const origin: Json = {
    publication: found.report.publication,
    document: document.id,
    received: document.received.day,
  };
  const read: Act = {
    kind: 'read',
    fields: {
      original,
      outcome: 'read',
      mediaType: PUBLISHED_DOCUMENT,
      stages: [{ ...STAGE, ms }],
      'derivative:text': text,
      'derivative:layout': boxes,
      package: origin,
    },
  };
  const pictures: Act[] = [];
  for (const [index, { picture }] of document.pages.entries()) {
    const id = picture === undefined ? undefined : parseSha256(picture.sha256);
    if (id === undefined || !(await vault.has(id))) continue;
    const { id: derivative } = await derived.put(vault.get(id));
    const fields = { original, derivative, what: PICTURE_OF_PACKAGE, page: index + 1 };
    pictures.push({ kind: 'derived', fields: { ...fields, stage: STAGE.name, version: STAGE.version } });
  }
  return [...pictures, read];
}

/** Pages count from 1 as they are here; which they were in the original is told beside them. */
async function assembled(
  vault: Store,
  { report, documents }: PackageIn,
  document: DocumentInPackage,
): Promise<{ readonly reading: Reading; readonly layout: readonly PackedPage[] }> {
  const { title, metadata, pages } = document;
  let text = '';
  const made: Page[] = [];
  const passages: Passage[] = [];
  const layout: PackedPage[] = [];
  for (const [index, page] of pages.entries()) {
    const number = index + 1;
    const start = text.length;
    const file = await textFile(vault, page.text.sha256);
    const own = `${file.text}${number === pages.length ? '' : '\n'}`;
    text += own;
    const { width, height, unit, textFrom } = file;
    if (page.picture !== undefined) {
      made.push({ number, start, end: text.length, width, height, unit, textFrom });
      const words = file.words
        .filter(([from, to]) => from >= 0 && from < to && to <= file.text.length)
        .map(([from, to, x, y, w, h]): WordBox => [from + start, to + start, x, y, w, h]);
      layout.push({ number, words: packWords(words) });
    }
    for (const passage of file.passages.filter((each) => each.start < each.end && each.end <= file.text.length)) {
      const paged = page.picture === undefined ? {} : { page: number };
      passages.push({ ...passage, start: passage.start + start, end: passage.end + start, ...paged });
    }
  }
  const numbers = pages.map(({ page }) => page);
  const elsewhere = numbers.some((number, index) => number !== index + 1)
    ? [{ name: 'pages-in-original', value: numbers.join(', '), origin: STAGE.name }]
    : [];
  const reading: Reading = {
    mediaType: PUBLISHED_DOCUMENT,
    // Its file is called like that of every other document of every package.
    title: clean(title ?? `${report.title} (${documents.indexOf(document) + 1})`),
    metadata: [
      ...metadata.map(({ name, value }) => ({ name: clean(name), value: clean(value), origin: 'publication' })),
      ...elsewhere,
      ...originOf(report),
    ],
    text,
    // Pages are all or none: a document without pictures is one text.
    pages: made.length === pages.length ? made : [],
    passages: made.length === pages.length ? passages : passages.map(({ page: _, ...rest }) => rest),
    stages: [],
  };
  return { reading, layout: made.length === pages.length ? layout : [] };
}

function originOf({ title, publication, publisher, day }: PackageReport): Reading['metadata'] {
  const said = [
    { name: 'publication', value: `${title} (${publication})` },
    ...(publisher === undefined ? [] : [{ name: 'publisher', value: publisher }]),
    { name: 'published-on', value: day },
  ];
  return said.map(({ name, value }) => ({ name, value: clean(value), origin: STAGE.name }));
}

/** @throws Problem `altered` where it is none: whoever has a key can sign what no page is */
async function textFile(vault: Store, sha256: string): Promise<z.infer<typeof TextFile>> {
  const id = parseSha256(sha256);
  const bytes = id === undefined ? Buffer.from('null') : Buffer.concat(await Array.fromAsync(vault.get(id)));
  try {
    const file = TextFile.parse(JSON.parse(bytes.toString('utf8')));
    return { ...file, text: clean(file.text) };
  } catch (error) {
    if (!(error instanceof z.ZodError || error instanceof SyntaxError)) throw error;
    throw new Problem('altered', 'A published package signs for a text that is no text of a page.', {
      remedy: 'Its files are in the case. Read the one that you need by itself, and ask who published it.',
      cause: error,
    });
  }
}

/** As long as before: places count in it. */
function clean(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\uFFFD');
}
