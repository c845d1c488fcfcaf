import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { checkPackage } from '../../src/publishing/check-package.ts';
import { parseProfile } from '../../src/publishing/profile.ts';
import { renderPublication } from '../../src/web/published.ts';
import { readAll, temporaryCase } from '../helpers/temporary-case.ts';

/** Words that only the document has which is not published; five digits alone stand by chance in some hash. */
const SECRET = ['Zemfira', 'Oqtash', 'nightwatch', 'sheet 98431', 'Halmurat'];

test('nothing of a document that is not published is in any file, where a claim and its lineage speak of both', async (t) => {
  const { outside, open } = await temporaryCase(t);
  const opened = await open();
  const folder = join(outside, 'Zemfira-nightwatch');
  await mkdir(folder);
  const shared =
    'Until 31 May 2024 the office counted 2,310 people who had been moved from the villages of Ak-Tepe, as the register of the bureau says.';
  await writeFile(
    join(folder, 'Oqtash-98431.txt'),
    `Zemfira Halmurat, nightwatch of Oqtash, writes on sheet 98431.\n\n${shared}\n`,
  );
  await writeFile(
    join(folder, 'note.txt'),
    `A note.\n\n${shared}\n\nAccording to the county office, 2,310 people were moved from Ak-Tepe by 31 May 2024.\n`,
  );
  await writeFile(
    join(folder, 'report.txt'),
    `A report.\n\nBy 31 May 2024, 1,847 people were moved from Ak-Tepe, the county office said.\n`,
  );
  await opened.receive([folder], { note: 'from Zemfira' });
  await readAll(opened);
  const { claims } = await opened.claims({ offset: 0, limit: 50 });
  const views = await Promise.all(claims.map(({ id }) => opened.claim(id)));
  const texts = views.flatMap((view) => view?.statements.map(({ document }) => document.title) ?? []);
  assert.ok(
    texts.some((title) => /Oqtash|Zemfira/i.test(title)),
    'a claim of the case rests on the document',
  );
  const out = join(outside, 'package');
  const prepared = await opened.preparePackage(
    parseProfile(
      JSON.stringify({
        format: 'touchstone/profile',
        version: 1,
        title: 'Two papers',
        documents: ['note.txt', 'report.txt'].map((name) => ({ document: `Zemfira-nightwatch/${name}`, title: name })),
        claims: claims.map(({ id }) => id),
        recognise: false,
      }),
    ),
    { out, render: renderPublication, signal: new AbortController().signal },
  );
  assert.ok(prepared.publication.claims.length > 0, 'something is told');
  await prepared.publish();
  assert.deepEqual((await checkPackage(out)).faults, []);

  const hidden = await opened.document('Zemfira-nightwatch/Oqtash-98431.txt');
  const secrets = [...SECRET, hidden?.sha256 ?? 'none', hidden?.sha256.slice(0, 16) ?? 'none'].map((word) =>
    word.toLowerCase(),
  );
  const entries = await readdir(out, { recursive: true, withFileTypes: true });
  for (const entry of entries.filter((each) => each.isFile())) {
    const path = join(entry.parentPath, entry.name);
    const text = `${path.slice(out.length)}\n${await readFile(path, 'utf8')}`.toLowerCase();
    for (const secret of secrets) assert.ok(!text.includes(secret), `${path.slice(out.length)} holds ${secret}`);
  }
});
