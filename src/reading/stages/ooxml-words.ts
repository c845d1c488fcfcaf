import type { MetadataField } from '../../nouns/reading.ts';
import { attributeOf, walkXml, type OfficeText, type XmlHandler } from './office-text.ts';

/** Who wrote the comments of a presentation, by the number or id that its comments give. */
export type Authors = ReadonlyMap<string, string>;

export interface WordsOf {
  readonly text: OfficeText;
  readonly fields: MetadataField[];
  /** Its path in the package. */
  readonly part: string;
  readonly authors?: Authors;
}

/**
 * The words of one part (ECMA-376 part 1; comments and charts of later years too). What tracked changes inserted and
 * what is formatted as hidden stands where it is, the latter marked; what was deleted is told at the end of the text.
 *
 * @throws ReadingFailed `broken`
 */
export function walkPart(bytes: Uint8Array, words: WordsOf): void {
  walkXml(bytes, new Walk(words));
}

/** Changes whose words are kept as fields, by the name of their element. */
const TRACKED: Readonly<Record<string, string>> = {
  del: 'tracked-deletion',
  moveFrom: 'tracked-move',
  ins: 'tracked-insertion',
};

/** Field instructions that fetch or run when the document is opened (ECMA-376 part 1 §17.16.5). */
const OUTGOING = /^\s*(DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|LINK|IMPORT)\b/iv;

interface Change {
  readonly name: string;
  readonly by: string;
  words: string;
  /** Elements open within it. */
  depth: number;
}

class Walk implements XmlHandler {
  readonly #to: WordsOf;
  readonly #isChart: boolean;
  /** The same shape is written a second time for programs that do not know the first form. */
  #inFallback = 0;
  #inText = 0;
  #inRun = 0;
  #instruction: string | undefined;
  readonly #changes: Change[] = [];
  /** Of the run that is open, and what hidden runs before it have said. */
  #runHidden = false;
  #hidden = '';

  constructor(to: WordsOf) {
    this.#to = to;
    this.#isChart = /\/charts\//v.test(to.part);
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name === 'Fallback') this.#inFallback += 1;
    if (this.#inFallback > 0) return;
    for (const change of this.#changes) change.depth += 1;
    const { text } = this.#to;
    const tracked = TRACKED[name];
    if (tracked !== undefined && text.inParagraph) {
      this.#changes.push({ name: tracked, by: signature(attributes), words: '', depth: 0 });
    }
    this.#openStructure(name, attributes);
    if (this.#isText(name)) this.#inText += 1;
    if (name === 'r') {
      this.#inRun += 1;
      this.#runHidden = false;
    }
    if ((name === 'vanish' || name === 'webHidden') && this.#inRun > 0 && !isOff(attributeOf(attributes, 'val')))
      this.#runHidden = true;
    if (name === 'instrText') this.#instruction = '';
    if (name === 'tab' && this.#inRun > 0) this.#say('\t');
    if ((name === 'br' || name === 'cr') && text.inParagraph) this.#say('\n');
    if (name === 'noBreakHyphen') this.#say('-');
  }

  text(words: string): void {
    if (this.#inFallback > 0) return;
    if (this.#instruction !== undefined) this.#instruction += words;
    if (this.#inText > 0) this.#say(words);
  }

  close(name: string): void {
    if (name === 'Fallback') this.#inFallback -= 1;
    if (this.#inFallback > 0 || name === 'Fallback') return;
    const { text } = this.#to;
    for (const change of this.#changes) change.depth -= 1;
    if ((this.#changes.at(-1)?.depth ?? 0) < 0) this.#closeChange(this.#changes.pop());
    if (this.#isText(name)) {
      this.#inText -= 1;
      if (this.#isChart && name !== 't') this.#say('\t');
    }
    if (name === 'r') this.#inRun -= 1;
    if (name === 'instrText') {
      if (this.#instruction !== undefined && OUTGOING.test(this.#instruction))
        this.#field('active-content', `field ${this.#instruction.trim()}`);
      this.#instruction = undefined;
    }
    if (name === 'p' || this.#isSeries(name) || name === 'text') {
      this.#flushHidden();
      text.closeParagraph();
    }
    if (name === 'tc') text.closeCell();
    if (name === 'tr') text.closeRow();
  }

  #openStructure(name: string, attributes: Readonly<Record<string, string>>): void {
    const { text, part } = this.#to;
    if (name === 'comment') text.emit(`[${signature(attributes)}]`);
    if (name === 'cm') text.emit(`[${this.#commenter(attributes)}]`);
    if (name === 'sld' && isOff(attributeOf(attributes, 'show'))) {
      const slide = /\d+/v.exec(part)?.[0] ?? part;
      this.#field('hidden-slide', slide);
      text.emit(hiddenSlide(slide));
    }
    if (name === 'p' || this.#isSeries(name) || name === 'text') {
      this.#flushHidden();
      text.openParagraph();
    }
    if (name === 'tr') text.openRow();
  }

  /** In a drawing `v` is a vector shape, in a chart a value; `pt` is a value of the charts of 2016 and later. */
  #isText(name: string): boolean {
    if (name === 't' || name === 'delText' || name === 'text') return true;
    return this.#isChart && (name === 'v' || (name === 'pt' && /chartEx/v.test(this.#to.part)));
  }

  /** Names or values of a series, which a chart keeps beside those of its workbook. */
  #isSeries(name: string): boolean {
    return this.#isChart && /^(strCache|numCache|multiLvlStrCache|strDim|numDim)$/v.test(name);
  }

  #say(words: string): void {
    const change = this.#changes.findLast(({ name }) => name !== 'tracked-insertion');
    for (const each of this.#changes) each.words += words;
    if (change !== undefined) return;
    if (this.#runHidden && this.#inRun > 0) this.#hidden += words;
    else {
      this.#flushHidden();
      this.#to.text.say(words);
    }
  }

  /** Hidden runs one after another are one stretch. */
  #flushHidden(): void {
    const words = this.#hidden;
    this.#hidden = '';
    if (words.trim() === '') return this.#to.text.say(words);
    this.#field('hidden-text', words);
    this.#to.text.say(hiddenText(words));
  }

  #closeChange(change: Change | undefined): void {
    if (change === undefined || change.words.trim() === '') return;
    this.#field(change.name, `${change.by}: ${change.words}`);
    if (change.name === 'tracked-deletion') this.#to.text.deleted(change.by, change.words);
  }

  #commenter(attributes: Readonly<Record<string, string>>): string {
    const name = this.#to.authors?.get(attributeOf(attributes, 'authorId') ?? '') ?? '';
    return `${name} ${attributeOf(attributes, 'dt') ?? attributeOf(attributes, 'created') ?? ''}`.trim();
  }

  #field(name: string, value: string): void {
    this.#to.fields.push({ name, value, origin: 'ooxml' });
  }
}

/** Stands before the words of a slide that is left out when slides are shown. */
export function hiddenSlide(number: string): string {
  return `[Hidden slide ${number}]`;
}

/** Words formatted as hidden, as they stand in a text. */
export function hiddenText(words: string): string {
  const [, before = '', inner = '', after = ''] = /^(\s*)(.*?)(\s*)$/sv.exec(words) ?? [];
  return `${before}[hidden text: ${inner}]${after}`;
}

/** ECMA-376 part 1 §22.9.2.7: how a file says no. */
function isOff(value: string | undefined): boolean {
  return value === '0' || value === 'false' || value === 'off';
}

function signature(attributes: Readonly<Record<string, string>>): string {
  return [attributeOf(attributes, 'author'), attributeOf(attributes, 'date')]
    .filter((part) => part !== undefined)
    .join(' ');
}

/** Authors of a presentation's comments: §19.4.3, and the list of [MS-PPTX] 2.6. */
export function authorsIn(bytes: Uint8Array): readonly (readonly [string, string])[] {
  const authors: [string, string][] = [];
  walkXml(bytes, {
    open(name, attributes) {
      if (name !== 'cmAuthor' && name !== 'author') return;
      authors.push([attributeOf(attributes, 'id') ?? '', attributeOf(attributes, 'name') ?? '']);
    },
    text() {},
    close() {},
  });
  return authors;
}
