import { execFileSync } from 'node:child_process';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';

/** A stored (uncompressed) zip of the entries, written by hand so that tests need no archiver. */
export function zipOf(entries: readonly { readonly name: string | Buffer; readonly bytes: Buffer | string }[]): Buffer {
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const name = Buffer.from(entry.name);
    const bytes = Buffer.from(entry.bytes);
    const common = Buffer.alloc(26); // from "version needed" to "extra field length" (APPNOTE.TXT 4.3.7)
    common.writeUInt16LE(20, 0);
    common.writeUInt32LE(crc32(bytes), 10);
    common.writeUInt32LE(bytes.length, 14);
    common.writeUInt32LE(bytes.length, 18);
    common.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common, name, bytes]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    centrals.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), common, rest, name]));
    locals.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(centrals);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, directory, end]);
}

export const LETTER = 'The letter says that two hundred forms were printed.\n\nNobody signed for them.\n';

/**
 * A small folder of what real folders hold. Eleven things are found: eight below the folder, three inside the zip
 * (which lies there twice).
 */
export async function makeMaterial(folder: string): Promise<void> {
  await mkdir(join(folder, 'sub/empty'), { recursive: true });
  const zip = zipOf([
    { name: 'letter.txt', bytes: LETTER },
    { name: 'inner.zip', bytes: zipOf([{ name: 'deep.txt', bytes: 'Deep inside lies 王勇智 of the bureau.\n' }]) },
  ]);
  await writeFile(join(folder, 'letter.txt'), LETTER);
  await writeFile(
    join(folder, 'notice.html'),
    '<html lang="en"><title>Notice</title><p>The notice was posted.</p></html>',
  );
  await writeFile(join(folder, 'nothing.txt'), '');
  await writeFile(join(folder, 'noise.bin'), Buffer.from(Array.from({ length: 512 }, (_, i) => (i * 197 + 3) % 256)));
  await writeFile(join(folder, 'papers.zip'), zip);
  await writeFile(join(folder, 'sub/papers-again.zip'), zip);
  await symlink('/etc/hostname', join(folder, 'sub/link'));
  execFileSync('mkfifo', [join(folder, 'sub/pipe')]);
}
