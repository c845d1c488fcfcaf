import type { MetadataField } from '../../nouns/reading.ts';
import type { OdfStyles } from './odf-styles.ts';
import { attributeOf, walkXml, type OfficeText, type XmlHandler } from './office-text.ts';
import { hiddenText } from './ooxml-words.ts';

interface WordsOf {
  readonly text: OfficeText;
  readonly fields: MetadataField[];
  readonly styles: OdfStyles;
}

/**
 * The words of one part. What a style or a section hides stands where it is, marked; what tracked changes deleted is told
 * at the end of the text.
 *
 * @throws ReadingFailed `broken`
 */
export function walkOdfPart(bytes: Uint8Array, words: WordsOf): void {
  walkXml(bytes, new Walk(words));
}

/** Of text (text:p, text:h), and a formula (math:math), whose tokens (MathML 3, §3.2) are its words. */
const PARAGRAPHS = new Set(['p', 'h', 'math']);
/** Elements whose content may stand outside the file (ISO/IEC 26300 §19.910), and is fetched without a click. */
const FETCHED = new Set(
  'image fill-image object object-ole plugin floating-frame section-source table-source'.split(' '),
);
const ELSEWHERE = /^(https?|ftp|file|smb):|^(\/\/|\\\\)/iv;
const TOKENS = new Set(['mi', 'mn', 'mo', 'ms', 'mtext']);
/** Elements that may hide what is within them. */
const HIDING = new Set([...PARAGRAPHS, 'span', 'a', 'section']);
/** UTF-16 units of the words that a change of formatting names. */
const FORMATTED_SHOWN = 200;

type Attributes = Readonly<Record<string, string>>;

class Walk implements XmlHandler {
  readonly #to: WordsOf;
  #deletion: string | undefined;
  // office:change-info: who and when, of the change that is open.
  #inInfo = false;
  readonly #info: string[] = [];
  #region = '';
  /** Changes of formatting by their id, and those whose words are being read. */
  readonly #formats = new Map<string, string>();
  readonly #open = new Map<string, string>();
  /** Of each element that may hide something: whether its words are hidden. */
  readonly #hides: boolean[] = [];
  #hidden = '';
  /** In a formula, beside whose tokens a program writes the formula once more for itself. */
  #inMath = false;
  #inToken = false;

  constructor(to: WordsOf) {
    this.#to = to;
  }

  open(name: string, attributes: Attributes): void {
    const { text } = this.#to;
    if (PARAGRAPHS.has(name)) {
      this.#flushHidden();
      text.openParagraph();
    }
    if (name === 'math') this.#inMath = true;
    if (TOKENS.has(name)) this.#inToken = true;
    if (HIDING.has(name)) this.#hides.push(this.#isHidden(name, attributes));
    this.#openChange(name, attributes);
    if (name === 'event-listener' && /script/iv.test(attributeOf(attributes, 'language') ?? ''))
      this.#field('active-content', `script on ${attributeOf(attributes, 'event-name') ?? 'an event'}`);
    if (FETCHED.has(name)) {
      const from = attributeOf(attributes, 'href') ?? '';
      if (ELSEWHERE.test(from)) this.#field('active-content', `fetches ${name} from ${from}`);
    }
    if (name === 'table-row') text.openRow();
    if (name === 'tab') this.#say('\t');
    if (name === 'line-break') this.#say('\n');
    if (name === 's') this.#say(' '.repeat(Math.min(80, Number(attributeOf(attributes, 'c') ?? 1) || 1)));
    // §7.7.4: a field that shows its words on a condition; the element is empty while it does not.
    if (name === 'hidden-text' && attributeOf(attributes, 'is-hidden') === 'true') {
      this.#hides.push(true);
      this.#say(attributeOf(attributes, 'string-value') ?? '');
      this.#hides.pop();
    }
  }

  text(words: string): void {
    if (this.#inMath && !this.#inToken) return;
    if (!this.#inInfo) this.#say(words);
    else if (words.trim() !== '') this.#info.push(words.trim());
  }

  close(name: string): void {
    const { text } = this.#to;
    this.#closeChange(name);
    if (name === 'math') this.#inMath = false;
    if (TOKENS.has(name)) {
      this.#inToken = false;
      this.#say(' ');
    }
    if (HIDING.has(name)) this.#hides.pop();
    if (PARAGRAPHS.has(name)) {
      this.#flushHidden();
      text.closeParagraph();
    }
    if (name === 'table-cell' || name === 'covered-table-cell') text.closeCell();
    if (name === 'table-row') text.closeRow();
  }

  #isHidden(name: string, attributes: Attributes): boolean {
    const around = this.#hides.at(-1) ?? false;
    if (name === 'section') {
      const display = attributeOf(attributes, 'display');
      const unless = display === 'condition' && attributeOf(attributes, 'is-hidden') === 'true';
      return around || display === 'none' || unless;
    }
    const family = PARAGRAPHS.has(name) ? 'paragraph' : 'text';
    return this.#to.styles.hides(family, attributeOf(attributes, 'style-name') ?? '') ?? around;
  }

  #openChange(name: string, attributes: Attributes): void {
    if (name === 'deletion') this.#deletion = '';
    if (name === 'changed-region') {
      this.#info.length = 0;
      this.#region = attributeOf(attributes, 'id') ?? '';
    }
    if (name === 'change-info') this.#inInfo = true;
    const change = attributeOf(attributes, 'change-id') ?? '';
    if (name === 'change-start' && this.#formats.has(change)) this.#open.set(change, '');
    if (name === 'change-end') this.#closeFormat(change);
  }

  #closeChange(name: string): void {
    const by = this.#info.join(' ');
    if (name === 'change-info') this.#inInfo = false;
    if (name === 'insertion') this.#field('tracked-insertion', by);
    if (name === 'format-change') this.#formats.set(this.#region, by);
    if (name !== 'deletion') return;
    const value = this.#deletion?.replaceAll(/\s+/gv, ' ').trim() ?? '';
    if (value !== '') this.#field('tracked-deletion', `${by}: ${value}`);
    this.#to.text.deleted(by, value);
    this.#deletion = undefined;
  }

  #closeFormat(change: string): void {
    const words = this.#open.get(change)?.replaceAll(/\s+/gv, ' ').trim() ?? '';
    this.#open.delete(change);
    if (words === '') return;
    const shown = words.slice(0, FORMATTED_SHOWN).toWellFormed();
    this.#field('tracked-format', `${this.#formats.get(change) ?? ''}: ${shown}`);
  }

  #say(words: string): void {
    if (this.#deletion !== undefined) {
      this.#deletion += words;
      return;
    }
    for (const [change, so] of this.#open) {
      if (so.length < FORMATTED_SHOWN) this.#open.set(change, so + words);
    }
    if (this.#hides.at(-1) === true && this.#to.text.inParagraph) this.#hidden += words;
    else {
      this.#flushHidden();
      this.#to.text.say(words);
    }
  }

  /** Hidden stretches one after another are one. */
  #flushHidden(): void {
    const words = this.#hidden;
    this.#hidden = '';
    if (words.trim() === '') return this.#to.text.say(words);
    this.#field('hidden-text', words);
    this.#to.text.say(hiddenText(words));
  }

  #field(name: string, value: string): void {
    this.#to.fields.push({ name, value, origin: 'odf' });
  }
}
