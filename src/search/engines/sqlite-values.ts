import type { DatabaseSync, SQLInputValue } from 'node:sqlite';

/** One number from a row that must be there: anything else is a damaged file or a bug. */
export function numberOf(value: unknown): number {
  if (typeof value !== 'number') throw new TypeError('the index gave no number where it keeps one');
  return value;
}

export function textOf(value: unknown): string {
  if (typeof value !== 'string') throw new TypeError('the index gave no text where it keeps one');
  return value;
}

export function bytesOf(value: unknown): DataView {
  if (!(value instanceof Uint8Array)) throw new TypeError('the index gave no bytes where it keeps some');
  return new DataView(value.buffer, value.byteOffset, value.byteLength);
}

/**
 * All numbers that a query gives, in its order. SQLite joins them to one text, because a hundred thousand rows cost a
 * hundred thousand calls, and the digits of one text ten milliseconds. `sql` names its one column `n`.
 */
export function numbersOf(database: DatabaseSync, sql: string, ...values: readonly SQLInputValue[]): Int32Array {
  const row = database.prepare(`SELECT count(n) AS length, group_concat(n) AS list FROM (${sql})`).get(...values);
  const numbers = new Int32Array(numberOf(row?.['length']));
  const list = row?.['list'] ?? '';
  if (typeof list === 'number') return numbers.fill(list);
  const digits = textOf(list);
  let number = 0;
  let at = 0;
  for (let i = 0; i < digits.length; i += 1) {
    const unit = digits.charCodeAt(i);
    if (unit === COMMA) {
      numbers[at] = number;
      at += 1;
      number = 0;
    } else {
      number = number * 10 + unit - ZERO;
    }
  }
  if (digits !== '') numbers[at] = number;
  return numbers;
}

const COMMA = 44;
const ZERO = 48;
