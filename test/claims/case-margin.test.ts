import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { StatementInDocument } from '../../src/nouns/claim-views.ts';
import { spokenCase } from './spoken-case.ts';

const SAID = [
  {
    why: 'two papers contradict one, and it learns what they say',
    paper: 'gazette.txt',
    lo: 12,
    against: 2,
    contrary: [19],
  },
  { why: 'one paper contradicts two', paper: 'courier.txt', lo: 19, against: 1, contrary: [12] },
  { why: 'what all say alike has nothing against it', paper: 'courier.txt', lo: 40, against: 0, contrary: undefined },
] as const;

test('a document learns of each of its statements what the others say that cannot be true beside it', async (t) => {
  const { opened } = await spokenCase(t);
  const { files } = await opened.files({ limit: 10, offset: 0 });
  for (const { why, paper, lo, against, contrary } of SAID) {
    const sha256 = files.find(({ path }) => path.endsWith(paper))?.sha256;
    assert.ok(sha256);
    const found = (await opened.statementsIn(sha256)).find(({ value }) => value.kind === 'figure' && value.lo === lo);
    assert.equal(found?.against, against, why);
    assert.deepEqual(numbersOf(found), contrary, why);
  }
});

function numbersOf(statement: StatementInDocument | undefined): readonly number[] | undefined {
  return statement?.contrary?.flatMap((value) => (value.kind === 'figure' ? [value.lo] : []));
}
