import assert from 'node:assert/strict';
import { test } from 'node:test';
import { profileOf } from '../../src/claims/document-profile.ts';
import { LiningUp } from '../../src/claims/lining-up.ts';
import type { PlacedStatement } from '../../src/nouns/claim.ts';

const MOST = 5; // seconds of CPU; without bounds each of these takes minutes

const CASES = [
  { why: 'one sentence that never ends', joint: ', and beyond the river and the hill and the wood ' },
  { why: 'a list of one thing', joint: '.\nBeyond the river and the hill and the wood ' },
];
for (const { why, joint } of CASES) {
  test(`lining up takes bounded time: ${why}`, () => {
    const text = Array.from({ length: 6_000 }, (_, index) => `${index} people`).join(joint);
    const statements = Array.from(text.matchAll(/(\d+) people/g), (match): PlacedStatement => {
      const [lo, start] = [Number(match[1]), match.index];
      const value = { kind: 'figure' as const, lo, hi: lo, loOpen: false, hiOpen: false, unit: 'people', counted: '' };
      return { id: `s${lo}`, document: 'list', start, end: start + match[0].length, value, attributedTo: [] };
    });
    const begun = process.cpuUsage();
    const liningUp = new LiningUp();
    liningUp.put(profileOf({ id: 'list', text }, statements));
    const claims = Array.from(liningUp.changes()).flatMap((change) => change.claims);
    assert.equal(claims.length, statements.length);
    assert.ok(process.cpuUsage(begun).user / 1e6 < MOST);
  });
}
