import type { Sha256 } from '../nouns/sha256.ts';
import { talliesOf, type Tally } from './accounts.ts';
import { askAgain, askForFoundTools, countOutdated, type AgainFilter } from './again.ts';
import type { CatalogueParts } from './catalogue.ts';
import { unlock } from './unlock.ts';

/** What can be done about files that were not read, or not well. */
export interface Rereading {
  /** The account by outcome, kind and reason. */
  tallies(): Promise<readonly Tally[]>;
  /** Puts what the filter lets through into the queue once more; returns how many originals. */
  readAgain(filter: AgainFilter): Promise<number>;
  /** How many originals were read by a stage that has a newer version by now. */
  outdated(): Promise<number>;
  /** Asks again for what a program was missing for, if it is there now. */
  useFoundTools(): Promise<number>;
  /** @throws Problem `not-found`, `bad-input`, `wrong-password`, `reader-failed` */
  unlock(ref: string, passwords: readonly string[], signal?: AbortSignal): Promise<Sha256>;
}

/** What readers and tools there are, in place of what is found, for tests. */
export interface KnownReaders {
  readonly versions?: Readonly<Record<string, number>>;
  readonly hasTool?: (name: string) => boolean;
}

export function openRereading(parts: CatalogueParts, { versions, hasTool }: KnownReaders = {}): Rereading {
  const { desk } = parts;
  return {
    tallies: () => talliesOf(desk.records.reading),
    readAgain: (filter) => askAgain(desk, filter, versions),
    outdated: () => countOutdated(desk.records.reading, versions),
    useFoundTools: () => askForFoundTools(desk, hasTool),
    unlock: (ref, passwords, signal) => unlock(parts, ref, passwords, signal),
  };
}
