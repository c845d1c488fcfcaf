/**
 * Takes whole folders of odd files in and holds the house to its account: every file has one outcome, nothing stops the
 * program, nothing takes longer than its limit. `node scripts/eval-zoo.ts --data DIR[,DIR] [--readers N] [--json]
 * [--left]` prints, by media type, how many files there are, how they ended, and how many characters were read; with
 * `--left` also each file that was not read wholly, or without one character. Exit status 1 where the account does not
 * hold.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { createCase, openCase, type OpenCase } from '../src/house.ts';
import { OUTCOMES, type Outcome } from '../src/nouns/outcome.ts';
import type { FileReport } from '../src/nouns/occurrence.ts';
import { createIdentity } from '../src/vault/identity.ts';

/** In ms: what a reader may take at most, twice, since a file that kills its reader is tried once more. */
const LONGEST_MS = 2 * 3_600_000;

const { values } = parseArgs({
  options: {
    data: { type: 'string', multiple: true },
    readers: { type: 'string', default: String(availableParallelism()) },
    json: { type: 'boolean', default: false },
    left: { type: 'boolean', default: false },
  },
});
const folders = (values.data ?? []).flatMap((data) => data.split(','));
if (folders.length === 0) throw new Error('--data DIR[,DIR] is needed: folders of files of any kind');

const scratch = await mkdtemp(join(tmpdir(), 'eval-zoo-'));
try {
  const identity = await createIdentity({ person: 'A. Evaluator', folder: join(scratch, 'config') });
  await createCase(join(scratch, 'case'), 'Zoo', { identity });
  const opened = await openCase(join(scratch, 'case'), { identity });
  const faults: string[] = [];
  for (const folder of folders) {
    const { files, ms } = await takeIn(opened, folder);
    faults.push(...faultsOf(files, ms).map((fault) => `${basename(folder)}: ${fault}`));
    print(basename(folder), files, ms);
  }
  const { received, waiting, outcomes } = await opened.status();
  const sum = OUTCOMES.reduce((total, outcome) => total + outcomes[outcome], 0);
  if (waiting !== 0 || sum !== received)
    faults.push(`${received} received, ${sum} with an outcome, ${waiting} waiting`);
  await opened.close();
  for (const fault of faults) console.error(`FAULT ${fault}`);
  if (faults.length > 0) process.exitCode = 1;
} finally {
  await rm(scratch, { recursive: true });
}

async function takeIn(opened: OpenCase, folder: string): Promise<{ files: readonly FileReport[]; ms: number }> {
  const begun = performance.now();
  await opened.receive([folder], {});
  const accession = (await opened.status()).accessions.toSorted((a, b) => (a.begun < b.begun ? -1 : 1)).at(-1)?.id;
  const signal = AbortSignal.timeout(LONGEST_MS);
  await opened.read({ readers: Number(values.readers), more: () => false, signal });
  const ms = performance.now() - begun;
  const files: FileReport[] = [];
  for (let total = 1; files.length < total;) {
    const filter = { ...(accession === undefined ? {} : { accession }), limit: 1000, offset: files.length };
    const page = await opened.files(filter);
    total = page.total;
    files.push(...page.files);
    if (page.files.length === 0) break;
  }
  return { files, ms };
}

function faultsOf(files: readonly FileReport[], ms: number): readonly string[] {
  const faults: string[] = [];
  const places = new Set<string>();
  for (const { occurrence, path, outcome, reason } of files) {
    if (places.has(occurrence)) faults.push(`${path} is there twice`);
    places.add(occurrence);
    if (outcome === 'waiting') faults.push(`${path} has no outcome`);
    if (outcome === 'unreadable' && reason === undefined) faults.push(`${path} is unreadable without a reason`);
    if (reason?.code === 'crashed') faults.push(`${path} crashed its reader twice`);
  }
  if (ms > LONGEST_MS) faults.push('longer than the limit');
  return faults;
}

/** What somebody looks at to judge whether it is right: all that gave less than its whole text. */
function leftOf(files: readonly FileReport[]): readonly FileReport[] {
  return files.filter(({ outcome, characters = 0 }) => {
    if (outcome === 'duplicate' || outcome === 'container') return false;
    return outcome !== 'read' || characters === 0;
  });
}

interface Row {
  files: number;
  characters: number;
  readonly outcomes: Map<Outcome | 'waiting', number>;
  readonly reasons: Map<string, number>;
}

function print(title: string, files: readonly FileReport[], ms: number): void {
  const rows = new Map<string, Row>();
  for (const { mediaType = '(no bytes)', outcome, reason, characters = 0 } of files) {
    const row: Row = rows.get(mediaType) ?? { files: 0, characters: 0, outcomes: new Map(), reasons: new Map() };
    rows.set(mediaType, row);
    row.files += 1;
    row.characters += outcome === 'duplicate' ? 0 : characters;
    row.outcomes.set(outcome, (row.outcomes.get(outcome) ?? 0) + 1);
    if (reason !== undefined) row.reasons.set(reason.code, (row.reasons.get(reason.code) ?? 0) + 1);
  }
  const sorted = [...rows].toSorted(([, a], [, b]) => b.files - a.files);
  const all = { files: files.length, ms: Math.round(ms) };
  if (values.json) {
    const types = sorted.map(([mediaType, row]) => ({
      mediaType,
      files: row.files,
      characters: row.characters,
      outcomes: Object.fromEntries(row.outcomes),
      reasons: Object.fromEntries(row.reasons),
    }));
    const left = values.left ? { left: leftOf(files) } : {};
    console.log(JSON.stringify({ folder: title, ...all, types, ...left }));
    return;
  }
  console.log(`${title}: ${all.files} files in ${(all.ms / 1000).toFixed(1)} s`);
  for (const [mediaType, row] of sorted) {
    const reasons = row.reasons.size === 0 ? '' : ` (${counts(row.reasons)})`;
    console.log(`  ${mediaType}: ${row.files}: ${counts(row.outcomes)}${reasons}, ${row.characters} characters`);
  }
  if (!values.left) return;
  for (const { path, mediaType = '(no bytes)', outcome, reason, size = 0, characters = 0 } of leftOf(files)) {
    const why = reason === undefined ? '' : ` ${reason.code} ${JSON.stringify(reason.params ?? {})}`;
    console.log(`  left: ${path}: ${mediaType}, ${size} bytes: ${outcome}${why}, ${characters} characters`);
  }
}

function counts(of: ReadonlyMap<string, number>): string {
  return [...of].map(([name, count]) => `${name} ${count}`).join(', ');
}
