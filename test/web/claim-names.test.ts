import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseHTML } from 'linkedom';
import { CLAIM_SHEETS } from '../../scripts/preview-claim-sheets.ts';
import { claim } from '../../scripts/preview-claim-page.ts';
import { figure } from '../../scripts/preview-claims.ts';
import { status } from '../../scripts/preview-views.ts';
import { say, INTERFACE_LANGUAGES } from '../../src/web/messages.ts';
import { claimPage } from '../../src/web/pages.ts';
import { numberLine } from '../../src/web/pages/claim-line.ts';
import { aroundDifferences, differing, fromDifference } from '../../src/web/pages/claim-words.ts';
import { figureText } from '../../src/web/pages/claims-value.ts';

const t = say('en');
const frame = { language: 'en', here: '/' } as const;
const view = { status, claim, signer: 'A. Archivist' };

const words = (element: Element): string => (element.textContent ?? '').replaceAll(/\s+/g, ' ').trim();

for (const { tag } of INTERFACE_LANGUAGES) {
  test(`a link, button or fold of a claim is known by its name alone, wherever it stands: ${tag}`, () => {
    for (const name of ['claim', 'claim-quotation', 'claim-lonely']) {
      const { document } = parseHTML(CLAIM_SHEETS[name]?.({ language: tag, here: '/' }) ?? '');
      const leads = new Map<string, string>();
      const controls = [...document.querySelectorAll('main :is(a[href], button, summary)')];
      assert.ok(controls.length > 3, name);
      for (const [index, control] of controls.entries()) {
        const known = control.getAttribute('aria-label') ?? words(control);
        const lead = control.getAttribute('href') ?? String(index);
        const key = `${control.tagName} ${known}`;
        assert.equal(leads.get(key) ?? lead, lead, `${name}: ${key}`);
        leads.set(key, lead);
      }
    }
  });
}

test('the ways through several lists of one page have names of their own', () => {
  const many = Array.from({ length: 70 }, (_, at) =>
    claim.statements.map((each) => ({ ...each, id: `${each.id}-${at}` })),
  );
  const decisions = Array.from({ length: 70 }, (_, at) =>
    claim.decisions.map((each) => ({ ...each, id: `${each.id}-${at}` })),
  );
  const long = { ...claim, statements: many.flat(), decisions: decisions.flat() };
  const { document } = parseHTML(claimPage(frame, { ...view, claim: long }));
  const labels = [...document.querySelectorAll('nav.pager')].map((nav) => nav.getAttribute('aria-label'));
  assert.ok(labels.length >= 2, String(labels.length));
  assert.equal(new Set(labels).size, labels.length, labels.join('; '));
});

test('a reason is there to be read to its last word', () => {
  const reason = `${'The register has thirty-seven names. '.repeat(270)}The last one is false.`;
  const [first] = claim.decisions;
  assert.ok(first);
  const assessed = {
    ...first,
    decision: { kind: 'assess', claim: 's', judgement: 'stands', reason, restsOn: [] },
  } as const;
  const { document } = parseHTML(claimPage(frame, { ...view, claim: { ...claim, decisions: [assessed] } }));
  const [beginning, whole] = [...document.querySelectorAll('.decision .reason')].map(words);
  assert.ok(beginning && beginning.length < 1_300 && beginning.endsWith('…'));
  assert.equal(whole, reason);
});

const BETWEEN = [
  { loOpen: false, hiOpen: false, said: '20 to 40' },
  { loOpen: true, hiOpen: true, said: 'more than 20, less than 40' },
  { loOpen: true, hiOpen: false, said: 'more than 20, at most 40' },
  { loOpen: false, hiOpen: true, said: 'at least 20, less than 40' },
] as const;
for (const { said, ...open } of BETWEEN) {
  test(`an end that is left out is said to be: ${said}`, () => {
    assert.equal(figureText(t, figure(20, 40, open)), said);
  });
}

test('a number of people is marked off in whole people, and a length is not', () => {
  const people = [figure(40, null, { loOpen: true }), figure(41), figure(43), figure(45 * 0.95, 45 * 1.05)];
  const ticks = numberLine(t, people, true)?.ticks.map(({ text }) => text);
  assert.deepEqual(ticks, ['40', '42', '44', '46', '48']);
  const lengths = people.map((each) => ({ ...each, unit: 'km' }));
  assert.ok(numberLine(t, lengths, true)?.ticks.some(({ text }) => text.includes('.')));
});

test('of wordings too long to be compared whole what differs is shown, with the words beside it', () => {
  const [before, after] = ['no one came to ask what it had cost. '.repeat(60), ' and they went home again.'.repeat(60)];
  const [one, other] = [`${before}The mayor smiled${after}`, `${before}The mayor wept bitterly${after}`];
  const pieces = differing(one, other);
  assert.equal(pieces.map(({ text }) => text).join(''), one);
  assert.deepEqual(
    pieces.filter(({ kind }) => kind === 'own').map(({ text }) => text),
    ['smiled'],
  );
  const shown = aroundDifferences(pieces)
    .map(({ text }) => text)
    .join('');
  assert.match(shown, /^….{10,100}The mayor smiled and they.{10,100}…$/);
});

test('a wording that nothing can be compared with is shown from where it leaves the others', () => {
  const same = 'no one came to ask what it had cost. '.repeat(60);
  const [one, other] = [`${same}${'a b '.repeat(500)}`, `${same}${'c d '.repeat(500)}`];
  assert.match(fromDifference(one, [other], 200), /^….{50,100} a b a b .*…$/);
  assert.equal(fromDifference('short', [other], 200), 'short');
  assert.match(fromDifference(one, [], 200), /^no one came/);
});

test('two statements of a document that say the same can be told apart where a judgement rests on one of them', () => {
  const [first] = claim.statements;
  assert.ok(first);
  const twice = ['The first sentence.', 'Another sentence.'].map((text, at) => ({
    ...first,
    id: `twice-${at}`,
    sentence: { ...first.sentence, text },
  }));
  const { document } = parseHTML(claimPage(frame, { ...view, claim: { ...claim, statements: twice } }));
  const names = [...document.querySelectorAll('.rests label')].map(words);
  assert.equal(names.length, 2);
  assert.equal(new Set(names).size, 2, names.join('; '));
});
