import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import {
  bestLines,
  bestOf,
  coverage,
  doubtfulRows,
  liesDown,
  weakShare,
  withoutFalseColumns,
  withoutNoise,
} from './ocr-lines.ts';
import type { Reason } from '../nouns/outcome.ts';
import { withEdgesBetween } from './ocr-edges.ts';
import { OCR_LANGUAGES, tessdata } from './ocr-data.ts';
import type { OcrLanguage } from './ocr-data.ts';
import {
  atSize,
  beforeStraightening,
  broughtBack,
  onlyRows,
  prepare,
  sampleOf,
  shrunk,
  spreadApart,
} from './ocr-pictures.ts';
import type { Prepared } from './ocr-pictures.ts';
import { confidenceOf, wordsOfTsv, writeWords } from './ocr-words.ts';
import type { RecognisedWord, WrittenWords } from './ocr-words.ts';
import { boxBefore } from './pixels-geometry.ts';
import { decodePgm } from './pixels-pgm.ts';
import type { Ready } from './pixels-ready.ts';
import { expendable, programOnPath } from './sandbox.ts';
import type { ExpendableEnd, Limits } from './sandbox.ts';

export interface Recognised extends WrittenWords {
  /** BCP 47 of the models that were used, most of the page first. */
  readonly languages: readonly string[];
  readonly engine: 'tesseract' | 'tesseract.js';
  /** That it took, once it was its turn. */
  readonly ms: number;
  /** Why there are no words, where the recogniser did not get to its end; absent where it found none. */
  readonly failure?: Reason;
}

export interface RecogniseOptions {
  /** Pixels of the picture for one page unit; boxes come out in page units. 1 if absent. */
  readonly scale?: number;
  /**
   * The languages of the page before, asked for when the page's turn comes: tried first, and kept where it is read well
   * with them.
   */
  readonly likely?: () => readonly string[];
  /** What whoever had the picture in hand has measured of it: it is recognised as it is then. */
  readonly ready?: Ready;
  readonly signal?: AbortSignal;
}

const MIB = 1024 * 1024;
/** A dense A3 page in three languages takes 20 s on an old laptop. */
const RECOGNISING: Limits = { ms: 180_000, memoryBytes: 1024 * MIB, outputBytes: 32 * MIB };
const DOUBTFUL = 84; // mean confidence of a line under which more than a letter of it is likely wrong
const WEAK_SHARE = 0.04; // of the page's letters in such lines, past which another reading is worth its time: stamps and
// notes by hand are under it, and no reading makes words of them
const STRANGE = 60; // mean confidence of a line under which it is likely in another language than was asked for
const LEFT_OVER = 0.03; // share of patches like letters that are in no word, past which lines are likely missing
const GAIN = 0.01; // by which the two shares have to fall for a look to have been worth its time
const WELL_READ = 80; // mean confidence of a page that likely languages can be believed at
const SIDEWAYS = 65; // mean confidence under which a page may lie on its side: upright pages are rarely read so badly
const UPRIGHT_GAIN = 12; // by which a sample must be read better for the page to be turned
const SAMPLE_CONFIDENCE = 55; // of a word of the sample that may speak for its script
const MIXED = 0.08; // share of letters at which a second language is worth its time

/** Which model reads the script that shapes speak for; the words that come out say whether it was right. */
const BY_SHAPE = { Latn: 'eng', Hans: 'chi_sim', Arab: 'uig' } as const satisfies Record<string, OcrLanguage>;

const BCP47: Readonly<Record<OcrLanguage, string>> = { eng: 'en', chi_sim: 'zh-Hans', uig: 'ug-Arab' };

/**
 * The words of a picture of a page: turned upright and straightened, brought to the size at which letters are read
 * best, its script told by the shapes of its ink or else on a few lines, then recognised by native Tesseract where it is
 * installed, else by tesseract.js. Every step runs in an expendable process of one thread, as many pages at once as there are cores;
 * nothing is parsed here but what those say. A page that is read well is read once.
 *
 * @param picture PGM, or what else sharp opens
 * @param dpi of the picture, as well as it is known
 * @returns no words where there are none, or with a `failure`
 * @throws what the signal gives as its reason
 */
export async function recognise(picture: Uint8Array, dpi: number, options: RecogniseOptions = {}): Promise<Recognised> {
  const leave = await core();
  try {
    return await recogniseNow(picture, dpi, options);
  } finally {
    leave();
  }
}

async function recogniseNow(picture: Uint8Array, dpi: number, options: RecogniseOptions): Promise<Recognised> {
  const begun = performance.now();
  const { scale = 1, signal } = options;
  const likely = options.likely?.() ?? [];
  const data = await tessdata();
  let failure: Reason | undefined;
  const run: Run = async (page, languages, mode) => {
    const end = await tesseract(data, page, languages, mode, signal);
    failure ??= failureOf(end);
    return end.how === 'exited' && end.code === 0 ? withoutFalseColumns(wordsOfTsv(end.stdout.toString('utf8'))) : [];
  };
  const { ready } = options;
  let prepared: Prepared = ready === undefined ? await prepare(picture, dpi, 0, signal) : { ...ready, page: picture };
  const before = OCR_LANGUAGES.filter((each) => likely.includes(BCP47[each]));
  let first = await likelyReading(prepared, before, run);
  if (first.words.length === 0) first = await sampledReading(prepared, first, run, signal);
  const lies = liesDown(first.words);
  if (prepared.letters.length > 0 && (lies || confidenceOf(first.words) < SIDEWAYS)) {
    const least = lies ? WELL_READ : confidenceOf(first.words) + UPRIGHT_GAIN;
    const upright = await turnedUpright(
      ready === undefined ? picture : beforeStraightening(prepared),
      dpi,
      least,
      run,
      signal,
    );
    if (upright !== undefined) {
      prepared = upright;
      first = await likelyReading(prepared, [], run);
    }
  }
  if (!first.settled) first = await sampledReading(prepared, first, run, signal);
  const { words, languages } = await readAgain(first, prepared, run, signal);
  const placed = withEdgesBetween(withoutNoise(words), decodePgm(prepared.page));
  const written = writeWords(placed, ({ x, y, width, height }) => {
    const [left, top, w, h] = boxBefore(prepared.turn, x, y, width, height);
    return [left / scale, top / scale, w / scale, h / scale];
  });
  const used = languages.map((language) => BCP47[language]);
  const said = { ...written, languages: used, engine: engine(), ms: performance.now() - begun };
  // Where another way of looking at the page found words, nothing is lost.
  return failure !== undefined && words.length === 0 ? { ...said, failure } : said;
}

function failureOf({ how, code }: ExpendableEnd): Reason | undefined {
  if (how === 'exited' && code === 0) return undefined;
  if (how === 'too-slow') return { code: 'too-slow', params: { seconds: Math.round(RECOGNISING.ms / 1000) } };
  return { code: how === 'too-much-memory' ? 'too-much-memory' : 'crashed' };
}

type Run = (picture: Uint8Array, languages: readonly OcrLanguage[], mode: Mode) => Promise<readonly RecognisedWord[]>;

interface PageReading {
  readonly words: readonly RecognisedWord[];
  readonly languages: readonly OcrLanguage[];
  /** Whether the words bear the languages out. */
  readonly settled: boolean;
  /** Whether all languages have been tried on some of it. */
  readonly sampled: boolean;
}

/**
 * With the languages that the page before it had where its shapes do not speak against them, else with that of its
 * shapes; no words where neither says anything.
 */
async function likelyReading(prepared: Prepared, before: readonly OcrLanguage[], run: Run): Promise<PageReading> {
  const { page, script } = prepared;
  const shape = script === undefined ? [] : [BY_SHAPE[script]];
  const languages = before.length > 0 && shape.every((each) => before.includes(each)) ? before : shape;
  const words = languages.length === 0 ? [] : await run(page, languages, modeFor(prepared, languages));
  if (languages.length === 0 || confidenceOf(words) < WELL_READ)
    return { words, languages, settled: false, sampled: false };
  const found = languagesOf(words);
  if (sameSet(found, languages)) return { words, languages, settled: true, sampled: false };
  // Well read, in one language more or fewer: the page itself has said what it is written in.
  const again = await run(page, found, modeFor(prepared, found));
  return { words: again, languages: found, settled: true, sampled: true };
}

/** With the languages of a few lines, on which all are tried. */
async function sampledReading(
  prepared: Prepared,
  before: PageReading,
  run: Run,
  signal: AbortSignal | undefined,
): Promise<PageReading> {
  const { page } = prepared;
  const done = { settled: true, sampled: true };
  if (before.sampled) return before;
  const sample = await sampleOf(page, signal);
  const sampled = sample === undefined ? [] : await run(sample, OCR_LANGUAGES, 'block');
  const languages = sampled.length > 0 ? languagesOf(sampled) : OCR_LANGUAGES;
  if (before.words.length > 0 && sameSet(languages, before.languages)) return { ...before, ...done };
  const words = await run(page, languages, modeFor(prepared, languages));
  if (sampled.length > 0 || words.length === 0) return { words, languages, ...done };
  // There was no line to sample: the page itself says what it is written in.
  const fewer = languagesOf(words);
  if (fewer.length === languages.length) return { words, languages, ...done };
  return { words: bestLines(words, await run(page, fewer, modeFor(prepared, fewer))), languages: fewer, ...done };
}

/**
 * Where letters are left over or lines are read badly, another way of looking at the page often finds them: which one a
 * line fails in is chance. After two that bring nothing it stays as it is: stamps and notes by hand do.
 */
async function readAgain(
  first: PageReading,
  { page, letters }: Prepared,
  run: Run,
  signal: AbortSignal | undefined,
): Promise<Pick<PageReading, 'words' | 'languages'>> {
  let { words, languages } = first;
  let doubt = doubtOf(words, letters);
  let idle = 0;
  const uyghur = languages.includes('uig');
  for (const look of uyghur ? UYGHUR_LOOKS : OTHER_LOOKS) {
    // The Uyghur model is seldom sure of a line, however well it reads it.
    const weak = (uyghur ? weakShare(words, STRANGE) : doubt.weak) > WEAK_SHARE;
    const leaves = doubt.leftOver > LEFT_OVER;
    if (letters.length === 0 || idle > 1 || (!weak && !leaves)) break;
    if (look === 'as a block' ? !leaves : look === 'every language' && (first.sampled || !weak)) continue;
    const rows = doubtfulRows(words, letters, uyghur ? STRANGE : DOUBTFUL);
    const part = rows === undefined ? undefined : onlyRows(page, rows);
    const again = await lookAgain(look, part?.page ?? page, languages, run, signal);
    words = bestOf(words, part === undefined ? again : broughtBack(again, part.slots), letters);
    if (look === 'every language') languages = languagesOf(words);
    const now = doubtOf(words, letters);
    idle = doubt.weak - now.weak + doubt.leftOver - now.leftOver < GAIN ? idle + 1 : 0;
    doubt = now;
  }
  return { words, languages };
}

interface Doubt {
  /** Share of the page's letters in lines that were read badly. */
  readonly weak: number;
  /** Share of ink like letters that is in no word. */
  readonly leftOver: number;
}

function doubtOf(words: readonly RecognisedWord[], letters: readonly number[]): Doubt {
  return { weak: weakShare(words, DOUBTFUL), leftOver: 1 - coverage(words, letters) };
}

/**
 * In every language, since a few lines may be in another; as one block of lines, since nothing is lost then between
 * columns and pictures that are not there; with its lines moved apart, since marks of Uyghur letters reach into the next
 * line; softened, and at so many times its size.
 */
type Look = 'every language' | 'as a block' | 'spread' | '1' | '1.3' | '0.75';
const OTHER_LOOKS: readonly Look[] = ['1', 'every language', 'as a block', '1.3', '0.75'];
const UYGHUR_LOOKS: readonly Look[] = ['every language', 'spread', '1', 'as a block'];

async function lookAgain(
  look: Look,
  page: Uint8Array,
  languages: readonly OcrLanguage[],
  run: Run,
  signal: AbortSignal | undefined,
): Promise<readonly RecognisedWord[]> {
  if (look === 'every language') return run(page, OCR_LANGUAGES, 'page');
  if (look === 'as a block') return run(page, languages, 'block');
  if (look === 'spread') {
    const spread = await spreadApart(page, signal);
    return spread === undefined ? [] : broughtBack(await run(spread.page, languages, 'block'), spread.slots);
  }
  const scaled = await atSize(page, look, signal);
  return scaled === undefined ? [] : shrunk(await run(scaled, languages, 'page'), Number(look));
}

/** The page turned by a quarter, a half or three quarters, if a few lines of it are read with that confidence then. */
async function turnedUpright(
  picture: Uint8Array,
  dpi: number,
  least: number,
  run: Run,
  signal: AbortSignal | undefined,
): Promise<Prepared | undefined> {
  let best: Prepared | undefined;
  let most = least;
  for (const quarters of [1, 2, 3] as const) {
    const turned = await prepare(picture, dpi, quarters, signal);
    const sample = await sampleOf(turned.page, signal);
    const sampled = sample === undefined ? [] : await run(sample, OCR_LANGUAGES, 'block');
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

/** Where Tesseract looks for columns in a page of Uyghur, it takes marks that reach into the next line for lines. */
function modeFor({ oneColumn }: Prepared, languages: readonly OcrLanguage[]): Mode {
  return oneColumn && languages.includes('uig') ? 'block' : 'page';
}

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
): Promise<ExpendableEnd & { readonly stdout: Buffer }> {
  const shared = { stdin: picture, readable: [data], limits: RECOGNISING, ...(signal === undefined ? {} : { signal }) };
  const native = programOnPath('tesseract');
  const language = languages.join('+');
  const segmentation = PAGE_SEGMENTATION[mode];
  return native === undefined
    ? expendable({
        ...shared,
        profile: 'reader',
        program: fileURLToPath(new URL('ocr-child.ts', import.meta.url)),
        args: [data, language, segmentation],
        workers: true,
        // Two V8 isolates and a WebAssembly memory reserve more than the native program ever asks for.
        limits: { ...RECOGNISING, memoryBytes: 2048 * MIB },
      })
    : expendable({
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
