import type { Derivation, PlacedStatement } from '../../nouns/claim.ts';
import type { Span } from '../../nouns/reading.ts';
import type { Credit } from '../../nouns/statement.ts';
import type { ClaimDocument } from '../align/profile.ts';
import { setOf, type TextWords } from '../align/words.ts';
import { anchorsOf } from './anchors.ts';
import { isHeader } from '../finding/text-header.ts';
import { carriedCredits } from './carried.ts';
import { mediaCredits, type MediaCredit } from './credits.ts';
import { mediumOf } from './media.ts';
import { shinglesOf } from './reuse.ts';
import { forwardEdge, forwarding, isForwarded, isNewer, translationEdge, versionEdge, versionOf } from './same-file.ts';
import { isSameSource, mediumKey, sourceOf, speakingOutlet, withHeard, type Source } from './sources.ts';
import type { Neighbour, Told } from './told.ts';
import { isTranslated, originalOf, type Counterpart } from './translation.ts';

/** @param words of the text */
export function toldBy(document: ClaimDocument, statements: readonly PlacedStatement[], words: TextWords): Told {
  const { id, text, outlet, published = '' } = document;
  const media = mediaCredits(document);
  const credited = statements.flatMap((statement) =>
    statement.attributedTo.map((credit) => ({
      credit,
      source: sourceOf(credit.name, document, credit.start ?? statement.start),
    })),
  );
  const credits = new Map(
    statements.flatMap((statement) => {
      const source = creditOf(statement, document, media);
      return source === undefined ? [] : [[statement.id, source] as const];
    }),
  );
  return {
    document: id,
    outlet,
    published,
    listed: outlet !== undefined && mediumOf(outlet)?.listed === true,
    own: ownSource(document),
    fresh: /\btoday\b/i.test(text),
    media,
    credits: new Map([...credits, ...carriedCredits(text, statements, credits)]),
    sources: distinctSources(credited.map(({ source }) => source)),
    bodies: bodyEdges(document, statements, credited),
    quotations: statements.filter(({ value }) => value.kind === 'quotation').map(({ start, end }) => ({ start, end })),
    repeated: Array.from(text.matchAll(REPEATED), ({ index, 0: lines }) => ({
      start: index,
      end: index + lines.length,
    })),
    forwarded: forwardedIn(text),
    numbers: numbersIn(text),
    shingles: shinglesOf(text),
    anchors: anchorsOf(words, statements),
    isTranslated: isTranslated(text),
  };
}

const MOST_NUMBERS = 2_000;

function numbersIn(text: string): Uint32Array {
  const numbers = new Set<string>();
  for (const [number] of text.matchAll(/\d[\d,.，]*\d/g)) {
    if (numbers.size < MOST_NUMBERS) numbers.add(number.replace(/\D/g, ''));
  }
  return setOf(numbers);
}

/** Each mail that is passed on below its header, to the header of the next. */
function forwardedIn(text: string): readonly Span[] {
  const headers: Span[] = [];
  const first = text.search(/\S/);
  let tried = 0;
  for (const { index } of text.matchAll(PASSED_ON)) {
    if (headers.length === MOST_FORWARDED || tried === MOST_TRIED) break;
    if (index <= first || index < (headers.at(-1)?.end ?? 0)) continue;
    tried += 1;
    const header = headerAt(text, index);
    if (header !== undefined) headers.push(header);
  }
  return headers.map(({ end }, at) => ({ start: end, end: headers[at + 1]?.start ?? text.length }));
}

const PASSED_ON = /^[ \t>]*(?:From|Von|De|发件人|寄件者|ئەۋەتكۈچى)[ \t]?[:：]/gmu;
const MOST_FORWARDED = 20;
/** Lines that begin as a header does. */
const MOST_TRIED = 1_000;
const LONGEST_HEADER = 2_000; // UTF-16 units

/** The header of a mail that begins in a place, to the empty line below it or to the end of the text. */
function headerAt(text: string, start: number): Span | undefined {
  const head = text.slice(start, start + LONGEST_HEADER);
  const cut = head.indexOf('\n\n');
  if (cut < 0 && start + head.length < text.length) return undefined;
  const lines = cut < 0 ? head : head.slice(0, cut);
  return isHeader(lines.replace(/^[ \t>]+/gm, '')) ? { start, end: start + lines.length } : undefined;
}

const REPEATED = /^(?:[ \t]*>[^\n]*(?:\n|$))+/gm;

function distinctSources(sources: readonly Source[]): readonly Source[] {
  return [
    ...new Map(sources.map((source) => [`${source.kind} ${source.key} ${source.person ?? ''}`, source])).values(),
  ];
}

/** What is known of where one text comes from. */
export interface TextLineage {
  /** Where what it says without a credit comes from. */
  readonly root: { readonly source: Source; readonly reason: 'own' | 'text-reuse' | 'whole-text' };
  readonly own: Source;
  /** It has reporters of its own: what it says without a credit is theirs, whomever else it credits. */
  readonly reports: boolean;
  /** It was given documents by somebody, to whom counts what persons say in them. */
  readonly leaked: boolean;
  /** It was itself given papers, and brings out what they say. */
  readonly hasPapers: boolean;
  readonly sources: readonly Source[];
  /** Outlets and agencies that it credits, itself left out. */
  readonly media: readonly Source[];
  /** Stretches that it repeats word for word from an older text: what stands in them comes from there. */
  readonly stretches: readonly (Span & { readonly source: Source; readonly document: string })[];
  /** The document that stands for this text, and for the one of which it is a translation. */
  readonly document: string;
  readonly translates: string | undefined;
  /** Whom people say it does not derive from. */
  readonly denied: readonly Source[];
  readonly edges: readonly Derivation[];
}

/** What others have in common with a text, each in an order that does not depend on the order in which documents came. */
export interface Others {
  readonly neighbours: readonly Neighbour[];
  /** Texts that say the same in another language, and what makes this one before or behind them. */
  readonly counterparts: readonly Counterpart<Told>[];
  readonly order: string;
}

export function lineageOf(told: Told, { neighbours, counterparts, order }: Others): TextLineage {
  const version = versionOf(told, neighbours);
  const original = version === undefined ? originalOf(told, order, counterparts) : undefined;
  const reuse = neighbours.flatMap((neighbour) => takenFrom(told, neighbour) ?? []);
  return {
    root:
      version !== undefined
        ? { source: version.told.own, reason: 'text-reuse' }
        : original !== undefined
          ? { source: rootOf(original.told, [], undefined).source, reason: 'text-reuse' }
          : rootOf(told, reuse, wireOf(told, neighbours)),
    document: told.document,
    translates: original?.told.document,
    own: told.own,
    reports: told.own.kind !== 'medium' || told.media.some(({ own, agency }) => own && !agency),
    leaked: leakOf(told) !== undefined,
    hasPapers: told.media.some(({ own, how }) => own && how === 'leak'),
    sources: told.sources,
    media: distinctSources(told.media.filter(({ own }) => !own).map(({ name }) => medium(name))),
    stretches: neighbours.flatMap((neighbour) => stretchOf(told, neighbour) ?? []),
    denied: [],
    edges: distinct([
      ...(version === undefined ? [] : [versionEdge(told, version)]),
      ...(original === undefined ? [] : [translationEdge(told, original)]),
      ...mediaEdges(told),
      ...reuse.map(({ edge }) => edge),
      ...told.bodies,
    ]),
  };
}

function mediaEdges({ document, media }: Told): readonly Derivation[] {
  return media.map(({ name, own, evidence }) => ({
    document,
    from: name,
    tier: 'media',
    kind: own ? 'own-reporting' : 'credits',
    evidence,
  }));
}

type Credited = { readonly credit: PlacedStatement['attributedTo'][number]; readonly source: Source };

function bodyEdges(
  document: ClaimDocument,
  statements: readonly PlacedStatement[],
  credited: readonly Credited[],
): readonly Derivation[] {
  const first = statements[0];
  const { id } = document;
  return credited.flatMap(({ credit, source }): readonly Derivation[] => {
    if (source.kind === 'crowd' || first === undefined || isOwn(document, source)) return [];
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

/** A mail repeats the one that it answers; other texts repeat an older one in as many words as are no chance. */
function stretchOf(told: Told, neighbour: Neighbour): TextLineage['stretches'][number] | undefined {
  const { told: other, wording } = neighbour;
  const whole = forwarding(told, neighbour);
  if (whole !== undefined) return { ...whole, source: other.own, document: other.document };
  if (isForwarded(told, neighbour)) return undefined;
  const { start, end } = wording.inFirst;
  const repeated = told.repeated.some((lines) => lines.start <= start && end <= lines.end);
  if (!isNewer(told, other) || !(repeated || wording.words >= LEAST_UNCREDITED)) return undefined;
  return { start, end, source: other.own, document: other.document };
}

interface Taken {
  readonly edge: Derivation;
  /** It is a large part of the text. */
  readonly large: boolean;
}

/** What a text takes from another one: wording of an agency that the other credits, or of the other itself. */
function takenFrom(told: Told, neighbour: Neighbour): Taken | undefined {
  const { told: other, wording } = neighbour;
  if (forwarding(told, neighbour) !== undefined) return { edge: forwardEdge(told, neighbour), large: false };
  if (isForwarded(told, neighbour)) return undefined;
  const { words, inFirst, inSecond, shareOfFirst } = wording;
  const [mine, theirs] = [agencyNear(told.media, inFirst.start), agencyNear(other.media, inSecond.start)];
  const [myNames, theirNames] = [told.media, other.media].map((media) => new Set(media.map(({ name }) => name)));
  const take = (from: string): Taken => ({
    // Whoever answers a mail says for himself what stands outside the lines that he repeats.
    large:
      shareOfFirst >= LARGE_PART &&
      !told.repeated.some(({ start, end }) => start <= inFirst.start && inFirst.end <= end),
    edge: { tier: 'media', kind: 'text-reuse', document: told.document, from, evidence: inFirst },
  });
  if (theirs !== undefined && myNames?.has(theirs) === false) return take(theirs);
  if (mine !== undefined || theirs !== undefined || words < LEAST_UNCREDITED) return undefined;
  if (isQuoted(told, inFirst) || isQuoted(other, inSecond)) return undefined;
  if (myNames?.has(other.own.name) === true || theirNames?.has(told.own.name) === true) return undefined;
  return isNewer(told, other) ? take(other.outlet ?? `document ${other.document}`) : undefined;
}

/** Words in a row that two texts without a common credit share by more than chance. */
const LEAST_UNCREDITED = 18;

/** Most of a stretch is what somebody said, which two reporters may have heard. */
function isQuoted({ quotations }: Told, { start, end }: Span): boolean {
  const inside = quotations.reduce(
    (sum, each) => sum + Math.max(0, Math.min(end, each.end) - Math.max(start, each.start)),
    0,
  );
  return inside > (end - start) / 2;
}

/** The agency that a text credits, and another one with which it has wording in common: what it says without a credit is the agency’s. */
function wireOf({ media }: Told, neighbours: readonly Neighbour[]): string | undefined {
  for (const { told: other, wording } of neighbours) {
    const agency = agencyNear(media, wording.inFirst.start);
    const same = agency !== undefined && agency === agencyNear(other.media, wording.inSecond.start);
    if (same && wording.shareOfFirst >= LARGE_PART) return agency;
  }
  return undefined;
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

function leakOf({ media }: Told): MediaCredit | undefined {
  return media.find(({ how, own }) => how === 'leak' && !own);
}

function rootOf(told: Told, reuse: readonly Taken[], wire: string | undefined): TextLineage['root'] {
  const { media, listed } = told;
  const leak = leakOf(told);
  if (leak !== undefined) return { source: medium(leak.name), reason: 'whole-text' };
  const own = media.some((credit) => credit.own);
  const met = media.filter(({ agency, how, own: self }) => agency && how === 'met' && !self);
  const one =
    met.length > (listed ? 1 : 0) && met.every(({ name }) => name === met[0]?.name) ? met[0]?.name : undefined;
  if (!own && (wire ?? one) !== undefined) return { source: medium(wire ?? one ?? ''), reason: 'whole-text' };
  const from = reuse.find(({ large }) => large)?.edge;
  if (from !== undefined && !own) return { source: medium(from.from), reason: 'text-reuse' };
  return { source: told.own, reason: 'own' };
}

function medium(name: string): Source {
  return { name, kind: 'medium', key: mediumKey(name) };
}

/** `新华社北京6月4日电`: the line that an agency puts in front of what it sends. */
const DATELINE = /^\s*(\p{Script=Han}{2,12}社)[^\n]{0,12}\d\s*日[^\n]{0,3}[电電]/u;

function ownSource(document: ClaimDocument): Source {
  const { id, text } = document;
  const outlet = document.outlet || DATELINE.exec(text)?.[1];
  const source = outlet === undefined ? undefined : (speakingOutlet(document) ?? sourceOf(outlet, document));
  if (outlet !== undefined && (source?.kind === 'body' || source?.kind === 'office'))
    return { ...source, name: outlet };
  return outlet === undefined ? medium(`document ${id}`) : withHeard(medium(mediumOf(outlet)?.name ?? outlet));
}

function isOwn(document: ClaimDocument, source: Source): boolean {
  return document.outlet !== undefined && isSameSource(ownSource(document), source);
}

function creditOf(
  statement: PlacedStatement,
  document: ClaimDocument,
  media: readonly MediaCredit[],
): Source | undefined {
  const chain = creditsOf(statement).map(({ name, start }) => sourceOf(name, document, start ?? statement.start));
  const first = chain[0];
  if (first === undefined || isOwn(document, first)) return undefined;
  if (first.kind !== 'crowd') return first;
  const outlet = chain.find(({ kind }) => kind === 'medium');
  if (outlet !== undefined) return outlet;
  const [start, end] = lineAround(document.text, statement);
  const met = media.find(
    ({ evidence, how, own }) => !own && how === 'met' && evidence.start >= start && evidence.end <= end,
  );
  return met === undefined ? undefined : medium(met.name);
}

/** Whom a statement credits, nearest first; without a credit, who speaks or holds. */
function creditsOf({ attributedTo, value }: PlacedStatement): readonly Credit[] {
  if (attributedTo.length > 0) return attributedTo;
  const speaker = value.kind === 'quotation' ? value.speaker : value.kind === 'stance' ? value.holder : undefined;
  // `We` is the text itself.
  return speaker === undefined || speaker === '' || speaker === 'We' ? [] : [{ name: speaker }];
}

function lineAround(text: string, { start, end }: Span): readonly [number, number] {
  const from = text.lastIndexOf('\n', start) + 1;
  const to = text.indexOf('\n', end);
  return [from, to < 0 ? text.length : to];
}
