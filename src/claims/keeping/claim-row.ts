import type { Claim, Origin } from '../../nouns/claim.ts';
import type { ClaimCard } from '../../nouns/claim-views.ts';
import type { StatementValue } from '../../nouns/statement.ts';
import { daysOf } from '../align/values.ts';
import type { ClaimsTables } from '../tables.ts';

/** A statement as far as its claim needs it. */
export interface Member {
  readonly id: string;
  readonly original: string;
  readonly value: StatementValue;
  readonly words: string;
  readonly sentence: string;
  /** Where its words begin in the sentence. */
  readonly at: number;
  readonly language: string;
  /** The name it gives its source, where it credits one. */
  readonly credited: string | undefined;
}

export interface NamedOrigin extends Origin {
  readonly key: string;
  readonly kind: string;
}

export interface KeptClaim {
  readonly row: ClaimsTables['claim'];
  readonly sources: readonly ClaimsTables['claim_source'][];
}

const MOST_SAID = 12; // values on a card
const LONGEST_LABEL = 90; // UTF-16 units

/** @param members in the order of the claim */
export function claimRow(
  claim: Omit<Claim, 'origins'>,
  origins: readonly NamedOrigin[],
  members: readonly Member[],
): KeptClaim {
  const id = members[0]?.id ?? '';
  const said = valuesSaid(members);
  const label = labelOf(members, said);
  const documentOf = new Map(members.map(({ id: member, original }) => [member, original]));
  const sources = origins
    .map(({ source, key, kind, statements }) => ({
      claim: id,
      key,
      name: source,
      kind,
      documents: new Set(statements.map((each) => documentOf.get(each.id))).size,
      alone: origins.length === 1 ? 1 : 0,
      claim_verdict: claim.verdict,
      claim_kind: members[0]?.value.kind ?? '',
      claim_origins: origins.length,
      claim_judged: 'none',
    }))
    .toSorted((a, b) => b.documents - a.documents || (a.key < b.key ? -1 : 1));
  const own = new Set(origins.filter(isHeld).map(({ key }) => key));
  const tally: ClaimCard['origins'] = sources.map(({ name, key, documents }) => ({
    source: name,
    documents,
    held: own.has(key),
  }));
  const row = {
    id,
    kind: members[0]?.value.kind ?? '',
    label: label.text,
    label_language: label.language,
    verdict: claim.verdict,
    statements: members.length,
    documents: new Set(documentOf.values()).size,
    origins: origins.length,
    said: JSON.stringify(said.slice(0, MOST_SAID)),
    more_said: Math.max(0, said.length - MOST_SAID),
    tally: JSON.stringify(tally),
    joins: JSON.stringify(claim.joins),
    conflicts: JSON.stringify(claim.conflicts),
    ...when(members),
    judged: 'none',
  };
  return { row, sources };
}

/** The origin is a document of the case, or a text of its own is there. */
function isHeld({ source, statements }: Origin): boolean {
  return source.startsWith('document ') || statements.some(({ reason }) => reason === 'own');
}

/** Each value once, with all who say it; what most documents say first. */
export function valuesSaid(members: readonly Pick<Member, 'id' | 'original' | 'value'>[]): ClaimCard['values'] {
  const same = Map.groupBy(members, ({ value }) => valueKey(value));
  return [...same.values()]
    .flatMap((group) => {
      const [first] = group;
      if (first === undefined) return [];
      const documents = new Set(group.map(({ original }) => original)).size;
      return [{ value: first.value, documents, statements: group.map(({ id }) => id) }];
    })
    .toSorted((a, b) => b.documents - a.documents || b.statements.length - a.statements.length);
}

function valueKey(value: StatementValue): string {
  switch (value.kind) {
    case 'figure':
      return JSON.stringify([value.lo, value.hi, value.loOpen, value.hiOpen, value.unit]);
    case 'date':
      return `${value.from} ${value.to}`;
    case 'quotation':
      return value.words.replace(/\s+/gu, ' ').toLowerCase();
    case 'stance':
      return `${value.polarity} ${value.holder.toLowerCase()}`;
  }
}

/** What it is about, in the words of the first statement that says what most documents say. */
function labelOf(
  members: readonly Member[],
  [most]: ClaimCard['values'],
): { readonly text: string; readonly language: string } {
  const [id] = most?.statements ?? [];
  const member = members.find((each) => each.id === id);
  return { text: member === undefined ? '' : labelIn(member), language: member?.language ?? 'und' };
}

function labelIn({ value, sentence, at, words }: Member): string {
  switch (value.kind) {
    case 'figure':
    case 'date':
      return excerpt(sentence, at, words.length);
    case 'quotation':
      return shortened(value.words);
    case 'stance':
      // Who holds it and what it is about would read the same for a denial and for a charge.
      return words.length > LEADING ? shortened(words) : excerpt(sentence, at, words.length);
  }
}

/** The clause around a place of a sentence, and those next to it where it is short; of a long one what stands around the place. */
function excerpt(sentence: string, at: number, length: number): string {
  const ends = [0, ...Array.from(sentence.matchAll(CLAUSE_END), ({ index, 0: mark }) => index + mark.length)];
  const starts = ends.filter((end) => end < sentence.trimEnd().length);
  let first = Math.max(
    0,
    starts.findLastIndex((start) => start <= at),
  );
  let last = starts.findIndex((start) => start >= at + length);
  if (last === -1) last = starts.length;
  const from = (): number => starts[first] ?? 0;
  const to = (): number => starts[last] ?? sentence.length;
  const isShort = (): boolean => sentence.slice(from(), to()).replace(WIDE, '$&$&$&').length < SHORTEST_LABEL;
  while (last < starts.length && isShort()) last++;
  while (first > 0 && isShort()) first--;
  if (to() - from() <= LONGEST_LABEL) return shortened(sentence.slice(from(), to()));
  // Whole words around the place: a few before it and the rest after, or more before it where the clause ends soon.
  const begin = Math.max(from(), Math.min(at - LEADING, to() - LONGEST_LABEL));
  const start = begin === from() ? begin : begin + (/^\S*\s+/u.exec(sentence.slice(begin, at))?.[0].length ?? 0);
  const label = shortened(sentence.slice(start, to()));
  return start === from() ? label : `…${label}`;
}

const CLAUSE_END = /[,;:](?=\s|\p{Script=Han})|[，；：。،]|\s[–—-]\s/gu;
const WIDE = /\p{Script=Han}/gu; // each tells about as much as three letters
const LEADING = 30; // UTF-16 units before the place
const SHORTEST_LABEL = 24; // where the sentence holds more

/** What print and recognition put between the characters and digits of a Chinese sentence. */
const LAYOUT =
  /(?<=\p{Script=Han})[ \u00a0]*\.?\n\s*(?=[\p{Script=Han}\d])|(?<=\p{Script=Han}[,，]?)[ \u00a0](?=\d)|(?<=\d)\s+(?=\p{Script=Han})/gu;
/** The mark of a quoted line, or of an item in a list. */
const ITEM =
  /^\s*(?:[>|*•·●]\s*)*(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,2}[)）]|\d{1,2}[.)]\s)?/u;

function shortened(text: string): string {
  const plain = text
    .replace(LAYOUT, '')
    .replace(/\s+/gu, ' ')
    .replace(ITEM, '')
    .replace(/^[\s"“”‘’']+|[\s.,;:。，；：،"“”]+$/gu, '');
  if (plain.length <= LONGEST_LABEL) return plain;
  const space = plain.lastIndexOf(' ', LONGEST_LABEL);
  const cut = plain.slice(0, space > LONGEST_LABEL / 2 ? space : LONGEST_LABEL);
  return `${cut.toWellFormed().trimEnd()}…`;
}

/** The whole stretch in which a dated claim says that it happened. */
function when(members: readonly Member[]): Pick<ClaimsTables['claim'], 'first_day' | 'last_day' | 'from' | 'to'> {
  let first: { readonly day: number; readonly text: string } | undefined;
  let last: { readonly day: number; readonly text: string } | undefined;
  for (const { value } of members) {
    const days = value.kind === 'date' ? daysOf(value.from, value.to) : undefined;
    if (value.kind !== 'date' || days === undefined) continue;
    if (first === undefined || days[0] < first.day) first = { day: days[0], text: value.from };
    if (last === undefined || days[1] > last.day) last = { day: days[1], text: value.to };
  }
  return {
    first_day: first?.day ?? null,
    last_day: last?.day ?? null,
    from: first?.text ?? null,
    to: last?.text ?? null,
  };
}
