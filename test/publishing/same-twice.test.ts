import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { checkPackage } from '../../src/publishing/check-package.ts';
import { parseProfile } from '../../src/publishing/profile.ts';
import { renderPublication } from '../../src/web/published.ts';
import { readAll, temporaryCase } from '../helpers/temporary-case.ts';

const LETTER = 'The letter says that two hundred forms were printed in Karasu.';

test('one document under two names is refused; two that come out the same tell what was said of either', async (t) => {
  const { outside, open } = await temporaryCase(t);
  const opened = await open();
  const leak = join(outside, 'leak');
  await mkdir(leak);
  await writeFile(join(leak, 'letter.txt'), `${LETTER}\n`);
  await writeFile(join(leak, 'copy.txt'), `\u{FEFF}${LETTER}\n`); // other bytes, the same words
  await opened.receive([leak], {});
  await readAll(opened);
  const letter = (await opened.document('leak/letter.txt'))?.sha256;
  assert.ok(letter);
  const out = join(outside, 'package');
  const prepare = (documents: readonly object[]) =>
    opened.preparePackage(
      parseProfile(JSON.stringify({ format: 'touchstone/profile', version: 1, title: 'T', documents })),
      { out, render: renderPublication, signal: new AbortController().signal },
    );
  const same = ['leak/letter.txt', 'leak/copy.txt'] as const;
  const all = { original: true, confirmed: [] };
  const refused: readonly { readonly documents: readonly object[]; readonly said: RegExp; readonly why: string }[] = [
    {
      documents: [
        { document: letter, title: 'A letter' },
        { document: same[0], title: 'Another' },
      ],
      said: /documents\.0 and documents\.1/,
      why: 'its hash and its path',
    },
    {
      documents: [{ document: letter.slice(0, 12) }, { document: same[1] }, { document: letter }],
      said: /documents\.0 and documents\.2/,
      why: 'the beginning of its hash, even where nothing else is said',
    },
    {
      documents: same.map((document) => ({ document, title: document })),
      said: /come out the same/,
      why: 'two titles for one document of the package',
    },
    {
      documents: same.map((document) => ({ document, ...all })),
      said: /come out the same/,
      why: 'the second original would not be published',
    },
  ];
  for (const { documents, said, why } of refused) {
    await assert.rejects(prepare(documents), { code: 'bad-input', message: said }, why);
  }
  const asked = await prepare([{ document: same[1], ...all }]);
  const confirmed = asked.checks.originals.flatMap(({ carries }) => carries.map(({ name }) => name));
  await asked.drop();
  const prepared = await prepare([
    { document: same[0] },
    { document: same[1], title: 'A letter', original: true, confirmed },
  ]);
  const [told, ...more] = prepared.publication.documents;
  assert.equal(more.length, 0);
  assert.equal(told?.title, 'A letter');
  const copy = await opened.document('leak/copy.txt');
  assert.equal(told?.original?.sha256, copy?.sha256);
  await prepared.publish();
  assert.deepEqual((await checkPackage(out)).faults, []);
  for (const ref of same) {
    const custody = (await opened.document(ref))?.custody ?? [];
    const entries = custody.filter(({ kind }) => kind === 'document-published');
    assert.equal(entries.length, 1, `${ref} was given out`);
    assert.deepEqual(
      [entries[0]?.fields['title'], entries[0]?.fields['publication'], entries[0]?.fields['document']],
      ['T', prepared.publication.id, told?.id],
    );
  }
});
