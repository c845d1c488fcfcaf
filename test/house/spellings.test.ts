import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { rebuildCase, type OpenCase } from '../../src/house.ts';
import { readAll, temporaryCase } from '../helpers/temporary-case.ts';

const FILES = {
  'chinese.txt': '王勇智在莎车县工作。',
  'english.txt': 'Wang Yongzhi worked in Yarkand, wrote the Ghost.',
  'uyghur.txt': 'يەكەن ناھىيەسىدە كىتابلار بار.',
};

async function paths(opened: OpenCase, query: string, switches = { off: [] as string[], on: [] as string[] }) {
  const { hits, named } = await opened.search({ query, switches, sort: 'path', limit: 50, offset: 0 });
  return [...new Set(hits.map(({ document }) => named[document]?.path.replace('material/', '')))];
}

test('a case answers in every script, says what it added, and leaves out what is switched off', async (t) => {
  const made = await temporaryCase(t);
  const material = join(made.outside, 'material');
  await mkdir(material);
  for (const [name, text] of Object.entries(FILES)) await writeFile(join(material, name), text);
  const opened = await made.open();
  await opened.receive([material], {});
  await readAll(opened);

  assert.deepEqual(await paths(opened, 'shache'), Object.keys(FILES));
  assert.deepEqual(await paths(opened, 'kitab'), ['uyghur.txt']);
  const { expansions } = await opened.search({ query: 'shache', limit: 1, offset: 0 });
  assert.deepEqual(
    expansions.flatMap(({ alternatives }) => alternatives.map(({ text }) => text)),
    ['莎车', 'Yarkand', 'يەكەن*'],
  );
  const off = ['shache=莎车', 'shache=yarkand'];
  assert.deepEqual(await paths(opened, 'shache', { off, on: [] }), ['uyghur.txt']);

  const list = ['shache', '王勇智', 'kitab', 'nobody', '"('];
  const tallies = await opened.tally(list, { spelled: true });
  assert.deepEqual(
    tallies.map(({ total, spelled }) => [total, spelled?.total, spelled?.spellings]),
    [
      [0, 3, ['莎车', 'Yarkand', 'يەكەن*']],
      [1, 2, ['Wang Yongzhi']],
      [0, 1, ['كىتاب*']],
      [0, 0, []],
      [0, 0, []],
    ],
  );
  assert.ok((await opened.tally(list)).every((tally) => !('spelled' in tally)));

  const { hits } = await opened.search({ query: 'yarkand', sort: 'path', limit: 1, offset: 0 });
  const document = hits[0]?.document ?? assert.fail('nothing found');
  const marked = async (switches?: Parameters<OpenCase['marksIn']>[2]) =>
    (await opened.marksIn('yarkand', document, switches)).map(({ start, end }) =>
      FILES['chinese.txt'].slice(start, end),
    );
  assert.deepEqual(await marked(), ['莎车']);
  assert.deepEqual(await marked({ off: ['yarkand=莎车'], on: [] }), []);
});

test('an alias is signed, works at once, outlives a rebuild, and can be taken back', async (t) => {
  const made = await temporaryCase(t);
  const material = join(made.outside, 'material');
  await mkdir(material);
  for (const [name, text] of Object.entries(FILES)) await writeFile(join(material, name), text);
  const opened = await made.open();
  await opened.receive([material], {});
  await readAll(opened);

  await assert.rejects(opened.alias(['Ghost']), { name: 'Problem', code: 'bad-input' });
  await assert.rejects(opened.alias(['Ghost', 'GHOST', '—']), { name: 'Problem', code: 'bad-input' });
  await assert.rejects(opened.unalias('nobody'), { name: 'Problem', code: 'not-found' });
  const id = await opened.alias(['Ghost', '王勇智']);
  assert.deepEqual(await paths(opened, 'ghost'), ['chinese.txt', 'english.txt']);
  const groups = await opened.aliases();
  assert.deepEqual(
    groups.map(({ names, actor }) => [names, actor]),
    [[['Ghost', '王勇智'], 'A. Archivist']],
  );
  await opened.close();

  const rebuilt = await rebuildCase(made.folder, { identity: made.identity, indexOnly: false });
  t.after(() => rebuilt.close());
  assert.deepEqual(await rebuilt.aliases(), groups);
  await rebuilt.unalias(id);
  assert.deepEqual(await rebuilt.aliases(), []);
  assert.deepEqual(await paths(rebuilt, 'ghost'), ['english.txt']);
});
