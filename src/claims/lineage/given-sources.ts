import { areOnePerson, CalledName, personNamed, signsOfName, type PersonName } from './person-names.ts';
import { withoutNames, type HiddenPerson } from './hidden-names.ts';
import { namedKeys, sourceKey } from './sources.ts';

/** A source with the name that a person gave it. */
export interface Naming {
  readonly source: string;
  readonly name: string;
}

interface Ranked extends Naming {
  readonly rank: number;
  readonly person: PersonName | undefined;
}

/**
 * The names that people gave sources. A name that is given to a person holds for each form of hers: with titles, turned,
 * with initials; her last or her first name alone where nobody else who is named has it. Of two that hold, that of the
 * whole name, then the later.
 */
export class GivenSources {
  readonly #exact = new Map<string, Ranked>();
  readonly #persons = new Map<string, Ranked[]>();
  readonly #others = new Map<string, Map<string, PersonName>>();
  readonly #isPartKnown: boolean;
  readonly #found = new Map<string, string | undefined>();
  #hidden: readonly HiddenPerson[] = [];

  /**
   * @param namings as they were signed, the oldest first
   * @param people all whom the case names; without it a part of a name is of nobody
   */
  constructor(namings: readonly Naming[], people?: Iterable<string>) {
    this.#isPartKnown = people !== undefined;
    if (namings.length === 0) return;
    const named = [...(people ?? [])];
    for (const [rank, { source, name }] of namings.entries()) {
      const person = personNamed(source) ?? personNamed(writtenAs(source, named));
      const ranked = { source, name, rank, person };
      for (const key of namedKeys(source)) this.#exact.set(key, ranked);
      for (const sign of person === undefined ? [] : signsOf(person)) add(this.#persons, sign, ranked);
    }
    for (const name of named) {
      if (!signsOfName(name).some((sign) => this.#persons.has(sign))) continue;
      const person = personNamed(name);
      for (const sign of person === undefined ? [] : signsOf(person)) this.#addOther(sign, person);
    }
    this.#hidden = this.#hiddenPersons();
  }

  #addOther(sign: string, person: PersonName | undefined): void {
    if (person === undefined) return;
    const known = this.#others.get(sign) ?? new Map<string, PersonName>();
    known.set(person.words.join(' '), person);
    this.#others.set(sign, known);
  }

  /** Whether somebody gave a name to anybody. */
  get isEmpty(): boolean {
    return this.#exact.size === 0;
  }

  /** The name that a source has in the end; undefined where nobody gave it one. @param key `Source.key`, where it is known */
  nameOf(source: string, key?: string): string | undefined {
    if (this.isEmpty) return undefined;
    const asked = key === undefined ? source : `${source}\n${key}`;
    if (!this.#found.has(asked)) this.#found.set(asked, this.#lookUp(source, key));
    return this.#found.get(asked);
  }

  /** Whether a name that a text gives somebody is, whole or in part, of who is called by a given name. */
  isFormOf(source: string, given: string): boolean {
    return this.#hidden.some(({ person, name }) => name === given && new CalledName(source).isOf(person) !== undefined);
  }

  /** Words of a text without the names of persons who were given others: those stand in brackets in their places. */
  hiddenIn(text: string): string {
    return withoutNames(text, this.#hidden);
  }

  /** Whoever has a name that is another form of his own is not hidden by it. */
  #hiddenPersons(): readonly HiddenPerson[] {
    return [...new Set(this.#exact.values())].flatMap(({ source, person }) => {
      const name = this.nameOf(source);
      if (person === undefined || name === undefined || new CalledName(name).isOf(person) !== undefined) return [];
      return [{ person, name, isAlone: (part: string) => this.#isAlone(person, part) }];
    });
  }

  #lookUp(source: string, key: string | undefined): string | undefined {
    const seen = new Set<string>();
    let found: string | undefined;
    // Names that lead to each other end somewhere.
    for (let next = this.#next(source, key); next !== undefined && !seen.has(next); next = this.#next(next)) {
      seen.add(next);
      found = next;
    }
    return found;
  }

  #next(source: string, key?: string): string | undefined {
    const whole = [sourceKey(source), key ?? ''].flatMap((each) => this.#exact.get(each) ?? []);
    const called = new CalledName(source);
    const part: Ranked[] = [];
    for (const ranked of new Set(signsOfName(source).flatMap((sign) => this.#persons.get(sign) ?? []))) {
      if (ranked.person === undefined) continue;
      const same = called.isOf(ranked.person);
      if (same === 'whole') whole.push(ranked);
      else if (same === 'part' && this.#isAlone(ranked.person, source)) part.push(ranked);
    }
    return latest(whole)?.name ?? latest(part)?.name;
  }

  /** Nobody else has the part of a name by which somebody is called. */
  #isAlone(person: PersonName, called: string): boolean {
    if (!this.#isPartKnown) return false;
    const name = new CalledName(called);
    const rivals = [...new Set(signsOfName(called).flatMap((sign) => [...(this.#others.get(sign)?.values() ?? [])]))];
    const alike = rivals.filter((other) => other.isHan === person.isHan && name.isOf(other) !== undefined);
    const wholes = [person, ...alike].filter(({ isHan, words }) => isHan || words.length > 1);
    const [first] = wholes;
    return first === undefined || wholes.every((other) => isOne(first, other));
  }
}

function isOne(a: PersonName, b: PersonName): boolean {
  return a.isHan ? a.words[0] === b.words[0] : areOnePerson(a.words, b.words);
}

/** Under what somebody is looked up: each word; in Chinese the family name and what was given. */
function signsOf({ isHan, words }: PersonName): readonly string[] {
  if (!isHan) return words;
  const [own = ''] = words;
  return [...new Set(Array.from(own.matchAll(/\p{Script=Han}/gu), ([letter]) => letter))];
}

/** Whoever writes a name without capitals means the one that texts write with them. */
function writtenAs(source: string, people: readonly string[]): string {
  const key = sourceKey(source);
  return /\p{Lu}/u.test(source) ? '' : (people.find((name) => sourceKey(name) === key) ?? '');
}

function add<Thing>(map: Map<string, Thing[]>, key: string, thing: Thing): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [thing]);
  else known.push(thing);
}

function latest(all: readonly Ranked[]): Ranked | undefined {
  return all.reduce<Ranked | undefined>(
    (last, each) => (last === undefined || each.rank > last.rank ? each : last),
    undefined,
  );
}
