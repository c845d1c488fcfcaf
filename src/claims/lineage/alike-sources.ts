import { initials, isSameSource, type Source } from './sources.ts';

/**
 * Sources in the order in which they came, for the first that is the same as another one: `isSameSource` is asked of those
 * only that have something in common with it. Claims of thousands of texts have as many sources.
 */
export class AlikeSources {
  readonly #sources: Source[] = [];
  readonly #places = new Map<string, number[]>();
  /** A name of which nothing is left is the same as any word. */
  #isAnyNameless = false;

  add(source: Source): void {
    const place = this.#sources.push(source) - 1;
    this.#isAnyNameless ||= source.key === '';
    for (const sign of signsOf(source)) {
      const places = this.#places.get(sign);
      if (places === undefined) this.#places.set(sign, [place]);
      else places.push(place);
    }
  }

  /** @returns its place, or -1 */
  first(source: Source): number {
    if (this.#isAnyNameless || source.key === '')
      return this.#sources.findIndex((other) => isSameSource(other, source));
    const tried = new Set<number>();
    let first = Infinity;
    for (const sign of signsOf(source)) {
      for (const place of this.#places.get(sign) ?? []) {
        if (place >= first) break;
        if (tried.has(place)) continue;
        tried.add(place);
        const other = this.#sources[place];
        if (other === undefined || !isSameSource(other, source)) continue;
        first = place;
        break;
      }
    }
    return first === Infinity ? -1 : first;
  }
}

/**
 * Two sources that are the same share one of these: how the name sounds, its words run together or their initials, a word of it, the last word of
 * a person or that with a letter left out (of two words that are one edit apart, with either left as it is or without one letter).
 */
function signsOf({ kind, key, person, heard }: Source): ReadonlySet<string> {
  const words = key.split(' ');
  const signs = new Set([`is ${words.join('')}`]);
  if (words.length > 1) signs.add(`is ${initials(words)}`);
  if (heard !== undefined) signs.add(`heard ${heard}`);
  for (const word of words) signs.add(`word ${word}`);
  const whole = person ?? (kind === 'person' ? key : '');
  if (whole === '') return signs;
  const last = whole.split(' ').at(-1) ?? '';
  signs.add(`last ${last}`);
  for (let at = 0; at < last.length && last.length > 5; at += 1)
    signs.add(`last ${last.slice(0, at)}${last.slice(at + 1)}`);
  return signs;
}
