import { execFile } from 'node:child_process';
import {
  closeSync,
  copyFileSync,
  existsSync,
  globSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, relative } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { identify } from '../src/reading/child/identify.ts';
import { readOriginal } from '../src/reading/read-original.ts';
import { programOnPath } from '../src/reading/sandbox.ts';

/**
 * Words of Office files that are found, out of those that LibreOffice shows: `node scripts/eval-office.ts --data DIR
 * [--json]`, where DIR has Office files at any depth. What a file is, its content says: a WordPerfect file that is called
 * `.doc` is none. Files that LibreOffice gives fewer than three words for are left out; so is everything where it is not
 * installed.
 */
const { values } = parseArgs({ options: { data: { type: 'string' }, json: { type: 'boolean', default: false } } });
if (values.data === undefined) {
  console.error('usage: eval-office --data DIR [--json]');
  process.exit(2);
}
const soffice = programOnPath('soffice');
if (soffice === undefined) {
  console.error('LibreOffice (soffice) is not installed, so there is nothing to compare with.');
  process.exit(2);
}
const run = promisify(execFile);
const LONGEST_MS = 90_000;
const KINDS: Readonly<Record<string, string>> = {
  'application/msword': 'doc',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'application/vnd.oasis.opendocument.text': 'odt',
  'text/rtf': 'rtf',
};
const scores = new Map<string, { files: number; refused: number; sum: number; low: string[] }>();
const folder = mkdtempSync(join(tmpdir(), 'eval-office-'));
try {
  const files = globSync(`${values.data}/**`, { withFileTypes: true }).filter((entry) => entry.isFile());
  for (const path of files.map(({ parentPath, name }) => join(parentPath, name)).toSorted()) {
    // A name that is no UTF-8 leads nowhere here.
    const kind = existsSync(path) ? await kindOf(path) : undefined;
    if (kind !== undefined) await score(path, kind);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

const report = Object.fromEntries(
  [...scores].map(([kind, { files, refused, sum, low }]) => [
    kind,
    { files, refused, recall: files === 0 ? 0 : sum / files, low },
  ]),
);
if (values.json) console.log(JSON.stringify(report));
else {
  for (const [kind, { files, refused, recall, low }] of Object.entries(report)) {
    console.log(
      `${kind}\t${files} files\t${(100 * recall).toFixed(1)} % of the words\t${refused} that LibreOffice does not open`,
    );
    for (const line of low) console.log(`\t${line}`);
  }
}

async function kindOf(path: string): Promise<string | undefined> {
  const fd = openSync(path, 'r');
  try {
    return KINDS[await identify(fd, statSync(path).size, basename(path))];
  } finally {
    closeSync(fd);
  }
}

async function score(path: string, kind: string): Promise<void> {
  const entry = scores.get(kind) ?? { files: 0, refused: 0, sum: 0, low: [] };
  scores.set(kind, entry);
  const shown = await shownByLibreOffice(path, kind);
  if (shown === undefined) {
    entry.refused += 1;
    return;
  }
  const wanted = wordsOf(shown);
  if (wanted.size < 3) return;
  const read = await readOriginal(
    { path, name: basename(path), size: statSync(path).size },
    {
      async found(_entry, bytes) {
        for await (const _ of bytes);
      },
      refused() {},
    },
  );
  const found = wordsOf(read.reading?.text ?? '');
  const recall = [...wanted].filter((word) => found.has(word)).length / wanted.size;
  entry.files += 1;
  entry.sum += recall;
  if (recall < 0.9)
    entry.low.push(
      `${(100 * recall).toFixed(0)} %\t${read.end.reason?.code ?? read.end.outcome}\t${relative(values.data ?? '', path)}`,
    );
}

/** What it saves as plain text; undefined where it does not open the file. It goes by the ending of the name. */
async function shownByLibreOffice(original: string, kind: string): Promise<string | undefined> {
  const path = join(folder, `document.${kind}`);
  copyFileSync(original, path);
  const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`;
  const args = [profile, '--headless', '--convert-to', 'txt:Text (encoded):UTF8', '--outdir', folder, path];
  try {
    await run(soffice ?? 'soffice', args, { timeout: LONGEST_MS });
    return readFileSync(join(folder, 'document.txt'), 'utf8');
  } catch {
    // Safe: a file that it does not open is counted as such.
    return undefined;
  } finally {
    rmSync(join(folder, 'document.txt'), { force: true });
  }
}

function wordsOf(text: string): ReadonlySet<string> {
  return new Set(text.toLowerCase().match(/[\p{L}\p{N}]{2,}/gv) ?? []);
}
