import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { errnoOf } from '../base/errno.ts';
import {
  CHECK_SCRIPT_PATH,
  type Publication,
  type RenderedFile,
  type RenderPublication,
} from '../nouns/publication.ts';
import { sha256Of } from '../nouns/sha256.ts';
import type { ProofCheck } from '../vault/proof.ts';
import { CRATE_PATH, versionIn } from './data/ro-crate.ts';
import { dataFiles } from './data-files.ts';
import { contentIn } from './package-files.ts';
import { PROOF_PATH, PUBLICATION_PATH } from './package-format.ts';
import { datesOf } from './published-proof.ts';
import { searchFiles } from './site-search.ts';
import { checkScript, verifierFile, VERIFIER_PATH } from './verifier-file.ts';

/**
 * What this version of the program makes of the signed data of a package, beside what lies there. Whoever has the key can
 * sign pages for people that say something else than the data; then they differ. So they do where another version wrote them.
 */
export interface MadeAgain {
  /** Pages for people, data for programs, verifiers. */
  readonly files: number;
  /** Which version of Touchstone wrote it, as it says; only the same one makes the same. */
  readonly writtenBy?: string;
  /** Of these, by path within `data/`, those that lie there with other bytes or not at all, and files that nothing makes. */
  readonly other: readonly string[];
}

interface Again {
  readonly proof: ProofCheck;
  readonly render: RenderPublication;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Of a package that holds.
 * @returns undefined where nothing can be made of its data: another version may tell something else
 */
export async function madeAgain(folder: string, { proof, render, signal }: Again): Promise<MadeAgain | undefined> {
  const listed = await listedIn(folder);
  const other = new Set<string>();
  let files = 0;
  try {
    const publication = await publicationIn(folder, proof);
    const own = new Set([...piecesOf(publication), PROOF_PATH, PUBLICATION_PATH]);
    for await (const { path, bytes } of filesOf(publication, render)) {
      signal?.throwIfAborted();
      files++;
      own.add(path);
      if (listed.get(path) !== sha256Of(bytes)) other.add(path);
    }
    for (const path of listed.keys()) if (!own.has(path) && !path.startsWith('iiif/')) other.add(path);
  } catch (error) {
    if (signal?.aborted === true) throw error;
    return undefined; // safe: what is signed may be of any shape, and only what was made is told
  }
  const writtenBy = await writerOf(folder);
  return { files, ...(writtenBy === undefined ? {} : { writtenBy }), other: [...other] };
}

async function* filesOf(publication: Publication, render: RenderPublication): AsyncGenerator<RenderedFile> {
  yield { path: VERIFIER_PATH, bytes: await verifierFile() };
  yield { path: CHECK_SCRIPT_PATH, bytes: await checkScript() };
  yield* render(publication);
  yield* dataFiles(publication);
  yield* searchFiles(publication);
}

function piecesOf({ documents }: Publication): readonly string[] {
  return documents.flatMap(({ pages, original }) => [
    ...pages.flatMap(({ picture, text }) => (picture === undefined ? [text.path] : [picture.path, text.path])),
    ...(original === undefined ? [] : [original.path]),
  ]);
}

/** The publication as it was before it was printed: its texts come from their files, its dates from the proof. */
async function publicationIn(folder: string, checked: ProofCheck): Promise<Publication> {
  const told: Publication = JSON.parse(await readFile(join(folder, 'data', PUBLICATION_PATH), 'utf8'));
  const contentAt = contentIn({ folder });
  const documents = told.documents.map((document) => ({
    ...document,
    pages: document.pages.map((page) => ({
      ...page,
      get content() {
        return contentAt(page.text.path);
      },
    })),
  }));
  const { origin = '', size = 0 } = checked;
  return { ...told, documents, proof: { path: PROOF_PATH, origin, size, dated: datesOf(checked) } };
}

/** By path within `data/`. */
async function listedIn(folder: string): Promise<ReadonlyMap<string, string>> {
  const lines = (await readFile(join(folder, 'manifest-sha256.txt'), 'utf8')).trimEnd().split('\n');
  return new Map(lines.map((line) => [line.slice('  data/'.length + 64), line.slice(0, 64)] as const));
}

/** Of a package that holds: what was read is what was signed. */
async function writerOf(folder: string): Promise<string | undefined> {
  try {
    return versionIn(await readFile(join(folder, 'data', CRATE_PATH), 'utf8'));
  } catch (error) {
    if (errnoOf(error) === undefined && !(error instanceof SyntaxError)) throw error;
    return undefined; // safe: whoever signed it did not tell
  }
}
