import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { isInstant, type Instant } from '../base/clock.ts';
import { errnoOf } from '../base/errno.ts';
import { Problem } from '../base/problem.ts';

/** What `case.json` says (docs/formats/case-folder.md). */
export interface CaseFile {
  readonly id: string;
  readonly name: string;
  readonly created: Instant;
}

const FORMAT = 'touchstone/case';
const VERSION = 1;
const MAX_NAME_CHARS = 200;

const Shape = z.object({
  format: z.literal(FORMAT),
  version: z.number().int().positive(),
  id: z.uuid(),
  name: z.string(),
  created: z.string().refine(isInstant),
});

/**
 * Makes the folder of a new case, without its ledger.
 * @throws Problem `case-exists` if there is anything in the folder, `bad-input` for a name that is empty or too long
 */
export async function createCaseFile(folder: string, name: string, created: Instant): Promise<CaseFile> {
  const clean = name.trim().toWellFormed().replaceAll('\u0000', '');
  if (clean === '' || clean.length > MAX_NAME_CHARS) {
    throw new Problem('bad-input', `The name of a case has 1 to ${MAX_NAME_CHARS} characters.`, {
      remedy: 'Give a name with --name.',
    });
  }
  await mkdir(folder, { recursive: true, mode: 0o700 }).catch(cannotWrite);
  const inside = await readdir(folder).catch(cannotWrite);
  if (inside.length > 0) throw somethingThere();
  const file: CaseFile = { id: randomUUID(), name: clean, created };
  await writeNew(
    join(folder, 'case.json'),
    `${JSON.stringify({ format: FORMAT, version: VERSION, ...file }, undefined, 2)}\n`,
  );
  return file;
}

/** @throws Problem `not-found`, `case-damaged`, `case-newer` */
export async function readCaseFile(folder: string): Promise<CaseFile> {
  const text = await readFile(join(folder, 'case.json'), 'utf8').catch((error: unknown) => {
    const code = errnoOf(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') {
      throw new Problem('not-found', 'There is no case in that folder.', {
        remedy: 'Check the path, or make a case there with `touchstone new`.',
        cause: error,
      });
    }
    throw new Problem('unreadable-place', 'The case folder cannot be read.', {
      remedy: 'Check the permissions of the folder.',
      cause: error,
    });
  });
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw damaged(error);
  }
  if (typeof json === 'object' && json !== null && 'version' in json && Number(json.version) > VERSION) {
    throw new Problem('case-newer', 'This case was made by a newer version of Touchstone.', {
      remedy: 'Open it with that version. Nothing was changed.',
    });
  }
  const parsed = Shape.safeParse(json);
  if (!parsed.success) throw damaged(parsed.error);
  return parsed.data;
}

function somethingThere(): Problem {
  return new Problem('case-exists', 'There is something in that folder already.', {
    remedy: 'Name a folder that does not exist yet, or an empty one. Nothing was changed.',
  });
}

function damaged(cause: unknown): Problem {
  return new Problem('case-damaged', 'The file case.json of this case is damaged.', {
    remedy: 'Restore case.json from a copy of the case. The vault and the ledger are not touched by this.',
    cause,
  });
}

function cannotWrite(error: unknown): never {
  if (errnoOf(error) === 'ENOSPC') {
    throw new Problem('disk-full', 'The disk is full.', { remedy: 'Free some room and try again.', cause: error });
  }
  throw new Problem('unreadable-place', 'The case folder cannot be made or written to.', {
    remedy: 'Check the path and its permissions.',
    cause: error,
  });
}

/** Makes a file, whole or not at all; of two processes that try, one does. */
async function writeNew(path: string, text: string): Promise<void> {
  let made = false;
  try {
    await using file = await open(path, 'wx', 0o600);
    made = true;
    await file.writeFile(text);
    await file.sync();
  } catch (error) {
    if (made) await rm(path, { force: true });
    if (errnoOf(error) === 'EEXIST') throw somethingThere();
    cannotWrite(error);
  }
}
