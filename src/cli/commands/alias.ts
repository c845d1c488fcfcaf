import { openCase, type OpenCase } from '../../house.ts';
import { parseCall, type Command } from '../command.ts';
import { oneLine } from '../printable.ts';
import { signIn } from '../sign-in.ts';
import type { Terminal } from '../terminal.ts';

export const alias: Command = {
  name: 'alias',
  help: `touchstone alias CASE [NAME NAME...] [--remove ID] [--json]
Say that names stand for one person, place or thing: a search for one of them proposes the others. Without names, list
what was said. Each is signed in the ledger; searches show what they added and can be told to leave it out.
  --remove ID  take back what was said before
  --json       [{id, names, actor, at}]
Exit status: 0 · 2 fewer than two names · 4 no case there, or no such alias · 9 damaged`,
  async run(argv, terminal) {
    const { values, positionals } = parseCall(
      alias,
      argv,
      { json: { type: 'boolean' }, remove: { type: 'string' } },
      { least: 1, most: Number.MAX_SAFE_INTEGER },
    );
    const [folder = '', ...names] = positionals;
    const changes = names.length > 0 || values.remove !== undefined;
    const opened = await openCase(folder, changes ? { identity: await signIn(terminal) } : {});
    try {
      if (values.remove !== undefined) await opened.unalias(values.remove);
      if (names.length > 0) await opened.alias(names);
      if (changes) await opened.checkpoint();
      await list(opened, values.json === true, terminal);
    } finally {
      await opened.close();
    }
  },
};

async function list(opened: OpenCase, asJson: boolean, terminal: Terminal): Promise<void> {
  const groups = await opened.aliases();
  if (asJson) {
    terminal.print(JSON.stringify(groups));
    return;
  }
  for (const { id, names, actor, at } of groups) {
    terminal.print(names.map(oneLine).join(' = '));
    terminal.print(`  ${oneLine(actor)}, ${at.slice(0, 10)}  ${id}`);
  }
  if (groups.length === 0) terminal.note('No aliases in this case.');
}
