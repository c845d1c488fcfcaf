import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const ENTRY = fileURLToPath(new URL('../../src/cli/touchstone.ts', import.meta.url));

/** Starts the command line as a process of its own, with a configuration folder of its own. */
export function startCli(argv: readonly string[], config: string): ChildProcess {
  return spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ENTRY, ...argv], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, TOUCHSTONE_CONFIG: config },
  });
}

export interface CliEnd {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs one command to its end. */
export async function runCli(argv: readonly string[], config: string): Promise<CliEnd> {
  return endOf(startCli(argv, config));
}

export async function endOf(child: ChildProcess): Promise<CliEnd> {
  let out = '';
  let err = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (err += text));
  await once(child, 'close');
  return { code: child.exitCode, out, err };
}
