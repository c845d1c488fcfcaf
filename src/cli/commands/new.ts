import { basename, resolve } from 'node:path';
import { createCase } from '../../house.ts';
import { parseCall, type Command } from '../command.ts';
import { signIn } from '../sign-in.ts';

export const newCase: Command = {
  name: 'new',
  help: `touchstone new CASE [--name NAME] [--json]
Make a new, empty case in the folder CASE, which must not exist or be empty.
  --name NAME   what people call the case; the name of the folder where left out
  --json        answer as one JSON object: {id, name, folder}
Exit status: 0 made · 2 wrong words · 7 there is something in the folder · 13 it cannot be written to`,
  async run(argv, terminal) {
    const { values, positionals } = parseCall(
      newCase,
      argv,
      { name: { type: 'string' }, json: { type: 'boolean' } },
      { least: 1, most: 1 },
    );
    const folder = resolve(positionals[0] ?? '');
    const name = values.name ?? basename(folder);
    const { id } = await createCase(folder, name, { identity: await signIn(terminal) });
    terminal.print(
      values.json
        ? JSON.stringify({ id, name, folder })
        : `Case “${name}” is made. Take material in with: touchstone add ${positionals[0]} PATH...`,
    );
  },
};
