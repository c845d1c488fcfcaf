import assert from 'node:assert/strict';
import { test } from 'node:test';
import { interval, saidAs } from './said.ts';

const UYGHUR = { language: 'ug-Arab', published: '2015-06-17' };

const FIGURES = [
  { text: '31 ئادەم ئۆلدى.', found: '[31, 31] people', why: 'digits' },
  { text: '۳۱ ئادەم ئۆلدى.', found: '[31, 31] people', why: 'digits of Arabic script' },
  { text: 'ئۈچ يۈز ئەللىك كىشى تۇتۇلدى.', found: '[350, 350] people', why: 'words' },
  { text: 'ئىككى مىڭ بەش يۈز نەپەر ئوقۇغۇچى بار.', found: '[2500, 2500] people', why: 'words with two scales' },
  { text: 'ئەڭ ئاز دېگەندە 31 ئادەم ئۆلدى.', found: '[31, ∞) people', why: 'at least' },
  { text: '90دىن ئارتۇق كىشى يارىلاندى.', found: '(90, ∞) people', why: 'more than' },
  { text: 'يۈزگە يېقىن ئادەم كەلدى.', found: '[95, 100) people', why: 'nearly' },
  { text: 'تەخمىنەن 200 ئۆي كۆيدى.', found: '[190, 210] houses', why: 'about' },
  { text: '15 پىرسەنت ئاشتى.', found: '[15, 15] percent', why: 'a percentage' },
  { text: '2 مىليون 300 مىڭ ئادەم كۆچتى.', found: '[2300000, 2300000] people', why: 'digits with two scales' },
  { text: '1 مىڭ 2016-يىلى 31 ئادەم ئۆلدى.', found: '[31, 31] people', why: 'a year is no part of a number' },
  { text: '1.5 مىليون يۈەن جەرىمانە.', found: '[1500000, 1500000] CNY', why: 'money' },
  { text: '31 ئادەم'.replace('ى', 'ي'), found: '[31, 31] people', why: 'letters that files mix' },
  { text: '0-يىلى 0-ئاينىڭ 5-بەت 31 ئادەم ئۆلدى.', found: '[31, 31] people', why: 'ordinals count nothing' },
];
for (const { text, found, why } of FIGURES) {
  test(`figures of “${text}”: ${why}`, () => {
    assert.deepEqual(
      saidAs('figure', text, UYGHUR).map(({ value }) => `${interval(value)} ${value.unit}`),
      [found],
    );
  });
}

const BEHIND = [
  { text: 'زىيان 2 مىليون يۈەندىن ئاشىدۇ.', found: '(2000000, ∞) CNY', why: 'it goes beyond' },
  { text: '300 ئادەمدىن ئارتۇق كەلدى.', found: '(300, ∞) people', why: 'more than, behind what is counted' },
  { text: '300 ئادەمدىن ئاز كەلدى.', found: '[0, 300) people', why: 'less than' },
];
for (const { text, found, why } of BEHIND) {
  test(`how much “${text}” says: ${why}`, () => {
    assert.deepEqual(
      saidAs('figure', text, UYGHUR).map(({ value }) => `${interval(value)} ${value.unit}`),
      [found],
    );
  });
}

const COUNTED = [
  { text: 'يەتتە يۈز ئون تۆت ئائىلە كەلدى.', found: ['714 households'], why: 'a number of five words' },
  { text: 'ئۈچ مىڭ بەش يۈزدەك ئادەم كەلدى.', found: ['3325 people'], why: 'about: a letter more or less' },
  { text: 'توققۇز يېڭى ئۆي ۋە ئالتە يۈك ماشىنىسى.', found: ['9 houses', '6 vehicles'], why: 'a word between' },
  { text: 'ھېچكىم ئۆلمىدى، يارىلانغانلار يوق.', found: ['0 people', '0 people'], why: 'nobody' },
  { text: 'مىڭيۈەن كەلدى، ھەر بىر ئائىلە بىلىدۇ.', found: [], why: 'a name, and each' },
  { text: '-20ماي كۈنى 12 كەنت كۆچتى.', found: ['12 villages'], why: 'a day that a PDF has turned round' },
];
for (const { text, found, why } of COUNTED) {
  test(`what is counted in “${text}”: ${why}`, () => {
    assert.deepEqual(
      saidAs('figure', text, UYGHUR).map(({ value }) => `${value.lo} ${value.unit}`),
      found,
    );
  });
}

const CREDITS = [
  { text: 'دەريا مىنىستىرلىكىنىڭ بىلدۈرۈشىچە، 40 ئادەم كەلدى.', by: ['دەريا مىنىستىرلىكى'], why: 'as it makes known' },
  { text: 'تاغ ئاگېنتلىقىنىڭ خەۋىرىگە قارىغاندا، 40 ئادەم كەلدى.', by: ['تاغ ئاگېنتلىقى'], why: 'by its news' },
  { text: 'تاغ ئاگېنتلىقىنىڭ خەۋىرى: 40 ئادەم كەلدى.', by: ['تاغ ئاگېنتلىقى'], why: 'a heading of news' },
  { text: 'دەريا ئىدارىسى بىزگە 40 ئادەم كېلىدۇ، دېدى.', by: ['دەريا ئىدارىسى'], why: 'told us, said at the end' },
  { text: 'ئۇ بىزگە 40 ئادەم كېلىدۇ، دېدى.', by: [], why: 'he is nobody' },
  { text: 'كېمە كەلدى. 40 ئادەم چۈشتى.', by: [], why: 'nobody says so' },
];
for (const { text, by, why } of CREDITS) {
  test(`who is credited in “${text}”: ${why}`, () => {
    assert.deepEqual(saidAs('figure', text, UYGHUR)[0]?.by, by);
  });
}

const QUOTATIONS = [
  { text: 'ئايشەم ئانا: «بىزنىڭ ئۆيىمىز دەريا بويىدا ئىدى.»', found: [['بىزنىڭ ئۆيىمىز دەريا بويىدا ئىدى.', 'ئايشەم ئانا']], why: 'a colon' },
  { text: '«بىزنىڭ ئۆيىمىز دەريا بويىدا ئىدى» دېدى ئايشەم ئانا.', found: [['بىزنىڭ ئۆيىمىز دەريا بويىدا ئىدى', 'ئايشەم ئانا']], why: 'the speaker behind' },
  { text: '«تاغ گېزىتى» چىقتى.', found: [], why: 'a name' },
  { text: '«بىزنىڭ ئۆيىمىز دەريا بويىدا ئىدى.', found: [], why: 'a mark that nobody closes' },
]; // prettier-ignore
for (const { text, found, why } of QUOTATIONS) {
  test(`quotations of “${text}”: ${why}`, () => {
    assert.deepEqual(
      saidAs('quotation', text, UYGHUR).map(({ words, value }) => [words, value.speaker]),
      found,
    );
  });
}

const DATES = [
  {
    text: 'ھەر جۈمە كۈنى كېلىدۇ، -2014 يىلى -20ماي ئېچىلدى.',
    found: ['2014-05-20'],
    why: 'a habit, and digits that a PDF has turned round',
  },
  { text: '2017-يىلى 6-ئاينىڭ 24-كۈنى ئېچىلدى.', found: ['2017-06-24'], why: 'a full date' },
  { text: '2017-يىلى 6-ئايدا ئېچىلدى.', found: ['2017-06'], why: 'a month' },
  { text: '2018-يىلى دېكابىردا ئېچىلدى.', found: ['2018-12'], why: 'a month by its name' },
  { text: '2014-يىلدىن باشلاپ.', found: ['2014'], why: 'a year' },
  { text: '5-ئاينىڭ 3-كۈنى ئېچىلدى.', found: ['2015-05-03'], why: 'a day of this year' },
  { text: 'تۈنۈگۈن ئېچىلدى.', found: ['2015-06-16'], why: 'yesterday' },
  { text: 'بۇلتۇر ئېچىلدى.', found: ['2014'], why: 'last year' },
  { text: 'دۈشەنبە كۈنى ئېچىلدى.', found: ['2015-06-15'], why: 'the last Monday' },
  { text: '2017-يىلى 13-ئاينىڭ 40-كۈنى.', found: [], why: 'no such day' },
  { text: '2024-يىلى 20-ماي ئېچىلدى.', found: ['2024-05-20'], why: 'the day before the name of its month' },
  { text: '20-ماي كۈنى ئېچىلدى.', found: ['2015-05-20'], why: 'the same without a year' },
  { text: 'ئۆتكەن يىلى 20-ماي ئېچىلدى.', found: ['2014-05-20'], why: 'of another year than this' },
  { text: '20.05.2014 ۋە 2014-05-21.', found: ['2014-05-20', '2014-05-21'], why: 'in numbers' },
  {
    text: '2016-يىلدىن 2019-يىلغىچە، 3-مايدىن 5-مايغىچە.',
    found: ['2016..2019', '2015-05-03..2015-05-05'],
    why: 'from one to another',
  },
  { text: '1990-يىللاردا، 2016-2018-يىللاردا.', found: ['1990..1999', '2016..2018'], why: 'several years' },
  { text: 'ئۈچ يىل بۇرۇن، ئۆتكەن ھەپتە.', found: ['2012', '2015-06-08..2015-06-14'], why: 'counted back' },
  {
    text: '3-ماي چۈشتىن كېيىن سائەت 3 تە، سائەت 4 تە، 5 سائەت.',
    found: ['2015-05-03', '2015-05-03T15:00'],
    why: 'a clock, an hour of either half of the day, a length of time',
  },
  {
    text: 'شىنجاڭ ۋاقتى سائەت 19:30 دا، بېيجىڭ ۋاقتى سائەت 21:30 دا.',
    found: ['2015-06-17T19:30+06:00', '2015-06-17T21:30+08:00'],
    why: 'one moment on two clocks',
  },
];
for (const { text, found, why } of DATES) {
  test(`dates of “${text}”: ${why}`, () => {
    assert.deepEqual(
      saidAs('date', text, UYGHUR).map(({ value: { from, to } }) => (from === to ? from : `${from}..${to}`)),
      found,
    );
  });
}

const SCRIPTS = [
  { language: 'ug-Latn', text: '2024-yili 20-may küni 90din artuq kishi öldi.', why: 'Latin letters' },
  {
    language: 'ug-Latn',
    text: '2024-YILI 20-MAY kuni 90 din artuq kishi oldi.',
    why: 'Latin letters as they are typed',
  },
  { language: 'ug-Cyrl', text: '2024-йили 20-май күни 90дин артуқ киши өлди.', why: 'Cyrillic letters' },
  { language: 'ug-Cyrl', text: '2024-жили 20-май 90 дин артуқ киши өлди.', why: 'Cyrillic letters in Kazakhstan' },
];
for (const { language, text, why } of SCRIPTS) {
  test(`Uyghur “${text}”: ${why}`, () => {
    assert.deepEqual(
      [
        ...saidAs('date', text, { ...UYGHUR, language }).map(({ value }) => value.from),
        ...saidAs('figure', text, { ...UYGHUR, language }).map(({ value }) => `${interval(value)} ${value.unit}`),
      ],
      ['2024-05-20', '(90, ∞) people'],
    );
  });
}
