import { connect } from 'node:net';
import { writeSync } from 'node:fs';

/** Says whether a listener on this machine can be reached from in here: the proof that a sandbox keeps the network away. */
const socket = connect({ host: '127.0.0.1', port: Number(process.argv[2]) });
socket.once('connect', () => {
  writeSync(1, 'reached');
  socket.destroy();
});
socket.once('error', () => writeSync(1, 'refused'));
