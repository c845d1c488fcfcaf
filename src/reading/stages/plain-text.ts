import type { ReadingEnd } from '../../nouns/reading.ts';
import type { Reader } from '../reader.ts';
import { decodeFile, decodingFields } from './decode.ts';

/** Text as it stands, in any encoding. Markup that is not HTML is shown as it was written. */
export const plainTextReader: Reader = {
  name: 'plain-text',
  version: 1,
  accepts: (mediaType) => /^(text\/(plain|xml)|application\/(xml|json))$/v.test(mediaType),
  async read(input, out) {
    const decoded = decodeFile(input, xmlEncoding);
    out.metadata(decodingFields(decoded, 'plain-text'));
    out.text(decoded.text);
    return endOf(decoded.cut, decoded.replaced);
  },
};

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
