/** Keeps what was asked for last, as far as there is room. */
export class LeastUsed<Value> {
  readonly #room: number;
  readonly #kept = new Map<number, { readonly value: Value; readonly size: number }>();
  #size = 0;

  /** @param room in the measure of `size` */
  constructor(room: number) {
    this.#room = room;
  }

  get(key: number): Value | undefined {
    const found = this.#kept.get(key);
    if (found === undefined) return undefined;
    this.#kept.delete(key);
    this.#kept.set(key, found);
    return found.value;
  }

  /** What is larger than all the room is kept too, alone. */
  set(key: number, value: Value, size: number): void {
    this.delete(key);
    this.#kept.set(key, { value, size });
    this.#size += size;
    for (const oldest of this.#kept.keys()) {
      if (this.#size <= this.#room || oldest === key) break;
      this.delete(oldest);
    }
  }

  delete(key: number): void {
    this.#size -= this.#kept.get(key)?.size ?? 0;
    this.#kept.delete(key);
  }

  clear(): void {
    this.#kept.clear();
    this.#size = 0;
  }
}
