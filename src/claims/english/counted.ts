import type { Sentence, Token } from './analyse.ts';
import type { WrittenNumber } from './numbers.ts';
import { PERSON_NOUNS, TOLL_WORDS } from './words.ts';

/** What a number counts. */
export interface Noun {
  readonly end: number;
  readonly unit: string;
  readonly counted: string;
}

const NOMINAL: ReadonlySet<string> = new Set(['ADJ', 'NOUN', 'PROPN']);
const WIDEST = 7; // tokens between a number and the noun that it counts

/** The head of the noun phrase behind a number; offsets into the sentence. */
export function countedNoun(
  sentence: Sentence,
  number: WrittenNumber,
  next: WrittenNumber | undefined,
): Noun | undefined {
  const { tokens, start: base } = sentence;
  let index = tokens.findIndex((token) => token.start >= base + number.end);
  if (index === -1) return undefined;
  // `three of our citizens`, `hundreds of people`
  if (tokens[index]?.lower === 'of') {
    index += 1;
    while (/^(?:the|our|its|his|her|their|these|those|my|your|such|mostly)$/.test(tokens[index]?.lower ?? ''))
      index += 1;
  } else if (/^(?:more|other|others|additional|further)$/.test(tokens[index]?.lower ?? '')) {
    const after = tokens[index + 1];
    if (after === undefined || !nominal(after)) return others(tokens, index, base);
    index += 1;
  }
  const joined = tokens[index]?.text === '-';
  if (joined) index += 1;
  const first = tokens[index];
  // `300-seat`, `403 page document`: what is counted stands in the singular in front of the noun.
  if (first !== undefined && (joined || SINGLE_UNITS.test(first.lower)) && /^\p{Ll}+$/u.test(first.lower)) {
    return { end: first.end - base, unit: isPerson(first) ? 'people' : plural(first), counted: first.lower };
  }
  let head: Token | undefined;
  let before: Token | undefined;
  for (const token of tokens.slice(index, index + WIDEST)) {
    if (next !== undefined && token.start >= base + next.start) break;
    if (isToll(token)) {
      if (head === undefined) return { end: token.end - base, unit: 'people', counted: token.lower };
      break;
    }
    // `three of the board's members`: what stands in the genitive is not counted.
    if (GENITIVE.test(token.lower) && head !== undefined) {
      head = undefined;
      before = token;
      continue;
    }
    const hyphened = token.text === '-' || before?.text === '-';
    if (head !== undefined && isPlural(head) && !(isPlural(token) && token.pos === 'NOUN')) break;
    before = token;
    if (hyphened || token.text === '[' || token.text === ']') {
      if (token.pos === 'NOUN') head = token;
      continue;
    }
    // `4,000 persons demonstrated`: the tagger takes the noun for a verb.
    if (head === undefined && token.pos === 'VERB' && isPersonsName(token))
      return { end: token.end - base, unit: 'people', counted: token.lower.replace(/s$/, '') };
    if (!nominal(token) && !(head === undefined && stands(token))) break;
    if (token.pos === 'NOUN' || token.pos === 'PROPN') head = token;
  }
  if (head === undefined || (number.value !== 1 && !countable(head))) return undefined;
  const counted = head.lemma.toLowerCase();
  return { end: head.end - base, unit: isPerson(head) ? 'people' : plural(head), counted };
}

const GENITIVE = /^(?:'s|’s)$/;

/** In front of a noun: `140 broken windows`, `two outside firms`, `nine badly hit towns`. */
function stands({ pos, lower }: Token): boolean {
  if (pos === 'VERB') return /(?:ing|ed)$/.test(lower) || PARTICIPLES.test(lower);
  return pos === 'ADV' || pos === 'ADP'
    ? /^(?:outside|inside|prior|hardest|worst|then|newly|badly|heavily|severely|seriously|fully)$/.test(lower)
    : false;
}

const PARTICIPLES =
  /^(?:broken|stolen|burnt|lost|torn|fallen|hidden|known|sunken|frozen|built|unsold|unknown|written)$/;

const SINGLE_UNITS = /^(?:page|seat|storey|story|bed|room|member|person|point|man)$/;

function isPlural(token: Token): boolean {
  return (
    token.lower.endsWith('s') &&
    !token.lower.endsWith('ss') &&
    (token.pos === 'PROPN' || token.lemma.toLowerCase() !== token.lower)
  );
}

function nominal(token: Token): boolean {
  return NOMINAL.has(token.pos) && /^[\p{L}'’.-]+$/u.test(token.text);
}

/** Whether something that happens to people in a toll is told within a few words of the number. */
export function tollNear(sentence: Sentence, number: WrittenNumber): boolean {
  const at = sentence.tokens.findIndex(({ start }) => start >= sentence.start + number.start);
  return sentence.tokens.slice(Math.max(0, at - 6), at + 8).some(isToll);
}

export function isToll({ lower, lemma }: Pick<Token, 'lower' | 'lemma'>): boolean {
  return TOLL_WORDS.has(lower) || TOLL_WORDS.has(lemma.toLowerCase()) || TOLL_WORDS.has(lower.replace(/s$/, ''));
}

/** `another 80 others`, `20 more were hurt`. */
function others(tokens: readonly Token[], index: number, base: number): Noun | undefined {
  const token = tokens[index];
  const tolls = tokens.slice(Math.max(0, index - 12), index + 6).some(isToll);
  return token === undefined || !tolls ? undefined : { end: token.end - base, unit: 'people', counted: token.lower };
}

function countable(head: Token): boolean {
  return head.pos === 'PROPN'
    ? /\p{Ll}s$|ese$|ish$/u.test(head.text)
    : head.lower !== head.lemma.toLowerCase() ||
        head.lower.endsWith('s') ||
        PERSON_NOUNS.has(head.lower) ||
        UNCHANGED.test(head.lower);
}

const UNCHANGED =
  /^(?:aircraft|cannon|staff|crew|police|sheep|cattle|series|craft|personnel|page|storey|story|member|point|seat|bed|room|man|woman)$/;

function isPerson(head: Token): boolean {
  return (
    PERSON_NOUNS.has(head.lemma.toLowerCase()) ||
    PERSON_NOUNS.has(head.lower) ||
    (head.pos === 'PROPN' && /\p{Lu}\p{Ll}+s$/u.test(head.text))
  );
}

function isPersonsName({ lower }: Token): boolean {
  return (
    lower.endsWith('s') && PERSON_NOUNS.has(lower.slice(0, -1)) && !/^(?:guards|marines|pilots|guests)$/.test(lower)
  );
}

function plural(head: Token): string {
  return head.lower.endsWith('s') ? head.lower : `${head.lower}s`;
}
