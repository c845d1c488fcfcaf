import { hash, randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { sql } from 'kysely';
import { Problem } from '../base/problem.ts';
import type { Desk } from '../desk/desk.ts';
import { LONGEST, type Decision } from '../nouns/decision.ts';
import type { Span } from '../nouns/reading.ts';
import { parseSha256, type Sha256 } from '../nouns/sha256.ts';
import type { StatementValue } from '../nouns/statement.ts';
import { readTextDerivative } from '../reading/derivatives.ts';
import type { Connection } from '../records/records.ts';
import type { Store } from '../vault/store.ts';
import { fieldsOf, type DecisionRecord } from './apply-decisions.ts';
import { assessmentsOf } from './keeping/judged.ts';
import type { About } from './keeping/decision-rows.ts';
import { parseDecision, readCredits, readValue } from './parse-decision.ts';
import { anchorAt, statementId } from './keeping/statement-places.ts';
import type { ClaimsTables } from './tables.ts';

type Row = ClaimsTables['statement'];

/** Of each claim that is merged or split: more are named by their ids alone. */
const MOST_ANCHORED = 200;
const MOST_BESIDE = 20; // statements by which a rejected one is shown with the claim that it was in

/**
 * Signs decisions, all or none, under the write lock: two processes that decide at once see each other’s. What the same
 * person has just signed, word for word, is not signed again: a button that is pressed twice is one decision.
 * @returns their ids
 * @throws Problem `not-found`, `bad-input`, `not-allowed`
 */
export async function decide(
  { desk, derived, signer }: { readonly desk: Desk; readonly derived: Store; readonly signer: string | undefined },
  given: readonly Decision[],
): Promise<readonly string[]> {
  const decisions = given.map((each) => parseDecision(each));
  let ids: readonly string[] = decisions.map(() => randomUUID());
  await desk.act(async (connection) => {
    const last = await lastEntry(connection, desk.ledger.size());
    const [only] = decisions;
    if (
      last !== undefined &&
      decisions.length === 1 &&
      last.actor === signer &&
      isDeepStrictEqual(last.decision, only)
    ) {
      ids = [last.id];
      return [];
    }
    const signing = new Signing(connection, derived);
    const acts = [];
    for (const [index, decision] of decisions.entries()) {
      const record = { id: ids[index] ?? randomUUID(), decision, ...(await signing.recordOf(decision)) };
      acts.push({ kind: 'decided' as const, fields: fieldsOf(record) });
    }
    return acts;
  });
  return ids;
}

/** The decision that the last entry of the ledger is, if it is one. */
async function lastEntry(connection: Connection, size: number) {
  const db = connection.as<ClaimsTables>();
  const rows = await db
    .selectFrom('decision')
    .select(['id', 'actor', 'said'])
    .where('seq', '=', size - 1)
    .execute();
  const [row] = rows;
  return row && { id: row.id, actor: row.actor, decision: parseDecision(JSON.parse(row.said)) };
}

type Said = Pick<DecisionRecord, 'subject' | 'about' | 'members'>;

/** Looks up what decisions name, and refuses what cannot be. */
class Signing {
  readonly #connection: Connection;
  readonly #derived: Store;

  constructor(connection: Connection, derived: Store) {
    this.#connection = connection;
    this.#derived = derived;
  }

  recordOf(decision: Decision): Promise<Said> {
    switch (decision.kind) {
      case 'accept':
        return this.#about('state', decision.statement);
      case 'reject':
        return this.#reject(decision.statement);
      case 'correct':
        return this.#correct(decision);
      case 'add':
        return this.#add(decision);
      case 'move':
        return this.#move(decision);
      case 'merge':
        return this.#merge(decision);
      case 'no-conflict':
        return this.#noConflict(decision);
      case 'lineage':
        return this.#lineage(decision);
      case 'name-source':
        return Promise.resolve({ subject: `name ${decision.source.toLowerCase()}`, about: [], members: [] });
      case 'assess':
        return this.#assess(decision);
      case 'withdraw':
        return this.#withdraw(decision);
    }
  }

  async #about(what: string, statement: string): Promise<Said> {
    return { subject: `${what} ${statement}`, about: [aboutOf(await this.#row(statement))], members: [] };
  }

  async #reject(statement: string): Promise<Said> {
    const said = await this.#about('state', statement);
    const beside = (await this.#claimOf(statement)).filter(({ id }) => id !== statement).slice(0, MOST_BESIDE);
    return { ...said, members: beside.length === 0 ? [] : [beside.map(({ id }) => id)] };
  }

  async #correct({ statement, span, value }: Extract<Decision, { kind: 'correct' }>): Promise<Said> {
    const row = await this.#row(statement);
    const text = await this.#text(row.original);
    const where = span ?? row;
    mustStand(text, where, value);
    const place = span === undefined ? {} : { place: anchorAt(text, span, value.kind) };
    return { subject: `value ${statement}`, about: [{ ...aboutOf(row), ...place }], members: [] };
  }

  async #add({ document, span, value, attributedTo }: Extract<Decision, { kind: 'add' }>): Promise<Said> {
    const text = await this.#text(document);
    mustStand(text, span, value);
    const db = this.#connection.as<ClaimsTables>();
    const there = await db.selectFrom('statement').selectAll().where('original', '=', document).execute();
    const same = there.find(
      ({ kind, start, end, state }) =>
        kind === value.kind && start === span.start && end === span.end && state !== 'rejected',
    );
    if (same !== undefined)
      throw wrong('There is a statement of that kind at that place already.', 'Correct that one.');
    const anchor = anchorAt(text, span, value.kind);
    const statement = statementId(document, anchor, new Set(there.map(({ id }) => id)));
    const about: About = { statement, original: document, anchor, value, attributedTo, by: '' };
    return { subject: `add ${statement}`, about: [about], members: [] };
  }

  async #move({ statements, to }: Extract<Decision, { kind: 'move' }>): Promise<Said> {
    const moved = await Promise.all(statements.map((id) => this.#row(id)));
    const leaving = new Set(moved.map(({ claim }) => claim).filter((claim) => claim !== null));
    const members = (await Promise.all([...leaving].map((claim) => this.#members(claim)))).flat();
    const gone = new Set(statements);
    const target = to === undefined ? [] : await this.#claimOf(to);
    const joined = new Set(target.map(({ id }) => id));
    const stay = members.filter(({ id }) => !gone.has(id) && !joined.has(id));
    if (to === undefined && stay.length === 0) {
      throw wrong('Nothing would be left in the claim.', 'Choose some of its statements, not all.');
    }
    if (target.length > 0 && (target.every(({ id }) => gone.has(id)) || statements.every((id) => joined.has(id)))) {
      throw wrong('The statements are in that claim already.', 'Choose another claim.');
    }
    mustBeOfOneKind([...moved, ...target]);
    const named = hash('sha256', JSON.stringify([[...gone].toSorted(), to ?? null]), 'hex').slice(0, 24);
    return {
      subject: `move ${named}`,
      about: [...moved, ...target.slice(0, MOST_ANCHORED), ...stay.slice(0, MOST_ANCHORED)].map(aboutOf),
      members: [[...gone], stay.map(({ id }) => id), [...joined].filter((id) => !gone.has(id))],
    };
  }

  async #merge({ claims: [first, second] }: Extract<Decision, { kind: 'merge' }>): Promise<Said> {
    const [a, b] = [await this.#claimOf(first), await this.#claimOf(second)];
    if (a.some(({ id }) => b.some((other) => other.id === id))) {
      throw wrong('These are one claim already.', 'Choose another claim.');
    }
    mustBeOfOneKind([...a, ...b]);
    return {
      subject: `merge ${[first, second].toSorted().join(' ')}`,
      about: [...withFirst(a, first), ...withFirst(b, second)].map(aboutOf),
      members: [a.map(({ id }) => id), b.map(({ id }) => id)],
    };
  }

  async #noConflict({ pair: [first, second] }: Extract<Decision, { kind: 'no-conflict' }>): Promise<Said> {
    const [a, b] = [await this.#row(first), await this.#row(second)];
    if (a.id === b.id) throw wrong('A statement is not in conflict with itself.', 'Name two statements.');
    return { subject: `pair ${[first, second].toSorted().join(' ')}`, about: [a, b].map(aboutOf), members: [] };
  }

  async #lineage({ document, from }: Extract<Decision, { kind: 'lineage' }>): Promise<Said> {
    await this.#textOf(document);
    const named = /^document (\S+)$/.exec(from)?.[1];
    if (named !== undefined) {
      const other = parseSha256(named);
      if (other === undefined || other === document)
        throw wrong('That is no other document.', 'Name it by its SHA-256.');
      await this.#textOf(other);
    }
    return { subject: `lineage ${document} ${from.toLowerCase()}`, about: [], members: [] };
  }

  async #assess({ claim, restsOn }: Extract<Decision, { kind: 'assess' }>): Promise<Said> {
    const members = await this.#claimOf(claim);
    const rests = await Promise.all([...new Set(restsOn)].map((id) => this.#row(id)));
    const named = [await this.#row(claim), ...rests.filter(({ id }) => id !== claim)];
    const known = members[0]?.claim ?? undefined;
    const before = known === undefined ? [] : ((await assessmentsOf([known], this.#connection)).get(known) ?? []);
    return {
      subject: await this.#subjectOf(before[0]?.decision, `assess ${claim}`),
      about: named.map(aboutOf),
      members: [],
    };
  }

  /** Claims change their ids as documents come in; assessments of one claim are about one thing. */
  async #subjectOf(decision: string | undefined, otherwise: string): Promise<string> {
    if (decision === undefined) return otherwise;
    const db = this.#connection.as<ClaimsTables>();
    const row = await db.selectFrom('decision').select('subject').where('id', '=', decision).executeTakeFirst();
    return row?.subject ?? otherwise;
  }

  async #withdraw({ decision }: Extract<Decision, { kind: 'withdraw' }>): Promise<Said> {
    const db = this.#connection.as<ClaimsTables>();
    const known = await db.selectFrom('decision').select('id').where('id', '=', decision).executeTakeFirst();
    if (known === undefined) throw missing('decision');
    const subject = `withdraw ${decision}`;
    const back = await db
      .selectFrom('decision')
      .select('id')
      .where('subject', '=', subject)
      .where('replaced', '=', 0)
      .executeTakeFirst();
    if (back !== undefined) throw wrong('That decision was withdrawn already.', 'There is nothing left to do.');
    return { subject, about: [], members: [] };
  }

  async #row(id: string): Promise<Row> {
    const db = this.#connection.as<ClaimsTables>();
    const row = await db.selectFrom('statement').selectAll().where('id', '=', id).executeTakeFirst();
    if (row === undefined) throw missing('statement');
    return row;
  }

  /** The statements of the claim in which this one is; those rejected are in none. */
  async #claimOf(id: string): Promise<readonly Row[]> {
    const row = await this.#row(id);
    return row.claim === null ? [row] : this.#members(row.claim);
  }

  #members(claim: string): Promise<readonly Row[]> {
    const db = this.#connection.as<ClaimsTables>();
    return db.selectFrom('statement').selectAll().where('claim', '=', claim).orderBy('place').execute();
  }

  async #textOf(document: string): Promise<Sha256> {
    const { rows } = await sql<{
      wanted: string | null;
    }>`select wanted from testimony where original = ${document}`.execute(this.#connection.as());
    const derivative = parseSha256(rows[0]?.wanted ?? '');
    if (derivative === undefined) throw missing('document with text');
    return derivative;
  }

  async #text(document: string): Promise<string> {
    return (await readTextDerivative(this.#derived, await this.#textOf(document))).text;
  }
}

/** The statement by which the claim is named has to be among those with words. */
function withFirst(rows: readonly Row[], first: string): readonly Row[] {
  const named = rows.filter(({ id }) => id === first);
  return [...named, ...rows.filter(({ id }) => id !== first)].slice(0, MOST_ANCHORED);
}

function mustBeOfOneKind(rows: readonly Row[]): void {
  if (new Set(rows.map(({ kind }) => kind)).size <= 1) return;
  throw wrong(
    'A claim holds statements of one kind.',
    'Choose figures, quotations, dates or stances that belong together.',
  );
}

function mustStand(text: string, { start, end }: Span, value: StatementValue): void {
  if (
    start < 0 ||
    end > text.length ||
    start >= end ||
    end - start > LONGEST.span ||
    text.slice(start, end).trim() === ''
  ) {
    throw wrong('There are no words at that place of the document.', 'Select the words in the document and try again.');
  }
  if (value.kind === 'quotation' && folded(value.words) !== folded(text.slice(start, end))) {
    throw wrong(
      'The words of the quotation are not those at its place.',
      'A quotation stands as it is written in the document.',
    );
  }
}

function folded(words: string): string {
  return words.replace(/\s+/gu, ' ').trim();
}

function aboutOf(row: Row): About {
  const value = readValue(JSON.parse(row.value));
  const { id: statement, original, start, end, words, before, after } = row;
  const anchor = { kind: value.kind, start, end, words, before, after };
  return { statement, original, anchor, value, attributedTo: readCredits(JSON.parse(row.attributed)), by: row.said_by };
}

function missing(what: string): Problem {
  return new Problem('not-found', `The case has no such ${what}.`, {
    remedy: 'The documents may have been read again since: look at the claim once more.',
  });
}

function wrong(message: string, remedy: string): Problem {
  return new Problem('bad-input', message, { remedy });
}
