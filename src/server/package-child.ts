import { constants, setPriority } from 'node:os';
import { Problem } from '../base/problem.ts';
import type { PackageAnswered, PackageAsked } from './package-messages.ts';

/** Prepares one package and signs for it, or checks one: a process of its own, started by package-process.ts. */
setPriority(constants.priority.PRIORITY_BELOW_NORMAL); // pages are answered first

// Ctrl-C reaches every process of a terminal: whoever started this one decides when it ends, and takes it along.
process.on('SIGINT', () => {});
process.on('SIGTERM', () => {});
const ending = new AbortController();
process.on('disconnect', () => ending.abort());
process.on('message', (asked: PackageAsked) => {
  if (asked.kind === 'stop') ending.abort();
});
process.once('message', (asked: PackageAsked) => void work(asked).finally(() => process.exit(0)));

async function work(asked: PackageAsked): Promise<void> {
  const door = { signal: ending.signal, tell, toldOf };
  try {
    // Neither needs what the other is made of.
    if (asked.kind === 'prepare') await (await import('./package-preparing.ts')).preparePackage(asked, door);
    if (asked.kind === 'check') await (await import('./package-checking.ts')).checkPackage(asked, door);
  } catch (error) {
    await tell(toldOf(error));
  }
}

/** Nobody hears of it where whoever started this has ended meanwhile; then it is too late for an error. */
function tell(answered: PackageAnswered): Promise<void> {
  return new Promise((resolve) => {
    if (process.connected) process.send?.(answered, undefined, undefined, () => resolve());
    else resolve();
  });
}

function toldOf(error: unknown): PackageAnswered {
  if (!(error instanceof Problem)) return { kind: 'broke', error };
  const { code, message, remedy } = error;
  return { kind: 'problem', code, message, remedy };
}
