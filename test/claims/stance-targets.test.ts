import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as fc from '../properties.ts';
import { linkBetween } from '../../src/claims/align/align.ts';
import { profileText } from '../../src/claims/align/profile.ts';
import { coreOf, coreWords, targetsOf, targetWords } from '../../src/claims/align/targets.ts';
import type { PlacedStatement } from '../../src/nouns/claim.ts';
import type { Stance } from '../../src/nouns/statement.ts';

function stance(id: string, holder: string, target: string, place: number, text = 'a'): PlacedStatement {
  const value: Stance = { kind: 'stance', holder, target, polarity: 'negative', verb: 'deny' };
  return { id, document: text, start: place, end: place + 10, value, attributedTo: [{ name: holder }] };
}

/** What speaks for two holders in two texts being about one thing. */
function link(one: string, other: string): number | 'never' {
  const profiles = [one, other].flatMap((target, index) => {
    const id = `d${index}`;
    const text = `At Halvik, Ann Archer and Ola Brandt of Ormsa denied ${target}.`;
    return profileText({ id, text, published: '2031-05-04' }, [stance(id, `Holder ${index}`, target, 0, id)])
      .statements;
  });
  const [first, second] = profiles;
  assert.ok(first !== undefined && second !== undefined);
  return linkBetween(first, second);
}

describe('two targets of stances', () => {
  const table = [
    { one: 'the boy had a gun', other: 'the boy aimed a pistol at the patrol', why: 'to have it is not to aim it' },
    { one: 'the mill knew of the fault', other: 'the mill ordered the shift', why: 'to know is not to order' },
    { one: 'guards beat the prisoners', other: 'the prisoners were fed', apart: false, why: 'one names no act' },
    { one: 'the raid killed nine', other: 'planes bombed the ward', apart: false, why: 'who bombs kills' },
    { one: 'the boy carried a gun', other: 'the boy had a revolver', apart: false, why: 'two words for one act' },
    { one: 'people are held there', other: 'people are detained there', apart: false, why: 'held is detained' },
  ];
  for (const { one, other, apart = true, why } of table) {
    it(`${apart ? 'are never one' : 'may be one'}: ${one}, ${other}: ${why}`, () => {
      assert.equal(link(one, other) === 'never', apart);
      assert.equal(link(other, one) === 'never', apart, 'the order tells nothing');
    });
  }
});

describe('the core of a target', () => {
  const table = [
    { target: 'he was shot after pointing a gun at a patrol', core: 'pointing a gun at a patrol', why: 'what came of it is known' },
    { target: 'officers shot a boy because he aimed a gun at them', core: 'aimed a gun at them', why: 'the reason is disputed' },
    { target: 'he was shot after the match', core: 'he was shot', why: 'a time is no reason' },
    { target: 'even if he was told, he locked the door', core: 'he locked the door', why: 'what is granted comes first' },
  ]; // prettier-ignore
  for (const { target, core, why } of table) {
    it(`of “${target}” is “${core}”: ${why}`, () => {
      assert.equal(coreOf(target), core);
    });
  }

  it('has one act where somebody is told of another', () => {
    assert.deepEqual(coreWords('he alerted them that he had a gun'), ['warn', 'gun']);
  });

  it('is of words, whatever a text says', () => {
    fc.assert(
      fc.property(fc.string(), (target) => {
        assert.ok(coreOf(target).length <= target.length);
        assert.ok(coreWords(target).length <= 80);
        assert.deepEqual(targetWords(target), targetWords(target.toLowerCase()));
      }),
    );
  });
});

describe('who only takes up what was said', () => {
  const targetOf = (...statements: readonly PlacedStatement[]): string | undefined => {
    const last = statements.at(-1);
    return last === undefined ? undefined : targetsOf(statements).get(last);
  };
  const told = stance('1', 'the mayor', 'the dam was unsafe', 0);

  it('means what somebody else was told to say just before', () => {
    assert.equal(targetOf(told, stance('2', 'the owner', 'the charge', 100)), 'the dam was unsafe');
    assert.equal(targetOf(told, stance('2', 'the owner', 'it was not so', 100)), 'the dam was unsafe');
  });

  it('means nothing else where it says what', () => {
    assert.equal(targetOf(told, stance('2', 'the owner', 'the gate was open', 100)), 'the gate was open');
  });

  it('does not mean what the same holder said, nor what stands far in front', () => {
    assert.equal(targetOf(told, stance('2', 'the mayor', 'it', 100)), 'it');
    assert.equal(targetOf(told, stance('2', 'the owner', 'it', 1000)), 'it');
  });
});
