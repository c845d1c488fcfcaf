import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { lstat, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { errnoOf } from '../base/errno.ts';
import { Problem } from '../base/problem.ts';
import type { BagReport, PackageReport } from '../nouns/bag.ts';
import { parseSha256, type Sha256 } from '../nouns/sha256.ts';
import type { ProofCheck } from '../vault/proof.ts';
import { checkPackage, newerPackage } from './check-package.ts';
import { PROOF_PATH, PUBLICATION_FORMAT, PUBLICATION_PATH, PUBLICATION_VERSION } from './package-format.ts';

/** Publications of other cases among what is taken in: whether they hold, and what they say of themselves. */

const piece = z.object({ path: z.string(), sha256: z.string() });
const DocumentFile = z.object({
  id: z.string(),
  title: z.string().exactOptional(),
  metadata: z.array(z.object({ name: z.string(), value: z.string() })).default([]),
  received: z.object({ day: z.string() }),
  pages: z.array(z.object({ page: z.int(), picture: piece.exactOptional(), text: piece })),
});
const PublicationFile = z.object({
  format: z.literal(PUBLICATION_FORMAT),
  version: z.literal(PUBLICATION_VERSION),
  id: z.string(),
  title: z.string(),
  publisher: z.string().exactOptional(),
  day: z.string(),
  documents: z.array(DocumentFile),
});

/** Of a later format, whatever else it says. */
const Newer = z.object({ format: z.literal(PUBLICATION_FORMAT), version: z.number().gt(PUBLICATION_VERSION) });

export type DocumentInPackage = z.infer<typeof DocumentFile>;

export interface PackageIn {
  readonly folder: string;
  readonly report: PackageReport;
  readonly documents: readonly DocumentInPackage[];
}

/** In bytes: more than a publication of a hundred thousand pages needs. */
const LONGEST = 512 * 1024 * 1024;
const LONGEST_WORDS = 500; // UTF-16 code units, of what is signed for

/**
 * Adds to what is known of bags whether they are packages, and whether these hold.
 * @throws Problem `altered` where one does not hold, `case-newer` where its format is not known yet, unless `asItIs`
 */
export async function withPackages(
  bags: readonly BagReport[],
  options: {
    readonly asItIs?: boolean | undefined;
    readonly onPackage?: (report: PackageReport) => void;
    readonly signal?: AbortSignal | undefined;
  },
): Promise<{ readonly bags: readonly BagReport[]; readonly packages: readonly PackageIn[] }> {
  const packages: PackageIn[] = [];
  const all: BagReport[] = [];
  for (const bag of bags) {
    const found = await packageAt(bag.root, { signal: options.signal, asFiles: options.asItIs === true });
    if (found !== undefined) {
      packages.push(found);
      options.onPackage?.(found.report);
    }
    all.push(found === undefined ? bag : { ...bag, package: found.report });
  }
  if (options.asItIs !== true && packages.some(({ report }) => report.faults > 0)) {
    throw new Problem('altered', 'A published package does not hold. Nothing was taken in.', {
      remedy:
        '`touchstone check` names what is wrong. Take it in with --as-it-is all the same: that is signed for too.',
    });
  }
  return { bags: all, packages };
}

/**
 * Undefined for a folder that is no package.
 * @param folder untrusted
 * @param options `asFiles`: nor is one whose format is not known yet
 * @throws Problem `case-newer` where its format is not known yet
 */
export async function packageAt(
  folder: string,
  { signal, asFiles }: { readonly signal: AbortSignal | undefined; readonly asFiles: boolean },
): Promise<PackageIn | undefined> {
  const told = await publicationAt(folder, asFiles);
  if (told === undefined) return undefined;
  const { faults, proof } = await checkPackage(folder, signal === undefined ? {} : { signal });
  const cut = (text: string): string => text.slice(0, LONGEST_WORDS).toWellFormed();
  const proofHash = await hashOf(join(folder, `data/${PROOF_PATH}`));
  return {
    folder,
    documents: told.documents,
    report: {
      publication: cut(told.id),
      title: cut(told.title),
      ...(told.publisher === undefined ? {} : { publisher: cut(told.publisher) }),
      day: cut(told.day),
      log: cut(proof.origin ?? ''),
      size: proof.size ?? 0,
      keys: proof.keys.map(cut),
      dated: datesOf(proof),
      faults: faults.length,
      ...(proofHash === undefined ? {} : { proof: proofHash }),
    },
  };
}

async function publicationAt(folder: string, asFiles: boolean): Promise<z.infer<typeof PublicationFile> | undefined> {
  const told = await jsonAt(join(folder, `data/${PUBLICATION_PATH}`));
  if (!asFiles && Newer.safeParse(told).success) throw newerPackage();
  return PublicationFile.safeParse(told).data;
}

/** Undefined where there is none: a bag that is no package of this kind. */
async function jsonAt(place: string): Promise<unknown> {
  try {
    const stats = await lstat(place);
    if (!stats.isFile() || stats.size > LONGEST) return undefined;
    return JSON.parse(await readFile(place, 'utf8'));
  } catch (error) {
    if (errnoOf(error) === undefined && !(error instanceof SyntaxError)) throw error;
    return undefined; // safe: nothing follows from what cannot be read, and the bag has been checked as one
  }
}

/** What stamps say of themselves: whom they are to be believed is for whoever reads it. */
function datesOf({ faults, stamps }: ProofCheck): readonly string[] {
  if (faults.length > 0) return [];
  const times = stamps.flatMap((stamp) =>
    'attestations' in stamp ? stamp.attestations.flatMap(({ time }) => time ?? []) : (stamp.time ?? []),
  );
  return times.toSorted();
}

/** Undefined where there is no such file. */
export async function hashOf(place: string): Promise<Sha256 | undefined> {
  const hash = createHash('sha256');
  try {
    for await (const chunk of createReadStream(place)) hash.update(chunk);
  } catch (error) {
    if (errnoOf(error) === undefined) throw error;
    return undefined;
  }
  return parseSha256(hash.digest('hex'));
}
