import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { forEachAtOnce } from '../base/at-once.ts';
import type { Desk } from '../desk/desk.ts';
import {
  CHECK_SCRIPT_PATH,
  type Publication,
  type PublishedDocument,
  type PublishedText,
  type RenderedFile,
  type RenderPublication,
} from '../nouns/publication.ts';
import type { Store } from '../vault/store.ts';
import type { BagWriter } from './bag.ts';
import { dataFiles } from './data-files.ts';
import { printPublication, PROOF_PATH, PUBLICATION_PATH } from './package-format.ts';
import { tileFiles } from './picture-tiles.ts';
import { searchFiles } from './site-search.ts';
import { checkScript, verifierFile, VERIFIER_PATH } from './verifier-file.ts';

export interface PackageFileParts {
  readonly desk: Desk;
  readonly derived: Store;
  readonly vault: Store;
}

export interface ToWrite {
  readonly publication: Publication;
  readonly proofParts: AsyncIterable<string>;
  readonly render: RenderPublication;
  readonly signal: AbortSignal;
}

/** Files that are written side by side: each waits for the disk, and they wait together. */
const WRITTEN_AT_ONCE = 16;

/** Writes the pictures and texts of pages, and originals. */
export async function writePages(
  bag: BagWriter,
  { derived, vault }: PackageFileParts,
  documents: readonly PublishedDocument[],
  signal: AbortSignal,
): Promise<void> {
  const pieces = documents.flatMap(({ pages }) =>
    pages.flatMap(({ picture, text }) => (picture === undefined ? [text] : [picture, text])),
  );
  await forEachAtOnce(pieces, WRITTEN_AT_ONCE, async ({ path, sha256 }) => {
    signal.throwIfAborted();
    await bag.add(`data/${path}`, Buffer.concat(await Array.fromAsync(derived.get(sha256))));
  });
  for (const { original } of documents) {
    if (original !== undefined) await bag.addStream(`data/${original.path}`, vault.get(original.sha256));
  }
}

const KEPT_TEXTS = 64; // pages: whoever shows a page asks for its text several times in a row

/** What a page file of the bag says. */
export function contentIn(bag: Pick<BagWriter, 'folder'>): (path: string) => PublishedText {
  const kept = new Map<string, PublishedText>();
  return (path) => {
    const content: PublishedText = kept.get(path) ?? JSON.parse(readFileSync(join(bag.folder, 'data', path), 'utf8'));
    kept.delete(path);
    kept.set(path, content);
    const [oldest] = kept.keys();
    if (kept.size > KEPT_TEXTS && oldest !== undefined) kept.delete(oldest);
    return content;
  };
}

/** Writes what the pages for publication are told with: the proof, what is told, the verifier, data and pages for people. */
export async function writePayload(
  bag: BagWriter,
  { desk, derived }: PackageFileParts,
  { publication, proofParts, render, signal }: ToWrite,
): Promise<void> {
  await bag.addStream(`data/${PROOF_PATH}`, bytesOf(proofParts, signal));
  await bag.add(`data/${PUBLICATION_PATH}`, Buffer.from(printPublication(publication)));
  await bag.add(`data/${VERIFIER_PATH}`, await verifierFile());
  await bag.add(`data/${CHECK_SCRIPT_PATH}`, await checkScript());
  for (const files of [
    dataFiles(publication),
    tileFiles(publication, { desk, derived }, signal),
    render(publication),
    searchFiles(publication),
  ]) {
    await forEachAtOnce<RenderedFile>(files, WRITTEN_AT_ONCE, async ({ path, bytes }) => {
      signal.throwIfAborted();
      await bag.add(`data/${path}`, bytes);
    });
  }
}

async function* bytesOf(parts: AsyncIterable<string>, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  for await (const part of parts) {
    signal.throwIfAborted();
    yield Buffer.from(part);
  }
}
