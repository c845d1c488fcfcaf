import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import { openSqliteIndex } from '../../src/search/engines/sqlite-index.ts';
import { Shelf } from './shelf.ts';

const PUT_FOR_EVER = new URL('put-for-ever.ts', import.meta.url).pathname;
const KILLS = 5;

test('a process killed while it puts leaves no part of a document behind, and loses nothing it had put', async () => {
  const scratch = await mkdtemp(join(tmpdir(), 'kill-'));
  const file = join(scratch, 'index.db');
  try {
    for (let kill = 0; kill < KILLS; kill += 1) {
      const child = spawn(
        process.execPath,
        ['--disable-warning=ExperimentalWarning', PUT_FOR_EVER, file, String(kill)],
        {
          stdio: ['ignore', 'pipe', 'inherit'],
        },
      );
      let said = '';
      for await (const chunk of child.stdout) {
        said += String(chunk);
        if (said.split('\n').length > 3 + kill) break;
      }
      child.kill('SIGKILL');
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
      await checkWhole(file, Number(said.trim().split('\n').at(-1)));
    }
  } finally {
    await rm(scratch, { recursive: true });
  }
});

/** Every document has ten passages with the word `same`; `promised` documents were said to be put. */
async function checkWhole(file: string, promised: number): Promise<void> {
  const index = await openSqliteIndex(file, { texts: new Shelf().texts, readers: 1 });
  const { documents, passages } = await index.count();
  assert.ok(documents >= promised, `${documents} of ${promised}`);
  assert.equal(passages, documents * 10);
  const found = await index.search({ query: 'same', limit: 0, offset: 0 });
  assert.deepEqual([found.total, found.documents], [passages, documents]);
  await index.close();
  const database = new DatabaseSync(file);
  assert.deepEqual({ ...database.prepare('PRAGMA integrity_check').get() }, { integrity_check: 'ok' });
  database.close();
}
