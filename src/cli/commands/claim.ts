import { claimJson } from '../../claims/export-json.ts';
import { Problem } from '../../base/problem.ts';
import { openCase } from '../../house.ts';
import { parseCall, type Command } from '../command.ts';
import { claimLines } from '../print-claims.ts';

export const claim: Command = {
  name: 'claim',
  help: `touchstone claim CASE ID [--json]
Show one claim whole: every statement with its exact words, place, source and credits, which of them cannot both be right
and why, the origins and how documents go back to them, why the statements stand together, and what was decided.
  ID      of any of its statements, as \`touchstone claims\` shows it
  --json  as docs/api.md says of /claims/{claim}
Exit status: 0 · 2 wrong words · 4 no such claim · 9 damaged`,
  async run(argv, terminal) {
    const { values, positionals } = parseCall(claim, argv, { json: { type: 'boolean' } }, { least: 2, most: 2 });
    const [folder = '', id = ''] = positionals;
    const opened = await openCase(folder, {});
    try {
      const found = await opened.claim(id);
      if (found === undefined) {
        throw new Problem('not-found', 'The case has no such claim.', {
          remedy: 'Give an id as `touchstone claims` shows it.',
        });
      }
      if (values.json) terminal.print(JSON.stringify(claimJson(found)));
      else for (const line of claimLines(found)) terminal.print(line);
    } finally {
      await opened.close();
    }
  },
};
