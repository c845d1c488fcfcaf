import type { MetadataField, ReadingEnd } from '../../nouns/reading.ts';
import type { Reader, ReaderInput, ReaderOutput } from '../reader.ts';
import { attributeOf, endOfParts, leavesOf, OfficeText, PART_LIMIT, walkAsFar, walkXml } from './office-text.ts';
import { ooxmlActiveContent } from './ooxml-active.ts';
import { openZip, type ZipDirectory, type ZipEntry } from './zip-directory.ts';

/**
 * Text documents and presentations of ECMA-376 (docx, pptx): all parts that hold words, not the main one alone. What
 * tracked changes inserted is text; what they deleted is metadata, with who did it and when.
 */
export const ooxmlReader: Reader = {
  name: 'ooxml',
  version: 2,
  accepts: (mediaType) =>
    /^application\/vnd\.openxmlformats-officedocument\.(wordprocessingml|presentationml)\./v.test(mediaType),
  read,
};

/** In the order in which a person would read them. */
const PARTS: readonly RegExp[] = [
  /^word\/header\d*\.xml$/v,
  /^word\/document\d*\.xml$/v,
  /^ppt\/slides\/slide\d+\.xml$/v,
  /^(word|ppt)\/(charts\/chart|diagrams\/data)\d*\.xml$/v,
  /^word\/footnotes\d*\.xml$/v,
  /^word\/endnotes\d*\.xml$/v,
  /^word\/comments\d*\.xml$/v,
  /^ppt\/notesSlides\/notesSlide\d+\.xml$/v,
  /^ppt\/comments\/.*\.xml$/v,
  /^word\/footer\d*\.xml$/v,
];
const PROPERTIES = /^docProps\/(core|app|custom)\.xml$/v;
const INSIDE = /^(word|ppt|xl)\/(embeddings\/.+|media\/.+\.(png|jpe?g|tiff?|gif|bmp|webp))$/iv;

async function read(input: ReaderInput, out: ReaderOutput): Promise<ReadingEnd> {
  const zip = await openZip(input.fd, input.size);
  const fields = await propertiesOf(zip);
  const text = new OfficeText();
  let whole = true;
  for (const entry of inReadingOrder(zip.entries)) {
    const bytes = await zip.read(entry, PART_LIMIT);
    if (!walkAsFar(() => walkPart(bytes, text, fields, entry.shownName))) whole = false;
    text.closeAll();
  }
  fields.push(...(await ooxmlActiveContent(zip)));
  const title = fields.find(({ name }) => name === 'title')?.value;
  const byline = fields.find(({ name }) => name === 'creator')?.value;
  out.describe({ ...(title === undefined ? {} : { title }), ...(byline === undefined ? {} : { byline }) });
  out.metadata(fields);
  const { text: words, blocks } = text.done();
  out.text(words, blocks);
  await giveContents(zip, out);
  return endOfParts(whole, words);
}

/** Files and pictures that the document holds. */
export async function giveContents(zip: ZipDirectory, out: ReaderOutput): Promise<void> {
  for (const entry of zip.entries) if (INSIDE.test(entry.shownName)) await out.found(entry, zip.open(entry));
}

/** Words of a workbook that stand in no cell: text boxes, charts, diagrams. */
export async function drawnText(zip: ZipDirectory): Promise<string> {
  const text = new OfficeText();
  for (const entry of zip.entries) {
    if (!/^xl\/(drawings\/drawing|charts\/chart|diagrams\/data)\d*\.xml$/v.test(entry.shownName)) continue;
    const bytes = await zip.read(entry, PART_LIMIT);
    walkAsFar(() => walkPart(bytes, text, [], entry.shownName));
    text.closeAll();
  }
  return text.done().text;
}

async function propertiesOf(zip: ZipDirectory): Promise<MetadataField[]> {
  const fields: MetadataField[] = [];
  for (const entry of zip.entries) {
    const part = PROPERTIES.exec(entry.shownName)?.[1];
    if (part === undefined) continue;
    const bytes = await zip.read(entry, PART_LIMIT);
    walkAsFar(() => {
      for (const { name, value } of leavesOf(bytes)) fields.push({ name, value, origin: `ooxml ${part}` });
    });
  }
  return fields;
}

function inReadingOrder(entries: readonly ZipEntry[]): readonly ZipEntry[] {
  return PARTS.flatMap((part) =>
    entries
      .filter(({ shownName }) => part.test(shownName))
      .toSorted((a, b) => a.shownName.localeCompare(b.shownName, 'en', { numeric: true })),
  );
}

/** Elements whose words are not read as text, and under which name they are kept as metadata. */
const TRACKED: Readonly<Record<string, string>> = { del: 'tracked-deletion', moveFrom: 'tracked-move' };

/** Field instructions that fetch or run when the document is opened (ECMA-376 part 1 §17.16.5). */
const OUTGOING = /^\s*(DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|LINK|IMPORT)\b/iv;

function walkPart(bytes: Uint8Array, text: OfficeText, fields: MetadataField[], part: string): void {
  let hidden: string | undefined;
  let instruction: string | undefined;
  let inText = 0;
  let inRun = 0;
  // The same shape is written a second time for programs that do not know the first form.
  let inFallback = 0;
  let deleted: { readonly name: string; readonly by: string; words: string; depth: number } | undefined;
  walkXml(bytes, {
    open(name, attributes) {
      if (name === 'Fallback') inFallback += 1;
      if (inFallback > 0) return;
      const tracked = TRACKED[name];
      if (deleted !== undefined) deleted.depth += 1;
      else if (tracked !== undefined && text.inParagraph) {
        deleted = { name: tracked, by: signature(attributes), words: '', depth: 0 };
      } else if (name === 'ins' && text.inParagraph) {
        fields.push({ name: 'tracked-insertion', value: signature(attributes), origin: 'ooxml' });
      } else if (name === 'comment') {
        text.emit(`[${signature(attributes)}]`);
      }
      if (name === 'sld' && isOff(attributeOf(attributes, 'show'))) {
        fields.push({ name: 'hidden-slide', value: /\d+/v.exec(part)?.[0] ?? part, origin: 'ooxml' });
      }
      // In a drawing `v` is a vector shape, in a chart a value.
      if (name === 't' || name === 'delText' || name === 'v') inText += 1;
      if (name === 'r') {
        inRun += 1;
        hidden = undefined;
      }
      if ((name === 'vanish' || name === 'webHidden') && inRun > 0 && !isOff(attributeOf(attributes, 'val')))
        hidden = '';
      if (name === 'instrText') instruction = '';
      if (name === 'p') text.openParagraph();
      if (name === 'tr') text.openRow();
      if (name === 'tab' && inRun > 0) text.say('\t');
      if ((name === 'br' || name === 'cr') && text.inParagraph) text.say('\n');
      if (name === 'noBreakHyphen') text.say('-');
    },
    text(words) {
      if (inFallback > 0) return;
      if (instruction !== undefined) instruction += words;
      if (inText === 0) return;
      if (hidden !== undefined) hidden += words;
      if (deleted === undefined) text.say(words);
      else deleted.words += words;
    },
    close(name) {
      if (name === 'Fallback') inFallback -= 1;
      if (inFallback > 0 || name === 'Fallback') return;
      if (deleted !== undefined) {
        deleted.depth -= 1;
        if (deleted.depth < 0) {
          const value = `${deleted.by}: ${deleted.words}`;
          if (deleted.words.trim() !== '') fields.push({ name: deleted.name, value, origin: 'ooxml' });
          deleted = undefined;
        }
      }
      if (name === 't' || name === 'delText' || name === 'v') inText -= 1;
      if (name === 'r') {
        inRun -= 1;
        if (hidden !== undefined && hidden.trim() !== '')
          fields.push({ name: 'hidden-text', value: hidden, origin: 'ooxml' });
        hidden = undefined;
      }
      if (name === 'instrText') {
        if (instruction !== undefined && OUTGOING.test(instruction))
          fields.push({ name: 'active-content', value: `field ${instruction.trim()}`, origin: 'ooxml' });
        instruction = undefined;
      }
      if (name === 'p') text.closeParagraph();
      if (name === 'tc') text.closeCell();
      if (name === 'tr') text.closeRow();
    },
  });
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
