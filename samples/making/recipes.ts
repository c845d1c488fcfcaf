import iconv from 'iconv-lite';
import * as mupdf from 'mupdf';
import * as z from 'zod';
import type { Drawer } from './draw.ts';
import { eml, type Attachment } from './mail.ts';
import { docx, xlsx } from './office.ts';
import { pictureOnlyPdf, scanned, type Look } from './scan.ts';
import { villageCsv, villageRows, villageSheet } from './villages.ts';
import { zip, type ZipEntry } from './zip.ts';

/** Reads a file under `samples/sources`, or one made before under `samples/leak`. */
export interface Shelf {
  source(name: string): Buffer;
  leak(path: string): Buffer;
}

/**
 * How one file comes about. `exact`: from the sources alone, the same bytes every time. `packed`: an archive of exact
 * or drawn things, the same entries every time (deflate may differ between processors). `drawn`: by a browser or a
 * picture library, whose next version may draw another picture; only its sources can be compared.
 */
export type Recipe =
  | {
      readonly path: string;
      readonly made: 'exact';
      make(shelf: Shelf): Buffer;
      inside?(shelf: Shelf): readonly Part[];
    }
  | {
      readonly path: string;
      readonly made: 'packed';
      entries(shelf: Shelf): readonly ZipEntry[];
      inside(shelf: Shelf): readonly Part[];
    }
  | {
      readonly path: string;
      readonly made: 'drawn';
      readonly sources: readonly string[];
      draw(shelf: Shelf, drawer: Drawer): Promise<Buffer>;
    };

/** Something found inside a container. */
export interface Part {
  /** From the root of the leak. */
  readonly path: string;
  readonly bytes: Buffer;
  /** Only where the name's bytes are not the UTF-8 of the last part of `path`. */
  readonly nameBytes?: Buffer;
}

const ThreadSchema = z.object({
  from: z.string(),
  to: z.string(),
  subject: z.string(),
  date: z.string(),
  id: z.string(),
  answers: z.string().optional(),
  text: z.string(),
  html: z.string().optional(),
  attachments: z.array(
    z.object({
      name: z.string(),
      type: z.string(),
      file: z.string().optional(),
      source: z.string().optional(),
      mail: z.string().optional(),
    }),
  ),
});

const SCANNER: Look = { skew: 0.5, seed: 17, specks: 45, quality: 52, colour: true };
const OTHER_SCANNER: Look = { skew: -0.8, seed: 217, specks: 160, quality: 46, colour: false };
const HAND: Look = {
  skew: 1.2,
  seed: 412,
  specks: 20,
  quality: 58,
  colour: true,
  byHand: { shear: 0.018, table: '#6b5a4a' },
};

const SHEET = 'bureau/各村搬迁人数统计表.xlsx';
const OFFICE_ZIP = 'mail/office-2024-06.zip';
const OLD_ZIP_NAME = 'old/archive.zip';
const GBK_NAME = '统计说明.txt';
const MAILS = [
  { name: '01 weekly figures.eml', thread: 'weekly-figures-1' },
  { name: '02 RE weekly figures.eml', thread: 'weekly-figures-2' },
  { name: '03 RE RE weekly figures.eml', thread: 'weekly-figures-3' },
];

export const RECIPES: readonly Recipe[] = [
  { path: 'from-the-sender.txt', made: 'exact', make: (shelf) => shelf.source('text/from-the-sender.txt') },
  {
    path: 'bureau/DIR-17.pdf',
    made: 'drawn',
    sources: ['drawn/directive-17.html', 'villages.json'],
    async draw(shelf, drawer) {
      const pages = await drawer.pages(directive(shelf));
      const pictures = await Promise.all(
        pages.map((png, at) => scanned(png, { ...SCANNER, seed: SCANNER.seed + at, skew: at % 2 === 0 ? 0.5 : -0.35 })),
      );
      return pictureOnlyPdf(pictures, { Producer: 'Invented scanner KS-220', CreationDate: 'D:20240604085200' });
    },
  },
  { path: 'bureau/转发/DIR-17.pdf', made: 'exact', make: (shelf) => shelf.leak('bureau/DIR-17.pdf') },
  printed('bureau/minutes-2024-05-28.pdf', 'drawn/minutes-2024-05-28.html'),
  {
    path: SHEET,
    made: 'exact',
    make: (shelf) =>
      xlsx(villageSheet(shelf.source('villages.json')), {
        title: '各村搬迁人数统计表',
        author: '卓明远',
        created: '2024-05-31T10:20:00Z',
      }),
  },
  { path: 'bureau/wage-points.csv', made: 'exact', make: (shelf) => villageCsv(shelf.source('villages.json')) },
  {
    path: 'bureau/xin-karasu-wire.txt',
    made: 'exact',
    make: (shelf) => iconv.encode(shelf.source('text/wire.txt').toString('utf8'), 'gbk'),
  },
  {
    path: 'bureau/各村台账.pdf',
    made: 'drawn',
    sources: ['drawn/locked-register.html'],
    draw: async (shelf, drawer) =>
      locked(await drawer.pdf(shelf.source('drawn/locked-register.html').toString('utf8'))),
  },
  { path: 'bureau/registry-old.docx', made: 'exact', make: (shelf) => airCount(shelf).subarray(0, 1200) },
  { path: 'bureau/scan0218.tif', made: 'exact', make: () => Buffer.alloc(0) },
  { path: 'survey/air-count-2024-07-02.docx', made: 'exact', make: airCount },
  { path: 'survey/dam-wall.dgn', made: 'exact', make: drawingNobodyReads },
  printed('testimony/leaflet.pdf', 'drawn/leaflet.html'),
  photographed('testimony/leaflet-01.jpg', 'drawn/leaflet.html', {
    ...OTHER_SCANNER,
    seed: 71,
    skew: 0.7,
    quality: 60,
  }),
  { path: 'testimony/leaflet.txt', made: 'exact', make: (shelf) => shelf.source('text/leaflet.txt') },
  {
    path: 'testimony/witness-c.docx',
    made: 'exact',
    make: (shelf) =>
      docx(
        shelf.source('office/witness-c.txt').toString('utf8'),
        { title: 'كۆچۈرۈش دەپتىرى توغرىسىدا', author: 'R. Aldana', created: '2024-08-14T15:00:00Z' },
        true,
      ),
  },
  printed('testimony/witness-c-translation.pdf', 'drawn/witness-c-translation.html'),
  { path: 'testimony/witness-f.txt', made: 'exact', make: (shelf) => shelf.source('text/witness-f.txt') },
  photographed('photographs/IMG_0412.jpg', 'drawn/register-page.html', HAND),
  photographed('photographs/IMG_0413.jpg', 'drawn/village-board.html', {
    ...HAND,
    seed: 413,
    skew: -0.9,
    orientation: 6,
  }),
  photographed('photographs/IMG_0414.jpg', 'drawn/work-point-book.html', {
    ...HAND,
    seed: 414,
    skew: 0.6,
    byHand: { shear: -0.012, table: '#4d5358' },
  }),
  ...['karasu-daily-2024-06-04', 'steppe-courier-2024-06-05', 'lantern-2024-06-21'].map((name): Recipe => ({
    path: `press/${name}.html`,
    made: 'exact',
    make: (shelf) => shelf.source(`press/${name}.html`),
  })),
  {
    path: 'press/morning-broadcast-2024-06-04.txt',
    made: 'exact',
    make: (shelf) => shelf.source('text/broadcast.txt'),
  },
  printed('press/yearbook-note.pdf', 'drawn/yearbook-note.html'),
  {
    path: 'mail/FW weekly figures.eml',
    made: 'exact',
    make: (shelf) => mail(shelf, 'forward'),
    inside: (shelf) => inMail(shelf, 'mail/FW weekly figures.eml', 'forward'),
  },
  {
    path: OFFICE_ZIP,
    made: 'packed',
    entries: (shelf) => [
      ...MAILS.map(({ name, thread }) => ({ name, bytes: mail(shelf, thread) })),
      { name: OLD_ZIP_NAME, bytes: zip(oldEntries(shelf), 'stored') },
    ],
    inside: inOfficeZip,
  },
];

/** A second scan of the directive's first page: the same words, other bytes. It exists only inside the archive. */
export const SECOND_SCAN: Extract<Recipe, { made: 'drawn' }> = {
  path: 'drawn/scan0217.jpg',
  made: 'drawn',
  sources: ['drawn/directive-17.html', 'villages.json'],
  draw: (shelf, drawer) => firstPage(directive(shelf), drawer, OTHER_SCANNER),
};

function inOfficeZip(shelf: Shelf): Part[] {
  const found: Part[] = [];
  for (const { name, thread } of MAILS) {
    const path = `${OFFICE_ZIP}/${name}`;
    found.push({ path, bytes: mail(shelf, thread) }, ...inMail(shelf, path, thread));
  }
  const old = `${OFFICE_ZIP}/${OLD_ZIP_NAME}`;
  found.push({ path: old, bytes: zip(oldEntries(shelf), 'stored') });
  for (const { name, bytes } of oldEntries(shelf)) {
    if (typeof name === 'string') found.push({ path: `${old}/${name}`, bytes: Buffer.from(bytes) });
    else found.push({ path: `${old}/${GBK_NAME}`, bytes: Buffer.from(bytes), nameBytes: Buffer.from(name) });
  }
  return found;
}

function oldEntries(shelf: Shelf): ZipEntry[] {
  const note = shelf.source('text/archive-note.txt').toString('utf8');
  return [
    { name: 'leaflet.txt', bytes: shelf.source('text/leaflet.txt') },
    { name: 'old-figures.csv', bytes: shelf.source('text/old-figures.csv') },
    { name: 'scan0217.jpg', bytes: shelf.source(SECOND_SCAN.path) },
    { name: iconv.encode(GBK_NAME, 'gbk'), bytes: iconv.encode(note, 'gbk') },
  ];
}

function airCount(shelf: Shelf): Buffer {
  const facts = {
    title: 'Houses of the Ak-Tepe valley, counted from the air',
    author: 'Steppe Rivers Survey Group',
    created: '2024-07-02T09:00:00Z',
  };
  return docx(shelf.source('office/air-count.txt').toString('utf8'), facts, false);
}

function mail(shelf: Shelf, thread: string): Buffer {
  const { answers, html, attachments: _, ...rest } = threadOf(shelf, thread);
  return eml({
    ...rest,
    ...(answers === undefined ? {} : { answers }),
    ...(html === undefined ? {} : { html }),
    attachments: attachmentsOf(shelf, thread),
  });
}

function inMail(shelf: Shelf, path: string, thread: string): Part[] {
  return attachmentsOf(shelf, thread).map(({ name, bytes }) => ({
    path: `${path}/${name}`,
    bytes: Buffer.from(bytes),
  }));
}

function attachmentsOf(shelf: Shelf, thread: string): Attachment[] {
  return threadOf(shelf, thread).attachments.map(({ name, type, file, source, mail: inner }) => {
    if (file !== undefined) return { name, type, bytes: shelf.leak(file) };
    if (source !== undefined) return { name, type, bytes: shelf.source(source) };
    return { name, type, bytes: mail(shelf, inner ?? '') };
  });
}

function threadOf(shelf: Shelf, thread: string): z.infer<typeof ThreadSchema> {
  const all = z.record(z.string(), ThreadSchema).parse(JSON.parse(shelf.source('mail/threads.json').toString('utf8')));
  const found = all[thread];
  if (found === undefined) throw new Error(`mail/threads.json has no ${thread}`);
  return found;
}

function printed(path: string, source: string): Recipe {
  return {
    path,
    made: 'drawn',
    sources: [source],
    draw: (shelf, drawer) => drawer.pdf(shelf.source(source).toString('utf8')),
  };
}

function photographed(path: string, source: string, look: Look): Recipe {
  return {
    path,
    made: 'drawn',
    sources: [source],
    draw: (shelf, drawer) => firstPage(shelf.source(source).toString('utf8'), drawer, look),
  };
}

async function firstPage(html: string, drawer: Drawer, look: Look): Promise<Buffer> {
  const [png] = await drawer.pages(html);
  if (png === undefined) throw new Error('the source has no .page');
  return (await scanned(png, look)).jpeg;
}

function directive(shelf: Shelf): string {
  return villageRows(shelf.source('drawn/directive-17.html').toString('utf8'), shelf.source('villages.json'));
}

function locked(pdf: Uint8Array): Buffer {
  const document = mupdf.PDFDocument.openDocument(pdf, 'application/pdf').asPDF();
  if (document === null) throw new Error('the browser made no PDF');
  return Buffer.from(
    document.saveToBuffer('encrypt=aes-256,user-password=0043-0043,owner-password=0043-0043').asUint8Array(),
  );
}

/** The head of a drawing program's file (DGN) and nothing that any reader knows. */
function drawingNobodyReads(): Buffer {
  const bytes = Buffer.alloc(1536, 0);
  Buffer.from([0x08, 0x09, 0xfe, 0x02]).copy(bytes);
  for (let at = 64; at < bytes.length; at += 1) bytes[at] = (at * at * 31 + 17) % 256;
  return bytes;
}
