import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reportOfForm } from '../../scripts/one-form.ts';
import { findStatements } from '../../src/claims/finding/find-statements.ts';
import { profileOf } from '../../src/claims/lining-up/document-profile.ts';
import { LiningUp } from '../../src/claims/lining-up/lining-up.ts';
import { NOTHING_DECIDED } from '../../src/claims/keeping/decided.ts';
import * as fc from '../properties.ts';

/** Reports in which many claims resemble each other, so that there is something beside whatever is grouped again. */
const REPORTS = 28;
const profiles = Array.from({ length: REPORTS }, (_, number) => {
  const { id, text, published } = reportOfForm(number, 3);
  const found = findStatements({ text, passages: [{ start: 0, end: text.length, language: 'en' }], published });
  const placed = found.map((statement, place) => ({ ...statement, id: `${id}-${place}`, document: id }));
  return profileOf({ id, text, published }, placed);
});
const ids = profiles.flatMap(({ statements }) => statements.map(({ statement }) => statement.id));

/** Takes over what changed, up to so many pieces. */
function take(from: LiningUp, into: Map<string, string>, most = Infinity): void {
  let pieces = 0;
  for (const { gone, claims } of from.changes()) {
    for (const id of gone) into.delete(id);
    for (const { statements, verdict, joins } of claims)
      for (const id of statements)
        into.set(id, `${verdict} ${statements.toSorted().join(' ')} ${JSON.stringify(joins)}`);
    pieces += 1;
    if (pieces >= most) return;
  }
}

const number = fc.nat(REPORTS - 1);
const pairs = fc.array(fc.tuple(fc.constantFrom(...ids), fc.constantFrom(...ids)), { maxLength: 3 });
const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ put: number }) },
  { weight: 3, arbitrary: fc.record({ remove: number }) },
  { weight: 1, arbitrary: fc.record({ together: pairs, apart: pairs }) },
  { weight: 3, arbitrary: fc.record({ pieces: fc.constantFrom(1, 2, 5, Infinity) }) },
);

test('grouping again what was touched and what lies beside it amounts to grouping all, also where it was left half-way', () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 4, maxLength: 14 }), (steps) => {
      const [liningUp, whole] = [new LiningUp(), new LiningUp()];
      const [told, wanted] = [new Map<string, string>(), new Map<string, string>()];
      const present = new Set(profiles.slice(REPORTS / 2));
      let decided = NOTHING_DECIDED;
      for (const profile of present) liningUp.put(profile);
      take(liningUp, told);
      for (const each of steps) {
        const profile = profiles['put' in each ? each.put : 'remove' in each ? each.remove : 0];
        if (profile === undefined) continue;
        if ('put' in each) {
          liningUp.put(profile);
          present.add(profile);
        } else if ('remove' in each) {
          liningUp.remove(profile.id);
          present.delete(profile);
        } else if ('pieces' in each) take(liningUp, told, each.pieces);
        else {
          decided = { ...NOTHING_DECIDED, ...each };
          liningUp.decide(decided);
        }
      }
      take(liningUp, told);
      for (const profile of present) whole.put(profile);
      whole.decide(decided);
      take(whole, wanted);
      const others = [...wanted].filter(([id, claim]) => told.get(id) !== claim).map(([id]) => id);
      assert.deepEqual([others, told.size], [[], wanted.size]);
    }),
    { numRuns: 12 },
  );
});
