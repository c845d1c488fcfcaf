/** `npm start`: makes the sample case if it is not there, takes the sample leak in, and serves it. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { main } from '../src/cli/main.ts';
import { openTerminal } from '../src/cli/terminal.ts';

const CASE = fileURLToPath(new URL('../cases/sample', import.meta.url));
const LEAK = fileURLToPath(new URL('../samples/leak', import.meta.url));

const stop = new AbortController();
process.on('SIGINT', () => (stop.signal.aborted ? process.exit(130) : stop.abort()));
process.on('SIGTERM', () => stop.abort());
const terminal = openTerminal(stop.signal);

const calls = [
  ...(existsSync(`${CASE}/case.json`) ? [] : [['new', CASE, '--name', 'Ak-Tepe (sample)']]),
  // Goes on where an earlier start was stopped; adds nothing where everything is there.
  ['add', CASE, LEAK, '--no-wait', '--note', 'Invented material that comes with Touchstone.'],
  ['serve', CASE, ...process.argv.slice(2)],
];
for (const call of calls) {
  process.exitCode = await main(call, terminal);
  if (process.exitCode !== 0) break;
}
