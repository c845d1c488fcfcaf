import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SaxesParser } from 'saxes';
import type { DocumentView } from '../../src/nouns/document.ts';
import { sha256Of } from '../../src/nouns/sha256.ts';
import { attributeChecks, type BytesNow } from '../../src/publishing/attributes.ts';
import { premisXml } from '../../src/publishing/premis.ts';

const SHA256 = sha256Of('a letter');

function view(changes: Partial<DocumentView> = {}): DocumentView {
  const entry = { at: '2026-01-02T03:04:05.000Z', actor: 'A. <Person>', entryHash: 'ef'.repeat(32) };
  return {
    sha256: SHA256,
    size: 8,
    places: [],
    contains: [],
    custody: [
      { ...entry, seq: 3, kind: 'received', fields: { original: SHA256, path: 'a & b\u0007.txt' } },
      { ...entry, seq: 4, kind: 'read', fields: { original: SHA256, outcome: 'read' } },
      {
        ...entry,
        seq: 9,
        kind: 'derived',
        fields: { original: SHA256, what: 'page-picture', derivative: 'cd'.repeat(32) },
      },
      { ...entry, seq: 11, kind: 'asked-again', fields: { original: SHA256, why: 'asked' } },
    ],
    ...changes,
  };
}

/** The elements in order, as paths, with their text. @throws where it is not well-formed */
function elementsOf(xml: string): readonly (readonly [path: string, text: string])[] {
  const found: [string, string][] = [];
  const open: string[] = [];
  let text = '';
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name }) => {
    open.push(name);
    text = '';
  });
  parser.on('text', (more) => (text += more));
  parser.on('closetag', () => {
    found.push([open.join('/'), text.trim()]);
    open.pop();
    text = '';
  });
  parser.write(xml).close();
  return found;
}

test('a life is told as PREMIS: one object, an event for each entry, whoever signed as an agent', () => {
  const elements = elementsOf(premisXml(view()));
  const texts = (path: string): readonly string[] => elements.filter(([each]) => each === path).map(([, text]) => text);
  assert.deepEqual(texts('premis/object/objectCharacteristics/fixity/messageDigest'), [SHA256]);
  assert.deepEqual(texts('premis/event/eventIdentifier/eventIdentifierValue'), ['3', '4', '9', '11']);
  assert.deepEqual(texts('premis/event/eventType'), ['ingestion', 'metadata extraction', 'creation', 'asked-again']);
  assert.deepEqual(texts('premis/event/eventOutcomeInformation/eventOutcome'), ['read']);
  assert.deepEqual(texts('premis/agent/agentName'), ['A. <Person>']);
  const roles = texts('premis/event/linkingObjectIdentifier/linkingObjectRole');
  assert.deepEqual(roles, ['source', 'source', 'source', 'outcome', 'source']);
});

test('whatever a path or a name holds, the XML is well-formed', () => {
  for (const actor of ['</premis>', '&amp;', '\u0000\u0001\ufffe', '\ud800', ']]>', '']) {
    const custody = view().custody.map((entry) => ({ ...entry, actor }));
    assert.doesNotThrow(() => elementsOf(premisXml(view({ custody }))), JSON.stringify(actor));
  }
});

const NOW: BytesNow = { sha256: SHA256, checkpoint: 12, dated: '2026-01-03T00:00:00.000Z' };

function holds(document: DocumentView, now: BytesNow): Readonly<Record<string, string>> {
  return Object.fromEntries(attributeChecks(document, now).map(({ attribute, holds: held }) => [attribute, held]));
}

test('each attribute holds as far as there is evidence for it', () => {
  const place = {
    occurrence: '0'.repeat(64),
    path: 'a.txt',
    accession: 'x',
    outcome: 'read',
    languages: ['en'],
  } as never;
  const reading = { mediaType: 'text/plain', metadata: [], text: 'Words.', pages: [], passages: [], stages: [] };
  const whole = view({ places: [place], reading });
  const all = {
    authenticity: 'yes',
    availability: 'yes',
    identity: 'yes',
    persistence: 'yes',
    renderability: 'yes',
    understandability: 'yes',
  };
  assert.deepEqual(holds(whole, NOW), all);
  assert.deepEqual(holds(whole, { ...NOW, sha256: undefined }), { ...all, authenticity: 'no', availability: 'no' });
  assert.deepEqual(holds(whole, { ...NOW, sha256: sha256Of('changed') }), { ...all, authenticity: 'no' });
  assert.deepEqual(holds(whole, { ...NOW, dated: undefined }), { ...all, persistence: 'in part' });
  assert.deepEqual(holds(whole, { ...NOW, checkpoint: undefined }), { ...all, persistence: 'in part' });
  assert.equal(holds(view({ places: [place] }), NOW)['understandability'], 'no');
  assert.equal(holds({ ...whole, custody: [] }, NOW)['authenticity'], 'no');
});
