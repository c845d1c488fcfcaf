import type { MetadataField, ReadingEnd } from '../../nouns/reading.ts';
import { ReadingFailed, type Reader, type ReaderInput, type ReaderOutput } from '../reader.ts';
import { attributeOf, endOfParts, leavesOf, OfficeText, PART_LIMIT, walkAsFar, walkXml } from './office-text.ts';
import { openZip } from './zip-directory.ts';

/** Text documents and presentations of OpenDocument (ISO/IEC 26300): text, notes, comments, headers and footers. */
export const odfReader: Reader = {
  name: 'odf',
  version: 3,
  accepts: (mediaType) =>
    /^application\/vnd\.(oasis\.opendocument\.(text|presentation|graphics|formula|chart)|sun\.xml\.(writer|impress|draw))/v.test(
      mediaType,
    ),
  read,
};

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
  const text = new OfficeText();
  const whole = walkAsFar(() => walkPart(content, text, fields));
  text.closeAll();
  for (const { shownName } of zip.entries) {
    if (!/^Object \d+\/content\.xml$/v.test(shownName)) continue;
    const embedded = await part(shownName);
    if (embedded !== undefined) walkAsFar(() => walkPart(embedded, text, fields));
    text.closeAll();
  }
  const styles = await part('styles.xml');
  if (styles !== undefined) walkAsFar(() => walkPart(styles, text, fields));
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

const PARAGRAPHS = new Set(['p', 'h']);

function walkPart(bytes: Uint8Array, text: OfficeText, fields: MetadataField[]): void {
  let deletion: string | undefined;
  // office:change-info: who and when, of the change that is open.
  let inInfo = false;
  const info: string[] = [];
  walkXml(bytes, {
    open(name, attributes) {
      if (name === 'deletion') deletion = '';
      if (name === 'changed-region') info.length = 0;
      if (name === 'change-info') inInfo = true;
      if (name === 'event-listener' && /script/iv.test(attributeOf(attributes, 'language') ?? ''))
        fields.push({
          name: 'active-content',
          value: `script on ${attributeOf(attributes, 'event-name') ?? 'an event'}`,
          origin: 'odf',
        });
      if (PARAGRAPHS.has(name)) text.openParagraph();
      if (name === 'table-row') text.openRow();
      if (name === 'tab') text.say('\t');
      if (name === 'line-break') text.say('\n');
      if (name === 's') text.say(' '.repeat(Math.min(80, Number(attributeOf(attributes, 'c') ?? 1) || 1)));
    },
    text(words) {
      if (inInfo) {
        if (words.trim() !== '') info.push(words.trim());
      } else if (deletion === undefined) text.say(words);
      else deletion += words;
    },
    close(name) {
      if (name === 'change-info') inInfo = false;
      if (name === 'insertion') fields.push({ name: 'tracked-insertion', value: info.join(' '), origin: 'odf' });
      if (name === 'deletion') {
        const value = deletion?.replaceAll(/\s+/gv, ' ').trim() ?? '';
        if (value !== '')
          fields.push({ name: 'tracked-deletion', value: `${info.join(' ')}: ${value}`, origin: 'odf' });
        text.deleted(info.join(' '), value);
        deletion = undefined;
      }
      if (PARAGRAPHS.has(name)) text.closeParagraph();
      if (name === 'table-cell' || name === 'covered-table-cell') text.closeCell();
      if (name === 'table-row') text.closeRow();
    },
  });
}
