import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { rebuildCase, type OpenCase } from '../../src/house.ts';
import { main } from '../../src/cli/main.ts';
import { readAll, temporaryCase } from '../helpers/temporary-case.ts';

const LINES = Array.from(
  { length: 12 },
  (_, i) => `On day ${i + 1} the clerk of the ${i * 7} district counted ${i * 31} keys and wrote name ${i * 13} down.`,
);

async function material(outside: string): Promise<string> {
  const leak = join(outside, 'leak');
  await mkdir(leak);
  await writeFile(join(leak, 'a memo.txt'), LINES.join('\n\n'));
  await writeFile(
    join(leak, 'memo.html'),
    `<html><body>${LINES.map((line) => `<p>${line}</p>`).join('')}</body></html>`,
  );
  await writeFile(
    join(leak, 'forwarded.eml'),
    `Subject: FW\nFrom: a@b.c\n\nSee below.\n\n${LINES.map((line) => `> ${line}`).join('\n')}`,
  );
  await writeFile(join(leak, 'again.txt'), LINES.join('\n\n'));
  await writeFile(join(leak, 'recipe.txt'), 'Flour, water, salt and time. '.repeat(3));
  return leak;
}

async function call(...argv: readonly string[]): Promise<{ status: number; out: string }> {
  const lines: string[] = [];
  const status = await main(argv, {
    print: (line) => lines.push(line),
    note: () => {},
    progress: () => {},
    ask: async () => undefined,
    secret: async () => undefined,
    signal: new AbortController().signal,
  });
  return { status, out: lines.join('\n') };
}

/** Near copies of the memo by name, and what is left of the files without copies. */
async function found(opened: OpenCase): Promise<{ copies: readonly string[]; files: readonly string[] }> {
  const memo = await opened.document('leak/a memo.txt');
  assert.ok(memo);
  const { copies } = await opened.copies(memo.sha256, 10);
  const { files, total } = await opened.files({ copies: 'hidden', limit: 10, offset: 0 });
  assert.equal(total, files.length);
  return {
    copies: copies.map(({ path, kind }) => `${path}: ${kind}`).toSorted(),
    files: files.map(({ path }) => path),
  };
}

test('copies in other formats are found as files are read, listed, compared, and found again by a rebuild', async (t) => {
  const place = await temporaryCase(t);
  const opened = await place.open();
  await opened.receive([await material(place.outside)], {});
  await readAll(opened);
  const before = await found(opened);
  assert.deepEqual(before.copies, ['leak/forwarded.eml: same', 'leak/memo.html: same']);
  assert.deepEqual(before.files, ['leak/forwarded.eml', 'leak/recipe.txt'], 'the fullest, and what has no copy');
  await opened.close();

  const groups = await call('copies', place.folder);
  assert.match(groups.out, /^3 near copies of one another:/);
  assert.match(groups.out, /1 group of near copies\.$/);
  const copies = await call('copies', place.folder, 'leak/a memo.txt', '--json');
  const { near, copies: listed } = JSON.parse(copies.out) as { near: number; copies: readonly object[] };
  assert.deepEqual([near, listed.length], [2, 2]);
  const compared = await call('compare', place.folder, 'leak/a memo.txt', 'leak/forwarded.eml');
  assert.match(compared.out, /\{\+See below\.\+\}/);
  const missing = await call('compare', place.folder, 'leak/a memo.txt', 'leak/none.txt');
  assert.equal(missing.status, 4);

  const again = await rebuildCase(place.folder, { identity: place.identity, indexOnly: false });
  t.after(() => again.close());
  await readAll(again);
  assert.deepEqual(await found(again), before);
});
