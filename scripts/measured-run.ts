import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';

/** What one program and all that it started took. */
export interface MeasuredRun {
  readonly code: number | null;
  readonly wallSeconds: number;
  /**
   * User and system time of the whole tree of processes. What runs inside bubblewrap is looked up in /proc, since nobody
   * waits for it: of each such process the last tenth of a second is missing.
   */
  readonly cpuSeconds: number;
  /** In MB of 10^6 bytes: the most that the program itself had, and the most that any one of those that it started had. */
  readonly mainPeakMb: number;
  readonly otherPeakMb: number;
  readonly stderr: string;
}

const LOOK_EVERY_MS = 100; // a process that is gone sooner has little memory
const TICKS_A_SECOND = 100; // of /proc/pid/stat (proc(5), sysconf(_SC_CLK_TCK)), on every Linux that Node runs on

/** Runs a program to its end. Memory is looked up in /proc, so it is 0 where there is none. */
export async function measured(
  command: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<MeasuredRun> {
  const began = performance.now();
  // The shell’s `times` counts every process below it that was waited for.
  const shell = spawn('/bin/sh', ['-c', '"$@" >/dev/null; code=$?; times; exit $code', 'sh', ...command], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  });
  let out = '';
  let stderr = '';
  shell.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  shell.stderr.setEncoding('utf8').on('data', (text: string) => (stderr = (stderr + text).slice(-2000)));
  const peaks: Peaks = { main: 0, other: 0, inside: new Map() };
  const timer = setInterval(() => void look(shell.pid ?? 0, peaks), LOOK_EVERY_MS);
  await once(shell, 'close');
  clearInterval(timer);
  return {
    code: shell.exitCode,
    wallSeconds: (performance.now() - began) / 1000,
    cpuSeconds:
      secondsIn(out.trim().split('\n').at(-1) ?? '') +
      [...peaks.inside.values()].reduce((sum, ticks) => sum + ticks, 0) / TICKS_A_SECOND,
    mainPeakMb: peaks.main / 1e6,
    otherPeakMb: peaks.other / 1e6,
    stderr,
  };
}

/** `0m1.250s 0m0.310s`: user and system (POSIX.1-2024, `times`). */
function secondsIn(line: string): number {
  return [...line.matchAll(/(\d+)m([\d.]+)s/g)].reduce((sum, [, m, s]) => sum + Number(m) * 60 + Number(s), 0);
}

interface Peaks {
  main: number;
  other: number;
  /** Ticks of each process inside bubblewrap. */
  readonly inside: Map<number, number>;
}

async function look(shell: number, peaks: Peaks): Promise<void> {
  const [main] = await childrenOf(shell);
  if (main === undefined) return;
  peaks.main = Math.max(peaks.main, await peakOf(main));
  const line = (await childrenOf(main)).map((pid) => ({ pid, inside: false }));
  for (let next = line.pop(); next !== undefined; next = line.pop()) {
    const { pid, inside } = next;
    peaks.other = Math.max(peaks.other, await peakOf(pid));
    const stat = await readFile(`/proc/${pid}/stat`, 'latin1').catch(() => ''); // gone
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (inside && stat !== '') peaks.inside.set(pid, Number(fields[11]) + Number(fields[12]));
    const below = inside || stat.includes('(bwrap)');
    line.push(...(await childrenOf(pid)).map((child) => ({ pid: child, inside: below })));
  }
}

async function childrenOf(pid: number): Promise<number[]> {
  const text = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => ''); // gone, or no /proc
  return text.split(' ').filter(Boolean).map(Number);
}

async function peakOf(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => ''); // gone, or no /proc
  return Number(/^VmHWM:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) * 1024;
}
