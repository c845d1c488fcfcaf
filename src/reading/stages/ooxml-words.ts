import type { MetadataField } from '../../nouns/reading.ts';
import { attributeOf, reachesOut, walkXml, type OfficeText, type XmlHandler } from './office-text.ts';
import { isOff, NO_STYLES, type HidingStyles } from './ooxml-styles.ts';

/** Who wrote the comments of a presentation, by the number or id that its comments give. */
export type Authors = ReadonlyMap<string, string>;

export interface WordsOf {
  readonly text: OfficeText;
  readonly fields: MetadataField[];
  /** Its path in the package. */
  readonly part: string;
  readonly authors?: Authors;
  readonly styles?: HidingStyles;
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

/** Properties as they were before a tracked change of formatting; who made it and when (§17.13.5). */
const WERE = /PrChange$|^(tblGridChange|numberingChange)$/v;
const CHANGED: Readonly<Record<string, string>> = {
  pPrChange: 'paragraph',
  numberingChange: 'numbering',
  sectPrChange: 'section',
  tblPrChange: 'table',
  tblPrExChange: 'table',
  tblGridChange: 'table',
  trPrChange: 'table row',
  tcPrChange: 'table cell',
};
/** UTF-16 units of the words that a change of formatting names. */
const FORMATTED_SHOWN = 200;

/** Field instructions that fetch or run when the document is opened (ECMA-376 part 1 §17.16.5). */

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
  readonly #styles: HidingStyles;
  /** Of each paragraph that is open: what its style says of its runs. */
  readonly #paragraphsHide: boolean[] = [];
  /** Elements that tell how something was formatted before. */
  #inWere = 0;
  /** Who changed the formatting of the open run, and what that person formatted so far in this paragraph. */
  #runFormattedBy: string | undefined;
  #formatted: { readonly by: string; words: string } | undefined;

  constructor(to: WordsOf) {
    this.#to = to;
    this.#isChart = /\/charts\//v.test(to.part);
    this.#styles = to.styles ?? NO_STYLES;
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name === 'Fallback') this.#inFallback += 1;
    if (this.#inFallback > 0) return;
    if (WERE.test(name)) this.#openWere(name, attributes);
    if (this.#inWere > 0) return;
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
      this.#runHidden = this.#styles.everything || this.#paragraphsHide.at(-1) === true;
      this.#runFormattedBy = undefined;
    }
    this.#openFormat(name, attributeOf(attributes, 'val'));
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
    if (WERE.test(name)) this.#inWere -= 1;
    if (this.#inWere > 0 || WERE.test(name)) return;
    const { text } = this.#to;
    for (const change of this.#changes) change.depth -= 1;
    if ((this.#changes.at(-1)?.depth ?? 0) < 0) this.#closeChange(this.#changes.pop());
    if (this.#isText(name)) {
      this.#inText -= 1;
      if (this.#isChart && name !== 't') this.#say('\t');
    }
    if (name === 'r') this.#inRun -= 1;
    if (name === 'instrText') {
      if (this.#instruction !== undefined && reachesOut(this.#instruction))
        this.#field('active-content', `field ${this.#instruction.trim()}`);
      this.#instruction = undefined;
    }
    if (name === 'p' || this.#isSeries(name) || name === 'text') {
      this.#flushHidden();
      this.#flushFormatted();
      this.#paragraphsHide.pop();
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
      this.#flushFormatted();
      this.#paragraphsHide.push(this.#styles.paragraph(undefined));
      text.openParagraph();
    }
    if (name === 'tr') text.openRow();
  }

  /** What hides the words of the open run: its paragraph's style, its own, or the run itself, which has the last word. */
  #openFormat(name: string, value: string | undefined): void {
    const at = this.#paragraphsHide.length - 1;
    if (name === 'pStyle' && at >= 0) this.#paragraphsHide[at] = this.#styles.paragraph(value);
    if (this.#inRun === 0) return;
    // Formatting hides nothing of what stands on paper where it only says how a web page is shown (`webHidden`).
    if (name === 'vanish') this.#runHidden = !isOff(value);
    if (name === 'rStyle' && value !== undefined && this.#styles.character(value)) {
      this.#runHidden = this.#styles.everything || this.#paragraphsHide[at] !== true;
    }
  }

  #openWere(name: string, attributes: Readonly<Record<string, string>>): void {
    this.#inWere += 1;
    if (this.#inWere > 1) return;
    const by = signature(attributes);
    if (name !== 'rPrChange') return this.#field('tracked-format', `${by}: ${CHANGED[name] ?? 'layout'}`);
    // Of a paragraph's mark there are no words to name.
    if (this.#inRun > 0) this.#runFormattedBy = by;
  }

  /** Runs one after another that the same person formatted at the same time are one change. */
  #flushFormatted(): void {
    const { by = '', words = '' } = this.#formatted ?? {};
    this.#formatted = undefined;
    const clean = words.replaceAll(/\s+/gv, ' ').trim();
    if (clean !== '') this.#field('tracked-format', `${by}: ${clean.slice(0, FORMATTED_SHOWN).toWellFormed()}`);
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
    const by = this.#inRun > 0 ? this.#runFormattedBy : undefined;
    if (by !== this.#formatted?.by) this.#flushFormatted();
    if (by !== undefined) this.#formatted = { by, words: (this.#formatted?.words ?? '') + words };
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
