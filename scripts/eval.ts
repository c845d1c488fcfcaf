/** `npm run eval -- NAME --data DIR …`: runs scripts/eval-NAME.ts with the words that follow. */
import { globSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const names = globSync('scripts/eval-*.ts')
  .map((file) => file.slice('scripts/eval-'.length, -'.ts'.length))
  .toSorted();
const [name = ''] = process.argv.splice(2, 1);
if (names.includes(name)) await import(pathToFileURL(`scripts/eval-${name}.ts`).href);
else {
  console.error(`npm run eval -- NAME [--data DIR] [--json], where NAME is one of: ${names.join(', ')}`);
  process.exitCode = 2;
}
