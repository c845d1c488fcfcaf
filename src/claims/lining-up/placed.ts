/** A statement by its text and its place among the statements of the text. */
export interface Placed {
  readonly text: number;
  readonly place: number;
}

/** More statements than a text can have. */
const MOST_STATEMENTS = 2 ** 24;

/** One number for a statement and its text. */
export function numberOf({ text, place }: Placed): number {
  return text * MOST_STATEMENTS + place;
}

export function placedOf(number: number): Placed {
  return { text: Math.floor(number / MOST_STATEMENTS), place: number % MOST_STATEMENTS };
}
