import { sha256Of } from '../src/nouns/sha256.ts';
import type { FoundView, HitView } from '../src/web/views.ts';
import { directive } from './preview-documents.ts';

function hit(text: string, words: readonly string[], language: string, path: string, page?: number): HitView {
  const marks = words
    .flatMap((word) =>
      Array.from(text.matchAll(new RegExp(word, 'gu')), ({ index }) => ({ start: index, end: index + word.length })),
    )
    .toSorted((a, b) => a.start - b.start);
  return {
    document: sha256Of(path),
    start: 271,
    end: 285,
    ...(page === undefined ? {} : { page }),
    language,
    snippet: { text, marks },
    marks: [{ start: 274, end: 277 }],
  };
}

const HITS = [
  hit(
    '四、搬迁台账由卓明远同志汇总，每周五前报局办公室。各村不得自行留存副本。',
    ['卓明远', '搬迁'],
    'zh-Hans',
    'a',
    1,
  ),
  hit(
    'كۆچۈرۈش دەپتىرىنى جو مىڭيۈەن ساقلايتتى، ھەر جۈمە كۈنى ئىدارىگە يوللايتتى.',
    ['جو مىڭيۈەن', 'كۆچۈرۈش'],
    'ug-Arab',
    'b',
    3,
  ),
  hit(
    'Mr Zhuo Mingyuan asks that the relocation table reach him before noon. Please do not send it to the press office.',
    ['Zhuo Mingyuan', 'relocation'],
    'en',
    'c',
  ),
  hit('填表人：卓明远　合计：已搬迁2,310人，其中自愿317人，未搬迁412人', ['卓明远', '搬迁'], 'zh-Hans', 'd', 2),
  hit(
    'The <b>relocation</b> was, an official said, “entirely voluntary”; the register is kept by a Zhuo Ming-yuan of the Bureau.',
    ['relocation'],
    'en',
    'e',
    2,
  ),
];

export const found: FoundView = {
  total: 1337,
  documents: 412,
  hits: HITS,
  facets: {
    language: [
      { value: 'zh-Hans', passages: 901 },
      { value: 'en', passages: 240 },
      { value: 'ug-Arab', passages: 196 },
    ],
    type: [
      { value: 'application/pdf', passages: 700 },
      { value: 'message/rfc822', passages: 402 },
      { value: 'text/html', passages: 235 },
    ],
    accession: [
      { value: 'a1', passages: 1002 },
      { value: 'a3', passages: 335 },
    ],
    date: [
      { value: '2014', passages: 12 },
      ...Array.from({ length: 19 }, (_, i) => ({
        value: `${2023 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, '0')}`,
        passages: (i * i * 37) % 151,
      })),
      { value: 'none', passages: 88 },
    ],
    person: Array.from({ length: 14 }, (_, i) => ({
      value: i === 1 ? '卓明远 <zhuo@karasu.example>' : `T. Person ${i} <person.${i}@office.of.karasu.example>`,
      passages: 300 - i * 20,
    })),
    folder: [
      { value: 'office', passages: 900 },
      { value: 'mail', passages: 402 },
      { value: 'office/2024', passages: 700 },
      { value: 'office/移交', passages: 200 },
      { value: 'mail/2024-06.mbox', passages: 402 },
      { value: 'office/2024/06', passages: 300 },
    ],
  },
  expansions: [
    {
      term: '卓明远',
      alternatives: [
        { text: 'Zhuo Mingyuan', why: 'name', source: 'pinyin', on: true, passages: 6, key: 'a=b' },
        { text: 'جو مىڭيۈەن', why: 'alias', source: 'case', on: true, passages: 9, key: 'a=c' },
        { text: '卓鸣远', why: 'alias', source: 'case', on: false, passages: 4, key: 'a=d' },
      ],
    },
    {
      term: '搬迁',
      alternatives: [{ text: 'كۆچۈرۈش*', why: 'place', source: 'places', on: false, passages: 1_204, key: 'b=c' }],
    },
  ],
  understood: { terms: ['卓明远', '搬迁', 'relocation'] },
  named: {
    [sha256Of('a')]: {
      path: 'office/2024/06/DIR-17.pdf',
      title: directive.reading.title ?? '',
      mediaType: 'application/pdf',
      pages: 4,
    },
    [sha256Of('b')]: {
      path: 'testimony/09.pdf',
      title: 'كۆچۈرۈش دەپتىرى توغرىسىدا',
      mediaType: 'application/pdf',
      pages: 5,
    },
    [sha256Of('c')]: {
      path: 'mail/2024-06.mbox/12.eml',
      title: 'RE: RE: weekly figures, Friday',
      mediaType: 'message/rfc822',
      pages: 0,
    },
    [sha256Of('d')]: {
      path: 'tables/各村搬迁人数统计表.xlsx',
      mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      pages: 3,
    },
    [sha256Of('e')]: {
      path: 'press/<script>alert(1)</script>.html',
      title: '<script>alert("title")</script>',
      mediaType: 'text/html',
      pages: 3,
    },
  },
};

export const foundNothing: FoundView = {
  ...found,
  expansions: [],
  total: 0,
  documents: 0,
  hits: [],
  facets: { language: [], type: [], accession: [], date: [], person: [], folder: [] },
  understood: { terms: ['卡拉苏河', '改道'], notice: 'read-literally' },
};
