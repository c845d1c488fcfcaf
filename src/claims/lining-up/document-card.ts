import { keysOf } from '../align/candidates.ts';
import type { TextProfile } from '../align/profile.ts';
import { hashOf } from '../align/words.ts';
import { foundBy } from '../lineage/anchors.ts';
import type { Told } from '../lineage/told.ts';
import { winnowed } from '../lineage/reuse.ts';
import { mediumKey, type Source } from '../lineage/sources.ts';
import type { LoadedText } from './loaded-text.ts';

/** By what a document is found among others: all that has to be known of it until something close to it changes. */
export interface DocumentCard {
  /** `LoadedText.order`. */
  readonly order: string;
  readonly text: TextProfile;
  /** The keys of `keysOf`. */
  readonly keys: Uint32Array;
  readonly wording: Uint32Array;
  /** The keys of `foundBy`. */
  readonly across: Uint32Array;
  /** Hashes of the keys of sources. */
  readonly sources: Uint32Array;
  /** Its statements, and the place of each in the text. */
  readonly statements: readonly string[];
  readonly places: Uint32Array;
}

/** @param loaded of one document */
export function cardOf(loaded: LoadedText, told: Told): DocumentCard {
  const statements = [...statementsOf(loaded)];
  return {
    order: loaded.order,
    text: textOf(loaded),
    keys: Uint32Array.from(keysOf(loaded.statements).keys()),
    wording: Uint32Array.from(winnowed(told.shingles)),
    across: foundBy(told.anchors),
    sources: Uint32Array.from(sourcesOf(told, loaded.credits)),
    statements: statements.map(({ id }) => id),
    places: Uint32Array.from(statements, ({ place }) => place),
  };
}

/** All statements of a text with their places, those of copies too. */
export function* statementsOf(
  loaded: LoadedText | undefined,
): Generator<{ readonly id: string; readonly place: number }> {
  for (const [place, { statement }] of loaded?.statements.entries() ?? []) {
    yield { id: statement.id, place };
    for (const id of loaded?.twins.get(statement.id) ?? []) yield { id, place };
  }
}

/** What tells of a text whether others are about the same thing; of one that says nothing, nothing. */
export function textOf({ statements }: LoadedText): TextProfile {
  return statements[0]?.text ?? SILENT;
}

const NO_HASHES = new Uint32Array();
const SILENT: TextProfile = {
  names: NO_HASHES,
  lead: NO_HASHES,
  topic: NO_HASHES,
  gist: NO_HASHES,
  about: NO_HASHES,
  figures: NO_HASHES,
  slots: NO_HASHES,
  sounds: NO_HASHES,
  loudest: NO_HASHES,
  scripts: 0,
  published: undefined,
  when: undefined,
  rates: [],
};

/** Hashes of the keys of all sources that a text is, credits, or is told by. */
export function sourcesOf(told: Told, credits: ReadonlyMap<string, Source>): ReadonlySet<number> {
  const keys = [told.own, ...told.sources, ...credits.values()].map(({ key }) => key);
  const media = told.media.map(({ name }) => mediumKey(name));
  return new Set([...keys, ...media, mediumKey(told.outlet ?? '')].map(hashOf));
}

/** A card in as few pieces as can be: reading many of them is most of what a start takes. */
export type PackedCard = Pick<TextProfile, 'scripts' | 'published' | 'when' | 'rates'> & {
  readonly order: string;
  readonly statements: readonly string[];
  /** All lists of numbers, one after the other, and how long each is. */
  readonly numbers: Uint32Array;
  readonly lengths: readonly number[];
};

export function packCard({
  order,
  text,
  keys,
  wording,
  across,
  sources,
  statements,
  places,
}: DocumentCard): PackedCard {
  const { names, lead, topic, gist, about, figures, slots, sounds, loudest, scripts, published, when, rates } = text;
  const lists = [
    names,
    lead,
    topic,
    gist,
    about,
    figures,
    slots,
    sounds,
    loudest,
    keys,
    wording,
    across,
    sources,
    places,
  ];
  const lengths = lists.map(({ length }) => length);
  const numbers = new Uint32Array(lengths.reduce((sum, length) => sum + length, 0));
  let at = 0;
  for (const list of lists) {
    numbers.set(list, at);
    at += list.length;
  }
  return { order, scripts, published, when, rates, statements, numbers, lengths };
}

export function unpackCard({
  order,
  scripts,
  published,
  when,
  rates,
  statements,
  numbers,
  lengths,
}: PackedCard): DocumentCard {
  let at = 0;
  let list = 0;
  const next = (): Uint32Array => numbers.subarray(at, (at += lengths[list++] ?? 0));
  // The sets of the text are kept, and keep only themselves.
  const own = (): Uint32Array => next().slice();
  const sets = {
    names: own(),
    lead: own(),
    topic: own(),
    gist: own(),
    about: own(),
    figures: own(),
    slots: own(),
    sounds: own(),
    loudest: own(),
  };
  const text = { ...sets, scripts, published, when, rates };
  return {
    order,
    text,
    keys: next(),
    wording: next(),
    across: next(),
    sources: next(),
    statements,
    places: next(),
  };
}
