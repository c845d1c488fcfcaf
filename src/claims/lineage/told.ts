import type { Derivation } from '../../nouns/claim.ts';
import type { Span } from '../../nouns/reading.ts';
import type { MediaCredit } from './credits.ts';
import type { SharedWording, Shingles } from './reuse.ts';
import type { Source } from './sources.ts';
import type { Translatable } from './translation.ts';

/** What one text tells of where it comes from, without a look at the others. */
export interface Told extends Translatable {
  readonly document: string;
  readonly outlet: string | undefined;
  /** Its outlet is in the table of outlets. */
  readonly listed: boolean;
  /** The text itself as a source: its outlet, or the document. */
  readonly own: Source;
  /** It still says `today`. */
  readonly fresh: boolean;
  readonly media: readonly MediaCredit[];
  /** Whom each statement credits, by its id; witnesses without a name as the outlet that met them. */
  readonly credits: ReadonlyMap<string, Source>;
  /** Everybody whom its statements credit. */
  readonly sources: readonly Source[];
  readonly bodies: readonly Derivation[];
  readonly quotations: readonly Span[];
  /** What it repeats of another mail: lines that begin with `>`. */
  readonly repeated: readonly Span[];
  /** Mails that it passes on, below the header of each. */
  readonly forwarded: readonly Span[];
  /** The numbers in it, of two digits and more: hashes, ascending. */
  readonly numbers: Uint32Array;
  readonly shingles: Shingles;
}

/** A text that has wording in common with one; `wording` has that one first. */
export interface Neighbour {
  readonly told: Told;
  readonly wording: SharedWording;
}
