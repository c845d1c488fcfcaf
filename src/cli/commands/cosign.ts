import { systemClock } from '../../base/clock.ts';
import { Problem } from '../../base/problem.ts';
import { cosigned, cosignerKey } from '../../vault/cosignature.ts';
import { parseCall, type Command } from '../command.ts';
import { givenFile, writeGivenFile } from '../given-file.ts';
import { oneLine } from '../printable.ts';
import { signIn } from '../sign-in.ts';

export const cosign: Command = {
  name: 'cosign',
  help: `touchstone cosign CHECKPOINT --as NAME
Sign that you have seen a checkpoint, now: for someone outside, who is handed this one file and sees nothing of the case.
The signature is added to the file (C2SP cosignature/v1), and your verifier key is shown: give the file back, and tell the
key by another way, so that it is known to be yours.
  --as NAME   under which you sign: a host name of yours with a path, such as example.org/witness
Exit status: 0 · 2 wrong words, or no checkpoint · 4 no such file`,
  async run(argv, terminal) {
    const { values, positionals } = parseCall(cosign, argv, { as: { type: 'string' } }, { least: 1, most: 1 });
    const [path = ''] = positionals;
    const name = values.as ?? '';
    if (!/^[a-z0-9.-]+(?:\/[A-Za-z0-9._~/-]+)?$/.test(name) || name.length > 200) {
      throw new Problem('bad-input', 'A cosigner has a name like a host name with a path.', {
        remedy: 'Give one of your own: --as example.org/witness',
      });
    }
    const signer = (await signIn(terminal)).signerFor(name);
    const note = cosigned((await givenFile(path)).toString(), signer, systemClock);
    if (note === undefined) {
      throw new Problem('bad-input', 'This file is no checkpoint.', {
        remedy: 'Ask for the file that `touchstone stamp CASE --request DIR` writes: its name ends in .txt.',
      });
    }
    await writeGivenFile(path, note, 'w');
    terminal.print(oneLine(cosignerKey(signer)));
  },
};
