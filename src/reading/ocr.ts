import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { bestLines, weakShare } from './ocr-lines.ts';
import { OCR_LANGUAGES, tessdata } from './ocr-data.ts';
import type { OcrLanguage } from './ocr-data.ts';
import { wordsOfTsv, writeWords } from './ocr-words.ts';
import type { RecognisedWord, WrittenWords } from './ocr-words.ts';
import { boxBefore } from './pixels-geometry.ts';
import type { Band, Turn } from './pixels-geometry.ts';
import { rowBefore } from './pixels-lines.ts';
import type { Slot } from './pixels-lines.ts';
import { expendable, programOnPath } from './sandbox.ts';
import type { Limits } from './sandbox.ts';

export interface Recognised extends WrittenWords {
  /** BCP 47 of the models that were used, most of the page first. */
  readonly languages: readonly string[];
  readonly engine: 'tesseract' | 'tesseract.js';
}

export interface RecogniseOptions {
  /** Pixels of the picture for one page unit; boxes come out in page units. 1 if absent. */
  readonly scale?: number;
  readonly signal?: AbortSignal;
}

const MIB = 1024 * 1024;
const PREPARING: Limits = { ms: 60_000, memoryBytes: 1024 * MIB, outputBytes: 128 * MIB };
/** A dense A3 page in three languages takes 20 s on an old laptop. */
const RECOGNISING: Limits = { ms: 180_000, memoryBytes: 1024 * MIB, outputBytes: 32 * MIB };
const DOUBTFUL = 84; // mean confidence of a line under which more than a letter of it is likely wrong
const WEAK_SHARE = 0.015; // of the page's letters in such lines, past which another reading is worth its time
/** Of the prepared page, tried in turn while lines are read badly: which size a line fails at is chance. */
const OTHER_SIZES = [0.75, 1.3];
const NOISE = 25; // confidence of a word under which it is a stain or a line of a table more often than a word
const SAMPLE_CONFIDENCE = 40; // of a word of the sample that may speak for its script
const MIXED = 0.08; // share of letters at which a second language is worth its time

const BCP47: Readonly<Record<OcrLanguage, string>> = { eng: 'en', chi_sim: 'zh-Hans', uig: 'ug-Arab' };

/**
 * The words of a picture of a page: straightened and brought to 300 dpi, its languages found on a few lines, then
 * recognised by native Tesseract where it is installed, else by tesseract.js. Every step runs in an expendable process
 * of one thread; nothing is parsed here but what those say.
 *
 * @param dpi of the picture, as well as it is known
 * @returns no words where the recogniser failed or there are none
 * @throws what the signal gives as its reason
 */
export async function recognise(png: Uint8Array, dpi: number, options: RecogniseOptions = {}): Promise<Recognised> {
  const scale = options.scale ?? 1;
  const data = await tessdata();
  const prepared = await prepare(png, dpi, options.signal);
  const run = (
    picture: Uint8Array,
    languages: readonly OcrLanguage[],
    mode: Mode,
  ): Promise<readonly RecognisedWord[]> => tesseract(data, picture, languages, mode, options.signal);

  const sampled = prepared.sample === undefined ? [] : await run(prepared.sample, OCR_LANGUAGES, 'block');
  const first = sampled.length > 0 ? languagesOf(sampled) : OCR_LANGUAGES;
  let words = await run(prepared.page, first, 'page');
  let languages = first;
  if (sampled.length === 0 && words.length > 0) {
    languages = languagesOf(words);
    if (languages.length < first.length) words = bestLines(words, await run(prepared.page, languages, 'page'));
  }
  // Marks of Uyghur letters reach into the next line, and whole lines are lost over that unless they are moved apart.
  // For every script, a line that comes out badly often comes out well from another picture of it.
  const unsure = (): boolean => weakShare(words, DOUBTFUL) > WEAK_SHARE || missesLines(words, prepared.bands);
  if (languages.includes('uig') || unsure()) {
    const spread = await spreadApart(prepared.page, options.signal);
    if (spread !== undefined)
      words = bestLines(words, broughtBack(await run(spread.page, languages, 'block'), spread.slots));
  }
  for (const factor of OTHER_SIZES) {
    if (!unsure()) break;
    const scaled = await atSize(prepared.page, factor, options.signal);
    if (scaled !== undefined) words = bestLines(words, shrunk(await run(scaled, languages, 'page'), factor));
  }

  const kept = words.filter((word) => word.confidence >= NOISE);
  const written = writeWords(kept, ({ x, y, width, height }) => {
    const [left, top, w, h] = boxBefore(prepared.turn, x, y, width, height);
    return [left / scale, top / scale, w / scale, h / scale];
  });
  return { ...written, languages: languages.map((language) => BCP47[language]), engine: engine() };
}

/** Whether a line that is plain to see has no word. */
function missesLines(words: readonly RecognisedWord[], bands: readonly Band[]): boolean {
  return bands.some(
    ({ top, bottom }) =>
      !words.some(({ y, height }) => y < bottom && y + height > top && y + height / 2 > top && y + height / 2 < bottom),
  );
}

type Mode = 'page' | 'block';
/** Tesseract's page segmentation: 3 finds columns and lines by itself, 6 takes the page as one block of lines. */
const PAGE_SEGMENTATION: Readonly<Record<Mode, string>> = { page: '3', block: '6' };

function engine(): Recognised['engine'] {
  return programOnPath('tesseract') === undefined ? 'tesseract.js' : 'tesseract';
}

async function tesseract(
  data: string,
  picture: Uint8Array,
  languages: readonly OcrLanguage[],
  mode: Mode,
  signal: AbortSignal | undefined,
): Promise<readonly RecognisedWord[]> {
  const shared = { stdin: picture, readable: [data], limits: RECOGNISING, ...(signal === undefined ? {} : { signal }) };
  const native = programOnPath('tesseract');
  const language = languages.join('+');
  const segmentation = PAGE_SEGMENTATION[mode];
  const end =
    native === undefined
      ? await expendable({
          ...shared,
          profile: 'reader',
          program: fileURLToPath(new URL('ocr-child.ts', import.meta.url)),
          args: [data, language, segmentation],
          workers: true,
          // Two V8 isolates and a WebAssembly memory reserve more than the native program ever asks for.
          limits: { ...RECOGNISING, memoryBytes: 2048 * MIB },
        })
      : await expendable({
          ...shared,
          profile: 'native',
          program: native,
          args: [
            'stdin',
            'stdout',
            '--tessdata-dir',
            data,
            '-l',
            language,
            '--psm',
            segmentation,
            '--dpi',
            '300',
            '-c',
            'tessedit_create_tsv=1',
          ],
          // The queue runs one page for each core; threads of one page would only get in their way.
          env: { OMP_THREAD_LIMIT: '1' },
        });
  return end.how === 'exited' && end.code === 0 ? wordsOfTsv(end.stdout.toString('utf8')) : [];
}

const SCRIPTS: Readonly<Record<OcrLanguage, RegExp>> = {
  eng: /\p{sc=Latin}/gv,
  chi_sim: /\p{sc=Han}/gv,
  uig: /\p{sc=Arabic}/gv,
};

/** Which models the page needs, by the letters of words that were read with some confidence. */
export function languagesOf(words: readonly RecognisedWord[]): readonly OcrLanguage[] {
  const weights = OCR_LANGUAGES.map((language) => {
    const weight = words.reduce((sum, { text, confidence }) => {
      if (confidence < SAMPLE_CONFIDENCE) return sum;
      // A Chinese character says as much as two or three letters.
      return (
        sum +
        (text.match(SCRIPTS[language])?.length ?? 0) * (language === 'chi_sim' ? 2.5 : 1) * (confidence / 100) ** 2
      );
    }, 0);
    return { language, weight };
  });
  const total = weights.reduce((sum, { weight }) => sum + weight, 0);
  if (total === 0) return OCR_LANGUAGES;
  return weights
    .filter(({ weight }) => weight >= MIXED * total)
    .toSorted((a, b) => b.weight - a.weight)
    .map(({ language }) => language);
}

const turnSchema = z.object({
  width: z.number().positive(),
  height: z.number().positive(),
  turnedWidth: z.number().positive(),
  turnedHeight: z.number().positive(),
  degrees: z.number().min(-10).max(10),
  scale: z.number().positive(),
});
const slotSchema = z.object({
  at: z.number().nonnegative(),
  height: z.number().nonnegative(),
  from: z.number().nonnegative(),
});
const saidSchema = z.object({
  turn: turnSchema.optional(),
  slots: z.array(slotSchema).max(10_000).optional(),
  bands: z
    .array(z.object({ top: z.number(), bottom: z.number() }))
    .max(10_000)
    .optional(),
  lengths: z.array(z.number().int().nonnegative()).max(2),
});

interface Prepared {
  readonly turn: Turn;
  readonly page: Uint8Array;
  readonly bands: readonly Band[];
  readonly sample?: Uint8Array;
}

/** A picture that cannot be prepared is recognised as it came. */
async function prepare(png: Uint8Array, dpi: number, signal: AbortSignal | undefined): Promise<Prepared> {
  const said = await pixels(['prepare', String(dpi)], png, signal);
  const [page, sample] = said?.pictures ?? [];
  if (said?.turn === undefined || page === undefined) return { page: png, turn: asItCame(png), bands: [] };
  return { page, turn: said.turn, bands: said.bands ?? [], ...(sample === undefined ? {} : { sample }) };
}

interface Spread {
  readonly page: Uint8Array;
  readonly slots: readonly Slot[];
}

async function spreadApart(page: Uint8Array, signal: AbortSignal | undefined): Promise<Spread | undefined> {
  const said = await pixels(['spread'], page, signal);
  const picture = said?.pictures[0];
  return said?.slots === undefined || picture === undefined ? undefined : { page: picture, slots: said.slots };
}

function broughtBack(words: readonly RecognisedWord[], slots: readonly Slot[]): readonly RecognisedWord[] {
  return words.map((word) => {
    const y = rowBefore(slots, word.y);
    return { ...word, y, height: Math.max(1, rowBefore(slots, word.y + word.height) - y) };
  });
}

async function atSize(
  page: Uint8Array,
  factor: number,
  signal: AbortSignal | undefined,
): Promise<Uint8Array | undefined> {
  const said = await pixels(['scale', String(factor)], page, signal);
  return said?.pictures[0];
}

function shrunk(words: readonly RecognisedWord[], factor: number): readonly RecognisedWord[] {
  return words.map((word) => ({
    ...word,
    x: word.x / factor,
    y: word.y / factor,
    width: word.width / factor,
    height: word.height / factor,
  }));
}

interface Said {
  readonly turn?: Turn | undefined;
  readonly slots?: readonly Slot[] | undefined;
  readonly bands?: readonly Band[] | undefined;
  readonly pictures: readonly Uint8Array[];
}

/** One run of pixels-child.ts, or undefined where it failed. */
async function pixels(
  args: readonly string[],
  png: Uint8Array,
  signal: AbortSignal | undefined,
): Promise<Said | undefined> {
  const end = await expendable({
    profile: 'picture',
    program: fileURLToPath(new URL('pixels-child.ts', import.meta.url)),
    args,
    stdin: png,
    limits: PREPARING,
    ...(signal === undefined ? {} : { signal }),
  });
  const untrusted = end.stdout;
  if (end.how !== 'exited' || end.code !== 0 || untrusted.length < 4) return undefined;
  const start = 4 + untrusted.readUInt32BE(0);
  let said: z.infer<typeof saidSchema>;
  try {
    said = saidSchema.parse(JSON.parse(untrusted.toString('utf8', 4, start)));
  } catch {
    // Safe: a process that says something else has failed, and the caller goes on without it.
    return undefined;
  }
  let at = start;
  const pictures = said.lengths.map((length) => untrusted.subarray(at, (at += length)));
  return { turn: said.turn, slots: said.slots, bands: said.bands, pictures };
}

/** Width and height of a PNG stand at a fixed place (ISO/IEC 15948, 11.2.2). */
function asItCame(png: Uint8Array): Turn {
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  const [width, height] = png.length >= 24 ? [view.getUint32(16), view.getUint32(20)] : [1, 1];
  return { width, height, turnedWidth: width, turnedHeight: height, degrees: 0, scale: 1 };
}
