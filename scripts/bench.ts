/** `npm run bench -- NAME --data DIR …`: runs scripts/bench-NAME.ts with the words that follow. */
import { globSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const names = globSync('scripts/bench-*.ts')
  .map((file) => file.slice('scripts/bench-'.length, -'.ts'.length))
  .toSorted();
const [name = ''] = process.argv.splice(2, 1);
if (names.includes(name)) await import(pathToFileURL(`scripts/bench-${name}.ts`).href);
else {
  console.error(`npm run bench -- NAME [--data DIR] [--json], where NAME is one of: ${names.join(', ')}`);
  process.exitCode = 2;
}
