import { cp, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isInstant, type Clock, type Instant } from '../../src/base/clock.ts';
import { createIdentity, type Identity } from '../../src/vault/identity.ts';
import { createLedger, type Ledger } from '../../src/vault/ledger.ts';
import { FolderStore } from '../../src/vault/stores/folder-store.ts';

export const CASE = { id: '7f0c3b52-6f0e-4b57-9c57-0d6a3f7f5a10', name: 'Directive 17' };

/** A clock that moves one second at every question. */
export function testClock(): Clock {
  let seconds = 0;
  return () => instant(new Date(Date.UTC(2026, 0, 2, 3, 4, seconds++)).toISOString());
}

function instant(text: string): Instant {
  if (!isInstant(text)) throw new Error(text);
  return text;
}

export const newFolder = (): Promise<string> => mkdtemp(join(tmpdir(), 'ledger-'));

export async function newIdentity(person = 'Ayla Demir'): Promise<Identity> {
  return createIdentity({ person, folder: await newFolder() });
}

export async function newLedger(folder: string, signer: Identity): Promise<Ledger> {
  return createLedger(folder, { signer, clock: testClock(), caseId: CASE.id, caseName: CASE.name });
}

/** A case of twelve entries: two accessions, three originals, two derivatives, three checkpoints. */
export async function smallCase(signer: Identity): Promise<string> {
  const folder = await newFolder();
  await writeFile(join(folder, 'case.json'), JSON.stringify({ format: 'touchstone/case', version: 1, ...CASE }));
  const vault = new FolderStore(join(folder, 'vault'));
  const derived = new FolderStore(join(folder, 'derived'));
  const ledger = await newLedger(folder, signer);
  await ledger.checkpoint();
  const receive = async (accession: string, path: string, text: string): Promise<string> => {
    const { id, size } = await vault.put(Buffer.from(text));
    const fields = { accession, occurrence: `${accession}/${path}`, original: id, size, path, container: undefined };
    await ledger.append([{ kind: 'received', fields }]);
    return id;
  };
  await ledger.append([{ kind: 'accession-begun', fields: { accession: 'a1', roots: ['papers'] } }]);
  const directive = await receive('a1', 'directive.txt', 'Directive 17: all posts report by the hour.');
  await receive('a1', 'notice.txt', 'Ak-Tepe, notice to households');
  await ledger.append([{ kind: 'accession-closed', fields: { accession: 'a1', received: 2, noted: 0 } }]);
  await ledger.checkpoint();
  const text = await derived.put(Buffer.from('directive, as text'));
  const picture = await derived.put(Buffer.from('directive, as a picture'));
  await ledger.append([
    {
      kind: 'read',
      fields: { original: directive, outcome: 'read', mediaType: 'text/plain', stages: [], 'derivative:text': text.id },
    },
    {
      kind: 'derived',
      fields: { original: directive, derivative: picture.id, what: 'page-picture', page: 1, stage: 's', version: 1 },
    },
    { kind: 'accession-begun', fields: { accession: 'a2', roots: ['more'] } },
  ]);
  await ledger.append([
    {
      kind: 'noted',
      fields: { accession: 'a2', occurrence: 'a2/link', path: 'link', reason: { code: 'symbolic-link' } },
    },
  ]);
  await receive('a2', 'count.csv', 'post,count\n4,18\n');
  await ledger.append([{ kind: 'accession-closed', fields: { accession: 'a2', received: 1, noted: 0 } }]);
  await ledger.checkpoint();
  return folder;
}

export async function copyOf(folder: string): Promise<string> {
  const copy = await newFolder();
  await cp(folder, copy, { recursive: true });
  return copy;
}
