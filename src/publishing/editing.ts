import { Problem } from '../base/problem.ts';
import type { Desk } from '../desk/desk.ts';
import { originalsIn } from '../desk/custody.ts';
import { bagsAround } from '../intake/bags-within.ts';
import type { PublishedReport } from '../nouns/editing.ts';
import type { Sha256 } from '../nouns/sha256.ts';
import { openDrafts, type Drafts } from './drafts.ts';
import { givenPackage, type GivenPackage } from './given-check.ts';
import { looksOf, picturedPages } from './looks.ts';
import { packageArchive, type PackageArchive } from './package-archive.ts';
import { freePlace, publicationsOf, publishableIn, type PublishableFilter } from './publications.ts';

/** What a person needs who puts a publication together. */
export interface Editing extends Drafts {
  publishable(filter: PublishableFilter): ReturnType<typeof publishableIn>;
  /** By what documents of a list are known again. */
  looks(documents: readonly Sha256[]): ReturnType<typeof looksOf>;
  /** Pages of a document of which a picture is kept. */
  picturedPages(document: Sha256): ReturnType<typeof picturedPages>;
  /** What was given out before, newest first. */
  publications(): Promise<readonly PublishedReport[]>;
  /** One whose package is in the folder of the case, for `checkGiven`. @throws Problem `not-found` */
  givenPackage(publication: string): Promise<GivenPackage>;
  /** The same as one file. @throws Problem `not-found`, `altered` */
  publicationArchive(publication: string): Promise<PackageArchive>;
  /** Originals that these ledger entries say were received, by entry. */
  receivedBy(entries: readonly number[]): Promise<ReadonlyMap<number, Sha256>>;
  /** Bags in archives that an original came in, or that it holds. */
  bagsAround(original: Sha256): ReturnType<typeof bagsAround>;
  /** A free place in the folder of the case. @throws Problem `disk-full`, `unreadable-place` */
  exportPlace(title: string): Promise<string>;
}

export function openEditing({ desk, folder }: { readonly desk: Desk; readonly folder: string }): Editing {
  const placed = async (publication: string): Promise<PublishedReport & { readonly place: string }> => {
    for (const report of await publicationsOf(desk.records.reading, folder)) {
      const { place } = report;
      if (report.publication === publication && place !== undefined) return { ...report, place };
    }
    throw new Problem('not-found', 'The folder of the case has no package of that publication.', {
      remedy: 'Publish the same again, or look where it was written. The ledger keeps that it was given out.',
    });
  };
  return {
    ...openDrafts(folder),
    publishable: (filter) => publishableIn(desk.records.reading, filter),
    looks: (documents) => looksOf(desk.records.reading, documents),
    picturedPages: (document) => picturedPages(desk.records.reading, document),
    publications: () => publicationsOf(desk.records.reading, folder),
    givenPackage: async (publication) => givenPackage(desk, await placed(publication)),
    publicationArchive: async (publication) => packageArchive((await placed(publication)).place),
    receivedBy: (entries) => originalsIn(desk.records.reading, entries),
    bagsAround: (original) => bagsAround(desk.records.reading, original),
    exportPlace: (title) => freePlace(folder, title),
  };
}
