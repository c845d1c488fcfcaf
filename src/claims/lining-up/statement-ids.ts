import type { DecidedIndex, DecidedPairs } from '../keeping/decided.ts';
import type { Constraints } from '../align/cluster.ts';
import { numberOf, type Placed } from './placed.ts';
import type { TextIndex } from './text-index.ts';

/** Which statements have which ids, and what people decided about pairs of them. */
export class StatementIds {
  readonly #index: TextIndex;
  readonly #decided: () => DecidedIndex;
  readonly #numbers = new Map<string, number>();

  constructor(index: TextIndex, decided: () => DecidedIndex) {
    this.#index = index;
    this.#decided = decided;
  }

  add(id: string, placed: Placed): void {
    this.#numbers.set(id, numberOf(placed));
  }

  remove(id: string): void {
    this.#numbers.delete(id);
  }

  numberOf(id: string): number | undefined {
    return this.#numbers.get(id);
  }

  /** The ids of a statement: its own, and those of its copies. */
  at({ text, place }: Placed): readonly string[] {
    const loaded = this.#index.load(text);
    const id = loaded?.statements[place]?.statement.id;
    return id === undefined ? [] : [id, ...(loaded?.twins.get(id) ?? [])];
  }

  /** The numbers of those with which people put a statement together. */
  partners(placed: Placed): readonly number[] {
    const { together } = this.#decided();
    if (together.size === 0) return []; // texts need not be unpacked for it
    return this.at(placed)
      .flatMap((id) => together.get(id) ?? [])
      .flatMap(({ id }) => this.#numbers.get(id) ?? []);
  }

  /** Decided pairs by the places of members, in the order in which they were decided. */
  among(members: readonly Placed[]): Pick<Constraints, 'together' | 'apart'> {
    const { together, apart } = this.#decided();
    return { together: this.#pairsAmong(members, together), apart: this.#pairsAmong(members, apart) };
  }

  #pairsAmong(members: readonly Placed[], decided: DecidedPairs): Constraints['apart'] {
    if (decided.size === 0) return [];
    const placeOf = new Map(members.map((member, place) => [numberOf(member), place]));
    const pairs = members.flatMap((member, first) =>
      this.at(member)
        .flatMap((id) => decided.get(id) ?? [])
        .flatMap(({ id, rank }) => {
          const second = placeOf.get(this.#numbers.get(id) ?? -1);
          return second === undefined || second <= first ? [] : [{ pair: [first, second] as const, rank }];
        }),
    );
    return pairs.toSorted((a, b) => a.rank - b.rank).map(({ pair }) => pair);
  }
}
