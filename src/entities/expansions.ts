import {
  ALL_ALTERNATIVES,
  keyOfAlternative,
  termRuns,
  NO_SWITCHES,
  type Alternative,
  type AlternativeReason,
  type AlternativeSource,
  type Expansion,
  type Rewriting,
  type Switches,
} from '../search/expansions.ts';
import { foldSyllables } from '../search/fold.ts';
import type { Term } from '../search/query-tree.ts';
import { parseQuery } from '../search/query.ts';
import { nameReader, type Counts } from './chinese-names.ts';
import { byName, dottedNames, groupsOf, LONGEST_NAME, nameKey, type NameGroup } from './name-tables.ts';
import { namesWithin } from './names-within.ts';
import { uyghurStem } from './uyghur-endings.ts';
import {
  hasOldLetters,
  spelledOut,
  UYGHUR_SCRIPTS,
  uyghurReadings,
  uyghurScriptOf,
  type UyghurScript,
} from './uyghur-letters.ts';

/** What is proposed for a query, and what the index is to take of it. */
export interface Expanded {
  readonly expansions: readonly Expansion[];
  readonly rewritings: readonly Rewriting[];
}

interface Sources {
  readonly counts: Counts;
  /** Names that people said are the same in this case. */
  readonly aliases?: readonly (readonly string[])[];
}

/** Of a long query only the first words are looked up. */
const MOST_TERMS = 24;
/** Chips beside one word. */
const MOST_ALTERNATIVES = 12;
/** Letters. A Latin word this short is more often a word of another language: its Uyghur spelling waits to be asked for. */
const SHORT_WORD = 3;
/** Characters; a longer run is in no table. */
const LONGEST_TABLED = 40;
/** Letters of the Arabic script. */
const LONG_STEM = 5;

/**
 * Other spellings of a query's words that the case holds: in another script, of names and places, by the tables of this
 * room and those that people of the case added. What stands under NOT, near another word or in a pattern is meant as it
 * was typed. In quotes alternatives are proposed and stay off until they are asked for.
 */
export async function expand(
  query: string,
  { counts, aliases = [] }: Sources,
  switches = NO_SWITCHES,
): Promise<Expanded> {
  const { tree } = parseQuery(query);
  if (tree === undefined) return { expansions: [], rewritings: [] };
  const own = byName(aliases.map((names) => ({ why: 'alias', source: 'case', names })));
  const pieces = new Map(
    termRuns(tree)
      .flatMap((run) => piecesOf(run.slice(0, MOST_TERMS), own))
      .slice(0, MOST_TERMS)
      .map((piece) => [piece.text, piece]),
  );
  const hanFor: HanFor = async (words) => (await nameReader()).hanFor(words, counts);
  const candidates: readonly Candidate[] = await Promise.all(
    Array.from(pieces.values(), async (piece) => ({ piece, proposals: await proposalsFor(piece, own, hanFor) })),
  );
  const texts = [...new Set(candidates.flatMap(textsToCount))];
  const numbers = texts.length === 0 ? [] : await counts(texts);
  const passages = new Map(texts.map((text, i) => [text, numbers[i] ?? 0]));
  return proposed(candidates, passages, switches);
}

/** Some of a text’s words, next to one another, with all that may stand in their place. */
interface Spelled {
  /** Which of `EverySpelling.words` is the first, and how many there are. */
  readonly at: number;
  readonly count: number;
  /** Each a word, a phrase, or the beginning of one where it ends in `*`. */
  readonly spellings: readonly string[];
  /** Names in characters that are read as these words: of each character those that it may be. */
  readonly readings: readonly (readonly ReadonlySet<string>[])[];
}

export interface EverySpelling {
  /** As they were typed, in order. */
  readonly words: readonly string[];
  readonly others: readonly Spelled[];
}

/**
 * All that `expand` could propose for the words of a text, however many they are, whether or not anything holds it: for
 * whoever must not miss one.
 * @param text without the signs of a query
 */
export async function everySpelling(text: string, aliases: readonly (readonly string[])[]): Promise<EverySpelling> {
  const { tree } = parseQuery(text);
  const run = tree === undefined ? [] : termRuns(tree).flat();
  const own = byName(aliases.map((names) => ({ why: 'alias', source: 'case', names })));
  const others = await Promise.all(
    piecesOf(run, own).map(async (piece): Promise<Spelled> => {
      const readings: (readonly ReadonlySet<string>[])[] = [];
      const [first] = piece.terms;
      const proposals = await proposalsFor(piece, own, async (words) => {
        readings.push(...(await nameReader()).readAs(words));
        return [];
      });
      const at = first === undefined ? 0 : run.indexOf(first);
      // A part of a word is not to be looked for in the word’s place.
      const isPart = piece.within === true;
      return { at, count: piece.terms.length, spellings: isPart ? [] : proposals.map((each) => each.text), readings };
    }),
  );
  return { words: run.map((term) => term.text), others };
}

type HanFor = (words: readonly string[]) => Promise<readonly string[]>;

/** Words that stand next to one another, and are looked up as one. */
interface Piece {
  readonly terms: readonly Term[];
  readonly text: string;
  /** The text is a name within the one term, which is a longer run of characters. */
  readonly within?: true;
}

interface Proposal {
  readonly text: string;
  readonly why: AlternativeReason;
  readonly source: AlternativeSource;
  readonly off?: boolean;
}

interface Candidate {
  readonly piece: Piece;
  readonly proposals: readonly Proposal[];
}

/** The word as it was typed only where it may find all that another spelling finds: it may be a very common one. */
function textsToCount({ piece, proposals }: Candidate): readonly string[] {
  const texts = proposals.map(({ text }) => text);
  const own = foundBy(piece.text);
  return texts.some((text) => covers(foundBy(text), own)) ? [piece.text, ...texts] : texts;
}

/** Each word by itself, and the runs of words that may be a name. They never overlap but for a run and its own words. */
function piecesOf(run: readonly Term[], own: ReadonlyMap<string, unknown>): readonly Piece[] {
  const pieces: Piece[] = [];
  let free = 0;
  for (const [at, term] of run.entries()) {
    pieces.push(pieceOf([term]), ...piecesWithin(term, own));
    if (at < free) continue;
    for (let length = Math.min(LONGEST_NAME, run.length - at); length > 1; length -= 1) {
      const piece = pieceOf(run.slice(at, at + length));
      const key = nameKey(piece.text);
      if (!own.has(key) && groupsOf(key).length === 0 && !mayBePinyin(piece)) continue;
      pieces.push(piece);
      free = at + length;
      break;
    }
  }
  return pieces;
}

/** 莎车 and 王勇智 of 莎车县公安局王勇智, which nobody wrote in other letters as a whole. */
function piecesWithin(term: Term, own: ReadonlyMap<string, unknown>): readonly Piece[] {
  if (term.manner === 'prefix' || term.manner === 'similar') return [];
  const isKnown = (text: string): boolean => own.has(nameKey(text)) || groupsOf(nameKey(text)).length > 0;
  return Array.from(term.text.matchAll(/\p{Script=Han}{3,}/gu), ([run]) => run)
    .filter((run) => run !== term.text || run.length > LONGEST_TABLED || !isKnown(run))
    .flatMap((run) => namesWithin(run, isKnown))
    .map((text) => ({ terms: [term], text, within: true }));
}

function pieceOf(terms: readonly Term[]): Piece {
  return { terms, text: terms.map(({ text }) => text).join(' ') };
}

async function proposalsFor(
  piece: Piece,
  own: ReadonlyMap<string, readonly NameGroup[]>,
  hanFor: HanFor,
): Promise<readonly Proposal[]> {
  const key = nameKey(piece.text);
  const [first] = piece.terms;
  if (first === undefined || first.manner === 'similar') return [];
  const groups = first.manner === 'prefix' && !isHan(piece.text) ? [] : [...(own.get(key) ?? []), ...groupsOf(key)];
  const named = groups.flatMap(({ why, source, names }) => names.map((text) => ({ text, why, source })));
  const inScripts = piece.within === true ? [] : scriptsFor(piece);
  return [...named, ...(await namesFor(piece, hanFor)), ...inScripts];
}

async function namesFor(piece: Piece, hanFor: HanFor): Promise<readonly Proposal[]> {
  const because = { why: 'name', source: 'pinyin' } as const;
  if (isHan(piece.text)) {
    const { latinFor } = await nameReader();
    return latinFor(piece.text.normalize('NFKC')).map((text) => ({ text, ...because }));
  }
  const dotted = dottedNames(piece.text);
  if (dotted.length > 0) return dotted.map((text) => ({ text, why: 'name', source: 'spellings' }));
  if (!mayBePinyin(piece)) return [];
  return (await hanFor(nameKey(piece.text).split(' '))).map((text) => ({ text, ...because }));
}

/** A Uyghur word in every script, with other endings where it has some and enough is left without them. */
function scriptsFor({ terms }: Piece): readonly Proposal[] {
  const [term] = terms;
  if (terms.length !== 1 || term === undefined || term.tokens.length !== 1) return [];
  const word = term.text.replace(/\*$/, '');
  const typed = uyghurScriptOf(word);
  const isBare = typed === 'latin' && /^[a-z]*$/i.test(word);
  return uyghurReadings(word).flatMap((reading) => {
    const stem = term.manner === 'prefix' ? reading.arabic : stemOf(reading.arabic, isBare);
    const inScript = (script: UyghurScript): readonly Proposal[] => {
      if (script === typed && !hasUyghurEndings(script, word)) return [];
      const text = stem === undefined || !goesOn(script, stem) ? reading[script] : `${spelledOut(stem)[script]}*`;
      const because = script === typed && script !== 'latin' ? ENDINGS : LETTERS;
      return [{ text, ...because, ...(isBare && word.length <= SHORT_WORD ? { off: true } : {}) }];
    };
    return [...UYGHUR_SCRIPTS.flatMap(inScript), ...(typed === 'latin' ? [] : olderSpellings(reading.arabic, stem))];
  });
}

/** Bare Latin letters may be English: no ending is taken off where little is left (*state* is no form of ستا). */
function stemOf(word: string, isBare: boolean): string | undefined {
  const stem = uyghurStem(word);
  return isBare && stem !== word && (stem ?? '').length < LONG_STEM ? undefined : stem;
}

/** As files of old fonts and keyboards have it: one code point for h and e, or the Arabic yeh for i. */
function olderSpellings(word: string, stem: string | undefined): readonly Proposal[] {
  const text = stem === undefined ? word : `${stem}*`;
  const he = text.replaceAll('ھ', 'ه');
  const older = new Set([he, text.replaceAll('ى', 'ي'), he.replaceAll('ى', 'ي')]);
  older.delete(text);
  return Array.from(older, (spelling) => ({ text: spelling, why: 'spelling', source: 'uyghur-letters' }));
}

/** What is written in Latin letters, or in those of Russian, may be of any language. */
function hasUyghurEndings(script: UyghurScript, word: string): boolean {
  if (script === 'latin') return hasOldLetters(word);
  return script === 'arabic' || (script === 'cyrillic' && /[әғқңөүҗһ]/iu.test(word));
}

const ENDINGS = { why: 'ending', source: 'uyghur-endings' } as const;
const LETTERS = { why: 'script', source: 'uyghur-letters' } as const;

/** In Latin letters words of other languages begin alike: a longer beginning is asked for. */
function goesOn(script: UyghurScript, stem: string): boolean {
  return script !== 'latin' || stem.length >= LONG_STEM;
}

/** What the case holds, switched as it was asked. */
function proposed(
  candidates: readonly Candidate[],
  passages: ReadonlyMap<string, number>,
  switches: Switches,
): Expanded {
  const expansions: Expansion[] = [];
  const taken = new Map<string, Rewriting>();
  for (const { piece, proposals } of candidates) {
    // A part of what was typed finds more than what was typed.
    const usual = piece.within !== true && !piece.terms.some(({ quoted }) => quoted === true);
    const alternatives = distinct(piece, proposals, passages)
      .map(({ text, why, source, off: isOff = false }): Alternative => {
        const key = keyOfAlternative(piece.text, text);
        const isOn = isSwitchedOn(key, usual && !isOff, switches);
        return { text, why, source, on: isOn, passages: passages.get(text) ?? 0, key };
      })
      .toSorted((a, b) => b.passages - a.passages)
      .slice(0, MOST_ALTERNATIVES);
    if (alternatives.length === 0) continue;
    expansions.push({ term: piece.text, alternatives });
    const on = alternatives.filter((alternative) => alternative.on).map(({ text }) => text);
    if (on.length === 0) continue;
    const words = piece.terms.map(({ text }) => text);
    const others = taken.get(words.join('\n'))?.alternatives ?? [];
    taken.set(words.join('\n'), { words, alternatives: [...others, ...on] });
  }
  return { expansions, rewritings: [...taken.values()] };
}

function isSwitchedOn(key: string, isUsual: boolean, { off, on }: Switches): boolean {
  return on.includes(key) || (isUsual && !off.includes(key) && !off.includes(ALL_ALTERNATIVES));
}

/** Those that find something, without those that find only what the word itself or another of them finds. */
function distinct(
  { text: typed }: Piece,
  proposals: readonly Proposal[],
  passages: ReadonlyMap<string, number>,
): readonly Proposal[] {
  const byKey = new Map<string, Proposal>();
  for (const proposal of proposals) {
    const key = foundBy(proposal.text);
    if (!byKey.has(key) && (passages.get(proposal.text) ?? 0) > 0) byKey.set(key, proposal);
  }
  const own = foundBy(typed);
  return [...byKey]
    .filter(([key, { text }]) => {
      if (covers(own, key) || (covers(key, own) && passages.get(text) === passages.get(typed))) return false;
      return ![...byKey.keys()].some((other) => other !== key && covers(other, key));
    })
    .map(([, proposal]) => proposal);
}

/** The same for texts that find the same passages. */
function foundBy(text: string): string {
  const folded = isHanText(text) ? foldSyllables(text) : nameKey(text);
  return text.endsWith('*') ? `${folded}*` : folded;
}

/** Whether all that `narrow` finds is found by `wide`. */
function covers(wide: string, narrow: string): boolean {
  if (wide === narrow) return true;
  if (wide.endsWith('*')) return narrow.startsWith(wide.slice(0, -1));
  return isHanText(wide) && isHanText(narrow) && narrow.includes(wide);
}

function isHanText(text: string): boolean {
  return /^\p{Script=Han}{2,}$/u.test(text);
}

function isHan(text: string): boolean {
  return /^\p{Script=Han}{2,4}$/u.test(text.normalize('NFKC'));
}

/** Two to four words of Latin letters, as a name in pinyin has them; whether they are syllables is asked later. */
function mayBePinyin({ terms, text }: Piece): boolean {
  const words = nameKey(text).split(' ');
  const isPlain =
    terms.every(({ manner }) => manner === 'stem') || (terms.length === 1 && terms[0]?.manner === 'exact');
  return isPlain && words.length >= 2 && words.length <= 3 && words.every((word) => PINYIN.test(word));
}

/** One or two syllables of pinyin, folded. */
const PINYIN =
  /^(?:(?:[bpmfdtnlgkhjqxzcsryw]|zh|ch|sh)?(?:a|o|e|i|u|v|ai|ei|ao|ou|an|en|ang|eng|ong|er|ia|ie|iao|iu|ian|in|iang|ing|iong|ua|uo|uai|ui|uan|un|uang|ue|ve|yu)){1,2}$/;
