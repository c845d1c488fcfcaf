import type { Term } from '../query-tree.ts';
import { OTHER_SPELLING, scoreOf, weightOf } from '../rank.ts';
import type { Ground } from './matching.ts';
import type { Postings } from './posting-arrays.ts';
import { placeFrom } from './row-sets.ts';

/** Where a term stands in so many times more rows than are scored, each of these is looked up among them. */
const MANY_MORE = 16;

/** BM25 of rows, from the index alone. Holds 4 bytes a row, and belongs to one thread. */
export class Scorer {
  readonly #ground: Ground;
  #scores = new Float32Array(0);

  constructor(ground: Ground) {
    this.#ground = ground;
  }

  /** The score of each of `rows`, in their order. `added`: those of the terms that are other spellings. */
  score(rows: Int32Array, terms: readonly Term[], added: ReadonlySet<Term>): Float32Array {
    const { catalogue, lists } = this.#ground;
    const size = catalogue.rowEnd;
    if (this.#scores.length < size) this.#scores = new Float32Array(Math.ceil(size * 1.2));
    else this.#scores.fill(0, 0, size);
    for (const term of terms) {
      const postings = lists.of(term);
      const weight = weightOf(postings.rows.length, catalogue.rowCount) * (added.has(term) ? OTHER_SPELLING : 1);
      if (postings.rows.length > rows.length * MANY_MORE) this.#lookUp(rows, postings, weight);
      else this.#add(postings, weight);
    }
    const scores = this.#scores;
    const own = new Float32Array(rows.length);
    for (let i = 0; i < rows.length; i += 1) own[i] = scores[rows[i] ?? 0] ?? 0;
    return own;
  }

  #add({ rows, counts }: Postings, weight: number): void {
    const { catalogue } = this.#ground;
    const { meanLength, lengths } = catalogue;
    const scores = this.#scores;
    for (let i = 0; i < rows.length; i += 1) {
      const row = rows[i] ?? 0;
      scores[row] = (scores[row] ?? 0) + scoreOf(weight, counts[i] ?? 0, lengths[row] ?? 0, meanLength);
    }
  }

  #lookUp(wanted: Int32Array, { rows, counts }: Postings, weight: number): void {
    const { catalogue } = this.#ground;
    let at = 0;
    for (const row of wanted) {
      at = placeFrom(rows, row, at, wanted.length);
      if (rows[at] !== row) continue;
      const score = scoreOf(weight, counts[at] ?? 0, catalogue.length(row), catalogue.meanLength);
      this.#scores[row] = (this.#scores[row] ?? 0) + score;
    }
  }
}
