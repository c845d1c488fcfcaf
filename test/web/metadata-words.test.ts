import assert from 'node:assert/strict';
import { test } from 'node:test';
import { say } from '../../src/web/messages.ts';
import { fieldName, fieldValue } from '../../src/web/pages/metadata-words.ts';

const plain = (markup: string): string => markup.replaceAll(/<[^>]*>/g, '');
const t = say('en');

const NAMES = [
  { why: 'the creator of a PDF is a program', name: 'Creator', origin: 'pdf', said: 'Made with Creator' },
  { why: 'the creator of a Word document is a person', name: 'creator', origin: 'ooxml core', said: 'Author creator' },
  { why: 'a word that is its own name is said once', name: 'Title', origin: 'pdf', said: 'Title' },
  {
    why: 'hyphens and case make no difference',
    name: 'X-Originating-IP',
    origin: 'mail',
    said: 'Address of the sender’s machine X-Originating-IP',
  },
  { why: 'what nobody has named stands as it is', name: 'SourceModified', origin: 'pdf', said: 'SourceModified' },
  { why: 'names are data', name: 'constructor', origin: 'pdf', said: 'constructor' },
] as const;

for (const { why, name, origin, said } of NAMES) {
  test(`fields of a file are called in words: ${why}`, () => {
    assert.equal(plain(fieldName(t, { name, origin, value: '' }).markup), said);
  });
}

const VALUES = [
  { why: 'a PDF with its zone', value: "D:20240604085200+08'00'", said: '4 June 2024 at 08:52:00 UTC+08:00' },
  { why: 'a PDF without a zone claims none', value: 'D:20240604085200', said: '4 June 2024 at 08:52:00' },
  { why: 'a PDF west of Greenwich', value: "D:20240604085200-03'30", said: '4 June 2024 at 08:52:00 UTC−03:30' },
  { why: 'a PDF in universal time', value: 'D:20240604085200Z', said: '4 June 2024 at 08:52:00 UTC' },
  { why: 'a day without an hour gets none', value: 'D:20240604', said: '4 June 2024' },
  { why: 'a year alone', value: 'D:2024', said: '2024' },
  { why: 'a picture', value: '2024:06:04 08:52:10', said: '4 June 2024 at 08:52:10' },
  { why: 'ISO 8601', value: '2024-06-04T08:52:00.5Z', said: '4 June 2024 at 08:52:00 UTC' },
  { why: 'a day that there is none of', value: 'D:20240230', said: 'D:20240230' },
  { why: 'an hour that there is none of', value: 'D:20240604250000', said: 'D:20240604250000' },
  { why: 'the zeros of an empty clock', value: '0000:00:00 00:00:00', said: '0000:00:00 00:00:00' },
  { why: 'words', value: 'D:tomorrow', said: 'D:tomorrow' },
] as const;

for (const { why, value, said } of VALUES) {
  test(`a date of a file is read in its own precision and by its own clock: ${why}`, () => {
    assert.equal(plain(fieldValue(t, { name: 'ModDate', origin: 'pdf', value }).markup), said);
  });
}
