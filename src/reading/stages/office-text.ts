import { SaxesParser, type SaxesTagPlain } from 'saxes';
import type { ReadingEnd, Span } from '../../nouns/reading.ts';
import { ReadingFailed } from '../reader.ts';
import { decode } from './decode.ts';

/** In bytes: one XML part of a document; the longest book measured takes a tenth. */
export const PART_LIMIT = 128 * 1024 * 1024;

export interface XmlHandler {
  open(name: string, attributes: Readonly<Record<string, string>>): void;
  text(words: string): void;
  close(name: string): void;
}

/**
 * Walks an XML part. Entities of a document type are never expanded and nothing outside is fetched: the parser knows
 * none. Names come without their prefix.
 *
 * @throws ReadingFailed `broken`
 */
export function walkXml(bytes: Uint8Array, handler: XmlHandler): void {
  const parser = new SaxesParser({ xmlns: false });
  parser.on('error', (error) => {
    throw new ReadingFailed({ code: 'broken' }, error);
  });
  parser.on('opentag', (tag: SaxesTagPlain) => handler.open(local(tag.name), tag.attributes));
  parser.on('text', (words) => handler.text(words));
  parser.on('cdata', (words) => handler.text(words));
  parser.on('closetag', (tag: SaxesTagPlain) => handler.close(local(tag.name)));
  parser.write(decode(bytes).text).close();
}

/** Walks a part as far as it goes; false if it broke off. What was said before then stays. */
export function walkAsFar(walk: () => void): boolean {
  try {
    walk();
    return true;
  } catch (error) {
    // Safe: half of a document is worth reading, and its outcome says that it is half.
    if (error instanceof ReadingFailed && error.reason.code === 'broken') return false;
    throw error;
  }
}

/** How a document ends of which parts may have broken off. @throws ReadingFailed `broken` if nothing is left */
export function endOfParts(whole: boolean, text: string): ReadingEnd {
  if (whole) return { outcome: 'read' };
  if (text.trim() === '') throw new ReadingFailed({ code: 'broken' });
  return { outcome: 'read-in-part', reason: { code: 'broken' } };
}

/** The value of an attribute, whatever prefix the file gives it. */
export function attributeOf(attributes: Readonly<Record<string, string>>, name: string): string | undefined {
  if (attributes[name] !== undefined) return attributes[name];
  const found = Object.keys(attributes).find((key) => local(key) === name);
  return found === undefined ? undefined : attributes[found];
}

function local(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

/** Whether a field of Word (ECMA-376 part 1 §17.16.5) fetches what it shows from another file, or talks to a program. */
export function reachesOut(instruction: string): boolean {
  return /^\s*(DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|LINK|IMPORT)\b/iv.test(instruction);
}

interface Row {
  readonly cells: string[];
  /** Of the cell that is open. */
  readonly lines: string[];
}

/** The line above what tracked changes deleted. */
export const DELETED = '[Deleted by tracked changes]';

/** Collects paragraphs and table rows. Paragraphs nest (text boxes, notes), and so do tables. */
export class OfficeText {
  readonly #paragraphs: string[] = [];
  readonly #rows: Row[] = [];
  readonly #blocks: Span[] = [];
  readonly #parts: string[] = [];
  readonly #deleted: string[] = [];
  #length = 0;

  get inParagraph(): boolean {
    return this.#paragraphs.length > 0;
  }

  openParagraph(): void {
    this.#paragraphs.push('');
  }

  say(words: string): void {
    const at = this.#paragraphs.length - 1;
    const so = this.#paragraphs[at];
    if (so !== undefined) this.#paragraphs[at] = so + words;
  }

  closeParagraph(): void {
    const words = this.#paragraphs.pop()?.trim() ?? '';
    if (words === '') return;
    const row = this.#rows.at(-1);
    if (row === undefined) this.emit(words);
    else row.lines.push(words);
  }

  openRow(): void {
    this.#rows.push({ cells: [], lines: [] });
  }

  closeCell(): void {
    const row = this.#rows.at(-1);
    row?.cells.push(row.lines.splice(0).join('\n'));
  }

  /** Cells are parted by tabs; a table within a cell becomes lines of that cell. */
  closeRow(): void {
    const row = this.#rows.pop();
    if (row === undefined) return;
    const line = [...row.cells, ...row.lines].join('\t').trim();
    if (line === '') return;
    const outer = this.#rows.at(-1);
    if (outer === undefined) this.emit(line);
    else outer.lines.push(line);
  }

  /** One block of its own. */
  emit(block: string): void {
    const clean = block.replaceAll('\0', '');
    const start = this.#length === 0 ? 0 : this.#length + 2;
    this.#parts.push(clean);
    this.#length = start + clean.length;
    this.#blocks.push({ start, end: this.#length });
  }

  /** Ends whatever a part that broke off has left open. */
  closeAll(): void {
    while (this.#paragraphs.length > 0) this.closeParagraph();
    while (this.#rows.length > 0) this.closeRow();
  }

  /** What a tracked change deleted, and who did it when, as far as the file says so. */
  deleted(by: string, words: string): void {
    const clean = words.replaceAll(/\s+/gv, ' ').trim();
    if (clean !== '') this.#deleted.push(by === '' ? clean : `[${by}] ${clean}`);
  }

  /** What was deleted stands at the end: found, and never read as what the document says. */
  done(): { readonly text: string; readonly blocks: readonly Span[] } {
    if (this.#deleted.length > 0) this.emit(DELETED);
    for (const words of this.#deleted.splice(0)) this.emit(words);
    return { text: this.#parts.join('\n\n'), blocks: this.#blocks };
  }
}

/** The words of each element that has some and no element within it, in order: for parts that hold properties. */
export function leavesOf(bytes: Uint8Array): readonly { readonly name: string; readonly value: string }[] {
  const leaves: { name: string; value: string }[] = [];
  let words = '';
  let key = '';
  walkXml(bytes, {
    open(name, attributes) {
      words = '';
      // Custom properties carry their name in an attribute, the value in a child.
      if (name === 'property' || name === 'user-defined') key = attributeOf(attributes, 'name') ?? '';
    },
    text(more) {
      words += more;
    },
    close(name) {
      if (words.trim() !== '') leaves.push({ name: key === '' ? name : key, value: words.trim() });
      words = '';
      if (name === 'property' || name === 'user-defined') key = '';
    },
  });
  return leaves;
}
