import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from '../properties.ts';
import { parseHTML } from 'linkedom';
import { statedInDirective, statedInPress } from '../../scripts/preview-sources.ts';
import { SHEETS } from '../../scripts/preview-sheets.ts';
import type { StatementInDocument } from '../../src/nouns/claim-views.ts';
import { say } from '../../src/web/messages.ts';
import { marked } from '../../src/web/pages/marked.ts';
import { margin, statementsOn, underlines } from '../../src/web/pages/reader-statements.ts';
import type { ReaderView } from '../../src/web/views.ts';

const t = say('en');

function told(start: number, end: number, more: Partial<StatementInDocument> = {}): StatementInDocument {
  return {
    start,
    end,
    id: `${start}-${end}`,
    page: undefined,
    value: { kind: 'quotation', words: 'x', speaker: undefined },
    state: 'suggested',
    claim: `c${start}`,
    verdict: 'agree',
    others: 1,
    against: 0,
    origins: 2,
    ...more,
  };
}

function viewOf(statements: readonly StatementInDocument[]): ReaderView {
  // Only what underlines and notes are made of.
  return { status: { id: 'case-1' }, statements } as unknown as ReaderView;
}

function drawn(
  text: string,
  statements: readonly StatementInDocument[],
  marks: readonly { start: number; end: number }[] = [],
) {
  const view = viewOf(statements);
  const whole = { start: 0, end: text.length };
  const lines = underlines(t, view, statementsOn(view, whole), whole);
  const { document } = parseHTML(`<!doctype html><body><p>${marked(text, marks, [], lines).markup}</p></body>`);
  const refs = [...document.querySelectorAll('.refmark')].map((ref) => ref.textContent?.replace('\u2060', ''));
  return { document, refs };
}

test('whatever is stated and found where, the words stay the words, and no link stands in a link', () => {
  const span = fc.tuple(fc.nat(40), fc.nat(12)).map(([start, length]) => ({ start, end: start + length }));
  const verdict = fc.constantFrom('agree', 'conflict', 'single');
  fc.assert(
    fc.property(
      fc.string({ minLength: 1, maxLength: 40, unit: 'grapheme' }),
      fc.array(fc.tuple(span, verdict), { maxLength: 8 }),
      fc.array(span, { maxLength: 4 }),
      (text, stated, found) => {
        const statements = stated.map(([{ start, end }, each]) => told(start, end, { verdict: each }));
        const marks = found.toSorted((a, b) => a.start - b.start);
        const shown = text.replaceAll('\u0000', '\uFFFD');
        const { document } = drawn(shown, statements, marks);
        assert.equal(document.querySelector('a a'), null);
        const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id);
        assert.deepEqual(ids, [...new Set(ids)]);
        for (const ref of document.querySelectorAll('.refmark')) ref.remove();
        assert.equal(document.querySelector('p')?.textContent, shown);
      },
    ),
  );
});

test('a figure in a quotation is drawn over it, the quotation goes on around it, and both have their notes', () => {
  const text = '“We moved 1,847 people,” he said.';
  const { document, refs } = drawn(text, [
    told(1, 22, { verdict: 'conflict', against: 1 }),
    told(10, 22, { origins: 1, others: 4 }),
    told(25, 32, { verdict: 'single', others: 0, origins: 1 }),
  ]);
  const pieces = [...document.querySelectorAll('.said-here')].map((each) => [each.className, each.textContent]);
  assert.deepEqual(pieces, [
    ['said-here said-fault', 'We moved '],
    ['said-here said-single', '1,847 people'],
    ['said-here said-single', 'he said'],
  ]);
  assert.deepEqual(refs, ['1', '2']);
});

test('a match that a statement cuts in two is marked in both parts and opened at its beginning', () => {
  const view = viewOf([told(4, 9)]);
  const lines = underlines(t, view, statementsOn(view, { start: 0, end: 12 }), { start: 0, end: 12 });
  const { document } = parseHTML(
    `<p>${marked('abcd efgh ij', [{ start: 2, end: 7, open: true }], [], lines).markup}</p>`,
  );
  const marks = [...document.querySelectorAll('mark')].map((mark) => [mark.textContent, mark.id]);
  assert.deepEqual(marks, [
    ['cd', 'hit'],
    [' ef', ''],
  ]);
});

const NOTES = [
  {
    why: 'others contradict it',
    said: /^2 others say otherwise/,
    more: { verdict: 'conflict', others: 3, against: 2 },
  },
  { why: 'only the others disagree', said: /^The documents disagree/, more: { verdict: 'conflict', others: 3 } },
  { why: 'separate origins agree', said: /^1 other says the same, Note 1$/, more: {} },
  { why: 'all go back to one', said: /^4 others say the same, all from one origin/, more: { others: 4, origins: 1 } },
] as const;

for (const { why, said, more } of NOTES) {
  test(`the note says what the others say: ${why}`, () => {
    const view = viewOf([told(0, 4, more)]);
    const { document } = parseHTML(margin(t, view, statementsOn(view, { start: 0, end: 9 })).markup);
    assert.match(document.querySelector('.verdict')?.textContent?.replaceAll(/\s+/g, ' ').trim() ?? '', said);
    assert.equal(document.querySelector('.verdict')?.getAttribute('href'), '/c/case-1/claims/c0');
    assert.equal(document.querySelector('.k')?.getAttribute('href'), '#said-0');
  });
}

test('the note tells what those say that contradict it', () => {
  const figure = {
    kind: 'figure',
    lo: 19,
    hi: 19,
    loOpen: false,
    hiOpen: false,
    unit: 'people',
    counted: 'x',
  } as const;
  const view = viewOf([told(0, 4, { verdict: 'conflict', against: 2, others: 2, contrary: [figure] })]);
  const { document } = parseHTML(margin(t, view, statementsOn(view, { start: 0, end: 9 })).markup);
  assert.match(document.querySelector('.they-say')?.textContent ?? '', /^They say: 19/);
});

test('a statement that nobody else makes is underlined and has no note', () => {
  const view = viewOf([told(0, 4, { verdict: 'single', others: 0, origins: 1 })]);
  assert.equal(margin(t, view, statementsOn(view, { start: 0, end: 9 })).markup, '');
  assert.equal(statementsOn(view, { start: 0, end: 9 }).length, 1);
});

test('only statements of the open page are shown; one that began on the page before has nothing to lead back to', () => {
  const view = viewOf([told(0, 4), told(8, 14), told(20, 24)]);
  const shown = statementsOn(view, { start: 10, end: 18 });
  assert.deepEqual(
    shown.map(({ start, note, begins }) => [start, note, begins]),
    [[8, 1, false]],
  );
  assert.match(margin(t, view, shown).markup, /<span class="k">/);
});

test('underlines and numbers stand on the picture of the page too, and lead to the notes', () => {
  const { document } = parseHTML(SHEETS['reader-statements']?.({ language: 'en', here: '/' }, {}) ?? '');
  assert.ok(document.querySelectorAll('.leaf .under-fault').length > 0);
  const numbers = [...document.querySelectorAll('.leaf .ref')];
  assert.deepEqual(
    numbers.map((ref) => ref.getAttribute('href')),
    ['#note-1', '#note-2', '#note-3', '#note-4'],
  );
  const heights = numbers.map((ref) => Number(ref.querySelector('rect')?.getAttribute('y')));
  for (const [index, y] of heights.entries()) assert.ok(index === 0 || y > (heights[index - 1] ?? 0), `${y}`);
});

test('where the page stands alone, its numbers lead to the claims', () => {
  const { document } = parseHTML(SHEETS['reader-statements']?.({ language: 'en', here: '/' }, { view: 'page' }) ?? '');
  const links = [...document.querySelectorAll('.leaf .ref')].map((ref) => ref.getAttribute('href') ?? '');
  assert.ok(links.length > 0);
  for (const href of links) assert.match(href, /^\/c\/[^/]+\/claims\/s\d$/);
});

test('hidden, a document says how many statements it has and how to see them, and shows none', () => {
  const { document } = parseHTML(SHEETS['reader-statements-hidden']?.({ language: 'en', here: '/' }, {}) ?? '');
  assert.equal(document.querySelectorAll('a.said-here, .mnote, .refmark').length, 0);
  assert.match(
    document.querySelector('.said-key')?.textContent ?? '',
    new RegExp(`^\\s*${statedInPress.length} statements`),
  );
  const kept = [...document.querySelectorAll('.tools a[href*="/d/"], .tools input[name="statements"]')];
  assert.ok(kept.length > 0);
  for (const control of kept) {
    assert.match(control.getAttribute('href') ?? `statements=${control.getAttribute('value')}`, /statements=hidden/);
  }
});

test('nobody is told that a document states nothing while it is still being looked through', () => {
  const said = (name: string): string =>
    parseHTML(SHEETS[name]?.({ language: 'en', here: '/' }, {}) ?? '').document.querySelector('.said-key')
      ?.textContent ?? '';
  assert.match(said('reader-statements-none'), /No statement was found/);
  assert.match(said('reader-statements-pending'), /still being looked for/);
});

test('every block of words says where it begins, so that chosen words can be added as a statement', () => {
  const { document } = parseHTML(SHEETS['reader-statements']?.({ language: 'en', here: '/' }, {}) ?? '');
  const starts = [...document.querySelectorAll('.passage .text')].map((text) =>
    Number(text.getAttribute('data-start')),
  );
  assert.equal(starts[0], 0);
  assert.ok(statedInDirective.some(({ start }) => starts.includes(start)) || starts.length > 5);
  assert.ok(starts.every((start, index) => index === 0 || start > (starts[index - 1] ?? 0)));
  assert.match(document.querySelector('[data-add]')?.getAttribute('data-add') ?? '', /document=[0-9a-f]{64}$/);
});
