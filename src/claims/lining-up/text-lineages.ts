import type { Derivation } from '../../nouns/claim.ts';
import type { Span } from '../../nouns/reading.ts';
import { documentNamed, type DecidedEdge, type DecidedIndex } from '../keeping/decided.ts';
import { withDecided, type DecidedFrom } from '../lineage/decided-edges.ts';
import { lineageOf, type TextLineage } from '../lineage/lineage.ts';
import { versionOf, versionsOf } from '../lineage/same-file.ts';
import type { Told } from '../lineage/told.ts';
import type { TextIndex } from './text-index.ts';

/** Of one document all derivations. */
export interface DocumentLineage {
  readonly document: string;
  readonly derivations: readonly Derivation[];
}

/** Where texts come from, as far as it was asked. */
export class TextLineages {
  readonly #index: TextIndex;
  readonly #decided: () => DecidedIndex;
  readonly #keys: ReadonlyMap<string, string>;
  readonly #known = new Map<number, TextLineage>();

  /** @param keys what identifies the texts of documents, as they come and go */
  constructor(index: TextIndex, decided: () => DecidedIndex, keys: ReadonlyMap<string, string>) {
    this.#index = index;
    this.#decided = decided;
    this.#keys = keys;
  }

  of(text: number): TextLineage | undefined {
    const known = this.#known.get(text);
    if (known !== undefined) return known;
    const lineage = this.#compute(text);
    if (lineage !== undefined) this.#known.set(text, lineage);
    return lineage;
  }

  /** Works it out anew. @returns what is to be told of its documents; undefined where it is as it was */
  renewed(text: number): readonly DocumentLineage[] | undefined {
    const [before, now] = [this.#known.get(text), this.#compute(text)];
    if (now === undefined || (before !== undefined && JSON.stringify(before) === JSON.stringify(now))) return undefined;
    this.#known.set(text, now);
    const [first, ...copies] = this.#index.load(text)?.documents ?? [];
    if (first === undefined) return [];
    const begins = beginningOf(this.#index.tell(text));
    return [
      { document: first, derivations: now.edges },
      ...copies.map((document) => ({ document, derivations: [sameFile(document, first, begins)] })),
    ];
  }

  forget(text: number): void {
    this.#known.delete(text);
  }

  #compute(text: number): TextLineage | undefined {
    const [loaded, told] = [this.#index.load(text), this.#index.tell(text)];
    if (loaded === undefined || told === undefined) return undefined;
    const lineage = lineageOf(told, {
      neighbours: this.#index.neighbours(text),
      counterparts: this.#index.counterparts(text),
      order: this.#index.orderOf(text),
    });
    const decided = loaded.documents.flatMap((document) => this.#decided().lineage.get(document) ?? []);
    if (decided.length === 0) return lineage;
    const said = decided.toSorted((a, b) => a.rank - b.rank);
    return withDecided(
      lineage,
      said.flatMap((edge) => this.#meant(edge, lineage, said)),
    );
  }

  /** People name the document that they saw, and other copies of its text come and go: it is the text that they mean. */
  #meant(edge: DecidedEdge, { document }: TextLineage, said: readonly DecidedEdge[]): readonly DecidedFrom[] {
    const text = this.#textOf(edge.from);
    const told = text === undefined ? undefined : this.#index.tell(text);
    if (text === undefined || told === undefined) return [edge];
    if (told.document === document) return []; // a text is whence its copies are
    const { holds } = edge;
    const from = `document ${told.document}`;
    const neighbours = this.#index.neighbours(text);
    if (holds) return [{ from, holds, source: versionOf(told, neighbours)?.told.own ?? told.own }];
    // What is not from a text is not from another state of it, but where somebody says so.
    const known = new Set(said.map((each) => this.#textOf(each.from)));
    const versions = versionsOf(told, neighbours)
      .map((version) => version.told.document)
      .filter((each) => each !== document && !known.has(this.#textOf(`document ${each}`)));
    return [from, ...versions.map((each) => `document ${each}`)].map((each) => ({ from: each, holds }));
  }

  #textOf(from: string): number | undefined {
    return this.#index.numberOf(this.#keys.get(documentNamed(from) ?? '') ?? '');
  }
}

const SHOWN = 40; // words

/** The first words of a text, which its copies begin with too. */
function beginningOf(told: Told | undefined): Span {
  const { starts = [], lengths = [] } = told?.shingles ?? {};
  const last = Math.min(SHOWN, starts.length) - 1;
  return { start: starts[0] ?? 0, end: (starts[last] ?? 0) + (lengths[last] ?? 0) };
}

/** Copies of a text derive from the one that stands for them. */
function sameFile(document: string, first: string, evidence: Span): Derivation {
  return {
    document,
    from: `document ${first}`,
    tier: 'media',
    kind: 'same-file',
    evidence,
    same: 'copy',
  };
}
