import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { signatureOfReading } from '../src/reading/copies/find-copies.ts';
import { kindOf, sharedText } from '../src/reading/copies/signature.ts';
import { decode } from '../src/reading/stages/decode.ts';

/**
 * Whether a text was taken from another: `node scripts/eval-reuse.ts --data DIR [--json] [--wrong]`, where DIR has the
 * corpus of Clough and Stevenson (2011): `data/file_information.csv` (file, task, category: non, heavy, light, cut,
 * orig) and the texts beside it. Each answer is measured against the original of its task, as two documents of a case
 * are. A `non` is right where nothing in common is reported, any other where something is.
 */
const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    json: { type: 'boolean', default: false },
    wrong: { type: 'boolean', default: false },
  },
});
if (values.data === undefined) {
  console.error('usage: eval-reuse --data DIR [--json] [--wrong]');
  process.exit(2);
}
const folder = join(values.data, 'data');
const signed = async (file: string) => {
  const { text } = decode(await readFile(join(folder, file)));
  return signatureOfReading({ text });
};

const rows = (await readFile(join(folder, 'file_information.csv'), 'utf8')).trim().split(/\r?\n/v).slice(1);
const originals = new Map<string, Awaited<ReturnType<typeof signed>>>();
const answers: { file: string; task: string; category: string }[] = [];
for (const row of rows) {
  const [file = '', task = '', category = ''] = row.split(',');
  if (category === 'orig') originals.set(task, await signed(file));
  else answers.push({ file, task, category });
}
const byCategory: Record<string, { texts: number; right: number; least: number; most: number }> = {};
const wrong: string[] = [];
for (const { file, task, category } of answers) {
  const [answer, original] = [await signed(file), originals.get(task)];
  const measured = answer && original && sharedText(answer, original);
  const said = measured !== undefined && kindOf(measured, measured.shared) !== undefined;
  const share = measured?.share ?? 0;
  const sums = (byCategory[category] ??= { texts: 0, right: 0, least: 1, most: 0 });
  sums.texts += 1;
  sums.least = Math.min(sums.least, share);
  sums.most = Math.max(sums.most, share);
  if (said === (category !== 'non')) sums.right += 1;
  else wrong.push(`${file}\t${category}\tshares ${share.toFixed(3)}`);
}
const right = Object.values(byCategory).reduce((sum, each) => sum + each.right, 0);
const accuracy = right / answers.length;
if (values.json) console.log(JSON.stringify({ texts: answers.length, right, accuracy, byCategory, wrong }));
else {
  for (const [name, { texts, right: ok, least, most }] of Object.entries(byCategory)) {
    console.log(`${name.padEnd(6)} ${ok} of ${texts} right, shares ${least.toFixed(3)} to ${most.toFixed(3)}`);
  }
  console.log(`${right} of ${answers.length} right: ${(100 * accuracy).toFixed(1)} %`);
  if (values.wrong) for (const line of wrong) console.log(line);
}
