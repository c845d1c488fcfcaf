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
