import type { Span } from '../../nouns/reading.ts';
import type { Token } from './analyse.ts';
import { takesUp } from '../align/sides.ts';
import type { Saying, Telling } from './credits.ts';
import type { FoundStance } from './stances.ts';

const DENIES = /^(?:deny|dispute|reject|refute|dismiss|contradict|contest|rule|repudiate)$/;
const TELLS = /^(?:say|tell|state|claim|add|report|find|show|testify|write|according|note|conclude|insist)$/;
const CONTENT: ReadonlySet<string> = new Set(['NOUN', 'VERB', 'ADJ', 'PROPN']);
const LEAST = 2; // words in common
const SHARE = 0.6; // of the words of what is denied
const NEGATED = /\b(?:no|not|never|none|nobody|nothing|without)\b|n['’]t\b/iu;

/**
 * What the text says of others and what it lets somebody deny are two sides of one thing: `a passenger said the ferry was
 * overloaded`, where the owner denies that it was.
 */
export function contestedIn(
  text: string,
  tellings: readonly Telling[],
  stances: readonly FoundStance[],
): readonly FoundStance[] {
  const denied = byWord(
    stances.flatMap(({ value: { polarity, verb, target } }) =>
      polarity === 'negative' && DENIES.test(verb) ? [wordsOf(target)] : [],
    ),
  );
  const answered = new Set(stances.flatMap((stance) => answeredBy(stance, tellings) ?? []));
  if (denied.size === 0 && answered.size === 0) return [];
  const told = placesOf(stances);
  return tellings.flatMap((telling) =>
    telling.sayings.flatMap((saying): readonly FoundStance[] => {
      const credit = saying.credits[0];
      if (credit === undefined || !saying.tag || !TELLS.test(saying.verb)) return [];
      const said = saidBy(text, telling, saying);
      const next = told.next(said) ?? said.end;
      const span = { start: said.start, end: said.start + text.slice(said.start, next).replace(/[\s,;]+$/, '').length };
      if (told.overlap(span)) return [];
      const target = text.slice(span.start, span.end);
      const own = new Set(lemmasIn(telling.sentence.tokens, span));
      if (!(isDenied(own, denied) || (answered.has(saying) && IS_SAID.test(target) && !NUMBER.test(target)))) return [];
      const polarity = NEGATED.test(target) ? 'negative' : 'positive';
      const whole = { start: Math.min(saying.start, span.start), end: Math.max(saying.end, span.end) };
      return [
        {
          ...whole,
          value: { kind: 'stance', holder: credit.name, target, polarity, verb: saying.verb },
          attributedTo: [credit],
        },
      ];
    }),
  );
}

type Targets = ReadonlyMap<string, readonly ReadonlySet<string>[]>;

/** Of what is denied in the same word the first: who denies more repeats himself. */
const MOST_WITH_WORD = 100;

/** What is denied, as its words, by each of them. */
function byWord(targets: readonly ReadonlySet<string>[]): Targets {
  const having = new Map<string, ReadonlySet<string>[]>();
  for (const words of targets) {
    if (words.size < LEAST) continue;
    for (const word of words) {
      const others = having.get(word);
      if (others === undefined) having.set(word, [words]);
      else if (others.length < MOST_WITH_WORD) others.push(words);
    }
  }
  return having;
}

/** Whether what is said has most words of something that is denied. */
function isDenied(own: ReadonlySet<string>, denied: Targets): boolean {
  const common = new Map<ReadonlySet<string>, number>();
  for (const word of own)
    for (const target of denied.get(word) ?? []) common.set(target, 1 + (common.get(target) ?? 0));
  return common.entries().some(([{ size }, shared]) => shared >= LEAST && shared >= SHARE * size);
}

interface Places {
  /** Where the first begins that begins within a stretch. */
  next(within: Span): number | undefined;
  overlap(span: Span): boolean;
}

function placesOf(stances: readonly FoundStance[]): Places {
  const spans = stances.toSorted((a, b) => a.start - b.start);
  let furthest = 0;
  const ends = spans.map(({ end }) => (furthest = Math.max(furthest, end)));
  /** How many begin before a place. */
  const before = (place: number): number => firstFrom(spans, ({ start }) => start >= place);
  return {
    next({ start, end }) {
      const next = spans[before(start + 1)]?.start;
      return next !== undefined && next < end ? next : undefined;
    },
    overlap: ({ start, end }) => (ends[before(end) - 1] ?? 0) > start,
  };
}

/** The first of a list, for which something holds from there on; its length where it holds for none. */
function firstFrom<T>(list: readonly T[], holds: (each: T) => boolean): number {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const each = list[middle];
    if (each === undefined || holds(each)) high = middle;
    else low = middle + 1;
  }
  return low;
}

const BACK = 300; // UTF-16 units: two sentences
const SENTENCES_BACK = 20; // where they are cut short
const IS_NONSENSE =
  /^(?:\S+\s){0,4}(?:that|this|it|which)\s(?:was|is|were)\s(?:not\s)?(?:\S+\s)?(?:nonsense|false|untrue|wrong|absurd|ridiculous|lies?|slander|a\slie|so|true|correct|the\scase)\b/i;

/** A clause, and no number: that is a figure, whoever says it. */
const IS_SAID = /^(?=(?:\S+\s){2}).*(?:\b(?:is|are|was|were|has|have|had|did|do|does|would|will|could|can)\b|ed\b)/is;

const NUMBER =
  /[\d"“”]|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|forty|fifty|hundreds?|dozens?)\b/i;

/** What somebody denies of whom is told just before: `denied it`, `said that was nonsense`. */
function answeredBy({ start, value }: FoundStance, tellings: readonly Telling[]): Saying | undefined {
  if (value.polarity !== 'negative' || !(takesUp(value.target) || IS_NONSENSE.test(value.target))) return undefined;
  const last = firstFrom(tellings, ({ sentence }) => sentence.start >= start) - 1;
  for (let at = last; at > last - SENTENCES_BACK; at -= 1) {
    const answered = tellings[at]?.sayings.findLast((saying) => {
      const told = Math.max(saying.end, saying.scope.end);
      return (
        saying.tag &&
        saying.start < start &&
        start - told < BACK &&
        saying.credits[0] !== undefined &&
        saying.credits[0].name !== value.holder
      );
    });
    if (answered !== undefined) return answered;
  }
  return undefined;
}

/** The words of a saying's stretch that are not the saying itself. */
function saidBy(text: string, { sentence }: Telling, { start, end, scope }: Span & { readonly scope: Span }): Span {
  const behind =
    scope.start < start ? { start: scope.start, end: start } : { start: end, end: Math.min(scope.end, sentence.end) };
  const own = text.slice(behind.start, behind.end);
  const lead = /^[\s,]*(?:that\s)?/.exec(own)?.[0].length ?? 0;
  return { start: behind.start + lead, end: behind.start + own.replace(/[\s,.;]+$/, '').length };
}

function lemmasIn(tokens: readonly Token[], { start, end }: Span): readonly string[] {
  return tokens.flatMap((token) =>
    token.start >= start && token.end <= end && CONTENT.has(token.pos) ? stemOf(token.lower) : [],
  );
}

const COMMON =
  /^(?:that|this|there|have|has|had|was|were|been|being|with|from|which|their|they|any|its|the|and|but|for|report|reports|claim|claims|allegations?|accusations?|suggestions?|having)$/;

function wordsOf(target: string): ReadonlySet<string> {
  const words = target.toLowerCase().match(/\p{L}{3,}/gu) ?? [];
  return new Set(words.filter((word) => !COMMON.test(word)).map(stemOf));
}

/** Enough of a word to meet its other forms: `lock`, `locked`. */
function stemOf(word: string): string {
  return word.replace(/(?:ing|ed|es|s)$/, '').slice(0, 7);
}
