import type { MetadataField, WordBox } from '../../nouns/reading.ts';
import type { PdfiumDocument, PdfiumPage } from './pdf-pdfium.ts';
import { wide } from './pdf-strings.ts';

/** Words that belong to a page and are not in its content: what a form was filled in with, and notes put on the page. */
export interface Added {
  readonly words: string;
  /** Where it stands: x, y, width and height in points from the top left corner. */
  readonly box: readonly [number, number, number, number];
  readonly seen: boolean;
}

export interface Annotations {
  readonly added: readonly Added[];
  readonly fields: readonly MetadataField[];
}

const MAX_ANNOTATIONS = 5_000; // of one page; a table of links has some hundred
const SUBTYPES: Readonly<Record<number, string>> = {
  1: 'note',
  3: 'free text',
  4: 'line',
  5: 'square',
  6: 'circle',
  7: 'polygon',
  8: 'polyline',
  9: 'highlight',
  10: 'underline',
  11: 'squiggly',
  12: 'strikeout',
  13: 'stamp',
  14: 'caret',
  15: 'ink',
  17: 'attachment',
  28: 'redaction mark',
};
const LINK = 2;
const WIDGET = 20;
/** ISO 32000-2 table 167: Hidden and NoView. */
const NOT_SHOWN = 0x02 | 0x20;
/** FPDF_FORMFIELD: push button; check box, radio button; combo box, list box and text field. */
const BUTTON = 1;
const SWITCHES = new Set([2, 3]);
const WRITTEN = new Set([4, 5, 6]);
/** FPDFAction_GetType: what an action does that reaches out of the page. */
const ACTIONS: Readonly<Record<number, string>> = { 2: 'open another file', 4: 'launch', 5: 'open an attached file' };
const URI = 3;

/** Form values, notes, links and actions of one page. */
export function annotationsOf(document: PdfiumDocument, page: PdfiumPage, number: number): Annotations {
  const { pdfium } = document;
  const added: Added[] = [];
  const fields: MetadataField[] = [];
  const count = Math.min(pdfium.FPDFPage_GetAnnotCount(page.handle), MAX_ANNOTATIONS);
  for (let index = 0; index < count; index += 1) {
    const annotation = pdfium.FPDFPage_GetAnnot(page.handle, index);
    if (annotation === 0) continue;
    try {
      const subtype = pdfium.FPDFAnnot_GetSubtype(annotation);
      const note = SUBTYPES[subtype];
      const where = { annotation, number, box: boxOf(document, page, annotation), seen: isShown(document, annotation) };
      if (subtype === WIDGET) addField(document, where, added, fields);
      else if (subtype === LINK) addLink(document, where, fields);
      else if (note !== undefined) addNote(document, where, note, added, fields);
    } finally {
      pdfium.FPDFPage_CloseAnnot(annotation);
    }
  }
  return { added, fields };
}

interface Where {
  readonly annotation: number;
  /** Of the page, from 1. */
  readonly number: number;
  readonly box: Added['box'];
  readonly seen: boolean;
}

function isShown({ pdfium }: PdfiumDocument, annotation: number): boolean {
  return (pdfium.FPDFAnnot_GetFlags(annotation) & NOT_SHOWN) === 0;
}

function addField(document: PdfiumDocument, where: Where, added: Added[], fields: MetadataField[]): void {
  const { pdfium, forms } = document;
  if (forms === 0) return;
  const { annotation, box, seen } = where;
  const type = pdfium.FPDFAnnot_GetFormFieldType(forms, annotation);
  const name = clean(
    wide(document, (buffer, size) => pdfium.FPDFAnnot_GetFormFieldName(forms, annotation, buffer, size)),
  );
  const field = (value: string): void => {
    const hidden = seen ? '' : ' (not visible)';
    fields.push({ name: 'form-field', value: `${name} = ${value}${hidden}`, origin: `pdf page ${where.number}` });
  };
  if (type === BUTTON) {
    const caption = captionOf(document, annotation);
    if (caption !== '') added.push({ words: caption, box, seen });
  }
  if (SWITCHES.has(type)) field(pdfium.FPDFAnnot_IsChecked(forms, annotation) ? 'on' : 'off');
  if (!WRITTEN.has(type)) return;
  const value = clean(
    wide(document, (buffer, size) => pdfium.FPDFAnnot_GetFormFieldValue(forms, annotation, buffer, size)),
  );
  if (value === '') return;
  field(value);
  added.push({ words: value, box, seen });
}

const LONGEST_CAPTION = 200; // characters

/** What stands on a button: the strings that its look draws (ISO 32000-2 §9.4.3), where they are plain letters. */
function captionOf(document: PdfiumDocument, annotation: number): string {
  const look = wide(document, (buffer, size) => document.pdfium.FPDFAnnot_GetAP(annotation, 0, buffer, size));
  const drawn = [...look.matchAll(/\(((?:[^\\\(\)]|\\.)*)\)\s*Tj/gsv)].map(([, words = '']) =>
    words.replaceAll(/\\([\\\(\)])/gv, '$1'),
  );
  const words = clean(drawn.join(' ').replaceAll(/\s+/gv, ' '));
  return words.length <= LONGEST_CAPTION && /^[\x20-\x7e]*$/v.test(words) ? words : '';
}

function addLink(document: PdfiumDocument, { annotation, number }: Where, fields: MetadataField[]): void {
  const { pdfium, handle } = document;
  const link = pdfium.FPDFAnnot_GetLink(annotation);
  const action = link === 0 ? 0 : pdfium.FPDFLink_GetAction(link);
  if (action === 0) return;
  const type = pdfium.FPDFAction_GetType(action);
  const origin = `pdf page ${number}`;
  if (type === URI) {
    const address = wide(
      document,
      (buffer, size) => pdfium.FPDFAction_GetURIPath(handle, action, buffer, size),
      'utf-8',
    );
    if (address !== '') fields.push({ name: 'link', value: address, origin });
    return;
  }
  const does = ACTIONS[type];
  if (does === undefined) return;
  const path = wide(document, (buffer, size) => pdfium.FPDFAction_GetFilePath(action, buffer, size), 'utf-8');
  fields.push({ name: 'active-content', value: `link: ${does} ${path}`.trim(), origin });
}

function addNote(
  document: PdfiumDocument,
  { annotation, number, box, seen }: Where,
  kind: string,
  added: Added[],
  fields: MetadataField[],
): void {
  const { pdfium } = document;
  const say = (key: string): string =>
    clean(wide(document, (buffer, size) => pdfium.FPDFAnnot_GetStringValue(annotation, key, buffer, size)));
  const contents = say('Contents');
  if (contents === '') return;
  const by = [say('T'), say('M')].filter((part) => part !== '').join(', ');
  const head = by === '' ? kind : `${kind}, ${by}`;
  const hidden = seen ? '' : ' (not visible)';
  fields.push({ name: 'annotation', value: `${head}${hidden}: ${contents}`, origin: `pdf page ${number}` });
  added.push({ words: `[${head}] ${contents}`, box, seen });
}

/** FS_RECTF of fpdfview.h, in page space, to the space of the words. */
function boxOf(document: PdfiumDocument, page: PdfiumPage, annotation: number): Added['box'] {
  const { pdfium } = document;
  const out = pdfium.pdfium.wasmExports.malloc(16);
  try {
    if (!pdfium.FPDFAnnot_GetRect(annotation, out)) return [0, 0, 0, 0];
    const view = new DataView(pdfium.pdfium.HEAPU8.buffer, out, 16);
    const { x0, y0, xx, xy, yx, yy } = page.placement();
    const place = (x: number, y: number): readonly [number, number] => [x0 + xx * x + yx * y, y0 + xy * x + yy * y];
    const [x1, y1] = place(view.getFloat32(0, true), view.getFloat32(4, true));
    const [x2, y2] = place(view.getFloat32(8, true), view.getFloat32(12, true));
    return [Math.min(x1, x2), Math.min(y1, y2), Math.abs(x2 - x1), Math.abs(y2 - y1)];
  } finally {
    pdfium.pdfium.wasmExports.free(out);
  }
}

/** One box for all the words of a note, where it lies on the page. */
export function boxOfAdded({ box, words }: Added, at: number, page: { width: number; height: number }): WordBox[] {
  const [x, y, width, height] = box.map((value) => Math.round(value * 100) / 100);
  if (x === undefined || y === undefined || width === undefined || height === undefined) return [];
  const inside = x >= 0 && y >= 0 && width > 0 && height > 0 && x + width <= page.width && y + height <= page.height;
  return inside ? [[at, at + words.length, x, y, width, height]] : [];
}

function clean(words: string): string {
  return words
    .replaceAll(/\r\n?/gv, '\n')
    .replaceAll(/[\p{Cc}--[\t\n]]/gv, '')
    .trim()
    .toWellFormed();
}
