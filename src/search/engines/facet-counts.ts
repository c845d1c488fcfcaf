import { dateValue, foldersOf, peopleOf, type FacetName } from '../facets.ts';
import type { CatalogueDocument } from './catalogue-document.ts';

type OfDocuments = Exclude<FacetName, 'language'>;

/**
 * Counts facets that are the same for all passages of a document. Values are numbered, and the numbers of a document are
 * kept from its first count on, one list after another: what is counted for every search are arrays of numbers.
 */
export class FacetCounts {
  readonly #values: { readonly name: OfDocuments; readonly value: string }[] = [];
  readonly #numbers = new Map<string, number>();
  /** How many values a document has, then their numbers. */
  #lists = new Int32Array(1024);
  #listsEnd = 1;
  /** By number of document: where its list stands; 0: not made yet. */
  #listOf = new Int32Array(1024);
  #counts = new Uint32Array(1024);

  start(): void {
    this.#counts.fill(0);
  }

  add(document: CatalogueDocument, passages: number): void {
    const at = this.#listOf[document.id] || this.#makeList(document);
    const lists = this.#lists;
    const counts = this.#counts;
    const end = at + (lists[at] ?? 0);
    for (let i = at + 1; i <= end; i += 1) {
      const number = lists[i] ?? 0;
      counts[number] = (counts[number] ?? 0) + passages;
    }
  }

  /** What was counted since the start. */
  counted(): Readonly<Record<OfDocuments, ReadonlyMap<string, number>>> {
    const named: Record<OfDocuments, Map<string, number>> = {
      type: new Map(),
      accession: new Map(),
      date: new Map(),
      person: new Map(),
      folder: new Map(),
    };
    for (const [number, { name, value }] of this.#values.entries()) {
      const passages = this.#counts[number] ?? 0;
      if (passages > 0) named[name].set(value, passages);
    }
    return named;
  }

  #makeList({ id, mediaType, accessions, facts }: CatalogueDocument): number {
    const numbers = [
      this.#number('type', mediaType),
      ...accessions.map((accession) => this.#number('accession', accession)),
      this.#number('date', dateValue(facts.date)),
      ...peopleOf(facts).map((name) => this.#number('person', name)),
      ...foldersOf(facts.paths).map((folder) => this.#number('folder', folder)),
    ];
    const at = this.#listsEnd;
    this.#listsEnd += numbers.length + 1;
    if (this.#listsEnd > this.#lists.length) this.#lists = longer(this.#lists, new Int32Array(this.#listsEnd * 2));
    this.#lists.set([numbers.length, ...numbers], at);
    if (id >= this.#listOf.length) this.#listOf = longer(this.#listOf, new Int32Array(id * 2));
    this.#listOf[id] = at;
    return at;
  }

  #number(name: OfDocuments, value: string): number {
    const key = `${name} ${value}`;
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    const number = this.#values.length;
    this.#values.push({ name, value });
    this.#numbers.set(key, number);
    if (number >= this.#counts.length) this.#counts = longer(this.#counts, new Uint32Array(number * 2));
    return number;
  }
}

function longer<Numbers extends { set(numbers: Numbers): void }>(old: Numbers, larger: Numbers): Numbers {
  larger.set(old);
  return larger;
}
