import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as fc from '../properties.ts';
import { readMarkedStory } from '../../scripts/claim-stories.ts';
import { claimsOf, type ClaimDocument } from '../../src/claims/lining-up/claims-of.ts';
import type { Claim, PlacedStatement } from '../../src/nouns/claim.ts';

const ferry = readMarkedStory('test/fixtures/claims/ferry.txt');
const mill = readMarkedStory('test/fixtures/claims/mill.txt');

/** What must not change: for each group of statements its verdict and its number of origins. */
function outcome(claims: readonly Claim[], ids: ReadonlySet<string>): readonly string[] {
  return claims
    .map(({ statements, verdict, origins }) => ({
      own: statements.filter((id) => ids.has(id)).toSorted(),
      verdict,
      origins,
    }))
    .filter(({ own }) => own.length > 0)
    .map(({ own, verdict, origins }) => `${own.join(' ')}: ${verdict}, ${origins.length}`)
    .toSorted();
}

const idsOf = (statements: readonly PlacedStatement[]): ReadonlySet<string> => new Set(statements.map(({ id }) => id));

function claimWith(claims: readonly Claim[], story: typeof ferry, label: string): Claim {
  const ids = [...story.claims].filter(([, claim]) => claim === label).map(([id]) => id);
  const found = claims.find(({ statements }) => statements.includes(ids[0] ?? ''));
  assert.ok(found, label);
  return found;
}

function copyOf({ id, ...rest }: ClaimDocument): ClaimDocument {
  return { ...rest, id: `copy of ${id}` };
}

describe('claimsOf', () => {
  const { claims } = claimsOf(ferry.documents, ferry.statements);

  const table = [
    { label: 'dead', verdict: 'conflict', why: 'twelve and fifteen dead cannot both be right' },
    { label: 'rescued', verdict: 'agree', why: 'eighty is more than fifty' },
    { label: 'day', verdict: 'agree', why: 'three texts name one day' },
    { label: 'molde', verdict: 'agree', why: 'a fire of years ago is told by two texts' },
    { label: 'safe', verdict: 'conflict', why: 'one says what another denies' },
    { label: 'q-dark', verdict: 'agree', why: 'a retranslated quotation is the same utterance' },
    { label: 'budget', verdict: 'single', why: 'nobody else speaks of it' },
    { label: 'staff', verdict: 'single', why: 'twelve jobs are not twelve dead' },
    { label: 'bodies', verdict: 'single', why: 'three more bodies are part of the toll, not the toll' },
  ] as const;
  for (const { label, verdict, why } of table) {
    it(`finds that ${label} is ${verdict}: ${why}`, () => {
      assert.equal(claimWith(claims, ferry, label).verdict, verdict);
    });
  }

  it('puts every statement into exactly one claim', () => {
    const placed = claims.flatMap(({ statements }) => statements);
    assert.deepEqual(placed.toSorted(), ferry.statements.map(({ id }) => id).toSorted());
  });

  it('says why for every join, and reaches every statement of a claim by joins', () => {
    for (const { statements, joins } of claims) {
      assert.equal(joins.length, statements.length - 1);
      const reached = new Set(joins.flatMap(({ first, second }) => [first, second]));
      if (statements.length > 1) assert.deepEqual([...reached].toSorted(), statements.toSorted());
      for (const { reasons } of joins) assert.ok(reasons.length > 0);
    }
  });

  it('names two statements of the claim in every conflict', () => {
    for (const { statements, conflicts } of claims) {
      for (const { first, second } of conflicts) assert.ok(statements.includes(first) && statements.includes(second));
    }
  });

  it('counts every statement for exactly one origin', () => {
    for (const { statements, origins } of claims) {
      const counted = origins.flatMap((origin) => origin.statements.map(({ id }) => id));
      assert.deepEqual(counted.toSorted(), statements.toSorted());
    }
  });

  it('counts the body that two texts quote once', () => {
    const { origins } = claimWith(claims, ferry, 'q-dark');
    assert.equal(origins.length, 1);
  });

  it('marks ends that only just miss as a boundary and not as a conflict', () => {
    const documents = [
      { id: 'a', text: 'Exactly 7,000 inmates were released from the camp at Torvik.' },
      { id: 'b', text: 'He had released more than 7,000 inmates from the camp at Torvik.' },
    ];
    const figure = { kind: 'figure', lo: 7000, unit: 'people', counted: 'inmates', hiOpen: false } as const;
    const statements = [
      { id: '1', document: 'a', start: 8, end: 21, value: { ...figure, hi: 7000, loOpen: false }, attributedTo: [] },
      { id: '2', document: 'b', start: 16, end: 39, value: { ...figure, hi: null, loOpen: true }, attributedTo: [] },
    ];
    const [claim] = claimsOf(documents, statements).claims;
    assert.equal(claim?.verdict, 'agree');
    assert.deepEqual(
      claim?.conflicts.map(({ reason }) => reason),
      ['boundary'],
    );
  });

  it('returns nothing for nothing', () => {
    assert.deepEqual(claimsOf([], []), { claims: [], lineage: [] });
  });
});

describe('what does not change a verdict or a number of origins', () => {
  const expected = outcome(claimsOf(ferry.documents, ferry.statements).claims, idsOf(ferry.statements));

  it('the order of documents and of statements', () => {
    const orders = fc.tuple(
      fc.shuffledSubarray([...ferry.documents], { minLength: ferry.documents.length }),
      fc.shuffledSubarray([...ferry.statements], { minLength: ferry.statements.length }),
    );
    fc.assert(
      fc.property(orders, ([documents, statements]) => {
        assert.deepEqual(outcome(claimsOf(documents, statements).claims, idsOf(ferry.statements)), expected);
      }),
      { numRuns: 40 },
    );
  });

  it('copies of documents', () => {
    fc.assert(
      fc.property(fc.subarray([...ferry.documents], { minLength: 1 }), fc.boolean(), (copied, read) => {
        const documents = [...copied.map(copyOf), ...ferry.documents];
        const copies = ferry.statements
          .filter(({ document }) => read && copied.some(({ id }) => id === document))
          .map((statement) => ({
            ...statement,
            id: `copy of ${statement.id}`,
            document: `copy of ${statement.document}`,
          }));
        const { claims, lineage } = claimsOf(documents, [...copies, ...ferry.statements]);
        assert.equal(lineage.filter(({ kind }) => kind === 'same-file').length, copied.length);
        assert.deepEqual(outcome(claims, idsOf(ferry.statements)), expected);
      }),
      { numRuns: 20 },
    );
  });

  it('documents about something else', () => {
    fc.assert(
      fc.property(fc.subarray([...mill.documents]), (others) => {
        const ids = new Set(others.map(({ id }) => id));
        const statements = mill.statements.filter(({ document }) => ids.has(document));
        const { claims } = claimsOf([...others, ...ferry.documents], [...statements, ...ferry.statements]);
        assert.deepEqual(outcome(claims, idsOf(ferry.statements)), expected);
      }),
      { numRuns: 20 },
    );
  });
});
