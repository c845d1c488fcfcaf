import type { Figure } from '../../nouns/statement.ts';
import { headOf, isAnybody, isHead, roleOf, shotBy } from './concepts.ts';
import { stemOf } from '../../search/fold.ts';
import { measureOf } from './values.ts';
import type { SentencePlace, TextWords, Word } from './words.ts';

/** The role and the head of what is counted, and what people it is where that is said. */
export interface Counted {
  readonly role: string | undefined;
  readonly head: string | undefined;
  /** Of a measure without a role what it is a measure of, as one word: `turnout`, `long`. */
  readonly attribute: string | undefined;
  readonly kind: string | undefined;
}

/** `Of whom 40`, in three languages, right before the number. */
const AMONG =
  /(?:\b(?:of whom|of them|among them|including)\s+(?:(?:at least|about|some|only|just)\s+)?|其中(?:有|的)?\p{Script=Han}{0,6}\s?|ئۇنىڭ ئىچىدە\s|بۇنىڭ ئىچىدە\s|شۇنىڭ ئىچىدە\s)$/u;
const PART_BEFORE = /^(?:another|other|further|additional|extra|remaining)$/;
/** `The 12 worst-hit villages`: how many that are is up to who says it. */
const SUPERLATIVE = /^(?:worst|hardest|largest|biggest|poorest)$/;
const PART_AFTER = /^(?:other|others|more|additional|further)$/;
/** `Two of them`, `at least 25 of the injured`; not `eleven vessels of the navy`. */
const PART_OF =
  /^(?:(?:at|least|about|around|some|nearly|almost|more|than|over|up|to|as|many)\s+)*[\p{L}\p{N},.-]+\s+of\s+(?:them|whom|the|these|those)\b/iu;

/** `another two`, `three of them`. `first` and `last` are places in the list of words, of what is counted. */
export function isPart({ words, text }: TextWords, sentence: SentencePlace, first: number, last: number): boolean {
  const from = Math.max(sentence.first, first - 1);
  for (let at = from; at < last; at += 1) {
    const exact = words[at]?.exact ?? '';
    if (PART_BEFORE.test(exact) || SUPERLATIVE.test(exact)) return true;
    if (PART_AFTER.test(exact) && at > first && words[at + 1]?.exact !== 'than') return true;
  }
  const start = words[first]?.start ?? 0;
  if (AMONG.test(text.slice(Math.max(sentence.start, start - 24), start))) return true;
  const end = words[last - 1]?.end ?? 0;
  return PART_OF.test(text.slice(words[first]?.start ?? 0, end + 12));
}

/**
 * The role and the head of what is counted: of the words of the figure itself; then of those that stand closest to it,
 * where a comma, a bracket or another number is as far as four words.
 */
export function countedIn(
  all: TextWords,
  figure: Figure,
  sentence: SentencePlace,
  first: number,
  last: number,
): Counted {
  const { words } = all;
  const own = words.slice(first, last);
  const people = figure.unit === 'people';
  const measure = people ? 'person' : measureOf(figure);
  const called = people ? kindOfPeople(own) : own.findLast(({ content }) => content);
  const named = headOf(called?.stem ?? (people ? 'person' : stemOf(figure.unit)), called?.exact);
  const head =
    named === 'shot' || named === 'time'
      ? shotHead(all, named, sentence, first, last)
      : own.some(({ exact }) => SUPERLATIVE.test(exact))
        ? `worst ${named}`
        : named;
  const role =
    roleInside(all, measure, sentence, first, last) ??
    roleNear(all, figure, measure, sentence, first, last) ??
    (people ? (roleOfPut(words, sentence, first) ?? ROLE_OF_KIND[head]) : undefined);
  return {
    role,
    head,
    kind: people ? called?.stem : undefined,
    attribute: measure === 'count' || people ? undefined : attributeOf(all, sentence, first, last),
  };
}

/** The noun that says which people they are; what happened to them does not. */
function kindOfPeople(own: readonly Word[]): Word | undefined {
  return own.findLast(
    ({ stem, exact, content }) => content && isKind(exact) && !isAnybody(stem) && roleOf('person', stem) === undefined,
  );
}

/** The role that the words of the figure themselves say, or those that lead to it. */
function roleInside(
  all: TextWords,
  measure: string,
  sentence: SentencePlace,
  first: number,
  last: number,
): string | undefined {
  const own = all.words.slice(first, last);
  if (measure === 'person') {
    if (own.some(({ exact }) => exact === 'lives')) return 'dead';
    if (RECEIVED.test(all.words[first - 1]?.exact ?? '')) return 'treated';
  }
  const inside = own.toReversed().flatMap(({ stem }) => roleOf(measure, stem) ?? [])[0];
  return inside ?? (measure === 'person' && saysToll(all, sentence, first) ? 'dead' : undefined);
}

interface RoleNear {
  readonly role: string;
  readonly distance: number;
}

/** The role that the closest word says which says one, before or behind the figure. */
function roleNear(
  all: TextWords,
  figure: Figure,
  measure: string,
  sentence: SentencePlace,
  first: number,
  last: number,
): string | undefined {
  const behind = roleAlong(all, figure, measure, sentence, last, 1);
  const before = roleAlong(all, figure, measure, sentence, first - 1, -1);
  if (behind === undefined || before === undefined) return (behind ?? before)?.role;
  return before.distance < behind.distance ? before.role : behind.role;
}

const FURTHEST = 8;

/** Goes from a word of a sentence to its beginning or its end; `step` is 1 or -1. */
function roleAlong(
  all: TextWords,
  figure: Figure,
  measure: string,
  sentence: SentencePlace,
  from: number,
  step: number,
): RoleNear | undefined {
  const { words, text } = all;
  const people = figure.unit === 'people';
  let distance = step === 1 ? 0 : 0.5;
  for (let at = from; at >= sentence.first && at < sentence.last; at += step) {
    const word = words[at];
    if (word === undefined) return undefined;
    const [left, right] = step === 1 ? [words[at - 1]?.end ?? 0, word.start] : [word.end, words[at + 1]?.start ?? 0];
    distance += APART.test(text.slice(left, right)) ? 4 : 1;
    if ((/^\d/.test(word.exact) || ANOTHER.test(word.exact)) && !belongsTo(words, at)) distance += 3;
    if (distance > FURTHEST) return undefined;
    const livesOf = word.exact === 'lives' && words[at + 1]?.exact === 'of';
    const said = livesOf ? 'dead' : (roleOf(measure, word.stem) ?? (step === 1 ? goesAway(word, people) : undefined));
    const role = word.name ? undefined : said;
    if (role === undefined) continue;
    const some = (figure.hi ?? Infinity) > 0;
    return { role: some && isDenied(all, at, sentence) ? `not ${role}` : role, distance };
  }
  return undefined;
}

const APART = /[,;:()“”"—–،؛，、；：（）「」《》-]/;

/** Shots that were fired and shots that hit; `eleven times` is of either where somebody was shot. */
function shotHead(
  { words, text }: TextWords,
  head: string,
  sentence: SentencePlace,
  first: number,
  last: number,
): string {
  const apart = (at: number): boolean => /[,;:()—–-]/.test(text.slice(words[at - 1]?.end ?? 0, words[at]?.start ?? 0));
  let [from, to] = [first, last];
  while (from > sentence.first && !apart(from)) from -= 1;
  while (to < sentence.last && !apart(to)) to += 1;
  const clause = [...words.slice(from, first), ...words.slice(last, to)];
  const done = new Set(clause.map(({ stem }) => shotBy(stem)));
  return done.has('hit') ? 'shot hit' : done.has('fired') ? 'shot fired' : head;
}

/** `Police put the march, to mark a strike, at 30,000`. */
function roleOfPut(words: readonly Word[], sentence: SentencePlace, first: number): string | undefined {
  if (!words.slice(Math.max(sentence.first, first - 2), first).some(({ exact }) => exact === 'at')) return undefined;
  const clause = words.slice(sentence.first, first);
  const put = clause.findLastIndex(({ exact }) => PUT.test(exact));
  if (put < 0) return undefined;
  return clause
    .slice(put)
    .map(({ stem }) => roleOf('person', stem))
    .find((role) => role !== undefined);
}

const RECEIVED = /^receiv(?:ed|es|ing)$/;
const PUT = /^(?:put|puts|putting|estimated|placed)$/;

/** `2,310 people of the eleven villages`: the second number is no count of its own. */
function belongsTo(words: readonly Word[], at: number): boolean {
  const before = words[at - 1]?.exact ?? '';
  return OF_WHAT.test(before) || (before === 'the' && OF_WHAT.test(words[at - 2]?.exact ?? ''));
}

const OF_WHAT = /^(?:of|from|in|across)$/;

/** Behind people who are counted, that they left says where they went; before them, `left three people dead`, it does not. */
function goesAway({ exact }: Word, people: boolean): string | undefined {
  return people && /^(?:left|leave|leaving|departed)$/.test(exact) ? 'displaced' : undefined;
}

const DENIED_BEFORE =
  /(?:\b(?:not|never|n[’']t|without being)\s+(?:yet\s+|been\s+|being\s+|be\s+|have\s+)*|[未没]|没有|不|尚未|拒绝)$/iu;
/** Uyghur denies within the verb: `köchmigen`, `yarilanmidi`. */
const DENIED_WITHIN = /م(?:[اەى])(?:[دغگسپي]|ۋات)/u;

/** Whether the word for what happened to people stands in a denial. */
function isDenied({ words, text }: TextWords, at: number, sentence: SentencePlace): boolean {
  const word = words[at];
  if (word === undefined) return false;
  if (/^\p{Script=Arabic}/u.test(word.exact)) return DENIED_WITHIN.test(text.slice(word.start + 2, word.end));
  return DENIED_BEFORE.test(text.slice(Math.max(sentence.start, word.start - 24), word.start));
}

/** What people do who are called so, where nothing says otherwise. */
const ROLE_OF_KIND: Readonly<Record<string, string>> = { protester: 'crowd' };

/** A noun that says which people they are: not `confirmed`, `roughly`, `tens of`. */
function isKind(word: string): boolean {
  return /s$|men$|children$/.test(word) ? !/^(?:tens|scores)$/.test(word) : isHead(word);
}

/** Begins another clause, or counts something else. */
const ANOTHER =
  /^(?:and|but|while|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|scores|hundreds?|thousands?)$/;

const TOLL =
  /\b(?:death toll|toll)\b[^.;:]{0,80}\b(?:to|at|of|is|was|now|reached|reaching|stands|stood)\s+(?:\S+\s+){0,3}$/i;

/** `the toll of the flood has risen to four`. */
function saysToll({ words, text }: TextWords, sentence: SentencePlace, first: number): boolean {
  return TOLL.test(text.slice(sentence.start, words[first]?.start ?? sentence.start));
}

const DIMENSION =
  /^(?:[\s-]*(?:square|cubic)?[\s-]*\p{L}*)?[\s-]+(long|wide|high|tall|deep|thick|away|off|from|north|south|east|west)\b/iu;
const OF = /^\s+(?:of|in)\s+(?:(?:the|its|his|her|their|all|total)\s+)*/i;
const LEADS =
  /^(?:of|at|was|is|were|are|to|by|as|stood|stands|reached|totalled|totaled|fell|rose|grew|than|about|around|some|nearly|almost|over|only|up|estimated|roughly|an|a|the|least|most|more|less|with|from|for)$/;

/** `turnout was 71 percent`, `71 percent of the vote`, `180 metres long`. */
function attributeOf(
  { words, text }: TextWords,
  sentence: SentencePlace,
  first: number,
  last: number,
): string | undefined {
  const end = words[last - 1]?.end ?? sentence.end;
  const after = text.slice(end, sentence.end);
  const dimension = DIMENSION.exec(after)?.[1]?.toLowerCase();
  if (dimension !== undefined) return /^(?:long|wide|high|tall|deep|thick)$/.test(dimension) ? dimension : 'away';
  if (OF.test(after)) {
    for (let at = last; at < Math.min(last + 6, sentence.last); at += 1) {
      const [word, next] = [words[at], words[at + 1]];
      if (word === undefined) break;
      const ends =
        next === undefined ||
        at + 1 >= sentence.last ||
        !next.content ||
        /[^\s]/.test(text.slice(word.end, next.start));
      if (word.content && ends) return word.stem;
    }
  }
  for (let at = first - 1; at >= Math.max(sentence.first, first - 7); at -= 1) {
    const [word, next] = [words[at], words[at + 1]];
    if (word === undefined || next === undefined || /[;:,()“”"—–]/.test(text.slice(word.end, next.start))) break;
    if (LEADS.test(word.exact) || word.name) continue;
    return word.content ? word.stem : undefined;
  }
  return undefined;
}
