import type { Profile, TextProfile } from '../align/profile.ts';

/** Sets of a statement are most of a profile, and as values of their own most of what unpacking it takes. */
type SetField = {
  [Field in keyof Profile]: Profile[Field] extends Uint32Array ? Field : never;
}[keyof Profile];
type Sets = Pick<Profile, SetField>;
type Rest = Omit<Profile, SetField | 'text'>;

export interface PackedProfiles {
  readonly rest: readonly Rest[];
  /** Each set after its length, statement by statement. */
  readonly numbers: Uint32Array;
}

export function packProfiles(profiles: readonly Profile[]): PackedProfiles {
  const numbers: number[] = [];
  const rest = profiles.map((profile): Rest => {
    const { near, said, own, names, scope, speaker, text: _, ...others } = profile;
    const sets = { near, said, own, names, scope, speaker } satisfies Sets;
    for (const set of Object.values(sets)) {
      numbers.push(set.length);
      for (const number of set) numbers.push(number);
    }
    return others;
  });
  return { rest, numbers: Uint32Array.from(numbers) };
}

export function unpackProfiles({ rest, numbers }: PackedProfiles, text: TextProfile): readonly Profile[] {
  let at = 0;
  const next = (): Uint32Array => {
    const from = at + 1;
    at = from + (numbers[at] ?? 0);
    return numbers.subarray(from, at);
  };
  return rest.map((others) => {
    const sets: Sets = {
      near: next(),
      said: next(),
      own: next(),
      names: next(),
      scope: next(),
      speaker: next(),
    };
    return { ...others, ...sets, text };
  });
}
