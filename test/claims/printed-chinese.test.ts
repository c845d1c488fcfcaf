import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from '../properties.ts';
import { interval, said, saidAs } from './said.ts';

const CHINESE = { language: 'zh-Hans', published: '2031-09-20' };

/** Invented: a canal, the people along it, and how papers about it are printed and recognised. */
const FIGURES = [
  { text: '河口区已登记 3,150 人,其中船工 240 人。', found: ['3,150 人 3150 people', '240 人 240 people'], why: 'digits set apart, commas of recognition' },
  { text: '沿岸共 86 户,每户一次性补助 2, 400 元。', found: ['86 户 86 households', '2, 400 元 2400 CNY'], why: 'a space behind the comma of a number' },
  { text: '登记３１５０人，补助２，４００元。', found: ['３１５０人 3150 people', '２，４００元 2400 CNY'], why: 'full-width digits' },
  { text: '已登记 3,15O 人，退还 l2 户。', found: ['3,15O 人 3150 people', 'l2 户 12 households'], why: 'letters that recognition takes for digits' },
  { text: '受伤 27 入,无一人死亡。', found: ['27 入 27 people', '无一人死亡 0 people'], why: '入 where 人 was printed' },
  { text: '各乡上报材料已经全部汇总完毕，截至上月底，全区已登记 3,1\n50 人，其余正在核对之中，预计下月完成。', found: ['3,1\n50 人 3150 people'], why: 'a number over two lines' },
  { text: '三十二个村和九个乡镇的四百余户居民搬走。', found: ['三十二个村 32 villages', '九个乡镇 9 towns', '四百余户 400 households'], why: 'numbers in characters before what is counted' },
  { text: '腾空住房 64 间，每人记工分 300 分。', found: ['64 间 64 houses', '300 分 300 points'], why: 'the noun stands before the number' },
  { text: '会议 10 时 30 分开始，得分之后开分店 3 家。', found: ['3 家 3 companies'], why: 'minutes are no points' },
  { text: '无人受伤，没有人员伤亡，尚无人员伤亡报告。', found: ['无人受伤 0 people', '没有人员伤亡 0 people'], why: 'nobody, and nobody heard of' },
  { text: '户数 12 人数 30', found: [], why: 'heads of a table' },
  { text: '甲乡 82 356 41\n乙乡 60 281 52', found: [], why: 'rows of a table' },
]; // prettier-ignore
for (const { text, found, why } of FIGURES) {
  test(`figures as they are printed, ${JSON.stringify(text)}: ${why}`, () => {
    const figures = saidAs('figure', text, CHINESE);
    assert.deepEqual(
      figures.map(({ words, value }) => `${words} ${value.lo} ${value.unit}`),
      found,
    );
  });
}

test('figures of nobody and of more than a number say so', () => {
  const [more, none] = saidAs('figure', '四百余户搬走，无人受伤。', CHINESE);
  assert.deepEqual([more, none].map((each) => each && interval(each.value)), ['(400, ∞)', '[0, 0]']);
}); // prettier-ignore

const DATES = [
  { text: '须于 10 月 5 日前迁出。', found: ['10 月 5 日 2031-10-05'], why: 'digits set apart' },
  { text: '2031 年 9 月 3 日印发', found: [], why: 'when it was printed' },
  { text: '河务〔2031〕17 号文件，每周五上报，每逢周一休息。', found: [], why: 'a number of a paper, and habits' },
]; // prettier-ignore
for (const { text, found, why } of DATES) {
  test(`dates as they are printed, “${text}”: ${why}`, () => {
    assert.deepEqual(
      saidAs('date', text, CHINESE).map(({ words, value }) => `${words} ${value.from}`),
      found,
    );
    assert.deepEqual(saidAs('figure', text, CHINESE), []);
  });
}

const CREDITS = [
  { text: '记者从河口区水务局获悉，已有40人登记。', by: ['河口区水务局'], why: 'a reporter heard it from' },
  { text: '本报记者日前从船工协会了解到，已有40人登记。', by: ['船工协会'], why: 'with words between' },
  { text: '王渡生向记者表示，已有40人登记。', by: ['王渡生'], why: 'told a reporter' },
  { text: '据水务局通报，已有40人登记。', by: ['水务局'], why: 'a notice' },
  { text: '9月3日，水务局局长林汀对记者说，已有40人登记。', by: ['水务局局长林汀'], why: 'behind a day' },
  { text: '昨天林汀说，已有40人登记。', by: ['林汀'], why: 'a day is no part of a name' },
  { text: '当地政府说，已有40人登记。', by: ['当地政府'], why: 'a word of grammar may begin a name' },
  { text: '河道指挥部说，已有40人登记。', by: ['河道指挥部'], why: 'an office' },
  { text: '指挥部说，已有40人登记。', by: ['指挥部'], why: 'an office that begins with such a word' },
  { text: '这种船称为舢板，已有40人登记。', by: [], why: 'what a thing is called' },
  { text: '林汀于9月3日正式宣布，已有40人登记。', by: ['林汀'], why: 'a day and an adverb behind the name' },
  { text: '会议指出，已有40人登记。', by: [], why: 'a meeting is nobody' },
  { text: '今年渡船票价公布，已有40人登记。', by: [], why: 'a thing that is made known' },
  { text: '“船工”指本人以撑船为业并提出申请，共40人。', by: [], why: 'to put in a claim is not to say' },
  { text: '据记者了解，已有40人登记。', by: [], why: 'who writes the text' },
  { text: '水务局说，沿岸要搬迁。已有40人登记。', by: ['水务局'], why: 'the sentence behind goes on' },
  { text: '水务局说，沿岸要搬迁。记者看到，已有40人登记。', by: [], why: 'the reporter saw it' },
  { text: '水务局说，沿岸要搬迁。\n\n已有40人登记。', by: [], why: 'another paragraph' },
]; // prettier-ignore
for (const { text, by, why } of CREDITS) {
  test(`who is credited in “${text}”: ${why}`, () => {
    assert.deepEqual(saidAs('figure', text, CHINESE)[0]?.by, by);
  });
}

test('a quotation over a line break stands as the text has it, and so do names that print parts', () => {
  const text =
    '该区下发的各项材料目前已经全部收齐并且公示，渡口负责人林 汀 山 说：“我们从来没有同意过这件事\n情，也没有人来问过我们。”';
  const quotation = said(text, CHINESE).find(({ value }) => value.kind === 'quotation');
  assert.ok(quotation?.value.kind === 'quotation' && quotation.value.words.includes('这件事\n情'));
  for (const { name, start, end } of quotation.attributedTo) assert.equal(text.slice(start, end), name);
});

test('spaces of print change no value', () => {
  const parts = fc.constantFrom('已登记', '受伤', '共', '搬走');
  const units = fc.constantFrom('人', '户', '元', '公里');
  fc.assert(
    fc.property(fc.array(fc.tuple(parts, fc.integer({ min: 2, max: 99_999 }), units), { minLength: 1, maxLength: 6 }), (told) => {
      const plain = `${told.map(([verb, number, unit]) => `${verb}${number}${unit}`).join('，')}。`;
      const printed = `${told.map(([verb, number, unit]) => `${verb} ${number} ${unit}`).join(',')}。`;
      const values = (text: string): string[] =>
        saidAs('figure', text, CHINESE).map(({ value }) => `${interval(value)} ${value.unit}`);
      assert.deepEqual(values(printed), values(plain));
    }),
    { numRuns: 60 },
  );
}); // prettier-ignore
