import { readFileSync } from 'node:fs';
import type { AlternativeReason, AlternativeSource } from '../search/expansions.ts';
import { tokensOf } from '../search/tokens.ts';
import { spelledOut } from './uyghur-letters.ts';

/** Names of one thing: whoever asks for one of them may be shown the others. */
export interface NameGroup {
  readonly why: AlternativeReason;
  readonly source: AlternativeSource;
  /** Texts as `Alternative.text` has them. */
  readonly names: readonly string[];
}

/** One place in its three scripts: a row of data/places.tsv. */
export interface Place {
  /** Simplified, without 县, 市, 地区 … */
  readonly zh: string;
  readonly suffix: string;
  readonly level: string;
  readonly pinyin: string;
  /** The usual spelling first. */
  readonly english: readonly string[];
  /** Arabic script. */
  readonly uyghur: readonly string[];
  readonly uly: readonly string[];
}

let places: readonly Place[] | undefined;

export function allPlaces(): readonly Place[] {
  places ??= linesOf('places.tsv')
    .slice(1)
    .map((line) => {
      const [zh = '', suffix = '', level = '', pinyin = '', english = '', uyghur = '', uly = ''] = line.split('\t');
      return { zh, suffix, level, pinyin, english: listed(english), uyghur: listed(uyghur), uly: listed(uly) };
    });
  return places;
}

let tables: ReadonlyMap<string, readonly NameGroup[]> | undefined;

/** The groups of the tables that a name belongs to, by its folded words (`nameKey`). */
export function groupsOf(key: string): readonly NameGroup[] {
  tables ??= byName([
    ...allPlaces().map(placeGroup),
    ...linesOf('spellings.tsv').map((line) => ({
      why: 'spelling' as const,
      source: 'spellings' as const,
      names: line.split('\t').map(withEndings),
    })),
  ]);
  return tables.get(key) ?? [];
}

/** Ways to put the spellings of a name's parts together; more are not tried. */
const MOST_PHRASES = 64;

/** A name that Chinese writes part by part, 艾力·买买提, in the scripts that the tables have every part in. */
export function dottedNames(text: string): readonly string[] {
  const parts = text.split(/[·•・‧]/u);
  if (parts.length < 2 || parts.length > LONGEST_NAME || !parts.every((part) => /^\p{Script=Han}+$/u.test(part)))
    return [];
  const known = parts.map((part) => groupsOf(nameKey(part)).flatMap(({ names }) => names));
  const phrasesIn = (script: RegExp): readonly string[] =>
    known
      .map((names) => names.map((name) => name.replace(/\*$/, '')).filter((name) => script.test(name)))
      .reduce(
        (phrases, names) =>
          phrases.flatMap((phrase) => names.map((name) => `${phrase} ${name}`)).slice(0, MOST_PHRASES),
        [''],
      )
      .map((phrase) => phrase.trim());
  return [...phrasesIn(/^\p{Script=Latin}+$/u), ...phrasesIn(/^\p{Script=Arabic}+$/u).map((phrase) => `${phrase}*`)];
}

/** Groups by each of their names. */
export function byName(groups: readonly NameGroup[]): ReadonlyMap<string, readonly NameGroup[]> {
  const map = new Map<string, NameGroup[]>();
  for (const group of groups) {
    for (const key of new Set(group.names.map(nameKey))) map.set(key, [...(map.get(key) ?? []), group]);
  }
  return map;
}

/** The same for two ways of typing a name. */
export function nameKey(name: string): string {
  return tokensOf(name)
    .map(({ exact }) => exact)
    .join(' ');
}

/** What groups may hold at most: longer runs of words are not looked up. */
export const LONGEST_NAME = 4;

function placeGroup({ zh, suffix, pinyin, english, uyghur, uly }: Place): NameGroup {
  const inUyghur = [...uyghur, ...uly, ...uyghur.map((name) => spelledOut(name).cyrillic)];
  return {
    why: 'place',
    source: 'places',
    // The short name is part of the long one, and finds it; the long one is there for those who type it.
    names: [zh, zh + suffix, pinyin, ...english, ...inUyghur.map((name) => `${name}*`)],
  };
}

/** Uyghur words take endings: a name in Arabic script is looked for as the beginning of a word. */
function withEndings(name: string): string {
  return /\p{Script=Arabic}/u.test(name) ? `${name}*` : name;
}

function listed(cell: string): readonly string[] {
  return cell.split('|');
}

function linesOf(file: string): readonly string[] {
  const text = readFileSync(new URL(`data/${file}`, import.meta.url), 'utf8');
  return text.split('\n').filter((line) => line !== '');
}
