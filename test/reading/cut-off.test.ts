import assert from 'node:assert/strict';
import { test } from 'node:test';
import { programOnPath } from '../../src/reading/sandbox.ts';
import { zipOf } from '../house/material.ts';
import { read } from './read-bytes.ts';

test(
  'of a zip archive that was cut off, what is whole is taken out and the rest is told',
  { skip: programOnPath('bsdtar') === undefined && 'bsdtar is not installed' },
  async () => {
    const whole = zipOf([
      { name: 'first.txt', bytes: 'The first letter.' },
      { name: 'second.txt', bytes: 'The second letter.' },
      { name: 'third.txt', bytes: 'The third letter is long enough to be cut in two.' },
    ]);
    const cut = whole.subarray(0, whole.indexOf('long enough'));
    const { found, end, refused } = await read(cut, 'letters.zip');
    assert.deepEqual(
      [...found],
      [
        ['first.txt', 'The first letter.'],
        ['second.txt', 'The second letter.'],
      ],
    );
    assert.equal(end.outcome, 'container');
    assert.equal(end.reason?.code, 'truncated');
    assert.ok(!found.has('third.txt') && [...refused.values()].every((code) => code === 'truncated'));
  },
);
