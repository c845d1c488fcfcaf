import { foldSyllables } from '../../search/fold.ts';
import { hanSource } from './han-sources.ts';
import { foldedWord, HAN_ROLES, HAN_TITLES, LONG_SURNAMES, PARTICLES, SUFFIXES, TITLES } from './person-words.ts';
import { mediumOf } from './media.ts';
import { sourceOf } from './sources.ts';
import { BODY } from './speakers.ts';

/** The name of a person without what else he is called by. */
export interface PersonName {
  /** Chinese names are written in one. */
  readonly isHan: boolean;
  /** Folded; in Chinese, or where it is one of several, a single one. */
  readonly words: readonly string[];
}

/** How two names may be of one person: by the whole of it, or by a part that others may have too. */
export type SameName = 'whole' | 'part';

const NO_TEXT = { id: '', text: '' };

/** The person that a name is of: `Marta Vel` of `head nurse Marta Vel of the clinic`; undefined for a body, an outlet, or nobody. */
export function personNamed(name: string): PersonName | undefined {
  if (/^\P{L}*\p{Script=Han}/u.test(name)) return hanPerson(name);
  const plain = name.replace(/<[^<>]{0,200}>|\([^()]{0,200}\)|["“”„«»]/gu, ' ');
  const pieces = plain.split(/[,;،\n]|\s[-–—]\s/u).map((piece) => ({ piece, words: wordsOfPerson(piece) }));
  const named = pieces.filter(({ words }) => words.length > 0);
  const [first, second] = named;
  // `Vel, Marta`
  const isTurned =
    pieces.length === 2 && [first, second].every((each) => /^\s*\p{Lu}[\p{L}’'.-]*\s*$/u.test(each?.piece ?? ''));
  const words = isTurned
    ? [...(second?.words ?? []), ...(first?.words ?? [])]
    : (named.find((each) => each.words.length > 1) ?? first)?.words;
  if (words === undefined) return undefined;
  const shown = words.map((word) => word.replace(/^./u, (letter) => letter.toUpperCase())).join(' ');
  const isPerson =
    !hasCase(shown) || (words.length > 1 ? mediumOf(shown) === undefined : sourceOf(shown, NO_TEXT).kind === 'person');
  return isPerson ? { isHan: false, words } : undefined;
}

function hasCase(text: string): boolean {
  return /[\p{Lu}\p{Ll}]/u.test(text);
}

const BEHIND = /\s(?:of|at|from|with|for|in|on|who|whom|which|that|told|said|says|aged)(?:\s.*)?$/su;

/** The words of a name in a stretch without commas, without titles; none where it is no name of a person. */
function wordsOfPerson(piece: string): readonly string[] {
  if (BODY.test(piece.replace(BEHIND, ''))) return [];
  const tokens = tokensIn(piece.replace(BEHIND, ''));
  if (!hasCase(piece)) return tokens.map(({ folded }) => stemOf(folded)).filter((word) => !TITLES.has(word));
  const isTitle = ({ folded }: Token): boolean => TITLES.has(folded);
  let [from, to] = [0, tokens.length];
  while (from < to && (tokens[from]?.isSmall === true || isTitle(tokens[from] ?? NO_TOKEN))) from += 1;
  while (to > from && isTitle(tokens[to - 1] ?? NO_TOKEN)) to -= 1;
  const own = tokens.slice(from, to);
  const isName = own.every(({ folded, isSmall }, at) => !isSmall || (at < own.length - 1 && PARTICLES.has(folded)));
  return isName ? own.map(({ folded }) => folded) : [];
}

interface Token {
  readonly folded: string;
  /** Begins with a small letter. */
  readonly isSmall: boolean;
}

const NO_TOKEN: Token = { folded: '', isSmall: true };

function tokensIn(text: string): readonly Token[] {
  return Array.from(text.matchAll(/[\p{L}\p{M}]+(?:[’'][\p{L}\p{M}]+)*/gu), ([word]) => word)
    .map((word) => word.replace(/[’']s$/iu, ''))
    .map((word) => ({ folded: foldedWord(word), isSmall: /^\p{Ll}/u.test(word) }))
    .filter(({ folded }) => folded !== 's');
}

const HAN_NAME = /^\p{Script=Han}{2,4}$|^\p{Script=Han}{2,}[·•・]\p{Script=Han}{2,}$/u;
/** `老王`, `王某`, `王氏`: of whoever has the family name. */
const NO_HAN_NAME = /^[老小阿]\p{Script=Han}$|某|^\p{Script=Han}[氏姓]$/u;
const HAN_TITLE_BEHIND = new RegExp(String.raw`(?<=\p{Script=Han}{2})${HAN_TITLES}$`, 'u');

function hanPerson(name: string): PersonName | undefined {
  const source = hanSource(name.replace(/[（(].*$/u, ''));
  if (source === undefined || source.kind === 'office') return undefined;
  if (source.kind === 'body' && source.person === undefined) return undefined;
  const whole = source.person ?? foldSyllables(name.replace(/[（(].*$|\s/gu, ''));
  const bare = whole.replace(HAN_ROLES, '');
  const own = bare.replace(HAN_TITLE_BEHIND, '').replace(/^.*的/u, '');
  return HAN_NAME.test(own) && !NO_HAN_NAME.test(own) ? { isHan: true, words: [own] } : undefined;
}

/** The words by which a name may be found among others. */
export function signsOfName(name: string): readonly string[] {
  const han = Array.from(foldSyllables(name).matchAll(/\p{Script=Han}/gu), ([letter]) => letter);
  return [...new Set([...han, ...tokensIn(name).flatMap(({ folded }) => [folded, stemOf(folded)])])];
}

/** Without what Uyghur adds. */
function stemOf(word: string): string {
  for (let at = 3; at < word.length; at += 1) if (SUFFIXES.test(word.slice(at))) return word.slice(0, at);
  return word;
}

/** A word of a text as words of names are compared. */
export function foldedToken(word: string): string {
  return stemOf(foldedWord(word));
}

/** Whether words that stand together are a whole name: of a name of one word that, else the last one and an initial at least. */
export function areWords(name: readonly string[], words: readonly string[]): boolean {
  if (name.length === 1) return words.includes(name[0] ?? '');
  const last = name.at(-1) ?? '';
  const given = words.filter((word) => word !== last);
  return words.includes(last) && given.some((word) => name.slice(0, -1).some((own) => isGiven(word, own)));
}

/** A name as a text has it, looked at once for many. */
export class CalledName {
  readonly #name: string;
  #words: ReadonlySet<string> | undefined;
  #han: string | undefined;
  #person: { readonly named: PersonName | undefined } | undefined;

  constructor(name: string) {
    this.#name = name;
  }

  /** Whether it is of a person: `Colonel M. Vel` of Marta Vel as a whole, `Ms Vel` in part. */
  isOf(person: PersonName): SameName | undefined {
    this.#han ??= foldSyllables(this.#name).replace(/\s/gu, '');
    if (person.isHan) return isHanNameOf(person, this.#han);
    this.#words ??= new Set(tokensIn(this.#name).flatMap(({ folded }) => [folded, stemOf(folded)]));
    const has = this.#words;
    if (person.words.length > 1 && person.words.every((word) => has.has(word))) return 'whole';
    this.#person ??= { named: personNamed(this.#name) };
    return sameName(person, this.#person.named, this.#name);
  }
}

function sameName(person: PersonName, other: PersonName | undefined, name: string): SameName | undefined {
  if (other?.isHan === true) return undefined;
  if (other === undefined) return person.words.length > 1 ? partIn(person, name) : undefined;
  const [mine, theirs] = [person.words, other.words.map(stemOf)];
  if (mine.length > 1 && theirs.length > 1) return areOnePerson(mine, theirs) ? 'whole' : undefined;
  if (mine.length === 1 && theirs.length === 1) return mine[0] === theirs[0] ? 'whole' : undefined;
  const [[alone = ''] = [], whole] = mine.length === 1 ? [mine, theirs] : [theirs, mine];
  return alone.length > 1 && whole.includes(alone) ? 'part' : undefined;
}

/** `the Vel family`: what is no name of a person has the last word of one. */
function partIn({ words }: PersonName, name: string): SameName | undefined {
  const tokens = tokensIn(name);
  const at = tokens.findIndex(({ folded, isSmall }) => !isSmall && folded === words.at(-1));
  const before = tokens[at - 1];
  return at >= 0 && (before === undefined || before.isSmall || TITLES.has(before.folded)) ? 'part' : undefined;
}

/** Two whole names: one last name, and what stands before it in the shorter stands in the longer, be it as an initial. */
export function areOnePerson(a: readonly string[], b: readonly string[]): boolean {
  if (a.at(-1) !== b.at(-1)) return false;
  const [few, many] = [a, b].map((words) => words.slice(0, -1)).toSorted((x, y) => x.length - y.length);
  return (few ?? []).every((word) => many?.some((other) => isGiven(word, other)) === true);
}

function isGiven(a: string, b: string): boolean {
  return a === b || (a.length === 1 && b.startsWith(a)) || (b.length === 1 && a.startsWith(b));
}

const AFTER_HAN_NAME = new RegExp(String.raw`^(?:$|\P{Script=Han}|[说称表的等]|${HAN_TITLES})`, 'u');

function isHanNameOf({ words: [own = ''] }: PersonName, name: string): SameName | undefined {
  for (let at = name.indexOf(own); at >= 0; at = name.indexOf(own, at + 1))
    if (AFTER_HAN_NAME.test(name.slice(at + own.length))) return 'whole';
  const [first = '', second] = own.split(/[·•・]/u);
  const bare = name.replace(HAN_ROLES, '') || name;
  if (second !== undefined) return [first, second].includes(bare) || name.includes(first) ? 'part' : undefined;
  const family = surnameOf(own);
  const given = own.slice(family.length);
  if (given.length > 1 && new RegExp(String.raw`^${given}${HAN_TITLES}?$`, 'u').test(bare)) return 'part';
  const called = new RegExp(
    String.raw`(?:^|[^\p{Script=Han}]|[家员者民生士])(?:[老小阿]${family}|${family}(?:某某|某|氏|姓)?${HAN_TITLES}|${family}(?:某某?|氏|姓)|${family}某[${given}])$`,
    'u',
  );
  return called.test(name) || called.test(bare) || bare === family ? 'part' : undefined;
}

/** Of a name in Chinese. */
export function surnameOf(own: string): string {
  return LONG_SURNAMES.exec(own)?.[0] ?? own.slice(0, 1);
}
