/**
 * For what a reading process keeps from one file to the next. A process that reads one file never asks.
 */
const renewing: (() => void)[] = [];
let spent = false;

/** `renew` forgets what a file may have touched; it is called before the next file. */
export function renewForEachFile(renew: () => void): void {
  renewing.push(renew);
}

/** For what cannot be made anew: this process reads no other file. */
export function spendProcess(): void {
  spent = true;
}

/** Whether this process may read another file, which nothing of the last one reaches. */
export function readyForNextFile(): boolean {
  for (const renew of renewing) renew();
  return !spent;
}
