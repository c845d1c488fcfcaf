import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from '../properties.ts';
import { parseHTML } from 'linkedom';
import { claim as made } from '../../scripts/preview-claim-page.ts';
import { cards, date, figure } from '../../scripts/preview-claims.ts';
import type { ClaimView, DerivationView } from '../../src/nouns/claim-views.ts';
import { sha256Of } from '../../src/nouns/sha256.ts';
import { say } from '../../src/web/messages.ts';
import { graphOf, placed } from '../../src/web/pages/claim-graph.ts';
import { numberLine } from '../../src/web/pages/claim-line.ts';
import { calendarStrip } from '../../src/web/pages/claim-strip.ts';
import { differing } from '../../src/web/pages/claim-words.ts';
import { claimCard, drawn } from '../../src/web/pages/claims-card.ts';
import { briefText, valueText } from '../../src/web/pages/claims-value.ts';
import { sentenceAround } from '../../src/web/pages/claim-statements.ts';

const t = say('en');

const VALUES = [
  { value: figure(1847), said: '1,847 (people moved)', why: 'exactly' },
  { value: figure(140, null, { loOpen: true }), said: 'more than 140 (people moved)', why: 'an open beginning' },
  { value: figure(24, null), said: 'at least 24 (people moved)', why: 'a closed beginning' },
  { value: figure(0, 400, { hiOpen: true }), said: 'less than 400 (people moved)', why: 'an open end' },
  { value: figure(0, 400), said: 'up to 400 (people moved)', why: 'a closed end' },
  { value: figure(0), said: '0 (people moved)', why: 'none' },
  { value: figure(0.95 * 7000, 1.05 * 7000), said: 'about 7,000 (people moved)', why: 'five per cent either way' },
  { value: figure(0.95 * 300, 300, { hiOpen: true }), said: 'nearly 300 (people moved)', why: 'five per cent below' },
  { value: figure(480, 600), said: '480 to 600 (people moved)', why: 'a range' },
  { value: figure(2_000_000, 2_000_000, { unit: 'EUR' }), said: '2 million euros', why: 'money in millions' },
  { value: figure(1_234_567, 1_234_567, { unit: 'EUR' }), said: '1,234,567 euros', why: 'no digit is lost' },
  { value: figure(612, 612, { unit: 'm' }), said: '612 metres', why: 'a measure' },
  { value: figure(66.5, 66.5, { unit: 'percent' }), said: '66.5%', why: 'a share' },
  { value: date('2010'), said: '2010', why: 'a year stays a year' },
  { value: date('2010-05'), said: 'May 2010', why: 'a month stays a month' },
  { value: date('2010-05-05'), said: '5 May 2010', why: 'a day has no midnight' },
  { value: date('2010-05-05T14:30'), said: '5 May 2010 at 14:30', why: 'a time that was given' },
  { value: date('2010-05-05T14:30Z'), said: '5 May 2010 at 14:30 (UTC)', why: 'universal time' },
  { value: date('2010-05-05T14:30+08:00'), said: '5 May 2010 at 14:30 (UTC+8)', why: 'the time of a zone' },
  { value: date('2010-05-05T14:30-05:30'), said: '5 May 2010 at 14:30 (UTC-5:30)', why: 'a zone of half an hour' },
  { value: date('2010-05-05', '2010-05-07'), said: '5–7 May 2010', why: 'a stretch of days' },
  { value: date('0000'), said: '0000', why: 'no calendar of people has the year 0 of ISO 8601' },
  { value: date('soon'), said: 'soon', why: 'what is no date stands as it is' },
];

test('a value is said in words as it was meant, and no more exactly', () => {
  for (const { value, said, why } of VALUES) {
    // Which dash and which space stands between two days is the business of the locale.
    assert.equal(valueText(t, value).replaceAll(/\s*[–—]\s*/g, '–'), said, why);
  }
});

test('no language says an hour that nobody gave', () => {
  for (const language of ['en', 'zh-Hans', 'ug'] as const) {
    assert.doesNotMatch(valueText(say(language), date('2010-05-05')), /00|12/, language);
  }
});

test('where nothing meets is a gap; where all meet there is none', () => {
  const apart = numberLine(t, [figure(1847), figure(2310), figure(2185, 2415)], true);
  assert.equal(apart?.gaps.length, 1);
  const [gap] = apart?.gaps ?? [];
  assert.ok(gap && gap.from < gap.to);
  const together = numberLine(t, [figure(400, null), figure(480, 600), figure(537)], false);
  assert.deepEqual(together?.gaps, []);
  assert.ok(together?.meet && together.meet.from < together.meet.to);
  assert.equal(
    numberLine(t, [figure(400), figure(500)], false)?.meet,
    undefined,
    'nothing is claimed that does not meet',
  );
});

test('values that each meet some other are torn where the two furthest apart do not meet', () => {
  const chained = numberLine(t, [figure(1, 5), figure(4, 10), figure(8, 9)], true);
  assert.equal(chained?.gaps.length, 1);
});

const number = fc.oneof(fc.integer({ min: -1_000, max: 1_000_000 }), fc.double({ noNaN: true }));
const anyFigure = fc
  .tuple(number, fc.option(number), fc.boolean(), fc.boolean())
  .map(([lo, hi, loOpen, hiOpen]) =>
    figure(hi === null ? lo : Math.min(lo, hi), hi === null ? null : Math.max(lo, hi), { loOpen, hiOpen }),
  );

test('whatever figures are said, the drawing ends and stands within its frame', () => {
  fc.assert(
    fc.property(fc.array(anyFigure, { minLength: 1, maxLength: 8 }), fc.boolean(), (figures, isTorn) => {
      const markup = drawn(t, {
        kind: 'figure',
        values: figures.map((value) => ({ value, documents: 1, statements: [] })),
        moreValues: 0,
        verdict: isTorn ? 'conflict' : 'agree',
      }).markup;
      assert.doesNotMatch(markup, /NaN|undefined|Infinity/);
      for (const [, at] of markup.matchAll(/\sx1?="(-?[\d.]+)%"/g)) {
        assert.ok(Number(at) >= -2 && Number(at) <= 102, markup);
      }
    }),
    { numRuns: 150, examples: [[[figure(-1.7976931348400004e308, -1.7976931348400002e308)], false]] },
  );
});

const anyDate = fc
  .tuple(fc.integer({ min: 0, max: 9_998 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }))
  .map(
    ([year, month, day]) =>
      `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`,
  );

test('a calendar of any dates has few cells, and every date lies on it', () => {
  fc.assert(
    fc.property(fc.array(anyDate, { minLength: 1, maxLength: 5 }), (days) => {
      const strip = calendarStrip(
        t,
        days.map((day) => date(day)),
        true,
      );
      assert.ok(strip);
      const cells = strip.ground(100).markup.match(/<rect/g)?.length ?? 0;
      assert.ok(cells > 0 && cells <= 140, String(cells));
      for (const day of days) {
        const { from, to } = strip.at(date(day), { sub: '', weight: 1 });
        assert.ok(from >= 0 && to <= 1 && from <= to, day);
      }
    }),
    { numRuns: 150 },
  );
});

const WORDINGS = [
  { words: '采取必要措施', other: '采取一切必要措施', own: [], gaps: 1, why: 'characters left out' },
  { words: '采取一切必要措施', other: '采取必要措施', own: ['一切'], gaps: 0, why: 'characters of its own' },
  { words: 'take all measures', other: 'take suitable measures', own: ['all'], gaps: 0, why: 'one word for another' },
  {
    words: 'Take “all” measures',
    other: 'take all measures.',
    own: [],
    gaps: 0,
    why: 'case and marks set nothing apart',
  },
  { words: 'moved 1,847 people', other: 'moved 1,848 people', own: ['1,847'], gaps: 0, why: 'a number is one word' },
  {
    words: 'take all measures',
    other: '采取一切必要措施',
    own: [],
    gaps: 0,
    why: 'another language is another wording',
  },
];

test('what sets one wording apart from another is marked, and nothing else', () => {
  for (const { words, other, own, gaps, why } of WORDINGS) {
    const pieces = differing(words, other);
    assert.equal(pieces.map(({ text }) => text).join(''), words, why);
    assert.deepEqual(
      pieces.filter(({ kind }) => kind === 'own').map(({ text }) => text.trim()),
      own,
      why,
    );
    assert.equal(pieces.filter(({ kind }) => kind === 'left-out').length, gaps, why);
  }
});

test('comparing wordings loses no word, however long they are', () => {
  const word = fc.constantFrom('a', 'b', '人', ' ', ', ', 'ئا', '1,000', '“');
  const words = fc.array(word, { maxLength: 40 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(words, words, (one, other) => {
      assert.equal(
        differing(one, other)
          .map(({ text }) => text)
          .join(''),
        one,
      );
    }),
  );
  const long = 'word '.repeat(50_000);
  assert.deepEqual(differing(long, `${long}more`), [{ text: long, kind: 'same' }]);
});

test('a sentence without an end is cut around its words, and the words stay whole', () => {
  const text = `${'x'.repeat(900)}141 injured${'y'.repeat(10_000_000)}`;
  const [first] = made.statements;
  assert.ok(first);
  const around = sentenceAround({
    ...first,
    start: 900,
    end: 911,
    sentence: { text, start: 0, language: 'en' },
  });
  assert.equal(around.text.slice(around.start, around.end), '141 injured');
  assert.ok(around.text.length < 1_000);
});

test('the picture flows from every document to an origin; what a person denied is not in it', () => {
  const graph = graphOf(made);
  const next = Map.groupBy(graph.edges, ({ from }) => from);
  const reaches = (key: string, depth = 0): boolean =>
    key.startsWith('origin ') || (depth < 9 && (next.get(key) ?? []).some(({ to }) => reaches(to, depth + 1)));
  for (const { key } of graph.nodes) assert.ok(reaches(key), key);
  const wire = `document ${sha256Of('Xin Karasu wire')}`;
  assert.equal(graph.edges.filter(({ to }) => to === wire).length, 2, 'two documents go by way of the wire');
  const without = graphOf({
    ...made,
    lineage: made.lineage.map((step): DerivationView => ({
      ...step,
      decided: { holds: false, actor: 'A', at: 'now' },
    })),
  });
  assert.equal(without.edges.filter(({ to }) => to === wire).length, 0);
});

test('documents that derive from each other in a circle are drawn all the same', () => {
  const [first, second] = made.statements;
  assert.ok(first && second);
  const step = (document: string, from: string): DerivationView => ({
    document,
    from: `document ${from}`,
    tier: 'media',
    kind: 'text-reuse',
    evidence: { start: 0, end: 1 },
    words: 'w',
  });
  const [a, b] = [first.document.sha256, second.document.sha256];
  const circle: ClaimView = { ...made, lineage: [step(a, b), step(b, a)] };
  const { places, height } = placed(graphOf(circle));
  assert.ok(places.every(({ y, column }) => Number.isFinite(y) && column >= 0) && height > 0);
});

test('a card shows the number of origins beside the number of documents, and its drawing in words', () => {
  for (const card of cards) {
    const { document } = parseHTML(claimCard(t, 'case', card).markup);
    const origins = card.origins.length === 1 ? '1 origin' : `${card.origins.length} origins`;
    assert.match(document.querySelector('.standing')?.textContent ?? '', new RegExp(`document.*, ${origins}`));
    for (const drawing of document.querySelectorAll('.plot')) {
      const label = drawing.getAttribute('aria-label') ?? '';
      for (const { value } of card.values) assert.ok(label.includes(briefText(t, value)), label);
    }
  }
});

test('a quotation with one wording is said once, by the title of its claim', () => {
  const card = cards.find(({ kind }) => kind === 'quotation');
  assert.ok(card);
  const words = 'the roof was never safe';
  const values = [
    { value: { kind: 'quotation' as const, words, speaker: 'Ann Archer' }, documents: 2, statements: [] },
  ];
  const one = { ...card, label: { text: `Archer: “${words}”`, language: 'en' }, values, moreValues: 0 };
  const { document } = parseHTML(claimCard(t, 'case', one).markup);
  assert.equal(document.querySelectorAll('.said .words').length, 0);
  assert.match(document.querySelector('.said')?.textContent ?? '', /Ann Archer/);
  const other = parseHTML(claimCard(t, 'case', { ...one, label: { text: 'On roofs', language: 'en' } }).markup);
  assert.equal(other.document.querySelector('.said .words')?.textContent, words);
});

test('a conflict never looks like agreement, nor one origin like several', () => {
  for (const card of cards) {
    const { document } = parseHTML(claimCard(t, 'case', card).markup);
    const rule = document.querySelector('.rule')?.className ?? '';
    assert.equal(rule.includes('rule-fault'), card.verdict === 'conflict');
    if (card.origins.length < 2) assert.ok(!rule.includes('rule-agree'), card.label.text);
  }
});
