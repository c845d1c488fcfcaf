import { differing, type Decided, type DecidedIndex } from '../keeping/decided.ts';
import { namedKeys, sourceKey } from '../lineage/sources.ts';
import type { TextIndex } from './text-index.ts';

/** The texts about which people decided something else than before. */
interface DecidedTexts {
  /** From where they come. */
  readonly lineages: readonly number[];
  /** What those are called from whom they have what they say. */
  readonly sources: ReadonlySet<number>;
}

/** Those that people say to derive, or not, from the texts of some documents. */
export function derivedTexts(
  documents: Iterable<string>,
  { derivedFrom }: DecidedIndex,
  textOf: (document: string) => number | undefined,
): readonly number[] {
  if (derivedFrom.size === 0) return [];
  return [...documents].flatMap((from) => derivedFrom.get(from) ?? []).flatMap((document) => textOf(document) ?? []);
}

/** @param textOf the text of which a document is a copy; undefined for one that is not there */
export function decidedTexts(
  before: Decided,
  now: Decided,
  index: TextIndex,
  textOf: (document: string) => number | undefined,
): DecidedTexts {
  const named = differing(before.names, now.names).flatMap(({ source }) => namedKeys(source));
  const keys = new Set(named);
  const sources = new Set<number>();
  for (const key of keys) {
    for (const text of index.withSource(key)) {
      sources.add(text);
      for (const near of index.nearWording(text)) sources.add(near); // it may be where their wording comes from
    }
  }
  for (const { document, from } of keys.size === 0 ? [] : now.lineage) {
    const text = keys.has(sourceKey(from)) ? textOf(document) : undefined;
    if (text !== undefined) sources.add(text);
  }
  const lineages = differing(before.lineage, now.lineage).flatMap(({ document }) => textOf(document) ?? []);
  return { lineages, sources };
}
