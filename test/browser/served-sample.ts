import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { systemClock } from '../../src/base/clock.ts';
import { createCase, openCase, type OpenCase } from '../../src/house.ts';
import { createApp } from '../../src/server/app.ts';
import { openPublishingRuns } from '../../src/server/publishing-runs.ts';
import { openNotebooks } from '../../src/server/notebooks.ts';
import { serve } from '../../src/server/serve.ts';
import { openSession } from '../../src/server/session.ts';
import { createIdentity } from '../../src/vault/identity.ts';
import { readAll } from '../helpers/temporary-case.ts';

/** The sample leak, or a place inside it. */
export const leak = (place = ''): string => fileURLToPath(new URL(`../../samples/leak/${place}`, import.meta.url));

export interface ServedSample {
  readonly opened: OpenCase;
  /** Scheme, host, port. */
  readonly url: string;
  /** An address that signs one browser in. */
  address(): string;
  close(): Promise<void>;
}

/** The sample case, taken in, read, and served on a free port, as `npm start` does it. */
export function serveSample(): Promise<ServedSample> {
  return serveFolders([leak()]);
}

/** A new case of these folders, read to the end and served. */
export async function serveFolders(folders: readonly string[]): Promise<ServedSample> {
  const outside = await mkdtemp(join(tmpdir(), 'touchstone-browser-'));
  const identity = await createIdentity({ person: 'A. Archivist', folder: join(outside, 'config') });
  const folder = join(outside, 'case');
  await createCase(folder, 'Ak-Tepe (sample)', { identity });
  const opened = await openCase(folder, { identity });
  await opened.receive(folders, { note: 'Invented material.', asOf: '2024-06' });
  await readAll(opened);
  await opened.checkpoint();
  const session = openSession();
  const log = (line: string): void => console.error(line);
  const publishing = openPublishingRuns({ log, signing: () => ({ config: join(outside, 'config') }) });
  const notebooks = openNotebooks(join(outside, 'config', 'notebooks'), { clock: systemClock, log });
  const app = createApp({
    cases: () => [opened],
    session,
    log,
    clock: systemClock,
    reading: async () => ({ isolated: true }),
    notebooks,
    publishing,
  });
  const server = await serve(app);
  return {
    opened,
    url: server.url,
    address: () => `${server.url}/?token=${session.newToken()}`,
    async close() {
      await server.close();
      await notebooks.close();
      await publishing.close();
      await opened.close();
      await rm(outside, { recursive: true, force: true });
    },
  };
}
