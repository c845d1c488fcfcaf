import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openCase } from '../src/house.ts';
import { disputedCase, sampleLeak, scoreOf, type DisputedCase, type KeptReading } from './disputed.ts';

/**
 * What a leak says of its disputed figures, against what is known of it: `npm run eval -- disputed [--case CASE]
 * [--truth FILE] [--list] [--json] [--keep]`. Without `--case` it takes the readings of the sample leak that are kept beside
 * the tests, with it those of a case that has taken a leak in; `--truth` is a file of the form of `samples/truth.json`.
 * Statements are found and lined up anew. `--list` names every disputed statement with its claim; `--keep` writes the
 * readings of the case where the tests look for those of the sample leak.
 */
const { values } = parseArgs({
  options: {
    case: { type: 'string' },
    truth: { type: 'string' },
    list: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    keep: { type: 'boolean', default: false },
  },
});
const root = join(import.meta.dirname, '..');
const sample = sampleLeak(root);
const readings = values.case === undefined ? sample.readings : await readingsIn(values.case);
const truth: unknown = values.truth === undefined ? sample.truth : JSON.parse(readFileSync(values.truth, 'utf8'));
if (values.keep) writeFileSync(join(root, 'test/fixtures/samples/readings.json'), JSON.stringify(readings));
const begun = process.cpuUsage();
const told = disputedCase(readings, truth);
const { user, system } = process.cpuUsage(begun);
const score = scoreOf(told);
if (values.json) console.log(JSON.stringify(score));
else print();

function print(): void {
  const { asked, found, pairs, joined, wronglyJoined, precision, recall, claims, verdicts, originError } = score;
  console.log(`statements found          ${found} of ${asked}`);
  console.log(`pairs joined              ${joined} of ${pairs}, recall ${recall.toFixed(3)}`);
  console.log(`pairs wrongly joined      ${wronglyJoined}, precision ${precision.toFixed(3)}`);
  console.log(`verdicts                  ${verdicts.toFixed(3)}`);
  console.log(`origins, mean error       ${originError.toFixed(2)}`);
  console.log(
    `in all                    ${told.statements.length} statements, ${told.linedUp.claims.length} claims; ` +
      `${((user + system) / 1e6).toFixed(1)} s of CPU`,
  );
  for (const { about, asked: all, found: some, spread, verdict, origins, wanted } of claims) {
    console.log(`\n${about}`);
    console.log(`  found ${some} of ${all}, in ${spread} claims; the largest: ${verdict} (${wanted.verdict}), ${origins} origins (${wanted.origins})`); // prettier-ignore
    if (values.list) list(told, about);
  }
}

function list({ disputed, linedUp }: DisputedCase, wanted: string): void {
  for (const { about, value, path, origin, statement } of disputed) {
    if (about !== wanted) continue;
    const index = linedUp.claims.findIndex(({ statements }) => statement && statements.includes(statement.id));
    const from = linedUp.claims[index]?.origins.find(({ statements }) =>
      statements.some(({ id }) => id === statement?.id),
    );
    const words = `${value.padEnd(12)} ${path.slice(-42).padEnd(42)} ${origin.padEnd(20)}`;
    console.log(`  ${words} ${index < 0 ? 'not found' : `claim ${index}, from ${from?.source.slice(0, 60) ?? '?'}`}`);
  }
}

async function readingsIn(folder: string): Promise<readonly KeptReading[]> {
  const opened = await openCase(folder, {});
  try {
    const { files } = await opened.files({ limit: 10_000, offset: 0 });
    const kept = new Map<string, KeptReading>();
    for (const { path, sha256 } of files) {
      if (sha256 === undefined || kept.has(sha256)) continue;
      const { reading } = (await opened.document(sha256)) ?? {};
      if (reading === undefined) continue;
      const { stages: _, pages: __, ...rest } = reading;
      kept.set(sha256, { path: path.slice(path.indexOf('/') + 1), sha256, ...rest });
    }
    return [...kept.values()];
  } finally {
    await opened.close();
  }
}
