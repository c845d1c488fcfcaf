import type { CaseMove } from '../nouns/custody.ts';
import type { CustodyEntry, DocumentView } from '../nouns/document.ts';

/**
 * One document’s life as PREMIS 3.0 XML (Library of Congress; schema http://www.loc.gov/premis/v3): the file as an
 * object, every ledger entry about it as an event, whoever signed it as an agent.
 */

const NAMESPACE = 'http://www.loc.gov/premis/v3';
const EVENT_TYPES = 'http://id.loc.gov/vocabulary/preservation/eventType';

/** The words of the PREMIS event type vocabulary for acts of the ledger; what is not here has no word there. */
const EVENT_WORDS: Readonly<Record<string, string>> = {
  received: 'ingestion',
  read: 'metadata extraction',
  'bag-checked': 'fixity check',
  'page-picture': 'creation',
  'published-picture': 'creation',
  'published-text': 'creation',
  'document-published': 'dissemination',
  'unlocked-copy': 'decryption',
  'converted-copy': 'normalization',
};

/** @param moves those of the case; the document went along from its first entry on */
export function premisXml(document: DocumentView, moves: readonly CaseMove[] = []): string {
  const since = document.custody[0]?.seq ?? Number.POSITIVE_INFINITY;
  const moved = moves.filter(({ how, seq }) => how === 'opened' && seq > since);
  const agents = [...new Set([...document.custody, ...moved].map(({ actor }) => actor))].toSorted();
  const content = [
    element('object', objectOf(document), ' xsi:type="file"'),
    ...document.custody.map((entry) => element('event', eventOf(entry, document))),
    ...moved.map((move) => element('event', transferOf(move, document))),
    ...agents.map((actor) =>
      element('agent', [
        identifier('agent', 'name in the ledger', actor),
        leaf('agentName', actor),
        leaf('agentType', 'person'),
      ]),
    ),
  ];
  const attributes = ` xmlns="${NAMESPACE}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" version="3.0"`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element('premis', content, attributes)}\n`;
}

function objectOf({ sha256, size, places, custody, reading }: DocumentView): readonly string[] {
  const [place] = places;
  const format = reading?.mediaType ?? place?.mediaType ?? 'application/octet-stream';
  return [
    identifier('object', 'SHA-256', sha256),
    element('objectCharacteristics', [
      element('fixity', [leaf('messageDigestAlgorithm', 'SHA-256'), leaf('messageDigest', sha256)]),
      leaf('size', String(size)),
      element('format', [element('formatDesignation', [leaf('formatName', format)])]),
    ]),
    ...(place === undefined ? [] : [leaf('originalName', place.path)]),
    ...custody.map(({ seq }) => linking('Event', 'ledger entry', String(seq))),
  ];
}

function eventOf(
  { seq, kind, at, actor, fields, entryHash }: CustodyEntry,
  { sha256 }: DocumentView,
): readonly string[] {
  const word = EVENT_WORDS[kind === 'derived' ? (fields['what'] ?? '') : kind];
  const type =
    word === undefined
      ? leaf('eventType', kind)
      : leaf('eventType', word, ` authority="eventType" authorityURI="${EVENT_TYPES}"`);
  const outcome = fields['outcome'];
  const made = fields['derivative'];
  return [
    identifier('event', 'ledger entry', String(seq)),
    type,
    leaf('eventDateTime', at),
    element('eventDetailInformation', [leaf('eventDetail', `${kind}; SHA-256 of the entry: ${entryHash}`)]),
    ...(outcome === undefined ? [] : [element('eventOutcomeInformation', [leaf('eventOutcome', outcome)])]),
    linking('Agent', 'name in the ledger', actor),
    linking('Object', 'SHA-256', sha256, 'source'),
    ...(made === undefined ? [] : [linking('Object', 'SHA-256', made, 'outcome')]),
  ];
}

function transferOf({ seq, at, actor }: CaseMove, { sha256 }: DocumentView): readonly string[] {
  return [
    identifier('event', 'ledger entry', String(seq)),
    leaf('eventType', 'transfer', ` authority="eventType" authorityURI="${EVENT_TYPES}"`),
    leaf('eventDateTime', at),
    element('eventDetailInformation', [leaf('eventDetail', 'opened; the case came to another machine')]),
    linking('Agent', 'name in the ledger', actor),
    linking('Object', 'SHA-256', sha256, 'source'),
  ];
}

function identifier(of: 'object' | 'event' | 'agent', type: string, value: string): string {
  return element(`${of}Identifier`, [leaf(`${of}IdentifierType`, type), leaf(`${of}IdentifierValue`, value)]);
}

function linking(to: 'Event' | 'Agent' | 'Object', type: string, value: string, role?: string): string {
  const name = `linking${to}Identifier`;
  return element(name, [
    leaf(`${name}Type`, type),
    leaf(`${name}Value`, value),
    ...(role === undefined ? [] : [leaf('linkingObjectRole', role)]),
  ]);
}

function element(name: string, content: readonly string[], attributes = ''): string {
  const inside = content.map((each) => each.replaceAll(/^/gm, '  ')).join('\n');
  return `<${name}${attributes}>\n${inside}\n</${name}>`;
}

function leaf(name: string, text: string, attributes = ''): string {
  return `<${name}${attributes}>${escaped(text)}</${name}>`;
}

/** XML 1.0 has no way to write most control characters (section 2.2): they are shown as what they are not. */
function escaped(text: string): string {
  const shown = text.toWellFormed().replaceAll(/[[\p{Cc}\ufffe\uffff]--[\t\n\r\x85]]/gv, '\ufffd');
  return shown.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll(/\s+/g, ' ');
}
