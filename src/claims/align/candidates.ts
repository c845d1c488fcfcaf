import { slotOf, type Profile, type TextProfile } from './profile.ts';
import { daysOf } from './values.ts';
import { hashOf, shared } from './words.ts';

/** A block of more statements is no sign of anything; its statements meet in finer blocks or not at all. */
const LARGEST_BLOCK = 240;
/** Names by which a text is found: of its first paragraph and of the sentence. */
const MOST_NAMES = 16;
/** Names that two texts share if they are about one thing; two are a country and whom everybody quotes. */
const LEAST_SHARED = 3;

/**
 * Pairs worth comparing: statements that share a key, which is what is counted (or the day, or two words of the
 * quotation) together with a name of their text. The work grows with the blocks, not with the square of the statements.
 */
export function candidates(
  profiles: readonly Profile[],
  texts: readonly TextProfile[],
  take: (a: number, b: number) => void,
): void {
  const blocks = new Map<number, number | number[]>(); // most keys have one statement, which needs no list
  for (const [index, profile] of profiles.entries()) {
    for (const key of new Set(keysOf(profile, texts[profile.text]))) {
      const block = blocks.get(key);
      if (block === undefined) blocks.set(key, index);
      else if (typeof block === 'number') blocks.set(key, [block, index]);
      else if (block.length <= LARGEST_BLOCK) block.push(index);
    }
  }
  for (const [a, profile] of profiles.entries()) {
    const near = new Set<number>();
    for (const key of keysOf(profile, texts[profile.text])) {
      const block = blocks.get(key);
      if (typeof block !== 'object' || block.length > LARGEST_BLOCK) continue;
      for (const b of block) if (b > a) near.add(b);
    }
    for (const b of near) if (related(profile, profiles[b], texts)) take(a, b);
  }
}

/** Two texts share names, as far as they have any; a quotation is known by its words. */
function related(a: Profile | undefined, b: Profile | undefined, texts: readonly TextProfile[]): boolean {
  if (a === undefined || b === undefined) return false;
  if (a.text === b.text || a.statement.value.kind === 'quotation') return true;
  const [x, y] = [texts[a.text], texts[b.text]];
  if (x === undefined || y === undefined) return false;
  if (shared(x.names, y.names) >= Math.min(LEAST_SHARED, x.names.length, y.names.length)) return true;
  return 2 * shared(x.lead, y.lead) > Math.min(x.lead.length, y.lead.length);
}

function* keysOf(profile: Profile, text: TextProfile | undefined): Generator<number> {
  const { statement, own, said, names: near } = profile;
  if (statement.value.kind === 'quotation') {
    yield* quotationKeys(profile);
    return;
  }
  const names = text === undefined ? [] : [...near.subarray(0, MOST_NAMES), ...text.lead.subarray(0, MOST_NAMES)];
  const by = names.length > 0 ? names : said;
  for (const slot of slotsOf(profile)) {
    const hash = hashOf(slot);
    for (const name of by) yield keyOf(hash, name);
  }
  if (statement.value.kind === 'stance') for (const word of own) for (const name of by) yield keyOf(word, name);
}

/** Two hashes in one number that is exact: the low 26 bits of each. */
function keyOf(a: number, b: number): number {
  return (a & 0x3ffffff) * 0x4000000 + (b & 0x3ffffff);
}

function* slotsOf(profile: Profile): Generator<string> {
  const { value } = profile.statement;
  const { measure, role } = profile;
  if (value.kind === 'date') {
    const days = daysOf(value.from, value.to);
    if (days === undefined) return;
    yield `date ${value.from.slice(0, 4)}`;
    if (days[1] - days[0] < 62) yield `date ${value.from.slice(0, 10)}`;
    return;
  }
  if (value.kind !== 'figure') return;
  yield slotOf(profile);
  if (measure !== 'count' && role !== undefined) yield `${measure} all`;
  if (measure !== 'count') yield `${measure} any`;
  yield `${measure} v ${value.lo}`;
}

/** Two words of the quotation together, whatever their order: a retranslation keeps some of them. */
function* quotationKeys({ own }: Profile): Generator<number> {
  for (const [i, first] of own.entries()) {
    for (let j = i + 1; j < Math.min(own.length, i + WINDOW); j += 1) yield keyOf(first, own[j] ?? 0);
  }
}

const WINDOW = 13;
