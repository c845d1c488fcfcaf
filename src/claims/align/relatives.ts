import { LATIN } from './between.ts';
import { ENOUGH_SHARED, LEAST_SHARED, ONE_TOPIC, related } from './candidates.ts';
import type { TextProfile } from './profile.ts';

const BYTES = 2 ** 13; // of some hundred words hardly two have one place
const IN_NAMES = 1;
const IN_LEAD = 2;
const IN_GIST = 4;
const IN_TOPIC = 8;

/**
 * Tells of one text after the other whether it is `related` to one and the same. Most are not: of two in Latin letters that shows from
 * how many words of each kind they may share at most.
 */
export class Relatives {
  /** Under the places of the words of `#own` in which of its sets they are. */
  readonly #places = new Uint8Array(BYTES);
  #own: TextProfile | undefined;

  has(own: TextProfile, other: TextProfile): boolean {
    if (own.scripts > LATIN || other.scripts > LATIN) return related(own, other);
    if (own !== this.#own) this.#mark(own);
    return this.#mayHave(own, other) && related(own, other);
  }

  #mayHave(own: TextProfile, other: TextProfile): boolean {
    const { names, lead, gist, topic } = other;
    return (
      this.#among(names, IN_NAMES) >= Math.min(LEAST_SHARED, own.names.length, names.length) ||
      2 * this.#among(lead, IN_LEAD) > Math.min(own.lead.length, lead.length) ||
      this.#among(gist, IN_GIST) >= ENOUGH_SHARED ||
      this.#among(topic, IN_TOPIC) / Math.max(1, Math.min(own.topic.length, topic.length)) >= ONE_TOPIC
    );
  }

  #mark(own: TextProfile): void {
    this.#own = own;
    const places = this.#places.fill(0);
    const mark = (words: Uint32Array, as: number): void => {
      for (const word of words) places[word % BYTES] = (places[word % BYTES] ?? 0) | as;
    };
    mark(own.names, IN_NAMES);
    mark(own.lead, IN_LEAD);
    mark(own.gist, IN_GIST);
    mark(own.topic, IN_TOPIC);
  }

  /** How many of the words have a place that one of such a set has. */
  #among(words: Uint32Array, as: number): number {
    const places = this.#places;
    let count = 0;
    for (let at = 0; at < words.length; at += 1) if (((places[(words[at] ?? 0) % BYTES] ?? 0) & as) > 0) count += 1;
    return count;
  }
}
