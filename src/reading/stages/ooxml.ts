import type { MetadataField, ReadingEnd } from '../../nouns/reading.ts';
import type { Reader, ReaderInput, ReaderOutput } from '../reader.ts';
import { attributeOf, endOfParts, leavesOf, OfficeText, PART_LIMIT, walkAsFar, walkXml } from './office-text.ts';
import { openZip, type ZipDirectory, type ZipEntry } from './zip-directory.ts';

/**
 * Text documents and presentations of ECMA-376 (docx, pptx): all parts that hold words, not the main one alone. What
 * tracked changes inserted is text; what they deleted is metadata, with who did it and when.
 */
export const ooxmlReader: Reader = {
  name: 'ooxml',
  version: 1,
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
const INSIDE = /^(word|ppt)\/(embeddings\/.+|media\/.+\.(png|jpe?g|tiff?|gif|bmp|webp))$/iv;

async function read(input: ReaderInput, out: ReaderOutput): Promise<ReadingEnd> {
  const zip = await openZip(input.fd, input.size);
  const fields = await propertiesOf(zip);
  const text = new OfficeText();
  let whole = true;
  for (const entry of inReadingOrder(zip.entries)) {
    const bytes = await zip.read(entry, PART_LIMIT);
    if (!walkAsFar(() => walkPart(bytes, text, fields))) whole = false;
    text.closeAll();
  }
  if (zip.entries.some(({ shownName }) => shownName.endsWith('vbaProject.bin'))) {
    fields.push({ name: 'macros', value: 'yes', origin: 'ooxml' });
  }
  const title = fields.find(({ name }) => name === 'title')?.value;
  const byline = fields.find(({ name }) => name === 'creator')?.value;
  out.describe({ ...(title === undefined ? {} : { title }), ...(byline === undefined ? {} : { byline }) });
  out.metadata(fields);
  const { text: words, blocks } = text.done();
  out.text(words, blocks);
  for (const entry of zip.entries) if (INSIDE.test(entry.shownName)) await out.found(entry, zip.open(entry));
  return endOfParts(whole, words);
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

function walkPart(bytes: Uint8Array, text: OfficeText, fields: MetadataField[]): void {
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
      if (name === 't' || name === 'delText' || name === 'v') inText += 1;
      if (name === 'r') inRun += 1;
      if (name === 'p') text.openParagraph();
      if (name === 'tr') text.openRow();
      if (name === 'tab' && inRun > 0) text.say('\t');
      if ((name === 'br' || name === 'cr') && text.inParagraph) text.say('\n');
      if (name === 'noBreakHyphen') text.say('-');
    },
    text(words) {
      if (inFallback > 0 || inText === 0) return;
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
      if (name === 'r') inRun -= 1;
      if (name === 'p') text.closeParagraph();
      if (name === 'tc') text.closeCell();
      if (name === 'tr') text.closeRow();
    },
  });
}

function signature(attributes: Readonly<Record<string, string>>): string {
  return [attributeOf(attributes, 'author'), attributeOf(attributes, 'date')]
    .filter((part) => part !== undefined)
    .join(' ');
}
