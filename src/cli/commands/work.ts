import { openCase } from '../../house.ts';
import { parseCall, type Command } from '../command.ts';
import { signIn } from '../sign-in.ts';
import { parseReaders } from './add.ts';

export const work: Command = {
  name: 'work',
  help: `touchstone work CASE... [--readers N] [--stay]
Read what waits in the cases, in a process of its own; \`serve\` starts one by itself.
  --readers N   how many files are read at once in each case; the number of cores where left out
  --stay        do not end when nothing waits
Exit status: 0 nothing waits any more · 4 no case there · 130 stopped`,
  async run(argv, terminal) {
    const { values, positionals } = parseCall(
      work,
      argv,
      { readers: { type: 'string' }, stay: { type: 'boolean' } },
      { least: 1, most: Number.MAX_SAFE_INTEGER },
    );
    const identity = await signIn(terminal);
    const readers = parseReaders(values.readers);
    const stay = values.stay === true;
    const signal = AbortSignal.any([terminal.signal, starterGone()]);
    // A case that cannot be read on must not keep the others from it; it is told of when they are done.
    const ends = await Promise.allSettled(
      positionals.map(async (folder) => {
        const opened = await openCase(folder, { identity });
        try {
          await opened.read({ readers, more: () => stay, signal });
          await opened.checkpoint();
        } finally {
          await opened.close();
        }
      }),
    );
    for (const end of ends) if (end.status === 'rejected') throw end.reason;
  },
};

/** Aborted when the process that started this one is no more, however it ended. Never, where a person started it. */
function starterGone(): AbortSignal {
  const gone = new AbortController();
  process.once('disconnect', () => gone.abort());
  // There is no such property where a person started it; it is false where the starter went before this line.
  if ('connected' in process && !process.connected) gone.abort();
  // Listening must not keep this process alive once it is done.
  process.channel?.unref();
  return gone.signal;
}
