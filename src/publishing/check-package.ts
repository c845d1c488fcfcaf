import { lstat, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { errnoOf } from '../base/errno.ts';
import { Problem } from '../base/problem.ts';
import type { RenderPublication } from '../nouns/publication.ts';
import { checkProof, type ProofCheck, type ProofTrust } from '../vault/proof.ts';
import { madeAgain, type MadeAgain } from './made-again.ts';
import { PROOF_PATH } from './package-format.ts';
import { certificatesIn } from './verifier/certificate.mjs';
import { folderFiles, nodeTools } from './verifier/node-files.mjs';
import { checkPackage as verify, type Fault, type Found } from './verifier/package-check.mjs';
import { reportOf, speaker } from './verifier/words.mjs';

/**
 * Whether a package is what its case gave out (docs/formats/package.md): by the very code that lies in the package as
 * `verify.mjs`, and its proof besides by that of the vault. Needs no case; everything in the folder is untrusted.
 */

export interface PackageCheck {
  /** By the codes of docs/formats/package.md. */
  readonly faults: readonly Fault[];
  /** The same in words of a language, as the page of the package itself tells them; English where it is not known. */
  told(language: string): readonly { readonly where: string; readonly text: string }[];
  readonly title?: string;
  readonly id?: string;
  readonly documents: number;
  readonly pages: number;
  readonly files: number;
  readonly proof: ProofCheck;
  /** Where it holds and was asked for. */
  readonly again?: MadeAgain;
}

export async function isPackage(folder: string): Promise<boolean> {
  return lstat(join(folder, 'bagit.txt')).then(
    (stats) => stats.isFile(),
    () => false, // safe: what cannot be looked at is checked as something else, which says why it cannot
  );
}

export interface CheckProgress {
  readonly files: number;
  readonly of: number;
}

export interface CheckOptions extends ProofTrust {
  readonly signal?: AbortSignal;
  /** Told as files are read. */
  readonly onProgress?: (progress: CheckProgress) => void;
  /** To make again what can be made of the signed data: pages for people, data for programs. */
  readonly render?: RenderPublication;
}

/** Whatever lies there, nothing is thrown but an abort. */
export async function checkPackage(folder: string, options: CheckOptions = {}): Promise<PackageCheck> {
  const { roots = [], headers = new Map(), signal, render, onProgress } = options;
  const tell = (progress: CheckProgress): void => {
    signal?.throwIfAborted();
    onProgress?.(progress);
  };
  const given = { roots: roots.flatMap(certificates), headers };
  const found = await verify({ files: folderFiles(folder), tools: nodeTools, tell }, given);
  const { faults, publication, documents = 0, pages = 0, files } = found;
  const path = `data/${PROOF_PATH}`;
  const text = await textOf(join(folder, path));
  const proof = checkProof(text, options);
  // Whether a stamp leads to a root is for whoever names roots: many authorities leave theirs out.
  const unfound = faults.length > 0 ? [] : proof.faults.filter((fault) => fault !== 'stamp');
  const more = unfound.length === 0 ? [] : [{ code: 'proof', what: unfound.join(', '), where: path }];
  const all = [
    ...faults.map(({ code, what, where }) => ({ code, what, ...(where === undefined ? {} : { where }) })),
    ...more,
  ];
  const isAsked = all.length === 0 && render !== undefined;
  // As the pages tell it: what whoever checks trusts is not in them.
  const again = isAsked ? await madeAgain(folder, { proof: checkProof(text), render, signal }) : undefined;
  return {
    faults: all,
    told: (language) => toldIn(language, { ...found, holds: all.length === 0 }, more),
    ...(typeof publication?.title === 'string' ? { title: publication.title } : {}),
    ...(typeof publication?.id === 'string' ? { id: publication.id } : {}),
    documents,
    pages,
    files,
    proof,
    ...(again === undefined ? {} : { again }),
  };
}

function toldIn(
  language: string,
  found: Found,
  more: readonly Fault[],
): readonly { readonly where: string; readonly text: string }[] {
  if (found.holds) return [];
  const [section] = reportOf(found, speaker(language)).sections;
  const own = (section?.items ?? []).map(({ where = '', text }) => ({ where, text }));
  return [...own, ...more.map(({ where = '', what }) => ({ where, text: what }))];
}

function certificates(pem: string): readonly unknown[] {
  try {
    return certificatesIn(pem);
  } catch {
    return []; // safe: a certificate that is not understood makes no authority known
  }
}

/** '' where there is no such file: what is missing holds nothing, and has been told. */
async function textOf(place: string): Promise<string> {
  try {
    return (await lstat(place)).isFile() ? await readFile(place, 'utf8') : '';
  } catch (error) {
    if (errnoOf(error) === undefined) throw error;
    return '';
  }
}

export function newerPackage(): Problem {
  return new Problem('case-newer', 'This package was written by a newer version of Touchstone.', {
    remedy: 'Install the newer version. `touchstone add` with --as-it-is takes it in as the files that it is.',
  });
}
