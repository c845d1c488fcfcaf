import { setPriority } from 'node:os';
import type { Answered, Asked, Noted } from './messages.ts';

/** Finds and lines up statements, a call at a time and in order. */
const NICEST = 19;
setPriority(NICEST); // reading and answering go first

// Ctrl-C reaches every process of a terminal: whoever started this one decides when it ends, and takes it along.
process.on('SIGINT', () => {});
process.on('SIGTERM', () => {});
process.on('disconnect', () => process.exit(0));

const { Rooms } = await import('./rooms.ts');
const rooms = new Rooms();

process.on('message', (call: Asked) => {
  process.send?.(answered(call));
});

function answered(call: Asked): Answered {
  try {
    const answer = rooms.answer(call, (looked) => process.send?.({ id: call.id, looked } satisfies Noted));
    return { id: call.id, answer };
  } catch (error) {
    // Not swallowed: whoever asked throws it again in the other process.
    return { id: call.id, error };
  }
}
