import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { errnoOf } from '../base/errno.ts';
import { reaching } from './disk.ts';
import { checkpointName, LEDGER } from './ledger-files.ts';

/** The request for stamps that was made last and has no answer yet (docs/formats/stamps.md). */
export interface WaitingRequest {
  /** Of the checkpoint. */
  readonly size: number;
  /** Files that go to whoever is asked. */
  readonly files: readonly { readonly kind: 'authority' | 'calendar' | 'checkpoint'; readonly name: string }[];
}

export function waitingRequest(folder: string): Promise<WaitingRequest | undefined> {
  return reaching(async () => {
    const names = await namesIn(folder);
    const asked = names.filter((name) => REQUEST.test(name) && !names.includes(name.replace(/\.tsq$/, '.tsr')));
    const [last] = await newestFirst(folder, asked);
    if (last === undefined) return undefined;
    const size = Number(last.split('.')[0]);
    const promised = names.some((name) => name.endsWith('.ots') && Number(name.split('.')[0]) === size);
    const [paths] = promised
      ? []
      : await newestFirst(
          folder,
          names.filter((name) => PATHS.test(name)),
        );
    return {
      size,
      files: [
        { kind: 'authority', name: last },
        ...(paths === undefined ? [] : [{ kind: 'calendar' as const, name: paths.replace(/json$/, 'digest') }]),
        { kind: 'checkpoint', name: checkpointName(size) },
      ],
    };
  });
}

/** One of the files that `waitingRequest` names; undefined for any other name. */
export function requestFile(folder: string, name: string): Promise<Uint8Array | undefined> {
  return reaching(async () => {
    // What a calendar is asked about is its name.
    if (DIGEST.test(name)) return Buffer.from(name.slice(0, 64), 'hex');
    const place = REQUEST.test(name) ? LEDGER.stamps : CHECKPOINT.test(name) ? LEDGER.checkpoints : undefined;
    if (place === undefined) return undefined;
    return readFile(join(folder, place, name)).catch((error: unknown) => {
      if (errnoOf(error) === 'ENOENT') return undefined;
      throw error;
    });
  });
}

const REQUEST = /^\d{12,15}\.[0-9a-f]+\.tsq$/;
const CHECKPOINT = /^\d{12,15}\.txt$/;
const PATHS = /^[0-9a-f]{64}\.json$/;
const DIGEST = /^[0-9a-f]{64}\.digest$/;

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(join(folder, LEDGER.stamps));
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return []; // nothing was ever asked for
    throw error;
  }
}

async function newestFirst(folder: string, names: readonly string[]): Promise<readonly string[]> {
  const dated = await Promise.all(
    names.map(async (name) => ({ name, ms: (await stat(join(folder, LEDGER.stamps, name))).mtimeMs })),
  );
  return dated.toSorted((a, b) => b.ms - a.ms || (a.name < b.name ? 1 : -1)).map(({ name }) => name);
}
