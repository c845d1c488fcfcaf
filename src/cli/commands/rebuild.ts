import { availableParallelism } from 'node:os';
import { rebuildCase } from '../../house.ts';
import { parseCall, type Command } from '../command.ts';
import { accountLines } from '../print-account.ts';
import { signIn } from '../sign-in.ts';

export const rebuild: Command = {
  name: 'rebuild',
  help: `touchstone rebuild CASE [--index]
Make the records and the search index again from the vault, the ledger and the derivatives, and case.json from the
ledger where it is lost or damaged. The old ones are set aside, not deleted. What was never read is read.
  --index   only the search index
Exit status: 0 done · 4 no case there · 9 the ledger itself is damaged`,
  async run(argv, terminal) {
    const { values, positionals } = parseCall(rebuild, argv, { index: { type: 'boolean' } }, { least: 1, most: 1 });
    terminal.progress('The records are being made again…');
    const identity = await signIn(terminal);
    const opened = await rebuildCase(positionals[0] ?? '', { identity, indexOnly: values.index === true });
    try {
      await opened.read({ readers: availableParallelism(), more: () => false, signal: terminal.signal });
      await opened.checkpoint();
      terminal.progress(undefined);
      for (const line of accountLines(await opened.status())) terminal.print(line);
    } finally {
      await opened.close();
    }
  },
};
