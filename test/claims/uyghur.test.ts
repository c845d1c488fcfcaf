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

const DATES = [
  { text: '2017-يىلى 6-ئاينىڭ 24-كۈنى ئېچىلدى.', found: ['2017-06-24'], why: 'a full date' },
  { text: '2017-يىلى 6-ئايدا ئېچىلدى.', found: ['2017-06'], why: 'a month' },
  { text: '2018-يىلى دېكابىردا ئېچىلدى.', found: ['2018-12'], why: 'a month by its name' },
  { text: '2014-يىلدىن باشلاپ.', found: ['2014'], why: 'a year' },
  { text: '5-ئاينىڭ 3-كۈنى ئېچىلدى.', found: ['2015-05-03'], why: 'a day of this year' },
  { text: 'تۈنۈگۈن ئېچىلدى.', found: ['2015-06-16'], why: 'yesterday' },
  { text: 'بۇلتۇر ئېچىلدى.', found: ['2014'], why: 'last year' },
  { text: 'دۈشەنبە كۈنى ئېچىلدى.', found: ['2015-06-15'], why: 'the last Monday' },
  { text: '2017-يىلى 13-ئاينىڭ 40-كۈنى.', found: [], why: 'no such day' },
];
for (const { text, found, why } of DATES) {
  test(`dates of “${text}”: ${why}`, () => {
    assert.deepEqual(
      saidAs('date', text, UYGHUR).map(({ value }) => value.from),
      found,
    );
  });
}
