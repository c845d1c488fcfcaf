import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { disputedCase, sampleLeak, scoreOf } from '../../scripts/disputed.ts';
import { SAMPLES } from './truth.ts';

const { readings, truth } = sampleLeak(join(SAMPLES, '..'));
const told = disputedCase(readings, truth);
const score = scoreOf(told);

test('what the documents of the sample leak say of its disputed figures is found in three languages', () => {
  const missed = told.disputed.filter(({ statement }) => statement === undefined);
  assert.deepEqual(
    missed.map(({ path, value }) => `${path}: ${value}`),
    [],
  );
});

test('statements about two disputed figures are rarely one claim', () => {
  assert.ok(score.precision >= 0.9, `${score.wronglyJoined} pairs wrongly joined, ${score.joined} rightly`);
});

test('statements about one disputed figure come together across languages, and five retellings do not count as five origins', () => {
  assert.ok(score.recall >= 0.4, `${score.joined} of ${score.pairs} pairs joined`);
  assert.ok(score.originError <= 2.2, `origins are off by ${score.originError}`);
});

test('nobody is credited who is not there: a meeting, a thing, a salutation', () => {
  const names = told.statements.flatMap(({ attributedTo }) => attributedTo.map(({ name }) => name));
  assert.deepEqual(
    names.filter((name) => /会议|价格|本人|同志：/u.test(name)),
    [],
  );
});
