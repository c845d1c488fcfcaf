import { enableCompileCache } from 'node:module';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { makeFolders } from '../vault/disk.ts';

// The one file that touches the process itself: everything else can be called by tests.
// Compiled source is kept in the account's own cache, never in a folder that others can write to. Without it every
// command starts a quarter of a second later, so a folder that cannot be made is no trouble.
// The folder is made here because Node itself tries for ever where nothing can be made, as below /proc.
const cache = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'touchstone', 'cli');
const cached = await makeFolders(cache).then(
  () => true,
  () => false, // safe, as said above
);
const { directory } = cached ? enableCompileCache(cache) : {};
// Threads inherit the cache by this name alone (nodejs.org/api/module.html, module.enableCompileCache).
if (directory !== undefined) process.env['NODE_COMPILE_CACHE'] = directory;
const { main } = await import('./main.ts');
const { openTerminal } = await import('./terminal.ts');

const stop = new AbortController();
let asked = 0;
process.on('SIGINT', () => {
  // The first asks politely; whoever presses it again does not want to wait.
  if (++asked > 1) process.exit(130);
  stop.abort();
});
process.on('SIGTERM', () => stop.abort());
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // `touchstone status | head` closes the pipe: that is the reader's right, not an error.
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});
process.exitCode = await main(process.argv.slice(2), openTerminal(stop.signal));
