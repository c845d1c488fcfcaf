import { gathered, type Gathered, type Weights } from '../align/align.ts';
import type { Constraints } from '../align/cluster.ts';
import { componentOf, linkedTo } from './component.ts';
import { numberOf, placedOf, type Placed } from './placed.ts';
import type { StatementIds } from './statement-ids.ts';
import type { TextIndex } from './text-index.ts';
import type { TextLinks } from './text-links.ts';
import type { ToldClaim, ToldClaims } from './told-claims.ts';

/** Groups of statements, and what they were grouped by. */
export interface Regrouped {
  readonly members: readonly Placed[];
  readonly constraints: Constraints;
  /** By the places in `members`; those that are as they were told are left out. */
  readonly groups: readonly Gathered[];
}

/** After so many tries all that hangs together is grouped. */
const MOST_TRIES = 4;
const NOWHERE: Placed = { text: 0, place: 0 };

/**
 * Groups again what may be grouped otherwise than it was told. Grouping all that hangs together would come to the same, for
 * these reasons. No two claims were one at any time while they were grouped, so each of them, and any number of them, come about
 * among themselves as they do beside all others. Let T be claims of which a statement was touched, N those that a
 * link of more than nothing, or people, tie to T now, and R all others. T and N are grouped here without R. Say
 * that the claims of N come about as they were told. When all were grouped, the first group across T and N on one side and R on
 * the other would have to take in a part of N, since nothing ties T to R. Up to then N and R are grouped as they
 * were before, when no such group came about: nothing between them was touched. So there is none. Where a claim
 * of N does not come about as it was told it goes over to T, and what is tied to it to N.
 */
export class Regrouping {
  readonly #index: TextIndex;
  readonly #links: TextLinks;
  readonly #told: ToldClaims;
  readonly #ids: StatementIds;
  readonly #isTouched: (statement: number) => boolean;
  /** Statements of T, and claims of N. */
  readonly #inside = new Set<number>();
  readonly #border = new Set<ToldClaim>();
  /** Claims that have gone to T, and claims of which nothing was touched. */
  readonly #taken = new Set<ToldClaim>();
  readonly #untouched = new Set<ToldClaim>();

  /** @param isTouched whether something about a statement is not as it was when its claim was told */
  constructor(
    index: TextIndex,
    links: TextLinks,
    told: ToldClaims,
    ids: StatementIds,
    isTouched: (statement: number) => boolean,
  ) {
    this.#index = index;
    this.#links = links;
    this.#told = told;
    this.#ids = ids;
    this.#isTouched = isTouched;
  }

  /** @param from a statement that was touched */
  from(from: number, weights: Weights | undefined): Regrouped {
    this.#reach([from], false);
    for (let tries = 1; ; tries += 1) {
      const regrouped = this.#group(weights);
      const groups = Map.groupBy(regrouped.groups, (group) => this.#claimAsTold(group, regrouped.members));
      const changed = [...this.#border].filter((claim) => !groups.has(claim));
      if (changed.length === 0) return { ...regrouped, groups: (groups.get(undefined) ?? []).map(inOrder) };
      this.#reach(
        changed.flatMap((claim) => this.#told.statementsOf(claim)),
        tries === MOST_TRIES,
      );
    }
  }

  /** The statements that may belong to other claims now. */
  get inside(): ReadonlySet<number> {
    return this.#inside;
  }

  /** @param isWhole whether all that hangs together is taken in */
  #reach(from: readonly number[], isWhole: boolean): void {
    const due = [...from];
    for (const border of isWhole ? this.#border : []) due.push(...this.#told.statementsOf(border));
    for (let next = due.pop(); next !== undefined; next = due.pop()) {
      if (this.#inside.has(next)) continue;
      this.#inside.add(next);
      const claim = this.#told.of(next);
      if (claim !== undefined && !this.#taken.has(claim)) {
        this.#taken.add(claim);
        this.#border.delete(claim);
        for (const beside of this.#told.statementsOf(claim)) due.push(beside);
      }
      const placed = placedOf(next);
      const partners = this.#ids.partners(placed);
      const linked = linkedTo(this.#links, placed);
      for (const other of partners.length === 0 ? linked : [...linked, ...partners]) {
        if (this.#inside.has(other)) continue;
        const others = this.#told.of(other);
        if (isWhole || others === undefined || this.#isClaimTouched(others)) due.push(other);
        else this.#border.add(others);
      }
    }
  }

  #isClaimTouched(claim: ToldClaim): boolean {
    if (this.#taken.has(claim)) return true;
    if (this.#untouched.has(claim)) return false;
    if (this.#told.statementsOf(claim).some(this.#isTouched)) return true;
    this.#untouched.add(claim);
    return false;
  }

  #group(weights: Weights | undefined): Regrouped {
    const all = [...this.#inside];
    for (const claim of this.#border) all.push(...this.#told.statementsOf(claim));
    const { members, links, never } = componentOf(this.#index, this.#links, all);
    const constraints = { never, ...this.#ids.among(members) };
    return { members, constraints, groups: gathered(members.length, links, constraints, weights) };
  }

  /** The claim of N that came about as it was told. */
  #claimAsTold(group: Gathered, members: readonly Placed[]): ToldClaim | undefined {
    const numbers = group.members.map((member) => numberOf(members[member] ?? NOWHERE));
    const claim = this.#told.of(numbers[0] ?? NaN);
    if (claim === undefined || !this.#border.has(claim)) return undefined;
    const isSame = this.#told.statementsOf(claim).length === numbers.length;
    return isSame && numbers.every((number) => this.#told.of(number) === claim) ? claim : undefined;
  }
}

/** With its links in one order, by which it is known again. */
function inOrder({ members, inside }: Gathered): Gathered {
  return { members, inside: inside.toSorted((x, y) => x.a - y.a || x.b - y.b) };
}
