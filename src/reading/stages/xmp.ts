import type { MetadataField } from '../../nouns/reading.ts';
import { walkAsFar, walkXml } from './office-text.ts';

/** Properties of ISO 16684-1 and its usual schemas that say who, when, where and with what. */
const TOLD = new Set(
  `title creator description subject rights publisher date CreatorTool CreateDate ModifyDate MetadataDate Producer Keywords
   DocumentID InstanceID OriginalDocumentID softwareAgent when action changed Author AuthorsPosition CaptionWriter City
   Country Location State Headline Credit Source DateCreated History Label Nickname OwnerName SerialNumber
   GPSLatitude GPSLongitude Marked WebStatement`.split(/\s+/v),
);
const MAX_FIELDS = 300; // a picture edited a thousand times has a history of that many steps

/** An XMP packet as fields. Values are attributes or the words of elements, lists one field for each item. */
export function xmpFields(packet: Uint8Array, origin: string): readonly MetadataField[] {
  const fields: MetadataField[] = [];
  const seen = new Set<string>();
  const add = (name: string, said: string): void => {
    const value = said.replaceAll(/\s+/gv, ' ').trim();
    if (value === '' || !TOLD.has(name) || fields.length >= MAX_FIELDS || seen.has(`${name} ${value}`)) return;
    seen.add(`${name} ${value}`);
    fields.push({ name, value, origin });
  };
  const open: string[] = [];
  let words = '';
  walkAsFar(() =>
    walkXml(packet, {
      open(name, attributes) {
        words = '';
        for (const [key, value] of Object.entries(attributes)) add(key.slice(key.indexOf(':') + 1), value);
        open.push(name);
      },
      text(more) {
        words += more;
      },
      close() {
        // The words of `rdf:li` belong to the property that holds the list.
        const name = open.findLast((each) => TOLD.has(each));
        if (name !== undefined) add(name, words);
        open.pop();
        words = '';
      },
    }),
  );
  return fields;
}
