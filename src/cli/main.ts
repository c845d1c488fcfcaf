import { debug, log } from '../base/log.ts';
import { Problem, PROBLEMS } from '../base/problem.ts';
import type { Command } from './command.ts';
import { add } from './commands/add.ts';
import { batch } from './commands/batch.ts';
import { alias } from './commands/alias.ts';
import { claim } from './commands/claim.ts';
import { claims } from './commands/claims.ts';
import { compare } from './commands/compare.ts';
import { copies } from './commands/copies.ts';
import { decide } from './commands/decide.ts';
import { custody } from './commands/custody.ts';
import { doctor } from './commands/doctor.ts';
import { identity } from './commands/identity.ts';
import { newCase } from './commands/new.ts';
import { rebuild } from './commands/rebuild.ts';
import { report } from './commands/report.ts';
import { retry } from './commands/retry.ts';
import { saved } from './commands/saved.ts';
import { search } from './commands/search.ts';
import { serve } from './commands/serve.ts';
import { show } from './commands/show.ts';
import { publish } from './commands/publish.ts';
import { check } from './commands/check.ts';
import { cosign } from './commands/cosign.ts';
import { open } from './commands/open.ts';
import { stamp } from './commands/stamp.ts';
import { status } from './commands/status.ts';
import { unlock } from './commands/unlock.ts';
import { verify } from './commands/verify.ts';
import { work } from './commands/work.ts';
import type { Terminal } from './terminal.ts';

/** Every verb, in the order in which a newcomer meets them; docs/cli.md is printed from it. */
export const COMMANDS: readonly Command[] = [
  newCase,
  add,
  status,
  report,
  retry,
  unlock,
  search,
  batch,
  saved,
  alias,
  show,
  copies,
  compare,
  claims,
  claim,
  decide,
  custody,
  verify,
  stamp,
  cosign,
  open,
  publish,
  check,
  serve,
  work,
  rebuild,
  identity,
  doctor,
];

const STOPPED_BY_CTRL_C = 130; // what a shell reports for a program ended by SIGINT
const BUG = 70; // EX_SOFTWARE, sysexits.h

/** Runs one call and returns its exit status. Nothing thrown gets past here. */
export async function main(argv: readonly string[], terminal: Terminal): Promise<number> {
  const [name, ...rest] = argv;
  try {
    if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
      terminal.print(overview());
      return 0;
    }
    const command = COMMANDS.find((each) => each.name === name);
    if (command === undefined) {
      throw new Problem('bad-input', 'There is no such command.', { remedy: '`touchstone help` lists the commands.' });
    }
    if (rest.includes('--help') || rest.includes('-h')) {
      terminal.print(command.help);
      return 0;
    }
    await command.run(rest, terminal);
    return 0;
  } catch (error) {
    terminal.progress(undefined);
    return explain(error, terminal);
  }
}

function explain(error: unknown, terminal: Terminal): number {
  if (terminal.signal.aborted) {
    terminal.note('Stopped. What was signed for is kept; the same command goes on where this one stopped.');
    return STOPPED_BY_CTRL_C;
  }
  if (error instanceof Problem) {
    terminal.note(error.message);
    terminal.note(error.remedy);
    if (error.cause !== undefined) debug(error.message, error.cause);
    return PROBLEMS[error.code].exitCode;
  }
  log('something broke on our side', error);
  terminal.note('Something broke on our side. Nothing that was signed for is lost.');
  return BUG;
}

function overview(): string {
  const calls = COMMANDS.map(({ help }) => `  ${help.split('\n', 1)[0]}`);
  return [
    'Touchstone turns leaked documents into evidence that holds.',
    '',
    ...calls,
    '',
    '`touchstone COMMAND --help` tells more.',
  ].join('\n');
}
