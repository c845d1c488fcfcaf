import type { Span } from '../../nouns/reading.ts';
import type { Token } from './analyse.ts';
import type { Telling } from './credits.ts';
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
  if (targets.length === 0) return [];
  return tellings.flatMap((telling) =>
    telling.sayings.flatMap((saying): readonly FoundStance[] => {
      const credit = saying.credits[0];
      if (credit === undefined || !saying.tag || !TELLS.test(saying.verb)) return [];
      const span = saidBy(text, telling, saying);
      const target = text.slice(span.start, span.end);
      const own = new Set(lemmasIn(telling.sentence.tokens, span));
      const meets = targets.some(({ words }) => {
        const shared = [...words].filter((word) => own.has(word)).length;
        return shared >= LEAST && shared >= SHARE * words.size;
      });
      const known = stances.some(({ start, end }) => start < span.end && span.start < end);
      if (!meets || known) return [];
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
