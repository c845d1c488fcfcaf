import type { MetadataField } from '../../nouns/reading.ts';
import type { Reader } from '../reader.ts';
import { decodeAs } from './decode.ts';
import { reachesOut } from './office-text.ts';
import { paragraphsOf } from '../passages.ts';

/** Rich Text Format 1.9.1: the text, and what the information group says. Pictures and objects are left out. */
export const rtfReader: Reader = {
  name: 'rtf',
  version: 2,
  accepts: (mediaType) => mediaType === 'text/rtf',
  async read(input, out) {
    const bytes = input.bytes();
    const { text, fields } = parseRtf(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1'));
    const title = fields.find(({ name }) => name === 'title')?.value;
    const byline = fields.find(({ name }) => name === 'author')?.value;
    out.describe({ ...(title === undefined ? {} : { title }), ...(byline === undefined ? {} : { byline }) });
    out.metadata(fields);
    out.text(text, paragraphsOf(text));
    return { outcome: 'read' };
  },
};

/** Groups whose words are no text of the document. */
const SILENT = new Set(
  `fonttbl colortbl stylesheet listtable listoverridetable revtbl rsidtbl generator pict object themedata colorschememapping
   latentstyles datastore xmlnstbl fldinst filetbl info nonshppict mmathPr wgrffmtfilter pgptbl`.split(/\s+/v),
);
/** Groups that say what is fetched when the file is shown. */
const ACTIVE = new Set(['template', 'fldinst']);
const OBJECTS: Readonly<Record<string, string>> = {
  objemb: 'embedded object (OLE)',
  objlink: 'linked object (OLE)',
  objautlink: 'linked object that fetches itself anew (OLE)',
  objocx: 'control (OLE)',
  objhtml: 'HTML control (OLE)',
};
const MOST_ACTIVE = 100; // a form letter repeats one field on every page
const TOLD = new Set(['title', 'author', 'operator', 'company', 'subject', 'keywords', 'doccomm', 'manager']);
const CHARACTERS: Readonly<Record<string, string>> = {
  par: '\n\n',
  sect: '\n\n',
  page: '\n\n',
  line: '\n',
  row: '\n',
  cell: '\t',
  tab: '\t',
  emdash: '—',
  endash: '–',
  bullet: '•',
  lquote: '‘',
  rquote: '’',
  ldblquote: '“',
  rdblquote: '”',
};
/** \fcharset of a font, as code page. */
const CHARSETS: Readonly<Record<number, number>> = {
  128: 932,
  129: 949,
  134: 936,
  136: 950,
  161: 1253,
  162: 1254,
  163: 1258,
  177: 1255,
  178: 1256,
  186: 1257,
  204: 1251,
  222: 874,
  238: 1250,
};

interface Group {
  /** Where its words go: the text, a field of the information group, the font table, or nowhere. */
  readonly to: string;
  readonly page: number;
  /** How many characters stand after each \u for readers that do not know it. */
  readonly skip: number;
}

const TOKEN = /\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([\dA-Fa-f]{2})|\\([^a-zA-Z])|([\{\}])|[\r\n]+|([^\\\{\}\r\n]+)/gv;

export function parseRtf(source: string): { readonly text: string; readonly fields: readonly MetadataField[] } {
  const parser = new RtfParser();
  for (const match of source.matchAll(TOKEN)) {
    const [, word, number, hex, symbol, brace, plain] = match;
    if (brace === '{') parser.open();
    else if (brace === '}') parser.close();
    else if (word !== undefined) parser.control(word, number === undefined ? undefined : Number(number));
    else if (hex !== undefined) parser.byte(Number.parseInt(hex, 16));
    else if (symbol !== undefined) parser.symbol(symbol);
    else if (plain !== undefined) parser.plain(plain);
  }
  return parser.done();
}

class RtfParser {
  #group: Group = { to: 'text', page: 1252, skip: 1 };
  readonly #outer: Group[] = [];
  readonly #said = new Map<string, string>();
  readonly #objects = new Set<string>();
  readonly #fonts = new Map<number, number>();
  #defaultPage = 1252;
  #font = 0;
  #bytes: number[] = [];
  #toSkip = 0;

  open(): void {
    this.#flush();
    this.#outer.push(this.#group);
  }

  close(): void {
    this.#flush();
    if (ACTIVE.has(this.#group.to)) this.#say('\n');
    this.#group = this.#outer.pop() ?? this.#group;
    this.#toSkip = 0;
  }

  control(word: string, number: number | undefined): void {
    if (word === 'u' && number !== undefined) {
      this.#flush();
      this.#say(String.fromCharCode(number < 0 ? number + 65536 : number & 0xffff));
      this.#toSkip = this.#group.skip;
      return;
    }
    this.#flush();
    if (word === 'ansicpg' && number !== undefined) this.#turn({ page: (this.#defaultPage = number) });
    else if (word === 'uc') this.#turn({ skip: number ?? 1 });
    else if (word === 'f' && number !== undefined) {
      this.#font = number;
      if (this.#group.to !== 'fonttbl') this.#turn({ page: this.#fonts.get(number) ?? this.#defaultPage });
    } else if (word === 'fcharset' && number !== undefined) {
      const page = CHARSETS[number];
      if (page !== undefined) this.#fonts.set(this.#font, page);
    } else if (OBJECTS[word] !== undefined) this.#objects.add(OBJECTS[word]);
    else if (word === 'bin') this.#turn({ to: 'nowhere' });
    else if (TOLD.has(word) && this.#group.to === 'info') this.#turn({ to: word });
    else if (SILENT.has(word) || ACTIVE.has(word)) this.#turn({ to: word });
    else this.#say(CHARACTERS[word] ?? '');
  }

  byte(value: number): void {
    if (this.#toSkip > 0) this.#toSkip -= 1;
    else this.#bytes.push(value);
  }

  symbol(symbol: string): void {
    this.#flush();
    // \* marks a group that older readers leave out: notes, pictures' shapes and the like.
    if (symbol === '*') this.#turn({ to: 'nowhere' });
    else if (symbol === '~') this.#say(' ');
    else if (symbol === '_') this.#say('-');
    else if ('\\{}'.includes(symbol)) this.#say(symbol);
    else if (symbol === '\n' || symbol === '\r') this.#say('\n\n');
  }

  plain(words: string): void {
    const kept = words.slice(this.#toSkip);
    this.#toSkip = Math.max(0, this.#toSkip - words.length);
    for (const char of kept) this.#bytes.push(char.charCodeAt(0) & 0xff);
  }

  done(): { text: string; fields: readonly MetadataField[] } {
    this.#flush();
    const fields = [...this.#said]
      .filter(([name, value]) => TOLD.has(name) && value.trim() !== '')
      .map(([name, value]) => ({ name, value: value.trim(), origin: 'rtf' }));
    const text = (this.#said.get('text') ?? '').replaceAll('\0', '').toWellFormed();
    fields.push(...this.#active());
    return {
      text: text
        .replaceAll(/[ \t]+\n/gv, '\n')
        .replaceAll(/\n{3,}/gv, '\n\n')
        .trim(),
      fields,
    };
  }

  /** What a program that shows the file would fetch or start. */
  #active(): readonly MetadataField[] {
    const lines = (name: string): readonly string[] =>
      (this.#said.get(name) ?? '').split('\n').flatMap((line) => (line.trim() === '' ? [] : [line.trim()]));
    const told = [
      ...lines('template').map((from) => `fetches template from ${from}`),
      ...lines('fldinst')
        .filter((instruction) => reachesOut(instruction))
        .map((instruction) => `field ${instruction}`),
      ...this.#objects,
    ];
    return [...new Set(told)].slice(0, MOST_ACTIVE).map((value) => ({ name: 'active-content', value, origin: 'rtf' }));
  }

  #turn(change: Partial<Group>): void {
    this.#group = { ...this.#group, ...change };
  }

  #flush(): void {
    if (this.#bytes.length === 0) return;
    const bytes = Buffer.from(this.#bytes);
    this.#bytes = [];
    this.#say(decodeAs(bytes, `cp${this.#group.page}`));
  }

  #say(words: string): void {
    const { to } = this.#group;
    if (words !== '' && (to === 'text' || TOLD.has(to) || ACTIVE.has(to)))
      this.#said.set(to, (this.#said.get(to) ?? '') + words);
  }
}
