import type { Derivation } from '../../nouns/claim.ts';
import type { Span } from '../../nouns/reading.ts';
import { shared } from '../align/words.ts';
import type { Neighbour, Told } from './told.ts';
import { tellingPlaces, type Counterpart } from './translation.ts';

/** Of the wording of a text: as much in common with another one makes them one paper, a page of it, or one read by a machine twice. */
const ONE_PAPER = 0.5;
/** Of a text with few numbers, which tell forms that are filled in apart. */
const SURELY_ONE_PAPER = 0.8;
const FEW_NUMBERS = 3;
const SAME_NUMBERS = 0.7;

/**
 * The text of which this one is a version, a page or a scan: where nobody brought the two out under different names, the
 * longest that has most of it, or of which it has most. Undefined for the longest itself.
 */
export function versionOf(told: Told, neighbours: readonly Neighbour[]): Neighbour | undefined {
  return versionsOf(told, neighbours)
    .filter(({ told: other }) => isWhole(other, told))
    .toSorted((a, b) => (isWhole(a.told, b.told) ? -1 : 1))[0];
}

/** The texts that are one paper with this one, be they longer or shorter. */
export function versionsOf(told: Told, neighbours: readonly Neighbour[]): readonly Neighbour[] {
  return neighbours.filter((neighbour) => {
    const { told: other, wording } = neighbour;
    return (
      isOnePaper(told, other, Math.max(wording.shareOfFirst, wording.shareOfSecond)) &&
      (told.outlet === undefined || other.outlet === undefined || told.outlet === other.outlet) &&
      forwarding(told, neighbour) === undefined &&
      !isForwarded(told, neighbour)
    );
  });
}

/** Two reports on one form have their wording in common and not their numbers. */
function isOnePaper({ numbers: mine }: Told, { numbers: theirs }: Told, share: number): boolean {
  const least = Math.min(mine.length, theirs.length);
  if (least < FEW_NUMBERS) return share >= SURELY_ONE_PAPER;
  return share >= ONE_PAPER && shared(mine, theirs) >= SAME_NUMBERS * least;
}

function isWhole(a: Told, b: Told): boolean {
  const [x, y] = [a.shingles.hashes.length, b.shingles.hashes.length];
  return x === y ? a.document < b.document : x > y;
}

export function versionEdge({ document }: Told, { told: { own }, wording }: Neighbour): Derivation {
  return { document, from: own.name, tier: 'media', kind: 'same-file', evidence: wording.inFirst, same: 'version' };
}

export function translationEdge({ document }: Told, { told, alignment }: Counterpart<Told>): Derivation {
  const aligned = tellingPlaces(alignment).map(({ here, there }) => ({ here, there }));
  const evidence = aligned[0]?.here ?? { start: 0, end: 0 };
  return { document, from: `document ${told.document}`, tier: 'media', kind: 'same-file', evidence, same: 'translation', aligned };
} // prettier-ignore

/** Of a mail as much of its wording stands in one that passes it on. */
const PASSED_ON = 0.8;

/** The stretch in which a text passes an older one on below the header of that. */
export function forwarding(told: Told, neighbour: Neighbour): Span | undefined {
  const stretch = passedOn(told, neighbour);
  if (stretch === undefined || isOlder(told, neighbour.told)) return undefined;
  // Two that pass on a third each have most of the other below a header: which one came later only a date can tell.
  const isMutual = passedOn(neighbour.told, backwards(told, neighbour)) !== undefined;
  return !isMutual || isNewer(told, neighbour.told) ? stretch : undefined;
}

/** Whether the other text is what passes this one on. */
export function isForwarded(told: Told, neighbour: Neighbour): boolean {
  return forwarding(neighbour.told, backwards(told, neighbour)) !== undefined;
}

function backwards(told: Told, { wording }: Neighbour): Neighbour {
  const { words, shareOfFirst, shareOfSecond, inFirst, inSecond } = wording;
  return {
    told,
    wording: {
      words,
      shareOfFirst: shareOfSecond,
      shareOfSecond: shareOfFirst,
      inFirst: inSecond,
      inSecond: inFirst,
    },
  };
}

/** A text is newer than another by its date; on one day, if only the other still says `today`. */
export function isNewer(told: Told, other: Told): boolean {
  const [x, y] = [told.published, other.published];
  return x !== y && x !== '' && y !== '' ? x > y : other.fresh && !told.fresh;
}

/** By dates as far as both tell them: a day is not before an hour of it. */
function isOlder({ published: x }: Told, { published: y }: Told): boolean {
  const length = Math.min(x.length, y.length);
  return x.slice(0, length) < y.slice(0, length);
}

/** The stretch in which a mail passes another text on, whole or nearly so. */
function passedOn(told: Told, { wording }: Neighbour): Span | undefined {
  if (wording.shareOfSecond < PASSED_ON) return undefined;
  return told.forwarded.find(({ start, end }) => start <= wording.inFirst.end && wording.inFirst.start < end);
}

export function forwardEdge({ document }: Told, { told, wording }: Neighbour): Derivation {
  const from = `document ${told.document}`;
  return { document, from, tier: 'media', kind: 'same-file', evidence: wording.inFirst, same: 'forward' };
}
