import type { Desk } from '../desk/desk.ts';
import type { PublishedReport } from '../nouns/editing.ts';
import { openDrafts, type Drafts } from './drafts.ts';
import { freePlace, publicationsOf, publishableIn, type PublishableFilter } from './publications.ts';

/** What a person needs who puts a publication together. */
export interface Editing extends Drafts {
  publishable(filter: PublishableFilter): ReturnType<typeof publishableIn>;
  /** What was given out before, newest first. */
  publications(): Promise<readonly PublishedReport[]>;
  /** A free place in the folder of the case. @throws Problem `disk-full`, `unreadable-place` */
  exportPlace(title: string): Promise<string>;
}

export function openEditing({ desk, folder }: { readonly desk: Desk; readonly folder: string }): Editing {
  return {
    ...openDrafts(folder),
    publishable: (filter) => publishableIn(desk.records.reading, filter),
    publications: () => publicationsOf(desk.records.reading, folder),
    exportPlace: (title) => freePlace(folder, title),
  };
}
