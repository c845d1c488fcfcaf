import type { Desk } from '../desk/desk.ts';
import { originalsIn } from '../desk/custody.ts';
import type { PublishedReport } from '../nouns/editing.ts';
import type { Sha256 } from '../nouns/sha256.ts';
import { openDrafts, type Drafts } from './drafts.ts';
import { freePlace, publicationsOf, publishableIn, type PublishableFilter } from './publications.ts';

/** What a person needs who puts a publication together. */
export interface Editing extends Drafts {
  publishable(filter: PublishableFilter): ReturnType<typeof publishableIn>;
  /** What was given out before, newest first. */
  publications(): Promise<readonly PublishedReport[]>;
  /** Originals that these ledger entries say were received, by entry. */
  receivedBy(entries: readonly number[]): Promise<ReadonlyMap<number, Sha256>>;
  /** A free place in the folder of the case. @throws Problem `disk-full`, `unreadable-place` */
  exportPlace(title: string): Promise<string>;
}

export function openEditing({ desk, folder }: { readonly desk: Desk; readonly folder: string }): Editing {
  return {
    ...openDrafts(folder),
    publishable: (filter) => publishableIn(desk.records.reading, filter),
    publications: () => publicationsOf(desk.records.reading, folder),
    receivedBy: (entries) => originalsIn(desk.records.reading, entries),
    exportPlace: (title) => freePlace(folder, title),
  };
}
