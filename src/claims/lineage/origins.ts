import type { Origin, OriginReason, PlacedStatement } from '../../nouns/claim.ts';
import { relationOf, type Rates } from '../align/values.ts';
import { isOwn, type TextLineage } from './lineage.ts';
import { isSameSource, sourceOf, type Source } from './sources.ts';

interface Placed {
  readonly statement: PlacedStatement;
  readonly lineage: TextLineage;
}

interface Found extends Placed {
  readonly source: Source | undefined;
  readonly reason: OriginReason;
}

/**
 * Who first said what a claim says, as far as the texts tell. A credit counts as whom it names; a statement without one
 * goes with a credit that its text gives for the same, or with the root of its text. Offices without a name go with a
 * body that has one, if one says the same.
 */
export function originsOf(statements: readonly Placed[]): readonly Origin[] {
  const credited = statements.map((placed): Found => ({ ...placed, source: creditOf(placed), reason: 'credited' }));
  const settled = credited.map((found) => (found.source === undefined ? uncredited(found, credited) : found));
  const groups: { source: Source; members: Found[] }[] = [];
  // Names first, so that what has none finds the body it belongs to.
  const order = (found: Found): number =>
    ['medium', 'body', 'person', 'office', 'crowd'].indexOf(found.source?.kind ?? 'medium');
  for (const found of settled.toSorted((a, b) => order(a) - order(b))) {
    const { source } = found;
    if (source === undefined) continue;
    const group =
      groups.find((each) => isSameSource(each.source, source)) ??
      (source.key === 'officials' ? groups.find(({ source: { kind } }) => kind !== 'medium') : undefined);
    if (group === undefined) groups.push({ source, members: [found] });
    else group.members.push(found);
  }
  return groups.map(({ source, members }) => ({
    source: source.name,
    statements: members.map(({ statement, reason }) => ({ id: statement.id, reason })),
  }));
}

function creditOf({ statement, lineage }: Placed): Source | undefined {
  const { document, media, root } = lineage;
  const chain = creditsOf(statement).map((name) => sourceOf(name, document));
  const first = chain[0];
  if (first === undefined) return undefined;
  if (isOwn(document, first)) return undefined;
  if (first.kind !== 'crowd')
    return root.reason === 'whole-text' && first.kind === 'person' && leaked(lineage) ? root.source : first;
  const outlet = chain.find(({ kind }) => kind === 'medium');
  if (outlet !== undefined) return outlet;
  const [start, end] = sentenceAround(document.text, statement);
  const met = media.find(
    ({ evidence, how, own }) => !own && how === 'met' && evidence.start >= start && evidence.end <= end,
  );
  return met === undefined ? undefined : { name: met.name, kind: 'medium', key: met.name.toLowerCase() };
}

/** Whom a statement credits, nearest first; without a credit, who speaks or holds. */
function creditsOf({ attributedTo, value }: PlacedStatement): readonly string[] {
  if (attributedTo.length > 0) return attributedTo.map(({ name }) => name);
  const speaker = value.kind === 'quotation' ? value.speaker : value.kind === 'stance' ? value.holder : undefined;
  return speaker === undefined || speaker === '' ? [] : [speaker];
}

function leaked({ media }: TextLineage): boolean {
  return media.some(({ how, own }) => how === 'leak' && !own);
}

function sentenceAround(text: string, { start, end }: PlacedStatement): readonly [number, number] {
  const from = text.lastIndexOf('\n', start) + 1;
  const to = text.indexOf('\n', end);
  return [from, to < 0 ? text.length : to];
}

function uncredited(found: Found, all: readonly Found[]): Found {
  const { lineage, statement } = found;
  const same = all.filter(({ source, statement: other }) => source !== undefined && agrees(statement, other));
  const here = same.find((each) => each.lineage === lineage);
  if (here !== undefined) return { ...found, source: here.source, reason: 'credited-nearby' };
  const known = same.find(
    ({ source }) =>
      source !== undefined && lineage.sources.some((each) => each.kind !== 'crowd' && isSameSource(each, source)),
  );
  if (known !== undefined) return { ...found, source: known.source, reason: 'credited-nearby' };
  return { ...found, source: lineage.root.source, reason: lineage.root.reason };
}

const NO_RATES: Rates = new Map();

function agrees({ value: a }: PlacedStatement, { value: b }: PlacedStatement): boolean {
  if (a.kind === 'figure' && b.kind === 'figure') return relationOf(a, b, NO_RATES) !== 'apart';
  return !(a.kind === 'stance' && b.kind === 'stance') || a.polarity === b.polarity;
}
