import type { MetadataField, ReadingEnd } from '../../nouns/reading.ts';
import { ReadingFailed, type Reader, type ReaderInput, type ReaderOutput } from '../reader.ts';
import { OdfStyles } from './odf-styles.ts';
import { walkOdfPart } from './odf-words.ts';
import { endOfParts, leavesOf, OfficeText, PART_LIMIT, walkAsFar } from './office-text.ts';
import { openZip } from './zip-directory.ts';

/** Text documents and presentations of OpenDocument (ISO/IEC 26300): text, notes, comments, headers and footers. */
export const odfReader: Reader = {
  name: 'odf',
  version: 4,
  accepts: (mediaType) =>
    /^application\/vnd\.(oasis\.opendocument\.(text|presentation|graphics|formula|chart)|sun\.xml\.(writer|impress|draw))/v.test(
      mediaType,
    ),
  read,
};

/** An object within a document has styles of its own, which say nothing of words that are hidden. */
const NONE = new OdfStyles();

async function read(input: ReaderInput, out: ReaderOutput): Promise<ReadingEnd> {
  const zip = await openZip(input.fd, input.size);
  const part = async (name: string): Promise<Buffer | undefined> => {
    const entry = zip.entries.find(({ shownName }) => shownName === name);
    return entry === undefined ? undefined : zip.read(entry, PART_LIMIT);
  };
  const manifest = await part('META-INF/manifest.xml');
  if (manifest?.includes('encryption-data') === true) throw new ReadingFailed({ code: 'encrypted' });
  const fields: MetadataField[] = [];
  const meta = await part('meta.xml');
  if (meta !== undefined) {
    walkAsFar(() => {
      for (const leaf of leavesOf(meta)) fields.push({ ...leaf, origin: 'odf meta' });
    });
  }
  const scripts = zip.entries.filter(({ shownName }) => /^(Basic|Scripts)\/.+\.(xml|xlb|js|py|bsh)$/v.test(shownName));
  for (const { shownName } of scripts)
    fields.push({ name: 'active-content', value: `macro ${shownName}`, origin: 'odf' });
  const content = await part('content.xml');
  if (content === undefined) throw new ReadingFailed({ code: 'broken' });
  const styles = await part('styles.xml');
  const hiding = new OdfStyles();
  for (const bytes of [styles, content]) if (bytes !== undefined) walkAsFar(() => hiding.take(bytes));
  const text = new OfficeText();
  const whole = walkAsFar(() => walkOdfPart(content, { text, fields, styles: hiding }));
  text.closeAll();
  for (const { shownName } of zip.entries) {
    if (!/^Object \d+\/content\.xml$/v.test(shownName)) continue;
    const embedded = await part(shownName);
    if (embedded !== undefined) walkAsFar(() => walkOdfPart(embedded, { text, fields, styles: NONE }));
    text.closeAll();
  }
  if (styles !== undefined) walkAsFar(() => walkOdfPart(styles, { text, fields, styles: hiding }));
  text.closeAll();
  const title = fields.find(({ name }) => name === 'title')?.value;
  const byline = fields.find(({ name }) => name === 'initial-creator' || name === 'creator')?.value;
  out.describe({ ...(title === undefined ? {} : { title }), ...(byline === undefined ? {} : { byline }) });
  out.metadata(fields);
  const { text: words, blocks } = text.done();
  out.text(words, blocks);
  for (const entry of zip.entries) {
    if (/^(Pictures|media)\/.+\.(png|jpe?g|tiff?|gif|bmp|webp)$/iv.test(entry.shownName))
      await out.found(entry, zip.open(entry));
  }
  return endOfParts(whole, words);
}
