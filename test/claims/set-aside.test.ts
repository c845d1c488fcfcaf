import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readMarkedStory } from '../../scripts/claim-stories.ts';
import { claimsOf } from '../../src/claims/lining-up/claims-of.ts';
import { profileOf, type DocumentProfile } from '../../src/claims/lining-up/document-profile.ts';
import { LiningUp, type Change } from '../../src/claims/lining-up/lining-up.ts';

const { documents, statements } = readMarkedStory('test/fixtures/claims/ferry.txt');
const by = Map.groupBy(statements, ({ document }) => document);
const profiles = documents.map((document) => profileOf(document, by.get(document.id) ?? []));

/** The document that tells of something else. */
const ALONE = 'budget';

/** What no reader makes: lining up takes it in, and fails when it is looked at. */
const BROKEN: readonly { readonly why: string; readonly broken: (profile: DocumentProfile) => DocumentProfile }[] = [
  { why: 'while a claim is judged', broken: (profile) => withText(profile, { rates: null as never }) },
  { why: 'while two texts are compared', broken: (profile) => withText(profile, { published: null as never }) },
  {
    why: 'while it is told where a text comes from',
    broken: (profile) => ({ ...profile, told: { ...profile.told, quotations: null as never, bodies: null as never } }),
  },
];

function withText(profile: DocumentProfile, broken: Partial<DocumentProfile['text']>): DocumentProfile {
  const text = { ...profile.text, ...broken };
  return { ...profile, text, statements: profile.statements.map((each) => ({ ...each, text })) };
}

function linedUp(given: readonly DocumentProfile[]): readonly Change[] {
  const liningUp = new LiningUp();
  for (const profile of given) liningUp.put(profile);
  return [...liningUp.changes()];
}

for (const { why, broken } of BROKEN) {
  test(`a document over which lining up fails ${why} is left out, whichever it is, and no other is`, () => {
    for (const [at, { id }] of profiles.entries()) {
      const changes = linedUp(profiles.with(at, broken(profiles[at] ?? assert.fail())));
      const failed = changes.flatMap((change) => change.failed ?? []);
      if (id === ALONE && failed.length === 0) continue; // nothing is compared with it
      assert.deepEqual([...new Set(failed.map(({ document }) => document))], [id]);
      assert.ok(failed.every((each) => each.why instanceof Error));
      const others = documents.filter((document) => document.id !== id);
      const last = new Map<string, string>();
      for (const { claims } of changes)
        for (const claim of claims)
          for (const statement of claim.statements) last.set(statement, claim.statements.toSorted().join(' '));
      const own = new Set(by.get(id)?.map((statement) => statement.id));
      const told = new Set([...last].filter(([statement]) => !own.has(statement)).map(([, claim]) => claim));
      const wanted = claimsOf(others, statements).claims.map((claim) => claim.statements.toSorted().join(' '));
      assert.deepEqual([...told].toSorted(), wanted.toSorted());
    }
  });
}
