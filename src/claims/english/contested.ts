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
  const denied = stances.flatMap(({ start, value }) =>
    value.polarity === 'negative' && DENIES.test(value.verb) ? [{ start, words: wordsOf(value.target) }] : [],
  );
  const targets = denied.filter(({ words }) => words.size >= LEAST);
  const answered = new Set(stances.flatMap((stance) => answeredBy(stance, tellings) ?? []));
  if (targets.length === 0 && answered.size === 0) return [];
  return tellings.flatMap((telling) =>
    telling.sayings.flatMap((saying): readonly FoundStance[] => {
      const credit = saying.credits[0];
      if (credit === undefined || !saying.tag || !TELLS.test(saying.verb)) return [];
      const said = saidBy(text, telling, saying);
      const next = stances.find(({ start }) => said.start < start && start < said.end)?.start ?? said.end;
      const span = { start: said.start, end: said.start + text.slice(said.start, next).replace(/[\s,;]+$/, '').length };
      const target = text.slice(span.start, span.end);
      const own = new Set(lemmasIn(telling.sentence.tokens, span));
      const meets = targets.some(({ words }) => {
        const shared = [...words].filter((word) => own.has(word)).length;
        return shared >= LEAST && shared >= SHARE * words.size;
      });
      const known = stances.some(({ start, end }) => start < span.end && span.start < end);
      if (!(meets || (answered.has(saying) && IS_SAID.test(target) && !NUMBER.test(target))) || known) return [];
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

const BACK = 300; // UTF-16 units: two sentences
const IS_NONSENSE =
  /^(?:\S+\s){0,4}(?:that|this|it|which)\s(?:was|is|were)\s(?:not\s)?(?:\S+\s)?(?:nonsense|false|untrue|wrong|absurd|ridiculous|lies?|slander|a\slie|so|true|correct|the\scase)\b/i;

/** A clause, and no number: that is a figure, whoever says it. */
const IS_SAID = /^(?=(?:\S+\s){2}).*(?:\b(?:is|are|was|were|has|have|had|did|do|does|would|will|could|can)\b|ed\b)/is;

const NUMBER =
  /[\d"“”]|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|forty|fifty|hundreds?|dozens?)\b/i;

/** What somebody denies of whom is told just before: `denied it`, `said that was nonsense`. */
function answeredBy({ start, value }: FoundStance, tellings: readonly Telling[]): Saying | undefined {
  if (value.polarity !== 'negative' || !(takesUp(value.target) || IS_NONSENSE.test(value.target))) return undefined;
  return tellings
    .flatMap(({ sayings }) => sayings)
    .findLast((saying) => {
      const told = Math.max(saying.end, saying.scope.end);
      return (
        saying.tag &&
        saying.start < start &&
        start - told < BACK &&
        saying.credits[0] !== undefined &&
        saying.credits[0].name !== value.holder
      );
    });
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
