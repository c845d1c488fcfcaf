/** `npm run bench -- NAME --data DIR …`: runs scripts/bench-NAME.ts with the words that follow. */
import { spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { CLAIMS_NODE_OPTIONS } from '../src/claims/process/claims-room.ts';

const names = globSync('scripts/bench-*.ts')
  .map((file) => file.slice('scripts/bench-'.length, -'.ts'.length))
  .toSorted();
const [name = ''] = process.argv.splice(2, 1);
if (name === 'align' || name === 'forms') {
  // In a process with the options of the one that lines up a case: its memory is part of what is measured.
  const words = [...CLAIMS_NODE_OPTIONS, `scripts/bench-${name}.ts`, ...process.argv.slice(2)];
  process.exitCode = spawnSync(process.execPath, words, { stdio: 'inherit' }).status ?? 1;
} else if (names.includes(name)) await import(pathToFileURL(`scripts/bench-${name}.ts`).href);
else {
  console.error(`npm run bench -- NAME [--data DIR] [--json], where NAME is one of: ${names.join(', ')}`);
  process.exitCode = 2;
}
