import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { sql } from 'kysely';
import { wordsAt } from '../../src/claims/views/document-names.ts';
import { readingMigrations } from '../../src/reading/tables.ts';
import { openRecords } from '../../src/records/records.ts';
import { temporaryFolder } from '../helpers/temporary.ts';

test('words are shown with whole words around them, within their line', async (t) => {
  const records = await openRecords(join(await temporaryFolder(t), 'case.db'), readingMigrations);
  t.after(() => records.close());
  const text =
    'Above.\nThe agency confirmed that the Northern Post had told it so before the harvest.\n据北方晚报昨天报道称情况如此';
  await records.exclusively((connection) =>
    sql`insert into passage (original, ordinal, start, "end", page, language, text)
      values ('a', 0, 100, ${100 + text.length}, null, 'en', ${text})`.execute(connection.as()),
  );
  const at = (words: string): { original: string; start: number; end: number } => {
    const start = 100 + text.indexOf(words);
    return { original: 'a', start, end: start + words.length };
  };
  const places = [at('Northern Post'), at('北方晚报'), at('Above')];
  assert.deepEqual(await wordsAt(places, records.reading), ['Northern Post', '北方晚报', 'Above']);
  assert.deepEqual(await wordsAt(places, records.reading, 15), [
    '…that the Northern Post had told it so…',
    '据北方晚报昨天报道称情况如此',
    'Above.',
  ]);
  assert.deepEqual(await wordsAt([{ original: 'b', start: 1, end: 2 }], records.reading), ['']);
});
