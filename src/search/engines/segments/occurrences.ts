import type { ListSink } from './lists.ts';

/** Where words stand: word, row and place of each, added in the order of rows and places. */
export class Occurrences {
  #words = new Int32Array(1024);
  #rows = new Int32Array(1024);
  #places = new Int32Array(1024);
  length = 0;
  /** After `sort`: by word where its occurrences begin in the other two. */
  #begins = new Int32Array(0);
  #sortedRows = new Int32Array(0);
  #sortedPlaces = new Int32Array(0);

  add(word: number, row: number, place: number): void {
    if (this.length === this.#words.length) this.#grow();
    this.#words[this.length] = word;
    this.#rows[this.length] = row;
    this.#places[this.length] = place;
    this.length += 1;
  }

  #grow(): void {
    this.#words = twice(this.#words);
    this.#rows = twice(this.#rows);
    this.#places = twice(this.#places);
  }

  /** `words`: more than the number of any word. */
  sort(words: number): void {
    const next = new Int32Array(words + 1);
    for (let i = 0; i < this.length; i += 1) {
      const word = this.#words[i] ?? 0;
      next[word + 1] = (next[word + 1] ?? 0) + 1;
    }
    for (let i = 1; i <= words; i += 1) next[i] = (next[i] ?? 0) + (next[i - 1] ?? 0);
    this.#begins = next.slice();
    this.#sortedRows = new Int32Array(this.length);
    this.#sortedPlaces = new Int32Array(this.length);
    for (let i = 0; i < this.length; i += 1) {
      const word = this.#words[i] ?? 0;
      const at = next[word] ?? 0;
      this.#sortedRows[at] = this.#rows[i] ?? 0;
      this.#sortedPlaces[at] = this.#places[i] ?? 0;
      next[word] = at + 1;
    }
  }

  has(word: number): boolean {
    return this.#begins[word + 1] !== this.#begins[word];
  }

  list(word: number, withPlaces: boolean, sink: ListSink): void {
    const [rows, places] = [this.#sortedRows, this.#sortedPlaces];
    const end = this.#begins[word + 1] ?? 0;
    let at = this.#begins[word] ?? 0;
    while (at < end) {
      const begin = at;
      const row = rows[at] ?? 0;
      let place = 0;
      while (at < end && rows[at] === row) {
        if (withPlaces) {
          const own = places[at] ?? 0;
          sink.places.number(own - place);
          place = own;
        }
        at += 1;
      }
      sink.row(row, at - begin);
    }
  }
}

function twice(numbers: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(numbers.length * 2);
  larger.set(numbers);
  return larger;
}
