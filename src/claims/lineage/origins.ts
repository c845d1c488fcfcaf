import type { Origin, OriginReason, PlacedStatement } from '../../nouns/claim.ts';
import { AlikeSources } from './alike-sources.ts';
import { areOpposite, sideOf } from '../align/sides.ts';
import { relationOf, type Rates } from '../align/values.ts';
import type { TextLineage } from './lineage.ts';
import { OwnSources } from './own-sources.ts';
import { isSameSource, type Source } from './sources.ts';

/** A statement of a claim with where its text comes from. */
export interface Sourced {
  readonly statement: PlacedStatement;
  readonly lineage: TextLineage;
  /** Whom it credits, as far as its text tells. */
  readonly credit: Source | undefined;
}

/** An origin with what makes it the same elsewhere. */
export interface SourcedOrigin extends Origin {
  readonly key: string;
  readonly kind: Source['kind'];
}

interface Found extends Sourced {
  readonly source: Source | undefined;
  readonly reason: OriginReason;
}

/**
 * Who first said what a claim says, as far as the texts tell. A credit counts as whom it names; a statement without one
 * goes with a credit that its text gives for the same, or with the root of its text. Offices without a name go with a
 * body that has one, if one says the same.
 *
 * @param shown gives a source the name that people gave it
 */
export function originsOf(
  statements: readonly Sourced[],
  shown: (source: Source) => Source = (source) => source,
): readonly SourcedOrigin[] {
  const credited = statements.map((sourced): Found => ({
    ...sourced,
    source: creditedSource(sourced),
    reason: 'credited',
  }));
  const named = namedSources(credited);
  const known = credited.map((found) =>
    found.source === undefined ? uncredited(found, named) : passedOn(found, named),
  );
  const texts = new OwnSources(known.map(({ lineage }) => lineage.own));
  const passed = known.map((found) => traced(found, known, texts));
  const settled = passed.some(({ lineage }) => lineage.translates !== undefined) ? asOriginals(passed) : passed;
  const groups: { source: Source; members: Found[] }[] = [];
  const alike = new AlikeSources();
  const groupOf = new Map<string, (typeof groups)[number]>(); // the first that is the same stays the first
  // Names first, so that what has none finds the body it belongs to; an utterance has one speaker, however texts name him.
  const order = ({ source, statement }: Found): number =>
    (statement.value.kind === 'quotation' ? SPEAKERS : NAMED).indexOf(source?.kind ?? 'medium');
  for (const found of settled.toSorted((a, b) => order(a) - order(b))) {
    const source = found.source === undefined ? undefined : shown(found.source);
    if (source === undefined) continue;
    const group =
      (found.statement.value.kind === 'quotation' ? groups[0] : undefined) ??
      groupOf.get(identity(source)) ??
      groups[alike.first(source)] ??
      (source.key === 'officials' ? groups.find((each) => isKnownTo(found.lineage, source, each.source)) : undefined) ??
      (isUnnamed(source)
        ? groups.find(
            (each) =>
              isNamedParty(each.source) && each.members.some((other) => agrees(other.statement, found.statement)),
          )
        : undefined);
    if (group === undefined) {
      groups.push({ source, members: [found] });
      alike.add(source);
    } else group.members.push(found);
    const joined = group ?? groups.at(-1);
    if (joined !== undefined && isSameSource(joined.source, source)) groupOf.set(identity(source), joined);
  }
  return groups.map(({ source: { name, key, kind }, members }) => ({
    source: name,
    key,
    kind,
    statements: members.map(({ statement, reason }) => ({ id: statement.id, reason })),
  }));
}

/** Officials of whom a text says no more are of a body that it names elsewhere, a government is whoever speaks for it. */
function isKnownTo({ sources }: TextLineage, office: Source, { kind, name, key }: Source): boolean {
  if (kind === 'medium') return false;
  if (/\b(?:government|state)\b/i.test(office.name) && OF_STATE.test(name)) return true;
  return sources.some((each) => isSameSource(each, { kind, name, key }));
}

const OF_STATE = /\b(?:ministry|government|president|premier|foreign office)\b/i;

/** `the organisers`, `the company`: a name that nobody has alone. */
function isUnnamed({ kind, name }: Source): boolean {
  return (
    (kind === 'body' || kind === 'person') && !/\p{Lu}/u.test(name.slice(1)) && (PARTY.test(name) || GENERIC.test(name))
  );
}

const PARTY =
  /^(?:organi[sz]ers|protesters|demonstrators|strikers|campaigners|activists|rebels|workers|unions|prosecutors|lawyers|doctors|officials)$/i;

/** What many bodies are called where they were named before. */
const GENERIC =
  /^(?:company|firm|operator|owners?|chain|group|airline|bank|hospital|railway|government|opposition|ministry|agency|department|commission|committee|council|union|office|authority|authorities|board|bureau|force|army|management|service|institute|inspectorate|ambassador|envoy|minister|rescuers|spokes(?:man|woman|person))$/i;

function isNamedParty({ kind, name }: Source): boolean {
  return (kind === 'body' || kind === 'person') && /\p{Lu}/u.test(name);
}

function identity({ kind, key, person = '' }: Source): string {
  return `${kind} ${key} ${person}`;
}

function creditedSource({ credit, lineage: { leaked, root, denied } }: Sourced): Source | undefined {
  if (credit === undefined || denied.some((each) => isSameSource(each, credit))) return undefined;
  const isOfLeak = credit.kind === 'person' ? root.reason === 'whole-text' : PAPERS.test(credit.name);
  return leaked && isOfLeak ? root.source : credit;
}

/** Who tells what papers say has it from who was given them. */
const PAPERS =
  /^(?:(?:the|a|an|these|those|leaked|secret|internal|confidential)\s+)*(?:documents?|papers?|files?|reports?|records?|cables?|memos?|e?-?mails?|audit|dossier|transcripts?|spreadsheets?|letters?)$/i;

/** Whom the statements of a claim credit. */
interface NamedSources {
  readonly byText: ReadonlyMap<TextLineage, readonly Found[]>;
  /** Of those that say the same and credit the same the first: there are far fewer. */
  readonly different: readonly Found[];
  /** Who was given the papers of which texts tell. */
  readonly leaks: readonly Source[];
}

function namedSources(all: readonly Found[]): NamedSources {
  const different = new Map<string, Found>();
  const crediting = all.filter(({ source }) => source !== undefined);
  for (const found of crediting) {
    const { value } = found.statement;
    const said =
      value.kind === 'figure'
        ? [value.lo, value.hi, value.loOpen, value.hiOpen, value.unit]
        : value.kind === 'stance'
          ? [sideOf(value)]
          : [];
    const key = JSON.stringify([value.kind, said, found.source && identity(found.source)]);
    if (!different.has(key)) different.set(key, found);
  }
  return {
    byText: Map.groupBy(crediting, ({ lineage }) => lineage),
    different: [...different.values()],
    leaks: all.flatMap(({ lineage: { leaked, root } }) => (leaked ? [root.source] : [])),
  };
}

function uncredited(found: Found, { byText, different, leaks }: NamedSources): Found {
  const { lineage, statement } = found;
  // `We deny it`: the text itself does.
  if (statement.value.kind === 'stance' && statement.value.holder === 'We')
    return { ...found, source: lineage.own, reason: 'own' };
  const stretch = lineage.stretches.find(({ start, end }) => start <= statement.start && statement.end <= end);
  if (stretch !== undefined) return { ...found, source: stretch.source, reason: 'text-reuse' };
  // On which day it was everybody knows, and whoever wrote the text.
  const here =
    statement.value.kind === 'date'
      ? undefined
      : byText.get(lineage)?.find((each) => !isNumberOf(each, statement) && agrees(statement, each.statement));
  if (here !== undefined) return { ...found, source: here.source, reason: 'credited-nearby' };
  const same = different.filter((each) => agrees(statement, each.statement));
  const known = [...same.flatMap(({ source }) => source ?? []), ...leaks].find(
    (source) =>
      onlyQuotes(lineage, source) || (!lineage.reports && lineage.media.some((each) => isSameSource(each, source))),
  );
  if (known !== undefined) return { ...found, source: known, reason: 'credited-nearby' };
  return { ...found, source: lineage.root.source, reason: lineage.root.reason };
}

/** What an agency is credited with, by a text that else names one body only, is of that body, if that says it elsewhere. */
function passedOn(found: Found, { different }: NamedSources): Found {
  if (found.source?.kind !== 'medium' || isSameSource(found.source, found.lineage.own)) return found;
  const from = different.find(
    ({ source, statement }) =>
      source?.kind === 'body' && onlyQuotes(found.lineage, source) && agrees(found.statement, statement),
  );
  return from?.source === undefined ? found : { ...found, source: from.source, reason: 'credited-nearby' };
}

/**
 * Who says what another text of the claim says, and names its outlet, has it from there: from whom that text has it. Steps
 * are few, so that outlets that name each other lead nowhere.
 */
function traced(found: Found, all: readonly Found[], texts: OwnSources): Found {
  let { source, lineage, reason } = found;
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const named = source === undefined ? [] : [source, ...lineage.media];
    const others = texts
      .of(named)
      .flatMap((place) => all[place] ?? [])
      .filter((other) => other.lineage !== lineage && agrees(found.statement, other.statement));
    const from = others.find((other) => isOf(other)) ?? others.find((other) => isNamed(other));
    if (from?.source === undefined || (source !== undefined && isSameSource(from.source, source))) break;
    [source, lineage, reason] = [from.source, from.lineage, 'credited-nearby'];
  }
  return { ...found, source, lineage, reason };

  function isOf({ lineage: { own } }: Found): boolean {
    return source !== undefined && !isSameSource(own, lineage.own) && isSameSource(own, source);
  }

  function isNamed({ statement, lineage: { own, hasPapers } }: Found): boolean {
    if (source === undefined || isSameSource(own, lineage.own)) return false;
    // Who looks into papers for himself and repeats a number of theirs has it from who was given them.
    if (lineage.reports && !(hasPapers && saysTheSame(found.statement, statement))) return false;
    if (reason === 'credited' && !isSameSource(source, lineage.own)) return false;
    return lineage.media.some((each) => isSameSource(each, own));
  }
}

const MOST_STEPS = 3;

/** What a translation says is from whom the text has it of which it is one: names are not the same in two languages. */
function asOriginals(all: readonly Found[]): readonly Found[] {
  const of = Map.groupBy(all, ({ lineage }) => lineage.document);
  const translations = Map.groupBy(all, ({ lineage }) => lineage.translates ?? '');
  return all.map((found) => {
    let last = found;
    for (let step = 0; step < MOST_STEPS && last.lineage.translates !== undefined; step += 1) {
      const { translates } = last.lineage;
      const same = of.get(translates) ?? [];
      // Where it is not found in the text itself, what one translation credits counts for all.
      const others = translations.get(translates)?.filter(({ reason }) => reason === 'credited') ?? [];
      const says = (from: readonly Found[]): Found | undefined =>
        from.find(({ statement }) => agrees(found.statement, statement));
      const original = says(same) ?? same[0] ?? says(others);
      if (original === undefined || original === last) break;
      last = original;
      if (same.length === 0) break;
    }
    return last === found ? found : { ...found, source: last.source, reason: 'text-reuse' };
  });
}

/** Somebody of whom no office is told says what number he knows, and the text what it knows. */
function isNumberOf({ source }: Found, { value }: PlacedStatement): boolean {
  return value.kind === 'figure' && source?.kind === 'person' && !/(?:^|\s)\p{Ll}/u.test(source.name);
}

function saysTheSame({ value: a }: PlacedStatement, { value: b }: PlacedStatement): boolean {
  if (a.kind === 'figure' && b.kind === 'figure') return relationOf(a, b, NO_RATES) === 'same';
  return a.kind === 'date' && b.kind === 'date' && a.from === b.from && a.to === b.to;
}

/** A text that quotes one body, and nobody else by name, has from it what that body says elsewhere. */
function onlyQuotes({ sources }: TextLineage, source: Source): boolean {
  const named = sources.filter(({ kind }) => kind !== 'crowd' && kind !== 'medium');
  return named.length > 0 && named.every((each) => isSameSource(each, source));
}

const NAMED: readonly Source['kind'][] = ['medium', 'body', 'person', 'office', 'crowd'];
const SPEAKERS: readonly Source['kind'][] = ['body', 'person', 'office', 'medium', 'crowd'];

const NO_RATES: Rates = new Map();

function agrees({ value: a }: PlacedStatement, { value: b }: PlacedStatement): boolean {
  if (a.kind === 'figure' && b.kind === 'figure') return relationOf(a, b, NO_RATES) !== 'apart';
  if (a.kind === 'date' && b.kind === 'date') return a.from <= `${b.to}~` && b.from <= `${a.to}~`;
  return !(a.kind === 'stance' && b.kind === 'stance') || !areOpposite(sideOf(a), sideOf(b));
}
