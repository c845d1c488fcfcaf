import assert from 'node:assert/strict';
import { globSync } from 'node:fs';
import { describe, it } from 'node:test';
import { readMarkedStory, type LabelledStory } from '../../scripts/claim-stories.ts';
import { conflictsOf } from '../../src/claims/align/conflicts.ts';
import { claimsOf } from '../../src/claims/lining-up/claims-of.ts';

const stories = globSync('test/fixtures/claims/*.txt').toSorted().map(readMarkedStory);

/** Claims as people sorted the statements, with whether any two in one cannot both be right. */
function inTruth({ statements, claims }: LabelledStory): ReadonlyMap<string, boolean> {
  const sorted = Map.groupBy(statements, ({ id }) => claims.get(id) ?? '');
  return new Map(
    [...sorted].map(([claim, members]) => [
      claim,
      conflictsOf(members, new Map()).some(({ reason }) => reason !== 'boundary'),
    ]),
  );
}

/** The claim of people to which most of its statements belong. */
function mostly({ claims }: LabelledStory, statements: readonly string[]): string {
  const votes = Map.groupBy(statements, (id) => claims.get(id) ?? '');
  return [...votes].toSorted((a, b) => b[1].length - a[1].length)[0]?.[0] ?? '';
}

describe('stories whose statements people sorted', () => {
  const found = stories.map((story) => ({ story, ...claimsOf(story.documents, story.statements) }));

  it('go apart into claims much as people sorted them', () => {
    let [alike, all] = [0, 0];
    for (const { story, claims } of found) {
      for (const { statements } of claims) {
        const of = mostly(story, statements);
        alike += statements.filter((id) => story.claims.get(id) === of).length;
        all += statements.length;
      }
    }
    assert.ok(alike / all > 0.93, `${alike} of ${all} statements stand with their own`);
  });

  /** Claims of so many stories that conflict: how many do, and how many that are said to do and do not. */
  function conflictsIn(some: typeof found): { readonly truth: number; readonly right: number; readonly wrong: number } {
    let [truth, right, wrong] = [0, 0, 0];
    for (const { story, claims } of some) {
      const conflicts = inTruth(story);
      truth += [...conflicts.values()].filter(Boolean).length;
      const said = new Set(
        claims.filter(({ verdict }) => verdict === 'conflict').map(({ statements }) => mostly(story, statements)),
      );
      for (const claim of said) {
        if (conflicts.get(claim) === true) right += 1;
        else wrong += 1;
      }
    }
    return { truth, right, wrong };
  }

  it('show most of what cannot be true together, and little that can', () => {
    const few = new Set(['audit', 'ferry', 'mill', 'strait', 'vote']);
    const { truth, right, wrong } = conflictsIn(found.filter(({ story }) => few.has(story.name)));
    assert.ok(right / truth > 0.5, `${right} of ${truth}`);
    assert.ok(wrong <= 3, `${wrong} that can`);
  });

  it('show much of it where stories are full of it', () => {
    const { truth, right, wrong } = conflictsIn(found);
    assert.ok(right / truth > 0.4, `${right} of ${truth}`);
    assert.ok(wrong / (right + wrong) < 0.25, `${wrong} that can, beside ${right}`);
  });
});
