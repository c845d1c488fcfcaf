import { randomUUID } from 'node:crypto';
import { access, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';

/** The languages that recognition knows, by Tesseract's names. */
export const OCR_LANGUAGES = ['eng', 'chi_sim', 'uig'] as const;
export type OcrLanguage = (typeof OCR_LANGUAGES)[number];

/** Integer weights of the best models. The folder `4.0.0` beside it has the older engine too, which falls over on lean. */
const EDITION = '4.0.0_best_int';
const MAX_MODEL_BYTES = 64 * 1024 * 1024; // the largest of the three has 12 MB

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
  const bytes = await readFile(new URL(`${EDITION}/${language}.traineddata.gz`, packed));
  const incoming = join(folder, `.${language}.${randomUUID()}`);
  try {
    await writeFile(incoming, await promisify(gunzip)(bytes, { maxOutputLength: MAX_MODEL_BYTES }), {
      flag: 'wx',
      flush: true,
    });
    // A rename is whole or not at all: no process ever sees half a model.
    await rename(incoming, home);
  } finally {
    await rm(incoming, { force: true });
  }
}

function cacheFolder(): string {
  const stated = process.env['XDG_CACHE_HOME'];
  return stated !== undefined && stated.startsWith('/') ? stated : join(homedir(), '.cache');
}
