import assert from 'node:assert/strict';
import { test } from 'node:test';
import { claimRow, type Member } from '../../src/claims/keeping/claim-row.ts';
import type { StatementValue } from '../../src/nouns/statement.ts';

function member(id: string, sentence: string, words: string, value: StatementValue, original = id): Member {
  return { id, original, value, words, sentence, at: sentence.indexOf(words), language: 'en', credited: undefined };
}

function figure(lo: number, counted: string): StatementValue {
  return { kind: 'figure', lo, hi: lo, loOpen: false, hiOpen: false, unit: 'people', counted };
}

function rowOf(members: readonly Member[]): ReturnType<typeof claimRow>['row'] {
  const statements = members.map(({ id }) => id);
  return claimRow({ statements, verdict: 'agree', joins: [], conflicts: [] }, [], members).row;
}

test('a claim is called by the clause that says what most documents say', () => {
  const long = `The council said that ${'the old and very long '.repeat(12)}bridge cost 40 people their work${' and more of it'.repeat(9)}.`;
  const cases = [
    {
      why: 'a clause',
      sentence: 'Officials said, after a day, that 12 people were killed; 40 were hurt.',
      words: '12 people',
      label: 'that 12 people were killed',
    },
    {
      why: 'the whole sentence, without its marks',
      sentence: '“We counted 12 people.”',
      words: '12 people',
      label: 'We counted 12 people',
    },
    {
      why: 'thousands are no clauses',
      sentence: 'About 1,200 people left',
      words: '1,200 people',
      label: 'About 1,200 people left',
    },
    {
      why: 'Chinese clauses, a short one with the next',
      sentence: '记者报道，有12人受伤，其余平安。',
      words: '12人',
      label: '有12人受伤，其余平安',
    },
    {
      why: 'a line of a scan: no item mark, no spaces of print, no break of a line, and commas of recognition part clauses',
      sentence: '三、截至 3 月 2 日,河谷各乡已登记 480 户,其中自\n愿登记 120 户。',
      words: '120 户',
      label: '其中自愿登记120户',
    },
    { why: 'a quoted line of a mail', sentence: '> 合计：已登记120户', words: '120户', label: '合计：已登记120户' },
    {
      why: 'an item of a list',
      sentence: '3. About 120 people had left',
      words: '120 people',
      label: 'About 120 people had left',
    },
  ];
  for (const { why, sentence, words, label } of cases) {
    assert.equal(rowOf([member('a', sentence, words, figure(12, 'people'))]).label, label, why);
  }
  const { label } = rowOf([member('a', long, '40 people', figure(40, 'people'))]);
  assert.ok(label.length <= 92 && label.startsWith('…') && label.includes('40 people'), label);
  const most = rowOf([
    member('a', '11 people fell.', '11 people', figure(11, 'people')),
    member('b', '12 people died.', '12 people', figure(12, 'people')),
    member('c', '12 people perished.', '12 people', figure(12, 'people')),
  ]);
  assert.equal(most.label, '12 people died');
});

test('stances and dates are called by the words of their document, never by what only a program made of them', () => {
  const stance = {
    kind: 'stance',
    holder: 'Police',
    target: ', pointing a gun',
    polarity: 'negative',
    verb: 'deny',
  } as const;
  assert.equal(rowOf([member('a', 'Police denied it.', 'denied', stance)]).label, 'Police denied it');
  const date = { kind: 'date', from: '2015', to: '2015', event: 'the mill burned' } as const;
  assert.equal(rowOf([member('a', 'In 2015 the mill burned.', '2015', date)]).label, 'In 2015 the mill burned');
  const bare = { kind: 'date', from: '2000', to: '2000', event: 'HP attempted' } as const;
  const text = 'In 2000, HP attempted to buy the arm of a rival, without success.';
  assert.equal(rowOf([member('a', text, '2000', bare)]).label, 'In 2000, HP attempted to buy the arm of a rival');
});

test('values are said once each with their documents, and dated claims know their whole stretch', () => {
  const date = (from: string, to: string): StatementValue => ({ kind: 'date', from, to, event: '' });
  const row = rowOf([
    member('a', 'In May 2015.', 'May 2015', date('2015-05', '2015-05'), 'one'),
    member('b', 'In May 2015.', 'May 2015', date('2015-05', '2015-05'), 'one'),
    member('c', 'In 2014.', '2014', date('2014', '2014'), 'two'),
  ]);
  const said = JSON.parse(row.said) as { documents: number; statements: string[] }[];
  assert.deepEqual(
    said.map(({ documents, statements }) => [documents, statements]),
    [
      [1, ['a', 'b']],
      [1, ['c']],
    ],
  );
  assert.deepEqual([row.from, row.to, row.documents, row.statements], ['2014', '2015-05', 2, 3]);
  assert.ok((row.first_day ?? 0) < (row.last_day ?? 0));
});
