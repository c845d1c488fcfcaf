import assert from 'node:assert/strict';
import { describe, it, test } from 'node:test';
import { exportClaims } from '../../src/claims/export-claims.ts';
import { indexDecided, NOTHING_DECIDED } from '../../src/claims/keeping/decided.ts';
import { GivenSources } from '../../src/claims/lineage/given-sources.ts';
import { isSameSource, sourceKey, type Source } from '../../src/claims/lineage/sources.ts';
import { findStatements } from '../../src/claims/finding/find-statements.ts';
import { openCase } from '../../src/house.ts';
import type { SignedDecision } from '../../src/nouns/decision.ts';
import { createIdentity } from '../../src/vault/identity.ts';
import { madeBoard, madeClaim, madeFigure, madeStatement, written } from './made-claims.ts';
import { allClaims, spokenCase, take } from './spoken-case.ts';

const VEL = { source: 'Marta Vel', name: 'Source K' };
const WANG = { source: '王强', name: '来源甲' };
const AYGUL = { source: 'ئايگۈل مەمەت', name: 'مەنبە ب' };

describe('a name that is given to a person', () => {
  const hidden = [
    { naming: VEL, forms: ['Marta Vel', 'MARTA VEL', 'witness Marta Vel', 'the witness, Marta Vel', 'Vel, Marta'], why: 'as it is written' },
    { naming: VEL, forms: ['Dr Marta Vel', 'Colonel Marta Vel', 'Colonel (ret.) Marta Vel', 'Head nurse Marta Vel', 'Bandleader Marta Vel'], why: 'with any title' },
    { naming: VEL, forms: ['Marta Vel, a nurse', 'Nurse Marta Vel of the clinic', 'Marta Vel’s'], why: 'with what stands behind it' },
    { naming: VEL, forms: ['M. Vel', 'Marta J. Vel', 'Dr M. J. Vel'], why: 'with initials' },
    { naming: VEL, forms: ['Marta Vel <m@clinic.example>', 'marta.vel@clinic.example'], why: 'in an address' },
    { naming: VEL, forms: ['Vel', 'Ms Vel', 'Ms. Vel', 'Vel’s', 'Sergeant Vel', 'the Vel family', 'Marta'], why: 'a part of it that nobody else has' },
    { naming: WANG, forms: ['王强', '目击者王强', '王强先生', '护士王强', '水务局局长王强', '王强（护士）'], why: 'in Chinese with titles' },
    { naming: WANG, forms: ['王先生', '王某', '王某某', '王某强', '老王', '王医生', '村民王某'], why: 'the family name alone' },
    { naming: AYGUL, forms: ['ئايگۈل مەمەت', 'ئايگۈل مەمەتنىڭ', 'شاھىت ئايگۈل مەمەت', 'ئايگۈل خانىم', 'ئايگۈل', 'ئايگۈلنىڭ'], why: 'in Uyghur' },
  ] as const; // prettier-ignore
  for (const { naming, forms, why } of hidden) {
    it(`holds for each form of hers: ${why}`, () => {
      const given = new GivenSources([naming], forms);
      for (const form of forms) assert.equal(given.nameOf(form), naming.name, form);
    });

    it(`holds for each form, whichever of them it was given to: ${why}`, () => {
      for (const source of forms.filter((form) => !/@|family|Marta$/.test(form) && !/^ئايگۈل(?:نىڭ)?$/u.test(form))) {
        if (/^(?:王[先某医]|老王|村民|王某)/u.test(source)) continue; // a family name is of nobody in particular
        const given = new GivenSources([{ source, name: 'Heron' }], [...forms, naming.source]);
        assert.equal(given.nameOf(naming.source), 'Heron', source);
      }
    });
  }

  const others = [
    { naming: VEL, names: ['Jonas Orr', 'Jonas Velde', 'J. Vel', 'a nurse', 'the clinic', 'velocity', 'Martha'], why: 'somebody else' },
    { naming: WANG, names: ['王强盛', '国王', '水务局', '李建平', '王强盛先生'], why: 'somebody else in Chinese' },
    { naming: AYGUL, names: ['ئەركىن تۇرسۇن', 'ساقچى'], why: 'somebody else in Uyghur' },
    { naming: { source: 'Interior Ministry', name: 'An office' }, names: ['Interior', 'the ministry', 'Health Ministry'], why: 'of bodies only the name itself' },
    { naming: { source: 'Ann Lee of the Hill Echo', name: 'Heron' }, names: ['Hill Echo', 'the Hill Echo'], why: 'the paper of a reporter' },
    { naming: { source: 'police spokesman Karl Dorn', name: 'Heron' }, names: ['police', 'police spokesman'], why: 'whom he speaks for' },
  ] as const; // prettier-ignore
  for (const { naming, names, why } of others) {
    it(`does not hold for others: ${why}`, () => {
      const given = new GivenSources([naming], [naming.source, ...names]);
      for (const name of names) assert.equal(given.nameOf(name), undefined, name);
    });
  }

  it('does not hold for a part of it that two people have', () => {
    const two = new GivenSources([VEL], ['Marta Vel', 'Jonas Vel', 'Ms Vel', 'Marta Orr']);
    for (const name of ['Ms Vel', 'Vel', 'Jonas Vel', 'Marta']) assert.equal(two.nameOf(name), undefined, name);
    assert.equal(two.nameOf('Colonel Marta Vel'), 'Source K');
    const family = new GivenSources([WANG], ['王强', '王磊', '王先生']);
    assert.equal(family.nameOf('王先生'), undefined);
    assert.equal(family.nameOf('目击者王强'), '来源甲');
  });

  it('is the later one, for lining up and for pages alike, whichever form each was given to', () => {
    const namings = [
      { source: 'Marta Vel', name: 'Source K' },
      { source: 'witness Marta Vel', name: 'Source W' },
      { source: 'Marta Vel', name: 'Source B' },
    ];
    const given = new GivenSources(namings, []);
    const { shown } = indexDecided({ ...NOTHING_DECIDED, names: namings });
    for (const name of ['Marta Vel', 'witness Marta Vel', 'Dr Marta Vel']) {
      assert.equal(given.nameOf(name), 'Source B', name);
      assert.equal(shown({ name, kind: 'person', key: 'marta vel' }).name, 'Source B', name);
    }
  });

  it('leads on where that name has another one, and ends where names lead to each other', () => {
    const given = new GivenSources(
      [VEL, { source: 'Source K', name: 'Heron' }, { source: 'Heron', name: 'Source K' }],
      [],
    );
    assert.ok(['Heron', 'Source K'].includes(given.nameOf('Ms Marta Vel') ?? ''));
  });
});

test('Source A and Source B are two, as witness A is not every witness', () => {
  const source = (name: string): Source => ({ name, kind: 'person', key: sourceKey(name) });
  assert.ok(!isSameSource(source('Source A'), source('Source B')));
  assert.equal(sourceKey('a witness'), 'witness');
});

describe('a quotation of who is hidden', () => {
  const rows = [
    { naming: VEL, text: 'Nurse Marta Vel said 12 were hurt. “No more,” Vel’s report says.', told: 'Nurse [Source K] said 12 were hurt. “No more,” [Source K]’s report says.', why: 'her name and her last name' },
    { naming: VEL, text: 'Vel, Marta: Statement_Marta_Vel.pdf, MARTA VEL, m.vel@clinic.example', told: '[Source K]: Statement_[Source K].pdf, [Source K], m.[Source K]', why: 'lists and names of files' },
    { naming: VEL, text: '“Stay,” Marta told them in March.', told: '“Stay,” [Source K] told them in March.', why: 'her first name' },
    { naming: { source: 'May Vel', name: 'Source K' }, text: 'In May she left.', told: 'In May she left.', why: 'a month' },
    { naming: AYGUL, text: 'ئايگۈل مۇنداق دېدى', told: '[مەنبە ب] مۇنداق دېدى', why: 'Uyghur, by one name' },
    { naming: VEL, text: 'The velocity of Velde in vel 12ab34vel', told: 'The velocity of Velde in vel 12ab34vel', why: 'other words' },
    { naming: WANG, text: '护士王强说有12人受伤，王某没有离开。国王的小王子。', told: '护士[来源甲]说有12人受伤，[来源甲]没有离开。国王的小王子。', why: 'Chinese' },
    { naming: AYGUL, text: 'ئايگۈل مەمەتنىڭ دېيىشىچە', told: '[مەنبە ب] دېيىشىچە', why: 'Uyghur' },
    { naming: { source: 'J. Doe', name: 'Jane Doe' }, text: 'J. Doe said so', told: 'J. Doe said so', why: 'a name that hides nobody' },
    { naming: { source: 'Hill Echo', name: 'A paper' }, text: 'The Hill Echo said so', told: 'The Hill Echo said so', why: 'outlets' },
  ] as const; // prettier-ignore
  for (const { naming, text, told, why } of rows) {
    it(`has the other name in brackets: ${why}`, () => {
      const shown = new GivenSources([naming], [naming.source]).hiddenIn(text);
      if (why === 'lists and names of files') assert.doesNotMatch(shown, /marta|\bvel\b(?!@)/i);
      else assert.equal(shown, told);
    });
  }
});

const NURSE = 'Nurse Marta Vel of the clinic';
const decisions: readonly SignedDecision[] = [
  {
    id: 'd1',
    decision: { kind: 'name-source', ...VEL },
    actor: 'A. Writer',
    at: '2026-01-02T03:04:05.000Z',
    seq: 1,
    replaced: false,
  },
];

test('neither her name nor a form of it is in a file that is given away, wherever it stood', async () => {
  const sentence = 'Colonel Marta Vel told Ms Vel’s brother: 12 were hurt, said Vel.';
  const figure = madeStatement('v1', sentence, '12 were hurt', madeFigure(12), {
    attributedTo: [{ name: 'Vel' }, { name: NURSE }, { name: 'Ms Vel' }],
    origin: { source: 'Source K', reason: 'credited' },
  });
  const stance = madeStatement(
    'v2',
    sentence,
    'told Ms Vel’s brother',
    { kind: 'stance', holder: 'Ms Vel', target: 'the account of Marta Vel', polarity: 'negative', verb: 'deny' },
    { document: { ...figure.document, title: 'Marta Vel.txt', source: 'Marta Vel <mv@clinic.example>' } },
  );
  const { statements: _, ...made } = madeClaim([figure]);
  const claim = madeClaim([figure, stance], {
    label: { text: 'what Marta Vel said', language: 'en' },
    origins: [{ ...made.origins[0], source: 'Colonel Marta Vel', key: 'colonel-marta-vel', documents: 1, held: false, statements: [{ id: 'v1', reason: 'credited' }] }],
    lineage: [{ document: figure.document.sha256, from: NURSE, tier: 'body', kind: 'credits', evidence: { start: 0, end: 9 }, words: NURSE }],
    assessments: [{ decision: 'a1', judgement: 'stands', reason: 'Vel was there.', restsOn: ['v1'], actor: 'A. Writer', at: '2026-01-02T03:04:05.000Z' }],
  }); // prettier-ignore
  const board = { ...madeBoard([claim]), decisions: async () => decisions };
  for (const format of ['ftm', 'claimreview'] as const) {
    const text = await written(await exportClaims(format, board, {}, { id: 'case-1', name: 'Karasu' }));
    assert.match(text, /Source K/, format);
    assert.doesNotMatch(text, /Marta|\bVel\b/i, format);
  }
  for (const format of ['csv', 'json'] as const)
    assert.match(await written(await exportClaims(format, board, {}, { id: 'case-1', name: 'Karasu' })), /Ms Vel/, 'for the house');
}); // prettier-ignore

const PAPERS = {
  'first.txt':
    'outlet: Lowland Gazette\npublished: 2015-03-09\n\nFire in Port Meridan\n19 people were killed in the warehouse fire in Port Meridan on Sunday, nurse Marta Vel said.\n',
  'second.txt':
    'outlet: Harbour Courier\npublished: 2015-03-10\n\nPort Meridan blaze\nA warehouse fire in Port Meridan killed 19 people on Sunday, Ms Vel said.\n',
};

test('a pseudonym is one origin for all forms of a name, those that come later too, until another person of that name comes', async (t) => {
  assert.ok(
    findStatements({ text: PAPERS['second.txt'], passages: [{ start: 0, end: 200, language: 'en' }] }).length > 0,
  );
  const { opened, outside } = await spokenCase(t, { 'first.txt': PAPERS['first.txt'] });
  await opened.decide([{ kind: 'name-source', ...VEL }]);
  const namesNow = async (): Promise<readonly string[]> =>
    (await allClaims(opened)).flatMap(({ origins }) => origins.map(({ source }) => source));
  assert.deepEqual([...new Set(await namesNow())], ['Source K']);
  await take(opened, outside, { 'second.txt': PAPERS['second.txt'] });
  assert.deepEqual([...new Set(await namesNow())], ['Source K']);
  assert.ok((await opened.sources()).every(({ name }) => !/Vel/.test(name)));
  const third = PAPERS['second.txt'].replace('Ms Vel', 'driver Jonas Vel').replace('19', '23');
  await take(opened, outside, { 'third.txt': third });
  assert.ok(
    (await namesNow()).some((name) => /Ms Vel/.test(name)),
    'it is not known which of the two she is',
  );
});

test('of two people who name one person the later holds in origins and in lineage alike', async (t) => {
  const { opened, folder, outside } = await spokenCase(t, { 'first.txt': PAPERS['first.txt'] });
  const identity = await createIdentity({ person: 'B. Reader', folder: `${outside}/other` });
  const second = await openCase(folder, { identity });
  t.after(() => second.close());
  await opened.decide([{ kind: 'name-source', ...VEL }]);
  await opened.decide([{ kind: 'name-source', source: 'nurse Marta Vel', name: 'Source W' }]);
  await second.decide([{ kind: 'name-source', source: 'Marta Vel', name: 'Source B' }]);
  await opened.claimsProgress();
  const claims = await allClaims(opened);
  const kept = claims.flatMap(({ origins }) => origins.map(({ source, key }) => [source, key]));
  assert.ok(kept.length > 0);
  for (const each of kept) assert.deepEqual(each, ['Source B', 'source-b']);
  const steps = claims.flatMap(({ lineage }) => lineage.map(({ from }) => from));
  assert.deepEqual([...new Set(steps.filter((from) => /Source|Vel/.test(from)))], ['Source B']);
});
