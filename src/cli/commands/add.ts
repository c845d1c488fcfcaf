import { availableParallelism } from 'node:os';
import { Problem } from '../../base/problem.ts';
import { openCase, type BagCheck, type OpenCase, type ReceiveRequest } from '../../house.ts';
import type { PackageReport } from '../../nouns/bag.ts';
import { parseCall, type Command } from '../command.ts';
import { oneLine } from '../printable.ts';
import { signIn } from '../sign-in.ts';
import { showProgress } from '../progress.ts';
import { accountLines, accountJson } from '../print-account.ts';
import type { Terminal } from '../terminal.ts';

export const add: Command = {
  name: 'add',
  help: `touchstone add CASE PATH... [--note TEXT] [--as-of DATE] [--as-it-is] [--no-wait] [--readers N] [--json]
Take files and folders in: every byte is kept unaltered and signed for, then read and made searchable. Taking the same
folder in again adds nothing; after a crash or Ctrl-C it goes on where it stopped. A BagIt bag (RFC 8493, 0.93 to 1.0) is
first held against its manifests, and is not taken in where they do not agree with what lies there. What \`touchstone publish\`
wrote is checked like \`touchstone check\` does it; each document that it publishes becomes one document here.
  --note TEXT    what is known of the material: from whom, under what conditions
  --as-of DATE   when it was obtained: 2017, 2017-06 or 2017-06-24
  --as-it-is     take a bag in although it is not whole; how many faults it has is signed for
  --no-wait      keep the bytes and return; they are read by the next \`add\` or by \`serve\`
  --readers N    how many files are read at once; the number of cores where left out
  --json         answer as one JSON object: {met, added, received, waiting, outcomes}
Exit status: 0 done · 2 wrong words · 4 no such path or case · 5 a bag is not whole · 12 disk full · 130 stopped by Ctrl-C`,
  async run(argv, terminal) {
    const { values, positionals } = parseCall(
      add,
      argv,
      {
        note: { type: 'string' },
        'as-of': { type: 'string' },
        'as-it-is': { type: 'boolean' },
        'no-wait': { type: 'boolean' },
        readers: { type: 'string' },
        json: { type: 'boolean' },
      },
      { least: 2, most: Number.MAX_SAFE_INTEGER },
    );
    const [folder = '', ...paths] = positionals;
    const asOf = values['as-of'];
    if (asOf !== undefined && !isDate(asOf)) {
      throw new Problem('bad-input', '--as-of takes a date: a year, a month or a day.', {
        remedy: 'Write it as 2017, 2017-06 or 2017-06-24.',
      });
    }
    const opened = await openCase(folder, { identity: await signIn(terminal) });
    try {
      const request = {
        ...(values.note === undefined ? {} : { note: values.note }),
        ...(asOf === undefined ? {} : { asOf }),
        asItIs: values['as-it-is'] === true,
        onBag: (check: BagCheck) => bagLines(check).forEach((line) => terminal.note(line)),
        onPackage: (report: PackageReport) => terminal.note(packageLine(report)),
      };
      const readers = parseReaders(values.readers);
      const wait = values['no-wait'] !== true;
      const { met, added } = await takeIn(opened, paths, { ...request, readers, wait }, terminal);
      const status = await opened.status();
      terminal.progress(undefined);
      if (values.json) terminal.print(JSON.stringify({ met, added, ...accountJson(status) }));
      else [`${met} met, ${added} of them new.`, ...accountLines(status)].forEach((line) => terminal.print(line));
    } finally {
      await opened.close();
    }
  },
};

/** Takes in and reads side by side, so that the first file can be found while the last is still being copied. */
async function takeIn(
  opened: OpenCase,
  paths: readonly string[],
  options: ReceiveRequest & { readonly readers: number; readonly wait: boolean },
  terminal: Terminal,
): Promise<{ readonly met: number; readonly added: number }> {
  const { readers, wait, ...request } = options;
  let arriving = true;
  let progress = { met: 0, added: 0, bytes: 0 };
  const stopShowing = showProgress(opened, terminal, () =>
    arriving ? `${progress.met} met, ${progress.added} new; ` : '',
  );
  const stop = new AbortController();
  const signal = AbortSignal.any([terminal.signal, stop.signal]);
  try {
    const receiving = opened
      .receive(paths, { ...request, signal, onProgress: (now) => (progress = now) })
      .finally(() => (arriving = false));
    const reading = wait ? opened.read({ readers, more: () => arriving, signal }) : Promise.resolve();
    // The first to fail stops the other; both are waited for, so that nothing is left half-written.
    for (const side of [receiving, reading]) side.catch((error: unknown) => stop.abort(error));
    const [received] = await Promise.allSettled([receiving, reading]);
    terminal.signal.throwIfAborted();
    if (stop.signal.aborted) throw stop.signal.reason;
    await opened.checkpoint();
    return received.status === 'fulfilled' ? received.value : progress;
  } finally {
    await stopShowing();
  }
}

const MOST_FINDINGS = 20; // lines of one bag

/** What a bag says of itself, and where it does not hold. */
function bagLines({ version = '?', faults, warnings, files }: BagCheck): readonly string[] {
  const findings = [...faults, ...warnings];
  const whole = faults.length === 0 ? 'whole' : `${faults.length} faults`;
  const lines = findings.slice(0, MOST_FINDINGS).map(({ code, path }) => `  ${BAG_WORDS[code]}: ${oneLine(path)}`);
  const more = findings.length - lines.length;
  return [`BagIt ${oneLine(version)}, ${files} files: ${whole}`, ...lines, ...(more > 0 ? [`  and ${more} more`] : [])];
}

/** What a published package says of itself, and whether it holds. */
function packageLine({ title, publication, faults, size }: PackageReport): string {
  const holds = faults === 0 ? `holds: the ledger of its case, of ${size} entries, has its pages` : `${faults} faults`;
  return `Publication ${oneLine(publication)}, “${oneLine(title)}”: ${holds}`;
}

const BAG_WORDS: Record<BagCheck['faults'][number]['code'], string> = {
  'not-a-bag': 'no bag',
  version: 'no version of BagIt',
  declaration: 'the declaration of the bag is malformed',
  encoding: 'an encoding that nobody knows',
  'no-manifest': 'no list of the files with their hashes',
  'manifest-line': 'a line of the list is malformed',
  algorithm: 'a list with hashes of another kind, not looked at',
  outside: 'names a place outside the bag',
  'listed-twice': 'listed twice',
  'listed-twice-alike': 'listed twice, with one hash',
  missing: 'listed, and not there',
  'to-fetch': 'listed, and to be fetched from elsewhere, which Touchstone never does',
  'system-file': 'a file that desktops make and delete by themselves is gone',
  'other-spelling': 'there under another spelling of its name',
  'not-listed': 'there, and not listed',
  'not-in-every-manifest': 'not in every list of hashes',
  'not-a-file': 'a link or something else that is no file',
  differs: 'differs from its hash',
  oxum: 'the number of files and bytes is not the one that was written down',
  'fetch-line': 'a line of the list of what to fetch is malformed',
  asterisk: 'an asterisk before the name',
  'dot-slash': 'a dot before the name',
  unreadable: 'cannot be read',
};

export function parseReaders(text: string | undefined): number {
  if (text === undefined) return availableParallelism();
  const readers = Number(text);
  if (Number.isInteger(readers) && readers >= 1 && readers <= 64) return readers;
  throw new Problem('bad-input', '--readers takes a whole number from 1 to 64.', {
    remedy: 'Leave it out for one per core.',
  });
}

/** A year, a month or a day that exists (ISO 8601 calendar date, reduced precision allowed). */
function isDate(text: string): boolean {
  if (!/^\d{4}(-\d{2}(-\d{2})?)?$/.test(text)) return false;
  const whole = text.length === 4 ? `${text}-01-01` : text.length === 7 ? `${text}-01` : text;
  const time = Date.parse(`${whole}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(whole);
}
