import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { main } from '../../src/cli/main.ts';
import type { Terminal } from '../../src/cli/terminal.ts';
import { temporaryFolder } from './temporary.ts';

interface Called {
  readonly status: number;
  readonly out: readonly string[];
  readonly notes: readonly string[];
}

/** Runs commands in this process, against a configuration folder of the test’s own. */
export async function commandLine(
  t: TestContext,
): Promise<{ outside: string; readonly call: (...argv: string[]) => Promise<Called> }> {
  const outside = await temporaryFolder(t);
  for (const [name, value] of [
    ['TOUCHSTONE_CONFIG', join(outside, 'config')],
    ['TOUCHSTONE_PASSPHRASE', undefined],
    ['TOUCHSTONE_NEW_PASSPHRASE', undefined],
  ] as const) {
    const before = process.env[name];
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
    t.after(() => {
      if (before === undefined) delete process.env[name];
      else process.env[name] = before;
    });
  }
  return {
    outside,
    async call(...argv) {
      const out: string[] = [];
      const notes: string[] = [];
      const terminal: Terminal = {
        print: (line) => out.push(line),
        note: (line) => notes.push(line),
        progress: () => {},
        ask: async () => undefined,
        secret: async () => undefined,
        signal: new AbortController().signal,
      };
      return { status: await main(argv, terminal), out, notes };
    },
  };
}
