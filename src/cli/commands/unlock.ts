import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { Problem } from '../../base/problem.ts';
import { openCase } from '../../house.ts';
import { parseCall, type Command } from '../command.ts';
import { accountLines } from '../print-account.ts';
import { signIn } from '../sign-in.ts';
import type { Terminal } from '../terminal.ts';

export const unlock: Command = {
  name: 'unlock',
  help: `touchstone unlock CASE SHA256|PATH [--password-file FILE] [--no-wait]
Open a locked file with its password and read it: zip, 7z and rar archives, PDF files, OpenDocument files, and Office files since 1997. A path inside an
archive stands for the archive. The ledger says that it was unlocked; the password is written nowhere.
  --password-file FILE   candidates, one on each line, tried in order; without it the password is asked for
  --no-wait              unlock and return; the file is read by the next \`add\` or by \`serve\`
Exit status: 0 opened · 4 no such file · 14 the password does not fit`,
  async run(argv, terminal) {
    const { values, positionals } = parseCall(
      unlock,
      argv,
      { 'password-file': { type: 'string' }, 'no-wait': { type: 'boolean' } },
      { least: 2, most: 2 },
    );
    const [folder = '', ref = ''] = positionals;
    const passwords = await candidates(values['password-file'], terminal);
    const opened = await openCase(folder, { identity: await signIn(terminal) });
    try {
      const original = await opened.unlock(ref, passwords, terminal.signal);
      terminal.print(`${original.slice(0, 12)}… is unlocked.`);
      if (values['no-wait'] === true) return;
      await opened.read({ readers: availableParallelism(), more: () => false, signal: terminal.signal });
      await opened.checkpoint();
      for (const line of accountLines(await opened.status())) terminal.print(line);
    } finally {
      await opened.close();
    }
  },
};

async function candidates(file: string | undefined, terminal: Terminal): Promise<readonly string[]> {
  if (file !== undefined) return linesOf(file);
  const typed = await terminal.secret('Password of the file: ');
  if (typed !== undefined) return [typed];
  throw new Problem('bad-input', 'The password cannot be asked for here.', {
    remedy: 'Run the command on a terminal, or give a file of passwords with --password-file.',
  });
}

/** Spaces at the ends may belong to a password: only the line ends are taken off. */
async function linesOf(file: string): Promise<readonly string[]> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    throw new Problem('not-found', 'The file of passwords cannot be read.', {
      remedy: 'Give the path of a text file with one password on each line.',
      cause: error,
    });
  }
  return text
    .replace(/^\uFEFF/v, '')
    .split(/\r?\n/v)
    .filter((line) => line !== '');
}
