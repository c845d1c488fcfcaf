import assert from 'node:assert/strict';
import { appendFile, cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { Problem } from '../../src/base/problem.ts';
import type { OpenCase } from '../../src/house.ts';
import { sha256Of } from '../../src/nouns/sha256.ts';
import { packageArchive } from '../../src/publishing/package-archive.ts';
import { parseProfile } from '../../src/publishing/profile.ts';
import { renderPublication } from '../../src/web/published.ts';
import { textPdf } from '../../scripts/text-pdf.ts';
import { readAll, temporaryCase } from '../helpers/temporary-case.ts';
import { makeZip } from '../reading/make-zip.ts';

const SIGNAL = new AbortController().signal;
const LETTER = ['First page of the letter.', 'Second page: two hundred forms were printed.', 'Third page.'];

/** A package of two documents, of which one shows its first and last page alone. */
async function published(t: TestContext): Promise<string> {
  const { outside, open } = await temporaryCase(t);
  const leak = join(outside, 'leak');
  await mkdir(leak);
  await writeFile(join(leak, 'letter.pdf'), textPdf(LETTER));
  await writeFile(join(leak, 'note.txt'), 'A note says that none of the forms was kept.\n');
  const opened = await open();
  await opened.receive([leak], {});
  await readAll(opened);
  const profile = parseProfile(
    JSON.stringify({
      format: 'touchstone/profile',
      version: 1,
      title: 'Two papers',
      publisher: 'A newsroom',
      documents: [{ document: 'leak/letter.pdf', title: 'A letter', pages: [1, 3] }, { document: 'leak/note.txt' }],
    }),
  );
  const out = join(outside, 'package');
  await (await opened.preparePackage(profile, { out, render: renderPublication, signal: SIGNAL })).publish();
  return out;
}

async function documentsOf(opened: OpenCase) {
  const { files } = await opened.files({ limit: 1_000, offset: 0 });
  return files.filter(({ mediaType }) => mediaType === 'application/vnd.touchstone.published-document');
}

/** Making the package takes most of the time: it is made once. */
test('packages that are taken in', async (whole) => {
  const out = await published(whole);
  await whole.test(
    'a package that is taken in gives one document for each that it publishes, with pages, proof and origin',
    async (t) => {
      const { open } = await temporaryCase(t);
      const opened = await open();
      const told: unknown[] = [];
      await opened.receive([out], { onPackage: (report) => told.push(report) });
      await readAll(opened);

      const status = await opened.status();
      assert.equal(status.waiting, 0);
      assert.equal(status.outcomes.unreadable, 0);
      const report = status.accessions[0]?.bags?.[0]?.package;
      assert.deepEqual(told, [report]);
      const proof = await readFile(join(out, 'data/proofs/proof.json'));
      assert.deepEqual(
        { title: report?.title, publisher: report?.publisher, faults: report?.faults, proof: report?.proof },
        { title: 'Two papers', publisher: 'A newsroom', faults: 0, proof: sha256Of(proof) },
      );
      assert.match(report?.log ?? '', /^touchstone\.invalid\/log\//);
      assert.equal(report?.keys.length, 1);
      assert.ok(await opened.document(sha256Of(proof)), 'the proof is kept');

      const documents = await documentsOf(opened);
      assert.deepEqual(documents.map(({ title = '', pages = 0 }) => `${title} ${pages}`).toSorted(), [
        'A letter 2',
        'Two papers (2) 0',
      ]);
      const letter = await opened.document(documents.find(({ title }) => title === 'A letter')?.sha256 ?? '');
      assert.ok(letter?.reading);
      assert.match(letter.reading.text, /First page of the letter\.\s+Third page\./);
      assert.deepEqual(
        letter.reading.metadata.map(({ name, value }) => `${name}: ${value}`),
        [
          'pages-in-original: 1, 3',
          `publication: Two papers (${report?.publication})`,
          'publisher: A newsroom',
          `published-on: ${report?.day}`,
        ],
      );
      const layout = await opened.layout(letter.sha256, 2);
      assert.ok(layout?.words.some(([start, end]) => letter.reading?.text.slice(start, end) === 'Third'));
      const picture = await opened.pagePicture(letter.sha256, 2);
      assert.equal(Buffer.from(picture?.png ?? []).toString('latin1', 1, 4), 'PNG');
      const read = letter.custody.find(({ kind }) => kind === 'read');
      assert.equal(JSON.parse(read?.fields['package'] ?? '').publication, report?.publication);
      const { hits } = await opened.search({ query: 'letter', limit: 10, offset: 0 });
      assert.deepEqual(
        [...new Set(hits.map(({ document }) => document))],
        [letter.sha256],
        'found once, not on the site too',
      );
    },
  );

  await whole.test(
    'taking it in again adds nothing; what was cut short between its files and its documents goes on',
    async (t) => {
      const { open } = await temporaryCase(t);
      const opened = await open();
      const stop = new AbortController();
      const cut = opened.receive([out], { signal: stop.signal, onProgress: ({ added }) => added > 60 && stop.abort() });
      await cut.catch(() => undefined); // it was stopped, or was quicker
      await opened.receive([out], {});
      const { ledger } = await opened.status();
      await opened.receive([out], {});
      assert.equal((await opened.status()).waiting, 0);
      assert.equal((await documentsOf(opened)).length, 2);
      assert.equal((await opened.status()).ledger.entries, ledger.entries);
    },
  );

  await whole.test('a package that does not hold is refused, or taken in file by file with that verdict', async (t) => {
    const forged = `${out}-forged`;
    await cp(out, forged, { recursive: true });
    // The lists agree with what lies there; the signature over them does not.
    await appendFile(join(forged, 'signature.txt'), 'x\n');
    const { open } = await temporaryCase(t);
    const opened = await open();
    await assert.rejects(
      opened.receive([forged], {}),
      (error: unknown) => error instanceof Problem && error.code === 'altered',
    );
    assert.equal((await opened.status()).received, 0);
    await opened.receive([forged], { asItIs: true });
    const status = await opened.status();
    assert.ok((status.accessions[0]?.bags?.[0]?.package?.faults ?? 0) > 0);
    assert.deepEqual(await documentsOf(opened), []);
    assert.ok(status.waiting > 0, 'its files are read as what they are');
  });

  await whole.test(
    'a package inside an archive gives its documents with proof and origin, as one in a folder does; its neighbours stay files',
    async (t) => {
      const { outside, open } = await temporaryCase(t);
      const opened = await open();
      const { pieces } = await packageArchive(out);
      await writeFile(join(outside, 'package.zip'), Buffer.concat(await Array.fromAsync(pieces())));
      await writeFile(join(outside, 'note.txt'), 'A note beside it.\n');
      await opened.receive([join(outside, 'package.zip'), join(outside, 'note.txt')], {});
      await readAll(opened);

      const documents = await documentsOf(opened);
      assert.deepEqual(documents.map(({ title = '', pages = 0 }) => `${title} ${pages}`).toSorted(), [
        'A letter 2',
        'Two papers (2) 0',
      ]);
      const status = await opened.status();
      assert.deepEqual([status.waiting, status.outcomes.unreadable], [0, 0]);
      const archive = await opened.document('package.zip');
      const [entry, ...more] = archive?.custody.filter(({ kind }) => kind === 'bag-checked') ?? [];
      assert.equal(more.length, 0);
      const bag = JSON.parse(entry?.fields['bag'] ?? '');
      const proof = sha256Of(await readFile(join(out, 'data/proofs/proof.json')));
      assert.deepEqual(
        [bag.faults, bag.package.faults, bag.package.title, bag.package.proof],
        [0, 0, 'Two papers', proof],
      );
      assert.ok(await opened.document(proof), 'the proof is kept');
      const letter = await opened.document(documents.find(({ title }) => title === 'A letter')?.sha256 ?? '');
      assert.ok(letter && archive);
      for (const { sha256 } of [letter, archive]) {
        const around = await opened.bagsAround(sha256);
        assert.deepEqual(
          around.map(({ root, package: from }) => [root, from?.title]),
          [['package/', 'Two papers']],
        );
      }
      assert.deepEqual(await opened.bagsAround((await opened.document('note.txt'))?.sha256 ?? letter.sha256), []);
      const read = letter.custody.findLast(({ kind }) => kind === 'read');
      assert.equal(JSON.parse(read?.fields['package'] ?? '').publication, bag.package.publication);
      const { hits } = await opened.search({ query: 'forms', limit: 10, offset: 0 });
      const found = new Set(hits.map(({ document }) => document));
      assert.deepEqual(
        [...found],
        documents.filter(({ title }) => title !== 'A letter').map(({ sha256 }) => sha256),
      );
      assert.deepEqual(await readdir(join(opened.folder, 'exports')), [], 'nothing is left of looking at it');
      const { ledger } = status;
      await readAll(opened);
      assert.equal((await opened.status()).ledger.entries, ledger.entries, 'looking again signs nothing');
    },
  );

  await whole.test('a package in an archive that does not hold stays files, with that verdict', async (t) => {
    const { outside, open } = await temporaryCase(t);
    const opened = await open();
    const told = await readFile(join(out, 'data/publication.json'));
    const files = {
      'bagit.txt': 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n',
      'manifest-sha256.txt': `${sha256Of(told)}  data/publication.json\n`,
      'data/publication.json': told,
      'data/../../escaped.txt': 'a name that leads out',
      'data/doc': 'a file',
      'data/doc/page.txt': 'a file in a folder of the same name',
    };
    const entries = Object.entries(files).map(([path, text]) => ({ name: `p/${path}`, bytes: Buffer.from(text) }));
    await writeFile(join(outside, 'forged.zip'), makeZip(entries));
    await opened.receive([join(outside, 'forged.zip')], {});
    await readAll(opened);
    assert.deepEqual(await documentsOf(opened), []);
    const entry = (await opened.document('forged.zip'))?.custody.find(({ kind }) => kind === 'bag-checked');
    assert.ok(JSON.parse(entry?.fields['bag'] ?? '').package.faults > 0);
    assert.equal((await opened.status()).waiting, 0);
    assert.deepEqual(
      (await readdir(opened.folder)).filter((name) => name.startsWith('escaped')),
      [],
    );
  });
});
