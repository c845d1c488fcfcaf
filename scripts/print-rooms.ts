/**
 * Prints the table of rooms into ARCHITECTURE.md, from src/rooms.ts.
 *
 *     node scripts/print-rooms.ts           writes it
 *     node scripts/print-rooms.ts --check   ends with status 1 if it is not up to date
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { ROOMS } from '../src/rooms.ts';

const FILE = new URL('../ARCHITECTURE.md', import.meta.url);
const BETWEEN = /(<!-- rooms -->\n).*?(<!-- \/rooms -->)/su;

const rows = ROOMS.map(({ name, owns }) => `| \`${name.endsWith('.ts') ? name : `${name}/`}\` | ${owns} |`);
const table = ['', '| room | owns |', '|---|---|', ...rows, '', ''].join('\n');
const before = readFileSync(FILE, 'utf8');
if (!BETWEEN.test(before)) throw new Error('ARCHITECTURE.md has lost the marks around its table of rooms');
const after = before.replace(BETWEEN, (_, head: string, tail: string) => head + table + tail);

const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });
if (!values.check) writeFileSync(FILE, after);
else if (before !== after) {
  console.error('The rooms in ARCHITECTURE.md are not those of src/rooms.ts. Run: node scripts/print-rooms.ts');
  process.exitCode = 1;
}
