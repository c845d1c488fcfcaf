import { randomBytes } from 'node:crypto';
import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { errnoOf } from '../base/errno.ts';
import { Problem } from '../base/problem.ts';
import { makeFolders, reaching, syncFolder, writing } from '../vault/disk.ts';
import { writeWhole } from '../vault/ledger-files.ts';
import { parseDraft, printProfile, type Profile } from './profile.ts';

/**
 * Publications that are being put together: each is a profile in a file of the case, until it is thrown away
 * (docs/decisions/0028-drafts-of-publications.md). Nothing of it is signed.
 */
export interface Draft {
  /** 16 hex digits, random. */
  readonly id: string;
  /** When it was kept last: UTC, ISO 8601. */
  readonly changed: string;
  /** It may name no document yet. */
  readonly profile: Profile;
}

export interface Drafts {
  /** Those that can be read, changed last first. */
  drafts(): Promise<readonly Draft[]>;
  /** Names, below the folder of the case, of files that are to be drafts and cannot be read as such. */
  spoiltDrafts(): Promise<readonly string[]>;
  draft(id: string): Promise<Draft | undefined>;
  /**
   * Whole or not at all, and never what could not be read again.
   * @param id without it a new one is made
   * @throws Problem `bad-input` as `parseDraft`, `disk-full`, `unreadable-place`
   */
  keepDraft(profile: Profile, id?: string): Promise<string>;
  dropDraft(id: string): Promise<void>;
}

const FOLDER = 'drafts';
const ID_BYTES = 8;

export function openDrafts(folder: string): Drafts {
  const pathOf = (id: string): string => join(folder, FOLDER, `${id}.json`);
  const draft = (id: string): Promise<Draft | undefined> =>
    reaching(async () => {
      if (!isId(id)) return undefined;
      try {
        const [text, { mtime }] = await Promise.all([readFile(pathOf(id), 'utf8'), stat(pathOf(id))]);
        return { id, changed: mtime.toISOString(), profile: parseDraft(text) };
      } catch (error) {
        if (errnoOf(error) === 'ENOENT') return undefined;
        throw error;
      }
    });
  return {
    draft,
    async drafts() {
      const found = await Promise.all((await idsIn(folder)).map((id) => draft(id).catch(unreadable)));
      return found
        .filter((each) => each !== undefined)
        .toSorted((a, b) => (a.changed === b.changed ? (a.id < b.id ? -1 : 1) : a.changed < b.changed ? 1 : -1));
    },
    async spoiltDrafts() {
      const ids = await idsIn(folder);
      const found = await Promise.all(ids.map(async (id) => ((await draft(id).catch(unreadable)) ? [] : [id])));
      return found.flat().map((id) => `${FOLDER}/${id}.json`);
    },
    keepDraft: (profile, id = randomBytes(ID_BYTES).toString('hex')) =>
      reaching(async () => {
        if (!isId(id)) throw new Error('no id of a draft');
        const text = printProfile(profile);
        parseDraft(text);
        await writing(async () => {
          if (await makeFolders(dirname(pathOf(id)))) await syncFolder(folder);
        });
        await writeWhole(pathOf(id), Buffer.from(text));
        return id;
      }),
    dropDraft: (id) => reaching(async () => (isId(id) ? rm(pathOf(id), { force: true }) : undefined)),
  };
}

function isId(id: string): boolean {
  return /^[0-9a-f]{16}$/.test(id);
}

async function idsIn(folder: string): Promise<readonly string[]> {
  const names = await reaching(() => readdir(join(folder, FOLDER))).catch((error: unknown) => {
    if (errnoOf(error) === 'ENOENT' || error instanceof Problem) return []; // no draft was ever kept, or none can be got at
    throw error;
  });
  return names.filter((name) => name.endsWith('.json')).map((name) => name.slice(0, -'.json'.length));
}

/** A file that somebody has edited into something else is left alone, and the others are shown. */
function unreadable(error: unknown): undefined {
  if (!(error instanceof Problem)) throw error;
}
