import { setPriority } from 'node:os';
import { parentPort } from 'node:worker_threads';
import type { Answered, Asked } from './messages.ts';

/** Finds and lines up statements, a call at a time and in order. */
const port = parentPort;
if (port === null) throw new Error('claims-worker.ts runs as a worker thread only');

const NICEST = 19;
// Reading and answering go first. On Linux a priority is that of the calling thread alone (setpriority(2), Notes).
if (process.platform === 'linux') setPriority(0, NICEST);

const { Rooms } = await import('./rooms.ts');
const rooms = new Rooms();

port.on('message', (call: Asked) => {
  port.postMessage(answered(call));
});

function answered(call: Asked): Answered {
  try {
    return { id: call.id, answer: rooms.answer(call) };
  } catch (error) {
    // Not swallowed: whoever asked throws it again in the other thread.
    return { id: call.id, error };
  }
}
