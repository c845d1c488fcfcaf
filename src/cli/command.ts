import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';
import { Problem } from '../base/problem.ts';
import type { Terminal } from './terminal.ts';

/** One verb of the command line. `help` is data: docs/cli.md is printed from it. */
export interface Command {
  readonly name: string;
  /** First line: the call; then what it does, its options and its exit statuses. */
  readonly help: string;
  run(argv: readonly string[], terminal: Terminal): Promise<void>;
}

/** Reads the words of a call. @throws Problem `bad-input` that shows the command’s call line */
export function parseCall<const Options extends ParseArgsOptionsConfig>(
  command: Pick<Command, 'name' | 'help'>,
  argv: readonly string[],
  options: Options,
  positionals: { readonly least: number; readonly most: number },
) {
  const wrong = (cause?: unknown): Problem =>
    new Problem('bad-input', `\`touchstone ${command.name}\` was not called with the right words.`, {
      remedy: `Its call is: ${command.help.split('\n', 1)[0]}`,
      cause,
    });
  let parsed;
  try {
    parsed = parseArgs({ args: [...argv], options, allowPositionals: true, strict: true });
  } catch (error) {
    throw wrong(error);
  }
  if (parsed.positionals.length < positionals.least || parsed.positionals.length > positionals.most) throw wrong();
  return parsed;
}

/** A whole number of at least 1. @throws Problem `bad-input` */
export function parseCount(text: string | undefined, name: string, otherwise: number): number {
  if (text === undefined) return otherwise;
  const count = Number(text);
  if (Number.isSafeInteger(count) && count >= 1) return count;
  throw new Problem('bad-input', `--${name} takes a whole number of at least 1.`, {
    remedy: `Give --${name} 20, say.`,
  });
}
