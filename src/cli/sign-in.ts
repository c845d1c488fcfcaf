import { userInfo } from 'node:os';
import { Problem } from '../base/problem.ts';
import { machineIn } from '../desk/machines.ts';
import { configFolder, createIdentity, loadIdentity, type Identity } from '../vault/identity.ts';
import type { Terminal } from './terminal.ts';

/** Where a passphrase comes from: the environment, else whoever sits at the terminal. */
export function passphraseFrom(terminal: Terminal): () => Promise<string> {
  return async () => {
    const given = process.env['TOUCHSTONE_PASSPHRASE'] ?? (await terminal.secret('Passphrase of your identity: '));
    if (given !== undefined) return given;
    throw new Problem(
      'wrong-passphrase',
      'Your identity is locked with a passphrase, and nobody can be asked for it.',
      {
        remedy: 'Run the command on a terminal, or give the passphrase in TOUCHSTONE_PASSPHRASE.',
      },
    );
  };
}

/** The identity that signs on this machine, made on first use under the name of the account. */
export async function signIn(terminal: Terminal, passphrase = passphraseFrom(terminal)): Promise<Identity> {
  const known = await loadIdentity({ passphrase });
  if (known) return here(known);
  const made = await createIdentity({ person: accountName() });
  terminal.note(`An identity was made for “${made.person}”: \`touchstone identity\` shows it and can lock it.`);
  return here(made);
}

/** On this machine, so that a case which was copied from another says so. */
async function here(identity: Identity): Promise<Identity> {
  const machineFor = await machineIn(configFolder());
  return machineFor === undefined ? identity : { ...identity, machineFor };
}

function accountName(): string {
  try {
    return userInfo().username;
  } catch {
    // An account without an entry in the user database has no name; a key can still be made for it.
    return 'nobody';
  }
}
