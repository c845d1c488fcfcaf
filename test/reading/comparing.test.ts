import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openComparer } from '../../src/reading/copies/comparing.ts';
import { cutIntoPassages } from '../../src/reading/passages.ts';

const PARAGRAPH = 'The commission met at the district office and heard the report of the clerk in full.';
const TEXTS: Readonly<Record<string, string>> = {
  first: Array.from({ length: 30 }, (_, i) => `${PARAGRAPH} Item ${i}.`).join('\n\n'),
  second: Array.from({ length: 30 }, (_, i) => `${PARAGRAPH} Item ${i === 7 ? 'seven' : i}.`).join('\n\n'),
  other: 'Keys of all rooms are to be handed over before the first of June.',
};

/** As `touchstone/text` derivatives. */
function bytesOf(name: string, opened: string[] = []): Uint8Array {
  const text = TEXTS[name];
  if (text === undefined) throw new Error(`no derivative ${name}`);
  opened.push(name);
  const passages = cutIntoPassages(text).map((span) => ({ ...span, language: 'en' }));
  const reading = { mediaType: 'text/plain', metadata: [], text, pages: [], passages };
  return Buffer.from(JSON.stringify({ format: 'touchstone/text', version: 1, ...reading }));
}

const ALL = { changes: false, limit: 100, offset: 0 };
const IN_THREAD = { hereBytes: 0 };

test('compare: a thread gives the same pages as the process itself', async () => {
  const here = openComparer(async (name) => bytesOf(name), { hereBytes: Infinity });
  const inThread = openComparer(async (name) => bytesOf(name), IN_THREAD);
  for (const request of [ALL, { ...ALL, changes: true }, { ...ALL, limit: 3, offset: 6 }])
    assert.deepEqual(await inThread.page('first', 'second', request), await here.page('first', 'second', request));
  const { total, counts } = await inThread.page('first', 'second', { ...ALL, changes: true });
  assert.deepEqual([total, counts.changed], [1, 1]);
});

test('compare: turning the pages of a comparison reads its texts once, another one reads its own', async () => {
  const opened: string[] = [];
  const comparer = openComparer(async (name) => bytesOf(name, opened), IN_THREAD);
  for (const offset of [0, 3, 6]) await comparer.page('first', 'second', { ...ALL, limit: 3, offset });
  await comparer.page('first', 'other', ALL);
  assert.deepEqual(opened, ['first', 'second', 'first', 'other']);
});

test('compare: comparisons asked for at once all get their own answer', async () => {
  const comparer = openComparer(async (name) => bytesOf(name), IN_THREAD);
  const pairs = [
    ['first', 'second'],
    ['other', 'first'],
    ['second', 'second'],
    ['other', 'first'],
  ] as const;
  const pages = await Promise.all(pairs.map(([a, b]) => comparer.page(a, b, ALL)));
  assert.deepEqual(
    pages.map(({ counts }) => [counts.same, counts.changed, counts['only-first'], counts['only-second']]),
    [
      [29, 1, 0, 0],
      [0, 0, 1, 30],
      [30, 0, 0, 0],
      [0, 0, 1, 30],
    ],
  );
});

test('compare: what fails is told to whoever asked, and tried again by the next', async () => {
  let broken = true;
  const comparer = openComparer(async (name) => (broken ? Buffer.from('no derivative') : bytesOf(name)), IN_THREAD);
  await assert.rejects(comparer.page('first', 'second', ALL), SyntaxError);
  broken = false;
  assert.equal((await comparer.page('first', 'second', ALL)).counts.changed, 1);
});

test('compare: after a while the texts are let go of, and read again when asked for', async () => {
  const opened: string[] = [];
  const comparer = openComparer(async (name) => bytesOf(name, opened), { ...IN_THREAD, keptMs: 0 });
  await comparer.page('other', 'other', ALL);
  await new Promise<void>((resolve) => void setImmediate(() => setTimeout(resolve, 1)));
  await comparer.page('other', 'other', ALL);
  assert.equal(opened.length, 4);
});
