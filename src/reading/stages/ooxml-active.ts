import type { MetadataField } from '../../nouns/reading.ts';
import { attributeOf, PART_LIMIT, walkAsFar, walkXml } from './office-text.ts';
import type { ZipDirectory, ZipEntry } from './zip-directory.ts';

const MAX_RELATIONS = 1_000; // that are told; a list of links has more
/** In bytes: parts of relations are short, and a long one is another thing. */
const RELATIONS_LIMIT = Math.min(PART_LIMIT, 8 * 1024 * 1024);

/**
 * What in an Office file (ECMA-376) would run or fetch when it is opened: macros, controls, embedded objects, and parts that
 * stand outside the file. Links that wait for a click are listed as links.
 */
export async function ooxmlActiveContent(zip: ZipDirectory): Promise<readonly MetadataField[]> {
  const fields: MetadataField[] = [];
  const add = (name: string, value: string): void => {
    if (fields.length < MAX_RELATIONS) fields.push({ name, value, origin: 'ooxml' });
  };
  for (const { shownName } of zip.entries) {
    if (shownName.endsWith('vbaProject.bin')) add('active-content', 'macros (VBA)');
    else if (/\/macrosheets\//v.test(shownName)) add('active-content', `macro sheet ${shownName}`);
    else if (/\/activeX\/[^\/]+\.xml$/v.test(shownName)) add('active-content', `control ${shownName}`);
    else if (/\/embeddings\/[^\/]+$/v.test(shownName)) add('embedded-object', shownName);
    else if (/^customUI\/[^\/]+\.xml$/v.test(shownName)) add('active-content', `own commands ${shownName}`);
  }
  const connections = zip.entries.find(({ shownName }) => shownName === 'xl/connections.xml');
  if (connections !== undefined) await addConnections(zip, connections, add);
  const seen = new Set<string>();
  for (const entry of zip.entries) {
    if (!entry.shownName.endsWith('.rels') || entry.declaredBytes > RELATIONS_LIMIT || entry.refusal !== undefined)
      continue;
    const bytes = await zip.read(entry, RELATIONS_LIMIT);
    walkAsFar(() =>
      walkXml(bytes, {
        open(name, attributes) {
          if (name !== 'Relationship' || attributeOf(attributes, 'TargetMode') !== 'External') return;
          const target = attributeOf(attributes, 'Target') ?? '';
          const kind = attributeOf(attributes, 'Type')?.split('/').at(-1) ?? 'part';
          if (seen.has(`${kind} ${target}`)) return;
          seen.add(`${kind} ${target}`);
          if (kind === 'hyperlink') add('link', target);
          else add('active-content', `fetches ${kind} from ${target}`);
        },
        text() {},
        close() {},
      }),
    );
  }
  return fields;
}

/** ECMA-376 part 1 §18.13: where a workbook gets its numbers from. */
async function addConnections(
  zip: ZipDirectory,
  entry: ZipEntry,
  add: (name: string, value: string) => void,
): Promise<void> {
  const bytes = await zip.read(entry, PART_LIMIT);
  walkAsFar(() =>
    walkXml(bytes, {
      open(name, attributes) {
        const from = ['connection', 'url', 'sourceFile', 'command'].map((key) => attributeOf(attributes, key));
        const said = [...new Set(from.filter((value) => value !== undefined))].join(' ');
        if (said !== '') add('active-content', `data connection (${name}) ${said}`);
      },
      text() {},
      close() {},
    }),
  );
}
