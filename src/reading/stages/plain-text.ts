import type { MetadataField, ReadingEnd } from '../../nouns/reading.ts';
import type { Reader } from '../reader.ts';
import { decodeFile, decodingFields } from './decode.ts';

/** Text as it stands, in any encoding. Markup that is not HTML is shown as it was written. */
export const plainTextReader: Reader = {
  name: 'plain-text',
  version: 2,
  accepts: (mediaType) => /^(text\/(plain|xml)|application\/(xml|json))$/v.test(mediaType),
  async read(input, out) {
    const decoded = decodeFile(input, xmlEncoding);
    out.metadata(decodingFields(decoded, 'plain-text'));
    if (input.mediaType.endsWith('xml')) out.metadata(activeInXml(decoded.text));
    out.text(decoded.text);
    return endOf(decoded.cut, decoded.replaced);
  },
};

const MOST_ACTIVE = 100; // fields: a file that declares more entities says the same of all
const XML_HEAD = 1 << 20; // UTF-16 units: what a document declares stands at its beginning

/** What a program that opens the file would fetch (XML 1.0 §4.2.2, xml-stylesheet 1.0) or run. */
function activeInXml(text: string): readonly MetadataField[] {
  const head = text.slice(0, XML_HEAD);
  const entities = head.matchAll(
    /<!ENTITY\s+(?:%\s+)?\S+\s+(?:SYSTEM|PUBLIC\s+(?:"[^"]*"|'[^']*'))\s+["']([^"']+)["']/gv,
  );
  const sheets = head.matchAll(/<\?xml-stylesheet\s[^>]*href\s*=\s*["']((?:https?:|file:|\/\/)[^"']+)["']/gv);
  const told = [
    ...[...entities].map(([, from]) => `external entity from ${from}`),
    ...[...sheets].map(([, from]) => `fetches style sheet from ${from}`),
    ...(/<(?:\w+:)?script[\s>]/iv.test(head) ? ['scripts'] : []),
  ];
  return told.slice(0, MOST_ACTIVE).map((value) => ({ name: 'active-content', value, origin: 'plain-text' }));
}

/** How a text ends that may have been cut, or may hold bytes that could not be read. */
export function endOf(cut: boolean, replaced: number): ReadingEnd {
  if (cut) return { outcome: 'read-in-part', reason: { code: 'text-cut' } };
  if (replaced > 0)
    return { outcome: 'read-in-part', reason: { code: 'undecodable-bytes', params: { count: replaced } } };
  return { outcome: 'read' };
}

function xmlEncoding(start: string): string | undefined {
  return /^\s*<\?xml[^>]*encoding=["']([\w.\-]+)["']/v.exec(start)?.[1];
}
