import { randomUUID } from 'node:crypto';
import { access, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';

/** The languages that recognition knows, by Tesseract's names. */
export const OCR_LANGUAGES = ['eng', 'chi_sim', 'uig'] as const;
export type OcrLanguage = (typeof OCR_LANGUAGES)[number];

/**
 * Which of its package's models each language is read with. Of the two for Chinese, the one of `4.0.0` knows more
 * characters (恐 is never read by the other) and makes fewer than half of the mistakes; of the others both are the same.
 */
const SOURCE: Readonly<Record<OcrLanguage, string>> = {
  eng: '4.0.0_best_int',
  chi_sim: '4.0.0',
  uig: '4.0.0_best_int',
};
/** Named after what is made of them: a folder that an older version filled is left alone. */
const EDITION = 'lines-1';
const MAX_MODEL_BYTES = 64 * 1024 * 1024; // the largest of the three has 44 MB

/**
 * A folder with the unpacked models, made once a machine in the user's cache folder: Tesseract reads plain files, the
 * packages bring gzip. Safe to call from many processes at once.
 *
 * @returns an absolute path
 */
export function tessdata(): Promise<string> {
  made ??= make();
  return made;
}

let made: Promise<string> | undefined;

async function make(): Promise<string> {
  const folder = join(cacheFolder(), 'touchstone', 'tessdata', EDITION);
  await mkdir(folder, { recursive: true });
  await Promise.all(OCR_LANGUAGES.map((language) => unpack(language, folder)));
  return folder;
}

async function unpack(language: OcrLanguage, folder: string): Promise<void> {
  const home = join(folder, `${language}.traineddata`);
  const there = await access(home).then(
    () => true,
    () => false,
  );
  if (there) return;
  const packed = new URL(import.meta.resolve(`@tesseract.js-data/${language}/package.json`));
  const bytes = await readFile(new URL(`${SOURCE[language]}/${language}.traineddata.gz`, packed));
  const model = linesOnly(await promisify(gunzip)(bytes, { maxOutputLength: MAX_MODEL_BYTES }));
  const incoming = join(folder, `.${language}.${randomUUID()}`);
  try {
    await writeFile(incoming, model, { flag: 'wx', flush: true });
    // A rename is whole or not at all: no process ever sees half a model.
    await rename(incoming, home);
  } finally {
    await rm(incoming, { force: true });
  }
}

/** Components of the engine that reads whole lines, by their place in the file (tessdatamanager.h, `TessdataType`). */
const LINE_COMPONENTS: ReadonlySet<number> = new Set([0, 17, 18, 19, 20, 21, 22, 23]);
const MOST_COMPONENTS = 64;

/**
 * A model without the engine of Tesseract 3, which reads letter by letter, is 20 times as large and falls over on lean;
 * given both, Tesseract asks it too. A model that is not laid out as expected comes back as it is. The file is a count
 * (32 bits), as many offsets (64 bits, -1 where absent; all little endian) and the components in their order.
 */
export function linesOnly(model: Buffer): Buffer {
  const count = model.length < 4 ? 0 : model.readInt32LE(0);
  const start = 4 + 8 * count;
  if (count < 1 || count > MOST_COMPONENTS || model.length < start) return model;
  const offsets = Array.from({ length: count }, (_, index) => Number(model.readBigInt64LE(4 + 8 * index)));
  const ends = [...offsets.filter((offset) => offset >= start), model.length].toSorted((a, b) => a - b);
  const header = Buffer.alloc(start, 0xff);
  header.writeInt32LE(count, 0);
  const parts: Buffer[] = [header];
  let length = start;
  for (const [index, offset] of offsets.entries()) {
    if (offset < start || !LINE_COMPONENTS.has(index)) continue;
    const part = model.subarray(
      offset,
      ends.find((end) => end > offset),
    );
    header.writeBigInt64LE(BigInt(length), 4 + 8 * index);
    parts.push(part);
    length += part.length;
  }
  return parts.length === 1 ? model : Buffer.concat(parts);
}

function cacheFolder(): string {
  const stated = process.env['XDG_CACHE_HOME'];
  return stated !== undefined && stated.startsWith('/') ? stated : join(homedir(), '.cache');
}
