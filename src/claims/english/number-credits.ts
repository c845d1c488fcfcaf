import type { Sentence, Token } from './analyse.ts';
import type { Saying } from './credits.ts';
import { isGenitive, type Phrase, phraseAfter, spanOf } from './phrases.ts';
import { mayCount } from './who-counts.ts';

const NUMBERS = /^(?:say|claim|count|estimate|put|report|give|speak|reckon|find|number)$/;
const JOINT = /^(?:[,;:]|and|but|while)$/;
const NAMING: ReadonlySet<string> = new Set(['DET', 'NOUN', 'PROPN', 'ADJ']);
const LONGEST = 9; // tokens of a name with `the … of the …`

/**
 * `police had said 12,000, the organisers 40,000`: the second half leaves the verb out; `28 by the count of the police`
 * never had one. Each covers its own clause only.
 */
export function numberSayings(text: string, sentence: Sentence, sayings: readonly Saying[]): readonly Saying[] {
  const { tokens } = sentence;
  const found: Saying[] = [];
  for (let at = 1; at < tokens.length; at += 1) {
    const saying =
      tokens[at]?.pos === 'NUM'
        ? gapped(text, sentence, at, sayings)
        : (byCount(text, sentence, at) ?? ownCount(text, sentence, at));
    if (saying !== undefined) found.push(saying);
  }
  return found;
}

/** Who stands between a joint and a number that ends its clause, behind a verb that tells numbers. */
function gapped(text: string, sentence: Sentence, number: number, sayings: readonly Saying[]): Saying | undefined {
  const { tokens } = sentence;
  if (!/^[.,;:)]$/.test(tokens[number + 1]?.text ?? '.')) return undefined;
  let first = number;
  while (number - first < LONGEST && names(tokens[first - 1])) first -= 1;
  const [lead, start] = [tokens[first - 1], tokens[first]?.start ?? 0];
  const told = sayings.findLast(({ end }) => end <= start);
  if (
    first === number ||
    lead === undefined ||
    !JOINT.test(lead.lower) ||
    told === undefined ||
    !NUMBERS.test(told.verb)
  )
    return undefined;
  const named = mayCount(tokens.slice(first, number), 'theirs');
  const between = tokens.filter((token) => token.start >= told.end && token.end <= lead.start);
  if (!named || !between.some(({ pos }) => pos === 'NUM')) return undefined;
  const span = spanOf(sentence, { first, last: number - 1 });
  const end = tokens[number]?.end ?? span.end;
  const credit = { name: text.slice(span.start, span.end), ...span };
  return { ...span, credits: [credit], verb: told.verb, scope: { start: span.start, end }, tag: true };
}

function names(token: Token | undefined): boolean {
  return token !== undefined && (NAMING.has(token.pos) || /^(?:of|for|'s|’s)$/.test(token.lower));
}

const COUNTS = /^(?:count|estimate|reckoning|tally|figures|account)$/;

/** `by the count of the city's police`, `by the army's count`. */
function byCount(text: string, sentence: Sentence, at: number): Saying | undefined {
  const { tokens } = sentence;
  const [cue, after] = [tokens[at], tokens[at + 2]];
  if (cue?.lower !== 'by') return undefined;
  const of = COUNTS.test(after?.lower ?? '') && tokens[at + 3]?.lower === 'of';
  const phrase = phraseAfter(sentence, of ? at + 4 : at + 1);
  if (phrase === undefined) return undefined;
  const last = of || endsClause(tokens, at, phrase) ? phrase.last : countOf(tokens, phrase.first, phrase.last);
  if (last === undefined || last < phrase.first) return undefined;
  if (!mayCount(tokens.slice(phrase.first, last + 1), 'theirs')) return undefined;
  const span = spanOf(sentence, { first: phrase.first, last });
  const start =
    of || last !== phrase.last ? clauseStart(tokens, at, sentence.start) : (tokens[at - 1]?.start ?? sentence.start);
  const credit = { name: text.slice(span.start, span.end), ...span };
  return {
    start: cue.start,
    end: span.end,
    credits: [credit],
    verb: 'count',
    scope: { start, end: span.end },
    tag: true,
  };
}

const OWN = /^(?:own|official|latest|first|last|new|final|preliminary)$/;
const OWN_COUNTS = /^(?:figure|figures|count|estimate|tally|toll|number|numbers|total)$/;

/** What may be how many there are of those: `the protesters' number`, `Katrina's toll`. */
const OF = /^(?:toll|number|numbers|total)$/;

/** `The agency's own figure for the north was 151`. */
function ownCount(text: string, sentence: Sentence, at: number): Saying | undefined {
  const { tokens } = sentence;
  if (!isGenitive(tokens, at)) return undefined;
  let counted = at + 1;
  while (OWN.test(tokens[counted]?.lower ?? '')) counted += 1;
  const own = tokens.slice(at, counted).some(({ lower }) => lower === 'own');
  const noun = tokens[counted];
  if (noun === undefined || !OWN_COUNTS.test(noun.lower)) return undefined;
  let first = at;
  while (at - first < LONGEST && names(tokens[first - 1])) first -= 1;
  if (/^['’‘"“]$/.test(tokens[first - 1]?.text ?? '')) return undefined; // `the 'silent marchers' total`
  if (!mayCount(tokens.slice(first, at), own || !OF.test(noun.lower) ? 'theirs' : 'of')) return undefined;
  const span = spanOf(sentence, { first, last: at - 1 });
  const credit = { name: text.slice(span.start, span.end), ...span };
  const joint = tokens.find(
    ({ start, text: mark, lower }) => start >= noun.end && (/^[;:,]$/.test(mark) || /^(?:but|while)$/.test(lower)),
  );
  return {
    start: span.start,
    end: noun.end,
    credits: [credit],
    verb: 'count',
    scope: { start: noun.end, end: joint?.start ?? sentence.end },
    tag: true,
  };
}

/** `5,500 by the police and 30,000 by the organisers`: nothing but the number and who has it. */
function endsClause(tokens: readonly Token[], by: number, { first, last }: Phrase): boolean {
  return (
    tokens[by - 1]?.pos === 'NUM' &&
    (tokens[first - 1]?.lower === 'the' || tokens[first]?.lower === 'the') &&
    JOINT.test(tokens[last + 1]?.lower ?? ';')
  );
}

/** The last token in front of `'s count`. */
function countOf(tokens: readonly Token[], first: number, last: number): number | undefined {
  for (let at = first + 1; at <= last; at += 1) {
    if (isGenitive(tokens, at) && tokens.slice(at + 1, at + 3).some(({ lower }) => COUNTS.test(lower))) return at - 1;
  }
  return undefined;
}

function clauseStart(tokens: readonly Token[], at: number, from: number): number {
  const joint = tokens.slice(0, at).findLastIndex(({ text }) => /^[;:—–]$/.test(text));
  return joint === -1 ? from : (tokens[joint]?.end ?? from);
}
