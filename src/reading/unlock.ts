import { Problem } from '../base/problem.ts';
import type { IntakeTables } from '../intake/tables.ts';
import { parseSha256, type Sha256 } from '../nouns/sha256.ts';
import type { Desk } from '../desk/desk.ts';
import { originalNamed } from './accounts.ts';
import { signFor } from './again.ts';
import { unlockOriginal } from './read-original.ts';
import { standInOf, type DerivedFiles } from './stand-in.ts';

/** Rises when the copy of the same file comes out different. */
const UNLOCK_VERSION = 1;
/** Candidates tried in one go: deriving a key takes an Office file a tenth of a second for each. */
const MOST_PASSWORDS = 1000;

interface UnlockParts extends DerivedFiles {
  readonly desk: Desk;
  readonly pathOf: (original: Sha256) => string;
}

/**
 * Opens a locked original with the first of the passwords that fits, keeps a copy without the lock as a derivative,
 * and asks for the original to be read by it. A path inside an archive stands for the archive. The passwords are
 * written nowhere.
 *
 * @throws Problem `not-found`, `bad-input`, `wrong-password`, `reader-failed`
 */
export async function unlock(
  parts: UnlockParts,
  ref: string,
  passwords: readonly string[],
  signal?: AbortSignal,
): Promise<Sha256> {
  const { desk } = parts;
  if (passwords.length === 0 || passwords.length > MOST_PASSWORDS) {
    throw new Problem('bad-input', `Between one and ${MOST_PASSWORDS} passwords are tried at once.`, {
      remedy: 'Give one on each line, without empty lines.',
    });
  }
  const original = await lockedNamed(desk, ref);
  const { name, size } = await desk.records.reading
    .as<IntakeTables>()
    .selectFrom('occurrence')
    .innerJoin('original', 'original.sha256', 'occurrence.original')
    .select(['shown_name as name', 'size'])
    .where('original.sha256', '=', original)
    .where('first_place', '=', 1)
    .executeTakeFirstOrThrow();
  // What a first password left locked may open with a second.
  const earlier = await standInOf(parts, desk.records.reading, original, 'unlocked-copy');
  const bytes = typeof earlier === 'object' ? earlier : { path: parts.pathOf(original), size };
  let copy: Sha256 | undefined;
  const order = { path: bytes.path, size: bytes.size, name, passwords, ...(signal === undefined ? {} : { signal }) };
  const reason = await unlockOriginal(order, async (chunks) => {
    copy = (await parts.derived.put(chunks)).id;
  });
  if (reason?.code === 'encrypted') throw wrongPassword(passwords.length);
  if (copy === undefined || reason !== undefined) throw cannotUnlock(reason?.code === 'no-reader');
  const made = { original, derivative: copy, what: 'unlocked-copy', stage: 'unlock', version: UNLOCK_VERSION };
  await desk.act([{ kind: 'derived', fields: made }]);
  await signFor(desk, [original], 'unlocked');
  return original;
}

/** The original of that name, or the one that holds the locked entry of that path. */
async function lockedNamed(desk: Desk, ref: string): Promise<Sha256> {
  const connection = desk.records.reading;
  const original = await originalNamed(connection, ref);
  if (original !== undefined) return original;
  const entry = await connection
    .as<IntakeTables>()
    .selectFrom('occurrence')
    .select('container')
    .where('shown_path', '=', ref)
    .where('container', 'is not', null)
    .executeTakeFirst();
  const container = parseSha256(entry?.container ?? '');
  if (container !== undefined) return container;
  throw new Problem('not-found', 'The case holds no such document.', {
    remedy: 'Give a SHA-256, the first 8 digits of one, or a path as `touchstone status --json` shows it.',
  });
}

function wrongPassword(tried: number): Problem {
  const said = tried === 1 ? 'The password does not open it.' : `None of the ${tried} passwords opens it.`;
  return new Problem('wrong-password', said, {
    remedy: 'Mind capitals and spaces at the ends. Several candidates can be tried at once, one on each line.',
  });
}

function cannotUnlock(ofUnknownKind: boolean): Problem {
  return ofUnknownKind
    ? new Problem('bad-input', 'This kind of file cannot be unlocked here, or is not locked.', {
        remedy:
          'Zip, 7z and rar archives, PDF, OpenDocument and Office files since 1997 can. Unlock a copy elsewhere and take that in as well.',
      })
    : new Problem('reader-failed', 'The file could not be unlocked.', {
        remedy: 'Unlock a copy with the program that made it, and take that in as well.',
      });
}
