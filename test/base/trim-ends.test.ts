import assert from 'node:assert/strict';
import { test } from 'node:test';
import { trimEnds } from '../../src/base/trim-ends.ts';
import * as fc from '../properties.ts';

test('what is taken from the ends is what a pattern would take from them', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(' ', '.', '“', '”', 'a', '猫', '\n') }), (text) => {
      assert.equal(trimEnds(text, /[\s.]/), text.replaceAll(/^[\s.]+|[\s.]+$/g, ''));
      assert.equal(trimEnds(text, /[\s“]/, /[\s”]/), text.replaceAll(/^[\s“]+|[\s”]+$/g, ''));
    }),
  );
});

test('a run of a million characters amid a text takes no time to speak of', () => {
  const text = `a${' '.repeat(1_000_000)}b`;
  const begun = process.cpuUsage();
  assert.equal(trimEnds(text, /\s/), text);
  const { user, system } = process.cpuUsage(begun);
  assert.ok(user + system < 1_000_000, `${(user + system) / 1000} ms of processor time`);
});
