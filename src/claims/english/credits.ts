import type { Span } from '../../nouns/reading.ts';
import type { Credit } from '../../nouns/statement.ts';
import type { Sentence } from './analyse.ts';
import { isBody } from './holders.ts';
import { numberSayings } from './number-credits.ts';
import { type Phrase, phraseAfter, spanOf, subjectOf } from './phrases.ts';
import { REPORTING, TAGS } from './verbs.ts';
import { comesTo } from './who-counts.ts';

/** A place where a text says who says something: `the ministry said`, `according to AFP`. */
export interface Saying extends Span {
  /** Nearest first: the one who says it, then who passes it on (`told AFP`, `quoted by AFP`). */
  readonly credits: readonly Credit[];
  /** The base form of the verb, or `according`. */
  readonly verb: string;
  /** The stretch of the sentence that it covers. */
  readonly scope: Span;
  /** A clause may end with it: `…, the ministry said`; a weaker verb (`condemned`) only leads to what is said. */
  readonly tag: boolean;
}

/** A sentence with what stands around it: rules look at one sentence at a time, so that time grows with the text only. */
export interface Telling {
  readonly sentence: Sentence;
  /** Quotations that reach into it, marks included. */
  readonly quoted: readonly Span[];
  readonly sayings: readonly Saying[];
  /** The last few sayings of the sentences before. */
  readonly before: readonly Saying[];
}

const REMEMBERED = 4; // sayings, over which `he` and `they` are resolved

/** Every saying outside of quotation marks, sentence by sentence; `he` and `she` stand for who spoke last. */
export function tellingsOf(
  text: string,
  sentences: readonly Sentence[],
  runs: readonly { readonly outer: Span }[],
): readonly Telling[] {
  let [before, at]: [readonly Saying[], number] = [[], 0];
  return sentences.map((sentence) => {
    while ((runs[at]?.outer.end ?? Infinity) < sentence.start - 3) at += 1;
    const quoted: Span[] = [];
    for (let index = at; (runs[index]?.outer.start ?? Infinity) < sentence.end; index += 1) {
      const outer = runs[index]?.outer;
      if (outer !== undefined) quoted.push(outer);
    }
    const telling = { sentence, quoted, sayings: sayingsOf(text, sentence, quoted, before), before };
    before = [...before, ...telling.sayings, ...mentionIn(text, telling)].slice(-REMEMBERED);
    return telling;
  });
}

/** Whom a sentence is about that nobody speaks in: the next `he said` is theirs. A full name, so that no place is taken for one, or a body. */
function mentionIn(text: string, { sentence, sayings }: Telling): readonly Saying[] {
  const verb = sentence.tokens.findIndex(({ pos }) => pos === 'VERB' || pos === 'AUX');
  const subject = sayings.length > 0 || verb < 1 ? undefined : subjectOf(sentence, verb);
  if (subject === undefined || subject.last - subject.first < 1 || subject.last - subject.first > 4) return [];
  const words = sentence.tokens.slice(subject.first, subject.last + 1);
  const own = spanOf(sentence, subject);
  const name = text.slice(own.start, own.end);
  const person = words.every(({ pos, text: word }) => pos === 'PROPN' && /^\p{Lu}[\p{L}.’'-]*$/u.test(word));
  if (!isBody(name) && (!person || PLACE.test(name))) return [];
  return [
    { ...own, credits: [creditAt(text, own)], verb: '', scope: { start: own.start, end: own.start }, tag: false },
  ];
}

const PLACE =
  /^(?:the|new|north|south|east|west|san|los|las|united|saint|st)\b|\b(?:city|county|province|district|street|bank|party|university|council|ministry|island|airport|court|church|times|post|news)$/i;

function sayingsOf(
  text: string,
  sentence: Sentence,
  quoted: readonly Span[],
  before: readonly Saying[],
): readonly Saying[] {
  const found: Saying[] = [];
  for (const [index, token] of sentence.tokens.entries()) {
    if (quoted.some(({ start, end }) => start <= token.start && token.start < end)) continue;
    const saying =
      token.lower === 'according' && sentence.tokens[index + 1]?.lower === 'to'
        ? accordingTo(text, sentence, index)
        : (token.pos === 'VERB' && REPORTING.has(token.lemma)) || givesNumber(sentence, index)
          ? saidBy(text, sentence, index, quoted, [...before, ...found])
          : undefined;
    if (saying !== undefined) found.push(saying);
  }
  const all = [...found, ...numberSayings(text, sentence, found)].toSorted((a, b) => a.start - b.start);
  return all.map((saying, index) => ({ ...saying, scope: cut(saying, all[index + 1]) }));
}

/** `spoke of 8,000 marchers`, `gave the number as 2,500`: it tells a number, and nothing else that is said. */
function givesNumber(sentence: Sentence, verb: number): boolean {
  const { tokens } = sentence;
  const cue = tokens[verb];
  const lemma = cue?.lemma;
  if (cue?.pos !== 'VERB' && !(cue?.pos === 'AUX' && lemma === 'have')) return false;
  const near = tokens.slice(verb + 1, verb + 8);
  if (lemma === 'speak') return near[0]?.lower === 'of' && near.slice(1, 4).some(({ pos }) => pos === 'NUM');
  if (lemma === 'come') return near[0]?.lower === 'to' && comesTo(sentence, verb);
  if (lemma === 'count' || lemma === 'tally' || lemma === 'hear')
    return near.slice(0, 3).some(({ pos }) => pos === 'NUM');
  if (lemma === 'have')
    return near[0]?.lower === 'it' && tokens.slice(Math.max(0, verb - 5), verb).some(({ lower }) => lower === 'as');
  if (lemma !== 'give') return false;
  const as = near.findIndex(({ lower }) => lower === 'as');
  return as > 0 && near.slice(as + 1, as + 3).some(({ pos }) => pos === 'NUM');
}

/** What one person says ends where the next one begins to speak: `the ministry said 3, but doctors said 5`. */
function cut({ scope, start, verb }: Saying, next: Saying | undefined): Span {
  if (verb === 'according') return scope;
  const runsOn = next !== undefined && scope.start >= start && next.scope.start >= next.start;
  if (!runsOn) return scope;
  // `police said 5 died and warned of more`: the two verbs share their subject, in front of both.
  const ends = next.start < scope.start ? next.scope.start : next.start;
  return { start: scope.start, end: Math.max(scope.start, Math.min(scope.end, ends)) };
}

function accordingTo(text: string, sentence: Sentence, index: number): Saying | undefined {
  const phrase = phraseAfter(sentence, index + 2);
  const cue = sentence.tokens[index];
  if (phrase === undefined || cue === undefined) return undefined;
  const named = spanOf(sentence, phrase);
  const within = text[named.end] === ',';
  const scope =
    index === 0
      ? { start: cue.start, end: sentence.end }
      : { start: sentence.start, end: within ? sentence.end : named.end };
  return { start: cue.start, end: named.end, credits: [creditAt(text, named)], verb: 'according', scope, tag: true };
}

function saidBy(
  text: string,
  sentence: Sentence,
  verb: number,
  quoted: readonly Span[],
  before: readonly Saying[],
): Saying | undefined {
  const cue = sentence.tokens[verb];
  if (cue === undefined || isPassive(sentence, verb) || isParticiple(sentence, verb) || claimsLives(sentence, verb))
    return undefined;
  const inverted =
    !cue.lower.endsWith('ing') &&
    quoted.some(({ end }) => end <= cue.start && /^[\s,—–-]*$/.test(text.slice(end, cue.start)));
  const behind =
    inverted && TAGS.has(cue.lemma)
      ? phraseAfter(sentence, verb + 1)
      : TAGS.has(cue.lemma)
        ? closing(sentence, verb)
        : undefined;
  const subject =
    behind ??
    (cue.lower.endsWith('ing') ? undefined : subjectOf(sentence, verb)) ??
    sharedSubject(sentence, verb, quoted);
  if (subject === undefined) return undefined;
  const own = spanOf(sentence, subject);
  // `nine districts have reported no cases`: counted, not heard.
  const lead = sentence.tokens[subject.first];
  if (behind === undefined && lead?.pos === 'NUM' && lead.lower !== 'one' && subject.last > subject.first)
    return undefined;
  const credit = creditOf(text, sentence, subject, before);
  if (credit === undefined) return undefined;
  const [start, end] = [Math.min(own.start, cue.start), Math.max(own.end, cue.end)];
  const set = contrasted(sentence, subject.first);
  const ends =
    behind !== undefined || set !== undefined || /^[,"”'’»]$/.test(sentence.tokens[subject.first - 1]?.text ?? '');
  const scope =
    ends &&
    (behind !== undefined || set !== undefined || !leadsOn(sentence, verb)) &&
    verb > 0 &&
    own.start > sentence.start
      ? { start: set ?? sentence.start, end: set === undefined ? trailing(sentence, end) : end }
      : { start: cue.start, end: relativeEnd(sentence, subject, verb) ?? sentence.end };
  return {
    start,
    end,
    credits: [...quotedBy(text, sentence, verb), credit, ...passedOn(text, sentence, verb)],
    verb: cue.lemma,
    scope,
    tag:
      TAGS.has(cue.lemma) ||
      sentence.tokens.slice(verb + 1, verb + 5).some(({ lower }) => lower === 'that') ||
      givesNumber(sentence, verb) ||
      (cue.lemma === 'put' && /\bat\b/.test(text.slice(cue.end, sentence.end))),
  };
}

/** `the flood claimed over 400 lives`: it says nothing. */
function claimsLives({ tokens }: Sentence, verb: number): boolean {
  return (
    tokens[verb]?.lemma === 'claim' &&
    tokens.slice(verb + 1, verb + 7).some(({ lower }) => /^(?:lives|victims)$/.test(lower))
  );
}

/** `measures announced last week`, `officers responded with`: no object, nothing is said. */
const BEHIND_PARTICIPLE = /^(?:by|in|on|at|last|during|since|with|this|earlier)$/;

/** `an estimated 40`, `damage estimated at`: nobody estimates; `quoted as saying` is one saying. */
function isParticiple({ tokens }: Sentence, verb: number): boolean {
  const [before, cue, after] = [tokens[verb - 1], tokens[verb], tokens[verb + 1]];
  if (cue?.lower.endsWith('ing') === true && before?.lower === 'as') return true;
  if (cue?.lower.endsWith('ed') === true && before?.pos === 'NOUN' && BEHIND_PARTICIPLE.test(after?.lower ?? '')) {
    return !tokens.slice(verb + 1, verb + 7).some(({ lower }) => lower === 'that');
  }
  if (cue?.lemma === 'agree' && tokens.slice(verb + 1, verb + 6).some(({ lower }) => lower === 'to')) return true;
  return cue?.lower === 'estimated' && (before?.pos === 'DET' || after?.lower === 'at');
}

/** `…, and not 3,000, as AFP wrote, …`: only what is set against the rest is AFP's. */
function contrasted({ tokens }: Sentence, subject: number): number | undefined {
  if (tokens[subject - 1]?.lower !== 'as') return undefined;
  const lead = tokens.slice(Math.max(0, subject - 9), subject).findLast(({ lower }) => lower === 'not');
  return lead?.start;
}

/** `…, the office said, after rescuers reached a town where 22 had drowned`: it still says so. */
function trailing({ tokens, end: last }: Sentence, end: number): number {
  const at = tokens.findIndex(({ start }) => start >= end);
  if (at === -1 || tokens[at]?.text !== ',') return end;
  // `Rebuilding, the charity reckons, would cost 3 million`: a parenthesis.
  if (tokens[at + 1]?.pos === 'AUX') return last;
  return /^(?:after|where|when|with|on|as|adding|including|of|most|among|bringing|leaving|taking|making|since|because)$/.test(
    tokens[at + 1]?.lower ?? '',
  )
    ? last
    : end;
}

/** `A doctor who had said so, Ann Archer, was moved 400 km away`: a relative clause ends with its comma. */
function relativeEnd({ tokens }: Sentence, { first, last }: Phrase, verb: number): number | undefined {
  if (first !== last || !/^(?:who|which)$/.test(tokens[first]?.lower ?? '')) return undefined;
  return tokens.find(({ text }, at) => at > verb + 1 && text === ',')?.start;
}

/** `AFP quoted the governor as saying`: the governor says it, AFP passes it on. */
function quotedBy(text: string, sentence: Sentence, verb: number): readonly Credit[] {
  const cue = sentence.tokens[verb];
  const phrase = cue?.lemma === 'quote' || cue?.lemma === 'cite' ? phraseAfter(sentence, verb + 1) : undefined;
  if (cue === undefined || phrase === undefined) return [];
  const named = spanOf(sentence, phrase);
  const tail =
    /^(?:,?\s(?<name>\p{Lu}[\p{L}.'’-]*(?:\s\p{Lu}[\p{L}.'’-]*){1,3}),)?[^.;]{0,60}?\sas\s(?:saying|telling|reporting)/u.exec(
      text.slice(named.end, sentence.end),
    );
  const name = tail?.groups?.['name'];
  if (tail === null) return [];
  const start = name === undefined ? named.start : named.end + tail[0].indexOf(name);
  return [creditAt(text, name === undefined ? named : { start, end: start + name.length })];
}

/** What is said follows the verb: `the ministry said it was 5`. */
function leadsOn({ tokens }: Sentence, verb: number): boolean {
  const next = tokens[verb + 1];
  const near = tokens.slice(verb + 1, verb + 8);
  // `…, the ministry said, but it denied that …`: what follows is another clause.
  const joint = near.findIndex(({ pos }) => pos === 'CCONJ');
  const that = near.findIndex(({ lower }) => lower === 'that');
  if (that >= 0 && !(next?.text === ',' && joint >= 0 && joint < that)) return true;
  if (next === undefined || tokens[verb]?.lemma === 'tell') return false;
  return (
    /^(?:PRON|DET|NUM|NOUN|ADJ|AUX|SCONJ)$/.test(next.pos) && !/^(?:earlier|later|today|yesterday)$/.test(next.lower)
  );
}

/** `it was reported`, `is believed to`: nobody says so; `he was quoted as saying` is his. */
export function isPassive(sentence: Sentence, verb: number): boolean {
  const { tokens } = sentence;
  if (tokens[verb]?.lemma === 'quote' || tokens[verb]?.lower.endsWith('ing') === true) return false;
  let at = verb - 1;
  while (tokens[at]?.pos === 'ADV' || tokens[at]?.lower === 'not') at -= 1;
  return tokens[at]?.pos === 'AUX' && /^(?:be|is|was|were|are|been|being|am)$/.test(tokens[at]?.lower ?? '');
}

/** `… were hurt, said Ann Archer, the mayor.`: who says it closes the sentence, or has an apposition. */
function closing(sentence: Sentence, verb: number): Phrase | undefined {
  const { tokens } = sentence;
  const [before, next] = [tokens[verb - 1], tokens[verb + 1]];
  if (
    before?.text !== ',' ||
    tokens[verb]?.lower.endsWith('ing') === true ||
    next === undefined ||
    DAY.test(next.lower)
  )
    return undefined;
  const phrase = phraseAfter(sentence, verb + 1);
  if (phrase === undefined) return undefined;
  const [last, after] = [tokens[phrase.last], tokens[phrase.last + 1]];
  if (SPEAKERS.test(last?.lower ?? '') && (after === undefined || /^(?:\.|who)$/.test(after.lower))) return phrase;
  if (last?.pos !== 'PROPN') return undefined;
  if (after === undefined || after.text === '.') return phrase;
  const named =
    phrase.last > phrase.first && tokens.slice(phrase.first, phrase.last + 1).every(({ pos }) => pos === 'PROPN');
  return named &&
    after.text === ',' &&
    /^(?:an?|the|who|whose|head|chief|director)$/.test(tokens[phrase.last + 2]?.lower ?? '')
    ? phrase
    : undefined;
}

const SPEAKERS =
  /^(?:officials?|officers?|spokes\p{L}+|minister|mayor|governor|chief|director|doctors?|witness(?:es)?|residents?|police|agency|ministry|army|authorities|rescuers)$/u;
const DAY = /^(?:\p{L}+day|today|yesterday|tomorrow|late|early|earlier|later|last|this|that)$/u;

function isQuoted(sentence: Sentence, { first }: Phrase, quoted: readonly Span[]): boolean {
  const at = sentence.tokens[first]?.start ?? 0;
  return quoted.some(({ start, end }) => start <= at && at < end);
}

/** Of a verb that shares the subject of one before it: `he wept and cried`, `…, adding`; rather not of a relative clause. */
function sharedSubject(sentence: Sentence, verb: number, quoted: readonly Span[]): Phrase | undefined {
  let relative: Phrase | undefined;
  const joined = sentence.tokens[verb - 1]?.pos === 'CCONJ';
  const said = joined
    ? sentence.tokens.findLastIndex(({ pos, lemma }, at) => at < verb && pos === 'VERB' && REPORTING.has(lemma))
    : -1;
  const speaker = said === -1 ? undefined : subjectOf(sentence, said);
  if (speaker !== undefined) return speaker;
  for (let at = verb - 1; at > 0 && verb - at < 40; at -= 1) {
    const pos = sentence.tokens[at]?.pos;
    const subject = pos === 'VERB' || pos === 'AUX' ? subjectOf(sentence, at) : undefined;
    if (subject === undefined || isQuoted(sentence, subject, quoted)) continue;
    if (!/^(?:who|which|that)$/.test(sentence.tokens[subject.last]?.lower ?? '')) return subject;
    relative ??= subject;
  }
  return relative;
}

function creditOf(text: string, sentence: Sentence, phrase: Phrase, before: readonly Saying[]): Credit | undefined {
  const word = sentence.tokens[phrase.first]?.lower ?? '';
  if (phrase.first < phrase.last || !/^(?:he|she|they|it|i|we|who|which|that)$/.test(word)) {
    return creditAt(text, spanOf(sentence, phrase));
  }
  if (/^(?:who|which|that)$/.test(word)) {
    const named = subjectOf(sentence, phrase.first - (sentence.tokens[phrase.first - 1]?.text === ',' ? 1 : 0));
    return named === undefined || named.last >= phrase.first ? undefined : creditAt(text, spanOf(sentence, named));
  }
  if (/^(?:i|we)$/.test(word)) return undefined;
  const names = before.map(({ credits }) => credits[0]?.name ?? '').filter((each) => each !== '');
  const body = (each: string): boolean => ABBREVIATED.test(each) || BODY.test(each) || isBody(each);
  const name = /^s?he$/.test(word) ? (names.findLast((each) => !body(each)) ?? names.at(-1)) : names.at(-1);
  return name === undefined ? undefined : { name };
}

const ABBREVIATED = /^(?:[Tt]he\s)?\p{Lu}{2,}$/u;
/** What speaks but is nobody: `he` does not stand for it. */
const BODY =
  /\b(?:agency|television|tv|radio|newspaper|paper|daily|report|reports|statement|ministry|government|police|officials|authorities|media|website|channel|network|survey|people|witnesses|residents|documents?)$/iu;

function creditAt(text: string, span: Span): Credit {
  return { name: text.slice(span.start, span.end), start: span.start, end: span.end };
}

const PASSES = /^\s(?:by|to|in an interview with|in comments to|in a statement to)\s$/;

/** `told AFP`, `was quoted by AFP as saying`: who passes it on. */
function passedOn(text: string, sentence: Sentence, verb: number): readonly Credit[] {
  const { tokens } = sentence;
  const cue = tokens[verb];
  if (cue === undefined) return [];
  for (let at = verb + 1; at < Math.min(tokens.length, verb + 6); at += 1) {
    const token = tokens[at];
    const gap = text.slice(cue.end, token?.start ?? cue.end);
    const hears = cue.lemma === 'tell' ? gap.trim() === '' : PASSES.test(gap);
    if (token === undefined || !hears || (token.pos !== 'PROPN' && token.lower !== 'the')) continue;
    const phrase = phraseAfter(sentence, at);
    const named = phrase !== undefined && /^\p{Lu}/u.test(tokens[phrase.last]?.text ?? '');
    if (named) return [creditAt(text, spanOf(sentence, phrase))];
  }
  return [];
}

/** `The police counted 3, according to AFP`: who stands behind all of that passes it on. */
function passesOn({ verb, start }: Saying, at: number): number {
  return verb === 'according' && at < start ? 1 : 0;
}

/** Who is credited with what stands at an offset of the text: the saying with the narrowest scope first. */
export function creditsAt(sayings: readonly Saying[], at: number): readonly Credit[] {
  const names = new Set<string>();
  return sayings
    .filter(({ tag, scope }) => tag && scope.start <= at && at < scope.end)
    .toSorted(
      (a, b) => passesOn(a, at) - passesOn(b, at) || a.scope.end - a.scope.start - (b.scope.end - b.scope.start),
    )
    .flatMap(({ credits }) => credits)
    .filter(({ name }) => !names.has(name) && names.add(name) !== undefined);
}
