import assert from 'node:assert/strict';
import { test } from 'node:test';
import { interval, saidAs } from './said.ts';

const CHINESE = { language: 'zh-Hans', published: '2015-06-17' };

const FIGURES = [
  { text: '爆炸造成39人死亡。', found: ['39人 [39, 39] people'], why: 'digits and people' },
  { text: '逾1.2万人被转移。', found: ['逾1.2万人 (12000, ∞) people'], why: '万 behind a decimal' },
  { text: '两名官员被免职。', found: ['两名官员 [2, 2] people'], why: '两 is two, and the noun belongs to it' },
  { text: '约三百五十人受伤。', found: ['约三百五十人 [332.5, 367.5] people'], why: 'characters, about' },
  { text: '二十余人受伤。', found: ['二十余人 (20, ∞) people'], why: '余 is more than' },
  { text: '九十多人受伤。', found: ['九十多人 (90, ∞) people'], why: '多 is more than' },
  { text: '五六个警察，二十八九人，三四百户。', found: ['五六个警察 [5, 6] people', '二十八九人 [28, 29] people', '三四百户 [300, 400] households'], why: 'two digits that follow each other' },
  { text: '1萬2千餘戶停電，農損逾新台幣2億3千萬元。', found: ['1萬2千餘戶 (12000, ∞) households', '2億3千萬元 [230000000, 230000000] TWD'], why: 'digits with scales between, a currency in front' },
  { text: '12辆消防车、68名指战员，罚款两千块，那一个月。', found: ['12辆消防车 [12, 12] vehicles', '68名指战员 [68, 68] people', '两千块 [2000, 2000] CNY'], why: 'nouns of several words' },
  { text: '至少31人遇难。', found: ['至少31人 [31, ∞) people'], why: 'at least' },
  { text: '近百人失踪。', found: ['近百人 [95, 100) people'], why: 'nearly' },
  { text: '全县已封停水井42口，一家5口搬走，关闭18口机井。', found: ['42口 [42, 42] wells', '5口 [5, 5] people', '18口 [18, 18] wells'], why: 'wells are no mouths of a household' },
  { text: '不到五十人到场。', found: ['不到五十人 [0, 50) people'], why: 'short of' },
  { text: '多达40人被关押。', found: ['多达40人 [0, 40] people'], why: 'as many as' },
  { text: '数百人被关押。', found: ['数百人 [200, ∞) people'], why: 'hundreds' },
  { text: '3至5万人参加。', found: ['3至5万人 [30000, 50000] people'], why: 'the scale holds for both ends' },
  { text: '损失超过1.2亿元。', found: ['超过1.2亿元 (120000000, ∞) CNY'], why: 'money' },
  { text: '罚款三百万美元。', found: ['三百万美元 [3000000, 3000000] USD'], why: 'money of another country' },
  { text: '比例达百分之十五。', found: ['百分之十五 [15, 15] percent'], why: 'a percentage in words' },
  { text: '增长12.5%。', found: ['12.5% [12.5, 12.5] percent'], why: 'a percentage in digits' },
  { text: '发生里氏6.3级地震。', found: ['6.3级 [6.3, 6.3] magnitude'], why: 'a magnitude' },
  { text: '距县城３５公里。', found: ['３５公里 [35, 35] km'], why: 'full-width digits' },
  { text: '第三次会议于2014年3月5日召开，他45岁。', found: [], why: 'ordinals, dates, ages' },
  { text: '为期一年。', found: ['一年 [1, 1] years'], why: 'one as a length of time' },
  { text: '一些人说这是一个问题。', found: [], why: 'one as an article' },
  { text: '有12万亿万亿余人死亡。', found: [], why: 'no number, and its end is none either' },
  { text: '每小时排水约7万立方米，隧道长八公里半，迟报2个半小时。', found: ['约7万立方米 [66500, 73500] m3', '八公里半 [8.5, 8.5] km', '2个半小时 [2.5, 2.5] hours'], why: 'cubic metres, and halves' },
  { text: '近三天有雨，附近14家旅馆开放，近三小时后撤离。', found: ['三天 [3, 3] days', '14家旅馆 [14, 14] 旅馆', '近三小时 [2.85, 3) hours'], why: 'the last three days, near by, and nearly' },
  { text: '临时工占四成，股价跌了近一成，三成半的人没有合同。', found: ['四成 [40, 40] percent', '近一成 [9.5, 10) percent', '三成半 [35, 35] percent'], why: 'tenths' },
  { text: '唐太宗驾临九成宫，三成员到场。', found: [], why: 'a palace, and members' },
  { text: '赔了85万，一个2600块，浮雕为16块。', found: ['85万 [850000, 850000] CNY', '2600块 [2600, 2600] CNY'], why: 'money by what is done with it' },
  { text: '一条斜井要装八个报警器，无人失联。', found: ['八个报警器 [8, 8] 报警器', '无人失联 [0, 0] people'], why: 'a noun that begins like a verb, and nobody' },
]; // prettier-ignore
for (const { text, found, why } of FIGURES) {
  test(`figures of “${text}”: ${why}`, () => {
    assert.deepEqual(
      saidAs('figure', text, CHINESE).map(({ words, value }) => `${words} ${interval(value)} ${value.unit}`),
      found,
    );
  });
}

const DATES = [
  { text: '截至8月5日9时，2号斜井无人失联，《周刊》8月9日的报道说，5月开工。', found: ['5月 2015-05..2015-05'], why: 'when it was counted or printed, and the number of a shaft' },
  { text: '2017年6月24日，会议召开。', found: ['2017年6月24日 2017-06-24..2017-06-24'], why: 'a full date' },
  { text: '二〇一七年六月，会议召开。', found: ['二〇一七年六月 2017-06..2017-06'], why: 'in characters' },
  { text: '去年底，会议召开。', found: ['去年底 2014-11..2014-12'], why: 'the end of last year' },
  { text: '本月15日，会议召开。', found: ['本月15日 2015-06-15..2015-06-15'], why: 'a day of this month' },
  { text: '上周三，会议召开。', found: ['上周三 2015-06-10..2015-06-10'], why: 'a day of last week' },
  { text: '星期一，会议召开。', found: ['星期一 2015-06-15..2015-06-15'], why: 'the last Monday' },
  { text: '昨天会议召开。', found: ['昨天 2015-06-16..2015-06-16'], why: 'the day before' },
  { text: '2014年3月1日召开，次日结束。', found: ['2014年3月1日 2014-03-01..2014-03-01', '次日 2014-03-02..2014-03-02'], why: 'the day after the one told' },
  { text: '2014年3月1日至3日召开。', found: ['2014年3月1日至3日 2014-03-01..2014-03-03'], why: 'days from one to another' },
  { text: '将于12月31日完工，须在11月30日前搬离，12月3日已开工。', found: ['12月31日 2015-12-31..2015-12-31', '11月30日 2015-11-30..2015-11-30', '12月3日 2014-12-03..2014-12-03'], why: 'days that are still to come, and one that was' },
  { text: '5月召开。', found: ['5月 2015-05..2015-05'], why: 'a month of this year' },
  { text: '村民应在11月前，全部搬走，工程须于12月前完工。', found: ['11月 2015-11..2015-11', '12月 2015-12..2015-12'], why: 'limits that are still to come' },
  { text: '代表团11月前往北京，他12月前来开会。', found: ['11月 2014-11..2014-11', '12月 2014-12..2014-12'], why: 'somebody went, nothing is a limit' },
  { text: '11月前总经理被捕，12月前交通部长离职。', found: ['11月 2014-11..2014-11', '12月 2014-12..2014-12'], why: 'who held an office before' },
  { text: '11月前三周有雨，12月前夕停工。', found: ['11月 2014-11..2014-11', '12月 2014-12..2014-12'], why: 'a part of a month, and its eve' },
  { text: '他11月前已离职，12月前完成了搬迁。', found: ['11月 2014-11..2014-11', '12月 2014-12..2014-12'], why: 'limits that are over' },
  { text: '目前日本有雨，调查表明天津有雨，以后天气转冷。', found: [], why: 'the end of one word and the beginning of another are no day' },
  { text: '目前年产5万吨，今后年均增长，合同年限不变，如今年轻人少，同年龄的人多。', found: [], why: 'nor a year' },
  { text: '首次日本参赛，前日本队员到场，资本周转，这周围有雨。', found: [], why: 'nor a week, or a day of Japan' },
  { text: '据他说，明日出发，至今年底结束，5日，本周期间有雨。', found: ['明日 2015-06-18..2015-06-18', '今年底 2015-11..2015-12', '5日 2015-11-05..2015-11-05', '本周 2015-06-15..2015-06-21'], why: 'words that begin where they stand' },
  { text: '20世纪90年代初开始。', found: ['20世纪90年代初 1990..1993'], why: 'a part of a decade' },
  { text: '2015-03-05召开，2015.4.6结束。', found: ['2015-03-05 2015-03-05..2015-03-05', '2015.4.6 2015-04-06..2015-04-06'], why: 'with marks' },
  { text: '农历2015年十月初一召开。', found: ['农历2015年十月初一 2015-11-12..2015-11-12'], why: 'a day of the moon is another of the sun' },
  { text: '正月十五召开，三月初五结束。', found: ['正月十五 2015-03-05..2015-03-05', '三月初五 2015-04-23..2015-04-23'], why: 'words that only the moon’s calendar has' },
  { text: '农历八月，8月初五名官员被免职。', found: [], why: 'a month of the moon, and what may be one of its days' },
  { text: '2016年中秋节，去年除夕，大年初一。', found: ['2016年中秋节 2016-09-15..2016-09-15', '去年除夕 2014-01-30..2014-01-30', '大年初一 2015-02-19..2015-02-19'], why: 'festivals of the moon' },
  { text: '春节期间，国庆节假期，国庆，会议召开。', found: ['国庆 2014-10-01..2014-10-01'], why: 'a festival is a day only where it stands alone' },
  { text: '2017 年 6 月 24 日召开，6 月 26 日结束。', found: ['2017 年 6 月 24 日 2017-06-24..2017-06-24', '6 月 26 日 2017-06-26..2017-06-26'], why: 'digits that are set apart' },
  { text: '17年6月召开，民国104年3月5日结束。', found: ['17年6月 2017-06..2017-06', '民国104年3月5日 2015-03-05..2015-03-05'], why: 'years of two figures, and of the Republic' },
  { text: '从2014年3月28日到4月15日召开，2007年与2009年之间停办。', found: ['2014年3月28日到4月15日 2014-03-28..2014-04-15', '2007年与2009年 2007..2009'], why: 'two dates that are the ends of one stretch' },
  { text: '今年第一季度，6月中旬，九十年代，十九世纪七十年代。', found: ['今年第一季度 2015-01..2015-03', '6月中旬 2015-06-11..2015-06-20', '九十年代 1990..1999', '十九世纪七十年代 1870..1879'], why: 'parts of years, months and centuries' },
  { text: '雍正二十三年十二月，康熙20年9月，13月十二日。', found: [], why: 'the end of a number is none' },
  { text: '5月3日上午10时30分爆炸，晚上8点许扑灭。', found: ['5月3日 2015-05-03..2015-05-03', '上午10时30分 2015-05-03T10:30..2015-05-03T10:30', '晚上8点许 2015-05-03T19:45..2015-05-03T20:15'], why: 'clocks on the day told' },
  { text: '北京时间5月3日21时爆炸，新疆时间19时。', found: ['5月3日 2015-05-03..2015-05-03', '21时 2015-05-03T21:00+08:00..2015-05-03T21:00+08:00', '19时 2015-05-03T19:00+06:00..2015-05-03T19:00+06:00'], why: 'two clocks of one place' },
  { text: '提出3点建议，历时3时，每天上午8时开门。', found: [], why: 'points, hours and habits' },
  { text: '应当在3日内答复。', found: [], why: 'a term, no day' },
  { text: '29日召开。', found: ['29日 2015-05-29..2015-05-29'], why: 'the last day of that number' },
  { text: '上周末召开。', found: ['上周末 2015-06-13..2015-06-14'], why: 'a weekend' },
  { text: '2014年13月40日召开。', found: [], why: 'no such day' },
]; // prettier-ignore
for (const { text, found, why } of DATES) {
  test(`dates of “${text}”: ${why}`, () => {
    assert.deepEqual(
      saidAs('date', text, CHINESE).map(({ words, value }) => `${words} ${value.from}..${value.to}`),
      found,
    );
  });
}

const QUOTATIONS = [
  { text: '王先生说：“我们没有别的选择。”', found: [['我们没有别的选择。', ['王先生']]], why: 'speaker in front' },
  { text: '“我们没有别的选择，”王先生对记者说。', found: [['我们没有别的选择', ['王先生']]], why: 'speaker behind' },
  { text: '王先生說：「我們沒有別的選擇。」', found: [['我們沒有別的選擇。', ['王先生']]], why: 'marks of traditional print' },
  { text: '据法新社报道，王先生说：“我们没有别的选择。”', found: [['我们没有别的选择。', ['王先生', '法新社']]], why: 'a chain of credit' },
  { text: '王先生说：“没有选择余地。”他强调：“时间也不够用。”', found: [['没有选择余地。', ['王先生']], ['时间也不够用。', ['王先生']]], why: '他 is who spoke last' },
  { text: '所谓“双语教育”和《人民日报》。', found: [], why: 'a term and a title' },
  { text: '王先生说：“我们没有别的选择。', found: [], why: 'a mark that nobody closes' },
]; // prettier-ignore
for (const { text, found, why } of QUOTATIONS) {
  test(`quotations of “${text}”: ${why}`, () => {
    assert.deepEqual(
      saidAs('quotation', text, CHINESE).map(({ words, by }) => [words, by]),
      found,
    );
  });
}

test('a figure in Chinese is credited to who says it and to who passes it on', () => {
  const [figure] = saidAs('figure', '据法新社报道，卫生部门称，39人死亡。', CHINESE);
  assert.deepEqual(figure?.by, ['卫生部门', '法新社']);
});
