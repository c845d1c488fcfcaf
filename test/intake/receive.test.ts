import assert from 'node:assert/strict';
import { mkdir, readdir, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { systemClock } from '../../src/base/clock.ts';
import { openLedger } from '../../src/vault/ledger.ts';
import { temporaryCase } from '../helpers/temporary-case.ts';

async function manyFiles(folder: string, count: number): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (let n = 0; n < count; n++) await writeFile(join(folder, `${String(n).padStart(4, '0')}.txt`), `File ${n}.`);
}

/** Kinds of act, and for arrivals the occurrence, as the ledger has them. */
async function signedIn(folder: string): Promise<{ kinds: readonly string[]; occurrences: readonly unknown[] }> {
  const ledger = await openLedger(folder, { clock: systemClock });
  const entries = await Array.fromAsync(ledger.entries());
  return {
    kinds: entries.map(({ kind }) => kind),
    occurrences: entries.filter(({ kind }) => kind === 'received').map(({ fields }) => fields['occurrence']),
  };
}

test('an accession that was cut short is gone on with: one beginning, one end, each file signed for once', async (t) => {
  const made = await temporaryCase(t);
  const material = join(made.outside, 'material');
  await manyFiles(material, 250);
  const opened = await made.open();
  const stop = new AbortController();
  const cut = opened.receive([material], {
    signal: stop.signal,
    onProgress: ({ added }) => added >= 100 && stop.abort(),
  });
  await assert.rejects(cut, { name: 'AbortError' });
  const { received, accessions } = await opened.status();
  assert.ok(received >= 100 && received < 250, String(received));
  assert.equal(accessions[0]?.closed, undefined);

  assert.equal((await opened.receive([material], {})).added, 250 - received);
  const after = await opened.status();
  assert.deepEqual([after.received, after.accessions.length], [250, 1]);
  assert.notEqual(after.accessions[0]?.closed, undefined);
  const { kinds, occurrences } = await signedIn(made.folder);
  assert.equal(kinds.filter((kind) => kind === 'accession-begun').length, 1);
  assert.equal(kinds.filter((kind) => kind === 'accession-closed').length, 1);
  assert.deepEqual([occurrences.length, new Set(occurrences).size], [250, 250]);
});

test('two that take the same folder in at once sign for each file once', async (t) => {
  const made = await temporaryCase(t);
  const material = join(made.outside, 'material');
  await manyFiles(material, 150);
  const one = await made.open();
  const other = await made.open();
  const progress = await Promise.all([one.receive([material], {}), other.receive([material], {})]);
  assert.equal(progress[0].added + progress[1].added, 150);
  const { occurrences } = await signedIn(made.folder);
  assert.deepEqual([occurrences.length, new Set(occurrences).size], [150, 150]);
  assert.equal((await one.status()).received, 150);
});

test('Ctrl-C does not wait for the copy of a large file, and leaves nothing half-copied', async (t) => {
  const made = await temporaryCase(t);
  const large = join(made.outside, 'large.img');
  await writeFile(large, '');
  await truncate(large, 64 * 1024 ** 3); // holes: it takes no room, and minutes to read
  const opened = await made.open();
  const incoming = join(made.folder, 'vault', 'incoming');
  const stop = new AbortController();
  const copying = opened.receive([large], { signal: stop.signal });
  copying.catch(() => undefined); // looked at below
  while ((await readdir(incoming).catch(() => [])).length === 0) await new Promise(setImmediate);
  stop.abort();
  await assert.rejects(copying, { name: 'AbortError' });
  assert.deepEqual(await readdir(incoming), []);
  await rm(large);
});

test('what the kernel refuses to read, even to root, is noted with a reason and stops nothing', async (t) => {
  if (process.platform !== 'linux') return t.skip('the file that refuses is one of Linux: /proc/self/mem');
  const made = await temporaryCase(t);
  const opened = await made.open();
  await writeFile(join(made.outside, 'beside.txt'), 'Beside.');
  await opened.receive([`/proc/${process.pid}/mem`, join(made.outside, 'beside.txt')], {});
  const { files } = await opened.files({ limit: 10, offset: 0 });
  assert.deepEqual(
    files.map(({ path, reason }) => [path, reason?.code]),
    [
      ['beside.txt', undefined],
      ['mem', 'broken'],
    ],
  );
});
