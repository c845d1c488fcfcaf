import * as z from 'zod';
import { Problem } from '../base/problem.ts';
import type { Print } from '../nouns/document.ts';
import type { Page, PageLayout } from '../nouns/reading.ts';
import { parseSha256, type Sha256 } from '../nouns/sha256.ts';
import type { CatalogueParts } from './catalogue.ts';
import { CONVERTER, CONVERT_VERSION, convertToPdf } from './convert.ts';
import { putLayoutDerivative, readPageLayout, readTextDerivative } from './derivatives.ts';
import { ontoPaper } from './print-align.ts';
import { notLaidOut, readPrintedPages } from './read-original.ts';
import { programOnPath, sandboxKind } from './sandbox.ts';
import { standInOf, type Bytes } from './stand-in.ts';
import type { ReadingTables } from './tables.ts';

/** Rises when the words of the same pages are found in other places. */
const PRINT_VERSION = 1;
const FORMAT = 'touchstone/print';

/** What has a reader and no pages, and comes out of LibreOffice as somebody saw it who opened it. */
const PRINTABLE =
  /^(text\/rtf|application\/(msword|vnd\.(ms-excel|ms-powerpoint|openxmlformats-officedocument\.(wordprocessingml|presentationml|spreadsheetml)\.|oasis\.opendocument\.(text|presentation|spreadsheet|graphics|formula|chart)|sun\.xml\.(writer|impress|draw|calc))))/;

/** Which text it was laid beside, and where the pages begin in it; names in this order (docs/formats/case-folder.md). */
const Kept = z.object({
  format: z.literal(FORMAT),
  version: z.literal(1),
  /** SHA-256 of the text derivative: of another text the pages are found anew. */
  text: z.string(),
  /** SHA-256 of a layout derivative, absent where the words were not found on the pages. */
  layout: z.string().exactOptional(),
  pages: z.array(
    z.object({
      number: z.int().positive(),
      start: z.int().nonnegative(),
      end: z.int().nonnegative(),
      width: z.number(),
      height: z.number(),
      unit: z.enum(['pt', 'px']),
      textFrom: z.enum(['layer', 'none']),
    }),
  ),
});
type Kept = z.infer<typeof Kept>;

/** The pages of Office files, laid out by LibreOffice when they are first asked for, and kept. */
export interface Prints {
  /** Undefined for what has pages of its own, or can have none. */
  of(document: Sha256): Promise<Print | undefined>;
  /** Takes seconds. Nothing happens where it is made already. @throws Problem `not-found`, `reader-failed`, `not-allowed` */
  make(document: Sha256): Promise<void>;
  layout(document: Sha256, page: number): Promise<PageLayout | undefined>;
  /** The PDF that its pages are drawn from. */
  copyOf(document: Sha256): Promise<Bytes | undefined>;
}

export function openPrints(parts: CatalogueParts): Prints {
  const making = new Map<Sha256, Promise<void>>();
  const failed = new Map<string, Problem>();
  // One at a time: LibreOffice takes half a gigabyte and a core.
  let line: Promise<unknown> = Promise.resolve();
  const kept = async (document: Sha256): Promise<Kept | undefined> => {
    const row = await printable(parts, document);
    return row === undefined ? undefined : keptPrint(parts, document, row.text_derivative);
  };
  return {
    async of(document) {
      if ((await printable(parts, document)) === undefined) return undefined;
      const print = await kept(document);
      if (print !== undefined) return { kind: 'made', pages: print.pages };
      const works = programOnPath(CONVERTER) !== undefined && (await sandboxKind()).kind === 'bubblewrap';
      return { kind: works ? 'can-be-made' : 'needs-tool' };
    },
    async make(document) {
      const row = await printable(parts, document);
      if (row === undefined) throw noPages();
      if ((await keptPrint(parts, document, row.text_derivative)) !== undefined) return;
      // What LibreOffice made nothing of a minute ago takes it as long again.
      const key = `${document} ${row.text_derivative}`;
      const known = failed.get(key);
      if (known !== undefined) throw known;
      let work = making.get(document);
      if (work === undefined) {
        work = line.then(() => make(parts, document, row.text_derivative)).finally(() => making.delete(document));
        line = work.catch(() => undefined); // the one before has told its own caller
        making.set(document, work);
      }
      try {
        await work;
      } catch (error) {
        if (error instanceof Problem && error.code === 'reader-failed') failed.set(key, error);
        throw error;
      }
    },
    async layout(document, page) {
      const print = await kept(document);
      const id = parseSha256(print?.layout ?? '');
      return id === undefined ? undefined : readPageLayout(parts.derived, id, page);
    },
    async copyOf(document) {
      if ((await kept(document)) === undefined) return undefined;
      const copy = await standInOf(parts, parts.desk.records.reading, document, 'printed-copy');
      return copy === 'lost' ? undefined : copy;
    },
  };
}

/** The text of a document that can have a print. */
async function printable(
  { desk }: CatalogueParts,
  document: Sha256,
): Promise<{ readonly text_derivative: string } | undefined> {
  const row = await desk.records.reading
    .as<ReadingTables>()
    .selectFrom('reading')
    .select(['media_type', 'text_derivative', 'pages'])
    .where('original', '=', document)
    .executeTakeFirst();
  if (row === undefined || row.pages > 0 || row.text_derivative === null) return undefined;
  return PRINTABLE.test(row.media_type) ? { text_derivative: row.text_derivative } : undefined;
}

async function keptPrint(
  { desk, derived }: CatalogueParts,
  document: Sha256,
  textDerivative: string,
): Promise<Kept | undefined> {
  const row = await desk.records.reading
    .as<ReadingTables>()
    .selectFrom('derivative')
    .select('sha256')
    .where('original', '=', document)
    .where('what', '=', 'print')
    .where('version', '=', PRINT_VERSION)
    .executeTakeFirst();
  const id = parseSha256(row?.sha256 ?? '');
  if (id === undefined || !(await derived.has(id))) return undefined;
  try {
    const said = Kept.parse(JSON.parse(Buffer.concat(await Array.fromAsync(derived.get(id))).toString('utf8')));
    return said.text === textDerivative ? said : undefined;
  } catch (error) {
    // Safe: it is made again, and the altered one is set aside for it.
    if (error instanceof Problem && error.code === 'altered') return undefined;
    throw error;
  }
}

async function make(parts: CatalogueParts, document: Sha256, textDerivative: string): Promise<void> {
  const { desk, derived } = parts;
  const connection = desk.records.reading;
  const text = parseSha256(textDerivative);
  if (text === undefined) throw new Error('a text derivative is named by its SHA-256');
  const earlier = await standInOf(parts, connection, document, 'printed-copy');
  const found = typeof earlier === 'object' && earlier.version === CONVERT_VERSION ? earlier : undefined;
  const copy = found ?? (await printedCopy(parts, document));
  const paper = ontoPaper(await readTextDerivative(derived, text), await readPrintedPages(copy.path, copy.size));
  const layout = paper.aligned ? await putLayoutDerivative(derived, paper.layout) : undefined;
  const print = {
    format: FORMAT,
    version: 1,
    text,
    ...(layout === undefined ? {} : { layout }),
    pages: paper.pages.map(ordered),
  };
  const { id } = await derived.put(Buffer.from(JSON.stringify(print)));
  const common = { original: document, stage: 'print', version: PRINT_VERSION };
  await desk.act([
    ...(found === undefined && 'act' in copy ? [copy.act] : []),
    ...(layout === undefined
      ? []
      : [{ kind: 'derived' as const, fields: { ...common, derivative: layout, what: 'print-layout' } }]),
    { kind: 'derived', fields: { ...common, derivative: id, what: 'print' } },
  ]);
}

function ordered({ number, start, end, width, height, unit, textFrom }: Page): Page {
  return { number, start, end, width, height, unit, textFrom };
}

/** What LibreOffice makes of the bytes that were read. */
async function printedCopy(parts: CatalogueParts, document: Sha256) {
  const { desk, derived, vault, pathOf, pathOfDerived } = parts;
  const unlocked = await standInOf(parts, desk.records.reading, document, 'unlocked-copy');
  if (unlocked === 'lost') throw notLaidOut('the unlocked copy is lost');
  // Re-hashed: pages of altered bytes are never shown, nor signed for.
  if (unlocked === undefined) for await (const _ of vault.get(document));
  const made = await convertToPdf(unlocked?.path ?? pathOf(document));
  if (made === undefined) {
    throw new Problem('reader-failed', 'LibreOffice is not installed here, or cannot be cut off from the network.', {
      remedy: '`touchstone doctor` says how to install it, and what bubblewrap is needed for.',
    });
  }
  if (made === 'failed') {
    throw new Problem('reader-failed', 'LibreOffice made no pages of this file.', {
      remedy:
        'Spreadsheets and slides need its parts Calc and Impress; `touchstone doctor` names a package that has all.',
      cause: 'no PDF was left',
    });
  }
  const { id, size } = await derived.put(made.pdf);
  const fields = {
    original: document,
    derivative: id,
    what: 'printed-copy',
    stage: 'convert',
    version: CONVERT_VERSION,
  };
  return { path: pathOfDerived(id), size, act: { kind: 'derived' as const, fields } };
}

function noPages(): Problem {
  return new Problem('not-found', 'The case holds no such document, or its pages cannot be laid out.', {
    remedy: 'Office files that were read can be: text documents, spreadsheets and slides.',
  });
}
