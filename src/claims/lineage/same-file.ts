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
  const versions = neighbours.filter(
    ({ told: other, wording: { shareOfFirst, shareOfSecond } }) =>
      isOnePaper(told, other, Math.max(shareOfFirst, shareOfSecond)) &&
      (told.outlet === undefined || other.outlet === undefined || told.outlet === other.outlet),
  );
  return versions
    .filter(({ told: other }) => isWhole(other, told))
    .toSorted((a, b) => (isWhole(a.told, b.told) ? -1 : 1))[0];
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

/** The stretch in which a mail passes another text on, whole or nearly so. */
export function passedOn(told: Told, { wording }: Neighbour): Span | undefined {
  if (wording.shareOfSecond < PASSED_ON) return undefined;
  return told.forwarded.find(({ start, end }) => start <= wording.inFirst.end && wording.inFirst.start < end);
}

export function forwardEdge({ document }: Told, { told, wording }: Neighbour): Derivation {
  const from = `document ${told.document}`;
  return { document, from, tier: 'media', kind: 'same-file', evidence: wording.inFirst, same: 'forward' };
}
