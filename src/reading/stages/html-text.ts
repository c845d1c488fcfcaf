import { parseHTML } from 'linkedom';
import type { Span } from '../../nouns/reading.ts';

/** A stretch of text that one block element holds, and that element. */
export interface HtmlBlock extends Span {
  readonly element: Element;
}

export interface HtmlText {
  readonly text: string;
  readonly blocks: readonly HtmlBlock[];
  /** How many block elements stand within each other at most. */
  readonly depth: number;
}

/** A page without anything of it being run, drawn or fetched. */
export function parsePage(html: string): Document {
  // Without these two the parser takes the first element for the page.
  const whole = /<html[\s>]/iv.test(html) ? html : `<!doctype html><html><body>${html}</body></html>`;
  return parseHTML(whole).document;
}

const BLOCKS = new Set(
  `ADDRESS ARTICLE ASIDE BLOCKQUOTE BODY CAPTION CENTER DD DETAILS DIALOG DIR DIV DL DT FIELDSET FIGCAPTION FIGURE FOOTER
   FORM H1 H2 H3 H4 H5 H6 HEADER HGROUP HR HTML LEGEND LI MAIN MENU NAV OL OPTION P PRE SECTION SELECT SUMMARY TABLE TBODY TFOOT
   THEAD TR UL`.split(/\s+/v),
);
const SILENT = new Set(['SCRIPT', 'STYLE', 'HEAD', 'IFRAME', 'OBJECT', 'CANVAS', 'TEMPLATE']);
const CELLS = new Set(['TD', 'TH']);

const ELEMENT = 1;
const TEXT = 3;

/**
 * All the text of a page in the order of its source, hidden text included, one block a paragraph. Walks without
 * recursion: pages nest ten thousand deep when someone wants a reader to fall over.
 */
export function textOf(root: Element): HtmlText {
  const builder = new BlockBuilder(root);
  let node: Node | null = root;
  while (node !== null) {
    if (node.nodeType === TEXT) builder.say(node.nodeValue ?? '');
    const inside: ChildNode | null = isSilent(node) ? null : node.firstChild;
    if (node.nodeType === ELEMENT && !isSilent(node)) builder.enter(asElement(node));
    if (inside !== null) {
      node = inside;
      continue;
    }
    while (node !== null) {
      if (node.nodeType === ELEMENT && !isSilent(node)) builder.leave(asElement(node));
      if (node === root) return builder.done();
      if (node.nextSibling !== null) {
        node = node.nextSibling;
        break;
      }
      node = node.parentNode;
    }
  }
  return builder.done();
}

function isSilent(node: Node): boolean {
  return SILENT.has(node.nodeName.toUpperCase());
}

function asElement(node: Node): Element {
  // eslint-disable-next-line typescript/no-unsafe-type-assertion -- nodeType is the DOM's own test for elements
  return node as Element;
}

class BlockBuilder {
  readonly #blocks: HtmlBlock[] = [];
  readonly #owners: Element[];
  #text = '';
  #line = '';
  #preformatted = 0;
  #depth = 0;

  constructor(root: Element) {
    this.#owners = [root];
  }

  say(words: string): void {
    this.#line += this.#preformatted > 0 ? words : words.replaceAll(/[\t\n\f\r\u00A0 ]+/gv, ' ');
  }

  enter(element: Element): void {
    const name = element.nodeName.toUpperCase();
    if (name === 'BR') this.#line += '\n';
    if (CELLS.has(name) && this.#line.trim() !== '') this.#line += '\t';
    if (name === 'PRE' || name === 'TEXTAREA') this.#preformatted += 1;
    if (!BLOCKS.has(name)) return;
    this.#flush();
    this.#owners.push(element);
    this.#depth = Math.max(this.#depth, this.#owners.length);
  }

  leave(element: Element): void {
    const name = element.nodeName.toUpperCase();
    if (name === 'PRE' || name === 'TEXTAREA') this.#preformatted -= 1;
    if (!BLOCKS.has(name)) return;
    this.#flush();
    this.#owners.pop();
  }

  done(): HtmlText {
    this.#flush();
    return { text: this.#text, blocks: this.#blocks, depth: this.#depth };
  }

  #flush(): void {
    const line = this.#line
      .replaceAll(/\r\n?/gv, '\n')
      .replaceAll(/ *([\t\n]) */gv, '$1')
      .replaceAll(/\n{3,}/gv, '\n\n')
      .replaceAll('\0', '')
      .trim();
    this.#line = '';
    const element = this.#owners.at(-1);
    if (line === '' || element === undefined) return;
    const start = this.#text === '' ? 0 : this.#text.length + 2;
    this.#text += this.#text === '' ? line : `\n\n${line}`;
    this.#blocks.push({ start, end: this.#text.length, element });
  }
}
