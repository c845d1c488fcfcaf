import type { Join } from '../../nouns/claim.ts';
import { joinsOf, type Weights } from '../align/align.ts';
import type { Link } from '../align/cluster.ts';
import type { Change, FailedDocument } from './change.ts';
import { linkedTo } from './component.ts';
import { decidedTexts, derivedTexts } from './decided-texts.ts';
import { differing, indexDecided, NOTHING_DECIDED, type Decided } from '../keeping/decided.ts';
import { statementsOf } from './document-card.ts';
import {
  filedProfile,
  packProfile,
  type DocumentProfile,
  type FiledProfile,
  type PackedCopy,
} from './document-profile.ts';
import type { Profile } from '../align/profile.ts';
import { judgedClaim, type CopiedMember, type LinedUpClaim } from './judged-claim.ts';
import { numberOf, placedOf, type Placed } from './placed.ts';
import { Regrouping } from './regrouping.ts';
import { StatementIds } from './statement-ids.ts';
import { TextIndex } from './text-index.ts';
import { TextLineages } from './text-lineages.ts';
import { TextLinks } from './text-links.ts';
import { ToldClaims } from './told-claims.ts';
import { Trials, type Look } from './trials.ts';

export type { Change, FailedDocument, LinedUpClaim };

const NOWHERE: Placed = { text: 0, place: 0 };

/**
 * Lines up documents as they come and go. What it amounts to depends on the documents that are there and not on the
 * order in which they came: every statement belongs to the component of those that it is linked to, directly or through
 * others, and whatever changes a link puts its component down to be computed again.
 */
export class LiningUp {
  readonly #weights: Weights | undefined;
  readonly #index = new TextIndex({
    slot: (text, slot) => this.#touchSlot(text, slot),
    isDue: (text) => this.#texts.has(text) && !this.#links.has(text),
    areOthersDue: (text) =>
      this.#links.isEmpty && this.#texts.size - (this.#texts.has(text) ? 1 : 0) >= this.#index.size - 1,
    wording: (text) => void this.#newWording.add(text),
  });
  readonly #links: TextLinks;
  readonly #keys = new Map<string, string>();
  readonly #ids: StatementIds;
  readonly #lineages: TextLineages;
  readonly #trials: Trials;
  #decided = indexDecided(NOTHING_DECIDED);

  /** What is to be computed: texts whole, statements by their numbers, lineages of texts. */
  readonly #texts = new Set<number>();
  readonly #statements = new Set<number>();
  readonly #newWording = new Set<number>();
  /** Statements about which people decided something. */
  readonly #decidedAbout = new Set<number>();
  readonly #gone = new Set<string>();
  readonly #goneDocuments = new Set<string>();
  /** Texts of which no claim has told yet. */
  readonly #fresh = new Set<number>();
  readonly #told = new ToldClaims();
  /** What was loaded and is not looked at yet, by the text. */
  readonly #loaded = new Map<string, FiledProfile[]>();
  /** How often something came, went or was decided. */
  #generation = 0;
  /** The text that is looked at. */
  #at: number | undefined;

  /** Told what is about to be looked at, so that it is known if the process ends over it. */
  look: Look | undefined;

  constructor(weights?: Weights) {
    this.#weights = weights;
    this.#links = new TextLinks(this.#index, weights);
    this.#ids = new StatementIds(this.#index, () => this.#decided);
    this.#trials = new Trials(this.#index, (profiles) => this.#tryWith(profiles));
    this.#lineages = new TextLineages(this.#index, () => this.#decided, this.#keys);
  }

  /** Adds a document, or puts what is known of it now in place of what was. @returns the profile packed */
  put(profile: DocumentProfile): Uint8Array {
    const bytes = packProfile(profile);
    this.#takeLoaded();
    this.#putCopies([filedProfile(bytes)]);
    return bytes;
  }

  /** As `put`, of documents that were lined up before, many at a time; when all are there, `settled` says so. */
  load(profiles: readonly Uint8Array[]): void {
    for (const bytes of profiles) {
      const filed = filedProfile(bytes);
      const copies = this.#loaded.get(filed.key);
      if (copies === undefined) this.#loaded.set(filed.key, [filed]);
      else copies.push(filed);
    }
  }

  #takeLoaded(): void {
    for (const [key, copies] of this.#loaded) {
      const [first, ...others] = copies;
      if (first === undefined) continue;
      const { id, card, spoken, told } = first;
      if (others.length > 0 || this.#index.numberOf(key) !== undefined || this.#keys.has(id)) this.#putCopies(copies);
      else {
        const text = this.#index.addFiled(key, new Map([[id, { spoken, told }]]), card);
        this.#links.add(text, false);
        this.#keys.set(id, key);
        for (const [at, statement] of card.statements.entries())
          this.#ids.add(statement, { text, place: card.places[at] ?? 0 });
      }
    }
    this.#loaded.clear();
  }

  /** @param profiles of one text, at least one */
  #putCopies(profiles: readonly FiledProfile[]): void {
    for (const { id, key } of profiles) {
      const before = this.#keys.get(id);
      if (before !== undefined && before !== key) this.remove(id);
    }
    const key = profiles[0]?.key ?? '';
    const known = this.#index.numberOf(key);
    const copies = new Map(known === undefined ? [] : this.#index.copiesOf(known));
    for (const { id, spoken, told } of profiles) {
      copies.set(id, { spoken, told });
      this.#keys.set(id, key);
      this.#goneDocuments.delete(id);
    }
    this.#replace(known, key, copies);
  }

  /** Nothing where the document is not known. */
  remove(document: string): void {
    this.#takeLoaded();
    const key = this.#keys.get(document);
    const text = key === undefined ? undefined : this.#index.numberOf(key);
    if (key === undefined || text === undefined) return;
    const copies = new Map(this.#index.copiesOf(text));
    copies.delete(document);
    this.#keys.delete(document);
    this.#goneDocuments.add(document);
    this.#replace(text, key, copies);
  }

  #replace(text: number | undefined, key: string, copies: ReadonlyMap<string, PackedCopy>): void {
    this.#generation += 1;
    const documents = new Set([...(text === undefined ? [] : this.#index.copiesOf(text).keys()), ...copies.keys()]);
    if (text !== undefined) this.#drop(text);
    if (copies.size > 0) this.#enter(key, copies);
    // What people say derives from a document derives from whichever copy of its text stands for it now.
    for (const each of derivedTexts(documents, this.#decided, (document) => this.#textOf(document)))
      this.#newWording.add(each);
  }

  #enter(key: string, copies: ReadonlyMap<string, PackedCopy>): void {
    const now = this.#index.add(key, copies);
    this.#links.add(now, true);
    this.#fresh.add(now);
    this.#texts.add(now);
    this.#newWording.add(now);
    for (const { id, place } of statementsOf(this.#index.load(now))) {
      this.#ids.add(id, { text: now, place });
      this.#gone.delete(id);
    }
  }

  #drop(text: number): void {
    const loaded = this.#index.load(text);
    for (const place of loaded?.statements.keys() ?? []) {
      const placed = { text, place };
      const isTold = this.#told.of(numberOf(placed)) !== undefined;
      this.#told.forget(numberOf(placed));
      if (this.#fresh.has(text) && !isTold) continue; // no claim was told of that it holds together
      // Whatever it held together falls into pieces that each have one of these.
      for (const other of [...linkedTo(this.#links, placed), ...this.#ids.partners(placed)])
        if (placedOf(other).text !== text) this.#statements.add(other);
    }
    for (const { id } of statementsOf(loaded)) {
      this.#ids.remove(id);
      this.#gone.add(id);
    }
    this.#links.remove(text);
    this.#index.remove(text);
    this.#fresh.delete(text);
    this.#texts.delete(text);
    this.#newWording.delete(text);
    this.#lineages.forget(text);
  }

  /** Takes all that people decided, in place of what was given before. */
  decide(decided: Decided): void {
    this.#takeLoaded();
    this.#generation += 1;
    const before = this.#decided.given;
    this.#decided = indexDecided(decided);
    for (const pairs of ['together', 'apart', 'noConflict'] as const) {
      for (const id of differing(before[pairs], decided[pairs]).flat()) {
        const number = this.#ids.numberOf(id);
        if (number === undefined) continue;
        this.#statements.add(number);
        this.#decidedAbout.add(number);
      }
    }
    const { lineages, sources } = decidedTexts(before, decided, this.#index, (document) => this.#textOf(document));
    for (const text of lineages) this.#newWording.add(text);
    for (const text of [...lineages, ...sources]) this.#texts.add(text);
  }

  #textOf(document: string): number | undefined {
    return this.#index.numberOf(this.#keys.get(document) ?? '');
  }

  #touchSlot(text: number, slot: number): void {
    if (this.#links.has(text)) this.#links.again(text);
    else if (!this.#texts.has(text))
      for (const place of this.#index.load(text)?.bySlot.get(slot) ?? [])
        this.#statements.add(numberOf({ text, place }));
  }

  /** What was put so far has been lined up before, and is computed again only where something touches it. */
  settled(): void {
    this.#takeLoaded();
    this.#texts.clear();
    this.#statements.clear();
    this.#newWording.clear();
    this.#decidedAbout.clear();
    this.#gone.clear();
    this.#goneDocuments.clear();
    this.#fresh.clear();
    this.#told.clear(); // what was told last may not have been kept
  }

  /** What was told last may not be what is kept. */
  doubt(): void {
    this.#told.doubt();
  }

  /**
   * Computes what was touched, a piece at a time; it may be left at any piece, and ends where something comes between. A text
   * over which that fails is taken away, and the others go on without it.
   */
  *changes(): Generator<Change> {
    this.#takeLoaded();
    for (let failed = yield* this.#changesUntilFailure(); failed !== undefined;) {
      yield {
        claims: [],
        gone: [],
        lineage: [],
        failed: this.#takeAway(this.#trials.failing(failed.text), failed.error),
      };
      failed = yield* this.#changesUntilFailure();
    }
  }

  /** @returns the text that was looked at when it failed, with what was thrown */
  *#changesUntilFailure(): Generator<Change, { text: number; error: unknown } | undefined> {
    try {
      yield* this.#changes();
      return undefined;
    } catch (error) {
      // Not swallowed: it is told with the documents that are taken away.
      if (this.#at === undefined) throw error;
      return { text: this.#at, error };
    }
  }

  /** A text over which lining up fails, or the process ends. */
  #takeAway(text: number, why: unknown): readonly FailedDocument[] {
    const documents = [...this.#index.copiesOf(text).keys()];
    for (const document of documents) this.remove(document);
    return documents.map((document) => ({ document, why }));
  }

  /**
   * Takes away the document over which the process ended, or the one beside which it ends, as far as trying them tells.
   *
   * @param ended what the process has ended over when that was tried
   */
  setAsideSuspect(document: string, ended: readonly (readonly string[])[]): readonly FailedDocument[] {
    this.#takeLoaded();
    const suspect = this.#index.numberOf(this.#keys.get(document) ?? '');
    const guilty = suspect === undefined ? undefined : this.#trials.ending(suspect, ended, this.look);
    return guilty === undefined ? [] : this.#takeAway(guilty, new Error('the process of claims ends over it'));
  }

  #lookAt(text: number): void {
    this.#at = text;
    this.look?.({ documents: this.#trials.firstOf(text), trial: false });
  }

  /** @throws whatever lining up fails over */
  #tryWith(profiles: readonly DocumentProfile[]): void {
    const alone = new LiningUp(this.#weights);
    for (const profile of profiles) alone.put(profile);
    Array.from(alone.#changes());
  }

  *#changes(): Generator<Change> {
    this.#at = undefined;
    const generation = this.#generation;
    const gone = [...this.#gone];
    const lineage = Array.from(this.#goneDocuments, (document) => ({ document, derivations: [] }));
    this.#gone.clear();
    this.#goneDocuments.clear();
    if (gone.length + lineage.length > 0) yield { claims: [], gone, lineage };
    for (const text of this.#newWording) {
      if (generation !== this.#generation) return;
      this.#lookAt(text);
      const changed = this.#lineages.renewed(text);
      this.#newWording.delete(text);
      if (changed === undefined) continue;
      this.#texts.add(text);
      if (changed.length > 0) yield { claims: [], gone: [], lineage: changed };
    }
    yield* this.#newClaims(generation);
  }

  *#newClaims(generation: number): Generator<Change> {
    for (const text of this.#links.stale) {
      this.#lookAt(text);
      this.#links.renewed(text, this.#statements);
    }
    const done = new Set<number>();
    for (const text of this.#texts) {
      this.#lookAt(text);
      for (const place of this.#index.load(text)?.statements.keys() ?? [])
        for (const claim of this.#claimsFrom({ text, place }, done)) {
          yield { claims: [claim], gone: [], lineage: [] };
          if (generation !== this.#generation) return;
        }
      this.#texts.delete(text);
      this.#fresh.delete(text);
    }
    for (const number of this.#statements) {
      this.#lookAt(placedOf(number).text);
      for (const claim of this.#claimsFrom(placedOf(number), done)) {
        yield { claims: [claim], gone: [], lineage: [] };
        if (generation !== this.#generation) return;
      }
      this.#statements.delete(number);
      this.#decidedAbout.delete(number);
    }
  }

  /** Claims that something has touched, or that have others in them than when they were told, around one statement. */
  *#claimsFrom(placed: Placed, done: Set<number>): Generator<LinedUpClaim> {
    if (done.has(numberOf(placed)) || this.#index.load(placed.text) === undefined) return;
    const isTouched = (each: number): boolean =>
      !done.has(each) && (this.#statements.has(each) || this.#texts.has(placedOf(each).text));
    const regrouping = new Regrouping(this.#index, this.#links, this.#told, this.#ids, isTouched);
    const { members, constraints, groups } = regrouping.from(numberOf(placed), this.#weights);
    for (const member of regrouping.inside) {
      done.add(member);
      this.#statements.add(member); // until all claims that it may belong to are told
    }
    for (const group of groups) {
      const own = group.members.flatMap((member) => members[member] ?? []);
      if (!this.#isNews(own, group.inside, members)) continue;
      const profileOf = (member: number): Profile | undefined => this.#profileAt(members[member]);
      yield this.#claimOf(own, joinsOf(group.inside, constraints, profileOf, this.#weights));
    }
    for (const member of regrouping.inside) {
      this.#statements.delete(member);
      this.#decidedAbout.delete(member);
    }
  }

  #profileAt(placed: Placed | undefined): Profile | undefined {
    return placed === undefined ? undefined : this.#index.load(placed.text)?.statements[placed.place];
  }

  #isNews(own: readonly Placed[], inside: readonly Link[], members: readonly Placed[]): boolean {
    const numbers = own.map(numberOf);
    if (!this.#told.tell(numbers, inside, (member) => numberOf(members[member] ?? NOWHERE))) return true;
    return own.some(({ text }) => this.#texts.has(text)) || numbers.some((each) => this.#decidedAbout.has(each));
  }

  #claimOf(placed: readonly Placed[], joins: readonly Join[]): LinedUpClaim {
    const members = placed.flatMap((each): readonly CopiedMember[] => {
      const [loaded, lineage] = [this.#index.load(each.text), this.#lineages.of(each.text)];
      const profile = loaded?.statements[each.place];
      if (loaded === undefined || lineage === undefined || profile === undefined) return [];
      const { statement } = profile;
      const credit = loaded.credits.get(statement.id);
      const ids = this.#ids.at(each);
      return [{ statement, lineage, credit, text: loaded.order, rates: profile.text.rates, ids }];
    });
    return judgedClaim(members, joins, this.#decided);
  }
}
