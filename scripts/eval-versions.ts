import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { signatureOfReading } from '../src/reading/copies/find-copies.ts';
import { kindOf, sharedText } from '../src/reading/copies/signature.ts';

/**
 * Versions of a law above laws made from it above others: `node scripts/eval-versions.ts --data DIR [--json]`, where DIR
 * has files named `NAME(DATE).md`. Two of one NAME are versions; `…实施《NAME》…` is derived from NAME, and two that
 * carry out the same law share what they take from it; the rest have nothing to do with one another. Pairs rank by the
 * larger of their two shares.
 */
const { values } = parseArgs({ options: { data: { type: 'string' }, json: { type: 'boolean', default: false } } });
if (values.data === undefined) {
  console.error('usage: eval-versions --data DIR [--json]');
  process.exit(2);
}
const { data } = values;
const files = (await readdir(data)).filter((file) => file.endsWith('.md')).toSorted();
const texts = await Promise.all(
  files.map(async (file) => ({
    name: file.replace(/\([^\(]*$/v, ''),
    carriesOut: /实施《(.+?)》/v.exec(file)?.[1],
    signature: await signatureOfReading({ text: await readFile(join(data, file), 'utf8') }),
  })),
);
type Text = (typeof texts)[number];

const relationOf = (a: Text, b: Text): 'version' | 'derived' | 'siblings' | 'unrelated' => {
  if (a.name === b.name) return 'version';
  if (a.carriesOut === b.name || b.carriesOut === a.name) return 'derived';
  return a.carriesOut !== undefined && a.carriesOut === b.carriesOut ? 'siblings' : 'unrelated';
};
const pairs = texts
  .flatMap((a, index) => texts.slice(index + 1).map((b) => ({ a, b })))
  .flatMap(({ a, b }) => {
    if (a.signature === undefined || b.signature === undefined) return [];
    const measured = sharedText(a.signature, b.signature);
    return [
      {
        pair: `${a.name} · ${b.name}`,
        relation: relationOf(a, b),
        share: Math.max(measured.share, measured.shareOfOther),
        kind: kindOf(measured, measured.shared) ?? 'none',
      },
    ];
  })
  .toSorted((x, y) => y.share - x.share);
const range = (relation: string): { pairs: number; least: number; most: number } => {
  const shares = pairs.filter((pair) => pair.relation === relation).map(({ share }) => share);
  return { pairs: shares.length, least: Math.min(...shares), most: Math.max(...shares) };
};
const [version, derived, siblings, unrelated] = ['version', 'derived', 'siblings', 'unrelated'].map(range);
const ordered =
  (version?.least ?? 0) > (derived?.most ?? 1) &&
  Math.min(derived?.least ?? 0, siblings?.least ?? 1) > (unrelated?.most ?? 1);
if (values.json) console.log(JSON.stringify({ ordered, version, derived, siblings, unrelated }));
else {
  for (const { relation, share, kind, pair } of pairs.filter(({ kind: said }) => said !== 'none')) {
    console.log(`${share.toFixed(3)} ${relation.padEnd(9)} ${kind.padEnd(8)} ${pair}`);
  }
  console.log(`versions above derived above unrelated: ${ordered ? 'yes' : 'no'}`);
  console.log(JSON.stringify({ version, derived, siblings, unrelated }));
}
if (!ordered) process.exitCode = 1;
