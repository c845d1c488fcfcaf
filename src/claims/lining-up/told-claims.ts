import type { Link } from '../align/cluster.ts';

/** Statements that were told to be one claim, by their numbers; some of them may be gone. */
export interface ToldClaim {
  readonly statements: readonly number[];
  /** Of the statements and of what joined them; no number where nobody knows whether it was kept so. */
  digest: number;
}

/** Which claims were told last. */
export class ToldClaims {
  readonly #of = new Map<number, ToldClaim>();

  /**
   * Whether this claim was told last as it is now; from now on it was.
   *
   * @param inside what joins the statements; `numberOf` gives the number of a statement of theirs
   */
  tell(statements: readonly number[], inside: readonly Link[], numberOf: (member: number) => number): boolean {
    const digest = new Digest();
    for (const number of statements) digest.add(number);
    for (const { a, b, score } of inside) {
      digest.add(numberOf(a));
      digest.add(numberOf(b));
      digest.add(score);
    }
    const told = { statements, digest: digest.value };
    if (statements.every((number) => this.#of.get(number)?.digest === told.digest)) return true;
    for (const number of statements) this.#of.set(number, told);
    return false;
  }

  /** The claim of a statement. */
  of(statement: number): ToldClaim | undefined {
    return this.#of.get(statement);
  }

  /** The statements that were told of last in a claim: those that are gone, or went to another one, are left out. */
  statementsOf(claim: ToldClaim): readonly number[] {
    return claim.statements.filter((number) => this.#of.get(number) === claim);
  }

  forget(statement: number): void {
    this.#of.delete(statement);
  }

  /** Everything is told again, but claims are what they were. */
  doubt(): void {
    for (const claim of this.#of.values()) claim.digest = Number.NaN;
  }

  clear(): void {
    this.#of.clear();
  }
}

/** Of numbers in their order, 53 bits: FNV-1a twice, over the two halves of each. */
class Digest {
  readonly #double = new Float64Array(1);
  readonly #halves = new Uint32Array(this.#double.buffer);
  #one = 0x811c9dc5;
  #other = 0x9e3779b1;

  add(number: number): void {
    this.#double[0] = number;
    const [low, high] = [this.#halves[0] ?? 0, this.#halves[1] ?? 0];
    this.#one = Math.imul(Math.imul(this.#one ^ low, 0x01000193) ^ high, 0x85ebca6b);
    this.#one ^= this.#one >>> 15;
    this.#other = Math.imul(Math.imul(this.#other ^ high, 0xc2b2ae35) ^ low, 0x27d4eb2f);
    this.#other ^= this.#other >>> 13;
  }

  get value(): number {
    return (this.#one >>> 0) * 2 ** 21 + (this.#other >>> 11);
  }
}
