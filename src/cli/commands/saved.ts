import { join } from 'node:path';
import { systemClock } from '../../base/clock.ts';
import { log } from '../../base/log.ts';
import { openNotebook } from '../../desk/notebook.ts';
import { openCase } from '../../house.ts';
import { newsOf } from '../../server/asked-search.ts';
import { configFolder } from '../../vault/identity.ts';
import { parseCall, parseCount, type Command } from '../command.ts';
import { oneLine } from '../printable.ts';

export const saved: Command = {
  name: 'saved',
  help: `touchstone saved CASE [--seen ID] [--remove ID] [--json]
The searches that this account has saved in its browser, with what is new since it last looked. They lie outside the case,
in the folder of the configuration, and are in no ledger.
  --seen ID    what is new in this search has been looked at; --remove ID throws it away
  --json       [{id, name, query, asked, passages, new, lookedAt}]; asked: the query part of its address
Exit status: 0 · 2 wrong words · 4 no case there · 9 damaged`,
  async run(argv, terminal) {
    const { values, positionals } = parseCall(
      saved,
      argv,
      { json: { type: 'boolean' }, seen: { type: 'string' }, remove: { type: 'string' } },
      { least: 1, most: 1 },
    );
    const opened = await openCase(positionals[0] ?? '', {});
    try {
      const notebook = await openNotebook(join(configFolder(), 'notebooks'), opened.id, { clock: systemClock, log });
      try {
        if (values.remove !== undefined) await notebook.throwAway(parseCount(values.remove, 'remove', 0));
        if (values.seen !== undefined)
          await notebook.looked(parseCount(values.seen, 'seen', 0), await opened.indexedUpTo());
        const rows = [];
        for (const { id, name, query, asked, lookedAt, lookedEntry } of await notebook.saved()) {
          const { total, fresh } = await newsOf(opened, { asked, lookedEntry });
          rows.push({ id, name, query, asked, passages: total, new: fresh, lookedAt });
        }
        if (values.json) terminal.print(JSON.stringify(rows));
        for (const { id, name, passages, new: fresh } of values.json ? [] : rows) {
          terminal.print(`${String(id).padStart(4)}  ${oneLine(name)}: ${fresh} new, ${passages} in all`);
        }
        if (rows.length === 0) terminal.note('No search is saved.');
      } finally {
        await notebook.close();
      }
    } finally {
      await opened.close();
    }
  },
};
