import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { bestLines, bestOf, coverage, weakShare, withoutNoise } from './ocr-lines.ts';
import { OCR_LANGUAGES, tessdata } from './ocr-data.ts';
import type { OcrLanguage } from './ocr-data.ts';
import { atSize, broughtBack, prepare, shrunk, spreadApart } from './ocr-pictures.ts';
import type { Prepared } from './ocr-pictures.ts';
import { confidenceOf, wordsOfTsv, writeWords } from './ocr-words.ts';
import type { RecognisedWord, WrittenWords } from './ocr-words.ts';
import { boxBefore } from './pixels-geometry.ts';
import { expendable, programOnPath } from './sandbox.ts';
import type { Limits } from './sandbox.ts';

export interface Recognised extends WrittenWords {
  /** BCP 47 of the models that were used, most of the page first. */
  readonly languages: readonly string[];
  readonly engine: 'tesseract' | 'tesseract.js';
  /** That it took, once it was its turn. */
  readonly ms: number;
}

export interface RecogniseOptions {
  /** Pixels of the picture for one page unit; boxes come out in page units. 1 if absent. */
  readonly scale?: number;
  /**
   * The languages of the page before, asked for when the page's turn comes: tried first, and kept where it is read well
   * with them.
   */
  readonly likely?: () => readonly string[];
  readonly signal?: AbortSignal;
}

const MIB = 1024 * 1024;
/** A dense A3 page in three languages takes 20 s on an old laptop. */
const RECOGNISING: Limits = { ms: 180_000, memoryBytes: 1024 * MIB, outputBytes: 32 * MIB };
const DOUBTFUL = 84; // mean confidence of a line under which more than a letter of it is likely wrong
const WEAK_SHARE = 0.04; // of the page's letters in such lines, past which another reading is worth its time: stamps and
// notes by hand are under it, and no reading makes words of them
const LEFT_OVER = 0.05; // share of patches like letters that are in no word, past which lines are likely missing
const VERY_WEAK_SHARE = 0.25; // past which every picture of the page is tried
/** Pictures of the page for other readings, in turn while lines are read badly: which one a line fails in is chance. */
const OTHER_PICTURES = ['1', '1.3', '0.75'];
const WELL_READ = 80; // mean confidence of a page that likely languages can be believed at
const SIDEWAYS = 65; // mean confidence under which a page may lie on its side: upright pages are rarely read so badly
const UPRIGHT_GAIN = 12; // by which a sample must be read better for the page to be turned
const SAMPLE_CONFIDENCE = 55; // of a word of the sample that may speak for its script
const MIXED = 0.08; // share of letters at which a second language is worth its time

const BCP47: Readonly<Record<OcrLanguage, string>> = { eng: 'en', chi_sim: 'zh-Hans', uig: 'ug-Arab' };

/**
 * The words of a picture of a page: turned upright and straightened, brought to the size at which letters are read
 * best, its languages found on a few lines, then recognised by native Tesseract where it is installed, else by
 * tesseract.js. Every step runs in an expendable process of one thread, as many pages at once as there are cores;
 * nothing is parsed here but what those say. A page that is read well is read once.
 *
 * @param dpi of the picture, as well as it is known
 * @returns no words where the recogniser failed or there are none
 * @throws what the signal gives as its reason
 */
export async function recognise(png: Uint8Array, dpi: number, options: RecogniseOptions = {}): Promise<Recognised> {
  const leave = await core();
  try {
    return await recogniseNow(png, dpi, options);
  } finally {
    leave();
  }
}

async function recogniseNow(png: Uint8Array, dpi: number, options: RecogniseOptions): Promise<Recognised> {
  const begun = performance.now();
  const { scale = 1, signal } = options;
  const likely = options.likely?.() ?? [];
  const data = await tessdata();
  const run: Run = (picture, languages, mode) => tesseract(data, picture, languages, mode, signal);
  let prepared = await prepare(png, dpi, 0, signal);
  let first = await firstReading(
    prepared,
    OCR_LANGUAGES.filter((each) => likely.includes(BCP47[each])),
    run,
  );
  if (prepared.letters.length > 0 && confidenceOf(first.words) < SIDEWAYS) {
    const upright = await turnedUpright(png, dpi, confidenceOf(first.words), run, signal);
    if (upright !== undefined) {
      prepared = upright;
      first = await firstReading(prepared, [], run);
    }
  }
  const { languages } = first;
  const words = await readAgain(first, prepared, run, signal);
  const written = writeWords(withoutNoise(words), ({ x, y, width, height }) => {
    const [left, top, w, h] = boxBefore(prepared.turn, x, y, width, height);
    return [left / scale, top / scale, w / scale, h / scale];
  });
  const used = languages.map((language) => BCP47[language]);
  return { ...written, languages: used, engine: engine(), ms: performance.now() - begun };
}

type Run = (picture: Uint8Array, languages: readonly OcrLanguage[], mode: Mode) => Promise<readonly RecognisedWord[]>;

interface FirstReading {
  readonly words: readonly RecognisedWord[];
  readonly languages: readonly OcrLanguage[];
}

async function firstReading(prepared: Prepared, likely: readonly OcrLanguage[], run: Run): Promise<FirstReading> {
  let tried: FirstReading | undefined;
  if (likely.length > 0) {
    tried = { words: await run(prepared.page, likely, 'page'), languages: likely };
    const found = languagesOf(tried.words);
    if (confidenceOf(tried.words) >= WELL_READ && sameSet(found, likely)) return tried;
  }
  const sampled = prepared.sample === undefined ? [] : await run(prepared.sample, OCR_LANGUAGES, 'block');
  const languages = sampled.length > 0 ? languagesOf(sampled) : OCR_LANGUAGES;
  if (tried !== undefined && sameSet(languages, likely)) return tried;
  const words = await run(prepared.page, languages, 'page');
  if (sampled.length > 0 || words.length === 0) return { words, languages };
  // There was no line to sample: the page itself says what it is written in.
  const fewer = languagesOf(words);
  if (fewer.length === languages.length) return { words, languages };
  return { words: bestLines(words, await run(prepared.page, fewer, 'page')), languages: fewer };
}

/**
 * Where letters are left over or lines are read badly, another way of looking at the page often finds them: which one a
 * line fails in is chance.
 */
async function readAgain(
  { words: first, languages }: FirstReading,
  { page, letters }: Prepared,
  run: Run,
  signal: AbortSignal | undefined,
): Promise<readonly RecognisedWord[]> {
  let words = first;
  const weak = (): boolean => weakShare(words, DOUBTFUL) > WEAK_SHARE;
  const leaves = (): boolean => coverage(words, letters) < 1 - LEFT_OVER;
  if (letters.length === 0 || (!weak() && !leaves())) return words;
  const many = weakShare(words, DOUBTFUL) > VERY_WEAK_SHARE || leaves();
  // As one block of lines nothing is lost between columns and pictures that are not there.
  if (leaves()) words = bestOf(words, await run(page, languages, 'block'), letters);
  // Marks of Uyghur letters reach into the next line, and whole lines are lost over that unless they are moved apart.
  if (leaves() || (weak() && languages.includes('uig'))) {
    const spread = await spreadApart(page, signal);
    if (spread !== undefined)
      words = bestOf(words, broughtBack(await run(spread.page, languages, 'block'), spread.slots), letters);
  }
  for (const factor of many ? OTHER_PICTURES : OTHER_PICTURES.slice(0, 1)) {
    if (!weak() && !leaves()) break;
    const scaled = await atSize(page, factor, signal);
    if (scaled === undefined) continue;
    words = bestOf(words, shrunk(await run(scaled, languages, 'page'), Number(factor)), letters);
  }
  return words;
}

/** The page turned by a quarter, a half or three quarters, if a few lines of it are read far better then. */
async function turnedUpright(
  png: Uint8Array,
  dpi: number,
  confidence: number,
  run: Run,
  signal: AbortSignal | undefined,
): Promise<Prepared | undefined> {
  let best: Prepared | undefined;
  let most = confidence + UPRIGHT_GAIN;
  for (const quarters of [1, 2, 3] as const) {
    const turned = await prepare(png, dpi, quarters, signal);
    const sampled = turned.sample === undefined ? [] : await run(turned.sample, OCR_LANGUAGES, 'block');
    const found = sampled.length < MIN_SAMPLE_WORDS ? 0 : confidenceOf(sampled);
    if (found > most) [best, most] = [turned, found];
  }
  return best;
}

const MIN_SAMPLE_WORDS = 3;

function sameSet(a: readonly OcrLanguage[], b: readonly OcrLanguage[]): boolean {
  return a.length === b.length && a.every((each) => b.includes(each));
}

const waiting: (() => void)[] = [];
let busy = 0;

/** One of the machine's cores, first come first served; to be given back with what it returns. */
async function core(): Promise<() => void> {
  if (busy < availableParallelism()) busy++;
  else await new Promise<void>((resolve) => waiting.push(resolve));
  return () => {
    const next = waiting.shift();
    // Handed over without a moment in which it is free, so that nobody slips in between.
    if (next === undefined) busy--;
    else next();
  };
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
