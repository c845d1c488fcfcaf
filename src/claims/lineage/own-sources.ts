import { initials, type Source } from './sources.ts';

/** The places in a list at which texts may be a source: those at which `isSameSource` says so, and some more. */
export class OwnSources {
  readonly #places = new Map<string, number[]>();
  /** What is more than the name of a medium is looked at each time. */
  readonly #others: number[] = [];

  constructor(own: readonly Source[]) {
    for (const [place, { kind, key, person, heard }] of own.entries()) {
      if (kind !== 'medium' || person !== undefined) this.#others.push(place);
      for (const spelling of spellings(key, heard)) {
        const places = this.#places.get(spelling);
        if (places === undefined) this.#places.set(spelling, [place]);
        else places.push(place);
      }
    }
  }

  /** In ascending order. */
  of(sources: readonly Source[]): readonly number[] {
    const places = new Set(this.#others);
    for (const { key, heard } of sources)
      for (const spelling of spellings(key, heard))
        for (const place of this.#places.get(spelling) ?? []) places.add(place);
    return [...places].toSorted((a, b) => a - b);
  }
}

/** Two names of media are one where they have one of these in common. */
function spellings(key: string, heard?: string): ReadonlySet<string> {
  const words = key.split(' ');
  const short = initials(words);
  const all = short === '' ? [words.join('')] : [words.join(''), short];
  return new Set(heard === undefined ? all : [...all, `heard ${heard}`]);
}
