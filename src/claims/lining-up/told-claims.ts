/** Which claims were told last: statements, by their numbers, with those that stood beside them. */
export class ToldClaims {
  readonly #beside = new Map<number, string>();

  /** Whether this claim was told last as it is now; from now on it was. */
  tell(statements: readonly number[]): boolean {
    const together = statements.join(' ');
    if (statements.every((number) => this.#beside.get(number) === together)) return true;
    for (const number of statements) this.#beside.set(number, together);
    return false;
  }

  forget(statement: number): void {
    this.#beside.delete(statement);
  }

  clear(): void {
    this.#beside.clear();
  }
}
