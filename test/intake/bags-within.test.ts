import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { sha256Of } from '../../src/nouns/sha256.ts';
import { readAll, temporaryCase } from '../helpers/temporary-case.ts';
import { makeZip } from '../reading/make-zip.ts';

const CASES = [
  { name: 'whole.zip', listed: 'A letter.', at: 'bag/', faults: 0, why: 'what lies there is what is listed' },
  { name: 'changed.zip', listed: 'Another letter.', at: '', faults: 1, why: 'a file differs from its hash' },
] as const;

test('a bag inside an archive is held against its lists when it is unpacked, and once', async (t) => {
  const { outside, open } = await temporaryCase(t);
  const opened = await open();
  for (const { name, listed, at } of CASES) {
    const files = {
      'bagit.txt': 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n',
      'bag-info.txt': `Source-Organization: ${name}\n`,
      'manifest-sha256.txt': `${sha256Of(listed)}  data/letter.txt\n`,
      'data/letter.txt': 'A letter.',
    };
    await writeFile(
      join(outside, name),
      makeZip(Object.entries(files).map(([path, text]) => ({ name: `${at}${path}`, bytes: Buffer.from(text) }))),
    );
    await opened.receive([join(outside, name)], {});
  }
  await readAll(opened);
  await readAll(opened);
  for (const { name, at, faults, why } of CASES) {
    const entries = (await opened.document(name))?.custody.filter(({ kind }) => kind === 'bag-checked') ?? [];
    assert.equal(entries.length, 1, name);
    const bag = JSON.parse(entries[0]?.fields['bag'] ?? '');
    assert.deepEqual(
      { root: bag.root, faults: bag.faults, info: bag.info },
      { root: at, faults, info: [['Source-Organization', name]] },
      why,
    );
  }
});

test('of several bags side by side in one archive each is checked by itself, and one in the payload of another is not', async (t) => {
  const { outside, open } = await temporaryCase(t);
  const opened = await open();
  const bag = (at: string, listed: string): readonly { readonly name: string; readonly bytes: Buffer }[] =>
    Object.entries({
      'bagit.txt': 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n',
      'manifest-sha256.txt': `${sha256Of(listed)}  data/letter.txt\n`,
      'data/letter.txt': `A letter in ${at}`,
    }).map(([path, text]) => ({ name: `${at}${path}`, bytes: Buffer.from(text) }));
  const files = [
    ...bag('one/', 'A letter in one/'),
    ...bag('one-more/', 'A letter in one-more/'),
    ...bag('two/', 'another letter'),
    ...bag('plain/deep/three/', 'A letter in plain/deep/three/'),
  ];
  await writeFile(join(outside, 'bags.zip'), makeZip(files));
  // Outermost is a bag that has the first as its payload.
  const inner = bag('out/data/in/', 'A letter in out/data/in/');
  const outer = Buffer.from('BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n');
  const list = inner.map(({ name, bytes }) => `${sha256Of(bytes)}  ${name.slice('out/'.length)}\n`).join('');
  const nested = [
    { name: 'out/bagit.txt', bytes: outer },
    { name: 'out/manifest-sha256.txt', bytes: Buffer.from(list) },
    ...inner,
  ];
  await writeFile(join(outside, 'nested.zip'), makeZip(nested));
  await opened.receive([join(outside, 'bags.zip'), join(outside, 'nested.zip')], {});
  await readAll(opened);
  await readAll(opened);
  const found = async (name: string) => {
    const entries = (await opened.document(name))?.custody.filter(({ kind }) => kind === 'bag-checked') ?? [];
    return Object.fromEntries(
      entries.map(({ fields }) => JSON.parse(fields['bag'] ?? '')).map(({ root, faults }) => [root, faults]),
    );
  };
  assert.deepEqual(await found('bags.zip'), { 'one/': 0, 'one-more/': 0, 'two/': 1, 'plain/deep/three/': 0 });
  assert.deepEqual(await found('nested.zip'), { 'out/': 0 });
});
