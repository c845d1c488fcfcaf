import type { MetadataField, ReadingEnd } from '../../nouns/reading.ts';
import type { Reader, ReaderInput, ReaderOutput } from '../reader.ts';
import { endOfParts, leavesOf, OfficeText, PART_LIMIT, walkAsFar } from './office-text.ts';
import { ooxmlActiveContent } from './ooxml-active.ts';
import { authorsIn, walkPart, type Authors } from './ooxml-words.ts';
import { hidingStyles, NO_STYLES, type HidingStyles } from './ooxml-styles.ts';
import { openZip, type ZipDirectory, type ZipEntry } from './zip-directory.ts';

/**
 * Text documents and presentations of ECMA-376 (docx, pptx): all parts that hold words, not the main one alone. What
 * tracked changes inserted is text, what they deleted stands apart at its end; both are fields with who did it and when.
 */
export const ooxmlReader: Reader = {
  name: 'ooxml',
  version: 4,
  accepts: (mediaType) =>
    /^application\/vnd\.openxmlformats-officedocument\.(wordprocessingml|presentationml)\./v.test(mediaType),
  read,
};

/** In the order in which a person would read them. */
const PARTS: readonly RegExp[] = [
  /^word\/header\d*\.xml$/v,
  /^word\/document\d*\.xml$/v,
  /^ppt\/slides\/slide\d+\.xml$/v,
  /^(word|ppt)\/(charts\/chart(Ex)?|diagrams\/data)\d*\.xml$/v,
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
  const authors = await authorsOf(zip);
  const styles = await stylesOf(zip);
  for (const entry of inReadingOrder(zip.entries)) {
    const bytes = await zip.read(entry, PART_LIMIT);
    if (!walkAsFar(() => walkPart(bytes, { text, fields, part: entry.shownName, authors, styles }))) whole = false;
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
    if (!/^xl\/(drawings\/drawing|charts\/chart(Ex)?|diagrams\/data)\d*\.xml$/v.test(entry.shownName)) continue;
    const bytes = await zip.read(entry, PART_LIMIT);
    walkAsFar(() => walkPart(bytes, { text, fields: [], part: entry.shownName }));
    text.closeAll();
  }
  return text.done().text;
}

/** Headers and footers of a workbook's printed sheets, without the codes of their layout (ECMA-376 part 1 §18.3.1.46). */
export async function pageLines(zip: ZipDirectory): Promise<readonly string[]> {
  const lines = new Set<string>();
  for (const entry of zip.entries) {
    if (!/^xl\/(work|chart|dialog)sheets\/[^\/]+\.xml$/v.test(entry.shownName)) continue;
    const bytes = await zip.read(entry, PART_LIMIT);
    // It stands near the end of a part that may hold a million cells.
    const [start, end] = [bytes.lastIndexOf('<headerFooter'), bytes.lastIndexOf('</headerFooter>')];
    if (start < 0 || end < start) continue;
    walkAsFar(() => {
      for (const { value } of leavesOf(bytes.subarray(start, end + '</headerFooter>'.length)))
        lines.add(value.replaceAll(PAGE_CODES, ' ').replaceAll(/\s+/gv, ' ').trim());
    });
  }
  return [...lines];
}

/** Places on the page, fonts, sizes, colours, and what the program fills in by itself. */
const PAGE_CODES =
  /&(?:[LCRPNDTZFAGSXYBIUEOHK](?<=K)(?:[0-9A-F]{6}|\d{2}[+\-]\d{3})|"[^"]*"|\d+|[LCRPNDTZFAGSXYBIUEOH])/gv;

async function authorsOf(zip: ZipDirectory): Promise<Authors> {
  const authors = new Map<string, string>();
  for (const entry of zip.entries) {
    if (!/^ppt\/(commentAuthors|authors)\.xml$/v.test(entry.shownName)) continue;
    const bytes = await zip.read(entry, PART_LIMIT);
    walkAsFar(() => {
      for (const [id, name] of authorsIn(bytes)) authors.set(id, name);
    });
  }
  return authors;
}

async function stylesOf(zip: ZipDirectory): Promise<HidingStyles> {
  const entry = zip.entries.find(({ shownName }) => shownName === 'word/styles.xml');
  if (entry === undefined) return NO_STYLES;
  const bytes = await zip.read(entry, PART_LIMIT);
  let styles = NO_STYLES;
  walkAsFar(() => {
    styles = hidingStyles(bytes);
  });
  return styles;
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
