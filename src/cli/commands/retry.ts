import { Problem } from '../../base/problem.ts';
import { openCase } from '../../house.ts';
import { REASON_CODES } from '../../nouns/outcome.ts';
import { parseCall, type Command } from '../command.ts';
import { accountJson, accountLines } from '../print-account.ts';
import { showProgress } from '../progress.ts';
import { signIn } from '../sign-in.ts';
import { parseReaders } from './add.ts';

export const retry: Command = {
  name: 'retry',
  help: `touchstone retry CASE [--path PATH] [--reason CODE] [--stage NAME] [--outdated] [--no-wait] [--readers N] [--json]
Read files once more. Without a choice: all that were not wholly read. Choices narrow down together.
  --path PATH     one file, or a folder or archive with everything in it, as \`status\` shows it
  --reason CODE   what ended for this reason: reasonCode in \`status --json\`
  --stage NAME    what this stage took part in: stages in \`status --json\`
  --outdated      what was read by a stage that has a newer version by now
  --no-wait       put it into the queue and return; it is read by the next \`add\` or by \`serve\`
  --readers N     how many files are read at once; the number of cores where left out
  --json          answer as one JSON object: {again, received, waiting, outcomes}
Exit status: 0 done · 2 wrong words · 4 no case there · 130 stopped by Ctrl-C`,
  async run(argv, terminal) {
    const { values, positionals } = parseCall(
      retry,
      argv,
      {
        path: { type: 'string' },
        reason: { type: 'string' },
        stage: { type: 'string' },
        outdated: { type: 'boolean' },
        'no-wait': { type: 'boolean' },
        readers: { type: 'string' },
        json: { type: 'boolean' },
      },
      { least: 1, most: 1 },
    );
    const reason = REASON_CODES.find((code) => code === values.reason);
    if (values.reason !== undefined && reason === undefined) {
      throw new Problem('bad-input', 'There is no such reason.', {
        remedy: `It is one of: ${REASON_CODES.join(', ')}.`,
      });
    }
    const readers = parseReaders(values.readers);
    const opened = await openCase(positionals[0] ?? '', { identity: await signIn(terminal) });
    try {
      const again = await opened.readAgain({
        ...(values.path === undefined ? {} : { path: values.path }),
        ...(reason === undefined ? {} : { reason }),
        ...(values.stage === undefined ? {} : { stage: values.stage }),
        ...(values.outdated === true ? { outdated: true } : {}),
      });
      if (values['no-wait'] !== true) {
        const stopShowing = showProgress(opened, terminal);
        try {
          await opened.read({ readers, more: () => false, signal: terminal.signal });
          await opened.checkpoint();
        } finally {
          await stopShowing();
        }
      }
      const status = await opened.status();
      terminal.progress(undefined);
      if (values.json) terminal.print(JSON.stringify({ again, ...accountJson(status) }));
      else [`${again} to be read again.`, ...accountLines(status)].forEach((line) => terminal.print(line));
    } finally {
      await opened.close();
    }
  },
};
