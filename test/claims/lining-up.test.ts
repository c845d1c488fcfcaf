import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as fc from '../properties.ts';
import { markedDocuments, readMarkedStory } from '../../scripts/claim-stories.ts';
import { findStatements } from '../../src/claims/finding/find-statements.ts';
import { claimsOf, type ClaimDocument } from '../../src/claims/lining-up/claims-of.ts';
import { NOTHING_DECIDED, type Decided } from '../../src/claims/keeping/decided.ts';
import { packProfile, profileOf } from '../../src/claims/lining-up/document-profile.ts';
import { LiningUp, type LinedUpClaim } from '../../src/claims/lining-up/lining-up.ts';
import type { Derivation, PlacedStatement } from '../../src/nouns/claim.ts';

const stories = ['ferry', 'mill'].map((name) => readMarkedStory(`test/fixtures/claims/${name}.txt`));
const passage =
  'A keeper who had tended the northern light for thirty years said that nobody had ever asked him to leave it dark before that night.';
const wordings: readonly ClaimDocument[] = [
  { id: 'w1', text: `The keeper told Reuters. ${passage}`, outlet: 'Valley Courier', published: '2031-02-01' },
  { id: 'w2', text: `${passage} So it was.`, outlet: 'Harbour Gazette', published: '2031-02-02' },
];
const ferry = stories[0];
assert.ok(ferry !== undefined);
const copies = ferry.documents.slice(0, 2).map((document) => ({ ...document, id: `copy-${document.id}` }));
/** One text in three languages, and a report of the same. */
const wells = markedDocuments('test/fixtures/claims/translations/wells.txt').filter(({ id }) => id !== 'french');
const translations = wells.map(({ id, head, text }): ClaimDocument => {
  const [outlet = '', published = ''] = [head.get('outlet'), head.get('published')];
  return { id: `wells-${id}`, text, outlet, published };
});
const translated = wells.flatMap(({ id, head, text }): readonly PlacedStatement[] => {
  const passages = [{ start: 0, end: text.length, language: head.get('language') ?? '' }];
  const found = findStatements({ text, passages, published: head.get('published') ?? '' });
  return found.map((statement, index) => ({ ...statement, id: `wells-${id}-${index}`, document: `wells-${id}` }));
});
const documents: readonly ClaimDocument[] = [
  ...stories.flatMap((story) => story.documents),
  ...wordings,
  ...copies,
  ...translations,
];
const statements: readonly PlacedStatement[] = [
  ...translated,
  ...stories.flatMap((story) => story.statements),
  ...ferry.statements
    .filter(({ document }) => copies.some(({ id }) => id === `copy-${document}`))
    .map((statement) => ({ ...statement, id: `copy-${statement.id}`, document: `copy-${statement.document}` })),
];
const by = Map.groupBy(statements, ({ document }) => document);
const profiles = new Map(documents.map((document) => [document.id, profileOf(document, by.get(document.id) ?? [])]));

const packed = new Map([...profiles].map(([id, profile]) => [id, packProfile(profile)]));

/** Takes over what changed, as whoever keeps the claims does. */
class Kept {
  readonly claims = new Map<string, LinedUpClaim>();
  readonly lineage = new Map<string, readonly Derivation[]>();

  take(liningUp: LiningUp): void {
    for (const change of liningUp.changes()) {
      const moved = new Set([...change.gone, ...change.claims.flatMap((claim) => claim.statements)]);
      for (const [id, claim] of this.claims) {
        const left = claim.statements.filter((each) => !moved.has(each));
        if (left.length < claim.statements.length) this.claims.delete(id);
        if (left.length > 0 && left.length < claim.statements.length)
          this.claims.set(`left of ${id}`, { ...claim, statements: left });
      }
      for (const claim of change.claims) this.claims.set(claim.statements[0] ?? '', claim);
      for (const { document, derivations } of change.lineage) {
        if (derivations.length === 0) this.lineage.delete(document);
        else this.lineage.set(document, derivations);
      }
    }
  }

  told(): unknown {
    return told([...this.claims.values()], [...this.lineage.values()].flat());
  }
}

function told(claims: readonly LinedUpClaim[], lineage: readonly Derivation[]): unknown {
  return [
    claims.map((claim) => JSON.stringify(claim)).toSorted(),
    lineage.map((edge) => JSON.stringify(edge)).toSorted(),
  ];
}

function allAtOnce(present: ReadonlySet<string>, decided: Decided = NOTHING_DECIDED): unknown {
  const { claims, lineage } = claimsOf(
    documents.filter(({ id }) => present.has(id)),
    statements,
    decided,
  );
  return told(claims, lineage);
}

function idOf(label: string, at = 0): string {
  const ids = [...(ferry?.claims ?? [])].filter(([, claim]) => claim === label).map(([id]) => id);
  return ids[at] ?? '';
}

function claimWith(claims: readonly LinedUpClaim[], id: string): LinedUpClaim {
  const found = claims.find((claim) => claim.statements.includes(id));
  assert.ok(found);
  return found;
}

const someDecisions = fc.record({
  together: fc.subarray([
    [idOf('dead'), idOf('budget')],
    [idOf('rescued'), idOf('molde')],
  ] as const),
  apart: fc.subarray([
    [idOf('dead'), idOf('dead', 2)],
    [idOf('dead'), idOf('budget')],
  ] as const),
  noConflict: fc.subarray([[idOf('safe'), idOf('safe', 1)]] as const),
  lineage: fc.subarray([
    { document: 'w2', from: 'Reuters', holds: false },
    { document: 'daily', from: 'Coast Guard', holds: true },
    { document: 'wells-chinese', from: 'document wells-english', holds: false },
  ]),
  names: fc.subarray([
    { source: 'Kari Lund', name: 'Heron' },
    { source: 'Harbour Gazette', name: 'Valley Courier' },
  ]),
});

describe('LiningUp', () => {
  it('amounts to lining up all at once, whatever comes, goes, comes anew and is decided in which order, also by a process that begins in between', () => {
    const ids = documents.map(({ id }) => id);
    const step = fc.oneof(
      { weight: 5, arbitrary: fc.record({ put: fc.constantFrom(...ids) }) },
      { weight: 2, arbitrary: fc.record({ remove: fc.constantFrom(...ids) }) },
      { weight: 1, arbitrary: fc.record({ decide: someDecisions }) },
      { weight: 2, arbitrary: fc.constant({ take: true }) },
      { weight: 2, arbitrary: fc.constant({ again: true }) },
    );
    fc.assert(
      fc.property(fc.array(step, { minLength: 6, maxLength: 24 }), (steps) => {
        let liningUp = new LiningUp();
        const [kept, present] = [new Kept(), new Set<string>()];
        let decided: Decided = NOTHING_DECIDED;
        for (const each of steps) {
          if ('put' in each) {
            const profile = profiles.get(each.put);
            if (profile !== undefined) liningUp.put(profile);
            present.add(each.put);
          } else if ('remove' in each) {
            liningUp.remove(each.remove);
            present.delete(each.remove);
          } else if ('decide' in each) {
            decided = each.decide;
            liningUp.decide(decided);
          } else kept.take(liningUp);
          if ('again' in each) {
            liningUp = new LiningUp();
            liningUp.load([...present].flatMap((id) => packed.get(id) ?? []));
            liningUp.decide(decided);
            liningUp.settled();
          }
        }
        kept.take(liningUp);
        assert.deepEqual(kept.told(), allAtOnce(present, decided));
      }),
      { numRuns: 60 },
    );
  });

  it('computes only what is touched after what was lined up before was put', () => {
    const liningUp = new LiningUp();
    liningUp.load([...packed].filter(([id]) => id !== 'wire').map(([, bytes]) => bytes));
    liningUp.settled();
    assert.deepEqual([...liningUp.changes()], []);
    const wire = profiles.get('wire');
    assert.ok(wire !== undefined);
    liningUp.put(wire);
    const claims = [...liningUp.changes()].flatMap((change) => change.claims);
    const all = claimsOf(documents, statements).claims;
    for (const claim of all) {
      if (!claim.statements.some((id) => by.get('wire')?.some((each) => each.id === id))) continue;
      assert.deepEqual(claimWith(claims, claim.statements[0] ?? ''), claim);
    }
    assert.equal(claims.length < all.length, true);
  });

  it('names the source anew of a text that took its wording from one that tells it, in a process that begins then', () => {
    const text = `${passage} Then 40 people came.`;
    const taker: ClaimDocument = { id: 'taker', text, outlet: 'Harbour Gazette', published: '2031-02-02' };
    const start = text.indexOf('40 people');
    const said: PlacedStatement = {
      id: 'came',
      document: 'taker',
      start,
      end: start + '40 people'.length,
      value: { kind: 'figure', lo: 40, hi: 40, loOpen: false, hiOpen: false, unit: 'people', counted: 'people' },
      attributedTo: [],
    };
    const [teller] = wordings;
    assert.ok(teller);
    const liningUp = new LiningUp();
    liningUp.load([packProfile(profileOf(teller, [])), packProfile(profileOf(taker, [said]))]);
    liningUp.settled();
    liningUp.decide({ ...NOTHING_DECIDED, names: [{ source: 'Reuters', name: 'Heron' }] });
    const claims = [...liningUp.changes()].flatMap((change) => change.claims);
    assert.deepEqual(
      claimWith(claims, 'came').origins.map(({ source }) => source),
      ['Heron'],
    );
  });

  it('goes on where it was left', () => {
    const [liningUp, kept] = [new LiningUp(), new Kept()];
    for (const profile of profiles.values()) liningUp.put(profile);
    const half = new Kept();
    let pieces = 0;
    const changes = liningUp.changes();
    for (const change of changes) {
      half.take({
        *changes() {
          yield change;
        },
      } as unknown as LiningUp);
      if (++pieces === 3) break;
    }
    kept.take(liningUp);
    for (const [id, claim] of half.claims) if (!kept.claims.has(id)) kept.claims.set(id, claim);
    const found = [...kept.claims.values()].map((claim) => JSON.stringify(claim)).toSorted();
    const [expected] = allAtOnce(new Set(profiles.keys())) as [readonly string[]];
    assert.deepEqual(found, expected);
  });
});

describe('what people decided', () => {
  const lined = (decided: Partial<Decided>): readonly LinedUpClaim[] =>
    claimsOf(ferry.documents, ferry.statements, { ...NOTHING_DECIDED, ...decided }).claims;

  it('puts together what no machine would, and keeps apart what every machine joins', () => {
    const claims = lined({ together: [[idOf('dead'), idOf('budget')]], apart: [[idOf('dead'), idOf('dead', 2)]] });
    const dead = claimWith(claims, idOf('dead'));
    assert.ok(dead.statements.includes(idOf('budget')));
    assert.ok(!dead.statements.includes(idOf('dead', 2)));
  });

  it('holds apart against together, whichever comes first', () => {
    const pair = [idOf('dead'), idOf('budget')] as const;
    assert.ok(!claimWith(lined({ together: [pair], apart: [pair] }), pair[0]).statements.includes(pair[1]));
  });

  it('takes a conflict away, and the verdict with it', () => {
    const before = claimWith(lined({}), idOf('safe'));
    assert.equal(before.verdict, 'conflict');
    const noConflict = before.conflicts.map(({ first, second }) => [second, first] as const);
    assert.equal(claimWith(lined({ noConflict }), idOf('safe')).verdict, 'agree');
  });

  it('makes one source of two names, and shows it under the name that people gave', () => {
    const names = ['Arne Holm', 'Coast Guard', 'Nordwire', 'Tarvik Daily'].map((source) => ({ source, name: 'Heron' }));
    const { origins } = claimWith(lined({ names }), idOf('dead'));
    assert.deepEqual(
      origins.map(({ source }) => source),
      ['Heron'],
    );
  });

  it('makes who is added the root of a text, and lets who is denied count for nothing', () => {
    const added = claimWith(lined({ lineage: [{ document: 'budget', from: 'Reuters', holds: true }] }), idOf('budget'));
    assert.deepEqual(
      added.origins.map(({ source }) => source),
      ['Reuters'],
    );
    const denied = claimsOf(wordings, [], {
      ...NOTHING_DECIDED,
      lineage: [{ document: 'w2', from: 'Reuters', holds: false }],
    });
    assert.ok(!denied.lineage.some(({ document, from }) => document === 'w2' && from === 'Reuters'));
  });
});
