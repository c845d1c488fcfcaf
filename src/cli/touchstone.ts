import { main } from './main.ts';
import { openTerminal } from './terminal.ts';

// The one file that touches the process itself: everything else can be called by tests.
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
