import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from '../properties.ts';
import { align, ALONE } from '../../src/reading/copies/align.ts';
import { compareTexts } from '../../src/reading/copies/compare.ts';
import { cutIntoPassages } from '../../src/reading/passages.ts';

const reading = (text: string) => ({
  text,
  passages: cutIntoPassages(text).map((span) => ({ ...span, language: 'und' })),
});

/** Each row as `kind: first | second`, the words without a counterpart in brackets. */
async function rowsOf(first: string, second: string): Promise<readonly string[]> {
  const { rows } = await compareTexts(reading(first), reading(second));
  const side = (passages: (typeof rows)[number]['first']): string =>
    passages
      .map(({ pieces }) => pieces.map(({ text, changed }) => (changed ? `[${text}]` : text)).join(''))
      .join(' / ');
  return rows.map((row) => `${row.kind}: ${side(row.first)} | ${side(row.second)}`);
}

const PARAGRAPH = 'The commission met at the district office and heard the report of the clerk in full.';
const OTHER = 'Keys of all rooms are to be handed over before the first of June, without exception.';

const CASES: readonly { why: string; first: string; second: string; rows: readonly string[] }[] = [
  { why: 'nothing changed', first: PARAGRAPH, second: PARAGRAPH, rows: [`same: ${PARAGRAPH} | ${PARAGRAPH}`] },
  {
    why: 'one word was exchanged',
    first: 'Twelve persons were moved on Monday.',
    second: 'Twenty persons were moved on Monday.',
    rows: ['changed: [Twelve] persons were moved on Monday. | [Twenty] persons were moved on Monday.'],
  },
  {
    why: 'words were left out',
    first: 'Seven villages were cleared by force in May.',
    second: 'Seven villages were cleared in May.',
    rows: ['changed: Seven villages were cleared [by force] in May. | Seven villages were cleared in May.'],
  },
  {
    why: 'a paragraph was put in',
    first: PARAGRAPH,
    second: `${PARAGRAPH}\n\n${OTHER}`,
    rows: [`same: ${PARAGRAPH} | ${PARAGRAPH}`, `only-second:  | [${OTHER}]`],
  },
  {
    why: 'case, punctuation and line breaks make no difference',
    first: 'Keys of ALL rooms,\nare counted.',
    second: '“Keys of all rooms are counted”',
    rows: ['same: Keys of ALL rooms,\nare counted. | “Keys of all rooms are counted”'],
  },
  {
    why: 'Chinese: one character changed',
    first: '截至五月三十一日，谷地十一个村已搬迁。',
    second: '截至五月三十日，谷地十二个村已搬迁。',
    rows: ['changed: 截至五月三十[一]日，谷地十[一]个村已搬迁。 | 截至五月三十日，谷地十[二]个村已搬迁。'],
  },
  {
    why: 'Chinese: traditional characters make no difference',
    first: '國家實行區域自治。',
    second: '国家实行区域自治。',
    rows: ['same: 國家實行區域自治。 | 国家实行区域自治。'],
  },
  {
    why: 'Uyghur',
    first: 'يىغىندا ئون كىشى قاتناشتى.',
    second: 'يىغىندا يۈز كىشى قاتناشتى.',
    rows: ['changed: يىغىندا [ئون] كىشى قاتناشتى. | يىغىندا [يۈز] كىشى قاتناشتى.'],
  },
  { why: 'no words on one side', first: '', second: OTHER, rows: [`only-second:  | [${OTHER}]`] },
  { why: 'no words at all', first: '* * *', second: '…', rows: [] },
];
for (const { why, first, second, rows } of CASES) {
  test(`compare: ${why}`, async () => assert.deepEqual(await rowsOf(first, second), rows));
}

test('compare: a paragraph that one text cuts in two stands beside both halves', async () => {
  const [row, ...more] = (await compareTexts(reading(`${PARAGRAPH} ${OTHER}`), reading(`${PARAGRAPH}\n\n${OTHER}`)))
    .rows;
  assert.equal(more.length, 0);
  assert.deepEqual([row?.kind, row?.first.length, row?.second.length], ['same', 1, 2]);
});

const anyText = fc
  .array(
    fc.array(fc.constantFrom('a', 'b', 'cc', 'dd', '谷', '地区', 'ئون', '\u{20000}', '7', ',', '😀'), {
      maxLength: 30,
    }),
    {
      maxLength: 12,
    },
  )
  .map((paragraphs) => paragraphs.map((words) => words.join(' ')).join('\n\n'));

test('compare: no word is lost, and every paragraph stands at its offsets', async () => {
  await fc.assert(
    fc.asyncProperty(anyText, anyText, async (first, second) => {
      const { rows, share, shareOfOther } = await compareTexts(reading(first), reading(second));
      for (const [text, side] of [
        [first, 'first'],
        [second, 'second'],
      ] as const) {
        const passages = rows.flatMap((row) => row[side]);
        let at = 0;
        for (const { start, end, pieces } of passages) {
          assert.equal(pieces.map((piece) => piece.text).join(''), text.slice(start, end));
          assert.ok(start >= at);
          assert.doesNotMatch(text.slice(at, start), /[\p{L}\p{N}]/u);
          at = end;
        }
        assert.doesNotMatch(text.slice(at), /[\p{L}\p{N}]/u);
      }
      assert.ok(share >= 0 && share <= 1 && shareOfOther >= 0 && shareOfOther <= 1);
    }),
  );
});

test('compare: a text beside itself is the same throughout', async () => {
  await fc.assert(
    fc.asyncProperty(anyText, async (text) => {
      const { rows } = await compareTexts(reading(text), reading(text));
      assert.ok(rows.every(({ kind }) => kind === 'same'));
    }),
  );
});

test('align: counterparts are equal, run forwards, and nothing has two', () => {
  const anyTokens = fc.array(fc.nat(12), { maxLength: 400 }).map((tokens) => Int32Array.from(tokens));
  fc.assert(
    fc.property(anyTokens, anyTokens, (a, b) => {
      let last = ALONE;
      for (const [i, j] of align(a, b).entries()) {
        if (j === ALONE) continue;
        assert.equal(a[i], b[j]);
        assert.ok(j > last);
        last = j;
      }
    }),
  );
});

test('align: of two long texts all that is common in order is found', () => {
  const a = Int32Array.from({ length: 50_000 }, (_, i) => (i * 7919) % 9973);
  const b = a.filter((_, i) => i % 500 !== 0);
  assert.equal(align(a, b).filter((j) => j === ALONE).length, a.length - b.length);
});

test('compare: texts made to be slow end in bounded time', async () => {
  const same = reading(Array.from({ length: 2_000 }, () => 'again and again the same words').join('\n\n'));
  const shifted = reading(Array.from({ length: 2_000 }, (_, i) => `again the same ${i % 3} words`).join('\n\n'));
  const cpu = process.cpuUsage();
  const { rows } = await compareTexts(same, shifted);
  const { user } = process.cpuUsage(cpu);
  assert.ok(rows.length <= 4_000);
  assert.ok(user < 10_000_000, `${user} µs`);
});
