import { randomUUID } from 'node:crypto';
import { open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { isInstant, type Clock, type Instant } from '../base/clock.ts';
import { errnoOf } from '../base/errno.ts';
import { Problem } from '../base/problem.ts';
import { isGone, thisProcess } from '../queue/owner.ts';
import { explainedWrite, makeFolders, syncFolder } from '../vault/disk.ts';
import type { Identity } from '../vault/identity.ts';
import { LEDGER, PART, sizeOf } from '../vault/ledger-files.ts';
import { createLedger, type Ledger } from '../vault/ledger.ts';

/** What `case.json` says (docs/formats/case-folder.md). */
export interface CaseFile {
  readonly id: string;
  readonly name: string;
  readonly created: Instant;
}

const FORMAT = 'touchstone/case';
const VERSION = 1;
const MAX_NAME_CHARS = 200;
const CASE_FILE = 'case.json';

const Shape = z.object({
  format: z.literal(FORMAT),
  version: z.number().int().positive(),
  id: z.uuid(),
  name: z.string(),
  created: z.string().refine(isInstant),
});

/** What entry 0 says of the case (docs/formats/ledger.md). */
const Entry0 = z.object({ case: z.uuid(), name: z.string() });

/** Begins the name of the folder in which a case is made before it is put in its place. */
const MAKING = 'making.';

/**
 * Makes the folder of a new case with its ledger. It is made aside and put in its place with one rename, so that of two
 * that try one does, and a process that dies leaves what `new` clears away or what `rebuild` finishes.
 * @throws Problem `case-exists` if there is anything in the folder, `bad-input` for a name that is empty or too long
 */
export async function createCaseFolder(
  folder: string,
  name: string,
  { signer, clock }: { readonly signer: Identity; readonly clock: Clock },
): Promise<CaseFile> {
  const clean = name.trim().toWellFormed().replaceAll('\u0000', '');
  if (clean === '' || clean.length > MAX_NAME_CHARS) {
    throw new Problem('bad-input', `The name of a case has 1 to ${MAX_NAME_CHARS} characters.`, {
      remedy: 'Give a name with --name.',
    });
  }
  await makeFolders(folder).catch(cannotWrite);
  await mustBeFree(folder);
  const aside = join(folder, `${MAKING}${encodeURIComponent(thisProcess())}.${randomUUID()}`);
  try {
    await makeFolders(aside).catch(cannotWrite);
    const ledger = await createLedger(aside, { signer, clock, caseId: randomUUID(), caseName: clean });
    const file = await caseFileFrom(ledger);
    await rename(join(aside, LEDGER.folder), join(folder, LEDGER.folder)).catch((error: unknown) => {
      const code = errnoOf(error);
      if (code === 'ENOTEMPTY' || code === 'EEXIST') throw somethingThere();
      cannotWrite(error);
    });
    try {
      await writeCaseFile(folder, file, 'new');
    } catch (error) {
      await rm(join(folder, LEDGER.folder), { recursive: true, force: true });
      throw error;
    }
    return file;
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
}

/** Clears away what a process that died left of a case it was making. @throws Problem `case-exists` for anything else */
async function mustBeFree(folder: string): Promise<void> {
  const names: string[] = [];
  for (const name of await readdir(folder).catch(cannotWrite)) {
    if (!name.startsWith(MAKING)) names.push(name);
    else if (isGone(makerOf(name))) await rm(join(folder, name), { recursive: true, force: true }).catch(cannotWrite);
  }
  if (names.length === 0) return;
  if (!names.includes(CASE_FILE) && (await hasLedger(folder))) throw withoutCaseFile('case-exists');
  if (names.some((name) => name !== CASE_FILE && name !== LEDGER.folder)) throw somethingThere();
  // A case.json that reads well beside no ledger is a case that was never begun: nothing in it is worth keeping.
  if ((await hasLedger(folder)) || (await readCaseFile(folder).catch(noCase)) === undefined) throw somethingThere();
  await rm(join(folder, LEDGER.folder), { recursive: true, force: true }).catch(cannotWrite);
  await rm(join(folder, CASE_FILE)).catch(cannotWrite);
}

function makerOf(name: string): string {
  try {
    return decodeURIComponent(name.slice(MAKING.length, name.lastIndexOf('.')));
  } catch {
    // A name that only begins like one of ours: nobody is known to have made it, so it stays.
    return '';
  }
}

function noCase(error: unknown): undefined {
  // Whatever it is, it is not a case that was never begun: the caller leaves it alone.
  if (!(error instanceof Problem)) throw error;
}

async function hasLedger(folder: string): Promise<boolean> {
  const sizes = [LEDGER.entries, LEDGER.openings].map((place) => sizeOf(join(folder, place)));
  return (await Promise.all(sizes)).some((size) => size > 0);
}

/** What entry 0 says of the case. @throws Problem `case-damaged` */
async function caseFileFrom(ledger: Ledger): Promise<CaseFile> {
  for await (const { kind, at, fields } of ledger.entries()) {
    const file = Entry0.safeParse(fields);
    if (kind !== 'case-created' || !file.success) break;
    return { id: file.data.case, name: file.data.name, created: at };
  }
  throw new Problem('case-damaged', 'The ledger of this case does not say which case it is.', {
    remedy: 'Restore the folder ledger from another copy of the case.',
  });
}

/**
 * Makes case.json say again what entry 0 of the ledger says; what stood there goes to the name `aside`.
 * @throws Problem `not-found`, `case-newer`, `case-damaged` if entry 0 does not say it
 */
export async function restoreCaseFile(folder: string, ledger: () => Promise<Ledger>, aside: string): Promise<void> {
  const found = await readCaseFile(folder).catch((error: unknown) => {
    if (error instanceof Problem && error.code === 'case-damaged') return undefined;
    throw error;
  });
  const said = await caseFileFrom(await ledger());
  if (found?.id === said.id && found.name === said.name) return;
  const path = join(folder, CASE_FILE);
  await rename(path, join(folder, aside)).catch((error: unknown) => {
    if (errnoOf(error) !== 'ENOENT') cannotWrite(error);
  });
  await writeCaseFile(folder, said, 'restored');
}

/** @throws Problem `not-found`, `case-damaged`, `case-newer` */
export async function readCaseFile(folder: string): Promise<CaseFile> {
  let text: string;
  try {
    text = await readFile(join(folder, CASE_FILE), 'utf8');
  } catch (error) {
    throw await unreadable(folder, error);
  }
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

async function unreadable(folder: string, error: unknown): Promise<Problem> {
  const code = errnoOf(error);
  if (code === 'EISDIR') return damaged(error);
  if (code === 'ENOENT' && (await hasLedger(folder))) return withoutCaseFile('case-damaged', error);
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return new Problem('not-found', 'There is no case in that folder.', {
      remedy: 'Check the path, or make a case there with `touchstone new`.',
      cause: error,
    });
  }
  return new Problem('unreadable-place', 'The case folder cannot be read.', {
    remedy: 'Check the permissions of the folder.',
    cause: error,
  });
}

function withoutCaseFile(code: 'case-exists' | 'case-damaged', cause?: unknown): Problem {
  return new Problem(code, 'There is a case in that folder, and its case.json is missing.', {
    remedy: 'Run `touchstone rebuild CASE`: it is written again from the ledger.',
    cause,
  });
}

function somethingThere(): Problem {
  return new Problem('case-exists', 'There is something in that folder already.', {
    remedy: 'Name a folder that does not exist yet, or an empty one. Nothing was changed.',
  });
}

function damaged(cause: unknown): Problem {
  return new Problem('case-damaged', 'The file case.json of this case is damaged.', {
    remedy: 'Run `touchstone rebuild CASE`: it is written again from the ledger. Vault and ledger are not touched.',
    cause,
  });
}

function cannotWrite(error: unknown): never {
  const explained = explainedWrite(error);
  if (explained instanceof Problem && explained.code === 'disk-full') throw explained;
  throw new Problem('unreadable-place', 'The case folder cannot be made or written to.', {
    remedy: 'Check the path and its permissions.',
    cause: error,
  });
}

/** Whole or not at all. A new one replaces nothing: of two processes that try, one does. */
async function writeCaseFile(folder: string, file: CaseFile, how: 'new' | 'restored'): Promise<void> {
  const path = join(folder, CASE_FILE);
  const half = `${path}.${randomUUID()}${PART}`;
  try {
    await writeFlushed(half, `${JSON.stringify({ format: FORMAT, version: VERSION, ...file }, undefined, 2)}\n`);
    if (how === 'new' && (await isThere(path))) throw somethingThere();
    await rename(half, path);
    await syncFolder(folder);
  } catch (error) {
    if (error instanceof Problem) throw error;
    cannotWrite(error);
  } finally {
    await rm(half, { force: true });
  }
}

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false, // what is not seen is not replaced either: the rename has its own error to tell
  );
}

async function writeFlushed(path: string, text: string): Promise<void> {
  await using file = await open(path, 'wx', 0o600);
  await file.writeFile(text);
  await file.sync();
}
