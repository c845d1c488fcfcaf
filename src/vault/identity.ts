import {
  createCipheriv,
  createDecipheriv,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  hkdfSync,
  randomBytes,
  scrypt,
  sign,
  type KeyObject,
} from 'node:crypto';
import { chmod, link, open, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import { errnoOf } from '../base/errno.ts';
import { Problem } from '../base/problem.ts';
import { explainedWrite, makeFolders, syncFolder } from './disk.ts';
import { verifierKey, type Signer } from './signed-note.ts';

/** One person’s key, unlocked. It signs nothing itself: each case has a key derived from it. */
export interface Identity {
  readonly person: string;
  /** Ed25519 public key, 32 bytes in base64. It never enters a case: it would tie a person’s cases together. */
  readonly publicKey: string;
  /** What signs in the log named `origin`. The same for ever, and tells nothing of the keys of other logs. */
  signerFor(origin: string): Signer;
  /** Tells the machine on which it is used from others, in the log named `origin`, and nothing else. */
  readonly machineFor?: (origin: string) => string;
}

export interface IdentityOptions {
  /** The configuration folder; where absent, the one that the environment names. */
  readonly folder?: string;
  /** Asked only if the identity is sealed (loading) or is to be (creating). */
  readonly passphrase?: () => Promise<string>;
}

const FILE = 'identity.json';
const FORMAT = 'touchstone/identity';
const VERSION = 1;
const MAX_PERSON_CHARS = 200;
const CASE_KEY_SALT = 'touchstone/case-key/v1';
const SEED_BYTES = 32;
/** PKCS#8 of an Ed25519 key (RFC 8410 §7) up to the 32 bytes of the seed. */
const PKCS8_ED25519 = Buffer.from('302e020100300506032b657004220420', 'hex');
const SCRYPT = { N: 2 ** 17, r: 8, p: 1 }; // OWASP's first choice for scrypt: 128 MiB and about half a second a guess
const SCRYPT_MAX_BYTES = 2 ** 28; // a file that asks for more than 256 MiB is refused, not obeyed

const Sealed = z.strictObject({
  kdf: z.strictObject({
    name: z.literal('scrypt'),
    N: z.number().int().min(2),
    r: z.number().int().min(1),
    p: z.number().int().min(1).max(16),
  }),
  salt: z.base64(),
  nonce: z.base64(),
  ciphertext: z.base64(),
  tag: z.base64(),
});
const Shape = z.object({
  format: z.literal(FORMAT),
  version: z.literal(VERSION),
  person: z.string(),
  public: z.base64(),
  private: z.base64().optional(),
  sealed: Sealed.optional(),
});
type IdentityFile = z.infer<typeof Shape>;

/** `$TOUCHSTONE_CONFIG`, else `$XDG_CONFIG_HOME/touchstone`, else `~/.config/touchstone`. */
export function configFolder(environment: Readonly<Record<string, string | undefined>> = process.env): string {
  const own = environment['TOUCHSTONE_CONFIG'];
  if (own) return own;
  return join(environment['XDG_CONFIG_HOME'] || join(homedir(), '.config'), 'touchstone');
}

/**
 * The identity in the configuration folder; undefined if there is none yet.
 * @throws Problem `wrong-passphrase`, also where one is needed and cannot be asked for; `not-allowed` if others may
 * read the file; `bad-input` if it is damaged
 */
export async function loadIdentity(options: IdentityOptions = {}): Promise<Identity | undefined> {
  const file = await readIdentityFile(options.folder ?? configFolder());
  return file && unlocked(file, await privateKeyOf(file, options.passphrase));
}

/**
 * Makes the one identity of a person on this machine.
 * @throws Problem `bad-input` if `person` is no name, or if there is an identity already
 */
export async function createIdentity(options: IdentityOptions & { readonly person: string }): Promise<Identity> {
  const person = options.person.trim();
  if (person === '' || person.length > MAX_PERSON_CHARS || !person.isWellFormed() || /\p{Cc}/u.test(person)) {
    throw new Problem('bad-input', `The name of a person has 1 to ${MAX_PERSON_CHARS} characters.`, {
      remedy: 'Give the name, or the pseudonym, that shall stand beside every act in the ledger.',
    });
  }
  const { privateKey } = generateKeyPairSync('ed25519');
  const file = await identityFile(person, privateKey, options.passphrase);
  await writeIdentityFile(options.folder ?? configFolder(), file, 'new');
  return unlocked(file, privateKey);
}

/**
 * Seals the identity anew under `next`, or leaves it open if `next` is not given. The key stays the same.
 * @throws Problem as `loadIdentity`, and `not-found` if there is no identity
 */
export async function changePassphrase(
  options: IdentityOptions & { readonly next?: () => Promise<string> },
): Promise<void> {
  const folder = options.folder ?? configFolder();
  const file = await readIdentityFile(folder);
  if (!file) {
    throw new Problem('not-found', 'There is no identity on this machine yet.', {
      remedy: 'It is made when the first case is made.',
    });
  }
  const privateKey = await privateKeyOf(file, options.passphrase);
  await writeIdentityFile(folder, await identityFile(file.person, privateKey, options.next), 'replace');
}

function unlocked(file: IdentityFile, privateKey: KeyObject): Identity {
  const seed = seedOf(privateKey);
  return {
    person: file.person,
    publicKey: file.public,
    signerFor(origin) {
      const caseSeed = Buffer.from(hkdfSync('sha256', seed, CASE_KEY_SALT, origin, SEED_BYTES));
      const caseKey = privateKeyFrom(Buffer.concat([PKCS8_ED25519, caseSeed]));
      return { key: verifierKey(origin, publicBytes(caseKey)), sign: (message) => sign(null, message, caseKey) };
    },
  };
}

async function identityFile(
  person: string,
  privateKey: KeyObject,
  passphrase: (() => Promise<string>) | undefined,
): Promise<IdentityFile> {
  const pkcs8 = privateKey.export({ format: 'der', type: 'pkcs8' });
  const header = {
    format: FORMAT,
    version: VERSION,
    person,
    public: publicBytes(privateKey).toString('base64'),
  } as const;
  if (!passphrase) return { ...header, private: pkcs8.toString('base64') };
  const words = await passphrase();
  if (words === '') {
    throw new Problem('bad-input', 'A passphrase has at least one character.', {
      remedy: 'Choose one of five or more random words.',
    });
  }
  const salt = randomBytes(16);
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', await stretched(words, salt, SCRYPT), nonce);
  const ciphertext = Buffer.concat([cipher.update(pkcs8), cipher.final()]);
  return {
    ...header,
    sealed: {
      kdf: { name: 'scrypt', ...SCRYPT },
      salt: salt.toString('base64'),
      nonce: nonce.toString('base64'),
      ciphertext: ciphertext.toString('base64'),
      tag: cipher.getAuthTag().toString('base64'),
    },
  };
}

async function privateKeyOf(file: IdentityFile, passphrase: (() => Promise<string>) | undefined): Promise<KeyObject> {
  const pkcs8 = file.private === undefined ? await unsealed(file, passphrase) : Buffer.from(file.private, 'base64');
  let key: KeyObject;
  try {
    key = privateKeyFrom(pkcs8);
  } catch (error) {
    throw damaged(error);
  }
  if (key.asymmetricKeyType !== 'ed25519' || publicBytes(key).toString('base64') !== file.public) throw damaged();
  return key;
}

async function unsealed(file: IdentityFile, passphrase: (() => Promise<string>) | undefined): Promise<Buffer> {
  const { sealed } = file;
  if (!sealed) throw damaged();
  if (!passphrase) {
    throw new Problem('wrong-passphrase', 'The identity on this machine is locked with a passphrase.', {
      remedy: 'Run the command in a terminal, where the passphrase can be asked for.',
    });
  }
  const nonce = Buffer.from(sealed.nonce, 'base64');
  const tag = Buffer.from(sealed.tag, 'base64');
  if (128 * sealed.kdf.N * sealed.kdf.r > SCRYPT_MAX_BYTES || nonce.length !== 12 || tag.length !== 16) throw damaged();
  const key = await stretched(await passphrase(), Buffer.from(sealed.salt, 'base64'), sealed.kdf);
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: 16 });
  decipher.setAuthTag(tag);
  try {
    return Buffer.concat([decipher.update(Buffer.from(sealed.ciphertext, 'base64')), decipher.final()]);
  } catch (error) {
    // GCM cannot tell a wrong key from a changed ciphertext.
    throw new Problem('wrong-passphrase', 'That is not the passphrase of the identity on this machine.', {
      remedy: 'Try again. Nobody can reset it; a copy of identity.json with a known passphrase can be put back.',
      cause: error,
    });
  }
}

function stretched(passphrase: string, salt: Buffer, cost: { N: number; r: number; p: number }): Promise<Buffer> {
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
  // NFC, so that two keyboards that spell an accent differently open the same file.
  scrypt(
    passphrase.normalize('NFC'),
    salt,
    32,
    { N: cost.N, r: cost.r, p: cost.p, maxmem: SCRYPT_MAX_BYTES + 2 ** 20 },
    (error, key) => (error ? reject(error) : resolve(key)),
  );
  return promise;
}

function privateKeyFrom(pkcs8: Buffer): KeyObject {
  return createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' });
}

function publicBytes(privateKey: KeyObject): Buffer {
  return createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).subarray(-SEED_BYTES);
}

function seedOf(privateKey: KeyObject): Buffer {
  return privateKey.export({ format: 'der', type: 'pkcs8' }).subarray(PKCS8_ED25519.length);
}

async function readIdentityFile(folder: string): Promise<IdentityFile | undefined> {
  let text: string;
  try {
    await using handle = await open(join(folder, FILE));
    const { mode } = await handle.stat();
    if ((mode & 0o077) !== 0) {
      throw new Problem('not-allowed', 'Other users of this machine may read the signing identity.', {
        remedy:
          'Run `chmod 600 identity.json` in the configuration folder (~/.config/touchstone, if not set otherwise).',
      });
    }
    text = await handle.readFile('utf8');
  } catch (error) {
    // No file and no folder are the first start on a machine, not a failure.
    if (errnoOf(error) === 'ENOENT' || errnoOf(error) === 'ENOTDIR') return undefined;
    if (errnoOf(error) === 'EISDIR') throw damaged(error);
    if (errnoOf(error) !== 'EACCES' && errnoOf(error) !== 'EIO') throw error;
    throw new Problem('unreadable-place', 'The signing identity cannot be read.', {
      remedy: 'Check who owns identity.json in the configuration folder.',
      cause: error,
    });
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw damaged(error);
  }
  const parsed = Shape.safeParse(json);
  if (!parsed.success) throw damaged(parsed.error);
  return parsed.data;
}

async function writeIdentityFile(folder: string, file: IdentityFile, how: 'new' | 'replace'): Promise<void> {
  try {
    if (await makeFolders(folder)) await chmod(folder, 0o700);
    const half = join(folder, `.${FILE}.${process.pid}.${randomBytes(4).toString('hex')}`);
    try {
      await writeFlushed(half, `${JSON.stringify(file, undefined, 2)}\n`);
      // A link refuses to replace: of two processes that start at once, one makes the identity.
      await (how === 'new' ? link(half, join(folder, FILE)) : rename(half, join(folder, FILE)));
    } catch (error) {
      if (errnoOf(error) !== 'EEXIST') throw error;
      throw new Problem('bad-input', 'There is an identity on this machine already.', {
        remedy: 'Use it. To sign as another person, set TOUCHSTONE_CONFIG to another folder.',
        cause: error,
      });
    } finally {
      await rm(half, { force: true });
    }
    await syncFolder(folder);
  } catch (error) {
    throw explainedKeeping(error);
  }
}

/** The configuration folder is not the case: what the system refuses there has its own words. */
function explainedKeeping(error: unknown): unknown {
  if (errnoOf(error) === undefined || error instanceof Problem) return error;
  const explained = explainedWrite(error);
  if (explained instanceof Problem && explained.code === 'disk-full') return explained;
  return new Problem('unreadable-place', 'The configuration folder cannot be made or written to.', {
    remedy:
      'It keeps the signing identity: check the permissions of ~/.config/touchstone, or name another folder in ' +
      'TOUCHSTONE_CONFIG.',
    cause: error,
  });
}

async function writeFlushed(path: string, text: string): Promise<void> {
  await using handle = await open(path, 'wx', 0o600);
  await handle.writeFile(text);
  await handle.sync();
}

function damaged(cause?: unknown): Problem {
  return new Problem('bad-input', 'The file of the signing identity is damaged.', {
    remedy:
      'Put back a copy of identity.json. Without one, move the file away: a new identity is made, and cases go on.',
    cause,
  });
}
