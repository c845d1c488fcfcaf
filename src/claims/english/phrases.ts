import type { Span } from '../../nouns/reading.ts';
import type { Sentence, Token } from './analyse.ts';

/** A noun phrase, as indices of tokens: from `first` to `last`, both inside it. */
export interface Phrase {
  readonly first: number;
  readonly last: number;
}

const INSIDE: ReadonlySet<string> = new Set(['PROPN', 'NOUN', 'ADJ', 'DET', 'NUM', 'X', 'SYM']);
const JOINS = /^(?:of|for|at|in|from|with|on|and|&|'s|’s|'|’|-|–)$/;
const TIME =
  /^(?:on|early|late|monday|tuesday|wednesday|thursday|friday|saturday|sunday|today|yesterday|tomorrow|earlier|later|meanwhile|now|then|also|however|later)$/;
const WIDEST = 16; // tokens; a longer phrase is a clause that the tagger misread
const PRONOUN = /^(?:he|she|they|it|i|we|who|which|that)$/;

/**
 * The subject of a verb: the phrase in front of it, over its auxiliaries and adverbs, and over an apposition between
 * commas (`X, head of the union, said`).
 */
export function subjectOf(sentence: Sentence, verb: number): Phrase | undefined {
  const { tokens } = sentence;
  let last = verb - 1;
  while (last >= 0 && skips(tokens[last])) last -= 1;
  if (!closesApposition(tokens[last])) return phraseBefore(tokens, last);
  const opening = apposition(tokens, last);
  if (opening === undefined) return undefined;
  const name = { first: opening + 1, last: last - 1 };
  if (isName(tokens, name) && tokens[opening - 1]?.pos !== 'PROPN') return name;
  const named = phraseBefore(tokens, opening - 1);
  // `Ann Archer, the governor of the province, the worst hit, said`: an apposition to an apposition.
  const outer =
    named !== undefined && tokens[named.first - 1]?.text === ',' ? phraseBefore(tokens, named.first - 2) : undefined;
  return outer !== undefined && isName(tokens, outer) && tokens[named?.first ?? 0]?.pos === 'DET' ? outer : named;
}

function skips(token: Token | undefined): boolean {
  if (token === undefined) return false;
  return (
    token.pos === 'AUX' ||
    token.pos === 'ADV' ||
    TIME.test(token.lower) ||
    token.lower === 'to' ||
    token.lower === 'not' ||
    token.lower === 'neither'
  );
}

function closesApposition(token: Token | undefined): boolean {
  return token !== undefined && /^[,)—–]$/.test(token.text);
}

/** The mark that opens the apposition which ends at `last`. */
function apposition(tokens: readonly Token[], last: number): number | undefined {
  const closing = tokens[last]?.text;
  for (let at = last - 1; at > 0 && last - at < 30; at -= 1) {
    const token = tokens[at];
    if (token === undefined || /^[.!?"“”;:]$/.test(token.text)) return undefined;
    if (closing === ')' ? token.text === '(' : token.text === closing) return at;
  }
  return undefined;
}

/** `the governor, Ann Archer, said`. */
function isName(tokens: readonly Token[], { first, last }: Phrase): boolean {
  const words = tokens.slice(first, last + 1);
  return words.length > 1 && words.length < 7 && words.every(({ pos, text }) => pos === 'PROPN' || text === '-');
}

function phraseBefore(tokens: readonly Token[], last: number): Phrase | undefined {
  const end = tokens[last];
  if (end === undefined) return undefined;
  if (PRONOUN.test(end.lower)) return { first: last, last };
  if (!INSIDE.has(end.pos) || end.pos === 'DET') return undefined;
  let first = last;
  for (let at = last - 1; at >= 0 && last - at < WIDEST; at -= 1) {
    const token = tokens[at];
    if (token === undefined) break;
    if (TIME.test(token.lower) && token.lower !== 'on') break;
    if (INSIDE.has(token.pos)) first = at;
    else if (!JOINS.test(token.lower) || quotes(tokens, at)) break;
  }
  return trimmed(tokens, { first, last });
}

/** A mark that is no genitive's. */
function quotes(tokens: readonly Token[], at: number): boolean {
  return /^['’]$/.test(tokens[at]?.text ?? '') && !isGenitive(tokens, at);
}

/** `the agency's`, `the organisers'`: without an _s_ of its own, the mark closes a quotation behind any other letter. */
export function isGenitive(tokens: readonly Token[], at: number): boolean {
  const mark = tokens[at]?.lower ?? '';
  return /^['’]s$/.test(mark) || (/^['’]$/.test(mark) && tokens[at - 1]?.lower.endsWith('s') === true);
}

/** The phrase behind a verb: `said X, head of the union`, without its apposition. */
export function phraseAfter(sentence: Sentence, from: number): Phrase | undefined {
  const { tokens } = sentence;
  const head = tokens[from];
  if (head === undefined) return undefined;
  if (PRONOUN.test(head.lower)) return { first: from, last: from };
  let last = -1;
  for (let at = from; at < tokens.length && at - from < WIDEST; at += 1) {
    const token = tokens[at];
    if (token === undefined || (TIME.test(token.lower) && at > from)) break;
    const goesOn = at > from && tokens[at - 1]?.pos === 'PROPN' && /^\p{Lu}/u.test(token.text); // a name that the tagger holds for a verb
    if (INSIDE.has(token.pos) || goesOn) last = at;
    else if (at === from || !JOINS.test(token.lower)) break;
  }
  return last === -1 ? undefined : trimmed(tokens, { first: from, last });
}

/** Without a day at its front (`Sunday Mr …`), or a lone article. */
function trimmed(tokens: readonly Token[], { first, last }: Phrase): Phrase | undefined {
  let at = first;
  while (
    at < last &&
    (TIME.test(tokens[at]?.lower ?? '') || JOINS.test(tokens[at]?.lower ?? '') || tokens[at]?.pos === 'X')
  )
    at += 1;
  // `Since 12 January the ministry`
  if (
    /^\d+$/.test(tokens[at]?.text ?? '') &&
    tokens[at + 1]?.pos === 'PROPN' &&
    tokens[at + 2]?.pos === 'DET' &&
    at + 3 <= last
  )
    at += 2;
  // `61-year-old Ann Archer`
  if (/^\d+$/.test(tokens[at]?.text ?? '') && tokens[at + 2]?.lower === 'year' && at + 5 <= last) at += 5;
  const named = tokens
    .slice(at, last + 1)
    .some(({ pos, text }) => (pos === 'PROPN' || pos === 'NOUN' || pos === 'ADJ') && !/^\d/.test(text));
  return named ? { first: at, last } : undefined;
}

/** @returns the span of a phrase in the text */
export function spanOf(sentence: Sentence, { first, last }: Phrase): Span {
  const [from, to] = [sentence.tokens[first], sentence.tokens[last]];
  return { start: from?.start ?? sentence.start, end: to?.end ?? sentence.end };
}
