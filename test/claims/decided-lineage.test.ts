import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { markedDocuments } from '../../scripts/claim-stories.ts';
import { findStatements } from '../../src/claims/finding/find-statements.ts';
import { NOTHING_DECIDED, type Decided } from '../../src/claims/keeping/decided.ts';
import { claimsOf, type ClaimDocument } from '../../src/claims/lining-up/claims-of.ts';
import { profileOf } from '../../src/claims/lining-up/document-profile.ts';
import { LiningUp } from '../../src/claims/lining-up/lining-up.ts';
import type { PlacedStatement } from '../../src/nouns/claim.ts';
import * as fc from '../properties.ts';
import { spokenCase, statementOf, take } from './spoken-case.ts';

interface Given extends ClaimDocument {
  readonly language: string;
}

const WELLS = markedDocuments('test/fixtures/claims/translations/wells.txt');

function paper(wanted: string): Given {
  const found = WELLS.find(({ id }) => id === wanted);
  assert.ok(found);
  const { head, text } = found;
  const [language = '', outlet = '', published = ''] = ['language', 'outlet', 'published'].map((name) =>
    head.get(name),
  );
  return { id: wanted, text, language, outlet, published };
}

const ENGLISH = paper('english');
const CHINESE = paper('chinese');

const MAIL =
  'The river was measured today. It stood at 412 centimetres at the bridge, which is 38 more than a week ago, and 57 houses have water in the cellar.';

function mail(id: string, published: string, text: string, outlet = ''): Given {
  return { id, language: 'en', published, text, ...(outlet === '' ? {} : { outlet }) };
}

function passingOn(id: string, { outlet = '', published = '2031-10-11T08:02:00Z' } = {}): Given {
  const header =
    '---------- Forwarded message ----------\nFrom: Ada Marsh <ada@example.org>\nDate: Fri, Oct 10, 2031\nSubject: River\nTo: Ben Hale';
  return mail(id, published, `See below. We need 14 boats.\n\n${header}\n\n${MAIL}`, outlet);
}

const RIVER = mail('m', '2031-10-10T16:20:00Z', MAIL);
const FLOOD = mail(
  'm',
  '2031-10-10',
  'At Halvik the flood on 4 October damaged 57 houses and killed 12 people in Ormsa.',
);
const LATER = mail(
  'z',
  '2031-10-12',
  'In Ormsa near Halvik 12 people died in the flood of 4 October; 57 houses were damaged by the water.',
);

function statementsIn({ id, text, language, published = '' }: Given): readonly PlacedStatement[] {
  const passages = [{ start: 0, end: text.length, language }];
  return findStatements({ text, passages, ...(published === '' ? {} : { published }) }).map((statement, index) => ({
    ...statement,
    id: `${id} ${index}`,
    document: id,
  }));
}

function linedUp(documents: readonly Given[], decided: Decided = NOTHING_DECIDED) {
  return claimsOf(documents, documents.flatMap(statementsIn), decided);
}

/** How many origins the claims have that both texts share, whatever copies there are. */
function originsShared(
  claims: ReturnType<typeof linedUp>['claims'],
  [one, other]: readonly [string, string],
): readonly number[] {
  const says = (statements: readonly string[], id: string): boolean =>
    statements.some((each) => each.startsWith(`${id} `));
  return claims
    .filter(({ statements }) => says(statements, one) && says(statements, other))
    .map(({ origins }) => origins.length);
}

const cases = [
  { from: ENGLISH, document: CHINESE, holds: false, why: 'a translation that a person says is none' },
  { from: RIVER, document: passingOn('z'), holds: false, why: 'a mail that another one does not pass on' },
  {
    from: { ...RIVER, outlet: 'Ada Marsh' },
    document: passingOn('z', { outlet: 'Ben Hale' }),
    holds: false,
    why: 'the same, where both tell who sent them',
  },
  { from: FLOOD, document: LATER, holds: true, why: 'a text that derives from another one, as nobody else can tell' },
  { from: { ...FLOOD, outlet: 'Hill Echo' }, document: LATER, holds: true, why: 'the same, where it has an outlet' },
] as const;

describe('what a person says of where a document comes from', () => {
  for (const { from, document, holds, why } of cases) {
    const decided = { ...NOTHING_DECIDED, lineage: [{ document: document.id, from: `document ${from.id}`, holds }] };
    const pair = [from.id, document.id] as const;
    const before = originsShared(linedUp([from, document]).claims, pair);
    const wanted = originsShared(linedUp([from, document], decided).claims, pair);

    it(`counts: ${why}`, () => assert.notDeepEqual(before, wanted));

    it(`stays so whichever copies of either come, and when they go: ${why}`, () => {
      const id = fc.stringMatching(/^[a-z]{3}$/);
      fc.assert(
        fc.property(fc.uniqueArray(fc.tuple(id, fc.boolean()), { selector: ([name]) => name, maxLength: 4 }), (copies) => {
          const more = copies.map(([name, ofFrom]) => ({ ...(ofFrom ? from : document), id: name }));
          assert.deepEqual(originsShared(linedUp([from, document, ...more], decided).claims, pair), wanted);
          const liningUp = new LiningUp();
          for (const each of [from, document]) liningUp.put(profileOf(each, statementsIn(each)));
          liningUp.decide(decided);
          Array.from(liningUp.changes());
          const kept = new Map<string, ReturnType<typeof linedUp>['claims'][number]>();
          const keep = (): void => {
            for (const { claims } of liningUp.changes())
              for (const claim of claims) for (const each of claim.statements) kept.set(each, claim);
          };
          for (const each of more) liningUp.put(profileOf(each, statementsIn(each)));
          keep();
          for (const each of more) liningUp.remove(each.id);
          keep();
          const now = [...new Set(kept.values())].filter(({ statements }) =>
            statements.every((each) => pair.includes(each.split(' ')[0] ?? '')),
          );
          const inOrder = (counts: readonly number[]) => counts.toSorted((a, b) => a - b);
          if (more.length > 0) assert.deepEqual(inOrder(originsShared(now, pair)), inOrder(wanted));
        }),
        { numRuns: 12 },
      );
    }); // prettier-ignore
  }

  it('is what was said last, of whichever copies', () => {
    const copy = { ...FLOOD, id: 'a' };
    const again = { ...LATER, id: 'b' };
    const said = [
      { document: 'z', from: 'document a', holds: false },
      { document: 'b', from: 'document m', holds: true },
    ];
    const shared = (lineage: Decided['lineage']) =>
      originsShared(linedUp([FLOOD, LATER, copy, again], { ...NOTHING_DECIDED, lineage }).claims, ['m', 'z']);
    assert.ok(shared(said).every((origins) => origins === 1));
    assert.ok(shared(said.toReversed()).every((origins) => origins === 2));
  });

  it('is passed over where it says that a text comes from a copy of itself', () => {
    const documents = [FLOOD, LATER, { ...FLOOD, id: 'a' }];
    const lineage = [{ document: 'm', from: 'document a', holds: false }];
    assert.deepEqual(linedUp(documents, { ...NOTHING_DECIDED, lineage }).claims, linedUp(documents).claims);
  });
});

describe('a mail that passes another one on', () => {
  const outlets = [
    ['', ''],
    ['Ada Marsh', ''],
    ['', 'Ada Marsh'],
    ['Ada Marsh', 'Ada Marsh'],
    ['Ada Marsh', 'Ben Hale'],
  ] as const;
  for (const [sender, forwarder] of outlets) {
    for (const published of ['2031-10-11T08:02:00Z', '2031-10-10', '']) {
      it(`has it from there, and that one from nobody: sent by ${sender || 'nobody'}, passed on by ${forwarder || 'nobody'} on ${published || 'no day'}`, () => {
        const first = { ...RIVER, outlet: sender };
        const found = linedUp([first, passingOn('z', { outlet: forwarder, published })]);
        const edges = found.lineage.filter(({ kind }) => kind === 'same-file' || kind === 'text-reuse');
        assert.deepEqual(
          edges.map(({ document, from, same }) => [document, from, same]),
          [['z', 'document m', 'forward']],
        );
        const shared = originsShared(found.claims, ['m', 'z']);
        assert.ok(shared.length > 0);
        assert.ok(
          shared.every((origins) => origins === 1),
          shared.join(),
        );
      });
    }
  }

  it('does not come from another that passes the same on, nor both from each other', () => {
    const other = { ...passingOn('y'), published: '2031-10-12', text: passingOn('y').text.replace('14', '15') };
    for (const published of ['2031-10-11', '']) {
      const { lineage } = linedUp([
        { ...passingOn('z'), published },
        { ...other, published: published && '2031-10-12' },
      ]);
      const steps = lineage.filter(({ kind }) => kind === 'same-file');
      assert.ok(steps.length <= 1, JSON.stringify(steps));
    }
  });
});

/** A paper as a file, and the same again with other bytes. */
function file(wanted: string): string {
  const { outlet = '', published = '', text } = paper(wanted);
  return `outlet: ${outlet}\npublished: ${published}\nurl: https://example.org/${wanted}\n\n${text}`;
}

describe('a case in which a person denied that a text is a translation', () => {
  it('goes on with it when copies of the original come, and shows the denial once', async (t) => {
    const { opened, outside } = await spokenCase(t, {
      'english.txt': file('english'),
      'chinese.txt': file('chinese'),
    });
    const { id, document } = await statementOf(opened, 'chinese.txt', '118户');
    const before = (await opened.claim(id))?.lineage.find(({ same }) => same === 'translation');
    assert.ok(before);
    const [decision = ''] = await opened.decide([
      { kind: 'lineage', document: document.sha256, from: before.from, holds: false },
    ]);
    const copies = Array.from({ length: 4 }, (_, n) => [`copy-${n}.txt`, file('english') + '\n'.repeat(n + 1)]);
    await take(opened, outside, Object.fromEntries(copies));
    const claim = await opened.claim(id);
    assert.ok((claim?.documents ?? 0) > 2, 'the copies are of the claim');
    assert.equal(claim?.origins.length, 2);
    const steps = claim?.lineage.filter(({ document: of, from }) => of === document.sha256 && from.startsWith('document '));
    assert.deepEqual(steps?.map(({ decided }) => decided?.holds), [false]);
    await opened.decide([{ kind: 'withdraw', decision }]);
    const after = await opened.claim(id);
    assert.equal(after?.origins.length, 1);
    assert.equal(after?.lineage.filter(({ same }) => same === 'translation').length, 1);
  }); // prettier-ignore
});
