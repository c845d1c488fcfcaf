import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FINDERS } from '../../src/claims/finding/find-statements.ts';
import { FINDER_VERSIONS } from '../../src/claims/finding/finder-versions.ts';

test('the versions by which texts are looked at again are those of the finders', () => {
  assert.equal(FINDERS.map(({ name, version }) => `${name}/${version}`).join(' '), FINDER_VERSIONS);
});
