import { openCase, type OpenCase } from '../../house.ts';
import type { FileReport } from '../../nouns/occurrence.ts';
import { reasonTexts, say } from '../../web/messages.ts';
import { parseCall, type Command } from '../command.ts';
import { accountJson, accountLines } from '../print-account.ts';
import { oneLine } from '../printable.ts';
import type { Terminal } from '../terminal.ts';

export const status: Command = {
  name: 'status',
  help: `touchstone status CASE [--json]
Show what a case received and how the reading of each file ended; the outcomes add up to the files received.
  --json   {received, waiting, outcomes: {...}, files: [{path, sha256, mediaType, outcome, reason?, reasonCode?, remedy?,
           pages?, characters?, languages?, stages: [{name, version, ms}]}]}
Exit status: 0 · 4 no case there · 9 damaged`,
  async run(argv, terminal) {
    const { values, positionals } = parseCall(status, argv, { json: { type: 'boolean' } }, { least: 1, most: 1 });
    const opened = await openCase(positionals[0] ?? '', {});
    try {
      await (values.json ? printJson(opened, terminal) : printLines(opened, terminal));
    } finally {
      await opened.close();
    }
  },
};

const FILES_AT_ONCE = 10_000;

async function* everyFile(opened: OpenCase, outcome?: FileReport['outcome']): AsyncGenerator<FileReport> {
  for (let offset = 0; ; offset += FILES_AT_ONCE) {
    const chosen = outcome === undefined ? {} : { outcome };
    const { files } = await opened.files({ ...chosen, limit: FILES_AT_ONCE, offset });
    yield* files;
    if (files.length < FILES_AT_ONCE) return;
  }
}

async function printJson(opened: OpenCase, terminal: Terminal): Promise<void> {
  const state = await opened.status();
  const { accessions, languages, passages, ledger } = state;
  const files = [];
  for await (const file of everyFile(opened)) files.push(fileJson(file));
  const { id, name } = opened;
  terminal.print(JSON.stringify({ id, name, ...accountJson(state), accessions, languages, passages, ledger, files }));
}

/** A file as `--json` gives it: the reason as a sentence, its code beside it. */
function fileJson({ occurrence: _, reason, ...file }: FileReport): Record<string, unknown> {
  if (reason === undefined) return file;
  const { sentence, remedy } = reasonTexts(say('en'), reason);
  return { ...file, reason: sentence, reasonCode: reason.code, remedy };
}

async function printLines(opened: OpenCase, terminal: Terminal): Promise<void> {
  const state = await opened.status();
  terminal.print(oneLine(state.name));
  for (const line of accountLines(state)) terminal.print(line);
  for (const outcome of ['read-in-part', 'unreadable'] as const) {
    if (state.outcomes[outcome] === 0) continue;
    terminal.print(`${outcome}:`);
    for await (const file of everyFile(opened, outcome)) {
      const why = file.reason === undefined ? '' : `: ${reasonTexts(say('en'), file.reason).sentence}`;
      terminal.print(`  ${oneLine(file.path)}${why}`);
    }
  }
  if (state.waiting > 0)
    terminal.print(`${state.waiting} wait to be read: \`touchstone add\` or \`touchstone serve\` goes on.`);
}
