import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findStatements } from '../../src/claims/finding/find-statements.ts';
import { writtenDate } from '../../src/claims/finding/written-date.ts';

const TABLE = [
  { text: '各渡口：须于5月1日前关闭。\n\n2031 年 4 月 9 日印发', date: '2031-04-09', why: 'when it was printed' },
  { text: '通知\n\n须于5月1日前关闭。\n\n河口区水务局\n2031年4月9日', date: '2031-04-09', why: 'a signature' },
  { text: '时间：2031年4月9日上午\n会议听取了汇报。', date: '2031-04-09', why: 'minutes' },
  { text: 'Office of Locks, 9 April 2031\nThe gates close on May 1.', date: '2031-04-09', why: 'a line that ends in it' },
  { text: 'Given on 9 April 2031, in English. I left on 2 May 2030.', date: '2031-04-09', why: 'given on' },
  { text: 'Minutes\n2031-04-09\nThe gates close.', date: '2031-04-09', why: 'in digits, alone in its line' },
  { text: 'دەريا كومىتېتى\n2031-يىلى 9-ئاپرېل', date: '2031-04-09', why: 'Uyghur' },
  { text: 'دەريا كومىتېتى -2031 يىلى -9ئاپرېل', date: '2031-04-09', why: 'Uyghur that a PDF has turned round' },
  { text: 'دەريا كومىتېتى، 2031-يىلى 9-ئاپرېل، سائەت سەككىز', date: '2031-04-09', why: 'with the hour' },
  { text: 'The gates closed on 2 April 2031 and opened on 9 May 2031.', date: '2031', why: 'dates of one year, none its own' },
  { text: 'The gates closed on 2 April 2030 and opened on 9 May 2031.', date: undefined, why: 'dates of two years' },
  { text: 'The gates closed on 31 April 2031.', date: undefined, why: 'no such day' },
  { text: 'The gates close in May.', date: undefined, why: 'no date' },
]; // prettier-ignore
for (const { text, date, why } of TABLE) {
  test(`${JSON.stringify(text)} was written ${date ?? 'nobody knows when'}: ${why}`, () => {
    assert.equal(writtenDate(text), date);
  });
}

const DAYS = [
  { text: '须于5月1日前关闭。\n\n2031 年 4 月 9 日印发', language: 'zh-Hans', day: '2031-05-01' },
  { text: 'The gates close on May 1.\n\nLock office, 9 April 2031', language: 'en', day: '2031-05-01' },
  { text: 'ئىشىك 1-مايدا تاقالدى.\n\n2031-يىلى 9-ئاپرېل', language: 'ug-Arab', day: '2031-05-01' },
  { text: '须于5月1日前关闭，2031年3月2日的会议没有讨论。', language: 'zh-Hans', day: '2031-05-01' },
];
for (const { text, language, day } of DAYS) {
  test(`a day without a year is of the year in which its document was written: ${JSON.stringify(text)}`, () => {
    const found = findStatements({ text, passages: [{ start: 0, end: text.length, language }] });
    const dates = found.flatMap(({ value }) => (value.kind === 'date' ? [value.from] : []));
    assert.ok(dates.includes(day), dates.join());
  });
}

test('when a document was made is no event, also where its date is known; a list of events has no such line', () => {
  const letter = 'The gates close on 1 May 2031.\n\nLock office, 9 April 2031';
  const list = 'Lower gate, 1 May 2031\nUpper gate, 2 May 2031\nOld gate, 4 May 2031\nNew gate, 5 May 2031';
  const days = (text: string, published?: string): readonly string[] =>
    findStatements({
      text,
      passages: [{ start: 0, end: text.length, language: 'en' }],
      ...(published && { published }),
    }).flatMap(({ value }) => (value.kind === 'date' ? [value.from] : []));
  assert.deepEqual(days(letter), ['2031-05-01']);
  assert.deepEqual(days(letter, '2031-04-09'), ['2031-05-01']);
  assert.deepEqual(days(list), ['2031-05-01', '2031-05-02', '2031-05-04', '2031-05-05']);
});

test('where it was published is known, nothing is read out of the text', () => {
  const text = 'The gates close on May 1.\n\nLock office, 9 April 2031';
  const passages = [{ start: 0, end: text.length, language: 'en' }];
  const [first] = findStatements({ text, passages, published: '2029-02-01' });
  assert.ok(first?.value.kind === 'date' && first.value.from === '2029-05-01');
});
