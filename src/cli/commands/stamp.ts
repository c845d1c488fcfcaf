import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Problem } from '../../base/problem.ts';
import { openCase, type OpenCase } from '../../house.ts';
import { certificatesIn, type BlockHeaders, type Stamp, type StampRequest } from '../../vault/stamps.ts';
import { askAuthority, askCalendar } from '../ask-time.ts';
import { parseCall, type Command } from '../command.ts';
import { oneLine } from '../printable.ts';
import { signIn } from '../sign-in.ts';
import type { Terminal } from '../terminal.ts';

export const stamp: Command = {
  name: 'stamp',
  help: `touchstone stamp CASE [--request DIR] [--bring FILE]... [--ask URL]... [--calendar URL]...
                 [--root PEM]... [--headers FILE] [--json]
Date the last checkpoint of a case by others: an authority (RFC 3161), or a Bitcoin block (OpenTimestamps). They learn
a hash and nothing else. Without an option: what dates the case, checked now. Nothing is asked of a network unless you
name an address here.
  --request DIR    write what is to be asked into DIR, to be carried to a machine with a network: a .tsq for any
                   authority, the checkpoint itself for \`ots stamp\`, and 32 bytes for a calendar
  --bring FILE     take in what came of it: the authority's .tsr, an .ots proof, or the calendar's NAME.answer
  --ask URL        ask this authority now, over the network
  --calendar URL   ask this OpenTimestamps calendar now, or ask again for what it has promised
  --root PEM       trust these certificates; kept beside the answers that are brought with them
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
        headers: { type: 'string' },
        json: { type: 'boolean' },
      },
      { least: 1, most: 1 },
    );
    const roots = (await Promise.all((values.root ?? []).map(fileGiven))).flatMap((pem) =>
      certificatesIn(pem.toString()),
    );
    const headers = values.headers === undefined ? new Map() : headersIn((await fileGiven(values.headers)).toString());
    const brings = values.bring ?? [];
    const asks = [...(values.ask ?? []), ...(values.calendar ?? [])];
    const writes = values.request !== undefined || brings.length > 0 || asks.length > 0;
    const opened = await openCase(positionals[0] ?? '', writes ? { identity: await signIn(terminal) } : {});
    try {
      if (values.request !== undefined)
        await writeRequest(await opened.requestStamps(), values.request, opened, terminal);
      for (const file of brings) await opened.bringStamp({ name: basename(file), bytes: await fileGiven(file), roots });
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
  await mkdir(folder, { recursive: true });
  const checkpoint = request.authority.name.replace(/\..*$/, '.txt');
  await writeFile(join(folder, request.authority.name), request.authority.bytes);
  await writeFile(join(folder, request.calendar.name), request.calendar.bytes);
  await writeFile(join(folder, checkpoint), await readFile(join(opened.folder, 'ledger/checkpoints', checkpoint)));
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

async function fileGiven(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (error) {
    throw new Problem('not-found', 'A file that was named cannot be read.', {
      remedy: 'Check its path and its permissions.',
      cause: error,
    });
  }
}

function headersIn(text: string): BlockHeaders {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  return new Map(
    lines.map((line) => {
      const { height, header } = /^\s*(?<height>\d+)\s+(?<header>[0-9a-fA-F]{160})\s*$/.exec(line)?.groups ?? {};
      if (height === undefined || header === undefined) {
        throw new Problem('bad-input', 'The file of block headers has a line that is none.', {
          remedy:
            'Each line is a height, a space, and the 80 bytes of the header in hex: `bitcoin-cli getblockheader HASH false`.',
        });
      }
      return [Number(height), Buffer.from(header, 'hex')];
    }),
  );
}

function show(stamps: readonly Stamp[], json: boolean, terminal: Terminal): void {
  if (json) terminal.print(JSON.stringify(stamps));
  else if (stamps.length === 0) terminal.print('Nothing dates this case yet.');
  else for (const each of stamps) stampLines(each).forEach((line) => terminal.print(line));
  if (stamps.some(({ check }) => check.faults.some((fault) => fault !== 'unknown-root'))) {
    throw new Problem('altered', 'A time stamp of this case does not hold.', {
      remedy: 'It proves nothing any more: bring the answer again, or ask for another.',
    });
  }
}

function stampLines(each: Stamp): readonly string[] {
  const over = `entries 0 to ${each.size - 1}`;
  if (each.kind === 'rfc3161') {
    const { faults, time = '?', authority = '?', root } = each.check;
    const trust = faults.includes('unknown-root')
      ? `, by a root that nobody here has trusted yet (SHA-256 ${root ?? '?'})`
      : '';
    const wrong = faults.filter((fault) => fault !== 'unknown-root');
    const said = wrong.length > 0 ? `does not hold (${wrong.join(', ')})` : `were there at ${time}${trust}`;
    return [`${over} ${said}: ${oneLine(authority.replaceAll('\n', ', '))}`];
  }
  const { faults, attestations } = each.check;
  if (faults.length > 0) return [`${over}: the proof does not hold (${faults.join(', ')})`];
  return attestations.map(({ state, height = 0, time = '', calendar = '' }) => {
    if (state === 'confirmed') return `${over} were there at ${time}: Bitcoin block ${height}`;
    if (state === 'header-missing') return `${over}: Bitcoin block ${height}; give its header with --headers`;
    if (state === 'header-differs')
      return `${over}: Bitcoin block ${height} does not have it, by the header that was given`;
    return state === 'pending'
      ? `${over}: promised by ${oneLine(calendar)}`
      : `${over}: an attestation of a kind not known here`;
  });
}
