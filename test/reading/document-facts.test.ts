import assert from 'node:assert/strict';
import { test } from 'node:test';
import { factsFor } from '../../src/reading/document-facts.ts';
import type { MetadataField, Reading } from '../../src/nouns/reading.ts';

function readingWith(metadata: readonly MetadataField[], rest: Partial<Reading> = {}): Reading {
  return { mediaType: 'text/plain', metadata, text: '', pages: [], passages: [], stages: [], ...rest };
}

const DATES = [
  { name: 'CreationDate', origin: 'pdf', value: "D:20170624103000+08'00'", date: '2017-06-24T10:30:00', why: 'PDF' },
  { name: 'DateTimeOriginal', origin: 'exif', value: '2017:06:24 10:00:00', date: '2017-06-24T10:00:00', why: 'EXIF' },
  { name: 'created', origin: 'ooxml', value: '2017-06-24T10:00:00Z', date: '2017-06-24T10:00:00', why: 'Office' },
  {
    name: 'created',
    origin: 'ole',
    value: '1601-01-01T00:00:00Z',
    date: undefined,
    why: 'what programs write for nothing',
  },
  {
    name: 'ModDate',
    origin: 'pdf',
    value: 'D:20170624',
    date: undefined,
    why: 'when it was last written is no date of it',
  },
] as const;
for (const { name, origin, value, date, why } of DATES) {
  test(`the date of a document in ${name} ${value}: ${why}`, () => {
    assert.equal(factsFor(readingWith([{ name, value, origin }])).date, date);
  });
}

test('what a document says that it was published on comes before what its file says', () => {
  const created = { name: 'created', value: '2017-06-24', origin: 'ooxml' };
  assert.equal(factsFor(readingWith([created], { published: '2015' })).date, '2015');
});

test('tags are the keywords that a file gives itself', () => {
  const field = (name: string, value: string, origin: string): MetadataField => ({ name, value, origin });
  const { tags } = factsFor(
    readingWith([
      field('Keywords', 'secret, 维稳', 'pdf'),
      field('category', 'order', 'ooxml'),
      field('Subject', 'x', 'pdf'),
    ]),
  );
  assert.deepEqual(tags, ['secret, 维稳', 'order']);
});

test('senders and recipients are those of the header of a mail, authors those who wrote', () => {
  const field = (name: string, value: string, origin: string): MetadataField => ({ name, value, origin });
  const facts = factsFor(
    readingWith(
      [
        field('From', 'A <a@b>', 'mail'),
        field('Cc', 'C', 'mail'),
        field('To', 'x', 'html'),
        field('Creator', 'Quill', 'pdf'),
      ],
      { byline: 'A <a@b>' },
    ),
  );
  assert.deepEqual(facts, { authors: ['A <a@b>'], senders: ['A <a@b>'], recipients: ['C'] });
});
