import type { Derivation, PlacedStatement } from '../../nouns/claim.ts';
import type { Span } from '../../nouns/reading.ts';
import type { ClaimDocument } from '../align/profile.ts';
import { mediaCredits, sameOutlet, type MediaCredit } from './credits.ts';
import { mediumOf } from './media.ts';
import { sharedWordings, type SharedWording } from './reuse.ts';
import { sourceOf, type Source } from './sources.ts';

/** What is known of where one text comes from. */
export interface TextLineage {
  readonly document: ClaimDocument;
  /** Where what it says without a credit comes from. */
  readonly root: { readonly source: Source; readonly reason: 'own' | 'text-reuse' | 'whole-text' };
  readonly media: readonly MediaCredit[];
  /** Everybody whom its statements credit. */
  readonly sources: readonly Source[];
  readonly edges: readonly Derivation[];
}

/** @param documents with different texts */
export function lineageOf(
  documents: readonly ClaimDocument[],
  statementsOf: (document: ClaimDocument) => readonly PlacedStatement[],
): readonly TextLineage[] {
  const credits = documents.map(mediaCredits);
  const wordings = sharedWordings(documents.map(({ text }) => text));
  const taken = takenFrom(documents, credits, wordings, statementsOf);
  const wires = sharedWires(credits, wordings);
  return documents.map((document, index) => {
    const media = credits[index] ?? [];
    const reuse = taken.get(index) ?? [];
    const statements = statementsOf(document);
    const credited = statements.flatMap(({ attributedTo }) =>
      attributedTo.map((credit) => ({ credit, source: sourceOf(credit.name, document) })),
    );
    const edges = [
      ...mediaEdges(document, media),
      ...reuse.map(({ edge }) => edge),
      ...bodyEdges(document, statements, credited),
    ];
    return {
      document,
      root: rootOf(document, media, reuse, wires.get(index)),
      media,
      sources: credited.map(({ source }) => source),
      edges: distinct(edges),
    };
  });
}

function mediaEdges({ id }: ClaimDocument, media: readonly MediaCredit[]): readonly Derivation[] {
  return media.map(({ name, own, evidence }) => ({
    document: id,
    from: name,
    tier: 'media',
    kind: own ? 'own-reporting' : 'credits',
    evidence,
  }));
}

type Credited = { readonly credit: PlacedStatement['attributedTo'][number]; readonly source: Source };

function bodyEdges(
  { id }: ClaimDocument,
  statements: readonly PlacedStatement[],
  credited: readonly Credited[],
): readonly Derivation[] {
  const first = statements[0];
  return credited.flatMap(({ credit, source }): readonly Derivation[] => {
    if (source.kind === 'crowd' || first === undefined) return [];
    const evidence = { start: credit.start ?? first.start, end: credit.end ?? first.end };
    return [
      { document: id, from: source.name, tier: source.kind === 'medium' ? 'media' : 'body', kind: 'credits', evidence },
    ];
  });
}

function distinct(edges: readonly Derivation[]): readonly Derivation[] {
  const seen = new Set<string>();
  return edges.filter(({ from }) => !seen.has(from) && seen.add(from).size > 0);
}

interface Taken {
  readonly edge: Derivation;
  /** It is a large part of the text. */
  readonly large: boolean;
}

/** For each text that takes wording over: from what. */
function takenFrom(
  documents: readonly ClaimDocument[],
  credits: readonly (readonly MediaCredit[])[],
  wordings: readonly SharedWording[],
  statementsOf: (document: ClaimDocument) => readonly PlacedStatement[],
): ReadonlyMap<number, readonly Taken[]> {
  const taken = new Map<number, Taken[]>();
  const put = (index: number, large: boolean, edge: Derivation): void =>
    void taken.set(index, [...(taken.get(index) ?? []), { edge, large }]);
  for (const { first, second, inFirst, inSecond, words, shareOfFirst, shareOfSecond } of wordings) {
    const [a, b] = [documents[first], documents[second]];
    if (a === undefined || b === undefined) continue;
    const [ofA, ofB] = [
      agencyNear(credits[first] ?? [], inFirst.start),
      agencyNear(credits[second] ?? [], inSecond.start),
    ];
    const edge = { tier: 'media', kind: 'text-reuse' } as const;
    const [heldByA, heldByB] = [credits[first] ?? [], credits[second] ?? []].map(
      (own) => new Set(own.map(({ name }) => name)),
    );
    if (ofA !== undefined && heldByB?.has(ofA) === false)
      put(second, shareOfSecond >= LARGE_PART, { ...edge, document: b.id, from: ofA, evidence: inSecond });
    else if (ofB !== undefined && heldByA?.has(ofB) === false)
      put(first, shareOfFirst >= LARGE_PART, { ...edge, document: a.id, from: ofB, evidence: inFirst });
    else if (
      ofA === undefined &&
      ofB === undefined &&
      words >= LEAST_UNCREDITED &&
      !isQuoted(statementsOf(a), inFirst) &&
      !namesOutlet(heldByA, b) &&
      !namesOutlet(heldByB, a)
    ) {
      const [older, newer] = inOrder(a, b);
      if (older !== undefined && newer !== undefined) {
        const [index, evidence, share] =
          newer === b ? ([second, inSecond, shareOfSecond] as const) : ([first, inFirst, shareOfFirst] as const);
        put(index, share >= LARGE_PART, {
          ...edge,
          document: newer.id,
          from: older.outlet ?? `document ${older.id}`,
          evidence,
        });
      }
    }
  }
  return taken;
}

/** Words in a row that two texts without a common credit share by more than chance. */
const LEAST_UNCREDITED = 18;

/** Most of a stretch is what somebody said, which two reporters may have heard. */
function isQuoted(statements: readonly PlacedStatement[], { start, end }: Span): boolean {
  const quoted = statements.filter(({ value }) => value.kind === 'quotation');
  const inside = quoted.reduce(
    (sum, each) => sum + Math.max(0, Math.min(end, each.end) - Math.max(start, each.start)),
    0,
  );
  return inside > (end - start) / 2;
}

function namesOutlet(names: ReadonlySet<string> | undefined, document: ClaimDocument): boolean {
  return names?.has(ownSource(document).name) === true;
}

/** Texts that have wording in common and credit one agency: what they say without a credit is the agency’s. */
function sharedWires(
  credits: readonly (readonly MediaCredit[])[],
  wordings: readonly SharedWording[],
): ReadonlyMap<number, string> {
  const wires = new Map<number, string>();
  for (const { first, second, inFirst, inSecond, shareOfFirst, shareOfSecond } of wordings) {
    const [a, b] = [agencyNear(credits[first] ?? [], inFirst.start), agencyNear(credits[second] ?? [], inSecond.start)];
    if (a === undefined || a !== b) continue;
    if (shareOfFirst >= LARGE_PART) wires.set(first, a);
    if (shareOfSecond >= LARGE_PART) wires.set(second, b);
  }
  return wires;
}

/** Of a text’s wording: a text that takes less than this from elsewhere is still its outlet’s own. */
const LARGE_PART = 0.12;

const NEAR = 400; // UTF-16 units

/** The agency that is credited closest to a place; elsewhere in the text, if it is the only one. */
function agencyNear(credits: readonly MediaCredit[], at: number): string | undefined {
  const agencies = credits.filter(({ agency, own }) => agency && !own);
  const near = agencies.toSorted((a, b) => Math.abs(a.evidence.start - at) - Math.abs(b.evidence.start - at))[0];
  if (near === undefined) return undefined;
  const one = agencies.every(({ name }) => name === near.name);
  return one || Math.abs(near.evidence.start - at) < NEAR ? near.name : undefined;
}

/** The older text first: by its date; on one day, the one that still says `today`. */
function inOrder(a: ClaimDocument, b: ClaimDocument): readonly [ClaimDocument, ClaimDocument] | readonly [] {
  const [x, y] = [a.published ?? '', b.published ?? ''];
  if (x !== y && x !== '' && y !== '') return x < y ? [a, b] : [b, a];
  const [fresh, other] = [/\btoday\b/i.test(a.text), /\btoday\b/i.test(b.text)];
  if (fresh !== other) return fresh ? [a, b] : [b, a];
  return [];
}

function rootOf(
  document: ClaimDocument,
  media: readonly MediaCredit[],
  reuse: readonly Taken[],
  wire: string | undefined,
): TextLineage['root'] {
  const leak = media.find(({ how, own }) => how === 'leak' && !own);
  if (leak !== undefined) return { source: medium(leak.name), reason: 'whole-text' };
  const own = media.some((credit) => credit.own);
  const known = document.outlet !== undefined && mediumOf(document.outlet)?.listed === true;
  const met = media.filter(({ agency, how, own: self }) => agency && how === 'met' && !self);
  const one = met.length > (known ? 1 : 0) && met.every(({ name }) => name === met[0]?.name) ? met[0]?.name : undefined;
  if (!own && (wire ?? one) !== undefined) return { source: medium(wire ?? one ?? ''), reason: 'whole-text' };
  const from = reuse.find(({ large }) => large)?.edge;
  if (from !== undefined && !own) return { source: medium(from.from), reason: 'text-reuse' };
  return { source: ownSource(document), reason: 'own' };
}

function medium(name: string): Source {
  return { name, kind: 'medium', key: name.toLowerCase() };
}

function ownSource({ id, outlet }: ClaimDocument): Source {
  const name = outlet === undefined || outlet === '' ? `document ${id}` : (mediumOf(outlet)?.name ?? outlet);
  return medium(name);
}

export function isOwn(document: ClaimDocument, source: Source): boolean {
  return source.kind === 'medium' && document.outlet !== undefined && sameOutlet(ownSource(document).name, source.name);
}
