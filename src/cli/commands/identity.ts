import { Problem } from '../../base/problem.ts';
import { changePassphrase, createIdentity, loadIdentity } from '../../vault/identity.ts';
import { parseCall, type Command } from '../command.ts';
import { passphraseFrom } from '../sign-in.ts';

export const identity: Command = {
  name: 'identity',
  help: `touchstone identity [--name NAME] [--lock | --unlock]
Show who signs on this machine, or make that identity. The key never leaves the configuration folder.
  --name NAME   make the identity under this name, where there is none yet
  --lock        set or change the passphrase (asked for, or in TOUCHSTONE_NEW_PASSPHRASE)
  --unlock      keep the key without a passphrase
Exit status: 0 · 2 wrong words · 3 there is an identity already · 11 wrong passphrase`,
  async run(argv, terminal) {
    const { values } = parseCall(
      identity,
      argv,
      { name: { type: 'string' }, lock: { type: 'boolean' }, unlock: { type: 'boolean' } },
      { least: 0, most: 0 },
    );
    const passphrase = passphraseFrom(terminal);
    if (values.name !== undefined) await createIdentity({ person: values.name });
    const known = await loadIdentity({ passphrase });
    if (known === undefined) {
      terminal.print('There is no identity on this machine yet; the first `touchstone new` or `add` makes one.');
      return;
    }
    if (values.lock || values.unlock) {
      const next = async (): Promise<string> =>
        process.env['TOUCHSTONE_NEW_PASSPHRASE'] ?? (await terminal.secret('New passphrase: ')) ?? nobodyToAsk();
      await changePassphrase(values.unlock ? { passphrase } : { passphrase, next });
    }
    terminal.print(`Signs as   ${known.person}`);
    terminal.print(`Public key ${known.publicKey}`);
  },
};

function nobodyToAsk(): never {
  throw new Problem('bad-input', 'Nobody can be asked for the new passphrase.', {
    remedy: 'Run the command on a terminal, or give the passphrase in TOUCHSTONE_NEW_PASSPHRASE.',
  });
}
