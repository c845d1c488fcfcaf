import type { Profile } from '../align/profile.ts';
import { unpackSpoken, unpackTold, type DocumentProfile, type PackedCopy } from './document-profile.ts';
import type { Source } from '../lineage/sources.ts';

const MOST_TRIED = 100;

/**
 * Which text it is over which lining up fails: the one that was looked at, or one that fails beside whatever it is compared
 * with.
 *
 * @param meeting the texts with which one is compared
 * @param fails whether lining up fails over one text, beside its like, or over two
 */
export function guiltyText(
  text: number,
  meeting: (text: number) => Iterable<number>,
  fails: (...texts: readonly number[]) => boolean,
): number {
  const triedWith = (each: number): readonly number[] => [...meeting(each)].slice(0, MOST_TRIED);
  const others = triedWith(text);
  const alone = [text, ...others].find((each) => fails(each));
  if (alone !== undefined) return alone;
  // Two are enough: whoever asks may lose a process over each.
  const [only, another] = others
    .values()
    .filter((each) => fails(text, each))
    .take(2);
  if (only === undefined || another !== undefined) return text;
  return triedWith(only).some((each) => each !== text && fails(only, each)) ? only : text;
}

/** @param lineUp lines up documents of which nothing else is known */
export function failsOver(
  copies: readonly PackedCopy[],
  lineUp: (profiles: readonly DocumentProfile[]) => void,
): boolean {
  try {
    const profiles = copies.map(unpacked);
    lineUp(profiles.length === 1 ? [...profiles, ...profiles.map(twinOf)] : profiles);
    return false;
  } catch {
    // Safe: this is what is asked, and whoever asks knows the first failure.
    return true;
  }
}

function unpacked(copy: PackedCopy): DocumentProfile {
  const { statements, credits, ...rest } = unpackSpoken(copy);
  return { ...rest, statements, told: { ...unpackTold(copy), credits } };
}

const TWIN = ' twin';

/** Another text that says the same. */
function twinOf({ id, key, text, statements, told }: DocumentProfile): DocumentProfile {
  const credits = new Map<string, Source>();
  for (const [statement, source] of told.credits) credits.set(statement + TWIN, source);
  return {
    id: id + TWIN,
    key: key + TWIN,
    text,
    statements: statements.map((profile): Profile => ({
      ...profile,
      statement: { ...profile.statement, id: profile.statement.id + TWIN, document: id + TWIN },
    })),
    told: { ...told, document: id + TWIN, credits },
  };
}
