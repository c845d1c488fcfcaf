import { execFile } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, extname, join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { readOriginal } from '../src/reading/read-original.ts';
import { programOnPath } from '../src/reading/sandbox.ts';

/**
 * Words of Office files that are found, out of those that LibreOffice shows: `node scripts/eval-office.ts --data DIR
 * [--json]`, where DIR has Office files at any depth. Files that LibreOffice gives fewer than three words for are left
 * out; so is everything where it is not installed.
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
const KINDS = 'doc,docx,docm,dot,dotx,odt,rtf';
const scores = new Map<string, { files: number; refused: number; sum: number; low: string[] }>();
const folder = mkdtempSync(join(tmpdir(), 'eval-office-'));
try {
  for (const path of globSync(`${values.data}/**/*.{${KINDS}}`).toSorted()) await score(path);
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

async function score(path: string): Promise<void> {
  const kind = extname(path).slice(1).toLowerCase();
  const entry = scores.get(kind) ?? { files: 0, refused: 0, sum: 0, low: [] };
  scores.set(kind, entry);
  const shown = await shownByLibreOffice(path);
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
    entry.low.push(`${(100 * recall).toFixed(0)} %\t${read.end.reason?.code ?? read.end.outcome}\t${basename(path)}`);
}

/** What it saves as plain text; undefined where it does not open the file. */
async function shownByLibreOffice(path: string): Promise<string | undefined> {
  const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`;
  const args = [profile, '--headless', '--convert-to', 'txt:Text (encoded):UTF8', '--outdir', folder, path];
  try {
    await run(soffice ?? 'soffice', args, { timeout: LONGEST_MS });
    return readFileSync(join(folder, `${basename(path, extname(path))}.txt`), 'utf8');
  } catch {
    // Safe: a file that it does not open is counted as such.
    return undefined;
  }
}

function wordsOf(text: string): ReadonlySet<string> {
  return new Set(text.toLowerCase().match(/[\p{L}\p{N}]{2,}/gv) ?? []);
}
