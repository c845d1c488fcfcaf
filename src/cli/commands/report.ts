import { openCase, type OpenCase } from '../../house.ts';
import type { FileReport } from '../../nouns/occurrence.ts';
import { filesCsv } from '../../server/files-csv.ts';
import { parseCall, type Command } from '../command.ts';
import { accountLines } from '../print-account.ts';
import type { Terminal } from '../terminal.ts';

export const report: Command = {
  name: 'report',
  help: `touchstone report CASE [--csv] [--json]
Account for every file: how many ended in which way, of which kind, for which reason. The numbers add up to the files
received.
  --csv    every file on one line: path, SHA-256, size, kind, outcome, reason, pages, characters, languages, stages
  --json   {received, waiting, outcomes, tallies: [{outcome, mediaType?, reason?, files}], outdated}
Exit status: 0 · 4 no case there · 9 damaged`,
  async run(argv, terminal) {
    const { values, positionals } = parseCall(
      report,
      argv,
      { csv: { type: 'boolean' }, json: { type: 'boolean' } },
      { least: 1, most: 1 },
    );
    const opened = await openCase(positionals[0] ?? '', {});
    try {
      if (values.csv) for await (const line of filesCsv(everyFile(opened))) terminal.print(line);
      else await print(opened, terminal, values.json === true);
    } finally {
      await opened.close();
    }
  },
};

const FILES_AT_ONCE = 10_000;

async function* everyFile(opened: OpenCase): AsyncGenerator<FileReport> {
  for (let offset = 0; ; offset += FILES_AT_ONCE) {
    const { files } = await opened.files({ limit: FILES_AT_ONCE, offset });
    yield* files;
    if (files.length < FILES_AT_ONCE) return;
  }
}

async function print(opened: OpenCase, terminal: Terminal, asJson: boolean): Promise<void> {
  const { received, waiting, outcomes } = await opened.status();
  const tallies = await opened.tallies();
  const outdated = await opened.outdated();
  if (asJson) {
    terminal.print(JSON.stringify({ received, waiting, outcomes, tallies, outdated }));
    return;
  }
  for (const line of accountLines(await opened.status())) terminal.print(line);
  for (const { outcome, mediaType = '(no bytes)', reason, files } of tallies) {
    terminal.print(
      `${String(files).padStart(9)}  ${outcome}  ${mediaType}${reason === undefined ? '' : `  ${reason}`}`,
    );
  }
  if (outdated > 0) {
    terminal.print(`${outdated} were read by an older reader: \`touchstone retry CASE --outdated\` reads them again.`);
  }
}
