import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { EndedOver } from '../../src/claims/lining-up/ended-over.ts';
import { profileOf } from '../../src/claims/lining-up/document-profile.ts';
import { LiningUp } from '../../src/claims/lining-up/lining-up.ts';
import { readMarkedStory } from '../../scripts/claim-stories.ts';

const { documents, statements } = readMarkedStory('test/fixtures/claims/ferry.txt');
const by = Map.groupBy(statements, ({ document }) => document);

class Ends extends Error {}

/**
 * Lines up in processes that end over some documents together: what a process tells before it ends is all that is known of it.
 *
 * @returns what is left out, in order, and how many processes it took
 */
function untilDone(endsOver: (documents: readonly string[], trial: boolean) => boolean): {
  readonly leftOut: readonly string[];
  readonly processes: number;
} {
  const leftOut: string[] = [];
  const over = new EndedOver();
  for (let processes = 1; processes < 20; processes += 1) {
    const liningUp = new LiningUp();
    for (const document of documents)
      if (!leftOut.includes(document.id)) liningUp.put(profileOf(document, by.get(document.id) ?? []));
    let looked: Parameters<NonNullable<LiningUp['look']>>[0] | undefined;
    const { watch } = over;
    liningUp.look = (next) => {
      looked = watch === undefined ? undefined : next;
      if (endsOver(next.documents, next.trial)) throw new Ends();
    };
    try {
      const found = watch?.suspect === undefined ? [] : liningUp.setAsideSuspect(watch.suspect, watch.ended);
      leftOut.push(...found.map(({ document }) => document));
      over.answered();
      for (const change of liningUp.changes())
        if (change.failed?.some(({ why }) => why instanceof Ends) === true) throw new Ends();
      return { leftOut, processes };
    } catch (error) {
      if (!(error instanceof Ends)) throw error;
      const document = over.note(looked);
      if (document !== undefined) leftOut.push(document);
    }
  }
  return { leftOut, processes: Infinity };
}

describe('a text over which the process of claims ends', () => {
  const [first, second] = documents.map(({ id }) => id);
  const table = [
    {
      why: 'wherever it is looked at',
      ends: (looked: readonly string[]) => looked.includes(second ?? ''),
      leftOut: [second],
    },
    {
      why: 'among all others, and not alone',
      ends: (looked: readonly string[], trial: boolean) => !trial && looked.includes(second ?? ''),
      leftOut: [second],
    },
    {
      why: 'beside whatever it is compared with, while others are looked at',
      ends: (looked: readonly string[], trial: boolean) =>
        trial ? looked.length > 1 && looked.includes(second ?? '') : looked.includes(first ?? ''),
      leftOut: [second],
    },
  ];
  for (const { why, ends, leftOut } of table) {
    it(`is left out: ${why}`, () => {
      let gone = false;
      const found = untilDone((looked, trial) => !gone && ends(looked, trial));
      gone = true;
      assert.deepEqual(found.leftOut.slice(0, leftOut.length), leftOut);
      assert.ok(found.processes <= 6, `${found.processes} processes`);
    });
  }

  it('is not guessed where the process ended once, by chance', () => {
    let times = 0;
    const { leftOut } = untilDone(() => (times += 1) === 1);
    assert.deepEqual(leftOut, []);
  });
});
