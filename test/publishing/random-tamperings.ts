import { createHash } from 'node:crypto';
import { cp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { relist, type SoundPackage } from './sound-package.ts';

const LISTS = ['manifest-sha256.txt', 'manifest-sha512.txt', 'tagmanifest-sha256.txt', 'tagmanifest-sha512.txt'];

interface Change {
  readonly what: string;
  /** Of files that are to be put back as they were. */
  readonly touched: readonly string[];
  readonly added: readonly string[];
}

/** The same for the same number: changes, takes away, adds, swaps or cuts something, and may make the lists fit. */
export async function tamperAtRandom(
  folder: string,
  made: SoundPackage,
  n: number,
): Promise<{ readonly what: string; readonly undo: () => Promise<void> }> {
  const random = createHash('sha256').update(`${n}`).digest();
  const listed = (await readFile(join(folder, 'manifest-sha256.txt'), 'utf8')).trimEnd().split('\n');
  const paths = [...listed.map((line) => line.slice(66)), 'bagit.txt', 'bag-info.txt', 'signature.txt', ...LISTS];
  const [path = '', other = ''] = [0, 12].map((at) => paths[random.readUInt32BE(at) % paths.length]);
  const { what, touched, added } = await change({ folder, path, other, random, kind: n % 8 });
  // Every second time the lists are made to fit, as whoever changed it would: then they alone are no help.
  const fits = n % 16 >= 8 && !path.includes('manifest') && !other.includes('manifest');
  if (fits) await relist(folder);
  return {
    what: `${n}: ${what}${fits ? ', listed anew' : ''}`,
    async undo() {
      for (const each of added) await rm(join(folder, each));
      for (const each of [...touched, ...LISTS]) await cp(join(made.folder, each), join(folder, each));
    },
  };
}

interface Chosen {
  readonly folder: string;
  readonly path: string;
  readonly other: string;
  readonly random: Buffer;
  readonly kind: number;
}

async function change({ folder, path, other, random, kind }: Chosen): Promise<Change> {
  const place = join(folder, path);
  const sound = await readFile(place);
  const at = random.readUInt32BE(4) % sound.length;
  const cut = (from: number, to: number): Buffer => sound.subarray(from, to);
  const by = 1 + ((random[8] ?? 0) % 255);
  const write = async (what: string, bytes: Uint8Array): Promise<Change> => {
    await writeFile(place, bytes);
    return { what: `${what} in ${path} at ${at}`, touched: [path], added: [] };
  };
  if (kind === 0)
    return write(
      'another byte',
      Buffer.concat([cut(0, at), Buffer.of((sound[at] ?? 0) ^ by), cut(at + 1, sound.length)]),
    );
  if (kind === 1) return write('a byte less', Buffer.concat([cut(0, at), cut(at + 1, sound.length)]));
  if (kind === 2)
    return write('three bytes more', Buffer.concat([cut(0, at), random.subarray(9, 12), cut(at, sound.length)]));
  if (kind === 3) return write('cut off', cut(0, at));
  if (kind === 4) {
    await rm(place);
    return { what: `${path} taken away`, touched: [path], added: [] };
  }
  if (kind === 5) {
    const added = `data/doc/${random.toString('hex', 0, 4)}.html`;
    await cp(place, join(folder, added));
    return { what: `${path} there a second time`, touched: [], added: [added] };
  }
  if (kind === 6) {
    await rename(place, join(folder, 'data/moved.html'));
    return { what: `${path} moved`, touched: [path], added: ['data/moved.html'] };
  }
  await writeFile(place, await readFile(join(folder, other)));
  const isSame = sound.equals(await readFile(place));
  if (isSame) await writeFile(place, 'nothing of what it was');
  return { what: `${isSame ? 'nothing' : other} in the place of ${path}`, touched: [path], added: [] };
}
