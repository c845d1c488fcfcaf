import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { test } from 'node:test';
import { claimsOf, type ClaimDocument } from '../../src/claims/lining-up/claims-of.ts';
import { findStatements } from '../../src/claims/finding/find-statements.ts';
import type { PlacedStatement } from '../../src/nouns/claim.ts';

const FOLDER = join(import.meta.dirname, '..', 'fixtures', 'claims', 'market-roof');

interface Gold {
  readonly statements: readonly { readonly id: string; readonly doc: string; readonly start: number }[];
  readonly claims: readonly { readonly id: string; readonly statements: readonly string[]; readonly verdict: string }[];
}

interface Report extends ClaimDocument {
  readonly language: string;
}

const reports = readdirSync(join(FOLDER, 'docs')).map((file): Report => {
  const whole = readFileSync(join(FOLDER, 'docs', file), 'utf8');
  const cut = whole.indexOf('\n\n');
  const field = (name: string): string =>
    new RegExp(`^${name}: *(.*)$`, 'm').exec(whole.slice(0, cut))?.[1]?.trim() ?? '';
  return {
    id: basename(file, '.txt'),
    text: whole.slice(cut + 2),
    outlet: field('outlet'),
    published: field('published'),
    language: field('language'),
  };
});
const gold: Gold = JSON.parse(readFileSync(join(FOLDER, 'gold.json'), 'utf8'));

function statementsIn({ id, text, published = '', language }: Report): readonly PlacedStatement[] {
  return findStatements({ text, published, passages: [{ start: 0, end: text.length, language }] }).map((statement) => ({
    ...statement,
    id: `${id} ${statement.start}`,
    document: id,
  }));
}

function linedUp(documents: readonly Report[]) {
  return claimsOf(documents, documents.flatMap(statementsIn)).claims;
}

/** The claims that hold a marked one, by its name: its marked statements that are in it, and the others. */
function holding(name: string, claims: ReturnType<typeof linedUp>) {
  const wanted = gold.claims.find(({ id }) => id === name)?.statements ?? [];
  const marked = gold.statements.filter(({ id }) => wanted.includes(id));
  const places = new Set(marked.map(({ doc, start }) => `${doc} ${start}`));
  return claims.filter(({ statements }) => statements.some((id) => places.has(id)));
}

const claims = linedUp(reports);

test('what three languages say of one event is found as it is marked', () => {
  assert.deepEqual(
    reports.flatMap(statementsIn).map(({ id }) => id).toSorted(),
    gold.statements.map(({ doc, start }) => `${doc} ${start}`).toSorted(),
  );
}); // prettier-ignore

for (const { id, verdict, statements } of gold.claims) {
  test(`“${id}” is one claim in three languages, and its documents ${verdict}`, () => {
    const found = holding(id, claims);
    assert.deepEqual(
      found.map((claim) => [claim.statements.length, claim.verdict]),
      [[statements.length, verdict]],
    );
  });
}

const only = (language: RegExp) => linedUp(reports.filter((report) => language.test(report.language)));

test('figures in Chinese that cannot all be right are one claim in conflict', () => {
  const [dead] = holding('dead', only(/^zh/));
  assert.equal(dead?.verdict, 'conflict');
  assert.deepEqual(new Set(dead?.statements.map((id) => id.split(' ')[0])), new Set(['agency-zh', 'morning-zh', 'radio-zh', 'evening-zh'])); // prettier-ignore
});

test('what a Chinese paper has from Xinhua goes back to Xinhua', () => {
  const [, morning] = [reports.find(({ id }) => id === 'agency-zh'), reports.find(({ id }) => id === 'morning-zh')];
  const [hurt] = holding('hurt', linedUp(morning === undefined ? [] : [morning]));
  assert.deepEqual(
    hurt?.origins.map(({ source }) => source),
    ['Xinhua'],
  );
});

test('a quotation in Chinese and its retelling are one utterance of one speaker', () => {
  const [search] = holding('q-search', claims);
  assert.equal(search?.statements.length, 2);
  assert.equal(search?.origins.length, 1);
});

test('Uyghur figures and days in two scripts line up with each other', () => {
  const uyghur = only(/^ug/);
  assert.equal(holding('dead', uyghur)[0]?.statements.length, 4);
  assert.equal(holding('day', uyghur)[0]?.statements.length, 3);
  assert.equal(holding('dead', uyghur)[0]?.verdict, 'conflict');
});

test('the order of the reports changes neither claims nor origins', () => {
  const told = (all: ReturnType<typeof linedUp>) =>
    all
      .map(({ statements, verdict, origins }) => `${statements.toSorted().join()} ${verdict} ${origins.length}`)
      .toSorted();
  assert.deepEqual(told(linedUp(reports.toReversed())), told(claims));
});

const APART = [
  { id: 'a', text: '四川凉山州会理县一处煤矿3月2日发生事故，造成3人死亡，5人受伤。', language: 'zh-Hans' },
  { id: 'b', text: '山东青岛一艘渔船3月9日沉没，造成3人死亡，5人失踪。', language: 'zh-Hans' },
  { id: 'c', text: '一辆货车翻入河中，3人遇难，司机受伤。', language: 'zh-Hans' },
  { id: 'd', text: '厂房屋顶的钢梁断裂，3人死亡，老板在逃。', language: 'zh-Hans' },
  { id: 'e', text: 'قەشقەردە ماشىنا ئۆرۈلۈپ 3 ئادەم ئۆلدى.', language: 'ug-Arab' },
  { id: 'f', text: 'خوتەندە كەلكۈندە 3 ئادەم ئۆلدى.', language: 'ug-Arab' },
];

test('other accidents that took as many lives stay apart, whether or not their places are named', () => {
  const apart = linedUp(APART.map((report) => ({ ...report, outlet: `outlet ${report.id}`, published: '2031-03-10' })));
  const dead = apart.filter(({ statements }) => statements.length > 1);
  assert.deepEqual(dead, []);
});
