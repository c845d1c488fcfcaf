import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { errnoOf } from '../base/errno.ts';

/** Names one running process so that another can tell whether it still runs: `host:pid:start`. */
export function thisProcess(): string {
  return `${hostname()}:${process.pid}:${startedAt(process.pid) ?? '?'}`;
}

/**
 * Whether the process that `owner` names is known to be gone. A process on another host, or one that cannot be asked,
 * counts as running: its lease then ends by time.
 */
export function isGone(owner: string): boolean {
  const [host, pidText, start] = owner.split(':');
  const pid = Number(pidText);
  if (host !== hostname() || !Number.isInteger(pid)) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    // ESRCH is the answer "no such process"; EPERM means it runs as someone else.
    return errnoOf(error) === 'ESRCH';
  }
  const now = startedAt(pid);
  return now !== undefined && start !== '?' && now !== start; // the number was given to another process since
}

/** Start time in clock ticks since boot (proc(5), /proc/pid/stat field 22); undefined where there is no /proc. */
function startedAt(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  } catch {
    // No /proc on this system, or the process has just gone: the pid alone must do.
    return undefined;
  }
}
