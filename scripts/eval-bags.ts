/**
 * Verdicts on bags: `npm run eval -- bags --data DIR [--json]`, where DIR has the shape of the BagIt conformance suite of
 * the Library of Congress: VERSION/VERDICT/BAG. `valid` bags must have no fault, `warning` bags a warning and no fault,
 * `invalid` bags and those of a `…-only` system a fault.
 */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { checkBag } from '../src/intake/bags.ts';

const { values } = parseArgs({ options: { data: { type: 'string' }, json: { type: 'boolean', default: false } } });
if (values.data === undefined) {
  console.error('usage: eval-bags --data DIR [--json]');
  process.exit(2);
}

const wrong: string[] = [];
let bags = 0;
for (const version of await foldersIn(values.data)) {
  for (const verdict of await foldersIn(join(values.data, version))) {
    for (const bag of await foldersIn(join(values.data, version, verdict))) {
      bags += 1;
      const { faults, warnings } = await checkBag(join(values.data, version, verdict, bag));
      if (!isRight(verdict, faults.length, warnings.length)) wrong.push(`${version}/${verdict}/${bag}`);
    }
  }
}
if (values.json) console.log(JSON.stringify({ bags, wrong }));
else console.log([`${bags} bags, ${wrong.length} wrong`, ...wrong].join('\n'));
if (bags === 0 || wrong.length > 0) process.exitCode = 1;

function isRight(verdict: string, faults: number, warnings: number): boolean {
  if (verdict === 'valid') return faults === 0;
  return verdict === 'warning' ? faults === 0 && warnings > 0 : faults > 0;
}

async function foldersIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
}
