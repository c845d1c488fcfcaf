/*
 * Makes docs/formats/examples/case-v1, the example of the released format: run once a version, never again, since the
 * files of a version stay as they are. All of its content is invented and free to copy (CC0).
 */
import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../src/base/clock.ts';
import { createIdentity } from '../src/vault/identity.ts';
import { createLedger } from '../src/vault/ledger.ts';
import { FolderStore } from '../src/vault/stores/folder-store.ts';

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('name the folder to make');
await mkdir(folder);

const configuration = await mkdtemp(join(tmpdir(), 'example-'));
const signer = await createIdentity({ person: 'A. Archivist', folder: configuration });
await rm(configuration, { recursive: true });

const file = { format: 'touchstone/case', version: 1, id: randomUUID(), name: 'Example', created: systemClock() };
await writeFile(join(folder, 'case.json'), `${JSON.stringify(file, undefined, 2)}\n`);
const ledger = await createLedger(folder, { signer, clock: systemClock, caseId: file.id, caseName: file.name });
const accession = randomUUID();
const { id, size } = await new FolderStore(join(folder, 'vault')).put(
  Buffer.from('Ak-Tepe valley, notice to households: the count is on the fourth day.\n'),
);
await ledger.append([
  { kind: 'accession-begun', fields: { accession, roots: ['papers'], note: 'An example' } },
  {
    kind: 'received',
    fields: { accession, occurrence: 'f00d'.repeat(16), original: id, size, path: 'notice.txt' },
  },
  {
    kind: 'noted',
    fields: { accession, occurrence: 'cafe'.repeat(16), pathBytes: '6c696e6bff', reason: { code: 'symbolic-link' } },
  },
  { kind: 'accession-closed', fields: { accession, received: 1, noted: 1 } },
]);
await ledger.checkpoint();
await ledger.append([
  {
    kind: 'read',
    fields: {
      original: id,
      outcome: 'read',
      mediaType: 'text/plain',
      stages: [{ name: 'plain-text', version: 1, ms: 2 }],
    },
  },
]);
await ledger.checkpoint();
await rm(join(folder, 'vault', 'incoming'), { recursive: true });
