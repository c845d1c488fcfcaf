import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openSqliteIndex } from '../../src/search/engines/sqlite-index.ts';
import { PatternBudget } from '../../src/search/patterns.ts';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { documentOf, Shelf } from './shelf.ts';

const CATASTROPHE = { source: '(a+)+$', ignoreCase: false };
const HOSTILE = `${'a'.repeat(60)}!`;

test('a pattern that takes for ever ends with its budget, and what was found before stays', () => {
  const budget = new PatternBudget(50);
  assert.deepEqual(budget.test(CATASTROPHE, ['aaa', 'b', HOSTILE, 'aaa']), [true, false, undefined, undefined]);
  assert.equal(budget.spent, true);
  assert.deepEqual(budget.test(CATASTROPHE, ['aaa']), [undefined]);
  assert.deepEqual(budget.spans(CATASTROPHE, ['aaa']), [[]]);
});

test('spans are every occurrence that is not empty', () => {
  const budget = new PatternBudget(1000);
  assert.deepEqual(budget.spans({ source: 'A*', ignoreCase: true }, ['baab', '']), [[{ start: 1, end: 3 }], []]);
});

test('a search with a pattern that takes for ever answers, says so, and the next one is answered at once', async () => {
  const scratch = await mkdtemp(join(tmpdir(), 'patterns-'));
  const shelf = new Shelf();
  const index = await openSqliteIndex(join(scratch, 'index.db'), { texts: shelf.texts, readers: 1 });
  try {
    await index.put(shelf.keep(documentOf('hostile', ['aaa', HOSTILE, 'aaa'])));
    const slow = await index.search({ query: '/(a+)+$/', limit: 9, offset: 0 });
    assert.deepEqual([slow.total, slow.understood.notice], [1, 'pattern-slow']);
    const quick = await index.search({ query: '/a+!/', limit: 9, offset: 0 });
    assert.deepEqual([quick.total, quick.understood.notice], [1, undefined]);
  } finally {
    await index.close();
    await rm(scratch, { recursive: true });
  }
});
