import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import * as fc from '../properties.ts';
import { identifyLanguage, readyLanguages } from '../../src/reading/language.ts';

before(() => readyLanguages());

const CASES = [
  { text: '本月15日，领导小组办公室通知各县学习文件。', language: 'zh-Hans', why: 'simplified characters' },
  { text: '本月15日，領導小組辦公室通知各縣學習文件。', language: 'zh-Hant', why: 'traditional characters' },
  { text: '中文', language: 'zh-Hans', why: 'characters common to both scripts count as simplified, unsure' },
  { text: '当局は今月15日に通知を出しました。', language: 'ja', why: 'kana among Han' },
  { text: '당국은 이번 달 15일에 통지를 보냈다.', language: 'ko', why: 'hangul' },
  {
    text: 'بۇ ئايدا ناھىيىلىك ھۆكۈمەت يېڭى ئۇقتۇرۇش چۈشۈردى.',
    language: 'ug-Arab',
    why: 'Uyghur letters and hamza vowels',
  },
  {
    text: 'Bu ayda nahiyilik hökümet yéngi uqturush chüshürdi, dep xewer qildi.',
    language: 'ug-Latn',
    why: 'ULY spelling',
  },
  { text: 'Бу айда наһийилик һөкүмәт йеңи уқтуруш чүшүрди.', language: 'ug-Cyrl', why: 'no ы, and қ, ң, һ together' },
  {
    text: 'Биыл аудандық әкімдік жаңа хабарлама шығарды, деп хабарлады ол.',
    language: 'kk',
    why: 'і and ы with қ and ң',
  },
  { text: 'أصدرت حكومة المقاطعة إشعارا جديدا هذا الشهر.', language: 'ar', why: 'Arabic' },
  { text: 'دولت شهرستان این ماه اطلاعیه‌ای تازه صادر کرد.', language: 'fa', why: 'Persian letters' },
  { text: 'ضلعی حکومت نے اس مہینے ایک نیا نوٹس جاری کیا ہے۔', language: 'ur', why: 'Urdu letters' },
  {
    text: 'İlçe hükümeti bu ay yeni bir duyuru yayımladı ve herkese gönderdi.',
    language: 'tr',
    why: 'Turkish, not ULY',
  },
  {
    text: "O'zbekiston Respublikasi hukumati yangi qaror qabul qildi va uni e'lon qildi.",
    language: 'uz',
    why: 'Uzbek, not ULY',
  },
  { text: 'Rayon hökuməti bu ay yeni bildiriş yaydı.', language: 'az', why: 'ə' },
  { text: 'В этом месяце районное правительство выпустило новое уведомление.', language: 'ru', why: 'Russian' },
  { text: 'The county government issued a new notice this month.', language: 'en', why: 'English' },
  {
    text: 'The office (领导小组) issued a new notice to every county this month.',
    language: 'en',
    why: 'most letters decide',
  },
  { text: '', language: 'und', why: 'nothing' },
  { text: '15.06.2017 — 3/4', language: 'und', why: 'no letters' },
  { text: 'ok', language: 'und', why: 'too short for an alphabet of many languages' },
];

for (const { text, language, why } of CASES) {
  test(`"${text.slice(0, 24)}" is ${language}: ${why}`, () => {
    assert.equal(identifyLanguage(text).language, language);
  });
}

test('a guess that characters do not settle is not sure', () => {
  assert.equal(identifyLanguage('中文').sure, false);
  assert.equal(identifyLanguage('电脑').sure, true);
});

test('any text at all gets an answer, and the same one twice', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
      const first = identifyLanguage(text);
      assert.match(first.language, /^[a-z]{2,3}(?:-[A-Z][a-z]{3})?$/v);
      assert.deepEqual(identifyLanguage(text), first);
    }),
    { numRuns: 300 },
  );
});

test('lone surrogates and half marks do not break it', () => {
  assert.equal(identifyLanguage('\uD800 \uDC00').language, 'und');
});

test('a passage without spaces costs no more than one with them', () => {
  const text = '第一条为了规范'.repeat(170);
  const begun = performance.now();
  for (let i = 0; i < 100; i += 1) identifyLanguage(text);
  // 0.2 s; looking for an address from every character of it took 1.8 s.
  assert.ok(performance.now() - begun < 1_000);
});
