import { appendFile, cp, mkdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { packageNote } from '../../src/publishing/package-format.ts';
import { createIdentity } from '../../src/vault/identity.ts';
import { signNote } from '../../src/vault/signed-note.ts';
import { jsonIn, relist, relistTags, sha256In, type SoundPackage } from './sound-package.ts';

/** What can be done to a package, and the name that a verifier has for what is then wrong. */
export interface Tampering {
  readonly what: string;
  readonly code: string;
  /** Afterwards the lists of files are made to fit, or the whole is signed anew with the key of the case. */
  readonly by?: 'relisting' | 'signing';
  readonly change: (folder: string, made: SoundPackage) => Promise<unknown>;
}

export const PUBLICATION = 'data/publication.json';
export const PROOF = 'data/proofs/proof.json';

/** Changes one JSON file. */
// oxlint-disable-next-line typescript/no-explicit-any -- whatever a test wants to spoil in it
export function inJson(path: string, spoil: (value: any, made: SoundPackage) => void): Tampering['change'] {
  return async (folder, made) => {
    const value = await jsonIn(folder, path);
    spoil(value, made);
    await writeFile(join(folder, path), `${JSON.stringify(value, undefined, 1)}\n`);
  };
}

function inText(path: string, from: RegExp | string, to: string): (folder: string) => Promise<void> {
  return async (folder) => {
    const text = await readFile(join(folder, path), 'utf8');
    if (text.replace(from, to) === text) throw new Error(`nothing to change in ${path}`);
    await writeFile(join(folder, path), text.replace(from, to));
  };
}

export async function pathsIn(folder: string) {
  const { documents } = await jsonIn(folder, PUBLICATION);
  const [telegram, note, letter] = documents;
  return {
    picture: `data/${note.pages[0].picture.path}`,
    text: `data/${telegram.pages[0].text.path}`,
    other: `data/${letter.pages[0].text.path}`,
    page: `data/doc/${telegram.id}/index.html`,
  };
}

export const changeText: Tampering['change'] = async (folder) => {
  const { text } = await pathsIn(folder);
  await inText(text, '2,310', '1,310')(folder);
};

const swapTexts: Tampering['change'] = async (folder) => {
  const { text, other } = await pathsIn(folder);
  await rename(join(folder, text), join(folder, 'x'));
  await rename(join(folder, other), join(folder, text));
  await rename(join(folder, 'x'), join(folder, other));
};

/** Without any key of the case. */
export const BY_ANYONE: readonly Tampering[] = [
  { what: 'a number in the text of a page', code: 'changed', change: changeText },
  { what: 'a number in HTML alone', code: 'changed', change: inPage },
  { what: 'one dot of a picture', code: 'changed', change: oneDot },
  { what: 'two texts in each other’s place', code: 'changed', change: swapTexts },
  { what: 'the text of another document under this one’s name', code: 'changed', change: overwrite },
  {
    what: 'a page file that is gone',
    code: 'missing',
    change: async (folder) => rm(join(folder, (await pathsIn(folder)).text)),
  },
  { what: 'a file more', code: 'unlisted', change: (folder) => writeFile(join(folder, 'data/more.html'), 'more') },
  {
    what: 'a file more at the top',
    code: 'unlisted',
    change: (folder) => writeFile(join(folder, 'README.txt'), 'more'),
  },
  {
    what: 'a folder with nothing in it',
    code: 'unlisted',
    change: async (folder) => mkdir(join(folder, 'data/empty')),
  },
  { what: 'a link in the place of a file', code: 'unlisted', change: linked },
  { what: 'a bag of another version', code: 'bagit', change: inText('bagit.txt', '1.0', '0.97'), by: 'relisting' },
  { what: 'a line that leads out of the folder', code: 'manifest', change: ledOut },
  { what: 'the lists without SHA-512', code: 'missing', change: (folder) => rm(join(folder, 'manifest-sha512.txt')) },
  { what: 'a list of SHA-512 that leaves a file out', code: 'unlisted', change: lessListed },
  { what: 'lists in another order', code: 'manifest', change: reordered },
  {
    what: 'another publisher, in bag-info.txt alone',
    code: 'bag-info',
    change: inText('bag-info.txt', 'A newsroom', 'Another'),
    by: 'relisting',
  },
  {
    what: 'an address more in bag-info.txt',
    code: 'bag-info',
    change: (folder) => appendFile(join(folder, 'bag-info.txt'), 'Contact-Email: a@b.example\n'),
    by: 'relisting',
  },
  { what: 'a number in HTML, listed anew', code: 'signature', change: inPage, by: 'relisting' },
  { what: 'a text, listed anew', code: 'signature', change: changeText, by: 'relisting' },
  {
    what: 'a page less, listed anew',
    code: 'signature',
    change: async (folder) => rm(join(folder, (await pathsIn(folder)).page)),
    by: 'relisting',
  },
  {
    what: 'a page more, listed anew',
    code: 'signature',
    change: (folder) => writeFile(join(folder, 'data/more.html'), 'more'),
    by: 'relisting',
  },
  {
    what: 'a verifier that always says yes',
    code: 'signature',
    change: (folder) => writeFile(join(folder, 'data/verify.mjs'), ''),
    by: 'relisting',
  },
  {
    what: 'the signature of another package of the case',
    code: 'signature',
    change: (folder, { older }) => cp(join(older, 'signature.txt'), join(folder, 'signature.txt')),
    by: 'relisting',
  },
  { what: 'no signature', code: 'missing', change: (folder) => rm(join(folder, 'signature.txt')), by: 'relisting' },
  {
    what: 'the publication of another package of the case',
    code: 'signature',
    change: (folder, { older }) => cp(join(older, PUBLICATION), join(folder, PUBLICATION)),
    by: 'relisting',
  },
  { what: 'a key of one’s own among those of the proof', code: 'key', change: ownKey },
  { what: 'a log of one’s own', code: 'signature', change: ownLog },
  { what: 'a stamp less', code: 'signature', change: inJson(PROOF, (proof) => proof.stamps.pop()), by: 'relisting' },
];

async function inPage(folder: string): Promise<void> {
  const { page } = await pathsIn(folder);
  const text = await readFile(join(folder, page), 'utf8');
  await writeFile(join(folder, page), text.replace('2,310', '1,310'));
}

async function oneDot(folder: string): Promise<void> {
  const { picture } = await pathsIn(folder);
  const bytes = await readFile(join(folder, picture));
  bytes.writeUInt8(bytes.readUInt8(bytes.length >> 1) ^ 1, bytes.length >> 1);
  await writeFile(join(folder, picture), bytes);
}

export async function overwrite(folder: string): Promise<void> {
  const { text, other } = await pathsIn(folder);
  await cp(join(folder, other), join(folder, text));
}

async function linked(folder: string, { folder: sound }: SoundPackage): Promise<void> {
  const { text } = await pathsIn(folder);
  await rm(join(folder, text));
  await symlink(join(sound, text), join(folder, text));
}

async function ledOut(folder: string): Promise<void> {
  for (const algorithm of ['sha256', 'sha512']) {
    const list = join(folder, `manifest-${algorithm}.txt`);
    const [first = ''] = (await readFile(list, 'utf8')).split('\n');
    await writeFile(list, `${first.replace(/ {2}.*/, '  ../package/bagit.txt')}\n${await readFile(list, 'utf8')}`);
  }
  await relistTags(folder);
}

async function lessListed(folder: string): Promise<void> {
  await inText('manifest-sha512.txt', /^.*\n/, '')(folder);
  await relistTags(folder);
}

async function reordered(folder: string): Promise<void> {
  const list = join(folder, 'manifest-sha512.txt');
  const lines = (await readFile(list, 'utf8')).trimEnd().split('\n');
  await writeFile(list, `${lines.toReversed().join('\n')}\n`);
  await relistTags(folder);
}

async function ownKey(folder: string, made: SoundPackage): Promise<void> {
  const { origin, outside } = made;
  const own = (await createIdentity({ person: 'M. Mallory', folder: join(outside, 'mallory') })).signerFor(origin);
  await inPage(folder);
  await inJson(PROOF, ({ keys }) => keys.push(own.key.text))(folder, made);
  await relist(folder);
  const manifest = await sha256In(folder, 'manifest-sha256.txt');
  await writeFile(join(folder, 'signature.txt'), signNote(packageNote(origin, manifest), own));
  await relistTags(folder);
}

async function ownLog(folder: string, made: SoundPackage): Promise<void> {
  const { outside } = made;
  const origin = `touchstone.invalid/log/${'0'.repeat(32)}`;
  const own = (await createIdentity({ person: 'M. Mallory', folder: join(outside, 'own') })).signerFor(origin);
  await inJson(PROOF, ({ keys }) => keys.push(own.key.text))(folder, made);
  await relist(folder);
  const manifest = await sha256In(folder, 'manifest-sha256.txt');
  await writeFile(join(folder, 'signature.txt'), signNote(packageNote(origin, manifest), own));
  await relistTags(folder);
}
