import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { createCase, openCase, type OpenCase } from '../../src/house.ts';
import { createIdentity, type Identity } from '../../src/vault/identity.ts';
import { temporaryFolder } from './temporary.ts';

/** A new case in a folder of its own, with an identity that is not the account’s. */
export async function temporaryCase(t: TestContext): Promise<{
  readonly folder: string;
  readonly outside: string;
  /** The configuration folder with the identity. */
  readonly config: string;
  readonly identity: Identity;
  readonly open: () => Promise<OpenCase>;
}> {
  const outside = await temporaryFolder(t);
  const config = join(outside, 'config');
  const identity = await createIdentity({ person: 'A. Archivist', folder: config });
  const folder = join(outside, 'case');
  await createCase(folder, 'A case', { identity });
  return {
    folder,
    outside,
    config,
    identity,
    async open() {
      const opened = await openCase(folder, { identity });
      t.after(() => opened.close());
      return opened;
    },
  };
}

/** Reads all that waits. */
export async function readAll(opened: OpenCase, readers = 2): Promise<void> {
  await opened.read({ readers, more: () => false, signal: new AbortController().signal });
}
