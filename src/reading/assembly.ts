import { setImmediate as immediate } from 'node:timers/promises';
import { availableParallelism } from 'node:os';
import type { Reason } from '../nouns/outcome.ts';
import type { MetadataField, Page, Passage, Reading, ReadingEnd, Span, StageRun } from '../nouns/reading.ts';
import { METADATA_LIMIT, PAGE_LIMIT, TEXT_LIMIT, WORD_LIMIT } from './frame-writer.ts';
import { FramesBroken, isSpan, parseText, parseWords, type Frame, type FrameHeader } from './frames.ts';
import { keptBeside } from './kept-beside.ts';
import { identifyLanguage, readyLanguages } from './language.ts';
import { NUMBERS_A_WORD, packWords, unpackWords, type PackedPage, type PackedWords } from './packed-words.ts';
import { STAGE_VERSIONS } from './stage-versions.ts';
import { cutIntoPassages, mainScript } from './passages.ts';
import { decodePgm } from './pixels-pgm.ts';
import { LayerCheck, sayVerdict } from './text-layer.ts';
import type { LayerVerdict } from './text-layer.ts';

const PAGE_BREAK = '\n\n';
/** Mean confidence, 0 to 100, below which recognised words are more often wrong than a reader can bear. */
const DOUBTFUL = 60;
const BREATHE_EVERY = 10; // passages: some 20 ms of naming languages

export interface ReadOriginal {
  /** Absent where nothing was made of it. A file read in part has what was read. */
  readonly reading?: Reading;
  readonly layout: readonly PackedPage[];
  readonly end: ReadingEnd;
  readonly mediaType: string;
  readonly stages: readonly StageRun[];
  /** The most memory that the reader's process had, in bytes, as it said itself; 0 if it did not get to say. */
  readonly peakBytes: number;
}

type PageHeader = Extract<FrameHeader, { kind: 'page' }>;
interface PageText {
  readonly text: string;
  readonly words: PackedWords;
  readonly blocks?: readonly Span[];
  readonly confidence?: number;
}

/** Pages of one document that are recognised at once; as many again may wait, so that no core does. */
const RECOGNISED_AT_ONCE = 2 * availableParallelism();

/** Makes one document of what the process says, checking sums that no single frame shows. */
export class Assembly {
  end: ReadingEnd | undefined;
  /** Whether anything was found inside: a file that only carries others is read all the same. */
  hasContents = false;
  #mediaType = 'application/octet-stream';
  #described: Extract<FrameHeader, { kind: 'described' }> | undefined;
  #whole: { readonly text: string; readonly blocks?: readonly Span[] } | undefined;
  #lastNumber = 0;
  #pageFrames = 0;
  /** Languages of the last page that was recognised: the next is likely to be in the same. */
  #likely: readonly string[] = [];
  /** Pages in order, whose words may still be coming. */
  readonly #coming: { readonly header: PageHeader; readonly page: Promise<PageText> }[] = [];
  #words = 0;
  #textLength = 0;
  #ocrMs = 0;
  /** Why pages could not be recognised. */
  readonly #unrecognised: Reason[] = [];
  #peakBytes = 0;
  readonly #texts: string[] = [];
  readonly #pages: Page[] = [];
  /** Of each page, from the start of its own text. */
  readonly #blocks: (readonly Span[] | undefined)[] = [];
  readonly #layout: PackedPage[] = [];
  readonly #metadata: MetadataField[] = [];
  readonly #stages: StageRun[] = [];
  readonly #layer = new LayerCheck();
  readonly #replaced: LayerVerdict | undefined;
  readonly #signal: AbortSignal | undefined;

  /** @param replaced what an earlier reading of the file found of its text, where this one goes without that */
  constructor(signal: AbortSignal | undefined, replaced?: LayerVerdict) {
    this.#signal = signal;
    this.#replaced = replaced;
  }

  /** What the pages that were compared say of the file's own text; final once the end was taken. */
  get layer(): LayerVerdict | undefined {
    return this.#layer.verdict;
  }

  get mediaType(): string {
    return this.#mediaType;
  }

  get pageCount(): number {
    return this.#pageFrames;
  }

  async take({ header, payload }: Frame): Promise<void> {
    if (this.end !== undefined) throw new FramesBroken('a frame after the end');
    switch (header.kind) {
      case 'identified':
        this.#mediaType = header.mediaType;
        break;
      case 'described':
        this.#described = { ...this.#described, ...header };
        break;
      case 'metadata':
        this.#metadata.push(...header.fields);
        if (this.#metadata.length > METADATA_LIMIT) throw new FramesBroken('too many metadata fields');
        break;
      case 'text':
        this.#takeText(parseText(payload), header.blocks);
        break;
      case 'page':
        await this.#takePage(header, payload);
        break;
      case 'stage':
        if (this.#stages.length > 20) throw new FramesBroken('too many stages');
        this.#stages.push({ name: header.name, version: header.version, ms: Math.round(header.ms) });
        break;
      case 'end':
        await this.#settlePages(0);
        this.#peakBytes = header.peakBytes;
        this.end =
          header.reason === undefined
            ? { outcome: header.outcome }
            : { outcome: header.outcome, reason: header.reason };
        break;
      case 'found':
      case 'found-bytes':
      case 'found-end':
      case 'found-broken':
      case 'refused':
      case 'drawn':
      case 'begun':
      case 'declined':
        throw new FramesBroken(`${header.kind} out of place`);
    }
  }

  /**
   * The document, its passages cut and their languages named. `end` is how the process ended, `more` a stage that ran
   * after it.
   */
  async finish(end: ReadingEnd, more?: StageRun): Promise<ReadOriginal> {
    await this.#settlePages(0);
    const begun = performance.now();
    const text = this.#whole?.text ?? this.#texts.join(PAGE_BREAK);
    const passages = await this.#passages(text);
    const stages = [...this.#stages];
    if (more !== undefined) stages.push(more);
    if (this.#ocrMs > 0)
      stages.push({ name: 'recognise', version: STAGE_VERSIONS.recognise, ms: Math.round(this.#ocrMs) });
    const layer = this.#replaced ?? this.layer;
    if (layer !== undefined) {
      stages.push({ name: layer.wrong ? 'layer-replaced' : 'layer-kept', version: 1, ms: 0 });
      this.#metadata.push({ name: 'Text layer', value: sayVerdict(layer), origin: 'recognition' });
    }
    stages.push({ name: 'passages', version: STAGE_VERSIONS.passages, ms: Math.round(performance.now() - begun) });
    const common = { layout: this.#layout, mediaType: this.#mediaType, stages, peakBytes: this.#peakBytes };
    const something = text !== '' || this.#pages.length > 0 || this.#metadata.length > 0;
    if (!something && this.#described === undefined) return { ...common, end: this.#judge(end, text) };
    const article = this.#described?.article?.filter((span) => isSpan(span, text.length));
    const reading: Reading = {
      mediaType: this.#mediaType,
      ...(this.#described?.title === undefined ? {} : { title: this.#described.title }),
      ...(this.#described?.byline === undefined ? {} : { byline: this.#described.byline }),
      ...(this.#described?.published === undefined ? {} : { published: this.#described.published }),
      ...(article === undefined ? {} : { article }),
      metadata: this.#metadata,
      text,
      pages: this.#pages,
      passages,
      stages,
    };
    return { ...common, reading, end: this.#judge(end, text) };
  }

  #takeText(text: string, blocks: readonly Span[] | undefined): void {
    if (this.#whole !== undefined || this.#pageFrames > 0) throw new FramesBroken('a second text');
    if (text.length > TEXT_LIMIT) throw new FramesBroken('too much text');
    if (blocks?.some((span) => !isSpan(span, text.length)) === true) throw new FramesBroken('a block outside the text');
    this.#whole = blocks === undefined ? { text } : { text, blocks };
  }

  async #takePage(header: PageHeader, payload: Buffer): Promise<void> {
    if (this.#whole !== undefined) throw new FramesBroken('a page beside a text');
    if (this.#pageFrames >= PAGE_LIMIT) throw new FramesBroken('too many pages');
    if (header.number <= this.#lastNumber) throw new FramesBroken('pages out of order');
    this.#lastNumber = header.number;
    this.#pageFrames++;
    const page = Promise.resolve(this.#pageText(header, payload));
    page.catch(() => {}); // safe: it is told when its turn comes, and must not be unhandled until then
    this.#coming.push({ header, page });
    await this.#settlePages(RECOGNISED_AT_ONCE - 1);
  }

  /** Puts pages into the document in order until no more than so many are waited for. */
  async #settlePages(most: number): Promise<void> {
    while (this.#coming.length > most) {
      const next = this.#coming.shift();
      if (next !== undefined) this.#settlePage(next.header, await next.page);
    }
  }

  #settlePage(header: PageHeader, page: PageText): void {
    const start = this.#texts.length === 0 ? 0 : this.#textLength + PAGE_BREAK.length;
    const end = start + page.text.length;
    this.#words += page.words.length / NUMBERS_A_WORD;
    if (end > TEXT_LIMIT + PAGE_LIMIT * PAGE_BREAK.length) throw new FramesBroken('too much text');
    if (this.#words > WORD_LIMIT) throw new FramesBroken('too many words');
    this.#textLength = end;
    this.#texts.push(page.text);
    const { number, width, height, unit } = header;
    const recognised = page.confidence === undefined ? {} : { confidence: page.confidence };
    const textFrom = page.text === '' ? 'none' : page.confidence === undefined ? 'layer' : 'ocr';
    this.#pages.push({ number, width, height, unit, start, end, textFrom, ...recognised });
    shift(page.words, start);
    this.#layout.push({ number, words: page.words });
    this.#blocks.push(page.blocks);
  }

  /** @throws FramesBroken at once; the words of a picture come later. */
  #pageText(header: PageHeader, payload: Buffer): PageText | Promise<PageText> {
    const wordsAt = header.textBytes;
    const pictureAt = wordsAt + header.wordsBytes;
    if (pictureAt > payload.byteLength) throw new FramesBroken('a page shorter than it says');
    const text = parseText(payload.subarray(0, wordsAt));
    const words = parseWords(payload.subarray(wordsAt, pictureAt), text.length);
    if (header.blocks?.some((span) => !isSpan(span, text.length)) === true)
      throw new FramesBroken('a block outside its page');
    const own: PageText = header.blocks === undefined ? { text, words } : { text, words, blocks: header.blocks };
    const picture = payload.subarray(pictureAt);
    if (picture.byteLength === 0 || header.dpi === undefined) return own;
    return this.#recognised(own, picture, header);
  }

  async #recognised(
    own: PageText,
    picture: Buffer,
    { dpi = 72, width, compare, ready }: PageHeader,
  ): Promise<PageText> {
    const { recognise } = await import('./ocr.ts');
    // Pixels of the picture for one unit of the page.
    const scale = (decodePgm(picture)?.width ?? width) / width;
    const signal = this.#signal === undefined ? {} : { signal: this.#signal };
    const found = await recognise(picture, dpi, {
      scale,
      likely: () => this.#likely,
      ...(ready === undefined ? {} : { ready }),
      ...signal,
    });
    if (found.words.length > 0) this.#likely = found.languages;
    this.#ocrMs += found.ms;
    if (found.failure !== undefined && own.text.trim() === '') this.#unrecognised.push(found.failure);
    if (compare === true) this.#layer.compare(own.text, found);
    // A poor text layer is better than nothing.
    if (compare === true || found.text.trim() === '') return own;
    const { text, words, blocks, confidence } = found;
    const all = keptBeside({ text, words, blocks, confidence }, { ...own, words: unpackWords(own.words) });
    return { ...all, words: packWords(all.words) };
  }

  async #passages(text: string): Promise<readonly Passage[]> {
    if (text.trim() === '') return [];
    await readyLanguages();
    const spans =
      this.#whole === undefined
        ? this.#pages.flatMap((page, at) => this.#pagePassages(text, page, this.#blocks[at]))
        : cutIntoPassages(text, this.#whole.blocks);
    const guesses: Guess[] = [];
    for (const { start, end } of spans) {
      const words = text.slice(start, end);
      guesses.push({ ...identifyLanguage(words), script: mainScript(words) });
      // Milliseconds each, and a book has thousands: whoever else waits for this process comes in between.
      if (guesses.length % BREATHE_EVERY === 0) await immediate();
    }
    const passages: Passage[] = [];
    let page = 0;
    for (const [at, span] of spans.entries()) {
      while (page + 1 < this.#pages.length && span.start >= (this.#pages[page + 1]?.start ?? Infinity)) page += 1;
      const number = this.#pages[page]?.number;
      const language = settle(guesses, at);
      passages.push(number === undefined ? { ...span, language } : { ...span, language, page: number });
    }
    return passages;
  }

  #pagePassages(text: string, page: Page, blocks: readonly Span[] | undefined): readonly Span[] {
    return cutIntoPassages(text.slice(page.start, page.end), blocks).map(({ start, end }) => ({
      start: start + page.start,
      end: end + page.start,
    }));
  }

  #judge(end: ReadingEnd, text: string): ReadingEnd {
    if (end.outcome === 'unreadable') {
      // What came out before a process was stopped is kept and shown.
      return text.trim() === '' ? end : { ...end, outcome: 'read-in-part' };
    }
    if (end.outcome !== 'read') return end;
    const [failure] = this.#unrecognised;
    if (failure !== undefined) {
      if (text.trim() === '' && !this.hasContents) return { outcome: 'unreadable', reason: failure };
      const params = { pages: this.#unrecognised.length, total: this.#pages.length };
      return { outcome: 'read-in-part', reason: { code: 'some-pages-unread', params } };
    }
    if (text.trim() === '' && !this.hasContents) return { outcome: 'unreadable', reason: { code: 'no-text' } };
    return doubt(this.#pages) ?? end;
  }
}

function doubt(pages: readonly Page[]): ReadingEnd | undefined {
  const doubtful = pages.filter(({ confidence }) => confidence !== undefined && confidence < DOUBTFUL);
  if (doubtful.length === 0) return undefined;
  const mean = doubtful.reduce((sum, page) => sum + (page.confidence ?? 0), 0) / doubtful.length;
  const reason: Reason = { code: 'ocr-doubtful', params: { confidence: Math.round(mean), pages: doubtful.length } };
  return { outcome: 'read-in-part', reason };
}

interface Guess {
  readonly language: string;
  readonly sure: boolean;
  readonly script: string;
}

/** A short passage takes the language of the nearest one that is sure and in the same script. */
function settle(guesses: readonly Guess[], at: number): string {
  const guess = guesses[at];
  if (guess === undefined || guess.sure || guess.script === 'none') return guess?.language ?? 'und';
  for (let away = 1; away <= 20; away += 1) {
    for (const other of [guesses[at - away], guesses[at + away]]) {
      if (other?.sure === true && other.script === guess.script) return other.language;
    }
  }
  return guess.language;
}

/** From the text of its page to the text of the document, in place. */
function shift(words: PackedWords, by: number): void {
  if (by === 0) return;
  for (let at = 0; at < words.length; at += NUMBERS_A_WORD) {
    words[at] = (words[at] ?? 0) + by;
    words[at + 1] = (words[at + 1] ?? 0) + by;
  }
}
