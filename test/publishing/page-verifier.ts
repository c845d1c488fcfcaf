import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { checkPackage, type Found } from '../../src/publishing/verifier/package-check.mjs';
import { chosenFiles, droppedFiles, withinPackage, type Entry } from '../../src/publishing/verifier/page-files.mjs';
import { pageTools } from '../../src/publishing/verifier/page-tools.mjs';

/** A folder as a browser tells of it when it is dropped on a page: it tells nothing of links. */
async function entryOf(place: string, fullPath: string): Promise<Entry> {
  if (!(await stat(place)).isDirectory()) {
    const bytes = new Uint8Array(await readFile(place));
    return { fullPath, isFile: true, file: (found) => found(new Blob([bytes])) };
  }
  const names = (await readdir(place, { withFileTypes: true })).filter((each) => !each.isSymbolicLink());
  const inside = await Promise.all(names.map(({ name }) => entryOf(join(place, name), `${fullPath}/${name}`)));
  // Some at a time, as a browser gives them.
  const readEntries = (found: (entries: readonly Entry[]) => void): void => found(inside.splice(0, 3));
  return { fullPath, isFile: false, createReader: () => ({ readEntries }) };
}

/** Checks a package by the code of the page check/, with what Node has of WebCrypto. */
export async function checkedAsPage(folder: string, subtle: SubtleCrypto | undefined): Promise<Found> {
  const dropped = await droppedFiles([await entryOf(folder, `/${basename(folder)}`)]);
  const inside = withinPackage(dropped.blobs, dropped.odd);
  if (inside === undefined) throw new Error('no package');
  return checkPackage({ files: chosenFiles(inside.blobs, inside.odd, { subtle }), tools: pageTools(subtle) });
}
