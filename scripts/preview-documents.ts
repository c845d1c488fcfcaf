import type { DocumentView } from '../src/nouns/document.ts';
import type { FileReport } from '../src/nouns/occurrence.ts';
import type { PageLayout, Passage, Reading, WordBox } from '../src/nouns/reading.ts';
import { sha256Of } from '../src/nouns/sha256.ts';
import type { MarkView } from '../src/web/views.ts';
import { file } from './preview-views.ts';

const DIRECTIVE: readonly (readonly [string, number])[] = [
  ['编号：0043　内部文件', 84],
  ['卡移安〔2024〕17号', 97],
  ['关于阿克台培谷地居民搬迁收尾工作的通知', 97],
  ['各县安置办、谷地各村管委会：', 97],
  ['为保障阿克台培水库如期蓄水，经局务会议研究，现将搬迁收尾工作有关事项通知如下。', 97],
  ['一、截至5月31日，谷地十一个村已搬迁2,310人，其中自愿搬迁317人。', 96],
  ['二、尚未搬迁的412人，须于6月10日前迁出，由各县采取一切必要措施予以落实。', 95],
  ['三、对外宣传统一口径：已搬迁1,847人，全部自愿。未经批准，任何单位不得对外提供其他数字。', 97],
  ['四、搬迁台账由卓明远同志汇总，每周五前报局办公室。各村不得自行留存副本。', 58],
  ['附件：各村搬迁人数统计表', 97],
  ['卡拉苏移民安置局\n2024年6月3日', 79],
];

const NOTICE: readonly (readonly [string, number])[] = [
  ['جىلغا ئاھالىسىغا', 94],
  ['ھەممە ئادەم ھەرقايسى دۆلەتلەرنىڭ زېمىنىدا ئەركىن كوچۇشكە ۋە ئولتۇراقلىشىشقا ھوقۇقلۇق.', 94],
  ['ھەرقانداق ئادەمنى مال-مۈلكىدىن خالىغانچە مەھرۇم قىلىشقا بولمايدۇ.', 66],
  [
    'ھەممە ئادەم ھەرقانداق دۆلەتتىن كېتىشكە، جوملىدىن ئۆز دۆلىتىدىن كېتىشكە ھوقۇقلۇق ھەمدە ئۆزىنىڭ دۆلىتىگە قايتىپ كېلىشكە ھوقۇقلۇق.',
    94,
  ],
];

interface Made {
  readonly reading: Reading;
  readonly layouts: readonly PageLayout[];
}

/** Sets lines one under another on pages of A4 and says where every character stands, as a scanner's reader would. */
function scanned(pages: readonly (readonly (readonly [string, number])[])[], language: string, title: string): Made {
  let text = '';
  const passages: Passage[] = [];
  const layouts: PageLayout[] = [];
  const made = pages.map((lines, index) => {
    const start = text.length;
    const words: WordBox[] = [];
    let y = 110;
    for (const [line, confidence] of lines) {
      passages.push({ start: text.length, end: text.length + line.length, language, page: index + 1 });
      words.push(...wordsOf(line, text.length, y, confidence, language));
      text += `${line}\n`;
      y += 52;
    }
    layouts.push({ number: index + 1, words });
    return {
      number: index + 1,
      start,
      end: text.length,
      width: 595,
      height: 842,
      unit: 'pt',
      textFrom: 'ocr',
      confidence: 91,
    } as const;
  });
  const reading: Reading = {
    mediaType: 'application/pdf',
    title,
    published: '2024-06-03',
    byline: language === 'en' ? 'Karasu Daily' : '卡拉苏移民安置局',
    metadata: [
      { name: 'Producer', value: 'Scanner firmware KS-220', origin: 'pdfium' },
      { name: 'CreationDate', value: '2024-06-04T08:52:00+08:00', origin: 'pdfium' },
      { name: 'Title', value: '<script>alert(1)</script>', origin: 'pdfium' },
    ],
    text,
    pages: made,
    passages,
    stages: [
      { name: 'identify', version: 1, ms: 3 },
      { name: 'pdf', version: 2, ms: 412 },
      { name: 'ocr', version: 1, ms: 8350 },
      { name: 'languages', version: 1, ms: 21 },
    ],
  };
  return { reading, layouts };
}

/** Chinese: a box a character; else a box a word. */
function wordsOf(line: string, offset: number, y: number, confidence: number, language: string): WordBox[] {
  const rtl = language.startsWith('ug');
  const step = language.startsWith('zh') ? 11 : 5.5;
  const pieces = language.startsWith('zh') ? line.matchAll(/\S/g) : line.matchAll(/\S+/g);
  return Array.from(pieces, ([word], count): WordBox => {
    const at = line.indexOf(word, count === 0 ? 0 : undefined);
    const from = language.startsWith('zh') ? count : at;
    const x = rtl ? 595 - 60 - (from + word.length) * step : 60 + from * step;
    const doubtful = confidence < 70 && count > line.length - 4 ? 41 : confidence;
    return [offset + from, offset + from + word.length, x, y, word.length * step, 14, doubtful];
  });
}

export const directive = scanned(
  [DIRECTIVE, DIRECTIVE.slice(4), DIRECTIVE.slice(6)],
  'zh-Hans',
  DIRECTIVE[2]?.[0] ?? '',
);
export const notice = scanned([NOTICE, NOTICE.slice(1)], 'ug-Arab', NOTICE[0]?.[0] ?? '');

const PRESS = [
  'Valley clears for the reservoir, on schedule',
  'KARASU, 4 June. The relocation was, an official said, “entirely voluntary”; the register is kept by a Zhuo Ming-yuan of the Bureau. By Friday 1,847 people had left the eleven villages of the Ak-Tepe valley.',
  'Officials expect the reservoir to be filled by autumn. <script>alert("page")</script> The Bureau’s press office gave no other figure.',
  'Read also: Ten recipes for the harvest. Weather. Subscribe.',
];

export const press: Reading = {
  mediaType: 'text/html',
  title: PRESS[0] ?? '',
  byline: 'Karasu Daily',
  published: '2024-06-04',
  metadata: [{ name: 'generator', value: 'DailyPress 2.1', origin: 'html' }],
  text: PRESS.join('\n'),
  pages: [],
  passages: paragraphs(PRESS),
  article: [{ start: 0, end: PRESS.slice(0, 3).join('\n').length }],
  stages: [{ name: 'html', version: 1, ms: 31 }],
};

function paragraphs(lines: readonly string[]): readonly Passage[] {
  let at = 0;
  return lines.map((line) => {
    const start = at;
    at += line.length + 1;
    return { start, end: start + line.length, language: 'en' };
  });
}

export function documentOf(reading: Reading | undefined, places: readonly FileReport[]): DocumentView {
  const sha256 = places[0]?.sha256 ?? sha256Of('');
  return {
    sha256,
    size: 812_306,
    places,
    contains: reading?.mediaType === 'message/rfc822' ? [file('mail/a.eml/table.xlsx')] : [],
    ...(reading === undefined ? {} : { reading }),
    custody: [
      {
        seq: 14,
        kind: 'received',
        at: '2026-11-03T10:20:31.412Z',
        actor: 'T. Brandt',
        entryHash: sha256Of('14'),
        fields: {},
      },
      {
        seq: 15,
        kind: 'read',
        at: '2026-11-03T10:21:02.009Z',
        actor: 'T. Brandt',
        entryHash: sha256Of('15'),
        fields: {},
      },
      {
        seq: 4807,
        kind: 'viewed',
        at: '2026-11-21T11:36:00.000Z',
        actor: 'T. Brandt',
        entryHash: sha256Of('x'),
        fields: {},
      },
    ],
  };
}

export const directivePlaces: readonly FileReport[] = [
  file('mail/2024-06.mbox/RE: RE: weekly figures/DIR-17.pdf', { title: directive.reading.title ?? '' }),
  file('转发/DIR-17.pdf', {
    outcome: 'duplicate',
    sha256: sha256Of('mail/2024-06.mbox/RE: RE: weekly figures/DIR-17.pdf'),
  }),
  file('office/2024/06/DIR-17.pdf', { outcome: 'duplicate', accession: 'a3' }),
];

/** Every place in `reading` where one of `words` stands. */
export function marksOf(reading: Reading, words: readonly string[]): readonly MarkView[] {
  const marks = words.flatMap((word) =>
    Array.from(reading.text.matchAll(new RegExp(word, 'gu')), ({ index }) => {
      const page = reading.pages.find(({ start, end }) => start <= index && index < end)?.number;
      return { start: index, end: index + word.length, ...(page === undefined ? {} : { page }) };
    }),
  );
  return marks.toSorted((a, b) => a.start - b.start);
}
