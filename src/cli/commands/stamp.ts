import { mkdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Problem } from '../../base/problem.ts';
import { openCase, type OpenCase } from '../../house.ts';
import type { Stamp, StampRequest } from '../../vault/stamps.ts';
import { askAuthority, askCalendar } from '../ask-time.ts';
import { parseCall, type Command } from '../command.ts';
import { givenFile, givenHeaders, givenRoots, writeGivenFile } from '../given-file.ts';
import { stampLines } from '../print-stamps.ts';
import { signIn } from '../sign-in.ts';
import type { Terminal } from '../terminal.ts';

export const stamp: Command = {
  name: 'stamp',
  help: `touchstone stamp CASE [--request DIR] [--bring FILE]... [--ask URL]... [--calendar URL]...
                 [--root PEM]... [--cosigner KEY]... [--headers FILE] [--json]
Date the last checkpoint of a case by others: an authority (RFC 3161), or a Bitcoin block (OpenTimestamps). They learn
a hash and nothing else. Without an option: what dates the case, checked now. Nothing is asked of a network unless you
name an address here.
  --request DIR    write what is to be asked into DIR, to be carried to a machine with a network: a .tsq for any
                   authority, the checkpoint itself for \`ots stamp\`, and 32 bytes for a calendar
  --bring FILE     take in what came of it: the authority's .tsr, an .ots proof, the calendar's NAME.answer,
                   or a checkpoint that someone has cosigned (.txt)
  --ask URL        ask this authority now, over the network
  --calendar URL   ask this OpenTimestamps calendar now, or ask again for what it has promised
  --root PEM       trust these certificates; kept beside the answers that are brought with them
  --cosigner KEY   the verifier key of someone who has cosigned, as \`touchstone cosign\` shows it to them
  --headers FILE   Bitcoin block headers from a node that you trust: a line each, height and 80 bytes in hex
  --json           [{size, name, kind, check}]
Exit status: 0 · 2 wrong words, or an answer that dates nothing · 4 no case, or no checkpoint · 5 a stamp does not hold`,
  async run(argv, terminal) {
    const { values, positionals } = parseCall(
      stamp,
      argv,
      {
        request: { type: 'string' },
        bring: { type: 'string', multiple: true },
        ask: { type: 'string', multiple: true },
        calendar: { type: 'string', multiple: true },
        root: { type: 'string', multiple: true },
        cosigner: { type: 'string', multiple: true },
        headers: { type: 'string' },
        json: { type: 'boolean' },
      },
      { least: 1, most: 1 },
    );
    const roots = await givenRoots(values.root ?? []);
    const headers = await givenHeaders(values.headers);
    const brings = values.bring ?? [];
    const asks = [...(values.ask ?? []), ...(values.calendar ?? [])];
    const writes = values.request !== undefined || brings.length > 0 || asks.length > 0;
    const opened = await openCase(positionals[0] ?? '', writes ? { identity: await signIn(terminal) } : {});
    try {
      if (values.request !== undefined)
        await writeRequest(await opened.requestStamps(), values.request, opened, terminal);
      for (const file of brings)
        await opened.bringStamp({
          name: basename(file),
          bytes: await givenFile(file),
          roots,
          cosigners: values.cosigner ?? [],
        });
      if (values.ask !== undefined) await askAuthority(opened, values.ask, roots, terminal.signal);
      if (values.calendar !== undefined) await askCalendar(opened, values.calendar, terminal.signal);
      show(await opened.stamps({ roots, headers }), values.json === true, terminal);
    } finally {
      await opened.close();
    }
  },
};

async function writeRequest(
  request: StampRequest,
  folder: string,
  opened: OpenCase,
  terminal: Terminal,
): Promise<void> {
  await mkdir(folder, { recursive: true }).catch(() => undefined); // writing into it says below that it cannot be
  const checkpoint = request.authority.name.replace(/\..*$/, '.txt');
  await writeGivenFile(join(folder, request.authority.name), request.authority.bytes, 'w');
  await writeGivenFile(join(folder, request.calendar.name), request.calendar.bytes, 'w');
  const text = await readFile(join(opened.folder, 'ledger/checkpoints', checkpoint));
  await writeGivenFile(join(folder, checkpoint), text, 'w');
  const answer = request.calendar.name.replace(/\.digest$/, '.answer');
  const reply = request.authority.name.replace(/\.tsq$/, '.tsr');
  for (const line of [
    'Written. Where there is a network, one of these or several:',
    `  curl -H 'Content-Type: application/timestamp-query' --data-binary @${request.authority.name} AUTHORITY > ${reply}`,
    `  curl --data-binary @${request.calendar.name} CALENDAR/digest > ${answer}`,
    `  ots stamp ${checkpoint}`,
    'Then bring the answers: touchstone stamp CASE --bring FILE',
  ])
    terminal.note(line);
}

function show(stamps: readonly Stamp[], json: boolean, terminal: Terminal): void {
  if (json) terminal.print(JSON.stringify(stamps));
  else if (stamps.length === 0) terminal.print('Nothing dates this case yet.');
  else for (const each of stamps) stampLines(each.size, each.check).forEach((line) => terminal.print(line));
  if (stamps.some(({ check }) => check.faults.some((fault) => fault !== 'unknown-root'))) {
    throw new Problem('altered', 'A time stamp of this case does not hold.', {
      remedy: 'It proves nothing any more: bring the answer again, or ask for another.',
    });
  }
}
