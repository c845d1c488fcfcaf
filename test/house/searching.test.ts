import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { main } from '../../src/cli/main.ts';
import { newsOf } from '../../src/server/asked-search.ts';
import { readAll, temporaryCase } from '../helpers/temporary-case.ts';

const LEAK = {
  'a.txt': 'The reservoir office counts the keys.\n\nThe reservoir was filled in June.',
  'b.txt': 'Keys of the reservoir office, counted twice.',
  'c.txt': 'Nothing of that kind.',
};

test('lists, news and passages like one, over a case that goes on being read', async (t) => {
  const { outside, folder, open } = await temporaryCase(t);
  const leak = join(outside, 'leak');
  await mkdir(leak);
  for (const [name, text] of Object.entries(LEAK)) await writeFile(join(leak, name), text);
  const opened = await open();
  await opened.receive([leak], {});
  await readAll(opened);

  const queries = ['reservoir', 'keys -twice', '"(', 'nowhere'];
  const tallies = await opened.tally(queries);
  for (const [i, query] of queries.entries()) {
    const { total, documents } = await opened.search({ query, limit: 0, offset: 0, switches: { off: ['*'], on: [] } });
    assert.deepEqual([tallies[i]?.total, tallies[i]?.documents], [total, documents], query);
  }

  const { hits } = await opened.search({ query: '"counted twice"', limit: 1, offset: 0 });
  const [hit] = hits;
  assert.ok(hit);
  const like = await opened.queryLike(hit.document, hit.start);
  assert.match(like ?? '', /^\w+( OR \w+)+$/);
  const alike = await opened.search({ query: like ?? '', limit: 9, offset: 0 });
  assert.ok(alike.documents >= 2);
  assert.equal(await opened.queryLike(hit.document, 1_000_000), undefined);

  const saved = { asked: 'q=reservoir', lookedEntry: await opened.indexedUpTo() };
  const before = await newsOf(opened, saved);
  assert.equal(before.fresh, 0);
  assert.ok(before.total >= 2);
  await writeFile(join(leak, 'd.txt'), 'A second reservoir.');
  await opened.receive([leak], {});
  await readAll(opened);
  assert.deepEqual(await newsOf(opened, saved), { total: before.total + 1, fresh: 1 });
  assert.equal((await newsOf(opened, { ...saved, lookedEntry: await opened.indexedUpTo() })).fresh, 0);

  await writeFile(join(outside, 'list.txt'), '\uFEFFreservoir\r\n\r\n"(\r\n=1+1\r\n');
  const run = async (...argv: readonly string[]): Promise<readonly string[]> => {
    const printed: string[] = [];
    const status = await main(argv, {
      print: (line) => printed.push(line),
      note: () => undefined,
      progress: () => undefined,
      ask: async () => undefined,
      secret: async () => undefined,
      signal: new AbortController().signal,
    });
    assert.equal(status, 0);
    return printed;
  };
  const { total, documents } = await opened.search({ query: 'reservoir', limit: 0, offset: 0 });
  assert.deepEqual(await run('batch', folder, join(outside, 'list.txt'), '--csv'), [
    'line,query,passages,documents,notice,at',
    `1,reservoir,${total},${documents},,`,
    '2,"""(",0,0,empty,',
    "3,'=1+1,0,0,,",
  ]);
  const asJson: unknown = JSON.parse((await run('batch', folder, join(outside, 'list.txt'), '--json')).join(''));
  assert.ok(Array.isArray(asJson) && asJson.length === 3);
  const csv = (await run('search', folder, 'reservoir', '--csv')).join('\n').split('\r');
  assert.equal(csv.filter((line) => line.includes('.txt,')).length, total);
  const limited = (await run('search', folder, 'reservoir', '--csv', '--limit', '2')).join('\n').split('\r');
  assert.equal(limited.filter((line) => line.includes('.txt,')).length, 2);
});
