import type { ComparedPassage, Comparison, NearCopies, NearCopy } from '../src/nouns/copies.ts';
import { sha256Of } from '../src/nouns/sha256.ts';

/** Near copies and a comparison of an invented case; some of the words try to be markup. */

export const memo = {
  document: sha256Of('memo'),
  path: 'drive-a/notes/<b>memo.docx',
  title: 'Relocation: <script>alert("title")</script>',
  mediaType: 'application/pdf',
};

const copy = (name: string, kind: NearCopy['kind'], share: number, shareOfOther: number): NearCopy => ({
  document: sha256Of(name),
  path: `drive-b/转发/${name}`,
  mediaType: 'message/rfc822',
  kind,
  share,
  shareOfOther,
});

export const nearCopies: NearCopies = {
  near: 4,
  group: 3,
  looked: true,
  copies: [
    { ...copy('memo (1).docx', 'same', 1, 0.987), title: '关于搬迁的通知' },
    { ...copy('scan0218.tif', 'edited', 0.71, 0.68), title: 'كۆچۈرۈش ھەققىدە ئۇقتۇرۇش ئۇ' },
    copy('FW: fyi.eml', 'part', 0.98, 0.21),
    copy('page 3 only.pdf', 'whole', 0.08, 0.97),
    copy('press release.html', 'passages', 0.14, 0.31),
  ],
};

export const noCopies: NearCopies = { near: 0, group: 1, looked: true, copies: [] };

function passage(start: number, language: string, ...words: readonly string[]): ComparedPassage {
  const length = words.reduce((sum, text) => sum + text.length, 0);
  // Every second piece is one without a counterpart.
  const pieces = words.map((text, index) => ({ text, changed: index % 2 === 1 })).filter(({ text }) => text !== '');
  return { start, end: start + length, language, page: 1, pieces };
}

export const comparison: Comparison = {
  first: memo,
  second: { document: sha256Of('scan'), path: 'drive-b/scan0218.tif', mediaType: 'image/tiff' },
  share: 0.912,
  shareOfOther: 0.874,
  counts: { same: 1, changed: 2, 'only-first': 1, 'only-second': 1 },
  total: 5,
  compared: { first: { start: 0, end: 4_000_000 }, second: { start: 0, end: 3_999_100 } },
  rows: [
    { kind: 'same', first: [passage(0, 'en', 'Eleven villages.')], second: [passage(0, 'en', 'Eleven  villages')] },
    {
      kind: 'changed',
      first: [passage(20, 'en', 'Moved: ', '<b>2,310</b>', ' persons, of them ', '317', ' of their own will.')],
      second: [passage(20, 'en', 'Moved: ', '1,847', ' persons, all of their own will.')],
    },
    {
      kind: 'changed',
      first: [passage(90, 'zh-Hans', '谷地', '十一', '个村已搬迁。')],
      second: [passage(80, 'ug-Arab', 'ئون ', 'بىر', ' كەنت كۆچۈرۈلدى.'), passage(110, 'und', '2024')],
    },
    { kind: 'only-first', first: [passage(120, 'en', '', 'Signed by hand.')], second: [] },
    { kind: 'only-second', first: [], second: [passage(130, 'ug-Arab', '', 'ئىمزا قويۇلمىغان.')] },
  ],
};

export const nothingDiffers: Comparison = {
  ...comparison,
  share: 1,
  shareOfOther: 1,
  counts: { same: 3, changed: 0, 'only-first': 0, 'only-second': 0 },
  total: 0,
  rows: [],
};
