import type { Span } from '../../nouns/reading.ts';
import model from 'wink-eng-lite-web-model';
import winkNLP from 'wink-nlp';

/** Universal part-of-speech tags (universaldependencies.org/u/pos) and the base form, as wink-nlp gives them. */
export interface Token extends Span {
  readonly text: string;
  readonly lower: string;
  readonly pos: string;
  readonly lemma: string;
}

export interface Sentence extends Span {
  readonly tokens: readonly Token[];
}

const nlp = winkNLP(model, ['sbd', 'pos']);
const { its } = nlp;

const MOST_TOKENS = 400; // a sentence that is longer is a list or no prose; it is cut, so that rules stay bounded
const WIDEST_SENTENCE = 4000; // UTF-16 units, white space included
const LONGEST_WORD = 100; // UTF-16 units; a longer one is an address or no word, and says nothing
const PIECE = 20_000; // UTF-16 units handed over at a time: the tagger holds several copies of what it is given

/**
 * The sentences of a text in English, in order. A line break ends one, unless the line was broken by its width: it ends
 * without a full stop and the next goes on with a small letter.
 *
 * @param offset added to every offset, for a text that is cut out of a longer one
 */
export function analyseEnglish(text: string, offset = 0): readonly Sentence[] {
  const sentences: Sentence[] = [];
  for (const piece of pieces(text)) {
    const tokens = tokensOf(text.slice(piece.start, piece.end), offset + piece.start);
    for (const sentence of tokens) pushCut(sentences, sentence);
  }
  return sentences;
}

function pushCut(sentences: Sentence[], tokens: readonly Token[]): void {
  let own: Token[] = [];
  const push = (): void => {
    const [first, last] = [own[0], own.at(-1)];
    if (first !== undefined && last !== undefined) sentences.push({ start: first.start, end: last.end, tokens: own });
    own = [];
  };
  for (const token of tokens) {
    const long = token.end - token.start > LONGEST_WORD;
    const wide = token.end - (own[0]?.start ?? token.start) > WIDEST_SENTENCE;
    if (long || wide || own.length === MOST_TOKENS) push();
    if (!long) own.push(token);
  }
  push();
}

/** The tagger takes a time that grows with the square of such a run, which is no word: addresses, lines of dashes, bytes in Base64. */
const NO_WORD = new RegExp(String.raw`[\w!#$%&'*+\/=?^\x60{|}~.\-]{${LONGEST_WORD + 1},}`, 'g');

/** Paragraphs together, up to `PIECE`, without what is no word; a longer one is cut where a word ends. */
function pieces(text: string): readonly Span[] {
  const out: Span[] = [];
  let start = 0;
  for (const { index, 0: run } of text.matchAll(NO_WORD)) {
    out.push(...piecesBetween(text, start, index));
    start = index + run.length;
  }
  out.push(...piecesBetween(text, start, text.length));
  return out;
}

function piecesBetween(text: string, from: number, to: number): readonly Span[] {
  const out: Span[] = [];
  let start = from;
  while (start < to) {
    let end = Math.min(to, start + PIECE);
    if (end < to) {
      const piece = text.slice(start, end + 1);
      const [line, space] = [piece.lastIndexOf('\n'), piece.lastIndexOf(' ')];
      if (line > 0 || space > 0) end = start + (line > 0 ? line : space) + 1;
    }
    out.push({ start, end });
    start = end;
  }
  return out;
}

function tokensOf(text: string, offset: number): readonly (readonly Token[])[] {
  const doc = nlp.readDoc(lowered(text));
  const all = doc.tokens();
  /* oxlint-disable typescript/unbound-method -- these are wink-nlp's names for what to put out, never called here */
  const [values, spaces] = [all.out(its.value), all.out(its.precedingSpaces)];
  // Its own types leave out the form that `lemma` has.
  const [tags, lemmas] = [all.out(its.pos), all.out<string>(its.lemma as never)]; // oxlint-disable-line typescript/no-unsafe-type-assertion -- see above
  const ends = new Set(doc.sentences().out(its.span).map(endOf));
  /* oxlint-enable typescript/unbound-method */
  const sentences: Token[][] = [[]];
  let at = 0;
  for (const [index, value] of values.entries()) {
    at += spaces[index]?.length ?? 0;
    // The tagger gives back what it was given; should it ever not, the rest of the piece has no offsets to trust.
    const word = text.slice(at, at + value.length);
    if (word.length < value.length || (word !== value && word.toLowerCase() !== value)) break;
    const tag = tags[index] ?? 'X';
    if (/\S/.test(value)) {
      const start = offset + at;
      sentences.at(-1)?.push({
        start,
        end: start + value.length,
        text: word,
        lower: value.toLowerCase(),
        pos: tag,
        lemma: lemmas[index] ?? value,
      });
    }
    at += value.length;
    if ((ends.has(index) && !/^[\p{L}\p{N}]/u.test(text.slice(at))) || breaks(value, text, at)) sentences.push([]);
  }
  return sentences.filter((tokens) => tokens.length > 0).map((tokens) => tokens.map(asVerb));
}

// `THREE PEOPLE HAVE DIED`: the tagger holds words in capitals for names. Four or more in a row are no name.
const SHOUTED = /(?:(?<!\S)(?=[^\s\p{Ll}]*\p{Lu}{2})[^\s\p{Ll}]+[ ]){3,}[^\s\p{Ll}]*\p{Lu}[^\s\p{Ll}]*/gu;

const TAKEN_FOR_NOUNS = /^(?:claim|question|dispute|doubt|blame|fear)s?$/;
const OF_BODIES = /^(?:report|estimate|state|count|value)s$/;
const CLOSING = /^(?:report|claim|estimate|state|note)s$/;

/**
 * `Residents question the account`, `according to police`: the tagger takes a few verbs for nouns behind a noun, police
 * for a verb behind `to`, and a name for a verb (`the Associated Press`).
 */
function asVerb(token: Token, index: number, tokens: readonly Token[]): Token {
  const [before, after] = [tokens[index - 1], tokens[index + 1]];
  if (token.pos === 'VERB') return asNoun(token, before, after, tokens[index - 2]);
  if (token.pos !== 'NOUN') return token;
  const named = before?.pos === 'PROPN' || (before?.pos === 'NOUN' && BODY.test(before.lower));
  const governs = /^(?:DET|PRON|PROPN|SCONJ)$/.test(after?.pos ?? '');
  const behind = /^(?:NOUN|PROPN|PRON)$/.test(before?.pos ?? '');
  const verb =
    (behind && governs && TAKEN_FOR_NOUNS.test(token.lower)) ||
    (named && (governs || after?.pos === 'NUM') && OF_BODIES.test(token.lower)) ||
    (named && /^[,.:]$/.test(after?.text ?? '') && CLOSING.test(token.lower) && opened(tokens, index));
  return verb ? { ...token, pos: 'VERB', lemma: token.lower.replace(/s$/, '') } : token;
}

const BODY =
  /^(?:agency|ministry|paper|newspaper|daily|weekly|magazine|broadcaster|channel|office|company|union|bank)$/;

/** `…, the agency reports, …`: a comma stands in front of who speaks. */
function opened(tokens: readonly Token[], verb: number): boolean {
  return tokens.slice(Math.max(0, verb - 6), verb - 1).some(({ text }) => /^[,”"’]$/.test(text));
}

function asNoun(token: Token, before: Token | undefined, after: Token | undefined, lead: Token | undefined): Token {
  if (token.lower === 'police' && (before?.lower !== 'to' || lead?.lower === 'according'))
    return { ...token, pos: 'NOUN', lemma: 'police' };
  const name = before?.pos === 'DET' && after?.pos === 'PROPN' && /^\p{Lu}\p{Ll}+(?:ed|ing)$/u.test(token.text);
  return name ? { ...token, pos: 'PROPN' } : token;
}

/** Of the same length: offsets stay. */
function lowered(text: string): string {
  return text.replace(SHOUTED, (words) => (words.toLowerCase().length === words.length ? words.toLowerCase() : words));
}

/** its.span gives the first and last token of each sentence. */
function endOf(span: unknown): number {
  return Array.isArray(span) ? Number(span[1]) : -1;
}

const WIDE_LINE = 50; // UTF-16 units: a shorter line was not broken for want of room

function breaks(value: string, text: string, at: number): boolean {
  if (!value.includes('\n')) return false;
  if (/\n\s*\n/.test(value)) return true;
  const before = text.slice(text.lastIndexOf('\n', at - value.length - 1) + 1, at - value.length);
  return (
    before.length < WIDE_LINE || /[.!?:;"”’»)\]]$/.test(before.trimEnd()) || !/^[a-z\d(]/.test(text.slice(at, at + 1))
  );
}
