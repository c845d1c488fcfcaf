import type { Decision, SignedDecision } from '../../nouns/decision.ts';

/**
 * The ids of decisions that stand and of which somebody else decided the same thing otherwise. Of one person the latest
 * decision about a thing counts: whoever changes their mind differs from nobody by what they held before.
 * @param decisions in the order in which they were signed
 */
export function contestedIn(decisions: readonly SignedDecision[]): ReadonlySet<string> {
  const held = new Map<string, Map<string, Held>>();
  for (const signed of decisions.filter(({ replaced }) => !replaced)) {
    const { id, actor, decision } = signed;
    // What a statement says and whether it counts are two things, of which one person may decide both.
    const as = JSON.stringify([actor, decision.kind === 'correct']);
    for (const subject of subjectsOf(signed)) {
      const byPerson = held.get(subject) ?? new Map<string, Held>();
      held.set(subject, byPerson.set(as, { id, actor, verdict: verdictIn(signed) }));
    }
  }
  const contested = [...held.values()].flatMap((byPerson) => {
    const all = [...byPerson.values()];
    return all.filter(({ actor, verdict }) => all.some((other) => other.actor !== actor && other.verdict !== verdict));
  });
  return new Set(contested.map(({ id }) => id));
}

interface Held {
  readonly id: string;
  readonly actor: string;
  readonly verdict: string;
}

/** What a decision is about, where two can be about the same. */
function subjectsOf({ decision, claimNow }: SignedDecision): readonly string[] {
  switch (decision.kind) {
    case 'accept':
    case 'reject':
    case 'correct':
      return [`statement ${decision.statement}`];
    case 'lineage':
      return [`lineage ${decision.document} ${decision.from.toLowerCase()}`];
    case 'name-source':
      return [`source ${decision.source.toLowerCase()}`];
    case 'assess':
      return [`claim ${claimNow ?? decision.claim}`];
    case 'move':
      return decision.statements.map((statement) => `place of ${statement}`);
    case 'add':
    case 'merge':
    case 'no-conflict':
    case 'withdraw':
      return [];
  }
}

function verdictIn({ decision, claimNow }: SignedDecision): string {
  switch (decision.kind) {
    case 'correct':
      return JSON.stringify(decision.value);
    case 'lineage':
      return String(decision.holds);
    case 'name-source':
      return decision.name;
    case 'assess':
      return decision.judgement;
    case 'move':
      return placeIn(decision, claimNow);
    case 'accept':
    case 'reject':
    case 'add':
    case 'merge':
    case 'no-conflict':
    case 'withdraw':
      return decision.kind;
  }
}

/** A claim goes by any of its statements; one of their own is made of those that go into it. */
function placeIn({ to, statements }: Extract<Decision, { kind: 'move' }>, claimNow: string | undefined): string {
  return to === undefined ? JSON.stringify(statements.toSorted()) : `claim ${claimNow ?? to}`;
}
